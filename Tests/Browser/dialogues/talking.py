"""A talk between a browser, telnet and a client of IRC."""
from __future__ import annotations

from stage import Stage


async def both_ways(stage: Stage) -> None:
    """What each says, all others read, once."""
    daemon = await stage.daemon()
    telnet, irc = await stage.telnet(daemon, "tess"), await stage.irc(daemon, "ira")
    chat = await stage.chat(daemon.address)
    await telnet.hears("*** mira joined #lobby")
    telnet.send("hello from telnet")
    await chat.sees("hello from telnet")
    irc.send("PRIVMSG #lobby :hello from IRC")
    await chat.sees("hello from IRC")
    await chat.say("hello from the browser")
    await telnet.hears("<mira> hello from the browser")
    await irc.hears("PRIVMSG #lobby :hello from the browser")


DIALOGUES = [both_ways]
