"""Rooms: their topics, the list of them, leaving, and what was said in them long ago."""
from __future__ import annotations

import re

from daemon import Setup
from stage import Stage
from waiting import until


async def topic(stage: Stage) -> None:
    """Set at the page, and by others."""
    daemon = await stage.daemon()
    telnet = await stage.telnet(daemon, "tess")
    chat = await stage.chat(daemon.address)
    await telnet.hears("*** mira joined")
    await chat.tab.click("button", "Change the topic")
    await chat.answer("cake at three, see https://a.example/cake")
    await telnet.hears("*** mira set the topic of #lobby: cake at three")
    await chat.tab.find("link", "https://a.example/cake")
    telnet.send("/topic tea at four")
    await chat.tab.wait("document.querySelector('#topic').textContent === 'tea at four'", "the topic is shown")
    await chat.sees("tea at four")


async def listed(stage: Stage) -> None:
    """The dialog to join lists what there is, and makes what there is not."""
    daemon = await stage.daemon()
    await stage.wire(daemon, "wim", "#kitchen")
    chat = await stage.chat(daemon.address)
    await chat.tab.click("button", "Join a room")
    dialog = await chat.tab.find("dialog")
    await chat.tab.click("button", re.compile("#kitchen"), dialog)
    await chat.tab.find("heading", "#kitchen")
    await chat.tab.gone("dialog")
    await chat.tab.click("button", "Join a room")
    await chat.answer("garden")
    await chat.tab.find("heading", "#garden")
    await chat.tab.click("button", re.compile("(?i)leave.*#garden"), await chat.rooms())
    await chat.tab.gone("heading", "#garden")
    await chat.tab.click("button", "Join a room")
    await (await chat.tab.find("textbox", "Room")).focus()
    await chat.tab.type("a b")
    await chat.tab.wait("document.querySelector('dialog[open] [role=status]').innerText.includes('can’t be a room')", "it is told at once")
    await chat.tab.press("Escape")
    await chat.tab.gone("dialog")
    names = [each.name for each in await chat.tab.all("button", re.compile("^#"), await chat.rooms())]
    assert "#garden" not in " ".join(names) and "#kitchen" in " ".join(names), names


async def kept(stage: Stage) -> None:
    """Rooms are entered again after the page was closed, and shown in their order."""
    daemon = await stage.daemon()
    await stage.wire(daemon, "wim", "#kitchen", "#swift")
    chat = await stage.chat(daemon.address)
    for room in ["#kitchen", "#swift"]:
        await chat.say(f"/join {room}")
        await chat.tab.find("heading", room)
    await chat.tab.close()
    tab = await stage.tab(context=chat.tab.context)
    await tab.go(daemon.address)
    later = type(chat)(tab)
    await later.is_in()
    for room in ["#kitchen", "#swift", "#lobby"]:
        await later.tab.find("button", re.compile(rf"^{room}\b"), await later.rooms())


async def searched(stage: Stage) -> None:
    """What was said is found, and shown where it was said."""
    daemon = await stage.daemon(Setup(has_store=True))
    wire = await stage.wire(daemon, "wim")
    await wire.ask("the kettle whistles in F sharp")
    for number in range(60):
        await wire.ask(f"other talk {number}")
    chat = await stage.chat(daemon.address)
    await chat.tab.click("button", "Search")
    box = await chat.tab.find("searchbox", "Search")

    async def ask() -> bool:
        # It is in the index a moment after it was said.
        await box.focus()
        await box.run("function() { this.select() }")
        await chat.tab.type("kettle")
        await chat.tab.press("Enter")
        await chat.tab.wait("document.querySelector('#search-state').textContent", "the search is answered")
        return bool(await chat.tab.run("document.querySelector('#search-results li') !== null"))

    await until(ask, "the line is found")
    marked = await chat.tab.run("[...document.querySelectorAll('#search-results mark')].map(each => each.textContent)")
    assert marked == ["kettle"], marked
    await chat.tab.click("button", re.compile("kettle"))
    await chat.tab.wait("""[...document.querySelectorAll('[role=log] li')].some(each => each.innerText.includes('the kettle')
        && each.getBoundingClientRect().top > 0 && each.getBoundingClientRect().bottom < innerHeight)""", "it is shown where it was said")


