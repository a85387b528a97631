"""A machine without descriptors, room on its disk, a steady clock, or memory."""
from __future__ import annotations

import asyncio
import os
import resource
import subprocess
import tempfile

import sockets
from daemon import Broken, Setup
from peers import Citizen, Form
from row import Row, Stage

DESCRIPTORS = 120


def few_descriptors() -> None:
    resource.setrlimit(resource.RLIMIT_NOFILE, (DESCRIPTORS, DESCRIPTORS))


async def no_descriptors(stage: Stage) -> str:
    """More come than there are descriptors: they wait in the kernel's queue, and are served when others have left."""
    count = 2 * DESCRIPTORS
    flood = [await sockets.connect(stage.daemon.port) for _ in range(count)]
    await stage.daemon.wait_for_log("can't accept connections")
    await stage.rest(3 * stage.scale)
    greeted = 0
    while flood:
        # The oldest were accepted first; the others get their places.
        one = flood.pop(0)
        greeted += (await sockets.read_to(one, b"\n")).startswith(b"*** partyline/1")
        one.close()
    if greeted != count:
        raise Broken(f"{greeted} of {count} were greeted")
    return f"{count} came where {DESCRIPTORS} descriptors were: all of them were served, the later ones later"


class SmallDisk:
    """A file system of 256 KB, in our own mount namespace, for the log."""
    path = ""

    @classmethod
    def setup(cls) -> Setup:
        cls.path = tempfile.mkdtemp(prefix="partyline-chaos-")
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "chaos", cls.path], check=True)
        return Setup(log_folder=cls.path)

    @classmethod
    def fill(cls) -> None:
        with open(os.path.join(cls.path, "filler"), "wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(4096))
            except OSError:
                pass

    @classmethod
    def remove(cls) -> None:
        subprocess.run(["umount", "--lazy", cls.path], check=True)
        os.rmdir(cls.path)


async def full_disk(stage: Stage) -> str:
    """The log's file system is full while people come and go; then there is room again."""
    SmallDisk.fill()
    count = stage.count(100)
    for _ in range(count):
        one = await sockets.connect(stage.daemon.port)
        # The log has nothing of those who say nothing.
        await sockets.send(one, b"/ping\n")
        await sockets.read_to(one, b"pong")
        one.close()
        await stage.rest(0.1 if _ % 20 == 0 else 0)
    os.unlink(os.path.join(SmallDisk.path, "filler"))
    one = await sockets.connect(stage.daemon.port)
    await sockets.send(one, b"/ping\n")
    await sockets.read_to(one, b"pong")
    one.close()
    await stage.daemon.wait_for_log("standard error could not take lines")
    await stage.rest(1)
    lost = [line.text.rpartition("lost=")[2] for line in stage.daemon.log() if "lost=" in line.text]
    asyncio.get_running_loop().call_later(5, SmallDisk.remove)
    return f"{count} came and left while the log's disk was full; then it told that {lost[0]} lines are lost"


class Clock:
    """The wall clock of the daemon alone (clock.c); CLOCK_MONOTONIC stays as it is."""
    folder = ""

    @classmethod
    def setup(cls) -> Setup:
        cls.folder = tempfile.mkdtemp(prefix="partyline-chaos-")
        library, file = os.path.join(cls.folder, "clock.so"), os.path.join(cls.folder, "offset")
        source = os.path.join(os.path.dirname(os.path.abspath(__file__)), "clock.c")
        subprocess.run(["clang", "-O2", "-Wall", "-Werror", "-shared", "-fPIC", "-o", library, source], check=True)
        cls.put(0)
        return Setup(
            limits={"ping_seconds": 60, "idle_seconds": 3600}, environment={"LD_PRELOAD": library, "CHAOS_CLOCK": file})

    @classmethod
    def put(cls, seconds: int) -> None:
        path = os.path.join(cls.folder, "offset")
        with open(path + ".new", "w", encoding="ascii") as file:
            file.write(str(seconds))
        os.rename(path + ".new", path)


async def clock_jumps(stage: Stage) -> str:
    """The wall clock jumps to and fro: ids grow all the same, nobody is idle for years, and nothing comes early or never."""
    hour, year = 3600, 31_557_600
    jumps = [2 * hour, -2 * hour, year, year + 30, year - 30, -20 * year, 25 * year, 1, 0]
    spy = await sockets.connect(stage.daemon.port)
    await sockets.send(spy, b"/wire 1\n@- /join #r0\n")
    await sockets.read_to(spy, b"OK - proto=1")
    for number, jump in enumerate(jumps):
        Clock.put(jump)
        await stage.rest(max(0.4, 1.2 * stage.scale))
        await sockets.send(spy, b"@w%d /who\n" % number)
        rows = (await sockets.read_to(spy, b"OK w%d " % number)).decode()
        idle = [int(word[5:]) for word in rows.split() if word.startswith("idle=")]
        if len(idle) < len(stage.town.citizens) or not all(0 <= seconds < 60 for seconds in idle):
            raise Broken(f"with the clock {jump} s off they are idle for {sorted(idle)[-3:]} seconds")
    spy.close()
    return f"the wall clock jumped {len(jumps)} times, from 20 years back to 25 years ahead"


# What a process may have by its limits: the limits of this row are set so that they can be reached.
QUEUE, INPUT, PEERS, HISTORY = 256 << 10, 64 << 10, 100, 64 << 20


def memory_setup() -> Setup:
    return Setup(limits={"connections": PEERS + 44 + 4, "send_queue_bytes": QUEUE, "line_bytes": 2048})


async def no_memory(stage: Stage) -> str:
    """Peers take all that the limits let them have, in a process that may have so much and no more (RLIMIT_DATA)."""
    with open(f"/proc/{stage.daemon.pid}/status", encoding="ascii") as file:
        data = next(int(line.split()[1]) for line in file if line.startswith("VmData:")) << 10
    # Beyond the limits: what an allocator loses between pieces of many sizes.
    budget = data + PEERS * (QUEUE + INPUT) + HISTORY + (40 << 20)
    resource.prlimit(stage.daemon.pid, resource.RLIMIT_DATA, (budget, budget))
    greedy = [await sockets.connect(stage.daemon.port, receive_buffer=4096) for _ in range(PEERS)]
    for one in greedy:
        await sockets.send(one, b"/join #hoard\n")
        # An end of line that never comes.
        await sockets.send(one, b"x" * (INPUT - 1024))
    writer = Citizen(stage.town, 2000, "#hoard", Form.WIRE)
    stage.town.citizens[writer.key] = writer
    await writer.enter()
    rooms = [f"#h{number}" for number in range(stage.count(45))]
    for room in rooms:
        writer.ask("visit", 0, f"/join {room}")
        for _ in range(1000):
            writer.ask("tell", 0, f"/msg {room} " + "m" * 1900)
        await writer.settle(room[1:])
        stage.town.check()
    writer.say("here is the end")
    await writer.settle("done")
    figures = await stage.daemon.figures()
    del stage.town.citizens[writer.key]
    stage.town.excused, stage.town.returns = {writer.form}, False
    writer.leave()
    for one in greedy:
        sockets.reset(one)
    await asyncio.sleep(0.2)
    stage.town.excused, stage.town.returns = set(), True
    return (
        f"{figures['partyline_history_bytes'] / (1 << 20):.0f} MB of history, {PEERS} greedy peers, "
        f"and {budget >> 20} MB in all to have them in")


ROWS = [
    Row("no descriptors left", no_descriptors, lambda: Setup(before_start=few_descriptors),
        log={"can't accept connections, trying again": (1, 1), "descriptors": (0, 2)}),
    Row("full disk", full_disk, SmallDisk.setup, log={"standard error could not take lines": (1, 1)}),
    Row("clock jumps", clock_jumps, Clock.setup),
    Row("no memory left", no_memory, memory_setup, may_keep=16),
]
