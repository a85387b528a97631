#!/usr/bin/env python3
"""For how long an upgrade serves nobody, as a peer sees it who asks for an answer all the time: the table of docs/RESILIENCE.md."""
from __future__ import annotations

import argparse
import asyncio
import resource
import statistics
import sys
import time

import sockets
from daemon import Daemon, Setup, become_subreaper

# Connections besides those that measure, and rooms of a thousand messages of 1,200 bytes.
ROWS = [(0, 0), (5_000, 45), (10_000, 0)]


async def fill(daemon: Daemon, rooms: int) -> None:
    one = await sockets.connect(daemon.port)
    await sockets.send(one, b"/wire 1\n")
    for number in range(rooms):
        room = b"#h%d" % number
        said = b"@- /msg %s %s\n" % (room, b"m" * 1200)
        await sockets.send(one, b"@- /join %s\n" % room + said * 1000 + b"@f%d /ping\n" % number)
        await sockets.read_to(one, b"OK f%d\n" % number, 60)


async def longest_wait(daemon: Daemon) -> float:
    """The longest wait for an answer, from before an upgrade until a moment after it."""
    asker = await sockets.connect(daemon.port)
    await sockets.send(asker, b"/wire 1\n")
    await sockets.read_to(asker, b"OK -")
    upgrade, longest, until = asyncio.create_task(daemon.upgrade()), 0.0, float("inf")
    while time.monotonic() < until:
        began = time.monotonic()
        await sockets.send(asker, b"@a /ping\n")
        await sockets.read_to(asker, b"OK a\n")
        longest = max(longest, time.monotonic() - began)
        if upgrade.done() and until == float("inf"):
            until = time.monotonic() + 0.3
    await upgrade
    asker.close()
    return longest


async def measure(program: str, connections: int, rooms: int, rounds: int) -> float:
    daemon = Daemon(program, Setup(limits={"connections": connections + 100, "connections_per_address": connections + 100}))
    try:
        await daemon.started()
        idle = [await sockets.connect(daemon.port) for _ in range(connections)]
        await fill(daemon, rooms)
        waits = [await longest_wait(daemon) for _ in range(rounds)]
        for one in idle:
            one.close()
        await daemon.stop()
    finally:
        daemon.kill()
        daemon.remove_files()
    return statistics.median(waits)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program", help="the partylined to try")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    become_subreaper()
    print("connections  history  nobody was served for")
    for connections, rooms in ROWS:
        wait = asyncio.run(measure(arguments.program, connections, rooms, arguments.rounds))
        print(f"{connections:11} {rooms * 1.2:5.0f} MB  {wait * 1000:.0f} ms", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