async def unkept(stage: Stage) -> None:
    """Where nothing is kept the search says so, and in a room that is registered it finds."""
    daemon = await stage.daemon(Setup(has_store=True))
    chat = await stage.chat(daemon.address)
    await chat.say("/join #tea")
    await chat.tab.find("heading", "#tea")
    await chat.say("/search kettle")
    await chat.tab.wait("document.querySelector('#search-state').textContent.includes('is not kept')", "it is told why nothing is found")
    await chat.show("#lobby")
    await chat.say("/search kettle")
    await chat.tab.wait("document.querySelector('#search-state').textContent === 'Nothing was found.'", "there is nothing")


async def keyed(stage: Stage) -> None:
    """The key of a room is asked for, where one enters without it or by a wrong one."""
    daemon = await stage.daemon()
    wim = await stage.wire(daemon, "wim", "#tea")
    await wim.ask("/key #tea kettle")
    chat = await stage.chat(daemon.address)
    await chat.say("/join #tea")
    dialog = await chat.tab.find("dialog")
    assert (await chat.tab.find("textbox", "Room", dialog)).value == "#tea"
    await chat.tab.wait("document.activeElement.name === 'key'", "the key is asked for")
    await chat.tab.type("kettel")
    await chat.tab.press("Enter")
    await chat.tab.wait("document.querySelector('dialog [role=alert]:not([hidden])')?.innerText.includes('that is not it')",
                        "it is told that the key is another")
    field = await chat.tab.find("textbox", re.compile("^Key"), dialog)
    await field.focus()
    await field.run("function() { this.select() }")
    await chat.tab.type("kettle")
    await chat.tab.press("Enter")
    await chat.tab.gone("dialog")
    await chat.tab.find("heading", "#tea")


async def told(stage: Stage) -> None:
    """Lists that the server answers are in people's words, and those that are empty say so; in each language."""
    daemon = await stage.daemon(Setup(has_store=True))
    german = {"/ban": "Aus #tea ist niemand ausgesperrt.", "/mute": "Stumm in #tea:", "/topic": "#tea hat kein Thema.",
              "/mode": "von außen redet niemand", "/op": "Mit einem Rang in #tea:", "/ignore": "Du blendest niemanden aus.",
              "/who": "still seit", "/uptime": "läuft seit"}
    english = {"/ban": "Nobody is banned from #tea.", "/mute": "Muted in #tea:", "/topic": "#tea has no topic.",
               "/mode": "nobody speaks from outside", "/op": "With a rank in #tea:", "/ignore": "You ignore nobody.",
               "/who": "silent for", "/uptime": "up for"}
    chat = await stage.chat(daemon.address)
    await chat.say("/join #tea")
    await chat.tab.find("heading", "#tea")
    eve = await stage.wire(daemon, "eve", "#tea")
    await chat.say("/mute eve 1h too loud")
    await chat.sees("eve can’t speak here.")
    for query, words in [("", english), ("?lang=de", german)]:
        await chat.tab.go(daemon.address + query)
        await chat.is_in()
        for command, expected in words.items():
            await (await chat.tab.find("combobox")).focus()
            await chat.tab.type(command)
            await chat.tab.press("Enter")
            await chat.sees(expected)
        shown = "\n".join(await chat.lines())
        assert "too loud" in shown and not re.search(r"\d{4}-\d\d-\d\dT|[a-z]+=", shown), shown
    await eve.close()


DIALOGUES = [topic, listed, kept, searched, unkept, keyed, told]
