"""Self-check sheets: made for a case or a record, and the returned sheet taken into the register as a review with findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import attrs

from vendorrisk._packs import editions, resolve
from vendorrisk._records import case_of
from vendorrisk.checking import Policy, applies_to
from vendorrisk.drafting import ANSWERS, MARK, ChecklistHead, Question, write_checklist
from vendorrisk.model import (
    Bilingual,
    CloudService,
    Contract,
    Facts,
    FileRef,
    Finding,
    Handling,
    Kind,
    Language,
    Record,
    Review,
    ReviewKind,
    ReviewMethod,
    ReviewResult,
    UsageError,
)
from vendorrisk.register import Register
from vendorrisk.register.exchange import read_tables

__all__ = ["Answer", "Answers", "draft_checklist", "draft_record_checklist", "read_checklist", "take_checklist"]

_BY_WORD = {word.casefold(): key for key, both in ANSWERS.items() for word in (both.ja, both.en)}


@attrs.frozen
class Answer:
    """What was answered to one question.

    Attributes:
        key: ``requirement.element``.
        answer: ``yes``, ``no``, ``none`` (not applicable), or "" where nothing was chosen.
        why: what it rests on.
        paper: what is attached.
    """

    key: str
    answer: str
    why: str = ""
    paper: str = ""


@attrs.frozen
class Answers:
    """A returned sheet.

    Attributes:
        subject: id of the record that it is about; "" where it names none.
        editions: of the packs that its questions were made from.
        answers: in the order of the sheet.
    """

    subject: str
    editions: tuple[str, ...]
    answers: tuple[Answer, ...]


def draft_checklist(
    *, kind: Kind = Kind.OUTSOURCING, handles: Iterable[Handling] = (), facts: Facts | None = None, policies: Sequence[str | Path] = (),
    head: ChecklistHead | None = None, language: Language = "ja",
) -> bytes:  # fmt: skip
    """Return the sheet for a case.

    Args:
        kind: what the contract is about.
        handles: facts that switch questions on.
        facts: further facts.
        policies: packs, as for :func:`vendorrisk.check`.
        head: what it is about.
        language: of the sheet.

    Raises:
        UsageError: a policy is unknown.
    """
    base = facts or Facts()
    case = attrs.evolve(base, handles=base.handles | frozenset(handles))
    named = tuple(map(str, policies))
    about = attrs.evolve(head or ChecklistHead(), editions=_editions(named))
    return write_checklist(list(_questions(kind, case, named, language)), about, language)


def draft_record_checklist(register: Register, id: str, *, language: Language = "ja") -> bytes:  # noqa: A002 - the field is called id everywhere
    """Return the sheet for a record, with its names on top.

    Raises:
        UsageError: there is no such record, or nothing is demanded of its kind.
    """
    record = _record(register, id)
    kind, facts = case_of(record)
    settings = register.holdings.settings
    vendor = record.vendor if isinstance(record, Contract) else record.provider if isinstance(record, CloudService) else ""
    head = ChecklistHead(record.id, (), settings.city, register.holdings.label(record), register.holdings.name(vendor) if vendor else "", settings.handling)
    return draft_checklist(kind=kind, facts=facts, policies=settings.policies, head=head, language=language)


def read_checklist(path: str | Path) -> Answers:
    """Read a returned sheet, as Excel or as CSV.

    Raises:
        ExchangeError: the file cannot be read as a table.
        UsageError: it is no such sheet.
    """
    for table in read_tables(Path(path)):
        rows = [(number, [str(cell) if cell is not None else "" for cell in cells]) for number, cells in table.rows]
        if rows and rows[0][1] and rows[0][1][0].strip() == MARK:
            held = dict(rows)
            edition = tuple(filter(None, (held.get(3, [""])[0]).split("; ")))
            answers = [_answer(cells) for number, cells in rows if number > 8 and cells and "." in cells[0]]
            return Answers(held.get(2, [""])[0].strip(), edition, tuple(answers))
    raise UsageError(
        Bilingual("自己点検票ではありません。", "This is no self-check sheet."), where=str(path),
        todo=Bilingual("「vendorrisk draft checklist」で作ったファイルを指定してください。", "Name a file that 'vendorrisk draft checklist' made."),
    )  # fmt: skip


def take_checklist(register: Register, id: str, path: str | Path, *, who: str = "") -> Review:  # noqa: A002
    """Take a returned sheet into the register: the sheet as evidence, what is not kept and not answered as findings.

    Raises:
        UsageError: there is no such record, the sheet is about another one, or its questions are of another edition.
        ExchangeError: the file cannot be read.
        RegisterError: the register refuses; nothing has changed.
    """
    record = _record(register, id)
    sheet = read_checklist(path)
    if sheet.subject and sheet.subject != record.id:
        raise UsageError(
            Bilingual(f"この点検票は「{sheet.subject}」のものです。", f"This sheet is about {sheet.subject}."), where=str(path),
            todo=Bilingual(f"「{record.id}」の点検票を指定してください。", f"Name the sheet of {record.id}."),
        )  # fmt: skip
    kind, facts = case_of(record)
    policies = register.holdings.settings.policies
    if sheet.editions != _editions(policies):
        raise UsageError(
            Bilingual("この点検票は別の版の要件で作られています。", "The questions of this sheet are of another edition."), where=str(path),
            todo=Bilingual("点検票を作り直して送ってください。", "Make the sheet again and send it."),
        )  # fmt: skip
    asked = {one.key: one for one in _questions(kind, facts, policies, "ja")}
    given = {one.key: one for one in sheet.answers}
    findings = [found for key, question in asked.items() if (found := _finding(question, given.get(key))) is not None]
    short = {found.requirement.rpartition(".")[0] for found in findings}
    kept = tuple(dict.fromkeys(key.rpartition(".")[0] for key, one in given.items() if one.answer == "yes" and key in asked and key.rpartition(".")[0] not in short))
    with register.transaction(who=who, why="自己点検票の受領") as change:
        paper: FileRef = change.attach(Path(path), received_on=register.today())
        return change.add(
            Review(
                subject=record.id, kind=ReviewKind.PERIODIC, method=ReviewMethod.SELF_CHECK, done_on=register.today(),
                result=ReviewResult.FINDINGS if findings else ReviewResult.OK, confirmed=kept, findings=tuple(findings), evidence=(paper,),
            )
        )  # fmt: skip


def _finding(question: Question, answer: Answer | None) -> Finding | None:
    if answer is not None and answer.answer in ("yes", "none"):
        return None
    said = f"（回答：{answer.why}）" if answer is not None and answer.why else ""
    what = "「いいえ」と回答" if answer is not None and answer.answer == "no" else "未回答"
    return Finding(what=f"{question.requirement}：{what}。{question.question}{said}", requirement=question.key)


def _answer(cells: Sequence[str]) -> Answer:
    filled = [*cells, *[""] * 7]
    return Answer(filled[0].strip(), _BY_WORD.get(filled[4].strip().casefold(), ""), filled[5].strip(), filled[6].strip())


def _editions(policies: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"{one.id} {one.version}" for one in editions(tuple(policies)))


def _questions(kind: Kind, facts: Facts, policies: Sequence[str], language: Language) -> Iterator[Question]:
    for requirement in Policy(resolve(tuple(policies))).requirements:
        if kind in requirement.applies.kinds and applies_to(requirement, facts)[0]:
            for element in requirement.elements:
                if element.required:
                    yield Question(f"{requirement.id}.{element.id}", requirement.title.get(language), element.criterion.get(language))


def _record(register: Register, id: str) -> Record:  # noqa: A002
    record = register.holdings.records.get(id)
    if record is None:
        raise UsageError(
            Bilingual(f"「{id}」という記録がありません。", f"There is no record {id!r}."), where="--record", todo=Bilingual("管理番号を確認してください。", "Check the id.")
        )
    return record
