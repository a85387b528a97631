#!/usr/bin/env python3
"""Random faults of a cluster, one after the other, while people talk; then the checker judges all of it.

usage: chaos.py [--minutes 30] [--seed N] [--rate 200] [--keep FOLDER] [--nats PROGRAM] PARTYLINED

The seed draws the faults and their times; it is printed, and where something is wrong, so is what had been done. At most one server of
NATS and one node are broken at a time.
"""
from __future__ import annotations

import argparse
import asyncio
import os
import random
import shutil
import signal
import sys
import tempfile
import time

from check import Check
from client import Gone, Refused
from cluster import Cluster, Failed, Node, Program, nats_server
from faults import CLIENTS, DEAD_SECONDS, ROOMS, Stage
from load import Load

# A server that comes back has to read what it has missed before another may go.
REST_SECONDS = 8.0


class Chaos:
    def __init__(self, stage: Stage, chance: random.Random) -> None:
        self.stage = stage
        self.chance = chance
        self.done: list[str] = []
        self._began = time.monotonic()

    def tell(self, words: str) -> None:
        self.done.append(f"{time.monotonic() - self._began:7.1f} s  {words}")
        print(self.done[-1], flush=True)

    async def run(self, seconds: float) -> None:
        while time.monotonic() - self._began < seconds:
            await self.stage.goes_on(50)
            target: Program = self.chance.choice([*self.stage.cluster.nats, *self.stage.cluster.nodes])
            if self.chance.random() < 0.3:
                target = self.stage.cluster.leader
            await self.chance.choice((self.kill, self.kill, self.end, self.stop))(target)
            await asyncio.sleep(REST_SECONDS)

    async def kill(self, target: Program) -> None:
        self.tell(f"kill -9 of {target.name}")
        if isinstance(target, Node):
            self.stage.dies(target)
        target.end(signal.SIGKILL)
        await self.start_again(target)

    async def end(self, target: Program) -> None:
        self.tell(f"SIGTERM of {target.name}")
        target.send(signal.SIGTERM)
        await self.stage.until(lambda: not target.runs, f"{target.name} to end", 30)
        await self.start_again(target)

    async def start_again(self, target: Program) -> None:
        # Sooner or later than others hold a node for dead.
        await asyncio.sleep(self.chance.uniform(0.1, DEAD_SECONDS))
        target.start()
        if isinstance(target, Node):
            node = target
            await self.stage.until(lambda: node.is_here, f"{node.name} to join")

    async def stop(self, target: Program) -> None:
        seconds = self.chance.uniform(0.5, DEAD_SECONDS + 4)
        self.tell(f"SIGSTOP of {target.name} for {seconds:.1f} s")
        target.send(signal.SIGSTOP)
        await asyncio.sleep(seconds)
        target.send(signal.SIGCONT)


async def play(arguments: argparse.Namespace, cluster: Cluster, folder: str, chance: random.Random) -> None:
    load = Load(folder, cluster.addresses, chance, CLIENTS, ROOMS, arguments.rate)
    try:
        await load.gather()
        load.talk()
        await Chaos(Stage(cluster, load), chance).run(arguments.minutes * 60)
        await load.settle(120)
        await load.histories()
    finally:
        await load.scatter()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("partylined")
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 32))
    parser.add_argument("--rate", type=float, default=200, help="lines a second, of all together")
    parser.add_argument("--keep", help="where the clients' logs are to stay")
    parser.add_argument("--nats", help="the program nats-server")
    arguments = parser.parse_args()
    folder = arguments.keep or tempfile.mkdtemp(prefix="partyline-chaos-")
    print(f"seed {arguments.seed}", flush=True)
    cluster = Cluster(os.path.abspath(arguments.partylined), nats_server(arguments.nats))
    is_good = False
    try:
        cluster.start()
        asyncio.run(play(arguments, cluster, folder, random.Random(arguments.seed)))
        check = Check(folder)
        check.run()
        is_good = check.report()
        for node in cluster.nodes:
            if node.figures()["partyline_cluster_divergence"]:
                is_good = False
                print(f"{node.name} knows something else than another")
    except (Failed, OSError, Gone, Refused, TimeoutError, asyncio.TimeoutError) as fault:
        print(f"chaos: {fault or type(fault).__name__}", file=sys.stderr)
    finally:
        if not is_good:
            for program in [*cluster.nodes, *cluster.nats]:
                if os.path.exists(program.log):
                    shutil.copy(program.log, folder)
        cluster.end()
        if is_good and not arguments.keep:
            shutil.rmtree(folder, ignore_errors=True)
    if not is_good:
        print(f"seed {arguments.seed}; logs are in {folder}")
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
