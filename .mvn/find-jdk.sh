# Sourced by mvnw and modelwright: sets JAVA_HOME to a JDK of version 25 or newer, or ends the
# script with one sentence. POSIX sh.

# A JDK's release file gives its version without the cost of starting it.
is_jdk_25() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  jdk_version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  [ "${jdk_version:-0}" -ge 25 ]
}

find_jdk() {
  java_on_path=$(command -v java 2>/dev/null) || java_on_path=
  [ -z "$java_on_path" ] || java_on_path=$(readlink -f "$java_on_path" 2>/dev/null) || java_on_path=
  for jdk in \
    "${java_on_path%/bin/java}" \
    /usr/lib/jvm/* \
    "${HOME-}"/.sdkman/candidates/java/* \
    "${HOME-}"/.jdks/* \
    "${HOME-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/*; do
    if is_jdk_25 "$jdk"; then
      JAVA_HOME=$jdk
      return
    fi
  done
  echo "No JDK 25 was found: install one (https://adoptium.net has them) or set JAVA_HOME to it." >&2
  exit 1
}

is_jdk_25 "${JAVA_HOME-}" || find_jdk
export JAVA_HOME
