# shellcheck shell=bash
# Starts the Docker engine where it is installed here and does not run.

# Sees to it that an engine answers. Prints the process id of an engine that it had to start by itself, without a
# service manager, so that the caller can end it again.
ensure_engine() {
  local log=${1:-/var/log/dockerd.log} started='' tries=0
  docker info >/dev/null 2>&1 && return 0
  if [ -n "${DOCKER_HOST:-}" ]; then
    echo "The engine at $DOCKER_HOST does not answer." >&2
    return 1
  fi
  if ! command -v dockerd >/dev/null || [ "$(id -u)" != 0 ]; then
    echo "No Docker engine answers. Start it (for example: sudo systemctl start docker), or add yourself to the group docker." >&2
    return 1
  fi
  if [ -d /run/systemd/system ]; then
    systemctl enable --now docker >/dev/null 2>&1
  else
    setsid dockerd >"$log" 2>&1 </dev/null &
    started=$!
  fi
  until docker info >/dev/null 2>&1; do
    tries=$((tries + 1))
    if [ "$tries" -gt 150 ]; then
      echo "The Docker engine did not come up; see $log or journalctl -u docker." >&2
      return 1
    fi
    sleep 0.2
  done
  [ -z "$started" ] || printf '%s\n' "$started"
}
