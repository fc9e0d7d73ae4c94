# shellcheck shell=bash
# Finds an installed JDK without starting a JVM: reads the `release` file that each JDK carries.

# Prints the home of a JDK of at least version $1; fails when there is none.
find_jdk() {
  local least=$1 home java
  java=$(command -v javac 2>/dev/null) && java=$(readlink -f "$java") && java=${java%/bin/javac}
  for home in "${JAVA_HOME:-}" "${java:-}" /usr/lib/jvm/* /opt/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/*; do
    if [ -x "$home/bin/javac" ] && [ "$(jdk_major "$home")" -ge "$least" ]; then
      printf '%s\n' "$home"
      return 0
    fi
  done
  return 1
}

# Prints the major version of the JDK in folder $1, 0 when it does not say.
jdk_major() {
  local version
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null)
  printf '%s\n' "${version:-0}"
}
