"""All records of a register at one moment: read-only, looked up by id, by class, and by what they are about.

Schedules, risks and screens work on this and on nothing else, so they can be tested without a file and never see half a change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

from vendorrisk.model._contract import Contract
from vendorrisk.model._fields import Form, Part, fields_of
from vendorrisk.model._kinds import name_of
from vendorrisk.model._records import Record
from vendorrisk.model._settings import Settings

__all__ = ["Holdings", "references"]

R = TypeVar("R", bound=Record)


class Holdings:
    """Records of one moment.

    >>> from vendorrisk.model import Contract, Review, Vendor
    >>> held = Holdings([Vendor(id="vendor-2026-0001", name="架空システム"), Review(id="review-2026-0001", subject="contract-2026-0001"),
    ...     Contract(id="contract-2026-0001", title="保守", vendor="vendor-2026-0001")])
    >>> held.name("vendor-2026-0001"), [r.id for r in held.about("contract-2026-0001", Review)], held.users("vendor-2026-0001")
    ('架空システム', ['review-2026-0001'], ('contract-2026-0001',))
    """

    def __init__(self, records: Iterable[Record] = (), settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self._take({record.id: record for record in records})
        self._classes: dict[type[Record], tuple[Any, ...]] = {}
        self._subjects: dict[str, list[Record]] | None = None
        self._users: dict[str, list[str]] | None = None
        self._successors: dict[str, list[Contract]] | None = None

    def _take(self, held: dict[str, Record]) -> None:
        self._held = held
        self.records: Mapping[str, Record] = MappingProxyType(held)

    def with_records(self, records: Iterable[Record], settings: Settings | None = None) -> Holdings:
        """Return the holdings with some records added or exchanged; what is known of untouched classes is kept.

        >>> from vendorrisk.model import Vendor
        >>> held = Holdings([Vendor(id="vendor-2026-0001", name="旧"), Vendor(id="vendor-2026-0002")])
        >>> [v.name for v in held.with_records([Vendor(id="vendor-2026-0001", name="新")]).all(Vendor)], held.name("vendor-2026-0001")
        (['新', ''], '旧')
        """
        new = {record.id: record for record in records}
        made = Holdings((), settings or self.settings)
        made._take(self._held | new)  # a plain dictionary is copied ten times as fast as its proxy
        touched = {type(record) for record in new.values()}
        made._classes = {cls: held for cls, held in self._classes.items() if cls not in touched}
        return made

    def __len__(self) -> int:
        return len(self.records)

    def __iter__(self) -> Iterator[Record]:
        return iter(self.records.values())

    def get(self, id: str, cls: type[R]) -> R | None:  # noqa: A002 - the field is called id everywhere
        """Return a record of a class by its id, or None."""
        record = self.records.get(id)
        return record if isinstance(record, cls) else None

    def all(self, cls: type[R]) -> tuple[R, ...]:
        """Return all records of a class in the order of their ids."""
        found = self._classes.get(cls)
        if found is None:
            found = self._classes[cls] = tuple(sorted((record for record in self if type(record) is cls), key=lambda record: record.id))
        return found

    def about(self, id: str, cls: type[R]) -> tuple[R, ...]:  # noqa: A002
        """Return the reviews, measures, incidents, checks or acceptances whose subject is a record, in the order of their ids."""
        if self._subjects is None:
            subjects: dict[str, list[Record]] = {}
            for record in self:
                subject = getattr(record, "subject", "")
                if subject:
                    subjects.setdefault(subject, []).append(record)
            self._subjects = subjects  # put there whole: another thread may be asking
        found = [record for record in self._subjects.get(id, ()) if isinstance(record, cls)]
        if len(found) > 1:
            found.sort(key=lambda record: record.id)
        return tuple(found)

    def users(self, id: str) -> tuple[str, ...]:  # noqa: A002
        """Return the ids of all records that refer to a record."""
        if self._users is None:
            users: dict[str, list[str]] = {}
            for record in self:
                for _, target in references(record):
                    users.setdefault(target, []).append(record.id)
            self._users = users
        return tuple(dict.fromkeys(self._users.get(id, ())))

    def successors(self, id: str) -> tuple[Contract, ...]:  # noqa: A002
        """Return the contracts that replace a contract, in the order of their ids."""
        if self._successors is None:
            self._successors = {}
            for contract in self.all(Contract):
                if contract.replaces:
                    self._successors.setdefault(contract.replaces, []).append(contract)
        return tuple(self._successors.get(id, ()))

    def name(self, id: str) -> str:  # noqa: A002
        """Return what a person calls the record, or the id itself when there is no such record."""
        record = self.records.get(id)
        return name_of(record) if record is not None else id

    def label(self, record: Record) -> str:
        """Return a record's name; for a review, check or acceptance that of its subject."""
        own = name_of(record)
        subject = getattr(record, "subject", "")
        return self.name(subject) if own == record.id and subject else own


def references(value: Part, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield (field, id) for every reference that a record or part holds.

    >>> from vendorrisk.model import Contract, Subcontract
    >>> list(references(Contract(id="contract-2026-0001", owner="person-2026-0001", subcontracts=(Subcontract(vendor="vendor-2026-0009"),))))
    [('owner', 'person-2026-0001'), ('subcontracts[0].vendor', 'vendor-2026-0009')]
    """
    for name, form in _bearing(type(value)):
        held = getattr(value, name)
        if not held:
            continue
        where = path + name
        if form is Form.REF:
            yield where, held
        elif form is Form.REFS:
            yield from ((f"{where}[{place}]", id) for place, id in enumerate(held))  # noqa: A001
        elif form is Form.PART:
            yield from references(held, where + ".")
        else:
            for place, item in enumerate(held):
                yield from references(item, f"{where}[{place}].")


_BEARING: dict[type[Part], tuple[tuple[str, Form], ...]] = {}


def _bearing(cls: type[Part]) -> tuple[tuple[str, Form], ...]:
    """Return the fields of a class that hold references, at whatever depth."""
    found = _BEARING.get(cls)
    if found is None:
        fields = fields_of(cls)
        found = _BEARING[cls] = tuple(
            (field.name, field.form)
            for field in fields
            if field.form in (Form.REF, Form.REFS) or (field.form in (Form.PART, Form.PARTS) and field.type is not None and _bearing(field.type))
        )
    return found
