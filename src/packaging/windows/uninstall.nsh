; Part of the setup program: what uninstalling takes away besides the program itself.
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
  ${endIf}
!macroend
