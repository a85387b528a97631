#!/bin/sh
# Runs the tests, and names at the end those that this machine could not run, with the reasons: `make test`.
#     scripts/test.sh [OPTION of swift test...]
set -eu
cd "$(dirname "$0")/.."

swift=${SWIFT:-swift}
events=$(mktemp)
trap 'rm -f "$events"' EXIT
trap 'exit 130' INT

# Older toolchains have no such option; then the reasons stand in the midst of the output only.
if $swift test --help-hidden | grep -q -e '--event-stream-output-path'; then
    set -- "$@" --event-stream-output-path "$events"
fi

status=0
$swift test --disable-xctest "$@" || status=$?
python3 scripts/skipped-tests.py "$events" || true
exit $status
