"""A city hall is open when its ordinance says so, and the national holidays are those of the Cabinet Office."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendorrisk.schedule import (
    Calendar,
    ScheduleError,
    fiscal_year,
    fiscal_year_first_day,
    fiscal_year_label,
    fiscal_year_last_day,
)

DAYS = st.dates(date(2019, 1, 1), date(2035, 12, 31))
CITIES = st.builds(
    Calendar,
    closed=st.frozensets(st.dates(date(2026, 1, 1), date(2026, 6, 30)), max_size=40),
    opened=st.frozensets(st.dates(date(2026, 7, 1), date(2026, 12, 31)), max_size=40),
)
PLAIN = Calendar()
# typed by hand from the list of the Cabinet Office (国民の祝日について), Sundays and Saturdays among them
OFFICIAL = {
    2024: "1/1 1/8 2/11 2/12 2/23 3/20 4/29 5/3 5/4 5/5 5/6 7/15 8/11 8/12 9/16 9/22 9/23 10/14 11/3 11/4 11/23",
    2025: "1/1 1/13 2/11 2/23 2/24 3/20 4/29 5/3 5/4 5/5 5/6 7/21 8/11 9/15 9/23 10/13 11/3 11/23 11/24",
    2026: "1/1 1/12 2/11 2/23 3/20 4/29 5/3 5/4 5/5 5/6 7/20 8/11 9/21 9/22 9/23 10/12 11/3 11/23",
    2027: "1/1 1/11 2/11 2/23 3/21 3/22 4/29 5/3 5/4 5/5 7/19 8/11 9/20 9/23 10/11 11/3 11/23",
}


@pytest.mark.parametrize("year", OFFICIAL)
def test_open_days_are_those_of_the_official_list(year: int) -> None:
    holidays = {date(year, *map(int, day.split("/"))) for day in OFFICIAL[year].split()}
    every = [date(year, 1, 1) + timedelta(days=n) for n in range(366) if (date(year, 1, 1) + timedelta(days=n)).year == year]
    closing = {day for day in every if (day.month, day.day) in {(12, 29), (12, 30), (12, 31), (1, 1), (1, 2), (1, 3)}}

    assert [d for d in every if d.weekday() < 5 and d not in holidays | closing] == [d for d in every if PLAIN.is_open(d)]


@pytest.mark.parametrize(
    ("day", "why", "english"),
    [
        (date(2026, 5, 6), "振替休日（憲法記念日）", "substitute holiday for Constitution Memorial Day"),
        (date(2025, 5, 6), "振替休日（みどりの日）", "substitute holiday for Greenery Day"),
        (date(2026, 9, 22), "国民の休日", "citizens' holiday"),
        (date(2026, 9, 21), "敬老の日", "Respect for the Aged Day"),
        (date(2027, 3, 22), "振替休日（春分の日）", "substitute holiday for Vernal Equinox Day"),
        (date(2019, 4, 30), "国民の休日", "citizens' holiday"),
        (date(2019, 5, 1), "天皇の即位の日", "Enthronement Day"),
        (date(2019, 10, 22), "即位礼正殿の儀", "Enthronement Ceremony Day"),
        (date(2020, 7, 24), "スポーツの日", "Sports Day"),
        (date(2020, 10, 12), None, None),  # moved for the Olympic Games
        (date(2021, 8, 9), "振替休日（山の日）", "substitute holiday for Mountain Day"),
        (date(2026, 12, 29), "年末年始", "year-end closing, 29 December to 3 January"),
        (date(2027, 1, 1), "元日", "New Year's Day"),
        (date(2026, 12, 28), None, None),
        (date(2027, 1, 4), None, None),
        (date(2026, 11, 28), "土曜日", "Saturday"),
        (date(2026, 11, 29), "日曜日", "Sunday"),
    ],
)
def test_a_closed_day_says_why(day: date, why: str | None, english: str | None) -> None:
    assert (why, english) == (PLAIN.why_closed(day), PLAIN.why_closed(day, "en"))


def test_every_holiday_has_an_english_name() -> None:
    days = [date(2019, 1, 1) + timedelta(days=n) for n in range(17 * 365)]
    names = {PLAIN.why_closed(day, "en") or "" for day in days}

    assert "national holiday" not in names
    assert not any(re.search(r"[^\x00-\x7f]", name) for name in names)


def test_a_city_closes_and_opens_on_days_of_its_own() -> None:
    city = Calendar(closed=[date(2026, 11, 13)], opened=[date(2026, 3, 28), date(2026, 12, 29)])

    assert (city.is_open(date(2026, 11, 13)), city.why_closed(date(2026, 11, 13))) == (False, "市の閉庁日")
    assert (city.is_open(date(2026, 3, 28)), city.why_closed(date(2026, 3, 28))) == (True, None)
    assert date(2026, 12, 29) == city.next_open(date(2026, 12, 29))
    assert date(2026, 11, 16) == city.next_open(date(2026, 11, 13))


def test_a_day_that_is_both_open_and_closed_is_refused() -> None:
    with pytest.raises(ScheduleError, match="2026-11-13"):
        Calendar(closed=[date(2026, 11, 13)], opened=[date(2026, 11, 13)])


@pytest.mark.parametrize(
    ("day", "n", "expected"),
    [
        (date(2026, 4, 28), 1, date(2026, 4, 30)),
        (date(2026, 4, 30), 2, date(2026, 5, 7)),  # over golden week
        (date(2026, 12, 28), 1, date(2027, 1, 4)),  # over the year end
        (date(2026, 9, 18), 1, date(2026, 9, 24)),  # three holidays behind a weekend
        (date(2027, 1, 4), -1, date(2026, 12, 28)),
        (date(2026, 5, 5), 0, date(2026, 5, 5)),
        (date(2026, 5, 5), -1, date(2026, 5, 1)),
    ],
)
def test_working_days_are_counted_over_closed_ones(day: date, n: int, expected: date) -> None:
    assert expected == PLAIN.add_open_days(day, n)


@given(CITIES, DAYS)
def test_rolling_ends_on_an_open_day_and_is_done_once(city: Calendar, day: date) -> None:
    later, earlier = city.next_open(day), city.previous_open(day)

    assert city.is_open(later)
    assert city.is_open(earlier)
    assert earlier <= day <= later
    assert (later, earlier) == (city.next_open(later), city.previous_open(earlier))
    assert not any(city.is_open(earlier + timedelta(days=n)) for n in range(1, (later - earlier).days))


@given(CITIES, DAYS, st.integers(-80, 80))
def test_working_days_forth_and_back_return(city: Calendar, day: date, n: int) -> None:
    start = city.next_open(day)
    there = city.add_open_days(start, n)

    assert start == city.add_open_days(there, -n)
    first, last = sorted((start, there))
    assert abs(n) == sum(city.is_open(first + timedelta(days=k)) for k in range((last - first).days))


def test_the_end_of_the_calendar_is_an_error_with_words() -> None:
    with pytest.raises(ScheduleError, match="9999"):
        PLAIN.next_open(date(9999, 12, 31))
    with pytest.raises(ScheduleError, match="暦の端"):
        PLAIN.previous_open(date(1, 1, 1))


def test_sixty_thousand_questions_cost_less_than_a_second() -> None:
    days = [date(2026, 1, 1) + timedelta(days=n % 1500) for n in range(60_000)]
    for day in days[:1500]:
        PLAIN.is_open(day)
    begun = time.process_time()
    for day in days:
        PLAIN.is_open(day)

    assert time.process_time() - begun < 1


def test_the_holiday_library_and_the_text_package_come_only_when_needed() -> None:
    code = (
        "import sys; from vendorrisk.schedule import *; from datetime import date; say_date(read_date('R8.4.1')); Calendar().is_open(date(2026, 11, 28));"
        "print('jpholiday' in sys.modules, 'vendorrisk.text' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False False\n"


@given(DAYS)
def test_a_day_lies_in_its_fiscal_year(day: date) -> None:
    year = fiscal_year(day)

    assert fiscal_year_first_day(year) <= day <= fiscal_year_last_day(year)
    assert fiscal_year_last_day(year) + timedelta(days=1) == fiscal_year_first_day(year + 1)


@pytest.mark.parametrize(
    ("year", "label"), [(2026, "令和8年度"), (2019, "令和元年度"), (2018, "平成30年度"), (2020, "令和2年度"), (1988, "昭和63年度"), (1920, "1920年度")]
)
def test_fiscal_years_are_called_by_their_era(year: int, label: str) -> None:
    assert label == fiscal_year_label(year)
