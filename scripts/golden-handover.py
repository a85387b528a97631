#!/usr/bin/env python3
"""Keeps what a daemon hands over, for the tests of all later versions: `scripts/golden-handover.py PARTYLINED FOLDER`, with `--web`
behind it for peers at WebSockets.

It starts the daemon, has peers do a bit of everything, and takes the place of its successor: FOLDER/messages gets each message
of the handover (its length and its number of descriptors, as 4 and 2 bytes, lowest first, and its bytes), and
FOLDER/descriptors tells what each descriptor was: a listener, a file, what is secret, or a peer, by its name and all that it has sent.
FOLDER/partyline.db is the store as it was then. The daemon knows it as a file of the folder it was started in, wherever that is.
Tests/Golden/README.md tells what the tests do with them.
"""

from __future__ import annotations

import array
import base64
import os
import re
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HELLO, WHOLE, READY, REFUSED, REHEARSAL = 1, 3, 4, 5, 8
# The names of what a program says that it reads, in any version.
SECTIONS = Path(__file__).resolve().parent.parent / "Tests/Golden/sections"
# What was said last is not in the file yet, and is handed over.
STORE = """[store]
path = "/proc/self/cwd/partyline.db"
commit_ms = 1000
[accounts]
operators = ["mia"]
register_after_seconds = 0
hash_memory_mib = 19
hash_passes = 1
registrations_per_address_day = 0
resume_seconds = 3600
"""


def text(words: str) -> bytes:
    return bytes([len(words)]) + words.encode()


def hello(names: list[str]) -> bytes:
    sections = [text(name) + bytes([99]) for name in names]
    records = b"".join(struct.pack("<I", len(section)) + section for section in sections)
    return bytes([HELLO]) + text("partyline-handover") + bytes([99]) + text("golden") + bytes([len(sections)]) + records


def receive(channel: socket.socket) -> tuple[bytes, list[int]]:
    descriptors = array.array("i")
    data, ancillary, _, _ = channel.recvmsg(1 << 16, socket.CMSG_SPACE(253 * descriptors.itemsize))
    for _, _, rights in ancillary:
        descriptors.frombytes(rights[: len(rights) - len(rights) % descriptors.itemsize])
    return data, list(descriptors)


def name_of(descriptor: int, names: dict[str, str]) -> str:
    if os.readlink(f"/proc/self/fd/{descriptor}").startswith("/memfd:"):
        return f"secrets {os.pread(descriptor, 1 << 20, 0).hex()}"
    try:
        sock = socket.socket(fileno=descriptor)
    except OSError:
        return "file"
    if sock.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
        return "listener"
    return names[str(sock.getpeername()[1])]


def succeed(folder: Path) -> None:
    """The successor's side: takes everything, writes it down, and refuses in the end."""
    names = dict(line.split(" ", 1) for line in (folder / "names").read_text().split("\n") if line)
    channel = socket.socket(fileno=int(os.environ["PARTYLINE_HANDOVER"]))
    channel.settimeout(20)
    channel.send(hello(os.environ["GOLDEN_SECTIONS"].split()))
    wholes = 0
    with open(folder / "messages", "wb") as messages, open(folder / "descriptors", "w") as described:
        while wholes < 2:
            data, descriptors = receive(channel)
            if not data:
                break
            messages.write(struct.pack("<IH", len(data), len(descriptors)) + data)
            for descriptor in descriptors:
                described.write(name_of(descriptor, names) + "\n")
            if data[0] in (WHOLE, REHEARSAL):
                wholes += 1
                if wholes == 1:
                    channel.send(bytes([READY]))
    # As it is while the old process waits for an answer, which it does for a second.
    if Path("partyline.db").exists():
        (folder / "store").mkdir()
        for name in ["partyline.db", "partyline.db-wal"]:
            shutil.copy(name, folder / "store" / name)
    channel.send(bytes([REFUSED]) + b"it only wanted to know")
    (folder / "done").touch()


