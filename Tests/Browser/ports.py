"""Ports of this machine: which are free, and on which somebody listens."""
from __future__ import annotations

import socket

LISTENING = "0A"


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def listens(port: int) -> bool:
    """Whether somebody does, by the kernel's list: a connection would be a visit."""
    with open("/proc/net/tcp", encoding="ascii") as table:
        rows = [row.split() for row in list(table)[1:]]
    return any(row[1].endswith(f":{port:04X}") and row[3] == LISTENING for row in rows)
