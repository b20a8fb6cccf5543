"""CSV files: UTF-8 or CP932, decided by the bytes; comma, semicolon or tab, decided by the header.

Valid UTF-8 is hardly ever an accident, so it wins; what is not UTF-8 must be CP932 without a fault.  Where CP932 gives characters that no
list of contracts holds, the person is told to look.
"""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from vendorrisk.model import Bilingual
from vendorrisk.register.exchange._table import LIMITS, Table
from vendorrisk.register.exchange._words import Remark, refused

__all__ = ["decode", "read_csv"]

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_UNLIKELY = re.compile("[｡-ﾟ\ue000-\uf8ff\u0080-\u009fА-я─-╿]")
_WIDE = re.compile("[^\x00-\x7f]")
_FIELD_LIMIT = 10_000_000


def read_csv(path: Path, data: bytes) -> tuple[Table, tuple[Remark, ...]]:
    """Return the table of a CSV file; raises ExchangeError."""
    text, remarks = decode(path, data)
    head = text.split("\n", 1)[0]
    delimiter = max(",\t;", key=head.count)
    before = csv.field_size_limit(_FIELD_LIMIT)
    rows: list[tuple[int, list[object]]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for number, cells in enumerate(reader, 1):
            if any(cells):
                rows.append((number, list(cells)))
                if len(rows) > LIMITS.rows or len(cells) > LIMITS.columns:
                    raise refused("too-large", f"> {LIMITS.rows:,} × {LIMITS.columns:,}", where=path)
    except csv.Error as error:
        raise refused("csv-broken", reader.line_num, where=path) from error
    finally:
        csv.field_size_limit(before)
    if not rows:
        raise refused("empty", where=path)
    return Table(path.name, rows, csv=True), remarks  # type: ignore[arg-type]


def decode(path: Path, data: bytes) -> tuple[str, tuple[Remark, ...]]:
    """Return the text of the bytes, with a notice where the encoding is doubtful; raises ExchangeError."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(codec), ()
            except UnicodeDecodeError as error:
                raise refused("encoding", where=path) from error
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("cp932")
    except UnicodeDecodeError as error:
        raise refused("encoding", where=path) from error
    strange = _UNLIKELY.findall(text)
    if 5 * len(strange) <= len(_WIDE.findall(text)):
        return text, ()
    try:
        data.decode("euc_jp")
    except UnicodeDecodeError:
        found = "".join(dict.fromkeys(strange))[:20]
        ja = f"{path.name}: 文字コードをCP932（Shift_JIS）とみなしましたが、見慣れない文字（{found}）が多くあります。文字化けしていないか確かめてください。"
        en = f"{path.name}: read as CP932 (Shift_JIS), but with many unusual characters ({found}); check that it is not garbled."
        return text, (Remark("doubtful-encoding", Bilingual(ja, en)),)
    raise refused("encoding", where=path)
