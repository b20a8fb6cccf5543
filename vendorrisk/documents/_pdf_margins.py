"""Running headers, footers and page numbers: known by standing at the same height on most pages.

They cut sentences that run over a page in two, and a contract title repeated on every page is not a clause.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Final

from vendorrisk.documents._pdf_page import Line, Page

__all__ = ["take_margins"]

_DEPTH: Final = 3
"""How many lines at the top and at the bottom may be running ones."""

_ZONE: Final = 0.14
"""Share of the page height at either end where they may stand."""

_STEP: Final = 4.0
"""Heights that differ by less count as the same, in points."""

_DIGITS: Final = re.compile(r"[0-9０-９一二三四五六七八九十〇]+|\s+")
_PAGE_NUMBER: Final = re.compile(
    r"""\s*[-‐‑–—―−ー~〜(（\[［<〈・]*\s*
        (?:(?:p|pp|page|頁|ページ|P)\.?\s*)?
        (?:[0-9０-９]{1,4}|[ivxlIVXL]{1,6}|第?[一二三四五六七八九十百]{1,4}(?=\s*(?:頁|ページ)))
        \s*(?:(?:[/／]|of|中)\s*[0-9０-９]{1,4})?
        \s*(?:頁|ページ|page)?\s*[-‐‑–—―−ー~〜)）\]］>〉・]*\s*""",
    re.VERBOSE,
)


def take_margins(pages: list[Page]) -> tuple[tuple[str, int | None, str], ...]:
    """Take the running lines out of the pages and return them: (where, page, text)."""
    candidates = {page.number: list(_candidates(page)) for page in pages}
    running = _running(candidates)
    numbered = Counter(
        (where, round(line.y / _STEP))
        for lines in candidates.values()
        for where, line in lines
        if _PAGE_NUMBER.fullmatch(line.text)
    )
    found: list[tuple[str, int | None, str]] = []
    for page in pages:
        taken: set[int] = set()
        edges: dict[str, int] = {}
        for where, line in candidates[page.number]:
            edges[where] = edges.get(where, 0) + 1
            is_number = _PAGE_NUMBER.fullmatch(line.text) is not None and (
                len(pages) == 1 or numbered[where, round(line.y / _STEP)] > 1 or edges[where] == 1
            )
            if is_number or any(key in running for key in _keys(where, line)):
                taken.add(line.first)
                found.append((where, page.number, line.text))
        if taken:
            page.lines = [line for line in page.lines if line.first not in taken]
    return tuple(found)


def _candidates(page: Page) -> Iterator[tuple[str, Line]]:
    """Lines near the top and the bottom, outermost first."""
    if not page.lines or page.vertical:
        return
    depth = _ZONE * (page.top - page.bottom)
    top, bottom = page.top - depth, page.bottom + depth
    edges = [line for line in page.lines if not bottom < line.y < top and line.cell is None]
    by_height = sorted(edges, key=lambda line: -line.y)
    for line in by_height[:_DEPTH]:
        if line.y >= top:
            yield "header", line
    for line in by_height[: -_DEPTH - 1 : -1]:
        if line.y <= bottom:
            yield "footer", line


def _keys(where: str, line: Line) -> tuple[tuple[str, str, int], ...]:
    """The line at its height, in two overlapping steps, so that a hair's difference does not part equals."""
    masked = _DIGITS.sub("#", line.text)
    step = line.y / _STEP
    return ((where, masked, int(step)), (where, masked, -int(step + 0.5) - 1_000_000))


def _running(candidates: dict[int, list[tuple[str, Line]]]) -> set[tuple[str, str, int]]:
    """Keys that stand on most pages, on most odd or on most even ones."""
    on_pages: defaultdict[tuple[str, str, int], set[int]] = defaultdict(set)
    for number, lines in candidates.items():
        for where, line in lines:
            for key in _keys(where, line):
                on_pages[key].add(number)
    count = len(candidates)
    halves = (sum(number % 2 for number in candidates), sum(1 - number % 2 for number in candidates))
    running = set()
    for key, numbers in on_pages.items():
        odd = sum(number % 2 for number in numbers)
        even = len(numbers) - odd
        if (
            (len(numbers) >= 3 and len(numbers) >= 0.6 * count)
            or (count == 2 and len(numbers) == 2)
            or (odd >= 3 and odd >= 0.6 * halves[0])
            or (even >= 3 and even >= 0.6 * halves[1])
        ):
            running.add(key)
    return running
