"""Peers that do not read, break off, trickle, vanish or flood."""
from __future__ import annotations

import asyncio
import ctypes
import json
import os
import signal
import socket
import subprocess
import time

import sockets
from daemon import Broken, Setup
from peers import Citizen, Form
from row import Row, Stage

CLONE_NEWNET = 0x40000000


async def calm(stage: Stage) -> str:
    await stage.rest(4 * stage.scale)
    return "nothing: what the others are compared with"


async def slow_readers(stage: Stage) -> str:
    """They enter all rooms and read nothing: each is told, closed, and holds nobody up."""
    count = stage.count(20)
    lazy = [await sockets.connect(stage.daemon.port, receive_buffer=4096) for _ in range(count)]
    for one in lazy:
        await sockets.send(one, b"".join(b"/join %s\n" % room.encode() for room in stage.town.rooms))
    stage.town.filler = 600
    name = 'partyline_ended_sessions_total{cause="slow_reader"}'
    deadline = time.monotonic() + 60
    while (await stage.daemon.figures())[name] < count:
        if time.monotonic() > deadline:
            raise Broken("slow readers are still there after 60 s")
        await stage.rest(0.3)
    stage.town.filler = 60
    told = 0
    for one in lazy:
        last = (await sockets.read_all(one)).split(b"\n")[-2]
        told += last.startswith(b"!! slow-reader: ")
        one.close()
    if told != count:
        raise Broken(f"only {told} of {count} slow readers were told why")
    return f"{count} peers read nothing; each was told, and closed"


async def resets(stage: Stage) -> str:
    count = stage.count(1000)
    for number in range(count):
        secure = number % 4 == 3
        one = await sockets.connect(stage.daemon.tls_port if secure else stage.daemon.port)
        room = stage.chance.choice(stage.town.rooms)
        pieces = [b"", b"/join %s" % room.encode(), b"/join %s\nhalf a li" % room.encode(), b"\xff", b"\xff\xfa\x18"]
        await sockets.send(one, stage.chance.choice(pieces))
        if stage.chance.random() < 0.3:
            await asyncio.sleep(0.005)
        sockets.reset(one)
    return f"{count} connections were reset, most of them within a line, a quarter of them on the TLS port"


async def one_byte_at_a_time(stage: Stage) -> str:
    """More citizens, who send each byte in a packet of its own."""
    count = stage.count(12)
    for number in range(count):
        citizen = Citizen(stage.town, 1000 + number, stage.town.rooms[number % len(stage.town.rooms)], Form.DRIBBLE)
        stage.town.citizens[citizen.key] = citizen
        await citizen.enter()
    await stage.rest(5 * stage.scale)
    await stage.town.settle()
    for number in range(count):
        citizen = stage.town.citizens.pop(f"c{1000 + number}")
        stage.town.excused, stage.town.returns = {citizen.form}, False
        citizen.leave()
    await asyncio.sleep(0.1)
    stage.town.excused, stage.town.returns = set(), True
    return f"{count} of those who talked sent each byte in a packet of its own"


class Link:
    """A network namespace of its own, and a pair of interfaces between it and ours."""
    PORT = 6000

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            ["unshare", "--net", "sh", "-c", "echo; exec sleep 300"], stdout=subprocess.PIPE)
        assert self._process.stdout is not None
        self._process.stdout.readline()
        self._inside = ["nsenter", "--target", str(self._process.pid), "--net"]
        for command in (
            ["ip", "link", "add", "chaos0", "type", "veth", "peer", "name", "chaos1"],
            ["ip", "link", "set", "chaos1", "netns", str(self._process.pid)],
            ["ip", "address", "add", "10.99.0.1/24", "dev", "chaos0"], ["ip", "link", "set", "chaos0", "up"],
            [*self._inside, "ip", "address", "add", "10.99.0.2/24", "dev", "chaos1"],
            [*self._inside, "ip", "link", "set", "chaos1", "up"],
        ):
            subprocess.run(command, check=True, capture_output=True)

    async def connect(self) -> socket.socket:
        """From the other side: a socket belongs to the namespace in which it was made."""
        libc = ctypes.CDLL(None, use_errno=True)
        ours, theirs = (os.open(f"/proc/{pid}/ns/net", os.O_RDONLY) for pid in ("self", self._process.pid))
        try:
            if libc.setns(theirs, CLONE_NEWNET) != 0:
                raise OSError(ctypes.get_errno(), "setns")
            found = socket.socket()
            libc.setns(ours, CLONE_NEWNET)
        finally:
            os.close(ours)
            os.close(theirs)
        found.setblocking(False)
        await asyncio.wait_for(asyncio.get_running_loop().sock_connect(found, ("10.99.0.1", Link.PORT)), 10)
        return found

    def drop(self) -> None:
        """No packet passes any more, and nobody is told: without the neighbour's entry the kernel would find out that the host is away."""
        address = json.loads(subprocess.run(
            [*self._inside, "ip", "-json", "link", "show", "chaos1"], check=True, capture_output=True).stdout)[0]["address"]
        subprocess.run(
            ["ip", "neighbour", "replace", "10.99.0.2", "lladdr", address, "nud", "permanent", "dev", "chaos0"], check=True)
        subprocess.run([*self._inside, "ip", "link", "set", "chaos1", "down"], check=True)

    def remove(self) -> None:
        self._process.kill()
        self._process.wait()
        subprocess.run(["ip", "link", "del", "chaos0"], capture_output=True, check=False)


