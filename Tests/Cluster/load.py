#!/usr/bin/env python3
"""Clients who talk in rooms over several nodes, say numbered lines at a steady rate, and write down all that they see.

usage: load.py FOLDER HOST:PORT... [--clients 30] [--rooms 6] [--rate 500] [--seconds 30] [--seed N]

Each client is in two rooms. The first client of each room is its op, with an account and the room registered, and kicks, mutes
and sets topics; the others change nicks. Some lines are private. Who loses a node goes to the next one under the same nick.
In the end each node tells its whole history, as somebody who comes then reads it. `check.py FOLDER` judges all that.
"""
from __future__ import annotations

import argparse
import asyncio
import os
import random
import sys
import time
from typing import Callable, Optional

from client import Asked, Client, Gone, Refused, Wire, seen
from journal import FAULTS, HISTORY, Journal

Node = tuple[str, int]


class Load:
    """The clients, and what is counted while they talk."""

    def __init__(
        self, folder: str, nodes: list[Node], chance: random.Random, clients: int = 30, rooms: int = 6, rate: float = 500
    ) -> None:
        os.makedirs(folder, exist_ok=True)
        self.folder = folder
        self.nodes = nodes
        self.chance = chance
        self.rate = rate
        self.rooms = [f"#r{number}" for number in range(rooms)]
        self._faults = Journal(folder, FAULTS.removesuffix(".jsonl"))
        self.clients = []
        for number in range(clients):
            own = [self.rooms[number % rooms], self.rooms[(number // rooms + number + 1) % rooms]]
            name = f"c{number:02}"
            self.clients.append(
                Client(name, list(dict.fromkeys(own)), nodes, Journal(folder, name), random.Random(chance.random())))
        self._muted: dict[str, set[str]] = {}
        self._lives: list[asyncio.Task[None]] = []
        self._mouth: Optional[asyncio.Task[None]] = None

    def op(self, room: str) -> Client:
        return self.clients[self.rooms.index(room)]

    # MARK: - The beginning

    async def gather(self) -> None:
        """All come in, the ops first."""
        ops, others = self.clients[:len(self.rooms)], self.clients[len(self.rooms):]
        for one in ops:
            one.rooms.sort(key=lambda room: room != self.rooms[int(one.name[1:])])
        own = {one.name: one.rooms for one in ops}
        for one in ops:
            one.rooms = one.rooms[:1]
        await self._let_in(ops)
        for one in ops:
            await asyncio.wait_for(one.found(one.rooms[0]), 30)
        for one in ops:
            one.rooms = own[one.name]
            await one.enter_rest()
        await self._let_in(others)

    async def _let_in(self, some: list[Client]) -> None:
        self._lives += [asyncio.create_task(one.live()) for one in some]
        await self.until(lambda: all(one.is_in for one in some), 60, "all to be in")

    async def until(self, is_so: Callable[[], bool], seconds: float, what: str) -> None:
        deadline = time.monotonic() + seconds
        while not is_so():
            if time.monotonic() > deadline:
                missing = [one.name for one in self.clients if not one.is_in or one.unanswered]
                raise TimeoutError(f"waited {seconds} s for {what}; not yet: {' '.join(missing)}")
            await asyncio.sleep(0.02)

    # MARK: - Talk

    def talk(self) -> None:
        self._mouth = asyncio.create_task(self._talk())

    async def _talk(self) -> None:
        last, owed, deed = time.monotonic(), 0.0, 0.0
        while True:
            await asyncio.sleep(0.004)
            now = time.monotonic()
            # What a late turn left out is not made up for: that would be a load that nobody asked for.
            owed += min(now - last, 0.05) * self.rate
            deed += min(now - last, 0.05)
            last = now
            ready = [one for one in self.clients if one.can_talk]
            while owed >= 1:
                owed -= 1
                if ready:
                    self._speak(self.chance.choice(ready), ready)
            if deed >= 0.25 and ready:
                deed = 0
                self._act(ready)

    def _speak(self, one: Client, ready: list[Client]) -> None:
        if self.chance.random() < 0.03:
            one.tell(self.chance.choice(ready))
        else:
            one.say()

    def _act(self, ready: list[Client]) -> None:
        """One kicks, mutes, sets a topic, or changes the nick."""
        one = self.chance.choice(ready)
        if not one.account:
            one.change_nick()
            return
        room = one.rooms[0]
        muted = self._muted.setdefault(room, set())
        others = [each for each in ready if room in each.rooms and not each.account and each.name not in muted]
        what = self.chance.choice(("kick", "mute", "mute", "topic"))
        if what == "topic" or not others or room in one.absent:
            one.do("topic", room, "", f"/topic {room} topic of {one.name}")
        elif what == "kick":
            other = self.chance.choice(others)
            one.do("kick", room, other.nick, f"/kick {room} {other.nick} off you go")
        elif muted:
            who = muted.pop()
            one.do("unmute", room, who, f"/unmute {room} nick:{who}*")
        else:
            who = self.chance.choice(others).name
            muted.add(who)
            one.do("mute", room, who, f"/mute {room} nick:{who}*")

    def hush(self) -> None:
        if self._mouth is not None:
            self._mouth.cancel()
            self._mouth = None

    def fault(self, event: str, **fields: object) -> None:
        self._faults.write(event, **fields)

    @property
    def confirmed(self) -> int:
        return sum(one.confirmed for one in self.clients)

    # MARK: - The end

    async def settle(self, seconds: float = 60) -> None:
        """Ends the talk, and waits until all are in and all is answered."""
        self.hush()
        await self.until(
            lambda: all(one.is_in and not one.unanswered and not one.is_busy for one in self.clients), seconds, "all to be answered")

    async def histories(self) -> None:
        """A line is said in each room that ends it; then each node tells all that it has."""
        for room in self.rooms:
            self.op(room).say_in(room)
        await self.settle()
        ends = {room: self.op(room).last[room] for room in self.rooms}
        await asyncio.gather(*(self._history(number, node, ends) for number, node in enumerate(self.nodes)))

    async def _history(self, number: int, node: Node, ends: dict[str, int]) -> None:
        journal = Journal(self.folder, f"{HISTORY}{number}")
        try:
            reader = Reader(journal)
            await asyncio.get_running_loop().create_connection(lambda: reader, *node)
            await reader.enter(f"reader{number}")
            for room in self.rooms:
                await reader.read_room(room, ends[room])
        finally:
            journal.close()

    async def scatter(self) -> None:
        """All go. What they wrote is in the files then."""
        self.hush()
        for life in self._lives:
            life.cancel()
        await asyncio.gather(*self._lives, return_exceptions=True)
        for one in self.clients:
            one.quit()
            one.end()
            one.journal.close()
        self._faults.close()


class Reader(Wire):
    """Who comes at the end, and asks a node for all that it has."""

    async def enter(self, nick: str) -> None:
        self._n = 0
        asked = Asked(0, answer=asyncio.get_running_loop().create_future())
        assert asked.answer is not None
        self.asked.append(asked)
        self.send("/wire 1")
        await asyncio.wait_for(asked.answer, 30)
        await self._request(f"/nick {nick}")

    async def _request(self, command: str) -> tuple[list[str], dict[str, str]]:
        self._n += 1
        asked = Asked(self._n, answer=asyncio.get_running_loop().create_future())
        assert asked.answer is not None
        self.ask(asked, command)
        answer = await asyncio.wait_for(asked.answer, 30)
        if not answer.is_ok:
            raise Refused(f"{command}: {answer.code}")
        return answer.rows, answer.keys

    async def read_room(self, room: str, end: int) -> None:
        """Reads a room's history to its beginning, once the line that ends it is there."""
        await self._request(f"/join {room}")
        deadline = time.monotonic() + 30
        while True:
            rows, _ = await self._request(f"/history {room} 1")
            if rows and int(rows[-1].split(" ")[1]) >= end or time.monotonic() > deadline:
                break
            await asyncio.sleep(0.05)
        before = ""
        while True:
            rows, _ = await self._request(f"/history {room} 1000{before}")
            for row in rows:
                if row.startswith("MSG "):
                    self.journal.write("kept", **seen(row))
            # What is behind memory is asked of the store, whether or not the answer from memory said that there is more.
            if not rows:
                break
            before = f" before={rows[0].split(' ')[1]}"
        rows, _ = await self._request(f"/names {room}")
        nicks = [nick for row in rows for nick in row.split(" ")[2:] if not nick.startswith("reader")]
        self.journal.write("names-at-end", room=room, nicks=nicks)


def address(text: str) -> Node:
    host, _, port = text.rpartition(":")
    return host, int(port)


async def play(arguments: argparse.Namespace) -> None:
    seed = arguments.seed if arguments.seed is not None else random.SystemRandom().randrange(1 << 32)
    load = Load(
        arguments.folder, [address(each) for each in arguments.nodes], random.Random(seed), arguments.clients, arguments.rooms,
        arguments.rate)
    try:
        await load.gather()
        load.talk()
        await asyncio.sleep(arguments.seconds)
        await load.settle()
        await load.histories()
    finally:
        await load.scatter()
    print(f"seed {seed}: {load.confirmed} lines answered OK; their logs are in {arguments.folder}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", help="where the clients' logs go")
    parser.add_argument("nodes", nargs="+", help="HOST:PORT of each node")
    parser.add_argument("--clients", type=int, default=30)
    parser.add_argument("--rooms", type=int, default=6)
    parser.add_argument("--rate", type=float, default=500, help="lines a second, of all together")
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--seed", type=int)
    try:
        asyncio.run(play(parser.parse_args()))
    except (OSError, Gone, Refused, TimeoutError, asyncio.TimeoutError) as fault:
        print(f"load: {fault or type(fault).__name__}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
