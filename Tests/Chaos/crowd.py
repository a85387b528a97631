#!/usr/bin/env python3
"""A crowd in a process of its own: when that is killed, all of them vanish at once.

usage: crowd.py PORT COUNT ROOM,ROOM,...

It writes `in` once all of them are in all rooms. Each line that it reads, `COUNT TEXT`, has so many of them send the text, in which `{n}`
is the number of each and `; ` ends a line. It writes `done` when they have been answered.
"""
from __future__ import annotations

import os
import resource
import selectors
import socket
import sys


class Crowd:
    def __init__(self, port: int, count: int, rooms: list[str]) -> None:
        self.selector = selectors.DefaultSelector()
        self.peers: list[socket.socket] = []
        # Of those who wait to be answered, the end of what they read.
        self.waiting: dict[socket.socket, bytes] = {}
        # Of a line that is to be carried out.
        self.begun = b""
        joins = b"".join(b"/join %s\n" % room.encode() for room in rooms)
        for number in range(count):
            peer = socket.create_connection(("127.0.0.1", port))
            peer.setblocking(False)
            self.peers.append(peer)
            self.selector.register(peer, selectors.EVENT_READ)
            # Quiet until all are there: what they would read of each other grows with the square of their number.
            self.ask(peer, b"/quiet on\n/nick crowd%d\n%s" % (number, joins))
            if number % 50 == 0:
                self.settle()
        self.settle()
        for start in range(0, count, 50):
            for peer in self.peers[start:start + 50]:
                self.ask(peer, b"/quiet off\n")
            self.settle()

    def ask(self, peer: socket.socket, text: bytes) -> None:
        self.waiting[peer] = b""
        peer.sendall(text + b"/ping answered\n")

    def settle(self) -> None:
        while self.waiting:
            self.read(1)

    def read(self, seconds: float) -> None:
        for key, _ in self.selector.select(seconds):
            if not isinstance(key.fileobj, socket.socket):
                self.obey()
                continue
            data = key.fileobj.recv(1 << 16)
            if not data:
                sys.exit("one of the crowd was closed")
            if key.fileobj in self.waiting:
                text = self.waiting[key.fileobj] + data
                self.waiting[key.fileobj] = text[-32:]
                if b"-- pong answered" in text:
                    del self.waiting[key.fileobj]

    def obey(self) -> None:
        data = os.read(0, 1 << 16)
        if not data:
            sys.exit(0)
        *lines, self.begun = (self.begun + data).split(b"\n")
        for line in lines:
            self.carry_out(line)

    def carry_out(self, line: bytes) -> None:
        count, _, text = line.partition(b" ")
        for number, peer in enumerate(self.peers[:int(count)]):
            self.ask(peer, text.replace(b"{n}", b"%d" % number).replace(b"; ", b"\n") + b"\n")
        self.selector.unregister(sys.stdin)
        self.settle()
        self.selector.register(sys.stdin, selectors.EVENT_READ)
        print("done", flush=True)


def main() -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    crowd = Crowd(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3].split(","))
    crowd.selector.register(sys.stdin, selectors.EVENT_READ)
    print("in", flush=True)
    while True:
        crowd.read(10)


if __name__ == "__main__":
    main()
