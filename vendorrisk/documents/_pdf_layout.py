"""Pages that need a closer look: ruled tables, columns side by side, vertical text.

Most pages of a contract need none of it, and the signs that one does are free to see: drawn rules, holes in the
lines, lines whose last character stands below the first.
"""

from __future__ import annotations

import re
from statistics import median
from typing import Any, Final

from vendorrisk.documents._pdf_lines import usual_em
from vendorrisk.documents._pdf_page import Letter, Line, Page, Rule, Turn, letters_of, line_of, split_line
from vendorrisk.documents._pdf_visible import take_unseen
from vendorrisk.documents._pdfium import pdfium

__all__ = ["gutter_of", "look_closer"]

_MIN_COLUMN_LINES: Final = 5
_ARTICLE: Final = re.compile(r"第\s?[0-9０-９一二三四五六七八九十百]+\s?条")
_SIDE_HEAD: Final = re.compile(rf"(?!第)[^。]{{2,20}}\s{_ARTICLE.pattern}")
_SIDE_GAP: Final = 1.5
"""In ems: a wider gap is none between words."""
_VERTICAL_EM: Final = 3.0
"""Nobody prints a contract in letters of 3 points: a line that narrow runs downwards."""


def look_closer(
    handle: Any,
    text_page: Any,
    page: Page,
    turn: Turn | None,
    strikes: list[Rule],
    off: frozenset[str] = frozenset(),
) -> None:
    """Take out what is not seen or struck, bring the lines of an open page into reading order, mark those in tables."""
    edges = []
    if page.paths:
        from vendorrisk.documents._pdf_tables import edges_of, level_rules

        edges = edges_of(handle, turn)
        strikes = strikes + level_rules(edges)
    take_unseen(pdfium(), handle, text_page, page, turn, strikes, off)
    if _is_vertical(page.lines):
        page.vertical = True
        page.lines = _vertical_lines(text_page, page)
        return
    if edges:
        from vendorrisk.documents._pdf_tables import regions_of, sort_into

        regions = regions_of(edges)
        if regions:
            sort_into(regions, text_page, page, turn)
    spaced = [line for line in page.lines if line.cell is None and _has_space_inside(line.text)]
    if len(spaced) >= _MIN_COLUMN_LINES and 2 * len(spaced) >= len(page.lines):
        _separate_columns(text_page, page, spaced, turn)
    page.lines = _whole_lines(_without_side_heads(text_page, page.lines, turn))


def _has_space_inside(text: str) -> bool:
    """Whether there is a space in the middle half; one behind a number is no gap between columns."""
    quarter = len(text) // 4
    return text.find(" ", quarter, len(text) - quarter) >= 0


def _without_side_heads(text_page: Any, lines: list[Line], turn: Turn | None) -> list[Line]:
    """Part a heading in the left margin from the article beside it, so that the article begins a line."""
    parted: list[Line] = []
    for line in lines:
        sides = [line]
        if line.cell is None and " 第" in line.text and _SIDE_HEAD.match(line.text):
            sides = split_line(text_page, line, turn, None, _SIDE_GAP * line.em)
            if len(sides) != 2 or not _ARTICLE.match(sides[1].text):
                sides = [line]
        parted.extend(sides)
    return parted


def _whole_lines(lines: list[Line]) -> list[Line]:
    """Put parts of one visual line together, and drop what was drawn twice."""
    whole: list[Line] = []
    before: Line | None = None
    for line in lines:
        if before is not None and abs(line.y - before.y) < 0.3 * line.em and before.cell == line.cell:
            if line.text == before.text and abs(line.x0 - before.x0) < 0.3 * line.em:
                continue  # bold made by printing twice
            gap = line.x0 - before.x1
            if gap > -0.5 * line.em and not (gap > _SIDE_GAP * before.em and _ARTICLE.match(line.text)):
                text = before.text + (" " if gap > 0.3 * line.em else "") + line.text
                before = Line(
                    text, before.x0, line.x1, before.y, before.em, before.first, line.last, line.cell,
                    (*before.indices, *line.indices),
                )  # fmt: skip
                whole[-1] = before
                continue
        whole.append(line)
        before = line
    return whole


# -- columns -------------------------------------------------------------------------------------------------


