@echo off
rem Starts Modelwright from its source tree, building it first where it is not built.
rem After changing sources, delete app\target\built to have it built again.
setlocal
set "ROOT=%~dp0"
set "TARGET=%ROOT%app\target"

call :is_jdk "%JAVA_HOME%" && goto found
for /f "delims=" %%J in ('where java 2^>nul') do call :is_jdk "%%~dpJ.." && goto found
for %%R in ("%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Java" "%ProgramFiles%\Microsoft" "%ProgramFiles%\Zulu" "%ProgramFiles%\Amazon Corretto" "%USERPROFILE%\.jdks") do (
  for /d %%J in ("%%~R\*") do call :is_jdk "%%~J" && goto found
)
echo No JDK 25 was found: install one (https://adoptium.net has them) or set JAVA_HOME to it. 1>&2
exit /b 1

:found
set "JAVA_HOME=%JDK%"
if not exist "%TARGET%\built" call :build || exit /b 1
rem A command's process is short-lived; the window, with no argument or one folder, gets the JVM's own choice.
rem Each has a cache of its own, since a cache holds for one collector.
set "SHORT=-XX:+UseSerialGC -XX:TieredStopAtLevel=1"
if "%~1"=="" set "SHORT="
if "%~2"=="" if exist "%~1\" set "SHORT="
set "CACHE=%TARGET%\window.aot"
if defined SHORT set "CACHE=%TARGET%\modelwright.aot"
"%JAVA_HOME%\bin\java.exe" %SHORT% --enable-native-access=ALL-UNNAMED -cp "%TARGET%\*;%TARGET%\lib\*" -XX:AOTCache="%CACHE%" -Xlog:disable org.modelwright.app.Launcher %*
exit /b %ERRORLEVEL%

rem Sets JDK where the folder holds a JDK of version 25 or newer.
:is_jdk
if "%~1"=="" exit /b 1
if not exist "%~1\bin\javac.exe" exit /b 1
if not exist "%~1\release" exit /b 1
findstr /r /c:"^JAVA_VERSION=.2[5-9]" /c:"^JAVA_VERSION=.[3-9][0-9]" "%~1\release" >nul || exit /b 1
set "JDK=%~f1"
exit /b 0

:build
echo Building Modelwright (first use; the very first build downloads its libraries) ... 1>&2
if not exist "%TARGET%" mkdir "%TARGET%"
rem Jars of an earlier version would stay on the class path.
del /q "%TARGET%\*.jar" "%TARGET%\*.aot" 2>nul
if exist "%TARGET%\lib" rmdir /s /q "%TARGET%\lib"
call "%ROOT%mvnw.cmd" -B -q -f "%ROOT%pom.xml" -DskipTests -Dspotless.check.skip package >"%TARGET%\build.log" 2>&1
if errorlevel 1 (
  type "%TARGET%\build.log" 1>&2
  echo The build failed; all it said is in %TARGET%\build.log. 1>&2
  exit /b 1
)
rem Classes as the JVM has them after loading: the next start skips that work.
"%JAVA_HOME%\bin\java.exe" -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -cp "%TARGET%\*;%TARGET%\lib\*" -XX:AOTCacheOutput="%TARGET%\modelwright.aot" org.modelwright.app.Launcher templates >>"%TARGET%\build.log" 2>&1
pushd \
"%JAVA_HOME%\bin\java.exe" -Dglass.platform=Headless -Dprism.order=sw -Dmodelwright.startup=exit --enable-native-access=ALL-UNNAMED -cp "%TARGET%\*;%TARGET%\lib\*" -XX:AOTCacheOutput="%TARGET%\window.aot" org.modelwright.app.Launcher >>"%TARGET%\build.log" 2>&1
popd
type nul >"%TARGET%\built"
exit /b 0
