"""From recognised words to lines: straightened, spaced as Japanese is, and sorted into the cells of ruled tables.

The lines come out in points, with the measures that lines of a text layer have, so that running headers, wrapped lines and tables are
told by the same code.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from itertools import groupby, pairwise
from statistics import median
from typing import Final, NamedTuple

from vendorrisk.documents._pdf_layout import gutter_of
from vendorrisk.documents._pdf_margins import PAGE_NUMBER
from vendorrisk.documents._pdf_page import Line, Page
from vendorrisk.documents._pdf_tables import Edge, Region, in_table_order, regions_of
from vendorrisk.documents._places import PageBox
from vendorrisk.documents._tesseract import Picture, Word

__all__ = ["has_columns", "lay_out"]

_POINTS: Final = 72
_GAP: Final = 0.8
"""In ems: boxes of Japanese words are rough, and only a gap as wide as a character is one on the paper."""
_EDGE: Final = 0.1
"""Of the height of a page, at the top and at the bottom: what stands there in signs alone is dirt, or a page number that was not recognised."""
_SIGNS: Final = re.compile(r"[-‐―—ー_=|\[\](){}.,'’~・ 0-9IlOoi]{1,9}")
_LATIN_GAP: Final = 0.2
_COLUMN_GAP: Final = 1.3
_TILTED: Final = 0.15
"""Slopes above this are no tilt of the paper."""
_RULE: Final = 0.3
"""In inches: a longer dark stroke is a drawn rule, not part of a character."""
_MOST_RULES: Final = 20_000
_DARK: Final = bytes(value < 190 for value in range(256))
_LONG_VOWEL: Final = re.compile("(?<![ァ-ヺー])ー(?=[\u4e00-\u9fffぁ-ん])")
"""No word has a long vowel where no katakana stands before it: 「業務のー部」 is 「業務の一部」."""
_HALF: Final = 0.5
_NEVER_FIRST: Final = frozenset("、。，．」）)")
_HALF_FILLED: Final = frozenset("、。，．」）),.")


class _Part(NamedTuple):
    """A word with its place in points, along the line and across it (growing upwards), and what was found in the picture."""

    text: str
    begin: float
    end: float
    y: float
    confidence: float
    line: int
    word: Word


def has_columns(picture: Picture, words: list[Word]) -> bool:
    """Whether words that were read straight across stand in columns of running text."""
    scale, tilt = _POINTS / picture.dpi, _tilt(words)
    parts = [_across(word, scale, tilt, picture.height) for word in words if word.text]
    em = _em(parts)
    pieces: list[list[_Part]] = []
    for part in parts:
        before = pieces[-1][-1] if pieces else None
        if before is None or before.line != part.line or part.begin - before.end > _COLUMN_GAP * em:
            pieces.append([])
        pieces[-1].append(part)
    lines = [Line(_join(piece, em), piece[0].begin, piece[-1].end, piece[0].y, em, 0, 0) for piece in pieces]
    return gutter_of(lines, em) is not None


def lay_out(page: Page, picture: Picture, words: list[Word], *, vertical: bool) -> None:
    """Put recognised words on a page as lines in reading order."""
    scale = _POINTS / picture.dpi
    tilt = 0.0 if vertical else _tilt(words)
    parts = [
        _down(word, scale) if vertical else _across(word, scale, tilt, picture.height) for word in words if word.text
    ]
    em = _em(parts)
    height, width = picture.height * scale, picture.width * scale
    page.left, page.right, page.bottom, page.top = 0.0, height if vertical else width, 0.0, width if vertical else height
    page.vertical = vertical
    page.lines = []
    page.by_ocr = {}
    regions = [] if vertical else regions_of(list(_edges(picture, scale, tilt)))
    lines: list[tuple[int, Line]] = []
    place = 0
    for order, (_, group) in enumerate(groupby(parts, key=lambda part: part.line)):
        for inside, region in _by_cell(list(group), regions):
            text = _join(inside, em)
            if not vertical and region is None and not _EDGE < inside[0].y / height < 1 - _EDGE and _is_dirt(text):
                continue
            line = Line(
                text, inside[0].begin, inside[-1].end, median(part.y for part in inside), em, place, place + len(text) - 1,
                region.cell if region else None, tuple(box for part in inside for box in _boxes(part.word, picture, vertical=vertical)),
            )
            count = sum(len(part.text) for part in inside)
            page.by_ocr[place] = sum(len(part.text) * part.confidence for part in inside) / count
            lines.append((order, line))
            place += len(text)
    in_table_order(page, lines)


def _across(word: Word, scale: float, tilt: float, height: int) -> _Part:
    x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
    half, middle = (word.right - word.left) / 2, x + tilt * y
    return _Part(
        word.text, (middle - half) * scale, (middle + half) * scale, (height - y + tilt * x) * scale, word.confidence, word.line, word
    )


def _down(word: Word, scale: float) -> _Part:
    return _Part(
        word.text, word.top * scale, word.bottom * scale, (word.left + word.right) / 2 * scale, word.confidence, word.line, word
    )


def _boxes(word: Word, picture: Picture, *, vertical: bool) -> Iterator[PageBox]:
    """The box of each character on the page; a word that was found as one is shared out evenly."""
    (x0, y0), (x_right, y_right), (x_down, y_down) = picture.on_page
    count = len(word.text)
    step_x, step_y = (0.0, (word.bottom - word.top) / count) if vertical else ((word.right - word.left) / count, 0.0)
    for place in range(count):
        left, top = word.left + place * step_x, word.top + place * step_y
        right, bottom = (word.right, top + step_y) if vertical else (left + step_x, word.bottom)
        corners = [
            (
                x0 + (x_right - x0) * x / picture.width + (x_down - x0) * y / picture.height,
                y0 + (y_right - y0) * x / picture.width + (y_down - y0) * y / picture.height,
            )
            for x, y in ((left, top), (right, bottom))
        ]
        (ax, ay), (bx, by) = corners
        yield min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def _tilt(words: list[Word]) -> float:
    """How far the paper lay askew: the slope of the long lines, downwards to the right."""
    slopes = []
    for _, group in groupby((word for word in words if word.text), key=lambda word: word.line):
        line = list(group)
        third = len(line) // 3
        if third < 3:
            continue
        (x0, y0), (x1, y1) = (
            (median(word.left + word.right for word in part) / 2, median(word.top + word.bottom for word in part) / 2)
            for part in (line[:third], line[-third:])
        )
        if x1 > x0:
            slopes.append((y1 - y0) / (x1 - x0))
    slope = median(slopes) if len(slopes) >= 3 else 0.0
    return slope if abs(slope) < _TILTED else 0.0


def _em(parts: list[_Part]) -> float:
    """The width of a full-width character, from the lines that have no gaps to speak of."""
    sizes = []
    for _, group in groupby(parts, key=lambda part: part.line):
        line = list(group)
        text = "".join(part.text for part in line)
        if len(text) >= 8:
            sizes.append((line[-1].end - line[0].begin) / ((len(text) + len(text.encode())) / 4))
    return (median(sizes) if sizes else 0.0) or 10.0


def _join(parts: list[_Part], em: float) -> str:
    """Put the words of a line together: Japanese without spaces, but for gaps that are there on paper."""
    text = parts[0].text
    for before, part in pairwise(parts):
        text += " " + part.text if part.begin - before.end > _least_gap(before.text[-1], part.text[0]) * em else part.text
    return _LONG_VOWEL.sub("一", text)


def _is_dirt(text: str) -> bool:
    return _SIGNS.fullmatch(text) is not None and PAGE_NUMBER.fullmatch(text) is None


def _least_gap(before: str, behind: str) -> float:
    """From what width on, in ems, a gap is one on paper; brackets and punctuation fill but half of their square."""
    if behind in _NEVER_FIRST:
        return math.inf
    if before.isascii() and behind.isascii() and not (before.isdigit() and behind.isdigit()):
        return _LATIN_GAP
    return _GAP + (_HALF if before in _HALF_FILLED else 0.0) + (_HALF if behind in "（「(" else 0.0)


def _by_cell(parts: list[_Part], regions: list[Region]) -> Iterator[tuple[list[_Part], Region | None]]:
    def region_of(part: _Part) -> Region | None:
        x = (part.begin + part.end) / 2
        return next((region for region in regions if region.x0 <= x <= region.x1 and region.y0 < part.y < region.y1), None)

    for region, group in groupby(parts, key=region_of):
        inside = list(group)
        if region is not None:  # a rule beside a character is often taken for one
            inside = [part for part in inside if part.text not in "|｜"] or inside
        yield inside, region


def _edges(picture: Picture, scale: float, tilt: float) -> Iterator[Edge]:
    """Drawn rules, in points: long dark strokes along a row or a column of pixels; none when there are so many that it is a photo."""
    width, height, _, pixels = picture[:4]
    binary = pixels.translate(_DARK)
    stroke = re.compile(b"\x01{%d,}" % int(_RULE * picture.dpi))
    found: list[tuple[int, int, int, int]] = []
    for row in range(height):
        found.extend((hit.start(), row, hit.end(), row) for hit in stroke.finditer(binary, row * width, (row + 1) * width))
        if len(found) > _MOST_RULES:
            return
    found = [(x0 - row * width, row, x1 - row * width, row) for x0, row, x1, _ in found]
    for column in range(width):
        found.extend((column, hit.start(), column, hit.end()) for hit in stroke.finditer(binary[column::width]))
        if len(found) > _MOST_RULES:
            return
    for x0, y0, x1, y1 in found:
        x, y = (x0 + x1) / 2, (y0 + y1) / 2
        dx, dy = tilt * y, tilt * x
        yield (x0 + dx) * scale, (height - y0 + dy) * scale, (x1 + dx) * scale, (height - y1 + dy) * scale
