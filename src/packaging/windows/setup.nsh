; What the setup program for Windows does besides what electron-builder's own script does; that script inserts each of these macros by its name.

; removeProgram: what of the program lies in its folder (src/packaging/installed-files.mjs writes it for each package).
!define SETUP_FOLDER "${__FILEDIR__}"
!include "${SETUP_FOLDER}/installed-files.nsh"

!define PROG_ID "Saddlescope.Experiment"
!define APP_PATHS "Software\Microsoft\Windows\CurrentVersion\App Paths\saddlescope.exe"
; On everybody's PATH since Windows 10: nobody's PATH has to be edited.
!define FOLDER_ON_PATH "$LOCALAPPDATA\Microsoft\WindowsApps"

; For the person who installs it, and nobody is asked for an administrator.
!macro customInstallMode
  StrCpy $isForceCurrentInstall "1"
!macroend

!macro customInstall
  ; With the path in quotation marks: names of persons have spaces.
  WriteRegStr SHELL_CONTEXT "Software\Classes\${PROG_ID}\shell\open\command" "" '"$appExe" "%1"'

  ; The command line, in a console and where Windows asks for the name of a program.
  WriteRegStr SHELL_CONTEXT "${APP_PATHS}" "" "$appExe"
  WriteRegStr SHELL_CONTEXT "${APP_PATHS}" "Path" "$INSTDIR"
  ${if} ${FileExists} "${FOLDER_ON_PATH}\*.*"
    File "/oname=${FOLDER_ON_PATH}\saddlescope.cmd" "${SETUP_FOLDER}/on-the-path.cmd"
  ${endIf}

  ; There is no updater that would want a copy of the setup program, and no page in the web.
  RMDir /r "$LOCALAPPDATA\${APP_PACKAGE_NAME}-updater"
  DeleteRegValue SHELL_CONTEXT "${UNINSTALL_REGISTRY_KEY}" "HelpLink"
  DeleteRegValue SHELL_CONTEXT "${UNINSTALL_REGISTRY_KEY}" "URLInfoAbout"
  DeleteRegValue SHELL_CONTEXT "${UNINSTALL_REGISTRY_KEY}" "URLUpdateInfo"
  DeleteRegValue SHELL_CONTEXT "${UNINSTALL_REGISTRY_KEY}" "Readme"
!macroend

; The browser inside keeps its caches and locks on the machine (src/main/data-folder.ts); a person's settings lie elsewhere and stay. A folder in
; which there was nowhere else to keep unsaved work has "data" in it, and stays as well.
!macro customUnInstall
  ; An update uninstalls the older version and goes on.
  ${ifNot} ${isUpdated}
    FindFirst $R0 $R1 "$LOCALAPPDATA\saddlescope-????????????"
    ${doWhile} $R1 != ""
      ${ifNot} ${FileExists} "$LOCALAPPDATA\$R1\data\*.*"
        RMDir /r "$LOCALAPPDATA\$R1"
      ${endIf}
      FindNext $R0 $R1
    ${loop}
    FindClose $R0

    Delete "${FOLDER_ON_PATH}\saddlescope.cmd"
    DeleteRegKey SHELL_CONTEXT "${APP_PATHS}"
    ; The name of the file's type would stay, and stand for nothing.
    ReadRegStr $R0 SHELL_CONTEXT "Software\Classes\.saddle" ""
    ${if} $R0 == "${PROG_ID}"
      DeleteRegValue SHELL_CONTEXT "Software\Classes\.saddle" ""
    ${endIf}
    DeleteRegValue SHELL_CONTEXT "Software\Classes\.saddle\OpenWithProgids" "${PROG_ID}"
    DeleteRegKey /ifempty SHELL_CONTEXT "Software\Classes\.saddle\OpenWithProgids"
    DeleteRegKey /ifempty SHELL_CONTEXT "Software\Classes\.saddle"
  ${endIf}
!macroend

; Only what was installed: the folder may be one that a person has chosen, with experiments in it.
!macro customRemoveFiles
  SetOutPath $TEMP
  !insertmacro removeProgram
  Delete "$INSTDIR\${UNINSTALL_FILENAME}"
  RMDir "$INSTDIR"
!macroend
