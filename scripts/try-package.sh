#!/bin/sh
# Installs the Debian packages, joins, reloads, upgrades, removes and purges them, and tells each step: `make try-package`.
#
# All of it happens in a copy of this machine that is seen in here alone: an overlay over its files, with processes and a network of
# its own. It is gone with the script, however that ends. In there systemd does not run, so the package's init script starts the
# daemon; what the unit would run is then run by hand, as the unit's user. What is in the overlay at last is what a purge left.
set -eu
cd "$(dirname "$0")/.."

if [ "${1-}" != --inside ]; then
    if [ "$(id -u)" != 0 ]; then
        echo "try-package.sh: only root may mount an overlay; run it by sudo" >&2
        exit 77
    fi
    folder=$(mktemp -d)
    trap 'rm -rf "$folder"' EXIT
    trap 'exit 1' INT TERM
    version=$(dpkg-deb --field .build-deb/partylined_*.deb Version)
    printf '== build a later version, to upgrade to\n'
    scripts/build-deb.sh "$version+later" "$folder/later"
    mkdir "$folder/first" "$folder/copy"
    cp .build-deb/partylined_*.deb .build-deb/partyline_*.deb "$folder/first"
    unshare --mount --pid --net --ipc --uts --fork --kill-child \
        env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 TERM=dumb DEBIAN_FRONTEND=noninteractive RUNLEVEL=2 \
        scripts/try-package.sh --inside "$folder"
    exit
fi

folder=$2
# The machine itself is here, once its copy is at /.
machine=/mnt

step() { printf '\n== %s\n' "$*"; }
ok() { printf '   ok: %s\n' "$*"; }
fail() {
    printf '   FAILED: %s\n' "$*" >&2
    tail -n 20 /var/log/partylined.log >&2 2>/dev/null || true
    exit 1
}

# eventually COMMAND…: whether it comes true within ten seconds.
eventually() {
    tries=100
    until "$@" >/dev/null 2>&1; do
        tries=$((tries - 1))
        [ $tries -gt 0 ] || return 1
        sleep 0.1
    done
}

pids() { pgrep -x partylined || true; }
is_gone() { [ -z "$(pids)" ]; }
serves() { nc -z 127.0.0.1 6000; }
has_line() { grep -qF "$1" "$2"; }

running() {
    eventually serves || fail "nothing answers on localhost:6000"
    pid=$(pids)
    [ "$(ps -o user= -p "$pid")" = partyline ] || fail "partylined does not run as the user partyline"
    ok "process $pid of the user partyline serves localhost:6000: $(ps -o args= -p "$pid")"
}

prepare() {
    mount -t tmpfs tmpfs "$folder/copy"
    mkdir "$folder/copy/upper" "$folder/copy/work" "$folder/copy/root"
    mount -t overlay overlay -o "lowerdir=/,upperdir=$folder/copy/upper,workdir=$folder/copy/work" "$folder/copy/root"
    cd "$folder/copy/root"
    mount -t proc proc proc
    mount -t tmpfs tmpfs run
    mount -t tmpfs tmpfs tmp
    mount -t tmpfs tmpfs dev
    # The devices that every program may expect, made anew: nothing in here is to touch the machine's.
    (cd dev && mknod -m 666 null c 1 3 && mknod -m 666 zero c 1 5 && mknod -m 666 full c 1 7 && mknod -m 666 random c 1 8 &&
        mknod -m 666 urandom c 1 9 && mknod -m 666 tty c 5 0 && ln -s /proc/self/fd fd)
    # Not chroot: packages start no daemons in one. A policy-rc.d, as containers have, forbids it too.
    pivot_root . ".$machine"
    cd /
    folder=$machine$folder
    rm -f /usr/sbin/policy-rc.d
    ip link set lo up
    if dpkg-query --show partylined partyline >/dev/null 2>&1; then
        fail "partyline is installed on this machine; purge it first"
    fi
    changed_files | sort >"$folder/before"
}

changed_files() { (cd "$folder/copy/upper" && find . ! -type d | sed 's|^\.||'); }
new_folders() {
    (cd "$folder/copy/upper" && find . -type d | sed 's|^\.||') |
        while read -r name; do [ -e "$machine$name" ] || echo "$name"; done
}

