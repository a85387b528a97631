#!/bin/sh
# Puts what was built into place, or takes it away: `make install`, `make uninstall` and the Debian package.
#     scripts/install.sh install|uninstall
# The environment says where: PROGRAMS (the folder of what was built), DESTDIR, PREFIX, SYSCONFDIR, UNITDIR, ZSHDIR.
set -eu
cd "$(dirname "$0")/.."

action=${1-}
case $action in
install | uninstall) ;;
*)
    echo "usage: $0 install|uninstall" >&2
    exit 64
    ;;
esac

programs=${PROGRAMS:-.build/release}
root=${DESTDIR:-}
prefix=${PREFIX:-/usr/local}
etc=${SYSCONFDIR:-}
if [ -z "$etc" ]; then
    if [ "$prefix" = /usr ]; then etc=/etc; else etc=$prefix/etc; fi
fi
units=${UNITDIR:-$prefix/lib/systemd/system}
share=$prefix/share
doc=$share/doc/partylined
zsh=${ZSHDIR:-$share/zsh/site-functions}

case $prefix$etc$units$zsh in
*[!A-Za-z0-9/._+-]*)
    echo "install.sh: a folder's name may have letters, digits and / . _ + - only: they stand in units and manuals" >&2
    exit 64
    ;;
esac

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# place MODE FILE TARGET
place() {
    if [ "$action" = uninstall ]; then
        rm -f "$root$3"
    else
        install -D -m "$1" "$2" "$root$3"
    fi
}

# link NAME TARGET: a symbolic link of that name to the target.
link() {
    if [ "$action" = uninstall ]; then
        rm -f "$root$1"
    else
        install -d "$root${1%/*}"
        ln -sfn "$2" "$root$1"
    fi
}

# localized FILE: prints the name of a copy that speaks of the folders as they are here.
localized() {
    sed -e "s|/etc/partyline|$etc/partyline|g" -e "s|/usr/bin/partyline|$prefix/bin/partyline|g" \
        -e "s|/usr/lib/partyline|$prefix/lib/partyline|g" -e "s|/usr/share/doc/partylined|$doc|g" "$1" >"$scratch/localized"
    echo "$scratch/localized"
}

# completion PROGRAM SHELL TARGET
completion() {
    # It is read by a shell, never run: bash's has a first line that says otherwise.
    if [ "$action" = install ]; then
        "$programs/$1" --generate-completion-script "$2" | sed '1{/^#!/d}' >"$scratch/completion"
    fi
    place 644 "$scratch/completion" "$3"
}

if [ "$action" = install ]; then
    for program in partylined partyline; do
        [ -x "$programs/$program" ] && continue
        echo "install.sh: there is no $programs/$program; first run: make build" >&2
        exit 66
    done
fi

# The daemon has a folder of its own, as its unit says which folders it may execute programs of (ExecPaths=).
place 755 "$programs/partylined" "$prefix/lib/partyline/partylined"
link "$prefix/bin/partylined" ../lib/partyline/partylined
place 755 "$(localized packaging/backup.sh)" "$prefix/lib/partyline/backup"
place 755 "$programs/partyline" "$prefix/bin/partyline"

for program in partylined partyline; do
    completion $program bash "$share/bash-completion/completions/$program"
    completion $program zsh "$zsh/_$program"
    completion $program fish "$share/fish/vendor_completions.d/$program.fish"
done

for page in packaging/man/*.[1-8]; do
    place 644 "$(localized "$page")" "$share/man/man${page##*.}/${page##*/}"
done

for unit in packaging/systemd/*; do
    place 644 "$(localized "$unit")" "$units/${unit##*/}"
done
place 644 packaging/sysusers.d/partyline.conf "$prefix/lib/sysusers.d/partyline.conf"

example=$(localized packaging/partyline.toml)
configuration=$root$etc/partyline/partyline.toml
if [ "$action" = uninstall ] && cmp -s "$example" "$configuration"; then
    rm -f "$configuration"
elif [ -e "$configuration" ]; then
    echo "kept as it is: $configuration"
elif [ "$action" = install ]; then
    install -D -m 644 "$example" "$configuration"
fi

place 644 "$example" "$doc/examples/partyline.toml"
for example in packaging/grafana/partyline.json packaging/prometheus/partyline.rules.yml; do
    place 644 "$example" "$doc/examples/${example##*/}"
done

if [ "$action" = uninstall ]; then
    for folder in "$doc/examples" "$doc" "$etc/partyline" "$prefix/lib/partyline"; do
        [ ! -d "$root$folder" ] || rmdir --ignore-fail-on-non-empty "$root$folder"
    done
elif [ -z "$root" ]; then
    cat <<END
Installed below $prefix. To run it as a service, as root:
    systemd-sysusers $prefix/lib/sysusers.d/partyline.conf
    systemctl enable --now $units/partylined.service
Where it runs already, this hands everybody over to the new version:
    systemctl kill --signal=USR2 --kill-who=main partylined
END
fi
