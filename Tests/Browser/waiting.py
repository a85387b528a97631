"""Waiting for what must come, up to a deadline."""
from __future__ import annotations

import asyncio
import os
from typing import Awaitable, Callable, Optional, TypeVar

# A slow machine, or an instrumented server, is given more time.
PATIENCE = float(os.environ.get("PARTYLINE_TEST_PATIENCE", "1"))
# Between two looks at what can only be asked for.
LOOK = 0.02

T = TypeVar("T")


class Broken(Exception):
    """What must not be, and was."""


async def until(look: Callable[[], Awaitable[Optional[T]]], what: str, seconds: float = 10) -> T:
    """Looks until there is something true, and gives it."""
    loop = asyncio.get_running_loop()
    deadline = loop.time() + seconds * PATIENCE
    while True:
        found = await look()
        if found:
            return found
        if loop.time() > deadline:
            raise Broken(f"{what}: not within {seconds * PATIENCE:g} s")
        await asyncio.sleep(LOOK)


async def until_true(look: Callable[[], bool], what: str, seconds: float = 10) -> None:
    """The same, of what needs no waiting itself."""
    async def ask() -> bool:
        return look()

    await until(ask, what, seconds)
