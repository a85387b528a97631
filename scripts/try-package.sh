#!/bin/sh
# Installs the Debian packages, joins, reloads, upgrades, removes and purges them, and tells each step: `make try-package`.
# With EARLIER=FOLDER, which has packages of an earlier version, apt goes from those to these, and back.
#
# All of it happens in copies of this machine that are seen in there alone: an overlay over its files, with processes and a network of
# their own. They are gone with the script, however that ends. In the first copy no systemd runs, so the package's init script starts
# the daemon; what is in its overlay at last is what a purge left. The second copy is booted by systemd.
set -eu
cd "$(dirname "$0")/.."

step() { printf '\n== %s\n' "$*"; }
ok() { printf '   ok: %s\n' "$*"; }
fail() {
    printf '   FAILED: %s\n' "$*" >&2
    show_log >&2 || true
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

# MARK: Outside

# Makes the packages and both copies.
try_both() {
    if [ "$(id -u)" != 0 ]; then
        echo "try-package.sh: only root may mount an overlay; run it by sudo" >&2
        exit 77
    fi
    folder=$(mktemp -d)
    trap 'rm -rf "$folder"' EXIT
    trap 'exit 1' INT TERM
    version=$(dpkg-deb --field .build-deb/partylined_*.deb Version)
    step "build a later version, to upgrade to"
    scripts/build-deb.sh "$version+later" "$folder/later"
    mkdir "$folder/first" "$folder/copy"
    cp .build-deb/partylined_*.deb .build-deb/partyline_*.deb "$folder/first"
    make_archives
    mkdir "$folder/scripts" && cp scripts/try-package.sh "$folder/scripts"

    printf '\n==== without systemd\n'
    unshare --mount --pid --net --ipc --uts --fork --kill-child \
        env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 TERM=dumb DEBIAN_FRONTEND=noninteractive RUNLEVEL=2 \
        scripts/try-package.sh --inside "$folder"

    printf '\n==== under systemd\n'
    rm -f "$folder/talk"/*
    unshare --mount scripts/try-package.sh --boot "$folder"
    printf '\npassed: installed, joined, reloaded, upgraded, removed, purged\n'
}

# What apt goes from, $folder/earlier: the packages in $EARLIER; else these, with a lower version and no store.
make_archives() {
    mkdir "$folder/earlier"
    if [ -n "${EARLIER-}" ]; then
        cp "$EARLIER"/partylined_*.deb "$EARLIER"/partyline_*.deb "$folder/earlier"
    else
        step "make an earlier version without a store, to upgrade from"
        for name in partylined partyline; do
            dpkg-deb --raw-extract "$folder/first/${name}_"*.deb "$folder/tree"
            sed -i 's/^Version: .*/&~earlier/' "$folder/tree/DEBIAN/control"
            if [ $name = partylined ]; then cp packaging/partyline.toml "$folder/tree/etc/partyline/partyline.toml"; fi
            dpkg-deb --root-owner-group --build "$folder/tree" "$folder/earlier/${name}_${version}~earlier.deb"
            rm -r "$folder/tree"
        done
    fi
    for archive in first later; do
        mkdir "$folder/from-$archive"
        cp "$folder/earlier"/*.deb "$folder/first"/*.deb "$folder/from-$archive"
    done
    cp "$folder/later"/partylined_*.deb "$folder/later"/partyline_*.deb "$folder/from-later"
    for archive in first later; do (cd "$folder/from-$archive" && dpkg-scanpackages --multiversion . >Packages 2>/dev/null); done
}

# boot FOLDER: starts systemd in a copy of this machine; a service in there goes on with try_booted, and turns it off.
boot() {
    folder=$1
    mount -t tmpfs tmpfs "$folder/copy"
    mkdir "$folder/copy/upper" "$folder/copy/work" "$folder/copy/root"
    mount -t overlay overlay -o "lowerdir=/,upperdir=$folder/copy/upper,workdir=$folder/copy/work" "$folder/copy/root"
    rm -f "$folder/copy/root/usr/sbin/policy-rc.d"
    cat >"$folder/copy/root/etc/systemd/system/try-package.service" <<'END'
[Service]
Type=oneshot
Environment=PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 TERM=dumb DEBIAN_FRONTEND=noninteractive
ExecStart=/try/scripts/try-package.sh --booted /try
ExecStopPost=/bin/sh -c 'systemctl --no-block poweroff 2>/dev/null'
StandardOutput=append:/try/output
StandardError=append:/try/output
TimeoutStartSec=600
END
    : >"$folder/output"
    systemd-nspawn --quiet --register=no --keep-unit --link-journal=no --private-network --console=pipe \
        --directory "$folder/copy/root" --bind "$folder:/try" --boot systemd.unit=try-package.service \
        >"$folder/console" 2>&1 </dev/null &
    tail --pid=$! -n +1 -f "$folder/output"
    wait $! || true
    if [ ! -s "$folder/output" ]; then
        echo "   not tried: systemd-nspawn can't boot a copy of this machine here:"
        tail -n 3 "$folder/console"
    elif ! grep -qx 'passed under systemd' "$folder/output"; then
        exit 1
    fi
}

# MARK: Inside

service_is_of_systemd() { [ -d /run/systemd/system ]; }
pids() { pgrep -x partylined || true; }
is_gone() { [ -z "$(pids)" ]; }
serves() { nc -z 127.0.0.1 6000; }
has_line() { grep -qF "$1" "$2"; }
show_log() {
    if service_is_of_systemd; then journalctl --no-pager --lines 20 --unit partylined; else tail -n 20 /var/log/partylined.log; fi
}

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
        mknod -m 666 urandom c 1 9 && mknod -m 666 tty c 5 0 && ln -s /proc/self/fd fd && ln -s pts/ptmx ptmx)
    mkdir dev/pts && mount -t devpts -o newinstance,ptmxmode=0666 devpts dev/pts
    # Not chroot: packages start no daemons in one. A policy-rc.d, as containers have, forbids it too.
    pivot_root . ./mnt
    cd /
    # The machine itself is here, once its copy is at /.
    machine=/mnt
    folder=$machine$folder
    rm -f /usr/sbin/policy-rc.d
    ip link set lo up
    not_installed
    changed_files | sort >"$folder/before"
}

not_installed() {
    if dpkg-query --show partylined partyline >/dev/null 2>&1; then
        fail "partyline is installed on this machine; purge it first"
    fi
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
    [ "$(stat -c '%U %a' /var/lib/partyline)" = 'partyline 700' ] || fail "/var/lib/partyline is not the daemon's alone"
    [ -s /var/lib/partyline/partyline.db ] || fail "there is no store"
    ok "it has a store, /var/lib/partyline/partyline.db, which nobody else may read"
    for page in partylined partyline partyline.toml partyline-protocol; do
        man --where "$page" >/dev/null || fail "no manual page $page"
    done
    ok "man partylined, partyline, partyline.toml, partyline-protocol"
}

# Ann by telnet and bob by nc join, and stay through all that follows.
try_talk() {
    step "telnet localhost 6000"
    talk=$folder/talk
    mkdir -p "$talk"
    mkfifo "$talk/ann" "$talk/bob"
    # script(1) gives telnet a terminal, so that what ann types is on the screen, too.
    script --quiet --flush --command 'telnet 127.0.0.1 6000' /dev/null <"$talk/ann" >"$talk/screen" &
    exec 4>"$talk/ann"
    eventually has_line 'You are guest' "$talk/screen" || fail "telnet could not join"
    nc 127.0.0.1 6000 <"$talk/bob" >"$talk/heard" &
    exec 3>"$talk/bob"
    echo '/nick bob' >&3
    eventually has_line 'you are now bob' "$talk/heard" || fail "bob could not join"
    printf '/nick ann\nhello by telnet\n' >&4
    eventually has_line '<ann> hello by telnet' "$talk/heard" || fail "bob did not hear ann"
    echo 'hello by the client' | partyline localhost --nick cy >/dev/null 2>&1
    eventually has_line '<cy> hello by the client' "$talk/heard" || fail "bob did not hear cy"
    ok "bob heard ann by telnet, and cy by partyline"
}

# talk_on WORDS: the same two connections still carry what is said.
talk_on() {
    echo "ann says: $1" >&4
    eventually has_line "<ann> ann says: $1" "$talk/heard" || fail "bob did not hear ann, who is at telnet"
    echo "bob says: $1" >&3
    eventually has_line "<bob> bob says: $1" "$talk/screen" || fail "ann's telnet does not show what bob said"
    if grep -E 'closed by foreign host|[*]{3} (ann|bob) quit' "$talk/screen" "$talk/heard"; then fail "somebody was dropped"; fi
}

try_reload() {
    step "edit /etc/partyline/partyline.toml, service partylined reload"
    sed -i '1i motd = "Edited by the administrator."' /etc/partyline/partyline.toml
    service partylined reload
    eventually edited || fail "the new message of the day is not told"
    talk_on "after the reload"
    ok "newcomers read the new message of the day, and ann and bob are still there"
}

edited() { echo /quit | nc -q 5 127.0.0.1 6000 | grep -qF 'Edited by the administrator.'; }

try_upgrade() {
    step "dpkg -i the later version, while ann is typing a line"
    old=$(pids)
    printf 'the first half, ' >&4
    dpkg -i "$folder"/later/partylined_*.deb "$folder"/later/partyline_*.deb
    running
    [ "$(pids)" != "$old" ] || fail "it is the old process"
    [ "$(readlink "/proc/$(pids)/exe")" = /usr/lib/partyline/partylined ] || fail "it runs another file"
    echo 'and the second' >&4
    eventually has_line '<ann> the first half, and the second' "$talk/heard" || fail "ann's line did not come whole"
    talk_on "after the upgrade"
    edited || fail "the edited file was not kept"
    ok "process $old handed over to $(pids); ann and bob are still there, and the edited file is kept"
    printf '   on the screen of ann, who is at telnet:\n'
    sed -n 's/\r$//; /^\*\*\* partyline/,$s/^/      | /p' "$talk/screen"
}

try_upgrade_of_a_faulty_file() {
    step "dpkg -i it again, with a fault in /etc/partyline/partyline.toml"
    old=$(pids)
    echo 'nonsense = 1' >>/etc/partyline/partyline.toml
    dpkg -i "$folder"/later/partylined_*.deb
    [ "$(pids)" = "$old" ] || fail "it is another process"
    talk_on "with a faulty file"
    ok "process $old goes on, with ann and bob"
    sed -i '$d' /etc/partyline/partyline.toml
}

# A process that is stopped hands nothing over. This drops ann and bob.
try_upgrade_of_one_that_hangs() {
    step "dpkg -i it again, while the daemon hangs"
    old=$(pids)
    kill -STOP "$old"
    dpkg -i "$folder"/later/partylined_*.deb
    running
    [ "$(pids)" != "$old" ] || fail "it is the old process"
    ok "it was restarted"
    exec 3>&- 4>&-
}

# keeps WORDS: somebody who comes now reads what was said.
keeps() { { sleep 0.3; echo /quit; } | nc -q 5 127.0.0.1 6000 | grep -F "<dee> $1"; }

say() { { printf '/nick dee\n%s\n' "$1"; sleep 0.3; } | nc -q 1 127.0.0.1 6000 >/dev/null; }

# It is in one of the files as it was said.
is_written() { eventually grep -qsF "$1" /var/lib/partyline/partyline.db /var/lib/partyline/partyline.db-wal || fail "it is not written"; }

kill_and_start() {
    kill -KILL "$(pids)"
    # The kernel takes connections for it until it is gone; systemd starts the next one two seconds later.
    eventually is_gone || fail "it is still there"
    service_is_of_systemd || service partylined start
    running
}

try_history() {
    step "say something, kill -9 the daemon, start it"
    say 'remember this'
    is_written 'remember this'
    kill_and_start
    eventually keeps 'remember this' || fail "it is not in the history"
    step "service partylined restart"
    old=$(pids)
    service partylined restart
    running
    [ "$(pids)" != "$old" ] || fail "it is the old process"
    keeps 'remember this' || fail "it is not in the history"
    ok "who comes now reads it"
}

# The timer is off, so one copy is made by hand, beside seven of other days.
try_backup() {
    copies=/var/lib/partyline/backups
    if service_is_of_systemd; then
        step "systemctl start partylined-backup.service"
        ! systemctl --quiet is-enabled partylined-backup.timer || fail "the timer is on"
        systemctl start partylined-backup.service || fail "$(journalctl --no-pager --lines 20 --unit partylined-backup)"
        [ "$(stat -c '%U %a' $copies)" = 'partyline 700' ] || fail "the copies are not the daemon's alone"
    else
        step "/usr/lib/partyline/backup, as the user partyline"
        setpriv --reuid partyline --regid partyline --clear-groups /usr/lib/partyline/backup
    fi
    newest=$(ls $copies)
    for day in 1 2 3 4 5 6 7; do touch "$copies/partyline-2026-01-0${day}T000000Z.db"; done
    sleep 1
    if service_is_of_systemd; then
        systemctl start partylined-backup.service || fail "a second one can't be made"
        systemctl enable --now partylined-backup.timer
        systemctl --no-pager list-timers partylined-backup.timer | sed -n 's/^/   /; 2p'
    else
        setpriv --reuid partyline --regid partyline --clear-groups /usr/lib/partyline/backup
    fi
    [ "$(find $copies -type f | wc -l)" = 7 ] || fail "there are not seven copies"
    [ -s "$copies/$newest" ] || fail "the one of today is gone"
    ok "seven copies are kept, $newest among them"
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

try_upgrade_of_one_that_was_stopped() {
    step "systemctl disable --now partylined; dpkg -i it again"
    systemctl disable --now partylined
    dpkg -i "$folder"/later/partylined_*.deb
    is_gone || fail "it was started"
    ok "it stays stopped"
    systemctl enable --now partylined
    running
}

try_removal() {
    step "dpkg --remove partylined partyline"
    dpkg --remove partylined partyline
    is_gone || fail "the daemon still runs"
    [ ! -e /usr/bin/partylined ] || fail "/usr/bin/partylined is left"
    [ -e /etc/partyline/partyline.toml ] || fail "the edited file is lost"
    ok "the daemon is gone, the edited file is kept"
    if service_is_of_systemd && systemctl --quiet is-active partylined-backup.timer; then fail "the timer still runs"; fi
    step "dpkg --purge partylined partyline, where nobody can be asked"
    echo certificate >/etc/partyline/fullchain.pem
    dpkg --purge partylined partyline
    [ ! -e /etc/partyline ] || fail "/etc/partyline is left"
    [ -s /var/lib/partyline/partyline.db ] || fail "what was said is lost"
    [ "$(getent passwd partyline | cut -d: -f7)" = /usr/sbin/nologin ] || fail "the user is not as it should be"
    ok "what was said is kept, and the user partyline stays, without a shell"
}

try_purge() {
    step "dpkg -i it again"
    dpkg -i "$folder"/later/partylined_*.deb "$folder"/later/partyline_*.deb
    running
    keeps 'remember this' || fail "it is not in the history"
    ok "who comes now reads what was said before"
    step "dpkg --purge partylined, without debconf"
    dpkg --remove partylined partyline
    mount -t tmpfs tmpfs /usr/share/debconf
    dpkg --purge partylined
    umount /usr/share/debconf
    [ -s /var/lib/partyline/partyline.db ] || fail "what was said is lost"
    ok "what was said is kept"
    step "dpkg -i it again; dpkg --purge it, where the answer is yes"
    dpkg -i "$folder"/later/partylined_*.deb "$folder"/later/partyline_*.deb
    running
    echo 'partylined partylined/purge-data boolean true' | debconf-set-selections
    dpkg --purge partylined partyline
    [ ! -e /var/lib/partyline ] || fail "/var/lib/partyline is left"
    ! debconf-show partylined | grep . || fail "debconf still knows its question"
    ok "what was said is gone"
}

# apt ARCHIVE ARGUMENTS: apt-get, which knows that archive alone. A file that the administrator has edited stays.
apt() {
    echo "deb [trusted=yes] file:$folder/$1 ./" >"$folder/sources.list"
    shift
    for arguments in update "$*"; do
        # shellcheck disable=SC2086 # they are words
        apt-get -qq -o APT::Sandbox::User=root -o "Dir::Etc::SourceList=$folder/sources.list" -o Dir::Etc::SourceParts=- \
            -o Dpkg::Use-Pty=0 -o Dpkg::Options::=--force-confold $arguments || fail "apt-get $arguments"
    done
}

version_of() { dpkg-deb --field "$folder/$1"/partylined_*.deb Version; }

# back ARCHIVE VERSION
back() { apt "$1" install --yes --allow-downgrades "partylined=$2" "partyline=$2"; }

logs_in() { { echo '/login eve battery-staple'; sleep 2; } | nc -q 1 127.0.0.1 6000 | grep -F 'you are logged in as eve'; }

# change_form FORM: says in the file that it is of that form, and prints of which it was.
change_form() {
    python3 - "$1" <<'END'
import sqlite3, sys
store = sqlite3.connect("/var/lib/partyline/partyline.db")
print(store.execute("PRAGMA user_version").fetchone()[0])
store.execute(f"PRAGMA user_version = {sys.argv[1]}")
# Which version at least may write it.
store.execute("UPDATE meta SET value = ? WHERE key = 'writer'", [sys.argv[1]])
store.commit()
END
}

try_apt_upgrade() {
    earlier=$(version_of earlier)
    step "partylined $earlier, which keeps nothing; apt-get upgrade"
    dpkg -i "$folder"/earlier/*.deb
    running
    [ ! -e /var/lib/partyline/partyline.db ] || fail "it has a store"
    rm -rf "$folder/talk"
    try_talk
    say 'said to the earlier one'
    old=$(pids)
    apt from-first upgrade --yes
    running
    [ "$(pids)" != "$old" ] || fail "it is the old process"
    talk_on "after apt-get upgrade"
    keeps 'said to the earlier one' || fail "it is not in the history"
    say 'said to this one'
    is_written 'said to this one'
    ok "ann and bob are still there, what was said is, too, and $(version_of first) keeps it from now on"
    exec 3>&- 4>&-
    kill_and_start
    eventually keeps 'said to this one' || fail "it is not in the history"
    ok "who comes now reads it, after kill -9"

    step "apt-get install partylined=$earlier: back to the one that keeps nothing"
    back from-first "$earlier"
    running
    [ -s /var/lib/partyline/partyline.db ] || fail "the store is gone"
    ok "it serves again; the store is left as it was"
}

# From the earlier version on.
try_apt_upgrade_of_a_store() {
    step "partylined $earlier with a store, an account and history; apt-get upgrade"
    printf '[store]\npath = "/var/lib/partyline/partyline.db"\n[accounts]\nregister_after_seconds = 0\n' >>/etc/partyline/partyline.toml
    service partylined restart
    running
    { printf '/nick eve\n/register battery-staple\n'; sleep 2; } | nc -q 1 127.0.0.1 6000 >/dev/null
    eventually logs_in || fail "eve has no account"
    say 'kept by the earlier one'
    is_written 'kept by the earlier one'
    rm -rf "$folder/talk"
    try_talk
    old=$(pids)
    apt from-first upgrade --yes
    running
    [ "$(pids)" != "$old" ] || fail "it is the old process"
    talk_on "after apt-get upgrade"
    keeps 'kept by the earlier one' || fail "it is not in the history"
    logs_in || fail "eve can't log in"
    kill_and_start
    eventually keeps 'kept by the earlier one' || fail "it is not in the history"
    logs_in || fail "eve can't log in"
    ok "the account and what was said are there, also after kill -9"
    exec 3>&- 4>&-
}

try_going_back() {
    step "apt-get install partylined=$earlier: back, with the store"
    say 'kept by this one'
    is_written 'kept by this one'
    back from-first "$earlier"
    running
    keeps 'kept by this one' || fail "it is not in the history"
    logs_in || fail "eve can't log in"
    ok "the earlier version goes on with the store"

    step "a later version, whose store has a form that $(version_of first) does not know; back"
    apt from-later upgrade --yes
    running
    form=$(change_form 99)
    rm -rf "$folder/talk"
    try_talk
    old=$(pids)
    back from-later "$(version_of first)"
    [ "$(pids)" = "$old" ] || fail "it is another process"
    talk_on "after the way back"
    ok "process $old of the later version goes on, with ann and bob"
    exec 3>&- 4>&-
    service partylined stop
    service partylined start >"$folder/said" 2>&1 || true
    eventually is_gone || fail "it serves"
    { cat "$folder/said" && show_log; } | grep -F 'newer partylined' | tail -n 1 || fail "nothing says why"
    ok "a start says why it can't be"
    change_form "$form" >/dev/null
    service partylined start
    running
    keeps 'kept by this one' || fail "it is not in the history"
    ok "the file is as it was"
    step "dpkg --purge it, where the answer is yes"
    echo 'partylined partylined/purge-data boolean true' | debconf-set-selections
    dpkg --purge partylined partyline
    [ ! -e /var/lib/partyline ] || fail "/var/lib/partyline is left"
}

# What dpkg, useradd and the caches of others write is theirs.
theirs='^/(var/(lib/(apt|dpkg|systemd)|cache|log/(dpkg|apt))|etc/((passwd|group|shadow|gshadow)-?|\.pwd\.lock|ld\.so\.cache)$)'

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

case ${1-} in
--inside)
    folder=$2
    prepare
    try_install
    try_talk
    try_reload
    try_upgrade
    try_upgrade_of_a_faulty_file
    try_upgrade_of_one_that_hangs
    try_history
    try_backup
    try_unit
    try_removal
    try_purge
    try_apt_upgrade
    try_apt_upgrade_of_a_store
    try_going_back
    try_leftovers
    ;;
--boot) boot "$2" ;;
--booted)
    folder=$2
    not_installed
    try_install
    try_talk
    try_reload
    try_upgrade
    try_upgrade_of_a_faulty_file
    try_upgrade_of_one_that_hangs
    try_history
    try_backup
    try_upgrade_of_one_that_was_stopped
    try_removal
    try_purge
    try_apt_upgrade
    try_apt_upgrade_of_a_store
    try_going_back
    echo 'passed under systemd'
    ;;
*) try_both ;;
esac
