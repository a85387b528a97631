"""Names that are somebody's: registering, logging in by password and by what the page remembers, and where it is refused."""
from __future__ import annotations

import re

from chat import Chat
from daemon import Daemon, Setup
from stage import Stage

PASSWORD = "correct horse battery"
STORE = Setup(has_store=True)


async def register(chat: Chat, remembers: bool = False) -> None:
    """By the menu behind one's own nick."""
    await chat.own_menu("^Make an account")
    dialog = await chat.tab.find("dialog")
    fields = await chat.tab.all("textbox", None, dialog)
    for field in fields:
        if await field.run("function() { return this.type === 'password' }"):
            await field.focus()
            await chat.tab.type(PASSWORD)
    if remembers:
        await chat.tab.click("checkbox", "Stay logged in on this device", dialog)
    await chat.tab.press("Enter")
    await chat.tab.gone("dialog")


async def have_account(stage: Stage, daemon: Daemon, name: str) -> None:
    wire = await stage.wire(daemon, name)
    await wire.ask(f"/register {PASSWORD}", 30)
    await wire.ask("/quit")


async def registers(stage: Stage) -> None:
    daemon = await stage.daemon(STORE)
    chat = await stage.chat(daemon.address)
    wire = await stage.wire(daemon, "wim")
    await register(chat)
    assert "account=mira" in "".join([await wire.ask("/whois mira"), *wire.heard]), wire.heard


async def logs_in(stage: Stage) -> None:
    """From the welcome card; a wrong password is told there, and can be mended."""
    daemon = await stage.daemon(STORE)
    await have_account(stage, daemon, "mira")
    chat = Chat(await stage.tab())
    await chat.tab.go(daemon.address)
    wire = await stage.wire(daemon, "wim")
    await chat.log_in("mira", "wrong horse battery")
    await chat.tab.wait("document.querySelector('dialog[open] [role=alert]:not([hidden])')?.innerText.includes('password')", "the refusal is told")
    await chat.log_in("mira", PASSWORD)
    await chat.is_in()
    await wire.hears(re.compile("^JOIN .* mira account=mira"))
    assert not wire.count(re.compile("^(JOIN|QUIT) .* guest")), wire.heard
    assert await chat.nick() == "mira"
    await chat.own_menu("^Log out")
    await chat.told("You are logged out")
    await chat.tab.close()
    later = Chat(await stage.tab(context=chat.tab.context))
    await later.tab.go(daemon.address)
    await later.is_in()
    await later.own_menu("^Log in")
    chat = later
    assert (await chat.tab.find("textbox", "Account")).value == "mira", "another account is proposed"


async def gives_up(stage: Stage) -> None:
    """Who goes back from a login that failed is in no room, and chooses a name as before."""
    daemon = await stage.daemon(STORE)
    await have_account(stage, daemon, "mira")
    wire = await stage.wire(daemon, "wim")
    chat = Chat(await stage.tab())
    await chat.tab.go(daemon.address)
    await chat.log_in("mira", "wrong horse battery")
    await chat.tab.wait("document.querySelector('dialog[open] [role=alert]:not([hidden])')?.innerText === 'That password is wrong.'",
                        "the refusal is told")
    await chat.tab.press("Escape")
    await chat.tab.find("button", "I have an account")
    await chat.join("mina")
    assert await chat.nick() == "mina"
    # Others are told of who came a moment later, and of nobody who is gone by then. Who came before would be there, too.
    await wire.hears("mina")
    await wire.ask("/names #lobby")
    names = [line for line in wire.heard if line.startswith("ROW ")]
    assert "mina" in names[-1] and "guest" not in names[-1], names


async def too_short(stage: Stage) -> None:
    """What can't be chosen is told as that, by what the server asks for."""
    daemon = await stage.daemon(STORE)
    chat = await stage.chat(daemon.address)
    await chat.own_menu("^Make an account")
    dialog = await chat.tab.find("dialog")
    for label in ["Password", "Repeat password"]:
        await (await chat.tab.find("textbox", label, dialog)).focus()
        await chat.tab.type("short")
    await chat.tab.press("Enter")
    await chat.tab.wait("document.querySelector('dialog[open] [role=alert]:not([hidden])')?.innerText.includes('8 characters or more')",
                        "it is told how long")


async def remembered(stage: Stage) -> None:
    """Who asked to be remembered comes back logged in, after the browser was closed; who did not, as a guest."""
    daemon = await stage.daemon(STORE)
    await have_account(stage, daemon, "mira")
    chat = Chat(await stage.tab())
    await chat.tab.go(daemon.address)
    await chat.log_in("mira", PASSWORD, remembers=True)
    await chat.is_in()
    assert not await chat.tab.run(f"JSON.stringify(localStorage).includes({PASSWORD!r})"), "the password is kept"
    await chat.tab.wait("JSON.stringify(localStorage).includes('pt_')", "a token is kept")
    await chat.tab.close()
    later = Chat(await stage.tab(context=chat.tab.context))
    await later.tab.go(daemon.address)
    await later.is_in()
    wire = await stage.wire(daemon, "wim")
    await wire.ask("/whois mira")
    assert wire.count("account=mira"), wire.heard


async def not_in_the_open(stage: Stage) -> None:
    """Where others could read along, no password is asked for: over http, by a name that is not this machine's."""
    daemon = await stage.daemon(Setup(has_store=True, web={"hosts": ["chat.example"]}))
    await have_account(stage, daemon, "ann")
    chat = Chat(await stage.tab())
    chat.tab.expect("Cross-Origin-Opener-Policy header has been ignored")
    await chat.tab.go(f"http://chat.example:{daemon.web_port}/")
    await chat.tab.click("button", "I have an account")
    await chat.tab.wait("document.querySelector('dialog[open]:not(#welcome)').innerText.includes('https')", "it is told why there is no login")
    assert not await chat.tab.run("document.querySelector('[type=password]')"), "a password is asked for"
    await chat.tab.press("Escape")
    await chat.join("mira")
    await chat.say("/login ann " + PASSWORD)
    await chat.tab.wait("document.body.innerText.includes('https')", "it is told why")
    wire = await stage.wire(daemon, "wim")
    await wire.ask("/whois mira")
    assert not wire.count("account="), wire.heard
    assert not wire.count(PASSWORD), wire.heard


async def over_tls(stage: Stage) -> None:
    """By our own TLS it is as on this machine."""
    daemon = await stage.daemon(Setup(has_store=True, has_tls=True))
    await have_account(stage, daemon, "mira")
    chat = Chat(await stage.tab())
    await chat.tab.call("Security.setIgnoreCertificateErrors", {"ignore": True})
    await chat.tab.go(daemon.tls_address)
    await chat.log_in("mira", PASSWORD)
    await chat.is_in()


DIALOGUES = [registers, logs_in, gives_up, too_short, remembered, not_in_the_open, over_tls]
