"""A tab of the browser as a person has it: controls are found by their role and name, and used by mouse and keys.

So each test is also one of accessibility: what has no role or no name is not found. Whatever the browser prints or reports in a
tab is a complaint, and fails the test, unless it was expected.
"""
from __future__ import annotations

import base64
import json
import re
from dataclasses import dataclass, field
from typing import Any, Optional, Pattern, Union

from devtools import Browser, DevToolsError, Json
from waiting import Broken, until

Name = Union[str, Pattern[str]]

MODIFIERS = {"Alt": 1, "Control": 2, "Meta": 4, "Shift": 8}
# The codes that Chromium knows keys by, and what they type.
KEYS = {
    "Enter": (13, "\r"), "Tab": (9, ""), "Escape": (27, ""), "Backspace": (8, ""), "Delete": (46, ""), "Space": (32, " "),
    "ArrowUp": (38, ""), "ArrowDown": (40, ""), "ArrowLeft": (37, ""), "ArrowRight": (39, ""), "Home": (36, ""), "End": (35, ""),
    "PageUp": (33, ""), "PageDown": (34, ""), "F6": (117, "")}


@dataclass
class Look:
    """How a page is looked at."""
    width: int = 1280
    height: int = 800
    is_phone: bool = False
    is_dark: bool = False
    less_motion: bool = False
    # The colours are the system's, few and strong.
    forced_colors: bool = False
    language: str = "en-US"
    has_script: bool = True
    # Run before any script of the page.
    before: list[str] = field(default_factory=list)


PHONE = Look(width=390, height=844, is_phone=True)


# Where an element can be pressed: the middle of its first box; or why it can't be.
PLACE = """async function() {
  const middle = () => { const box = this.getClientRects()[0]; return box && { x: box.x + box.width / 2, y: box.y + box.height / 2 } };
  const before = middle();
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  const at = middle();
  if (!before || !at) return { fault: "has no size" };
  if (before.x !== at.x || before.y !== at.y) return { fault: "is moving" };
  const top = document.elementFromPoint(at.x, at.y);
  if (!top) return { fault: "is outside of the window" };
  const isHit = this.contains(top) || top.contains(this) || [...(this.labels ?? [])].some(each => each.contains(top));
  return isHit ? at : { fault: `is covered by ${top.outerHTML.slice(0, 120)}` };
}"""


class Complaint(Broken):
    """What the browser printed or reported of a page."""


class Element:
    """Something on the page that has a role."""

    def __init__(self, tab: "Tab", node: Json) -> None:
        self.tab = tab
        self.backend: int = node["backendDOMNodeId"]
        self.role: str = node.get("role", {}).get("value", "")
        self.name: str = node.get("name", {}).get("value", "")
        self.value: str = str(node.get("value", {}).get("value", ""))
        self.states: dict[str, Any] = {each["name"]: each["value"].get("value") for each in node.get("properties", [])}

    async def run(self, function: str, *arguments: object) -> Any:
        """What a function of JavaScript says, with the element as its `this`."""
        resolved = await self.tab.call("DOM.resolveNode", {"backendNodeId": self.backend})
        return await self.tab.apply(function, resolved["object"]["objectId"], arguments)

    async def text(self) -> str:
        return str(await self.run("function() { return this.innerText }"))

    async def focus(self) -> None:
        await self.tab.call("DOM.focus", {"backendNodeId": self.backend})

    async def click(self, button: str = "left") -> None:
        """Presses the mouse on it, where it has come to rest and nothing is in front of it."""
        await self.tab.call("DOM.scrollIntoViewIfNeeded", {"backendNodeId": self.backend})
        place = await self.run(PLACE)
        if "fault" in place:
            raise DevToolsError(f"{self} {place['fault']}")
        at = {"x": place["x"], "y": place["y"]}
        await self.tab.call("Input.dispatchMouseEvent", {"type": "mouseMoved", **at})
        for what in ("mousePressed", "mouseReleased"):
            await self.tab.call("Input.dispatchMouseEvent", {"type": what, "button": button, "clickCount": 1, **at})

    def __str__(self) -> str:
        return f"{self.role} “{self.name}”"


