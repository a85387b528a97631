"""A row of the table: a daemon, a town that talks, a fault, and what must be so afterwards."""
from __future__ import annotations

import asyncio
import random
import time
from dataclasses import dataclass, field
from typing import Awaitable, Callable, Optional

from daemon import Broken, Daemon, Reading, Setup, slowest
from town import Town

LAG_LIMIT = 0.1


@dataclass
class Stage:
    """What a fault works with."""
    daemon: Daemon
    town: Town
    chance: random.Random
    # 1: all of it; less: a quick look.
    scale: float

    def count(self, whole: int) -> int:
        return max(2, int(whole * self.scale))

    async def rest(self, seconds: float) -> None:
        """Lets the talk go on for a while, and ends at once where it went wrong."""
        for _ in range(max(1, int(seconds / 0.1))):
            await asyncio.sleep(0.1)
            self.town.check()


@dataclass
class Row:
    """A fault, and what it may leave behind. `note` of the result is what `fault` returns."""
    name: str
    fault: Callable[[Stage], Awaitable[str]]
    setup: Callable[[], Setup] = Setup
    # Patterns of lines of the log, and how many of each there must be.
    log: dict[str, tuple[int, int]] = field(default_factory=dict)
    # Figures that must have grown by so much in all.
    figures: dict[str, tuple[int, int]] = field(default_factory=dict)
    # What the fault may make the process keep, in MB.
    may_keep: float = 4
    # Descriptors that it opens when they are first needed, and keeps.
    may_open: int = 0
    # The process that ends the row is not that which began it.
    changes_process: bool = False
    ends_daemon: bool = False
    # Seconds that no turn of the loop may last.
    lag_limit: float = LAG_LIMIT
    # What the row says of its lag where it can't be held to the limit: None: it is.
    lag_excuse: Optional[str] = None


@dataclass
class Result:
    name: str
    fault: Optional[str] = None
    note: str = ""
    messages: int = 0
    deliveries: int = 0
    lag: float = 0
    answer: float = 0
    kept: float = 0
    seconds: float = 0


async def play(
    row: Row, program: str, seed: int, scale: float, slack: float, successor: Optional[str] = None
) -> Result:
    """Plays a row. `slack` is by how much an instrumented program may be slower and larger;
    `successor` is another program, to which it is upgraded first."""
    result, began = Result(row.name), time.monotonic()
    daemon = Daemon(program, row.setup())
    daemon.successor = successor
    town = Town(daemon, random.Random(f"{seed}/{row.name}/town"))
    try:
        await daemon.started()
        await town.gather()
        before = await warmed_up(daemon, town)
        town.talk()
        stage = Stage(daemon, town, random.Random(f"{seed}/{row.name}"), scale)
        result.note = await asyncio.wait_for(row.fault(stage), 300)
        result.answer = town.slowest_answer
        if row.ends_daemon:
            town.judge()
        else:
            await town.settle()
            result.kept, result.lag = await returned(row, daemon, before, slack)
            if result.lag > row.lag_limit * slack and row.lag_excuse is None:
                raise Broken(f"its loop was late by up to {result.lag} s (and this program by {town.own_lag:.3f} s)")
        await town.scatter()
        await daemon.stop()
        daemon.check_log(row.log)
    except (Broken, asyncio.TimeoutError, OSError) as fault:
        result.fault = str(fault) or repr(fault)
        if town.faults and result.fault not in town.faults:
            result.fault += "\n" + "\n".join(town.faults)
    finally:
        await town.scatter()
        daemon.kill()
        if result.fault is None:
            daemon.remove_files()
        else:
            result.fault += f"\nits log: {daemon.log_path}"
    result.messages, result.deliveries = town.messages, town.deliveries
    result.seconds = time.monotonic() - began
    return result


async def warmed_up(daemon: Daemon, town: Town) -> Reading:
    """What the daemon has once its tables are as large as the town makes them, and what was only for a moment is given back."""
    town.talk()
    await asyncio.sleep(1)
    await town.settle()
    await asyncio.sleep(1.2)
    town.slowest_answer = town.own_lag = 0
    return await daemon.read()


async def returned(row: Row, daemon: Daemon, before: Reading, slack: float) -> tuple[float, float]:
    """Waits until descriptors and memory are back, and looks at the figures.

    - Returns: the MB that it keeps, and its lag in seconds.
    """
    deadline = time.monotonic() + 20
    while True:
        await asyncio.sleep(0.6)
        after = await daemon.read()
        kept = (after.resident - before.resident) / (1 << 20)
        opened = after.descriptors - before.descriptors
        is_back = 0 <= opened <= row.may_open and kept <= row.may_keep * slack
        if is_back or time.monotonic() > deadline:
            break
    if not 0 <= opened <= row.may_open:
        raise Broken(f"it had {before.descriptors} descriptors, and has {after.descriptors}")
    if kept > row.may_keep * slack:
        raise Broken(f"it keeps {kept:.1f} MB, and may keep {row.may_keep * slack:.1f}")
    start = {} if row.changes_process else before.figures
    for name, (least, most) in row.figures.items():
        grown = after.figure(name) - int(start.get(name, 0))
        if not least <= grown <= most:
            raise Broken(f"{name} grew by {grown}, and should have by {least} to {most}")
    histograms = ("turn_duration", "loop_lag")
    return kept, max(slowest(start, after.figures, f"partyline_{name}_seconds") for name in histograms)
