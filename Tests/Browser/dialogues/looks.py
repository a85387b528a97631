"""How it looks: on a desk and on a phone, light and dark, and with less motion."""
from __future__ import annotations

import os
import re
from dataclasses import replace

from chat import Chat
from daemon import Daemon, Setup
from stage import Stage
from tab import PHONE, Look
from waiting import Broken

with open(os.path.join(os.path.dirname(__file__), "..", "contrast.js"), encoding="utf-8") as source:
    CONTRAST = source.read()
LEAST_CONTRAST = 4.5
# The side of a control that a finger finds (WCAG 2.2, 2.5.8).
LEAST_TARGET = 24


async def furnish(stage: Stage, daemon: Daemon) -> None:
    """Something of each kind that a room may show."""
    wire = await stage.wire(daemon, "wim", "#tea", "#lobby")
    for command in ["hello `code` https://a.example/ #tea", "/me waves", "/topic #lobby see https://a.example/", "/away at lunch",
                    "/msg #lobby mira: look", *(f"/nick {nick}" for nick in ["ann", "bob", "clara", "dmitri", "eve", "yuki", "wim"])]:
        await wire.ask(command)
        if command.startswith("/nick"):
            await wire.ask(f"/msg #lobby hello, mira, it is {command[6:]}")


async def fits(chat: Chat) -> None:
    """Nothing is wider than the window."""
    wide: list[str] = await chat.tab.run(
        "[...document.querySelectorAll('body *')].filter(each => each.checkVisibility({ visibilityProperty: true, opacityProperty: true })"
        " && !each.closest('.aside, .skip, nav, aside, pre') && each.getBoundingClientRect().right > innerWidth + 0.5"
        " && each.getBoundingClientRect().width > 0).map(each => each.outerHTML.slice(0, 100))")
    if wide:
        raise Broken(f"this is wider than the window of {await chat.tab.run('innerWidth')}: {wide[:3]}")
    assert await chat.tab.run("document.scrollingElement.scrollWidth <= innerWidth")


async def readable(chat: Chat, where: str, least: dict[str, float]) -> None:
    texts = await chat.tab.run(CONTRAST)
    bad = [each for each in texts if each["ratio"] < LEAST_CONTRAST]
    if bad:
        raise Broken(f"{where}: " + "; ".join(f"{each['text']!r} ({each['of']}) has a contrast of {each['ratio']:.2f}" for each in bad[:6]))
    least[where] = min(each["ratio"] for each in texts)


async def contrast(stage: Stage) -> None:
    """All text, in both themes, has a contrast of 4.5 and more."""
    daemon = await stage.daemon(Setup(has_store=True))
    await furnish(stage, daemon)
    least: dict[str, float] = {}
    for look, theme in [(Look(), "light"), (Look(is_dark=True), "dark")]:
        chat = Chat(await stage.tab(look))
        await chat.tab.go(daemon.address)
        await chat.tab.find("dialog")
        await readable(chat, f"{theme}, the card", least)
        await chat.join("mira" if theme == "light" else "mina")
        await chat.say("mine")
        await chat.say("/frob")
        await chat.sees("mine")
        await readable(chat, f"{theme}, the room", least)
        await chat.tab.click("button", re.compile(r"\bwim\b"), await chat.tab.find("complementary", "Members"))
        await chat.tab.find("menu")
        await readable(chat, f"{theme}, a menu", least)
        await chat.tab.press("Escape")
        await chat.tab.click("button", "Join a room")
        await chat.tab.find("dialog")
        await readable(chat, f"{theme}, a dialog", least)
        await chat.tab.press("Escape")
        await chat.tab.gone("dialog")
        await chat.clear()
        await chat.tab.type("/")
        await chat.tab.find("option")
        await readable(chat, f"{theme}, the commands", least)
    stage.figures.append(f"least contrast: {min(least.values()):.2f}, of {min(least, key=lambda where: least[where])}")


async def themes(stage: Stage) -> None:
    """The system's theme, until another one is chosen, which is kept."""
    daemon = await stage.daemon()
    chat = await stage.chat(daemon.address)
    ground = "getComputedStyle(document.body).backgroundColor"
    light = await chat.tab.run(ground)
    await chat.tab.look(Look(is_dark=True))
    await chat.tab.wait(f"{ground} !== '{light}'", "it is dark as the system is")
    await chat.tab.click("button", "Colours", await chat.rooms())
    await chat.tab.click("menuitemradio", "Light")
    await chat.tab.wait(f"{ground} === '{light}'", "it is light as chosen")
    await chat.tab.reload()
    await chat.is_in()
    assert await chat.tab.run(ground) == light


