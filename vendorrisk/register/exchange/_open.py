"""Opens what a person names: a workbook, a CSV file, or a folder of CSV files as our export writes it."""

from __future__ import annotations

from pathlib import Path

from vendorrisk.register.exchange._read_csv import read_csv
from vendorrisk.register.exchange._table import LIMITS, Source, Table
from vendorrisk.register.exchange._words import Remark, refused

__all__ = ["open_source", "read_tables"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NEVER_TEXT = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"MZ", b"\x7fELF", b"7z\xbc\xaf", b"\x1f\x8b", b"Rar!")


def open_source(path: Path) -> Source:
    """Return the tables of a file or folder; what a file is, its bytes decide.  Raises ExchangeError."""
    if path.is_dir():
        tables: list[Table] = []
        remarks: list[Remark] = []
        for file in sorted(path.glob("*.csv")):
            table, said = read_csv(file, _bytes(file))
            tables.append(table)
            remarks.extend(said)
        if not tables:
            raise refused("not-a-table", where=path)
        return Source(path.name, tuple(tables), tuple(remarks))
    data = _bytes(path)
    if data.startswith(_OLE):
        from vendorrisk.register.exchange._read_workbook import refuse_compound

        raise refuse_compound(path, data)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        from vendorrisk.register.exchange._read_workbook import read_workbook

        found, macros = read_workbook(path, data)
        if not found:
            raise refused("empty", where=path)
        return Source(path.name, found, macros)
    if data.startswith(_NEVER_TEXT) or (b"\x00" in data[:4096] and data[:2] not in (b"\xff\xfe", b"\xfe\xff")):
        raise refused("damaged", "ZIP", where=path) if path.suffix.lower() in (".xlsx", ".xlsm") else refused("not-a-table", where=path)
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        raise refused("damaged", "ZIP", where=path)
    table, said = read_csv(path, data)
    return Source(path.name, (table,), said)


def read_tables(path: Path) -> tuple[Table, ...]:
    """Return the sheets of a workbook or the one of a CSV file as they stand there, with the limits of an import.

    Raises:
        ExchangeError: the file cannot be read as tables.
    """
    return open_source(path).tables


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > LIMITS.file_bytes:
            raise refused("too-large", f"{size // 1_000_000:,} MB", where=path)
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise refused("not-found", where=path) from error
    except OSError as error:
        raise refused("not-permitted", where=path) from error
    if not data.strip():
        raise refused("empty", where=path)
    return data
