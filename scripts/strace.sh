#!/usr/bin/env bash
# Installs strace for the test of what onrecord asks of the network, where there is none and the machine lets us.
set -u
less="the test of the network is skipped, or fails where CI=true (install strace to run it)"
command -v strace >/dev/null 2>&1 && exit 0
as_root=""
if [ "$(id -u)" != 0 ]; then
  if ! sudo -n true 2>/dev/null; then
    echo "strace.sh: no strace, and no right to install one; $less" >&2
    exit 0
  fi
  as_root="sudo -n"
fi
if ! command -v apt-get >/dev/null 2>&1; then
  echo "strace.sh: no strace and no apt-get; $less" >&2
  exit 0
fi
echo "strace.sh: installing strace for the test of the network" >&2
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -qq >/dev/null && $as_root apt-get install -y -qq --no-install-recommends strace >/dev/null && exit 0
echo "strace.sh: strace could not be installed; $less" >&2
exit 0
