# shellcheck shell=bash
# The demo: a local repository with a sample app, connected with webhook and blue/green. What it makes is in
# <data>/demo; the programs are in demo/.

# Starts the server if none answers, makes the demo, and stays until the server ends. Arguments as for ./run.
demo() {
  demo_place "$@"
  if demo_answers; then
    demo_start
    return
  fi
  demo_first_administrator
  "${JAVA_COMMAND[@]}" io.slipway.Slipway serve "$@" &
  local server=$! status
  trap 'kill -TERM "$server" 2>/dev/null' INT TERM
  if demo_await "$server"; then demo_start; fi
  wait "$server"
  status=$?
  while kill -0 "$server" 2>/dev/null; do # a signal ends the wait before the server has ended
    wait "$server"
    status=$?
  done
  trap - INT TERM
  return "$status"
}

# Makes the demo on the server that answers at $SLIPWAY_URL; what exists already is kept.
demo_start() {
  node demo/start.mjs
}

# Removes all of the demo. Starts the server for that time when none answers. Arguments as for ./run.
demo_clean() {
  local server='' status=0
  demo_place "$@"
  [ -e "${SLIPWAY_DATA:-data}/demo/state.json" ] || { echo "There is no demo to remove."; return; }
  if ! demo_answers; then
    "${JAVA_COMMAND[@]}" io.slipway.Slipway serve "$@" >/dev/null 2>&1 &
    server=$!
    demo_await "$server" || return 1
  fi
  node demo/clean.mjs || status=1
  if [ -n "$server" ]; then
    kill -TERM "$server"
    wait "$server" 2>/dev/null
  fi
  return "$status"
}

# Reads address and data folder from flags as the server does, and exports them for the programs in demo/.
demo_place() {
  local port=${SLIPWAY_PORT:-5001}
  while [ $# -gt 0 ]; do
    case $1 in
      --port=*) port=${1#*=} ;;
      --data=*) export SLIPWAY_DATA=${1#*=} ;;
      --port) port=${2:-} ;;
      --data) export SLIPWAY_DATA=${2:-} ;;
    esac
    shift
  done
  [ -z "${SLIPWAY_DATA:-}" ] || SLIPWAY_DATA=$(readlink -m "$SLIPWAY_DATA")
  export SLIPWAY_URL=${SLIPWAY_URL:-http://localhost:$port}
}

demo_answers() {
  curl -fsS -o /dev/null --max-time 5 "$SLIPWAY_URL/healthz" 2>/dev/null
}

# Waits until the server answers; fails when process $1 has ended before.
demo_await() {
  local tries
  for ((tries = 0; tries < 300; tries++)); do
    demo_answers && return
    kill -0 "$1" 2>/dev/null || { echo "The server ended before it answered; the lines above say why." >&2; return 1; }
    sleep 0.2
  done
  echo "The server does not answer at $SLIPWAY_URL." >&2
  return 1
}

# A data folder that is new gets an administrator for the demo, whose password is printed at the end.
demo_first_administrator() {
  [ -z "${SLIPWAY_ADMIN_USER:-}${SLIPWAY_DATABASE:-}" ] || return 0
  [ ! -e "${SLIPWAY_DATA:-data}/slipway.db" ] || return 0
  SLIPWAY_ADMIN_USER=demo
  SLIPWAY_ADMIN_PASSWORD=$(head -c 12 /dev/urandom | base64 | tr '+/' 'xy')
  export SLIPWAY_ADMIN_USER SLIPWAY_ADMIN_PASSWORD SLIPWAY_DEMO_LOGIN=1
}
