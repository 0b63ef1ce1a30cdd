#!/usr/bin/env bash
# Installs a chromium for the browser test where there is none and the machine lets us; otherwise says what to do.
set -u
for name in chromium chromium-browser google-chrome; do
  command -v "$name" >/dev/null 2>&1 && exit 0
done
as_root=""
if [ "$(id -u)" != 0 ]; then
  if ! sudo -n true 2>/dev/null; then
    echo "chromium.sh: no chromium, and no right to install one; the browser test is skipped (install the package chromium to run it)" >&2
    exit 0
  fi
  as_root="sudo -n"
fi
if ! command -v apt-get >/dev/null 2>&1; then
  echo "chromium.sh: no chromium and no apt-get; the browser test is skipped (install chromium to run it)" >&2
  exit 0
fi
echo "chromium.sh: installing chromium for the browser test" >&2
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -qq >/dev/null && $as_root apt-get install -y -qq --no-install-recommends chromium fonts-liberation >/dev/null && exit 0
echo "chromium.sh: chromium could not be installed; the browser test is skipped, or fails where CI=true" >&2
exit 0
