"""What records say about time, in the plain values of this package."""

from __future__ import annotations

from vendorrisk.model import Contract, Holdings, Notice, RenewalMode, ReviewRule, Settings, Span
from vendorrisk.schedule._calendar import Calendar
from vendorrisk.schedule._errors import ScheduleError
from vendorrisk.schedule._periods import Period
from vendorrisk.schedule._terms import Renewal, Term

__all__ = ["calendar_of", "period_of", "term_of"]


def calendar_of(settings: Settings) -> Calendar:
    """Return the city's open days: the national calendar with its own closed and open days."""
    days = [day for day in settings.closed_days if day.on is not None]
    return Calendar(
        frozenset(day.on for day in days if day.on is not None and not day.open),
        frozenset(day.on for day in days if day.on is not None and day.open),
    )


def period_of(span: Span | Notice | ReviewRule | None) -> Period | None:
    """Return a length of time, or None when it is not known."""
    if span is None or span.unit is None:
        return None
    amount = span.every if isinstance(span, ReviewRule) else span.value
    return Period(amount, span.unit.value) if amount else None


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

