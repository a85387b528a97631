#!/usr/bin/env python3
"""Checks Tests/Interop/irctest.tsv, which names a test of ours for each function of irctest that passes, and why others do not.

    scripts/irctest-table.py                     prints what in the table is not so: a test that is not there, a row that is twice, a wrong sum
    scripts/irctest-table.py F=FILE A=FILE ...   prints which functions pass now otherwise than the table says, by results as JUnit's XML has them

The rows below the head are the sums of the sets, each with `*` in the place of a function. The others have tabs between: the set; how many of
the function's cases pass, of how many; the function; a test of ours; why cases do not pass, if some do not. A test is `Suite.function`, or a file of
Tests/Transcripts with one of its comments: `irc-modes.txt: A key.`
"""
from __future__ import annotations

import functools
import re
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
TABLE = "Tests/Interop/irctest.tsv"
HEAD = ["set", "passed", "function of irctest", "test of ours", "why not"]


class Count(NamedTuple):
    """How many cases of a function pass, of how many: it has one for each of its parameters."""
    passed: int
    cases: int

    def __str__(self) -> str:
        return f"{self.passed}/{self.cases}"


class Row(NamedTuple):
    line: int
    function: tuple[str, str]
    result: Count
    test: str
    reason: str


def read() -> tuple[list[Row], list[str]]:
    rows: list[Row] = []
    faults: list[str] = []
    for number, line in enumerate((ROOT / TABLE).read_text().split("\n")[:-1], 1):
        fields = line.split("\t")
        if number == 1 and fields == HEAD:
            continue
        fields += [""] * (len(HEAD) - len(fields))
        count = re.fullmatch(r"(\d+)/(\d+)", fields[1]) if len(fields) == len(HEAD) else None
        if not count:
            faults.append(f"{TABLE}:{number} is no row of the table")
            continue
        rows.append(Row(number, (fields[0], fields[2]), Count(int(count[1]), int(count[2])), fields[3], fields[4]))
    return rows, faults


@functools.cache
def sources() -> list[str]:
    return [path.read_text() for path in (ROOT / "Tests").rglob("*.swift")]


def is_test(name: str) -> bool:
    """Whether there is such a test, or such a comment in a transcript."""
    file, _, comment = name.partition(": ")
    if comment:
        path = ROOT / "Tests/Transcripts" / file
        return path.exists() and f"# {comment}" in path.read_text().split("\n")
    suite, _, function = name.partition(".")
    test = re.compile(rf"^(?:[^\n{{]*[ )])?struct {re.escape(suite)}\b(?:(?!^\}}).)*?@Test\b(?:(?!\bfunc ).)*?\bfunc {re.escape(function)}\(",
                      flags=re.M | re.S)
    return any(test.search(text) for text in sources() if suite in text)


def check() -> list[str]:
    rows, faults = read()
    seen: set[tuple[str, str]] = set()
    sums: dict[str, Count] = {}
    for row in rows:
        place = f"{TABLE}:{row.line}: {row.function[1]}"
        if row.function in seen:
            faults.append(f"{place} is there twice in set {row.function[0]}")
        seen.add(row.function)
        if row.function[1] == "*":
            continue
        total = sums.get(row.function[0], Count(0, 0))
        sums[row.function[0]] = Count(total.passed + row.result.passed, total.cases + row.result.cases)
        if bool(row.test) != (row.result.passed > 0):
            faults.append(f"{place} passes, and names no test of ours" if row.result.passed else f"{place} does not pass, and names a test")
        elif row.test and not is_test(row.test):
            faults.append(f"{place}: there is no test {row.test}")
        if bool(row.reason) != (row.result.passed < row.result.cases):
            faults.append(f"{place} passes, and has a reason why not" if row.reason else f"{place} does not pass, and has no reason")
    told = {row.function[0]: row.result for row in rows if row.function[1] == "*"}
    return faults + [f"{TABLE} tells {told.get(each)} of set {each}, and its rows are {sums.get(each)}"
                     for each in sorted(told.keys() | sums.keys()) if told.get(each) != sums.get(each)]


def results(file: str) -> dict[str, Count]:
    """By function: `chmodes/ban.BanModeTestCase.testBan` of class `irctest.server_tests.chmodes.ban.BanModeTestCase` and that name."""
    found: dict[str, Count] = {}
    for case in ET.parse(file).getroot().iter("testcase"):
        *folders, suite = case.attrib["classname"].removeprefix("irctest.server_tests.").split(".")
        function = f"{'/'.join(folders)}.{suite}.{case.attrib['name'].partition('[')[0]}"
        count = found.get(function, Count(0, 0))
        passed = all(case.find(each) is None for each in ("failure", "error", "skipped"))
        found[function] = Count(count.passed + passed, count.cases + 1)
    return found


def changes(files: dict[str, str]) -> list[str]:
    told = {row.function: row.result for row in read()[0] if row.function[1] != "*"}
    found = {(name, function): count for name, file in files.items() for function, count in results(file).items()}
    return [f"{name} {function}: {found.get((name, function), 'not run')}, and {told.get((name, function), 'no row')} in the table"
            for name, function in sorted(told.keys() | found.keys())
            if name in files and told.get((name, function)) != found.get((name, function))]


def main() -> int:
    faults = changes(dict(each.split("=", 1) for each in sys.argv[1:])) if sys.argv[1:] else check()
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
