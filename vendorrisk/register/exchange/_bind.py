"""Ties the columns of a table to fields: by the keys of our own exports, by their labels, or by a mapping file.

A header that could mean two things is refused here, once, instead of being guessed ten thousand times.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import attrs

from vendorrisk.model import KINDS, FieldInfo, RecordKind
from vendorrisk.register.exchange._headers import find_header, header_key, labels_of, score, words_of
from vendorrisk.register.exchange._layout import SheetPlan, field_at, plan_of_key, plans_of
from vendorrisk.register.exchange._mapping import ColumnMapping, ImportMapping
from vendorrisk.register.exchange._table import Table, letter_of
from vendorrisk.register.exchange._values import squeeze
from vendorrisk.register.exchange._words import refused
from vendorrisk.register.exchange._write_workbook import CHOICES_KEY

__all__ = ["Binding", "Bound", "bind_labels", "bind_mapping", "bind_own", "is_choices"]

_CSV_KEY = re.compile(r"(?:.*\[)?([a-z]+\.[a-z0-9_.\[\]]*(?:[a-z0-9_]|\*|#))\]?", re.S)


@attrs.frozen
class Bound:
    """One column that is read.

    Attributes:
        at: its place from 0.
        header: its header.
        targets: path, steps and field; two for a period or a length.
        times: what bare amounts are multiplied by.
        words: translations by squeezed text; None means unknown.
    """

    at: int
    header: str
    targets: tuple[tuple[str, tuple[str | int, ...], FieldInfo], ...]
    times: int = 1
    words: Mapping[str, Any] | None = None


@attrs.frozen
class Binding:
    """A table with its columns tied to fields.

    Attributes:
        table: the table.
        plan: the sheet of ours that it is, or the kind's main sheet.
        columns: what is read.
        first: index of the first row of data.
        exact: whether the table is our own export.
        clear: whether a blank cell clears what the record has.
        owner: column of the record's id in a list, else None.
        places: columns of the places in the lists.
        rest: column for what has no column, or None.
        ignored: headers that are not read.
        guarded: whether every text that starts with an apostrophe was guarded by us.
    """

    table: Table
    plan: SheetPlan
    columns: tuple[Bound, ...]
    first: int
    exact: bool = False
    clear: bool = False
    owner: int | None = None
    places: tuple[int, ...] = ()
    rest: int | None = None
    ignored: tuple[str, ...] = ()
    guarded: bool = False


def is_choices(table: Table) -> bool:
    """Return whether a table is the hidden sheet of choices in our own export."""
    return bool(table.rows) and table.rows[0][1][:1] == [CHOICES_KEY]


def bind_own(table: Table) -> Binding | None:
    """Return the binding of our own export, told by the keys in its first row; None when it is none."""
    if not table.rows:
        return None
    cells = table.rows[0][1]
    keys = [match[1] if isinstance(cell, str) and (match := _CSV_KEY.fullmatch(cell.strip())) else "" for cell in cells]
    plans = [plan for key in keys if (plan := plan_of_key(key)) is not None]
    if not plans or 2 * len(plans) < sum(1 for cell in cells if cell is not None):
        return None
    plan = max(plans, key=lambda one: len(one.trail))
    in_header = any(isinstance(cell, str) and "[" in cell.partition(".")[0] for cell in cells)
    labels: list[Any] = cells if in_header or len(table.rows) < 2 else table.rows[1][1]
    known = {column.key: column for column in plan.columns}
    columns, ignored = [], []
    special = {plan.rest_key, *plan.place_keys, *([plan.owner_key] if plan.trail else [])}
    for at, key in enumerate(keys):
        column = known.get(key)
        if column is not None:
            columns.append(Bound(at, column.label.ja, ((".".join(column.path), column.path, column.field),)))
        elif key not in special and at < len(labels) and labels[at] is not None:
            ignored.append(str(labels[at]))
    if len({key for key in keys if key}) < sum(1 for key in keys if key):
        twice = next(key for key in keys if key and keys.count(key) > 1)
        raise refused("double-header", table.name, twice)
    if plan.trail and (plan.owner_key not in keys or plan.place_keys[-1] not in keys):
        raise refused("no-column", table.name, plan.owner_key if plan.owner_key not in keys else plan.place_keys[-1], "、".join(filter(None, keys)))
    return Binding(
        table,
        plan,
        tuple(columns),
        1 if in_header else 2,
        exact=True,
        clear=True,
        owner=keys.index(plan.owner_key) if plan.trail else None,
        places=tuple(keys.index(key) for key in plan.place_keys if key in keys),
        rest=keys.index(plan.rest_key) if plan.rest_key in keys else None,
        ignored=tuple(ignored),
        guarded=in_header,
    )


def bind_labels(table: Table, kind: RecordKind | None) -> Binding | None:
    """Return the binding of a table whose headers are our labels; None when fewer than two are or it is not clear of which kind."""
    kinds = [kind] if kind is not None else [one for one in KINDS.values() if squeeze(table.name.removesuffix(".csv")) in (squeeze(one.label.ja), one.name)]
    for one in kinds:
        labels = {header_key(label): path for label, path in labels_of(one).items()}
        at = find_header(table, labels)
        if at is None:
            continue
        headers = table.rows[at][1]
        found = {str(cell): ColumnMapping((labels[header_key(str(cell))],)) for cell in headers if isinstance(cell, str) and header_key(cell) in labels}
        if any(set(mapping.fields) & {"title", "name", "id"} for mapping in found.values()):
            return bind_mapping(table, ImportMapping(one.name, header_row=table.rows[at][0], columns=found))
    return None


def bind_mapping(table: Table, mapping: ImportMapping) -> Binding:
    """Return the binding that a mapping asks for; raises ExchangeError where the table does not have its columns."""
    kind = KINDS[mapping.kind]
    at = _header(table, mapping, kind)
    row, cells = table.rows[at]
    if not mapping.first_row:
        _refuse_doubtful(table, at, kind)
    first = next((index for index, (number, _) in enumerate(table.rows) if number >= mapping.first_row), len(table.rows)) if mapping.first_row else at + 1
    _refuse_merged(table, row, mapping)
    width = max(len(values) for _, values in table.rows)
    headers = [str(cells[index]) if index < len(cells) and cells[index] is not None else "" for index in range(width)]
    columns, used = [], set[int]()
    for header, given in mapping.columns.items():
        index = _find(table, headers, header)
        used.add(index)
        if given.fields:
            targets = tuple((path, *found) for path in given.fields if (found := field_at(kind, path)))
            columns.append(Bound(index, headers[index] or header, targets, given.times, _words(mapping, given.fields)))
    paths = [path for column in columns for path, _, _ in column.targets]
    for path in paths:
        if paths.count(path) > 1:
            raise refused("mapping-twice", path)
    ignored = tuple(header for index, header in enumerate(headers) if header and index not in used)
    return Binding(table, plans_of(kind)[0], tuple(columns), first, clear=mapping.blank == "clear", ignored=ignored)


def _header(table: Table, mapping: ImportMapping, kind: RecordKind) -> int:
    if mapping.header_row:
        for index, (number, _) in enumerate(table.rows):
            if number == mapping.header_row:
                return index
        raise refused("no-header", table.name)
    wanted = {header_key(header): header for header in mapping.columns}
    at = find_header(table, wanted) if len(wanted) > 1 else None
    if at is None and len(wanted) == 1:
        at = next((index for index, (_, cells) in enumerate(table.rows[:30]) if any(header_key(str(cell)) in wanted for cell in cells if cell is not None)), None)
    if at is None:
        at = find_header(table, words_of(kind))
    if at is None:
        raise refused("no-header", table.name)
    return at


def _refuse_doubtful(table: Table, at: int, kind: RecordKind) -> None:
    """Refuse a header of two rows: the row below names fields, too, or holds words alone below a merged or blank cell."""
    if at + 1 >= len(table.rows):
        return
    number, below = table.rows[at + 1]
    above = table.rows[at][1]
    words = words_of(kind)
    names = [index for index, cell in enumerate(below) if isinstance(cell, str) and header_key(cell) in words]
    under_blank = any(index >= len(above) or above[index] is None for index in names)
    if number == table.rows[at][0] + 1 and (len(names) >= 3 or (len(names) >= 2 and under_blank and score(list(below), words) * 2 >= sum(cell is not None for cell in below))):
        raise refused("several-header-rows", table.name, table.rows[at][0], number)


def _refuse_merged(table: Table, row: int, mapping: ImportMapping) -> None:
    if mapping.first_row:
        return
    for merge in table.merges:
        if merge.first_row <= row <= merge.last_row:
            raise refused("merged-header", table.name, merge.text)


def _find(table: Table, headers: list[str], wanted: str) -> int:
    for same in (lambda header: header == wanted, lambda header: bool(header) and squeeze(header) == squeeze(wanted)):
        places = [index for index, header in enumerate(headers) if same(header)]
        if len(places) > 1:
            raise refused("double-header", table.name, wanted)
        if places:
            return places[0]
    if re.fullmatch("[A-Za-z]{1,2}", wanted):
        letters = [letter_of(index) for index in range(len(headers))]
        if wanted.upper() in letters:
            return letters.index(wanted.upper())
    shown = [" ".join(header.split()) for header in headers if header]
    raise refused("no-column", table.name, wanted, "、".join(shown[:20]) + ("…" if len(shown) > 20 else ""))


def _words(mapping: ImportMapping, paths: tuple[str, ...]) -> dict[str, Any] | None:
    words: dict[str, Any] = {}
    for path in ("*", *paths):
        words |= {squeeze(word): value or None for word, value in mapping.values.get(path, {}).items()}
    return words or None
