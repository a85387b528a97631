#!/usr/bin/env python3
"""Counts what a said line costs a daemon in instructions of its own: `scripts/count-instructions.py PARTYLINED...`

A count does not depend on what else a machine does, as a time does. It needs valgrind, which slows the daemon fifty times.
People talk in rooms of ten, in bursts. Nothing is counted before they have talked for a while.
Misses of caches are simulated, for caches of this machine's sizes. What the kernel does is in neither.

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
from pathlib import Path

ROOM = 10
DEADLINE = 120.0


def start(daemon: str, counts: Path) -> tuple[subprocess.Popen[str], int]:
    process = subprocess.Popen(
        ["valgrind", "-q", "--tool=callgrind", "--instr-atstart=no", "--cache-sim=yes", f"--callgrind-out-file={counts}", daemon]
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


def enter(port: int, clients: int) -> list[socket.socket]:
    peers = [socket.create_connection(("127.0.0.1", port)) for _ in range(clients)]
    for index, peer in enumerate(peers):
        peer.sendall(b"/part #lobby\n/join #r%d\n" % (index // ROOM))
    read_lines(peers, b"*** #r", clients)
    return peers


def talk(peers: list[socket.socket], burst: int, rounds: int) -> None:
    for _ in range(rounds):
        for peer in peers:
            peer.sendall(b"a line of some sixty bytes, as people say them now and then\n" * burst)
        read_lines(peers, b"<", len(peers) * burst * (ROOM - 1))


def count(process: subprocess.Popen[str], switch: str) -> None:
    # What was sent last may still be flushed.
    time.sleep(0.5)
    subprocess.run(["callgrind_control", "-i", switch, str(process.pid)], check=True, capture_output=True)


def counted(counts: Path) -> dict[str, int]:
    content = counts.read_text()
    events = re.search(r"^events: (.*)$", content, re.MULTILINE)
    sums = re.search(r"^totals: (.*)$", content, re.MULTILINE)
    assert events and sums
    # A function's name stands with its number where it comes first.
    retain = re.search(r"^c?fn=\((\d+)\) swift_retain$", content, re.MULTILINE)
    retains = re.findall(rf"^cfn=\({retain[1]}\).*\ncalls=(\d+)", content, re.MULTILINE) if retain else []
    return dict(zip(events[1].split(), map(int, sums[1].split()))) | {"retains": sum(map(int, retains))}


def run(daemon: str, clients: int, burst: int, rounds: int) -> dict[str, int]:
    with tempfile.TemporaryDirectory() as folder:
        counts = Path(folder) / "counts"
        process, port = start(daemon, counts)
        try:
            peers = enter(port, clients)
            talk(peers, burst, 2)
            count(process, "on")
            talk(peers, burst, rounds)
            count(process, "off")
        finally:
            process.send_signal(signal.SIGTERM)
            process.communicate()
        return counted(counts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("daemons", nargs="+", metavar="PARTYLINED")
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--burst", type=int, default=8, help="lines that each client sends at once")
    arguments = parser.parse_args()
    print(f"{arguments.clients} clients in rooms of {ROOM}, {arguments.burst} lines of each at once; a line and its deliveries:")
    for daemon in arguments.daemons:
        counts = run(daemon, arguments.clients, arguments.burst, rounds=8)
        per = {event: count / (8 * arguments.clients * arguments.burst) for event, count in counts.items()}
        print(
            f"{daemon}: {per['Ir']:,.0f} instructions; {per['retains']:.0f} retains; "
            f"misses of the first cache: {per['I1mr']:.0f} of instructions, {per['D1mr'] + per['D1mw']:.0f} of data"
        )


if __name__ == "__main__":
    main()
