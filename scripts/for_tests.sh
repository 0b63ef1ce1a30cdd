#!/usr/bin/env bash
# Installs what two tests need, where it is missing and the machine lets us: chromium and strace. Otherwise says what to do.
set -u
export DEBIAN_FRONTEND=noninteractive

# installed PACKAGES TEST COMMAND...: installs the packages unless one of the commands is there.
installed() {
  local packages=$1 test=$2 command as_root=""
  shift 2
  for command in "$@"; do
    command -v "$command" >/dev/null 2>&1 && return
  done
  [ "$(id -u)" = 0 ] || as_root="sudo -n"
  if command -v apt-get >/dev/null 2>&1 && { [ -z "$as_root" ] || sudo -n true 2>/dev/null; }; then
    echo "for_tests.sh: installing $packages for $test" >&2
    # shellcheck disable=SC2086
    $as_root apt-get update -qq >/dev/null && $as_root apt-get install -y -qq --no-install-recommends $packages >/dev/null && return
  fi
  echo "for_tests.sh: no $1, and it could not be installed; $test is skipped, or fails where CI=true (install $packages to run it)" >&2
}

installed "chromium fonts-liberation" "the browser test" chromium chromium-browser google-chrome
installed strace "the test of the network" strace
