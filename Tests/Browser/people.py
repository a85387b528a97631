"""Those at the other end of the talk: telnet, a client of IRC, a program."""
from __future__ import annotations

import asyncio
import re
from typing import Optional, Pattern, Union

from waiting import PATIENCE, Broken, until

Expected = Union[str, Pattern[str]]


def matches(expected: Expected, line: str) -> bool:
    return expected in line if isinstance(expected, str) else expected.search(line) is not None


class Peer:
    """A socket that says lines, and remembers those that it hears."""
    end = "\n"

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self.heard: list[str] = []
        self._seen = 0
        self._came = asyncio.Condition()
        self.closed = False
        self._task = asyncio.create_task(self._read())

    async def _read(self) -> None:
        try:
            while line := await self._reader.readline():
                text = line.decode("utf-8", "replace").rstrip("\r\n")
                if not self._is_answered(text):
                    self.heard.append(text)
                async with self._came:
                    self._came.notify_all()
        except OSError:
            pass
        self.closed = True
        async with self._came:
            self._came.notify_all()

    def _is_answered(self, line: str) -> bool:
        """Whether it was a ping, which is answered, and nothing to remember."""
        return False

    def send(self, *lines: str) -> None:
        self._writer.write("".join(line + self.end for line in lines).encode())

    async def hears(self, expected: Expected, seconds: float = 10) -> str:
        """Waits for the next line, behind those already waited for, that is as expected."""
        def look() -> Optional[str]:
            for index in range(self._seen, len(self.heard)):
                if matches(expected, self.heard[index]):
                    self._seen = index + 1
                    return self.heard[index]
            return None

        async def wait() -> str:
            async with self._came:
                while (found := look()) is None:
                    if self.closed:
                        raise Broken(f"{self} was closed before it heard {expected!r}; it heard {self.heard[self._seen:][-8:]}")
                    await self._came.wait()
                return found

        try:
            return await asyncio.wait_for(wait(), seconds * PATIENCE)
        except asyncio.TimeoutError:
            raise Broken(f"{self} did not hear {expected!r}; it heard {self.heard[self._seen:][-8:]}") from None

    def count(self, expected: Expected) -> int:
        """How often such a line came, in all."""
        return sum(1 for line in self.heard if matches(expected, line))

    async def close(self) -> None:
        self._task.cancel()
        self._writer.close()

    def __str__(self) -> str:
        return type(self).__name__


class Telnet(Peer):
    """A person with nothing but telnet."""
    end = "\r\n"

    @classmethod
    async def join(cls, port: int, nick: str) -> "Telnet":
        peer = cls(*await asyncio.open_connection("127.0.0.1", port))
        await peer.hears("*** partyline/1")
        peer.send(f"/nick {nick}")
        await peer.hears(f"you are now {nick}")
        return peer


class IRC(Peer):
    """A client of IRC, in the lobby."""
    end = "\r\n"

    @classmethod
    async def join(cls, port: int, nick: str, room: str = "#lobby") -> "IRC":
        peer = cls(*await asyncio.open_connection("127.0.0.1", port))
        peer.send(f"NICK {nick}", f"USER {nick} 0 * :{nick}", f"JOIN {room}")
        await peer.hears(re.compile(rf" 366 {nick} {re.escape(room)} "))
        return peer

    def _is_answered(self, line: str) -> bool:
        if line.startswith("PING "):
            self.send("PONG " + line[5:])
            return True
        return False


class Program(Peer):
    """A program that speaks the wire: each command is answered under its tag."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        super().__init__(reader, writer)
        self._tags = 0

    @classmethod
    async def join(cls, port: int, nick: str, *rooms: str) -> "Program":
        peer = cls(*await asyncio.open_connection("127.0.0.1", port))
        peer.send("/wire 1")
        await peer.hears("OK - proto=1")
        for command in [f"/nick {nick}", *(f"/join {room}" for room in rooms)]:
            await peer.ask(command)
        return peer

    def _is_answered(self, line: str) -> bool:
        if line.startswith("PING "):
            self.send("@- /pong " + line.split(" ")[1])
            return True
        return False

    async def ask(self, command: str, seconds: float = 10) -> str:
        """The answer to a command, which must not be refused."""
        self._tags += 1
        self.send(f"@{self._tags} {command}")
        answer = await self.hears(re.compile(rf"^(OK|ERR) {self._tags}\b"), seconds)
        if answer.startswith("ERR"):
            raise Broken(f"{command} was refused: {answer}")
        return answer

    async def refused(self, command: str) -> str:
        """The refusal of a command, which must be refused."""
        self._tags += 1
        self.send(f"@{self._tags} {command}")
        answer = await self.hears(re.compile(rf"^(OK|ERR) {self._tags}\b"))
        if answer.startswith("OK"):
            raise Broken(f"{command} was not refused: {answer}")
        return answer

    async def asks_until(self, command: str) -> None:
        """Asks the same until it is not refused any more."""
        async def ask() -> bool:
            self._tags += 1
            self.send(f"@{self._tags} {command}")
            return (await self.hears(re.compile(rf"^(OK|ERR) {self._tags}\b"))).startswith("OK")

        await until(ask, f"{command} is carried out")
