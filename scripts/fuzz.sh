#!/bin/sh
# Builds the fuzzers of Tests/Fuzz (libFuzzer with AddressSanitizer) and runs each for a while, one after the other.
# What they learn stays in .build-fuzz/corpus for the next time; an input that breaks something is kept in .build-fuzz/artifacts.
set -eu
cd "$(dirname "$0")/.."

if [ $# -lt 1 ]; then
    echo "usage: $0 SECONDS [HARNESS...]" >&2
    exit 64
fi
duration=$1
shift
swift=${SWIFT:-swift}
scratch=.build-fuzz

if [ $# = 0 ]; then
    for folder in Tests/Fuzz/Targets/*; do set -- "$@" "${folder##*/}"; done
fi
for name in "$@"; do
    [ ! -d "Tests/Fuzz/Targets/$name" ] || continue
    printf 'there is no fuzzer %s; there are:\n' "$name" >&2
    ls Tests/Fuzz/Targets >&2
    exit 64
done

# SwiftPM hands on one sanitizer of several to an optimising compiler, so both are named again. The harnesses look inside of what they
# drive (-enable-testing). lld, as gold warns of each symbol of ASan's.
export PARTYLINE_FUZZ=1
for name in "$@"; do
    echo "building fuzz-$name"
    $swift build --quiet -c release --scratch-path "$scratch" --product "fuzz-$name" \
        --sanitize=fuzzer --sanitize=address -Xswiftc -sanitize=fuzzer,address \
        -Xswiftc -enable-testing -Xswiftc -use-ld=lld
done

# A trap is libFuzzer's to report, not the Swift runtime's.
export SWIFT_BACKTRACE=enable=no
export LSAN_OPTIONS="suppressions=$PWD/scripts/lsan.supp:print_suppressions=0"
symbolizer=$(dirname "$(readlink -f "$(command -v "$swift")")")/llvm-symbolizer
[ ! -x "$symbolizer" ] || export ASAN_SYMBOLIZER_PATH="$symbolizer"

mkdir -p "$scratch/artifacts" "$scratch/logs"
broken=
printf '\n%-13s %12s %8s %8s %9s %8s\n' harness runs seconds runs/s coverage crashes
for name in "$@"; do
    log=$scratch/logs/$name.log
    mkdir -p "$scratch/corpus/$name"
    options=
    [ ! -f "Tests/Fuzz/Options/$name" ] || options=$(grep -v '^#' "Tests/Fuzz/Options/$name")
    began=$(date +%s)
    seconds=0
    runs=0
    crashes=0
    # A harness whose options bound its runs is begun anew until its time is over.
    while [ "$seconds" -lt "$duration" ] && [ $crashes = 0 ]; do
        # shellcheck disable=SC2086 # the options are a list of words
        "$scratch/release/fuzz-$name" -max_total_time=$((duration - seconds)) -timeout=10 -rss_limit_mb=4096 \
            -print_final_stats=1 -artifact_prefix="$scratch/artifacts/$name-" $options \
            "$scratch/corpus/$name" "Tests/Fuzz/Corpora/$name" >"$log" 2>&1 || crashes=1
        runs=$((runs + $(awk '/^stat::number_of_executed_units/ { n = $2 } END { print n + 0 }' "$log")))
        seconds=$(($(date +%s) - began))
    done
    coverage=$(awk '{ for (i = 1; i < NF; i++) if ($i == "cov:") last = $(i + 1) } END { print last + 0 }' "$log")
    printf '%-13s %12d %8d %8d %9d %8d\n' \
        "$name" "$runs" "$seconds" "$((runs / (seconds > 0 ? seconds : 1)))" "$coverage" "$crashes"
    [ $crashes = 0 ] || broken="$broken $name"
done

[ -n "$broken" ] || exit 0
for name in $broken; do
    printf '\n== %s\n' "$name"
    grep -E '^(fatal|Fatal)|: Fatal error|ERROR|^==|^    #[0-9]+ |Test unit written' "$scratch/logs/$name.log" | head -40
done
cat >&2 <<END

Something broke:$broken. An input that breaks it is in $scratch/artifacts; run it again with
    SWIFT_BACKTRACE=enable=no $scratch/release/fuzz-HARNESS INPUT
and put it into Tests/Fuzz/Corpora/HARNESS with the fix.
END
exit 1
