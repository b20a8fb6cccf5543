"""Writes sheets as CSV: one file per sheet, UTF-8 with a byte order mark (which Excel needs) or CP932.

A header reads 「件名 [contract.title]」: CSV cannot hide a row, and other programs expect one header.  What CP932 lacks is never replaced:
every such cell is named and nothing is written.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from typing import Literal

from vendorrisk.model import Bilingual, Language
from vendorrisk.register.exchange._guard import guard
from vendorrisk.register.exchange._show import Cell, SheetRows
from vendorrisk.register.exchange._table import letter_of
from vendorrisk.register.exchange._words import CellProblem
from vendorrisk.register.exchange._write_workbook import headers_of

__all__ = ["Encoding", "csv_bytes", "lacking"]

Encoding = Literal["utf-8", "cp932"]


def csv_bytes(sheet: SheetRows, encoding: Encoding, language: Language) -> bytes:
    """Return the file of a sheet; every character must exist in the encoding."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(_written(sheet, language))
    return text.getvalue().encode("utf-8-sig" if encoding == "utf-8" else "cp932")


def lacking(sheet: SheetRows, encoding: Encoding, language: Language) -> Iterator[CellProblem]:
    """Yield a problem for every cell with characters that the encoding cannot hold; NUL is such a character in both."""
    file = f"{sheet.plan.title.get(language)}.csv"
    for number, row in enumerate(_written(sheet, language), 1):
        for at, text in enumerate(row):
            missing = "".join(dict.fromkeys(char for char in text if _is_lacking(char, encoding))) if not text.isascii() or "\x00" in text else ""
            if missing:
                shown = "、".join(f"「{char}」(U+{ord(char):04X})" for char in missing)
                words = Bilingual(f"{encoding.upper()}にない文字があります：{shown}", f"characters that {encoding.upper()} lacks: {shown}")
                yield CellProblem(file, f"{letter_of(at)}{number}", "", "unencodable", words, read=text[:60])


def _is_lacking(char: str, encoding: Encoding) -> bool:
    if char == "\x00":
        return True
    try:
        return char.encode(encoding).decode(encoding) != char
    except UnicodeError:
        return True


def _written(sheet: SheetRows, language: Language) -> Iterator[list[str]]:
    keys, labels, _ = headers_of(sheet, language)
    yield [f"{label} [{key}]" for label, key in zip(labels, keys, strict=True)]
    for row in sheet.rows:
        yield [_text(value) for value in row[: len(keys)]]


def _text(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return guard(value) if isinstance(value, str) else str(value)
