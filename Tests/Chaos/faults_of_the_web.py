"""Peers of the web that ask slowly, or for nothing, and whose frames never end."""
from __future__ import annotations

import asyncio
import socket
import struct

import sockets
from daemon import Broken, Setup
from row import Row, Stage

DEADLINE = 'partyline_refused_connections_total{cause="deadline"}'
TOO_BIG = 'partyline_refused_frames_total{code="1009"}'
HEAD = (
    "GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n").encode()
MASK = b"\x12\x34\x56\x78"
# So many of one address may be without a session.
MOST = 16


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


def setup() -> Setup:
    return Setup(limits={"handshake_seconds": 2}, web=True)


ROWS = [
    Row("slow heads", slow_heads, setup, figures={DEADLINE: (2, 400)}),
    Row("silent sockets", silent_sockets, setup, figures={DEADLINE: (2, 1000)}),
    Row("endless frames", endless_frames, lambda: Setup(web=True),
        figures={TOO_BIG: (1, 20)}),
]
