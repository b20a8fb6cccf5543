"""Excel workbooks: what cannot be read is refused with its reason, and nothing that Excel shows is silently read as blank.

The XML is read here and not by openpyxl's read-only mode, for three reasons that were found by trying: that mode spoils texts such as
``_x0041_`` (it drops ``x005F_`` wherever it stands), it says nothing of merged cells and of formulas whose result was never saved, and it
takes three times as long.  What a number format means is still asked of openpyxl.  Macros are never run and not even unpacked.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from vendorrisk.model import Bilingual
from vendorrisk.register.exchange._read_sheet import NS, SheetReader, text_of
from vendorrisk.register.exchange._table import LIMITS, Table
from vendorrisk.register.exchange._values import Raw
from vendorrisk.register.exchange._words import Remark, refused

__all__ = ["read_workbook", "refuse_compound"]

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def refuse_compound(path: Path, data: bytes) -> Exception:
    """Return the refusal for an OLE compound file (a legacy workbook or an encrypted one): its streams tell what it is."""

    def has(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if has("DRMEncryptedTransform") or has("DRMEncryptedDataSpace") or has("DRMContent"):
        return refused("irm", where=path)
    if has("EncryptedPackage") or has("EncryptionInfo"):
        return refused("encrypted", where=path)
    if has("Workbook") or has("Book"):
        return refused("legacy-xls", where=path)
    return refused("not-a-table", where=path)


def read_workbook(path: Path, data: bytes) -> tuple[tuple[Table, ...], tuple[Remark, ...]]:
    """Return the sheets of a workbook that have content; raises ExchangeError."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = _check(path, package)
            return tuple(_Workbook(path, package).tables()), tuple(_macros(path, names))
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, NotImplementedError, EOFError) as error:
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


def _macros(path: Path, names: set[str]) -> Iterator[Remark]:
    if any(name.endswith("vbaProject.bin") for name in names):
        yield Remark(
            "macros-ignored",
            Bilingual(f"{path.name}: マクロが含まれています。マクロは実行せず、セルの値だけを読みました。", f"{path.name}: it holds macros; they were not run, only the cells were read."),
        )


class _Workbook:
    """The parts around the cells: which sheets there are, shared texts, which styles are dates, and where days are counted from."""

    def __init__(self, path: Path, package: zipfile.ZipFile) -> None:
        from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

        self.path = path
        self.package = package
        self.relations = {one.get("Id"): one for one in self._root("xl/_rels/workbook.xml.rels")}
        self.book = self._root("xl/workbook.xml")
        properties = self.book.find(f"{NS}workbookPr")
        counted_from_1904 = properties is not None and properties.get("date1904") in ("1", "true")
        self.epoch: datetime = MAC_EPOCH if counted_from_1904 else WINDOWS_EPOCH
        self.texts = [text_of(item) for item in self._root(self._target("sharedStrings"), there=False)]
        self.days, self.spans = self._date_styles()
        self.from_excel = from_excel

    def tables(self) -> Iterator[Table]:
        """Yield the sheets with content."""
        sheets = self.book.find(f"{NS}sheets")
        for sheet in sheets if sheets is not None else ():
            name = sheet.get("name", "")
            part = self._path(self.relations.get(sheet.get(_RELATION)))
            if "/worksheets/" not in part and "worksheet" not in self._kind(sheet.get(_RELATION)):
                continue
            reader = SheetReader(self._read(part), self.texts, self.days, self.spans, self._day)
            rows = list(self._rows(name, reader))
            if rows:
                yield Table(name, rows, tuple(reader.merges), self.epoch.date(), hidden=sheet.get("state", "visible") != "visible")

    def _rows(self, name: str, reader: SheetReader) -> Iterator[tuple[int, list[Raw]]]:
        try:
            for count, (number, row) in enumerate(reader.rows(), 1):
                if count > LIMITS.rows or len(row) > LIMITS.columns:
                    raise refused("too-large", f"{name}: > {LIMITS.rows:,} × {LIMITS.columns:,}", where=self.path)
                yield number, row
        except (SyntaxError, ValueError, IndexError, KeyError) as error:
            raise refused("damaged", name, where=self.path) from error

    def _day(self, number: float, span: bool) -> Any:
        return self.from_excel(number, self.epoch, timedelta=span)

    def _date_styles(self) -> tuple[frozenset[int], frozenset[int]]:
        """Return the styles whose numbers are days, and those whose numbers are lengths of time."""
        from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format

        styles = self._root(self._target("styles"), there=False)
        formats = dict(BUILTIN_FORMATS)
        formats.update(dict.fromkeys((*range(27, 37), *range(50, 59)), "yyyy/m/d"))  # the Japanese built-in dates
        days, spans = set(), set()
        if len(styles):
            own = styles.find(f"{NS}numFmts")
            for one in own if own is not None else ():
                formats[int(one.get("numFmtId", 0))] = one.get("formatCode", "")
            used = styles.find(f"{NS}cellXfs")
            for at, one in enumerate(used if used is not None else ()):
                written = formats.get(int(one.get("numFmtId", 0)), "General")
                if is_timedelta_format(written):
                    spans.add(at)
                elif is_date_format(written):
                    days.add(at)
        return frozenset(days), frozenset(spans)

    def _target(self, kind: str) -> str:
        return next((self._path(one) for one in self.relations.values() if one.get("Type", "").endswith(f"/{kind}")), "")

    def _kind(self, relation: str | None) -> str:
        found = self.relations.get(relation)
        return str(found.get("Type", "")).rpartition("/")[2] if found is not None else ""

    def _path(self, relation: Any) -> str:
        target = relation.get("Target", "") if relation is not None else ""
        return posixpath.normpath(posixpath.join("/xl", target)).lstrip("/") if target else ""

    def _read(self, part: str) -> bytes:
        try:
            return self.package.read(part)
        except KeyError as error:
            raise refused("damaged", part or "xl/_rels/workbook.xml.rels", where=self.path) from error

    def _root(self, part: str, *, there: bool = True) -> Any:
        """Return the root of a part; an empty one where a part that may be missing is."""
        from lxml import etree

        if not there and part not in self.package.namelist():
            return etree.Element("none")
        try:
            return etree.fromstring(self._read(part), etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
        except SyntaxError as error:
            raise refused("damaged", part, where=self.path) from error
