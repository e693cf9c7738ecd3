@echo off
rem The command line: a batch file waits for a program with a window, which a console does not.
"%~dp0..\Saddlescope.exe" %*
exit /b %errorlevel%
