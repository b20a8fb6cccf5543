"""What wants attention today, in groups that a screen can count and open: taken from the library's due list and problems, nothing else."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

import attrs

from vendorrisk import Standing, WeakPoint
from vendorrisk.lifecycle import Colour, Shortcoming
from vendorrisk.model import (
    KINDS,
    Bilingual,
    Holdings,
    Language,
    Problem,
    Record,
    Review,
    RiskBand,
    Severity,
    kind_of_id,
)
from vendorrisk.register import Entry, FileChange
from vendorrisk.schedule import DueItem, due_list
from vendorrisk.wording import label_of_path
from vendorrisk_tui.words import say

__all__ = ["Findings", "Group", "Item", "Line", "News", "findings_of", "line_of", "with_standings"]


@attrs.frozen
class Line:
    """One thing in a group.

    Attributes:
        record: the record that it is about; "" for a file that is none.
        day: its last day, if it has one.
        what: what has to be done, or what is wrong.
        name: what people call the record.
        who: who answers for it.
        explanation: the sentence behind it.
    """

    record: str
    day: date | None
    what: str
    name: str
    who: str
    explanation: str


@attrs.frozen
class News:
    """A record that somebody else has changed since this person looked last."""

    entry: Entry
    change: FileChange


Item = DueItem | Problem | Standing | Shortcoming | News


@attrs.frozen
class Group:
    """Lines of one sort, worst sort first.

    Attributes:
        id: a stable name.
        label: its words.
        urgent: whether one of them is too many.
        items: what is in it; :func:`line_of` puts one into words.
    """

    id: str
    label: Bilingual
    urgent: bool
    items: Sequence[Item]


@attrs.frozen(eq=False)
class Findings:
    """What was computed from a snapshot.

    Attributes:
        due: everything that is due, overdue first.
        problems: everything that is wrong with the data.
        due_by_record: the due items of each record.
        problems_by_record: the problems of each record.
        groups: all of it in groups, the worst first.
        weak: which requirements are not met, and how often.
    """

    due: tuple[DueItem, ...]
    problems: tuple[Problem, ...]
    due_by_record: Mapping[str, tuple[DueItem, ...]]
    problems_by_record: Mapping[str, tuple[Problem, ...]]
    groups: tuple[Group, ...] = ()
    weak: tuple[WeakPoint, ...] | None = None


def findings_of(holdings: Holdings, today: date, problems: tuple[Problem, ...]) -> Findings:
    """Compute what is due; seconds for ten thousand records, so not on the screen's thread."""
    due = due_list(holdings, today)
    by_record: dict[str, list[DueItem]] = {}
    for item in due:
        by_record.setdefault(item.record, []).append(item)
    wrong: dict[str, list[Problem]] = {}
    for problem in problems:
        wrong.setdefault(problem.record, []).append(problem)
    holdings.users("")  # the screens will ask, and must not wait
    holdings.about("", Review)
    for kind in KINDS.values():
        holdings.all(kind.cls)
    gc.freeze()  # what was computed stays; looking through it for garbage would stop the screen
    return Findings(
        due,
        problems,
        {id: tuple(items) for id, items in by_record.items()},  # noqa: A001
        {id: tuple(items) for id, items in wrong.items()},  # noqa: A001
        _groups(due, problems, today),
    )


def with_standings(found: Findings, standings: Sequence[Standing], entries: Sequence[Entry], weak: tuple[WeakPoint, ...], me: str) -> Findings:
    """Add what takes longer to find out: risks, the order of things that the policy demands, and what others have changed.

    Args:
        found: what is known already.
        standings: where every record stands.
        entries: the changes since this person looked last.
        weak: which requirements are not met.
        me: whose changes are no news.
    """
    lacks = [lack for one in standings for lack in one.shortcomings]
    red = [lack for lack in lacks if lack.colour is Colour.RED]
    texts = [lack for lack in red if lack.code in _OF_TEXT]
    known = {"owner-missing", "account-owner-missing", "rule-missing", "account-procedure-missing", "account-publishable-missing", *_OF_TEXT}
    added = (
        Group("unassessed", Bilingual("リスクが未評価（事実の不足）", "risk not assessed: facts are missing"), True, [one for one in standings if one.risk is not None and one.risk.band is RiskBand.NOT_ASSESSED]),
        Group("texts", Bilingual("未点検・必須要件の不足", "not checked, or mandatory clauses missing"), True, texts),
        Group("red", Bilingual("その他、手順の不足（赤）", "other steps that the policy demands (red)"), True, [lack for lack in red if lack.code not in known]),
        Group("amber", Bilingual("要注意（黄）", "to be looked at (amber)"), False, [lack for lack in lacks if lack.colour is Colour.AMBER]),
        Group("news", Bilingual("前回開いた後の他の人の変更", "changed by others since the last time"), False, [News(entry, change) for entry in entries if entry.who != me for change in entry.changes if change.record]),
    )
    last = [group for group in found.groups if group.id in ("damage", "gaps")]
    first = [group for group in found.groups if group.id not in ("damage", "gaps")]
    return attrs.evolve(found, groups=(*first, *added[:3], *last, *added[3:]), weak=weak)


_OF_TEXT = frozenset({"not-checked", "mandatory-unresolved", "check-stale-documents", "check-stale-facts"})


