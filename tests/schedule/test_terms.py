"""On any day a contract says when it ends, by when notice must be given, and by when somebody must begin."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendorrisk.schedule import (
    Calendar,
    Period,
    Renewal,
    ScheduleError,
    Term,
    TermState,
    Unit,
    add_months,
    say_date,
)

PLAIN = Calendar()
YEARLY = Term(
    date(2025, 4, 1), date(2026, 3, 31), Renewal.AUTOMATIC, 12, max_times=2, notice=Period(3, Unit.MONTH), lead_time=Period(60, Unit.DAY)
)
SINGLE = Term(date(2026, 4, 1), date(2027, 3, 31), notice=Period(1, Unit.MONTH))
PERIODS = st.none() | st.builds(Period, st.integers(0, 40), st.sampled_from(Unit).filter(lambda unit: unit is not Unit.YEAR))


@st.composite
def terms(draw: st.DrawFn) -> Term:
    start = draw(st.dates(date(2019, 1, 1), date(2027, 12, 31)))
    end = start + timedelta(days=draw(st.integers(0, 1200)))
    return Term(
        start, end, draw(st.sampled_from(Renewal)), draw(st.integers(1, 36)), draw(st.none() | st.integers(0, 6)),
        draw(PERIODS), draw(st.booleans()), draw(PERIODS), draw(st.none() | st.dates(start, date(2030, 12, 31))),
    )  # fmt: skip


TODAY = st.dates(date(2018, 6, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("today", "end", "renewals", "left", "notice_by", "start_by", "state"),
    [
        # 2025-12-31 is closed: Friday 26 December is the last open day, for 27 and 28 December 2025 are a weekend
        (date(2025, 3, 31), date(2026, 3, 31), 0, 2, date(2025, 12, 26), date(2025, 10, 27), "upcoming"),
        (date(2025, 4, 1), date(2026, 3, 31), 0, 2, date(2025, 12, 26), date(2025, 10, 27), "active"),
        (date(2025, 10, 26), date(2026, 3, 31), 0, 2, date(2025, 12, 26), date(2025, 10, 27), "active"),
        (date(2025, 10, 27), date(2026, 3, 31), 0, 2, date(2025, 12, 26), date(2025, 10, 27), "lead-window"),
        (date(2025, 12, 26), date(2026, 3, 31), 0, 2, date(2025, 12, 26), date(2025, 10, 27), "lead-window"),
        (date(2025, 12, 27), date(2026, 3, 31), 0, 2, date(2025, 12, 26), date(2025, 10, 27), "notice-window"),
        (date(2026, 3, 31), date(2026, 3, 31), 0, 2, date(2025, 12, 26), date(2025, 10, 27), "notice-window"),
        # renewed by itself: the notice date moves with the end
        (date(2026, 4, 1), date(2027, 3, 31), 1, 1, date(2026, 12, 28), date(2026, 10, 29), "active"),
        (date(2027, 1, 4), date(2027, 3, 31), 1, 1, date(2026, 12, 28), date(2026, 10, 29), "notice-window"),
        (date(2027, 4, 1), date(2028, 3, 31), 2, 0, date(2027, 12, 28), date(2027, 10, 29), "active"),
        # no renewal is left: it ends, and somebody must say what then
        (date(2027, 12, 29), date(2028, 3, 31), 2, 0, date(2027, 12, 28), date(2027, 10, 29), "decision-needed"),
        (date(2028, 4, 1), date(2028, 3, 31), 2, 0, date(2027, 12, 28), date(2027, 10, 29), "expired-undecided"),
        (date(2060, 1, 1), date(2028, 3, 31), 2, 0, date(2027, 12, 28), date(2027, 10, 29), "expired-undecided"),
    ],
)
def test_a_contract_that_renews_itself_twice(
    today: date, end: date, renewals: int, left: int, notice_by: date, start_by: date, state: str
) -> None:
    status = YEARLY.on(today)

    assert (end, renewals, left) == (status.end, status.renewals, status.renewals_left)
    assert (notice_by, start_by, state) == (status.notice_by, status.start_by, status.state)


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2026, 3, 31), TermState.UPCOMING),
        (date(2026, 12, 25), TermState.ACTIVE),
        (date(2026, 12, 28), TermState.LEAD_WINDOW),
        (date(2027, 2, 26), TermState.LEAD_WINDOW),
        (date(2027, 2, 27), TermState.DECISION_NEEDED),
        (date(2027, 3, 31), TermState.DECISION_NEEDED),
        (date(2027, 4, 1), TermState.EXPIRED_UNDECIDED),
        (date(2040, 4, 1), TermState.EXPIRED_UNDECIDED),
    ],
)
@pytest.mark.parametrize("renewal", [Renewal.NONE, Renewal.EXPRESS])
def test_a_contract_that_ends_waits_for_a_decision(renewal: Renewal, today: date, state: TermState) -> None:
    """One month before 3/31 is Sunday 2/28, so notice by Friday 2/26; sixty days before that is Monday 12/28."""
    term = Term(SINGLE.start, SINGLE.end, renewal, 12, notice=SINGLE.notice, lead_time=Period(60, Unit.DAY))

    status = term.on(today)

    assert (date(2027, 3, 31), 0, date(2027, 2, 26), date(2026, 12, 28)) == (status.end, status.renewals, status.notice_by, status.start_by)
    assert state is status.state


def test_without_notice_the_lead_time_is_counted_from_the_end() -> None:
    status = Term(date(2026, 4, 1), date(2027, 3, 31), lead_time=Period(6, Unit.MONTH)).on(date(2026, 10, 1))

    assert (None, date(2026, 9, 30), TermState.LEAD_WINDOW) == (status.notice_by, status.start_by, status.state)


def test_the_notice_date_keeps_its_number_when_the_city_says_so() -> None:
    kept = Term(SINGLE.start, SINGLE.end, notice=SINGLE.notice, notice_on_open_day=False).on(date(2026, 5, 1))

    assert (date(2027, 2, 28), date(2027, 2, 28)) == (kept.notice_due, kept.notice_by)


def test_days_on_which_the_city_closes_move_the_notice_date() -> None:
    city = Calendar(closed=[date(2027, 2, 26)])

    assert date(2027, 2, 25) == SINGLE.on(date(2026, 5, 1), city).notice_by


@pytest.mark.parametrize(
    ("end", "months", "ends"),
    [
        (date(2025, 2, 28), 12, [date(2026, 2, 28), date(2027, 2, 28), date(2028, 2, 29), date(2029, 2, 28)]),
        (date(2024, 2, 29), 12, [date(2025, 2, 28), date(2026, 2, 28), date(2027, 2, 28), date(2028, 2, 29)]),
        (date(2025, 1, 31), 1, [date(2025, 2, 28), date(2025, 3, 31), date(2025, 4, 30), date(2025, 5, 31)]),
        (date(2025, 1, 30), 1, [date(2025, 2, 28), date(2025, 3, 30), date(2025, 4, 30), date(2025, 5, 30)]),
        (date(2025, 9, 30), 6, [date(2026, 3, 31), date(2026, 9, 30), date(2027, 3, 31), date(2027, 9, 30)]),
    ],
)
def test_renewals_do_not_creep(end: date, months: int, ends: list[date]) -> None:
    term = Term(date(2024, 1, 1), end, Renewal.AUTOMATIC, months)

    assert ends == [term.on(day).end for day in [end + timedelta(days=1), *(e + timedelta(days=1) for e in ends[:-1])]]


def test_a_monthly_contract_with_three_months_notice_is_bound_for_the_months_ahead() -> None:
    term = Term(date(2026, 1, 1), date(2026, 1, 31), Renewal.AUTOMATIC, 1, notice=Period(3, Unit.MONTH))

    status = term.on(date(2026, 5, 1))

    assert (date(2026, 5, 31), date(2026, 2, 27), TermState.NOTICE_WINDOW) == (status.end, status.notice_by, status.state)
    assert (date(2026, 8, 31), date(2026, 5, 29)) == (status.next_end, status.next_notice_by)
    assert "次に終えられるのは令和8年8月31日（月）で、その通知期限は令和8年5月29日（金）です。" in status.explain()

    last_chance = term.on(date(2026, 5, 29))
    assert (date(2026, 8, 31), date(2026, 9, 30)) == (last_chance.next_end, term.on(date(2026, 5, 30)).next_end)


def test_renewals_that_run_out_say_when() -> None:
    term = Term(date(2026, 1, 1), date(2026, 1, 31), Renewal.AUTOMATIC, 1, max_times=5, notice=Period(3, Unit.MONTH))

    status = term.on(date(2026, 5, 1))

    assert (TermState.NOTICE_WINDOW, date(2026, 6, 30), None) == (status.state, status.next_end, status.next_notice_by)
    assert "令和8年6月30日（火）に満了します" in status.explain()
    assert (date(2028, 3, 31), None) == (YEARLY.on(date(2027, 1, 4)).next_end, YEARLY.on(date(2027, 1, 4)).next_notice_by)


@pytest.mark.parametrize(
    ("ended_on", "today", "end", "state"),
    [
        (date(2026, 3, 31), date(2026, 3, 31), date(2026, 3, 31), TermState.ACTIVE),  # decided: nothing is left to ask
        (date(2026, 3, 31), date(2026, 4, 1), date(2026, 3, 31), TermState.ENDED),
        (date(2026, 3, 31), date(2030, 4, 1), date(2026, 3, 31), TermState.ENDED),  # renews no more
        (date(2025, 8, 15), date(2025, 8, 16), date(2026, 3, 31), TermState.ENDED),  # terminated on the way
        (date(2026, 9, 30), date(2026, 8, 1), date(2027, 3, 31), TermState.ACTIVE),
    ],
)
def test_a_recorded_end_settles_it(ended_on: date, today: date, end: date, state: TermState) -> None:
    term = Term(YEARLY.start, YEARLY.end, Renewal.AUTOMATIC, 12, notice=YEARLY.notice, lead_time=YEARLY.lead_time, ended_on=ended_on)
    status = term.on(today)

    assert (end, state) == (status.end, status.state)
    assert say_date(ended_on) in status.explain()


def test_an_open_ended_contract_runs_on() -> None:
    status = Term(date(2020, 4, 1), notice=Period(30, Unit.DAY), lead_time=Period(30, Unit.DAY)).on(date(2026, 4, 1))

    assert (status.state, status.end, status.notice_by, status.start_by) == (TermState.ACTIVE, None, None, None)
    assert status.explain() == "満了日の定めはありません。"


def test_a_sentinel_for_forever_does_no_harm() -> None:
    term = Term(date(2020, 4, 1), date(9999, 12, 31), Renewal.AUTOMATIC, 12, notice=Period(3, Unit.MONTH), lead_time=Period(5, Unit.BUSINESS_DAY))

    assert TermState.ACTIVE is term.on(date(2026, 4, 1)).state


@pytest.mark.parametrize(
    ("values", "where"),
    [
        ({"end": date(2026, 3, 31)}, "end"),
        ({"renewal": "automatic", "renewal_months": 12}, "end"),
        ({"end": date(2027, 3, 31), "renewal": "automatic"}, "renewal.months"),
        ({"end": date(2027, 3, 31), "renewal": "automatic", "renewal_months": 0}, "renewal.months"),
        ({"end": date(2027, 3, 31), "max_times": -1}, "renewal.max_times"),
    ],
)
def test_a_term_that_contradicts_itself_is_refused(values: dict[str, object], where: str) -> None:
    with pytest.raises(ScheduleError) as caught:
        Term(date(2026, 4, 1), **values)  # type: ignore[arg-type]

    assert where == caught.value.where
    assert caught.value.todo


def test_a_term_says_how_its_dates_came_about() -> None:
    assert YEARLY.on(date(2026, 11, 2)).explain() == (
        "当初の満了日令和8年3月31日（火）から12か月ごとの自動更新が1回あり、現在の満了日は令和9年3月31日（水）です。自動更新は残り1回です。"
        "通知期限は、満了日の3か月前の令和8年12月31日（木）が閉庁日（年末年始）のため、直前の開庁日の令和8年12月28日（月）です。"
        "準備を始める期限は、通知期限の60日前の令和8年10月29日（木）です。"
    )
    assert YEARLY.on(date(2026, 11, 2)).explain("en") == (
        "Signed to end on 2026-03-31 (Tue), renewed by itself 1 time every 12 months: the end is now 2027-03-31 (Wed). Renewals left: 1. "
        "Notice must be given by 2026-12-28 (Mon): 3 months before the end is 2026-12-31 (Thu), when the city hall is closed "
        "(year-end closing, 29 December to 3 January). Preparation must begin by 2026-10-29 (Thu), 60 days before the notice date."
    )


@given(terms(), TODAY)
def test_the_end_is_the_first_one_that_has_not_passed(term: Term, today: date) -> None:
    status = term.on(today)
    assert term.end is not None
    assert status.end is not None
    upto = today if term.ended_on is None else min(today, term.ended_on)
    ends = [term.end]
    while term.renewal is Renewal.AUTOMATIC and ends[-1] < upto and (term.max_times is None or len(ends) <= term.max_times):
        ends.append(add_months(term.end, len(ends) * (term.renewal_months or 0)))

    assert (ends[-1], len(ends) - 1) == (status.end, status.renewals)


@given(terms(), TODAY)
def test_end_and_notice_date_move_together(term: Term, today: date) -> None:
    """A contract signed from the beginning for its present end has the same notice date and the same last day to start."""
    status = term.on(today)
    signed = Term(term.start, status.end, notice=term.notice, notice_on_open_day=term.notice_on_open_day, lead_time=term.lead_time).on(today)

    assert (signed.notice_due, signed.notice_by, signed.start_by) == (status.notice_due, status.notice_by, status.start_by)


@given(terms(), TODAY)
def test_dates_stand_in_order_and_on_open_days(term: Term, today: date) -> None:
    status = term.on(today)
    assert status.end is not None

    assert status.notice_by is None or status.notice_by <= status.end
    assert status.start_by is not None
    assert status.start_by <= (status.notice_by or status.end)
    if status.notice_by is not None and term.notice_on_open_day:
        assert PLAIN.is_open(status.notice_by)
    if term.lead_time is not None:
        assert PLAIN.is_open(status.start_by)
    if status.next_notice_by is not None:
        assert status.next_notice_by >= today
    for lang in ("ja", "en"):
        assert say_date(status.end, lang) in status.explain(lang)


@given(terms(), TODAY)
def test_a_state_follows_from_the_dates(term: Term, today: date) -> None:
    status = term.on(today)
    end, start_by = status.end, status.start_by
    assert end is not None
    assert start_by is not None
    must = status.notice_by or end
    rolls = term.renewal is Renewal.AUTOMATIC and (term.max_times is None or status.renewals < term.max_times)

    match status.state:
        case TermState.ENDED:
            assert term.ended_on is not None
            assert today > term.ended_on
        case TermState.UPCOMING:
            assert today < term.start
        case TermState.ACTIVE:
            assert term.ended_on is not None or today < start_by
        case TermState.LEAD_WINDOW:
            assert start_by <= today <= must
        case TermState.NOTICE_WINDOW:
            assert rolls
            assert must < today <= end
        case TermState.DECISION_NEEDED:
            assert not rolls
            assert must < today <= end
        case TermState.EXPIRED_UNDECIDED:
            assert not rolls
            assert today > end


@given(terms(), st.integers(0, 4000))
def test_an_undecided_end_never_disappears(term: Term, later: int) -> None:
    today = date(2036, 1, 1)
    if term.on(today).state is TermState.EXPIRED_UNDECIDED:
        assert TermState.EXPIRED_UNDECIDED is term.on(today + timedelta(days=later)).state
