#!/usr/bin/env python3
"""Writes the files of Sources/WebPage/Page into Sources/WebPage/Embedded.swift, from which the program has them.

    scripts/embed-page.py           writes it, where it is not what it has to be
    scripts/embed-page.py --check   says whether it is, and what in the files is not as it has to be

Comments on lines of their own, empty lines and indentation stay out of it: they are for who reads the files here.

What is served has a budget, and nothing in them may be what their Content-Security-Policy forbids, so that no browser has to
find it out. It is text in literals, as the compiler takes a second for an array of 5 KB; see WebPage.EmbeddedPage.
"""
from __future__ import annotations

import base64
import gzip
import re
import sys
import zlib
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "Sources/WebPage/Page"
EMBEDDED = ROOT / "Sources/WebPage/Embedded.swift"
# As WebFile.isName has it, and MediaType.
NAME = re.compile(r"(?!.{65})([a-z0-9_-][a-z0-9._-]*/)?[a-z0-9_-][a-z0-9._-]*\.(\w+)")
TEXTS = {"html", "css", "js", "svg", "txt", "json", "webmanifest"}
IMAGES = {"png", "jpg", "jpeg", "webp", "ico"}
# Of all files together but for those of languages, of which a browser loads one.
WORDS = "words/"
# The goal is 120 KB and 35 KB, which the page has not reached; this holds it from growing.
RAW_BUDGET = 187_500
GZIPPED_BUDGET = 66_500


@dataclass
class File:
    name: str
    content: bytes

    @property
    def ending(self) -> str:
        return self.name.rpartition(".")[2]

    @property
    def is_text(self) -> bool:
        return self.ending in TEXTS


def page_files() -> list[File]:
    paths = sorted(path for path in PAGE.rglob("*") if path.is_file() and not path.name.startswith("."))
    return [File(path.relative_to(PAGE).as_posix(), path.read_bytes()) for path in paths]


def served(file: File) -> File:
    """Without the comments that have lines of their own, empty lines and indentation. A literal of several lines, in which
    they would be something, is none of this page's: `faults_of` looks.
    """
    if file.ending not in {"js", "css"}:
        return file
    lines, is_comment = [], False
    for line in file.content.decode().split("\n"):
        words = line.strip()
        is_comment = is_comment or words.startswith("/*")
        if not is_comment and words and not (file.ending == "js" and words.startswith("//")):
            lines.append(words)
        if is_comment and words.endswith("*/"):
            is_comment = False
    return File(file.name, ("\n".join(lines) + "\n").encode())


# What is written.


def packed(content: bytes) -> bytes:
    return gzip.compress(content, 9, mtime=0)


def text_literal(text: str) -> str:
    """As it is, between as many signs as it needs."""
    signs = "#"
    while f'"""{signs}' in text or f"\\{signs}" in text:
        signs += "#"
    # The line before the closing quotes ends without its LF.
    return f'{signs}"""\n{text}\n"""{signs}'


def base64_literal(content: bytes) -> str:
    digits = base64.b64encode(content).decode()
    lines = [digits[start:start + 118] for start in range(0, len(digits), 118)]
    return '"""\n' + "\\\n".join(lines) + '\n"""'


def swift(files: list[File], gzipped: dict[str, bytes]) -> str:
    """The whole of Embedded.swift."""
    rows = []
    for file in files:
        if file.is_text:
            literals = f".text(\n{text_literal(file.content.decode())}\n), gzipped: {base64_literal(gzipped[file.name])}"
        else:
            literals = f".base64({base64_literal(file.content)}), gzipped: nil"
        rows.append(f'File(name: "{file.name}", content: {literals}),\n')
    return (
        "// swift-format-ignore-file\n// Written by scripts/embed-page.py, from the files in Page.\n\n"
        + "extension EmbeddedPage {\nstatic let embedded: [File] = [\n" + "".join(rows) + "]\n}\n")


def read_gzipped(text: str) -> dict[str, bytes]:
    """What Embedded.swift has packed, which differs between versions of zlib."""
    row = re.compile(r'^File\(name: "([^"]+)", content: \.text\(.*?^\), gzipped: """\n([A-Za-z0-9+/=\\\n]*?)\n"""\),$', re.M | re.S)
    found = {}
    for name, digits in row.findall(text):
        try:
            found[name] = base64.b64decode(digits.replace("\\\n", ""), validate=True)
        except ValueError:
            continue
    return found


def unpacked(data: bytes) -> bytes | None:
    try:
        return gzip.decompress(data)
    except (OSError, EOFError, zlib.error):
        return None


def expected(files: list[File], present: str) -> str:
    """What Embedded.swift has to be: of what it has packed, all stays that is what it has to be."""
    kept = read_gzipped(present)
    gzipped = {}
    for file in files:
        old = kept.get(file.name)
        gzipped[file.name] = old if old is not None and unpacked(old) == file.content else packed(file.content)
    return swift(files, gzipped)


