"""Import: a file, the register as it is, and perhaps a mapping become a preview; nothing is written here."""

from __future__ import annotations

from pathlib import Path

import attrs

from vendorrisk.model import Bilingual, Holdings, Record, Severity, references, validate
from vendorrisk.register.exchange._bind import Binding, bind_labels, bind_mapping, bind_own, is_choices
from vendorrisk.register.exchange._build import build
from vendorrisk.register.exchange._identify import Draft, Identifier
from vendorrisk.register.exchange._layout import field_at
from vendorrisk.register.exchange._lists import attach_lists, items_of, rows_under
from vendorrisk.register.exchange._mapping import Clash, ImportMapping, kind_named
from vendorrisk.register.exchange._open import open_source
from vendorrisk.register.exchange._preview import (
    ChangedRecord,
    NewRecord,
    Preview,
    changes_between,
    is_token,
    with_ids,
)
from vendorrisk.register.exchange._resolve import Resolver
from vendorrisk.register.exchange._rows import Row, read_rows, set_value
from vendorrisk.register.exchange._table import Source, Table
from vendorrisk.register.exchange._values import read, squeeze
from vendorrisk.register.exchange._words import CellProblem, Remark, refused

__all__ = ["preview_import"]


def preview_import(path: Path, held: Holdings, *, mapping: ImportMapping | None = None, kind: str = "", clash: Clash | None = None) -> Preview:
    """Return what an import of a file would do to a register.

    Args:
        path: a workbook, a CSV file, or a folder of CSV files.
        held: the register as it is.
        mapping: how the sheet is read; None for our own exports and for sheets with their labels.
        kind: the kind of record, where neither the mapping nor the file says it; of an export, only this kind is read.
        clash: what happens to rows that differ from their record; None for what the mapping says, else ``stop``.

    Raises:
        ExchangeError: the file as a whole cannot be read, or the mapping does not fit it.
    """
    source = open_source(path)
    bindings, remarks = _bindings(source, mapping, kind)
    return _Import(held, mapping, clash or (mapping.clash if mapping else None) or "stop").run(bindings, (*source.remarks, *remarks))


def _bindings(source: Source, mapping: ImportMapping | None, kind: str) -> tuple[list[Binding], list[Remark]]:
    tables = [table for table in source.tables if not is_choices(table)]
    wanted = kind_named(kind) if kind else None
    if mapping is not None:
        if wanted is not None and wanted.name != mapping.kind:
            raise refused("mapping-value", "kind", f"{mapping.kind} ≠ {wanted.name}", where=source.name)
        return [bind_mapping(_sheet(source, tables, mapping.sheet), mapping)], []
    bound: list[Binding] = []
    remarks: list[Remark] = []
    for table in tables:
        binding = bind_own(table) or bind_labels(table, wanted)
        if binding is not None and (wanted is None or binding.plan.kind is wanted):
            bound.append(binding)
        else:
            remarks.append(Remark("sheet-not-read", Bilingual(f"シート「{table.name}」は読みませんでした。", f"the sheet {table.name} was not read.")))
    if not bound:
        raise refused("no-header", tables[0].name, where=source.name) if wanted is not None and tables else refused("which-kind", where=source.name)
    return bound, remarks


def _sheet(source: Source, tables: list[Table], wanted: str) -> Table:
    names = "、".join(table.name for table in tables)
    if not wanted:
        seen = [table for table in tables if not table.hidden] or tables
        if len(seen) != 1:
            raise refused("which-sheet", names, where=source.name)
        return seen[0]
    for table in tables:
        if squeeze(table.name) == squeeze(wanted) or squeeze(table.name.removesuffix(".csv")) == squeeze(wanted):
            return table
    raise refused("no-sheet", wanted, names, where=source.name)


