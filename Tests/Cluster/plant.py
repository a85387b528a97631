#!/usr/bin/env python3
"""Plants violations into a copy of what clients have written down, to see whether the checker finds them.

usage: plant.py FOLDER COPY [--seed N] [--count 10]

What was planted is written beside the copy, as COPY.planted; it is to be read after the checker has judged.
"""
from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import sys
from typing import Callable, Optional

from journal import FAULTS, HISTORY, Event, files, read

Events = dict[str, list[Event]]
# What a kind of violation changes: it says what it did, or None where there is nothing to do it to.
Planting = Callable[[Events, random.Random], Optional[str]]


def pick(events: Events, chance: random.Random, is_fit: Callable[[str, int, Event], bool]) -> Optional[tuple[str, int]]:
    fit = [(name, index) for name, all_ in events.items() for index, event in enumerate(all_) if is_fit(name, index, event)]
    return chance.choice(fit) if fit else None


def is_client(name: str) -> bool:
    return not name.startswith(HISTORY) and name != FAULTS


def disorder(events: Events, chance: random.Random) -> Optional[str]:
    """A reader reads two lines of a room the other way round."""
    def is_fit(name: str, index: int, event: Event) -> bool:
        after = events[name][index + 1:index + 2]
        return is_client(name) and event["e"] == "see" and bool(after) and after[0]["e"] == "see" and after[0]["room"] == event["room"]

    found = pick(events, chance, is_fit)
    if found is None:
        return None
    name, index = found
    all_ = events[name]
    all_[index], all_[index + 1] = all_[index + 1], all_[index]
    return f"{name}: two lines the other way round"


def another_text(events: Events, chance: random.Random) -> Optional[str]:
    """A reader reads an id with the text of another line."""
    found = pick(events, chance, lambda name, _, event: is_client(name) and event["e"] == "see")
    other = pick(events, chance, lambda name, _, event: is_client(name) and event["e"] == "see")
    if found is None or other is None:
        return None
    event, text = events[found[0]][found[1]], events[other[0]][other[1]]["text"]
    if text == event["text"]:
        return None
    event["text"] = text
    return f"{found[0]}: {event['id']} with another text"


def confirmed(events: Events) -> set[str]:
    texts: set[str] = set()
    for name, all_ in events.items():
        if is_client(name):
            said = {event["n"]: event["text"] for event in all_ if event["e"] == "say"}
            texts |= {said[event["n"]] for event in all_ if event["e"] == "ok" and event["n"] in said}
    return texts


def lost(events: Events, chance: random.Random) -> Optional[str]:
    """A node does not have a line that was answered OK."""
    texts = confirmed(events)
    found = pick(
        events, chance, lambda name, _, event: name.startswith(HISTORY) and event["e"] == "kept" and event["text"] in texts)
    if found is None:
        return None
    event = events[found[0]].pop(found[1])
    return f"{found[0]}: without {event['text']}"


def doubled(events: Events, chance: random.Random) -> Optional[str]:
    """A node has a line twice."""
    found = pick(events, chance, lambda name, _, event: name.startswith(HISTORY) and event["e"] == "kept")
    if found is None:
        return None
    name, index = found
    event = dict(events[name][index])
    event["id"] += 1
    events[name].insert(index + 1, event)
    return f"{name}: {event['text']} twice"


def out_of_turn(events: Events, chance: random.Random) -> Optional[str]:
    """A client has said two lines in another order than they stand in."""
    def is_fit(name: str, index: int, event: Event) -> bool:
        if not is_client(name) or event["e"] != "say" or event.get("again"):
            return False
        after = [each for each in events[name][index + 1:] if each["e"] == "say" and each["room"] == event["room"]]
        return bool(after)

    found = pick(events, chance, is_fit)
    if found is None:
        return None
    name, index = found
    all_ = events[name]
    other = next(i for i in range(index + 1, len(all_)) if all_[i]["e"] == "say" and all_[i]["room"] == all_[index]["room"])
    if not {all_[index]["text"], all_[other]["text"]} <= confirmed(events):
        return None
    first, second = all_[index]["n"], all_[other]["n"]
    # The lines change places, and their answers go with them.
    all_[index], all_[other] = all_[other], all_[index]
    return f"{name}: {first} and {second} in another order"


def unsaid(events: Events, chance: random.Random) -> Optional[str]:
    """A reader reads what nobody has said."""
    found = pick(events, chance, lambda name, _, event: is_client(name) and event["e"] == "see")
    if found is None:
        return None
    event = events[found[0]][found[1]]
    event["text"] = f"nobody says this {event['id']}"
    return f"{found[0]}: {event['id']} is said by nobody"


def elsewhere(events: Events, chance: random.Random) -> Optional[str]:
    """A node has a line in another room."""
    found = pick(events, chance, lambda name, _, event: name.startswith(HISTORY) and event["e"] == "kept")
    if found is None:
        return None
    event = events[found[0]][found[1]]
    event["room"] = "#elsewhere"
    return f"{found[0]}: {event['text']} in another room"


def twice_there(events: Events, chance: random.Random) -> Optional[str]:
    """Somebody is in a room twice."""
    found = pick(events, chance, lambda _, __, event: event["e"] in ("names", "names-at-end") and bool(event["nicks"]))
    if found is None:
        return None
    event = events[found[0]][found[1]]
    event["nicks"] = event["nicks"] + [chance.choice(event["nicks"])]
    return f"{found[0]}: somebody twice in {event['room']}"


