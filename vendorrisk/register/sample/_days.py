"""Days of the sample city, written relative to the day on which it is made, so that it is as alive in ten years as today.

============================  =================================================================================
``today+20d``, ``today-3y``   days (d), months (m) and years (y) from today, carried out in the order written
``workday-20d``               the same, then back to a day on which the city is open: no weekend, no 12/29–1/3
``month-start+1m``            the first day of the month in which that day lies
``month-end-2m``              the last day of it
``fy 04-01``, ``fy-1 03-31``  a day of this fiscal year, of the last one, and so on
============================  =================================================================================

National holidays are no matter here: something done in May may lie on one.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

__all__ = ["SampleDays"]

_RELATIVE = re.compile(r"(today|workday|month-start|month-end)((?:[+-][0-9]+[dmy])*)")
_STEP = re.compile(r"([+-][0-9]+)([dmy])")
_FISCAL = re.compile(r"fy([+-][0-9]+)? ([0-9]{2})-([0-9]{2})")
_YEAR = re.compile(r"fy([+-][0-9]+)?")
_BLANK = re.compile(r"\{([^{}]+)\}")
_SATURDAY = 5


class SampleDays:
    """What the words for days mean on one day.

    >>> days = SampleDays(date(2026, 11, 25))
    >>> [str(days.day(text)) for text in ("today+7d", "workday-3d", "month-end+1m", "fy 03-31", "fy-1 04-01")]
    ['2026-12-02', '2026-11-20', '2026-12-31', '2027-03-31', '2025-04-01']
    >>> days.words("{fy+1}選挙入場整理券作成業務（{today}現在）")
    '令和9年度選挙入場整理券作成業務（令和8年11月25日現在）'
    """

    def __init__(self, today: date) -> None:
        self.today = today

    def day(self, text: str) -> date:
        """Return the day that is meant.

        Raises:
            ValueError: the text is none of the forms above.
        """
        fiscal = _FISCAL.fullmatch(text)
        if fiscal:
            month = int(fiscal[2])
            return date(self._year(fiscal[1]) + (month < 4), month, int(fiscal[3]))
        relative = _RELATIVE.fullmatch(text)
        if relative is None:
            raise ValueError(f"no day of the sample city: {text!r}")
        day = self.today
        for count, unit in _STEP.findall(relative[2]):
            day = _moved(day, int(count), unit)
        if relative[1] == "month-start":
            return day.replace(day=1)
        if relative[1] == "month-end":
            return day.replace(day=monthrange(day.year, day.month)[1])
        while relative[1] == "workday" and _closed(day):
            day -= timedelta(days=1)
        return day

    def words(self, text: str) -> str:
        """Return a text with the days and fiscal years in braces said as a city says them."""
        return _BLANK.sub(lambda blank: self._said(blank[1]), text)

    def fiscal_year(self, day: date) -> int:
        """Return the calendar year in which a day's fiscal year begins."""
        return day.year - (day.month < 4)

    def _said(self, text: str) -> str:
        year = _YEAR.fullmatch(text)
        if year:
            return f"{_era(self._year(year[1]))}年度"
        day = self.day(text)
        return f"{_era(day.year)}年{day.month}月{day.day}日"

    def _year(self, offset: str | None) -> int:
        return self.fiscal_year(self.today) + int(offset or 0)


def _moved(day: date, count: int, unit: str) -> date:
    """Return the day so many days, months or years away; the 31st becomes the last of a shorter month."""
    if unit == "d":
        return day + timedelta(days=count)
    year, month = divmod(day.year * 12 + day.month - 1 + count * (12 if unit == "y" else 1), 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _closed(day: date) -> bool:
    return day.weekday() >= _SATURDAY or (day.month, day.day) >= (12, 29) or (day.month, day.day) <= (1, 3)


def _era(year: int) -> str:
    """Return a year of 令和, which is as far back as the sample city remembers; earlier years as they are counted everywhere."""
    return f"令和{'元' if year == 2019 else year - 2018}" if year >= 2019 else str(year)
