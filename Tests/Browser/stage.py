"""What a dialogue has: a browser, and daemons, people and proxies that are gone when it is over."""
from __future__ import annotations

import asyncio
import os
from typing import Awaitable, Callable, Optional

from chat import Chat
from daemon import Daemon, Setup
from devtools import Browser, DevToolsError
from people import IRC, Peer, Program, Telnet
from proxies import Line, Proxy
from tab import Look, Tab
from waiting import Broken

Dialogue = Callable[["Stage"], Awaitable[None]]


class Stage:
    """Of one dialogue. Whatever it opened is closed in the end, and looked at once more."""

    def __init__(self, browser: Browser, program: str, page: Optional[str]) -> None:
        self.browser = browser
        # It runs in a folder of its own.
        self.program = os.path.abspath(program)
        self._page = page
        # What is measured and told, and fails nothing by itself.
        self.figures: list[str] = []
        self._daemons: list[Daemon] = []
        self._peers: list[Peer] = []
        self._proxies: list[Proxy] = []
        self._lines: list[Line] = []
        self._tabs: list[Tab] = []

    # MARK: - Who is there

    async def daemon(self, setup: Optional[Setup] = None) -> Daemon:
        daemon = Daemon(self.program, self._page, setup or Setup())
        self._daemons.append(daemon)
        await daemon.start()
        return daemon

    async def telnet(self, daemon: Daemon, nick: str) -> Telnet:
        peer = await Telnet.join(daemon.port, nick)
        self._peers.append(peer)
        return peer

    async def irc(self, daemon: Daemon, nick: str) -> IRC:
        peer = await IRC.join(daemon.irc_port, nick)
        self._peers.append(peer)
        return peer

    async def wire(self, daemon: Daemon, nick: str, *rooms: str) -> Program:
        peer = await Program.join(daemon.port, nick, *rooms)
        self._peers.append(peer)
        return peer

    async def proxy(self, kind: str, daemon: Daemon) -> Proxy:
        proxy = Proxy(kind, daemon.web_port)
        self._proxies.append(proxy)
        await proxy.start()
        return proxy

    async def line(self, port: int) -> Line:
        """A line to a port, that can be cut."""
        line = Line(port)
        self._lines.append(line)
        await line.start()
        return line

    async def tab(self, look: Optional[Look] = None, context: str = "") -> Tab:
        tab = await Tab.open(self.browser, look, context)
        self._tabs.append(tab)
        return tab

    async def chat(self, address: str, nick: str = "mira", look: Optional[Look] = None, context: str = "") -> Chat:
        """Somebody who has opened the page and joined."""
        chat = Chat(await self.tab(look, context))
        await chat.tab.go(address)
        await chat.join(nick)
        return chat

    # MARK: - Its end

    async def close(self) -> list[Broken]:
        """Ends all of it, and tells what was wrong that the dialogue did not see."""
        faults = []
        for tab in self._tabs:
            try:
                tab.check()
            except Broken as broken:
                faults.append(broken)
            self.browser.forget(tab.session)
        for context in {tab.context for tab in self._tabs}:
            try:
                await self.browser.call("Target.disposeBrowserContext", {"browserContextId": context})
            except (DevToolsError, Broken) as error:
                faults.append(Broken(str(error)))
        await asyncio.gather(*(each.close() for each in self._peers))
        for line in self._lines:
            await line.stop()
        for proxy in self._proxies:
            await proxy.stop()
            proxy.remove()
        for daemon in self._daemons:
            try:
                await daemon.stop()
                daemon.check()
            except Broken as broken:
                faults.append(broken)
            daemon.remove()
        return faults
