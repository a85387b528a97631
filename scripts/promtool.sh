#!/bin/sh
# Puts promtool, which checks what /metrics serves, into .build/tools. It comes in Debian's package of Prometheus, whose installation
# would start a daemon: so the package is not installed, only this program is taken out of it.
set -eu
cd "$(dirname "$0")/.."

tools=.build/tools
[ ! -x $tools/promtool ] || exit 0
if found=$(command -v promtool); then
    mkdir -p $tools
    ln -sf "$found" $tools/promtool
    exit 0
fi

echo 'fetching promtool'
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
root=$PWD
cd "$scratch"
if ! apt-get -qq -o APT::Sandbox::User=root download prometheus; then
    echo 'promtool is missing: try again after apt-get update, or put it into your PATH' >&2
    exit 69
fi
dpkg-deb --fsys-tarfile prometheus_*.deb | tar -x ./usr/bin/promtool
cd "$root"
mkdir -p $tools
# By a move, so that two at once do not run half a file.
mv "$scratch/usr/bin/promtool" $tools/promtool.$$
mv $tools/promtool.$$ $tools/promtool