class Peer:
    def __init__(self, name: str, port: int) -> None:
        self.name = name
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.settimeout(10)
        self.unread = b""
        self.sent = b""

    def send(self, data: str | bytes) -> None:
        data = data.encode() if isinstance(data, str) else data
        self.socket.sendall(data)
        self.sent += data

    def reset(self) -> None:
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.socket.close()

    @property
    def story(self) -> str:
        """Its name and what it sent, as a transcript writes bytes."""
        named = {ord("\n"): "\\n", ord("\r"): "\\r", ord("\\"): "\\\\", ord("{"): "\\{"}
        sent = "".join(
            named.get(byte) or (chr(byte) if 0x20 <= byte < 0x7F else f"\\x{byte:02x}") for byte in self.sent)
        return f"{self.name} {sent}" if sent else self.name

    def wait_for(self, words: str) -> None:
        while words.encode() not in self.unread:
            try:
                data = self.socket.recv(65536)
            except TimeoutError:
                raise AssertionError(f"{self.name} reads no {words!r} in {self.unread!r}") from None
            assert data, f"{self.name} was closed before {words!r}"
            self.unread += data
        self.unread = self.unread.split(words.encode(), 1)[1]

    def ask(self, line: str | bytes, words: str) -> None:
        self.send(line)
        self.wait_for(words)


def day_of_irc(port: int) -> list[Peer]:
    """Clients of IRC in the midst of what takes several lines: a text, logins by SASL and PASS, and METADATA."""
    peers: list[Peer] = []

    def come(name: str, lines: str, words: str) -> Peer:
        peers.append(Peer(f"{name}@irc", port))
        peers[-1].ask("".join(f"{line}\r\n" for line in lines.split("\n")), words)
        return peers[-1]

    def login(name: str) -> str:
        return f"NICK {name}\nUSER {name} 0 * :{name}"

    pat = come("pat", f"CAP REQ :batch message-tags draft/multiline draft/metadata-3\n{login('pat')}\nCAP END", " 221 ")
    pat.ask("JOIN #irc\r\nMETADATA #irc SET url :https://irc.example\r\nMETADATA * SET color :blue\r\n", " 761 ")
    pat.ask("BATCH +1 draft/multiline #irc\r\n@batch=1 PRIVMSG #irc :one\r\nPING p\r\n", " :p\r\n")
    # Kim's password is another. It is longer than a line, so that a half of it is known.
    sasl = base64.b64encode(b"\0kim\0correct-horse" + b"x" * 300).decode()
    rob = come("rob", f"{login('rob')}", " 221 ")
    rob.ask(f"AUTHENTICATE PLAIN\r\nAUTHENTICATE {sasl[:400]}\r\nPING r\r\n", " :r\r\n")
    come("sue", f"CAP LS 302\nPASS kim:correct-horse\n{login('sue')}\nPING s", " :s\r\n")
    tom = come("tom", "CAP LS 302\nNICK tom\nAUTHENTICATE PLAIN", "AUTHENTICATE +")
    right = base64.b64encode(b"\0kim\0correct-horse").decode()
    tom.ask(f"AUTHENTICATE {right}\r\n", " 903 ")
    come("una", f"CAP LS 302\nAUTHENTICATE PLAIN\nAUTHENTICATE {sasl[:400]}\nPING u", " :u\r\n")
    return peers


class WebPeer(Peer):
    """One that comes by a WebSocket: what it sends is told as lines, each of which was a message, and the last may be a part of one."""

    def __init__(self, name: str, port: int, path: str) -> None:
        super().__init__(name, port)
        self.is_within = False
        self.raw = b""
        self.socket.sendall((
            f"GET {path} HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n").encode())
        while b"\r\n\r\n" not in self.raw:
            self.raw += self.socket.recv(65536)
        assert self.raw.startswith(b"HTTP/1.1 101 "), self.raw
        self.raw = self.raw.split(b"\r\n\r\n", 1)[1]

    def send(self, data: str | bytes) -> None:
        data = data.encode() if isinstance(data, str) else data
        *lines, rest = data.split(b"\n")
        for line in lines:
            self.put(line, True)
        if rest:
            self.put(rest, False)
        self.sent += data

    def put(self, line: bytes, is_final: bool) -> None:
        mask = b"\x12\x34\x56\x78"
        length = bytes([0x80 | len(line)]) if len(line) < 126 else b"\xfe" + struct.pack(">H", len(line))
        opcode = (0 if self.is_within else 1) | (0x80 if is_final else 0)
        masked = bytes(byte ^ mask[index & 3] for index, byte in enumerate(line))
        self.socket.sendall(bytes([opcode]) + length + mask + masked)
        self.is_within = not is_final

    def wait_for(self, words: str) -> None:
        while True:
            while len(self.raw) >= 2:
                head = 4 if self.raw[1] == 126 else 2
                length = struct.unpack(">H", self.raw[2:4])[0] if head == 4 else self.raw[1]
                if len(self.raw) < head + length:
                    break
                self.unread += self.raw[head:head + length] + b"\n"
                self.raw = self.raw[head + length:]
            if words.encode() in self.unread:
                self.unread = self.unread.split(words.encode(), 1)[1]
                return
            data = self.socket.recv(65536)
            assert data, f"{self.name} was closed before {words!r}"
            self.raw += data


