#!/usr/bin/env python3
"""Tries the checker on what clients have really written down: it finds nothing there, and each kind of violation that is planted.

usage: check_test.py FOLDER [--seed N]
"""
from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile

from check import Check
from plant import KINDS, load, plant, store

# Each kind is planted in so many places.
TIMES = 3


def broken(folder: str) -> set[str]:
    check = Check(folder)
    check.run()
    return {rule for rule, found in check.violations.items() if found}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 32))
    arguments = parser.parse_args()
    copy = tempfile.mkdtemp(prefix="partyline-planted-")
    chance = random.Random(arguments.seed)
    faults = [] if not broken(arguments.folder) else ["the clean one is judged to be broken"]
    count = 0
    try:
        for kind, (rule, _) in KINDS.items():
            for _ in range(TIMES):
                events = load(arguments.folder)
                planted = plant(events, [kind], chance)
                if not planted:
                    faults.append(f"{kind}: there is nothing to plant it in")
                    continue
                store(events, copy)
                count += 1
                if rule not in broken(copy):
                    faults.append(f"({rule}) {kind} is not found: {planted[0][2]}")
    finally:
        shutil.rmtree(copy, ignore_errors=True)
    for words in faults:
        print(words, file=sys.stderr)
    print(f"seed {arguments.seed}: {count} violations planted, {count - len(faults)} found" if not faults else f"seed {arguments.seed}: failed")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
