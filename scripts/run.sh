#!/bin/sh
# Starts the server for somebody who tries it, and tells what to type: `make run`.
#     scripts/run.sh FOLDER HOST PORT WEBPORT [PAGE]
# FOLDER: where the programs are; PAGE: a folder that is served in the place of the page in the program.
set -eu

programs=$1
host=$2
port=$3
webport=$4
page=${5:+$(cd "$5" && pwd)}
# As the client and telnet take it: an IPv6 address without the brackets that a listener's has.
bare=$(printf '%s' "$host" | tr -d '[]')
case $bare in *:*) host="[$bare]" ;; esac
near=$bare
case $bare in 0.0.0.0 | ::) near=localhost ;; esac
case $near in *:*) site="[$near]" ;; *) site=$near ;; esac

cat <<END

When it listens, open this in a browser:

    http://$site:$webport

or type in other terminals (Ctrl-C ends the server):

    telnet $near $port
    '$(cd "$programs" && pwd)/partyline' $near $port

END

# What is said in the lobby outlives the server, as it does where it is installed.
mkdir -p .partyline
chmod 700 .partyline
# A path with a quote in it is no string of this form; the server says so.
cat >.partyline/partyline.toml <<END
[store]
path = "partyline.db"

[web]
root = '$page'
END
echo "The lobby is kept in .partyline (make clean-data removes it)."
echo

# Ctrl-C is for the server, which tells everybody and ends; then we do.
trap : INT TERM
status=0
"$programs/partylined" --config .partyline/partyline.toml --listen "$host:$port" --listen-web "$host:$webport" ||
    status=$?
if [ "$status" = 69 ]; then
    printf '\nTo take other ports: make run PORT=%s WEBPORT=%s\n' "$((port + 1))" "$((webport + 1))" >&2
fi
exit "$status"
