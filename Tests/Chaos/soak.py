#!/usr/bin/env python3
"""Lets a town of peers talk for a long time while others come, go, stall and break off; writes down what the server takes.

Each 30 s the talk pauses, and what was said is compared with what was heard. Each 5 s a line goes to the table that soak.gp draws:
seconds, sessions, MB resident, descriptors, the longest turn of the loop in ms, lines a second, deliveries a second.
"""
from __future__ import annotations

import argparse
import asyncio
import random
import resource
import signal
import sys
import time
from typing import TextIO

import sockets
from chaos import enter_namespaces_once
from daemon import Broken, Daemon, Setup, become_subreaper, slowest
from town import Town

ENDED = 'partyline_ended_sessions_total{cause="%s"}'
CAUSES = ["quit", "closed", "lost", "slow_reader"]


class Soak:
    def __init__(self, program: str, seed: int, seconds: float, slack: float) -> None:
        self.daemon = Daemon(program, Setup(limits={"send_queue_bytes": 131_072, "ping_seconds": 20}))
        self.chance = random.Random(f"{seed}/soak")
        self.town = Town(self.daemon, random.Random(f"{seed}/soak/town"))
        self.seconds, self.slack = seconds, slack
        self.visits = 0

    async def run(self, table: TextIO) -> None:
        await self.daemon.started()
        await self.town.gather()
        tasks = [asyncio.create_task(each) for each in (
            self.visitors(), self.stallers(), self.reloads(), self.sample(table))]
        began = time.monotonic()
        try:
            while time.monotonic() - began < self.seconds:
                self.town.talk()
                await self.watch(tasks, min(30, self.seconds))
                await self.town.settle()
            self.town.check()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await self.town.scatter()

    async def watch(self, tasks: list[asyncio.Task[None]], seconds: float) -> None:
        """Waits, and fails where one of the others has."""
        done, _ = await asyncio.wait(tasks, timeout=seconds, return_when=asyncio.FIRST_EXCEPTION)
        for task in done:
            task.result()
        self.town.check()

    # MARK: - What goes on meanwhile

    async def visitors(self) -> None:
        """Ten a second come, do something, and go in one way or the other."""
        while True:
            await asyncio.sleep(self.chance.expovariate(10))
            asyncio.create_task(self.visit())

    async def visit(self) -> None:
        self.visits += 1
        one = await sockets.connect(self.daemon.port)
        room = self.chance.choice([*self.town.rooms, f"#v{self.chance.randrange(50)}"])
        deeds = ["/who", "/names", "/rooms", "/history 5", "/topic tea", "/away", "/frob", "\x00\x1b[2J", "/me waves", "/whois c0v1"]
        # In no room of the town: its citizens would wonder who that is.
        quiet = room not in self.town.rooms
        greeting = self.chance.choice([b"", b"/wire 1\n", b"\xff\xfb\x22"])
        tag = "@v " if greeting.startswith(b"/wire") else ""
        lines = [f"{tag}/join {room}"] + [tag + self.chance.choice(deeds if quiet else deeds[:4]) for _ in range(4)]
        await sockets.send(one, greeting + "".join(line + "\n" for line in lines).encode())
        await asyncio.sleep(self.chance.uniform(0, 3))
        how = self.chance.randrange(4)
        if how == 0:
            await sockets.send(one, f"{tag}/quit bye\n".encode())
            await sockets.read_all(one)
            one.close()
        elif how == 1:
            sockets.reset(one)
        elif how == 2:
            await sockets.send(one, b"half a li")
            one.close()
        else:
            one.close()

    async def stallers(self) -> None:
        """Each 20 s one comes who enters all rooms and reads nothing: what waits for it grows until it is closed."""
        while True:
            asyncio.create_task(self.stall())
            await asyncio.sleep(20)

    async def stall(self) -> None:
        one = await sockets.connect(self.daemon.port, receive_buffer=4096)
        await sockets.send(one, b"".join(b"/join %s\n" % room.encode() for room in self.town.rooms))
        await asyncio.sleep(120)
        one.close()

    async def reloads(self) -> None:
        while True:
            await asyncio.sleep(30)
            self.daemon.signal(signal.SIGHUP)

    # MARK: - The table

    async def sample(self, table: TextIO) -> None:
        began = time.monotonic()
        before = await self.daemon.read()
        while True:
            await asyncio.sleep(5)
            now = await self.daemon.read()
            lag = max(slowest(before.figures, now.figures, f"partyline_{name}_seconds") for name in ("turn_duration", "loop_lag"))
            lines, deliveries = (
                (now.figure(name) - before.figure(name)) / 5
                for name in ("partyline_received_lines_total", "partyline_deliveries_total"))
            print(
                f"{time.monotonic() - began:.0f} {now.figure('partyline_sessions')} {now.resident / (1 << 20):.2f} "
                f"{now.descriptors} {lag * 1000:.1f} {lines:.0f} {deliveries:.0f}", file=table, flush=True)
            before = now


async def play(arguments: argparse.Namespace, seed: int) -> int:
    soak = Soak(arguments.program, seed, arguments.minutes * 60, arguments.slack)
    daemon, fault = soak.daemon, None
    with open(arguments.table, "w", encoding="ascii") as table:
        print("# seconds sessions MB descriptors lag-ms lines/s deliveries/s", file=table)
        try:
            await soak.run(table)
            figures = await daemon.figures()
            await daemon.stop()
            daemon.check_log({"level=notice msg=reloaded": (0, 10_000)})
        except (Broken, OSError, asyncio.TimeoutError) as error:
            fault = str(error) or repr(error)
            daemon.kill()
    if fault is not None:
        print(f"FAILED with seed {seed}: {fault}\nits log: {daemon.log_path}")
        return 1
    daemon.remove_files()
    ended = ", ".join(f'{figures[ENDED % cause]:.0f} {cause}' for cause in CAUSES)
    print(
        f"{arguments.minutes:g} minutes, seed {seed}: {soak.town.messages} messages, {soak.town.deliveries} deliveries checked, "
        f"{soak.visits} visitors; sessions ended: {ended}")
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", help="the partylined to try")
    parser.add_argument("table", help="the file to write")
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--seed", type=int)
    parser.add_argument("--slack", type=float, default=1)
    arguments = parser.parse_args()
    enter_namespaces_once()
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    become_subreaper()
    seed = arguments.seed if arguments.seed is not None else random.SystemRandom().randrange(1 << 32)
    return asyncio.run(play(arguments, seed))


if __name__ == "__main__":
    sys.exit(main())
