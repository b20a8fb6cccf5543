"""Periods as contracts count them: days, working days, weeks, months, years, by the Civil Code.

- 民法140条: the first day does not count, unless the period begins at midnight.
- 民法143条: weeks, months and years are counted by the calendar; a period ends on the day before the day that corresponds to its first
  one, and where the last month has no such day, on the last day of that month.
- 民法142条: when the last day is a holiday on which no business is done, the period ends on the next day.  That protects whoever has to
  act *within* a period.  It does not lengthen the time to give notice *before* an end, so nothing here rolls by itself; who needs a
  working day asks the calendar, forward or backward.

From 140 and 143 follows that the last day of a month leads to the last day of a month: a month that is counted from 28 February begins
on 1 March and ends on 31 March; one month before the end of 30 April (24:00) is the end of 31 March.  Every other day leads to the same
number, or to the last day of a month that is too short.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum

import attrs

from vendorrisk.model import Bilingual
from vendorrisk.schedule._calendar import NATIONAL, Calendar
from vendorrisk.schedule._errors import ScheduleError, beyond_calendar

__all__ = ["Period", "Unit", "add_months"]

_MOST = 1200  # a century of months: more is a slip of the keyboard


class Unit(StrEnum):
    """What a period is counted in."""

    DAY = "day"
    BUSINESS_DAY = "business-day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


_JA = {Unit.DAY: "日", Unit.BUSINESS_DAY: "開庁日", Unit.WEEK: "週間", Unit.MONTH: "か月", Unit.YEAR: "年"}
_EN = {Unit.DAY: "day", Unit.BUSINESS_DAY: "working day", Unit.WEEK: "week", Unit.MONTH: "month", Unit.YEAR: "year"}
_DAYS = {Unit.DAY: 1, Unit.WEEK: 7}
_MONTHS = {Unit.MONTH: 1, Unit.YEAR: 12}


def add_months(day: date, months: int) -> date:
    """Return the day so many months later (or earlier, when negative); a month end stays a month end (民法143条).

    Raises:
        ScheduleError: beyond the ends of the calendar.

    >>> add_months(date(2027, 3, 31), -1), add_months(date(2027, 2, 28), 1), add_months(date(2027, 1, 30), 1)
    (datetime.date(2027, 2, 28), datetime.date(2027, 3, 31), datetime.date(2027, 2, 28))
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise beyond_calendar(day)
    last = monthrange(year, month + 1)[1]
    at_end = day.day == monthrange(day.year, day.month)[1]
    return date(year, month + 1, last if at_end else min(day.day, last))


@attrs.frozen
class Period:
    """A length of time.

    Attributes:
        amount: how many; 0 is no time at all.
        unit: of what.

    Raises:
        ScheduleError: if the amount is negative or beyond a century of months.

    >>> Period(3, Unit.MONTH).before(date(2027, 3, 31))
    datetime.date(2026, 12, 31)
    """

    amount: int
    unit: Unit = attrs.field(converter=Unit)

    def __attrs_post_init__(self) -> None:
        most = _MOST // _MONTHS.get(self.unit, 1) if self.unit in _MONTHS else _MOST * 31
        if not 0 <= self.amount <= most:
            raise ScheduleError(
                Bilingual(f"期間の長さ「{self.amount}」は正しくありません。", f"{self.amount} is no length of a period."),
                where=self.unit.value,
                todo=Bilingual(f"0以上{most}以下の整数にしてください。", f"Give a whole number from 0 to {most}."),
            )

    @property
    def label(self) -> Bilingual:
        """How it is said.

        >>> Period(3, Unit.MONTH).label
        Bilingual(ja='3か月', en='3 months')
        """
        return Bilingual(f"{self.amount}{_JA[self.unit]}", f"{self.amount} {_EN[self.unit]}{'' if self.amount == 1 else 's'}")

    def after(self, day: date, calendar: Calendar = NATIONAL) -> date:
        """Return the last day of a period that is counted from an event on this day (民法140条: the day itself does not count).

        >>> Period(10, Unit.DAY).after(date(2026, 4, 1)), Period(1, Unit.MONTH).after(date(2026, 4, 30))
        (datetime.date(2026, 4, 11), datetime.date(2026, 5, 31))
        """
        return self._shift(day, 1, calendar)

    def before(self, day: date, calendar: Calendar = NATIONAL) -> date:
        """Return the last day on which the whole period still lies before the end (24:00) of this day.

        >>> Period(30, Unit.DAY).before(date(2027, 3, 31)), Period(5, Unit.BUSINESS_DAY).before(date(2027, 1, 8))
        (datetime.date(2027, 3, 1), datetime.date(2026, 12, 28))
        """
        return self._shift(day, -1, calendar)

    def last_day(self, first: date) -> date:
        """Return the last day of a period whose first day counts whole, as in 「4月1日から1年間」 (民法140条ただし書, 143条2項).

        Raises:
            ScheduleError: if the period has no length or is counted in working days.

        >>> Period(1, Unit.YEAR).last_day(date(2026, 4, 1)), Period(1, Unit.YEAR).last_day(date(2024, 2, 29))
        (datetime.date(2027, 3, 31), datetime.date(2025, 2, 28))
        """
        if self.amount == 0 or self.unit is Unit.BUSINESS_DAY:
            raise ScheduleError(
                Bilingual("「{0}」では終わりの日を決められません。", "{0} cannot decide a last day.").format(self.label),
                where=self.unit.value,
                todo=Bilingual("1以上の日、週、月又は年にしてください。", "Give one or more days, weeks, months or years."),
            )
        if self.unit in _DAYS:
            return self._shift(first, 1, NATIONAL) - timedelta(days=1)
        year, month = divmod(first.year * 12 + first.month - 1 + self.amount * _MONTHS[self.unit], 12)
        if year > 9999:
            raise beyond_calendar(first)
        last = monthrange(year, month + 1)[1]
        return date(year, month + 1, last) if first.day > last else date(year, month + 1, first.day) - timedelta(days=1)

    def _shift(self, day: date, sign: int, calendar: Calendar) -> date:
        amount = sign * self.amount
        if self.unit is Unit.BUSINESS_DAY:
            return calendar.add_open_days(day, amount)
        if self.unit in _MONTHS:
            return add_months(day, amount * _MONTHS[self.unit])
        try:
            return day + timedelta(days=amount * _DAYS[self.unit])
        except OverflowError:
            raise beyond_calendar(day) from None
