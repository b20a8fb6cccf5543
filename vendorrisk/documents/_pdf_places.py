"""Where a sentence stands on the pages of a PDF: one rectangle for every line of text it touches.

A box for every character costs three times the reading itself, so they are asked for afterwards, only for the characters of the
stretches wanted, by the indices that were kept when the lines were read.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from difflib import SequenceMatcher
from typing import Any

from vendorrisk.documents._messages import refused
from vendorrisk.documents._model import Document
from vendorrisk.documents._pdf_page import NO_LETTERS
from vendorrisk.documents._pdfium import Box, pdfium
from vendorrisk.documents._places import Origin, PageBox, PdfPlace, Rectangle

__all__ = ["pdf_places"]

_Square = int | PageBox | None
"""A character: its index in the page, its box, or None where it is not known."""


def pdf_places(
    document: Document, data: bytes, stretches: Sequence[Sequence[tuple[int, int, int]]]
) -> list[tuple[PdfPlace, ...]]:
    """Return the places of stretches of text, one for every page that they touch; raises `Refused`.

    Args:
        document: as it was read.
        data: its file.
        stretches: for each its blocks as (number of the block, first and last offset in the block's text).
    """
    wanted: dict[int, set[int]] = {}
    for stretch in stretches:
        for number, _, _ in stretch:
            wanted.setdefault(document.blocks[number].page or 1, set()).add(number)
    if not document.origins:  # the second reader read it: pdfium cannot open it
        return [
            tuple(PdfPlace(page) for page in dict.fromkeys(document.blocks[number].page or 1 for number, _, _ in stretch))
            for stretch in stretches
        ]
    boxes: list[dict[int, list[Rectangle]]] = [{} for _ in stretches]
    sizes: dict[int, tuple[float, float]] = {}
    with _opened(data) as handle:
        for page, numbers in sorted(wanted.items()):
            with _Page.opened(handle, page) as sheet:
                sizes[page] = sheet.size
                squares = {number: sheet.squares(document.origins[number], _text(document, number)) for number in numbers}
                for found, stretch in zip(boxes, stretches, strict=True):
                    for number, start, end in stretch:
                        if number in numbers:
                            before, within = _text(document, number)[:start], _text(document, number)[start:end]
                            at = _size(before)
                            rectangle = sheet.around(squares[number][at : at + _size(within)])
                            found.setdefault(page, []).extend([rectangle] if rectangle else [])
    return [tuple(PdfPlace(page, tuple(found[page]), sizes[page]) for page in found) for found in boxes]


@contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    library = pdfium()
    handle = library.FPDF_LoadMemDocument64(data, ctypes.c_size_t(len(data)), None)
    if not handle:
        raise refused("corrupt-pdf")
    try:
        yield handle
    finally:
        library.FPDF_CloseDocument(handle)


class _Page:
    """An open page and its characters."""

    def __init__(self, library: Any, handle: Any, text_page: Any) -> None:
        self._library = library
        self._text_page = text_page
        self._rotation = library.FPDFPage_GetRotation(handle) % 4
        box = Box()
        library.FPDF_GetPageBoundingBox(handle, ctypes.byref(box))
        self._box: PageBox = (box.left, box.bottom, box.right, box.top)

    @classmethod
    @contextmanager
    def opened(cls, document: Any, number: int) -> Iterator[_Page]:
        """Open a page, counted from 1."""
        library = pdfium()
        handle = library.FPDF_LoadPage(document, number - 1)
        if not handle:
            raise refused("corrupt-pdf")
        try:
            text_page = library.FPDFText_LoadPage(handle)
            if not text_page:
                raise refused("corrupt-pdf")
            try:
                yield cls(library, handle, text_page)
            finally:
                library.FPDFText_ClosePage(text_page)
        finally:
            library.FPDF_ClosePage(handle)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as the page is shown."""
        left, bottom, right, top = self._box
        width, height = right - left, top - bottom
        return (height, width) if self._rotation % 2 else (width, height)

    def squares(self, origin: Origin, text: str) -> list[_Square]:
        """Return what each character of a block's text is that is no space."""
        places = range(origin.first, origin.last + 1) if origin.places is None else origin.places
        letters: list[tuple[str | None, int | PageBox]] = []
        for place in places:
            if not isinstance(place, int):
                letters.append((None, place))
            elif place >= 0:
                code = self._library.FPDFText_GetUnicode(self._text_page, place)
                if code not in NO_LETTERS and code <= 0x10FFFF and not chr(code).isspace():
                    letters.append((chr(code), place))
        return _aligned("".join(text.split()), letters)

    def around(self, squares: Iterable[_Square]) -> Rectangle | None:
        """Return the smallest rectangle around characters, as the page is shown; None where none has a place."""
        boxes = [self._box_of(square) for square in squares if square is not None]
        boxes = [box for box in boxes if box[0] < box[2] and box[1] < box[3]]
        if not boxes:
            return None
        lefts, bottoms, rights, tops = zip(*boxes, strict=True)
        corners = (self._shown(min(lefts), min(bottoms)), self._shown(max(rights), max(tops)))
        (left, right), (top, bottom) = (sorted(ends) for ends in zip(*corners, strict=True))
        return Rectangle(_up(left), _up(top), -_up(-right), -_up(-bottom))

    def _box_of(self, square: int | PageBox) -> PageBox:
        if not isinstance(square, int):
            return square
        box = Box()
        self._library.FPDFText_GetLooseCharBox(self._text_page, square, ctypes.byref(box))
        return box.left, min(box.bottom, box.top), box.right, max(box.bottom, box.top)

    def _shown(self, x: float, y: float) -> tuple[float, float]:
        """Turn a point of the page's own coordinates into one from the top left corner of what is shown."""
        left, bottom, right, top = self._box
        return ((x - left, top - y), (y - bottom, x - left), (right - x, y - bottom), (top - y, right - x))[self._rotation]


def _up(value: float) -> float:
    """Round up to a hundredth: a rectangle rounded inwards never reaches into its neighbour."""
    return math.ceil(100 * value - 1e-6) / 100


def _aligned(text: str, letters: list[tuple[str | None, int | PageBox]]) -> list[_Square]:
    """Give each character of the text its place; what was taken out of a line or put into it is found by comparing."""
    if len(letters) == len(text) and all(letter in (None, character) for (letter, _), character in zip(letters, text, strict=True)):
        return [place for _, place in letters]
    squares: list[_Square] = [None] * len(text)
    known = [letter for letter, _ in letters]
    for block in SequenceMatcher(None, known, list(text), autojunk=False).get_matching_blocks():
        for at in range(block.size):
            squares[block.b + at] = letters[block.a + at][1]
    return squares


def _text(document: Document, number: int) -> str:
    block = document.blocks[number]
    return document.text[block.start : block.end]


def _size(text: str) -> int:
    return len("".join(text.split()))
