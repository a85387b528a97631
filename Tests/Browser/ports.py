"""Ports of this machine: which are free, and on which somebody listens."""
from __future__ import annotations

import random
import socket

# Below those that the kernel gives to whoever connects: such a one could be taken between the choice and its use.
CHOICE = range(20_000, 32_000)
LISTENING = "0A"
_given: set[int] = set()


def free_port() -> int:
    """One on which nobody listens, and that was not given before."""
    while True:
        port = random.choice(CHOICE)
        if port in _given:
            continue
        _given.add(port)
        with socket.socket() as found:
            try:
                found.bind(("127.0.0.1", port))
                return port
            except OSError:
                pass


def listens(port: int) -> bool:
    """Whether somebody does, by the kernel's list: a connection would be a visit."""
    with open("/proc/net/tcp", encoding="ascii") as table:
        rows = [row.split() for row in list(table)[1:]]
    return any(row[1].endswith(f":{port:04X}") and row[3] == LISTENING for row in rows)
