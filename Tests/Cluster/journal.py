"""What a client of the load writes down, an event a line, and how it is read again.

Each line is a JSON object: `t` (seconds since 1970 of the machine's clock, the same for all clients), `e` (the event), and its fields.

| event | fields | is |
|---|---|---|
| `in` | node nick token account resumed | the session has begun; `token`: it may come back by one |
| `lost` | why | it is over, unasked |
| `left` | | it is over, by `/quit` |
| `say` | n room text [again] | a line is sent, under the tag n; again: the same text and nonce once more |
| `dm` | n to text | a private message is sent |
| `ask` | n what room [who] | mute, unmute, kick, topic, nick are sent |
| `ok` | n [id] [again] | the answer; it stands where the command's own event would |
| `err` | n code | |
| `unanswered` | n | the session ended before the answer came |
| `see` | room id from text | MSG |
| `replay` | room id from text | MSG in an answer: what was missed |
| `got` | id from text [replay] | DM |
| `entered` | room id [since] [gap] | own join: everything after `id` will be read, and with `since` everything after that was replayed |
| `names` | room nicks | who is there, at this place of the stream |
| `join` `part` `kick` | room nick | |
| `quit` | nick why | |
| `nick` | old new | also one's own |
| `note` | text | |
| `kept` | room id from text | in the files of the final histories alone: what a node tells at the end |
| `names-at-end` | room nicks | as well |
| `dies` | node | in faults.jsonl alone: a node was killed or stopped at that time |
| `outage` | seconds | as well: the log could take nothing for so long after that time |
"""
from __future__ import annotations

import json
import os
import time
from typing import Any, Iterator, Optional, TextIO

Event = dict[str, Any]
HISTORY = "history."
FAULTS = "faults.jsonl"


class Journal:
    """A file of events, written as they happen."""

    def __init__(self, folder: str, name: str) -> None:
        self.path = os.path.join(folder, name + ".jsonl")
        self._file: Optional[TextIO] = open(self.path, "w", encoding="utf-8", buffering=1 << 18)
        self._encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

    def write(self, event: str, **fields: object) -> None:
        if self._file is not None:
            self._file.write(self._encode({"t": round(time.time(), 4), "e": event, **fields}) + "\n")

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None


def read(path: str) -> Iterator[tuple[int, Event]]:
    """The events of a file with the numbers of their lines. A last line that is cut off is none."""
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            if line.endswith("\n"):
                yield number, json.loads(line)


def files(folder: str) -> tuple[list[str], list[str]]:
    """The names of clients' files, and of final histories."""
    names = sorted(name for name in os.listdir(folder) if name.endswith(".jsonl") and name != FAULTS)
    return [n for n in names if not n.startswith(HISTORY)], [n for n in names if n.startswith(HISTORY)]
