"""One tested place for dates: open days, eras, terms and notice dates, recurring reviews, clocks that a law starts.

A missed notice date binds a city for another year, and a wrong one is believed because a machine said it.  Comparable systems have had
nine years of such errors: the first term counted twice, the notice date left behind by a renewal, reminders that fire on one day only,
statuses set by hand that contradict the dates.  So all arithmetic on dates stands here, and four rules hold:

- *Store facts, derive states.*  A term says what the contract says; its present end, notice date, last day to start and state are
  computed for the day that is asked about.  Nothing here reads the clock: ``today`` is always an argument.
- *Earlier is safe.*  A day by which the city must act rolls back to an open day; only where a law itself says so does it roll forward.
- *Nothing overdue disappears.*  A term that ended undecided stays so until somebody records what became of it; a fixed review that was
  missed stays due until one is done.
- *Every date explains itself*, in Japanese and English, and every interval names its true source.

The values are plain: days, numbers, small frozen classes; ``_of_records``, ``_reviews`` and ``_due`` read the register's records by them.
Importing the package loads neither the holiday library nor the package of legal text; both come with the first question that needs them.

=================  ==========================================================================================
open days          ``Calendar``, ``fiscal_year`` and its first day, last day and label
dates in words     ``read_date`` (or a ``DateProblem``), ``era_date``, ``short_date``, ``say_date``
contracts          ``Period``, ``add_months``, ``Term`` → ``TermStatus``
reviews            ``Recurrence``, ``next_due`` → ``Due``, ``review_interval``, ``standard_recurrences``
clocks             ``leak_clock``, ``inspection_limit``, ``payment_limit``
certificates       ``certificate_kinds``, ``certificate_dates``
=================  ==========================================================================================

>>> from datetime import date
>>> term = Term(date(2026, 4, 1), date(2027, 3, 31), Renewal.AUTOMATIC, 12, notice=Period(3, Unit.MONTH))
>>> term.on(date(2027, 1, 5)).state.label.ja
'通知期限経過（自動更新）'
"""

from vendorrisk.model import fiscal_year
from vendorrisk.schedule._calendar import (
    Calendar,
    fiscal_week,
    fiscal_year_first_day,
    fiscal_year_label,
    fiscal_year_last_day,
)
from vendorrisk.schedule._certificates import (
    CertificateBase,
    CertificateDates,
    CertificateKind,
    certificate_dates,
    certificate_kinds,
)
from vendorrisk.schedule._clocks import LeakClock, Limit, inspection_limit, leak_clock, payment_limit
from vendorrisk.schedule._due import DueItem, DueKind, due_list
from vendorrisk.schedule._eras import DateFault, DateProblem, era_date, read_date, say_date, short_date
from vendorrisk.schedule._errors import ScheduleError
from vendorrisk.schedule._of_records import calendar_of, term_of, term_status
from vendorrisk.schedule._periods import Period, Unit, add_months
from vendorrisk.schedule._recurrence import (
    Due,
    Postponement,
    Recurrence,
    RecurrenceKind,
    RiskBand,
    StandardRecurrence,
    next_due,
    occurrences,
    review_interval,
    standard_recurrences,
)
from vendorrisk.schedule._reviews import ReviewDue, reviews_due, rules_for
from vendorrisk.schedule._terms import Renewal, Term, TermState, TermStatus

__all__ = [
    "Calendar",
    "CertificateBase",
    "CertificateDates",
    "CertificateKind",
    "DateFault",
    "DateProblem",
    "Due",
    "DueItem",
    "DueKind",
    "LeakClock",
    "Limit",
    "Period",
    "Postponement",
    "Recurrence",
    "RecurrenceKind",
    "Renewal",
    "ReviewDue",
    "RiskBand",
    "ScheduleError",
    "StandardRecurrence",
    "Term",
    "TermState",
    "TermStatus",
    "Unit",
    "add_months",
    "calendar_of",
    "certificate_dates",
    "certificate_kinds",
    "due_list",
    "era_date",
    "fiscal_week",
    "fiscal_year",
    "fiscal_year_first_day",
    "fiscal_year_label",
    "fiscal_year_last_day",
    "inspection_limit",
    "leak_clock",
    "next_due",
    "occurrences",
    "payment_limit",
    "read_date",
    "review_interval",
    "reviews_due",
    "rules_for",
    "say_date",
    "short_date",
    "standard_recurrences",
    "term_of",
    "term_status",
]
