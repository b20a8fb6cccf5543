"""A returned self-check sheet, taken into the register: a review with what was confirmed, what was not, and the sheet as evidence.

A firm that ticks 「該当なし」 on every line has confirmed nothing; a sheet that comes twice by mail is one review and not two.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from vendorrisk._checklists import editions_of, questions_of, read_checklist, record_of
from vendorrisk._records import case_of
from vendorrisk.drafting import Answer, Answers, Question
from vendorrisk.model import (
    Bilingual,
    FileRef,
    Finding,
    Review,
    ReviewKind,
    ReviewMethod,
    ReviewResult,
    UsageError,
    VendorriskError,
)
from vendorrisk.register import Register

__all__ = ["take_checklist"]

_NOTHING = "確認できた要件が一つもない。全ての要件が「該当なし」でよいかを確かめること。"
_UNNAMED = "点検票に対象の記録が書かれていないため、指定された記録のものとして取り込んだ。"


def take_checklist(register: Register, id: str, path: str | Path, *, who: str = "") -> Review:  # noqa: A002 - the field is called id everywhere
    """Take a returned sheet into the register: the sheet as evidence; what is not kept, not answered or unexplained as findings.

    The note of the review says who filled the sheet in, what is said not to apply and why, and whether the sheet itself names no record.

    Raises:
        UsageError: there is no such record, the sheet is about another one, its questions are of another edition, or it is in the register already.
        ExchangeError: the file cannot be read.
        RegisterError: the register refuses; nothing has changed.
    """
    record = record_of(register, id)
    sheet = read_checklist(path)
    if sheet.subject and sheet.subject != record.id:
        raise UsageError(
            Bilingual(f"この点検票は「{sheet.subject}」のものです。", f"This sheet is about {sheet.subject}."), where=str(path),
            todo=Bilingual(f"「{record.id}」の点検票を指定してください。", f"Name the sheet of {record.id}."),
        )  # fmt: skip
    kind, facts = case_of(record)
    policies = register.holdings.settings.policies
    if sheet.editions != editions_of(policies):
        raise UsageError(
            Bilingual("この点検票は別の版の要件で作られています。", "The questions of this sheet are of another edition."), where=str(path),
            todo=Bilingual("点検票を作り直して送ってください。", "Make the sheet again and send it."),
        )  # fmt: skip
    asked = {one.key: one for one in questions_of(kind, facts, policies, "ja")}
    given = {one.key: one for one in sheet.answers if one.key in asked}
    findings = [found for key, question in asked.items() if (found := _finding(question, given.get(key))) is not None]
    short = {found.requirement.rpartition(".")[0] for found in findings}
    kept = tuple(dict.fromkeys(_requirement(key) for key, one in given.items() if one.answer == "yes" and _requirement(key) not in short))
    if not kept and not findings:
        findings.append(Finding(what=_NOTHING))
    with register.transaction(who=who, why="自己点検票の受領") as change:
        _refuse_twice(register, record.id, sheet, Path(path))
        paper: FileRef = change.attach(Path(path), received_on=register.today())
        return change.add(
            Review(
                subject=record.id, kind=ReviewKind.PERIODIC, method=ReviewMethod.SELF_CHECK, done_on=register.today(),
                result=ReviewResult.FINDINGS if findings else ReviewResult.OK, confirmed=kept, findings=tuple(findings), evidence=(paper,),
                note="\n".join(_note(sheet, asked, given)),
            )
        )  # fmt: skip


def _refuse_twice(register: Register, subject: str, sheet: Answers, path: Path) -> None:
    """Refuse a sheet that a review of the record rests on already: the same file, or one saved again with the same answers of the same sheet."""
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    for review in register.holdings.about(subject, Review):
        if review.method is ReviewMethod.SELF_CHECK and any(one.sha256 == sha256 or _same(register, one, sheet) for one in review.evidence):
            raise UsageError(
                Bilingual(f"この点検票は「{review.id}」として既に取り込まれています。", f"This sheet is in the register already, as {review.id}."), where=str(path),
                todo=Bilingual("取り込み直すときは、先にその確認の記録を取り除いてください。", "Remove that review first if it is to be taken in again."),
            )  # fmt: skip


def _same(register: Register, paper: FileRef, sheet: Answers) -> bool:
    try:
        return bool(sheet.made_on) and read_checklist(register.document(paper.sha256)) == sheet
    except (VendorriskError, OSError):
        return False


def _finding(question: Question, answer: Answer | None) -> Finding | None:
    match answer.answer if answer is not None else "":
        case "yes":
            return None
        case "none" if answer is not None and (answer.why or not question.mandatory):
            return None
        case "none":
            what = "必須の要件に、説明なく「該当なし」と回答"
        case "no":
            what = "「いいえ」と回答"
        case _:
            what = "未回答"
    said = f"（回答：{answer.why}）" if answer is not None and answer.why else ""
    return Finding(what=f"{question.requirement}：{what}。{question.question}{said}", requirement=question.key)


def _note(sheet: Answers, asked: Mapping[str, Question], given: Mapping[str, Answer]) -> Iterator[str]:
    if sheet.by or sheet.on:
        yield "点検票の記入：" + "、".join(filter(None, (sheet.by, sheet.on)))
    if not sheet.subject:
        yield _UNNAMED
    for key, one in given.items():
        if one.answer == "none":
            yield f"該当なし：{asked[key].requirement}（{' '.join(one.why.split()) or '説明なし'}）"


def _requirement(key: str) -> str:
    return key.rpartition(".")[0]
