"""Connections that are lost: nothing is missed, nothing is said twice, and nobody notices."""
from __future__ import annotations

from typing import Protocol

from chat import Chat
from daemon import Daemon, Setup
from people import Telnet
from stage import Stage

# What a browser prints by itself where a connection fails.
CUT = r"WebSocket connection to .* failed|ERR_(CONNECTION|EMPTY|SOCKET)|50[0-9] |Error during WebSocket"


class Way(Protocol):
    """What can be cut."""
    @property
    def address(self) -> str: ...
    async def start(self) -> None: ...
    async def stop(self) -> None: ...


async def visit(stage: Stage, daemon: Daemon, address: str) -> tuple[Chat, Telnet]:
    telnet = await stage.telnet(daemon, "tess")
    chat = await stage.chat(address)
    chat.tab.expect(CUT)
    await telnet.hears("*** mira joined #lobby")
    telnet.send("before the cut")
    await chat.sees("before the cut")
    return chat, telnet


async def goes_on(chat: Chat, telnet: Telnet) -> None:
    """All that was said meanwhile is there once and in order, and it is as if nothing had been."""
    await chat.sees("missed 2", 20)
    telnet.send("after it")
    await chat.sees("after it")
    lines = [line for line in await chat.lines() if "missed" in line or "the cut" in line or "after it" in line]
    assert [line.splitlines()[-1] for line in lines] == ["before the cut", "missed 0", "missed 1", "missed 2", "after it"], lines
    assert await chat.nick() == "mira"
    await chat.say("still here")
    await telnet.hears("<mira> still here")
    assert telnet.count("still here") == 1
    assert not telnet.count("mira quit") and telnet.count("mira joined") == 1, telnet.heard


async def cut(stage: Stage, daemon: Daemon, way: Way) -> None:
    """The way breaks; three lines are missed, and one is typed; the way is there again."""
    chat, telnet = await visit(stage, daemon, way.address)
    await way.stop()
    await chat.tab.find("alert")
    telnet.send("missed 0", "missed 1", "missed 2")
    await chat.say("typed meanwhile")
    await way.start()
    await chat.hurries()
    await telnet.hears("<mira> typed meanwhile", 20)
    await goes_on(chat, telnet)
    await chat.sees_once("typed meanwhile")
    assert telnet.count("typed meanwhile") == 1, telnet.heard


async def directly(stage: Stage) -> None:
    daemon = await stage.daemon()
    await cut(stage, daemon, await stage.line(daemon.web_port))


async def behind_nginx(stage: Stage) -> None:
    daemon = await stage.daemon(Setup(behind="forwarded"))
    await cut(stage, daemon, await stage.proxy("nginx", daemon))


async def behind_haproxy(stage: Stage) -> None:
    daemon = await stage.daemon(Setup(behind="proxy_protocol"))
    await cut(stage, daemon, await stage.proxy("haproxy", daemon))


async def behind_caddy(stage: Stage) -> None:
    daemon = await stage.daemon(Setup(behind="forwarded"))
    proxy = await stage.proxy("caddy", daemon)
    # In front of it: Caddy 2.6 ends with a frame that is none (an unmasked Close), for which a person quits.
    await cut(stage, daemon, await stage.line(proxy.port))


async def upgraded(stage: Stage) -> None:
    """A new process takes over, and the page notices nothing; it does so also while it is cut."""
    daemon = await stage.daemon()
    line = await stage.line(daemon.web_port)
    chat, telnet = await visit(stage, daemon, line.address)
    await daemon.upgrade()
    await chat.say("to the new one")
    await telnet.hears("<mira> to the new one")
    assert not await chat.tab.all("alert")
    await line.stop()
    await chat.tab.find("alert")
    telnet.send("missed 0", "missed 1", "missed 2")
    await daemon.upgrade()
    await line.start()
    await chat.hurries()
    await goes_on(chat, telnet)


async def restarted(stage: Stage) -> None:
    """The daemon ends and another one starts: the page is there again under its nick, with what it had on the screen."""
    daemon = await stage.daemon(Setup(has_store=True))
    chat, _ = await visit(stage, daemon, daemon.address)
    await daemon.stop()
    await chat.tab.find("alert")
    await daemon.start()
    telnet = await stage.telnet(daemon, "tess")
    await chat.hurries()
    await telnet.hears("*** mira joined #lobby", 20)
    telnet.send("after it")
    await chat.sees("after it")
    await chat.sees_once("before the cut")
    assert await chat.nick() == "mira"


async def frozen(stage: Stage) -> None:
    """A tab that the browser has frozen is lost for the server, and comes back when it is looked at again."""
    daemon = await stage.daemon(Setup(limits={"ping_seconds": 1}))
    chat, telnet = await visit(stage, daemon, daemon.address)
    await chat.tab.freeze()
    telnet.send("missed 0", "missed 1", "missed 2")
    await daemon.logs("cause=ping_timeout")
    await chat.tab.thaw()
    await goes_on(chat, telnet)


DIALOGUES = [directly, behind_nginx, behind_haproxy, behind_caddy, upgraded, restarted, frozen]
