"""Crowds that vanish all at once, or all do what everybody is told of; and one who stands by."""
from __future__ import annotations

import asyncio
import os
import sys
from typing import Awaitable, Callable, Optional

from daemon import Broken, wait_until
from row import Row, Stage

# What somebody may wait while a crowd leaves, and while it does what is dear.
LEAVING_LIMIT = 0.05
STORM_LIMIT = 0.02
ATTEMPTS = 5


class Bystander:
    """One in a room of its own, who asks again and again, and looks how long each answer takes."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._longest = 0.0
        self._answers = 0
        # By how much this program itself was late.
        self._own_lag = 0.0
        self._task: Optional[asyncio.Task[None]] = None

    async def __aenter__(self) -> "Bystander":
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        writer.write(b"/wire 1\n")
        self._task = asyncio.create_task(self._ask(reader, writer))
        await asyncio.sleep(0.3)
        self.forget()
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._task is not None
        self._task.cancel()

    async def _ask(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        loop = asyncio.get_running_loop()
        try:
            while True:
                began = loop.time()
                writer.write(b"@b%d /ping\n" % self._answers)
                while not (await reader.readuntil()).startswith(b"OK b%d" % self._answers):
                    pass
                self._answers += 1
                answered = loop.time()
                self._longest = max(self._longest, answered - began)
                await asyncio.sleep(0.001)
                self._own_lag = max(self._own_lag, loop.time() - answered - 0.001)
        finally:
            writer.close()

    def forget(self) -> None:
        self._longest = self._own_lag = 0

    async def waited(self) -> float:
        """The longest of its waits, that for what it asks just now among them; in seconds, less what this program was late."""
        answers = self._answers
        await wait_until(lambda: self._answers > answers, 30, "an answer to a bystander")
        return max(0, self._longest - self._own_lag)


async def best_of_some(what: str, limit: float, attempt: Callable[[], Awaitable[float]]) -> str:
    """Has a bystander wait within a limit. A busy machine may hold it up, and the server, but not each time.

    - Returns: how long it waited, in words.
    """
    waits = []
    for _ in range(ATTEMPTS):
        waits.append(await attempt())
        if waits[-1] <= limit:
            return f"{waits[-1] * 1000:.0f} ms"
    raise Broken(f"{what}: a bystander waited {', '.join(f'{wait * 1000:.0f}' for wait in waits)} ms, and may {limit * 1000:.0f}")


class Crowd:
    """A process with many peers (crowd.py)."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    @staticmethod
    async def gather(port: int, count: int, rooms: list[str]) -> "Crowd":
        program = os.path.join(os.path.dirname(os.path.abspath(__file__)), "crowd.py")
        process = await asyncio.create_subprocess_exec(
            sys.executable, program, str(port), str(count), ",".join(rooms), stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE)
        crowd = Crowd(process)
        await crowd._hear(b"in\n")
        return crowd

    async def _hear(self, expected: bytes) -> None:
        assert self._process.stdout is not None
        line = await asyncio.wait_for(self._process.stdout.readline(), 120)
        if line != expected:
            raise Broken(f"a crowd said {line!r} instead of {expected!r}")

    async def say(self, count: int, text: str) -> None:
        """Has so many of them send something, and waits until they have been answered."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{count} {text}\n".encode())
        await self._hear(b"done\n")

    async def vanish(self) -> None:
        self._process.kill()
        await self._process.wait()


async def mass_departure(stage: Stage) -> str:
    """A crowd in fifty rooms that all of them share, and a larger one in a single room: each is gone in an instant."""
    told = []
    # What the talk takes of the machine is not to be measured.
    stage.town.rate /= 4
    for count, rooms in ((stage.count(800), 50), (stage.count(5000), 1)):

        async def attempt() -> float:
            names = [f"#m{number}" for number in range(rooms)]
            crowd = await Crowd.gather(stage.daemon.port, count, names)
            await stage.rest(1)
            async with Bystander(stage.daemon.port) as bystander:
                sessions = await sessions_of(stage)
                bystander.forget()
                await crowd.vanish()
                await stage.rest(0.5)
                waited = await bystander.waited()
                while await sessions_of(stage) > sessions - count:
                    await stage.rest(0.1)
            return waited

        waited = await best_of_some(f"{count} left {rooms} rooms", LEAVING_LIMIT, attempt)
        told.append(f"{waited} for {count} in {rooms} room{'s' * (rooms > 1)}")
    return f"all of a crowd vanished at once; a bystander waited {' and '.join(told)}"


async def sessions_of(stage: Stage) -> int:
    return int((await stage.daemon.figures())["partyline_sessions"])


async def nick_storm(stage: Stage) -> str:
    """Of a crowd in fifty common rooms 64 do at once what concerns all rooms that they are in."""
    crowd = await Crowd.gather(stage.daemon.port, stage.count(800), [f"#m{number}" for number in range(50)])
    await stage.rest(1)
    told = []
    async with Bystander(stage.daemon.port) as bystander:
        for what, text in (
            ("nicks", "/nick x{n}; /nick y{n}"), ("away", "/away out; /back"), ("settings", "/time on; /time off; /echo on; /echo off"),
            ("ignoring", "/ignore crowd700; /unignore crowd700"), ("here and there", "/msg #m1 x; /msg #m49 x")
        ):

            async def attempt() -> float:
                await stage.rest(0.3)
                bystander.forget()
                await crowd.say(64, text)
                return await bystander.waited()

            told.append(f"{await best_of_some(what, STORM_LIMIT, attempt)} ({what})")
    await crowd.vanish()
    await stage.rest(1)
    return f"64 of 800 in 50 rooms did the same at once; a bystander waited {', '.join(told)}"


ROWS = [
    Row("mass departure", mass_departure, may_keep=24),
    Row("nick storm", nick_storm, may_keep=16),
]
