"""Messages to a stream of NATS without any chat: how long the log itself takes, for comparison."""
from __future__ import annotations

import asyncio
import json
import time

STREAM = "PROBE"


class Probe:
    """A connection to a server of NATS that appends to a stream of its own."""

    def __init__(self) -> None:
        self.waits: list[float] = []
        self._sent: list[float] = []

    async def run(self, port: int, replicas: int, rate: float, seconds: float) -> None:
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", port)
        self.writer.write(b'CONNECT {"verbose":false,"pedantic":false,"headers":true}\r\nSUB probe.answer.* 1\r\n')
        settings = json.dumps({"name": STREAM, "subjects": ["probe.log"], "storage": "file", "num_replicas": replicas}).encode()
        self._publish(b"$JS.API.STREAM.CREATE.PROBE", b"probe.answer.made", settings)
        await asyncio.wait_for(self._read_until_answer(), 10)
        reading = asyncio.create_task(self._read_all())
        await self._write(rate, seconds)
        await asyncio.sleep(0.5)
        reading.cancel()
        self._publish(b"$JS.API.STREAM.DELETE.PROBE", b"probe.answer.gone", b"")
        await self.writer.drain()
        self.writer.close()

    def _publish(self, subject: bytes, answer: bytes, payload: bytes) -> None:
        self.writer.write(b"PUB %s %s %d\r\n%s\r\n" % (subject, answer, len(payload), payload))

    async def _write(self, rate: float, seconds: float) -> None:
        began = time.monotonic()
        while (now := time.monotonic()) < began + seconds:
            while len(self._sent) < (now - began) * rate:
                self._publish(b"probe.log", b"probe.answer.%d" % len(self._sent), b"x" * 100)
                self._sent.append(time.monotonic())
            await asyncio.sleep(0.001)

    async def _message(self) -> tuple[bytes, bytes]:
        while True:
            words = (await self.reader.readline()).split()
            if words and words[0] == b"PING":
                self.writer.write(b"PONG\r\n")
            elif words and words[0] == b"MSG":
                payload = await self.reader.readexactly(int(words[-1]) + 2)
                return words[1], payload
            elif not words:
                raise ConnectionError("the server of NATS hung up")

    async def _read_until_answer(self) -> None:
        _, payload = await self._message()
        if b'"error"' in payload:
            raise ConnectionError(payload.decode())

    async def _read_all(self) -> None:
        while True:
            subject, _ = await self._message()
            number = subject.rpartition(b".")[2]
            if number.isdigit():
                self.waits.append(time.monotonic() - self._sent[int(number)])
