#!/usr/bin/env python3
"""Prints which tests were skipped, by reason, from the event stream of `swift test`: scripts/skipped-tests.py FILE"""
from __future__ import annotations

import json
import re
import sys
import textwrap
from pathlib import Path


def name(test: str) -> str:
    """`SandboxTests.allOfThem` of `IntegrationTests.SandboxTests/allOfThem()/SandboxTests.swift:79:6`; of a suite its name alone."""
    return re.sub(r"\(.*?\)|/[^/]*\.swift:\d+:\d+$", "", test).split(".", 1)[-1].replace("/", ".")


def main() -> None:
    skipped: dict[str, list[str]] = {}
    # (Not splitlines(), for which other characters end lines, too: names of tests have such.)
    for line in filter(None, Path(sys.argv[1]).read_text().split("\n")):
        event = json.loads(line).get("payload", {})
        if event.get("kind") == "testSkipped":
            text = "".join(message["text"] for message in event["messages"])
            reason = re.search(r'skipped: "(.*)"', text, flags=re.S)
            skipped.setdefault(reason[1] if reason else "no reason is given", []).append(name(event["testID"]))
    if skipped:
        print("\nNot run:")
    for why, names in skipped.items():
        # A suite stands for its tests.
        outer = {each for each in names if each.split(".")[0] not in names or "." not in each}
        print(f"  {why}:\n" + textwrap.fill(", ".join(sorted(outer)), 120, initial_indent="    ", subsequent_indent="    "))


if __name__ == "__main__":
    main()
