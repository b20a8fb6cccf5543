"""The words for days in which the tables of the sample city are written."""

from __future__ import annotations

from datetime import date

import pytest

from vendorrisk.register.sample._build import SampleDataError, build, ids_of
from vendorrisk.register.sample._days import SampleDays


@pytest.mark.parametrize(
    ("today", "text", "day"),
    [
        ("2028-02-29", "today-1y", "2027-02-28"),
        ("2028-02-29", "today+1m", "2028-03-29"),
        ("2027-03-31", "today-1m", "2027-02-28"),
        ("2027-03-31", "today+1d-3y", "2024-04-01"),
        ("2027-03-31", "month-end+11m", "2028-02-29"),
        ("2026-11-25", "month-start-11m", "2025-12-01"),
        ("2027-03-31", "fy 04-01", "2026-04-01"),
        ("2027-04-01", "fy 04-01", "2027-04-01"),
        ("2027-04-01", "fy-1 03-31", "2027-03-31"),
        ("2027-04-01", "fy+2 01-15", "2030-01-15"),
        ("2027-01-05", "workday-1d", "2027-01-04"),
        ("2027-01-04", "workday-1d", "2026-12-28"),
        ("2026-11-30", "workday-1d", "2026-11-27"),
        ("2026-11-29", "workday", "2026-11-27"),
    ],
)
def test_a_day_is_where_its_words_say(today: str, text: str, day: str) -> None:
    assert SampleDays(date.fromisoformat(today)).day(text) == date.fromisoformat(day)


@pytest.mark.parametrize("text", ["", "tomorrow", "today+2w", "fy 4-1", "fy 02-30", "2026-04-01"])
def test_words_that_name_no_day_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"no day|day is out of range"):
        SampleDays(date(2026, 11, 25)).day(text)


def test_texts_say_years_as_a_city_does() -> None:
    days = SampleDays(date(2027, 3, 31))

    assert days.words("{fy+1}と{fy-7}、{fy-1 03-31}") == "令和9年度と令和元年度、令和8年3月31日"


@pytest.mark.parametrize(
    ("table", "place"),
    [
        ({"titel": "保守"}, "contract.a: Contract has no field titel"),
        ({"kind": "hardware"}, "contract.a.kind: 'hardware'"),
        ({"vendor": "nobody"}, "contract.a.vendor: 'nobody'"),
        ({"value_yen": True}, "contract.a.value_yen: True"),
        ({"title": 3}, "contract.a.title: 3"),
        ({"amendments": [{"signed_on": "someday"}]}, r"contract.a.amendments\[0\].signed_on: 'someday'"),
    ],
)
def test_a_slip_in_a_table_is_named_with_its_place(table: dict[str, object], place: str) -> None:
    days = SampleDays(date(2026, 11, 25))
    tables = {"contract": {"a": table}}

    with pytest.raises(SampleDataError, match=place):
        build(tables, ids_of(tables, days), days, str)
