"""The citizens of a town: peers who speak, listen, and keep account of both."""
from __future__ import annotations

import asyncio
import enum
import socket
from typing import TYPE_CHECKING, Callable, Optional

from daemon import ROOM as LOBBY
from daemon import Broken

if TYPE_CHECKING:
    from town import Town


# Codes with which the server closes.
FAREWELLS = {"shutting-down", "slow-reader", "idle"}


# What is said in the lobby, where newcomers are for a moment, begins so (kept.py).
ELSEWHERE = ":kept "


class Form(enum.Enum):
    WIRE = "wire"
    HUMAN = "human"
    TELNET = "telnet"
    TLS = "tls"
    # Wire, each byte in a packet of its own.
    DRIBBLE = "dribble"
    IRC = "irc"

    @property
    def is_wire(self) -> bool:
        return self in (Form.WIRE, Form.TLS, Form.DRIBBLE)

    @property
    def is_answered(self) -> bool:
        """Whether each line that it says has an answer of its own."""
        return self.is_wire or self is Form.IRC


class Fate(enum.IntEnum):
    """What became of a message."""
    PENDING = 0
    SAID = 1
    REFUSED = 2
    # Its speaker was cut off before the answer came: it may have been said.
    DOUBTFUL = 3


class Citizen(asyncio.Protocol):
    """One peer in one room. Its messages are `KEY.NUMBER filler`, so that who hears one knows what it should have been.

    `heard` is by speaker the numbers that came since it entered, or since they were last compared.
    """

    def __init__(self, town: "Town", number: int, room: str, form: Form) -> None:
        self.town = town
        self.key = f"c{number}"
        self.room = room
        self.form = form
        self.fates: list[Fate] = []
        self.first = 0
        self.heard: dict[str, list[int]] = {}
        # Whether it has been in its room since the account was last settled.
        self.was_here = False
        self.is_here = False
        self.arrivals = 0
        self.goodbye = ""
        self.transport: Optional[asyncio.Transport] = None
        self._buffer = b""
        self._last_id = 0
        self._visits = 0
        self._waiting: list[tuple[str, int, float]] = []
        self._entered: Optional[asyncio.Future[None]] = None
        self._pongs: dict[str, asyncio.Future[None]] = {}
        self._echoes = 0
        self._to_dribble = b""

    # MARK: - Coming and going

    async def enter(self) -> None:
        """Connects, and goes to its room. Its promise is kept when the room has it."""
        daemon, loop = self.town.daemon, asyncio.get_running_loop()
        secure = self.form is Form.TLS
        self._buffer, self._waiting, self._last_id = b"", [], 0
        self.heard = {}
        self._visits += 1
        self._entered = loop.create_future()
        port = daemon.tls_port if secure else daemon.irc_port if self.form is Form.IRC else daemon.port
        context = self.town.trust if secure else None
        await loop.create_connection(
            lambda: self, "127.0.0.1", port, ssl=context, server_hostname="localhost" if secure else None)
        nick = f"{self.key}v{self._visits}"
        if self.form is Form.IRC:
            self.send("CAP REQ :batch echo-message labeled-response message-tags\r\n")
            self.send(f"NICK {nick}\r\nUSER {self.key} 0 * :{self.key}\r\nCAP END\r\nJOIN {self.room}\r\n")
        elif self.form.is_wire:
            self.send("/wire 1\n")
            self.ask("nick", 0, f"/nick {nick}")
            self.ask("join", 0, f"/join {self.room}")
            if daemon.setup.store:
                self.send(f"@- /part {LOBBY}\n")
        else:
            if self.form is Form.TELNET:
                self.send_bytes(b"\xff\xfb\x22")
            self.send(f"/nick {nick}\n/join {self.room}\n" + (f"/part {LOBBY}\n" if daemon.setup.store else ""))
        await asyncio.wait_for(self._entered, 30)
        self.is_here = True

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        transport.set_write_buffer_limits(high=1 << 26)
        found = transport.get_extra_info("socket")
        if found is not None:
            found.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def connection_lost(self, error: Optional[Exception]) -> None:
        self.transport = None
        self.is_here = self.was_here = False
        for kind, number, _ in self._waiting:
            if kind == "say":
                self.fates[number - self.first] = Fate.DOUBTFUL
        if not self.form.is_answered:
            self.fates = [Fate.DOUBTFUL if fate is Fate.PENDING else fate for fate in self.fates]
        self._waiting = []
        for future in [self._entered, *self._pongs.values()]:
            if future is not None and not future.done():
                future.set_exception(Broken(f"{self.key} was cut off: {error or self.goodbye}"))
        self._pongs = {}
        self.town.cut_off(self)

    def leave(self) -> None:
        if self.transport is not None:
            self.transport.abort()

    # MARK: - Speaking

    def send(self, text: str) -> None:
        self.send_bytes(text.encode())

    def send_bytes(self, data: bytes) -> None:
        if self.transport is None:
            return
        if self.form is Form.DRIBBLE:
            if not self._to_dribble:
                asyncio.get_running_loop().call_soon(self._dribble)
            self._to_dribble += data
        else:
            self.transport.write(data)

    def _dribble(self) -> None:
        if self.transport is None:
            return
        self.transport.write(self._to_dribble[:1])
        self._to_dribble = self._to_dribble[1:]
        if self._to_dribble:
            asyncio.get_running_loop().call_soon(self._dribble)

    def ask(self, kind: str, number: int, body: str) -> None:
        self._waiting.append((kind, number, asyncio.get_running_loop().time()))
        self.send(f"@label={kind} {body}\r\n" if self.form is Form.IRC else f"@{kind} {body}\n")

    def say(self, filler: str) -> None:
        number = self.first + len(self.fates)
        self.fates.append(Fate.PENDING)
        text = f"{self.key}.{number} {filler}"
        if self.form is Form.IRC:
            # What is too long for a line of IRC is refused without its label.
            self.ask("say", number, f"PRIVMSG {self.room} :{text[:90]}")
        elif self.form.is_wire:
            self.ask("say", number, text)
        else:
            self.send(text + "\n")

    async def settle(self, token: str) -> None:
        """Waits until all that it sent is answered, and all that was said to it before that has come."""
        if self.transport is None:
            return
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._pongs[token] = future
        if self.form is Form.IRC:
            self.send(f"PING {token}\r\n")
        elif self.form.is_wire:
            self.ask("ping", 0, f"/ping {token}")
        else:
            self.send(f"/ping {token}\n")
        await asyncio.wait_for(future, 60)

    # MARK: - Hearing

    def data_received(self, data: bytes) -> None:
        lines = (self._buffer + data).split(b"\n")
        self._buffer = lines.pop()
        for line in lines:
            try:
                self._take(line)
            except Broken as broken:
                self.town.fail(str(broken))
            except (ValueError, IndexError, UnicodeDecodeError) as error:
                self.town.fail(f"{self.key} read what it can't: {line!r}: {error!r}")

    def _take(self, line: bytes) -> None:
        if self.form is Form.TELNET:
            # DO BINARY, DONT x.
            line = line.removeprefix(b"\xff\xfd\x00\xff\xfe\x22")
            # What was greeted before its IAC came ends in LF alone.
            if line.endswith(b"\r"):
                line = line[:-1]
        if self.form is Form.IRC:
            if not line.endswith(b"\r"):
                raise Broken(f"{self.key} was sent a line of IRC without its CR: {line!r}")
            line = line[:-1]
        text = line.decode("utf-8")
        if any(ord(letter) < 0x20 or 0x7F <= ord(letter) < 0xA0 for letter in text):
            raise Broken(f"{self.key} was sent a control character: {line!r}")
        if self.form is Form.IRC:
            self._take_irc(text)
        elif self.form.is_wire and self._visits and text.split(" ", 1)[0] in Citizen._verbs:
            self._verbs[text.split(" ", 1)[0]](self, text)
        elif not self.form.is_wire:
            self._take_human(text)
        elif text.startswith("!! "):
            self.goodbye = text

    def _take_human(self, text: str) -> None:
        if text.startswith("<"):
            if not text.partition("> ")[2].startswith(ELSEWHERE[1:]):
                self._hear(text.partition("> ")[2])
        elif text.startswith("-- pong "):
            # All of what it said before that has been carried out.
            self.fates = [Fate.SAID if fate is Fate.PENDING else fate for fate in self.fates]
            self._pong(text[8:])
        elif text.startswith(f"*** {self.room}: "):
            self._enter_room()
        elif text.startswith("!! "):
            self.goodbye = text

    def _take_irc(self, text: str) -> None:
        tags: dict[str, str] = {}
        if text.startswith("@"):
            word, _, text = text[1:].partition(" ")
            for tag in word.split(";"):
                key, _, tags[key] = tag.partition("=")
        words = text.split(" ", 3 if text.startswith(":") else 2)
        source = words.pop(0)[1:] if text.startswith(":") else ""
        verb = words[0]
        if "label" in tags:
            self._answer(f"{'OK' if verb == 'PRIVMSG' else 'ERR'} {tags['label']} {text}")
        if verb == "PRIVMSG" and "msgid" in tags:
            number = int(tags["msgid"])
            if words[1] != self.room or number <= self._last_id:
                raise Broken(f"{self.key} of {self.room} heard id {number} after {self._last_id}: {text}")
            self._last_id = number
            if "label" not in tags:
                self._hear(words[2][1:])
        elif verb == "JOIN" and source.startswith(f"{self.key}v{self._visits}!"):
            self._enter_room()
        elif verb == "PONG":
            self._pong(words[-1].removeprefix(":"))
        elif verb == "PING":
            self.send(f"PONG {words[-1]}\r\n")
        elif verb == "ERROR":
            self.goodbye = text

    def _message(self, text: str) -> None:
        _, number, _, room, _, words = text.split(" ", 5)
        if words.startswith(ELSEWHERE):
            return
        if room != self.room:
            raise Broken(f"{self.key} of {self.room} heard {text}")
        if int(number) <= self._last_id:
            raise Broken(f"{self.key} heard id {number} after {self._last_id}")
        self._last_id = int(number)
        self._hear(words[1:])

    def _hear(self, words: str) -> None:
        key, _, number = words.partition(" ")[0].partition(".")
        speaker = self.town.citizens.get(key)
        if speaker is None or speaker.room != self.room or speaker is self:
            raise Broken(f"{self.key} heard what nobody should have said to it: {words[:100]}")
        heard = self.heard.setdefault(key, [])
        if heard and int(number) <= heard[-1]:
            raise Broken(f"{self.key} heard {key}.{number} after {key}.{heard[-1]}: twice, or out of order")
        heard.append(int(number))
        self.arrivals += 1

    def _answer(self, text: str) -> None:
        verb, tag, *rest = text.split(" ", 2)
        if tag == "-":
            if verb == "ERR":
                raise Broken(f"{self.key} was refused: {text}")
            return
        if not self._waiting or self._waiting[0][0] != tag:
            raise Broken(f"{self.key} was answered what it did not ask, or twice: {text}")
        kind, number, since = self._waiting.pop(0)
        if kind == "say":
            self.fates[number - self.first] = Fate.SAID if verb == "OK" else Fate.REFUSED
            self.town.answered(asyncio.get_running_loop().time() - since)
        elif verb == "ERR":
            raise Broken(f"{self.key} was refused: {text}")
        elif kind == "join":
            self._enter_room()
        elif kind == "ping":
            self._pong(rest[0].partition("=")[2])

    def _bye(self, text: str) -> None:
        if text.split(" ")[2] not in FAREWELLS:
            raise Broken(f"{self.key} was sent away: {text}")
        self.goodbye = text

    def _ping(self, text: str) -> None:
        self.send(f"@- /pong {text[5:]}\n")

    def _enter_room(self) -> None:
        if self._entered is not None and not self._entered.done():
            self._entered.set_result(None)

    def _pong(self, token: str) -> None:
        future = self._pongs.pop(token, None)
        if future is not None and not future.done():
            future.set_result(None)

    def _note(self, text: str) -> None:
        self.goodbye = text

    _verbs: dict[str, Callable[["Citizen", str], None]] = {
        "MSG": _message, "OK": _answer, "ERR": _answer, "PING": _ping, "NOTE": _note, "BYE": _bye}
