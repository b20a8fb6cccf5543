"""Reads the cells of one sheet from its XML in a single pass, with its merged ranges and the formulas that have no result."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from vendorrisk.register.exchange._guard import xml_decode
from vendorrisk.register.exchange._table import Merge
from vendorrisk.register.exchange._values import BadCell, Raw

__all__ = ["NS", "SheetReader", "column_number", "text_of"]

NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7}):\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_EXACT = 10**15
_NOT_A_CELL = re.compile("[0-9]+")


class SheetReader:
    """One pass over a sheet.

    Attributes:
        merges: the merged ranges, known after the rows have been read.
    """

    def __init__(self, xml: bytes, texts: list[str], days: frozenset[int], spans: frozenset[int], to_date: Callable[[float, bool], Any]) -> None:
        """Read ``xml``; ``texts`` are the shared ones, ``days`` and ``spans`` the styles of dates and of lengths of time."""
        self.xml = xml
        self.texts = texts
        self.days = days
        self.spans = spans
        self.to_date = to_date
        self.merges: list[Merge] = []

    def rows(self) -> Iterator[tuple[int, list[Raw]]]:
        """Yield (row number, cells) of every row with content.  Raises lxml's XMLSyntaxError, ValueError or IndexError for a damaged sheet."""
        from lxml import etree

        number = 0
        wanted = (f"{NS}row", f"{NS}mergeCell")
        for _, element in etree.iterparse(io.BytesIO(self.xml), tag=wanted, resolve_entities=False, no_network=True, huge_tree=True):
            if element.tag == wanted[1]:
                self._merge(element.get("ref", ""))
                continue
            number = int(element.get("r", number + 1))
            cells = self._cells(element)
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
            if cells:
                yield number, cells

    def _cells(self, row: Any) -> list[Raw]:
        cells: list[Raw] = []
        at = -1
        for cell in row:
            reference = cell.get("r")
            at = column_number(_NOT_A_CELL.sub("", reference)) - 1 if reference else at + 1
            value = self._value(cell)
            if value is None:
                continue
            if at >= len(cells):
                cells.extend([None] * (at + 1 - len(cells)))
            cells[at] = value
        return cells

    def _value(self, cell: Any) -> Raw:
        form = cell.get("t", "n")
        formula = False
        written: str | None = None
        for part in cell:
            if part.tag == f"{NS}v":
                written = part.text
            elif part.tag == f"{NS}f":
                formula = True
            elif part.tag == f"{NS}is":
                return text_of(part) or None
        if written is None:
            return BadCell("not-calculated", "=…") if formula and form != "str" else None
        match form:
            case "s":
                return self.texts[int(written)] or None
            case "str":
                return xml_decode(written)
            case "b":
                return written.strip() in ("1", "true")
            case "e":
                return BadCell("excel-error", written)
            case "d":
                return datetime.fromisoformat(written)
            case _:
                return self._number(written, int(cell.get("s", 0)))

    def _number(self, written: str, style: int) -> Raw:
        number = float(written)
        if style in self.days or style in self.spans:
            try:
                found: Raw = self.to_date(number, style in self.spans)
            except (ValueError, OverflowError):
                return number
            return found
        return int(number) if number == int(number) and abs(number) < _EXACT else number

    def _merge(self, reference: str) -> None:
        found = _RANGE.fullmatch(reference)
        if found:
            self.merges.append(Merge(reference.replace("$", ""), int(found[2]), int(found[4]), column_number(found[1]), column_number(found[3])))


def text_of(item: Any) -> str:
    """Return a shared or inline text; the readings of its kanji (furigana) are no part of it."""
    return xml_decode("".join(text.text or "" for text in item.iter(f"{NS}t") if text.getparent().tag != f"{NS}rPh"))


def column_number(letters: str) -> int:
    """Return the number of a column from 1.

    >>> column_number("A"), column_number("AA"), column_number("ZZ")
    (1, 27, 702)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
