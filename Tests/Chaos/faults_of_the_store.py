"""A store whose disk is full, slow, locked or without power, and a daemon that is killed or upgraded while it writes."""
from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
import subprocess
import tempfile
import time

from daemon import Broken, Setup
from kept import Account, Speakers, judged
from kills import cuts, described, kills, library
from peers import Form
from row import Row, Stage

RELAXED: dict[str, object] = {"durability": "relaxed"}
STRICT: dict[str, object] = {"durability": "strict"}
SPEAKERS = 25


def path_of(stage: Stage) -> str:
    return os.path.join(stage.daemon.folder, stage.daemon.setup.store)


async def judge(stage: Stage, speakers: Speakers) -> str:
    """Ends the talk, waits until all is written, and compares the file with what was answered OK."""
    await speakers.settle()
    deadline = time.monotonic() + 30
    while (await stage.daemon.figures()).get("partyline_store_queue_bytes", 0) > 0:
        if time.monotonic() > deadline:
            raise Broken("it did not write all that it had")
        await asyncio.sleep(0.05)
    account = speakers.account
    verdict = judged(path_of(stage), account)
    if not verdict.is_whole or verdict.messages < len(account.confirmed):
        raise Broken(described(account, verdict))
    speakers.leave()
    return f"{len(account.confirmed)} lines were answered OK, after {account.wait(0.5):.0f} ms (p50) and {account.wait(1):.0f} ms at most"


async def spoken(stage: Stage, rate: float) -> Speakers:
    speakers = Speakers(Account())
    await speakers.enter(stage.daemon.port, SPEAKERS)
    speakers.talk(rate)
    await stage.rest(0.5)
    return speakers


class SmallStore:
    """A file system of 2 MB for the store, in our own mount namespace."""
    path = ""

    @classmethod
    def setup(cls) -> Setup:
        cls.path = tempfile.mkdtemp(prefix="partyline-chaos-")
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "chaos", cls.path], check=True)
        return Setup(store=os.path.join(cls.path, "partyline.db"), history={**RELAXED, "search": False})

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


async def store_full(stage: Stage) -> str:
    """The store's disk is full while people speak; then there is room again, and all that was said is written."""
    speakers = await spoken(stage, 100)
    SmallStore.fill()
    await stage.daemon.wait_for_log("the store can't be written")
    await stage.rest(5 * stage.scale)
    os.unlink(os.path.join(SmallStore.path, "filler"))
    await stage.daemon.wait_for_log("the store is written again")
    words = await judge(stage, speakers)
    asyncio.get_running_loop().call_later(5, SmallStore.remove)
    return f"{words}; all of them are in the file, those from while its disk was full, too"


class SlowDisk:
    """A disk whose syncs take as long as we say (disk.c)."""
    folder = ""

    @classmethod
    def setup(cls) -> Setup:
        cls.folder = tempfile.mkdtemp(prefix="partyline-chaos-")
        return Setup(
            store="partyline.db", history=RELAXED,
            environment={"LD_PRELOAD": library(cls.folder), "CHAOS_DISK": cls.folder})

    @classmethod
    def put(cls, milliseconds: int) -> None:
        path = os.path.join(cls.folder, "delay")
        with open(path + ".new", "w", encoding="ascii") as file:
            file.write(str(milliseconds))
        os.rename(path + ".new", path)


async def store_slow(stage: Stage) -> str:
    """A sync takes 30 seconds. Talk goes on as ever, and all of it is written."""
    seconds = max(4, 30 * stage.scale)
    speakers = await spoken(stage, 200)
    SlowDisk.put(int(seconds * 1000))
    await stage.rest(seconds * 0.7)
    failing = (await stage.daemon.figures())["partyline_store_failing"]
    await stage.rest(seconds * 0.3)
    SlowDisk.put(0)
    if not failing:
        raise Broken("it did not notice that nothing is written")
    await stage.rest(3 + seconds * 0.2)
    words = await judge(stage, speakers)
    shutil.rmtree(SlowDisk.folder, ignore_errors=True)
    return f"a sync took {seconds:.0f} s; {words}"


async def store_locked(stage: Stage) -> str:
    """Another program has the file's lock for longer than the daemon has patience."""
    speakers = await spoken(stage, 100)
    other = sqlite3.connect(path_of(stage), isolation_level=None, timeout=5)
    other.execute("BEGIN IMMEDIATE")
    await stage.daemon.wait_for_log("the store can't be written.*locked")
    await stage.rest(2 * stage.scale)
    other.execute("ROLLBACK")
    other.close()
    await stage.daemon.wait_for_log("the store is written again")
    return f"locked by another program; {await judge(stage, speakers)}"


async def killed(stage: Stage) -> str:
    count = stage.count(10)
    account, verdict = await kills(stage.daemon.program, count, stage.chance)
    return f"{count} times kill -9 at 1,000 lines a second in strict: {described(account, verdict)}"


async def power_cut(stage: Stage) -> str:
    count = stage.count(6)
    total, lost, _ = await cuts(stage.daemon.program, count, stage.chance)
    if lost:
        raise Broken(f"{lost} of {len(total.confirmed)} that were answered OK are lost")
    _, missed, _ = await cuts(stage.daemon.program, count, stage.chance, is_normal=True)
    if not missed:
        raise Broken("with NORMAL nothing was lost: the test sees nothing")
    return f"{count} cuts: 0 of {len(total.confirmed)} lost that were answered OK (with NORMAL {missed} in as many)"


async def upgrade_while_writing(stage: Stage) -> str:
    """Upgrades while answers wait for their commits."""
    count = stage.count(10)
    stage.town.excused = {Form.TLS}
    speakers = await spoken(stage, 1000)
    for _ in range(count):
        await stage.daemon.upgrade()
        await stage.rest(0.3)
    return f"{count} upgrades at 1,000 lines a second in strict; {await judge(stage, speakers)}: none is missing, none is twice"


SLOW = "the store is slow"
FAILING = {"the store can't be written": (1, 1), "the store can't be tidied up": (0, 9), SLOW: (0, 2)}
ROWS = [
    Row("store full", store_full, SmallStore.setup, log=FAILING),
    Row("store slow", store_slow, SlowDisk.setup, log={SLOW: (1, 2)}),
    Row("store locked", store_locked, lambda: Setup(store="partyline.db", history=RELAXED), log=FAILING),
    Row("killed", killed),
    Row("power cut", power_cut),
    Row("upgrade while writing", upgrade_while_writing, lambda: Setup(store="partyline.db", history=STRICT),
        changes_process=True),
]
