"""People who speak in a room that is kept, and the account of what they were told with what is in the file."""
from __future__ import annotations

import asyncio
import itertools
import os
import shutil
import socket
import sqlite3
import tempfile
from dataclasses import dataclass, field
from typing import Optional


# No two lines are the same, whoever says them when.
VISITS = itertools.count()


@dataclass
class Account:
    """What became of the lines that were said."""
    sent: int = 0
    # By the ids of those that were answered OK.
    confirmed: dict[int, str] = field(default_factory=dict)
    # Answered OK, with the key that says that they were not written yet.
    unstored: int = 0
    refused: dict[str, int] = field(default_factory=dict)
    # Seconds from a line to its OK.
    waits: list[float] = field(default_factory=list)

    def wait(self, share: float) -> float:
        """The milliseconds that so large a share of answers did not exceed."""
        ordered = sorted(self.waits) or [0.0]
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000


class Speaker(asyncio.Protocol):
    """A program in the room. Its lines are answered in their order."""

    def __init__(self, name: str, account: Account) -> None:
        self.name = name
        self.account = account
        self.transport: Optional[asyncio.Transport] = None
        self.is_ready = asyncio.get_running_loop().create_future()
        self.waiting: list[tuple[str, float]] = []
        self._rest = b""
        self._count = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        found = transport.get_extra_info("socket")
        found.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        transport.write(b"/wire 1\n@in /quiet on\n")

    def connection_lost(self, error: Optional[Exception]) -> None:
        self.transport = None

    def say(self) -> None:
        if self.transport is None:
            return
        self._count += 1
        text = f"kept {self.name}.{self._count} and some words that fill the line"
        self.waiting.append((text, asyncio.get_running_loop().time()))
        self.account.sent += 1
        self.transport.write(f"@s {text}\n".encode())

    def data_received(self, data: bytes) -> None:
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            if line.startswith((b"OK s ", b"ERR s ")):
                self._take(line.decode())
            elif line.startswith(b"PING "):
                assert self.transport is not None
                self.transport.write(b"@- /pong " + line[5:] + b"\n")
            elif line.startswith(b"OK in") and not self.is_ready.done():
                self.is_ready.set_result(None)

    def _take(self, answer: str) -> None:
        text, since = self.waiting.pop(0)
        verb, _, what, *_ = answer.split(" ")
        if verb == "ERR":
            self.account.refused[what] = self.account.refused.get(what, 0) + 1
            return
        self.account.waits.append(asyncio.get_running_loop().time() - since)
        if answer.endswith("stored=0"):
            self.account.unstored += 1
        else:
            self.account.confirmed[int(what.partition("=")[2])] = text


class Speakers:
    """Some of them, who say so many lines a second together, however long answers take."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self.all: list[Speaker] = []
        self._mouth: Optional[asyncio.Task[None]] = None

    async def enter(self, port: int, count: int) -> None:
        loop = asyncio.get_running_loop()
        visit = next(VISITS)
        self.all = [Speaker(f"v{visit}s{number}", self.account) for number in range(count)]
        for one in self.all:
            await loop.create_connection(lambda one=one: one, "127.0.0.1", port)  # type: ignore[misc]
        await asyncio.wait_for(asyncio.gather(*(one.is_ready for one in self.all)), 20)

    def talk(self, rate: float) -> None:
        self._mouth = asyncio.get_running_loop().create_task(self._talk(rate))

    async def _talk(self, rate: float) -> None:
        loop = asyncio.get_running_loop()
        last, owed, said = loop.time(), 0.0, 0
        while True:
            await asyncio.sleep(0.002)
            now = loop.time()
            # What a late turn left out is not made up for.
            owed += min(now - last, 0.05) * rate
            last = now
            while owed >= 1:
                self.all[said % len(self.all)].say()
                owed -= 1
                said += 1

    def hush(self) -> None:
        if self._mouth is not None:
            self._mouth.cancel()
            self._mouth = None

    async def settle(self, seconds: float = 30) -> None:
        """Waits until all that was said is answered."""
        self.hush()
        deadline = asyncio.get_running_loop().time() + seconds
        while any(one.waiting for one in self.all if one.transport is not None):
            if asyncio.get_running_loop().time() > deadline:
                raise TimeoutError("lines were not answered")
            await asyncio.sleep(0.01)

    def leave(self) -> None:
        self.hush()
        for one in self.all:
            if one.transport is not None:
                one.transport.abort()
        self.all = []


@dataclass
class Judgement:
    """What a file has of what was confirmed."""
    messages: int = 0
    missing: list[int] = field(default_factory=list)
    twice: int = 0
    integrity: str = "ok"

    @property
    def is_whole(self) -> bool:
        return not self.missing and not self.twice and self.integrity == "ok"


def judged(path: str, account: Account) -> Judgement:
    """Looks at a copy of the files, as to open them would change them."""
    folder = tempfile.mkdtemp(prefix="partyline-chaos-")
    try:
        for end in ("", "-wal"):
            if os.path.exists(path + end):
                shutil.copy(path + end, os.path.join(folder, "copy.db" + end))
        if not os.path.exists(path):
            return Judgement(missing=list(account.confirmed))
        database = sqlite3.connect(os.path.join(folder, "copy.db"))
        result = Judgement(integrity=database.execute("PRAGMA integrity_check").fetchone()[0])
        has_table = database.execute("SELECT count(*) FROM sqlite_master WHERE name = 'message'").fetchone()[0]
        rows = database.execute("SELECT id, text FROM message").fetchall() if has_table else []
        database.close()
        texts = dict(rows)
        result.messages = len(rows)
        result.missing = [id for id, text in account.confirmed.items() if texts.get(id) != text]
        result.twice = len(rows) - len({text for _, text in rows})
        return result
    finally:
        shutil.rmtree(folder, ignore_errors=True)
