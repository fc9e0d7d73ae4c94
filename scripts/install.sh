# shellcheck shell=bash
# Installs what is missing from the distribution's own packages, where that is allowed: as root on Debian 12 or later.

. "$(dirname "${BASH_SOURCE[0]}")/requirements.sh"

# Sees to it that everything in list $1 is there. Where it may not or cannot install, it changes nothing,
# prints what is missing and how to get it, and fails.
provide() {
  local list=$1 lacking distribution release packages='' plugins='' name
  lacking=$(missing "$list")
  [ -n "$lacking" ] || return 0
  distribution=$(distribution)
  release=${distribution#* }
  if ! may_install; then
    refuse "$lacking" "Slipway installs packages only as root on Debian 12 or later."
    return 1
  fi
  for name in $lacking; do
    case "$name $release" in
      'compose 12' | 'buildx 12') plugins="$plugins $name" ;;
      *)
        if [ -z "$(packages "$name" "$release")" ]; then
          refuse "$name" "Debian $release has no package for it."
          return 1
        fi
        packages="$packages $(packages "$name" "$release")"
        ;;
    esac
  done
  echo "Installing:$packages$plugins"
  if [ -n "$packages" ]; then
    # shellcheck disable=SC2086 # a list of words
    install_packages $packages || return 1
  fi
  if [ -n "$plugins" ]; then
    install_plugins || return 1
  fi
  lacking=$(missing "$list")
  [ -z "$lacking" ] || { refuse "$lacking" "The packages did not bring it."; return 1; }
}

refuse() {
  local name
  echo "$2 Nothing was changed. Missing:" >&2
  for name in $1; do
    printf '  %-10s get %s\n' "$name" "$(how_to_get "$name")" >&2
  done
}

install_packages() {
  local log wanted='' package
  log=$(mktemp)
  apt-get update -qq >"$log" 2>&1 || { cat "$log" >&2; echo "apt-get update failed; is the network up?" >&2; rm -f "$log"; return 1; }
  for package in "$@"; do # not every release splits its packages alike: docker-cli is new in Debian 13
    if apt-cache show "$package" >/dev/null 2>&1; then wanted="$wanted $package"; fi
  done
  without_services "$log" || return 1
  # shellcheck disable=SC2086 # a list of words
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $wanted >"$log" 2>&1 </dev/null
  local status=$?
  with_services
  [ "$status" -eq 0 ] || { tail -n 20 "$log" >&2; echo "apt-get could not install:$wanted" >&2; }
  rm -f "$log"
  return "$status"
}

# Packages of servers start them when they are installed. Slipway runs an HAProxy of its own, and the tests their own
# sshd and PostgreSQL: none of the packages' services is wanted. The engine is started by engine.sh.
without_services() {
  [ -e /usr/sbin/policy-rc.d ] || { POLICY=/usr/sbin/policy-rc.d; printf '#!/bin/sh\nexit 101\n' >"$POLICY" && chmod +x "$POLICY"; }
}

with_services() {
  [ -z "${POLICY:-}" ] || rm -f "$POLICY"
  POLICY=''
}

# Debian 12 has no compose v2 and no buildx. Those of Debian 13 are single programs that run there (they need only
# libc 2.34), so they are taken out of their packages, and apt's own lists and settings stay as they are.
install_plugins() {
  local folder mirror log status=0
  folder=$(mktemp -d)
  log=$folder/log
  mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | head -n 1)
  mkdir -p "$folder/lists/partial" "$folder/cache/archives/partial" "$folder/x"
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror trixie main" >"$folder/sources.list"
  local options=(-qq -o "Dir::Etc::SourceList=$folder/sources.list" -o Dir::Etc::SourceParts=/dev/null
    -o "Dir::State::Lists=$folder/lists" -o "Dir::Cache=$folder/cache" -o APT::Sandbox::User=root)
  (
    cd "$folder" &&
      apt-get "${options[@]}" update &&
      apt-get "${options[@]}" download docker-compose docker-buildx &&
      for package in docker-compose_*.deb docker-buildx_*.deb; do dpkg -x "$package" x || exit 1; done &&
      install -D -m 755 -t /usr/libexec/docker/cli-plugins x/usr/libexec/docker/cli-plugins/*
  ) >"$log" 2>&1 || { status=1; tail -n 20 "$log" >&2; echo "Could not get compose and buildx from Debian 13's packages." >&2; }
  rm -rf "$folder"
  return "$status"
}
