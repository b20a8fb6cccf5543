"""Puts ids, or tokens of new records, in the place of names; makes what is missing where the person asked for it."""

from __future__ import annotations

import difflib
from typing import Any

from vendorrisk.model import KINDS, Bilingual, Department, Holdings, Person, Record, Severity, Vendor
from vendorrisk.register.exchange._identify import Draft, Identifier
from vendorrisk.register.exchange._names import Names, name_key
from vendorrisk.register.exchange._preview import NewRecord, is_token
from vendorrisk.register.exchange._rows import Pending, Row
from vendorrisk.register.exchange._values import squeeze
from vendorrisk.register.exchange._words import CellProblem

__all__ = ["Resolver"]

_MADE: dict[str, type[Department | Person | Vendor]] = {"department": Department, "person": Person, "vendor": Vendor}


class Resolver:
    """Looks up the references of drafts."""

    def __init__(self, held: Holdings, identifier: Identifier, create: frozenset[str], problems: list[CellProblem]) -> None:
        self.names = Names(held)
        self.identifier = identifier
        self.create = create
        self.problems = problems
        self.made: dict[str, NewRecord] = {}

    def know(self, draft: Draft) -> None:
        """Make a draft's name one that other rows may use."""
        title = draft.kind.title
        name = draft.row.tree.get(title) if title else None
        if name:
            self.names.add(draft.kind.cls(**{title: name}), draft.token)

    def resolve(self, draft: Draft, rows: list[Row]) -> None:
        """Look up every reference of a draft and of the rows of its lists; departments first, since people are told apart by them."""
        pending = [(row, one) for row in (draft.row, *rows) for one in row.pending]
        for row, one in sorted(pending, key=lambda pair: pair[1].field.target != "department"):
            found = self._find(draft, row, one)
            if found:
                one.put(found)
            else:
                draft.row.failed = True

    def _find(self, draft: Draft, row: Row, one: Pending) -> str:
        handle = self.identifier.handles.get(squeeze(one.name))
        if handle:
            return handle
        target = one.field.target
        department = self._department(draft) if target == "person" else ""
        found = self.names.find(one.name, target, department)
        if len(found) == 1 and target == "person" and department:
            own = self.names.department_of(found[0])
            if is_token(found[0]) and "person" in self.create and self._made_elsewhere(found[0], department):
                found = []
            elif own and own != department:
                self._say(row, one, "other-department", "所属が行の所管課と異なる職員を当てました。", "somebody of another department was taken.", Severity.WARNING)
        if len(found) == 1:
            return found[0]
        if len(found) > 1:
            shown = "、".join(found[:5])
            self._say(row, one, "ambiguous-name", f"同じ名前の記録が複数あります（{shown}）。管理番号で書いてください。", f"several records have this name ({shown}); give the id.")
            return ""
        if target in self.create:
            return self._make(row, one, department)
        label = KINDS[target].label if target in KINDS else Bilingual("記録", "record")
        close = difflib.get_close_matches(name_key(one.name), list(self.names.names(target))[:3_000], 3, 0.6)
        allowed = Bilingual("、".join(close), ", ".join(close)) if close else None
        self._say(row, one, "unknown-name", f"この名前の{label.ja}が台帳にありません。", f"the register has no {label.en} of this name.", allowed=allowed)
        return ""

    def _department(self, draft: Draft) -> str:
        value: Any = draft.row.tree.get("department") or getattr(draft.base, "department", "")
        return value if isinstance(value, str) else ""

    def _made_elsewhere(self, token: str, department: str) -> bool:
        new = self.made.get(token)
        return new is not None and getattr(new.record, "department", "") not in ("", department)

    def _make(self, row: Row, one: Pending, department: str) -> str:
        cls = _MADE[one.field.target]
        name = " ".join(one.name.split())
        record: Record = Person(name=name, department=department) if cls is Person else cls(name=name)
        mine = self.identifier.next_token(one.field.target)
        self.made[mine] = NewRecord(record, mine, f"{row.sheet}!{one.cell}", implied=True)
        self.names.add(record, mine)
        return mine

    def _say(self, row: Row, one: Pending, code: str, ja: str, en: str, severity: Severity = Severity.ERROR, allowed: Bilingual | None = None) -> None:
        self.problems.append(CellProblem(row.sheet, one.cell, one.header, code, Bilingual(ja, en), severity, read=one.name, allowed=allowed))
