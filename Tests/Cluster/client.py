"""A program that talks to a node by wire lines, and writes down all that it says, is answered and reads."""
from __future__ import annotations

import asyncio
import random
import socket
import string
from collections import deque
from dataclasses import dataclass, field
from typing import Callable, Coroutine, Optional

from journal import Journal

# Who has so many lines unanswered says nothing more.
MOST_UNANSWERED = 64
# A node that does not let one in within this is passed over.
ENTRY_SECONDS = 6.0
PASSWORD = "correct horse battery"


class Refused(Exception):
    """A command on the way in was refused."""


class Gone(Exception):
    """The connection ended before the answer."""


@dataclass
class Answer:
    is_ok: bool
    code: str
    keys: dict[str, str]
    rows: list[str]


@dataclass
class Asked:
    """A command that is not answered yet."""
    n: int
    # The line as it can be said again: room, text, nonce.
    line: Optional[tuple[str, str, str]] = None
    # Whose answer somebody waits for.
    answer: Optional[asyncio.Future[Answer]] = None
    # What is done where it stands in the stream: others' events may follow it in the same read.
    then: Optional[Callable[[Answer], None]] = None
    rows: list[str] = field(default_factory=list)


def split(line: str) -> tuple[list[str], dict[str, str], Optional[str]]:
    """A line's fields, keys and text."""
    head, mark, text = line.partition(" :")
    fields: list[str] = []
    keys: dict[str, str] = {}
    for word in head.split(" "):
        name, equals, value = word.partition("=")
        if equals:
            keys.setdefault(name, value)
        else:
            fields.append(word)
    return fields, keys, text if mark else None


class Wire(asyncio.Protocol):
    """A wire session's connection: commands with their answers, in order. What else comes is told to `on_event`."""

    def __init__(self, journal: Journal) -> None:
        self.journal = journal
        self.transport: Optional[asyncio.Transport] = None
        self.asked: deque[Asked] = deque()
        self.gone: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self.goodbye = ""
        self._rest = b""
        self._is_wire = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.transport = transport

    def connection_lost(self, error: Optional[Exception]) -> None:
        self.transport = None
        if not self.gone.done():
            self.gone.set_result(self.goodbye or (type(error).__name__ if error else "closed"))
        for asked in self.asked:
            if asked.answer is not None and not asked.answer.done():
                asked.answer.set_exception(Gone(self.goodbye or "closed"))

    def send(self, text: str) -> None:
        if self.transport is not None:
            self.transport.write(text.encode() + b"\n")

    def ask(self, asked: Asked, text: str) -> None:
        self.asked.append(asked)
        self.send(f"@{asked.n} {text}")

    def data_received(self, data: bytes) -> None:
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            self._take(line.decode())

    def _take(self, line: str) -> None:
        if not self._is_wire:
            if line.startswith("OK - proto="):
                self._is_wire = True
                self._answer(line)
            elif line.startswith("!! "):
                self.goodbye = line[3:].partition(":")[0]
            return
        verb = line.partition(" ")[0]
        if verb in ("OK", "ERR"):
            self._answer(line)
        elif verb == "ROW":
            self._row(line)
        elif verb == "PING":
            self.send(f"@- /pong {line.split(' ')[1]}")
        else:
            if verb == "BYE":
                self.goodbye = line.split(" ")[2]
            self.on_event(verb, line)

    def _row(self, line: str) -> None:
        _, tag, rest = line.split(" ", 2)
        if self.asked and tag == str(self.asked[0].n):
            self.asked[0].rows.append(rest)
        else:
            self.journal.write("odd", line=line)

    def _answer(self, line: str) -> None:
        fields, keys, _ = split(line)
        if fields[1] == "-" and fields[0] == "ERR":
            self.journal.write("odd", line=line)
            return
        if not self.asked or fields[1] not in ("-", str(self.asked[0].n)):
            self.journal.write("odd", line=line)
            return
        asked = self.asked.popleft()
        answer = Answer(fields[0] == "OK", fields[2] if fields[0] == "ERR" else "", keys, asked.rows)
        self.on_answer(asked, answer)
        if asked.answer is not None and not asked.answer.done():
            asked.answer.set_result(answer)

    def on_event(self, verb: str, line: str) -> None:
        """A subclass writes it down."""

    def on_answer(self, asked: Asked, answer: Answer) -> None:
        """The same of an answer, before whoever waits for it goes on."""