# What may not be.

# Strings and regular expressions in one line.
QUOTED = re.compile(r'''"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|/(?:\\.|[^/\\\n])+/|\\`''')

FORBIDDEN_CALLS = [
    (re.compile(r"\b(?:innerHTML|outerHTML|insertAdjacentHTML|setHTMLUnsafe|parseHTMLUnsafe|srcdoc)\b"),
     "makes elements of a text"),
    (re.compile(r"\bdocument\s*\.\s*write(?:ln)?\b"), "makes elements of a text"),
    (re.compile(r"\beval\b|\bnew\s+Function\b|\bset(?:Timeout|Interval)\s*\(\s*['\"`]"), "makes a program of a text"),
    (re.compile(r"createContextualFragment|\bDOMParser\b"), "makes elements of a text"),
    (re.compile(r"setAttribute\(\s*['\"`](?:style|on\w+)['\"`]"), "is an inline style or script"),
    (re.compile(r"javascript:"), "makes a program of a link"),
]


class Markup(HTMLParser):
    """Finds inline scripts and styles."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[tuple[int, str]] = []
        self.is_in_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        def fault(words: str) -> None:
            self.faults.append((self.getpos()[0], words))

        names = {name for name, _ in attrs}
        if tag == "style":
            fault("<style> is an inline style")
        if tag == "script" and "src" not in names:
            fault("<script> without src is an inline script")
        self.is_in_script = tag == "script"
        for name, value in attrs:
            if name == "style":
                fault("style= is an inline style")
            if name.startswith("on"):
                fault(f"{name}= is an inline script")
            if (value or "").strip().lower().startswith("javascript:"):
                fault(f"{name}= makes a program of a link")

    def handle_endtag(self, tag: str) -> None:
        self.is_in_script = False

    def handle_data(self, data: str) -> None:
        if self.is_in_script and data.strip():
            self.faults.append((self.getpos()[0], "there is a script between <script> and </script>"))


def faults_of(file: File) -> list[str]:
    match = NAME.fullmatch(file.name)
    if match is None or match.group(2) not in TEXTS | IMAGES:
        return [f"{file.name}: the server knows no such name; see WebFile and MediaType"]
    if not file.is_text:
        return []
    try:
        text = file.content.decode()
    except UnicodeDecodeError:
        return [f"{file.name}: not UTF-8"]
    faults = []
    if any(ord(each) < 0x20 and each not in "\n\t" for each in text) or text.startswith("\ufeff"):
        faults.append(f"{file.name}: has a control character, a CR, say, or a byte order mark")
    for number, line in enumerate(text.split("\n"), 1):
        if line != line.rstrip():
            faults.append(f"{file.name}:{number}: spaces at the end of a line")
        if line.strip().startswith("/*") and "*/" in line.strip()[:-2]:
            faults.append(f"{file.name}:{number}: something stands behind the comment that the line begins with")
        if file.ending == "js" and not line.strip().startswith(("//", "/*", "*")) and QUOTED.sub("", line).count("`") % 2:
            faults.append(f"{file.name}:{number}: a template of several lines may have some that look like comments")
        if file.ending == "js":
            faults += [f"{file.name}:{number}: {found.group()} {words}" for pattern, words in FORBIDDEN_CALLS
                       if (found := pattern.search(line))]
    if file.ending in {"html", "svg"}:
        markup = Markup()
        markup.feed(text)
        markup.close()
        faults += [f"{file.name}:{number}: {words}" for number, words in markup.faults]
    return faults


def sizes(files: list[File]) -> tuple[int, int]:
    """Bytes, raw and packed, of all but languages."""
    counted = [file.content for file in files if not file.name.startswith(WORDS)]
    return sum(map(len, counted)), sum(len(packed(each)) for each in counted)


def main() -> int:
    files = page_files()
    faults = [fault for file in files for fault in faults_of(file)]
    files = [served(file) for file in files]
    raw, gzipped = sizes(files)
    if raw > RAW_BUDGET or gzipped > GZIPPED_BUDGET:
        faults.append(f"the page has {raw} bytes, and {gzipped} by gzip; {RAW_BUDGET} and {GZIPPED_BUDGET} are its budget")
    for fault in faults:
        print(fault, file=sys.stderr)
    if faults:
        return 1
    present = EMBEDDED.read_text() if EMBEDDED.exists() else ""
    text = expected(files, present)
    if "--check" not in sys.argv[1:]:
        if text != present:
            EMBEDDED.write_text(text)
        print(f"{len(files)} files: {raw} bytes, {gzipped} by gzip, without those of languages")
    elif text != present:
        print("Sources/WebPage/Embedded.swift is not what is in Page; run scripts/embed-page.py", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
