# shellcheck shell=bash
# The command line of the server. What each flag does and saves is in docs/performance.md.
#
# The AOT cache is only taken when class path and flags are those it was trained with, so there is one place
# that makes them: here.

# Fills the array JAVA_COMMAND with the command for the distribution in folder $1, run by the JDK in $2.
java_command() {
  local dist=$1 jdk=$2 jar path="$1/app.jar"
  for jar in "$dist"/lib/*.jar; do path="$path:$jar"; done
  JAVA_COMMAND=("$jdk/bin/java"
    -XX:+UseSerialGC -Xms8m "-Xmx${SLIPWAY_HEAP:-96m}" -XX:NewSize=2m -XX:MaxNewSize=16m
    -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=20 -XX:-ShrinkHeapInSteps
    -XX:+UseCompactObjectHeaders -Xss256k
    -XX:ReservedCodeCacheSize=32m -XX:MaxMetaspaceSize=96m
    -XX:TrimNativeHeapInterval=30000 -XX:-UsePerfData -XX:+ExitOnOutOfMemoryError
    -Djdk.virtualThreadScheduler.parallelism=6 --enable-native-access=ALL-UNNAMED
    "-Dorg.sqlite.lib.path=$dist/native" -Dorg.sqlite.lib.name=libsqlitejdbc.so)
  [ "${SLIPWAY_JIT:-}" = full ] || JAVA_COMMAND+=(-XX:TieredStopAtLevel=1)
  JAVA_COMMAND+=(-cp "$path")
  export MALLOC_ARENA_MAX=2
}
