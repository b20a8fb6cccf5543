"""Era and western dates mean the same day."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendorrisk.text import find_dates


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("令和８年４月１日", date(2026, 4, 1)),
        ("令和元年五月一日", date(2019, 5, 1)),
        ("平成31年4月30日", date(2019, 4, 30)),
        ("R8.4.1", date(2026, 4, 1)),
        ("2026年4月1日", date(2026, 4, 1)),
        ("2026-04-01", date(2026, 4, 1)),
        ("令和8年度末", date(2027, 3, 31)),
        ("令和8年度", date(2026, 4, 1)),
        ("令和8年2月末日", date(2026, 2, 28)),
        ("1 April 2026", date(2026, 4, 1)),
        ("April 1, 2026", date(2026, 4, 1)),
    ],
)
def test_dates(written: str, expected: date) -> None:
    assert [expected] == [mention.value for mention in find_dates(written)]


@pytest.mark.parametrize("written", ["令和8年2月30日", "平成31年5月1日", "第12条", "1.2.3"])
def test_impossible_dates_are_left_out(written: str) -> None:
    assert find_dates(written) == ()


@given(st.dates(date(2019, 5, 1), date(2099, 12, 31)))
def test_an_era_date_is_the_western_day(day: date) -> None:
    written = f"令和{day.year - 2018}年{day.month}月{day.day}日"

    assert day == find_dates(written)[0].value
