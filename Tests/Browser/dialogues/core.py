"""The page's core without its face: node's tests of it that need a real daemon."""
from __future__ import annotations

import asyncio
import os

from daemon import Setup
from stage import Stage
from waiting import Broken

TESTS = os.path.join(os.path.dirname(__file__), "..", "..", "Page", "daemon.test.mjs")


async def by_node(stage: Stage) -> None:
    daemon = await stage.daemon(Setup(has_store=True, limits={"exempt": ["127.0.0.1"]}))
    process = await asyncio.create_subprocess_exec(
        "node", "--test", TESTS, stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
        env={**os.environ, "PARTYLINE_WEB": f"ws://127.0.0.1:{daemon.web_port}/"})
    try:
        said = (await process.communicate())[0].decode("utf-8", "replace")
    finally:
        if process.returncode is None:
            process.kill()
    if process.returncode != 0:
        raise Broken("\n    ".join(line for line in said.splitlines() if "not ok" in line or "error:" in line) or said[-400:])
    stage.figures.append(", ".join(line.strip("# ") for line in said.splitlines() if line.startswith(("# pass", "# skipped"))))


DIALOGUES = [by_node]
