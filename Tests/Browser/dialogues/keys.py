"""Everything by the keyboard alone."""
from __future__ import annotations

import re

from chat import Chat
from daemon import Setup
from stage import Stage
from waiting import Broken

FOCUS = """(() => {
  const at = document.activeElement;
  const style = getComputedStyle(at);
  const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== 'none'
    || at.closest('#composer') && getComputedStyle(at.closest('#composer')).borderColor !== window.calm;
  return { name: at.getAttribute('aria-label') || at.innerText?.slice(0, 40) || at.id || at.localName, isBody: at === document.body,
    isShown: at.matches(':focus-visible') && Boolean(ring) };
})()"""


async def tab_into(chat: Chat, part: str) -> None:
    """Presses Tab until the focus is in a part of the page."""
    for _ in range(60):
        await chat.tab.press("Tab")
        if await chat.tab.run(f"document.querySelector('{part} ul').contains(document.activeElement)"):
            return
    raise Broken(f"Tab does not lead into {part}")


async def reachable(stage: Stage) -> None:
    """Tab leads through all parts and out again, and shows where it is."""
    daemon = await stage.daemon(Setup(has_store=True))
    await stage.wire(daemon, "wim")
    chat = await stage.chat(daemon.address)
    await chat.tab.run("document.activeElement.blur(); window.calm = getComputedStyle(document.querySelector('#composer')).borderColor")
    order: list[str] = []
    for _ in range(60):
        await chat.tab.press("Tab")
        focus = await chat.tab.run(FOCUS)
        if focus["isBody"]:
            continue
        if focus["name"] in order:
            break
        if not focus["isShown"]:
            raise Broken(f"the focus on {focus['name']!r} can't be seen")
        order.append(focus["name"])
    told = " | ".join(order)
    for part in ["Skip", "Join a room", "lobby", "Search", "Message", "Notifications", "Colours"]:
        assert part in told, f"{part} is not reached: {told}"


async def whole_visit(stage: Stage) -> None:
    """Joining, changing the room, a member's menu and a dialog, without a mouse."""
    daemon = await stage.daemon()
    wire = await stage.wire(daemon, "wim", "#tea", "#lobby")
    chat = await stage.chat(daemon.address)
    await chat.say("/join #tea")
    await chat.tab.find("heading", "#tea")
    for chord, room in [("Alt+ArrowUp", "#lobby"), ("Alt+ArrowDown", "#tea"), ("Alt+ArrowUp", "#lobby")]:
        await chat.tab.press(chord)
        await chat.tab.find("heading", room)
    await tab_into(chat, "#members")
    await chat.tab.press("End")
    await chat.tab.press("Enter")
    await chat.tab.find("menu", "wim")
    await chat.tab.press("m")
    await chat.tab.press("Home")
    await chat.tab.press("Enter")
    await chat.tab.find("heading", "wim")
    await chat.say("psst")
    await wire.hears(re.compile("^DM .* mira :psst"))


async def dialog_returns(stage: Stage) -> None:
    """Escape closes a dialog or a menu, and the focus is back where it was."""
    daemon = await stage.daemon()
    chat = await stage.chat(daemon.address)
    for opener, role in [("Join a room", "dialog"), ("Colours", "menu")]:
        await (await chat.tab.find("button", opener)).focus()
        await chat.tab.press("Enter")
        await chat.tab.find(role)
        await chat.tab.press("Escape")
        await chat.tab.gone(role)
        await chat.tab.wait(f"document.activeElement.getAttribute('aria-label') === '{opener}'", f"the focus is on {opener} again")


async def help_told(stage: Stage) -> None:
    """`/help` shows all commands, and the keys; of one command it tells how that is written."""
    daemon = await stage.daemon()
    chat = await stage.chat(daemon.address)
    await chat.say("/help")
    text = await (await chat.tab.find("dialog", "Help")).text()
    for part in ["/join", "/quit", "Ctrl", "completes a name"]:
        assert part in text, f"{part} is not in the help: {text}"
    assert await chat.tab.run("document.querySelector('dialog[open]').scrollTop") == 0, "its beginning is not shown"
    await chat.tab.click("button", "Close")
    await chat.say("/help mute")
    await chat.sees("/mute [NICK")


DIALOGUES = [reachable, whole_visit, dialog_returns, help_told]
