"""Reading a date as a clerk types it, and writing it as a city writes it.

A date that is guessed is a deadline that is missed, so whatever leaves a doubt is refused with its reason: no year, two digits for a
year, a day that does not exist, 平成33年 in a contract signed before the era ended (the day that was meant is offered), a weekday that
does not fit.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from enum import StrEnum

import attrs

from vendorrisk.model import ERAS, Bilingual, Era, Language, era_of

__all__ = ["DateFault", "DateProblem", "era_date", "read_date", "say_date", "short_date"]

_WEEKDAYS = "月火水木金土日"
_ENGLISH_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_YEARS = (1900, 2199)
_LONGEST = 40
_NAMES = {name: era for era in ERAS for name in (era.name, era.name[0], era.letter)}
_SPELLINGS = str.maketrans(dict.fromkeys("‐‑‒–—―−ー", "-") | dict.fromkeys("。・", "."))
_N = "(?:[0-9]{1,2}|[二三四五六七八九]?十[一二三四五六七八九]?|[〇一二三四五六七八九]{1,2})"
_YEAR = rf"(?:(?P<era>令和|平成|昭和|[令平昭RHS])(?P<n>元|[0-9]{{1,3}}|{_N})|(?:西暦)?(?P<west>[0-9]{{4}}|[〇一二三四五六七八九]{{4}}))"
_WEEKDAY = rf"(?:\((?P<w>[{_WEEKDAYS}])(?:曜日?)?\)|(?P<v>[{_WEEKDAYS}])曜日?)?"


class DateFault(StrEnum):
    """Why something typed is not taken for a day."""

    EMPTY = "empty"
    NOT_A_DATE = "not-a-date"
    NO_YEAR = "no-year"
    SHORT_YEAR = "short-year"
    ORDER = "order"
    NO_DAY = "no-day"
    IMPOSSIBLE = "impossible"
    FAR_YEAR = "far-year"
    OUTSIDE_ERA = "outside-era"
    WEEKDAY = "weekday"


_WORDS = {
    DateFault.EMPTY: Bilingual("日付がありません。", "There is no date."),
    DateFault.NOT_A_DATE: Bilingual("「{typed}」は日付として読めません。令和8年4月1日、R8.4.1、2026-04-01 のように書いてください。", "“{typed}” cannot be read as a date. Write 2026-04-01, R8.4.1 or 令和8年4月1日."),
    DateFault.NO_YEAR: Bilingual("「{typed}」には年がありません。令和8年4月1日 のように年から書いてください。", "“{typed}” has no year. Begin with the year: 2026-04-01."),
    DateFault.SHORT_YEAR: Bilingual("「{typed}」は元号の年か西暦の年か分かりません。R8.4.1 又は 2026/4/1 のように書いてください。", "“{typed}” does not say which era or century. Write R8.4.1 or 2026/4/1."),
    DateFault.ORDER: Bilingual("「{typed}」は日と月の順が分かりません。2026/4/1 のように年、月、日の順に書いてください。", "“{typed}” does not say which number is the month. Write year, month, day: 2026/4/1."),
    DateFault.NO_DAY: Bilingual("「{typed}」だけでは日が決まりません。月末なら「月末」、年度の終わりなら「年度末」と書いてください。", "“{typed}” names no day. For its last day write 月末 (end of month) or 年度末 (end of fiscal year)."),
    DateFault.IMPOSSIBLE: Bilingual("「{typed}」という日はありません。", "There is no such day as “{typed}”."),
    DateFault.FAR_YEAR: Bilingual("「{typed}」の年は1900年から2199年までの間にありません。", "The year of “{typed}” is not between 1900 and 2199."),
    DateFault.OUTSIDE_ERA: Bilingual("「{typed}」は、その元号の期間にありません。{meant}のことですか。", "“{typed}” lies outside its era. Do you mean {meant}?"),
    DateFault.WEEKDAY: Bilingual("「{typed}」は曜日が合いません。その日は{meant}です。", "The weekday of “{typed}” does not fit: the day is {meant}."),
}  # fmt: skip


@attrs.frozen
class DateProblem:
    """Why a typed text was not taken for a day.

    Attributes:
        fault: the kind of fault.
        typed: what was typed.
        meant: the day that was probably meant, for a person to confirm; never to be taken silently.
    """

    fault: DateFault
    typed: str
    meant: date | None = None

    def say(self, lang: Language = "ja") -> str:
        """Return the fault in one sentence that says what to type instead.

        >>> read_date("4月1日").say()
        '「4月1日」には年がありません。令和8年4月1日 のように年から書いてください。'
        """
        meant = "" if self.meant is None else say_date(self.meant, lang)
        return _WORDS[self.fault].get(lang).format(typed=self.typed, meant=meant)


_FULL = re.compile(rf"{_YEAR}[年./-](?P<m>{_N})[月./-](?P<d>{_N})日?{_WEEKDAY}")
_COMPACT = re.compile(r"(?P<west>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})")
_MONTH_END = re.compile(rf"{_YEAR}[年./-](?P<m>{_N})月?の?末日?{_WEEKDAY}")
_FISCAL_END = re.compile(rf"{_YEAR}年?度の?末日?{_WEEKDAY}")
_INCOMPLETE = (
    (DateFault.NO_DAY, re.compile(rf"{_YEAR}(?:年?度?|[年./-]{_N}月?)")),
    (DateFault.NO_YEAR, re.compile(rf"(?:(?:{_N}月|{_N}[./-]){_N}日?{_WEEKDAY}|{_N}月の?末日?|(?:今|本|来|翌|前)?年度?の?末日?)")),
    (DateFault.ORDER, re.compile(r"[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{4}")),
    (DateFault.SHORT_YEAR, re.compile(rf"(?:[0-9]{{1,3}}|{_N})(?:年?度の?末?日?|[年./-]{_N}[月./-](?:{_N}日?|の?末日?){_WEEKDAY})")),
)


def read_date(typed: str) -> date | DateProblem:
    """Return the day that a person typed, or the problem; never a guess.

    Read are 令和8年4月1日, 令和元年5月1日, R8.4.1, 令8.4.1, 2026/4/1, 2026-04-01, 20260401, 令和八年四月一日, full-width digits, blanks, a
    weekday behind it (it must fit), 令和9年2月末日, 令和8年度末 (the last day of the fiscal year) and English dates with the month in letters.

    >>> read_date("令和8年度末")
    datetime.date(2027, 3, 31)
    >>> read_date("Ｒ８．４．１")
    datetime.date(2026, 4, 1)
    >>> read_date("平成33年3月31日").meant
    datetime.date(2021, 3, 31)
    """
    shown = typed.strip()
    if not shown:
        return DateProblem(DateFault.EMPTY, shown)
    if len(shown) > _LONGEST:
        return DateProblem(DateFault.NOT_A_DATE, shown[:_LONGEST] + "…")
    plain = re.sub(r"[T\s]00:00(?::00)?$", "", unicodedata.normalize("NFKC", shown))  # a spreadsheet's midnight
    text = re.sub(r"\s+", "", plain).upper().translate(_SPELLINGS)
    for pattern, read in ((_FULL, _day), (_COMPACT, _day), (_MONTH_END, _month_end), (_FISCAL_END, _fiscal_end)):
        match = pattern.fullmatch(text)
        if match is None:
            continue
        try:
            first, day = read(match.groupdict())
        except ValueError:
            return DateProblem(DateFault.IMPOSSIBLE, shown)
        return _doubt(match.groupdict(), first, day, shown) or day
    for fault, incomplete in _INCOMPLETE:
        if incomplete.fullmatch(text):
            return DateProblem(fault, shown)
    return _english(plain) or DateProblem(DateFault.NOT_A_DATE, shown)


def _doubt(found: dict[str, str | None], first: date, day: date, shown: str) -> DateProblem | None:
    """Return what speaks against a day that exists; ``first`` is where the stretch of time begins that was named."""
    era = _era(found)
    if not _YEARS[0] <= day.year <= _YEARS[1]:
        return DateProblem(DateFault.FAR_YEAR, shown)
    if era is not None and not (first <= era.last and era.first <= day):
        return DateProblem(DateFault.OUTSIDE_ERA, shown, day)
    weekday = found.get("w") or found.get("v")
    if weekday and weekday != _WEEKDAYS[day.weekday()]:
        return DateProblem(DateFault.WEEKDAY, shown, day)
    return None


def _era(found: dict[str, str | None]) -> Era | None:
    return _NAMES.get(found.get("era") or "")


def _year(found: dict[str, str | None]) -> int:
    era = _era(found)
    if era is None:
        return _number(found["west"])
    year = _number(found["n"])
    if year == 0:
        raise ValueError
    return era.western(year)


def _day(found: dict[str, str | None]) -> tuple[date, date]:
    day = date(_year(found), _number(found["m"]), _number(found["d"]))
    return day, day


def _month_end(found: dict[str, str | None]) -> tuple[date, date]:
    first = date(_year(found), _number(found["m"]), 1)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    day = following - timedelta(days=1)
    return day, day


def _fiscal_end(found: dict[str, str | None]) -> tuple[date, date]:
    year = _year(found)
    return date(year, 4, 1), date(year + 1, 3, 31)


def _number(written: str | None) -> int:
    assert written is not None
    if written == "元":
        return 1
    if written.isascii():
        return int(written)
    from vendorrisk.text import kanji_number  # rare, and the package of legal text is slow to load

    return kanji_number(written)


def _english(plain: str) -> date | None:
    if not re.search("[A-Za-z]{3}", plain):
        return None
    from vendorrisk.text import find_dates

    found = find_dates(plain)
    if len(found) == 1 and found[0].precision == "day" and (found[0].start, found[0].end) == (0, len(plain)):
        return found[0].value
    return None


def era_date(day: date) -> str:
    """Return a day as documents write it: 令和8年4月1日; before Showa the western year.

    >>> era_date(date(2019, 5, 1)), era_date(date(2019, 4, 30))
    ('令和元年5月1日', '平成31年4月30日')
    """
    era = era_of(day)
    if era is None:
        return f"{day.year}年{day.month}月{day.day}日"
    number = day.year - era.western(0)
    return f"{era.name}{'元' if number == 1 else number}年{day.month}月{day.day}日"


def short_date(day: date) -> str:
    """Return a day as lists write it: R8.4.1; before Showa in ISO form.

    >>> short_date(date(2026, 4, 1))
    'R8.4.1'
    """
    era = era_of(day)
    return day.isoformat() if era is None else f"{era.letter}{day.year - era.western(0)}.{day.month}.{day.day}"


def say_date(day: date, lang: Language = "ja") -> str:
    """Return a day with its weekday, as sentences and screens show it.

    >>> say_date(date(2026, 4, 1)), say_date(date(2026, 4, 1), "en")
    ('令和8年4月1日（水）', '2026-04-01 (Wed)')
    """
    if lang == "en":
        return f"{day.isoformat()} ({_ENGLISH_WEEKDAYS[day.weekday()]})"
    return f"{era_date(day)}（{_WEEKDAYS[day.weekday()]}）"
