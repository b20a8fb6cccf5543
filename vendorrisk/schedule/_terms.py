"""The term of a contract on any day: its present end, the last day for notice, the last day to start, and its state.

Everything is computed from what the contract says; nothing is stored, so an automatic renewal moves the end *and* the notice date, and a
state can never contradict the dates.  The notice date is the end of the term less the notice period, and rolls to the *earlier* open day:
a notice that arrives a working day early is in time, one that arrives a working day late binds the city for another year.

A stricter reading of 「満了日の1か月前までに」 leaves the last day itself out of the count and ends up to two days earlier; a lead time of a
few working days covers it.

States by day (N notice date, or the end where no notice is agreed; S last day to start)::

    upcoming      before the first day
    active        before S
    lead-window   S to N: preparation must be under way, notice can still be given
    notice-window after N, automatic: too late for notice, the contract renews by itself
    decision-needed   after N, everything else: the end comes and nobody has decided
    expired-undecided after the end, until somebody records what became of it
    ended         after the day on which it was recorded to end
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import attrs

from vendorrisk.model import Bilingual, Language
from vendorrisk.schedule._calendar import NATIONAL, Calendar
from vendorrisk.schedule._eras import say_date
from vendorrisk.schedule._errors import ScheduleError
from vendorrisk.schedule._periods import Period, add_months

__all__ = ["Renewal", "Term", "TermState", "TermStatus"]


class Renewal(StrEnum):
    """How a contract goes on."""

    NONE = "none"
    EXPRESS = "express"
    AUTOMATIC = "automatic"

    @property
    def label(self) -> Bilingual:
        """The word on screen."""
        return _RENEWAL_LABELS[self]


_RENEWAL_LABELS = {
    Renewal.NONE: Bilingual("更新なし", "no renewal"),
    Renewal.EXPRESS: Bilingual("合意による更新", "renewal by agreement"),
    Renewal.AUTOMATIC: Bilingual("自動更新", "automatic renewal"),
}


class TermState(StrEnum):
    """Where a contract stands on a day; see the head of this module."""

    UPCOMING = "upcoming"
    ACTIVE = "active"
    LEAD_WINDOW = "lead-window"
    NOTICE_WINDOW = "notice-window"
    DECISION_NEEDED = "decision-needed"
    EXPIRED_UNDECIDED = "expired-undecided"
    ENDED = "ended"

    @property
    def label(self) -> Bilingual:
        """The word on screen."""
        return _STATE_LABELS[self]


_STATE_LABELS = {
    TermState.UPCOMING: Bilingual("開始前", "not yet begun"),
    TermState.ACTIVE: Bilingual("履行中", "active"),
    TermState.LEAD_WINDOW: Bilingual("準備期間", "time to prepare"),
    TermState.NOTICE_WINDOW: Bilingual("通知期限経過（自動更新）", "notice date passed, renews by itself"),
    TermState.DECISION_NEEDED: Bilingual("要判断", "decision needed"),
    TermState.EXPIRED_UNDECIDED: Bilingual("満了・未判断", "expired, undecided"),
    TermState.ENDED: Bilingual("終了", "ended"),
}


@attrs.frozen
class Term:
    """What a contract says about its time.

    Attributes:
        start: first day.
        end: last day as signed (amendments folded in); None for an open-ended contract.
        renewal: how it goes on.
        renewal_months: length of one automatic renewal.
        max_times: how often it may renew by itself; None for no limit.
        notice: how long before an end it must be given notice of.
        notice_on_open_day: roll the notice date to the earlier open day.
        lead_time: what the city needs for budget, tender and approval before the notice date (or the end).
        ended_on: last day in force as recorded by a person: not renewed, terminated, replaced; may lie ahead.

    Raises:
        ScheduleError: if the end lies before the start, or an automatic renewal has no end or no length.
    """

    start: date
    end: date | None = None
    renewal: Renewal = attrs.field(default=Renewal.NONE, converter=Renewal)
    renewal_months: int | None = None
    max_times: int | None = None
    notice: Period | None = None
    notice_on_open_day: bool = True
    lead_time: Period | None = None
    ended_on: date | None = None

    def __attrs_post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise ScheduleError(
                Bilingual("満了日が開始日より前です。", "The end lies before the start."),
                where="end",
                todo=Bilingual("開始日と満了日を確かめてください。", "Check both days."),
            )
        if self.renewal is Renewal.AUTOMATIC:
            if self.end is None:
                raise ScheduleError(
                    Bilingual("自動更新なのに満了日がありません。", "The term renews automatically but has no end."),
                    where="end",
                    todo=Bilingual("当初の満了日を入れてください。", "Give the end of the first term."),
                )
            if not self.renewal_months or not 0 < self.renewal_months <= 1200:
                raise ScheduleError(
                    Bilingual("自動更新の月数がないか、正しくありません。", "The months of an automatic renewal are missing or wrong."),
                    where="renewal.months",
                    todo=Bilingual("1回の更新の月数（1以上1200以下）を入れてください。", "Give the months of one renewal, from 1 to 1200."),
                )
        if self.max_times is not None and self.max_times < 0:
            raise ScheduleError(
                Bilingual("更新の上限回数が正しくありません。", "The greatest number of renewals is wrong."),
                where="renewal.max_times",
                todo=Bilingual("0以上の整数にしてください。", "Give a whole number, 0 or more."),
            )

    def renewed_end(self, times: int) -> date | None:
        """Return the end after so many automatic renewals, counted from the end as signed.

        >>> Term(date(2024, 3, 1), date(2025, 2, 28), "automatic", 12).renewed_end(3)
        datetime.date(2028, 2, 29)
        """
        if self.end is None or self.renewal is not Renewal.AUTOMATIC:
            return self.end
        return add_months(self.end, times * (self.renewal_months or 0))

    def on(self, today: date, calendar: Calendar = NATIONAL) -> TermStatus:
        """Return where the contract stands on a day.

        >>> term = Term(date(2025, 4, 1), date(2026, 3, 31), "automatic", 12, notice=Period(3, "month"), lead_time=Period(60, "day"))
        >>> status = term.on(date(2026, 11, 2))
        >>> status.end, status.notice_by, status.start_by, status.state.value
        (datetime.date(2027, 3, 31), datetime.date(2026, 12, 28), datetime.date(2026, 10, 29), 'lead-window')
        """
        times, end = self._renewals(today)
        notice_due, notice_by = self._notice(end, calendar)
        must = notice_by or end
        start_due = self.lead_time.before(must, calendar) if self.lead_time is not None and must is not None else None
        start_by = calendar.previous_open(start_due) if start_due is not None else must
        left = self._left(times)
        state = self._state(today, end, must, start_by, left)
        next_end, next_notice_by = self._next_chance(today, times, calendar) if state is TermState.NOTICE_WINDOW else (None, None)
        return TermStatus(self, today, end, times, left, notice_due, notice_by, start_due, start_by, next_end, next_notice_by, state, calendar)

    def _notice(self, end: date | None, calendar: Calendar) -> tuple[date | None, date | None]:
        """Return the notice date of an end, as counted and as rolled."""
        if self.notice is None or end is None:
            return None, None
        due = self.notice.before(end, calendar)
        return due, calendar.previous_open(due) if self.notice_on_open_day else due

    def _left(self, times: int) -> int | None:
        if self.renewal is not Renewal.AUTOMATIC:
            return 0
        return None if self.max_times is None else self.max_times - times

    def _next_chance(self, today: date, times: int, calendar: Calendar) -> tuple[date | None, date | None]:
        """Return the first later end for which notice can still be given, and its notice date.

        A contract that renews every month with three months' notice is bound for the next three ends, not only for one.
        """
        while True:
            times += 1
            end = self.renewed_end(times)
            if self._left(times) == 0:
                return end, None  # renewals run out: it ends without notice
            _, by = self._notice(end, calendar)
            if by is not None and by >= today:
                return end, by

    def _renewals(self, today: date) -> tuple[int, date | None]:
        """Return how often the contract has renewed by itself by this day, and its present end."""
        if self.end is None or self.renewal is not Renewal.AUTOMATIC:
            return 0, self.end
        last = today if self.ended_on is None else min(today, self.ended_on)  # a contract that was ended renews no more
        months = self.renewal_months or 1
        times = max(0, ((last.year - self.end.year) * 12 + last.month - self.end.month) // months)
        if self.max_times is not None:
            times = min(times, self.max_times)
        end = add_months(self.end, times * months)
        while end < last and (self.max_times is None or times < self.max_times):
            times += 1
            end = add_months(self.end, times * months)
        return times, end

    def _state(self, today: date, end: date | None, must: date | None, start_by: date | None, left: int | None) -> TermState:
        if self.ended_on is not None and today > self.ended_on:
            return TermState.ENDED
        if today < self.start:
            return TermState.UPCOMING
        if end is None or must is None or start_by is None or self.ended_on is not None:
            return TermState.ACTIVE  # open-ended, or its end is decided
        if today > end:
            return TermState.EXPIRED_UNDECIDED
        if today > must:
            return TermState.DECISION_NEEDED if left == 0 else TermState.NOTICE_WINDOW
        return TermState.ACTIVE if today < start_by else TermState.LEAD_WINDOW


@attrs.frozen
class TermStatus:
    """A contract on a day.

    Attributes:
        term: what the contract says.
        today: the day.
        end: present end; None when open-ended.
        renewals: automatic renewals so far.
        renewals_left: how many more there may be; None for no limit.
        notice_due: end less the notice period.
        notice_by: the last day to give notice, rolled to an open day; None when no notice is agreed.
        start_due: notice date (or end) less the lead time.
        start_by: the last open day to begin preparing; without a lead time, the notice date or the end.
        next_end: in the notice window: the next end at which the contract can still be stopped (or stops anyway).
        next_notice_by: the notice date of that end; None when it needs no notice any more.
        state: where it stands.
        calendar: by which the days were rolled.
    """

    term: Term
    today: date
    end: date | None
    renewals: int
    renewals_left: int | None
    notice_due: date | None
    notice_by: date | None
    start_due: date | None
    start_by: date | None
    next_end: date | None
    next_notice_by: date | None
    state: TermState
    calendar: Calendar = attrs.field(repr=False)

    def explain(self, lang: Language = "ja") -> str:
        """Return how every date was computed, in a few sentences.

        >>> print(Term(date(2026, 4, 1), date(2027, 3, 31), notice=Period(3, "month")).on(date(2026, 5, 1)).explain())
        満了日は令和9年3月31日（水）、更新はありません。通知期限は、満了日の3か月前の令和8年12月31日（木）が閉庁日（年末年始）のため、直前の開庁日の令和8年12月28日（月）です。
        """
        ja = lang == "ja"
        parts = [self._say_end(lang)]
        if self.notice_by is not None and self.notice_due is not None and self.term.notice is not None:
            since = "満了日" if ja else "the end"
            parts.append(self._say_rolled("通知期限" if ja else "Notice must be given by", since, self.term.notice, self.notice_due, self.notice_by, lang))
        if self.start_by is not None and self.start_due is not None and self.term.lead_time is not None:
            since = ("通知期限" if ja else "the notice date") if self.notice_by is not None else ("満了日" if ja else "the end")
            parts.append(self._say_rolled("準備を始める期限" if ja else "Preparation must begin by", since, self.term.lead_time, self.start_due, self.start_by, lang))
        if self.next_end is not None:
            parts.append(self._say_next(lang))
        if self.term.ended_on is not None:
            ended = say_date(self.term.ended_on, lang)
            parts.append(f"{ended}に終了と記録されています。" if ja else f"It is recorded to end on {ended}.")
        return "".join(parts) if ja else " ".join(parts)

    def _say_end(self, lang: Language) -> str:
        ja = lang == "ja"
        if self.end is None or self.term.end is None:
            return "満了日の定めはありません。" if ja else "The contract has no end date."
        end = say_date(self.end, lang)
        if self.term.renewal is Renewal.NONE:
            return f"満了日は{end}、更新はありません。" if ja else f"The end is {end}; there is no renewal."
        if self.term.renewal is Renewal.EXPRESS:
            return f"満了日は{end}、合意しない限り更新されません。" if ja else f"The end is {end}; it is renewed only by agreement."
        months, left = self.term.renewal_months, self.renewals_left
        first = say_date(self.term.end, lang)
        if ja:
            more = "更新は回数に限りがありません。" if left is None else "これ以上は自動更新されません。" if left == 0 else f"自動更新は残り{left}回です。"
            rolled = f"当初の満了日{first}から{months}か月ごとの自動更新が{self.renewals}回あり、現在の満了日は{end}です。" if self.renewals else f"満了日は{end}、{months}か月ごとの自動更新です。"
            return rolled + more
        every = "month" if months == 1 else f"{months} months"
        more = "Renewals are not limited." if left is None else "It renews no more by itself." if left == 0 else f"Renewals left: {left}."
        rolled = f"Signed to end on {first}, renewed by itself {self.renewals} time{'' if self.renewals == 1 else 's'} every {every}: the end is now {end}." if self.renewals else f"The end is {end}; it renews by itself every {every}."
        return f"{rolled} {more}"

    def _say_next(self, lang: Language) -> str:
        assert self.next_end is not None
        end = say_date(self.next_end, lang)
        if self.next_notice_by is None:
            return f"この満了日の通知期限は過ぎました。更新の上限に達する{end}に満了します。" if lang == "ja" else f"It is too late for that; renewals run out on {end}."
        by = say_date(self.next_notice_by, lang)
        if lang == "ja":
            return f"この満了日の通知期限は過ぎました。次に終えられるのは{end}で、その通知期限は{by}です。"
        return f"It is too late for that; the next end that can be given notice of is {end}, by {by}."

    def _say_rolled(self, head: str, since: str, period: Period, due: date, by: date, lang: Language) -> str:
        length, day, why = period.label.get(lang), say_date(due, lang), self.calendar.why_closed(due, lang)
        if lang == "ja":
            if due == by:
                return f"{head}は、{since}の{length}前の{day}です。"
            return f"{head}は、{since}の{length}前の{day}が閉庁日（{why}）のため、直前の開庁日の{say_date(by)}です。"
        if due == by:
            return f"{head} {day}, {length} before {since}."
        return f"{head} {say_date(by, lang)}: {length} before {since} is {day}, when the city hall is closed ({why})."