class Tab:
    """A page, and all that is said of it."""

    def __init__(self, browser: Browser, session: str, target: str, context: str) -> None:
        self.browser = browser
        self.session = session
        self.target = target
        self.context = context
        self.complaints: list[str] = []
        self._expected: list[Pattern[str]] = []
        self._asked: dict[str, str] = {}
        self.requests: list[str] = []
        browser.listen(session, self._happened)

    @classmethod
    async def open(cls, browser: Browser, look: Optional[Look] = None, context: str = "") -> "Tab":
        """A tab that shows nothing yet: of a new person, or of the one whose context it is."""
        look = look or Look()
        if not context:
            context = (await browser.call("Target.createBrowserContext"))["browserContextId"]
        target = (await browser.call(
            "Target.createTarget", {"url": "about:blank", "browserContextId": context, "newWindow": True}))["targetId"]
        session = (await browser.call("Target.attachToTarget", {"targetId": target, "flatten": True}))["sessionId"]
        tab = cls(browser, session, target, context)
        for domain in ("Page", "Runtime", "Log", "Network", "Audits", "DOM", "Accessibility"):
            await tab.call(f"{domain}.enable")
        await tab.call("Emulation.setFocusEmulationEnabled", {"enabled": True})
        await tab.look(look)
        for script in look.before:
            await tab.call("Page.addScriptToEvaluateOnNewDocument", {"source": script})
        return tab

    async def look(self, look: Look) -> None:
        """Looks at it on another screen, or with other wishes."""
        await self.call("Emulation.setDeviceMetricsOverride", {
            "width": look.width, "height": look.height, "deviceScaleFactor": 1, "mobile": look.is_phone})
        await self.call("Emulation.setTouchEmulationEnabled", {"enabled": look.is_phone})
        await self.call("Emulation.setEmulatedMedia", {"features": [
            {"name": "prefers-color-scheme", "value": "dark" if look.is_dark else "light"},
            {"name": "prefers-reduced-motion", "value": "reduce" if look.less_motion else "no-preference"},
            {"name": "forced-colors", "value": "active" if look.forced_colors else "none"}]})
        await self.call("Emulation.setScriptExecutionDisabled", {"value": not look.has_script})
        await self.call("Emulation.setTimezoneOverride", {"timezoneId": "UTC"})
        agent = (await self.browser.call("Browser.getVersion"))["userAgent"]
        await self.call("Emulation.setUserAgentOverride", {"userAgent": agent, "acceptLanguage": look.language})

    async def call(self, method: str, parameters: Optional[Json] = None, seconds: float = 20) -> Json:
        return await self.browser.call(method, parameters, self.session, seconds)

    async def go(self, address: str) -> None:
        """Opens an address, and waits until it is loaded."""
        said = await self.call("Page.navigate", {"url": address})
        if said.get("errorText"):
            raise Broken(f"{address} can't be opened: {said['errorText']}")
        await self.wait("document.readyState === 'complete'", f"{address} is loaded")

    async def reload(self) -> None:
        await self.run("window.isOld = true")
        await self.call("Page.reload")
        await self.wait("!window.isOld && document.readyState === 'complete'", "the page is loaded again")

    async def close(self) -> None:
        """Closes this tab alone; what its person has stored stays."""
        self.browser.forget(self.session)
        await self.browser.call("Target.closeTarget", {"targetId": self.target})

    # MARK: - Complaints

    def expect(self, pattern: str) -> None:
        """From now on a complaint that matches is none, as of a connection that the test itself cuts."""
        self._expected.append(re.compile(pattern))

    def check(self) -> None:
        """Nothing was printed, thrown, reported or refused."""
        left = [each for each in dict.fromkeys(self.complaints) if not any(known.search(each) for known in self._expected)]
        if left:
            raise Complaint("the browser says: " + "\n    ".join(left[:8]))

    def _happened(self, method: str, said: Json) -> None:
        if method == "Runtime.consoleAPICalled":
            self._complain("console", " ".join(str(each.get("value", each.get("description"))) for each in said["args"]))
        elif method == "Runtime.exceptionThrown":
            details = said["exceptionDetails"]
            self._complain("exception", details.get("exception", {}).get("description") or details["text"])
        elif method == "Log.entryAdded":
            self._complain(said["entry"]["source"], f"{said['entry']['text']} {said['entry'].get('url', '')}")
        elif method == "Audits.issueAdded":
            self._complain("issue", json.dumps(said["issue"]))
        elif method == "Network.requestWillBeSent":
            self._asked[said["requestId"]] = said["request"]["url"]
            self.requests.append(said["request"]["url"])
        elif method == "Network.responseReceived" and said["response"]["status"] >= 400:
            self._complain("request", f"{said['response']['status']} {said['response']['url']}")
        elif method == "Network.loadingFailed" and not said.get("canceled"):
            self._complain("request", f"{said['errorText']} {self._asked.get(said['requestId'], '')}")
        elif method == "Inspector.targetCrashed":
            self._complain("crash", "the tab crashed")

    def _complain(self, kind: str, text: str) -> None:
        self.complaints.append(f"{kind}: {text[:600]}")

    # MARK: - JavaScript

    async def run(self, expression: str, seconds: float = 20) -> Any:
        """What an expression of JavaScript is; a promise is waited for."""
        said = await self.call("Runtime.evaluate", {
            "expression": expression, "awaitPromise": True, "returnByValue": True, "userGesture": True}, seconds)
        return self._value(said, expression)

    async def apply(self, function: str, this: str, arguments: tuple[object, ...]) -> Any:
        said = await self.call("Runtime.callFunctionOn", {
            "functionDeclaration": function, "objectId": this, "arguments": [{"value": each} for each in arguments],
            "awaitPromise": True, "returnByValue": True})
        return self._value(said, function)

    @staticmethod
    def _value(said: Json, source: str) -> Any:
        if "exceptionDetails" in said:
            details = said["exceptionDetails"]
            raise Broken(f"{source[:200]}: {details.get('exception', {}).get('description') or details['text']}")
        return said["result"].get("value")

    async def wait(self, expression: str, what: str, seconds: float = 10) -> Any:
        """Waits until an expression is true; what throws is not. A complaint ends it at once."""
        async def look() -> Any:
            self.check()
            try:
                return await self.run(expression)
            except (Broken, DevToolsError):
                return None

        try:
            return await until(look, what, seconds)
        except Complaint:
            raise
        except Broken as broken:
            raise Broken(f"{broken}; the page says: {await self.excerpt()}") from None

    async def excerpt(self) -> str:
        """The end of what can be read on the page, for a message."""
        try:
            return repr(str(await self.run("document.body.innerText.slice(-400)")))
        except (Broken, DevToolsError) as error:
            return str(error)

    async def text(self) -> str:
        """What can be read on it; it needs no script of the page's."""
        return str(await self.run("document.body.innerText"))

    async def frame(self, address: str) -> "Tab":
        """The frame of another site in it, which is a target of its own."""
        async def look() -> str:
            targets = (await self.browser.call("Target.getTargets", {"filter": [{"type": "iframe"}]}))["targetInfos"]
            return next((each["targetId"] for each in targets if address in each["url"]), "")

        target = await until(look, f"a frame of {address}")
        session = (await self.browser.call("Target.attachToTarget", {"targetId": target, "flatten": True}))["sessionId"]
        return Tab(self.browser, session, target, self.context)

    # MARK: - Elements

    async def all(self, role: str, name: Optional[Name] = None, within: Optional[Element] = None) -> list[Element]:
        """Those of a role and a name that can be perceived now, by Chromium's accessibility tree."""
        if within is None:
            root = (await self.call("DOM.getDocument", {"depth": 0}))["root"]["backendNodeId"]
        else:
            root = within.backend
        asked: Json = {"backendNodeId": root, "role": role}
        if isinstance(name, str):
            asked["accessibleName"] = name
        nodes = (await self.call("Accessibility.queryAXTree", asked))["nodes"]
        found = [Element(self, node) for node in nodes if not node.get("ignored") and "backendDOMNodeId" in node]
        return [each for each in found if name is None or isinstance(name, str) or name.search(each.name)]

    async def find(self, role: str, name: Optional[Name] = None, within: Optional[Element] = None, seconds: float = 10) -> Element:
        """Waits for the first of a role and name."""
        async def look() -> Optional[Element]:
            self.check()
            try:
                return next(iter(await self.all(role, name, within)), None)
            except DevToolsError:
                return None

        try:
            return await until(look, f"a {role} {name!r}", seconds)
        except Complaint:
            raise
        except Broken as broken:
            raise Broken(f"{broken}; there are: {', '.join(map(str, await self.controls()))}") from None

    async def click(self, role: str, name: Optional[Name] = None, within: Optional[Element] = None, button: str = "left") -> None:
        """Waits for a control, and for nothing to be in front of it, and presses it."""
        refused: list[str] = []

        async def look() -> bool:
            try:
                await (await self.find(role, name, within)).click(button)
                return True
            except DevToolsError as error:
                refused.append(str(error))
                return False

        try:
            await until(look, f"{role} {name!r} can be pressed")
        except Complaint:
            raise
        except Broken as broken:
            raise Broken(f"{broken}: {refused[-1] if refused else ''}") from None

    async def gone(self, role: str, name: Optional[Name] = None, seconds: float = 10) -> None:
        """Waits until there is none of that role and name."""
        async def look() -> bool:
            return not await self.all(role, name)

        await until(look, f"no {role} {name!r}", seconds)

    async def tree(self) -> list[Json]:
        """The whole accessibility tree, without what it ignores."""
        nodes: list[Json] = (await self.call("Accessibility.getFullAXTree"))["nodes"]
        return [node for node in nodes if not node.get("ignored")]

    async def controls(self) -> list[Element]:
        """All that can be used."""
        roles = {"button", "textbox", "searchbox", "link", "checkbox", "radio", "combobox", "menuitem", "option", "switch", "tab",
                 "menuitemradio", "menuitemcheckbox", "listbox", "slider", "spinbutton"}
        return [Element(self, node) for node in await self.tree()
                if node.get("role", {}).get("value") in roles and "backendDOMNodeId" in node]

    # MARK: - Keys

    async def type(self, text: str) -> None:
        """Has it typed where the focus is, as a keyboard on a screen does."""
        await self.call("Input.insertText", {"text": text})

    async def press(self, chord: str, commands: Optional[list[str]] = None) -> None:
        """Presses a key, as `Shift+Enter`."""
        *held, key = chord.split("+") if chord != "+" else ["+"]
        modifiers = sum(MODIFIERS[each] for each in held)
        code, text = KEYS.get(key, (ord(key.upper()) if len(key) == 1 else 0, key if len(key) == 1 else ""))
        event: Json = {
            "key": " " if key == "Space" else key, "modifiers": modifiers, "windowsVirtualKeyCode": code,
            "code": f"Key{key.upper()}" if len(key) == 1 and key.isalpha() else key}
        types = text and not modifiers & ~MODIFIERS["Shift"]
        down: Json = {"type": "keyDown" if types else "rawKeyDown", **event, **({"text": text} if types else {})}
        await self.call("Input.dispatchKeyEvent", {**down, **({"commands": commands} if commands else {})})
        await self.call("Input.dispatchKeyEvent", {"type": "keyUp", **event})

    async def paste(self, text: str) -> None:
        """Pastes from the clipboard."""
        await self.browser.call("Browser.grantPermissions", {
            "browserContextId": self.context, "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]})
        await self.run(f"navigator.clipboard.writeText({json.dumps(text)})")
        await self.press("Control+v", ["paste"])

    # MARK: - Its life

    async def freeze(self) -> None:
        """Stops its scripts, as browsers do with tabs that nobody has looked at for long."""
        await self.call("Emulation.setFocusEmulationEnabled", {"enabled": False})
        await self.call("Page.setWebLifecycleState", {"state": "frozen"})

    async def thaw(self) -> None:
        await self.call("Page.setWebLifecycleState", {"state": "active"})
        await self.call("Emulation.setFocusEmulationEnabled", {"enabled": True})

    async def picture(self) -> bytes:
        """What it shows, as PNG."""
        return base64.b64decode((await self.call("Page.captureScreenshot", {"format": "png", "optimizeForSpeed": False}))["data"])
