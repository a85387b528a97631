#!/usr/bin/env python3
"""Measures a cluster of three nodes and three servers of NATS on this machine, a figure a row.

usage: bench.py [--quick] [--only NAME,NAME] [--nats PROGRAM] PARTYLINED

All of them share this machine with the measuring, so take times as upper bounds; what carries over is processor time, and ratios.
"""
from __future__ import annotations

import argparse
import asyncio
import os
import resource
import shutil
import signal
import sys
import tempfile
import time
from typing import Callable, Coroutine

from cluster import Cluster, Failed, Node, Program, await_, free_ports, nats_server
from log_probe import Probe
from people import Person, come, crowd, leave, share

TICKS = os.sysconf("SC_CLK_TCK")
# Nobody is in a lobby that would tell each of all others.
MORE = "connections = 40000\n\n[rooms]\nlobby = \"\"\n"
TEXT = "some words that fill a line, as many as people say at once, and no more than that"


class Bench:
    """What is measured with, and how much of it."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        self.partylined = os.path.abspath(arguments.partylined)
        self.nats = nats_server(arguments.nats)
        # A quick look is a tenth.
        self.scale = 0.1 if arguments.quick else 1.0

    def cluster(self, always: bool = False) -> Cluster:
        made = Cluster(self.partylined, self.nats, always=always)
        for node in made.nodes:
            with open(node.config, "a", encoding="utf-8") as file:
                file.write(MORE)
        return made

    def count(self, whole: int) -> int:
        return max(30, int(whole * self.scale))


def cpu(program: Program) -> float:
    """Seconds of processor time that a process has had."""
    with open(f"/proc/{program.pid}/stat", encoding="ascii") as file:
        words = file.read().rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / TICKS


def nodes_of(cluster: Cluster, *numbers: int) -> list[tuple[str, int]]:
    return [cluster.addresses[number] for number in numbers]


async def talk(people: list[Person], rate: float, seconds: float, line: bytes) -> int:
    """They say so many lines a second in all."""
    began, said = time.monotonic(), 0
    while (now := time.monotonic()) < began + seconds:
        while said < (now - began) * rate:
            people[said % len(people)].say(line)
            said += 1
        await asyncio.sleep(0.001)
    return said


async def settled(people: list[Person]) -> None:
    deadline = time.monotonic() + 60
    while not all(one.is_answered for one in people):
        if time.monotonic() > deadline:
            raise Failed("lines were not answered within 60 s")
        await asyncio.sleep(0.01)


# MARK: - The rows

async def own_line(bench: Bench, always: bool) -> str:
    cluster = bench.cluster(always)
    try:
        cluster.start()
        seconds = 20 * max(bench.scale, 0.2)
        probe = Probe()
        await probe.run(cluster.nats[0].client, 3, 500, seconds)
        people = await crowd(cluster.addresses, 30, "@1 /nick own{n}\n@2 /join #own{n}\n")
        await talk(people, 500, 1, f"@1 {TEXT}\n".encode())
        await settled(people)
        for one in people:
            one.forget_times()
        await talk(people, 500, seconds, f"@1 {TEXT}\n".encode())
        await settled(people)
        waits = [wait * 1000 for one in people for wait in one.waits]
        alone = [wait * 1000 for wait in probe.waits]
        ratio = share(waits, 0.5) / max(share(alone, 0.5), 0.001)
        return (
            f"OK after {share(waits, 0.5):.2f} ms (p50), {share(waits, 0.99):.1f} ms (p99); the log alone acknowledges 500 messages/s after "
            f"{share(alone, 0.5):.2f} ms (p50), {share(alone, 0.99):.1f} ms (p99): {ratio:.2f} ×")
    finally:
        cluster.end()


async def batches(bench: Bench, always: bool) -> str:
    """Many say all that they have to say at once."""
    cluster = bench.cluster(always)
    try:
        cluster.start()
        count, each = bench.count(1500), 200
        people = await crowd(cluster.addresses, count, "@1 /nick many{n}\n@2 /join #many{n}\n")
        before = [cpu(program) for program in [*cluster.nodes, *cluster.nats]]
        began = time.monotonic()
        for one in people:
            one.send(b"".join(f"@{number} {TEXT}\n".encode() for number in range(each)))
        await asyncio.gather(*(one.answered(3 + each) for one in people))
        took = time.monotonic() - began
        used = [(cpu(program) - was) * 1e6 / (count * each) for program, was in zip([*cluster.nodes, *cluster.nats], before)]
        errors = {one.error for one in people if one.error}
        return (
            f"{count * each / took:,.0f} lines/s, of {count} people on 3 nodes; processor time a line: nodes "
            f"{' '.join(f'{each:.1f}' for each in used[:3])} µs, servers {' '.join(f'{each:.1f}' for each in used[3:])} µs"
            + (f"; refused: {sorted(errors)[:2]}" if errors else ""))
    finally:
        cluster.end()


async def elsewhere(bench: Bench) -> str:
    """What a node spends for lines in rooms of which it has no member."""
    cluster = bench.cluster()
    try:
        cluster.start()
        count, each = bench.count(1000), 200
        people = await crowd(nodes_of(cluster, 0, 1), count, "@1 /nick far{n}\n@2 /join #far{n}\n")
        third = cluster.nodes[2]
        began, before = time.monotonic(), cpu(third)
        await asyncio.sleep(2)
        idle = (cpu(third) - before) / (time.monotonic() - began)
        began, before, lines = time.monotonic(), cpu(third), count * each
        for one in people:
            one.send(b"".join(f"@{number} {TEXT}\n".encode() for number in range(each)))
        await asyncio.gather(*(one.answered(3 + each) for one in people))
        sequence = cluster.nodes[0].figures()["partyline_cluster_applied_sequence"]
        await until(lambda: third.figures()["partyline_cluster_applied_sequence"] >= sequence, "the third node to have read all")
        took = time.monotonic() - began
        spent = (cpu(third) - before - idle * took) * 1e6 / lines
        return f"{spent:.2f} µs a line, of {lines} lines in {took:.1f} s ({lines / took:,.0f}/s), S = 1"
    finally:
        cluster.end()


async def fan_out(bench: Bench) -> str:
    """Deliveries to many readers, by three nodes and by one that is alone."""
    readers, rate, seconds = bench.count(3000), 10, 20 * max(bench.scale, 0.3)
    cluster = bench.cluster()
    try:
        cluster.start()
        many = await deliveries(cluster.addresses, [*cluster.nodes], readers, rate, seconds)
    finally:
        cluster.end()
    folder = tempfile.mkdtemp(prefix="partyline-alone-")
    alone = Alone(bench.partylined, folder)
    try:
        alone.start()
        await_(lambda: 'msg="listening on' in alone.logged() or "serving figures" in alone.logged(), "the daemon to listen")
        one = await deliveries([("127.0.0.1", alone.port)], [alone], readers, rate, seconds)
    finally:
        alone.end()
        shutil.rmtree(folder, ignore_errors=True)
    return f"{many:.2f} µs a delivery by 3 nodes, {one:.2f} µs by one server that is alone, to {readers} readers: {many / one:.2f} ×"


async def deliveries(where: list[tuple[str, int]], programs: list[Program], readers: int, rate: float, seconds: float) -> float:
    people = await crowd(where, readers, "@1 /quiet on\n@2 /nick r{n}\n@3 /join #wide\n")
    speaker = await come(where[0], "@1 /nick speaker\n@2 /join #wide\n")
    await asyncio.sleep(2)
    began, before = time.monotonic(), [cpu(each) for each in programs]
    await asyncio.sleep(3)
    idle = sum(cpu(each) - was for each, was in zip(programs, before)) / (time.monotonic() - began)
    began, before = time.monotonic(), [cpu(each) for each in programs]
    said = await talk([speaker], rate, seconds, f"@1 {TEXT}\n".encode())
    await settled([speaker])
    await asyncio.sleep(0.5)
    used = sum(cpu(each) - was for each, was in zip(programs, before)) - idle * (time.monotonic() - began)
    leave([*people, speaker])
    return used * 1e6 / (said * readers)


class Alone(Program):
    """A daemon that is in no cluster."""

    def __init__(self, program: str, folder: str) -> None:
        self.port = free_ports(1)[0]
        path = os.path.join(folder, "alone.toml")
        with open(path, "w", encoding="utf-8") as file:
            file.write(
                f'[[listen]]\naddress = "127.0.0.1:{self.port}"\n\n[store]\npath = "{folder}/alone.sqlite"\n\n[limits]\n'
                f"connects_per_second = 0\nconnections_per_address = 100000\nmessages_per_second = 0\n{MORE}")
        super().__init__("alone", [program, "--config", path], folder)


def lag(before: dict[str, float], after: dict[str, float]) -> float:
    """The bound of the longest turn, or latest timer, in milliseconds."""
    longest = 0.0
    for key, count in after.items():
        if key.startswith(("partyline_turn_duration_seconds_bucket", "partyline_loop_lag_seconds_bucket")):
            name, bound = key.partition("{")[0], key.split('le="')[1].partition('"')[0]
            total = after[f'{name}{{le="+Inf"}}'] - before.get(f'{name}{{le="+Inf"}}', 0)
            if total > count - before.get(key, 0):
                longest = max(longest, float("inf") if bound == "+Inf" else float(bound))
    return longest * 1000


async def many_die(bench: Bench) -> str:
    """A node with many people dies; and then they come back, to the two others at once."""
    cluster = bench.cluster()
    try:
        cluster.start()
        count = bench.count(10_000)
        commands = "@1 /quiet on\n@2 /nick m{n}\n@3 /join #m%s\n"
        people = await crowd(nodes_of(cluster, 2), count, commands % "{n}")
        watchers = await crowd(nodes_of(cluster, 0, 1), 20, "@1 /nick w{n}\n" + "".join(
            f"@2 /join #m{number * 7}\n" for number in range(20)))
        others = cluster.nodes[:2]
        await asyncio.sleep(1)
        before = [node.figures() for node in others]
        died = time.monotonic()
        cluster.nodes[2].end(signal.SIGKILL)
        leave(people)
        await until(lambda: all(one.quits >= 20 for one in watchers), "all to be told who is gone", 30)
        told = max(one.quit_at for one in watchers) - died
        after = [node.figures() for node in others]
        late = max(lag(*pair) for pair in zip(before, after))
        began = time.monotonic()
        await crowd(nodes_of(cluster, 0, 1), count, commands % "{n}")
        back = time.monotonic() - began
        again = max(lag(was, node.figures()) for was, node in zip(after, others))
        return (
            f"{count} people die with a node: told after {told:.1f} s, the others' longest turn under {late:.0f} ms; "
            f"they are back at two nodes after {back:.1f} s, longest turn under {again:.0f} ms")
    finally:
        cluster.end()


async def leader_dies(bench: Bench) -> str:
    cluster = bench.cluster()
    try:
        cluster.start()
        people = await crowd(cluster.addresses, 30, "@1 /nick own{n}\n@2 /join #own{n}\n")
        silences = []
        for _ in range(5 if bench.scale == 1 else 1):
            leader = cluster.leader
            talking = asyncio.create_task(talk(people, 100, 25, f"@1 {TEXT}\n".encode()))
            await asyncio.sleep(2)
            leader.end(signal.SIGKILL)
            silences.append(await silence(people, 22))
            await talking
            leader.start()
            await settled(people)
            await asyncio.sleep(3)
        errors = sorted({one.error for one in people if one.error})
        told = " ".join(f"{each:.1f}" for each in silences)
        return f"longest silences {told} s (median {share(silences, 0.5):.1f} s)" + (f"; refused: {errors[:2]}" if errors else "")
    finally:
        cluster.end()


async def silence(people: list[Person], seconds: float) -> float:
    """For how long at most nobody was answered, within a time."""
    end, longest = time.monotonic() + seconds, 0.0
    last, count = time.monotonic(), sum(one.answers for one in people)
    while (now := time.monotonic()) < end:
        answers = sum(one.answers for one in people)
        if answers != count:
            last, count = now, answers
        longest = max(longest, now - last)
        await asyncio.sleep(0.005)
    return longest


async def catching_up(bench: Bench) -> str:
    """A node starts that has all of the log to read."""
    cluster = bench.cluster()
    try:
        cluster.start()
        count, each = bench.count(1000), 200
        third = cluster.nodes[2]
        third.end()
        people = await crowd(nodes_of(cluster, 0, 1), count, "@1 /nick far{n}\n@2 /join #far{n}\n")
        for one in people:
            one.send(b"".join(f"@{number} {TEXT}\n".encode() for number in range(each)))
        await asyncio.gather(*(one.answered(3 + each) for one in people))
        messages = cluster.nodes[0].figures()["partyline_cluster_applied_sequence"]
        began = time.monotonic()
        third.start()
        await until(lambda: third.is_here, "the node to join")
        took = time.monotonic() - began
        return f"{took:.2f} s to start with {count * each + count * 3} records ({messages:.0f} messages) to read"
    finally:
        cluster.end()


async def until(is_so: Callable[[], bool], what: str, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > deadline:
            raise Failed(f"waited {seconds:.0f} s for {what}")
        await asyncio.sleep(0.01)


ROWS: dict[str, Callable[[Bench], Coroutine[None, None, str]]] = {
    "own line": lambda bench: own_line(bench, False),
    "own line, synced": lambda bench: own_line(bench, True),
    "batches": lambda bench: batches(bench, False),
    "batches, synced": lambda bench: batches(bench, True),
    "lines elsewhere": elsewhere,
    "fan-out": fan_out,
    "a crowd dies": many_die,
    "a leader dies": leader_dies,
    "catching up": catching_up,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("partylined")
    parser.add_argument("--quick", action="store_true", help="a tenth of all")
    parser.add_argument("--only", default="", help="these rows, by commas (a comma in a name is left out)")
    parser.add_argument("--nats", help="the program nats-server")
    arguments = parser.parse_args()
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    only = [name for name in arguments.only.split(",") if name]
    failed = False
    for name, row in ROWS.items():
        if only and name.replace(",", "") not in only:
            continue
        try:
            told = asyncio.run(row(Bench(arguments)))
        except (Failed, OSError, asyncio.TimeoutError) as fault:
            failed, told = True, f"FAILED: {fault or type(fault).__name__}"
        print(f"{name:18} {told}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