async def phone(stage: Stage) -> None:
    """On a phone the sides are drawers, and fingers find what they press; it fits down to 320 pixels."""
    daemon = await stage.daemon()
    await furnish(stage, daemon)
    chat = Chat(await stage.tab(PHONE))
    await chat.tab.go(daemon.address)
    await chat.tab.find("dialog")
    await fits(chat)
    await chat.join("mira")
    await fits(chat)
    small = [each for each in await chat.tab.controls() if each.role in {"button", "combobox"} and await each.run(
        f"function() {{ const size = this.getBoundingClientRect(); return !this.closest('[role=log]') && size.width > 1"
        f" && (size.width < {LEAST_TARGET} || size.height < {LEAST_TARGET}) }}")]
    assert not small, f"too small for a finger: {', '.join(map(str, small))}"
    await chat.tab.click("button", re.compile("^Rooms"))
    assert not await chat.tab.all("combobox"), "the box can be reached behind the drawer"
    await chat.tab.click("button", re.compile(r"^#lobby\b"), await chat.rooms())
    await chat.box()
    await chat.tab.click("button", re.compile("^[0-9]+ here"))
    await chat.tab.find("complementary")
    await chat.tab.press("Escape")
    await chat.say("from a phone")
    await chat.sees("from a phone")
    await chat.tab.look(replace(PHONE, width=320, height=568))
    await fits(chat)
    await chat.say("from a smaller one https://a.example/" + "long" * 40)
    await chat.sees("from a smaller one")
    await fits(chat)


async def less_motion(stage: Stage) -> None:
    """Nothing moves for who wants it so."""
    daemon = await stage.daemon()
    chat = await stage.chat(daemon.address, look=replace(PHONE, less_motion=True))
    await chat.tab.click("button", re.compile("^Rooms"))
    await chat.rooms()
    moving: list[str] = await chat.tab.run(
        "document.getAnimations().filter(each => each.effect.getComputedTiming().duration > 10)"
        ".map(each => each.effect.target?.outerHTML.slice(0, 80))")
    assert not moving, moving


async def forced_colors(stage: Stage) -> None:
    """In the system's own colours what is pale, and what is on, can still be told from the rest, and rules are seen."""
    daemon = await stage.daemon()
    chat = await stage.chat(daemon.address, look=Look(forced_colors=True))
    await chat.say("hello")
    await chat.sees("hello")
    style = "getComputedStyle(document.querySelector"
    sent, waiting = await chat.tab.run(f"""(() => {{
      const line = document.querySelector('#log .say'), color = () => {style}('#log .say .body')).color, sent = color();
      line.classList.add('waiting');
      return [sent, color()];
    }})()""")
    assert sent != waiting, sent
    assert await chat.tab.run(f"{style}('#log .day'), '::before').backgroundColor") == sent, "the rule of a day is not seen"
    assert await chat.tab.run(f"(document.querySelector('#bell').ariaPressed = 'true', {style}('#bell')).outlineStyle)") == "solid"


async def told_briefly(stage: Stage) -> None:
    """What is told for a moment lies over no new line, takes no click, and goes when something else is done."""
    chat = await stage.chat((await stage.daemon()).address)
    await chat.say("/kick")
    await chat.told("Something is missing")
    toast = "document.querySelector('#toast')"
    assert await chat.tab.run(f"getComputedStyle({toast}).pointerEvents") == "none"
    assert await chat.tab.run(f"{toast}.getBoundingClientRect().bottom < innerHeight / 4"), "it lies over the newest lines"
    await chat.say("hello")
    assert not await chat.tab.run(f"{toast}.textContent"), "it stays"


async def small(stage: Stage) -> None:
    """On a small phone a dialog's buttons are seen, a finger finds the items of a menu, and Escape closes one thing at a time."""
    daemon = await stage.daemon()
    await stage.wire(daemon, "wim", *(f"#room{number}" for number in range(12)))
    chat = await stage.chat(daemon.address, look=Look(width=320, height=568, is_phone=True))
    await chat.tab.click("button", "Rooms")
    await chat.tab.click("button", "Join a room")
    await chat.tab.find("button", re.compile("#room9"))
    bottom = "document.querySelector('dialog[open] .row .go').getBoundingClientRect().bottom"
    assert await chat.tab.run(f"{bottom} + 20 < document.querySelector('dialog[open]').getBoundingClientRect().bottom"), "Join is not to be seen"
    await chat.tab.press("Escape")
    await chat.tab.gone("dialog")
    await chat.own_menu("^Change your nick")
    await chat.answer("mina")
    await chat.tab.find("navigation", "Rooms")
    await chat.tab.click("button", re.compile("^mina"), await chat.rooms())
    item = await chat.tab.find("menuitem", re.compile("^Change your nick"))
    assert await item.run("function() { return this.getBoundingClientRect().height }") >= 44


DIALOGUES = [contrast, themes, phone, less_motion, forced_colors, told_briefly, small]
