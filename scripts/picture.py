#!/usr/bin/env python3
"""Draws what a person sees of Partyline: the real client and Debian's telnet, joined to a real daemon.

    scripts/picture.py FOLDER PICTURE.svg     (FOLDER: where the programs are)

Both run in tmux, which is asked for its screen with all colours. Nothing waits for a while: each line is typed when the one before
is on both screens. Only the clock and the port are drawn as if they were always the same, so that the picture changes when what
people see does. Needs tmux and telnet.
"""
from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import unicodedata
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

COLUMNS, ROWS = 76, 24
CLOCK = "21:07"

# Pixels of a cell, and of what is around the cells.
WIDTH, HEIGHT, MARGIN, TITLE, GAP = 9, 19, 14, 30, 14
INK, PAPER, FRAME = "#d8dee9", "#20242c", "#343a46"
PALETTE = [
    "#3b4252", "#ef7680", "#a3be8c", "#ebcb8b", "#81a1c1", "#c79bd2", "#88c0d0", "#e5e9f0",
    "#6b7489", "#ff9aa2", "#b9d7a0", "#f5dfa8", "#9dbce0", "#ddb8e6", "#a5dde8", "#ffffff",
]


@dataclass(frozen=True)
class Style:
    colour: int | None = None
    bold: bool = False
    faint: bool = False
    italic: bool = False
    underlined: bool = False
    reversed: bool = False

    def after(self, codes: list[int]) -> Style:
        """What it is after `ESC [ codes m`."""
        style = self
        for code in codes or [0]:
            if code == 0:
                style = Style()
            elif code in (1, 2, 3, 4, 7):
                style = replace(style, **{["bold", "faint", "italic", "underlined", "", "", "reversed"][code - 1]: True})
            elif code == 22:
                style = replace(style, bold=False, faint=False)
            elif code in (23, 24, 27):
                style = replace(style, **{{23: "italic", 24: "underlined", 27: "reversed"}[code]: False})
            elif 30 <= code <= 37 or 90 <= code <= 97:
                style = replace(style, colour=code - 30 if code < 90 else code - 82)
            elif code == 39:
                style = replace(style, colour=None)
        return style

    def attributes(self) -> str:
        """Those of an SVG element."""
        ink = INK if self.colour is None else PALETTE[self.colour]
        return "".join([
            f' fill="{ink}"' if ink != INK else "", ' font-weight="bold"' if self.bold else "",
            ' opacity="0.6"' if self.faint else "", ' font-style="italic"' if self.italic else "",
            ' text-decoration="underline"' if self.underlined else "",
        ])


def width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


@dataclass
class Run:
    """Characters of one style."""
    column: int
    text: str
    style: Style


def runs(rows: list[str]) -> list[list[Run]]:
    """The rows of `tmux capture-pane -e`, taken apart; a style goes on in the next row."""
    style, found = Style(), []
    for row in rows:
        column, parts = 0, []
        for sequence, text in re.findall(r"\x1b\[([\d;]*)m|([^\x1b\x0e\x0f]+)", row):
            if not text:
                style = style.after([int(code or 0) for code in sequence.split(";")])
                continue
            parts.append(Run(column, text, style))
            column += sum(width(character) for character in text)
        found.append(parts)
    return found


def plain(rows: list[str]) -> str:
    return "\n".join(re.sub(r"\x1b\[[\d;]*m|[\x0e\x0f]", "", row).rstrip() for row in rows)


class Pane:
    """A program in a tmux of its own."""

    def __init__(self, name: str, command: list[str]) -> None:
        self.name = f"partyline-picture-{os.getpid()}-{name}"
        environment = [f"{key}={value}" for key, value in {"LC_ALL": "C.UTF-8", "TZ": "UTC"}.items()]
        self.tmux(
            "set", "-g", "default-terminal", "screen", ";", "set", "-g", "escape-time", "0", ";", "new-session", "-d",
            "-x", str(COLUMNS), "-y", str(ROWS), "env", *environment, *command)

    def tmux(self, *words: str) -> str:
        command = ["tmux", "-u", "-L", self.name, "-f", "/dev/null", "start-server", ";", *words]
        without = {key: value for key, value in os.environ.items() if key != "TMUX"}
        return subprocess.run(command, check=True, capture_output=True, text=True, env=without).stdout

    def type(self, text: str) -> None:
        self.tmux("send-keys", "-l", text)

    def enter(self, line: str) -> None:
        self.type(line)
        self.tmux("send-keys", "Enter")

    def screen(self) -> list[str]:
        """Down to the cursor, which is below all else in both programs."""
        return self.tmux("capture-pane", "-e", "-p").split("\n")[:self.cursor()[1] + 1]

    def wait(self, text: str) -> None:
        end = time.monotonic() + 20
        while text not in plain(self.screen()):
            if time.monotonic() > end:
                sys.exit(f"picture.py: “{text}” did not come; on the screen is:\n{plain(self.screen())}")
            time.sleep(0.02)

    def cursor(self) -> tuple[int, int]:
        column, row = self.tmux("display-message", "-p", "#{cursor_x} #{cursor_y}").split()
        return int(column), int(row)

    def close(self) -> None:
        subprocess.run(["tmux", "-L", self.name, "kill-server"], capture_output=True, check=False)


