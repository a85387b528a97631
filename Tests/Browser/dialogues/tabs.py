"""More than one tab of one person, and the way back in one."""
from __future__ import annotations

import re

from chat import Chat
from stage import Stage
from tab import PHONE


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


async def back(stage: Stage) -> None:
    """The browser's Back leads from room to room, closes what stands in front, and in the end leaves the page."""
    daemon = await stage.daemon()
    await stage.wire(daemon, "wim", "#lobby")
    chat = await stage.chat(daemon.address)
    for room in ["#tea", "#kitchen"]:
        await chat.say(f"/join {room}")
        await chat.tab.find("heading", room)
    await chat.say("/msg wim hello")
    await chat.tab.find("heading", "wim")
    await chat.tab.run("history.back()")
    await chat.tab.find("heading", "#kitchen")
    await chat.tab.click("button", "Join a room")
    await chat.tab.find("dialog")
    await chat.tab.run("history.back()")
    await chat.tab.gone("dialog")
    await chat.tab.find("heading", "#kitchen")
    await chat.tab.click("button", re.compile("^mira"), await chat.rooms())
    await chat.tab.find("menu")
    await chat.tab.run("history.back()")
    await chat.tab.gone("menu")
    # What was closed by itself takes no step of its own, and the room that a dialog led to is one.
    await chat.tab.click("button", "Join a room")
    await chat.answer("garden")
    await chat.tab.find("heading", "#garden")
    await chat.tab.click("button", "Join a room")
    await chat.tab.press("Escape")
    await chat.tab.gone("dialog")
    for room in ["#kitchen", "#tea", "#lobby"]:
        await chat.tab.run("history.back()")
        await chat.tab.find("heading", room)
        assert (await chat.tab.run("location.hash")) == room, room
    await chat.tab.run("history.forward()")
    await chat.tab.find("heading", "#tea")
    # A room that was left is no step any more, and is not entered again.
    await chat.say("/part")
    await chat.tab.find("heading", "#lobby")
    await chat.tab.run("history.back()")
    await chat.tab.wait("location.href === 'about:blank'", "it leaves the page")


async def back_on_a_phone(stage: Stage) -> None:
    daemon = await stage.daemon()
    chat = await stage.chat(daemon.address, look=PHONE)
    await chat.tab.click("button", re.compile("^Rooms"))
    await chat.tab.find("navigation", "Rooms")
    await chat.tab.run("history.back()")
    await chat.box()
    await chat.tab.find("heading", "#lobby")
    await chat.tab.click("button", re.compile("^Rooms"))
    await chat.tab.click("button", "Join a room", await chat.rooms())
    await chat.answer("tea")
    await chat.tab.find("heading", "#tea")
    await chat.tab.run("history.back()")
    await chat.tab.find("heading", "#lobby")


DIALOGUES = [two, back, back_on_a_phone]
