"""Numbers of the articles, paragraphs and items of a sample, and of the articles that its text refers to.

Contracts number in many ways, and a reader of contracts must know them all: 第１条, 第1, １ (１) ア, 第一条 一 イ, Article 1.
A source never holds a number, so an article can be added or removed without a reference going wrong, and every format shows the same ones.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from making.source import Line, Source

__all__ = ["Digits", "Part", "Scheme", "digits_of", "numbered"]

Digits = Literal["full", "half", "kanji"]

_KANJI = "〇一二三四五六七八九"


@dataclass(frozen=True)
class Scheme:
    """How the levels of a text are numbered: pattern and counting of each, and the first number of the second level."""

    patterns: tuple[str, str, str, str]
    counting: tuple[str, str, str, str]
    second: int = 2

    def indent(self, level: int) -> int:
        """Return by how many characters a level stands in; the paragraphs of an article stand where the article does."""
        return level if self.second == 1 else max(level - 1, 0)


_SCHEMES = {
    "条": Scheme(("第{}条", "{}", "({})", "{}"), ("digits", "digits", "half", "kana")),
    "第": Scheme(("第{}", "{}", "({})", "{}"), ("digits", "digits", "half", "kana")),
    "数": Scheme(("{}", "({})", "{}", "({})"), ("digits", "half", "kana", "kana"), second=1),
    "漢": Scheme(("第{}条", "{}", "{}", "{}"), ("kanji", "full", "kanji", "iroha")),
    "英": Scheme(("Article {}", "{}.", "({})", "({})"), ("half", "half", "alpha", "half")),
}


@dataclass(frozen=True)
class Part:
    """A stretch of a text with one numbering: the contract itself, or one annex."""

    scheme: Scheme
    lines: tuple[tuple[Line, str], ...]  # with the label of each line, "" where it has none


def numbered(source: Source) -> list[Part]:
    """Number the lines of a source and put the numbers of articles where they are referred to."""
    digits = digits_of(source)
    parts: list[Part] = []
    held: list[tuple[Line, str]] = []
    scheme = _SCHEMES[source.settings.get("scheme", "条")]
    counters = [0, 0, 0, 0]
    chapter = 0
    heading, places = "", dict[str, str]()
    for line in source.lines:
        label = ""
        if line.role == "annex":
            parts.append(Part(scheme, tuple(held)))
            name, _, text = line.text.partition(" ")
            scheme, held, counters, line = _SCHEMES[name], [], [0, 0, 0, 0], Line("annex", text)
        elif line.role == "chapter":
            chapter += 1
            label = f"第{_count(chapter, 'digits', digits)}章"
        elif line.role == "heading":
            heading = line.text[1:-1]
        elif line.role == "level":
            first = scheme.second if line.level == 1 else 1
            counters[line.level] = max(counters[line.level] + 1, first)
            counters[line.level + 1 :] = [0] * (3 - line.level)
            label = scheme.patterns[line.level].format(
                _count(counters[line.level], scheme.counting[line.level], digits)
            )
            if line.level == 0 and heading:
                places.setdefault(heading, label)
                heading = ""
        held.append((line, label))
    parts.append(Part(scheme, tuple(held)))

    def resolved(text: str) -> str:
        return re.sub(r"\{([^}]+)\}", lambda match: places[match[1]], text)

    return [
        Part(
            part.scheme,
            tuple(
                (replace(line, text=resolved(line.text), cells=tuple(map(resolved, line.cells))), label)
                for line, label in part.lines
            ),
        )
        for part in parts
    ]


def digits_of(source: Source) -> Digits:
    """Return in which digits a source counts its articles."""
    value = source.settings.get("digits", "full")
    assert value in ("full", "half", "kanji")
    return value  # type: ignore[return-value]


def _kanji(number: int) -> str:
    """Write a number below 100 in kanji.

    >>> _kanji(7), _kanji(10), _kanji(24)
    ('七', '十', '二十四')
    """
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else _KANJI[tens] + "十") + (_KANJI[ones] if ones else "")


def _count(number: int, how: str, digits: Digits) -> str:
    """Write the number of an article or item in the way asked for."""
    if how == "digits":
        how = digits
    if how == "kanji":
        return _kanji(number)
    if how == "full":
        return str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    if how == "kana":
        return "アイウエオカキクケコサシスセソタチツテト"[number - 1]
    if how == "iroha":
        return "イロハニホヘトチリヌルヲ"[number - 1]
    if how == "alpha":
        return "abcdefghijklmnopqrstuvwxyz"[number - 1]
    return str(number)
