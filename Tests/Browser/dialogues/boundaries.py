"""What the page may do, who may open it from where, and what is told to who can't use it."""
from __future__ import annotations

import asyncio
import asyncio.base_events
import re
from typing import Callable

from chat import Chat
from daemon import Setup
from stage import Stage
from tab import Look
from waiting import Broken

# What another site would send: a page that opens a WebSocket to us, and tells in its title how that went.
FOREIGN_PAGE = """<!doctype html><html lang=en><meta charset=utf-8><link rel=icon href=data:,><title>trying</title><script>
const socket = new WebSocket("ws://TARGET/ws", "line.partyline");
socket.onopen = () => document.title = "open";
socket.onclose = () => document.title === "trying" && (document.title = "refused");
</script>"""
FRAME_PAGE = """<!doctype html><html lang=en><meta charset=utf-8><link rel=icon href=data:,><title>frame</title>
<iframe title=chat width=600 height=400 src="http://TARGET/?embed"></iframe>"""


async def get(port: int, path: str = "/", host: str = "localhost", fields: str = "") -> tuple[str, str]:
    """The head and the body of one answer."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{fields}\r\n".encode())
    said = (await asyncio.wait_for(reader.read(), 10)).decode("utf-8", "replace")
    writer.close()
    head, _, body = said.partition("\r\n\r\n")
    return head, body


async def serve(page: Callable[[], str]) -> asyncio.base_events.Server:
    """Another site, which has one page."""
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await reader.readuntil(b"\r\n\r\n")
            body = page().encode()
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
            await writer.drain()
        except (asyncio.IncompleteReadError, OSError):
            pass
        writer.close()

    return await asyncio.start_server(answer, "127.0.0.1", 0)


async def foreign_site(stage: Stage) -> None:
    """A page of another site opens no WebSocket."""
    daemon = await stage.daemon()
    site = await serve(lambda: FOREIGN_PAGE.replace("TARGET", f"localhost:{daemon.web_port}"))
    tab = await stage.tab()
    tab.expect("WebSocket connection to .* failed|403")
    await tab.go(f"http://evil.example:{site.sockets[0].getsockname()[1]}/")
    await tab.wait("document.title === 'refused'", "the WebSocket is refused")
    site.close()


async def foreign_name(stage: Stage) -> None:
    """A name of another site that stands for this machine (DNS rebinding) leads to no page."""
    daemon = await stage.daemon()
    tab = await stage.tab()
    tab.expect("421")
    await tab.go(f"http://evil.example:{daemon.web_port}/")
    assert await tab.run("document.querySelector('#app')") is None, await tab.excerpt()
    assert any("421" in each for each in tab.complaints), tab.complaints


async def chat_port(stage: Stage) -> None:
    """A browser that opens the port for telnet reads that this is none for it."""
    daemon = await stage.daemon()
    head, body = await get(daemon.port)
    assert "!! wrong-protocol: " in head + body, head + body


async def policy(stage: Stage) -> None:
    """Each file comes with what a browser is to forbid."""
    daemon = await stage.daemon()
    for path in ["/", "/page.js", "/chat.css", "/icon.svg", "/words/de.js"]:
        head, _ = await get(daemon.web_port, path)
        for field in ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "require-trusted-types-for 'script'",
                      "nosniff", "no-referrer", "same-origin"]:
            if field not in head:
                raise Broken(f"{path} comes without {field}: {head}")
    chat = await stage.chat(daemon.address)
    chat.tab.expect("Content Security Policy|violates|contentSecurityPolicyIssue|ERR_BLOCKED_BY_CSP")
    assert await chat.tab.run("fetch('https://evil.example/').then(() => 'fetched', () => 'refused')") == "refused"
    assert any("Content Security Policy" in each for each in chat.tab.complaints), chat.tab.complaints
    cookies = (await chat.tab.call("Network.getCookies"))["cookies"]
    assert not cookies, cookies


async def own_requests(stage: Stage) -> None:
    """The page asks nobody but its own server."""
    daemon = await stage.daemon()
    chat = await stage.chat(daemon.address)
    others = [each for each in chat.tab.requests if not re.match(rf"(http|ws)://localhost:{daemon.web_port}/|data:", each)]
    assert not others, others


async def embedded(stage: Stage) -> None:
    """A site that is named may frame the page, which shows the room alone there; another may not."""
    site = await serve(lambda: FRAME_PAGE.replace("TARGET", f"localhost:{daemon.web_port}"))
    port = site.sockets[0].getsockname()[1]
    daemon = await stage.daemon(Setup(web={"hosts": ["localhost"], "embed": [f"http://chat.example:{port}"]}))
    tab = await stage.tab()
    await tab.go(f"http://chat.example:{port}/")
    frame = await tab.frame(f"localhost:{daemon.web_port}")
    await frame.wait("document.querySelector('dialog[open]') !== null", "the page is there, in its frame")
    other = await stage.tab()
    other.expect("frame-ancestors|ERR_BLOCKED_BY_RESPONSE|Refused to frame|Framing|contentSecurityPolicyIssue|ERR_BLOCKED_BY_CSP")
    await other.go(f"http://evil.example:{port}/")
    assert any("frame" in each.lower() for each in other.complaints), other.complaints
    site.close()
    alone = Chat(await stage.tab())
    await alone.tab.go(daemon.address + "?embed")
    await alone.join("mira")
    assert not await alone.tab.all("navigation", "Rooms"), "the rooms are shown"
    assert not await alone.tab.all("complementary", "Members"), "the members are shown"
    await alone.say("/join #tea")
    await alone.tab.find("heading", "#tea")
    await alone.tab.click("button", "Rooms")
    await alone.show("#lobby")
    await alone.tab.gone("navigation", "Rooms")


async def without_script(stage: Stage) -> None:
    """Who has no JavaScript is told how to join by telnet."""
    daemon = await stage.daemon(Setup(web={"hosts": ["localhost"], "telnet": "chat.example.org 6000"}))
    tab = await stage.tab(Look(has_script=False))
    # It drops the modules that it was told to load early.
    tab.expect(r"^request: +http\S+\.js$")
    await tab.go(daemon.address)
    text = await tab.text()
    assert "telnet chat.example.org 6000" in text, text


DIALOGUES = [foreign_site, foreign_name, chat_port, policy, own_requests, embedded, without_script]
