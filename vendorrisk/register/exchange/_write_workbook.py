"""Writes sheets as an Excel workbook that people can fill in and that comes back.

The first row is hidden and holds the keys; the header stands below it, frozen and with a filter that leaves both alone when rows are
sorted.  Texts are stored as texts in cells of the format "text", so that neither a formula nor 「4-1」 comes alive, not even when somebody
edits the cell; lists of choices lie on a hidden sheet, because a list inside a validation is limited to 255 characters.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from vendorrisk.model import KINDS, Form, Holdings, Language
from vendorrisk.register.exchange._guard import is_formula_like, xml_encode
from vendorrisk.register.exchange._layout import Column
from vendorrisk.register.exchange._show import Cell, SheetRows, show
from vendorrisk.register.exchange._table import letter_of
from vendorrisk.register.exchange._values import WORDS
from vendorrisk.register.exchange._words import refused

__all__ = ["CHOICES_KEY", "headers_of", "workbook_bytes"]

CHOICES_KEY = "vendorrisk.choices"
_LONGEST = 32_767
_FIRST_DAY = date(1900, 3, 1)  # Excel counts a 29 February 1900 that never was
_BIGGEST = 10**15  # Excel keeps 15 digits
_WIDTHS = {Form.LINES: 40, Form.TEXTS: 28, Form.DAY: 13, Form.NUMBER: 10, Form.MONEY: 15, Form.FLAG: 10, Form.CHOICE: 18, Form.CHOICES: 22, Form.REF: 28, Form.REFS: 28}
_FORMATS = {Form.DAY: "yyyy/mm/dd", Form.NUMBER: "0", Form.MONEY: "#,##0", Form.LINES: "General"}
_OFFERED = ("department", "vendor", "person", "rule")
_MOST_OFFERED = 5_000
_A4 = 9  # the number that Excel has for the size of paper
_SPARE_ROWS = 1_000


def headers_of(sheet: SheetRows, language: Language) -> tuple[list[str], list[str], list[Column | None]]:
    """Return keys, labels and columns of a sheet: for lists first whose it is and where it stands, last what has no column."""
    plan = sheet.plan
    keys, labels, columns = [], [], list[Column | None]()
    if plan.trail:
        keys += [plan.owner_key, *plan.place_keys]
        labels += ["管理番号" if language == "ja" else "id", *(plan.place_label(depth, language) for depth in range(len(plan.trail)))]
        columns += [None] * len(keys)
    keys += [column.key for column in plan.columns]
    labels += [column.label.get(language) for column in plan.columns]
    columns += plan.columns
    if sheet.has_rest:
        keys.append(plan.rest_key)
        labels.append("その他の項目" if language == "ja" else "other keys")
        columns.append(None)
    return keys, labels, columns


def workbook_bytes(sheets: Sequence[SheetRows], names: Holdings, language: Language) -> bytes:
    """Return the workbook of the sheets; raises ExchangeError for a text that no cell can hold."""
    from openpyxl import Workbook

    for sheet in sheets:
        _refuse_long(sheet, language)
    book = Workbook(write_only=True)
    book.properties.creator = "vendorrisk"
    lists = _Lists(names, language)
    for sheet in sheets:
        made = _Sheet(book, sheet, language, lists)
        _lay_out(made.page, sheet.plan.title.get(language), names.settings.handling)
        made.write()
    lists.write(book)
    whole = io.BytesIO()
    book.save(whole)
    return whole.getvalue()


def _lay_out(page: Any, title: str, handling: str) -> None:
    """Make a printed sheet readable, and say on every page how the list is to be handled."""
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = _A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "2:2"
    page.oddHeader.left.text = _plain(title)
    page.oddHeader.right.text = _plain(handling)
    page.oddFooter.center.text = "&P / &N"


def _plain(text: str) -> str:
    """Return a text for a header, where ``&`` begins a code."""
    return text.replace("&", "&&")


def _refuse_long(sheet: SheetRows, language: Language) -> None:
    """Raise for a text that no cell can hold; openpyxl would cut it off."""
    for number, row in enumerate(sheet.rows, 3):
        for at, value in enumerate(row):
            if isinstance(value, str) and 7 * len(value) > _LONGEST and len(xml_encode(value)) > _LONGEST:
                raise refused("cell-too-long", f"{sheet.plan.title.get(language)}!{letter_of(at)}{number}")


class _Sheet:
    def __init__(self, book: Any, sheet: SheetRows, language: Language, lists: _Lists) -> None:
        self.keys, self.labels, self.columns = headers_of(sheet, language)
        self.rows = sheet.rows
        self.width = len(self.keys)
        self.lists = lists
        self.page = book.create_sheet(sheet.plan.title.get(language)[:31])
        self.plan = sheet.plan

    def write(self) -> None:
        page = self.page
        page.freeze_panes = "B3"
        page.row_dimensions[1].hidden = True
        last = len(self.rows) + 2
        page.auto_filter.ref = f"A2:{letter_of(self.width - 1)}{max(last, 3)}"
        for at, column in enumerate(self.columns):
            letter = letter_of(at)
            form = column.field.form if column is not None else Form.NUMBER if self.plan.trail and 0 < at <= len(self.plan.trail) else Form.TEXT
            page.column_dimensions[letter].width = max(_WIDTHS.get(form, 20), min(2 * len(self.labels[at]), 30))
            page.column_dimensions[letter].number_format = _FORMATS.get(form, "@")
            if column is not None:
                self._offer(column, f"{letter}3:{letter}{last + _SPARE_ROWS}")
        maker = _Maker(page)
        page.append([maker.text(key) for key in self.keys])
        page.append([maker.header(label) for label in self.labels])
        forms = [column.field.form if column is not None else Form.TEXT for column in self.columns]
        for row in self.rows:
            page.append([maker.cell(value, form) for value, form in zip(row[: self.width], forms, strict=True)])

    def _offer(self, column: Column, cells: str) -> None:
        from openpyxl.worksheet.datavalidation import DataValidation

        source = self.lists.source(column)
        if source is None:
            return
        closed = column.field.form in (Form.CHOICE, Form.FLAG)
        offer = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=closed, sqref=cells)
        self.page.data_validations.append(offer)


class _Maker:
    """Makes cells; what all cells of a sort have in common is looked up once."""

    def __init__(self, page: Any) -> None:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Alignment, Font, PatternFill

        self.page = page
        self.new = WriteOnlyCell
        self.wrap = Alignment(vertical="top", wrap_text=True)
        self.bold = Font(bold=True)
        self.fill = PatternFill("solid", fgColor="DDEBF7")
        self.styles: dict[tuple[Form, bool], Any] = {}

    def header(self, text: str) -> Any:
        cell = self.text(text)
        cell.font, cell.fill, cell.alignment = self.bold, self.fill, self.wrap
        return cell

    def text(self, text: str) -> Any:
        return self._plain(text, Form.TEXT)

    def cell(self, value: Cell, form: Form) -> Any:
        if value is None:
            return None
        if isinstance(value, date):
            if value < _FIRST_DAY:
                return self._plain(value.isoformat(), form)
            return self._styled(self.new(self.page, value), form, False)
        if isinstance(value, int):
            if abs(value) >= _BIGGEST:
                return self._plain(str(value), form)
            return self._styled(self.new(self.page, value), form, False)
        return self._plain(xml_encode(value), form)

    def _plain(self, text: str, form: Form) -> Any:
        cell = self.new(self.page, text)
        cell.data_type = "s"  # openpyxl takes "=…" for a formula and "#N/A" for an error
        return self._styled(cell, form, is_formula_like(text))

    def _styled(self, cell: Any, form: Form, quoted: bool) -> Any:
        style = self.styles.get((form, quoted))
        if style is None:
            cell.number_format = _FORMATS.get(form, "@")
            cell.alignment = self.wrap
            cell.quotePrefix = quoted  # keeps it a text when somebody edits it
            self.styles[form, quoted] = cell._style
        else:
            cell._style = style
        return cell


class _Lists:
    """The hidden sheet of choices: one column per list."""

    def __init__(self, names: Holdings, language: Language) -> None:
        self.names = names
        self.language = language
        self.lists: dict[object, list[str]] = {}
        self.title = "選択肢" if language == "ja" else "choices"

    def source(self, column: Column) -> str | None:
        """Return the formula of the list that a column offers, or None."""
        field = column.field
        if field.form not in (Form.FLAG, Form.CHOICE, Form.REF):
            return None
        key: object = field.type or field.target or "yes-no"
        if key not in self.lists:
            self.lists[key] = list(self._entries(column))
        entries = self.lists[key]
        if not entries:
            return None
        letter = letter_of(list(self.lists).index(key))
        return f"'{self.title}'!${letter}$2:${letter}${len(entries) + 1}"

    def _entries(self, column: Column) -> Iterator[str]:
        field = column.field
        if field.form is Form.FLAG:
            yield from (word.get(self.language) for word in WORDS.values())
        elif field.type is not None:
            yield from (member.label.get(self.language) for member in field.type)
        elif field.target in _OFFERED:
            offered = self.names.all(KINDS[field.target].cls)
            if len(offered) <= _MOST_OFFERED:
                yield from (str(show(record.id, field, self.names, self.language)) for record in offered)

    def write(self, book: Any) -> None:
        if not self.lists:
            return
        page = book.create_sheet(self.title)
        page.sheet_state = "hidden"
        maker = _Maker(page)
        page.append([maker.text(CHOICES_KEY)])
        for row in range(max(len(entries) for entries in self.lists.values())):
            page.append([maker.text(xml_encode(entries[row])) if row < len(entries) else None for entries in self.lists.values()])


