"""Peers of the web that ask slowly, or for nothing, and whose frames never end."""
from __future__ import annotations

import asyncio
import socket
import struct

import sockets
from daemon import Broken, Setup
from row import Row, Stage

DEADLINE = 'partyline_refused_connections_total{cause="deadline"}'
TIMED_OUT = 'partyline_ended_sessions_total{cause="ping_timeout"}'
RESUMED = 'partyline_resumes_total{result="held"}'
TOO_BIG = 'partyline_refused_frames_total{code="1009"}'
HEAD = (
    "GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n").encode()
MASK = b"\x12\x34\x56\x78"
# So many of one address may be without a session.
MOST = 64


def address(number: int) -> str:
    """Of this machine, and another one for each few peers."""
    return f"127.1.{number // MOST // 250}.{number // MOST % 250 + 1}"


def frame(opcode: int, payload: bytes, is_final: bool = True, length: int = -1) -> bytes:
    """As clients send it; `length` is what its head says, where that is not so."""
    said = len(payload) if length < 0 else length
    short = bytes([0x80 | said]) if said < 126 else b"\xfe" + struct.pack(">H", said)
    masked = bytes(byte ^ MASK[index & 3] for index, byte in enumerate(payload))
    return bytes([opcode | (0x80 if is_final else 0)]) + short + MASK + masked


async def gone(peers: list[socket.socket]) -> None:
    """The server closes each, without a word."""
    for said in await asyncio.gather(*(sockets.read_all(peer) for peer in peers)):
        if said:
            raise Broken(f"one who asked for nothing was told {said[:100]!r}")
    for peer in peers:
        peer.close()


async def is_served(stage: Stage) -> socket.socket:
    """A WebSocket is given meanwhile."""
    peer = await sockets.connect(stage.daemon.web_port)
    await sockets.send(peer, HEAD)
    await sockets.read_to(peer, b"partyline/1")
    return peer


async def slow_heads(stage: Stage) -> str:
    """A byte at a time, and no end; each is closed when its time is over, however busy it is."""
    count = stage.count(400)
    peers = [await sockets.connect(stage.daemon.web_port, source=address(number)) for number in range(count)]

    async def drip(peer: socket.socket) -> None:
        for byte in HEAD[:-2]:
            try:
                await sockets.send(peer, bytes([byte]))
            except OSError:
                return
            await asyncio.sleep(0.1)

    drips = [asyncio.create_task(drip(peer)) for peer in peers]
    (await is_served(stage)).close()
    await gone(peers)
    for task in drips:
        task.cancel()
    await asyncio.gather(*drips, return_exceptions=True)
    return f"{count} heads of a byte each tenth of a second; each was closed after 2 s"


async def silent_sockets(stage: Stage) -> str:
    count = stage.count(1000)
    peers = [await sockets.connect(stage.daemon.web_port, source=address(number)) for number in range(count)]
    (await is_served(stage)).close()
    # More of one address are closed at once.
    more = [await sockets.connect(stage.daemon.web_port, source=address(0)) for _ in range(10)]
    await gone(more)
    await gone(peers)
    return f"{count} sockets that never spoke were closed after 2 s, and 10 more of an address at once"


async def endless_frames(stage: Stage) -> str:
    """Messages that have no end in sight, of one frame or of many; and frames that bring nothing."""
    count = stage.count(60)
    peers = [await is_served(stage) for _ in range(count)]

    async def go_on(number: int, peer: socket.socket) -> None:
        try:
            if number % 3 == 0:
                # Its end is always to come: nothing of it is kept.
                await sockets.send(peer, frame(1, b"x" * 100, length=65_535))
                for _ in range(40):
                    await sockets.send(peer, b"y" * 1_000)
                    await asyncio.sleep(0.05)
            elif number % 3 == 1:
                await sockets.send(peer, frame(1, b"x", is_final=False))
                for _ in range(200):
                    await sockets.send(peer, frame(0, b"x" * 1_000, is_final=False))
            else:
                await sockets.send(peer, frame(1, b"x", is_final=False))
                for _ in range(200):
                    await sockets.send(peer, frame(0, b"", is_final=False) * 100 + frame(10, b"pong") * 100)
        except OSError:
            return

    tasks = [asyncio.create_task(asyncio.wait_for(go_on(*each), 8)) for each in enumerate(peers)]
    await stage.rest(3)
    await asyncio.gather(*tasks, return_exceptions=True)
    closed = (await stage.daemon.figures()).get(TOO_BIG, 0)
    for peer in peers:
        sockets.reset(peer)
    return f"{count} peers sent messages without an end, and frames of nothing; {closed:.0f} were closed by 1009"


