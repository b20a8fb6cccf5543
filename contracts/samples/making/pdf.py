"""Writes a sample as PDF, laid out like the paper that a Japanese office prints.

What makes a contract hard to read from PDF is the page: lines end in the middle of a word, clauses run over to the next page,
headers and page numbers come between, and cells of a table are only rectangles.  These pages have all of that.
Nothing is compressed and no date is written, so the file is the same on every machine.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from making.numbering import Scheme, numbered
from making.source import Line, Source

__all__ = ["pdf_bytes"]

_FONT = "HeiseiMin-W3"
_COLUMNS = 40
_ROWS = 36


@dataclass
class _Page:
    """The pen on a page of forty characters by thirty-six lines."""

    canvas: Canvas
    measure: Callable[[str], float]
    header: str
    footer: str
    size: float = 10.5
    rows: int = _ROWS
    left: float = 87.0
    top: float = 752.0
    row: int = 0
    number: int = 0
    open: bool = False
    width: float = field(init=False)
    pitch: float = field(init=False)

    def __post_init__(self) -> None:
        """Set the width of a line and the height of a row."""
        self.width = self.size * _COLUMNS
        self.pitch = 670 / self.rows

    def begin(self) -> None:
        """Begin a page with its header and footer, unless one is open."""
        if self.open:
            return
        self.number, self.row, self.open = self.number + 1, 0, True
        if self.header:
            self.text(self.left, 800, self.header, 9)
        if self.footer:
            shown = self.footer.format(page=self.number)
            self.text(self.left + (self.width - self.measure(shown)) / 2, 40, shown, self.size)

    def end(self) -> None:
        """End the page if one is open."""
        if self.open:
            self.canvas.showPage()
            self.open = False

    def text(self, x: float, y: float, text: str, size: float) -> None:
        """Draw a piece of text."""
        self.canvas.setFont(_FONT, size)
        self.canvas.drawString(x, y, text)

    def advance(self, rows: int = 1) -> float:
        """Make room for so many rows and return the height of the first one."""
        if self.open and self.row + rows > self.rows:
            self.end()
        self.begin()
        y = self.top - self.row * self.pitch
        self.row += rows
        return y

    def wrap(self, text: str, first: float, rest: float, width: float | None = None) -> list[str]:
        """Break a text into lines; a comma, full stop or closing bracket hangs over the edge rather than begin a line."""
        full = self.width if width is None else width
        lines, start, room = list[str](), 0, full - first
        words = " " in text and text.isascii()
        while start < len(text):
            end, used = start, 0.0
            while end < len(text):
                used += self.measure(text[end])
                if used > room + 0.01:
                    break
                end += 1
            if end < len(text) and text[end] in "、。）」』,.)":
                end += 1
            elif words and end < len(text) and " " in text[start:end]:
                end = text.rindex(" ", start, end) + 1
            end = max(end, start + 1)
            lines.append(text[start:end].rstrip(" ") if words else text[start:end])
            start, room = end, full - rest
        return lines or [""]


def pdf_bytes(source: Source) -> bytes:
    """Write a source as PDF: A4, forty characters a line, thirty-six lines a page."""
    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4, pageCompression=0, invariant=1)
    canvas.setTitle(source.settings.get("title", source.name))
    canvas.setAuthor(source.settings.get("author", ""))
    page = _Page(
        canvas,
        lambda text: float(pdfmetrics.stringWidth(text, _FONT, 10.5)),
        source.settings.get("header", ""),
        source.settings.get("footer", ""),
        rows=int(source.settings.get("rows", str(_ROWS))),
    )
    for part in numbered(source):
        table: list[tuple[str, ...]] = []
        for line, label in part.lines:
            if line.role == "row":
                table.append(line.cells)
                continue
            _draw_table(page, table)
            table = []
            _draw_line(page, line, label, part.scheme)
        _draw_table(page, table)
    page.end()
    canvas.save()
    return target.getvalue()


def _draw_line(page: _Page, line: Line, label: str, scheme: Scheme) -> None:
    """Draw one paragraph, going to the next page where the rows end."""
    if line.role == "annex":
        page.end()
    em = page.size
    if line.role in ("title", "annex", "right"):
        size = 14.0 if line.role in ("title", "annex") else em
        width = page.measure(line.text) * size / em
        x = page.left + ((page.width - width) if line.role == "right" else (page.width - width) / 2)
        page.text(x, page.advance(), line.text, size)
        if line.role in ("title", "annex"):
            page.advance()
        return
    if line.role == "chapter":
        page.text(page.left + 2 * em, page.advance(2), f"{label}　{line.text}", em)
        return
    if line.role == "heading" and page.open and page.row >= page.rows - 1:
        page.end()
    first = em * (scheme.indent(line.level) if line.role == "level" else 0)
    rest = first + em if line.role in ("level", "heading") else 0.0
    text = f"{label}　{line.text}" if label else line.text
    for index, row in enumerate(page.wrap(text, first, rest)):
        page.text(page.left + (rest if index else first), page.advance(), row, em)


def _draw_table(page: _Page, rows: Sequence[tuple[str, ...]]) -> None:
    """Draw the rows of a table with lines around every cell."""
    if not rows:
        return
    columns = max(map(len, rows))
    longest = [max(min(18, max(4, len(row[i]))) for row in rows if i < len(row)) for i in range(columns)]
    edges = [page.left]
    for size in longest:
        edges.append(edges[-1] + page.width * size / sum(longest))
    for row in rows:
        cells = [page.wrap(cell, 0, 0, edges[i + 1] - edges[i] - 8) for i, cell in enumerate(row)]
        height = max(map(len, cells))
        y = page.advance(height)
        top, bottom = y + 13.5, y + 13.5 - height * page.pitch
        for i, cell in enumerate(cells):
            page.canvas.rect(edges[i], bottom, edges[i + 1] - edges[i], top - bottom)
            for offset, piece in enumerate(cell):
                page.text(edges[i] + 4, y - offset * page.pitch, piece, page.size)
    page.advance()
