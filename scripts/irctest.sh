#!/bin/sh
# Runs irctest's tests of servers (github.com/progval/irctest) against a partylined, and prints a table of what passed, and what
# passed otherwise than Tests/Interop/irctest.tsv says.
#
#   scripts/irctest.sh FOLDER BIN
#
# FOLDER is a checkout of irctest, whose code is not ours; BIN is the folder that partylined is in. What failed and what was skipped, and why,
# stands below the table: a skip is no pass. It needs pytest with plugins, in the python3 that PATH finds.
set -eu

checkout=${1:-}
if [ ! -d "$checkout/irctest/server_tests" ]; then
    echo 'Say where a checkout of github.com/progval/irctest is: make irctest IRCTEST=FOLDER'
    exit 0
fi
here=$(cd "$(dirname "$0")/.." && pwd)
bin=$(cd "$2" && pwd)
if ! python3 -c 'import pytest, pytest_timeout, filelock, websockets, ecdsa' 2>/dev/null; then
    echo "irctest needs: pip install 'pytest<9' pytest-timeout filelock websockets ecdsa" >&2
    exit 1
fi

out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
fair='not implementation-specific and not deprecated and not strict'

run() {
    (cd "$checkout" && PYTHONPATH="$here/Tests/Interop" PATH="$bin:$PATH" \
        python3 -m pytest -p no:cacheprovider --timeout 120 --controller irctest_controller -q --tb=no -rfEsx \
        --junitxml "$out/$1.xml" -m "$2" irctest/server_tests) >"$out/$1" 2>&1 || true
}

count() {
    tail -n 1 "$out/$1" | grep -o "[0-9]* $2" | cut -d' ' -f1 | grep . || echo 0
}

row() {
    run "$1" "$3"
    printf '| %s | %s | %s | %s | %s |\n' "$1 $2" "$(count "$1" passed)" "$(count "$1" failed)" \
        "$(count "$1" skipped)" "$(($(count "$1" 'error') + $(count "$1" xfailed) + $(count "$1" xpassed)))"
}

echo '| set | passed | failed | skipped | others |'
echo '|---|---|---|---|---|'
row F fair "$fair and not services"
row A accounts "$fair and services"
row S strict 'strict'
row E "Ergo's own" 'implementation-specific and Ergo'
echo
if "$here/scripts/irctest-table.py" "F=$out/F.xml" "A=$out/A.xml" "S=$out/S.xml" "E=$out/E.xml" 2>"$out/changes"; then
    echo 'Each function passes or fails as Tests/Interop/irctest.tsv says.'
else
    echo 'Otherwise than Tests/Interop/irctest.tsv says:'
    cat "$out/changes"
fi
echo
cat "$out"/F "$out"/A "$out"/S "$out"/E | grep -E '^(FAILED|ERROR|SKIPPED|XFAIL)' | cut -c1-200 | sort -u
