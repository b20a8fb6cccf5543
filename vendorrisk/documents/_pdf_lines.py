"""From visual lines to pieces: which lines run on, told by geometry alone.

A line of running text was broken because the next word did not fit.  So a line that leaves room for the next word
was ended on purpose, and one that does not was wrapped.  Words decide only where geometry cannot.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from statistics import median
from typing import Final

from vendorrisk.documents._assemble import Piece
from vendorrisk.documents._pdf_notes import take_notes
from vendorrisk.documents._pdf_page import Line, Page
from vendorrisk.documents._places import Origin
from vendorrisk.text import Where

__all__ = ["pieces_of", "usual_em"]

_LATIN_WORD: Final = re.compile(r"[A-Za-z0-9,.\-/'’]+")
_NEVER_FIRST: Final = re.compile(
    r".[、。，．,.）」』】〉》〕\])}ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ・：；！？]{0,3}", re.S
)
_SENTENCE_END: Final = re.compile(r"[。．！？][」』）)]?$|[.!?][\"”)]?$")
_ITEM: Final = re.compile(
    r"第[0-9０-９一二三四五六七八九十百]+[条章節款編]|[(（][0-9０-９一二三四五六七八九十ァ-ヶｱ-ﾝa-zA-Z]{1,3}[)）]"
    r"|[0-9０-９]{1,2}[.．、\s　]|[①-⑳⑴-⒇・●○◆■□※]|[一二三四五六七八九十]{1,3}[、\s　]|[ア-ン][.．、\s　]"
)
_Run = tuple[list[Line], float, float]


def usual_em(lines: list[Line]) -> float:
    """Return the width of a full-width character in the running text."""
    widths = [line.em for line in lines if line.last - line.first >= 8] or [line.em for line in lines]
    return median(widths) if widths else 10.0


def pieces_of(pages: list[Page]) -> Iterator[Piece]:
    """Give every line as a piece that says whether it runs on into the next one, over pages too; footnotes come last."""
    notes = [(page, take_notes(page)) for page in pages]
    placed = [(page, run, left, right) for page in pages for run, left, right in _runs(page)]
    new = tuple.__new__  # a named tuple by its fields costs three times as much, and there are thousands
    tables = 0
    page_number = page_tables = 0
    em = 10.0
    for at, (page, run, _, _) in enumerate(placed):
        if page.number != page_number:
            tables += page_tables
            page_number, page_tables = page.number, page.tables
            em = usual_em(page.lines)
        following = placed[at + 1] if at + 1 < len(placed) else None
        right, sure = _right(placed, at, em)
        pitch = _pitch(run)
        cell = run[0].cell
        row = None if cell is None else (tables + cell.table, cell.row)
        where: Where = "body" if cell is None else "table"
        last = len(run) - 1
        for place, line in enumerate(run):
            joins: bool | None
            if place < last:
                following_line = run[place + 1]
                if pitch and line.y - following_line.y > 1.7 * pitch:
                    joins = False
                else:
                    joins = _joins(line, following_line, right, em, sure)
            elif cell is not None:
                joins = False
            elif following is None:
                joins = None
            elif following[1][0].cell is not None:
                joins = False
            else:
                joins = _joins(line, following[1][0], right, em, sure)
            confidence = page.by_ocr[line.first] if page.by_ocr else None
            origin = new(Origin, (line[5], line[6], line[8]))
            yield new(Piece, (line[0], where, page_number, joins, False, None, row, confidence, origin))
    for page, lines in notes:
        for line in lines:
            confidence = page.by_ocr[line.first] if page.by_ocr else None
            origin = Origin(line.first, line.last, line.places)
            yield Piece(line.text, "footnote", page.number, confidence=confidence, origin=origin)


def _runs(page: Page) -> Iterator[_Run]:
    """Cut the lines of a page into columns and cells: a line that stands higher than the one before begins a new one."""
    run: list[Line] = []
    for line in page.lines:
        if run and (line.cell != run[-1].cell or line.y > run[-1].y + 0.5 * line.em):
            yield _measured(run)
            run = []
        run.append(line)
    if run:
        yield _measured(run)


def _measured(run: list[Line]) -> _Run:
    ends = sorted(line.x1 for line in run)
    # In a long run one line may stick out; the second longest tells the margin.
    return run, min(line.x0 for line in run), ends[-2] if len(ends) >= 20 else ends[-1]


def _right(placed: list[tuple[Page, list[Line], float, float]], at: int, em: float) -> tuple[float, bool]:
    """The right margin of a run, and whether it is sure: a few short lines do not show where the margin is."""
    page, run, left, right = placed[at]
    cell = run[0].cell
    if cell is not None:
        return max(right, cell.right - 0.5 * em), True
    if len(run) < 6:
        for other in (at - 1, at + 1, at - 2, at + 2):
            if 0 <= other < len(placed):
                _, lines, other_left, other_right = placed[other]
                if len(lines) >= 6 and lines[0].cell is None and abs(other_left - left) <= 3 * em:
                    right = max(right, other_right)
    full = sum(line.x1 > right - 1.2 * em for line in run)
    return right, full >= 2 or right - left > 0.6 * (page.right - page.left)


def _pitch(run: list[Line]) -> float:
    """The usual distance between two lines."""
    steps = [step for a, b in pairwise(run) if (step := a.y - b.y) > 0]
    return median(steps) if len(steps) >= 3 else 0.0


def _joins(line: Line, following: Line, right: float, em: float, sure: bool) -> bool | None:
    room = right - line.x1
    if room > 12 * em:  # wider than any word that is never broken
        return False
    if room > 1.4 * em:
        text = following.text
        word = _LATIN_WORD.match(text)
        if word is not None:
            need = em * (0.55 * len(word[0]) + (0.3 if line.text[-1] < "\x7f" else 0.0))
        else:
            first = _NEVER_FIRST.match(text)
            need = em * (len(first[0]) if first else 1)
        if room > need + 1.8 * em:
            return False
        if room > need + 0.5 * em:
            return None
    end = line.text[-1]
    if (
        not sure
        or end in "。．！？"
        or (end in '」』）).!?"”' and _SENTENCE_END.search(line.text))
        or _ITEM.match(following.text)
    ):
        return None
    return True
