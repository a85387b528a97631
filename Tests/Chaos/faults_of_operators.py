"""Administrators who scrape and don't read, break their files, stop the server at noon, and upgrade it to something worse."""
from __future__ import annotations

import asyncio
import os
import shutil
import signal
import time
from pathlib import Path

import sockets
from daemon import Broken
from peers import Form
from row import Row, Stage

SECTIONS = Path(__file__).resolve().parent.parent / "Golden/sections"


async def stalled_admin(stage: Stage) -> str:
    """They ask for figures and do not read them, or ask a letter at a time; and others get theirs."""
    # Fewer than the 16 that may be there at once, or nobody else could look.
    stalled = [await sockets.connect(stage.daemon.admin_port, receive_buffer=1024) for _ in range(6)]
    trickling = [await sockets.connect(stage.daemon.admin_port) for _ in range(6)]
    began, page = time.monotonic(), b"GET /metrics HTTP/1.1\r\nHost: chaos\r\n\r\n" * 50
    for one in stalled:
        await sockets.send(one, page)
    for index in range(20):
        for one in trickling:
            await sockets.send(one, page[index:index + 1])
        await stage.daemon.figures()
        await stage.rest(0.2 * stage.scale)
    # Each is closed after 10 seconds, whatever it does.
    for one in stalled + trickling:
        await sockets.read_all(one)
        one.close()
    return f"12 who did not read, or did not finish asking; closed after {time.monotonic() - began:.0f} s, and 20 others were served"


async def broken_reloads(stage: Stage) -> str:
    """SIGHUP again and again, each time with something else that is wrong; nothing of it takes effect."""
    daemon, count = stage.daemon, stage.count(50)
    with open(daemon.configuration, "rb") as file:
        good = file.read()
    certificate = os.path.join(daemon.folder, "certificate.pem")
    shutil.copy(certificate, certificate + ".good")
    for number in range(count):
        which = stage.chance.randrange(7)
        if which == 0:
            spoil(daemon.configuration, good[:stage.chance.randrange(20, 40)] + b"\n[")
        elif which == 1:
            spoil(daemon.configuration, good + b"\n[limits]\nlines = 7\n")
        elif which == 2:
            spoil(daemon.configuration, stage.chance.randbytes(2000))
        elif which == 3:
            os.unlink(daemon.configuration)
        elif which == 4:
            os.unlink(daemon.configuration)
            os.mkdir(daemon.configuration)
        elif which == 5:
            spoil(daemon.configuration, b"x = " + b"[" * 100_000)
        else:
            spoil(certificate, stage.chance.randbytes(500))
        daemon.signal(signal.SIGHUP)
        await daemon.wait_for_log("not reloaded, nothing is changed", number + 1)
        if os.path.isdir(daemon.configuration):
            os.rmdir(daemon.configuration)
        spoil(daemon.configuration, good)
        shutil.copy(certificate + ".good", certificate)
    daemon.signal(signal.SIGHUP)
    await daemon.wait_for_log("level=notice msg=reloaded")
    return f"{count} broken files in a row, each refused with its reason; then a good one"


def spoil(path: str, content: bytes) -> None:
    with open(path, "wb") as file:
        file.write(content)


async def terminated(stage: Stage) -> str:
    """SIGTERM while all talk: what was answered OK is still delivered, everybody is told, and the process ends well."""
    town = stage.town
    town.rate = 2000
    await stage.rest(2 * stage.scale)
    town.returns, town.excused = False, set(Form)
    began = time.monotonic()
    stage.daemon.signal(signal.SIGTERM)
    await stage.daemon.ended()
    seconds = time.monotonic() - began
    town.hush()
    await asyncio.sleep(0.5)
    untold = [one.key for one in town.citizens.values() if "shutting" not in one.goodbye]
    if untold:
        raise Broken(f"{untold} were not told that the server ends")
    # All of them were here until the end, and so must have heard all that was answered.
    for citizen in town.citizens.values():
        citizen.was_here = True
    return f"ended {seconds * 1000:.0f} ms after SIGTERM at 2,000 lines a second, with exit code 0"


async def upgrades(stage: Stage) -> str:
    count, pauses = stage.count(10), []
    stage.town.rate = 1000
    # Their keys stay with the old process: they are told to come again, and do.
    stage.town.excused = {Form.TLS}
    for _ in range(count):
        stage.town.slowest_answer = 0
        await stage.daemon.upgrade()
        await stage.rest(0.5)
        pauses.append(stage.town.slowest_answer)
    return (
        f"{count} upgrades at 1,000 lines a second; nobody waited longer than {max(pauses) * 1000:.0f} ms, "
        f"{sorted(pauses)[len(pauses) // 2] * 1000:.0f} ms in the median")


