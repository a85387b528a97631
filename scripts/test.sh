#!/bin/sh
# Runs the tests; names at the end those that this machine could not run, with the reasons, and what a sanitizer reported: `make test`.
#     scripts/test.sh [OPTION of swift test...]
set -eu
cd "$(dirname "$0")/.."

swift=${SWIFT:-swift}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT

# The one that `make deps` has got, unless another is wanted.
if [ -z "${NATS_SERVER:-}" ] && [ -x .build/nats/nats-server ]; then
    NATS_SERVER=$PWD/.build/nats/nats-server
    export NATS_SERVER
fi

# Older toolchains have no such option; then the reasons stand in the midst of the output only.
if $swift test --help-hidden | grep -q -e '--event-stream-output-path'; then
    set -- "$@" --event-stream-output-path "$scratch/events"
fi

: >"$scratch/events"
echo 1 >"$scratch/status"
{
    $swift test --disable-xctest "$@" && echo 0 >"$scratch/status" || echo $? >"$scratch/status"
} 2>&1 | tee "$scratch/output"
python3 scripts/skipped-tests.py "$scratch/events" || true
# Once more, as the reports stand thousands of lines above the end, and CI shows the end.
sed -n '/\(WARNING\|ERROR\): [A-Za-z]*Sanitizer/,/^SUMMARY/p' "$scratch/output" | head -n 400
exit "$(cat "$scratch/status")"
