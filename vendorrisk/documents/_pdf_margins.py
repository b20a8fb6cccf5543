"""Running headers, footers and page numbers: known by standing at the same height on most pages.

They cut sentences that run over a page in two, and a contract title repeated on every page is not a clause.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple

from vendorrisk.documents._pdf_page import Line, Page

__all__ = ["PAGE_NUMBER", "take_margins"]

_DEPTH: Final = 3
"""How many lines at the top and at the bottom may be running ones."""

_ZONE: Final = 0.14
"""Share of the page height at either end where they may stand."""

_STEP: Final = 4.0
"""Heights that differ by less count as the same, in points."""

_DIGITS: Final = re.compile(r"[0-9０-９一二三四五六七八九十〇]+|\s+")
PAGE_NUMBER: Final = re.compile(
    r"""\s*[-‐‑–—―−ー~〜(（\[［<〈・]*\s*
        (?:(?:p|pp|page|頁|ページ|P)\.?\s*)?
        (?:[0-9０-９]{1,4}|[ivxlIVXLⅠ-ⅿ]{1,6}|第?[一二三四五六七八九十百]{1,4}(?=\s*(?:頁|ページ)))
        \s*(?:(?:[/／]|of|中)\s*[0-9０-９]{1,4})?
        \s*(?:頁|ページ|page)?\s*[-‐‑–—―−ー~〜)）\]］>〉・]*\s*""",
    re.VERBOSE,
)


class _Candidate(NamedTuple):
    where: str
    line: Line
    keys: tuple[tuple[str, str, int], ...]
    is_number: bool


def take_margins(pages: list[Page]) -> tuple[tuple[str, int | None, str], ...]:
    """Take the running lines out of the pages and return them: (where, page, text)."""
    candidates = {page.number: list(_candidates(page)) for page in pages}
    running = _running(candidates)
    numbered = Counter(
        (found.where, round(found.line.y / _STEP))
        for on_page in candidates.values()
        for found in on_page
        if found.is_number
    )
    margins: list[tuple[str, int | None, str]] = []
    kept: list[list[Line]] = []
    for page in pages:
        taken: set[int] = set()
        outermost: set[str] = set()
        for where, line, keys, is_number in candidates[page.number]:
            counted = is_number and (
                where not in outermost or numbered[where, round(line.y / _STEP)] > 1 or len(pages) == 1
            )
            outermost.add(where)
            if counted or any(key in running for key in keys):
                taken.add(line.first)
                margins.append((where, page.number, line.text))
        kept.append([line for line in page.lines if line.first not in taken] if taken else page.lines)
    drawn = any(page.images or page.paths for page in pages)
    if not any(kept) and not drawn and any(PAGE_NUMBER.fullmatch(text) is None for _, _, text in margins):
        return ()  # what stands alone on every page is no margin of anything
    for page, lines in zip(pages, kept, strict=True):
        page.lines = lines
    return tuple(margins)


def _candidates(page: Page) -> Iterator[_Candidate]:
    """Lines near the top and the bottom, outermost first."""
    if not page.lines or page.vertical:
        return
    depth = _ZONE * (page.top - page.bottom)
    top, bottom = page.top - depth, page.bottom + depth
    edges = [line for line in page.lines if not bottom < line.y < top and line.cell is None]
    edges.sort(key=lambda line: -line.y)
    pitch, em = _spacing(page.lines)
    for at, line in enumerate(edges[:_DEPTH]):
        if line.y >= top:
            yield _candidate("header", line, apart=not at and _is_apart(line, page.lines, pitch, em))
    for at, line in enumerate(edges[: -_DEPTH - 1 : -1]):
        if line.y <= bottom:
            yield _candidate("footer", line, apart=not at and _is_apart(line, page.lines, pitch, em))


def _spacing(lines: list[Line]) -> tuple[float, float]:
    """The usual distance of two lines, and their usual size."""
    steps = [step for a, b in pairwise(lines) if (step := a.y - b.y) > 0]
    return median(steps) if steps else 0.0, median(line.em for line in lines)


def _is_apart(line: Line, lines: list[Line], pitch: float, em: float) -> bool:
    """Whether a line stands off from the text, as the name of a chapter does that changes from page to page."""
    if not pitch or len(lines) < 3 or line.text.endswith("。"):
        return False
    gap = min(abs(line.y - other.y) for other in lines if other is not line)
    return gap >= 2.5 * pitch or (gap >= 1.4 * pitch and line.em <= 0.95 * em)


def _candidate(where: str, line: Line, *, apart: bool) -> _Candidate:
    """A line with its keys: at its height in two overlapping steps, so that a hair's difference parts no equals.

    One that stands apart from the text may say something else on every page.
    """
    masked = _DIGITS.sub("#", line.text)
    step = line.y / _STEP
    low, high = int(step), -int(step + 0.5) - 1_000_000
    keys: tuple[tuple[str, str, int], ...] = ((where, masked, low), (where, masked, high))
    if apart:
        keys += ((where, "", low), (where, "", high))
    is_number = len(line.text) <= 24 and PAGE_NUMBER.fullmatch(line.text) is not None
    return _Candidate(where, line, keys, is_number)


def _running(candidates: dict[int, list[_Candidate]]) -> set[tuple[str, str, int]]:
    """Keys that stand on most pages, on most odd or on most even ones."""
    on_pages: defaultdict[tuple[str, str, int], set[int]] = defaultdict(set)
    for number, on_page in candidates.items():
        for found in on_page:
            for key in found.keys:
                on_pages[key].add(number)
    count = len(candidates)
    odd_pages = sum(number % 2 for number in candidates)
    running = set()
    for key, numbers in on_pages.items():
        if len(numbers) < 2:
            continue
        odd = sum(number % 2 for number in numbers)
        even = len(numbers) - odd
        if (
            (len(numbers) >= 3 and len(numbers) >= 0.6 * count)
            or (count == 2 and len(numbers) == 2)
            or (odd >= 3 and odd >= 0.6 * odd_pages)
            or (even >= 3 and even >= 0.6 * (count - odd_pages))
        ):
            running.add(key)
    return running
