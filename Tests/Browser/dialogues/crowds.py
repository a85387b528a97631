"""Long talks, many people, and how fast the page is there. What takes time is told; it fails where it is three times too much."""
from __future__ import annotations

import asyncio
import gzip
import re

from chat import Chat
from daemon import Setup
from people import Program
from stage import Stage
from waiting import Broken

LINES = 10_000
MOST_ITEMS = 500
PEOPLE = 2_000
# What the design promises.
RENDER_MILLISECONDS, PAINT_MILLISECONDS = 100, 500
# Over this, a figure is a fault and not the machine's load.
SLACK = 3

SAID = "[...document.querySelectorAll('[role=log] li')]"
FIRST = f"{SAID}.find(each => each.innerText.includes('line '))"
ITEMS = "document.querySelector('[role=log]').childElementCount"
EVERYBODY = re.compile(rf"^{PEOPLE + 1:,} here$")
# Milliseconds between frames, while something happens.
FRAMES = """(() => { window.frames = []; let last = performance.now();
  const tick = now => { window.frames?.push(now - last); last = now; if (window.frames) requestAnimationFrame(tick) };
  requestAnimationFrame(tick) })()"""


async def long_talk(stage: Stage) -> None:
    """10,000 lines come while one reads: the page keeps 500 of them, and scrolls back through the others without a jump."""
    daemon = await stage.daemon(Setup(has_store=True))
    wire = await stage.wire(daemon, "wim")
    chat = await stage.chat(daemon.address)
    for start in range(0, LINES, 1000):
        wire.send(*(f"@- line {number} of a long talk" for number in range(start, start + 1000)))
        await wire.ask(f"/ping {start}")
        await chat.sees(f"line {start + 999} of", 20)
        items = await chat.tab.run(ITEMS)
        assert items <= MOST_ITEMS, f"there are {items} items"
    await chat.tab.run(FRAMES)
    for _ in range(6):
        await scrolls_back(chat)
    frames: list[float] = sorted(await chat.tab.run("(() => { const all = window.frames; window.frames = null; return all })()"))
    stage.figures.append(f"frames while scrolling back: median {frames[len(frames) // 2]:.0f} ms, 95 % in {frames[len(frames) * 95 // 100]:.0f} ms,"
                         f" longest {frames[-1]:.0f} ms")
    await chat.tab.click("button", re.compile("(?i)newest|latest|unread|new"))
    await chat.sees(f"line {LINES - 1} of")


async def scrolls_back(chat: Chat) -> None:
    """To the top of what is there: what was the first line then stays where it is, and there are lines above it."""
    first = str(await chat.tab.run(f"{FIRST}.innerText.match(/line [0-9]+ /)[0]"))
    # Its text, as the nick above it goes when it is the first no more.
    place = f"{SAID}.find(each => each.innerText.includes('{first}')).querySelector('.body').getBoundingClientRect().top"
    await chat.tab.run("document.querySelector('#view').scrollTop = 0")
    before = await chat.tab.run(place)
    await chat.tab.wait(f"!{FIRST}.innerText.includes('{first}')", f"older lines are shown above {first}")
    moved = abs(await chat.tab.run(place) - before)
    assert moved < 2, f"{first}moved by {moved} pixels"
    items = await chat.tab.run(ITEMS)
    assert items <= MOST_ITEMS, f"there are {items} items"


async def many_people(stage: Stage) -> None:
    """A room of 2,000 is drawn at once."""
    daemon = await stage.daemon(Setup(limits={"arrival_grace_ms": 0}, rooms={"lobby": ""}))
    crowd: list[Program] = []
    gate = asyncio.Semaphore(50)

    async def enter() -> None:
        async with gate:
            peer = Program(*await asyncio.open_connection("127.0.0.1", daemon.port))
            crowd.append(peer)
            peer.send("/wire 1", "@- /quiet on", "@1 /join #crowd")
            await peer.hears("OK 1 ", 30)

    try:
        await asyncio.gather(*(enter() for _ in range(PEOPLE)))
        chat = await stage.chat(daemon.address + "#tea")
        await chat.say("/join #crowd")
        await chat.tab.find("list", EVERYBODY, seconds=30)
        await chat.show("#tea")
        await chat.tab.find("list", "1 here")
        await chat.tab.call("Performance.enable")
        before = await busy(chat)
        await chat.show("#crowd")
        await chat.tab.find("list", EVERYBODY)
        await chat.tab.run("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
        spent = await busy(chat) - before
        stage.figures.append(f"a room of {PEOPLE} drawn in {spent:.0f} ms")
        assert spent <= SLACK * RENDER_MILLISECONDS, f"{spent:.0f} ms"
        await chat.tab.wait(
            "(() => { const side = document.querySelector('#members'); side.scrollTop = side.scrollHeight;"
            f" return document.querySelector('#member-list').childElementCount === {PEOPLE + 1} }})()", "all are listed, down to the last", 30)
        start = asyncio.get_running_loop().time()
        await (await chat.box()).focus()
        await chat.tab.type("hello")
        await chat.tab.press("Enter")
        await chat.sees("hello")
        stage.figures.append(f"a line is shown among them in {(asyncio.get_running_loop().time() - start) * 1000:.0f} ms")
    finally:
        await asyncio.gather(*(peer.close() for peer in crowd))


async def busy(chat: Chat) -> float:
    """Milliseconds that the tab has worked."""
    metrics = {each["name"]: each["value"] for each in (await chat.tab.call("Performance.getMetrics"))["metrics"]}
    return float(metrics["ScriptDuration"] + metrics["LayoutDuration"] + metrics["RecalcStyleDuration"]) * 1000


async def first_paint(stage: Stage) -> None:
    """How soon something is seen, with nothing kept from before."""
    daemon = await stage.daemon()
    times = []
    for _ in range(3):
        tab = await stage.tab()
        await tab.go(daemon.address)
        await tab.find("dialog")
        await tab.wait("performance.getEntriesByName('first-contentful-paint').length", "something is painted")
        times.append(float(await tab.run("performance.getEntriesByName('first-contentful-paint')[0].startTime")))
    times.sort()
    stage.figures.append(f"first paint after {times[1]:.0f} ms ({times[0]:.0f} to {times[2]:.0f})")
    if times[0] > SLACK * PAINT_MILLISECONDS:
        raise Broken(f"the first paint takes {times[0]:.0f} ms")


async def sizes(stage: Stage) -> None:
    """What the page has in bytes, without other languages; scripts/embed-page.py holds it to its budget."""
    daemon = await stage.daemon()
    tab = await stage.tab()
    await tab.go(daemon.address)
    await tab.find("dialog")
    files: list[str] = await tab.run(
        "Promise.all([...new Set([location.href, ...performance.getEntriesByType('resource').map(each => each.name)])]"
        ".filter(name => !/about[.]json|[/]ws$/.test(name)).map(name => fetch(name).then(file => file.text())))")
    raw = sum(len(each.encode()) for each in files)
    packed = sum(len(gzip.compress(each.encode(), 9)) for each in files)
    stage.figures.append(f"{len(files)} files, {raw / 1024:.1f} KB, {packed / 1024:.1f} KB gzipped")


DIALOGUES = [first_paint, sizes, long_talk, many_people]
