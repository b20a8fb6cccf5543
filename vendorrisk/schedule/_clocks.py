"""Clocks that a law starts: reporting a leak, inspecting what was delivered, paying for it.

Each limit carries its rule in words, because the laws count differently: the day on which a leak becomes known *is* day 1, the day on
which notice of completion arrives is not (民法140条).  Reports are due to the 個人情報保護委員会, whose calendar is the national one; days on
which a single city closes lengthen nothing.

Sources: 番号法29条の4 and 特定個人情報の適正な取扱いに関するガイドライン(行政機関等編), 個人情報保護法68条; 政府契約の支払遅延防止等に関する法律
5条, 6条, 9条, 10条, applied to local bodies by its art. 14.
"""

from __future__ import annotations

from datetime import date, timedelta

import attrs

from vendorrisk.model import Bilingual, Language
from vendorrisk.schedule._calendar import NATIONAL, Calendar
from vendorrisk.schedule._eras import say_date
from vendorrisk.schedule._errors import ScheduleError

__all__ = ["LeakClock", "Limit", "inspection_limit", "leak_clock", "payment_limit"]

_DAY = timedelta(days=1)


@attrs.frozen
class LeakClock:
    """When a leak must be reported.

    Attributes:
        known_on: the day on which any department knew of it: day 1.
        prompt_from: day 3, when a prompt report (速報) should be in.
        prompt_by: day 5, its outer limit; it does not wait for a working day.
        final_days: 30, or 60 where a wrongful purpose is suspected.
        final_due: that day, as counted.
        final_by: the last day for the final report (確報): the next working day when ``final_due`` is none.
    """

    known_on: date
    prompt_from: date
    prompt_by: date
    final_days: int
    final_due: date
    final_by: date

    def explain(self, lang: Language = "ja") -> str:
        """Return how the days were counted.

        >>> print(leak_clock(date(2026, 4, 10)).explain())
        令和8年4月10日（金）に知ったので、その日を1日目とします。速報は速やかに、おおむね3日目から5日目（令和8年4月12日（日）から令和8年4月14日（火））まで。休日も数えます。確報は30日目の令和8年5月9日（土）が休日のため、次の開庁日の令和8年5月11日（月）まで。
        """
        known, first, last = (say_date(day, lang) for day in (self.known_on, self.prompt_from, self.prompt_by))
        due, by = say_date(self.final_due, lang), say_date(self.final_by, lang)
        if lang == "ja":
            final = f"確報は{self.final_days}日目の{due}まで。" if due == by else f"確報は{self.final_days}日目の{due}が休日のため、次の開庁日の{by}まで。"
            return f"{known}に知ったので、その日を1日目とします。速報は速やかに、おおむね3日目から5日目（{first}から{last}）まで。休日も数えます。{final}"
        final = f"Final report by day {self.final_days}, {due}." if due == by else f"Final report: day {self.final_days} is {due}, a holiday, so by the next working day, {by}."
        return f"Known on {known}, which is day 1. Prompt report at once, by day 3 to 5: {first} to {last}; holidays count. {final}"


def leak_clock(known_on: date, *, wrongful_purpose: bool = False) -> LeakClock:
    """Return when a leak that became known on a day must be reported (番号法29条の4, 個人情報保護法68条).

    A contractor that tells the city instead of the 委員会 has the time of the prompt report for it.

    Args:
        known_on: the day on which any department of the city knew.
        wrongful_purpose: whether it may have been done with a wrongful purpose (60 days instead of 30).

    >>> leak_clock(date(2026, 11, 30)).final_by
    datetime.date(2027, 1, 4)
    """
    days = 60 if wrongful_purpose else 30
    due = known_on + (days - 1) * _DAY
    return LeakClock(known_on, known_on + 2 * _DAY, known_on + 4 * _DAY, days, due, NATIONAL.next_open(due))


