"""Whether all nodes tell the same in the end: a node may know something of which no client was told, so that no single line shows it."""
from __future__ import annotations

import os
from collections import defaultdict
from typing import Callable

from journal import read

# What is told of a violation: rule, place, words.
Fault = Callable[[str, str, str], None]
# Of each room the lines by their ids.
Kept = dict[str, dict[int, str]]


def compare(folder: str, histories: list[str], fault: Fault) -> None:
    kept: dict[str, Kept] = {}
    # Of each room the first node that told who is there, and whom it told.
    people: dict[str, tuple[str, set[str]]] = {}
    for name in histories:
        kept[name] = defaultdict(dict)
        for number, event in read(os.path.join(folder, name)):
            if event["e"] == "kept":
                kept[name][event["room"]][event["id"]] = event["text"]
            elif event["e"] == "names-at-end":
                other, first = people.setdefault(event["room"], (name, set(event["nicks"])))
                differ = " ".join(sorted(first ^ set(event["nicks"])))
                if differ:
                    fault("f", f"{name}:{number}", f"not the same people are in {event['room']} as at {other}: {differ}")
    for room in sorted({room for one in kept.values() for room in one}):
        _compare_lines(room, kept, fault)


def _compare_lines(room: str, kept: dict[str, Kept], fault: Fault) -> None:
    """A node may have forgotten the oldest; from where all have something, they have the same."""
    begin = max(min(one[room]) for one in kept.values() if room in one)
    all_ = {id: name for name, one in kept.items() for id in one.get(room, {}) if id >= begin}
    for name, one in kept.items():
        for id in sorted(all_.keys() - one.get(room, {}).keys()):
            other = all_[id]
            fault("a", name, f"{kept[other][room][id]!r} is {id} in {room} of {other}, and is not there here")