def free_port() -> int:
    """One of four digits, as 6000 has, so that it can be drawn in its place."""
    for port in range(6001, 10000):
        with socket.socket() as attempt:
            try:
                attempt.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    sys.exit("picture.py: no port from 6001 to 9999 is free")


def talk(programs: Path, port: int, ann: Pane, telnet: Pane) -> None:
    """What happens, until the moment of the picture."""
    def both(text: str) -> None:
        ann.wait(text)
        telnet.wait(text)

    ann.wait("nobody else is here")
    telnet.wait("You are guest")
    telnet.enter("/nick bob")
    telnet.wait("you are now bob")
    ann.wait("bob")
    ann.enter("hi bob, how did you get here?")
    both("hi bob, how")
    telnet.enter("by telnet, I have nothing else on this machine")
    ann.wait("nothing else on this machine")
    subprocess.run(
        [programs / "partyline", "localhost", str(port), "--nick", "buildbot"],
        input=b"build 4711 is green\n", check=True, capture_output=True)
    both("build 4711 is green")
    both("buildbot quit")
    telnet.enter("/me cheers")
    ann.wait("bob cheers")
    telnet.enter("/msg ann lunch?")
    ann.wait("lunch?")
    # While bob goes on talking.
    ann.type("in ten minutes, I only have to fin")
    ann.wait("have to fin")
    telnet.enter("ann: no hurry")
    ann.wait("no hurry")
    ann.wait("have to fin")


def drawn(rows: list[str], port: int, cursor: tuple[int, int], top: int) -> list[str]:
    """The cells of a pane, as lines of SVG."""
    rows = [re.sub(r"^((?:\x1b\[[\d;]*m)*)\d\d:\d\d\b", rf"\g<1>{CLOCK}", row).replace(str(port), "6000") for row in rows]
    x, y = MARGIN + cursor[0] * WIDTH, top + cursor[1] * HEIGHT
    lines = [f'<rect x="{x}" y="{y}" width="{WIDTH}" height="{HEIGHT}" fill="{INK}" opacity="0.7"/>']
    for number, row in enumerate(runs(rows)):
        for run in row:
            text = run.text.strip(" ")
            if not text:
                continue
            column = run.column + len(run.text) - len(run.text.lstrip(" "))
            x, y = MARGIN + column * WIDTH, top + number * HEIGHT + HEIGHT - 5
            # A renderer takes several spaces for one.
            text = re.sub(r"(?<= ) ", "\u00a0", text)
            length = sum(width(character) for character in text) * WIDTH
            lines.append(f'<text x="{x}" y="{y}" textLength="{length}"{run.style.attributes()}>{escape(text, quote=False)}</text>')
    return lines


def window(title: str, top: int, rows: int, cells: list[str]) -> list[str]:
    across, high = COLUMNS * WIDTH + 2 * MARGIN, TITLE + rows * HEIGHT + MARGIN
    dots = [f'<circle cx="{MARGIN + 6 + index * 18}" cy="{top + TITLE // 2}" r="5" fill="{INK}" opacity="0.3"/>' for index in range(3)]
    return [
        f'<rect y="{top}" width="{across}" height="{high}" rx="8" fill="{PAPER}"/>',
        f'<path d="M0 {top + TITLE} v-{TITLE - 8} q0 -8 8 -8 h{across - 16} q8 0 8 8 v{TITLE - 8} z" fill="{FRAME}"/>', *dots,
        f'<text x="{across // 2}" y="{top + TITLE // 2 + 5}" text-anchor="middle" opacity="0.8">{escape(title)}</text>', *cells,
    ]


def main() -> None:
    programs, picture = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
    port = free_port()
    daemon = subprocess.Popen(
        [programs / "partylined", "--listen", f"127.0.0.1:{port}", "--arrival-grace-ms", "2000"], stderr=subprocess.PIPE, text=True)
    panes = []
    try:
        assert daemon.stderr is not None
        for line in daemon.stderr:
            if "listening on" in line:
                break
        else:
            sys.exit("picture.py: partylined did not start")
        ann = Pane("client", [str(programs / "partyline"), "localhost", str(port), "--nick", "ann"])
        panes.append(ann)
        ann.wait("nobody else is here")
        telnet = Pane("telnet", ["telnet", "localhost", str(port)])
        panes.append(telnet)
        talk(programs, port, ann, telnet)
        lines, high = [], 0
        for title, pane in [("partyline localhost --nick ann", ann), ("telnet localhost 6000", telnet)]:
            rows = pane.screen()
            top = high + (GAP if high else 0)
            lines += window(title, top, len(rows), drawn(rows, port, pane.cursor(), top + TITLE + 6))
            high = top + TITLE + len(rows) * HEIGHT + MARGIN
    finally:
        for pane in panes:
            pane.close()
        daemon.terminate()
        daemon.wait()
    across = COLUMNS * WIDTH + 2 * MARGIN
    picture.write_text("\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {across} {high}" width="{across}" height="{high}" role="img"',
        f'    font-family="ui-monospace, \'DejaVu Sans Mono\', Menlo, Consolas, monospace" font-size="14.5" fill="{INK}">',
        "<title>Two windows: Partyline's client above, and telnet below, in the same room</title>", *lines, "</svg>", "",
    ]))


if __name__ == "__main__":
    main()
