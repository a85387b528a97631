#!/usr/bin/python3
"""Has a browser talk with a partylined, a dialogue at a time, and tells what each came to.

    run.py [--page FOLDER] PROGRAM [NAME...]     NAME: a subject, as `talking`, or one dialogue, as `talking.both_ways`

Debian's python, as the modules are Debian's. Several may run side by side.
"""
from __future__ import annotations

import argparse
import asyncio
import resource
import sys
import time
import traceback
from typing import Optional

import dialogues
from devtools import Browser
from stage import Dialogue, Stage
from waiting import Broken, PATIENCE

# A dialogue that takes longer than this hangs.
LONGEST = 60.0


def named(names: list[str]) -> list[tuple[str, Dialogue]]:
    """The dialogues of these names, or all, in their order."""
    every = [(f"{subject}.{dialogue.__name__}", dialogue) for subject, each in dialogues.SUBJECTS.items() for dialogue in each]
    known = {name for name, _ in every} | set(dialogues.SUBJECTS)
    unknown = [name for name in names if name not in known]
    if unknown:
        print(f"there is no {', '.join(unknown)}; there are: {' '.join(name for name, _ in every)}", file=sys.stderr)
        sys.exit(64)
    return [(name, dialogue) for name, dialogue in every if not names or name in names or name.partition(".")[0] in names]


# What was wrong, what was measured, and how many seconds it took.
Outcome = tuple[Optional[str], list[str], float]


async def play(dialogue: Dialogue, browser: Browser, arguments: argparse.Namespace) -> Outcome:
    """One dialogue."""
    start = time.monotonic()
    stage = Stage(browser, arguments.program, arguments.page)
    fault: Optional[str] = None
    try:
        await asyncio.wait_for(dialogue(stage), LONGEST * PATIENCE)
    except asyncio.TimeoutError:
        fault = f"it took more than {LONGEST * PATIENCE:g} s"
    except (Broken, AssertionError) as broken:
        place = traceback.extract_tb(broken.__traceback__)
        own = next((each for each in place if "/dialogues/" in each.filename), place[-1])
        fault = f"{broken}\n    at {own.filename.rpartition('/')[2]}:{own.lineno}: {own.line}"
    except Exception:
        fault = traceback.format_exc()
    told = [fault] if fault else []
    # A complaint that ended the dialogue is told once.
    told += [each for each in map(str, await stage.close()) if each not in (fault or "")]
    return "\n    ".join(told) or None, stage.figures, time.monotonic() - start


async def main(arguments: argparse.Namespace) -> int:
    began = time.monotonic()
    chosen = named(arguments.names)
    failed = 0
    browser = await Browser.launch(arguments.chromium)
    gate = asyncio.Semaphore(arguments.jobs)

    async def admitted(dialogue: Dialogue) -> Outcome:
        async with gate:
            return await play(dialogue, browser, arguments)

    try:
        together = {name: asyncio.create_task(admitted(dialogue)) for name, dialogue in chosen if not is_alone(name)}
        for name, dialogue in chosen:
            fault, figures, seconds = await (together[name] if name in together else admitted(dialogue))
            print(f"{name:44} {'ok' if fault is None else 'FAILED':6} {seconds:5.1f} s", flush=True)
            for line in [*figures, *([fault] if fault else [])]:
                print(f"    {line}", flush=True)
            failed += fault is not None
    finally:
        await browser.close()
    print(f"\n{len(chosen) - failed} passed, {failed} failed, in {time.monotonic() - began:.0f} s")
    return 1 if failed else 0


def is_alone(name: str) -> bool:
    """What measures is played when all others are over; it comes last."""
    return name.partition(".")[0] == "crowds"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", help="the partylined to try")
    parser.add_argument("names", nargs="*", help="these alone")
    parser.add_argument("--page", help="a folder with the page's files, instead of those in the program")
    parser.add_argument("--jobs", type=int, default=2, help="so many at a time; those that measure are played alone")
    parser.add_argument("--chromium", default="chromium", help="the browser")
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    sys.exit(asyncio.run(main(parser.parse_args())))
