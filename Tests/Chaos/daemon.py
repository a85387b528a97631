"""A partylined of its own for each row: its configuration, its log, its figures, and its ends."""
from __future__ import annotations

import asyncio
import ctypes
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
from dataclasses import dataclass, field
from typing import Callable, Optional

PR_SET_CHILD_SUBREAPER = 36
# The lobby where there is a store. The town's rooms are others.
ROOM = "#kept"
SEVERE = {"warning", "error", "critical"}
# What each start says here, whatever the row does.
ALWAYS = [r"running as root"]


class Broken(Exception):
    """What must not be, and was."""


def become_subreaper() -> None:
    """Processes that a daemon leaves behind become ours, so that each can be waited for, and none stays."""
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def free_port(host: str = "127.0.0.1") -> int:
    with socket.socket() as found:
        found.bind((host, 0))
        return int(found.getsockname()[1])


def toml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "[" + ", ".join(toml(each) for each in value) + "]"
    return str(value) if isinstance(value, (int, float)) else '"' + str(value) + '"'


@dataclass
class LogLine:
    level: str
    message: str
    text: str


@dataclass
class Reading:
    """What a process has, and how late it was."""
    resident: int
    descriptors: int
    figures: dict[str, float]

    def figure(self, name: str) -> int:
        return int(self.figures.get(name, 0))


@dataclass
class Setup:
    """What a row wants of its daemon, beyond what all have."""
    limits: dict[str, object] = field(default_factory=dict)
    user: str = ""
    listen: list[str] = field(default_factory=list)
    environment: dict[str, str] = field(default_factory=dict)
    before_start: Optional[Callable[[], None]] = None
    log_folder: Optional[str] = None
    # A store, and the room that is kept there; "": none. What is not absolute is in the daemon's folder.
    store: str = ""
    history: dict[str, object] = field(default_factory=dict)
    # It listens for WebSockets, too.
    web: bool = False


