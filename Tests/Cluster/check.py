#!/usr/bin/env python3
"""Judges what clients of a cluster have written down (journal.py), and what each node tells in the end.

usage: check.py FOLDER

(a) ids of a room grow strictly at each reader, and all agree on the text of an id
(b) each line with OK is in the final history of every node
(c) no text is there twice
(d) lines of one client are in the order in which it said them
(e) nobody reads a line that nobody has said, and it is in the room for which it was said
(f) nobody is in a room twice, or goes who is not there; who dies with a node is told as gone within 16 s
(g) nobody speaks in a room between being put out of it, or muted there, and the end of that
(h) a line that was `unavailable`, or not answered, is there once or never
The same of private messages, as far as it is of them. Each violation is told with the place that shows it; the exit code is 1 then.
"""
from __future__ import annotations

import os
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Optional

from journal import FAULTS, Event, files, read

# Who dies with a node is told as gone within so many seconds (docs/CLUSTER.md), and a bit for a machine that is busy.
GONE_SECONDS = 16.0
# Violations of a rule that are told one by one.
MOST_TOLD = 5


@dataclass
class Line:
    """A line that somebody said."""
    author: str
    order: int
    room: str
    text: str
    place: str
    id: Optional[int] = None
    code: str = ""
    # It was sent again by its nonce, so it may stand behind what was said after it.
    is_again: bool = False


@dataclass
class Room:
    """A room as one reader knows it."""
    last: int = 0
    roster: Optional[set[str]] = None
    kicked: set[str] = field(default_factory=set)


class Check:
    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.violations: dict[str, list[str]] = defaultdict(list)
        self.lines: dict[str, Line] = {}
        self.told: dict[tuple[str, int], tuple[str, str]] = {}
        self.counts: Counter[str] = Counter()
        self._deaths: list[tuple[float, str]] = []
        self._lost: list[tuple[float, str, str]] = []
        self._quits: dict[str, list[float]] = defaultdict(list)

    def fault(self, rule: str, place: str, words: str) -> None:
        self.violations[rule].append(f"{place}: {words}")

    def run(self) -> None:
        clients, histories = files(self.folder)
        path = os.path.join(self.folder, FAULTS)
        if os.path.exists(path):
            self._deaths = [(event["t"], event["node"]) for _, event in read(path) if event["e"] == "dies"]
        for name in clients:
            self._read_said(name)
        for name in clients:
            Reader(self, name).run()
        for name in histories:
            self._check_history(name)
        if not histories:
            self.fault("b", self.folder, "no node has told its history")
        self._check_deaths()

    def _read_said(self, name: str) -> None:
        """What one has said, and what it was answered."""
        asked: dict[int, Line] = {}
        order = 0
        for number, event in read(os.path.join(self.folder, name)):
            kind = event["e"]
            if kind == "say":
                order += 1
                known = self.lines.get(event["text"])
                if known is not None:
                    known.is_again = True
                    asked[event["n"]] = known
                    continue
                line = Line(name, order, event["room"], event["text"], f"{name}:{number}")
                self.lines[line.text] = asked[event["n"]] = line
                self.counts["lines"] += 1
            elif kind in ("ok", "err", "unanswered") and event["n"] in asked:
                line = asked.pop(event["n"])
                if kind == "ok":
                    line.id, line.code = event["id"], ""
                elif line.id is None:
                    line.code = event.get("code", "unanswered")
                if event.get("code") == "unavailable":
                    self.counts["unavailable"] += 1
        for line in asked.values():
            line.code = line.code or "unanswered"

    def saw(self, place: str, room: str, id: int, author: str, text: str) -> Optional[Line]:
        """A line that somebody reads, or a node has."""
        told = self.told.setdefault((room, id), (text, place))
        if told[0] != text:
            self.fault("a", place, f"{room} {id} is {text!r}, and {told[0]!r} at {told[1]}")
        line = self.lines.get(text)
        if line is None:
            self.fault("e", place, f"nobody has said {text!r}")
        elif line.room != room:
            self.fault("e", place, f"{text!r} was said in {line.room}, not in {room}")
        elif not author.startswith(line.author.partition(".")[0]):
            self.fault("e", place, f"{text!r} is {line.author}'s, and told as {author}'s")
        return line

    def lost(self, time: float, client: str, node: str) -> None:
        self._lost.append((time, client, node))

    def quit(self, time: float, nick: str) -> None:
        self._quits[nick.partition("_")[0]].append(time)

    def _check_history(self, name: str) -> None:
        places: dict[str, dict[str, tuple[int, str]]] = defaultdict(dict)
        for number, event in read(os.path.join(self.folder, name)):
            place = f"{name}:{number}"
            if event["e"] == "names-at-end":
                for nick, count in Counter[str](event["nicks"]).items():
                    if count > 1:
                        self.fault("f", place, f"{nick} is in {event['room']} {count} times")
            if event["e"] != "kept":
                continue
            room, id, text = event["room"], event["id"], event["text"]
            line = self.saw(place, room, id, event["from"], text)
            if text in places[room] and places[room][text][0] != id:
                self.counts["doubled"] += 1
                self.fault("c", place, f"{text!r} is {id} and {places[room][text][0]} ({places[room][text][1]})")
                if line is not None and line.code in ("unavailable", "unanswered"):
                    self.fault("h", place, f"{text!r} was {line.code}, and is there twice")
            places[room][text] = (id, place)
        for line in self.lines.values():
            if line.id is None:
                continue
            at = places[line.room].get(line.text)
            if at is None:
                self.counts["lost"] += 1
                self.fault("b", line.place, f"{line.text!r} was answered OK as {line.id}, and is not in {name}")
            elif at[0] != line.id:
                self.fault("b", line.place, f"{line.text!r} was answered OK as {line.id}, and is {at[0]} in {at[1]}")
        self._check_order(name, places)

    def _check_order(self, name: str, places: dict[str, dict[str, tuple[int, str]]]) -> None:
        for texts in places.values():
            last: dict[str, Line] = {}
            for text, (_, place) in sorted(texts.items(), key=lambda item: item[1][0]):
                line = self.lines.get(text)
                if line is None or line.is_again:
                    continue
                before = last.get(line.author)
                if before is not None and before.order > line.order:
                    self.fault("d", place, f"{line.author} said {text!r} before {before.text!r}, and it is behind it")
                last[line.author] = line

    def _check_deaths(self) -> None:
        for died, node in self._deaths:
            for time, client, at in self._lost:
                if at != node or not died - 0.5 <= time <= died + 1:
                    continue
                who = client.partition(".")[0]
                if not any(died <= told <= died + GONE_SECONDS for told in self._quits[who]):
                    self.fault("f", client, f"it was at {node}, which died at {died:.1f}, and nobody was told within 16 s")

    def report(self) -> bool:
        acknowledged = sum(1 for line in self.lines.values() if line.id is not None)
        print(
            f"{self.counts['lines']} lines, {acknowledged} acknowledged, {self.counts['lost']} lost, {self.counts['doubled']} doubled,"
            f" {self.counts['unavailable']} unavailable, {self.counts['read']} read")
        for rule in "abcdefgh":
            found = self.violations.get(rule, [])
            print(f"  ({rule}) {'holds' if not found else f'{len(found)} violations'}")
            for words in found[:MOST_TOLD]:
                print(f"      {words}")
        return not self.violations