def web_day(lines: int, port: int) -> list[Peer]:
    """A person at telnet, and peers at WebSockets, each amid a message: a person, a program, and two clients of IRC, one not welcomed yet."""
    tim = Peer("tim", lines)
    tim.ask("/nick tim\n", "you are now tim")
    pam = WebPeer("pam@web", port, "/ws")
    pam.ask("/nick pam\n", "you are now pam")
    quin = WebPeer("quin@web", port, "/ws")
    quin.ask("/wire 1\n@1 /nick quin\n", "OK 1 nick=quin")
    rob = WebPeer("rob@webirc", port, "/irc")
    rob.ask("NICK rob\nUSER rob 0 * :Rob\nJOIN #lobby\n", "366 rob #lobby")
    sue = WebPeer("sue@webirc", port, "/irc")
    sue.ask("NICK sue\nJOIN #lobby\n", " 451 ")
    pam.send("half a mess")
    quin.send("@2 half a comm")
    rob.send("PRIVMSG #lob")
    sue.send("USER s")
    time.sleep(0.3)
    return [tim, pam, quin, rob, sue]


def day(port: int, knows_nonces: bool) -> list[Peer]:
    """A bit of everything. The last deeds of each are waited for, so that they are all in what is handed over."""
    peers: list[Peer] = []

    def enter(name: str) -> Peer:
        peers.append(Peer(name, port))
        peers[-1].wait_for("*** #lobby: ")
        return peers[-1]

    ann = enter("ann")
    ann.ask(b"\xff\xfb\x03/nick ann\r\n", "you are now ann")
    ann.ask("/topic cakes, na\u00efve \U0001f370\r\n", "topic")
    bob = enter("bob")
    bob.ask("/wire 1\n@1 /nick Bob\n", "OK 1 nick=Bob")
    bob.ask("@2 /join #work\n", "OK 2")
    bob.ask("@3 first at work\n@4 /me works\n", "OK 4")
    cy = enter("cy")
    cy.ask("/nick cy\n", "you are now cy")
    dan = enter("dan")
    dan.ask("/nick dan\r\n", "you are now dan")
    dan.ask("spam\r\n/away tea, \u00e9clairs\r\n", "away")
    cy.ask("/ignore dan\n/time on\n/echo on\n/ping set\n", "set")
    ann.send("/msg cy psst\r\n")
    cy.wait_for("psst")
    fay = enter("fay")
    fay.ask("/wire 1\n@1 /nick fay\n@2 /join #work\n@3 /part #lobby\n", "OK 3")
    fay.ask("@4 /quiet on\n", "OK 4")
    gil = enter("gil")
    gil.ask("/nick gil\n", "you are now gil")
    # More than may be said at once: the last ones wait for their turn.
    gil.send("".join(f"line {number}\n" for number in range(15)))
    bob.wait_for(":line 10")
    if knows_nonces:
        bob.ask("@5 /msg nonce=0123456789abcdef #work once\n", "OK 5")
        bob.ask("@6 /msg nonce=fedcba9876543210 ann secret\n", "OK 6")
        ivy = enter("ivy")
        ivy.ask("/wire 1\n@1 /nick ivy\n@2 /join #tea\n@- /part #lobby\n", "OK 2")
        ivy.ask("@3 /mode #tea +moderated\n@4 /ban #tea nick:spam* ads\n@5 /mute #tea nick:loud*\n", "OK 5")
        ivy.ask("@6 /key #tea sesame\n@7 /invite cy #tea\n", "OK 7")
        jan = enter("jan")
        jan.ask("/nick jan\n/part #lobby\n/join #tea sesame\n", "#tea: ivy")
        ivy.ask("@8 /op jan #tea\n@9 /slow #tea 5\n", "OK 9")
        kim = enter("kim")
        kim.ask("/wire 1\n@1 /nick kim\n@2 /register correct-horse\n", "OK 2")
        kim.ask("@3 /join #club\n@4 /part #lobby\n@5 /registerroom\n@6 kept in the club\n@7 /ban nick:spam*\n", "OK 7")
        # Leo loses the connection: nobody is told, and he is held for an hour.
        leo = Peer("leo", port)
        leo.ask("/wire 1\n@1 /nick leo\n@2 /register battery-staple\n", "OK 2")
        leo.ask("@3 /join #cave\n@4 /part #lobby\n@5 /registerroom\n@6 kept in the cave\n@7 /msg kim psst\n", "OK 7")
        kim.wait_for("psst")
        leo.reset()
        kim.ask("@8 /token add bot 3000\n@9 /reserve kimmy\n@10 /topic #club ours\n", "OK 10")
        # What is written to somebody who is not here waits.
        ned = enter("ned")
        ned.ask("/wire 1\n@1 /nick ned\n@2 /register staple-battery\n", "OK 2")
        ned.send("@3 /quit\n")
        while ned.socket.recv(65536):
            pass
        kim.ask("@11 /msg ned later\n", "OK 11")
        mia = enter("mia")
        mia.ask("/wire 1\n@1 /nick mia\n@2 /part #lobby\n@3 /register horse-staple\n", "OK 3")
        mia.ask("@4 /serverban net:192.0.2.0/24 3000d pills\n@5 /serverban nick:pills* 3000d\n", "OK 5")
    enter("eve")
    bob.ask("@7 whole\n", "OK 7")
    # The middle of a line, and of a telnet command.
    bob.send("@8 half a l")
    ann.send(b"hello fr\xff")
    time.sleep(0.3)
    return peers