def not_there(events: Events, chance: random.Random) -> Optional[str]:
    """Somebody leaves who is not there."""
    found = pick(events, chance, lambda name, _, event: is_client(name) and event["e"] == "names")
    if found is None:
        return None
    name, index = found
    at = events[name][index]
    events[name].insert(index + 1, {"t": at["t"], "e": "part", "room": at["room"], "nick": "ghost"})
    return f"{name}: ghost leaves {at['room']}"


def untold(events: Events, chance: random.Random) -> Optional[str]:
    """A node dies, and nobody is told of who was there."""
    found = pick(events, chance, lambda name, _, event: is_client(name) and event["e"] == "in")
    if found is None:
        return None
    name, index = found
    at = events[name][index]
    time = events[name][-1]["t"] + 100
    events[name].append({"t": time, "e": "lost", "why": "reset"})
    events.setdefault(FAULTS, []).append({"t": time, "e": "dies", "node": at["node"]})
    # Its last node is what counts.
    entered = [event for event in events[name] if event["e"] == "in"]
    return f"{name}: untold" if entered[-1]["node"] == at["node"] else None


def put_out(events: Events, chance: random.Random) -> Optional[str]:
    """Somebody speaks who was put out."""
    def is_fit(name: str, index: int, event: Event) -> bool:
        return is_client(name) and event["e"] == "see" and not event["from"].startswith(name.partition(".")[0])

    found = pick(events, chance, is_fit)
    if found is None:
        return None
    name, index = found
    event = events[name][index]
    events[name].insert(index, {"t": event["t"], "e": "kick", "room": event["room"], "nick": event["from"]})
    return f"{name}: {event['from']} speaks after a kick"


def muted(events: Events, chance: random.Random) -> Optional[str]:
    """Somebody speaks who is muted."""
    found = pick(events, chance, lambda name, _, event: is_client(name) and event["e"] == "see")
    if found is None:
        return None
    name, index = found
    event = events[name][index]
    n = 10_000_000 + index
    who = event["from"].partition("_")[0]
    events[name][index:index] = [
        {"t": event["t"], "e": "ask", "n": n, "what": "mute", "room": event["room"], "who": who},
        {"t": event["t"], "e": "ok", "n": n}]
    return f"{name}: {event['from']} speaks, muted"


def unknown_twice(events: Events, chance: random.Random) -> Optional[str]:
    """A line of which its author does not know is there twice."""
    def is_fit(name: str, index: int, event: Event) -> bool:
        return is_client(name) and event["e"] == "ok" and any(
            each["e"] == "say" and each["n"] == event["n"] for each in events[name][:index])

    found = pick(events, chance, is_fit)
    if found is None:
        return None
    name, index = found
    answer = events[name][index]
    text = next(each["text"] for each in events[name] if each["e"] == "say" and each["n"] == answer["n"])
    answer.update({"e": "err", "code": "unavailable"})
    answer.pop("id", None)
    for history, all_ in events.items():
        for place, event in enumerate(all_):
            if history.startswith(HISTORY) and event["e"] == "kept" and event["text"] == text:
                all_.insert(place + 1, {**event, "id": event["id"] + 1})
                return f"{history}: {text} was unavailable, and is there twice"
    return None


# The rule that each is to break.
KINDS: dict[str, tuple[str, Planting]] = {
    "disorder": ("a", disorder), "another-text": ("a", another_text), "lost": ("b", lost), "doubled": ("c", doubled),
    "out-of-turn": ("d", out_of_turn), "unsaid": ("e", unsaid), "elsewhere": ("e", elsewhere), "twice-there": ("f", twice_there),
    "not-there": ("f", not_there), "untold": ("f", untold), "put-out": ("g", put_out), "muted": ("g", muted),
    "unknown-twice": ("h", unknown_twice),
}


def load(folder: str) -> Events:
    names = [name for part in files(folder) for name in part]
    if os.path.exists(os.path.join(folder, FAULTS)):
        names.append(FAULTS)
    return {name: [event for _, event in read(os.path.join(folder, name))] for name in names}


def store(events: Events, folder: str) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    for name, all_ in events.items():
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.writelines(json.dumps(event, ensure_ascii=False) + "\n" for event in all_)


def plant(events: Events, kinds: list[str], chance: random.Random) -> list[tuple[str, str, str]]:
    """Plants one of each kind. Returns the rule, the kind, and what was done."""
    planted = []
    for kind in kinds:
        rule, planting = KINDS[kind]
        for _ in range(20):
            words = planting(events, chance)
            if words is not None:
                planted.append((rule, kind, words))
                break
    return planted


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("copy")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 32))
    parser.add_argument("--count", type=int, default=10)
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    events = load(arguments.folder)
    planted = plant(events, chance.choices(list(KINDS), k=arguments.count), chance)
    store(events, arguments.copy)
    with open(f"{arguments.copy}.planted", "w", encoding="utf-8") as file:
        file.writelines(f"({rule}) {kind}: {words}\n" for rule, kind, words in planted)
    print(f"seed {arguments.seed}: planted {len(planted)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
