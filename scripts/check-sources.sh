#!/bin/sh
# The rules of the sources that no compiler checks. Prints each line that breaks one.
set -eu
cd "$(dirname "$0")/.."

failed=0

# complain SENTENCE: fails with what stands on standard input, if anything does.
complain() {
    if found=$(grep .); then
        printf '%s:\n%s\n' "$1" "$found" >&2
        return 1
    fi
}

import='^[[:space:]]*(@[a-zA-Z_]+(\([^)]*\))?[[:space:]]+)*((public|package|internal|fileprivate|private)[[:space:]]+)?import[[:space:]]+'

grep -rnE "$import((struct|class|enum|func|typealias|let|var)[[:space:]]+)?CLibevent" Sources Tests --include='*.swift' |
    grep -v '^Sources/Libevent/' | complain 'only Sources/Libevent imports CLibevent' || failed=1

grep -rnE "${import}CSodium" Sources Tests --include='*.swift' |
    grep -vE '^Sources/(Passwords|NATSClient)/' | complain 'only Passwords and NATSClient import CSodium' || failed=1

grep -rnE "${import}CSQLite" Sources Tests --include='*.swift' |
    grep -v '^Sources/SQLite/' | complain 'only Sources/SQLite imports CSQLite' || failed=1

grep -rnE "$import" Sources/Store --include='*.swift' | grep -vE 'import (SQLite|Threads|Bytes|CLinux|Glibc|Synchronization)$' |
    complain 'Store knows no loop, no server and no chat' || failed=1

grep -rnE "$import" Sources/ChatCore Sources/Bytes Sources/Framing Sources/NATS Sources/Web --include='*.swift' |
    complain 'ChatCore, Bytes, Framing, NATS and Web import nothing' || failed=1

grep -rnE "$import" Sources/NATSClient --include='*.swift' | grep -vE 'import (NATS|Libevent|CSodium|Secrets|Bytes|Glibc)$' |
    complain 'NATSClient knows no chat and no cluster' || failed=1

grep -rnE "$import" Sources/Cluster --include='*.swift' | grep -v 'import ChatCore$' |
    complain 'Cluster knows no server, no loop and no NATS' || failed=1

grep -rniE 'wire|telnet|timestamps|crlf' Sources/ChatCore --include='*.swift' |
    complain 'ChatCore knows no form of the protocol' || failed=1

# A literal with two words in it; those of faults of our own are not for people.
grep -rnE '"[^"),][^"]*[[:alpha:])][,;:]? [[:alpha:]][^"]*"' Sources/ChatCore --include='*.swift' |
    grep -vE 'SnapshotError\(|RecordError\(|precondition|//' |
    complain 'ChatCore has no words for people: a refusal is a case, and its words are RefusalText' || failed=1

grep -rnE 'outboxes\.append\((to:|[a-z]*\.bytes)' Sources/ChatServer --include='*.swift' |
    grep -vE '^Sources/ChatServer/(Delivery|Store)/' |
    complain 'by Delivery.append, which frames lines where they are messages of a WebSocket' || failed=1

grep -rnE '@unchecked Sendable|nonisolated\(unsafe\)|try!|as!|\b(TODO|FIXME|XXX)\b' Sources Tests Package.swift \
    --include='*.swift' | complain 'not in this project (fix the cause)' || failed=1

grep -rnE '\bpipe\(&|\bsocket\([^)]*SOCK_(STREAM|DGRAM)\.rawValue\), 0' Sources --include='*.swift' |
    complain 'not without O_CLOEXEC: a program that another thread starts would have it' || failed=1

grep -rnE '"\\\(Binaries\.(client|daemon)\)' Tests --include='*.swift' |
    complain 'a path in the words of a shell, which may have spaces; in a ClientTerminal use the variable CLIENT' || failed=1

grep -rnIE '[[:space:]]+$' Sources Tests docs scripts Makefile --exclude='*.txt' --exclude='*.svg' --exclude-dir=Corpora 2>/dev/null |
    complain 'spaces at the end of a line' || failed=1

exit $failed
