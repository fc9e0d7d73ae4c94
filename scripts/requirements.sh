# shellcheck shell=bash
# What Slipway needs on a machine: how to tell that it is there, and where it comes from.
# Nothing in this file changes anything; scripts/install.sh does.
# shellcheck disable=SC2034 # the lists are used by those who source this

. "$(dirname "${BASH_SOURCE[0]}")/jdk.sh"

# For running: name|least version (empty: any)|what it is for.
RUN_REQUIREMENTS='
jdk|25|runs Slipway
maven|3.6.3|builds the back end
node|20|builds the front end
docker|20.10|runs the containers
compose|2.24|docker compose, reads and starts stacks
buildx|0.11|docker buildx, builds images
haproxy|2.6|takes the traffic to the containers
git|2.30|fetches repositories
ssh|8|fetches repositories over SSH
curl||trains the start and talks to the API in the demo
'

# For the demo, on top of the above.
DEMO_REQUIREMENTS='
busybox||is what the demo app is made of
'

# For the tests, on top of all that.
TEST_REQUIREMENTS='
chromium||tests the pages
sshd||is the SSH server of the git tests
postgres|13|is the second database of the contract tests
shellcheck||reads the scripts
pebble||is the authority of the certificate tests
'

# Prints the version of requirement $1, "yes" where it has none, nothing when it is not there.
found() {
  local home
  case $1 in
    jdk) home=$(find_jdk 25) && sed -n 's/^JAVA_VERSION="\([^"]*\)".*/\1/p' "$home/release" ;;
    maven) first_version mvn --version ;;
    node) command -v npm >/dev/null && first_version node --version ;;
    docker) if command -v dockerd >/dev/null; then first_version docker --version; else engine_version; fi ;;
    compose) command -v docker >/dev/null && docker compose version >/dev/null 2>&1 && first_version docker compose version ;;
    buildx) command -v docker >/dev/null && docker buildx version >/dev/null 2>&1 && first_version docker buildx version ;;
    haproxy) first_version haproxy -v ;;
    git) first_version git --version ;;
    ssh) command -v ssh >/dev/null && ssh -V 2>&1 | grep -o '[0-9][0-9.]*' | head -n 1 ;;
    sshd) [ -x /usr/sbin/sshd ] && echo yes ;;
    busybox) command -v busybox >/dev/null && static_busybox && echo yes ;;
    postgres) find /usr/lib/postgresql -maxdepth 3 -name initdb 2>/dev/null | sed -n 's|.*/\([0-9]*\)/bin/.*|\1|p' | sort -n | tail -n 1 ;;
    *) command -v "$1" >/dev/null && echo yes ;;
  esac
}

first_version() {
  command -v "$1" >/dev/null && "$@" 2>/dev/null | grep -o '[0-9][0-9]*\.[0-9][0-9.]*' | head -n 1
}

# An engine that only can be reached (another machine's, or a socket handed in) is as good as one of our own.
engine_version() {
  command -v docker >/dev/null && docker version --format '{{.Server.Version}}' 2>/dev/null | grep -o '^[0-9][0-9.]*'
}

# Images are made from scratch: the busybox in them must bring its libraries along.
static_busybox() {
  ! LC_ALL=C ldd "$(command -v busybox)" 2>/dev/null | grep -q '=>'
}

# Succeeds when version $1 is at least $2.
at_least() {
  [ -z "$2" ] || [ "$1" = yes ] || [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]
}

# Prints the requirements of list $1 that are missing or too old, a name a line.
missing() {
  local name least what version
  printf '%s\n' "$1" | while IFS='|' read -r name least what; do
    [ -n "$name" ] || continue
    : "$what"
    version=$(found "$name")
    if [ -z "$version" ] || ! at_least "$version" "$least"; then
      printf '%s\n' "$name"
    fi
  done
}

# Prints "debian 13" and the like.
distribution() {
  (
    ID=unknown VERSION_ID=
    # shellcheck disable=SC1091
    [ ! -r /etc/os-release ] || . /etc/os-release
    printf '%s %s\n' "$ID" "${VERSION_ID%%.*}"
  )
}

# Prints the packages of Debian $2 that bring requirement $1; nothing where that release has none fit.
packages() {
  case "$1 $2" in
    'jdk 12' | 'node 12') ;; # its own are too old, and those of the next release need a newer libc
    'compose 12' | 'buildx 12') ;; # taken from the next release: see install.sh
    'jdk '*) echo openjdk-25-jdk-headless ;;
    'node '*) echo nodejs npm ;;
    'docker '*) echo docker.io docker-cli iptables ca-certificates ;;
    'compose '*) echo docker-compose ;;
    'buildx '*) echo docker-buildx ;;
    'ssh '*) echo openssh-client ;;
    'sshd '*) echo openssh-server ;;
    'busybox '*) echo busybox-static ;;
    'postgres '*) echo postgresql ;;
    *) echo "$1" ;;
  esac
}

# Says in a few words how to get requirement $1 where Slipway does not install it itself.
how_to_get() {
  case $1 in
    jdk) echo 'a JDK 25: Temurin from adoptium.net, unpacked under /usr/lib/jvm or /opt, or JAVA_HOME set to one' ;;
    maven) echo 'Maven 3.6.3 or newer: package maven, or maven.apache.org' ;;
    node) echo 'Node 20 or newer with npm: nodejs.org, or your distribution' ;;
    docker) echo 'Docker Engine 20.10 or newer, running: docs.docker.com/engine/install' ;;
    compose) echo 'the compose v2 plugin (2.24 or newer): package docker-compose-plugin or docker-compose' ;;
    buildx) echo 'the buildx plugin: package docker-buildx-plugin or docker-buildx' ;;
    haproxy) echo 'HAProxy 2.6 or newer: package haproxy' ;;
    git) echo 'git 2.30 or newer: package git' ;;
    ssh) echo 'the OpenSSH client: package openssh-client' ;;
    sshd) echo 'the OpenSSH server: package openssh-server' ;;
    busybox) echo 'a statically linked busybox: package busybox-static' ;;
    postgres) echo 'the PostgreSQL server programs: package postgresql' ;;
    *) echo "package $1" ;;
  esac
}

# Succeeds where Slipway may install packages: as root on Debian 12 or later.
may_install() {
  local distribution
  distribution=$(distribution)
  [ "$(id -u)" = 0 ] && [ "${distribution% *}" = debian ] && [ "${distribution#* }" -ge 12 ] 2>/dev/null
}

# Says what to do about requirement $1 that is missing.
what_to_do() {
  local distribution release
  distribution=$(distribution)
  release=${distribution#* }
  if may_install && { [ -n "$(packages "$1" "$release")" ] || [ "$1" = compose ] || [ "$1" = buildx ]; }; then
    echo "./run installs it"
  else
    echo "get $(how_to_get "$1")"
  fi
}

# Prints a line for each requirement of list $1: found, version, fine or what to do. Fails when one is not fine.
report() {
  local name least what version verdict bad=0
  while IFS='|' read -r name least what; do
    [ -n "$name" ] || continue
    version=$(found "$name")
    if [ -z "$version" ]; then
      verdict="missing: $(what_to_do "$name")" bad=1
    elif ! at_least "$version" "$least"; then
      verdict="too old, needs $least: $(what_to_do "$name")" bad=1
    else
      verdict=fine
    fi
    printf '  %-10s %-10s %s (%s)\n' "$name" "${version:--}" "$verdict" "$what"
  done <<<"$1"
  return "$bad"
}
