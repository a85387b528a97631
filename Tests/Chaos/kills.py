#!/usr/bin/env python3
"""Kills a daemon at a thousand lines a second, or cuts its power, again and again: `kills.py PARTYLINED --kills 50 --cuts 15`.

`durability` is strict: what was answered OK must be in the file, and nothing may be in it twice. A daemon that was killed begins
again with the file that it left. A power cut leaves each file as it was at its last sync (disk.c), and each of them is of a new store.
The same with `synchronous = NORMAL` must lose something, or the test sees nothing.
"""
from __future__ import annotations

import argparse
import asyncio
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from daemon import ROOM, Broken, free_port, toml
from kept import Account, Judgement, Speakers, judged

SPEAKERS = 25
RATE = 1000.0


class Store:
    """A daemon with a store in strict, which is killed and started again."""

    def __init__(self, program: str, environment: dict[str, str]) -> None:
        self.folder = tempfile.mkdtemp(prefix="partyline-chaos-")
        self.path = os.path.join(self.folder, "partyline.db")
        self.port = free_port()
        self._environment = environment
        self._log = os.path.join(self.folder, "log")
        configuration = os.path.join(self.folder, "partyline.toml")
        self._command = [program, "--config", configuration]
        limits = {"messages_per_second": 0, "connects_per_second": 0, "connections_per_address": 1000}
        lines = ['name = "kills"', "[[listen]]", f"address = {toml(f'127.0.0.1:{self.port}')}"]
        lines += ["[rooms]", f"lobby = {toml(ROOM)}", "[store]", f"path = {toml(self.path)}"]
        lines += ["[history]", 'durability = "strict"', "[limits]", *(f"{key} = {value}" for key, value in limits.items())]
        with open(configuration, "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")

    async def start(self) -> None:
        with open(self._log, "ab") as log:
            self.process = subprocess.Popen(
                self._command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env={**os.environ, **self._environment})
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", self.port)
                writer.close()
                return
            except OSError:
                if self.process.poll() is not None:
                    break
                await asyncio.sleep(0.01)
        with open(self._log, encoding="utf-8") as log:
            raise Broken(f"it did not start: {log.read()[-2000:]}")

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def remove(self) -> None:
        if self.process.poll() is None:
            self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)


async def speak_until_killed(store: Store, account: Account, seconds: float) -> None:
    speakers = Speakers(account)
    await store.start()
    await speakers.enter(store.port, SPEAKERS)
    speakers.talk(RATE)
    await asyncio.sleep(seconds)
    store.kill()
    # What it had sent is read first.
    speakers.hush()
    for _ in range(200):
        if all(one.transport is None for one in speakers.all):
            break
        await asyncio.sleep(0.01)
    speakers.leave()


async def kills(program: str, count: int, chance: random.Random) -> tuple[Account, Judgement]:
    """Kills one daemon again and again, which begins anew with the file that it left."""
    store, account = Store(program, {}), Account()
    try:
        for number in range(count):
            await speak_until_killed(store, account, chance.uniform(0.3, 1.2))
            verdict = judged(store.path, account)
            if not verdict.is_whole:
                raise Broken(f"after kill {number + 1}: {described(account, verdict)}")
        return account, verdict
    finally:
        store.remove()


def library(folder: str) -> str:
    """Builds disk.c."""
    path, source = os.path.join(folder, "disk.so"), os.path.join(os.path.dirname(os.path.abspath(__file__)), "disk.c")
    subprocess.run(["clang", "-O2", "-Wall", "-Werror", "-shared", "-fPIC", "-o", path, source], check=True)
    return path


async def cuts(program: str, count: int, chance: random.Random, *, is_normal: bool = False) -> tuple[Account, int, int]:
    """Cuts the power of so many daemons.

    - Returns: what was confirmed, how much of it was lost, and how much else was kept.
    """
    total, lost, messages = Account(), 0, 0
    for _ in range(count):
        disk = tempfile.mkdtemp(prefix="partyline-chaos-")
        if is_normal:
            with open(os.path.join(disk, "normal"), "wb"):
                pass
        store = Store(program, {"LD_PRELOAD": library(disk), "CHAOS_DISK": disk})
        account = Account()
        try:
            await speak_until_killed(store, account, chance.uniform(0.2, 1.2))
            verdict = judged(os.path.join(disk, "partyline.db"), account)
            if verdict.twice or verdict.integrity != "ok":
                raise Broken(f"after a power cut: {described(account, verdict)}")
            lost += len(verdict.missing)
            messages += verdict.messages
            total.sent += account.sent
            total.confirmed.update(account.confirmed)
            total.waits += account.waits
        finally:
            store.remove()
            shutil.rmtree(disk, ignore_errors=True)
    return total, lost, messages


def described(account: Account, verdict: Judgement) -> str:
    return (
        f"{account.sent} said, {len(account.confirmed)} answered OK, {verdict.messages} in the file; of those answered "
        f"{len(verdict.missing)} are missing, {verdict.twice} are twice; integrity: {verdict.integrity}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", help="the partylined to kill")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--cuts", type=int, default=15)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 32))
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    print(f"seed {arguments.seed}; {SPEAKERS} programs say {RATE:.0f} lines a second in a room that is kept, in strict", flush=True)
    is_good = True
    if arguments.kills:
        account, verdict = asyncio.run(kills(arguments.program, arguments.kills, chance))
        print(f"{arguments.kills} times kill -9: {described(account, verdict)}")
        print(f"an OK came after {account.wait(0.5):.1f} ms (p50), {account.wait(0.99):.1f} ms (p99)", flush=True)
        is_good = verdict.is_whole
    for is_normal in (False, True) if arguments.cuts else ():
        total, lost, messages = asyncio.run(cuts(arguments.program, arguments.cuts, chance, is_normal=is_normal))
        print(
            f"{arguments.cuts} power cuts, {'NORMAL' if is_normal else 'FULL'}: {total.sent} said, "
            f"{len(total.confirmed)} answered OK, {messages} in the files, {lost} of those answered lost", flush=True)
        is_good = is_good and (lost > 0) == is_normal
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
