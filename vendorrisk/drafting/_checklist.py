"""The self-check sheet that a contractor fills in: an Excel sheet of questions made from the requirements, whose answers can be read back.

A portal that vendors have to log in to stays empty; a sheet that comes by mail and goes back by mail does not.  What the sheet is about stands
in hidden cells, so that answers about another contract, or to another edition of the questions, are not taken for these.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import attrs

from vendorrisk.model import Bilingual, Language

__all__ = ["ANSWERS", "MARK", "ChecklistHead", "Question", "write_checklist"]

MARK = "vendorrisk-checklist-1"
ANSWERS = {"yes": Bilingual("はい", "yes"), "no": Bilingual("いいえ", "no"), "none": Bilingual("該当なし", "not applicable")}
_WORDS = {
    "title": Bilingual("情報セキュリティ対策 自己点検票", "Information security self-check"),
    "city": Bilingual("照会元", "from"), "contract": Bilingual("対象の契約", "contract"), "vendor": Bilingual("事業者名", "contractor"),
    "by": Bilingual("記入者（職・氏名）", "filled in by"), "on": Bilingual("記入日", "filled in on"),
    "how": Bilingual("各項目について「回答」欄で選び、根拠・説明を記入してください。「いいえ」のときは対応の予定を書いてください。", "Choose an answer for every line and say what it rests on; for 'no', say what is planned."),
    "number": Bilingual("番号", "no."), "requirement": Bilingual("要件", "requirement"), "question": Bilingual("確認事項", "question"), "answer": Bilingual("回答", "answer"),
    "why": Bilingual("根拠・説明", "what it rests on"), "paper": Bilingual("添付資料", "attached papers"),
}  # fmt: skip
_HEAD_ROW = 8


@attrs.frozen
class Question:
    """One line.

    Attributes:
        key: ``requirement.element``.
        requirement: what it belongs to.
        question: what has to be so.
    """

    key: str
    requirement: str
    question: str


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
    """

    subject: str = ""
    editions: tuple[str, ...] = ()
    city: str = ""
    contract: str = ""
    vendor: str = ""
    mark: str = ""


def write_checklist(questions: Sequence[Question], head: ChecklistHead, language: Language = "ja") -> bytes:
    """Return the workbook.

    Args:
        questions: its lines.
        head: what it is about.
        language: of its own words.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.worksheet.datavalidation import DataValidation

    def say(key: str) -> str:
        return _WORDS[key].get(language)

    book = Workbook()
    page: Any = book.active
    page.title = say("title")[:31]
    grey, edge = PatternFill("solid", fgColor="DDE6F0"), Border(*[Side(style="thin", color="999999")] * 4)

    def put(place: str, text: str, *, bold: bool = False) -> None:
        cell = page[place]
        cell.value = text
        cell.data_type = "s"  # whatever it begins with, it is a text and no formula
        cell.quotePrefix = text[:1] in "=+-@"
        cell.font = Font(bold=bold)
        cell.alignment = Alignment(wrap_text=True, vertical="top")

    put("B1", say("title"), bold=True)
    for row, (key, text) in enumerate((("city", head.city), ("contract", head.contract), ("vendor", head.vendor), ("by", ""), ("on", "")), 2):
        put(f"B{row}", say(key))
        put(f"C{row}", text)
    put("B7", say("how"))
    page.merge_cells("B7:G7")
    page.row_dimensions[7].height = 32
    put("A1", MARK)
    put("A2", head.subject)
    put("A3", "; ".join(head.editions))
    for column, key in zip("BCDEFG", ("number", "requirement", "question", "answer", "why", "paper"), strict=True):
        put(f"{column}{_HEAD_ROW}", say(key), bold=True)
        page[f"{column}{_HEAD_ROW}"].fill = grey
    for number, one in enumerate(questions, 1):
        row = _HEAD_ROW + number
        put(f"A{row}", one.key)
        for column, text in (("B", str(number)), ("C", one.requirement), ("D", one.question), ("E", ""), ("F", ""), ("G", "")):
            put(f"{column}{row}", text)
            page[f"{column}{row}"].border = edge
    last = _HEAD_ROW + max(len(questions), 1)
    choices = DataValidation(type="list", formula1=f'"{",".join(one.get(language) for one in ANSWERS.values())}"', allow_blank=True, showErrorMessage=True)
    choices.add(f"E{_HEAD_ROW + 1}:E{last}")
    page.add_data_validation(choices)
    for column, width in zip("BCDEFG", (6, 24, 56, 11, 36, 22), strict=True):
        page.column_dimensions[column].width = width
    page.column_dimensions["A"].hidden = True
    page.freeze_panes = f"B{_HEAD_ROW + 1}"
    page.print_title_rows = f"{_HEAD_ROW}:{_HEAD_ROW}"
    page.page_setup.orientation, page.page_setup.paperSize, page.page_setup.fitToHeight = "landscape", 9, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.oddHeader.right.text = head.mark.replace("&", "&&")
    page.oddFooter.center.text = "&P / &N"
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