def _about(kind: str, *fields: str) -> Callable[[Problem], bool]:
    """Tell problems that are gaps in certain fields of one kind of record."""

    def is_it(problem: Problem) -> bool:
        found = kind_of_id(problem.record)
        return problem.code == "required" and problem.field in fields and found is not None and found.name == kind

    return is_it


def _without_owner(problem: Problem) -> bool:
    return problem.field == "owner" and problem.code in ("required", "owner-left", "dangling")


_DAMAGE = Bilingual("データの誤り・読めないファイル", "errors and damaged files")


def _groups(everything: Sequence[DueItem], problems: Sequence[Problem], today: date) -> tuple[Group, ...]:
    """Return all groups, empty ones included: nothing to do is worth saying."""

    def due(id: str, ja: str, en: str, wanted: Callable[[DueItem], bool], *, urgent: bool = False) -> Group:  # noqa: A002
        return Group(id, Bilingual(ja, en), urgent, [item for item in everything if wanted(item)])

    def wrong(id: str, label: Bilingual, wanted: Callable[[Problem], bool], *, urgent: bool = False) -> Group:  # noqa: A002
        return Group(id, label, urgent, [problem for problem in problems if wanted(problem)])

    def within(first: int, last: int) -> Callable[[DueItem], bool]:
        return lambda item: today + timedelta(days=first) <= item.day <= today + timedelta(days=last)

    return (
        due("overdue", "期限超過", "overdue", lambda item: item.is_overdue(today), urgent=True),
        due("undecided", "更新が未判断の契約", "renewals not decided", lambda item: item.undecided, urgent=True),
        due("week", "7日以内", "within 7 days", within(0, 7), urgent=True),
        due("month", "8日から30日", "8 to 30 days", within(8, 30)),
        due("quarter", "31日から90日", "31 to 90 days", within(31, 90)),
        wrong("owner", Bilingual("担当者の不在", "nobody answers for it"), _without_owner, urgent=True),
        wrong("rule", Bilingual("規程の無い外部サービス", "services without a rule"), _about("service", "rule"), urgent=True),
        wrong("procedure", Bilingual("手順等の無いSNSアカウント", "accounts without procedure"), _about("account", "procedure", "publishable"), urgent=True),
        wrong("damage", _DAMAGE, lambda problem: problem.severity is Severity.ERROR, urgent=True),
        wrong("gaps", Bilingual("未入力・要確認の項目", "gaps and doubts"), lambda problem: problem.severity is Severity.WARNING),
    )


def line_of(item: Item, holdings: Holdings, language: Language) -> Line:
    """Put something into words; its sentence of explanation is computed here, so not for a thousand at a time."""
    if isinstance(item, DueItem):
        return _of_due(item, holdings, language)
    if isinstance(item, Standing):
        return _of_standing(item, holdings, language)
    if isinstance(item, Shortcoming):
        return _of_shortcoming(item, holdings, language)
    return _of_news(item, holdings, language) if isinstance(item, News) else _of_problem(item, holdings, language)


def _owner(record: Record | None, holdings: Holdings) -> str:
    owner = getattr(record, "owner", "")
    return holdings.name(owner) if owner else ""


def _of_standing(one: Standing, holdings: Holdings, language: Language) -> Line:
    explanation = one.risk.explain(language) if one.risk is not None else ""
    missing = [fact.label.get(language) for fact in one.risk.missing[:3]] if one.risk is not None else []
    return Line(one.record.id, None, ("、" if language == "ja" else ", ").join(missing), holdings.label(one.record), _owner(one.record, holdings), explanation)


def _of_shortcoming(lack: Shortcoming, holdings: Holdings, language: Language) -> Line:
    record = holdings.records.get(lack.record)
    what = label_of_path(type(record), lack.field, language) if record is not None and lack.field else lack.colour.label.get(language)
    name = holdings.label(record) if record is not None else lack.record
    return Line(lack.record, None, what, name, _owner(record, holdings), f"{lack.message.get(language)} — {lack.basis.get(language)}")


def _of_news(news: News, holdings: Holdings, language: Language) -> Line:
    record, change = holdings.records.get(news.change.record), news.change
    cls = type(record) if record is not None else None
    fields = [label_of_path(cls, field.field, language) if cls is not None else field.field for field in change.fields]
    done = say("was-removed", language) if change.after is None else say("created", language) if change.before is None else ("、" if language == "ja" else ", ").join(fields)
    at = news.entry.at[:16].replace("T", " ")
    name = holdings.label(record) if record is not None else change.record
    return Line(change.record, None, at, name, news.entry.who, "  ".join(filter(None, (done, news.entry.why))))


def _of_due(item: DueItem, holdings: Holdings, language: Language) -> Line:
    who = holdings.name(item.responsible[0]) if item.responsible else ""
    return Line(item.record, item.day, item.kind.label.get(language), item.label.get(language), who, item.explain(language))


def _of_problem(problem: Problem, holdings: Holdings, language: Language) -> Line:
    record = holdings.records.get(problem.record)
    name = holdings.label(record) if record is not None else problem.file or problem.record
    what = label_of_path(type(record), problem.field, language) if record is not None and problem.field else ""
    owner = getattr(record, "owner", "")
    place = f" {problem.file}" + (f":{problem.line}" if problem.line else "") if problem.file else ""
    return Line(problem.record, None, what or problem.code, name, holdings.name(owner) if owner else "", problem.message.get(language) + place)
