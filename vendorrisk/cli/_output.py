"""What reaches the terminal: data on stdout, talk on stderr, both UTF-8, nothing by halves."""

from __future__ import annotations

import os
import re
import shutil
import sys
import unicodedata
from collections.abc import Iterator
from enum import IntEnum
from pathlib import Path

__all__ = ["Exit", "Paint", "Progress", "display_width", "prepare_streams", "say", "wrap", "write"]


class Exit(IntEnum):
    """Exit statuses of every command; documented in the README."""

    FINE = 0
    FINDINGS = 1
    USAGE = 2
    UNREADABLE = 3
    STOPPED = 130


_NOT_AT_START = frozenset("、。，．,.)」』）］】〕！？!?：；ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々")
_NOT_AT_END = frozenset("(「『（［【〔")



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


def clean(text: str) -> str:
    """Return the text without control characters, which a hostile document could use to repaint the terminal."""
    return "".join(char if char.isprintable() or char in "\n\u3000" else "\ufffd" for char in text)


def display_width(text: str) -> int:
    """Return the number of terminal cells.

    >>> display_width("甲a")
    3
    """
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


_LATIN_WORD = re.compile("[!-~]+$")


def wrap(text: str, width: int, first: str = "", rest: str = "") -> Iterator[str]:
    """Yield lines no wider than ``width`` cells, never starting with a closing mark nor ending with an opening one.

    >>> list(wrap("契約の条項。", 10))
    ['契約の条', '項。']
    >>> list(wrap("damaged or too large", 16))
    ['damaged or too', 'large']
    """
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


class Progress:
    """A count on stderr while many documents are read or pages recognised; silent where stderr is no terminal."""

    def __init__(self, wanted: bool, total: int, label: str, page_label: str) -> None:
        self._on = wanted and sys.stderr.isatty() and "NO_PROGRESS" not in os.environ
        self._many = total > 3
        self._label = label
        self._page_label = page_label
        self._shown = 0

    def __call__(self, done: int, total: int) -> None:
        """Show how far the work is."""
        if self._many:
            self._show(f"{self._label} {done}/{total}")

    def at_page(self, file: Path, page: int, pages: int) -> None:
        """Show which page of a file is being recognised."""
        self._show(f"{self._page_label} {page}/{pages} {clean(file.name)}")

    def _show(self, line: str) -> None:
        if self._on:
            room = shutil.get_terminal_size((80, 24)).columns - 1
            line = next(wrap(line, room), "")
            width = display_width(line)
            sys.stderr.write("\r" + line + " " * max(0, self._shown - width))
            sys.stderr.flush()
            self._shown = width

    def end(self) -> None:
        """Take the count away."""
        if self._on and self._shown:
            sys.stderr.write("\r" + " " * (self._shown + 8) + "\r")
            sys.stderr.flush()
            self._shown = 0
