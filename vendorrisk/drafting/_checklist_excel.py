"""The self-check sheet as an Excel sheet."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from vendorrisk.drafting._checklist import ANSWERS, CHECKLIST_WORDS, MARK, ChecklistHead, Question
from vendorrisk.model import Language

__all__ = ["write_checklist"]

_HEAD_ROW = 8


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
        return CHECKLIST_WORDS[key].get(language)

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
    put("A4", head.made_on.isoformat() if head.made_on is not None else "")
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
    if head.mark:
        page.oddHeader.right.text = head.mark.replace("&", "&&")
    page.oddFooter.center.text = "&P / &N"
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()
