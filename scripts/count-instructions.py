#!/usr/bin/env python3
"""Counts what a said line costs a daemon in instructions of its own: `scripts/count-instructions.py PARTYLINED...`

A count does not depend on what else a machine does, as a time does. It needs valgrind, which slows the daemon fifty times.
People talk in rooms of ten, in bursts. Nothing is counted before they have talked for a while.
Misses of caches are simulated, for caches of this machine's sizes. What the kernel does is in neither.

With --store, all talk in one room, once without a store and once where it is kept, and the loop's own thread alone counts: what it costs
to keep what is said, whatever the thread that writes it takes from its processor's caches.

Retains are counted apart: they and the releases that follow are atomic, and cost ten times what other instructions do.

The daemon has to be without debugging information (strip --strip-debug): valgrind does not read that of Swift.
"""

from __future__ import annotations

import argparse
import re
import select
import signal
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOM = 10
DEADLINE = 120.0


@dataclass(frozen=True)
class Load:
    clients: int
    # How many of them speak, and the lines that each of these sends at once.
    speakers: int
    burst: int
    # How many are in a room; all in the lobby where that is as many.
    room: int
    rounds: int = 8

    @property
    def lines(self) -> int:
        return self.speakers * self.burst


def start(daemon: str, counts: Path, store: bool) -> tuple[subprocess.Popen[str], int]:
    configuration = counts.with_name("partyline.toml")
    configuration.write_text(f'[store]\npath = "{counts.with_name("partyline.db")}"\n' if store else "")
    process = subprocess.Popen(
        ["valgrind", "-q", "--tool=callgrind", "--instr-atstart=no", "--cache-sim=yes", "--separate-threads=yes"]
        + [f"--callgrind-out-file={counts}", daemon, "--config", str(configuration)]
        + ["--listen", "127.0.0.1:0", "--messages-per-second", "0", "--connects-per-second", "0"]
        + ["--connections-per-address", "10000", "--log-level", "notice"],
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    for line in process.stderr:
        if found := re.search(r"listening on 127\.0\.0\.1:(\d+)", line):
            return process, int(found[1])
    sys.exit(f"{daemon} did not begin to listen")


def read_lines(peers: list[socket.socket], beginning: bytes, wanted: int) -> None:
    """Reads until so many lines begin so, of all peers together."""
    rests = {peer: b"" for peer in peers}
    end = time.monotonic() + DEADLINE
    while wanted > 0:
        if time.monotonic() > end:
            sys.exit(f"{wanted} lines that begin with {beginning!r} did not come")
        for peer in select.select(peers, [], [], 1)[0]:
            *lines, rests[peer] = (rests[peer] + peer.recv(1 << 20)).split(b"\n")
            wanted -= sum(line.startswith(beginning) for line in lines)


def enter(port: int, load: Load) -> list[socket.socket]:
    peers = [socket.create_connection(("127.0.0.1", port)) for _ in range(load.clients)]
    if load.room == load.clients:
        read_lines(peers, b"*** #lobby: ", load.clients)
        return peers
    for index, peer in enumerate(peers):
        peer.sendall(b"/part #lobby\n/join #r%d\n" % (index // load.room))
    read_lines(peers, b"*** #r", load.clients)
    return peers


def talk(peers: list[socket.socket], load: Load, rounds: int, first: int = 0) -> None:
    for number in range(first, first + rounds):
        for peer in peers[: load.speakers]:
            # A guest may not say the same again and again, where there is a store.
            lines = range(number * load.burst, (number + 1) * load.burst)
            peer.sendall(b"".join(b"a line of some sixty bytes, as people say them now, %05d\n" % line for line in lines))
        read_lines(peers, b"<", load.lines * (load.room - 1))


def count(process: subprocess.Popen[str], switch: str) -> None:
    # What was sent last may still be flushed.
    time.sleep(0.5)
    subprocess.run(["callgrind_control", "-i", switch, str(process.pid)], check=True, capture_output=True)


def counted(counts: Path) -> dict[str, int]:
    content = counts.with_name(f"{counts.name}-01").read_text()
    events = re.search(r"^events: (.*)$", content, re.MULTILINE)
    sums = re.search(r"^totals: (.*)$", content, re.MULTILINE)
    assert events and sums
    # A function's name stands with its number where it comes first.
    retain = re.search(r"^c?fn=\((\d+)\) swift_retain$", content, re.MULTILINE)
    retains = re.findall(rf"^cfn=\({retain[1]}\).*\ncalls=(\d+)", content, re.MULTILINE) if retain else []
    return dict(zip(events[1].split(), map(int, sums[1].split()))) | {"retains": sum(map(int, retains))}


def run(daemon: str, load: Load, store: bool = False) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        counts = Path(folder) / "counts"
        process, port = start(daemon, counts, store)
        try:
            peers = enter(port, load)
            talk(peers, load, 2)
            count(process, "on")
            talk(peers, load, load.rounds, first=2)
            count(process, "off")
        finally:
            process.send_signal(signal.SIGTERM)
            process.communicate()
        return {event: count / (load.rounds * load.lines) for event, count in counted(counts).items()}


def show(name: str, per: dict[str, float]) -> None:
    print(
        f"{name}: {per['Ir']:,.0f} instructions; {per['retains']:.0f} retains; "
        f"misses of the first cache: {per['I1mr']:.0f} of instructions, {per['D1mr'] + per['D1mw']:.0f} of data"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("daemons", nargs="+", metavar="PARTYLINED")
    parser.add_argument("--clients", type=int, help="50, or 200 with --store")
    parser.add_argument("--burst", type=int, default=8, help="lines that each speaker sends at once")
    parser.add_argument("--store", action="store_true")
    arguments = parser.parse_args()
    clients = arguments.clients or (200 if arguments.store else 50)
    if arguments.store:
        load = Load(clients, speakers=min(20, clients), burst=arguments.burst, room=clients)
        print(f"{clients} clients in one room, {arguments.burst} lines of {load.speakers} at once; a line and its deliveries:")
        for daemon in arguments.daemons:
            without, kept = run(daemon, load), run(daemon, load, store=True)
            show(daemon, without)
            show("  kept", kept)
            print(f"  {kept['Ir'] - without['Ir']:,.0f} instructions more, {kept['Ir'] / without['Ir']:.3f} of those without a store")
        return
    load = Load(clients, speakers=clients, burst=arguments.burst, room=ROOM)
    print(f"{clients} clients in rooms of {ROOM}, {arguments.burst} lines of each at once; a line and its deliveries:")
    for daemon in arguments.daemons:
        show(daemon, run(daemon, load))


if __name__ == "__main__":
    main()