def seen(line: str) -> dict[str, object]:
    """The fields of a MSG."""
    words, _, text = line.partition(" :")
    _, id, _, room, nick, *_ = words.split(" ")
    return {"room": room, "id": int(id), "from": nick, "text": text}


class Session(Wire):
    """A connection of a client of the load."""

    def __init__(self, client: Client) -> None:
        super().__init__(client.journal)
        self.client = client

    def on_event(self, verb: str, line: str) -> None:
        write = self.journal.write
        if verb == "MSG":
            fields = seen(line)
            self.client.last[str(fields["room"])] = int(str(fields["id"]))
            write("see", **fields)
            return
        fields_, keys, text = split(line)
        if verb == "DM":
            write("got", id=int(fields_[1]), **{"from": fields_[3]}, to=keys.get("to", ""), text=text or "")
        elif verb in ("JOIN", "PART", "KICK"):
            write(verb.lower(), room=fields_[2], nick=fields_[3])
            if verb == "KICK" and fields_[3] == self.client.nick:
                self.client.put_out(fields_[2])
        elif verb == "QUIT":
            write("quit", nick=fields_[2], why=text or "")
        elif verb == "NICK":
            write("nick", old=fields_[2], new=fields_[3])
            if fields_[2] == self.client.nick:
                self.client.nick = fields_[3]
        elif verb in ("NOTE", "BYE"):
            write(verb.lower(), text=line)
        elif verb == "TOPIC":
            write("topic", room=fields_[2], nick=fields_[3], id=int(keys.get("id", "0")), text=text or "")

    def on_answer(self, asked: Asked, answer: Answer) -> None:
        for row in asked.rows:
            if row.startswith("MSG "):
                fields = seen(row)
                self.client.last[str(fields["room"])] = int(str(fields["id"]))
                self.journal.write("replay", **fields)
            elif row.startswith("DM "):
                fields_, keys, text = split(row)
                self.journal.write(
                    "got", id=int(fields_[1]), **{"from": fields_[3]}, to=keys.get("to", ""), text=text or "", replay=1)
        if asked.n == 0:
            return
        if answer.is_ok:
            more: dict[str, object] = {name: int(answer.keys[name]) for name in ("id", "again") if name in answer.keys}
            self.journal.write("ok", n=asked.n, **more)
            self.client.answered(asked)
        else:
            self.journal.write("err", n=asked.n, code=answer.code)
        if asked.then is not None:
            asked.then(answer)