@attrs.frozen
class Limit:
    """A limit that a law sets to the city.

    Attributes:
        by: the last day the law allows; closed days do not lengthen it.
        act_by: the last open day before or on it.
        days: how many days were left to count.
        late_days: how many days an inspection was late that ate into them.
        rule: how it was counted.
        source: the articles.
    """

    by: date
    act_by: date
    days: int
    late_days: int
    rule: Bilingual
    source: Bilingual


def _law(articles: str, english: str) -> Bilingual:
    return Bilingual(f"政府契約の支払遅延防止等に関する法律{articles}、14条", f"Act on Prevention of Delay in Payment under Government Contracts, {english}, art. 14")


def inspection_limit(
    notified: date,
    *,
    works: bool = False,
    written: bool = True,
    corrected: date | None = None,
    calendar: Calendar = NATIONAL,
) -> Limit:
    """Return by when the city must inspect what was delivered: within 10 days, works 14 (支払遅延防止法5条).

    Args:
        notified: the day on which notice of completion came.
        works: construction works.
        written: whether the contract sets a time in writing; otherwise 10 days hold for everything (10条).
        corrected: the day on which notice came that a correction the city asked for is done; the time starts again.
        calendar: the city's open days.

    Raises:
        ScheduleError: if the correction was notified before the first completion.

    >>> inspection_limit(date(2027, 3, 19)).by
    datetime.date(2027, 3, 29)
    """
    if corrected is not None and corrected < notified:
        raise ScheduleError(
            Bilingual("是正完了の通知が完了の通知より前です。", "The correction was notified before the completion."),
            where="corrected",
            todo=Bilingual("日付を確かめてください。", "Check the dates."),
        )
    days = 14 if works and written else 10
    start = corrected or notified
    by = start + days * _DAY
    event = ("是正完了の通知", "notice that the correction is done") if corrected else ("完了の通知", "notice of completion")
    article = ("5条", "art. 5") if written else ("10条", "art. 10")
    rule = Bilingual(f"{say_date(start)}の{event[0]}の翌日から{days}日以内", f"within {days} days, counted from the day after the {event[1]} on {say_date(start, 'en')}")
    return Limit(by, calendar.previous_open(by), days, 0, rule, _law(*article))


def payment_limit(
    invoiced: date,
    *,
    works: bool = False,
    written: bool = True,
    inspection_by: date | None = None,
    inspected: date | None = None,
    calendar: Calendar = NATIONAL,
) -> Limit:
    """Return by when the city must pay: within 30 days of a proper invoice, works 40, 15 without a written term (6条, 10条).

    Args:
        invoiced: the day on which a proper invoice came.
        works: construction works.
        written: whether the contract sets a time in writing.
        inspection_by: the limit of the inspection; with ``inspected``, the days it was late are taken off (9条).
        inspected: the day of the inspection.
        calendar: the city's open days.

    >>> payment_limit(date(2027, 3, 31)).by
    datetime.date(2027, 4, 30)
    >>> payment_limit(date(2027, 3, 31), inspection_by=date(2027, 3, 29), inspected=date(2027, 4, 3)).by
    datetime.date(2027, 4, 25)
    """
    days = (40 if works else 30) if written else 15
    late = max(0, (inspected - inspection_by).days) if inspected is not None and inspection_by is not None else 0
    left = max(0, days - late)
    by = invoiced + left * _DAY
    ja, en = f"{say_date(invoiced)}の適法な請求の翌日から{days}日以内", f"within {days} days, counted from the day after the proper invoice on {say_date(invoiced, 'en')}"
    if late:
        ja += f"。検査が{late}日遅れたため、{left}日になります" if late <= days else f"。検査の遅れ{late}日が支払期間を超えたため、期間は満了し、超えた{late - days}日分の遅延利息が生じます"
        en += f"; the inspection was {late} days late, so {left} remain" if late <= days else f"; the inspection was {late} days late, more than the whole time: interest is due for {late - days} days"
    article = ("6条", "art. 6") if written else ("10条", "art. 10")
    if late:
        article = (article[0] + "、9条", article[1] + ", art. 9")
    return Limit(by, calendar.previous_open(by), left, late, Bilingual(ja, en), _law(*article))
