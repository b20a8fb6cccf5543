"""What records say about time, in the plain values of this package."""

from __future__ import annotations

from datetime import date

import attrs

from vendorrisk.model import Contract, Holdings, Interval, Notice, RenewalMode, ReviewRule, Settings, Span
from vendorrisk.schedule._calendar import Calendar
from vendorrisk.schedule._errors import ScheduleError
from vendorrisk.schedule._periods import Period
from vendorrisk.schedule._terms import Renewal, Term, TermStatus

__all__ = ["calendar_of", "period_of", "term_of", "term_status"]


def calendar_of(settings: Settings) -> Calendar:
    """Return the city's open days: the national calendar with its own closed and open days.

    A day that is entered as both counts as closed: what is due on it is then due a day earlier, which is safe.
    """
    days = [(day.on, bool(day.open)) for day in settings.closed_days if day.on is not None]
    closed = frozenset(on for on, is_open in days if not is_open)
    return Calendar(closed, frozenset(on for on, is_open in days if is_open) - closed)


def period_of(span: Span | Notice | ReviewRule | Interval | None) -> Period | None:
    """Return a length of time, or None when it is not known or there is no such length, which is said as a problem of the record."""
    if span is None or span.unit is None:
        return None
    amount = span.value if isinstance(span, (Span, Notice)) else span.every
    try:
        return Period(amount, span.unit.value) if amount else None
    except ScheduleError:
        return None


def term_of(contract: Contract, holdings: Holdings) -> Term | None:
    """Return the term of a contract as its amendments have made it; None while its start is unknown or its dates contradict each other.

    >>> from datetime import date
    >>> contract = Contract(id="contract-2026-0001", title="保守", start=date(2026, 4, 1), end=date(2027, 3, 31))
    >>> term_of(contract, Holdings([contract])).on(date(2027, 4, 1)).state.value
    'expired-undecided'
    """
    if contract.start is None:
        return None
    renewal = contract.renewal
    mode = renewal.mode if renewal is not None and renewal.mode is not None else RenewalMode.NONE
    lead = contract.lead_time or holdings.settings.lead_time
    try:
        term = Term(
            contract.start,
            contract.end,
            Renewal(mode.value),
            renewal.months if renewal is not None else None,
            renewal.max_times if renewal is not None else None,
            period_of(contract.notice),
            lead_time=period_of(lead),
            ended_on=contract.ended.on if contract.ended is not None else None,
        )
    except ScheduleError:
        return None  # said as a problem of the record, with its field
    return term


def term_status(contract: Contract, held: Holdings, today: date, calendar: Calendar | None = None) -> TermStatus | None:
    """Return where the term of a contract stands on a day, with the amendments in force; None while it has no beginning.

    An automatic renewal whose length nobody has stated is taken as no renewal, an end before the beginning as the beginning: a contract
    whose dates contradict each other must not vanish from the list for that.

    >>> from vendorrisk.model import Renewal as Says
    >>> contract = Contract(id="contract-2026-0001", start=date(2026, 4, 1), end=date(2027, 3, 31), renewal=Says(mode=RenewalMode.AUTOMATIC))
    >>> term_status(contract, Holdings([contract]), date(2027, 4, 1)).state.value
    'expired-undecided'
    """
    now = contract.in_force(today)
    if now.start is None:
        return None
    term = term_of(now, held)
    if term is None:
        end = now.end if now.end is None else max(now.start, now.end)
        term = term_of(attrs.evolve(now, renewal=None, end=end), held)
    return None if term is None else term.on(today, calendar or calendar_of(held.settings))
