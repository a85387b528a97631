"""Peers that shake hands by the thousand, half, or wrongly, and such that stop reading."""
from __future__ import annotations

import asyncio
import socket
import ssl
import time

import sockets
from daemon import Broken, Setup
from row import Row, Stage

SUCCESS = 'partyline_tls_handshakes_total{result="success"}'
FAILURE = 'partyline_tls_handshakes_total{result="failure"}'


def shake_hands(port: int, context: ssl.SSLContext, count: int) -> None:
    """In a thread: a full handshake each, the greeting, and the end."""
    for _ in range(count):
        with socket.create_connection(("127.0.0.1", port), timeout=20) as plain:
            with context.wrap_socket(plain, server_hostname="localhost") as secure:
                if not secure.recv(4096).startswith(b"*** partyline/1"):
                    raise Broken("a TLS peer was not greeted")


async def handshakes(stage: Stage) -> str:
    threads, count = 4, stage.count(10_000)
    before, began = (await stage.daemon.figures())[SUCCESS], time.monotonic()
    # Of its own, so that no session is resumed: each is a whole handshake.
    contexts = [stage.daemon.trust() for _ in range(threads)]
    await asyncio.gather(*(
        asyncio.to_thread(shake_hands, stage.daemon.tls_port, context, count // threads) for context in contexts))
    seconds = time.monotonic() - began
    done = (await stage.daemon.figures())[SUCCESS] - before
    if done < count // threads * threads:
        raise Broken(f"only {done:.0f} of {count} handshakes succeeded")
    return f"{done:.0f} handshakes, {done / seconds:.0f} a second"


def client_hello() -> bytes:
    context = ssl.create_default_context()
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    try:
        context.wrap_bio(incoming, outgoing, server_hostname="localhost").do_handshake()
    except ssl.SSLWantReadError:
        pass
    return outgoing.read()


async def broken_handshakes(stage: Stage) -> str:
    """A ClientHello that is cut off anywhere, has a wrong byte, or is none; then the peer closes, resets, or says nothing for ever."""
    hello, count = client_hello(), stage.count(1500)
    before = await stage.daemon.figures()
    waiting: list[socket.socket] = []
    for number in range(count):
        kind = number % 3
        if kind == 0:
            data = hello[:stage.chance.randrange(len(hello))]
        elif kind == 1:
            changed = bytearray(hello)
            changed[stage.chance.randrange(len(hello))] ^= 1 << stage.chance.randrange(8)
            data = bytes(changed)
        else:
            data = stage.chance.randbytes(stage.chance.randrange(1, 2000))
        one = await sockets.connect(stage.daemon.tls_port)
        await sockets.send(one, data)
        how = stage.chance.randrange(3)
        if how == 0:
            one.close()
        elif how == 1:
            sockets.reset(one)
        else:
            waiting.append(one)
        if len(waiting) == 100:
            await time_out(waiting)
    await time_out(waiting)
    # One that was changed where it does not matter gets its ServerHello, and is cut off all the same.
    after = await stage.daemon.figures()
    failed, succeeded = after[FAILURE] - before[FAILURE], after[SUCCESS] - before[SUCCESS]
    if succeeded:
        raise Broken(f"{succeeded:.0f} of them succeeded")
    return f"{count} ClientHellos, cut off, changed or none: {failed:.0f} handshakes failed, the others went before"


async def time_out(waiting: list[socket.socket]) -> None:
    """The server closes each, at the latest after handshake_seconds."""
    await asyncio.gather(*(sockets.read_all(one) for one in waiting))
    for one in waiting:
        one.close()
    waiting.clear()


async def stalled_tls(stage: Stage) -> str:
    """They shake hands, enter all rooms, and stop reading."""
    count, name = stage.count(20), 'partyline_ended_sessions_total{cause="slow_reader"}'

    def enter(context: ssl.SSLContext, version: ssl.TLSVersion) -> ssl.SSLSocket:
        context.maximum_version = version
        plain = socket.socket()
        plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        plain.connect(("127.0.0.1", stage.daemon.tls_port))
        secure = context.wrap_socket(plain, server_hostname="localhost")
        secure.sendall(b"".join(b"/join %s\n" % room.encode() for room in stage.town.rooms))
        return secure

    lazy = []
    for number in range(count):
        version = ssl.TLSVersion.TLSv1_2 if number % 2 else ssl.TLSVersion.TLSv1_3
        lazy.append(await asyncio.to_thread(enter, stage.daemon.trust(), version))
    stage.town.filler = 600
    deadline = time.monotonic() + 90
    while (await stage.daemon.figures())[name] < count:
        if time.monotonic() > deadline:
            raise Broken("slow TLS readers are still there after 90 s")
        await stage.rest(0.3)
    stage.town.filler = 60
    for one in lazy:
        one.close()
    return f"{count} TLS peers, half of them of version 1.2, read nothing; each was closed"


ROWS = [
    Row("TLS handshakes", handshakes),
    Row("broken handshakes", broken_handshakes, lambda: Setup(limits={"handshake_seconds": 2})),
    Row("stalled TLS readers", stalled_tls, lambda: Setup(limits={"send_queue_bytes": 65_536}),
        log={"cause=slow_reader": (2, 20)}),
]
