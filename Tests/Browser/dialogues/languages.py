"""In other languages, and in one that nobody speaks, which shows what was never translated."""
from __future__ import annotations

import json
import re

from chat import Chat
from daemon import Setup
from stage import Stage
from tab import Look
from waiting import Broken

# All that can be read or heard, but times and dates, which are the browser's own words.
READABLE = """(() => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.parentElement;
    if (!at.closest("noscript, script, time, .day, bdi, option[lang], .body, kbd")) found.push(walker.currentNode.data);
  }
  for (const each of document.querySelectorAll("[aria-label], [title], [placeholder]"))
    if (!each.closest("time")) found.push(each.ariaLabel ?? "", each.title ?? "", each.placeholder ?? "");
  return found.filter(text => text.trim());
})()"""
# What people called themselves, their rooms, the server and its program; the browser's own words for times; and what has no language.
GIVEN = re.compile(r"Partyline|chat\.example\.org|localhost(:\d+)?|#?\b(mira|wim|lobby|tea|biscuits|nobody|frob)\b|/[a-z]+|https?:\S+|Deutsch|English"
                   r"|\b(second|minute|hour|day)s?\b|\b[AP]M\b|\w+day, \w+ \d+, \d+ at")
# What the language that nobody speaks has none of.
PLAIN = re.compile("[aeiouAEIOU]")


async def untranslated(chat: Chat, where: str) -> None:
    """Fails on what came out of no table."""
    left = []
    for text in await chat.tab.run(READABLE):
        if PLAIN.search(GIVEN.sub("", text)):
            left.append(text.strip()[:80])
    if left:
        raise Broken(f"{where}: this is in English: {sorted(set(left))[:8]}")


async def pseudo(stage: Stage) -> None:
    daemon = await stage.daemon(Setup(has_store=True))
    wire = await stage.wire(daemon, "wim", "#tea", "#lobby")
    chat = Chat(await stage.tab())
    await chat.tab.go(daemon.address + "?lang=xx")
    await chat.tab.find("dialog")
    await untranslated(chat, "the welcome card")
    await (await chat.tab.find("textbox")).focus()
    await chat.tab.type("mira")
    await chat.tab.press("Enter")
    await chat.is_in()
    for command in ["hello", "/away", "/back", "/topic #lobby biscuits", "/nick biscuits", "/nick wim", "/msg mira psst", "/part #lobby",
                    "/join #lobby"]:
        await wire.ask(command)
    await untranslated(chat, "the room")
    for button in await chat.tab.all("button", None, await chat.tab.find("navigation")):
        if (await button.run("function() { return this.getAttribute('aria-haspopup') }")) == "menu":
            await button.click()
            await untranslated(chat, f"the menu of {button}")
            await chat.tab.press("Escape")
    await chat.tab.click("button", re.compile(r"\bwim\b"), await chat.tab.find("complementary"))
    await untranslated(chat, "a member's menu")
    await chat.tab.press("Escape")
    for command in ["/msg nobody hm", "/frob", "/kick wim", "/join #a b c", "/whois wim", "/rooms", "/help"]:
        await (await chat.tab.find("combobox")).focus()
        before = json.dumps(await chat.tab.run("document.querySelector('#app').innerText"))
        await chat.tab.type(command)
        await chat.tab.press("Enter")
        await chat.tab.wait(f"document.querySelector('#app').innerText !== {before} || document.querySelector('dialog[open]') !== null"
                            " || document.querySelector('#toast').textContent", f"{command} is answered")
        await untranslated(chat, f"after {command}")
        while await chat.tab.all("dialog"):
            await chat.tab.press("Escape")


async def german(stage: Stage) -> None:
    """By the browser's wish, and by the address."""
    daemon = await stage.daemon()
    for look, query in [(Look(language="de-DE"), ""), (Look(), "?lang=de")]:
        tab = await stage.tab(look)
        await tab.go(daemon.address + query)
        await tab.wait("document.documentElement.lang.startsWith('de')", "it is in German")
        text = await tab.text()
        assert "Join the party line" not in text, text


DIALOGUES = [pseudo, german]