class Tab:
    """A page's socket in a browser: the browser answers its pings whatever the page does, and takes all that it is sent."""

    def __init__(self, found: socket.socket) -> None:
        self._socket = found
        self._reader = asyncio.create_task(self._read())
        self.lines: list[str] = []
        self.close_code = 0
        # Its script stands still.
        self.is_frozen = False
        self._news = asyncio.Event()

    async def _read(self) -> None:
        data = (await sockets.read_to(self._socket, b"\r\n\r\n")).partition(b"\r\n\r\n")[2]
        while True:
            while (taken := await self._take(data)) > 0:
                data = data[taken:]
            part = await asyncio.get_running_loop().sock_recv(self._socket, 65536)
            if not part:
                return
            data += part

    async def _take(self, data: bytes) -> int:
        """Takes the frame that the bytes begin with, if it is whole."""
        start = 4 if len(data) > 1 and data[1] == 126 else 2
        if len(data) < start:
            return 0
        length: int = data[1] if start == 2 else struct.unpack(">H", data[2:4])[0]
        payload = data[start:start + length]
        if len(payload) < length:
            return 0
        opcode = data[0] & 0x0F
        if opcode == 1 and not self.is_frozen:
            await self._take_line(payload.decode())
        elif opcode == 8:
            self.close_code = struct.unpack(">H", payload[:2])[0]
        elif opcode == 9:
            await sockets.send(self._socket, frame(10, payload))
        self._news.set()
        return start + length

    async def _take_line(self, line: str) -> None:
        if line.startswith("PING "):
            await self.say(f"@- /pong {line[5:]}")
        else:
            self.lines.append(line)

    async def say(self, line: str) -> None:
        await sockets.send(self._socket, frame(1, line.encode()))

    async def line(self, start: str) -> str:
        """The first line that begins so, which may be here."""

        async def come() -> str:
            while True:
                self._news.clear()
                found = [line for line in self.lines if line.startswith(start)]
                if found:
                    return found[0]
                await self._news.wait()

        return await asyncio.wait_for(come(), 20)

    async def end(self, seconds: float = 20) -> None:
        """Waits until the server has closed it."""
        await asyncio.wait_for(self._reader, seconds)
        self._socket.close()


async def tab(stage: Stage, number: int, command: str) -> Tab:
    """One that is connected, and has given a command."""
    found = await sockets.connect(stage.daemon.web_port, source=address(number))
    await sockets.send(found, HEAD)
    opened = Tab(found)
    await opened.say("/wire 1 resume")
    await opened.line("OK - ")
    await opened.say(f"@1 {command}")
    return opened


async def frozen_tabs(stage: Stage) -> str:
    """Their browsers take all they are sent, and their pages see none of it. They are let go, and miss nothing when they thaw."""
    count, said = stage.count(200), 20
    talker = await tab(stage, count, "/join #tabs")
    last = (await talker.line("OK 1 ")).rpartition("id=")[2]
    tabs = [await tab(stage, number, "/join #tabs") for number in range(count)]
    tokens = []
    for each in tabs:
        await each.line("OK 1 ")
        tokens.append((await each.line("OK - ")).rpartition("resume=")[2])
        each.is_frozen = True
    for number in range(said):
        await talker.say(f"@{number + 2} /msg #tabs line {number}")
        await talker.line(f"OK {number + 2} ")
    await asyncio.gather(*(each.end() for each in tabs))
    codes = {each.close_code for each in tabs}
    if codes != {1001}:
        raise Broken(f"frozen tabs were closed by {codes}")
    thawed = await asyncio.gather(*(tab(stage, number, f"/resume {token} since={last}") for number, token in enumerate(tokens)))
    for each in thawed:
        await each.line("OK 1 ")
        missed = [line.rpartition(":")[2] for line in each.lines if line.startswith("ROW 1 MSG ")]
        if missed != [f"line {number}" for number in range(said)]:
            raise Broken(f"a tab that thawed was told {missed}")
    for each in [*thawed, talker]:
        await each.say("@9 /quit")
    await asyncio.gather(*(each.end() for each in [*thawed, talker]))
    return f"{count} tabs froze, were closed by 1001, and came back by their tokens to the {said} lines they had missed"


def setup() -> Setup:
    return Setup(limits={"handshake_seconds": 2}, web=True)


ROWS = [
    Row("slow heads", slow_heads, setup, figures={DEADLINE: (2, 400)}),
    Row("silent sockets", silent_sockets, setup, figures={DEADLINE: (2, 1000)}),
    Row("endless frames", endless_frames, lambda: Setup(web=True),
        figures={TOO_BIG: (1, 20)}),
    Row("frozen tabs", frozen_tabs, lambda: Setup(limits={"ping_seconds": 2}, web=True),
        figures={TIMED_OUT: (2, 200), RESUMED: (2, 200)}),
]
