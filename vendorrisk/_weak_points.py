"""Where a city is weak: how often each requirement is not met, by kind of record, from the latest checks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from vendorrisk.model import (
    CloudService,
    Contract,
    ElementVerdict,
    Holdings,
    Record,
    SocialAccount,
    latest_check,
)

__all__ = ["WeakPoint", "weak_points"]

_KINDS: tuple[type[Record], ...] = (Contract, CloudService, SocialAccount)


@attrs.frozen
class WeakPoint:
    """One requirement over all records.

    Attributes:
        requirement: its id.
        counts: for contracts, services and accounts: (how many fall short of it, how many were checked for it).
        records: the ids of those that fall short.
    """

    requirement: str
    counts: tuple[tuple[int, int], ...]
    records: tuple[str, ...] = ()

    @property
    def short(self) -> int:
        """How many records fall short of it."""
        return sum(short for short, _ in self.counts)

    @property
    def checked(self) -> int:
        """How many records were checked for it."""
        return sum(checked for _, checked in self.counts)


def weak_points(holdings: Holdings, today: date, records: Iterable[Record] | None = None) -> tuple[WeakPoint, ...]:
    """Return every mandatory requirement that the latest checks judged, the one that most records fall short of first.

    A record falls short when one mandatory element is not met, neither by its text nor by a person's decision.

    Args:
        holdings: the register.
        today: the day; checks that were run later do not count.
        records: only these; every contract, service and account when left out.

    >>> from vendorrisk.model import CheckRecord, CheckedElement
    >>> element = CheckedElement(requirement="outsourcing.audit", element="audit", mandatory=True, verdict=ElementVerdict.MISSING)
    >>> check = CheckRecord(id="check-2026-0001", subject="contract-2026-0001", run_on=date(2026, 4, 1), elements=(element,))
    >>> [(point.requirement, point.counts) for point in weak_points(Holdings([Contract(id="contract-2026-0001"), check]), date(2026, 5, 1))]
    [('outsourcing.audit', ((1, 1), (0, 0), (0, 0)))]
    """
    counts: dict[str, list[list[int]]] = {}
    named: dict[str, list[str]] = {}
    for record in records if records is not None else [one for kind in _KINDS for one in holdings.all(kind)]:
        check = latest_check(record.id, holdings, today)
        if check is None or type(record) not in _KINDS:
            continue
        short: dict[str, bool] = {}
        for found, verdict in zip(check.elements, check.counted, strict=True):
            if found.mandatory:
                short[found.requirement] = short.get(found.requirement, False) or verdict is not ElementVerdict.MET
        for requirement, falls_short in short.items():
            place = counts.setdefault(requirement, [[0, 0] for _ in _KINDS])[_KINDS.index(type(record))]
            place[0] += falls_short
            place[1] += 1
            if falls_short:
                named.setdefault(requirement, []).append(record.id)
    points = [
        WeakPoint(requirement, tuple((short, checked) for short, checked in found), tuple(named.get(requirement, ())))
        for requirement, found in counts.items()
    ]
    return tuple(sorted(points, key=lambda point: (-point.short, -point.checked, point.requirement)))
