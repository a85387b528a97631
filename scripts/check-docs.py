#!/usr/bin/env python3
"""Checks the documents: what they say of log lines, figures and tests, links, tables of contents, and the length of lines.

    scripts/check-docs.py           prints what is not true, or too long
    scripts/check-docs.py --fill    breaks paragraphs that have too long a line anew
"""
from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WIDTH = 120
DOCS = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "Tests/Transcripts/README.md"]


def sources(folder: str) -> str:
    return "\n".join(path.read_text() for path in sorted((ROOT / folder).rglob("*.swift")))


def without_interpolations(text: str) -> str:
    """`…` for each `\\(…)`, which may hold parentheses."""
    found, depth, index = "", 0, 0
    while index < len(text):
        if depth == 0 and text.startswith("\\(", index):
            found, depth, index = found + "…", 1, index + 2
            continue
        if depth == 0:
            found += text[index]
        elif text[index] in "()":
            depth += 1 if text[index] == "(" else -1
        index += 1
    return found


def log_messages() -> set[str]:
    """The messages of all calls of a logger, with `…` for what differs."""
    call = re.compile(r'\b(?:log|logger|logger\(\))\.(?:error|warning|notice|info|debug)\(\s*("""(.*?)"""|"((?:[^"\\]|\\\(.*?\)|\\.)*)")', re.S)
    messages = set()
    for match in call.finditer(sources("Sources")):
        text = match.group(3) if match.group(2) is None else re.sub(r"\\\n\s*|\n\s*", "", match.group(2).strip())
        message = without_interpolations(text)
        # What is nothing but a variable is told where that is made.
        if message.strip("…"):
            messages.add(message)
    return messages


def messages_made_elsewhere() -> set[str]:
    """What is logged as it comes: of certificates, of the watchdog, and of the log itself."""
    places = {
        "Sources/Libevent/TLS/TLSContext.swift": r'return "(the certificate in .*)"',
        "Sources/Service/Notification/Watchdog.swift": r'fault = "(.*)"',
        "Sources/Service/Log/KeyValueLog.swift": r'add\("msg", "(.*)"\)',
    }
    return {without_interpolations(text) for file, made in places.items() for text in re.findall(made, (ROOT / file).read_text())}


def check_log() -> list[str]:
    text = (ROOT / "docs/OPERATIONS.md").read_text()
    told = set(re.findall(r"^\| `([^`]+)` \| (?:error|warning|notice|info|debug) \|", text, flags=re.M))
    logged = log_messages() | messages_made_elsewhere()
    return [f"docs/OPERATIONS.md does not tell of the log line `{each}`" for each in sorted(logged - told)] + [
        f"docs/OPERATIONS.md tells of the log line `{each}`, which nothing writes" for each in sorted(told - logged)]


def check_figures() -> list[str]:
    names = set(re.findall(r'"((?:partyline|process)_[a-z_]+)"', sources("Sources/ChatServer/Metrics")))
    text = (ROOT / "docs/METRICS.md").read_text()
    faults = [f"docs/METRICS.md does not tell of {name}" for name in sorted(names) if name not in text]
    for path in DOCS:
        for name in re.findall(r"\b(partyline_[a-z_]+[a-z])\b", path.read_text()):
            base = re.sub(r"_(bucket|count|sum)$", "", name)
            if base not in names:
                faults.append(f"{path.relative_to(ROOT)} tells of {name}, which is no figure")
    return faults


def command_rows() -> dict[str, tuple[str, list[str]]]:
    """How each command is written, without its verb, and its aliases: as its row in the command table has them."""
    row = re.compile(r'\bCommandRow\(\s*"(\w+)",\s*(?:aliases: \[([^\]]*)\],\s*)?"([^"]*)",')
    return {verb: (arguments, re.findall(r'"(\w+)"', aliases))
            for verb, aliases, arguments in row.findall(sources("Sources"))}


