"""When a recurring review is next due, computed from the rule and the last one done.

Occurrences are never stored: several people share a folder, and a stored "next one" would soon exist twice.  Two kinds:

- ``after-completion``: the period runs from the last review (or from the beginning).
- ``fixed``: every period on the anchor day ("every February").  One that was missed stays due until a review is done, it is never
  skipped for the next; a review settles all that were missed before it, for nobody can do last year's review any more.  One done early
  counts for the coming occurrence if at most a quarter of the interval is left; earlier it is an extra one and changes nothing.

``at_least_once_per_fiscal_year`` brings the due day forward to 31 March where the interval alone would leave a fiscal year without a
review, the one in which the rule began included.
A due day is the last day; it is not rolled to an open day.

The security policy of a city sets no interval (「必要に応じて」), so every interval says whose it is: a guideline's, or a setting of
this program that the city may change.  Sources: 個人情報の保護に関する法律についての事務対応ガイド(行政機関等向け) 4-8-9(3);
特定個人情報の適正な取扱いに関するガイドライン(行政機関等編) 別添1.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import Literal

import attrs

from vendorrisk.model import Bilingual, Language, fiscal_year
from vendorrisk.schedule._calendar import NATIONAL, Calendar, fiscal_year_last_day
from vendorrisk.schedule._eras import say_date
from vendorrisk.schedule._errors import ScheduleError
from vendorrisk.schedule._periods import Period, Unit, add_months

__all__ = [
    "Due",
    "Postponement",
    "Recurrence",
    "RecurrenceKind",
    "RiskBand",
    "StandardRecurrence",
    "next_due",
    "occurrences",
    "review_interval",
    "standard_recurrences",
]

RiskBand = Literal["very-high", "high", "medium", "low"]


class RecurrenceKind(StrEnum):
    """From where the period runs."""

    FIXED = "fixed"
    AFTER_COMPLETION = "after-completion"


@attrs.frozen
class Recurrence:
    """A rule for something that comes back.

    Attributes:
        kind: fixed days, or counted from the last one done.
        every: the interval.
        anchor: any one of the fixed days; unused otherwise.
        at_least_once_per_fiscal_year: no fiscal year may pass without one.
        source: who sets this interval, in words.

    Raises:
        ScheduleError: if there is no interval, fixed days have no anchor, or are counted in working days.
    """

    kind: RecurrenceKind = attrs.field(converter=RecurrenceKind)
    every: Period
    anchor: date | None = None
    at_least_once_per_fiscal_year: bool = False
    source: Bilingual = Bilingual("", "")

    def __attrs_post_init__(self) -> None:
        if self.every.amount == 0:
            raise ScheduleError(Bilingual("間隔が0です。", "The interval is 0."), where="every", todo=Bilingual("1以上にしてください。", "Make it 1 or more."))
        if self.kind is RecurrenceKind.FIXED and (self.anchor is None or self.every.unit is Unit.BUSINESS_DAY):
            raise ScheduleError(
                Bilingual("決まった日の繰返しに、基準日又は暦の間隔がありません。", "A recurrence on fixed days lacks its first day or an interval of the calendar."),
                where="anchor",
                todo=Bilingual("基準日と、日、週、月又は年の間隔を入れてください。", "Give a first day and an interval of days, weeks, months or years."),
            )


@attrs.frozen
class Postponement:
    """A due day that a person moved, with the reason.

    Attributes:
        of: the due day that was moved; when the rule gives another day, the postponement is void.
        to: the new day.
        reason: why.

    Raises:
        ScheduleError: if there is no reason.
    """

    of: date
    to: date
    reason: str

    def __attrs_post_init__(self) -> None:
        if not self.reason.strip():
            raise ScheduleError(Bilingual("期限を変える理由がありません。", "The reason for moving the due day is missing."), where="reason", todo=Bilingual("理由を書いてください。", "Write it down."))


@attrs.frozen
class Due:
    """When something is due, and why then.

    Attributes:
        day: the last day to do it.
        computed: what the rule alone gives.
        limit: the last day of the fiscal year that still needs one, where the rule asks for one in every fiscal year.
        capped: whether that limit brought the day forward.
        last_done: when it was last done.
        begun: since when the rule applies.
        recurrence: the rule.
        postponed: the postponement in force.
    """

    day: date
    computed: date
    limit: date | None
    capped: bool
    last_done: date | None
    begun: date
    recurrence: Recurrence
    postponed: Postponement | None = None

    def is_overdue(self, today: date) -> bool:
        """Return whether the last day has passed; it stays so until the thing is done."""
        return self.day < today

    @property
    def misses_fiscal_year(self) -> bool:
        """Whether a postponement leaves a fiscal year without one although the rule forbids it."""
        return self.limit is not None and self.day > self.limit

    def explain(self, lang: Language = "ja") -> str:
        """Return how the day was computed, and whose interval it is.

        >>> rule = Recurrence("after-completion", Period(12, Unit.MONTH), source=Bilingual("市の設定", "the city's setting"))
        >>> next_due(rule, date(2026, 6, 30), date(2025, 4, 1)).explain()
        '前回の令和8年6月30日（火）から12か月で、期限は令和9年6月30日（水）です。間隔の根拠：市の設定'
        """
        ja, rule = lang == "ja", self.recurrence
        every, computed = rule.every.label.get(lang), say_date(self.computed, lang)
        if self.capped:
            head = f"会計年度に1回以上のため、期限は年度末の{computed}です。" if ja else f"At least once in every fiscal year: due by {computed}, the end of the year."
        elif rule.kind is RecurrenceKind.FIXED:
            head = f"{every}ごとの決まった日で、期限は{computed}です。" if ja else f"On fixed days, every {every}: due by {computed}."
        else:
            since = say_date(self.last_done or self.begun, lang)
            if ja:
                head = f"{'開始' if self.last_done is None else '前回'}の{since}から{every}で、期限は{computed}です。"
            else:
                head = f"{every} after {'the beginning on' if self.last_done is None else 'the last one on'} {since}: due by {computed}."
        parts = [head]
        if self.postponed is not None:
            moved = say_date(self.day, lang)
            parts.append(f"{moved}に変更されています（理由：{self.postponed.reason}）。" if ja else f"Moved to {moved} (reason: {self.postponed.reason}).")
            if self.misses_fiscal_year:
                parts.append("この変更は、会計年度に1回以上という定めに反します。" if ja else "This leaves a fiscal year without one, against the rule.")
        source = rule.source.get(lang)
        if source:
            parts.append(f"間隔の根拠：{source}" if ja else f"Interval set by: {source}")
        return "".join(parts) if ja else " ".join(parts)


def next_due(
    recurrence: Recurrence,
    last_done: date | None,
    begun: date,
    postponement: Postponement | None = None,
    calendar: Calendar = NATIONAL,
) -> Due:
    """Return when it is next due; a day in the past is overdue and stays until it is done.

    Args:
        recurrence: the rule.
        last_done: the latest day on which it was done, or None; a day before ``begun`` does not count.
        begun: since when the rule applies; nothing is due on that very day.
        postponement: a due day that a person moved; ignored when it was made for another due day.
        calendar: needed where the interval is counted in working days.

    >>> yearly = Recurrence("fixed", Period(1, Unit.YEAR), anchor=date(2026, 2, 1))
    >>> next_due(yearly, None, date(2024, 5, 1)).day
    datetime.date(2025, 2, 1)
    """
    if last_done is not None and last_done < begun:
        last_done = None
    if recurrence.kind is RecurrenceKind.FIXED:
        computed = _next_fixed(recurrence, last_done, begun)
    else:
        computed = recurrence.every.after(last_done or begun, calendar)
    limit = None
    if recurrence.at_least_once_per_fiscal_year:
        limit = fiscal_year_last_day(fiscal_year(begun) if last_done is None else fiscal_year(last_done) + 1)
    capped = limit is not None and limit < computed
    if capped and limit is not None:
        computed = limit
    moved = postponement if postponement is not None and postponement.of == computed else None
    return Due(computed if moved is None else moved.to, computed, limit, capped, last_done, begun, recurrence, moved)


def occurrences(recurrence: Recurrence, first: date, last: date) -> Iterator[date]:
    """Yield the fixed days from ``first`` to ``last``, both included.

    Raises:
        ScheduleError: if the recurrence has no fixed days.

    >>> [str(day) for day in occurrences(Recurrence("fixed", Period(6, Unit.MONTH), date(2026, 8, 31)), date(2026, 1, 1), date(2027, 3, 1))]
    ['2026-02-28', '2026-08-31', '2027-02-28']
    """
    number = _number_before(recurrence, first)
    while True:
        number += 1
        day = _occurrence(recurrence, number)
        if day > last:
            return
        if day >= first:
            yield day


def _next_fixed(recurrence: Recurrence, last_done: date | None, begun: date) -> date:
    since = last_done or begun
    number = _number_before(recurrence, since)
    while _occurrence(recurrence, number) <= since:
        number += 1
    coming, before = _occurrence(recurrence, number), _occurrence(recurrence, number - 1)
    if last_done is not None and (coming - since) * 4 <= coming - before:
        return _occurrence(recurrence, number + 1)  # done early, counts for the coming one
    return coming


def _occurrence(recurrence: Recurrence, number: int) -> date:
    """Return the n-th fixed day after the anchor, always counted from the anchor, so that a 31st comes back after a short month."""
    assert recurrence.anchor is not None
    amount, unit = number * recurrence.every.amount, recurrence.every.unit
    if unit in (Unit.MONTH, Unit.YEAR):
        return add_months(recurrence.anchor, amount if unit is Unit.MONTH else amount * 12)
    return recurrence.anchor + timedelta(days=amount if unit is Unit.DAY else amount * 7)


def _number_before(recurrence: Recurrence, day: date) -> int:
    """Return the number of a fixed day that surely lies before a day, and not far from it."""
    if recurrence.kind is not RecurrenceKind.FIXED or recurrence.anchor is None:
        raise ScheduleError(Bilingual("決まった日の繰返しではありません。", "This recurrence is not on fixed days."), where="kind")
    days = {Unit.DAY: 1, Unit.WEEK: 7, Unit.MONTH: 30.4375, Unit.YEAR: 365.25}[recurrence.every.unit] * recurrence.every.amount
    return int((day - recurrence.anchor).days / days) - 2


_BANDS: dict[RiskBand, int] = {"very-high": 3, "high": 6, "medium": 12, "low": 12}
_SETTING = Bilingual("本プログラムの初期設定（市が変更できます）", "this program's default, which the city may change")
_BY_RISK = Bilingual(f"残留リスクに応じた{_SETTING.ja}", f"residual risk; {_SETTING.en}")
_BY_BAND = {band: Recurrence(RecurrenceKind.AFTER_COMPLETION, Period(months, Unit.MONTH), None, True, _BY_RISK) for band, months in _BANDS.items()}


def review_interval(band: RiskBand) -> Recurrence:
    """Return the default interval of reviews for a residual risk band: 3, 6, 12 or 12 months, and once in every fiscal year.

    >>> review_interval("high").every.label.ja
    '6か月'
    """
    return _BY_BAND[band]


@attrs.frozen
class StandardRecurrence:
    """A review that every city of our kind does.

    Attributes:
        id: stable name.
        label: what is done.
        applies: to what.
        recurrence: how often, and who says so.
        prescribed: the interval stands in a guideline issued under a law; False where it is only our default.
    """

    id: str
    label: Bilingual
    applies: Bilingual
    recurrence: Recurrence
    prescribed: bool


def standard_recurrences() -> tuple[StandardRecurrence, ...]:
    """Return the reviews that laws, guidelines and good practice ask for, with the true source of each interval.

    A review of the security policy itself is not among them: it is due when an audit or a change calls for it, not by the calendar.

    >>> [r.id for r in standard_recurrences() if r.prescribed]
    ['personal-information.inspection', 'my-number.training']
    """
    return _STANDARD


def _every(months: int, source: Bilingual, anchor: date | None = None) -> Recurrence:
    kind = RecurrenceKind.AFTER_COMPLETION if anchor is None else RecurrenceKind.FIXED
    return Recurrence(kind, Period(months, Unit.MONTH), anchor, anchor is None, source)


_STANDARD = (
    StandardRecurrence(
        "personal-information.inspection",
        Bilingual("個人情報の管理状況の確認（原則として実地）", "confirmation of how personal information is managed, in principle on site"),
        Bilingual("個人情報を取り扱う委託業務ごと", "each contract that handles personal information"),
        _every(12, Bilingual(
            "個人情報の保護に関する法律についての事務対応ガイド（行政機関等向け）4-8-9(3)：1つの委託業務につき年1回以上",
            "administrative guide to the Act on the Protection of Personal Information (public bodies) 4-8-9(3): at least once a year for each contract",
        )),
        prescribed=True,
    ),
    StandardRecurrence(
        "my-number.audit",
        Bilingual("特定個人情報の取扱状況の監査", "audit of how My Number information is handled"),
        Bilingual("特定個人情報を取り扱う委託業務", "contracts that handle My Number information"),
        _every(12, Bilingual(
            f"特定個人情報の適正な取扱いに関するガイドライン（行政機関等編）別添1 C e は「定期に及び必要に応じ随時」とし、間隔を定めていません。12か月は{_SETTING.ja}",
            f"My Number guideline (public bodies), annex 1 C e, asks for regular audits without an interval; 12 months is {_SETTING.en}",
        )),
        prescribed=False,
    ),
    StandardRecurrence(
        "my-number.training",
        Bilingual("特定個人情報を取り扱う者へのサイバーセキュリティ研修", "cyber-security training of those who handle My Number files"),
        Bilingual("特定個人情報ファイルを取り扱う者", "everyone who handles a My Number file"),
        _every(12, Bilingual(
            "番号法29条の2、特定個人情報の適正な取扱いに関するガイドライン（行政機関等編）別添1 D b: おおむね1年ごと",
            "My Number Act art. 29-2; My Number guideline (public bodies), annex 1 D b: about once a year",
        )),
        prescribed=True,
    ),
    StandardRecurrence(
        "outsourcing.confirmation",
        Bilingual("対策の実施状況の確認（書面）", "written confirmation that the measures are kept"),
        Bilingual("個人情報を含まない重要な情報を取り扱う委託業務", "contracts with important information other than personal information"),
        _every(12, _SETTING),
        prescribed=False,
    ),
    StandardRecurrence(
        "system.confirmation",
        Bilingual("システム運用の対策の実施状況の確認", "confirmation of measures in system operation"),
        Bilingual("情報システムの運用・保守の委託業務", "contracts to operate or maintain an information system"),
        _every(6, _SETTING),
        prescribed=False,
    ),
    StandardRecurrence(
        "cloud.review",
        Bilingual("クラウドサービスの確認", "review of a cloud service"),
        Bilingual("クラウドサービス（認証の期限到来時及び提供条件の変更通知時にも行う）", "cloud services (also when a certificate expires or the provider announces a change)"),
        _every(12, _SETTING),
        prescribed=False,
    ),
    StandardRecurrence(
        "social-media.review",
        Bilingual("ソーシャルメディアの責任者及び認証情報の確認", "review of the person responsible and the credentials"),
        Bilingual("ソーシャルメディアのアカウント（4月の異動後）", "social media accounts (after the staff transfers of April)"),
        _every(12, _SETTING, anchor=date(2026, 4, 30)),
        prescribed=False,
    ),
)  # fmt: skip
