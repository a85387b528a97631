"""Coming in: the welcome card, nicks that can't be had, links into rooms, and who comes back later."""
from __future__ import annotations

import re

from chat import Chat
from stage import Stage


async def welcome(stage: Stage) -> None:
    """Who opens the page is asked for a nick, and others see nobody until then."""
    daemon = await stage.daemon()
    telnet = await stage.telnet(daemon, "tess")
    telnet.send("hello to who comes")
    chat = Chat(await stage.tab())
    await chat.tab.go(daemon.address)
    await chat.tab.find("dialog", "Join the party line")
    await chat.tab.wait("document.activeElement.matches('dialog input')", "the nick's field has the focus")
    await chat.tab.wait("document.querySelector('dialog').innerText.includes('chat.example.org')", "the card names the server")
    await chat.join("mira")
    await chat.sees("hello to who comes")
    await telnet.hears("*** mira joined #lobby")
    assert not telnet.count(re.compile("guest.* joined")), f"a guest was shown: {telnet.heard}"


async def again(stage: Stage) -> None:
    """A page that is loaded again goes on as who it was, without a question, and nobody notices."""
    daemon = await stage.daemon()
    telnet = await stage.telnet(daemon, "tess")
    chat = await stage.chat(daemon.address)
    await telnet.hears("*** mira joined #lobby")
    await chat.say("before")
    await telnet.hears("<mira> before")
    await chat.tab.reload()
    await chat.is_in()
    await chat.sees("before")
    await chat.say("after")
    await telnet.hears("<mira> after")
    assert await chat.nick() == "mira"
    assert not telnet.count("mira quit"), telnet.heard


async def taken_nick(stage: Stage) -> None:
    """Who wants a nick that somebody has comes in under another, and is told; the next one is had by the menu."""
    daemon = await stage.daemon()
    ann = await stage.telnet(daemon, "ann")
    chat = Chat(await stage.tab())
    await chat.tab.go(daemon.address)
    await chat.join("Ann")
    await chat.told("Somebody is called Ann already")
    assert await chat.nick() not in {"Ann", "ann"}
    await chat.own_menu("^Change your nick")
    await chat.answer("mira")
    await ann.hears("is now mira")
    assert await chat.nick() == "mira"


async def bad_nick(stage: Stage) -> None:
    """What is no nick is not sent."""
    daemon = await stage.daemon()
    chat = Chat(await stage.tab())
    await chat.tab.go(daemon.address)
    await (await chat.tab.find("textbox", "Your nick")).focus()
    for wrong in ["1 mira", "mira <b>"]:
        await (await chat.tab.find("textbox", "Your nick")).run("function() { this.select() }")
        await chat.tab.type(wrong)
        await chat.tab.press("Enter")
        await chat.tab.wait("document.querySelector('dialog [role=alert]:not([hidden])')?.innerText", f"{wrong!r} is refused")
    await chat.join("mira")


async def link_to_room(stage: Stage) -> None:
    """`/#kitchen` leads into that room."""
    daemon = await stage.daemon()
    irc = await stage.irc(daemon, "ira")
    irc.send("JOIN #kitchen")
    await irc.hears(" 366 ")
    chat = await stage.chat(daemon.address + "#kitchen")
    await irc.hears(re.compile("^:mira!.* JOIN .*#kitchen"))
    await chat.tab.find("heading", "#kitchen")
    await chat.say("is there cake?")
    await irc.hears("PRIVMSG #kitchen :is there cake?")


async def leaves(stage: Stage) -> None:
    """Who has left can say nothing until they join again."""
    daemon = await stage.daemon()
    chat = await stage.chat(daemon.address)
    await chat.own_menu("^Leave the server")
    await chat.tab.wait("document.querySelector('#banner').innerText.includes('You left.')", "it is told")
    assert await chat.tab.run("document.querySelector('#input').disabled"), "the box takes what goes nowhere"
    assert await chat.tab.run("document.querySelector('#state').textContent") == "not connected"
    await chat.tab.press("Enter")
    await chat.is_in()
    assert await chat.tab.run("document.activeElement.id") == "input"
    await chat.say("here again")
    await chat.sees_once("here again")


DIALOGUES = [welcome, again, taken_nick, bad_nick, link_to_room, leaves]
