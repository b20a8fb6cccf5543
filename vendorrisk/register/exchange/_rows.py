"""Reads the rows of a bound table into drafts: what each row says, by field, with the cell it stands in.

A draft is not yet a record: references by name are still to be looked up, and whether it is new or known is still to be found out.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import attrs

from vendorrisk.model import Bilingual, FieldInfo, Form, Part, Severity, Unit, fields_of
from vendorrisk.register.exchange._amounts import read_length
from vendorrisk.register.exchange._bind import Binding, Bound
from vendorrisk.register.exchange._build import EXTRA, PRESENT
from vendorrisk.register.exchange._days import read_span
from vendorrisk.register.exchange._guard import unguard, unguard_foreign
from vendorrisk.register.exchange._table import letter_of
from vendorrisk.register.exchange._values import BadCell, Named, Raw, plain_text, read, squeeze
from vendorrisk.register.exchange._words import CellProblem, Fault

__all__ = ["Pending", "Row", "merge_rest", "read_rows", "set_value"]

_TOTALS = {"合計", "計", "小計", "総計", "総合計", "累計", "total"}
_EMPTY: dict[Form, object] = {Form.TEXT: "", Form.LINES: "", Form.REF: "", Form.TEXTS: (), Form.REFS: (), Form.CHOICES: ()}


@attrs.define
class Pending:
    """A reference by name that still has to be looked up; ``put`` sets what was found."""

    name: str
    field: FieldInfo
    cell: str
    header: str
    put: Callable[[str], None]


@attrs.define
class Row:
    """What one row says.

    Attributes:
        sheet: where it stands.
        number: its row.
        tree: values by field, nested like the record.
        cells: the cell of every path that was read.
        headers: the header of every such path.
        raw: what stood in it.
        pending: references by name.
        owner: the record's id in a list.
        places: where in its lists it stands; None at the end.
        failed: whether it holds an error.
    """

    sheet: str
    number: int
    tree: dict[str, Any] = attrs.field(factory=dict)
    cells: dict[str, str] = attrs.field(factory=dict)
    headers: dict[str, str] = attrs.field(factory=dict)
    raw: dict[str, Raw] = attrs.field(factory=dict)
    pending: list[Pending] = attrs.field(factory=list)
    owner: str = ""
    places: tuple[int | None, ...] = ()
    failed: bool = False


def read_rows(binding: Binding, problems: list[CellProblem]) -> list[Row]:
    """Return the rows of a table in their order; what cannot be read is added to the problems."""
    return list(_Reader(binding, problems).rows())


class _Reader:
    def __init__(self, binding: Binding, problems: list[CellProblem]) -> None:
        self.binding = binding
        self.problems = problems
        self.table = binding.table
        self.take = _taker(binding)
        self.merged = _merged_rows(binding)
        self.blank: dict[Any, Any] = {}
        if binding.clear:
            for column in binding.columns:
                for _, steps, field in column.targets:
                    _put(self.blank, steps, _EMPTY.get(field.form))

    def rows(self) -> Iterator[Row]:
        for number, cells in self.table.rows[self.binding.first :]:
            row = Row(self.table.name, number)
            if number in self.merged:
                self._problem(row, str(number), "", "merged-cells", f"セル{self.merged[number]}が結合されています。結合を解き、それぞれのセルに値を入れてください。", f"the cells {self.merged[number]} are merged; unmerge them and fill in each.")
            if not self.binding.exact and self._is_total(cells):
                self.problems.append(self._warning(number, "total-row", "合計行とみなして読みませんでした。", "taken for a row of totals and not read."))
                continue
            if self.binding.owner is not None:
                self._place(row, cells)
            found = False
            row.tree = _copied(self.blank)
            width = len(cells)
            for column in self.binding.columns:
                if column.at < width and (raw := self.take(cells[column.at])) not in (None, ""):
                    found = self._cell(row, column, raw) or found
            self._rest(row, cells)
            if found or self.binding.exact:
                yield row

    def _cell(self, row: Row, column: Bound, raw: Raw) -> bool:
        """Read one cell into the row; return whether it said anything."""
        address = f"{letter_of(column.at)}{row.number}"
        try:
            if len(column.targets) == 2:
                values = self._two(column, raw)
            else:
                field = column.targets[0][2]
                values = (read(raw, field, exact=self.binding.exact, epoch=self.table.epoch, times=column.times, words=column.words),)
        except Fault as fault:
            self._fault(row, address, column.header, fault, raw)
            return True
        said = False
        for (path, steps, field), value in zip(column.targets, values, strict=True):
            if value is None:
                continue
            said = True
            row.cells[path], row.headers[path] = address, column.header
            row.raw[path] = raw
            set_value(row, steps, field, value, address, column.header)
        return said

    def _two(self, column: Bound, raw: Raw) -> tuple[Any, ...]:
        text = plain_text(raw, lines=True)
        if column.words and squeeze(text) in column.words:
            known = column.words[squeeze(text)]
            if known is None:
                return (None, None)
            text = known
        if column.targets[0][2].form is Form.DAY:
            return read_span(text)
        number, unit = read_length(text)
        return number, Unit(unit)

    def _place(self, row: Row, cells: list[Raw]) -> None:
        binding = self.binding
        assert binding.owner is not None
        raw = self.take(cells[binding.owner]) if binding.owner < len(cells) else None
        row.owner = plain_text(raw).strip() if raw is not None and not isinstance(raw, BadCell) else ""
        if not row.owner:
            self._problem(row, f"{letter_of(binding.owner)}{row.number}", "", "no-owner", "どの記録の行か（管理番号）が空欄です。", "the id of the record is blank.")
        places: list[int | None] = []
        for at in binding.places:
            cell = cells[at] if at < len(cells) else None
            number = int(cell) if isinstance(cell, int | float) and not isinstance(cell, bool) and cell == int(cell) else int(cell) if isinstance(cell, str) and cell.isdecimal() else None
            if cell not in (None, "") and not number:
                self._problem(row, f"{letter_of(at)}{row.number}", "", "place", "順番は1からの整数です。", "the place is a whole number from 1.", str(cell))
            places.append(number)
        row.places = tuple(places)

    def _rest(self, row: Row, cells: list[Raw]) -> None:
        at = self.binding.rest
        if at is None:
            return
        row.tree.setdefault(EXTRA, {})
        raw = self.take(cells[at]) if at < len(cells) else None
        if not isinstance(raw, str):
            return
        try:
            merge_rest(self.binding.plan.cls, tomllib.loads(raw), row.tree)
        except (tomllib.TOMLDecodeError, TypeError) as error:
            self._problem(row, f"{letter_of(at)}{row.number}", "", "rest", f"「その他の項目」がTOMLとして読めません（{error}）。", f"the other keys are not valid TOML ({error}).", raw[:60])

    def _is_total(self, cells: list[Raw]) -> bool:
        first = next((cell for cell in cells if cell is not None), None)
        return isinstance(first, str) and squeeze(first).strip(":【】[]") in _TOTALS

    def _fault(self, row: Row, address: str, header: str, fault: Fault, raw: Raw) -> None:
        row.failed = True
        shown = raw.text if isinstance(raw, BadCell) else str(raw)
        self.problems.append(CellProblem(self.table.name, address, header, fault.code, fault.message, read=shown[:80], allowed=fault.allowed))

    def _problem(self, row: Row, address: str, header: str, code: str, ja: str, en: str, read: str = "") -> None:
        row.failed = True
        self.problems.append(CellProblem(self.table.name, address, header, code, Bilingual(ja, en), read=read))

    def _warning(self, number: int, code: str, ja: str, en: str) -> CellProblem:
        return CellProblem(self.table.name, str(number), "", code, Bilingual(ja, en), Severity.WARNING)


def set_value(row: Row, steps: tuple[str | int, ...], field: FieldInfo, value: Any, address: str, header: str) -> None:
    """Put a value that was read into a row; a reference by name stays blank until it is looked up."""
    holder = _put(row.tree, steps, value)
    key = steps[-1]
    if isinstance(value, Named):
        holder[key] = ""
        row.pending.append(Pending(value.text, field, address, header, partial(holder.__setitem__, key)))
    elif field.form is Form.REFS:
        holder[key] = tuple("" if isinstance(one, Named) else one for one in value)
        for place, one in enumerate(value):
            if isinstance(one, Named):
                row.pending.append(Pending(one.text, field, address, header, partial(_set_item, holder, key, place)))


def _taker(binding: Binding) -> Callable[[Raw], Raw]:
    """Return what undoes the guard of CSV texts."""
    if not binding.table.csv:
        return lambda raw: raw
    undo = unguard if binding.guarded else unguard_foreign
    return lambda raw: undo(raw) if isinstance(raw, str) else raw


def _merged_rows(binding: Binding) -> dict[int, str]:
    rows: dict[int, str] = {}
    used = {column.at + 1 for column in binding.columns}
    start = binding.table.rows[binding.first][0] if binding.first < len(binding.table.rows) else 0
    for merge in binding.table.merges:
        if merge.last_row >= start and used & set(range(merge.first_column, merge.last_column + 1)):
            rows.update(dict.fromkeys(range(max(merge.first_row, start), min(merge.last_row, merge.first_row + 100000) + 1), merge.text))
    return rows


def _copied(tree: dict[Any, Any]) -> dict[Any, Any]:
    return {key: _copied(value) if isinstance(value, dict) else value for key, value in tree.items()}


def _put(tree: dict[Any, Any], steps: tuple[str | int, ...], value: object) -> dict[Any, Any]:
    for step in steps[:-1]:
        tree = tree.setdefault(step, {})
    tree[steps[-1]] = value
    return tree


def _set_item(holder: dict[Any, Any], key: str | int, place: int, found: str) -> None:
    items = list(holder[key])
    items[place] = found
    holder[key] = tuple(items)


def merge_rest(cls: type[Part], rest: dict[str, Any], tree: dict[Any, Any]) -> None:
    """Merge what has no column into a row: groups that are present though blank, lists that no cell can hold, keys of a later edition."""
    fields = {field.name: field for field in fields_of(cls)}
    extra: dict[str, Any] = {}
    for key, value in rest.items():
        field = fields.get(key)
        if field is None:
            extra[key] = value
        elif field.form is Form.PART and isinstance(value, dict):
            assert field.type is not None
            inner = tree.setdefault(key, {})
            inner[PRESENT] = True
            merge_rest(field.type, value, inner)
        elif field.form in (Form.TEXTS, Form.REFS) and isinstance(value, list) and all(isinstance(one, str) for one in value):
            tree[key] = tree.get(key) or tuple(value)
        elif field.form is Form.REF and isinstance(value, str):
            tree[key] = tree.get(key) or value
        else:
            raise TypeError(key)
    tree[EXTRA] = extra