class Client:
    """A person who talks, whatever becomes of the nodes: who loses a connection goes to the next node, under the same nick."""

    def __init__(self, name: str, rooms: list[str], nodes: list[tuple[str, int]], journal: Journal, chance: random.Random) -> None:
        self.name = name
        self.nick = name
        self.rooms = rooms
        self.nodes = nodes
        self.journal = journal
        self.chance = chance
        number = int(name[1:])
        self.at = number
        # Half of them have tokens to come back by; half send again, by a nonce, what was not answered.
        self.wants_token = number % 2 == 0
        self.repeats = number % 4 < 2
        self.account = False
        self.token = ""
        self.session: Optional[Session] = None
        self.is_in = False
        # Of each room the last id that was read.
        self.last: dict[str, int] = {}
        self.absent: set[str] = set()
        self.confirmed = 0
        self.last_ok = 0.0
        self._node = ""
        self._n = 0
        self._lines = 0
        self._again: list[tuple[str, str, str]] = []
        self._tasks: set[asyncio.Task[None]] = set()

    # MARK: - Talk

    def next(self) -> int:
        self._n += 1
        return self._n

    @property
    def can_talk(self) -> bool:
        return self.is_in and self.session is not None and len(self.session.asked) < MOST_UNANSWERED

    @property
    def unanswered(self) -> int:
        return len(self.session.asked) if self.session is not None else 0

    @property
    def is_busy(self) -> bool:
        """It changes its nick, or comes again to a room that it was put out of."""
        return bool(self._tasks)

    def say(self) -> None:
        rooms = [room for room in self.rooms if room not in self.absent]
        if rooms:
            self.say_in(self.chance.choice(rooms))

    def say_in(self, room: str) -> None:
        self._lines += 1
        filler = "".join(self.chance.choices("abcdefghij äöü 日本語 ---", k=self.chance.randint(5, 50))).strip()
        text = f"{self.name}.{self._lines} {filler}".strip()
        nonce = "".join(self.chance.choices(string.ascii_letters + string.digits, k=20)) if self.repeats else ""
        self._say(room, text, nonce, {})

    def _say(self, room: str, text: str, nonce: str, more: dict[str, object]) -> None:
        assert self.session is not None
        n = self.next()
        self.journal.write("say", n=n, room=room, text=text, **more)
        word = f"nonce={nonce} " if nonce else ""
        self.session.ask(Asked(n, line=(room, text, nonce)), f"/msg {word}{room} {text}")

    def tell(self, other: Client) -> None:
        assert self.session is not None
        self._lines += 1
        n, text = self.next(), f"{self.name}>{other.name}.{self._lines}"
        self.journal.write("dm", n=n, to=other.name, text=text)
        self.session.ask(Asked(n), f"/msg {other.nick} {text}")

    def do(self, what: str, room: str, who: str, command: str) -> None:
        """A command of an op, or a change of nick."""
        assert self.session is not None
        n = self.next()
        self.journal.write("ask", n=n, what=what, room=room, who=who)
        self.session.ask(Asked(n), command)

    def answered(self, asked: Asked) -> None:
        if asked.line is not None:
            self.confirmed += 1
            self.last_ok = asyncio.get_running_loop().time()

    def change_nick(self) -> None:
        new = self.name if self.nick != self.name else f"{self.name}_{self.chance.randint(1, 3)}"
        self._start(self._change_nick(new))

    async def _change_nick(self, new: str) -> None:
        def changed(answer: Answer) -> None:
            if answer.is_ok:
                # Of several that were on their way at once each changes what the one before has made.
                self.journal.write("nick", old=self.nick, new=new)
                self.nick = new

        try:
            await self._request(f"/nick {new}", changed)
        except Gone:
            return

    def put_out(self, room: str) -> None:
        """It was kicked: it comes again a little later."""
        self.absent.add(room)
        self._start(self._enter_again(room))

    async def _enter_again(self, room: str) -> None:
        await asyncio.sleep(0.3)
        if self.is_in:
            try:
                await self._join(room, self.last.get(room))
            except (Gone, Refused):
                pass

    def _start(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    # MARK: - Coming and going

    async def live(self) -> None:
        """Is there until it is cancelled."""
        while True:
            node = self.nodes[self.at % len(self.nodes)]
            try:
                await asyncio.wait_for(self._enter(node), ENTRY_SECONDS)
            except (OSError, Gone, Refused, asyncio.TimeoutError) as fault:
                self.journal.write("turned-away", node=f"{node[0]}:{node[1]}", why=str(fault) or type(fault).__name__)
                self._drop()
                self.at += 1
                await asyncio.sleep(0.3)
                continue
            assert self.session is not None
            self.is_in = True
            for room, text, nonce in self._again:
                self._say(room, text, nonce, {"again": 1})
            self._again = []
            why = await asyncio.shield(self.session.gone)
            self.journal.write("lost", why=why)
            self._drop()
            self.at += 1

    def _drop(self) -> None:
        """Forgets the connection; what it had not answered is open."""
        self.is_in = False
        session, self.session = self.session, None
        if session is None:
            return
        for asked in session.asked:
            if asked.n:
                self.journal.write("unanswered", n=asked.n)
                if asked.line is not None and asked.line[2]:
                    self._again.append(asked.line)
        if session.transport is not None:
            session.transport.abort()

    def cut(self) -> None:
        """Its connection breaks."""
        if self.session is not None and self.session.transport is not None:
            self.session.transport.abort()

    async def _request(self, command: str, then: Optional[Callable[[Answer], None]] = None) -> Answer:
        if self.session is None or self.session.transport is None:
            raise Gone("closed")
        asked = Asked(self.next(), answer=asyncio.get_running_loop().create_future(), then=then)
        assert asked.answer is not None
        self.session.ask(asked, command)
        return await asked.answer

    async def _expect(self, command: str, then: Optional[Callable[[Answer], None]] = None) -> Answer:
        answer = await self._request(command, then)
        if not answer.is_ok:
            raise Refused(f"{command.partition(' ')[0]}: {answer.code}")
        return answer

    async def _enter(self, node: tuple[str, int]) -> None:
        self._node = f"{node[0]}:{node[1]}"
        # Who logs in may be in the rooms at once, and read there what is said before it asks what it has missed.
        missed = dict(self.last)
        session = Session(self)
        self.session = session
        await asyncio.get_running_loop().create_connection(lambda: session, *node)
        first = Asked(0, answer=asyncio.get_running_loop().create_future())
        assert first.answer is not None
        session.asked.append(first)
        session.send("/wire 1 resume" if self.wants_token else "/wire 1")
        hello = await first.answer
        await self._expect("/echo on")
        self.absent = set(self.rooms)
        if not self.token or not await self._resume():
            self.token = hello.keys.get("resume", "")
            await self._take_nick()
        for room in self.rooms:
            if room in self.absent:
                await self._join(room, missed.get(room))

    def _write_in(self, resumed: bool) -> None:
        self.journal.write(
            "in", node=self._node, nick=self.nick, token=int(bool(self.token)), account=int(self.account), resumed=int(resumed))

    async def _resume(self) -> bool:
        token, self.token = self.token, ""
        since = max(self.last.values(), default=0)

        def resumed(answer: Answer) -> None:
            if not answer.is_ok:
                return
            self.token, self.nick = answer.keys.get("resume", ""), answer.keys["nick"]
            self._write_in(True)
            for row in answer.rows:
                words = row.split(" ")
                if words[0] == "room":
                    has_gap = "gap" in answer.keys or "more" in answer.keys
                    self._entered(words[1], self.last.get(words[1], 0), has_gap, since)

        return (await self._request(f"/resume {token} since={since}", resumed)).is_ok

    async def _take_nick(self) -> None:
        def taken(answer: Answer) -> None:
            if answer.is_ok:
                self.nick = answer.keys["nick"]
                self._write_in(False)

        if self.account:
            await self._expect(f"/login {self.name} {PASSWORD}", taken)
            return
        for _ in range(100):
            answer = await self._request(f"/nick {self.name}", taken)
            if answer.is_ok:
                return
            if answer.code != "nick-in-use":
                break
            await asyncio.sleep(0.25)
        raise Refused(f"/nick: {answer.code}")

    async def _join(self, room: str, since: Optional[int]) -> None:

        def joined(answer: Answer) -> None:
            if answer.is_ok:
                gap = any(name in answer.keys for name in ("gap", "more", "behind"))
                self._entered(room, int(answer.keys["id"]), gap, since)

        def named(answer: Answer) -> None:
            nicks = [nick for row in answer.rows for nick in row.split(" ")[2:]]
            self.journal.write("names", room=room, nicks=nicks)

        await self._expect(f"/join {room}" + (f" since={since}" if since is not None else ""), joined)
        await self._request(f"/names {room}", named)

    def _entered(self, room: str, id: int, gap: bool, since: Optional[int]) -> None:
        more: dict[str, object] = {"gap": 1} if gap else {}
        if since is not None:
            more["since"] = since
        self.journal.write("entered", room=room, id=id, **more)
        self.last[room] = max(self.last.get(room, 0), id)
        self.absent.discard(room)

    async def found(self, room: str) -> None:
        """Makes an account of its own, and the room its."""
        await self._expect(f"/register {PASSWORD}")
        self.account = True
        self.journal.write("account")
        await self._expect(f"/registerroom {room}")

    async def enter_rest(self) -> None:
        for room in self.rooms:
            if room not in self.last:
                await self._join(room, None)

    def quit(self) -> None:
        if self.session is not None and self.is_in:
            self.journal.write("left")
            self.session.send("@- /quit")

    def end(self) -> None:
        """Has nothing go on."""
        for task in list(self._tasks):
            task.cancel()
