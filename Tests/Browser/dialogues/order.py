"""Keeping order from a member's menu, and what it is like for who is put out."""
from __future__ import annotations

import re

from chat import Chat
from people import Program
from stage import Stage


async def tea(stage: Stage) -> tuple[Chat, Program]:
    """A room whose op is at the page, and one who is in it."""
    daemon = await stage.daemon()
    chat = await stage.chat(daemon.address)
    await chat.say("/join #tea")
    await chat.tab.find("heading", "#tea")
    return chat, await stage.wire(daemon, "eve", "#tea")


async def kick(stage: Stage) -> None:
    chat, eve = await tea(stage)
    await chat.member_menu("eve", "^Remove …")
    await chat.answer("too loud")
    await eve.hears(re.compile("^KICK .* #tea eve by=mira :too loud"))
    await chat.sees("too loud")


async def ban(stage: Stage) -> None:
    chat, eve = await tea(stage)
    await chat.member_menu("eve", "^Ban …")
    await chat.answer("too loud")
    await eve.hears("KICK")
    await chat.sees("mira removed eve: too loud")
    await chat.sees("eve is banned.")
    assert "banned" in await eve.refused("/join #tea")


async def mute(stage: Stage) -> None:
    chat, eve = await tea(stage)
    members = await chat.tab.find("complementary", "Members")
    await chat.tab.click("button", re.compile(r"\beve\b"), members)
    assert not await chat.tab.all("menuitem", re.compile("no more$")), "what holds not is offered to be lifted"
    await chat.tab.press("Escape")
    await chat.member_menu("eve", "^Mute …")
    await chat.answer("too loud")
    await chat.sees("eve")
    assert "muted" in await eve.refused("/msg #tea hm")
    await chat.member_menu("eve", "^Mute no more")
    await eve.asks_until("/msg #tea may I?")
    await chat.sees("may I?")


async def lifts(stage: Stage) -> None:
    """A mute that another op set can be lifted, too."""
    daemon = await stage.daemon()
    chat = await stage.chat(daemon.address)
    await chat.say("/join #tea")
    await chat.tab.find("heading", "#tea")
    ann, eve = [await stage.wire(daemon, nick, "#tea") for nick in ["ann", "eve"]]
    await chat.member_menu("ann", "^Make an op")
    await ann.hears(re.compile("^RANK .* #tea ann op"))
    await ann.ask("/mute #tea eve 1h")
    await chat.member_menu("eve", "^Mute no more")
    await eve.asks_until("/msg #tea may I?")
    await chat.sees("may I?")


async def ranks(stage: Stage) -> None:
    """An op is shown as one; who is none is offered nothing that they may not do."""
    chat, eve = await tea(stage)
    await chat.member_menu("eve", "^Make an op")
    await eve.hears(re.compile("^RANK .* #tea eve op by=mira"))
    await chat.tab.find("button", re.compile(r"eve\W+op\b"))
    daemon_address = str(await chat.tab.run("location.origin"))
    other = await stage.chat(daemon_address, "ned")
    await other.say("/join #tea")
    await other.tab.find("heading", "#tea")
    members = await other.tab.find("complementary", "Members")
    await other.tab.click("button", re.compile(r"\beve\b"), members)
    offered = [each.name for each in await other.tab.all("menuitem")]
    assert offered and not any(re.search("(?i)ban|mute|remove|an op|voice", each) for each in offered), offered


async def put_out(stage: Stage) -> None:
    """Who is put out reads by whom and why, and can't write there."""
    daemon = await stage.daemon()
    ann = await stage.wire(daemon, "ann", "#tea")
    chat = await stage.chat(daemon.address)
    await chat.say("/join #tea")
    await chat.tab.find("heading", "#tea")
    await ann.ask("/kick #tea mira too quiet")
    await chat.tab.wait("document.querySelector('#banner').innerText.includes('ann removed you from #tea: too quiet')", "the reason is told")
    await chat.say("am I here?")
    await ann.ask("/ping 1")
    assert not ann.count("am I here?")


async def is_muted(stage: Stage) -> None:
    """Who is muted reads why what they say is not said."""
    daemon = await stage.daemon()
    ann = await stage.wire(daemon, "ann", "#tea")
    chat = await stage.chat(daemon.address)
    await chat.say("/join #tea")
    await chat.tab.find("heading", "#tea")
    await ann.ask("/mute mira 1h")
    await chat.say("may I?")
    await chat.sees("You may not speak in #tea now: you are muted")


async def ignoring(stage: Stage) -> None:
    chat, eve = await tea(stage)
    await eve.ask("/msg #tea one")
    await chat.sees("one")
    await chat.member_menu("eve", "^Ignore$")
    await chat.told("You won’t see messages from eve.")
    await eve.ask("/msg #tea two")
    await chat.member_menu("eve", "^Ignore no more")
    await chat.told("You see messages from eve again.")
    await eve.ask("/msg #tea three")
    await chat.sees("three")
    assert await chat.count("two") == 0


DIALOGUES = [kick, ban, mute, lifts, ranks, put_out, is_muted, ignoring]
