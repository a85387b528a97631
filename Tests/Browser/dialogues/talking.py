"""A talk between a browser, telnet and a client of IRC."""
from __future__ import annotations

import re

from stage import Stage


async def both_ways(stage: Stage) -> None:
    """What each says, all others read, once."""
    daemon = await stage.daemon()
    telnet, irc = await stage.telnet(daemon, "tess"), await stage.irc(daemon, "ira")
    chat = await stage.chat(daemon.address)
    await telnet.hears("*** mira joined #lobby")
    telnet.send("hello from telnet", "/me waves")
    await chat.sees("hello from telnet")
    await chat.sees("waves")
    irc.send("PRIVMSG #lobby :hello from IRC")
    await chat.sees("hello from IRC")
    await chat.say("hello from the browser")
    await telnet.hears("<mira> hello from the browser")
    await irc.hears("PRIVMSG #lobby :hello from the browser")
    await chat.say("/me nods")
    await telnet.hears("* mira nods")
    for text in ["hello from telnet", "hello from IRC", "hello from the browser", "waves", "nods"]:
        await chat.sees_once(text)


async def own_lines(stage: Stage) -> None:
    """A line of one's own stands there at once, and is marked until it is said; what is refused tells why."""
    daemon = await stage.daemon()
    irc = await stage.irc(daemon, "ira")
    irc.send("JOIN #tea", "MODE #tea +m")
    await irc.hears("MODE #tea +m")
    chat = await stage.chat(daemon.address)
    await chat.say("said")
    await chat.tab.wait("document.querySelector('[role=log] li.sent, [role=log] li.mine')?.innerText.includes('said')", "the line is marked as said")
    await chat.say("/join #tea")
    await chat.tab.find("heading", "#tea")
    await chat.say("hm?")
    await chat.tab.wait("document.querySelector('[role=log] li.failed')?.innerText.includes('You may not speak in #tea')", "the refusal is told")


async def elsewhere(stage: Stage) -> None:
    """What is said in another room is counted there; a mention is told in the title, too."""
    daemon = await stage.daemon()
    wire = await stage.wire(daemon, "wim", "#kitchen", "#lobby")
    chat = await stage.chat(daemon.address)
    await chat.say("/join #kitchen")
    await chat.tab.find("heading", "#kitchen")
    await chat.show("#lobby")
    await wire.ask("/msg #kitchen cake at three")
    await wire.ask("/msg #kitchen lemon cake")
    kitchen = await chat.tab.find("button", re.compile(r"^#kitchen\W+2\b"), await chat.rooms())
    assert "unread" in kitchen.name, kitchen
    title = await chat.title()
    assert "(" not in title, title
    await wire.ask("/msg #kitchen mira: yours has the blue plate")
    await chat.tab.wait("document.title.startsWith('(1)')", "the title counts the mention")
    await chat.show("#kitchen")
    await chat.sees("yours has the blue plate")
    await chat.tab.wait("!document.title.startsWith('(')", "the title counts nothing any more")
    assert await chat.tab.run("document.querySelector('[role=log] li.new') !== null"), "what is new has no rule above it"


async def in_private(stage: Stage) -> None:
    """Private messages have a conversation of their own."""
    daemon = await stage.daemon()
    telnet = await stage.telnet(daemon, "tess")
    chat = await stage.chat(daemon.address)
    telnet.send("/msg mira psst")
    await chat.tab.wait("document.title.startsWith('(1)')", "the title counts the message")
    await chat.show("tess")
    await chat.sees("psst")
    await chat.say("yes?")
    await telnet.hears("[mira] yes?")
    await chat.show("#lobby")
    assert await chat.count("psst") == 0
    await chat.say("/msg tess and this")
    await telnet.hears("[mira] and this")


async def further_up(stage: Stage) -> None:
    """Who reads further up is told how much is new below, and how much of it is for them."""
    daemon = await stage.daemon()
    wire = await stage.wire(daemon, "wim")
    for number in range(60):
        await wire.ask(f"line {number}")
    chat = await stage.chat(daemon.address)
    await chat.sees("line 59")
    await chat.scroll_to_top()
    for text in ["tea?", "mira: tea?"]:
        await wire.ask(text)
    await chat.tab.click("button", "2 new, 1 for you ↓")
    await chat.sees("mira: tea?")
    await chat.tab.gone("button", "2 new, 1 for you ↓")


DIALOGUES = [both_ways, own_lines, elsewhere, in_private, further_up]
