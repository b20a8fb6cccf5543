"""All rules on one record, or on all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from vendorrisk.lifecycle._checks import check_shortcomings, deciding_shortcomings
from vendorrisk.lifecycle._contracts import contract_shortcomings
from vendorrisk.lifecycle._found import Shortcoming
from vendorrisk.lifecycle._measures import (
    MeasureState,
    acceptance_shortcomings,
    measure_shortcomings,
    measure_state,
    review_shortcomings,
)
from vendorrisk.lifecycle._people import people_shortcomings
from vendorrisk.lifecycle._services import (
    account_shortcomings,
    certificate_shortcomings,
    service_shortcomings,
)
from vendorrisk.lifecycle._stages import OVER, stage
from vendorrisk.lifecycle._table import Colour
from vendorrisk.model import (
    Acceptance,
    CheckRecord,
    CloudService,
    Contract,
    Holdings,
    Incident,
    Measure,
    PackEdition,
    Record,
    Review,
    SocialAccount,
    UsageRule,
    Vendor,
    VendorStatus,
)

__all__ = ["all_shortcomings", "shortcomings"]


def shortcomings(record: Record, held: Holdings, today: date, *, packs: Sequence[PackEdition] = ()) -> tuple[Shortcoming, ...]:
    """Return what a record of any kind lacks on a day, red before amber.

    Args:
        record: the record.
        held: the register.
        today: the day.
        packs: the editions of the requirement packs in force, to tell checks by older ones; none are compared when none are given.

    >>> account = SocialAccount(id="account-2026-0001", title="市公式X", opened_on=date(2026, 4, 1), owner="person-2026-0001")
    >>> [one.code for one in shortcomings(account, Holdings([account]), date(2026, 5, 1))][:4]
    ['account-procedure-missing', 'account-publishable-missing', 'not-checked', 'account-owner-missing']
    """
    return tuple(sorted(_found(record, held, today, packs), key=_is_amber))


def all_shortcomings(held: Holdings, today: date, *, packs: Sequence[PackEdition] = ()) -> tuple[Shortcoming, ...]:
    """Return what all records lack, red before amber, each colour in the order of the ids."""
    found = (one for record in sorted(held, key=lambda record: record.id) for one in _found(record, held, today, packs))
    return tuple(sorted(found, key=_is_amber))


def _is_amber(one: Shortcoming) -> bool:
    return one.colour is Colour.AMBER


def _found(record: Record, held: Holdings, today: date, packs: Sequence[PackEdition]) -> Iterator[Shortcoming]:
    if isinstance(record, (Contract, CloudService, SocialAccount)):
        yield from _staged(record, held, today, packs)
    elif isinstance(record, Measure):
        yield from measure_shortcomings(record, held, today)
        if measure_state(record, today) not in (MeasureState.VERIFIED, MeasureState.WITHDRAWN):
            yield from people_shortcomings(record, held, today)
    elif isinstance(record, Review):
        yield from review_shortcomings(record, held, today)
    elif isinstance(record, Acceptance):
        yield from acceptance_shortcomings(record, held, today)
    elif isinstance(record, CheckRecord):
        yield from deciding_shortcomings(record, held, today)
    elif isinstance(record, Vendor):
        if record.status not in (VendorStatus.ENDED, VendorStatus.CANDIDATE):
            yield from certificate_shortcomings(record, record.certifications, today)
    elif isinstance(record, UsageRule):
        if record.repealed_on is None or record.repealed_on > today:
            yield from people_shortcomings(record, held, today)
    elif isinstance(record, Incident) and (record.closed_on is None or record.closed_on > today):
        yield from people_shortcomings(record, held, today)


def _staged(record: Contract | CloudService | SocialAccount, held: Holdings, today: date, packs: Sequence[PackEdition]) -> Iterator[Shortcoming]:
    now = stage(record, held, today)
    if isinstance(record, Contract):
        yield from contract_shortcomings(record, held, today, now)
    elif isinstance(record, CloudService):
        yield from service_shortcomings(record, held, today, now)
    else:
        yield from account_shortcomings(record, held, today, now)
    if now not in OVER:
        yield from check_shortcomings(record, held, today, now, packs)
        yield from people_shortcomings(record, held, today)
