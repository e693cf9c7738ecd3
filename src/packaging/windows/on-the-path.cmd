@echo off
rem Put here by the setup program of Saddlescope, which takes it away again. The folder that it was installed into is asked for each time.
setlocal
set "folder=%LOCALAPPDATA%\Programs\Saddlescope"
for /f "tokens=2*" %%a in ('reg query "HKCU\Software\Microsoft\Windows\CurrentVersion\App Paths\saddlescope.exe" /v Path 2^>nul') do set "folder=%%b"
"%folder%\Saddlescope.exe" %*
exit /b %errorlevel%
