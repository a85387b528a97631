#!/bin/sh
# Installs the Debian packages that are missing. Arguments: build, test, bench, chaos, soak, package, or several. Costs nothing when all are there.
set -eu

packages=
for purpose in "$@"; do
    case $purpose in
    build) packages="$packages libevent-dev libssl-dev pkg-config" ;;
    bench) packages="$packages openssl" ;;
    chaos) packages="$packages openssl iproute2 python3" ;;
    test)
        packages="$packages telnet netcat-openbsd openssl tmux shellcheck python3 libseccomp2 systemd mandoc man-db mypy"
        ;;
    soak) packages="$packages gnuplot-nox" ;;
    package) packages="$packages debhelper dpkg-dev chrpath lintian" ;;
    *)
        echo "usage: $0 [build] [test] [bench] [chaos] [soak] [package]" >&2
        exit 64
        ;;
    esac
done

if ! command -v "${SWIFT:-swift}" >/dev/null; then
    echo "Swift 6 is missing: https://www.swift.org/install/linux/debian/12" >&2
    exit 69
fi

missing=
for package in $packages; do
    # shellcheck disable=SC2016 # the braces are dpkg-query's
    case $(dpkg-query -W -f '${Status}' "$package" 2>/dev/null || true) in
    *' installed') ;;
    *) missing="$missing $package" ;;
    esac
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then
    as_root=
elif sudo -n true 2>/dev/null; then
    as_root='sudo -n'
else
    echo "These packages are missing, and installing them needs root. Please run:" >&2
    echo "    sudo apt-get install$missing" >&2
    exit 69
fi

echo "installing$missing"
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086 # both are lists of words
{
    $as_root apt-get -qq update
    $as_root apt-get -qq install --no-install-recommends $missing >/dev/null
}
