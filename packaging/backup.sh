#!/bin/sh
# Copies the store, and keeps the last 7 copies. partylined-backup.timer has it run each day; without systemd, cron can, as the daemon's
# user.
#     /usr/lib/partyline/backup [CONFIGURATION [FOLDER]]
set -eu

configuration=${1:-/etc/partyline/partyline.toml}
folder=${2:-/var/lib/partyline/backups}
keep=7

umask 077
[ -d "$folder" ] || mkdir -p "$folder"
# A copy is there once it is whole and was checked. If it can't be made, the older ones stay.
"${0%/*}/partylined" --config "$configuration" --backup "$folder/partyline-$(date -u +%Y-%m-%dT%H%M%SZ).db"

# The names sort by time, so the oldest come first. Files of other names are left alone.
set -- "$folder"/partyline-[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9][0-9][0-9][0-9][0-9]Z.db
while [ $# -gt $keep ]; do
    rm -f "$1"
    shift
done
