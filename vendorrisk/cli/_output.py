"""What reaches the terminal: data on stdout, talk on stderr, both UTF-8, nothing by halves."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import unicodedata
from collections.abc import Iterator
from enum import IntEnum
from pathlib import Path
from typing import Any

from vendorrisk.cli._words import WORDS
from vendorrisk.model import Language

__all__ = ["Exit", "Paint", "Progress", "clean", "display_width", "dumped", "prepare_streams", "say", "wrap", "write"]


class Exit(IntEnum):
    """Exit statuses of every command; documented in the README."""

    FINE = 0
    FINDINGS = 1
    USAGE = 2
    UNREADABLE = 3
    STOPPED = 130


_NOT_AT_START = frozenset("、。，．,.)」』）］】〕！？!?：；ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々")
_NOT_AT_END = frozenset("(「『（［【〔")
_UNSEEN = re.compile("[\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")


def prepare_streams() -> None:
    """Make both streams UTF-8; a file name that is no valid text is written with its escapes."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def write(text: str) -> None:
    """Write data to stdout."""
    sys.stdout.write(text)


def say(message: str, path: str = "") -> None:
    """Write one line of diagnosis to stderr."""
    line = f"vendorrisk: {path}: {message}" if path else f"vendorrisk: {message}"
    sys.stderr.write(clean(" ".join(line.split())) + "\n")


def clean(text: str, keep: str = "\n") -> str:
    r"""Return the text without control characters and signs that turn the direction of writing: a hostile document could repaint the terminal.

    >>> clean("a\x1b[2J\u202eb")
    'a�[2J�b'

    Args:
        text: what is to be shown.
        keep: controls that are harmless in this place; a file name has none.
    """
    return "".join(char if char.isprintable() or char == "\u3000" or char in keep else "\ufffd" for char in text)


def dumped(value: Any, *, indent: int | None = None) -> str:
    """Return JSON in which characters that steer a terminal are written as escapes; programs read the same.

    >>> dumped("a\u009b2Jb\u202ec")
    '"a\\\\u009b2Jb\\\\u202ec"'
    """
    return _UNSEEN.sub(lambda match: f"\\u{ord(match.group()):04x}", json.dumps(value, ensure_ascii=False, indent=indent, default=list))


def display_width(text: str) -> int:
    """Return the number of terminal cells.

    >>> display_width("甲a")
    3
    """
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


_LATIN_WORD = re.compile("[!-~]+$")


def wrap(text: str, width: int, first: str = "", rest: str = "") -> Iterator[str]:
    """Yield lines no wider than ``width`` cells, never starting with a closing mark nor ending with an opening one.

    Whatever the text holds, no control character is in them.

    >>> list(wrap("契約の条項。", 10))
    ['契約の条', '項。']
    >>> list(wrap("damaged or too large", 16))
    ['damaged or too', 'large']
    """
    text = clean(text)
    line, used = first, display_width(first)
    for place, char in enumerate(text):
        size = display_width(char)
        behind = text[place + 1 : place + 2]
        # room is kept for a closing mark that must not begin the next line
        room = display_width(behind) if behind in _NOT_AT_START and behind else 0
        if used + size + room > width and char not in _NOT_AT_START and line != rest:
            carry = ""
            word = _LATIN_WORD.search(line, len(rest)) if "!" <= char <= "~" else None
            if word and len(rest) < word.start() and len(word.group()) < width // 2:
                carry, line = word.group(), line[: word.start()].rstrip(" ")
            while line[-1:] in _NOT_AT_END and len(line) > len(rest):
                carry, line = line[-1] + carry, line[:-1]
            yield line
            line = rest + carry
            used = display_width(line)
            if char == " ":
                continue
        line += char
        used += size
    if line.strip():
        yield line


class Paint:
    """Colour beside the words, where the terminal can show it and nobody said NO_COLOR."""

    _CODES = {"good": "32", "bad": "31", "doubt": "33", "faint": "2", "strong": "1"}

    def __init__(self) -> None:
        self.on = sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
        self.width = max(40, min(shutil.get_terminal_size((80, 24)).columns, 120))

    def __call__(self, text: str, tone: str) -> str:
        """Return the text in a tone, or as it is."""
        return f"\x1b[{self._CODES[tone]}m{text}\x1b[0m" if self.on and text else text


def _short(file: Path) -> str:
    name = clean(file.name, "")
    return name if len(name) <= 30 else name[:29] + "…"


class Progress:
    """A count on stderr while many documents or pages are read or recognised; silent where stderr is no terminal."""

    def __init__(self, wanted: bool, total: int, language: Language) -> None:
        self._on = wanted and sys.stderr.isatty() and "NO_PROGRESS" not in os.environ
        self._many = total > 3
        self._words = {key: WORDS[key].get(language) for key in ("progress", "progress-pages", "recognising")}
        self._width = 0

    def __call__(self, done: int, total: int) -> None:
        """Show how many documents are done."""
        if self._many:
            self._show(f"{self._words['progress']} {done}/{total}")

    def pages(self, file: Path, done: int, total: int) -> None:
        """Show how many pages of a long document are read."""
        self._show(self._words["progress-pages"].format(name=_short(file), done=done, total=total))

    def recognising(self, file: Path, page: int, pages: int) -> None:
        """Show which scanned page of a document is being recognised."""
        self._show(f"{self._words['recognising']} {page}/{pages} {_short(file)}")

    def _show(self, line: str) -> None:
        if self._on:
            line = next(wrap(line, shutil.get_terminal_size((80, 24)).columns - 1), "")
            width = display_width(line)
            sys.stderr.write("\r" + line + " " * max(0, self._width - width))
            sys.stderr.flush()
            self._width = width

    def end(self) -> None:
        """Take the count away."""
        if self._width:
            sys.stderr.write("\r" + " " * self._width + "\r")
            sys.stderr.flush()
            self._width = 0
