#!/usr/bin/env python3
"""Breaks what can break around a partylined, one fault a row, while a town of peers talks; and checks that nothing is lost.

In each row: every message that was answered OK reached everyone who stayed, once and in order; memory and descriptors are as
they were; no turn of the loop took 100 ms; the log says what happened, once. It runs in namespaces of its own, so that it can
drop links and fill disks, and nothing of it is left.
"""
from __future__ import annotations

import argparse
import asyncio
import os
import random
import resource
import sys

import faults_of_accounts
import faults_of_crowds
import faults_of_irc
import faults_of_operators
import faults_of_peers
import faults_of_the_machine
import faults_of_the_store
import faults_of_the_web
import faults_of_tls
from daemon import become_subreaper
from row import Result, Row, play

ROWS: list[Row] = [
    *faults_of_peers.ROWS, *faults_of_crowds.ROWS, *faults_of_irc.ROWS, *faults_of_tls.ROWS, *faults_of_the_web.ROWS,
    *faults_of_the_machine.ROWS, *faults_of_the_store.ROWS, *faults_of_accounts.ROWS, *faults_of_operators.ROWS]
INSIDE = "PARTYLINE_CHAOS_INSIDE"


def main() -> int:
    arguments = parsed()
    enter_namespaces_once()
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    become_subreaper()
    seed = arguments.seed if arguments.seed is not None else random.SystemRandom().randrange(1 << 32)
    rows = [row for row in ROWS if not arguments.only or row.name in arguments.only.split(",")]
    unknown = set(arguments.only.split(",") if arguments.only else []) - {row.name for row in ROWS}
    if unknown:
        print(f"there is no {', '.join(unknown)}; there are: {' '.join(row.name for row in ROWS)}", file=sys.stderr)
        return 64
    print(f"seed {seed}; one daemon a row, 44 peers in 4 rooms who talk all the time (20 by wire, 8 people, 4 by telnet, 4 by TLS, 8 by IRC)\n")
    print(f"{'row':22} {'result':7} {'messages':>8} {'deliveries':>10} {'lag':>8} {'answer':>8} {'kept':>8} {'time':>6}  what")
    failed = []
    for row in rows:
        result = asyncio.run(play(row, arguments.program, seed, arguments.scale, arguments.slack, arguments.successor))
        print(line(result), flush=True)
        if result.fault is not None:
            failed.append(result)
    if failed:
        print(f"\n{len(failed)} of {len(rows)} rows failed; again: make chaos SEED={seed} ONLY='{failed[0].name}'")
        return 1
    print(f"\nall {len(rows)} rows passed; seed {seed}")
    return 0


def line(result: Result) -> str:
    what = result.note if result.fault is None else result.fault.replace("\n", "\n    ")
    lag = f"{result.lag * 1000:5.0f}" if result.lag < 10 else ">2500"
    return (
        f"{result.name:22} {'ok' if result.fault is None else 'FAILED':7} {result.messages:8} {result.deliveries:10} "
        f"{lag} ms {result.answer * 1000:5.0f} ms {result.kept:+5.1f} MB {result.seconds:4.0f} s  {what}")


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="lag: the longest turn of the server's loop, as a bound of its own histogram; answer: the longest wait for an OK, as a "
        "peer saw it; kept: what its memory has grown by.")
    parser.add_argument("program", help="the partylined to try")
    parser.add_argument("--seed", type=int, help="what a run before printed; else drawn")
    parser.add_argument("--only", help="these rows, by commas")
    parser.add_argument("--scale", type=float, default=1, help="counts and times by this; 0.1 is a quick look")
    parser.add_argument("--slack", type=float, default=1, help="for an instrumented program: how much slower and larger it may be")
    parser.add_argument("--successor", help="another program, to which the daemon is upgraded first where a row upgrades it")
    return parser.parse_args()


def enter_namespaces_once() -> None:
    """Begins again, where links and mounts are our own; with a user of its own where we are not root."""
    if INSIDE in os.environ:
        return
    user = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
    command = ["unshare", *user, "--net", "--mount", "sh", "-c", 'ip link set lo up && exec "$@"', "sh",
               sys.executable, *sys.argv]
    os.environ[INSIDE] = "1"
    sys.stdout.flush()
    os.execvp(command[0], command)


if __name__ == "__main__":
    sys.exit(main())