def check_commands() -> list[str]:
    """PROTOCOL.md's table has the commands of the command table, each as it is written and with its aliases. It also has keys that only
    programs write, and which the row has in its help."""
    faults: list[str] = []
    told: dict[str, list[tuple[str, str]]] = {}
    for line in re.findall(r"^\| `/.*$", (ROOT / "docs/PROTOCOL.md").read_text(), flags=re.M):
        usage, words = re.split(r"(?<!\\)\|", line)[1:3]
        verb, _, arguments = usage.replace("\\|", "|").strip().strip("`")[1:].partition(" ")
        told.setdefault(verb, []).append((arguments, words))
    rows = command_rows()
    if len(rows) < 20:
        faults.append("scripts/check-docs.py finds no rows of commands")
    for verb, (arguments, aliases) in rows.items():
        if verb not in told:
            faults.append(f"docs/PROTOCOL.md does not tell of /{verb}")
            continue
        written = {each for each, _ in told[verb]}
        if arguments not in written | {re.sub(r" ?\[(nonce|since)=\w+\] ?", "", each) for each in written}:
            faults.append(f"docs/PROTOCOL.md writes /{verb} {written}, and its row {arguments!r}")
        for alias in aliases:
            if not any(f"`/{alias}`" in words for _, words in told[verb]):
                faults.append(f"docs/PROTOCOL.md does not tell of /{alias}, another name of /{verb}")
    return faults + [f"docs/PROTOCOL.md tells of /{verb}, which is no command" for verb in sorted(told.keys() - rows.keys())]


def tests() -> set[tuple[str, str]]:
    """All tests, with the suites that they are of: a file may have several."""
    found = set()
    for file in (ROOT / "Tests").rglob("*.swift"):
        suite = ""
        # A declaration of the file's top level begins in its first column; a test's attribute stands before its name, on some line.
        for part in re.split(r"\n(?=\S)", file.read_text()):
            if declared := re.match(r"(?:[^\n{]*[ )])?(?:struct|class|enum|extension) (\w+)", part):
                suite = declared[1]
            found |= {(suite, name) for name in re.findall(r"@Test\b(?:(?!\bfunc ).)*?\bfunc (\w+)", part, flags=re.S)}
    return found


def check_tests() -> list[str]:
    faults = []
    known = tests()
    for path in DOCS:
        for suite, name in re.findall(r"`([A-Z]\w+Tests)\.(\w+)`", path.read_text()):
            if (suite, name) not in known:
                faults.append(f"{path.relative_to(ROOT)} names {suite}.{name}, which is no test")
    security = (ROOT / "docs/SECURITY.md").read_text()
    harnesses = {folder.name for folder in (ROOT / "Tests/Fuzz/Targets").iterdir()}
    rows = (ROOT / "docs/RESILIENCE.md").read_text()
    for kind, names in re.findall(r"(fuzzers?|chaos|transcripts?) ((?:`[^`]+`(?:, )?)+)", security):
        for name in re.findall(r"`([^`]+)`", names):
            there = {
                "f": name in harnesses, "c": f"\n{name}  " in rows or f"\n{name} " in rows,
                "t": (ROOT / f"Tests/Transcripts/{name}.txt").exists(),
            }[kind[0]]
            if not there and "." not in name:
                faults.append(f"docs/SECURITY.md names the {kind} {name}, which is none")
    shown = set(re.findall(r"^\| `(\w+)` \|", rows.partition("\n## Fuzzing\n")[2].partition("\n## ")[0], flags=re.M))
    faults += [f"docs/RESILIENCE.md and Tests/Fuzz/Targets do not both have {name}" for name in sorted(shown ^ harnesses)]
    chaos = "".join(path.read_text() for path in sorted((ROOT / "Tests/Chaos").glob("faults_of_*.py")))
    for name in re.findall(r'^    Row\("([^"]+)"', chaos, flags=re.M):
        if f"\n{name} " not in rows:
            faults.append(f"docs/RESILIENCE.md does not show the row {name} of chaos")
    return faults


