# shellcheck shell=bash
# Builds the distribution in $DIST: app.jar, lib, native, slipway.aot. Only what changed is built again: each part
# leaves a stamp with the digest of what it was made from.

. scripts/launch.sh

DIST=${DIST:-$PWD/dist}

# Prints a digest of the contents of the given files and folders.
digest() {
  find "$@" -type f ! -path '*/node_modules/*' ! -path 'web/dist/*' ! -name schema.d.ts -print0 2>/dev/null |
    sort -z | xargs -0 sha256sum | sha256sum | cut -d' ' -f1
}

# Succeeds when $2 is what the stamp in file $1 says; a missing stamp is a difference.
unchanged() {
  [ "$(cat "$1" 2>/dev/null)" = "$2" ]
}

# Installs the front end's packages when its lock file changed.
front_end_packages() {
  local now
  now=$(digest web/package-lock.json)
  ! unchanged web/node_modules/.stamp "$now" || return 0
  echo "Installing the front end's packages"
  (cd web && npm ci --no-audit --no-fund --loglevel=error) >&2 || return 1
  printf '%s\n' "$now" >web/node_modules/.stamp
}

build_front_end() {
  unchanged web/dist/.stamp "$(digest web src/main/resources/openapi.yaml)" || {
    echo "Building the front end"
    make_front_end build
  }
}

# Has npm do $1, which leaves the front end in web/dist.
make_front_end() {
  local now
  now=$(digest web src/main/resources/openapi.yaml)
  front_end_packages && (cd web && npm run -s "$1") >&2 || return 1
  printf '%s\n' "$now" >web/dist/.stamp
}

# Builds the back end, with the front end inside, with the JDK in $1.
build_back_end() {
  local jdk=$1 now
  now="$(digest src/main pom.xml) $(cat web/dist/.stamp) $jdk"
  ! unchanged "$DIST/.stamp" "$now" || return 0
  echo "Building the back end"
  JAVA_HOME=$jdk mvn -q -B -Dmaven.test.skip=true package >&2 && assemble "$jdk" || return 1
  printf '%s\n' "$now" >"$DIST/.stamp"
}

# Lays out what Maven made. The jars stay apart: the AOT cache wants jars that do not change.
assemble() {
  rm -rf "$DIST"
  mkdir -p "$DIST/native"
  cp target/app.jar "$DIST/" && cp -r target/lib "$DIST/" && unpack_sqlite "$1"
}

# The driver would unpack its native library at every start, into an executable temporary folder.
unpack_sqlite() {
  local machine file
  case $(uname -m) in
    x86_64) machine=x86_64 ;;
    aarch64 | arm64) machine=aarch64 ;;
    *) return 0 ;; # the driver finds its own
  esac
  file=org/sqlite/native/Linux/$machine/libsqlitejdbc.so
  (cd "$DIST/native" && "$1/bin/jar" --extract --file "$(echo ../lib/sqlite-jdbc-*.jar)" "$file" && mv "$file" . && rm -rf org)
}

# Runs the server once and has the JVM write down what it loaded and compiled: halves the start (docs/performance.md).
train() {
  local jdk=$1 folder port=0 pid try
  [ ! -f "$DIST/slipway.aot" ] || return 0
  echo "Training the AOT cache"
  folder=$(mktemp -d)
  mkdir "$folder/stacks"
  java_command "$DIST" "$jdk"
  port=$(free_port)
  SLIPWAY_ADMIN_USER=trainer SLIPWAY_ADMIN_PASSWORD=$(head -c 18 /dev/urandom | base64) \
    "${JAVA_COMMAND[@]}" "-XX:AOTCacheOutput=$DIST/slipway.aot.new" io.slipway.Slipway serve \
    --port "$port" --data "$folder/data" --stacks "$folder/stacks" >"$folder/log" 2>&1 &
  pid=$!
  for ((try = 0; try < 150; try++)); do
    curl -fsS -o /dev/null "http://127.0.0.1:$port/healthz" 2>/dev/null && break
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.2
  done
  for ((try = 0; try < 20; try++)); do
    curl -fsS -o /dev/null -o /dev/null "http://127.0.0.1:$port/" "http://127.0.0.1:$port/api/v1/session" 2>/dev/null
  done
  kill -TERM "$pid" 2>/dev/null
  wait "$pid"
  if [ -s "$DIST/slipway.aot.new" ]; then
    mv "$DIST/slipway.aot.new" "$DIST/slipway.aot"
  else
    echo "  no cache was written; Slipway runs without, it only starts slower. The last lines were:" >&2
    tail -n 5 "$folder/log" >&2
  fi
  rm -rf "$folder"
}

# Prints a port that nothing listens on now.
free_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 20000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
  done
}

# Builds all that changed, with the JDK in $1.
build_all() {
  build_front_end && build_back_end "$1" && train "$1"
}
