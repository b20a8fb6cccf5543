"""Dates as contracts write them: 令和8年4月1日, R8.4.1, 2026/4/1, 令和8年度末, 1 April 2026.

Dates are found anywhere in a text here and left out when they are impossible; what a person types as a date is read, and refused with
its reason, by ``vendorrisk.schedule.read_date``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Literal

import attrs

from vendorrisk.model import ERAS
from vendorrisk.text._fold import Folded, fold
from vendorrisk.text._numbering import kanji_number

__all__ = ["DateMention", "find_dates"]

_ERAS = {era.name: era for era in ERAS} | {era.letter: era for era in ERAS}
_MONTHS = {name: number for number, name in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)}
_K = "[0-9〇一二三四五六七八九十]{1,4}"
_DATE = (
    rf"(?P<era>令和|平成|昭和)(?P<ey>元|{_K})年(?:(?P<fiscal>度)(?P<fend>末|の?末日)?|(?P<em>{_K})月(?:(?P<ed>{_K})日|(?P<eend>末日?))?)?"
    r"|(?<![A-Za-z0-9])(?P<letter>[RHS])(?P<ly>[0-9]{1,2})[./年-](?P<lm>[0-9]{1,2})[./月-](?P<ld>[0-9]{1,2})日?(?![0-9])"
    r"|(?<![0-9])(?P<wy>(?:19|20)[0-9]{2})(?:年(?:(?P<wfiscal>度)(?P<wfend>末|の?末日)?|(?P<wm>[0-9]{1,2})月(?:(?P<wd>[0-9]{1,2})日|(?P<wend>末日?))?)|(?P<sep>[/.-])(?P<sm>[0-9]{1,2})(?P=sep)(?P<sd>[0-9]{1,2})(?![0-9]))"
    r"|(?<![0-9A-Za-z])(?P<bd>[0-9]{1,2})(?:st|nd|rd|th)? (?P<bm>[A-Z][a-z]{2,8}) (?P<by>(?:19|20)[0-9]{2})"
    r"|(?P<am>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6})\.? (?P<ad>[0-9]{1,2})(?:st|nd|rd|th)?, ?(?P<ay>(?:19|20)[0-9]{2})"
)


@attrs.frozen
class DateMention:
    """A date in a text.

    Attributes:
        value: the day; the last one where only a month end or a fiscal year is named, the first one where only a month or year is.
        precision: how much of it was said.
        start: offset in the original text.
        end: offset behind it.
    """

    value: date
    precision: Literal["day", "month", "year", "fiscal-year"]
    start: int
    end: int


def find_dates(text: str) -> tuple[DateMention, ...]:
    """Return every date of a text in order; impossible dates such as 令和8年2月30日 are left out.

    >>> [str(mention.value) for mention in find_dates("令和８年４月１日から令和元年度末まで、R8.3.31、2026/4/1")]
    ['2026-04-01', '2020-03-31', '2026-03-31', '2026-04-01']
    """
    return tuple(_mentions(fold(text)))


@cache
def _pattern() -> re.Pattern[str]:
    """Return the pattern, compiled when dates are first asked for: a check of a contract never does."""
    return re.compile(_DATE)


def _mentions(folded: Folded) -> Iterator[DateMention]:
    for match in _pattern().finditer(folded.text):
        try:
            found = _read(match.groupdict())
        except ValueError:
            continue
        if found is not None:
            start, end = folded.span(*match.span())
            yield DateMention(found[0], found[1], start, end)


def _read(g: dict[str, str | None]) -> tuple[date, Literal["day", "month", "year", "fiscal-year"]] | None:
    era = _ERAS.get(g["era"] or g["letter"] or "")
    if era:
        written = g["ey"] or g["ly"] or ""
        year = era.western(1 if written == "元" else kanji_number(written))
        if g["fiscal"]:
            return _fiscal(year, bool(g["fend"]))
        month, day, end = g["em"] or g["lm"], g["ed"] or g["ld"], g["eend"]
        value = _day(year, month, day, end)
        if value[1] == "day" and not era.first <= value[0] <= era.last:
            return None
        return value
    if g["wy"]:
        if g["wfiscal"]:
            return _fiscal(int(g["wy"]), bool(g["wfend"]))
        return _day(int(g["wy"]), g["wm"] or g["sm"], g["wd"] or g["sd"], g["wend"])
    name = (g["bm"] or g["am"] or "").lower()[:3]
    number = _MONTHS.get(name)
    if number is None:
        return None
    return date(int(g["by"] or g["ay"] or 0), number, int(g["bd"] or g["ad"] or 0)), "day"


def _fiscal(year: int, end: bool) -> tuple[date, Literal["fiscal-year"]]:
    return (date(year + 1, 3, 31) if end else date(year, 4, 1)), "fiscal-year"


def _day(year: int, month: str | None, day: str | None, end: str | None) -> tuple[date, Literal["day", "month", "year"]]:
    if month is None:
        return date(year, 1, 1), "year"
    number = kanji_number(month)
    if end:
        following = date(year + number // 12, number % 12 + 1, 1)
        return following - timedelta(days=1), "day"
    if day is None:
        return date(year, number, 1), "month"
    return date(year, number, kanji_number(day)), "day"
