#!/usr/bin/env python3
"""Three servers of NATS and three nodes on this machine, for a look or for tests; all of them end with this program.

usage: cluster.py [--nats PROGRAM] PARTYLINED

Where the servers are, and what to type, is printed. Ctrl-C ends all.
"""
from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from typing import Any, Callable, Optional

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
# How long a program may take to be there, on a machine that has much else to do.
PATIENCE = 60.0


class Failed(Exception):
    """Something is not as it should be."""


def await_(is_so: Callable[[], bool], what: str, seconds: float = PATIENCE) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > deadline:
            raise Failed(f"waited {seconds:.0f} s for {what}")
        time.sleep(0.02)


def free_ports(count: int) -> list[int]:
    sockets = []
    for _ in range(count):
        one = socket.socket()
        one.bind(("127.0.0.1", 0))
        sockets.append(one)
    ports = [int(one.getsockname()[1]) for one in sockets]
    for one in sockets:
        one.close()
    return ports


class Program:
    """A process that can be killed, stopped and started again, with what it logs."""

    def __init__(self, name: str, command: list[str], folder: str) -> None:
        self.name = name
        self.command = command
        self.log = os.path.join(folder, f"{name}.log")
        self.process: Optional[subprocess.Popen[bytes]] = None
        self._begun = 0

    def start(self) -> None:
        self._begun = os.path.getsize(self.log) if os.path.exists(self.log) else 0
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(self.command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    @property
    def pid(self) -> int:
        assert self.process is not None
        return self.process.pid

    @property
    def runs(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def send(self, number: signal.Signals) -> None:
        if self.runs:
            os.kill(self.pid, number)

    def end(self, number: signal.Signals = signal.SIGTERM, seconds: float = 20) -> None:
        """Ends it, and waits for its end."""
        if not self.runs or self.process is None:
            return
        self.send(number)
        self.send(signal.SIGCONT)
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def logged(self) -> str:
        """What it has logged since it was started."""
        with open(self.log, encoding="utf-8", errors="replace") as log:
            log.seek(self._begun)
            return log.read()


class Nats(Program):
    """A server of NATS."""

    def __init__(self, program: str, number: int, folder: str, ports: list[int], count: int) -> None:
        client, route, monitor = (ports[number * 3 + index] for index in range(3))
        self.client, self.monitor = client, monitor
        routes = ", ".join(f"nats-route://127.0.0.1:{ports[each * 3 + 1]}" for each in range(count))
        path = os.path.join(folder, f"nats{number}.conf")
        with open(path, "w", encoding="utf-8") as file:
            file.write(
                f'server_name: nats{number}\nlisten: "127.0.0.1:{client}"\nhttp: "127.0.0.1:{monitor}"\n'
                f'jetstream {{ store_dir: "{folder}/nats{number}", max_mem: 64M, max_file: 64G }}\n'
                f'cluster {{ name: test, listen: "127.0.0.1:{route}", routes: [{routes}] }}\n')
        super().__init__(f"nats{number}", [program, "-c", path], folder)

    def leader_of(self, stream: str) -> Optional[str]:
        """Which server leads a stream, as this one knows; None: it does not know."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.monitor}/jsz?streams=1", timeout=1) as answer:
                told: dict[str, Any] = json.load(answer)
        except OSError:
            return None
        for account in told.get("account_details", []):
            for each in account.get("stream_detail", []):
                if each["name"] == stream:
                    return str(each.get("cluster", {}).get("leader", "")) or None
        return None


class Node(Program):
    """A daemon of the cluster."""

    def __init__(self, program: str, number: int, folder: str, servers: list[int], replicas: int) -> None:
        self.port, self.irc, self.admin = free_ports(3)
        self.config = os.path.join(folder, f"node{number}.toml")
        order = servers[number % len(servers):] + servers[:number % len(servers)]
        with open(self.config, "w", encoding="utf-8") as file:
            file.write(CONFIG.format(
                number=number, port=self.port, irc=self.irc, admin=self.admin, folder=folder, replicas=replicas,
                servers=", ".join(f'"nats://127.0.0.1:{port}"' for port in order)))
        super().__init__(f"node{number}", [program, "--config", self.config], folder)

    @property
    def is_here(self) -> bool:
        return 'msg="joined the cluster"' in self.logged()

    def figures(self) -> dict[str, float]:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.admin}/metrics", timeout=5) as answer:
            lines = answer.read().decode().splitlines()
        return {line.rpartition(" ")[0]: float(line.rpartition(" ")[2]) for line in lines if not line.startswith("#")}


# People of a test come as fast as they can, from one address.
CONFIG = """\
name = "node{number}"

[[listen]]
address = "127.0.0.1:{port}"

[[listen]]
address = "127.0.0.1:{irc}"
protocol = "irc"

[admin]
address = "127.0.0.1:{admin}"

[store]
path = "{folder}/node{number}.sqlite"

[accounts]
hash_memory_mib = 19
hash_passes = 1
register_after_seconds = 0
registrations_per_address_day = 0
registrations_per_10_minutes = 0

[moderation]
repeat_lines = 0
guest_new_people = 0

[cluster]
name = "test"
node = "node{number}"
servers = [{servers}]
replicas = {replicas}

[limits]
connects_per_second = 0
connections_per_address = 100000
messages_per_second = 0
"""


class Cluster:
    """All of them, in a folder of their own that goes with them."""

    def __init__(self, partylined: str, nats: str, servers: int = 3, nodes: int = 3) -> None:
        self.folder = tempfile.mkdtemp(prefix="partyline-cluster-")
        ports = free_ports(servers * 3)
        self.nats = [Nats(nats, number, self.folder, ports, servers) for number in range(servers)]
        self.nodes = [
            Node(partylined, number, self.folder, [each.client for each in self.nats], servers) for number in range(nodes)]
        self.partylined = partylined

    def start(self) -> None:
        for server in self.nats:
            server.start()
        made = ""

        def is_made() -> bool:
            nonlocal made
            done = subprocess.run(
                [self.partylined, "--config", self.nodes[0].config, "--cluster-init"], capture_output=True, text=True,
                check=False)
            made = done.stdout + done.stderr
            return done.returncode == 0

        try:
            await_(is_made, "the streams to be made")
        except Failed as fault:
            raise Failed(f"{fault}: {made}") from None
        for node in self.nodes:
            node.start()
        for node in self.nodes:
            await_(lambda node=node: node.is_here, f"{node.name} to join; see {node.log}")  # type: ignore[misc]

    @property
    def addresses(self) -> list[tuple[str, int]]:
        return [("127.0.0.1", node.port) for node in self.nodes]

    @property
    def leader(self) -> Nats:
        """The server that leads the log."""
        found: list[Nats] = []

        def is_found() -> bool:
            for server in self.nats:
                name = server.leader_of("PL_test_0") if server.runs else None
                found[:] = [each for each in self.nats if each.name == name and each.runs]
                if found:
                    return True
            return False

        await_(is_found, "a server to lead the log")
        return found[0]

    def end(self) -> None:
        for program in [*self.nodes, *self.nats]:
            program.end(signal.SIGTERM if isinstance(program, Node) else signal.SIGKILL, 8)
        shutil.rmtree(self.folder, ignore_errors=True)


def nats_server(given: Optional[str]) -> str:
    """The program: as given, `NATS_SERVER`, that of scripts/get-nats-server.sh, or of the path."""
    own = os.path.join(ROOT, ".build", "nats", "nats-server")
    for program in (given, os.environ.get("NATS_SERVER"), own if os.access(own, os.X_OK) else None, shutil.which("nats-server")):
        if program:
            return os.path.abspath(program)
    raise Failed("there is no nats-server: scripts/get-nats-server.sh gets one")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("partylined")
    parser.add_argument("--nats", help="the program nats-server")
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    cluster = Cluster(os.path.abspath(arguments.partylined), nats_server(arguments.nats))
    try:
        cluster.start()
        print("One chat, by three nodes. Type, each in a window of its own:\n")
        for node in cluster.nodes:
            print(f"  telnet localhost {node.port}")
        print("\nIRC is spoken on " + ", ".join(str(node.irc) for node in cluster.nodes) + ".")
        print(f"Kill a node (as {cluster.nodes[0].pid}) or a server of NATS (the first, {cluster.nats[0].pid}) and go on talking.")
        print(f"Logs are in {cluster.folder}. Ctrl-C ends all.", flush=True)
        signal.pause()
    except KeyboardInterrupt:
        print()
    except Failed as fault:
        print(f"cluster: {fault}", file=sys.stderr)
        return 1
    finally:
        cluster.end()
    return 0


if __name__ == "__main__":
    sys.exit(main())
