"""The source of a sample: a text that a person writes and reviews, one paragraph a line.

A contract is easier to write and to compare as plain text than as a Word file, and two samples that differ in some clauses should
show just those clauses.  A source begins with settings (``%key value``), then come its paragraphs:

====================  ==================================================================================
``# TEXT``            title, centred
``（TEXT）``          heading of the article that follows
``* TEXT``            article, first level of the numbering; ``**``, ``***`` and ``****`` are the levels below it
``= TEXT``            chapter, numbered 第1章
``! NUMBERING TEXT``  annex: new page, own numbering, TEXT as its title
``| A | B``           row of a table; neighbouring rows are one table
``> TEXT``            set right
anything else         plain paragraph
====================  ==================================================================================

``{heading}`` in a text is replaced by the number of the article below that heading.  A source with ``%base NAME`` takes over NAME
and replaces the articles and annexes whose headings it repeats; the only line ``削除`` removes the article, and ``（OLD⇒（NEW）`` gives it
another heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

__all__ = ["Line", "Source", "load"]

Role = Literal["title", "heading", "level", "chapter", "annex", "plain", "right", "row"]

_LEVEL = re.compile(r"(\*{1,4}) (.*)")


@dataclass(frozen=True)
class Line:
    """One paragraph of a source: what it is, how deep, and its text or cells."""

    role: Role
    text: str = ""
    level: int = 0
    cells: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source:
    """A sample text with its settings."""

    name: str
    settings: dict[str, str]
    lines: tuple[Line, ...]

    @property
    def outputs(self) -> tuple[str, ...]:
        """Names of the files to write."""
        return tuple(f"{self.name}.{suffix}" for suffix in self.settings["formats"].split())


def load(path: Path) -> Source:
    """Read one source, with its base if it has one."""
    settings: dict[str, str] = {}
    lines: list[Line] = []
    for raw in path.read_text(encoding="utf-8").splitlines():
        if not raw.strip():
            continue
        if raw.startswith("%"):
            key, _, value = raw[1:].partition(" ")
            settings[key] = value.strip()
        else:
            lines.append(_line(raw))
    if "base" in settings:
        base = load(path.with_name(f"{settings['base']}.src"))
        return Source(path.stem, {**base.settings, **settings}, _patched(base.lines, lines))
    return Source(path.stem, settings, tuple(lines))


def _line(raw: str) -> Line:
    """Understand one line of a source."""
    marks: dict[str, Role] = {"# ": "title", "= ": "chapter", "! ": "annex", "> ": "right"}
    if raw[:2] in marks:
        return Line(marks[raw[:2]], raw[2:])
    if match := _LEVEL.match(raw):
        return Line("level", match[2], len(match[1]) - 1)
    if raw.startswith("| "):
        return Line("row", cells=tuple(cell.strip() for cell in raw[2:].removesuffix(" |").split(" | ")))
    if raw.startswith("（") and raw.endswith("）") and len(raw) < 40:
        return Line("heading", raw)
    return Line("plain", raw)


def _sections(lines: Sequence[Line]) -> Iterator[tuple[str, list[Line]]]:
    """Yield (heading, the heading or annex title with its numbered lines and rows); all other lines come under an empty heading."""
    key, held = "", list[Line]()
    for line in lines:
        opens = line.role in ("heading", "annex")
        ends = bool(key) and line.role not in ("level", "row") and line.text != "削除"
        if opens or ends:
            if held:
                yield key, held
            key, held = (
                ("", [])
                if not opens
                else (line.text if line.role == "heading" else line.text.split("（")[0], [])
            )
        held.append(line)
    if held:
        yield key, held


def _opened(heading: str) -> str:
    """Return the old heading of 「（OLD⇒（NEW）」, or the heading as it is."""
    old, arrow, _ = heading.partition("⇒")
    return old + "）" if arrow else heading


def _patched(base: Sequence[Line], changes: Sequence[Line]) -> tuple[Line, ...]:
    """Return the base with the sections of the same heading exchanged."""
    new = {_opened(key): held for key, held in _sections(changes) if key}
    known = {key for key, _ in _sections(base)}
    if unknown := set(new) - known:
        raise SystemExit(f"no such heading in the base: {'、'.join(sorted(unknown))}")
    result: list[Line] = []
    for key, held in _sections(base):
        section = new.get(key, held)
        if any(line.text == "削除" for line in section):
            continue
        result += [replace(line, text=line.text.partition("⇒")[2] or line.text) for line in section]
    return tuple(result)
