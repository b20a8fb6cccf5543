"""Excel workbooks: what cannot be read is refused with its reason, and nothing that Excel shows is silently read as blank.

openpyxl reads the cells in its read-only mode.  What that mode does not tell (merged cells, formulas whose result was never saved) is read
from the sheet's own XML.  Macros are never run; the bytes of the macro part are not even unpacked.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from vendorrisk.model import Bilingual
from vendorrisk.register.exchange._guard import xml_decode
from vendorrisk.register.exchange._table import LIMITS, Merge, Table, letter_of
from vendorrisk.register.exchange._values import BadCell, Raw
from vendorrisk.register.exchange._words import Notice, refused

__all__ = ["is_compound", "read_workbook", "refuse_compound"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="(\$?[A-Z]{1,3}\$?[0-9]{1,7}:\$?[A-Z]{1,3}\$?[0-9]{1,7})"')
_RANGE = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")
_UNCALCULATED = re.compile(rb'<c\s[^>]*?r="([A-Z]{1,3}[0-9]{1,7})"[^>]*>\s*(<f\b[^>]*/>|<f\b[^>]*>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>')
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]*>")
_ATTRIBUTE = re.compile(rb'([\w:]+)\s*=\s*"([^"]*)"')
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")


def is_compound(data: bytes) -> bool:
    """Return whether the bytes are an OLE compound file: a legacy workbook or an encrypted one."""
    return data.startswith(_OLE)


def refuse_compound(path: Path, data: bytes) -> Exception:
    """Return the refusal for a compound file: its streams tell what it is."""

    def has(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if has("DRMEncryptedTransform") or has("DRMEncryptedDataSpace") or has("DRMContent"):
        return refused("irm", where=path)
    if has("EncryptedPackage") or has("EncryptionInfo"):
        return refused("encrypted", where=path)
    if has("Workbook") or has("Book"):
        return refused("legacy-xls", where=path)
    return refused("not-a-table", where=path)


def read_workbook(path: Path, data: bytes) -> tuple[tuple[Table, ...], tuple[Notice, ...]]:
    """Return the sheets of a workbook that have content; raises ExchangeError."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = _check(path, package)
            parts = _sheet_parts(package)
            notices = tuple(_macros(path, names))
            return tuple(_tables(path, data, package, parts)), notices
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError) as error:
        raise refused("damaged", "ZIP", where=path) from error


def _check(path: Path, package: zipfile.ZipFile) -> set[str]:
    entries = package.infolist()
    names = {entry.filename for entry in entries}
    if any(entry.flag_bits & 1 for entry in entries):
        raise refused("encrypted", where=path)
    if "xl/workbook.bin" in names:
        raise refused("binary-workbook", where=path)
    if not any(name.startswith("xl/") for name in names):
        raise refused("not-a-table", where=path)
    if "xl/workbook.xml" not in names:
        raise refused("damaged", "xl/workbook.xml", where=path)
    unpacked = sum(entry.file_size for entry in entries if not entry.filename.startswith("xl/media/"))
    if unpacked > LIMITS.expanded_bytes:
        raise refused("too-large", f"{unpacked // 1_000_000:,} MB", where=path)
    with package.open("xl/workbook.xml") as part:
        head = part.read(4_000)
    if b"purl.oclc.org/ooxml" in head:
        raise refused("strict-workbook", where=path)
    if b"<!DOCTYPE" in head:
        raise refused("damaged", "DOCTYPE", where=path)
    return names


def _macros(path: Path, names: set[str]) -> Iterator[Notice]:
    if any(name.endswith("vbaProject.bin") for name in names):
        yield Notice(
            "macros-ignored",
            Bilingual(f"{path.name}: マクロが含まれている。マクロは実行せず、セルの値だけを読んだ。", f"{path.name}: it holds macros; they were not run, only the cells were read."),
        )


def _sheet_parts(package: zipfile.ZipFile) -> dict[str, str]:
    """Return the part of each sheet by its name, as far as the workbook says it plainly."""
    import html

    try:
        relations = package.read("xl/_rels/workbook.xml.rels")
    except KeyError:
        return {}
    targets = {}
    for found in _RELATION.finditer(relations):
        given = dict(_ATTRIBUTE.findall(found[0]))
        target = given.get(b"Target", b"").decode("utf-8", "replace")
        targets[given.get(b"Id", b"")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    sheets = {}
    for found in _SHEET.finditer(package.read("xl/workbook.xml")):
        given = dict(_ATTRIBUTE.findall(found[0]))
        relation = next((value for name, value in given.items() if name.endswith(b":id")), b"")
        sheets[html.unescape(given.get(b"name", b"").decode("utf-8", "replace"))] = targets.get(relation, "")
    return sheets


def _tables(path: Path, data: bytes, package: zipfile.ZipFile, parts: dict[str, str]) -> Iterator[Table]:
    import warnings

    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of drop-downs and headers that it will not write back
        try:
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        except Exception as error:  # openpyxl raises whatever its many readers meet
            raise refused("damaged", type(error).__name__, where=path) from error
        try:
            for sheet in book.worksheets:
                xml = _xml(package, parts.get(sheet.title, ""))
                rows = list(_rows(path, sheet, {match[1].decode() for match in _UNCALCULATED.finditer(xml)} if b"<f" in xml else set()))
                if rows:
                    yield Table(sheet.title, rows, tuple(_merges(xml)), book.epoch.date())
        finally:
            book.close()


def _xml(package: zipfile.ZipFile, part: str) -> bytes:
    try:
        return package.read(part)
    except (KeyError, zipfile.BadZipFile):
        return b""


def _rows(path: Path, sheet: Any, uncalculated: set[str]) -> Iterator[tuple[int, list[Raw]]]:
    sheet.reset_dimensions()  # the stated size may be wrong, and openpyxl would cut the sheet there
    count = 0
    try:
        for number, cells in enumerate(sheet.iter_rows(), 1):
            row = [_value(cell) for cell in cells]
            if uncalculated:
                row = [BadCell("not-calculated", "=…") if value is None and f"{letter_of(at)}{number}" in uncalculated else value for at, value in enumerate(row)]
            while row and row[-1] is None:
                row.pop()
            if not row:
                continue
            count += 1
            if count > LIMITS.rows or len(row) > LIMITS.columns:
                raise refused("too-large", f"{sheet.title}: > {LIMITS.rows:,} × {LIMITS.columns:,}", where=path)
            yield number, row
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, SyntaxError, zipfile.BadZipFile) as error:
        raise refused("damaged", sheet.title, where=path) from error


def _value(cell: Any) -> Raw:
    value: Raw = cell.value
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return BadCell("excel-error", value) if cell.data_type == "e" else xml_decode(value)
    return value


def _merges(xml: bytes) -> Iterator[Merge]:
    for match in _MERGE.finditer(xml):
        text = match[1].decode().replace("$", "")
        found = _RANGE.fullmatch(text)
        if found:
            yield Merge(text, int(found[2]), int(found[4]), _column(found[1]), _column(found[3]))


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