def hello(version: int) -> str:
    """Of a program that reads handovers up to such a version, and any version of each section; as a line of a script."""
    def text(words: str) -> bytes:
        return bytes([len(words)]) + words.encode()

    sections = [text(name) + b"\x63" for name in SECTIONS.read_text().split()]
    records = b"".join(len(section).to_bytes(4, "little") + section for section in sections)
    whole = b"\x01" + text("partyline-handover") + bytes([version]) + text("9.9.9") + bytes([len(sections)]) + records
    return f"s = socket.socket(fileno=int(os.environ['PARTYLINE_HANDOVER']))\ns.send({whole!r})\n"


# What stands in the place of the new program, and what the old one says of it.
FAILURES = {
    "crashes": ("#!/bin/sh\nkill -SEGV $$\n", "it was ended by signal 11"),
    "exits": ("#!/bin/sh\nexit 3\n", "it ended with code 3"),
    "no program": ("\x7fELF is what it begins with", "can't be started"),
    "an older format": (
        "#!/usr/bin/python3\nimport os, socket, time\n" + hello(2) + "time.sleep(60)\n",
        "reads handovers up to version 2"),
    "goes in the middle": (
        "#!/usr/bin/python3\nimport os, socket\n" + hello(3) + "s.recv(70000)\n", "not upgraded"),
    "hangs": ("#!/bin/sh\nexec sleep 60\n", "it did not say hello in 10 seconds"),
}


async def failed_upgrades(stage: Stage) -> str:
    daemon = stage.daemon
    good = daemon.program + ".good"
    os.rename(daemon.program, good)
    for script, words in FAILURES.values():
        await put(script, daemon.program)
        before = daemon.count_log(words)
        daemon.signal(signal.SIGUSR2)
        await daemon.wait_for_log(words, before + 1)
        await stage.rest(0.3)
    os.unlink(daemon.program)
    daemon.signal(signal.SIGUSR2)
    await daemon.wait_for_log("not upgraded, nothing is changed", len(FAILURES) + 1)
    os.rename(good, daemon.program)
    return f"{len(FAILURES) + 1} programs that are none: {', '.join(FAILURES)}, none at all"


# Says hello as ours does.
HELLO = "#!/usr/bin/python3\nimport os, socket, time\n" + hello(3)
# Takes all that is handed over beforehand, and is ready.
REHEARSAL = "while s.recv(70000)[:1] != b'\\x08':\n    pass\ns.send(b'\\x04')\n"


async def hangs(stage: Stage) -> str:
    """A program that says hello, and then nothing: the old one serves until it has given it up."""
    await upgrade_to(HELLO + "time.sleep(60)\n", stage, "took nothing of what it was handed for 10 seconds")
    return f"it was given up after 10 s; nobody waited longer than {stage.town.slowest_answer * 1000:.0f} ms"


async def hangs_late(stage: Stage) -> str:
    """A program that rehearses as ours does, and hangs when it is in earnest: the old one has stopped, and goes on after 1 s."""
    await upgrade_to(HELLO + REHEARSAL + "time.sleep(60)\n", stage, "no answer in time")
    return f"nobody was served for {stage.town.slowest_answer:.1f} s, and nobody was dropped"


async def upgrade_to(program: str, stage: Stage, words: str) -> None:
    daemon = stage.daemon
    good = daemon.program + ".good"
    os.rename(daemon.program, good)
    await put(program, daemon.program)
    daemon.signal(signal.SIGUSR2)
    await daemon.wait_for_log(words)
    await stage.rest(0.5)
    os.rename(good, daemon.program)


async def put(script: str, path: str) -> None:
    """As a package does it: the new file takes the old one's place."""
    with open(path + ".new", "w", encoding="utf-8") as file:
        file.write(script)
    os.chmod(path + ".new", 0o755)
    os.rename(path + ".new", path)


ROWS = [
    Row("stalled administrators", stalled_admin),
    Row("broken reloads", broken_reloads, log={
        "not reloaded, nothing is changed": (2, 50), "level=notice msg=reloaded": (1, 1)}),
    Row("terminated", terminated, ends_daemon=True, log={"shutting down": (1, 1), "msg=stopped": (1, 1)}),
    Row("upgrades", upgrades, changes_process=True, log={'msg="handed over"': (2, 10), 'msg="took over': (2, 10)}),
    Row("failed upgrades", failed_upgrades, log={"not upgraded, nothing is changed": (7, 7)}),
    Row("upgrade hangs", hangs, log={"not upgraded, nothing is changed": (1, 1)}),
    Row("upgrade hangs late", hangs_late, log={"not upgraded, nothing is changed": (1, 1)},
        lag_excuse="the old process waits for the new one, and serves nobody meanwhile"),
]
