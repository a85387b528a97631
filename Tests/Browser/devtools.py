"""Debian's Chromium without a screen, driven by its DevTools protocol.

It is spoken over a pipe: there is no port that others of this machine could reach, and the browser ends when we do, however that is.
"""
from __future__ import annotations

import asyncio
import json
import os
import shutil
import tempfile
from typing import Any, Callable, Optional

from waiting import Broken

# What DevTools says and is told: objects of JSON.
Json = dict[str, Any]
Listener = Callable[[str, Json], None]

# Names that stand for this machine, and no other name is looked up: nothing that a page asks for leaves the machine.
FOREIGN_NAMES = ("chat.example", "evil.example")
RULES = ", ".join([*(f"MAP {name} 127.0.0.1" for name in FOREIGN_NAMES), "MAP * ~NOTFOUND", "EXCLUDE localhost", "EXCLUDE 127.0.0.1"])
FLAGS = [
    "--headless=new", "--remote-debugging-pipe", "--no-first-run", "--no-default-browser-check", "--disable-gpu",
    "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-extensions", "--disable-search-engine-choice-screen", "--disable-features=Translate,MediaRouter,OptimizationHints",
    "--disable-renderer-backgrounding", "--disable-background-timer-throttling", "--disable-backgrounding-occluded-windows",
    "--hide-scrollbars", "--force-color-profile=srgb", "--lang=en-US", f"--host-resolver-rules={RULES}"]
# DevTools sends a picture of the screen as one message.
LARGEST_MESSAGE = 64 << 20


class DevToolsError(Exception):
    """A command that the browser refused."""


class Browser:
    """A browser with a profile of its own, which is removed at its end."""

    def __init__(self, process: asyncio.subprocess.Process, reader: asyncio.StreamReader, writer: asyncio.WriteTransport,
                 profile: str) -> None:
        self._process = process
        self._reader = reader
        self._writer = writer
        self._profile = profile
        self._last = 0
        self._answers: dict[int, asyncio.Future[Json]] = {}
        self._listeners: dict[str, Listener] = {}
        self._reading = asyncio.create_task(self._read())

    @classmethod
    async def launch(cls, program: str = "chromium") -> "Browser":
        """Starts it; its descriptors 3 and 4 are the two pipes."""
        profile = tempfile.mkdtemp(prefix="partyline-chromium-")
        commands, to_browser = os.pipe()
        from_browser, answers = os.pipe()

        def place_pipes() -> None:
            # By way of other numbers, as one of them may be 3 or 4.
            first, second = os.dup(commands), os.dup(answers)
            os.dup2(first, 3)
            os.dup2(second, 4)

        flags = [*FLAGS, f"--user-data-dir={profile}", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
        process = await asyncio.create_subprocess_exec(
            program, *flags, "about:blank", stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL, preexec_fn=place_pipes, pass_fds=(3, 4),
            env={**os.environ, "LANG": "C.UTF-8", "TZ": "UTC"})
        os.close(commands)
        os.close(answers)
        loop = asyncio.get_running_loop()
        reader = asyncio.StreamReader(limit=LARGEST_MESSAGE)
        await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(from_browser, "rb", 0))
        writer, _ = await loop.connect_write_pipe(asyncio.Protocol, os.fdopen(to_browser, "wb", 0))
        return cls(process, reader, writer, profile)

    async def close(self) -> None:
        """Ends it, and waits until it is gone."""
        try:
            await self.call("Browser.close")
            await asyncio.wait_for(self._process.wait(), 10)
        except (Broken, asyncio.TimeoutError):
            self._process.kill()
            await self._process.wait()
        self._reading.cancel()
        self._writer.close()
        shutil.rmtree(self._profile, ignore_errors=True)

    async def call(self, method: str, parameters: Optional[Json] = None, session: str = "", seconds: float = 20) -> Json:
        """One command, and its answer."""
        self._last += 1
        answer: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        self._answers[self._last] = answer
        message: Json = {"id": self._last, "method": method, "params": parameters or {}}
        if session:
            message["sessionId"] = session
        self._writer.write(json.dumps(message).encode() + b"\0")
        try:
            given = await asyncio.wait_for(answer, seconds)
        except asyncio.TimeoutError:
            raise Broken(f"the browser did not answer {method} in {seconds:g} s") from None
        finally:
            self._answers.pop(message["id"], None)
        if "error" in given:
            raise DevToolsError(f"{method}: {given['error'].get('message')} {given['error'].get('data', '')}".rstrip())
        result: Json = given["result"]
        return result

    def listen(self, session: str, listener: Listener) -> None:
        """Tells it what happens in a session."""
        self._listeners[session] = listener

    def forget(self, session: str) -> None:
        self._listeners.pop(session, None)

    async def _read(self) -> None:
        try:
            while True:
                message: Json = json.loads((await self._reader.readuntil(b"\0"))[:-1])
                if "id" in message:
                    answer = self._answers.get(message["id"])
                    if answer is not None and not answer.done():
                        answer.set_result(message)
                elif message.get("sessionId") in self._listeners:
                    self._listeners[message["sessionId"]](message["method"], message["params"])
        except asyncio.IncompleteReadError:
            for answer in self._answers.values():
                if not answer.done():
                    answer.set_exception(Broken("the browser ended"))