class _Import:
    def __init__(self, held: Holdings, mapping: ImportMapping | None, clash: Clash) -> None:
        self.held = held
        self.mapping = mapping
        self.clash = clash
        self.problems: list[CellProblem] = []
        self.coming: set[str] = set()
        self.referred: set[str] = set()
        self.identifier = Identifier(held, self.problems)
        self.resolver = Resolver(held, self.identifier, mapping.create if mapping else frozenset(), self.problems)

    def run(self, bindings: list[Binding], remarks: tuple[Remark, ...]) -> Preview:
        drafts: dict[str, Draft] = {}
        for binding in bindings:
            if not binding.plan.trail:
                for row in self._rows(binding):
                    draft = self.identifier.draft(binding.plan.kind, row, self._match(binding))
                    self._complete(binding, draft)
                    drafts[draft.token if draft.token not in drafts else f"{draft.token}#{row.sheet}!{row.number}"] = draft
        for binding in sorted((one for one in bindings if one.plan.trail), key=lambda one: len(one.plan.trail)):
            attach_lists(binding, self._rows(binding), drafts, self.held, self.identifier, self.problems)
        for draft in drafts.values():
            self.resolver.know(draft)
        for draft in drafts.values():
            self.resolver.resolve(draft, list(rows_under(draft.row.tree)))
        self._fail_followers(drafts)
        self.coming = {draft.id for draft in drafts.values() if draft.id and not draft.row.failed}
        preview = self._preview(list(drafts.values()), remarks, tuple((one.table.name, header) for one in bindings for header in one.ignored))
        return attrs.evolve(preview, problems=self._in_order([binding.table.name for binding in bindings]))

    def _rows(self, binding: Binding) -> list[Row]:
        return read_rows(binding, self.problems)

    def _match(self, binding: Binding) -> tuple[str, ...]:
        match = self.mapping.match if self.mapping else ()
        read_fields = {path for column in binding.columns for path, _, _ in column.targets}
        for path in match:
            if path not in read_fields:
                raise refused("mapping-value", "match", Bilingual("「{0}」を読む列がありません。", "there is no column for {0}").format(path), where=binding.table.name)
        return match

    def _complete(self, binding: Binding, draft: Draft) -> None:
        """Add the defaults of the mapping to a new record, and refuse a row that does not say what it is about."""
        row = draft.row
        if draft.base is None and self.mapping is not None:
            for path, given in self.mapping.defaults.items():
                found = field_at(draft.kind, path)
                if found is not None and path not in row.cells:
                    value = read("\n".join(map(str, given)) if isinstance(given, list) else given, found[1])
                    set_value(row, found[0], found[1], value, str(row.number), path)
        title = draft.kind.title
        if draft.base is None and not binding.exact and title and not row.tree.get(title) and not row.failed:
            self._row_problem(row, "no-name", f"「{_label(draft, title).ja}」がない行です。", f"the row has no {_label(draft, title).en}.")

    def _fail_followers(self, drafts: dict[str, Draft]) -> None:
        """A row that refers to a new record whose own row is wrong cannot be taken in either."""
        wrong = {draft.token for draft in drafts.values() if draft.row.failed and is_token(draft.token)}
        while wrong:
            further = set()
            for draft in drafts.values():
                if not draft.row.failed and wrong & _tokens(draft):
                    self._row_problem(draft.row, "follows-error", "この行が参照する新規の行に誤りがあります。", "it refers to a new row that holds an error.")
                    further.add(draft.token)
            wrong = further

    def _preview(self, drafts: list[Draft], remarks: tuple[Remark, ...], ignored: tuple[tuple[str, str], ...]) -> Preview:
        new: list[NewRecord] = []
        changed: list[ChangedRecord] = []
        skipped: list[ChangedRecord] = []
        unchanged: list[str] = []
        for draft in drafts:
            if draft.row.failed:
                continue
            place = f"{draft.row.sheet}!{draft.row.number}"
            record = build(draft.kind.cls, draft.base, {**draft.row.tree, "id": draft.id})
            if draft.base is None:
                new.append(NewRecord(record, draft.token, place))
                self._look_at(draft, record)
            elif record == draft.base:
                unchanged.append(record.id)
            else:
                change = ChangedRecord(draft.base, record, changes_between(draft.base, record), place)
                if self.clash == "update":
                    changed.append(change)
                    self._look_at(draft, record)
                elif self.clash == "skip":
                    skipped.append(change)
                else:
                    ja = "、".join(one.label.ja for one in change.changes)
                    en = ", ".join(one.label.en for one in change.changes)
                    self._row_problem(draft.row, "clash", f"台帳の{record.id}と異なります（{ja}）。更新するか読み飛ばすかを指定してください。", f"differs from {record.id} ({en}); say whether to update or to skip.")
        made = _used(list(self.resolver.made.values()), self.referred)
        return Preview((*made, *new), tuple(changed), tuple(unchanged), tuple(skipped), remarks=remarks, ignored=ignored)

    def _look_at(self, draft: Draft, record: Record) -> None:
        """Add what the model finds wrong with a record, by cell; it may be held all the same."""
        targets = list(references(record))
        self.referred.update(target for _, target in targets)
        plain = with_ids(record, {}, blank=set()) if any(is_token(target) for _, target in targets) else record
        if not plain.id:  # a record without an id would seem to be its own parent
            plain = attrs.evolve(plain, id=f"{draft.kind.name}-0000-0000")
        for problem in validate(plain):
            if problem.severity is Severity.ERROR and problem.field != "id":
                self._warn(draft, problem.field, problem.code, problem.message)
        for path, target in targets:
            if not is_token(target) and target not in self.held.records and target not in self.coming:
                self._warn(draft, path, "dangling", Bilingual(f"「{target}」という記録が台帳にもこのファイルにもありません。", f"{target} is neither in the register nor in this file."))

    def _warn(self, draft: Draft, path: str, code: str, message: Bilingual) -> None:
        item = items_of(draft.row.tree, path)
        row = item.row if item is not None and item.row is not None else draft.row
        inner = path.rpartition("].")[2] if item is not None else path
        own = inner if inner in row.cells else inner.partition("[")[0]
        self.problems.append(CellProblem(row.sheet, row.cells.get(own, str(row.number)), row.headers.get(own, ""), code, message, Severity.WARNING))

    def _row_problem(self, row: Row, code: str, ja: str, en: str) -> None:
        row.failed = True
        self.problems.append(CellProblem(row.sheet, str(row.number), "", code, Bilingual(ja, en)))

    def _in_order(self, sheets: list[str]) -> tuple[CellProblem, ...]:
        """Return the problems sheet by sheet, in the order of their rows."""
        return tuple(sorted(self.problems, key=lambda problem: (sheets.index(problem.sheet), int("".join(filter(str.isdigit, problem.cell)) or 0))))


def _used(made: list[NewRecord], used: set[str]) -> list[NewRecord]:
    """Return the records made from names that somebody still refers to: those of rows that failed are not wanted."""
    kept = [new for new in made if new.token in used]
    departments = {target for new in kept for _, target in references(new.record)}
    return [new for new in made if new.token in used | departments]


def _tokens(draft: Draft) -> set[str]:
    found: set[str] = set()

    def walk(value: object) -> None:
        if isinstance(value, str):
            if is_token(value):
                found.add(value)
        elif isinstance(value, dict):
            for inner in value.values():
                walk(inner)
        elif isinstance(value, list):
            for item in value:
                walk(item.tree)
        elif isinstance(value, tuple):
            for inner in value:
                walk(inner)

    walk(draft.row.tree)
    return found


def _label(draft: Draft, name: str) -> Bilingual:
    found = field_at(draft.kind, name)
    return found[1].label if found else Bilingual(name, name)
