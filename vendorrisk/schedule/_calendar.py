"""Open and closed days of a city hall, and the fiscal year.

A city hall is closed on Saturdays, Sundays, national holidays and from 29 December to 3 January (地方自治法4条の2, and each city's
休日条例); a city may close or open on further days.

National holidays come from ``jpholiday``: 50 KB without dependencies, against 9 MB and two dependencies of ``holidays``, whose first
answer costs more than ten times as much.  Both agree on every day from 1989 to 2099 (the tests compare with a list typed by hand).
Holidays after next year are a forecast: the Cabinet Office announces the equinoxes each February, and a law may move a day
(令和元年, オリンピック); until the library follows, ``opened`` and ``closed`` bridge the gap.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache

import attrs

from vendorrisk.model import Bilingual, Language, era_of, fiscal_year
from vendorrisk.schedule._errors import ScheduleError, beyond_calendar

__all__ = ["NATIONAL", "Calendar", "fiscal_week", "fiscal_year_first_day", "fiscal_year_label", "fiscal_year_last_day"]

_DAY = timedelta(days=1)
_KNOWN = (1948, 2150)  # the law on national holidays took effect in 1948; far equinoxes are guesswork
_WEEKEND = {5: Bilingual("土曜日", "Saturday"), 6: Bilingual("日曜日", "Sunday")}
_YEAR_END = Bilingual("年末年始", "year-end closing, 29 December to 3 January")
_CITY = Bilingual("市の閉庁日", "closed by the city")
_SUBSTITUTE = " 振替休日"
_ENGLISH = {
    "元日": "New Year's Day", "成人の日": "Coming of Age Day", "建国記念の日": "National Foundation Day", "天皇誕生日": "Emperor's Birthday",
    "春分の日": "Vernal Equinox Day", "昭和の日": "Showa Day", "憲法記念日": "Constitution Memorial Day", "みどりの日": "Greenery Day",
    "こどもの日": "Children's Day", "海の日": "Marine Day", "山の日": "Mountain Day", "敬老の日": "Respect for the Aged Day",
    "秋分の日": "Autumnal Equinox Day", "スポーツの日": "Sports Day", "体育の日": "Health and Sports Day", "文化の日": "Culture Day",
    "勤労感謝の日": "Labour Thanksgiving Day", "国民の休日": "citizens' holiday", "天皇の即位の日": "Enthronement Day",
    "即位礼正殿の儀": "Enthronement Ceremony Day",
}  # fmt: skip


def fiscal_year_first_day(year: int) -> date:
    """Return 1 April of a fiscal year (地方自治法208条).

    >>> fiscal_year_first_day(2026)
    datetime.date(2026, 4, 1)
    """
    return date(year, 4, 1)


def fiscal_year_last_day(year: int) -> date:
    """Return 31 March at the end of a fiscal year.

    >>> fiscal_year_last_day(2026)
    datetime.date(2027, 3, 31)
    """
    return date(year + 1, 3, 31)


def fiscal_week(day: date) -> int:
    """Return the week of its fiscal year in which a day lies; weeks begin on Sunday, as on the calendars of Japanese offices, the first one holds 1 April.

    >>> fiscal_week(date(2026, 4, 1)), fiscal_week(date(2026, 4, 4)), fiscal_week(date(2026, 4, 5)), fiscal_week(date(2027, 3, 31))
    (1, 1, 2, 53)
    """
    first = fiscal_year_first_day(fiscal_year(day))
    return ((day - first).days + (first.weekday() + 1) % 7) // 7 + 1


def fiscal_year_label(year: int, lang: Language = "ja") -> str:
    """Return how a fiscal year is called.

    The fiscal year 2019 began in 平成 and ended in 令和; offices call it 令和元年度.

    >>> fiscal_year_label(2026), fiscal_year_label(2019), fiscal_year_label(2018)
    ('令和8年度', '令和元年度', '平成30年度')
    >>> fiscal_year_label(2026, "en")
    'FY2026 (April 2026 to March 2027)'
    """
    if lang == "en":
        return f"FY{year} (April {year} to March {year + 1})"
    era = era_of(fiscal_year_last_day(year)) if year == 2019 else era_of(fiscal_year_first_day(year))
    if era is None:
        return f"{year}年度"
    number = year - era.western(0)
    return f"{era.name}{'元' if number == 1 else number}年度"


@cache
def _holiday(day: date) -> str | None:
    """Return the Japanese name of a national holiday; a cache per day, because a due list asks for few days but often."""
    if not _KNOWN[0] <= day.year <= _KNOWN[1]:
        return None
    import jpholiday

    return jpholiday.is_holiday_name(day)


def _is_year_end(day: date) -> bool:
    return (day.month == 12 and day.day >= 29) or (day.month == 1 and day.day <= 3)


def _days(days: Iterable[date]) -> frozenset[date]:
    return frozenset(days)


@attrs.frozen
class Calendar:
    """The days on which a city hall is open.

    Attributes:
        closed: further days on which this city is closed.
        opened: days on which it is open although they would be closed.

    Raises:
        ScheduleError: if a day is in both.

    >>> Calendar().is_open(date(2026, 5, 6))
    False
    >>> Calendar(opened={date(2026, 5, 6)}).is_open(date(2026, 5, 6))
    True
    """

    closed: frozenset[date] = attrs.field(default=frozenset(), converter=_days)
    opened: frozenset[date] = attrs.field(default=frozenset(), converter=_days)

    def __attrs_post_init__(self) -> None:
        both = sorted(self.closed & self.opened)
        if both:
            days = "、".join(day.isoformat() for day in both)
            raise ScheduleError(
                Bilingual(f"閉庁日と開庁日の両方に入っている日がある: {days}。", f"These days are both closed and open days: {', '.join(map(str, both))}."),
                where="calendar",
                todo=Bilingual("どちらか一方から消してください。", "Take each of them out of one of the two lists."),
            )

    def is_open(self, day: date) -> bool:
        """Return whether the city hall is open on a day.

        >>> Calendar().is_open(date(2026, 12, 28)), Calendar().is_open(date(2026, 12, 29))
        (True, False)
        """
        if day in self.opened:
            return True
        return day.weekday() < 5 and not _is_year_end(day) and day not in self.closed and _holiday(day) is None

    def next_open(self, day: date) -> date:
        """Return the day itself if it is open, else the next open day.

        Raises:
            ScheduleError: at the end of the calendar (year 9999).

        >>> Calendar().next_open(date(2026, 12, 29))
        datetime.date(2027, 1, 4)
        """
        return self._roll(day, _DAY)

    def previous_open(self, day: date) -> date:
        """Return the day itself if it is open, else the open day before it.

        Raises:
            ScheduleError: at the beginning of the calendar (year 1).

        >>> Calendar().previous_open(date(2027, 1, 3))
        datetime.date(2026, 12, 28)
        """
        return self._roll(day, -_DAY)

    def add_open_days(self, day: date, n: int) -> date:
        """Return the n-th open day after a day, or before it when n is negative; the day itself is not counted (民法140条).

        Raises:
            ScheduleError: beyond the ends of the calendar.

        >>> Calendar().add_open_days(date(2026, 4, 28), 3)
        datetime.date(2026, 5, 7)
        >>> Calendar().add_open_days(date(2026, 5, 7), -3)
        datetime.date(2026, 4, 28)
        """
        step = _DAY if n > 0 else -_DAY
        for _ in range(abs(n)):
            day = self._roll(_step(day, step), step)
        return day

    def why_closed(self, day: date, lang: Language = "ja") -> str | None:
        """Return why the city hall is closed on a day; None when it is open.

        >>> Calendar().why_closed(date(2026, 5, 6))
        '振替休日（憲法記念日）'
        >>> Calendar().why_closed(date(2026, 5, 6), "en")
        'substitute holiday for Constitution Memorial Day'
        """
        if self.is_open(day):
            return None
        name = _holiday(day)
        if name is not None:
            return _name(name, lang)
        if _is_year_end(day):
            return _YEAR_END.get(lang)
        return _WEEKEND.get(day.weekday(), _CITY).get(lang)

    def _roll(self, day: date, step: timedelta) -> date:
        while not self.is_open(day):
            day = _step(day, step)
        return day


NATIONAL = Calendar()
"""The open days of a public office without days of its own."""


def _name(name: str, lang: Language) -> str:
    base = name.removesuffix(_SUBSTITUTE)
    if lang == "ja":
        return name if base == name else f"振替休日（{base}）"
    english = _ENGLISH.get(base, "national holiday")
    return english if base == name else f"substitute holiday for {english}"


def _step(day: date, step: timedelta) -> date:
    try:
        return day + step
    except OverflowError:
        raise beyond_calendar(day) from None
