"""A town of citizens who talk all the time, and the account of who must have heard what."""
from __future__ import annotations

import asyncio
import random
from typing import Optional

from daemon import Broken, Daemon
from peers import Citizen, Fate, Form

# Of each room's eleven; who speaks TLS is told to come again by an upgrade, and does.
FORMS = [Form.WIRE, Form.WIRE, Form.WIRE, Form.HUMAN, Form.TELNET, Form.TLS, Form.WIRE, Form.HUMAN, Form.WIRE, Form.IRC, Form.IRC]
LETTERS = "abcdefghij äöü 日本語 🎉 ---"


class Town:
    """Rooms of citizens. Every 10 ms some of them speak: `rate` lines a second, all together."""

    def __init__(self, daemon: Daemon, chance: random.Random, rooms: int = 4, forms: Optional[list[Form]] = None) -> None:
        self.daemon = daemon
        self.chance = chance
        self.trust = daemon.trust()
        self.rooms = [f"#r{number}" for number in range(rooms)]
        self.citizens: dict[str, Citizen] = {}
        self.rate = 400.0
        self.filler = 60
        # Whether who is cut off comes again.
        self.returns = True
        # In which forms one may be cut off without a fault.
        self.excused: set[Form] = set()
        self.slowest_answer = 0.0
        # How late this program itself was: what it says of the server is no better than that.
        self.own_lag = 0.0
        self.deliveries = 0
        self.messages = 0
        self.faults: list[str] = []
        self._forms = forms or FORMS
        self._mouth: Optional[asyncio.Task[None]] = None
        self._returning: set[asyncio.Task[None]] = set()
        self._settlements = 0

    async def gather(self) -> None:
        for room in self.rooms:
            for form in self._forms:
                citizen = Citizen(self, len(self.citizens), room, form)
                self.citizens[citizen.key] = citizen
        await asyncio.gather(*(citizen.enter() for citizen in self.citizens.values()))
        await self.settle()

    async def scatter(self) -> None:
        self.hush()
        self.returns, self.excused = False, set(Form)
        for task in self._returning:
            task.cancel()
        for citizen in self.citizens.values():
            citizen.leave()
        await asyncio.sleep(0)

    # MARK: - Talk

    def talk(self) -> None:
        self.hush()
        self._mouth = asyncio.get_running_loop().create_task(self._talk())

    def hush(self) -> None:
        if self._mouth is not None:
            self._mouth.cancel()
            self._mouth = None

    async def _talk(self) -> None:
        loop = asyncio.get_running_loop()
        owed, last = 0.0, loop.time()
        while True:
            await asyncio.sleep(0.01)
            now = loop.time()
            self.own_lag = max(self.own_lag, now - last - 0.01)
            # What a late turn left out is not made up for: that would be a load that nobody asked for.
            owed += min(now - last, 0.05) * self.rate
            last = now
            here = [citizen for citizen in self.citizens.values() if citizen.is_here]
            while owed >= 1 and here:
                owed -= 1
                letters = self.chance.choices(LETTERS, k=self.chance.randint(1, self.filler))
                self.chance.choice(here).say("".join(letters).strip() or "-")

    def answered(self, seconds: float) -> None:
        self.slowest_answer = max(self.slowest_answer, seconds)

    # MARK: - Faults

    def fail(self, what: str) -> None:
        if len(self.faults) < 20:
            self.faults.append(what)

    def check(self) -> None:
        if self.faults:
            raise Broken("\n".join(self.faults))

    def cut_off(self, citizen: Citizen) -> None:
        """A citizen has lost its connection. It comes again where the row says so."""
        if citizen.form not in self.excused:
            self.fail(f"{citizen.key} ({citizen.form.value}) was cut off: {citizen.goodbye or 'without a word'}")
        if self.returns:
            self._judge_run(citizen)
            citizen.heard = {}
            task = asyncio.get_running_loop().create_task(self._come_again(citizen))
            self._returning.add(task)
            task.add_done_callback(self._returning.discard)

    async def _come_again(self, citizen: Citizen) -> None:
        citizen.goodbye = ""
        for pause in (0.0, 0.05, 0.1, 0.2, 0.5, 1.0):
            await asyncio.sleep(pause)
            try:
                return await citizen.enter()
            except (OSError, Broken):
                continue
        self.fail(f"{citizen.key} could not come again")

    # MARK: - The account

    async def settle(self) -> None:
        """Ends the talk, waits until all is answered and heard, and compares what was said with what was heard."""
        self.hush()
        while self._returning:
            await asyncio.gather(*list(self._returning))
        for _ in range(2):
            self._settlements += 1
            token = f"s{self._settlements}"
            await asyncio.gather(*(citizen.settle(token) for citizen in self.citizens.values()))
        self.judge()

    def judge(self) -> None:
        """Compares; afterwards the account is empty."""
        self.check()
        for hearer in self.citizens.values():
            if hearer.was_here:
                self._judge_whole(hearer)
            else:
                self._judge_run(hearer)
        self.check()
        for citizen in self.citizens.values():
            self.messages += sum(1 for fate in citizen.fates if fate is Fate.SAID)
            self.deliveries += citizen.arrivals
            citizen.first += len(citizen.fates)
            citizen.fates, citizen.heard, citizen.arrivals = [], {}, 0
            citizen.was_here = citizen.is_here

    def _said(self, speaker: Citizen) -> dict[int, Fate]:
        return {speaker.first + index: fate for index, fate in enumerate(speaker.fates)}

    def _others(self, hearer: Citizen) -> list[Citizen]:
        return [one for one in self.citizens.values() if one.room == hearer.room and one is not hearer]

    def _judge_whole(self, hearer: Citizen) -> None:
        """Who was here all the time has heard each message that was answered OK, once and in order."""
        for speaker in self._others(hearer):
            said, heard = self._said(speaker), hearer.heard.get(speaker.key, [])
            expected = [number for number, fate in said.items() if fate is Fate.SAID]
            sure = [number for number in heard if said.get(number) is not Fate.DOUBTFUL]
            if sure != expected:
                missing = sorted(set(expected) - set(heard))[:5]
                surplus = sorted(set(sure) - set(expected))[:5]
                self.fail(
                    f"{hearer.key} ({hearer.form.value}) heard {len(heard)} of {speaker.key}'s {len(expected)}: "
                    f"it missed {missing}, and heard {surplus} though they were refused")

    def _judge_run(self, hearer: Citizen) -> None:
        """Who came or went meanwhile has heard a part of it without a gap."""
        for key, heard in hearer.heard.items():
            said = self._said(self.citizens[key])
            inside = [number for number in heard if number in said]
            if not inside:
                continue
            expected = [number for number, fate in said.items() if fate in (Fate.SAID, Fate.PENDING)]
            expected = [number for number in expected if inside[0] <= number <= inside[-1]]
            pending = {number for number, fate in said.items() if fate is Fate.PENDING}
            sure = [number for number in inside if said[number] is not Fate.DOUBTFUL]
            if [n for n in sure if n not in pending] != [n for n in expected if n not in pending]:
                self.fail(f"{hearer.key} heard {key} with a gap between {inside[0]} and {inside[-1]}")
