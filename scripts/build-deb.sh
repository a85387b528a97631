#!/bin/sh
# Builds the Debian packages from the programs that `make build` left: `make deb`.
#     scripts/build-deb.sh [VERSION [FOLDER]]
# A VERSION other than the project's is for trying an upgrade. FOLDER is where the packages go.
set -eu
cd "$(dirname "$0")/.."

programs=.build/release
sources=$(sed -n 's/^public let partylineVersion = "\(.*\)"$/\1/p' Sources/Dialects/Versions.swift)
version=$(dpkg-parsechangelog --file packaging/debian/changelog --show-field Version)
if [ "$sources" != "${version%-*}" ]; then
    echo "build-deb.sh: the sources are version $sources, packaging/debian/changelog $version; make them the same" >&2
    exit 65
fi
wanted=${1:-$version}
folder=${2:-.build-deb}
tree=$folder/partyline-$wanted

rm -rf "$tree"
mkdir -p "$tree/$programs"
rm -f "$folder"/*.deb "$folder"/*.changes "$folder"/*.buildinfo
tar --create --exclude='./.build*' --exclude=./.git . | tar --extract --directory "$tree"
cp "$programs/partylined" "$programs/partyline" "$tree/$programs"
cp -R packaging/debian "$tree/debian"
if [ "$wanted" != "$version" ]; then
    {
        printf 'partyline (%s) unstable; urgency=medium\n\n  * To try an upgrade.\n\n' "$wanted"
        sed -n '/^ -- /{p;q}' packaging/debian/changelog
        echo
        cat packaging/debian/changelog
    } >"$tree/debian/changelog"
fi

log=$folder/build.log
if ! (cd "$tree" && dpkg-buildpackage --build=binary --unsigned-source --unsigned-changes) >"$log" 2>&1; then
    cat "$log" >&2
    exit 1
fi
rm -rf "$tree"
ls -sh1 "$folder"/*.deb
