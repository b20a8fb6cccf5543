"""Dates as cells hold them: Excel dates, serial numbers, and every way in which people write a day, with an era or without.

A day without its year is never completed: 「4月1日」 may be any year's.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta

from vendorrisk.model import Bilingual
from vendorrisk.register.exchange._words import Fault
from vendorrisk.text import find_dates

__all__ = ["looks_like_span", "read_day", "read_span"]

_ALLOWED = Bilingual("令和8年4月1日、R8.4.1、2026/4/1、2026-04-01、日付形式のセル", "2026-04-01, 2026/4/1, 令和8年4月1日, R8.4.1, a date cell")
_SERIALS = (20_000, 80_000)  # 1954 to 2119: a number outside is no day that a contract names
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")
_COMPACT = re.compile(r"(?:19|20)[0-9]{6}")
_SHORT_ERA = re.compile(r"(令和?|平成?|昭和?|[RHS])\.?(元|[0-9]{1,2})[./年-]([0-9]{1,2})[./月-]([0-9]{1,2})日?", re.I)
_ERAS = {"令": "令和", "平": "平成", "昭": "昭和", "r": "令和", "h": "平成", "s": "昭和"}
_FIRST_YEARS = {"令和": 2018, "平成": 1988, "昭和": 1925}
_AROUND = re.compile(r"(?:自|至|西暦)?(?P<day>.*?)(?:\([月火水木金土日](?:曜日?)?\)|[月火水木金土日]曜日?)?(?:付け?|から|より|まで|迄|[~-])?(?:\([月火水木金土日]\))?")
_YEARLESS = re.compile(r"[0-9]{1,2}月[0-9]{1,2}日|[0-9]{1,2}/[0-9]{1,2}")
_SHORT_YEAR = re.compile(r"[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{1,2}")
_BETWEEN = re.compile(r"(?:自|から|より|~|-|至|まで|迄|\([月火水木金土日]\)|\((?:約?[0-9]+(?:日間|[かヶケカヵ箇]月間?|年間?))\)|[,、])*")


def read_day(raw: object, epoch: date = date(1899, 12, 30)) -> date:
    """Return the day that a cell names; ``epoch`` is day 0 of the workbook.  Raises Fault.

    >>> [str(read_day(one)) for one in ("令和８年４月１日（水）", "R8.4.1", "20260401", 46113, "令8.4.1")]
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
    text = str(raw)
    iso = _ISO.fullmatch(text)
    if iso:
        return _made(int(iso[1]), int(iso[2]), int(iso[3]))
    folded = _fold(text)
    if _COMPACT.fullmatch(folded):
        return _made(int(folded[:4]), int(folded[4:6]), int(folded[6:]))
    if re.fullmatch(r"[0-9]{5}", folded):
        return _serial(int(folded), epoch)
    match = _AROUND.fullmatch(folded)
    inner = match["day"] if match else folded
    written = _eras_written_out(inner)
    if re.search("[A-Za-z]{3}", text):  # English dates live by their spaces
        written = unicodedata.normalize("NFKC", text)
    found = find_dates(written)
    if len(found) == 1 and found[0].precision == "day" and (found[0].start, found[0].end) == (0, len(written)):
        return found[0].value
    raise _why(inner, len(found) == 1 and found[0].precision)


def read_span(text: str) -> tuple[date, date]:
    """Return first and last day of a period in one cell; raises Fault.

    >>> [str(day) for day in read_span("令和8年4月1日～令和9年3月31日")]
    ['2026-04-01', '2027-03-31']
    """
    written = _eras_written_out(_fold(text))
    found = find_dates(written)
    rest = written
    for mention in reversed(found):
        rest = rest[: mention.start] + "," + rest[mention.end :]
    if len(found) == 2 and all(mention.precision == "day" for mention in found) and _BETWEEN.fullmatch(rest):
        return found[0].value, found[1].value
    if len(found) == 1 and _YEARLESS.search(rest):
        raise Fault("no-year", "片方の日付に年がない。両方に年を書く。", "one of the two days has no year; write the year of both.", _span_allowed())
    raise Fault("not-a-period", "始期と終期の2つの日付として読めない。", "not the first and last day of a period.", _span_allowed())


def looks_like_span(text: str) -> bool:
    """Return whether a text is a period with two days."""
    try:
        read_span(text)
    except Fault:
        return False
    return True


def _span_allowed() -> Bilingual:
    return Bilingual("令和8年4月1日～令和9年3月31日", "2026/4/1～2027/3/31")


def _fold(text: str) -> str:
    folded = "".join(unicodedata.normalize("NFKC", text).split())
    return re.sub("[〜∼–—−‐―]", "~", folded) if re.search("[〜∼–—−‐―]", folded) else folded


def _eras_written_out(text: str) -> str:
    return _SHORT_ERA.sub(lambda m: f"{_ERAS[m[1][0].lower()]}{m[2]}年{int(m[3])}月{int(m[4])}日", text)


def _serial(number: float, epoch: date) -> date:
    if not _SERIALS[0] <= number <= _SERIALS[1]:
        compact = str(int(number))
        if number == int(number) and _COMPACT.fullmatch(compact):
            return _made(int(compact[:4]), int(compact[4:6]), int(compact[6:]))
        raise _no_day()
    return epoch + timedelta(days=int(number))


def _made(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise Fault("impossible-day", "存在しない日付である。", "there is no such day.", _ALLOWED) from None


def _why(text: str, precision: object) -> Fault:
    if precision in ("month", "year", "fiscal-year"):
        return Fault("not-to-the-day", "日まで書かれていない。", "it does not name a day.", _ALLOWED)
    if _YEARLESS.fullmatch(text):
        return Fault("no-year", "年がない。", "it has no year.", _ALLOWED)
    if _SHORT_YEAR.fullmatch(text):
        return Fault("short-year", "年が西暦か元号か分からない。", "it is not clear which year is meant.", _ALLOWED)
    late = re.fullmatch(r"(令和|平成|昭和)(元|[0-9]{1,2})年([0-9]{1,2})月([0-9]{1,2})日", _eras_written_out(text))
    if late:
        year = _FIRST_YEARS[late[1]] + (1 if late[2] == "元" else int(late[2]))
        try:
            meant = date(year, int(late[3]), int(late[4]))
        except ValueError:
            return Fault("impossible-day", "存在しない日付である。", "there is no such day.", _ALLOWED)
        return Fault("outside-era", f"{late[1]}の期間外の日付である（{meant}のことであれば、そう書く）。", f"outside the era {late[1]}; write {meant} if that is meant.", _ALLOWED)
    return _no_day()


def _no_day() -> Fault:
    return Fault("not-a-day", "日付として読めない。", "not a date.", _ALLOWED)
