"""Clocks that a law starts, to the day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendorrisk.schedule import (
    Calendar,
    Limit,
    ScheduleError,
    inspection_limit,
    leak_clock,
    payment_limit,
    say_date,
)

DAYS = st.dates(date(2020, 1, 1), date(2034, 12, 31))


@pytest.mark.parametrize(
    ("known", "wrongful", "prompt", "final_due", "final_by"),
    [
        # the worked examples: Friday → Saturday of day 30 → Monday; Monday → 29 December → 4 January
        (date(2026, 4, 10), False, (date(2026, 4, 12), date(2026, 4, 14)), date(2026, 5, 9), date(2026, 5, 11)),
        (date(2026, 11, 30), False, (date(2026, 12, 2), date(2026, 12, 4)), date(2026, 12, 29), date(2027, 1, 4)),
        (date(2026, 6, 1), False, (date(2026, 6, 3), date(2026, 6, 5)), date(2026, 6, 30), date(2026, 6, 30)),
        (date(2026, 6, 1), True, (date(2026, 6, 3), date(2026, 6, 5)), date(2026, 7, 30), date(2026, 7, 30)),
        # day 30 on the first day of golden week's holidays: Sunday 3 May to Wednesday 6 May
        (date(2026, 4, 4), False, (date(2026, 4, 6), date(2026, 4, 8)), date(2026, 5, 3), date(2026, 5, 7)),
        # day 60 on 3 January, a Saturday the year after
        (date(2025, 11, 5), True, (date(2025, 11, 7), date(2025, 11, 9)), date(2026, 1, 3), date(2026, 1, 5)),
    ],
)
def test_a_leak(known: date, wrongful: bool, prompt: tuple[date, date], final_due: date, final_by: date) -> None:
    clock = leak_clock(known, wrongful_purpose=wrongful)

    assert prompt == (clock.prompt_from, clock.prompt_by)
    assert (final_due, final_by) == (clock.final_due, clock.final_by)
    for lang in ("ja", "en"):
        assert say_date(final_by, lang) in clock.explain(lang)


@given(DAYS, st.booleans())
def test_the_day_of_knowing_is_day_one_and_only_the_final_report_waits(known: date, wrongful: bool) -> None:
    clock = leak_clock(known, wrongful_purpose=wrongful)

    assert (60 if wrongful else 30) == clock.final_days == (clock.final_due - known).days + 1
    assert timedelta(days=4) == clock.prompt_by - known
    assert clock.final_by == Calendar().next_open(clock.final_due)


@pytest.mark.parametrize(
    ("limit", "by", "act_by", "days"),
    [
        (inspection_limit(date(2027, 3, 19)), date(2027, 3, 29), date(2027, 3, 29), 10),
        (inspection_limit(date(2027, 3, 17)), date(2027, 3, 27), date(2027, 3, 26), 10),  # Saturday
        (inspection_limit(date(2027, 3, 19), works=True), date(2027, 4, 2), date(2027, 4, 2), 14),
        (inspection_limit(date(2027, 3, 19), works=True, written=False), date(2027, 3, 29), date(2027, 3, 29), 10),
        (inspection_limit(date(2027, 3, 19), corrected=date(2027, 3, 25)), date(2027, 4, 4), date(2027, 4, 2), 10),
        (payment_limit(date(2027, 3, 31)), date(2027, 4, 30), date(2027, 4, 30), 30),
        (payment_limit(date(2027, 3, 31), works=True), date(2027, 5, 10), date(2027, 5, 10), 40),
        (payment_limit(date(2026, 12, 15), written=False), date(2026, 12, 30), date(2026, 12, 28), 15),
        (payment_limit(date(2026, 12, 15), works=True, written=False), date(2026, 12, 30), date(2026, 12, 28), 15),
        # an inspection that is five days late eats five days of the payment period
        (payment_limit(date(2027, 3, 31), inspection_by=date(2027, 3, 29), inspected=date(2027, 4, 3)), date(2027, 4, 25), date(2027, 4, 23), 25),
        (payment_limit(date(2027, 3, 31), inspection_by=date(2027, 3, 29), inspected=date(2027, 3, 29)), date(2027, 4, 30), date(2027, 4, 30), 30),
        (payment_limit(date(2027, 3, 31), inspection_by=date(2027, 3, 29), inspected=date(2027, 3, 20)), date(2027, 4, 30), date(2027, 4, 30), 30),
    ],
)
def test_inspection_and_payment(limit: Limit, by: date, act_by: date, days: int) -> None:
    assert (by, act_by, days) == (limit.by, limit.act_by, limit.days)


def test_an_inspection_later_than_the_whole_payment_period_costs_interest() -> None:
    limit = payment_limit(date(2027, 3, 31), inspection_by=date(2027, 3, 29), inspected=date(2027, 5, 3))

    assert (date(2027, 3, 31), 0, 35) == (limit.by, limit.days, limit.late_days)
    assert "超えた5日分の遅延利息" in limit.rule.ja
    assert "interest is due for 5 days" in limit.rule.en


def test_a_limit_names_its_articles() -> None:
    assert "法律5条、14条" in inspection_limit(date(2027, 3, 19)).source.ja
    assert "法律10条、14条" in inspection_limit(date(2027, 3, 19), written=False).source.ja
    assert inspection_limit(date(2027, 3, 19), corrected=date(2027, 3, 25)).rule.ja == "令和9年3月25日（木）の是正完了の通知の翌日から10日以内"
    late = payment_limit(date(2027, 3, 31), inspection_by=date(2027, 3, 29), inspected=date(2027, 4, 3))
    assert "法律6条、9条、14条" in late.source.ja
    assert "25日になります" in late.rule.ja


def test_days_on_which_the_city_closes_leave_less_time_but_lengthen_nothing() -> None:
    city = Calendar(closed=[date(2027, 3, 29)])
    limit = inspection_limit(date(2027, 3, 19), calendar=city)

    assert (date(2027, 3, 29), date(2027, 3, 26)) == (limit.by, limit.act_by)


def test_a_correction_before_the_completion_is_refused() -> None:
    with pytest.raises(ScheduleError, match="是正完了"):
        inspection_limit(date(2027, 3, 19), corrected=date(2027, 3, 18))
