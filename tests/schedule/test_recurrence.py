"""Reviews come back when their rule says so, stay due until they are done, and say whose rule it is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendorrisk.model import Bilingual
from vendorrisk.schedule import (
    Due,
    Period,
    Postponement,
    Recurrence,
    RecurrenceKind,
    ScheduleError,
    Unit,
    fiscal_year,
    next_due,
    occurrences,
    review_interval,
    say_date,
    standard_recurrences,
)

FEBRUARY = Recurrence(RecurrenceKind.FIXED, Period(1, Unit.YEAR), anchor=date(2026, 2, 1))
QUARTERS = Recurrence(RecurrenceKind.FIXED, Period(3, Unit.MONTH), anchor=date(2026, 3, 31))
AFTER = Recurrence(RecurrenceKind.AFTER_COMPLETION, Period(12, Unit.MONTH))
ONCE_A_YEAR = Recurrence(RecurrenceKind.AFTER_COMPLETION, Period(12, Unit.MONTH), at_least_once_per_fiscal_year=True)
DAYS = st.dates(date(2015, 1, 1), date(2040, 12, 31))
CALENDAR_PERIODS = st.builds(Period, st.integers(1, 30), st.sampled_from((Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR)))
FIXED = st.builds(Recurrence, st.just(RecurrenceKind.FIXED), CALENDAR_PERIODS, DAYS, st.booleans())


@pytest.mark.parametrize(
    ("rule", "last_done", "begun", "expected"),
    [
        (AFTER, None, date(2026, 4, 1), date(2027, 4, 1)),
        (AFTER, date(2026, 6, 30), date(2026, 4, 1), date(2027, 6, 30)),
        (AFTER, date(2024, 2, 29), date(2020, 4, 1), date(2025, 2, 28)),
        (AFTER, date(2026, 3, 20), date(2026, 4, 1), date(2027, 4, 1)),  # before the rule began: does not count
        # once in every fiscal year, the first included
        (ONCE_A_YEAR, None, date(2026, 4, 1), date(2027, 3, 31)),
        (ONCE_A_YEAR, None, date(2026, 10, 1), date(2027, 3, 31)),
        (ONCE_A_YEAR, date(2026, 6, 30), date(2026, 4, 1), date(2027, 6, 30)),
        (ONCE_A_YEAR, date(2027, 3, 31), date(2026, 4, 1), date(2028, 3, 31)),
        (review_interval("very-high"), date(2026, 11, 30), date(2026, 4, 1), date(2027, 2, 28)),
        # every February
        (FEBRUARY, None, date(2026, 4, 1), date(2027, 2, 1)),
        (FEBRUARY, None, date(2026, 2, 1), date(2027, 2, 1)),  # nothing is due on the first day
        (FEBRUARY, None, date(2026, 1, 31), date(2026, 2, 1)),
        (FEBRUARY, None, date(2020, 4, 1), date(2021, 2, 1)),  # missed five times: the first one is due
        (FEBRUARY, date(2027, 2, 1), date(2020, 4, 1), date(2028, 2, 1)),
        (FEBRUARY, date(2027, 1, 10), date(2026, 4, 1), date(2028, 2, 1)),  # early: it counts for February
        (FEBRUARY, date(2026, 10, 1), date(2026, 4, 1), date(2027, 2, 1)),  # far too early: an extra one
        (FEBRUARY, date(2027, 5, 20), date(2026, 4, 1), date(2028, 2, 1)),  # late: it keeps its February
        (FEBRUARY, date(2029, 5, 20), date(2020, 4, 1), date(2030, 2, 1)),  # settles all that were missed
        (QUARTERS, date(2026, 6, 30), date(2026, 1, 5), date(2026, 9, 30)),
        (QUARTERS, date(2026, 7, 10), date(2026, 1, 5), date(2026, 9, 30)),
        (QUARTERS, date(2026, 9, 10), date(2026, 1, 5), date(2026, 12, 31)),
    ],
)
def test_next_due(rule: Recurrence, last_done: date | None, begun: date, expected: date) -> None:
    assert expected == next_due(rule, last_done, begun).day


def test_what_is_overdue_stays_overdue() -> None:
    due = next_due(FEBRUARY, None, date(2024, 4, 1))

    assert [due.is_overdue(day) for day in (date(2025, 2, 1), date(2025, 2, 2), date(2035, 1, 1))] == [False, True, True]


@given(FIXED, st.none() | DAYS, DAYS)
def test_a_fixed_day_is_never_skipped(rule: Recurrence, last_done: date | None, begun: date) -> None:
    """Everything between the last review and the due day is at most one occurrence, and that one was done early."""
    done = last_done if last_done is not None and last_done >= begun else None
    due = next_due(Recurrence(rule.kind, rule.every, rule.anchor), last_done, begun)
    since = done or begun
    passed = list(occurrences(rule, since + timedelta(days=1), due.day))

    assert passed[-1] == due.day
    assert len(passed) <= (1 if done is None else 2)
    if len(passed) == 2:
        before = list(occurrences(rule, since - timedelta(days=31 * 366), since))[-1]
        assert (passed[0] - since) * 4 <= passed[0] - before


@given(st.builds(Recurrence, st.sampled_from(RecurrenceKind), CALENDAR_PERIODS, DAYS, st.just(True)), st.none() | DAYS, DAYS)
def test_no_fiscal_year_passes_without_one(rule: Recurrence, last_done: date | None, begun: date) -> None:
    due = next_due(rule, last_done, begun)
    done = last_done if last_done is not None and last_done >= begun else None

    assert fiscal_year(due.day) <= (fiscal_year(begun) if done is None else fiscal_year(done) + 1)
    assert due.day >= (done or begun)


def test_occurrences_come_back_to_the_31st() -> None:
    monthly = Recurrence(RecurrenceKind.FIXED, Period(1, Unit.MONTH), anchor=date(2026, 1, 31))

    assert [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)] == list(occurrences(monthly, date(2026, 1, 1), date(2026, 3, 31)))
    assert [date(1990, 2, 28)] == list(occurrences(monthly, date(1990, 2, 1), date(1990, 2, 28)))


def test_a_postponement_moves_one_due_day_and_keeps_its_reason() -> None:
    moved = Postponement(date(2027, 2, 1), date(2027, 3, 15), "受託者の事業所移転のため")

    due = next_due(FEBRUARY, None, date(2026, 4, 1), moved)

    assert (date(2027, 3, 15), date(2027, 2, 1)) == (due.day, due.computed)
    assert due.explain().count("令和9年3月15日（月）に変更されています（理由：受託者の事業所移転のため）。") == 1
    assert date(2028, 2, 1) == next_due(FEBRUARY, date(2027, 3, 10), date(2026, 4, 1), moved).day  # done since: void


def test_a_postponement_beyond_the_fiscal_year_says_that_it_breaks_the_rule() -> None:
    def postponed(to: date) -> Due:
        return next_due(ONCE_A_YEAR, date(2026, 5, 31), date(2026, 4, 1), Postponement(date(2027, 5, 31), to, "繁忙期"))

    assert not postponed(date(2028, 3, 31)).misses_fiscal_year
    assert postponed(date(2028, 4, 1)).misses_fiscal_year
    assert "反します" in postponed(date(2028, 4, 1)).explain()
    assert "against the rule" in postponed(date(2028, 4, 1)).explain("en")


def test_a_postponement_needs_a_reason() -> None:
    with pytest.raises(ScheduleError, match="理由"):
        Postponement(date(2027, 2, 1), date(2027, 3, 15), " ")


@pytest.mark.parametrize(
    ("kind", "every", "anchor"),
    [
        (RecurrenceKind.FIXED, Period(1, Unit.YEAR), None),
        (RecurrenceKind.FIXED, Period(5, Unit.BUSINESS_DAY), date(2026, 4, 1)),
        (RecurrenceKind.AFTER_COMPLETION, Period(0, Unit.MONTH), None),
    ],
)
def test_a_rule_that_says_nothing_is_refused(kind: RecurrenceKind, every: Period, anchor: date | None) -> None:
    with pytest.raises(ScheduleError):
        Recurrence(kind, every, anchor)


def test_only_fixed_days_can_be_listed() -> None:
    with pytest.raises(ScheduleError):
        list(occurrences(AFTER, date(2026, 1, 1), date(2027, 1, 1)))


def test_a_due_day_explains_itself() -> None:
    capped = next_due(ONCE_A_YEAR, None, date(2026, 4, 1))
    source = Recurrence("after-completion", Period(6, Unit.MONTH), source=Bilingual("市の設定", "the city's setting"))

    assert capped.explain() == "会計年度に1回以上のため、期限は年度末の令和9年3月31日（水）です。"
    assert "12か月ごとの決まった日" in next_due(Recurrence("fixed", Period(12, Unit.MONTH), date(2026, 2, 1)), None, date(2026, 4, 1)).explain()
    assert next_due(
        source, None, date(2026, 4, 1)
    ).explain("en") == "6 months after the beginning on 2026-04-01 (Wed): due by 2026-10-01 (Thu). Interval set by: the city's setting"


def test_intervals_by_residual_risk() -> None:
    assert [review_interval(band).every.amount for band in ("very-high", "high", "medium", "low")] == [3, 6, 12, 12]


def test_every_interval_names_its_true_source() -> None:
    rules = [*(standard.recurrence for standard in standard_recurrences()), review_interval("high")]

    for rule in rules:
        assert rule.source.ja
        assert rule.source.en
        assert "基本方針" not in rule.source.ja  # the policy sets no interval
        assert "policy" not in rule.source.en


def test_only_prescribed_intervals_are_not_called_ours() -> None:
    for standard in standard_recurrences():
        ours = "本プログラムの初期設定" in standard.recurrence.source.ja
        assert standard.prescribed is not ours, standard.id
        assert ours is ("this program's default" in standard.recurrence.source.en)


def test_social_media_are_reviewed_each_april_after_the_transfers() -> None:
    rule = next(standard.recurrence for standard in standard_recurrences() if standard.id == "social-media.review")
    due = next_due(rule, None, date(2026, 5, 10))

    assert date(2027, 4, 30) == due.day
    assert date(2028, 4, 30) == next_due(rule, date(2027, 4, 5), date(2026, 5, 10)).day
    assert say_date(due.day) in due.explain()
