"""What a reader must have read: every line of a room from when it came in until it left, and its private messages; and whom it must
have been told of as gone.
"""
from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import Iterator, Optional

from journal import Event

# After these codes nobody knows whether a line was said; after each other it was not (docs/PROTOCOL.md, section 8).
OPEN_CODES = {"unavailable", "shutting-down", "internal", "unanswered"}
# Who dies with a node is told as gone within so many seconds (docs/CLUSTER.md).
GONE_SECONDS = 16.0
# A private message that was answered OK is on its way to a reader of another node for a moment.
TRAVEL_SECONDS = 5.0


@dataclass
class Stay:
    """A time in a room without a gap; after a loss it goes on where what was missed is told again."""
    # Lines behind this id are read; None: from the first one that is.
    start: Optional[int]
    ids: list[int] = field(default_factory=list)
    # How many were read when it was broken off; None: it goes on.
    broken_at: Optional[int] = None
    place: str = ""

    def missed(self, known: list[int]) -> tuple[int, list[int]]:
        """How many lines there were to read, and which of them were not. `known` are all ids of the room, in order."""
        ids = self.ids if self.broken_at is None else self.ids[:self.broken_at]
        first = bisect_right(known, self.start) if self.start is not None else bisect_left(known, min(ids)) if ids else len(known)
        end = len(known) if self.broken_at is None else bisect_right(known, max(ids)) if ids else first
        read = set(ids)
        return max(0, end - first), [id for id in known[first:end] if id not in read]


class Stays:
    """A reader's stays in all rooms."""

    def __init__(self) -> None:
        self._now: dict[str, Stay] = {}
        self._over: list[tuple[str, Stay]] = []

    def take(self, event: Event, place: str, is_own: bool) -> None:
        """An event of the reader's; `is_own`: its nick is the reader's."""
        kind = event["e"]
        if kind in ("see", "replay"):
            stay = self._now.get(event["room"])
            if stay is not None:
                stay.ids.append(event["id"])
        elif kind == "entered":
            self._enter(event, place)
        elif kind in ("kick", "part") and is_own:
            self._break(event["room"])
        elif kind == "lost":
            for room in self._now:
                self._break(room)
        elif kind == "note" and "since=" in event["text"]:
            # Its node was held for dead: what was said meanwhile is not told again.
            for room in list(self._now):
                self._break(room)
                self._begin(room, None, place)

    def _enter(self, event: Event, place: str) -> None:
        room, stay = event["room"], self._now.get(event["room"])
        if stay is not None and "since" in event and "gap" not in event:
            stay.broken_at = None
        else:
            self._begin(room, event["id"], place)

    def _begin(self, room: str, start: Optional[int], place: str) -> None:
        before = self._now.get(room)
        if before is not None:
            self._break(room)
            self._over.append((room, before))
        self._now[room] = Stay(start, place=place)

    def _break(self, room: str) -> None:
        stay = self._now.get(room)
        if stay is not None and stay.broken_at is None:
            stay.broken_at = len(stay.ids)

    def all(self) -> Iterator[tuple[str, Stay]]:
        yield from self._over
        yield from self._now.items()


@dataclass
class Death:
    """A node that died, and the clients that were there without an account: nothing keeps their places for them."""
    time: float
    node: str
    clients: set[str]


class Gone:
    """Whom a reader must be told of as gone, as each has died with a node."""

    def __init__(self, deaths: list[Death], own: str) -> None:
        self._to_come = sorted((death for death in deaths if own not in death.clients), key=lambda death: death.time)
        self._awaited: dict[str, float] = {}
        self.count = 0

    def reach(self, time: float, nicks: set[str]) -> list[str]:
        """The time has come so far, and these are in the reader's rooms. Returns who should have been told as gone by now."""
        while self._to_come and self._to_come[0].time <= time:
            death = self._to_come.pop(0)
            dead = {nick.partition("_")[0] for nick in nicks} & death.clients
            self._awaited.update({client: death.time + GONE_SECONDS for client in dead})
            self.count += len(dead)
        late = [client for client, deadline in self._awaited.items() if time > deadline]
        for client in late:
            del self._awaited[client]
        return late

    @property
    def is_due(self) -> bool:
        return bool(self._to_come or self._awaited)

    def told(self, nick: str) -> None:
        self._awaited.pop(nick.partition("_")[0], None)

    def forget(self) -> None:
        """The reader was away itself."""
        self._awaited.clear()


@dataclass
class Told:
    """A private message, as its author knows it."""
    author: str
    to: str
    place: str
    code: str = ""
    answered: Optional[float] = None


class Letters:
    """Private messages of all: who was told what, and what came."""

    def __init__(self) -> None:
        self.told: dict[str, Told] = {}
        # By receiver: when it was away, so that it could not read.
        self._losses: dict[str, list[float]] = {}
        self._got: dict[str, set[str]] = {}

    def read(self, client: str, event: Event, place: str, asked: dict[int, Told]) -> None:
        kind = event["e"]
        if kind == "dm":
            asked[event["n"]] = self.told[event["text"]] = Told(client, event["to"], place)
        elif kind in ("ok", "err", "unanswered") and event["n"] in asked:
            letter = asked.pop(event["n"])
            letter.code = event.get("code", "" if kind == "ok" else "unanswered")
            letter.answered = event["t"] if kind == "ok" else None
        elif kind == "lost" or kind == "note" and "since=" in event["text"]:
            self._losses.setdefault(client, []).append(event["t"])

    def got(self, client: str, text: str) -> str:
        """One has come. Returns what is wrong with that."""
        self._got.setdefault(client, set()).add(text)
        letter = self.told.get(text)
        if letter is None:
            return f"nobody has told {text!r}"
        if letter.to != client:
            return f"{text!r} was for {letter.to}"
        if letter.code and letter.code not in OPEN_CODES:
            return f"{text!r} was refused: {letter.code}"
        return ""

    def lost(self) -> Iterator[tuple[str, str]]:
        """Those that were answered OK, and did not reach somebody who was there: the place, and the words."""
        for text, letter in self.told.items():
            if letter.answered is None or text in self._got.get(letter.to, set()):
                continue
            at = letter.answered
            if not any(at - GONE_SECONDS <= loss <= at + TRAVEL_SECONDS for loss in self._losses.get(letter.to, [])):
                yield letter.place, f"{text!r} was answered OK, and has not reached {letter.to}"
