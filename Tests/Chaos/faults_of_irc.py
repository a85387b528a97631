"""Clients of IRC that never register, and an upgrade in the midst of what takes them several lines."""
from __future__ import annotations

import socket

import sockets
from daemon import Broken, Setup
from faults_of_crowds import LEAVING_LIMIT, Bystander, best_of_some
from peers import Form
from row import Row, Stage

# What somebody sends who is never done.
BEGINNINGS = [b"", b"NICK somebody\r\n", b"CAP LS 302\r\nNICK somebody\r\n", b"NICK somebody\r\nUSER somebody 0 * :half", b"PASS x\r\n"]


async def endless_newcomers(stage: Stage) -> str:
    """They connect, begin to register, and are never done. They are counted; others register meanwhile, and wait for nobody."""
    count, port = stage.count(10_000), stage.daemon.irc_port
    before = (await stage.daemon.read()).resident
    sizes = []
    # What the talk takes of the machine is not to be measured.
    stage.town.rate /= 4

    async def attempt() -> float:
        newcomers = []
        for number in range(count):
            newcomers.append(await sockets.connect(port, source=f"127.0.1.{1 + number % 10}"))
            await sockets.send(newcomers[-1], BEGINNINGS[number % len(BEGINNINGS)])
        one = await registered(port, "one")
        if await waiting(one) != count:
            raise Broken(f"{await waiting(one)} newcomers are counted, and {count} are there")
        sizes.append(((await stage.daemon.read()).resident - before) / count / 1024)
        async with Bystander(stage.daemon.port) as bystander:
            for newcomer in newcomers:
                sockets.reset(newcomer)
            while await waiting(one):
                await stage.rest(0.1)
            waited = await bystander.waited()
        one.close()
        return waited

    told = await best_of_some(f"{count} newcomers were cut off", LEAVING_LIMIT, attempt)
    return f"{count} from ten addresses were never done, all of them counted; {sizes[0]:.1f} KB each; a bystander waited {told} when they were cut off"


async def waiting(one: socket.socket) -> int:
    """How many are not welcomed yet."""
    await sockets.send(one, b"LUSERS\r\n")
    told = await sockets.read_to(one, b" 266 ")
    return next(int(line.split()[3]) for line in told.split(b"\r\n") if b" 253 " in line)


async def registered(port: int, nick: str, capabilities: str = "") -> socket.socket:
    found = await sockets.connect(port)
    request = f"CAP REQ :{capabilities}\r\n" if capabilities else ""
    await sockets.send(found, f"{request}NICK {nick}\r\nUSER {nick} 0 * :{nick}\r\nCAP END\r\n".encode())
    await sockets.read_to(found, b" 221 ")
    return found


async def upgrades_in_between(stage: Stage) -> str:
    """Upgrades while texts of several lines are open, logins half done, and newcomers between two of their lines."""
    daemon, count = stage.daemon, stage.count(10)
    stage.town.excused = {Form.TLS}
    reader = await registered(daemon.irc_port, "reader")
    await sockets.send(reader, b"JOIN #x\r\n")
    await sockets.read_to(reader, b" 366 ")
    writer = await registered(daemon.irc_port, "writer", "batch message-tags draft/multiline")
    await sockets.send(writer, b"JOIN #x\r\n")
    await sockets.read_to(reader, b" JOIN #x\r\n")
    for number in range(count):
        name = f"n{number}".encode()
        newcomer = await sockets.connect(daemon.irc_port)
        await sockets.send(newcomer, b"CAP LS 302\r\nPASS secret\r\nAUTHENTICATE PLAIN\r\n")
        await sockets.read_to(newcomer, b"AUTHENTICATE +\r\n")
        await sockets.send(newcomer, b"AUTHENTICATE " + b"A" * 400 + b"\r\nNICK " + name + b"\r\nUSER x 0 * ")
        await sockets.send(writer, b"BATCH +1 draft/multiline #x\r\n@batch=1 PRIVMSG #x :one " + name + b"\r\nPING " + name + b"\r\n")
        await sockets.read_to(writer, b" :" + name + b"\r\n")
        await daemon.upgrade()
        await sockets.send(writer, b"@batch=1 PRIVMSG #x :two " + name + b"\r\nBATCH -1\r\n")
        heard = await sockets.read_to(reader, b":two " + name + b"\r\n")
        if heard.count(b":one " + name + b"\r\n") != 1:
            raise Broken(f"of a text of several lines was heard {heard!r}")
        # Nobody is called so: the login comes to its end, and to nothing.
        await sockets.send(newcomer, b":x\r\nAUTHENTICATE +\r\nCAP END\r\nPING end\r\n")
        told = await sockets.read_to(newcomer, b" :end\r\n")
        if told.count(b" 904 ") != 1 or b" 906 " in told or b" 908 " in told or told.count(b" 001 ") != 1:
            raise Broken(f"a newcomer was told {told!r}")
        newcomer.close()
        await stage.rest(0.1)
    for one in (reader, writer):
        one.close()
    return f"{count} upgrades with a text of several lines open, a login half done, and a newcomer in the middle of USER: each went on"


ROWS = [
    Row("irc newcomers", endless_newcomers, may_keep=24, setup=lambda: Setup(limits={"connections": 20_000})),
    Row("irc in between", upgrades_in_between, changes_process=True, log={'msg="handed over"': (2, 10)},
        setup=lambda: Setup(store="partyline.db", history={"durability": "relaxed"})),
]
