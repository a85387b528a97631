#!/usr/bin/env python3
"""Faults of a cluster under load, each judged by the checker over what the clients have written down.

usage: faults.py [--full] [--only NAME,NAME] [--rate 300] [--keep FOLDER] [--seed N] [--nats PROGRAM] PARTYLINED

Each row has three servers of NATS and three nodes of its own, thirty clients in six rooms, and a fault in the midst of their talk. In the
end all are in again, each node tells its whole history, and no node may know something else than another.
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
from dataclasses import dataclass
from typing import Awaitable, Callable, Optional

from check import Check
from cluster import Cluster, Failed, Node, nats_server
from client import Gone, Refused
from load import Load

CLIENTS, ROOMS = 30, 6
# Who is not heard of for so long is held for dead, and a bit.
DEAD_SECONDS = 12


class Stage:
    """A cluster with people who talk in it."""

    def __init__(self, cluster: Cluster, load: Load) -> None:
        self.cluster = cluster
        self.load = load
        self.silence = 0.0

    async def watch(self) -> None:
        """Measures for how long nobody is answered OK."""
        last, count = time.monotonic(), self.load.confirmed
        while True:
            await asyncio.sleep(0.01)
            now = time.monotonic()
            if self.load.confirmed != count:
                last, count = now, self.load.confirmed
            self.silence = max(self.silence, now - last)

    async def until(self, is_so: Callable[[], bool], what: str, seconds: float = 60) -> None:
        deadline = time.monotonic() + seconds
        while not is_so():
            if time.monotonic() > deadline:
                raise Failed(f"waited {seconds:.0f} s for {what}")
            await asyncio.sleep(0.05)

    async def goes_on(self, lines: int = 200) -> None:
        """So many more lines are answered."""
        count = self.load.confirmed
        await self.until(lambda: self.load.confirmed >= count + lines, "the talk to go on")

    def dies(self, node: Node) -> None:
        self.load.fault("dies", node=f"127.0.0.1:{node.port}")


Fault = Callable[[Stage], Awaitable[None]]


async def nothing(stage: Stage) -> None:
    await asyncio.sleep(5)


async def kill_leader(stage: Stage) -> None:
    leader = stage.cluster.leader
    leader.end(signal.SIGKILL)
    await stage.goes_on()
    leader.start()
    await asyncio.sleep(3)


async def kill_follower(stage: Stage) -> None:
    leader = stage.cluster.leader
    follower = next(each for each in stage.cluster.nats if each is not leader)
    follower.end(signal.SIGKILL)
    await stage.goes_on()
    follower.start()
    await asyncio.sleep(3)


async def kill_node(stage: Stage) -> None:
    node = stage.cluster.nodes[1]
    stage.dies(node)
    node.end(signal.SIGKILL)
    await stage.goes_on()
    await asyncio.sleep(DEAD_SECONDS)
    node.start()
    await stage.until(lambda: node.is_here, f"{node.name} to join")


async def stop_node(stage: Stage) -> None:
    node = stage.cluster.nodes[2]
    node.send(signal.SIGSTOP)
    await asyncio.sleep(DEAD_SECONDS)
    node.send(signal.SIGCONT)
    await stage.until(lambda: "held this one for dead" in node.logged(), f"{node.name} to notice that it was held for dead")
    await stage.until(lambda: node.logged().count('msg="joined the cluster"') == 2, f"{node.name} to come back")
    await stage.goes_on()


async def stop_leader(stage: Stage) -> None:
    leader = stage.cluster.leader
    leader.send(signal.SIGSTOP)
    await asyncio.sleep(DEAD_SECONDS)
    leader.send(signal.SIGCONT)
    await stage.goes_on()


async def end_servers(stage: Stage) -> None:
    for server in stage.cluster.nats:
        server.end(signal.SIGTERM)
        await stage.goes_on(100)
        server.start()
        await asyncio.sleep(4)


async def end_leader(stage: Stage) -> None:
    leader = stage.cluster.leader
    leader.end(signal.SIGTERM)
    await stage.goes_on()
    leader.start()
    await asyncio.sleep(2)


async def restart_nodes(stage: Stage) -> None:
    """As an upgrade: one after the other."""
    for node in stage.cluster.nodes:
        node.end(signal.SIGTERM)
        await stage.goes_on(100)
        node.start()
        await stage.until(lambda node=node: node.is_here, f"{node.name} to join")  # type: ignore[misc]


async def lose_most(stage: Stage) -> None:
    leader = stage.cluster.leader
    two = [leader, next(each for each in stage.cluster.nats if each is not leader)]
    for server in two:
        server.end(signal.SIGKILL)
    await asyncio.sleep(8)
    for server in two:
        server.start()
    await stage.goes_on()


@dataclass
class Row:
    name: str
    fault: Fault
    is_quick: bool = True


ROWS = [
    Row("no fault", nothing), Row("kill -9 of the leader", kill_leader), Row("kill -9 of a node", kill_node),
    Row("SIGSTOP of a node", stop_node), Row("SIGTERM of the leader", end_leader),
    Row("nodes restarted one by one", restart_nodes), Row("kill -9 of a follower", kill_follower, False),
    Row("SIGSTOP of the leader", stop_leader, False), Row("SIGTERM of each server", end_servers, False),
    Row("two of three servers gone", lose_most, False),
]


async def play(row: Row, cluster: Cluster, folder: str, chance: random.Random, rate: float) -> Stage:
    load = Load(folder, cluster.addresses, chance, CLIENTS, ROOMS, rate)
    stage = Stage(cluster, load)
    watch: Optional[asyncio.Task[None]] = None
    try:
        await load.gather()
        load.talk()
        watch = asyncio.create_task(stage.watch())
        await stage.goes_on()
        await row.fault(stage)
        await stage.goes_on()
        watch.cancel()
        await load.settle(90)
        await load.histories()
    finally:
        if watch is not None:
            watch.cancel()
        await load.scatter()
    return stage


def run(row: Row, arguments: argparse.Namespace, chance: random.Random, folder: str) -> bool:
    began = time.monotonic()
    cluster = Cluster(os.path.abspath(arguments.partylined), nats_server(arguments.nats))
    faults: list[str] = []
    silence = 0.0
    check = Check(folder)
    try:
        cluster.start()
        stage = asyncio.run(play(row, cluster, folder, chance, arguments.rate))
        silence = stage.silence
        for node in cluster.nodes:
            if node.figures()["partyline_cluster_divergence"]:
                faults.append(f"{node.name} knows something else")
            if "level=error" in node.logged() or "level=critical" in node.logged():
                faults.append(f"{node.name} has logged an error: see {node.log}")
        check.run()
    except (Failed, OSError, Gone, Refused, TimeoutError, asyncio.TimeoutError) as fault:
        faults.append(str(fault) or type(fault).__name__)
    finally:
        if faults:
            for program in [*cluster.nodes, *cluster.nats]:
                shutil.copy(program.log, folder)
        cluster.end()
    acknowledged = sum(1 for line in check.lines.values() if line.id is not None)
    is_good = not faults and not check.violations
    print(
        f"{row.name:28} {'holds' if is_good else 'FAILS':6} {check.counts['lines']:6} {acknowledged:6} {check.counts['lost']:5}"
        f" {check.counts['doubled']:5} {check.counts['unavailable']:5} {silence:7.1f} s {time.monotonic() - began:5.0f} s", flush=True)
    for words in faults:
        print(f"    {words}")
    if check.violations:
        check.report()
    return is_good


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("partylined")
    parser.add_argument("--full", action="store_true", help="all rows, and not those alone that CI runs")
    parser.add_argument("--only", default="", help="the rows of these names, or beginnings of names")
    parser.add_argument("--rate", type=float, default=300, help="lines a second, of all together")
    parser.add_argument("--keep", help="where the clients' logs are to stay")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 32))
    parser.add_argument("--nats", help="the program nats-server")
    arguments = parser.parse_args()
    only = [name for name in arguments.only.split(",") if name]
    rows = [row for row in ROWS if (any(row.name.startswith(name) for name in only) if only else arguments.full or row.is_quick)]
    folder = arguments.keep or tempfile.mkdtemp(prefix="partyline-faults-")
    print(f"seed {arguments.seed}")
    print(f"{'fault':28} {'':6} {'lines':>6} {'OK':>6} {'lost':>5} {'twice':>5} {'unav.':>5} {'silence':>9} {'took':>7}")
    try:
        results = [
            run(row, arguments, random.Random(arguments.seed), os.path.join(folder, row.name.replace(" ", "-"))) for row in rows]
    except Failed as fault:
        print(f"faults: {fault}", file=sys.stderr)
        return 1
    finally:
        if not arguments.keep:
            shutil.rmtree(folder, ignore_errors=True)
    return 0 if results and all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
