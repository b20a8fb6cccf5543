"""What must be true between records: what they point to exists, nobody answers for a record after leaving, nothing runs in a circle."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from vendorrisk.model._contract import Contract
from vendorrisk.model._holdings import Holdings, references
from vendorrisk.model._kinds import kind_of
from vendorrisk.model._language import Bilingual
from vendorrisk.model._problems import Problem, Severity
from vendorrisk.model._records import Department, Person, Record, Vendor

__all__ = ["answered_by", "validate_links"]

# fields that name somebody who answers for the record from now on, not somebody who once did something
_ANSWERING = ("owner", "deputy")
_PARENTS: tuple[tuple[type[Record], str], ...] = ((Vendor, "parent"), (Department, "parent"), (Contract, "parent"), (Contract, "replaces"))


def validate_links(held: Holdings, today: date) -> tuple[Problem, ...]:
    """Return what is wrong between the records of a register on a day.

    >>> contract = Contract(id="contract-2026-0001", title="保守", vendor="vendor-2026-0007")
    >>> [(p.field, p.code) for p in validate_links(Holdings([contract]), date(2026, 4, 1))]
    [('vendor', 'dangling')]
    """
    return tuple(_problems(held, today))


def answered_by(person: str, held: Holdings, today: date) -> tuple[tuple[Record, tuple[str, ...]], ...]:
    """Return what somebody answers for on a day: the records that are not over, each with the fields that name the person.

    >>> contracts = [Contract(id="contract-2026-0001", owner="person-2026-0001"), Contract(id="contract-2026-0002", deputy="person-2026-0001")]
    >>> [(record.id, fields) for record, fields in answered_by("person-2026-0001", Holdings(contracts), date(2026, 4, 1))]
    [('contract-2026-0001', ('owner',)), ('contract-2026-0002', ('deputy',))]
    """
    users = [held.records[id] for id in held.users(person)]  # noqa: A001
    found = [(record, tuple(name for name in _ANSWERING if getattr(record, name, "") == person)) for record in users if not _over(record, today)]
    return tuple(sorted((one for one in found if one[1]), key=lambda one: one[0].id))


def _problems(held: Holdings, today: date) -> Iterator[Problem]:
    for record in held:
        for field, target in references(record):
            found = held.records.get(target)
            if found is None:
                yield _problem(record, field, "dangling", f"「{target}」という記録がありません。", f"there is no record {target}.", Severity.ERROR)
            elif field in _ANSWERING and isinstance(found, Person) and found.until is not None and found.until < today and not _over(record, today):
                yield _problem(
                    record,
                    field,
                    "owner-left",
                    f"{found.name}は{found.until}に離任しています。後任者に引き継いでください。",
                    f"{found.name} left on {found.until}; hand the record over.",
                    Severity.WARNING,
                )
    for cls, name in _PARENTS:
        yield from _circles(held, cls, name)
    yield from _twins(held)


def _over(record: Record, today: date) -> bool:
    """Return whether nobody has to answer for a record any more."""
    for name in ("ended", "closing"):
        ended = getattr(record, name, None)
        day = getattr(ended, "on", None) or getattr(ended, "closed_on", None)
        if day is not None and day <= today:
            return True
    return any(getattr(record, name, None) is not None for name in ("stopped_on", "closed_on", "repealed_on", "verified_on", "withdrawn_on"))


def _circles(held: Holdings, cls: type[Record], name: str) -> Iterator[Problem]:
    sound: set[str] = set()
    for record in held.all(cls):
        walked: dict[str, None] = {}
        step: Record | None = record
        while step is not None and step.id not in walked and step.id not in sound:
            walked[step.id] = None
            step = held.get(getattr(step, name), cls)
        if step is not None and step.id in walked and step.id == record.id and getattr(record, name) != record.id:
            label = kind_of(record).label
            yield _problem(record, name, "cycle", f"{label.ja}の上下関係が循環しています。", f"the {label.en}s form a circle.", Severity.ERROR)
        elif step is None or step.id in sound:
            sound.update(walked)


def _twins(held: Holdings) -> Iterator[Problem]:
    """Two firms with one corporate number are one firm."""
    first: dict[str, Vendor] = {}
    for vendor in held.all(Vendor):
        if not vendor.corporate_number:
            continue
        other = first.setdefault(vendor.corporate_number, vendor)
        if other is not vendor:
            yield _problem(
                vendor, "corporate_number", "duplicate", f"法人番号が{other.id}（{other.name}）と同じです。", f"same corporate number as {other.id} ({other.name}).", Severity.WARNING
            )


def _problem(record: Record, field: str, code: str, ja: str, en: str, severity: Severity) -> Problem:
    return Problem(record.id, field, code, Bilingual(ja, en), severity)
