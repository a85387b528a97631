#!/bin/sh
# Puts promtool, which checks what /metrics serves, into .build/tools. It comes in Debian's package of Prometheus, whose installation
# would start a daemon: so the package is not installed, only this program is taken out of it. Where it is not to be had, the tests
# that need it are skipped, and say so.
set -eu
cd "$(dirname "$0")/.."

tools=.build/tools
[ ! -x $tools/promtool ] || exit 0
mkdir -p $tools
if found=$(command -v promtool); then
    ln -sf "$found" $tools/promtool
    exit 0
fi

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
root=$PWD
cd "$scratch"
# apt's own user can't enter the folder, which root's apt-get would warn of.
if ! apt-get -qq -o APT::Sandbox::User="$(id -un)" download prometheus 2>/dev/null; then
    echo 'promtool is not to be had, so two tests of the figures will be skipped (sudo apt-get update may help)'
    exit 0
fi
dpkg-deb --fsys-tarfile prometheus_*.deb | tar -x ./usr/bin/promtool
cd "$root"
# By a move, so that two at once do not run half a file.
mv "$scratch/usr/bin/promtool" $tools/promtool.$$
mv $tools/promtool.$$ $tools/promtool
