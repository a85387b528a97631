"""Who tries passwords, from many addresses at once."""
from __future__ import annotations

import asyncio
import re
import socket
import time

import sockets
from daemon import Broken, Setup
from peers import Form
from row import Row, Stage

PEERS = 100
OWNER = "127.9.9.9"
PASSWORD = "correct horse battery"


class Flooder:
    """A program that tries one password after the other, each as soon as the one before is answered."""

    def __init__(self, number: int, found: socket.socket) -> None:
        self.number = number
        self.found = found
        self.answers: dict[str, int] = {}

    async def run(self, until: float) -> None:
        tries = 0
        while time.monotonic() < until:
            tries += 1
            # Now the owner's account, which costs the server a hash, now one that is none.
            name = "owner" if tries % 2 else f"nobody{tries}"
            answer = await ask(self.found, f"/login {name} {self.number}.{tries}")
            code = answer.split(" ")[2] if answer.startswith("ERR") else "OK"
            self.answers[code] = self.answers.get(code, 0) + 1
        self.found.close()


async def ask(found: socket.socket, line: str, seconds: float = 20) -> str:
    """What a line of a program is answered."""
    await sockets.send(found, f"@ask {line}\n".encode())
    data = b""
    while re.search(rb"^(OK|ERR) ask.*\n", data, flags=re.M) is None:
        part = await sockets.read_to(found, b"\n", seconds)
        if not part:
            raise Broken(f"{line.split(' ')[0]} was answered by the end of the connection, after {data!r}")
        data += part
    return next(each for each in data.decode().splitlines() if each.startswith(("OK ask", "ERR ask")))


async def program(stage: Stage, source: str) -> socket.socket:
    found = await sockets.connect(stage.daemon.port, source=source)
    await sockets.send(found, b"/wire 1\n@in /quiet on\n")
    await sockets.read_to(found, b"OK in")
    return found


async def register(stage: Stage) -> None:
    """Makes the owner's account."""
    owner = await program(stage, OWNER)
    await ask(owner, "/nick owner")
    # Newcomers wait a moment before they may.
    answer = await ask(owner, f"/register {PASSWORD}")
    if found := re.search(r"retry=(\d+)", answer):
        await asyncio.sleep(int(found[1]))
        answer = await ask(owner, f"/register {PASSWORD}")
    if not answer.startswith("OK"):
        raise Broken(f"nothing can be registered: {answer}")
    await ask(owner, "/logout")
    owner.close()


async def login_flood(stage: Stage) -> str:
    """A hundred addresses try passwords as fast as they are answered. The owner logs in all the same, and nobody else notices."""
    await register(stage)
    flooders = [Flooder(number, await program(stage, f"127.1.0.{number + 1}")) for number in range(PEERS)]
    seconds = 20 * stage.scale
    until = time.monotonic() + seconds * 1.25
    flood = asyncio.gather(*(one.run(until) for one in flooders))
    stage.town.slowest_answer = 0
    await stage.rest(seconds)
    owner = await program(stage, OWNER)
    began = time.monotonic()
    answer = await ask(owner, f"/login owner {PASSWORD}")
    waited = time.monotonic() - began
    if not answer.startswith("OK"):
        raise Broken(f"the owner was refused: {answer}")
    await flood
    owner.close()
    answers: dict[str, int] = {}
    for one in flooders:
        for code, count in one.answers.items():
            answers[code] = answers.get(code, 0) + count
    if answers.get("OK") or not answers.get("bad-password") or not answers.get("not-now"):
        raise Broken(f"the tries were answered {answers}")
    return f"{sum(answers.values())} tries from {PEERS} addresses: {told(answers)}; the owner's login took {waited * 1000:.0f} ms meanwhile"


async def answers_under_way(stage: Stage) -> str:
    """Upgrades while a password is hashed and a search is made. Each is answered once, by one process or the other."""
    await register(stage)
    stage.town.excused = {Form.TLS}
    searcher = await program(stage, "127.0.0.1")
    await ask(searcher, "/join #kept")
    for number in range(20):
        await ask(searcher, f"a needle {number}")
    count, logins, searches, waits = stage.count(10), dict[str, int](), dict[str, int](), list[float]()
    for number in range(count):
        # Each comes from an address of its own, so that none of them waits for a limit.
        owner = await program(stage, f"127.2.0.{number + 1}")
        began = time.monotonic()
        login = asyncio.create_task(ask(owner, f"/login owner {PASSWORD}"))
        search = asyncio.create_task(ask(searcher, "/search needle"))
        await asyncio.sleep(stage.chance.uniform(0, 0.1))
        await stage.daemon.upgrade()
        for task, outcomes in ((login, logins), (search, searches)):
            words = (await task).split(" ")
            outcome = words[2] if words[0] == "ERR" else "OK"
            if outcome not in ("OK", "not-now"):
                raise Broken(f"an upgrade made it {' '.join(words)}")
            outcomes[outcome] = outcomes.get(outcome, 0) + 1
        waits.append(time.monotonic() - began)
        # Nothing comes twice.
        again = await ask(owner, "/ping once") + await ask(searcher, "/ping once")
        if again.count("once") != 2:
            raise Broken(f"something was answered twice: {again}")
        owner.close()
        await stage.rest(0.2)
    searcher.close()
    return (
        f"{count} upgrades with a password in the hasher and a search under way: logins {told(logins)}, searches {told(searches)}; "
        f"each was answered once, after {max(waits) * 1000:.0f} ms at most, upgrade included")


def told(outcomes: dict[str, int]) -> str:
    return ", ".join(f"{count} {outcome}" for outcome, count in sorted(outcomes.items()))


ROWS = [
    # The store's two connections, and the pipes of the thread that hashes.
    Row("login flood", login_flood, lambda: Setup(store="partyline.db", history={"durability": "relaxed"}), lag_limit=0.01,
        may_open=10),
    Row("answers under way", answers_under_way, lambda: Setup(store="partyline.db", history={"durability": "relaxed"}),
        may_open=10, changes_process=True),
]
