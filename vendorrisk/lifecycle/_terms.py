"""From the register to the schedule: a contract's dates as a term, the city's settings as a calendar."""

from __future__ import annotations

from datetime import date

import attrs

from vendorrisk.model import Contract, Notice, RenewalMode, Settings, Side, Span
from vendorrisk.schedule import Calendar, Period, Renewal, ScheduleError, Term, TermStatus

__all__ = ["calendar_of", "term_of", "term_status"]

_RENEWALS = {RenewalMode.NONE: Renewal.NONE, RenewalMode.EXPRESS: Renewal.EXPRESS, RenewalMode.AUTOMATIC: Renewal.AUTOMATIC}


def calendar_of(settings: Settings) -> Calendar:
    """Return the city's calendar; a day that is set both closed and open is open, for a notice that is early does no harm."""
    days = [(day.on, day.open) for day in settings.closed_days if day.on is not None]
    opened = frozenset(on for on, is_open in days if is_open)
    return Calendar(closed=frozenset(on for on, is_open in days if not is_open) - opened, opened=opened)


def term_of(contract: Contract, settings: Settings, today: date) -> Term | None:
    """Return what a contract says about its time, with the amendments in force on a day; None while it has no beginning.

    An automatic renewal whose length nobody has stated is taken as no renewal: the end then shows up as undecided instead of vanishing.

    >>> term_of(Contract(id="contract-2026-0001", start=date(2026, 4, 1), end=date(2027, 3, 31)), Settings(), date(2026, 5, 1)).end
    datetime.date(2027, 3, 31)
    """
    now = contract.in_force(today)
    if now.start is None:
        return None
    mode = now.renewal.mode if now.renewal is not None else None
    renewal = _RENEWALS[mode] if mode is not None else Renewal.NONE
    end = now.end if now.end is None or now.end >= now.start else now.start
    ended = now.ended.on if now.ended is not None else None
    notice = now.notice if now.notice is not None and now.notice.side is not Side.VENDOR else None
    plain = Term(now.start, end, notice=_period(notice), lead_time=_period(now.lead_time or settings.lead_time), ended_on=ended)
    months, times = (now.renewal.months, now.renewal.max_times) if now.renewal is not None else (None, None)
    try:
        return attrs.evolve(plain, renewal=renewal, renewal_months=months, max_times=times)
    except ScheduleError:
        return plain


def term_status(contract: Contract, settings: Settings, today: date) -> TermStatus | None:
    """Return where the term of a contract stands on a day; None while it has no beginning."""
    term = term_of(contract, settings, today)
    return None if term is None else term.on(today, calendar_of(settings))


def _period(span: Span | Notice | None) -> Period | None:
    """Return a length of time; None for one that is blank or impossible, which validation reports."""
    if span is None or span.value is None or span.unit is None:
        return None
    try:
        return Period(span.value, span.unit)
    except ScheduleError:
        return None
