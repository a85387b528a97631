"""More than one tab of one person."""
from __future__ import annotations

from chat import Chat
from stage import Stage


async def two(stage: Stage) -> None:
    """A second tab is another guest, and takes nothing from the first."""
    daemon = await stage.daemon()
    telnet = await stage.telnet(daemon, "tess")
    chat = await stage.chat(daemon.address)
    other = Chat(await stage.tab(context=chat.tab.context))
    await other.tab.go(daemon.address)
    await other.is_in()
    assert await chat.nick() == "mira" and await other.nick() != "mira"
    telnet.send("to both")
    await chat.sees("to both")
    await other.sees("to both")
    await other.say("from the second")
    await chat.sees("from the second")
    await chat.say("from the first")
    await telnet.hears("<mira> from the first")
    await other.tab.close()
    telnet.send("to the first")
    await chat.sees("to the first")


DIALOGUES = [two]