def main() -> None:
    if "GOLDEN_FOLDER" in os.environ:
        return succeed(Path(os.environ["GOLDEN_FOLDER"]))
    daemon, folder = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        program = Path(place) / "partylined"
        shutil.copy(daemon, program)
        configuration = Path(place) / "partyline.toml"
        text = '[[listen]]\naddress = "127.0.0.1:0"\n'
        if "--old" not in sys.argv:
            text += '[[listen]]\naddress = "127.0.0.1:0"\nprotocol = "irc"\n'
        text += '[limits]\nmessages_per_second = 0.02\nburst = 12\n'
        environment = dict(os.environ, GOLDEN_FOLDER=str(folder.resolve()), GOLDEN_SECTIONS=SECTIONS.read_text())
        if "--web" in sys.argv:
            text += '[[listen]]\naddress = "127.0.0.1:0"\nweb = true\n'
        elif "--old" not in sys.argv:
            text += "arrival_grace_ms = 10000\n" + STORE
        configuration.write_text(text)
        process = subprocess.Popen(
            [program, "--config", configuration], env=environment, cwd=place, stderr=subprocess.PIPE, text=True)
        assert process.stderr
        try:
            ports: list[int] = []
            for line in process.stderr:
                if found := re.search(r"listening on 127\.0\.0\.1:(\d+)", line):
                    ports.append(int(found.group(1)))
                    if len(ports) == text.count("[[listen]]"):
                        break
            assert ports, "the daemon does not listen"
            if "--web" in sys.argv:
                peers = web_day(ports[0], ports[-1])
            else:
                peers = day(ports[0], "--old" not in sys.argv)
                if len(ports) > 1:
                    peers += day_of_irc(ports[1])
            names = "".join(f"{peer.socket.getsockname()[1]} {peer.story}\n" for peer in peers)
            (folder / "names").write_text(names)
            # What the daemon starts in its own place is this program.
            new = Path(place) / "new"
            shutil.copy(__file__, new)
            new.chmod(0o755)
            new.rename(program)
            process.send_signal(signal.SIGUSR2)
            deadline = time.monotonic() + 20
            while not (folder / "done").exists():
                assert time.monotonic() < deadline, "no handover came in 20 s"
                time.sleep(0.02)
        finally:
            process.terminate()
            if not (folder / "done").exists():
                print(process.stderr.read(), file=sys.stderr)
            process.wait()
            for name in ["done", "names"]:
                (folder / name).unlink(missing_ok=True)
    # One file of the two, checked.
    store = folder / "store"
    if store.exists():
        (store / "partyline.toml").write_text('[store]\npath = "partyline.db"\n')
        command = [str(daemon), "--config", str(store / "partyline.toml"), "--backup", str(folder / "partyline.db")]
        subprocess.run(command, check=True)
        shutil.rmtree(store)
    print(f"{folder}: {(folder / 'messages').stat().st_size} bytes")


main()