class Daemon:
    """The server under test. Its process changes with each upgrade."""

    def __init__(self, program: str, setup: Setup) -> None:
        self.setup = setup
        self.folder = tempfile.mkdtemp(prefix="partyline-chaos-")
        os.chmod(self.folder, 0o755)
        # A copy, so that an upgrade may find another program in its place.
        self.program = shutil.copy(program, os.path.join(self.folder, "partylined"))
        self.configuration = os.path.join(self.folder, "partyline.toml")
        self.port, self.tls_port, self.irc_port, self.admin_port = (free_port() for _ in range(4))
        self.web_port = free_port() if setup.web else 0
        self.exit_code: Optional[int] = None
        # What the next upgrade puts in its place; None: nothing.
        self.successor: Optional[str] = None
        self._make_certificate()
        self.write_configuration()
        self.log_path = os.path.join(setup.log_folder or self.folder, "log")
        with open(self.log_path, "wb") as log:
            self.pid = subprocess.Popen(
                [self.program, "--config", self.configuration], stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                env={**os.environ, **setup.environment}, preexec_fn=setup.before_start).pid

    def _make_certificate(self) -> None:
        files = [os.path.join(self.folder, name) for name in ("key.pem", "certificate.pem")]
        subprocess.run(
            ["openssl", "req", "-x509", "-batch", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
             "-days", "60", "-subj", "/CN=localhost", "-keyout", files[0], "-out", files[1]],
            check=True, capture_output=True)
        for name in files:
            os.chmod(name, 0o644)

    def write_configuration(self) -> None:
        """Writes the row's own configuration, over whatever stands there."""
        limits: dict[str, object] = {
            "messages_per_second": 0, "connects_per_second": 0, "connections_per_address": 10_000, **self.setup.limits}
        lines = ['name = "chaos"', 'log_level = "info"']
        for address in [f"127.0.0.1:{self.port}", *self.setup.listen]:
            lines += ["[[listen]]", f"address = {toml(address)}"]
        lines += ["[[listen]]", f"address = {toml(f'127.0.0.1:{self.tls_port}')}", "tls = true"]
        lines += ["[[listen]]", f"address = {toml(f'127.0.0.1:{self.irc_port}')}", 'protocol = "irc"']
        if self.setup.web:
            lines += ["[[listen]]", f"address = {toml(f'127.0.0.1:{self.web_port}')}", "web = true"]
        lines += ["[tls]", 'certificate = "certificate.pem"', 'key = "key.pem"']
        lines += ["[rooms]", f"lobby = {toml(ROOM if self.setup.store else '')}"]
        if self.setup.store:
            lines += ["[store]", f"path = {toml(self.setup.store)}", "[history]"]
            lines += [f"{key} = {toml(value)}" for key, value in self.setup.history.items()]
        lines += ["[limits]"] + [f"{key} = {toml(value)}" for key, value in limits.items()]
        lines += ["[admin]", f"address = {toml(f'127.0.0.1:{self.admin_port}')}"]
        if self.setup.user:
            lines += ["[service]", f"user = {toml(self.setup.user)}"]
        if os.path.isdir(self.configuration):
            os.rmdir(self.configuration)
        with open(self.configuration, "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")

    def trust(self) -> ssl.SSLContext:
        """What a TLS client needs."""
        context = ssl.create_default_context(cafile=os.path.join(self.folder, "certificate.pem"))
        context.check_hostname = False
        return context

    # MARK: - Its log

    def log(self) -> list[LogLine]:
        lines = []
        with open(self.log_path, encoding="utf-8", errors="replace") as file:
            for text in file:
                found = re.match(r'time=\S+ level=(\w+) msg=("(?:[^"\\]|\\.)*"|\S+)', text)
                if found:
                    lines.append(LogLine(found[1], found[2].strip('"'), text.rstrip("\n")))
                else:
                    lines.append(LogLine("error", "not a line of the log", text.rstrip("\n")))
        return lines

    def count_log(self, pattern: str) -> int:
        return sum(1 for line in self.log() if re.search(pattern, line.text))

    async def wait_for_log(self, pattern: str, count: int = 1, seconds: float = 30) -> None:
        await wait_until(lambda: self.count_log(pattern) >= count, seconds, f"{count} lines of the log with {pattern}")

    def check_log(self, expected: dict[str, tuple[int, int]]) -> None:
        """What happened stands there as often as it should, and nothing else that is severe."""
        lines = self.log()
        for pattern, (least, most) in expected.items():
            count = sum(1 for line in lines if re.search(pattern, line.text))
            if not least <= count <= most:
                raise Broken(f"the log has {count} lines with {pattern}, and should have {least} to {most}")
        for line in lines:
            if line.level in SEVERE and not any(re.search(known, line.text) for known in [*ALWAYS, *expected]):
                raise Broken(f"the log says: {line.text}")

    # MARK: - Its figures

    async def figures(self) -> dict[str, float]:
        reader, writer = await asyncio.wait_for(asyncio.open_connection("127.0.0.1", self.admin_port), 20)
        writer.write(b"GET /metrics HTTP/1.1\r\nHost: chaos\r\n\r\n")
        page = await asyncio.wait_for(reader.read(), 20)
        writer.close()
        figures = {}
        for line in page.decode().partition("\r\n\r\n")[2].splitlines():
            if line and not line.startswith("#"):
                name, _, value = line.rpartition(" ")
                figures[name] = float(value)
        if not figures:
            raise Broken("there are no figures")
        return figures

    async def read(self) -> Reading:
        figures = await self.figures()
        with open(f"/proc/{self.pid}/smaps_rollup", encoding="ascii") as file:
            resident = next(int(line.split()[1]) * 1024 for line in file if line.startswith("Rss:"))
        return Reading(resident, len(os.listdir(f"/proc/{self.pid}/fd")), figures)

    # MARK: - Its ends

    async def started(self) -> None:
        await self.wait_for_log("serving figures on")

    def signal(self, number: signal.Signals) -> None:
        os.kill(self.pid, number)

    async def upgrade(self) -> None:
        """Has it start the program in its place, and follows it into the new process."""
        handed = self.count_log('msg="handed over"')
        taken = self.count_log('msg="took over')
        if self.successor is not None:
            os.rename(shutil.copy(self.successor, self.program + ".new"), self.program)
            self.successor = None
        self.signal(signal.SIGUSR2)
        await self.wait_for_log('msg="handed over"', handed + 1)
        await self.wait_for_log('msg="took over', taken + 1)
        old = self.pid
        self.pid = int(re.findall(r'msg="handed over".* process=(\d+)', "\n".join(line.text for line in self.log()))[-1])
        await self._reap(old, 0)

    async def ended(self, seconds: float = 20) -> None:
        """Waits for its end, which must be a good one."""
        await self._reap(self.pid, 0, seconds)
        self.exit_code = 0

    async def stop(self) -> None:
        if self.exit_code is None:
            self.signal(signal.SIGTERM)
            await self.ended()

    async def _reap(self, pid: int, expected: int, seconds: float = 20) -> None:
        status: list[int] = []

        def is_over() -> bool:
            found, code = os.waitpid(pid, os.WNOHANG)
            if found:
                status.append(os.waitstatus_to_exitcode(code))
            return bool(found)

        await wait_until(is_over, seconds, f"the end of process {pid}")
        if status[0] != expected:
            raise Broken(f"process {pid} ended with {status[0]}")

    def kill(self) -> None:
        """At the end of a row that failed."""
        if self.exit_code is None:
            try:
                os.kill(self.pid, signal.SIGKILL)
                os.waitpid(self.pid, 0)
            except (ProcessLookupError, ChildProcessError):
                pass

    def remove_files(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


async def wait_until(done: Callable[[], bool], seconds: float, what: str) -> None:
    """Looks again and again, until it is so, or the time is up."""
    deadline = asyncio.get_running_loop().time() + seconds
    while not done():
        if asyncio.get_running_loop().time() > deadline:
            raise Broken(f"this did not come in {seconds} s: {what}")
        await asyncio.sleep(0.02)


def slowest(before: dict[str, float], after: dict[str, float], name: str) -> float:
    """The bound, in seconds, of the slowest that a histogram counted in between."""
    bounds: list[tuple[float, float]] = []
    for key, count in after.items():
        if key.startswith(f'{name}_bucket{{le="'):
            bound = key.split('"')[1]
            bounds.append((float("inf") if bound == "+Inf" else float(bound), count - before.get(key, 0)))
    bounds.sort()
    total = bounds[-1][1] if bounds else 0
    if total <= 0:
        return 0
    return next(bound for bound, count in bounds if count >= total)


