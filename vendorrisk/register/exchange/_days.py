"""Dates as cells hold them: Excel dates, serial numbers, texts; also a whole period in one cell.

What a text means is asked of :func:`vendorrisk.schedule.read_date`, the one place where dates that people write are read; a day that
leaves a doubt (no year, outside its era) is a fault and never completed.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from vendorrisk.model import Bilingual
from vendorrisk.register.exchange._words import Fault
from vendorrisk.schedule import DateFault, DateProblem, read_date

__all__ = ["EPOCH", "looks_like_span", "read_day", "read_span"]

EPOCH = date(1899, 12, 30)
_ALLOWED = Bilingual("令和8年4月1日、R8.4.1、2026/4/1、2026-04-01、日付形式のセル", "2026-04-01, 2026/4/1, 令和8年4月1日, R8.4.1, a date cell")
_SERIALS = (20_000, 80_000)  # 1954 to 2119: a number outside is no day that a contract names
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_AROUND = re.compile(r"(?:自|至)?\s*(?P<day>.*?)(?:付け?|から|より|まで|迄|[~〜～])?", re.S)
_BETWEEN = re.compile(r"から|より|至|[~〜～∼–—−‐―、,\n-]")
_LENGTH = re.compile(r"[(（]約?[0-9０-９]+(?:日間?|週間|[かヶケカヵ箇]月間?|年間?)[)）]$")


def read_day(raw: object, epoch: date = EPOCH, *, exact: bool = False) -> date:
    """Return the day that a cell names; ``epoch`` is day 0 of the workbook's serial numbers.  Raises Fault.

    >>> [str(read_day(one)) for one in ("令和８年４月１日（水）から", "R8.4.1", "20260401", 46113, "令8.4.1")]
    ['2026-04-01', '2026-04-01', '2026-04-01', '2026-04-01', '2026-04-01']
    """
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    if isinstance(raw, bool | time | timedelta):
        raise _no_day()
    if isinstance(raw, int | float):
        return _serial(raw, epoch)
    text = str(raw).strip()
    if exact and (iso := _ISO.fullmatch(text)):
        try:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        except ValueError:
            raise _no_day() from None
    if re.fullmatch("[0-9]{5}", text):
        return _serial(int(text), epoch)
    found = _typed(text)
    if isinstance(found, date):
        return found
    raise Fault(str(found.fault), found.say("ja"), found.say("en"), _ALLOWED)


@lru_cache(maxsize=16_384)
def _typed(text: str) -> date | DateProblem:
    around = _AROUND.fullmatch(text)
    return read_date(around["day"] if around else text)


def read_span(text: str) -> tuple[date, date]:
    """Return first and last day of a period in one cell; raises Fault.

    >>> [str(day) for day in read_span("令和8年4月1日～令和9年3月31日")]
    ['2026-04-01', '2027-03-31']
    """
    core = _LENGTH.sub("", text.strip())
    halves = [(core[: match.start()], core[match.end() :]) for match in _BETWEEN.finditer(core)]
    yearless = False
    for first, last in halves:
        if not first.strip() or not last.strip():
            continue
        days = (_typed(_plain(first)), _typed(_plain(last)))
        if isinstance(days[0], date) and isinstance(days[1], date):
            return days[0], days[1]
        faults = [day.fault for day in days if isinstance(day, DateProblem)]
        yearless = yearless or faults == [DateFault.NO_YEAR]
    allowed = Bilingual("令和8年4月1日～令和9年3月31日", "2026/4/1～2027/3/31")
    if yearless:
        raise Fault("no-year", "片方の日付に年がありません。両方に年を書いてください。", "one of the two days has no year; write the year of both.", allowed)
    raise Fault("not-a-period", "始期と終期の2つの日付として読めません。", "not the first and last day of a period.", allowed)


def looks_like_span(text: str) -> bool:
    """Return whether a text is a period with two days."""
    try:
        read_span(text)
    except Fault:
        return False
    return True


def _plain(half: str) -> str:
    return unicodedata.normalize("NFKC", half).strip()


def _serial(number: float, epoch: date) -> date:
    if _SERIALS[0] <= number <= _SERIALS[1]:
        return epoch + timedelta(days=int(number))
    found = _typed(str(int(number)))
    if number == int(number) and isinstance(found, date):
        return found
    raise _no_day()


def _no_day() -> Fault:
    return Fault("not-a-date", "日付として読めません。", "not a date.", _ALLOWED)
