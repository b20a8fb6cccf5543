"""Which reviews a record needs, and when each is next due: from its facts, its own rules, the city's settings and its residual risk.

Of several rules for the same kind of review the one that falls due first counts, with its own source.  Occurrences are computed; only a
review that was done or postponed is a record.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import attrs

from vendorrisk.model import (
    Bilingual,
    CloudService,
    Contract,
    ContractKind,
    Holdings,
    Record,
    Review,
    ReviewKind,
    ReviewResult,
    RiskBand,
    ServiceStatus,
    SocialAccount,
)
from vendorrisk.schedule._calendar import NATIONAL, Calendar
from vendorrisk.schedule._errors import ScheduleError
from vendorrisk.schedule._of_records import period_of
from vendorrisk.schedule._recurrence import (
    Due,
    Postponement,
    Recurrence,
    RecurrenceKind,
    next_due,
    review_interval,
    standard_recurrences,
)

__all__ = ["ReviewDue", "reviews_due", "rules_for"]

_STANDARD = {standard.id: standard.recurrence for standard in standard_recurrences()}
_SYSTEM = {ContractKind.SYSTEM_DEVELOPMENT, ContractKind.OPERATION_MAINTENANCE}
# an inspection on site confirms what a written confirmation would
_ALSO = {ReviewKind.ON_SITE: (ReviewKind.PERIODIC,), ReviewKind.PRE_RENEWAL: (ReviewKind.PERIODIC,)}
_RUNNING = {ServiceStatus.IN_USE, ServiceStatus.PAUSED, ServiceStatus.STOPPING}


@attrs.frozen
class ReviewDue:
    """A review that is due for a record."""

    kind: ReviewKind
    due: Due


def rules_for(record: Record, holdings: Holdings, band: RiskBand | None = None) -> tuple[tuple[ReviewKind, Recurrence], ...]:
    """Return every rule by which a record has to be reviewed.

    Args:
        record: a contract, service or account; others need no review.
        holdings: the register.
        band: its residual risk, or None when it has not been assessed.
    """
    return tuple(_rules(record, holdings, band))


def _rules(record: Record, holdings: Holdings, band: RiskBand | None) -> Iterator[tuple[ReviewKind, Recurrence]]:
    if isinstance(record, Contract):
        information = record.information
        if information is not None and (information.personal or information.my_number):
            yield ReviewKind.ON_SITE, _STANDARD["personal-information.inspection"]
        elif record.facts.important is not False:
            yield ReviewKind.PERIODIC, _STANDARD["outsourcing.confirmation"]
        if information is not None and information.my_number:
            yield ReviewKind.PERIODIC, _STANDARD["my-number.audit"]
        if record.kind in _SYSTEM:
            yield ReviewKind.PERIODIC, _STANDARD["system.confirmation"]
    elif isinstance(record, CloudService):
        yield ReviewKind.PERIODIC, _STANDARD["cloud.review"]
    elif isinstance(record, SocialAccount):
        yield ReviewKind.SOCIAL, _STANDARD["social-media.review"]
    else:
        return
    if band is not None and band is not RiskBand.NOT_ASSESSED and not isinstance(record, SocialAccount):
        yield ReviewKind.PERIODIC, _interval(holdings, band)
    for own in record.review_rules:
        every = period_of(own)
        if own.kind is not None and every is not None:
            kind = RecurrenceKind.FIXED if own.anchor is not None else RecurrenceKind.AFTER_COMPLETION
            source = Bilingual(own.source or "この記録の設定", own.source or "set for this record")
            try:
                yield own.kind, Recurrence(kind, every, own.anchor, source=source)
            except ScheduleError:
                continue  # said as a problem of the record


def _interval(holdings: Holdings, band: RiskBand) -> Recurrence:
    """Return the city's own interval for a residual risk (one for this band before one for all), or the shipped one."""
    for own in sorted(holdings.settings.intervals, key=lambda one: one.band is None):
        every = period_of(own)
        if own.kind is ReviewKind.PERIODIC and own.band in (None, band) and every is not None:
            source = own.source or "市の設定"
            return Recurrence(RecurrenceKind.AFTER_COMPLETION, every, source=Bilingual(source, own.source or "the city's setting"))
    return review_interval(band.value)  # type: ignore[arg-type]


def begun_on(record: Record) -> date | None:
    """Return since when a record has to be reviewed; None when it is not in force or nobody knows."""
    if isinstance(record, Contract):
        return record.start
    if isinstance(record, CloudService):
        if record.status not in _RUNNING or record.stopped_on is not None:
            return None
        return record.started_on or (record.permission.decided_on if record.permission is not None else None)
    if isinstance(record, SocialAccount):
        closed = record.closing.closed_on if record.closing is not None else None
        return (record.opened_on or record.approved_on) if record.status in _RUNNING and closed is None else None
    return None


def reviews_due(
    record: Record, holdings: Holdings, today: date, band: RiskBand | None = None, calendar: Calendar = NATIONAL, until: date | None = None
) -> tuple[ReviewDue, ...]:
    """Return the next review of every kind that a record needs; a missed one stays until it is done.

    Args:
        record: a contract, service or account.
        holdings: the register.
        today: the day that is asked about.
        band: its residual risk.
        calendar: the city's open days.
        until: the last day on which the record is in force; a review that would fall behind it is not due, for it is too late then.
    """
    begun = begun_on(record)
    if begun is None or begun > today:
        return ()
    reviews = holdings.about(record.id, Review)
    found: dict[ReviewKind, Due] = {}
    for kind, rule in rules_for(record, holdings, band):
        due = _next(kind, rule, reviews, begun, calendar)
        if kind not in found or due.day < found[kind].day:
            found[kind] = due
    return tuple(ReviewDue(kind, due) for kind, due in found.items() if until is None or due.computed <= until)


def _next(kind: ReviewKind, rule: Recurrence, reviews: tuple[Review, ...], begun: date, calendar: Calendar) -> Due:
    done = [review.done_on for review in reviews if review.done_on is not None and _counts(review, kind)]
    last = max(done, default=None)
    due = next_due(rule, last, begun, None, calendar)
    for review in reviews:
        if review.kind is kind and review.done_on is None and review.due == due.day and review.postponed_to is not None and review.postponed_why.strip():
            return next_due(rule, last, begun, Postponement(due.day, review.postponed_to, review.postponed_why), calendar)
    return due


def _counts(review: Review, kind: ReviewKind) -> bool:
    if review.kind is None or review.result is ReviewResult.NOT_DONE:
        return False
    return review.kind is kind or kind in _ALSO.get(review.kind, ())
