#!/usr/bin/python3
"""Takes the pictures of the page that the documents show: a real talk between telnet, a client of IRC and a browser.

    pictures.py [--page FOLDER] PROGRAM FOLDER     (FOLDER: where the pictures go)

Only the clock is drawn as if it were always the same, so that a picture changes when what people see does.
"""
from __future__ import annotations

import argparse
import asyncio
import os
import sys
from dataclasses import replace

from chat import Chat
from daemon import Daemon, Setup
from devtools import Browser
from people import IRC, Peer, Program, Telnet
from stage import Stage
from tab import PHONE, Look

FONT = "Liberation Sans"
CLOCK = "21:07"
# Who says what, and where: a nick, and a command.
BEFORE = [
    ("eve", "/msg #swift notes: exclusive access is checked in debug builds only"), ("yuki", "/msg #swift thanks!"),
    ("dmitri", "/msg #music tonight: Schubert, D. 960"),
    ("ann", "/msg #lobby morning all"), ("ann", "/msg #lobby the new kettle works, by the way"), ("bob", "/msg #lobby finally"),
    ("bob", "/msg #lobby does it whistle?"), ("clara", "/msg #lobby It does. In F sharp, I checked."),
    ("dmitri", "/msg #lobby who is bringing the projector on Thursday?"),
    ("ann", "/msg #lobby I can, if somebody has the HDMI adapter"),
    ("dmitri", "/msg #lobby there is one in the drawer under the printer, see https://wiki.example.org/rooms/seminar#equipment"),
    ("bob", "/me goes and looks"), ("eve", "/msg #lobby the build is green again, it was `swift build -c release` with a stale cache"),
    ("yuki", "/msg #lobby доброе утро! Καλημέρα — здесь уже вечер ☕")]
TOPIC = "/topic #lobby Seminar on Thursday, 16:00, room 2.14 – agenda: https://wiki.example.org/agenda"
NICKS = ["ann", "bob", "clara", "dmitri", "eve", "yuki", "grace", "heidi", "ivan", "judy", "ken"]
ROOMS = ["#kitchen", "#music", "#swift", "#lobby"]


async def furnish(stage: Stage, daemon: Daemon) -> dict[str, Program]:
    """A party that has begun."""
    party = {nick: await stage.wire(daemon, nick, *ROOMS) for nick in NICKS}
    await party["ann"].ask(TOPIC)
    await party["heidi"].ask("/away at lunch")
    for nick, command in BEFORE:
        await party[nick].ask(command)
    return party


async def talk(chat: Chat, party: dict[str, Program], telnet: Telnet, irc: IRC) -> None:
    """What is said while the picture is being taken."""
    for room in ["#kitchen", "#swift", "#music"]:
        await chat.say(f"/join {room}")
        await chat.tab.find("heading", room)
    await chat.show("#lobby")
    telnet.send("hello from a VT220, by telnet")
    await chat.sees("VT220")
    irc.send("PRIVMSG #lobby :and from irssi. mira, could you look at the agenda before lunch?")
    await chat.sees("irssi")
    await chat.say("looking at it now, in a browser")
    await telnet.hears("in a browser")
    await party["clara"].ask("/msg #kitchen mira: yours is the one with the blue plate")
    await party["eve"].ask("/msg mira could you review it today?")
    await party["bob"].ask("/msg #swift `Span` is in the standard library now")
    await chat.tab.wait("document.title.startsWith('(2)')", "what was said elsewhere is counted")


async def take(chat: Chat, path: str) -> None:
    """Takes a picture, once all of it is drawn."""
    await chat.tab.run(f"document.documentElement.style.fontFamily = '{FONT}'")
    await chat.tab.run(f"for (const each of document.querySelectorAll('time')) each.textContent = '{CLOCK}'")
    await chat.tab.run("document.activeElement.blur()")
    await chat.tab.call("Input.dispatchMouseEvent", {"type": "mouseMoved", "x": 0, "y": 0})
    await chat.tab.wait("document.getAnimations().length === 0", "nothing moves")
    await chat.tab.run("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    with open(path, "wb") as file:
        file.write(await chat.tab.picture())
    print(f"{path}: {os.path.getsize(path) / 1024:.0f} KB")


async def main(arguments: argparse.Namespace) -> None:
    browser = await Browser.launch(arguments.chromium)
    stage = Stage(browser, arguments.program, arguments.page)
    try:
        daemon = await stage.daemon(Setup(has_store=True))
        party = await furnish(stage, daemon)
        telnet, irc = await stage.telnet(daemon, "old_tom"), await stage.irc(daemon, "ira")
        chat = await stage.chat(daemon.address, "mira")
        await talk(chat, party, telnet, irc)
        for name, look in [("web", Look()), ("web-dark", Look(is_dark=True)), ("web-phone", PHONE),
                           ("web-phone-dark", replace(PHONE, is_dark=True))]:
            await chat.tab.look(look)
            await take(chat, os.path.join(arguments.folder, f"{name}.png"))
        peers: list[Peer] = [telnet, irc]
        assert not any(peer.closed for peer in peers)
    finally:
        faults = await stage.close()
        await browser.close()
    if faults:
        sys.exit("\n".join(map(str, faults)))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", help="the partylined to talk by")
    parser.add_argument("folder", help="where the pictures go")
    parser.add_argument("--page", help="a folder with the page's files, instead of those in the program")
    parser.add_argument("--chromium", default="chromium", help="the browser")
    asyncio.run(main(parser.parse_args()))
