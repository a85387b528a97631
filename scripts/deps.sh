#!/bin/sh
# Installs the Debian packages that are missing: as root, or by sudo where that asks for no password. Else it tells the line to run.
#     scripts/deps.sh PURPOSE...     of build, test, page, web, bench, chaos, soak, package, try
# Services that they bring are installed, and not started.
# Costs nothing when all are there.
set -eu

# wanted PURPOSE...: prints the packages, one a line.
wanted() {
    for purpose in "$@"; do
        case $purpose in
        build) echo git libevent-dev libsodium-dev libsqlite3-dev libssl-dev pkg-config ;;
        bench) echo openssl ;;
        chaos) echo openssl iproute2 python3 ;;
        test) echo telnet netcat-openbsd openssl tmux shellcheck python3 python3-pip libseccomp2 systemd mandoc man-db mypy ;;
        page) echo nodejs node-typescript ;;
        web) echo chromium nginx-light haproxy caddy openssl python3 fonts-liberation ;;
        soak) echo gnuplot-nox ;;
        package) echo debhelper dpkg-dev chrpath lintian po-debconf ;;
        try) echo telnet netcat-openbsd man-db python3 systemd-container ;;
        *)
            echo "usage: scripts/deps.sh [build] [test] [page] [web] [bench] [chaos] [soak] [package] [try]" >&2
            exit 64
            ;;
        esac
    done | tr ' ' '\n' | awk '!seen[$0]++'
}

# missing PURPOSE...: prints those that are not installed, each after a space.
missing() {
    for package in $(wanted "$@"); do
        # shellcheck disable=SC2016 # the braces are dpkg-query's
        case $(dpkg-query -W -f '${Status}' "$package" 2>/dev/null || true) in
        *' installed') ;;
        *) printf ' %s' "$package" ;;
        esac
    done
}

wanted "$@" >/dev/null
has_swift=yes
command -v "${SWIFT:-swift}" >/dev/null || has_swift=
if command -v dpkg-query >/dev/null; then
    packages=$(missing "$@")
else
    # Not Debian: what is not there shows when it is used.
    packages=
fi

# Is asked whether a service that a package brings may start (invoke-rc.d(8)).
policy=/usr/sbin/policy-rc.d

# without_services COMMAND...: while it runs, no service starts. nginx, HAProxy and Caddy are for tests, which start their
# own; nobody who asks for these wants port 80 taken. Where the machine has a policy, that one holds.
without_services() {
    if [ -e "$policy" ]; then
        "$@"
        return
    fi
    trap '$as_root rm -f "$policy"' EXIT
    trap 'exit 1' HUP INT TERM
    $as_root sh -c "printf '#!/bin/sh\\nexit 101\\n' >$policy && chmod 755 $policy"
    "$@" && outcome=0 || outcome=$?
    $as_root rm -f "$policy"
    trap - EXIT HUP INT TERM
    return "$outcome"
}

# install PACKAGE...: false where nobody may.
install() {
    if [ "$(id -u)" = 0 ]; then
        as_root=
    elif sudo -n true 2>/dev/null; then
        as_root='sudo -n'
    else
        return 1
    fi
    echo "installing $*"
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086 # a list of words
    $as_root apt-get -qq update && without_services $as_root apt-get -qq install --no-install-recommends "$@" >/dev/null
}

if [ -n "$packages" ] && [ -n "$has_swift" ]; then
    # shellcheck disable=SC2086 # a list of words
    if install $packages; then packages=; fi
fi
[ -n "$packages" ] || [ -z "$has_swift" ] || exit 0

# All that is missing in one message, and once.
{
    [ -n "$has_swift" ] || echo "Swift 6 is missing, or not in your PATH: https://www.swift.org/install/linux/debian/12"
    if [ -n "$packages" ]; then
        all=$(missing build test)
        echo "Packages are missing. Please run:"
        echo "    sudo apt-get install$packages"
        # shellcheck disable=SC2086
        [ "$(wanted "$@")" = "$(wanted build test)" ] || [ -z "$all" ] || [ "$all" = "$packages" ] ||
            printf 'or, for make test as well:\n    sudo apt-get install%s\n' "$all"
    fi
} >&2
exit 69
