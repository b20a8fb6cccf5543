"""Who answers for a record, and whether that person is still there: posts change every April.

One person's absence must not stop a reminder, so :func:`who_answers` never returns nobody: owner, else deputy, else everyone of the
department, else everyone.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import attrs

from vendorrisk.lifecycle._found import Shortcoming, found
from vendorrisk.model import (
    Bilingual,
    Choice,
    Department,
    Holdings,
    Part,
    Person,
    Record,
    SocialAccount,
    fields_of,
)

__all__ = ["Answering", "Standing", "four_eyes", "people_shortcomings", "who_answers"]


class Standing(Choice):
    """By what somebody answers for a record."""

    OWNER = "owner", "担当者", "owner"
    DEPUTY = "deputy", "副担当者", "deputy"
    DEPARTMENT = "department", "所管課", "department"
    EVERYONE = "everyone", "全員", "everyone"


@attrs.frozen
class Answering:
    """Who is to be reminded.

    Attributes:
        standing: by what they answer.
        people: their ids; empty when it is everyone's.
    """

    standing: Standing
    people: tuple[str, ...]


def who_answers(record: Record, held: Holdings, today: date) -> Answering:
    """Return who answers for a record on a day.

    >>> from vendorrisk.model import Contract
    >>> people = [Person(id="person-2026-0001", name="山田", until=date(2026, 3, 31)), Person(id="person-2026-0002", name="佐藤")]
    >>> contract = Contract(id="contract-2026-0001", owner="person-2026-0001", deputy="person-2026-0002")
    >>> who_answers(contract, Holdings([contract, *people]), date(2026, 4, 1))
    Answering(standing=<Standing.DEPUTY: 'deputy'>, people=('person-2026-0002',))
    """
    for standing in (Standing.OWNER, Standing.DEPUTY):
        person = held.get(getattr(record, standing.value, ""), Person)
        if person is not None and _is_here(person, today):
            return Answering(standing, (person.id,))
    department = getattr(record, "department", "")
    colleagues = tuple(one.id for one in held.all(Person) if department and one.department == department and _is_here(one, today))
    return Answering(Standing.DEPARTMENT, colleagues) if colleagues else Answering(Standing.EVERYONE, ())


def people_shortcomings(record: Record, held: Holdings, today: date) -> Iterator[Shortcoming]:
    """Yield what is wrong with the people who answer for a record that is not over."""
    owner_id, department_id = getattr(record, "owner", ""), getattr(record, "department", "")
    owner = held.get(owner_id, Person)
    if owner is None:  # an id that leads nowhere is nobody
        yield found("account-owner-missing" if isinstance(record, SocialAccount) else "owner-missing", record, "owner")
    elif not _is_here(owner, today):
        yield found("owner-left", record, "owner", name=owner.name, until=owner.until or today)
    elif department_id and owner.department and not _related(owner.department, department_id, held):
        yield found("owner-moved", record, "owner", name=owner.name, where=held.name(owner.department), department=held.name(department_id))
    if hasattr(record, "deputy"):
        deputy = held.get(record.deputy, Person)
        if deputy is None:
            yield found("deputy-missing", record, "deputy")
        elif not _is_here(deputy, today):
            yield found("deputy-left", record, "deputy", name=deputy.name, until=deputy.until or today)
    department = held.get(department_id, Department)
    if department is not None and department.closed_on is not None and department.closed_on <= today:
        yield found("department-closed", record, "department", department=department.name, on=department.closed_on)


def four_eyes(record: Record, held: Holdings, field: str, approver: str, *doers: str) -> Iterator[Shortcoming]:
    """Yield a shortcoming when the approver is one of those who did it or asked for it."""
    if approver and approver in doers:
        yield found("self-approved", record, field, what=_label(type(record), field), name=held.name(approver))


def _label(cls: type[Part], path: str) -> Bilingual:
    """Return the word on the form for a field, which may lie in a part, such as ``permission.decided_by``."""
    name, _, rest = path.partition(".")
    info = next(one for one in fields_of(cls) if one.name == name.partition("[")[0])
    return _label(info.type, rest) if rest and info.type is not None else info.label


def _is_here(person: Person, today: date) -> bool:
    return person.until is None or person.until >= today


def _related(one: str, other: str, held: Holdings) -> bool:
    """Return whether one department is the other, or lies above or below it."""
    return other in _above(one, held) or one in _above(other, held)


def _above(id: str, held: Holdings) -> dict[str, None]:  # noqa: A002
    walked: dict[str, None] = {}
    while id and id not in walked:
        walked[id] = None
        department = held.get(id, Department)
        id = department.parent if department is not None else ""  # noqa: A001
    return walked
