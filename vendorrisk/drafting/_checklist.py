"""The self-check sheet that a contractor fills in: what is asked, what can be answered, and the words on it, whatever program shows it.

A portal that vendors have to log in to stays empty; a sheet that comes by mail and goes back by mail does not.  What the sheet is about stands
hidden in it, so that answers about another contract, or to another edition of the questions, are not taken for these.
"""

from __future__ import annotations

import unicodedata
from datetime import date

import attrs

from vendorrisk.model import Bilingual

__all__ = ["ANSWERS", "CHECKLIST_WORDS", "MARK", "Answer", "Answers", "ChecklistHead", "Question", "answer_of"]

MARK = "vendorrisk-checklist-1"
ANSWERS = {"yes": Bilingual("はい", "yes"), "no": Bilingual("いいえ", "no"), "none": Bilingual("該当なし", "not applicable")}
CHECKLIST_WORDS = {
    "title": Bilingual("情報セキュリティ対策 自己点検票", "Information security self-check"),
    "city": Bilingual("照会元", "from"), "contract": Bilingual("対象の契約", "contract"), "vendor": Bilingual("事業者名", "contractor"),
    "by": Bilingual("記入者（職・氏名）", "filled in by"), "on": Bilingual("記入日", "filled in on"),
    "how": Bilingual("各項目について「回答」欄で選び、根拠・説明を記入してください。「いいえ」のときは対応の予定を、「該当なし」のときはその理由を書いてください。", "Choose an answer for every line and say what it rests on; for 'no', say what is planned, and for 'not applicable', why."),
    "number": Bilingual("番号", "no."), "requirement": Bilingual("要件", "requirement"), "question": Bilingual("確認事項", "question"), "answer": Bilingual("回答", "answer"),
    "why": Bilingual("根拠・説明", "what it rests on"), "paper": Bilingual("添付資料", "attached papers"),
}  # fmt: skip


@attrs.frozen
class Question:
    """One line.

    Attributes:
        key: ``requirement.element``.
        requirement: what it belongs to.
        question: what has to be so.
        mandatory: whether the requirement is.
    """

    key: str
    requirement: str
    question: str
    mandatory: bool = True


@attrs.frozen
class ChecklistHead:
    """What a sheet is about.

    Attributes:
        subject: id of the record; "" where there is none.
        editions: of the packs, as ``id version``.
        city: who asks.
        contract: about what.
        vendor: whom.
        mark: handling mark.
        made_on: when it was made.
    """

    subject: str = ""
    editions: tuple[str, ...] = ()
    city: str = ""
    contract: str = ""
    vendor: str = ""
    mark: str = ""
    made_on: date | None = None


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
        made_on: when the sheet was made, as it says (2026-11-26); "" on sheets of before that was kept.
        by: who filled it in.
        on: when, as it was written.
    """

    subject: str
    editions: tuple[str, ...]
    answers: tuple[Answer, ...]
    made_on: str = ""
    by: str = ""
    on: str = ""


_BY_WORD = {word.casefold(): key for key, both in ANSWERS.items() for word in (both.ja, both.en)}


def answer_of(text: str) -> str:
    """Return the key of an answer, "" where it is none.

    >>> answer_of("はい。"), answer_of(" Not applicable"), answer_of("たぶん")
    ('yes', 'none', '')
    """
    return _BY_WORD.get(unicodedata.normalize("NFKC", text).strip(" 。.\n").casefold(), "")