async def dropped_link(stage: Stage) -> str:
    """Peers behind a link that loses everything: no FIN and no RST comes, and yet they are gone soon."""
    link = Link()
    peers: list[socket.socket] = []
    try:
        stage.daemon.setup.listen = [f"10.99.0.1:{Link.PORT}"]
        stage.daemon.write_configuration()
        stage.daemon.signal(signal.SIGHUP)
        await stage.daemon.wait_for_log("listening on 10.99.0.1")
        for number in range(stage.count(30)):
            one = await link.connect()
            # Half of them have something on its way to them all the time.
            room = stage.town.rooms[0].encode() if number % 2 else b"#alone"
            await sockets.send(one, [b"/wire 1\n@- ", b"", b"\xff\xfb\x22"][number % 3] + b"/join %s\n" % room)
            peers.append(one)
        await sessions_become(stage, len(stage.town.citizens) + len(peers), 10)
        link.drop()
        seconds = await sessions_become(stage, len(stage.town.citizens), 40)
        return f"{len(peers)} peers behind a link that lost every packet were gone after {seconds:.0f} s (ping_seconds = 2)"
    finally:
        for one in peers:
            one.close()
        stage.daemon.setup.listen = []
        stage.daemon.write_configuration()
        stage.daemon.signal(signal.SIGHUP)
        link.remove()


async def sessions_become(stage: Stage, count: int, seconds: float) -> float:
    """- Returns: how many seconds it took."""
    began = time.monotonic()
    while (found := int((await stage.daemon.figures())["partyline_sessions"])) != count:
        if time.monotonic() - began > seconds:
            raise Broken(f"after {seconds} s there are {found} sessions, and should be {count}")
        await stage.rest(0.3)
    return time.monotonic() - began


async def connect_flood(stage: Stage) -> str:
    """Many from one address, then many from many: past each limit they are turned away, and those who are here notice nothing."""
    refused, taken = 0, 0
    flood: list[socket.socket] = []
    for number in range(stage.count(3000)):
        source = "127.0.0.2" if number % 2 else f"127.0.{1 + number // 250 % 250}.{1 + number % 250}"
        try:
            flood.append(await sockets.connect(stage.daemon.port, source=source))
        except ConnectionResetError:
            refused += 1
        if len(flood) == 500:
            more_refused, more_taken = await close_all(flood)
            refused, taken = refused + more_refused, taken + more_taken
    more_refused, more_taken = await close_all(flood)
    refused, taken = refused + more_refused, taken + more_taken
    return f"{refused + taken} connections from over 1,500 addresses: {taken} taken, {refused} turned away"


ARE_YOU_THERE = b"\xff\xf6"


async def greedy_askers(stage: Stage) -> str:
    """They ask for all that is dear, as fast as they can send: lists, histories while they ignore many, and what there is not."""
    count, until = stage.count(60), time.monotonic() + 8 * stage.scale
    dear = b"/rooms\n/who\n/history 1000\n/names\n/join #r0\n/part #r0\n/frobnicate\n/rooms x\n/who #r1\n" + 50 * ARE_YOU_THERE
    sent = 0

    async def ask(number: int) -> None:
        nonlocal sent
        one = await sockets.connect(stage.daemon.port)
        rooms = b"".join(b"/join #g%d-%d\n" % (number, room) for room in range(20))
        await sockets.send(one, b"/join #r0\n" + b"".join(b"/ignore c%d\n" % other for other in range(9)) + rooms)
        reading = asyncio.create_task(sockets.read_all(one, 60))
        while time.monotonic() < until:
            try:
                await asyncio.wait_for(sockets.send(one, dear), 0.5)
                sent += 1
            except asyncio.TimeoutError:
                # It is held back, and not read.
                continue
        reading.cancel()
        sockets.reset(one)

    await asyncio.gather(*(ask(number) for number in range(count)), stage.rest(8 * stage.scale))
    await stage.rest(0.5)
    return f"{count} peers sent {sent * dear.count(10)} dear commands; nobody else waited longer than {stage.town.slowest_answer * 1000:.0f} ms"


async def close_all(flood: list[socket.socket]) -> tuple[int, int]:
    refused = taken = 0
    for one in flood:
        first = await sockets.read_to(one, b"\n")
        if first.startswith(b"*** partyline/1"):
            taken += 1
        elif first.startswith(b"!! server-full: ") or not first:
            refused += 1
        else:
            raise Broken(f"a newcomer read {first!r}")
        one.close()
    flood.clear()
    return refused, taken


ROWS = [
    Row("calm", calm),
    Row("slow readers", slow_readers, lambda: Setup(limits={"send_queue_bytes": 65_536}),
        log={"cause=slow_reader": (2, 20)}),
    Row("resets", resets),
    Row("dropped link", dropped_link, lambda: Setup(limits={"ping_seconds": 2}, user="nobody"),
        log={"level=notice msg=reloaded": (2, 2)}),
    Row("one byte at a time", one_byte_at_a_time),
    Row("greedy askers", greedy_askers, lambda: Setup(limits={"messages_per_second": 20, "burst": 40}), may_keep=8),
    Row("connect flood", connect_flood, lambda: Setup(limits={
        "connections": 300, "connections_per_address": 64, "connects_per_second": 20, "exempt": ["127.0.0.1"]}),
        log={"turning newcomers away": (1, 3)}),
]
