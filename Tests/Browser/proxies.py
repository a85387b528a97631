"""What stands between a browser and the daemon: nginx, HAProxy, Caddy, or a line that can be cut."""
from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import tempfile
from typing import Optional

from ports import free_port, listens
from waiting import Broken, until_true

NGINX = """
daemon off; pid pid; error_log errors; worker_processes 1;
events {{ worker_connections 64; }}
http {{
    access_log off;
    client_body_temp_path a; proxy_temp_path b; fastcgi_temp_path c; uwsgi_temp_path d; scgi_temp_path e;
    server {{
        listen 127.0.0.1:{port};
        location / {{
            proxy_pass http://127.0.0.1:{target};
            proxy_http_version 1.1;
            proxy_set_header Host $http_host;
            proxy_set_header Upgrade $http_upgrade;
            proxy_set_header Connection "upgrade";
            proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
            proxy_read_timeout 1h;
        }}
    }}
}}
"""
HAPROXY = """
defaults
    mode http
    timeout connect 5s
    timeout client 1m
    timeout server 1m
    timeout tunnel 1h
frontend web
    bind 127.0.0.1:{port}
    default_backend partyline
backend partyline
    server partyline 127.0.0.1:{target} send-proxy-v2
"""
CADDY = """
{{
    admin off
    auto_https off
}}
http://localhost:{port} {{
    bind 127.0.0.1
    reverse_proxy 127.0.0.1:{target}
}}
"""


class Proxy:
    """A proxy as its people ship it, in a folder of its own, which can be taken away and put back."""

    def __init__(self, kind: str, target: int) -> None:
        self.kind = kind
        self.port = free_port()
        self.folder = tempfile.mkdtemp(prefix=f"partyline-{kind}-")
        self._process: Optional[subprocess.Popen[bytes]] = None
        template = {"nginx": NGINX, "haproxy": HAPROXY, "caddy": CADDY}[kind]
        with open(os.path.join(self.folder, "configuration"), "w", encoding="ascii") as file:
            file.write(template.format(port=self.port, target=target))

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}/"

    @property
    def _command(self) -> list[str]:
        return {
            "nginx": ["/usr/sbin/nginx", "-p", self.folder, "-c", "configuration", "-e", "errors"],
            "haproxy": ["/usr/sbin/haproxy", "-db", "-f", "configuration"],
            "caddy": ["caddy", "run", "--adapter", "caddyfile", "--config", "configuration"]}[self.kind]

    async def start(self) -> None:
        with open(os.path.join(self.folder, "said"), "ab") as said:
            self._process = subprocess.Popen(
                self._command, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=said, stderr=said,
                env={**os.environ, "HOME": self.folder})
        await until_true(self._listens, f"{self.kind} listens")

    def _listens(self) -> bool:
        if self._process is None or self._process.poll() is not None:
            with open(os.path.join(self.folder, "said"), encoding="utf-8") as said:
                raise Broken(f"{self.kind} ended: {said.read()[-400:]}")
        return listens(self.port)

    async def stop(self) -> None:
        """Ends it, and every connection through it."""
        if self._process is not None:
            self._process.terminate()
            process = self._process
            await until_true(lambda: process.poll() is not None, f"the end of {self.kind}")
            self._process = None

    def remove(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


class Line:
    """A line to the daemon that can be cut."""

    def __init__(self, target: int) -> None:
        self.port = free_port()
        self._target = target
        self._server: Optional[asyncio.AbstractServer] = None
        self._writers: set[asyncio.StreamWriter] = set()

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}/"

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._connect, "127.0.0.1", self.port)

    async def stop(self) -> None:
        """Cuts it: all connections break, and there are no new ones."""
        if self._server is not None:
            self._server.close()
            self._server = None
        for writer in list(self._writers):
            writer.transport.abort()

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            there, back = await asyncio.open_connection("127.0.0.1", self._target)
        except OSError:
            writer.transport.abort()
            return
        self._writers |= {writer, back}
        await asyncio.gather(self._carry(reader, back), self._carry(there, writer))
        self._writers -= {writer, back}

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while data := await reader.read(65536):
                writer.write(data)
                await writer.drain()
        except OSError:
            pass
        writer.close()
