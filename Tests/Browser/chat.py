"""The page as a person sees it, in English: what its parts are called, and how they are used."""
from __future__ import annotations

import json
import re
from typing import Any

from devtools import DevToolsError
from tab import Element, Tab
from waiting import until

BOX = re.compile(r"^Message")
# One element a line. What is said in it is its text; the nick and the time stand there, too.
LINES = "[...document.querySelectorAll('[role=log] > li')]"


class Chat:
    """Somebody at the page."""

    def __init__(self, tab: Tab) -> None:
        self.tab = tab

    # MARK: - Coming

    async def join(self, nick: str) -> None:
        """Fills in the welcome card, and waits for the room."""
        box = await self.tab.find("textbox", "Your nick")
        await box.focus()
        await box.run("function() { this.select() }")
        await self.tab.type(nick)
        await self.tab.press("Enter")
        await self.is_in()

    async def is_in(self, seconds: float = 10) -> None:
        """Waits until it is connected, and in a room."""
        await self.tab.find("log", None, seconds=seconds)
        await self.tab.wait(CONNECTED, "the page is connected", seconds)

    async def log_in(self, name: str, password: str, remembers: bool = False) -> None:
        """From the welcome card, or from the question that came of it."""
        if await self.tab.all("button", "I have an account"):
            await self.tab.click("button", "I have an account")
        for label, text in [("Account", name), ("Password", password)]:
            field = await self.tab.find("textbox", label)
            await field.focus()
            await field.run("function() { this.select() }")
            await self.tab.type(text)
        if remembers:
            await self.tab.click("checkbox", "Stay logged in on this device")
        await self.tab.press("Enter")

    async def hurries(self) -> None:
        """Has it try to come back at once, if it does not by itself first."""
        async def look() -> bool:
            for button in await self.tab.all("button", "Try now"):
                try:
                    await button.click()
                except DevToolsError:
                    pass
            return bool(await self.tab.run(CONNECTED))

        await until(look, "the page is connected again", 30)

    # MARK: - Reading

    async def lines(self) -> list[str]:
        """What the log shows, a text a line."""
        found: list[str] = await self.tab.run(f"{LINES}.map(each => each.innerText)")
        return found

    async def sees(self, text: str, seconds: float = 10) -> None:
        """Waits for a line of the log with this in it."""
        await self.tab.wait(f"{LINES}.some(each => each.innerText.includes({json.dumps(text)}))", f"the log shows {text!r}", seconds)

    async def count(self, text: str) -> int:
        """How many lines of the log have it."""
        return sum(1 for line in await self.lines() if text in line)

    async def sees_once(self, text: str) -> None:
        """Waits for a line with this in it, which must be the only one: it may be drawn later than others hear of it."""
        await self.sees(text)
        assert await self.count(text) == 1, (text, await self.lines())

    async def told(self, text: str) -> None:
        """Waits for the page to tell something for a moment."""
        await self.tab.wait(f"document.querySelector('#toast')?.innerText.includes({json.dumps(text)})", f"it is told: {text}")

    async def nick(self) -> str:
        return str(await self.tab.run("document.querySelector('#nick').textContent"))

    async def title(self) -> str:
        return str(await self.tab.run("document.title"))

    async def sounds(self) -> None:
        """Waits until the log is live, so that what comes next is said."""
        await self.tab.wait("document.querySelector('[role=log]').getAttribute('aria-live') === 'polite'", "the log is live")

    async def scroll_to_top(self) -> None:
        """Scrolls to the first line that there is."""
        await self.tab.wait("(() => { const view = document.querySelector('#view'); view.scrollTop = 0;"
                            " return document.querySelector('[role=log] li.start') !== null })()", "the log's start is shown")

    # MARK: - Writing

    async def box(self) -> Element:
        return await self.tab.find("combobox", BOX)

    async def say(self, text: str) -> None:
        """Types something and sends it."""
        await (await self.box()).focus()
        await self.tab.type(text)
        await self.tab.press("Enter")

    async def typed(self) -> Any:
        """What stands in the box."""
        return await (await self.box()).run("function() { return this.value }")

    async def clear(self) -> None:
        """Empties the box, as a person does."""
        await (await self.box()).focus()
        await self.tab.press("Control+a", ["selectAll"])
        await self.tab.press("Backspace")

    # MARK: - Menus

    async def own_menu(self, item: str) -> None:
        """Chooses something from the menu behind one's own nick."""
        await self.tab.click("button", re.compile(rf"^{re.escape(await self.nick())}"), await self.rooms())
        await self.tab.click("menuitem", re.compile(item))

    async def member_menu(self, nick: str, item: str) -> None:
        """Chooses something from a member's menu."""
        members = await self.tab.find("complementary", "Members")
        await self.tab.click("button", re.compile(rf"\b{re.escape(nick)}\b"), members)
        await self.tab.click("menuitem", re.compile(item))

    async def answer(self, text: str) -> None:
        """Fills in the first field of the dialog that asks, and agrees."""
        dialog = await self.tab.find("dialog")
        field = next(iter([*await self.tab.all("textbox", None, dialog), *await self.tab.all("searchbox", None, dialog)]))
        await field.focus()
        await field.run("function() { this.select() }")
        await self.tab.type(text)
        await self.tab.press("Enter")
        await self.tab.gone("dialog")

    # MARK: - Rooms

    async def rooms(self) -> Element:
        return await self.tab.find("navigation", "Rooms")

    async def show(self, room: str) -> None:
        """Chooses a conversation from the list."""
        await self.tab.click("button", re.compile(rf"^{re.escape(room)}(?![\w-])"), await self.rooms())
        await self.tab.find("heading", room)


CONNECTED = "document.querySelector('#app').classList.contains('on') && document.querySelector('h1#title').textContent !== ''"
