"""Many people at once, for measuring: they talk wire, and what they read is counted and not looked at."""
from __future__ import annotations

import asyncio
import socket
import time
from typing import Optional

Node = tuple[str, int]
# Who comes at once; more would wait in the kernel's queue.
AT_ONCE = 100


class Person(asyncio.Protocol):
    """A wire session. Its commands are answered in order, so that times of answers are those of commands."""

    def __init__(self) -> None:
        self.transport: Optional[asyncio.Transport] = None
        self.answers = 0
        self.bytes = 0
        # QUITs that were read, and when the last one was.
        self.quits = 0
        self.quit_at = 0.0
        self.waits: list[float] = []
        self.error = ""
        self._sent: list[float] = []
        self._next = 0
        self._rest = b""
        self._awaited = 0
        self._done: Optional[asyncio.Future[None]] = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.transport = transport

    def connection_lost(self, error: Optional[Exception]) -> None:
        self.transport = None
        if self._done is not None and not self._done.done():
            self._done.set_exception(ConnectionError("a connection ended"))

    def data_received(self, data: bytes) -> None:
        self.bytes += len(data)
        text = b"\n" + self._rest + data
        end = text.rfind(b"\n")
        whole, self._rest = text[:end], text[end + 1:]
        count = whole.count(b"\nOK ")
        refused = whole.count(b"\nERR ")
        if refused:
            at = whole.index(b"\nERR ") + 1
            self.error = whole[at:].partition(b"\n")[0].decode()
        if count or refused:
            self._answered(count + refused)
        quits = whole.count(b"\nQUIT ")
        if quits:
            self.quits += quits
            self.quit_at = time.monotonic()

    def _answered(self, count: int) -> None:
        self.answers += count
        now = time.monotonic()
        timed = self._sent[self._next:self._next + count]
        self.waits += [now - sent for sent in timed]
        self._next += len(timed)
        if self._done is not None and not self._done.done() and self.answers >= self._awaited:
            self._done.set_result(None)

    def send(self, data: bytes) -> None:
        if self.transport is not None:
            self.transport.write(data)

    def say(self, data: bytes) -> None:
        """A line whose answer's time is kept."""
        self._sent.append(time.monotonic())
        self.send(data)

    @property
    def is_answered(self) -> bool:
        return self._next == len(self._sent)

    def forget_times(self) -> None:
        self._sent, self._next, self.waits = [], 0, []

    async def answered(self, count: int, seconds: float = 120) -> None:
        """Waits until so many answers have come since the beginning."""
        if self.answers >= count:
            return
        self._awaited, self._done = count, asyncio.get_running_loop().create_future()
        await asyncio.wait_for(self._done, seconds)


async def come(node: Node, commands: str) -> Person:
    """Connects, speaks wire and does what is to be done first; it is in when all of that was answered."""
    person = Person()
    await asyncio.get_running_loop().create_connection(lambda: person, *node)
    person.send(b"/wire 1\n" + commands.encode())
    await person.answered(1 + commands.count("\n"))
    return person


async def crowd(nodes: list[Node], count: int, commands: str) -> list[Person]:
    """So many of them, on all nodes in turn; `{n}` in the commands is the number of each."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(number: int) -> Person:
        async with gate:
            return await come(nodes[number % len(nodes)], commands.replace("{n}", str(number)))

    return list(await asyncio.gather(*(one(number) for number in range(count))))


def leave(people: list[Person]) -> None:
    for one in people:
        if one.transport is not None:
            one.transport.abort()


def share(values: list[float], part: float) -> float:
    ordered = sorted(values) or [0.0]
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]
