"""A partylined of its own for each dialogue: in a folder of its own, on ports that are free, with whatever the dialogue wants."""
from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
from dataclasses import dataclass, field
from typing import Optional

from ports import free_port, listens
from waiting import Broken, until_true

NAME = "chat.example.org"
SEVERE = re.compile(r" level=(warning|error|critical) ")
# What each start says here, and what a busy machine has it say, whatever the dialogue does.
ALWAYS = re.compile(r"running as root|the store is slow")

Settings = dict[str, object]


def toml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "[" + ", ".join(toml(each) for each in value) + "]"
    return str(value) if isinstance(value, (int, float)) else '"' + str(value) + '"'


@dataclass
class Setup:
    """What a dialogue wants of its daemon, beyond what all have."""
    has_store: bool = False
    has_tls: bool = False
    # How a proxy tells whose a connection is: "", "forwarded" or "proxy_protocol".
    behind: str = ""
    # The sections of the configuration, over what stands in them anyway.
    web: Settings = field(default_factory=dict)
    limits: Settings = field(default_factory=dict)
    accounts: Settings = field(default_factory=dict)
    history: Settings = field(default_factory=dict)
    rooms: Settings = field(default_factory=dict)
    # Log lines that are severe, and right: a pattern.
    expected: str = ""


class Daemon:
    """The server under test. Its process changes with each upgrade and restart."""

    def __init__(self, program: str, page: Optional[str], setup: Setup) -> None:
        self.setup = setup
        self.folder = tempfile.mkdtemp(prefix="partyline-browser-")
        self._program = program
        self._page = page
        self.port, self.irc_port, self.web_port, self.tls_port = (free_port() for _ in range(4))
        self._configuration = os.path.join(self.folder, "partyline.toml")
        self._log = os.path.join(self.folder, "log")
        self._pid: Optional[int] = None
        self._process: Optional[subprocess.Popen[bytes]] = None
        if setup.has_tls:
            self._make_certificate()
        self._write_configuration()

    @property
    def address(self) -> str:
        """Where the page is."""
        return f"http://localhost:{self.web_port}/"

    @property
    def tls_address(self) -> str:
        return f"https://localhost:{self.tls_port}/"

    def _make_certificate(self) -> None:
        subprocess.run(
            ["openssl", "req", "-x509", "-batch", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
             "-days", "60", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", "key.pem", "-out",
             "certificate.pem"], check=True, capture_output=True, cwd=self.folder)

    def _write_configuration(self) -> None:
        setup = self.setup
        listeners: list[Settings] = [
            {"address": f"127.0.0.1:{self.port}"}, {"address": f"127.0.0.1:{self.irc_port}", "protocol": "irc"},
            {"address": f"127.0.0.1:{self.web_port}", "web": True, **({setup.behind: True} if setup.behind else {})}]
        if setup.has_tls:
            listeners.append({"address": f"127.0.0.1:{self.tls_port}", "web": True, "tls": True})
        sections: dict[str, Settings] = {
            "tls": {"certificate": "certificate.pem", "key": "key.pem"} if setup.has_tls else {},
            "proxy": {"trusted": ["127.0.0.1"]} if setup.behind else {},
            "web": {**({"root": self._page} if self._page else {}), **setup.web},
            "store": {"path": "partyline.db"} if setup.has_store else {},
            "limits": {"messages_per_second": 0, "connects_per_second": 0, "connections_per_address": 10_000, **setup.limits},
            "accounts": {**({"register_after_seconds": 0} if setup.has_store else {}), **setup.accounts}, "history": setup.history, "rooms": setup.rooms}
        lines = [f"name = {toml(NAME)}", 'log_level = "info"']
        for listener in listeners:
            lines += ["[[listen]]", *(f"{key} = {toml(value)}" for key, value in listener.items())]
        for section, settings in sections.items():
            if settings:
                lines += [f"[{section}]", *(f"{key} = {toml(value)}" for key, value in settings.items())]
        with open(self._configuration, "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")

    # MARK: - Its life

    async def start(self) -> None:
        """Starts it, and waits until it listens."""
        with open(self._log, "ab") as log:
            self._process = subprocess.Popen(
                [self._program, "--config", self._configuration], stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self.folder)
        self._pid = self._process.pid
        await until_true(self._listens, "the daemon listens", 20)

    def _listens(self) -> bool:
        if self._process is not None and self._process.poll() is not None:
            self._pid = None
            raise Broken(f"the daemon ended: {self._read()[-600:]}")
        return all(listens(port) for port in [self.port, self.irc_port, self.web_port])

    async def upgrade(self) -> None:
        """Has another process take over from this one."""
        assert self._pid is not None
        count = self._count('msg="took over')
        os.kill(self._pid, signal.SIGUSR2)
        await until_true(lambda: self._count('msg="took over') > count, "a new process takes over", 20)
        await until_true(lambda: self._count('msg="handed over') > count, "the old one hands over", 20)
        await self._reap()
        self._process = None
        self._pid = int(re.findall(r'msg="handed over".* process=(\d+)', self._read())[-1])

    async def stop(self) -> None:
        """Ends it in order."""
        if self._pid is None:
            return
        os.kill(self._pid, signal.SIGTERM)
        await self._reap()
        self._pid = None

    async def _reap(self) -> None:
        """Waits for the end of the process, which after an upgrade is not a child of ours."""
        pid = self._pid

        def is_over() -> bool:
            if self._process is not None:
                return self._process.poll() is not None
            try:
                found, _ = os.waitpid(pid or 0, os.WNOHANG)
                return found != 0
            except ChildProcessError:
                return not os.path.exists(f"/proc/{pid}")

        await until_true(is_over, f"the end of process {pid}", 20)

    def remove(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    # MARK: - Its log

    def _read(self) -> str:
        with open(self._log, encoding="utf-8", errors="replace") as file:
            return file.read()

    def _count(self, pattern: str) -> int:
        return len(re.findall(pattern, self._read())) if os.path.exists(self._log) else 0

    async def logs(self, pattern: str, seconds: float = 10) -> None:
        """Waits for it to log something."""
        await until_true(lambda: self._count(pattern) > 0, f"the daemon logs {pattern}", seconds)

    def check(self) -> None:
        """It logged nothing severe."""
        for line in self._read().splitlines():
            if SEVERE.search(line) and not ALWAYS.search(line):
                if not (self.setup.expected and re.search(self.setup.expected, line)):
                    raise Broken(f"the daemon logs: {line}")