class Reader:
    """What one client read, in its order."""

    def __init__(self, check: Check, name: str) -> None:
        self.check = check
        self.name = name
        self.rooms: dict[str, Room] = defaultdict(Room)
        self.node = ""
        self.seen: dict[str, int] = {}
        self.asked: dict[int, Event] = {}
        # Who is muted where, as an op knows it: from the OK on, and until the end is asked for.
        self.muted: dict[tuple[str, str], str] = {}
        self.got: set[str] = set()
        self.has_account = False
        # Who was told as gone, and has not been seen since.
        self.gone: set[str] = set()

    def run(self) -> None:
        for number, event in read(os.path.join(self.check.folder, self.name)):
            self._take(event, f"{self.name}:{number}")

    def _take(self, event: Event, place: str) -> None:
        kind, check = event["e"], self.check
        if kind in ("see", "replay"):
            self._see(event, place)
        elif kind == "in":
            self.node = event["node"]
        elif kind == "account":
            self.has_account = True
        elif kind == "entered":
            self.rooms[event["room"]].kicked = {nick for nick in self.rooms[event["room"]].kicked if not self._is_own(nick)}
        elif kind == "lost":
            # Who logs in again is that person still, at another node: nobody was gone.
            if not self.has_account:
                check.lost(event["t"], self.name, self.node)
            self.gone = set()
            for room in self.rooms.values():
                room.roster, room.kicked = None, set()
            self.muted = {}
        elif kind == "note" and "since=" in event["text"]:
            # Its node had lost the others, and it was taken for gone: who is there has to be asked anew.
            for room in self.rooms.values():
                room.roster, room.kicked = None, set()
            self.muted, self.gone = {}, set()
        elif kind == "ask":
            self.asked[event["n"]] = event
            if event["what"] == "unmute":
                self.muted.pop((event["room"], event["who"]), None)
        elif kind == "ok" and event["n"] in self.asked:
            asked = self.asked.pop(event["n"])
            if asked["what"] == "mute":
                self.muted[(asked["room"], asked["who"])] = place
            elif asked["what"] == "kick":
                # Who did it is answered, and not told.
                self._move("kick", {"room": asked["room"], "nick": asked["who"]}, place)
        elif kind == "got":
            self._got(event, place)
        elif kind in ("names", "join", "part", "kick", "quit", "nick"):
            self._note_people(event, place)

    def _see(self, event: Event, place: str) -> None:
        check, room, author = self.check, self.rooms[event["room"]], event["from"]
        check.counts["read"] += 1
        # What was missed comes behind what is said meanwhile, where somebody was in the room already: by a login.
        if event["id"] <= room.last and event["e"] == "see":
            check.fault("a", place, f"{event['id']} is behind {room.last} in {event['room']}")
        room.last = max(room.last, event["id"])
        line = check.saw(place, event["room"], event["id"], author, event["text"])
        before = self.seen.setdefault(event["text"], event["id"])
        if before != event["id"]:
            check.fault("c", place, f"{event['text']!r} is {event['id']} and {before}")
        if event["e"] == "replay":
            return
        if author in room.kicked:
            check.fault("g", place, f"{author} speaks in {event['room']}, and was put out")
        for (where, who), since in self.muted.items():
            if where == event["room"] and line is not None and line.author.startswith(who):
                check.fault("g", place, f"{author} speaks in {where}, and is muted since {since}")

    def _got(self, event: Event, place: str) -> None:
        if event.get("to"):
            # What its own other sessions are shown.
            return
        text = event["text"]
        if text in self.got and not event.get("replay"):
            self.check.fault("c", place, f"{text!r} came twice")
        self.got.add(text)

    def _note_people(self, event: Event, place: str) -> None:
        kind, check = event["e"], self.check
        if kind == "names":
            for nick, count in Counter[str](event["nicks"]).items():
                if count > 1:
                    check.fault("f", place, f"{nick} is in {event['room']} {count} times")
            self.rooms[event["room"]].roster = set(event["nicks"])
            self.rooms[event["room"]].kicked -= set(event["nicks"])
            self.gone -= set(event["nicks"])
        elif kind in ("join", "part", "kick"):
            self._move(kind, event, place)
        elif kind == "quit":
            check.quit(event["t"], event["nick"])
            if event["nick"] in self.gone:
                check.fault("f", place, f"{event['nick']} quits, and was gone")
            self.gone.add(event["nick"])
            for room in self.rooms.values():
                (room.roster or set()).discard(event["nick"])
                room.kicked.discard(event["nick"])
        else:
            self.gone.discard(event["new"])
            for asked in self.asked.values():
                if asked["who"] == event["old"]:
                    asked["who"] = event["new"]
            for room in self.rooms.values():
                if event["old"] in room.kicked:
                    room.kicked = room.kicked - {event["old"]} | {event["new"]}
                if room.roster is not None and event["old"] in room.roster:
                    room.roster.discard(event["old"])
                    if event["new"] in room.roster and event["new"] != event["old"]:
                        check.fault("f", place, f"{event['old']} is called {event['new']}, who is there")
                    room.roster.add(event["new"])

    def _is_own(self, nick: str) -> bool:
        return self.name.startswith(nick.partition("_")[0] + ".")

    def _move(self, kind: str, event: Event, place: str) -> None:
        room, nick = self.rooms[event["room"]], event["nick"]
        if kind == "join":
            room.kicked.discard(nick)
            self.gone.discard(nick)
            if room.roster is None:
                return
            if nick in room.roster and not self._is_own(nick):
                self.check.fault("f", place, f"{nick} enters {event['room']}, and is there")
            room.roster.add(nick)
            return
        if room.roster is not None and nick not in room.roster:
            self.check.fault("f", place, f"{nick} leaves {event['room']}, and is not there")
        (room.roster or set()).discard(nick)
        if kind == "kick":
            room.kicked.add(nick)


def main() -> int:
    if len(sys.argv) != 2 or sys.argv[1].startswith("-"):
        print(__doc__)
        return 0 if sys.argv[1:] == ["--help"] else 2
    check = Check(sys.argv[1])
    check.run()
    return 0 if check.report() else 1


if __name__ == "__main__":
    sys.exit(main())