try_install() {
    step "dpkg -i partylined_*.deb partyline_*.deb"
    dpkg -i "$folder"/first/*.deb
    running
    link=/etc/systemd/system/multi-user.target.wants/partylined.service
    [ -L "$link" ] || fail "systemd would not start it: no $link"
    ok "under systemd it is enabled: $(readlink "$link")"
    systemd-analyze verify partylined.service || fail "the unit is faulty"
    ok "systemd-analyze verify partylined.service"
    partylined --config /etc/partyline/partyline.toml --check-config >/dev/null
    ok "partylined --check-config"
    for page in partylined partyline partyline.toml partyline-protocol; do
        man --where "$page" >/dev/null || fail "no manual page $page"
    done
    ok "man partylined, partyline, partyline.toml, partyline-protocol"
}

# Bob listens by nc all along, and hears what the others say.
try_talk() {
    step "telnet localhost 6000"
    mkfifo "$folder/bob" "$folder/ann"
    nc 127.0.0.1 6000 <"$folder/bob" >"$folder/heard" &
    exec 3>"$folder/bob"
    echo '/nick bob' >&3
    eventually has_line 'you are now bob' "$folder/heard" || fail "bob could not join"
    telnet 127.0.0.1 6000 <"$folder/ann" >"$folder/screen" 2>&1 &
    exec 4>"$folder/ann"
    eventually has_line 'You are guest' "$folder/screen" || fail "telnet could not join"
    printf '/nick ann\nhello by telnet\n' >&4
    eventually has_line '<ann> hello by telnet' "$folder/heard" || fail "bob did not hear ann"
    echo '/quit' >&4
    exec 4>&-
    echo 'hello by the client' | partyline localhost --nick cy
    eventually has_line '<cy> hello by the client' "$folder/heard" || fail "bob did not hear cy"
    ok "bob heard ann by telnet, and cy by partyline"
}

try_reload() {
    step "edit /etc/partyline/partyline.toml, service partylined reload"
    sed -i '1i motd = "Edited by the administrator."' /etc/partyline/partyline.toml
    service partylined reload
    eventually edited || fail "the new message of the day is not told"
    echo 'still here' >&3
    eventually bob_is_there || fail "the reload dropped bob"
    ok "newcomers read the new message of the day, and bob is still there"
}

edited() { echo /quit | nc -q 5 127.0.0.1 6000 | grep -qF 'Edited by the administrator.'; }
bob_is_there() { printf '/names\n/quit\n' | nc -q 5 127.0.0.1 6000 | grep -qw bob; }

try_upgrade() {
    step "dpkg -i the later version"
    old=$(pids)
    dpkg -i "$folder"/later/partylined_*.deb "$folder"/later/partyline_*.deb
    exec 3>&-
    running
    [ "$(pids)" != "$old" ] || fail "it is the old process"
    edited || fail "the edited file was not kept"
    ok "the daemon was restarted, and the edited file kept"
}

# What the unit would run, as its user.
try_unit() {
    step "service partylined stop; then what partylined.service runs"
    service partylined stop
    eventually is_gone || fail "it does not stop"
    ok "stopped"
    unit=/lib/systemd/system/partylined.service
    user=$(sed -n 's/^User=//p' "$unit")
    command=$(sed -n 's/^ExecStart=//p' "$unit")
    setpriv --reuid "$user" --regid "$user" --clear-groups --no-new-privs --bounding-set -all sh -c "exec $command" \
        2>"$folder/log" &
    running
    pkill -TERM -x partylined
    eventually is_gone || fail "it does not stop"
    ok "stopped"
    service partylined start
    running
}

try_removal() {
    step "dpkg --remove partylined partyline"
    dpkg --remove partylined partyline
    is_gone || fail "the daemon still runs"
    [ ! -e /usr/bin/partylined ] || fail "/usr/bin/partylined is left"
    [ -e /etc/partyline/partyline.toml ] || fail "the edited file is lost"
    ok "the daemon is gone, the edited file is kept"
    step "dpkg --purge partylined partyline"
    echo certificate >/etc/partyline/fullchain.pem
    dpkg --purge partylined partyline
    [ "$(getent passwd partyline | cut -d: -f7)" = /usr/sbin/nologin ] || fail "the user is not as it should be"
    ok "the user partyline stays, without a shell"
}

# What dpkg, useradd and the caches of others write is theirs.
theirs='^/(var/(lib/(dpkg|systemd)|cache|log/(dpkg|apt))|etc/((passwd|group|shadow|gshadow)-?|\.pwd\.lock|ld\.so\.cache)$)'

try_leftovers() {
    step "what is left"
    changed_files | sort | comm -13 "$folder/before" - >"$folder/files"
    new_folders >>"$folder/files"
    if grep -vE "$theirs" "$folder/files" >&2; then fail "these are left"; fi
    # Pages that man has shown are in its cache until it cleans that.
    if grep partyline "$folder/files" | grep -v '^/var/cache/man/' >&2; then fail "these are left"; fi
    if find /run -name '*partyline*' | grep . >&2; then fail "these are left"; fi
    ok "no file, folder, unit or process: only dpkg's own books have changed"
}

prepare
try_install
try_talk
try_reload
try_upgrade
try_unit
try_removal
try_leftovers
printf '\npassed: installed, joined, reloaded, upgraded, removed, purged\n'
