"""The box: several lines, drafts, what is completed, and what was typed before."""
from __future__ import annotations

import re

from stage import Stage

PAGE = "one\ntwo\nthree\nfour\nfive"


async def pasted(stage: Stage) -> None:
    """Several lines are asked about before they are said; two are said as they are."""
    daemon = await stage.daemon()
    telnet = await stage.telnet(daemon, "tess")
    chat = await stage.chat(daemon.address)
    await (await chat.box()).focus()
    await chat.tab.paste(PAGE)
    assert await chat.typed() == PAGE
    await chat.tab.press("Enter")
    dialog = await chat.tab.find("dialog")
    assert "5" in await dialog.text() and "three" in await dialog.text()
    await chat.tab.press("Escape")
    await chat.tab.gone("dialog")
    assert await chat.typed() == PAGE, "what was pasted is gone"
    assert not telnet.count("<mira>")
    await chat.tab.press("Enter")
    await chat.tab.click("button", re.compile("^Send"), await chat.tab.find("dialog"))
    for line in PAGE.splitlines():
        await telnet.hears(f"<mira> {line}")
    assert await chat.typed() == ""


async def broken_by_shift(stage: Stage) -> None:
    daemon = await stage.daemon()
    telnet = await stage.telnet(daemon, "tess")
    chat = await stage.chat(daemon.address)
    await (await chat.box()).focus()
    await chat.tab.type("above")
    await chat.tab.press("Shift+Enter")
    await chat.tab.type("below")
    assert await chat.typed() == "above\nbelow"
    await chat.tab.press("Enter")
    await telnet.hears("<mira> above")
    await telnet.hears("<mira> below")


async def drafts(stage: Stage) -> None:
    """What stands in the box stays with its room, also when the page is loaded again."""
    daemon = await stage.daemon()
    chat = await stage.chat(daemon.address)
    await chat.say("/join #tea")
    await chat.tab.find("heading", "#tea")
    await (await chat.box()).focus()
    await chat.tab.type("half a line")
    await chat.show("#lobby")
    assert await chat.typed() == ""
    await chat.show("#tea")
    assert await chat.typed() == "half a line"
    await chat.tab.reload()
    await chat.is_in()
    await chat.show("#tea")
    assert await chat.typed() == "half a line"


async def completed(stage: Stage) -> None:
    """Tab completes nicks; `@`, `#` and `/` open a list, which the arrows go through."""
    daemon = await stage.daemon()
    await stage.wire(daemon, "clara")
    await stage.wire(daemon, "claus")
    chat = await stage.chat(daemon.address)
    for nick in ["clara", "claus"]:
        await chat.tab.find("button", nick)
    await (await chat.box()).focus()
    await chat.tab.type("clar")
    await chat.tab.press("Tab")
    assert await chat.typed() == "clara: "
    await chat.clear()
    await chat.tab.type("cla")
    await chat.tab.press("Tab")
    await chat.tab.find("option", re.compile("claus"))
    await chat.tab.press("Tab")
    assert await chat.typed() in {"clara: ", "claus: "}
    await chat.clear()
    await chat.tab.type("hi @cla")
    await chat.tab.find("option", re.compile("clara"))
    await chat.tab.press("ArrowDown")
    selected = await chat.tab.run("document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))?.textContent")
    assert selected and "cla" in selected, selected
    await chat.tab.press("Enter")
    assert re.match(r"hi @?(clara|claus)", str(await chat.typed())), await chat.typed()
    await chat.clear()
    await chat.tab.type("/")
    options = [each.name for each in await chat.tab.all("option")]
    assert any("/join" in each for each in options) and any("/me" in each for each in options), options
    assert len(options) > 30, options
    await chat.tab.press("Escape")
    await chat.tab.gone("option")


async def sent_as_typed(stage: Stage) -> None:
    """Enter sends what was typed, whatever is suggested meanwhile, until the arrows have chosen something."""
    daemon = await stage.daemon()
    telnet = await stage.telnet(daemon, "tess")
    chat = await stage.chat(daemon.address)
    await chat.tab.find("button", "tess")
    await chat.say("thanks @tess")
    await telnet.hears("<mira> thanks @tess")
    await chat.say("/join #lobby2")
    await chat.tab.find("heading", "#lobby2")
    await chat.say("/join #lobby")
    await chat.tab.find("heading", "#lobby")
    await chat.say("/away")
    await chat.tab.wait("document.querySelector('#app').classList.contains('away')", "mira is away")
    await chat.say("/back")
    await chat.tab.wait("!document.querySelector('#app').classList.contains('away')", "mira is back")
    await (await chat.box()).focus()
    await chat.tab.type("@te")
    await chat.tab.press("Tab")
    assert await chat.typed() == "@tess "


async def typed_before(stage: Stage) -> None:
    """Up brings back what was said."""
    daemon = await stage.daemon()
    chat = await stage.chat(daemon.address)
    for text in ["first", "second"]:
        await chat.say(text)
        await chat.sees(text)
    await chat.tab.press("ArrowUp")
    assert await chat.typed() == "second"
    await chat.tab.press("ArrowUp")
    assert await chat.typed() == "first"
    await chat.tab.press("ArrowDown")
    await chat.tab.press("ArrowDown")
    assert await chat.typed() == ""


DIALOGUES = [pasted, broken_by_shift, drafts, completed, sent_as_typed, typed_before]
