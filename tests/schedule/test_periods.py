"""Periods are counted as the Civil Code counts them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendorrisk.schedule import Calendar, Period, ScheduleError, Unit, add_months

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


def is_month_end(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2027, 3, 31), -1, date(2027, 2, 28)),
        (date(2028, 3, 31), -1, date(2028, 2, 29)),
        (date(2027, 3, 31), -3, date(2026, 12, 31)),
        (date(2027, 3, 31), -6, date(2026, 9, 30)),
        (date(2027, 4, 30), -1, date(2027, 3, 31)),
        (date(2027, 9, 30), -2, date(2027, 7, 31)),
        (date(2027, 3, 30), -1, date(2027, 2, 28)),
        (date(2027, 3, 15), -1, date(2027, 2, 15)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2027, 2, 28), 12, date(2028, 2, 29)),
        (date(2028, 2, 28), 12, date(2029, 2, 28)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 1, 1), -1, date(2025, 12, 1)),
        (date(2026, 6, 30), 0, date(2026, 6, 30)),
    ],
)
def test_months(day: date, months: int, expected: date) -> None:
    assert expected == add_months(day, months)


@given(DAYS, st.integers(-240, 240))
def test_a_month_end_stays_one_and_other_days_keep_their_number(day: date, months: int) -> None:
    moved = add_months(day, months)

    assert day.year * 12 + day.month + months == moved.year * 12 + moved.month
    if is_month_end(day):
        assert is_month_end(moved)
    else:
        assert moved.day == day.day or (moved.day < day.day and is_month_end(moved))


@given(DAYS, DAYS, st.integers(-240, 240))
def test_months_keep_the_order_of_days(one: date, other: date, months: int) -> None:
    first, second = sorted((one, other))

    assert add_months(first, months) <= add_months(second, months)


@given(DAYS, st.integers(1, 240))
def test_article_143_word_for_word(first: date, months: int) -> None:
    """最後の月において起算日に応当する日の前日に満了する。応当する日がないときは、その月の末日に満了する。"""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    corresponding = first.day <= monthrange(year, month + 1)[1]
    expected = date(year, month + 1, first.day) - timedelta(days=1) if corresponding else date(year, month + 1, monthrange(year, month + 1)[1])

    assert expected == Period(months, Unit.MONTH).last_day(first)
    # 140条: counted from an event, the period begins on the next day
    event = first - timedelta(days=1)
    assert expected == Period(months, Unit.MONTH).after(event)


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        (Period(1, Unit.YEAR), date(2026, 4, 1), date(2027, 3, 31)),
        (Period(3, Unit.YEAR), date(2026, 4, 1), date(2029, 3, 31)),
        (Period(1, Unit.MONTH), date(2027, 1, 31), date(2027, 2, 28)),
        (Period(1, Unit.MONTH), date(2027, 2, 1), date(2027, 2, 28)),
        (Period(1, Unit.YEAR), date(2028, 2, 29), date(2029, 2, 28)),
        (Period(2, Unit.WEEK), date(2026, 4, 1), date(2026, 4, 14)),
        (Period(30, Unit.DAY), date(2026, 4, 1), date(2026, 4, 30)),
    ],
)
def test_terms_whose_first_day_counts(period: Period, first: date, last: date) -> None:
    assert last == period.last_day(first)


@pytest.mark.parametrize(
    ("period", "end", "expected"),
    [
        (Period(30, Unit.DAY), date(2027, 3, 31), date(2027, 3, 1)),
        (Period(2, Unit.WEEK), date(2027, 3, 31), date(2027, 3, 17)),
        (Period(10, Unit.BUSINESS_DAY), date(2027, 1, 15), date(2026, 12, 25)),
        (Period(1, Unit.YEAR), date(2028, 2, 29), date(2027, 2, 28)),
        (Period(0, Unit.DAY), date(2027, 3, 31), date(2027, 3, 31)),
    ],
)
def test_before_an_end(period: Period, end: date, expected: date) -> None:
    assert expected == period.before(end)


def test_working_days_follow_the_citys_calendar() -> None:
    city = Calendar(closed=[date(2027, 1, 5)])

    assert date(2026, 12, 28) == Period(2, Unit.BUSINESS_DAY).before(date(2027, 1, 6), city)
    assert date(2027, 1, 4) == Period(2, Unit.BUSINESS_DAY).before(date(2027, 1, 6))


@pytest.mark.parametrize("amount", [-1, 100_000])
@pytest.mark.parametrize("unit", Unit)
def test_a_slip_of_the_keyboard_is_refused(amount: int, unit: Unit) -> None:
    with pytest.raises(ScheduleError, match=str(amount)):
        Period(amount, unit)


def test_the_end_of_the_calendar_has_words() -> None:
    for period in (Period(1, Unit.MONTH), Period(1, Unit.DAY)):
        with pytest.raises(ScheduleError, match="暦の端"):
            period.after(date(9999, 12, 31))
    with pytest.raises(ScheduleError, match="暦の端"):
        Period(1, Unit.YEAR).last_day(date(9999, 4, 1))
    with pytest.raises(ScheduleError, match="0日"):
        Period(0, Unit.DAY).last_day(date(2026, 4, 1))


def test_labels() -> None:
    assert [
        Period(n, unit).label.ja for n, unit in ((1, Unit.DAY), (5, Unit.BUSINESS_DAY), (2, Unit.WEEK), (3, Unit.MONTH), (1, Unit.YEAR))
    ] == ["1日", "5開庁日", "2週間", "3か月", "1年"]
    assert Period(1, Unit.YEAR).label.en == "1 year"
