"""Sockets for peers that misbehave: non-blocking, and closed as a fault wants it."""
from __future__ import annotations

import asyncio
import socket
import struct
from typing import Optional


async def connect(
    port: int, host: str = "127.0.0.1", source: Optional[str] = None, receive_buffer: Optional[int] = None
) -> socket.socket:
    found = socket.socket()
    found.setblocking(False)
    found.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    if receive_buffer is not None:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
    if source is not None:
        found.bind((source, 0))
    try:
        await asyncio.get_running_loop().sock_connect(found, (host, port))
    except BaseException:
        found.close()
        raise
    return found


async def send(found: socket.socket, data: bytes) -> None:
    await asyncio.get_running_loop().sock_sendall(found, data)


async def read_to(found: socket.socket, mark: bytes, seconds: float = 20) -> bytes:
    """Reads until the mark has come, or the end."""
    data = b""

    async def more() -> bytes:
        nonlocal data
        while mark not in data:
            part = await asyncio.get_running_loop().sock_recv(found, 65536)
            if not part:
                break
            data += part
        return data

    return await asyncio.wait_for(more(), seconds)


async def read_all(found: socket.socket, seconds: float = 20) -> bytes:
    """Reads to the end; a reset is one."""
    data = b""

    async def more() -> bytes:
        nonlocal data
        while True:
            try:
                part = await asyncio.get_running_loop().sock_recv(found, 65536)
            except ConnectionResetError:
                return data
            if not part:
                return data
            data += part

    return await asyncio.wait_for(more(), seconds)


def reset(found: socket.socket) -> None:
    """Closes it with an RST."""
    found.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    found.close()