def anchor(heading: str) -> str:
    """As GitHub makes it."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def check_links() -> list[str]:
    faults = []
    for path in DOCS:
        text = re.sub(r"```.*?```", "", path.read_text(), flags=re.S)
        for target in re.findall(r"\]\(([^)\s]+)\)", text):
            if re.match(r"[a-z]+:", target):
                continue
            name, _, place = target.partition("#")
            file = (path.parent / name).resolve() if name else path
            if not file.exists():
                faults.append(f"{path.relative_to(ROOT)} links to {target}, which is not there")
            elif place and file.suffix == ".md":
                headings = re.findall(r"^#+ (.*)$", file.read_text(), flags=re.M)
                if place not in {anchor(heading) for heading in headings}:
                    faults.append(f"{path.relative_to(ROOT)} links to {target}, which is no heading")
    return faults


def headings(text: str) -> list[tuple[int, str]]:
    """The level and anchor of each heading below the title."""
    text = re.sub(r"^```.*?^```", "", text, flags=re.S | re.M)
    return [(len(marks), anchor(words)) for marks, words in re.findall(r"^(##+) (.*)$", text, flags=re.M)]


def check_contents() -> list[str]:
    """A table of contents is what links to the document's own headings before the first of them. It has all, in their order."""
    faults = []
    for path in DOCS:
        text = path.read_text()
        told = re.findall(r"\]\(#([^)\s]+)\)", re.split(r"^## ", text, flags=re.M)[0])
        there = headings(text)
        deepest = max((level for level, name in there if name in told), default=0)
        wanted = [name for level, name in there if level <= deepest]
        if path == ROOT / "docs/ADMINISTRATION.md" and not told:
            faults.append("docs/ADMINISTRATION.md has no table of contents")
        if told and told != wanted:
            faults.append(f"{path.relative_to(ROOT)} has headings {wanted}, and its table of contents {told}")
    return faults


def parts(text: str) -> list[tuple[str, str]]:
    """The text in pieces, each with its kind: a `fence`; `output`, a fence of what programs print or send as it is; a `table`; a
    `paragraph` (an item of a list is one); or `other`: headings, pictures, blank lines. Joined by line feeds they are the text again."""
    found: list[tuple[str, list[str]]] = []
    fence = ""
    for line in text.split("\n"):
        marks = re.match(r" *```(\w*)", line)
        if fence:
            found[-1][1].append(line)
            fence = "" if marks else fence
        elif marks:
            fence = "output" if marks[1] in ("output", "transcript") else "fence"
            found.append((fence, [line]))
        elif line.startswith("|"):
            found.append(("table", [line]))
        elif not line.strip() or re.match(r"#|!\[|<|>", line):
            found.append(("other", [line]))
        elif found and found[-1][0] == "paragraph" and not re.match(r" *([-*]|\d+\.) ", line):
            found[-1][1].append(line)
        else:
            found.append(("paragraph", [line]))
    return [(kind, "\n".join(lines)) for kind, lines in found]


def filled(paragraph: str) -> str:
    """The same words in lines of at most 120 characters. Short code and links stay whole, and no line begins as an item or table does."""
    first = re.match(r" *(?:(?:[-*]|\d+\.) +)?", paragraph)
    assert first is not None
    indent = " " * len(first[0])
    words = re.findall(r"(?:\[[^\]]{1,40}\]\([^)]*\)|`[^`]{1,60}`|[^\s])+", " ".join(paragraph[len(first[0]):].split()))
    for index in range(len(words) - 1, 0, -1):
        if re.fullmatch(r"[-+*>#=]+|\d+[.)]|\|.*", words[index]):
            words[index - 1:index + 1] = [words[index - 1] + " " + words[index]]
    lines, line = [], first[0]
    for word in words:
        if line.strip() and line not in (first[0], indent) and len(line) + 1 + len(word) > WIDTH:
            lines.append(line)
            line = indent
        line += word if line in (first[0], indent) else " " + word
    return "\n".join([*lines, line])


def is_too_wide(piece: str) -> bool:
    # A link that is longer than a line can't be broken.
    return any(len(line) > WIDTH and " " in line.strip() for line in piece.split("\n"))


def check_width() -> list[str]:
    faults = []
    for path in DOCS:
        for kind, piece in parts(path.read_text()):
            if kind in ("paragraph", "fence", "other") and is_too_wide(piece):
                faults.append(f"{path.relative_to(ROOT)} has a line of over {WIDTH} characters: {piece[:60]!r}…")
    return faults


def fill() -> None:
    for path in DOCS:
        text = path.read_text()
        new = "\n".join(filled(piece) if kind == "paragraph" and is_too_wide(piece) else piece for kind, piece in parts(text))
        if new != text:
            path.write_text(new)


def main() -> int:
    if sys.argv[1:] == ["--fill"]:
        fill()
    faults = check_log() + check_figures() + check_commands() + check_tests() + check_links() + check_contents() + check_width()
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
