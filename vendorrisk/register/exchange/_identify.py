"""Says which record a row is: the one with its id, the one that its number or name means, or a new one.

A list is imported again and again; without this every import would make all records a second time.
"""

from __future__ import annotations

import unicodedata
from typing import Any

import attrs

from vendorrisk.model import Bilingual, Form, Holdings, Record, RecordKind, kind_of_id
from vendorrisk.register.exchange._layout import field_at
from vendorrisk.register.exchange._names import name_key
from vendorrisk.register.exchange._preview import token
from vendorrisk.register.exchange._rows import Row
from vendorrisk.register.exchange._values import BadCell, squeeze
from vendorrisk.register.exchange._words import CellProblem

__all__ = ["Draft", "Identifier"]

# per kind: fields that together mean one record, tried in this order where a row has them all
_MATCHES: dict[str, tuple[tuple[str, ...], ...]] = {
    "contract": (("number",), ("title", "start", "vendor")),
    "vendor": (("corporate_number",), ("name",)),
    "person": (("name", "department"), ("name",)),
    "department": (("name",),),
    "service": (("name",),),
    "account": (("platform", "handle"), ("title",)),
    "rule": (("title",),),
    "selection": (("title",),),
    "review": (("subject", "kind", "due"),),
    "measure": (("title", "subject"),),
    "incident": (("title", "known_on"),),
}
_HANDLE = "新"


@attrs.define
class Draft:
    """A row on its way to a record.

    Attributes:
        kind: of which kind.
        row: what it says.
        base: the record it is; None for a new one.
        id: its id; "" for a new one.
        token: what references to it hold: its id, or a token.
        lists: whether only its lists stand in the file.
    """

    kind: RecordKind
    row: Row
    base: Record | None
    id: str
    token: str
    lists: bool = False


class Identifier:
    """Turns rows into drafts."""

    def __init__(self, held: Holdings, problems: list[CellProblem]) -> None:
        self.held = held
        self.problems = problems
        self.handles: dict[str, str] = {}
        self._indexes: dict[tuple[str, tuple[str, ...]], dict[tuple[str, ...], list[Record]]] = {}
        self._seen: dict[object, str] = {}
        self._count = 0

    def next_token(self, kind: str) -> str:
        """Return a token that no record has yet."""
        self._count += 1
        return token(kind, self._count)

    def draft(self, kind: RecordKind, row: Row, match: tuple[str, ...] = ()) -> Draft:
        """Return the draft of a row; a row that cannot be told from another one is marked as failed."""
        written = str(row.tree.pop("id", "") or "").strip()
        base: Record | None = None
        id = ""  # noqa: A001 - the field is called id everywhere
        if written.startswith(_HANDLE) or written.lower().startswith("new"):
            mine = self.handles[squeeze(written)] = self.handles.get(squeeze(written)) or self.next_token(kind.name)
            self._once(row, (kind.name, mine), written)
            return Draft(kind, row, None, "", mine)
        if written:
            known = kind_of_id(written)
            if known is not kind:
                self._problem(row, "id", "id", f"{kind.label.ja}の管理番号ではありません。", f"not the id of a {kind.label.en}.", written, Bilingual(f"空欄（新規）、{kind.name}-2026-0001、新1", f"blank (new), {kind.name}-2026-0001, new1"))
            id = written  # noqa: A001
            base = self.held.get(written, kind.cls)
            self._once(row, written, written)
        else:
            base = self._match(kind, row, (match,) if match else _MATCHES.get(kind.name, ()))
            id = base.id if base is not None else ""  # noqa: A001
        return Draft(kind, row, base, id, id or self.next_token(kind.name))

    def _match(self, kind: RecordKind, row: Row, alternatives: tuple[tuple[str, ...], ...]) -> Record | None:
        earlier: list[tuple[tuple[str, ...], tuple[str, ...]]] = []
        for fields in alternatives:
            key = tuple(self._of_row(row, kind, field) for field in fields)
            if not all(key):
                continue
            found = [record for record in self._index(kind, fields).get(key, ()) if not any(self._differs(kind, record, *past) for past in earlier)]
            if len(found) > 1:
                ids = "、".join(record.id for record in found[:5])
                self._problem(row, fields[0], "ambiguous-record", f"どの記録か決められません（{ids}）。管理番号を書いてください。", f"several records may be meant ({ids}); give the id.")
                return None
            if found:
                self._once(row, found[0].id, found[0].id)
                return found[0]
            earlier.append((fields, key))
        if earlier:
            fields, key = earlier[0]
            self._once(row, (kind.name, fields, key), "・".join(str(row.raw.get(field, "")) for field in fields))
        return None

    def _once(self, row: Row, key: object, shown: str) -> None:
        """Two rows that mean one record contradict each other or are a mistake."""
        place = f"{row.sheet}!{row.number}"
        first = self._seen.setdefault(key, place)
        if first is not place and first != place:
            self._problem(row, "", "double-row", f"{first}行目と同じ記録（{shown}）の行です。", f"the same record ({shown}) as row {first}.")

    def _index(self, kind: RecordKind, fields: tuple[str, ...]) -> dict[tuple[str, ...], list[Record]]:
        index = self._indexes.get((kind.name, fields))
        if index is None:
            index = self._indexes[kind.name, fields] = {}
            for record in self.held.all(kind.cls):
                key = tuple(self._of_record(record, kind, field) for field in fields)
                if all(key):
                    index.setdefault(key, []).append(record)
        return index

    def _differs(self, kind: RecordKind, record: Record, fields: tuple[str, ...], key: tuple[str, ...]) -> bool:
        own = tuple(self._of_record(record, kind, field) for field in fields)
        return all(own) and own != key

    def _of_record(self, record: Record, kind: RecordKind, path: str) -> str:
        found = field_at(kind, path)
        value: Any = record
        for step in found[0] if found else ():
            value = getattr(value, str(step), None) if isinstance(step, str) else None
        if not value:
            return ""
        return name_key(self.held.name(value)) if found and found[1].form is Form.REF else _key(kind, str(value))

    def _of_row(self, row: Row, kind: RecordKind, path: str) -> str:
        found = field_at(kind, path)
        value: Any = row.tree
        for step in found[0] if found else ():
            value = value.get(step) if isinstance(value, dict) else None
        if found and found[1].form is Form.REF:
            raw = row.raw.get(path)
            named = value or ("" if raw is None or isinstance(raw, BadCell) else str(raw))
            return name_key(self.held.name(named)) if named else ""
        return _key(kind, str(value)) if value else ""

    def _problem(self, row: Row, path: str, code: str, ja: str, en: str, read: str = "", allowed: Bilingual | None = None) -> None:
        row.failed = True
        cell = row.cells.get(path, str(row.number))
        self.problems.append(CellProblem(row.sheet, cell, row.headers.get(path, ""), code, Bilingual(ja, en), read=read, allowed=allowed))


def _key(kind: RecordKind, text: str) -> str:
    """Return a value for comparing: names of firms, people and departments in any spelling, all else without regard to width and spaces."""
    if kind.name in ("vendor", "person", "department"):
        return name_key(text)
    return "".join(unicodedata.normalize("NFKC", text).split()).lower()
