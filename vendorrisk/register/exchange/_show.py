"""A record's values as cells: what stands in each column, and what has to go into the last one because no column can hold it.

Whether a column can hold a value is not argued but tried: the reader of our own exports must make the same value of it again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import attrs

from vendorrisk.model import FieldInfo, Form, Holdings, Language, Part, Record, fields_of
from vendorrisk.register.exchange._layout import Column, SheetPlan
from vendorrisk.register.exchange._values import WORDS, Named, read_exactly

__all__ = ["Cell", "SheetRows", "rows_of"]

Cell = str | int | date | None
_DOUBTFUL = {Form.TEXTS, Form.REF, Form.REFS}


@attrs.frozen
class SheetRows:
    """The rows of one sheet.

    Attributes:
        plan: the sheet.
        rows: cells: the record's id and places (lists only), one per column, what has no column (or None).
        has_rest: whether any row has something that no column holds.
    """

    plan: SheetPlan
    rows: list[list[Cell]]
    has_rest: bool


def rows_of(plan: SheetPlan, records: tuple[Record, ...], names: Holdings, language: Language) -> SheetRows:
    """Return the rows of a sheet for records of its kind, in their order."""
    rows: list[list[Cell]] = []
    has_rest = False
    lists = _Lists(plan.trail)
    for record in records:
        for places, part in lists.of(record):
            head: list[Cell] = [record.id, *places] if plan.trail else []
            cells, rest = _row(plan, part, names, language)
            has_rest = has_rest or rest is not None
            rows.append([*head, *cells, rest])
    return SheetRows(plan, rows, has_rest)


@attrs.frozen
class _Lists:
    trail: tuple[str, ...]

    def of(self, part: Part, depth: int = 0) -> Iterator[tuple[tuple[int, ...], Part]]:
        if depth == len(self.trail):
            yield (), part
            return
        for place, item in enumerate(getattr(part, self.trail[depth]), 1):
            for places, found in self.of(item, depth + 1):
                yield (place, *places), found


def _row(plan: SheetPlan, part: Part, names: Holdings, language: Language) -> tuple[list[Cell], str | None]:
    cells: list[Cell] = []
    lost: dict[str, Any] = {}
    for column in plan.columns:
        value: Any = part
        for step in column.path:
            value = getattr(value, step)
            if value is None:
                break
        if value is None or value == "" or value == ():
            cells.append(None)
            continue
        cell = show(value, column.field, names, language)
        if column.field.form in _DOUBTFUL and _comes_back(cell, column) != value:
            cell = None
            _put(lost, column.path, list(value) if isinstance(value, tuple) else value)
        cells.append(cell)
    _unknown(part, lost)
    if not lost:
        return cells, None
    import tomli_w

    return cells, tomli_w.dumps(lost)


def _comes_back(cell: Cell, column: Column) -> object:
    value = read_exactly(cell, column.field)
    if isinstance(value, Named):
        return None
    return value


def _unknown(part: Part, lost: dict[str, Any]) -> None:
    """Collect keys of a later edition, and groups that are present although nothing in them has been filled in."""
    lost.update(_plain(part.extra))
    for field in fields_of(type(part)):
        if field.form is not Form.PART:
            continue
        inner = getattr(part, field.name)
        if inner is None:
            continue
        under = lost.get(field.name, {})
        _unknown(inner, under)
        if under or inner == type(inner)():
            lost[field.name] = under


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, list | tuple) else value


def _put(tree: dict[str, Any], path: tuple[str, ...], value: object) -> None:
    for step in path[:-1]:
        tree = tree.setdefault(step, {})
    tree[path[-1]] = value


def show(value: Any, field: FieldInfo, names: Holdings, language: Language) -> Cell:
    """Return a value as it stands in a cell; references with the name behind the id, lists one to a line."""
    match field.form:
        case Form.FLAG:
            return WORDS[bool(value)].get(language)
        case Form.CHOICE:
            return value.label.get(language)  # type: ignore[no-any-return]
        case Form.CHOICES:
            return "\n".join(one.label.get(language) for one in value)
        case Form.TEXTS:
            return "\n".join(value)
        case Form.REF:
            return _with_name(value, names)
        case Form.REFS:
            return "\n".join(_with_name(one, names) for one in value)
        case _:
            return value  # type: ignore[no-any-return]


def _with_name(id: str, names: Holdings) -> str:  # noqa: A002 - the field is called id everywhere
    record = names.records.get(id)
    name = " ".join((names.label(record) if record is not None else "").split())
    return f"{id} {name}" if name and name != id else id
