"""Export: records of some kinds as a workbook, or as a folder of CSV files; whatever is written comes back unchanged."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path

import attrs

from vendorrisk.model import KINDS, Holdings, Language, Record, kind_of
from vendorrisk.register.exchange._layout import plans_of
from vendorrisk.register.exchange._mapping import kind_named
from vendorrisk.register.exchange._show import SheetRows, rows_of
from vendorrisk.register.exchange._words import CellProblem, ExchangeError, refused
from vendorrisk.register.exchange._write_csv import Encoding, csv_bytes, lacking
from vendorrisk.register.exchange._write_workbook import workbook_bytes

__all__ = ["UnencodableError", "Written", "export_csv", "export_workbook"]


@attrs.frozen
class Written:
    """What an export wrote.

    Attributes:
        files: in the order of the kinds.
        records: how many of each kind.
    """

    files: tuple[Path, ...]
    records: dict[str, int]


class UnencodableError(ExchangeError):
    """An encoding lacks characters that the records hold; nothing was written.

    Attributes:
        problems: every cell concerned.
    """

    def __init__(self, base: ExchangeError, problems: tuple[CellProblem, ...]) -> None:
        super().__init__(base.code, base.message, where=base.where)
        self.problems = problems


def export_workbook(held: Holdings, path: Path, *, kinds: Iterable[str] = (), records: Iterable[Record] | None = None, language: Language = "ja") -> Written:
    """Write an Excel workbook: a sheet per kind and one per list (「契約_再委託」).

    Args:
        held: the register; also gives the names behind the ids.
        path: the file; an older one is replaced, and only when the new one is whole.
        kinds: of these kinds; () for all.
        records: only these; None for all of the kinds.
        language: of headers and choices.

    Raises:
        ExchangeError: the file cannot be written, or a text does not fit into a cell.
    """
    sheets, counts = _sheets(held, kinds, records, language)
    data = workbook_bytes(sheets, held, language)
    _replace(path, data)
    return Written((path,), counts)


def export_csv(
    held: Holdings, folder: Path, *, kinds: Iterable[str] = (), records: Iterable[Record] | None = None, encoding: Encoding = "utf-8", language: Language = "ja"
) -> Written:
    """Write a folder of CSV files: one per kind and one per list; the arguments are those of :func:`export_workbook`.

    Raises:
        UnencodableError: some characters do not exist in CP932; nothing was written.
        ExchangeError: a file cannot be written.
    """
    sheets, counts = _sheets(held, kinds, records, language)
    problems = tuple(problem for sheet in sheets for problem in lacking(sheet, encoding, language))
    if problems:
        shown = "、".join(problem.place for problem in problems[:3]) + ("…" if len(problems) > 3 else "")
        raise UnencodableError(refused("unencodable", len(problems), shown), problems)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refused("not-writable", folder, where=folder) from error
    files = []
    for sheet in sheets:
        file = folder / f"{sheet.plan.title.get(language)}.csv"
        _replace(file, csv_bytes(sheet, encoding, language))
        files.append(file)
    return Written(tuple(files), counts)


def _sheets(held: Holdings, kinds: Iterable[str], records: Iterable[Record] | None, language: Language) -> tuple[list[SheetRows], dict[str, int]]:
    """Return the sheets; of several kinds only those with rows, of a single kind all, so that they can be filled in."""
    chosen = [kind_named(name) for name in dict.fromkeys([kinds] if isinstance(kinds, str) else kinds)]
    given = list(held if records is None else records)
    if not chosen:
        present = {kind_of(record).name for record in given}
        chosen = [kind for name, kind in KINDS.items() if name in present] or [KINDS["contract"]]
    sheets, counts = [], {}
    for kind in chosen:
        own = tuple(sorted((record for record in given if type(record) is kind.cls), key=lambda record: record.id))
        counts[kind.name] = len(own)
        for plan in plans_of(kind):
            sheet = rows_of(plan, own, held, language)
            if sheet.rows or len(chosen) == 1 or not plan.trail:
                sheets.append(sheet)
    return sheets, counts


def _replace(path: Path, data: bytes) -> None:
    """Put a file in the place of the old one when it is whole."""
    whole = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        whole.write_bytes(data)
        os.replace(whole, path)
    except OSError as error:
        with contextlib.suppress(OSError):
            whole.unlink(missing_ok=True)
        raise refused("not-writable", path, where=path) from error
