"""Tables as they stand in a file, before anybody asks what they mean: rows of cells with their places, and what is special about them."""

from __future__ import annotations

from datetime import date

import attrs

from vendorrisk.register.exchange._days import EPOCH
from vendorrisk.register.exchange._values import Raw
from vendorrisk.register.exchange._words import Remark

__all__ = ["LIMITS", "Limits", "Merge", "Source", "Table", "letter_of"]


@attrs.frozen
class Limits:
    """How much is read before a file is refused.

    Attributes:
        file_bytes: of the file.
        expanded_bytes: of a workbook when unpacked.
        rows: rows with content per sheet.
        columns: columns per sheet.
    """

    file_bytes: int = 50_000_000
    expanded_bytes: int = 500_000_000
    rows: int = 100_000
    columns: int = 1_000


LIMITS = Limits()


@attrs.frozen
class Merge:
    """A merged range: rows and columns from 1, both ends included."""

    text: str
    first_row: int
    last_row: int
    first_column: int
    last_column: int


@attrs.frozen
class Table:
    """One sheet or one CSV file.

    Attributes:
        name: of the sheet or the file.
        rows: (row number from 1, cells) of every row with content.
        merges: merged ranges.
        epoch: day 0 of its serial numbers.
        csv: whether it is CSV, where texts may be guarded by an apostrophe.
        hidden: whether Excel hides the sheet.
    """

    name: str
    rows: list[tuple[int, list[Raw]]]
    merges: tuple[Merge, ...] = ()
    epoch: date = EPOCH
    csv: bool = False
    hidden: bool = False


@attrs.frozen
class Source:
    """What a file or a folder of CSV files holds."""

    name: str
    tables: tuple[Table, ...]
    remarks: tuple[Remark, ...] = ()


def letter_of(column: int) -> str:
    """Return Excel's letters for a column counted from 0.

    >>> letter_of(0), letter_of(25), letter_of(26), letter_of(701)
    ('A', 'Z', 'AA', 'ZZ')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