def _separate_columns(text_page: Any, page: Page, spaced: list[Line], turn: Turn | None) -> None:
    """Undo lines that run across two or three columns, as files made row by row have them."""
    em = usual_em(page.lines)
    for line in spaced[:: max(1, len(spaced) // 3)][:3]:
        sides = split_line(text_page, line, turn, None, 1.3 * em)
        if len(sides) < 2 or min(len(side.text) for side in sides) < 2:
            return
    parts: list[Line] = []
    for line in page.lines:
        parts.extend(
            split_line(text_page, line, turn, None, 1.3 * em)
            if line.cell is None and " " in line.text
            else [line]
        )
    gutter = gutter_of(parts, em)
    if gutter is not None:
        page.lines = _column_by_column(parts, em)


def gutter_of(parts: list[Line], em: float, depth: int = 0) -> float | None:
    """Return the middle of an empty vertical strip with full columns of text on both sides of it, or None."""
    free = [line for line in parts if line.cell is None]
    if len(free) < 2 * _MIN_COLUMN_LINES:
        return None
    candidates = sorted({round(line.x1) for line in free})
    best: tuple[int, float] | None = None
    for x in candidates:
        left = [line for line in free if line.x1 <= x + 1]
        right = [line for line in free if line.x0 >= x + em]
        crossing = len(free) - len(left) - len(right)
        if (
            len(left) >= _MIN_COLUMN_LINES
            and len(right) >= _MIN_COLUMN_LINES
            and crossing <= 0.2 * len(free)
            and (best is None or crossing < best[0])
            and _is_full(left, em)
            and (_is_full(right, em) or (depth < 2 and gutter_of(right, em, depth + 1) is not None))
        ):
            best = (crossing, x)
    return None if best is None else best[1] + em / 2


def _is_full(column: list[Line], em: float) -> bool:
    """Running text fills its column; labels in a table do not."""
    width = max(line.x1 for line in column) - min(line.x0 for line in column)
    return width >= 8 * em and sum(line.x1 - line.x0 > 0.7 * width for line in column) >= 0.5 * len(column)


def _column_by_column(parts: list[Line], em: float, depth: int = 0) -> list[Line]:
    """Order the parts: bands between lines that cross the gutter, in each the left column first."""
    gutter = gutter_of(parts, em) if depth < 3 else None
    if gutter is None:
        return sorted(parts, key=lambda line: -line.y) if depth else parts
    ordered: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []

    def close() -> None:
        ordered.extend(_column_by_column(left, em, depth + 1))
        ordered.extend(_column_by_column(right, em, depth + 1))
        left.clear()
        right.clear()

    for line in sorted(parts, key=lambda line: (-round(line.y / (0.5 * em)), line.x0)):
        if line.x1 <= gutter:
            left.append(line)
        elif line.x0 >= gutter:
            right.append(line)
        else:
            close()
            ordered.append(line)
    close()
    return ordered


# -- vertical text -------------------------------------------------------------------------------------------


def _is_vertical(lines: list[Line]) -> bool:
    if len(lines) < 2:
        return bool(lines) and len(lines[0].text) >= 6 and abs(lines[0].em) < _VERTICAL_EM
    long = [line for line in lines if len(line.text) >= 4]
    narrow = sum(line.em < _VERTICAL_EM for line in long)
    if long and narrow > 0.6 * len(long):
        return True
    return len(lines) >= 12 and sum(len(line.text) == 1 for line in lines) > 0.7 * len(lines)


def _vertical_lines(text_page: Any, page: Page) -> list[Line]:
    """Read down the columns from the right; columns are found from the characters themselves."""
    letters: list[Letter] = []
    level: list[Line] = []
    for line in page.lines:
        if len(line.text) > 2 and line.em >= _VERTICAL_EM:
            level.append(line)  # page numbers and the like
        else:
            letters.extend(letters_of(text_page, line.indices, None))
    if not letters:
        return page.lines
    em = median(letter.x1 - letter.x0 for letter in letters) or 10.0
    columns: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda letter: -(letter.x0 + letter.x1)):
        middle = (letter.x0 + letter.x1) / 2
        if columns and abs((columns[-1][0].x0 + columns[-1][0].x1) / 2 - middle) < 0.6 * em:
            columns[-1].append(letter)
        else:
            columns.append([letter])
    lines = []
    for column in columns:
        # Reading direction is down: what grows along the line is the distance from the top.
        down = [
            Letter(
                letter.text,
                page.top - letter.y,
                page.top - letter.y + em,
                (letter.x0 + letter.x1) / 2,
                letter.place,
            )
            for letter in sorted(column, key=lambda letter: (-round(letter.y / (0.4 * em)), letter.x0))
        ]
        lines.append(line_of(down, 0.7 * em))
    page.left, page.right, page.bottom, page.top = 0.0, page.top - page.bottom, page.left, page.right
    return lines + [line._replace(y=page.bottom) for line in level]
