"""Whoever writes markup, or addresses that are none: all of it is text."""
from __future__ import annotations

from chat import Chat
from stage import Stage
from waiting import Broken

MARKUP = [
    "<img src=x onerror=alert(1)>", "<script>alert(2)</script>", "</li></ol><h1>big</h1>", "<svg/onload=alert(3)>",
    "&lt;b&gt;&#60;i&#62;", "{{7*7}}${7*7}", "\"'`><a href=javascript:alert(4)>press</a>", "<iframe srcdoc='<script>alert(5)</script>'>"]
# What would run a script, or is no address at all; and the addresses that a reader may follow.
NO_LINKS = ["javascript:alert(6)", "JaVaScRiPt:alert(7)", "data:text/html,<script>alert(8)</script>", "vbscript:x", "file:///etc/passwd",
            "http://", "https://[::1", "http://a b"]
LINKS = {
    'https://a.example/"onmouseover=alert(9)': "https://a.example/",
    "https://a.example/<b>": "https://a.example/",
    "https://user:word@a.example/path?q=%3Cb%3E#part": "https://user:word@a.example/path?q=%3Cb%3E#part"}
# What the page itself is made of.
FORBIDDEN = "document.querySelectorAll('img:not([src=\"icon.svg\"]), script:not([src=\"page.js\"]), iframe, svg[onload], object, embed, h1 ~ h1').length"


async def looks_whole(chat: Chat) -> None:
    """No element was made of what somebody wrote, and no script ran."""
    assert await chat.tab.run(FORBIDDEN) == 0
    assert await chat.tab.run(
        "[...document.querySelectorAll('*')].flatMap(each => [...each.attributes]).filter(each => /^on/i.test(each.name)).length") == 0
    kinds = set(await chat.tab.run("[...document.querySelectorAll('[role=log] *')].map(each => each.localName)"))
    known = {"li", "span", "button", "bdi", "time", "a", "b", "strong", "small", "code", "em", "i", "mark"}
    assert kinds <= known, kinds - known


async def in_texts(stage: Stage) -> None:
    daemon = await stage.daemon()
    chat = await stage.chat(daemon.address)
    wire = await stage.wire(daemon, "eve")
    await chat.tab.run("window.alert = () => { throw new Error('a script ran') }")
    for text in [*MARKUP, *NO_LINKS, *LINKS]:
        await wire.ask(f"/msg #lobby {text}")
        await wire.ask(f"/msg mira {text}")
    for text in MARKUP:
        await chat.sees(text)
    await chat.sees(NO_LINKS[-1])
    hrefs: list[str] = await chat.tab.run("[...document.querySelectorAll('[role=log] a')].map(each => each.href)")
    for href in hrefs:
        if not any(href.startswith(each) for each in ["https://a.example/", "http://a"]):
            raise Broken(f"a link was made that should not be: {href}")
    for element in await chat.tab.all("link", None, await chat.tab.find("log")):
        relation = str(await element.run("function() { return this.relList.value + ' ' + this.target + ' ' + this.referrerPolicy }"))
        assert all(word in relation for word in ["noopener", "noreferrer", "_blank"]), f"{element}: {relation}"
    await looks_whole(chat)
    await chat.show("eve")
    await chat.sees(MARKUP[0])
    await looks_whole(chat)


async def in_names(stage: Stage) -> None:
    """Nicks, rooms, topics, reasons and away notes."""
    daemon = await stage.daemon()
    chat = await stage.chat(daemon.address)
    nick = "[x]{y}|`^\\_"
    wire = await stage.wire(daemon, nick, "#a&b'c$", "#lobby")
    await wire.ask(f"/topic #lobby {MARKUP[0]}{MARKUP[1]}")
    await chat.tab.wait(f"document.querySelector('#topic').textContent.includes('<img src=x')", "the topic is shown as text")
    await wire.ask(f"/away {MARKUP[0]}")
    await wire.ask("hello")
    await chat.sees("hello")
    await chat.say("/join #a&b'c$")
    await chat.tab.find("heading", "#a&b'c$")
    await wire.ask(f"/nick constructor")
    await chat.sees("constructor")
    await wire.ask(f"/nick __proto__")
    await chat.sees("__proto__")
    await wire.ask(f"/part #a&b'c$ {MARKUP[0]}")
    await chat.sees(MARKUP[0])
    await looks_whole(chat)
    await wire.ask("/msg mira psst")
    await chat.show("__proto__")
    await chat.sees("psst")
    await looks_whole(chat)


async def bidi(stage: Stage) -> None:
    """A text that runs from right to left turns no other line, nor the nick beside it."""
    daemon = await stage.daemon()
    chat = await stage.chat(daemon.address)
    wire = await stage.wire(daemon, "eve")
    await wire.ask("שלום https://a.example/ <mira> hi")
    await chat.sees("שלום")
    body = "[...document.querySelectorAll('[role=log] li')].find(each => each.innerText.includes('שלום'))"
    assert await chat.tab.run(f"getComputedStyle({body}).direction") == "ltr"
    assert await chat.tab.run(
        f"(() => {{ const line = {body}, nick = [...line.querySelectorAll('*')].find(each => each.children.length === 0"
        f" && each.textContent === 'eve'); return nick.getBoundingClientRect().left < line.getBoundingClientRect().right }})()")


DIALOGUES = [in_texts, in_names, bidi]
