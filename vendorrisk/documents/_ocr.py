"""Scanned pages: rendered, handed to Tesseract, and given back as lines with their place, like those of any other page.

Only pages without usable text come here, and only when somebody asked for it: recognition costs seconds a page and makes mistakes.
What it read carries its confidence, so that a verdict never rests on a guess.
"""

from __future__ import annotations

import ctypes
import time
from collections.abc import Callable
from typing import Any, Final, NamedTuple

import attrs

from vendorrisk.documents._limits import Limits
from vendorrisk.documents._ocr_again import doubts_of, strips_of, with_answers
from vendorrisk.documents._ocr_lines import has_columns, lay_out
from vendorrisk.documents._pdf_page import Page
from vendorrisk.documents._pdfium import pdfium
from vendorrisk.documents._program import ProgramError
from vendorrisk.documents._tesseract import (
    COLUMNS,
    DOWNWARDS,
    JAPANESE,
    ONE_BLOCK,
    ONE_COLUMN,
    VERTICAL,
    Engine,
    Picture,
    Word,
    find_engine,
)

__all__ = ["Outcome", "recognise_pages"]

_DPI: Final = 300
_MOST_PIXELS: Final = 18_000_000
"""An A3 page at 300 dpi; larger ones are rendered more coarsely."""
_LONGEST: Final = 30_000
_GREY, _RENDER_GREY = 1, 0x08
_SOFTEN: Final = 1.4
"""Radius of a Gaussian blur, in pixels.  Measured: a clean page loses nothing by it, a noisy one at 300 dpi falls from 5.0 % to 1.7 % of
wrong characters, a very noisy one at 200 dpi from 49 % to 6 %; adaptive thresholds (Sauvola, Otsu) make noise worse, 19 %."""
_SURE: Final = 0.6
"""A page read the right way round has a mean confidence above 0.7 even when it is noisy; upside down it has 0.2."""
_DOUBTFUL: Final = 0.8
"""Pages below it have a fifth of their characters wrong, and clauses on them may be missed."""
_ENOUGH: Final = 30
"""Characters that tell which way round a page is."""

_CROWDED: Final = 200
"""Characters that are only found where the lines run across: upside down they are, on its side they are not."""


class _Way(NamedTuple):
    """How a page is looked at: turned to the right by so many quarters, with the data of a language."""

    quarter: int
    language: str
    layout: str


_WAYS: Final = (
    _Way(0, JAPANESE, ONE_COLUMN),
    _Way(0, VERTICAL, DOWNWARDS),
    *(_Way(quarter, JAPANESE, ONE_COLUMN) for quarter in (1, 3, 2)),
)


@attrs.define
class Outcome:
    """What came of recognition.

    Attributes:
        read: numbers of the pages that have lines now.
        doubtful: those of them whose mean confidence is low.
    """

    read: list[int] = attrs.field(factory=list)
    doubtful: list[int] = attrs.field(factory=list)


def recognise_pages(
    document: Any, pages: list[Page], limits: Limits, progress: Callable[[int, int], None] | None
) -> Outcome | None:
    """Give the pages lines, in place; None when Tesseract or its Japanese data is not installed.

    Args:
        document: handle of the open PDF.
        pages: those without usable text.
        limits: how many pages, and how long each may take.
        progress: called with (page, pages) before each, counted from 1.
    """
    engine = find_engine()
    if engine is None:
        return None
    outcome = Outcome()
    way = _WAYS[0]
    chosen = pages[: limits.max_ocr_pages]
    for count, page in enumerate(chosen, 1):
        if progress is not None:
            progress(count, len(chosen))
        handle = pdfium().FPDF_LoadPage(document, page.number - 1)
        found = None
        if handle:
            try:
                found = _recognise(handle, engine, way, limits.program_seconds)
            finally:
                pdfium().FPDF_ClosePage(handle)
        if found is None:  # it goes on counting as a page without text
            continue
        way, picture, words = found
        lay_out(page, picture, words, vertical=way.language == VERTICAL)
        if not page.lines:
            continue
        page.garbled = False
        outcome.read.append(page.number)
        if _trust(words) < _DOUBTFUL:
            outcome.doubtful.append(page.number)
    return outcome


