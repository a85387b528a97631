"""What a screen reader finds, and what it says by itself."""
from __future__ import annotations

import os
import re

from chat import Chat
from daemon import Setup
from stage import Stage
from tab import PHONE, Look
from waiting import Broken

with open(os.path.join(os.path.dirname(__file__), "..", "ears.js"), encoding="utf-8") as source:
    EARS = Look(before=[source.read()])


async def heard(chat: Chat, text: str = "") -> list[str]:
    """What the log said by itself, once all that came is said."""
    await chat.tab.run("new Promise(done => requestAnimationFrame(() => setTimeout(done, 120)))")
    said = await chat.tab.run("window.heard")
    return [each["text"] for each in said if each["region"] == "log" and text in each["text"]]


async def new_lines(stage: Stage) -> None:
    """A new line is said once, and what was said before one came is not said at all."""
    daemon = await stage.daemon()
    telnet = await stage.telnet(daemon, "tess")
    wire = await stage.wire(daemon, "wim", "#tea", "#lobby")
    for number in range(150):
        await wire.ask(f"backlog {number}")
    await wire.ask("/msg #tea backlog of tea")
    chat = await stage.chat(daemon.address, look=EARS)
    await chat.sees("backlog 149")
    await chat.sounds()
    assert await heard(chat) == [], await heard(chat)
    telnet.send("news")
    await chat.sees("news")
    assert len(await heard(chat, "news")) == 1, await heard(chat)
    await chat.say("mine")
    await telnet.hears("mine")
    await chat.sees("mine")
    assert len(await heard(chat, "mine")) <= 1, await heard(chat)
    telnet.send("one", "two", "three")
    await chat.sees("three")
    assert [len(await heard(chat, each)) for each in ["one", "two", "three"]] == [1, 1, 1], await heard(chat)
    await chat.say("/join #tea")
    await chat.sees("backlog of tea")
    await chat.show("#lobby")
    await chat.sees("news")
    await chat.sounds()
    assert await heard(chat, "backlog") == [] and len(await heard(chat, "news")) == 1, await heard(chat)
    await chat.scroll_to_top()
    await chat.sees("backlog 0")
    await chat.sounds()
    assert await heard(chat, "backlog") == [], await heard(chat)


async def named_controls(chat: Chat, where: str) -> None:
    """Each control that can be perceived has a role and a name."""
    nameless = [each for each in await chat.tab.controls() if not each.name.strip()]
    if nameless:
        outer = await nameless[0].run("function() { return this.outerHTML.slice(0, 160) }")
        raise Broken(f"{where}: a {nameless[0].role} has no name: {outer}")
    unknown = [node for node in await chat.tab.tree() if node.get("role", {}).get("value") == "image" and not node.get("name", {}).get("value")]
    assert not unknown, f"{where}: a picture has no name"


async def controls(stage: Stage) -> None:
    """Everything that can be used has a role and a name, wherever one is; the parts of the page are landmarks."""
    daemon = await stage.daemon(Setup(has_store=True))
    wire = await stage.wire(daemon, "wim")
    await wire.ask("hello, see https://a.example/ and #tea")
    chat = Chat(await stage.tab())
    await chat.tab.go(daemon.address)
    await chat.tab.find("dialog")
    await named_controls(chat, "the welcome card")
    await chat.join("mira")
    await wire.ask("/msg mira psst")
    await wire.ask("mira: hm")
    await named_controls(chat, "the room")
    for role, name in [("navigation", "Rooms"), ("main", None), ("complementary", "Members"), ("log", None), ("heading", "#lobby"),
                       ("status", None), ("combobox", re.compile("^Message"))]:
        await chat.tab.find(role, name)
    assert str(await chat.tab.run("document.documentElement.lang")).startswith("en")
    for opener, what in [("^Colours", "the colours"), ("^mira", "one's own menu")]:
        await chat.tab.click("button", re.compile(opener), await chat.rooms())
        await chat.tab.find("menu")
        await named_controls(chat, what)
        await chat.tab.press("Escape")
        await chat.tab.gone("menu")
    await chat.tab.click("button", re.compile(r"\bwim\b"), await chat.tab.find("complementary", "Members"))
    await named_controls(chat, "a member's menu")
    await chat.tab.press("Escape")
    await chat.tab.click("button", "Join a room")
    await chat.tab.find("dialog")
    await named_controls(chat, "the dialog to join")
    await chat.tab.press("Escape")
    await chat.tab.gone("dialog")
    await chat.tab.click("button", "Search")
    await named_controls(chat, "the search")
    await chat.tab.press("Escape")
    await (await chat.box()).focus()
    await chat.tab.type("/")
    await chat.tab.find("option")
    await named_controls(chat, "the commands")


async def on_a_phone(stage: Stage) -> None:
    """The same with a drawer open: what is behind it can't be perceived."""
    daemon = await stage.daemon()
    chat = await stage.chat(daemon.address, look=PHONE)
    await named_controls(chat, "a phone")
    await chat.tab.click("button", re.compile("^Rooms"))
    await chat.tab.find("navigation", "Rooms")
    await named_controls(chat, "the drawer")
    assert not await chat.tab.all("combobox"), "the box can be reached behind the drawer"
    await chat.tab.press("Escape")
    await chat.box()


DIALOGUES = [new_lines, controls, on_a_phone]
