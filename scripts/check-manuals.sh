#!/bin/sh
# Checks that the manual pages are well formed, and name the options and keys that there are: no fewer, no others.
#     scripts/check-manuals.sh [FOLDER of the programs]
set -eu
cd "$(dirname "$0")/.."

programs=${1:-.build/debug}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failed=0

# same WHERE WHERE: compares two lists in $scratch, and tells what only one of them has.
same() {
    missing=$(comm -23 "$scratch/there" "$scratch/told")
    stale=$(comm -13 "$scratch/there" "$scratch/told")
    # shellcheck disable=SC2086 # lists of words
    [ -z "$missing" ] || { echo "$2 lacks:" $missing && failed=1; } >&2
    # shellcheck disable=SC2086
    [ -z "$stale" ] || { echo "$2 tells of what $1 doesn't have:" $stale && failed=1; } >&2
    [ -s "$scratch/there" ] || { echo "$1: nothing found" && failed=1; } >&2
}

for page in packaging/man/*.[1-8]; do
    faults=$(mandoc -T lint -W warning "$page" 2>&1 && man --warnings --local-file -Tutf8 -Z "$page" 2>&1 >/dev/null) || failed=1
    [ -z "$faults" ] || { printf '%s\n' "$faults" >&2 && failed=1; }
    # In its foot, both as mandoc and as man(1) write it.
    for foot in "$(mandoc -Tutf8 "$page" | tail -n 1)" "$(man --local-file -Tutf8 "$page" 2>/dev/null | tail -n 1)"; do
        case $foot in
        *Partyline*) ;;
        *) echo "$page: its foot does not name the project: $foot" >&2 && failed=1 ;;
        esac
    done
done

for page in partylined.8 partyline.1; do
    "$programs/${page%.*}" --help | sed -nE 's/^  (-[a-z], )?(--[a-z-]+).*/\2/p' | sort -u >"$scratch/there"
    sed -nE 's/^\.It (Fl [a-z] , )?Fl (-[a-z-]+).*/-\2/p' "packaging/man/$page" | sort -u >"$scratch/told"
    same "${page%.*} --help" "$page"
done

# The example has keys that are not set in comments: "# key = value".
sed -nE -e 's/^(# ?)?\[+([a-z]+)\]+.*/[\2]/p' -e 's/^(# ?)?([a-z_]+) *= .*/\2/p' packaging/partyline.toml >"$scratch/keys"
awk '/^\[/ { section = $0; next } { print section $0 }' "$scratch/keys" | sort -u >"$scratch/there"
sed -nE -e 's/^\.Ss \[+([a-z]+)\]+$/[\1]/p' -e 's/^\.It Ic ([a-z_]+)$/\1/p' packaging/man/partyline.toml.5 |
    awk '/^\[/ { section = $0; next } { print section $0 }' | sort -u >"$scratch/told"
same packaging/partyline.toml partyline.toml.5

exit $failed
