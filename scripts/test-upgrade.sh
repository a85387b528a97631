#!/bin/sh
# Upgrades the daemon of an older commit to this one, while peers talk, and checks that nothing is lost: `make test-upgrade FROM=COMMIT`.
#     scripts/test-upgrade.sh COMMIT PARTYLINED [OPTION of swift build...]
set -eu
cd "$(dirname "$0")/.."

commit=$1
new=$2
shift 2
old=.build-from
commit=$(git rev-parse --verify "$commit^{commit}")

if [ "$(git -C "$old" rev-parse HEAD 2>/dev/null || true)" != "$commit" ]; then
    rm -rf "$old"
    git clone --quiet --shared --no-checkout . "$old"
    git -C "$old" checkout --quiet "$commit"
fi
"${SWIFT:-swift}" build --package-path "$old" "$@" --product partylined
echo "from $(git log -1 --format='%h (%s)' "$commit")"
Tests/Chaos/chaos.py --only upgrades --successor "$new" "$old/.build/release/partylined"
