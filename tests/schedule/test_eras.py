"""What a clerk types is read as the day that is meant, or refused with the reason; nothing is guessed."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendorrisk.schedule import DateFault, DateProblem, era_date, read_date, say_date, short_date

DAYS = st.dates(date(1926, 12, 25), date(2199, 12, 31))
KANJI = "〇一二三四五六七八九"


@pytest.mark.parametrize(
    "typed",
    [
        "令和8年4月1日", "令和８年４月１日", "令和 8年 4月 1日", "　令和８年　４月　１日　", "R8.4.1", "r8.4.1", "Ｒ８．４．１", "R8/4/1", "R8-4-1", "R8−4−1", "R8.04.01",
        "令8.4.1", "令和8.4.1", "㋿8年4月1日", "令和八年四月一日", "令和8年4月1日（水）", "令和8年4月1日(水)", "令和8年4月1日水曜日", "2026/4/1", "2026-04-01",
        "2026.4.1", "２０２６／４／１", "2026年4月1日", "西暦2026年4月1日", "二〇二六年四月一日", "20260401", "2026-04-01 00:00:00", "2026-04-01T00:00:00",
        "1 April 2026", "April 1, 2026",
    ],
)  # fmt: skip
def test_every_way_to_type_the_first_of_april(typed: str) -> None:
    assert date(2026, 4, 1) == read_date(typed)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("令和8年度末", date(2027, 3, 31)),
        ("R8年度末", date(2027, 3, 31)),
        ("令和八年度の末日", date(2027, 3, 31)),
        ("2026年度末", date(2027, 3, 31)),
        ("令和元年度末", date(2020, 3, 31)),
        ("平成31年度末", date(2020, 3, 31)),
        ("令和9年2月末日", date(2027, 2, 28)),
        ("令和10年2月末", date(2028, 2, 29)),
        ("R8.12末", date(2026, 12, 31)),
        ("令和元年5月1日", date(2019, 5, 1)),
        ("R1.5.1", date(2019, 5, 1)),
        ("平成31年4月30日", date(2019, 4, 30)),
        ("平成元年1月8日", date(1989, 1, 8)),
        ("昭和64年1月7日", date(1989, 1, 7)),
        ("令和二十年十二月三十一日", date(2038, 12, 31)),
        ("令和6年2月29日", date(2024, 2, 29)),
    ],
)
def test_ends_and_borders(typed: str, expected: date) -> None:
    assert expected == read_date(typed)


@pytest.mark.parametrize(
    ("typed", "fault", "meant"),
    [
        ("", DateFault.EMPTY, None),
        ("　", DateFault.EMPTY, None),
        ("4月1日", DateFault.NO_YEAR, None),
        ("四月一日（水）", DateFault.NO_YEAR, None),
        ("4/1", DateFault.NO_YEAR, None),
        ("年度末", DateFault.NO_YEAR, None),
        ("3月末", DateFault.NO_YEAR, None),
        ("8.4.1", DateFault.SHORT_YEAR, None),
        ("26/4/1", DateFault.SHORT_YEAR, None),
        ("8年4月1日", DateFault.SHORT_YEAR, None),
        ("8年度末", DateFault.SHORT_YEAR, None),
        ("1/4/2026", DateFault.ORDER, None),
        ("令和8年", DateFault.NO_DAY, None),
        ("令和8年4月", DateFault.NO_DAY, None),
        ("令和8年度", DateFault.NO_DAY, None),
        ("2026-04", DateFault.NO_DAY, None),
        ("令和8年2月30日", DateFault.IMPOSSIBLE, None),
        ("令和9年2月29日", DateFault.IMPOSSIBLE, None),
        ("令和8年13月1日", DateFault.IMPOSSIBLE, None),
        ("令和8年0月1日", DateFault.IMPOSSIBLE, None),
        ("令和0年4月1日", DateFault.IMPOSSIBLE, None),
        ("20260431", DateFault.IMPOSSIBLE, None),
        ("9999-12-31", DateFault.FAR_YEAR, None),
        ("令和999年1月1日", DateFault.FAR_YEAR, None),
        ("平成31年5月1日", DateFault.OUTSIDE_ERA, date(2019, 5, 1)),
        ("平成33年3月31日", DateFault.OUTSIDE_ERA, date(2021, 3, 31)),
        ("平成33年度末", DateFault.OUTSIDE_ERA, date(2022, 3, 31)),
        ("令和元年4月30日", DateFault.OUTSIDE_ERA, date(2019, 4, 30)),
        ("平成元年1月7日", DateFault.OUTSIDE_ERA, date(1989, 1, 7)),
        ("昭和64年1月8日", DateFault.OUTSIDE_ERA, date(1989, 1, 8)),
        ("令和8年4月1日（火）", DateFault.WEEKDAY, date(2026, 4, 1)),
        ("46113", DateFault.NOT_A_DATE, None),
        ("契約締結の日", DateFault.NOT_A_DATE, None),
        ("令和8年4月1日から", DateFault.NOT_A_DATE, None),
        ("令和8年4月1日、令和9年3月31日", DateFault.NOT_A_DATE, None),
    ],
)
def test_a_doubt_is_refused_with_its_reason(typed: str, fault: DateFault, meant: date | None) -> None:
    problem = read_date(typed)

    assert isinstance(problem, DateProblem)
    assert (fault, meant) == (problem.fault, problem.meant)
    for lang in ("ja", "en"):
        words = problem.say(lang)
        assert "{" not in words
        assert typed.strip() in words
        assert meant is None or say_date(meant, lang) in words


def test_a_pasted_page_is_cut_short_in_the_message() -> None:
    problem = read_date("令和8年4月1日" * 500)

    assert isinstance(problem, DateProblem)
    assert len(problem.say()) < 150


@given(DAYS)
def test_what_is_written_is_read_back(day: date) -> None:
    for written in (era_date(day), short_date(day), say_date(day), day.isoformat(), f"{day:%Y%m%d}"):
        assert day == read_date(written)
        assert day == read_date(unicodedata.normalize("NFKC", written))


@given(DAYS)
def test_kanji_digits_say_the_same(day: date) -> None:
    written = re.sub("[0-9]", lambda digit: KANJI[int(digit.group())], f"{day.year}年{day.month}月{day.day}日")

    assert day == read_date(written)


@pytest.mark.parametrize(
    ("day", "long", "short"),
    [
        (date(2019, 4, 30), "平成31年4月30日", "H31.4.30"),
        (date(2019, 5, 1), "令和元年5月1日", "R1.5.1"),
        (date(1989, 1, 7), "昭和64年1月7日", "S64.1.7"),
        (date(1989, 1, 8), "平成元年1月8日", "H1.1.8"),
        (date(1926, 12, 24), "1926年12月24日", "1926-12-24"),
    ],
)
def test_eras_change_overnight(day: date, long: str, short: str) -> None:
    assert (long, short) == (era_date(day), short_date(day))


@given(st.text(alphabet="令和平成昭RHS元年度月末日0123456789一二十〇/-.年月（水）() 　", max_size=16))
def test_nothing_typed_raises(typed: str) -> None:
    result = read_date(typed)

    if isinstance(result, DateProblem):
        assert result.say()
        assert result.say("en")
    else:
        assert date(1900, 1, 1) <= result <= date(2199, 12, 31)


def test_a_range_of_days_keeps_its_order_in_every_form() -> None:
    days = [date(2018, 12, 1) + timedelta(days=n) for n in range(400)]

    assert days == [read_date(say_date(day)) for day in days]
