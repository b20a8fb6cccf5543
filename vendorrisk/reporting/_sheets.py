"""Excel workbooks as a person wants to find them: frozen header, filter, widths, wrapped texts, pages that print; nothing that comes alive.

Texts are stored as texts, so that neither a formula nor 「4-1」 comes alive, not even when somebody edits the cell.  Rows are written as
they come; openpyxl keeps them in files of its own until the workbook is saved.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from typing import IO, Any, Final

from vendorrisk.reporting._clean import clean, flat
from vendorrisk.reporting._paper import Column, Span, Tone
from vendorrisk.reporting._target import OWN

__all__ = ["Book", "Sheet", "Value"]

Value = str | int | date | Span | None
"""What a cell holds; a span gives it its tone."""

_LONGEST: Final = 32_000  # Excel's limit is 32,767
_ESCAPED: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\]")
_FIRST_DAY: Final = date(1900, 3, 1)  # Excel counts a 29 February 1900 that never was
_FILLS: Final = {Tone.GOOD: "EAF5EE", Tone.DOUBT: "FDF1D7", Tone.BAD: "FBE3E3", Tone.FAINT: "F3F5F7"}
_INKS: Final = {Tone.GOOD: "0B5A2C", Tone.DOUBT: "7A4A00", Tone.BAD: "A01018", Tone.FAINT: "4B545E"}


class Book:
    """A workbook that is written once."""

    def __init__(self, title: str, mark: str) -> None:
        from openpyxl import Workbook

        self._book: Any = Workbook(write_only=True)
        properties = self._book.properties
        properties.title, properties.creator, properties.lastModifiedBy, properties.category = flat(title), "vendorrisk", "vendorrisk", OWN
        self._title = flat(title)
        self._mark = flat(mark)
        self._cells = _Cells()
        self._saved = False

    def sheet(self, name: str, columns: Sequence[Column], *, at: int | None = None, rows: Iterable[Sequence[Value]] = (), frozen: str = "A2") -> Sheet:
        """Return a new sheet with its header; ``at`` is its place among the sheets, ``frozen`` the first cell that moves."""
        made = Sheet(self._book.create_sheet(_FORBIDDEN.sub("_", flat(name))[:31], at), columns, self._cells, (self._title, self._mark), frozen)
        for row in rows:
            made.append(row)
        return made

    def save(self, stream: IO[bytes]) -> None:
        """Write the workbook; it cannot be added to afterwards."""
        for page in self._book.worksheets:
            page.auto_filter.ref = page.vendorrisk.filtered()
        self._book.save(stream)
        self._saved = True

    def close(self) -> None:
        """Throw away what was not saved: openpyxl would complain about half-written sheets, and leave their files."""
        if not self._saved:
            for page in self._book.worksheets:
                page.close()
                page._writer.cleanup()


class Sheet:
    """A sheet of rows below a header."""

    def __init__(self, page: Any, columns: Sequence[Column], cells: _Cells, said: tuple[str, str], frozen: str) -> None:
        from openpyxl.utils import get_column_letter

        self._page, self._cells = page, cells
        self._last = get_column_letter(len(columns))
        self._count = 1
        page.vendorrisk = self
        page.freeze_panes = frozen
        page.sheet_view.showGridLines = False
        for place, column in enumerate(columns, 1):
            page.column_dimensions[get_column_letter(place)].width = column.width
        page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9  # A4
        page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
        page.sheet_properties.pageSetUpPr.fitToPage = True
        page.print_title_rows = "1:1"
        title, mark = (text.replace("&", "&&") for text in said)
        page.oddHeader.left.text, page.oddHeader.right.text, page.oddFooter.center.text = title, mark or None, "&P / &N"
        page.append([cells.head(page, column.title, upright=column.upright) for column in columns])

    def append(self, row: Sequence[Value]) -> None:
        """Write a row."""
        self._count += 1
        self._page.append([self._cells.make(self._page, value) for value in row])

    def filtered(self) -> str:
        """Return the cells that the filter covers."""
        return f"A1:{self._last}{max(self._count, 2)}"


class _Cells:
    """Makes cells; what all cells of a sort have in common is looked up once."""

    def __init__(self) -> None:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

        line = Side("thin", "C9CFD6")
        self._new: Any = WriteOnlyCell
        self._border = Border(line, line, line, line)
        self._top = Alignment(vertical="top", wrap_text=True)
        self._standing = Alignment(vertical="bottom", horizontal="center", text_rotation=255, wrap_text=True)
        self._head_font = Font(bold=True)
        self._head_fill = PatternFill("solid", fgColor="DDE3EA")
        self._fonts = {tone: Font(color=ink, bold=tone is not Tone.FAINT) for tone, ink in _INKS.items()} | {Tone.STRONG: Font(bold=True)}
        self._fills = {tone: PatternFill("solid", fgColor=fill) for tone, fill in _FILLS.items()}
        self._styles: dict[tuple[Tone, bool, bool], Any] = {}

    def head(self, page: Any, title: str, *, upright: bool) -> Any:
        made = self._text(page, title, Tone.PLAIN)
        made.font, made.fill, made.alignment = self._head_font, self._head_fill, self._standing if upright else self._top
        return made

    def make(self, page: Any, value: Value) -> Any:
        if isinstance(value, Span):
            return self._text(page, value.text, value.tone)
        if isinstance(value, date) and value >= _FIRST_DAY:
            made = self._new(page, value)
            made.number_format = "yyyy/mm/dd"
            made.alignment, made.border = self._top, self._border
            return made
        if isinstance(value, int):
            made = self._new(page, value)
            made.alignment, made.border = self._top, self._border
            return made
        return self._text(page, "" if value is None else str(value), Tone.PLAIN)

    def _text(self, page: Any, text: str, tone: Tone) -> Any:
        text = _ESCAPED.sub("_x005F_", clean(text.replace("\r\n", "\n").replace("\r", "\n")))
        if len(text) > _LONGEST:
            text = text[:_LONGEST] + "…"
        made = self._new(page, text or None)
        if text:
            made.data_type = "s"  # openpyxl takes "=…" for a formula and "#N/A" for an error
        key = (tone, text[:1] != "" and unicodedata.normalize("NFKC", text[0])[:1] in "=+-@\t\n", False)
        style = self._styles.get(key)
        if style is None:
            made.number_format = "@" if len(text) <= 255 else "General"  # Excel shows #### for longer texts of the format "text"
            made.alignment, made.border = self._top, self._border
            if tone in self._fonts:
                made.font = self._fonts[tone]
            if tone in self._fills:
                made.fill = self._fills[tone]
            made.quotePrefix = key[1]  # keeps it a text when somebody edits it
            self._styles[key] = made._style
        else:
            made._style = style
        return made
