"""What an import would do, as a value: shown before anything is written, and carried out in one transaction of the register.

New records have no id yet.  Until the register gives one, they are known by a token such as ``new/vendor/3``, and references to them
hold that token; :meth:`Preview.apply` puts the id in its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Protocol, TypeVar

import attrs

from vendorrisk.model import Bilingual, Form, Part, Record, Severity, fields_of, kind_of, name_of, references
from vendorrisk.register.exchange._words import CellProblem, Remark, refused

__all__ = ["ORDER", "Applied", "Change", "ChangedRecord", "FieldChange", "NewRecord", "Preview", "changes_between", "is_token", "token", "with_ids"]

R = TypeVar("R", bound=Record)
P = TypeVar("P", bound=Part)
_MARK = "new/"
ORDER = ("department", "person", "vendor", "rule", "selection", "contract", "service", "account", "review", "check", "incident", "measure", "acceptance")


class Change(Protocol):
    """What an import needs of a transaction of the register."""

    def add(self, record: R) -> R:
        """Add a record and return it with its id; a record that has an id already keeps it."""
        ...

    def put(self, record: Record) -> object:
        """Put a record in the place of the one with its id."""
        ...


@attrs.frozen
class FieldChange:
    """One field that a row changes; for lists the whole list."""

    path: str
    label: Bilingual
    before: Any
    after: Any


@attrs.frozen
class NewRecord:
    """A record that the register does not have.

    Attributes:
        record: with an id only when the file gives one.
        token: what references to it hold until it has an id; its id when it has one.
        place: the row, such as ``契約!12``; the cell that names it when it is made from its name.
        implied: whether it is made because another row names it.
    """

    record: Record
    token: str
    place: str
    implied: bool = False


@attrs.frozen
class ChangedRecord:
    """A record of the register that a row changes."""

    before: Record
    after: Record
    changes: tuple[FieldChange, ...]
    place: str


@attrs.frozen
class Applied:
    """What was carried out.

    Attributes:
        added: the new records as the register returned them.
        changed: ids of the changed ones.
        ids: the id that each token became.
    """

    added: tuple[Record, ...]
    changed: tuple[str, ...]
    ids: Mapping[str, str]


@attrs.frozen
class Preview:
    """What an import would do.

    Attributes:
        new: records to add.
        changed: records to put.
        unchanged: ids of records that the file says nothing new about.
        skipped: records that differ from their rows and are left alone (``clash="skip"``).
        problems: everything wrong, by sheet and cell; an error keeps its row out of the lists above.
        remarks: what the person should know.
        ignored: (sheet, header) of columns that were not read.
    """

    new: tuple[NewRecord, ...] = ()
    changed: tuple[ChangedRecord, ...] = ()
    unchanged: tuple[str, ...] = ()
    skipped: tuple[ChangedRecord, ...] = ()
    problems: tuple[CellProblem, ...] = ()
    remarks: tuple[Remark, ...] = ()
    ignored: tuple[tuple[str, str], ...] = ()

    @property
    def errors(self) -> tuple[CellProblem, ...]:
        """The problems that keep rows out."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)

    def name(self, id_or_token: str) -> str:
        """Return what a person calls a new record; the text itself when it is no token of this import."""
        return self._names.get(id_or_token) or id_or_token

    @cached_property
    def _names(self) -> dict[str, str]:
        return {new.token: name_of(new.record) for new in self.new}

    def apply(self, change: Change, *, despite_errors: bool = False) -> Applied:
        """Carry it out within a transaction: new records in an order in which what they refer to comes first, then the changed ones.

        Raises:
            ExchangeError: there are errors and ``despite_errors`` is not set; nothing was added.
        """
        if self.errors and not despite_errors:
            raise refused("problems", len(self.errors))
        ids: dict[str, str] = {}
        added: list[Record] = []
        waiting: list[tuple[int, Record]] = []
        coming = {new.token for new in self.new if is_token(new.token)}
        for new in sorted(self.new, key=lambda one: ORDER.index(kind_of(one.record).name)):
            early = {target for _, target in references(new.record) if target in coming and target not in ids}
            stored = change.add(with_ids(new.record, ids, blank=early) if coming else new.record)
            if early:
                waiting.append((len(added), new.record))
            added.append(stored)
            ids[new.token] = stored.id
        for place, record in waiting:  # two new records that refer to each other
            added[place] = attrs.evolve(with_ids(record, ids, blank=set()), id=added[place].id)
            change.put(added[place])
        for changed in self.changed:
            change.put(with_ids(changed.after, ids, blank=set()) if coming else changed.after)
        return Applied(tuple(added), tuple(changed.before.id for changed in self.changed), {key: given for key, given in ids.items() if is_token(key)})


def token(kind: str, number: int) -> str:
    """Return what stands for a record that has no id yet."""
    return f"{_MARK}{kind}/{number}"


def is_token(text: str) -> bool:
    """Return whether a reference holds a token."""
    return text.startswith(_MARK)


def changes_between(before: Record, after: Record) -> tuple[FieldChange, ...]:
    """Return the fields in which two states of a record differ; groups field by field, lists as a whole."""
    return tuple(_differences(before, after, type(before), "", ("", "")))


def _differences(before: Part | None, after: Part | None, cls: type[Part], path: str, head: tuple[str, str]) -> list[FieldChange]:
    found: list[FieldChange] = []
    for field in fields_of(cls):
        old, new = getattr(before, field.name, None), getattr(after, field.name, None)
        if old == new:
            continue
        label = Bilingual(head[0] + field.label.ja, head[1] + field.label.en)
        inner = _differences(old, new, field.type, f"{path}{field.name}.", (f"{label.ja}：", f"{label.en}: ")) if field.form is Form.PART and field.type else []
        found += inner or [FieldChange(path + field.name, label, old, new)]
    old_extra, new_extra = getattr(before, "extra", {}), getattr(after, "extra", {})
    if before is not None and after is not None and old_extra != new_extra:
        found.append(FieldChange(f"{path}*", Bilingual(head[0] + "その他の項目", head[1] + "other keys"), dict(old_extra), dict(new_extra)))
    return found


def with_ids(part: P, ids: Mapping[str, str], *, blank: set[str]) -> P:
    """Return a part with ids in the place of tokens; those of ``blank`` are left out for now."""
    given: dict[str, Any] = {}
    for field in fields_of(type(part)):
        value = getattr(part, field.name)
        if not value:
            continue
        if field.form is Form.REF and is_token(value):
            given[field.name] = "" if value in blank else ids.get(value, "")
        elif field.form is Form.REFS and any(map(is_token, value)):
            given[field.name] = tuple(ids.get(one, one) for one in value if one not in blank and (one in ids or not is_token(one)))
        elif field.form is Form.PART:
            made = with_ids(value, ids, blank=blank)
            given |= {field.name: made} if made is not value else {}
        elif field.form is Form.PARTS:
            items = tuple(with_ids(item, ids, blank=blank) for item in value)
            given |= {field.name: items} if any(new is not old for new, old in zip(items, value, strict=True)) else {}
    return attrs.evolve(part, **given) if given else part
