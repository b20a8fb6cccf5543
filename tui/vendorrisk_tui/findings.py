"""What wants attention today, in groups that a screen can count and open: taken from the library's due list and problems, nothing else."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

import attrs

from vendorrisk.model import KINDS, Bilingual, Holdings, Language, Problem, Review, Severity, kind_of_id
from vendorrisk.schedule import DueItem, due_list
from vendorrisk_tui.present import label_of_path

__all__ = ["Findings", "Group", "Line", "findings_of", "line_of"]


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
    items: Sequence[DueItem | Problem]


@attrs.frozen(eq=False)
class Findings:
    """What was computed from a snapshot.

    Attributes:
        due: everything that is due, overdue first.
        problems: everything that is wrong with the data.
        due_by_record: the due items of each record.
        problems_by_record: the problems of each record.
        groups: all of it in groups, the worst first.
    """

    due: tuple[DueItem, ...]
    problems: tuple[Problem, ...]
    due_by_record: Mapping[str, tuple[DueItem, ...]]
    problems_by_record: Mapping[str, tuple[Problem, ...]]
    groups: tuple[Group, ...] = ()


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


def line_of(item: DueItem | Problem, holdings: Holdings, language: Language) -> Line:
    """Put something into words; its sentence of explanation is computed here, so not for a thousand at a time."""
    return _of_due(item, holdings, language) if isinstance(item, DueItem) else _of_problem(item, holdings, language)


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