def _recognise(handle: Any, engine: Engine, usual: _Way, seconds: float) -> tuple[_Way, Picture, list[Word]] | None:
    """Read a page the way the one before was read, and in other ways when that gives nothing sure."""
    deadline = time.monotonic() + seconds
    best: tuple[_Way, Picture, list[Word]] | None = None
    most = 0.0
    ways = [usual, *(way for way in _WAYS if way != usual)]
    while ways:
        way = ways.pop(0)
        if way.language not in engine.languages:
            continue
        picture = _render(handle, way.quarter)
        try:
            words = engine.words(picture, way.language, way.layout, deadline - time.monotonic()) if picture else []
            if picture and way.layout == ONE_COLUMN and has_columns(picture, words):
                words = engine.words(picture, way.language, COLUMNS, deadline - time.monotonic())
        except ProgramError:
            break
        worth = sum(len(word.text) * (word.confidence - _SURE / 2) for word in words)
        if picture is not None and worth > most:
            best, most = (way, picture, words), worth
        characters = sum(len(word.text) for word in words)
        if characters >= _ENOUGH and _trust(words) >= _SURE:
            break
        if way == usual and characters >= _CROWDED:  # there are lines, but nobody can read them
            ways.sort(key=lambda way: way.quarter != (usual.quarter + 2) % 4)
    if best is not None and best[0].language == JAPANESE:
        best = (*best[:2], _look_again(engine, best[1], best[2], deadline))
    return best


def _look_again(engine: Engine, picture: Picture, words: list[Word], deadline: float) -> list[Word]:
    doubts = doubts_of(words)
    if not doubts:
        return words
    strips, ends = strips_of(picture, doubts)
    try:
        return with_answers(words, doubts, ends, engine.words(strips, JAPANESE, ONE_BLOCK, deadline - time.monotonic()))
    except ProgramError:
        return words


def _trust(words: list[Word]) -> float:
    """The mean confidence of the characters."""
    count = sum(len(word.text) for word in words)
    return sum(len(word.text) * word.confidence for word in words) / count if count else 0.0


def _render(handle: Any, quarter: int) -> Picture | None:
    """Draw a page as it is seen, without what a reader's tool wrote upon it."""
    from PIL import Image, ImageFilter

    library = pdfium()
    width, height = library.FPDF_GetPageWidthF(handle), library.FPDF_GetPageHeightF(handle)
    if quarter % 2:
        width, height = height, width
    if not (width > 0 and height > 0):
        return None
    scale = min(_DPI / 72, (_MOST_PIXELS / (width * height)) ** 0.5, _LONGEST / max(width, height))
    columns, rows = max(4, round(width * scale / 4) * 4), max(4, round(height * scale))
    bitmap = library.FPDFBitmap_CreateEx(columns, rows, _GREY, None, 0)
    if not bitmap:
        return None
    try:
        library.FPDFBitmap_FillRect(bitmap, 0, 0, columns, rows, ctypes.c_ulong(0xFFFFFFFF))
        library.FPDF_RenderPageBitmap(bitmap, handle, 0, 0, columns, rows, quarter, _RENDER_GREY)
        if library.FPDFBitmap_GetStride(bitmap) != columns:
            return None
        pixels = ctypes.string_at(library.FPDFBitmap_GetBuffer(bitmap), columns * rows)

        def on_page(x: int, y: int) -> tuple[float, float]:
            across, up = ctypes.c_double(), ctypes.c_double()
            library.FPDF_DeviceToPage(
                handle, 0, 0, columns, rows, quarter, x, y, ctypes.byref(across), ctypes.byref(up)
            )
            return across.value, up.value

        corners = (on_page(0, 0), on_page(columns, 0), on_page(0, rows))
    finally:
        library.FPDFBitmap_Destroy(bitmap)
    soft = Image.frombytes("L", (columns, rows), pixels).filter(ImageFilter.GaussianBlur(_SOFTEN))
    return Picture(columns, rows, max(70, round(scale * 72)), soft.tobytes(), corners)
