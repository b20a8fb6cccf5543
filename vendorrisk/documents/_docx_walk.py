"""The walk through document.xml, footnotes and headers: in reading order, everything that counts as text.

Word marks what does not count in a dozen ways: deleted, moved away, hidden, struck out, field codes, fallbacks for old
programs.  Few paragraphs use any of them.  So one pass in C finds the odd paragraphs, the plain ones are read in a flat
loop over their text elements, and only the odd ones go through `Paragraph`, which knows every mark.
"""

from __future__ import annotations

from typing import Final

from vendorrisk.documents._assemble import Piece
from vendorrisk.documents._docx_linked import Linked
from vendorrisk.documents._docx_paragraph import ODD, Paragraph, Shared
from vendorrisk.documents._docx_styles import Style, Styles, heading_of
from vendorrisk.documents._numbering import Numbering
from vendorrisk.documents._xml import VALUE as _VALUE
from vendorrisk.documents._xml import Element, number, qualified
from vendorrisk.text import Where

__all__ = ["TEXTS", "Walk"]

_P: Final = qualified("w:p")
TEXTS: Final = (qualified("w:t"), qualified("m:t"))
_STYLE: Final = qualified("w:pStyle")
_LEVEL: Final = qualified("w:ilvl")
_NUMBER: Final = qualified("w:numId")
_OUTLINE: Final = qualified("w:outlineLvl")
_TABLE: Final = qualified("w:tbl")
_ROW: Final = qualified("w:tr")
_TABLES: Final = (_TABLE, _ROW)
_ROW_PROPERTIES: Final = qualified("w:trPr")
_CELL_PROPERTIES: Final = qualified("w:tcPr")
_BOX: Final = qualified("w:txbxContent")
_NOTES: Final = {qualified("w:footnote"), qualified("w:endnote")}
_ALT_CHUNK: Final = qualified("w:altChunk")
_PLACEHOLDER: Final = qualified("w:showingPlcHdr")
_CONTROL: Final = qualified("w:sdt")
_SIZE: Final = qualified("w:sz")
_REFERENCE: Final = qualified("r:id")
_NOTE_ID: Final = qualified("w:id")
_NOTE_TYPE: Final = qualified("w:type")


class Walk:
    """Reads one or more parts of a document and gathers what they say.

    Attributes:
        pieces: blocks in reading order.
        seen: keys of the notices that are due.
        notes: ids of the footnotes and endnotes that the text refers to, by kind.
        styles: of the document.
        linked: the parts that the text points to, where they are read.
        has_tiny: letters too small to be read occur, so that sizes have to be looked at.
    """

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self.pieces: list[Piece] = []
        self.seen: set[str] = set()
        self.notes: dict[str, list[str]] = {"footnote": [], "endnote": []}
        self.linked: Linked | None = None
        self.has_tiny = False
        self.styles = styles
        self._numbering = numbering
        self._tables = 0

    def part(self, root: Element, where: Where, wanted: list[str] | None = None) -> list[Piece]:
        """Read one part; with `wanted`, only the notes of these ids."""
        pieces = self._paragraphs(root, where, wanted)
        self.pieces.extend(pieces)
        return pieces

    def _paragraphs(self, root: Element, where: Where, wanted: list[str] | None = None) -> list[Piece]:
        styles = self.styles
        default = styles.resolve(styles.default_paragraph)
        odd = self._odd(root)
        passed = self._unwanted(root, wanted)
        shared = Shared(styles, self.seen, self.notes, self._box, self._diagram)
        rows: dict[Element, tuple[int, int]] = {}
        tables: dict[Element, list[int]] = {}
        out: list[Piece] = []
        new = tuple.__new__  # a named tuple by its fields costs three times as much, and there are thousands
        everything_off = default.flags != 0
        running = False  # something from the paragraph before waits for the next one
        chunks: list[str] = []
        plain: Element | None = None
        style: Style = default
        style_id = styles.default_paragraph
        use: str | None = None
        level: int | None = None
        outline: int | None = None

        def flush() -> None:
            """Emit the plain paragraph that has been gathered."""
            text = "".join(chunks)
            if use is None and style.number_id is None:
                label = ""
            else:
                label = self._label(use, level, style, style_id)
            if not text or text.isspace():
                text = label.rstrip("　 ・")
                if not text:
                    return
            elif label:
                text = label + text
            if "\n" in text:
                text = text.replace("\n", " ")
            heading = style.heading if outline is None else heading_of(outline)
            row = _row_of(plain, rows) if rows and plain is not None else None
            if row is None:
                out.append(new(Piece, (text, where, None, None, False, heading, None, None, plain)))
            else:
                place = "table" if where == "body" else where
                out.append(new(Piece, (text, place, None, False, False, heading, row, None, plain)))

        def read_odd(element: Element) -> None:
            row = _row_of(element, rows) if rows else None
            paragraph = Paragraph(element, shared, "table" if row and where == "body" else where, row)
            out.extend(paragraph.read(self._label))

        for element in root.iter(_P, *TEXTS, _STYLE, _NUMBER, _LEVEL, _OUTLINE, *_TABLES, _ALT_CHUNK):
            tag = element.tag
            if tag in TEXTS:
                if plain is not None and (text := element.text):
                    chunks.append(text)
            elif tag == _P:
                if plain is not None:
                    flush()
                    plain = None
                if element in passed:
                    continue
                style = default
                if everything_off or running or element in odd:
                    read_odd(element)
                    running = shared.running
                else:
                    plain = element
                    chunks = []
                    style_id = styles.default_paragraph
                    use = level = outline = None
            elif tag == _ALT_CHUNK:
                if plain is not None:
                    flush()
                    plain = None
                out.extend(self._imported(element, where))
            elif plain is None:
                if tag in _TABLES:
                    self._count(element, tables, rows)
            elif tag == _STYLE:
                style_id = element.get(_VALUE) or ""
                style = styles.resolve(style_id)
                if style.flags:  # hidden or struck as a whole: the long way round says so
                    read_odd(plain)
                    plain = None
            elif tag == _NUMBER:
                use = element.get(_VALUE)
            elif tag == _LEVEL:
                level = number(element.get(_VALUE))
            elif tag == _OUTLINE:
                outline = number(element.get(_VALUE), 9)
            else:  # a table begins behind a plain paragraph
                flush()
                plain = None
                self._count(element, tables, rows)
        if plain is not None:
            flush()
        out.extend(shared.rest())
        return out

    def _box(self, content: Element) -> list[Piece]:
        """Read a text box; its own paragraphs, tables and fields."""
        return self._paragraphs(content, "text-box")

    def _diagram(self, reference: str) -> list[Piece]:
        """Read a diagram; one in a header or a footnote is only said to be there."""
        if self.linked is None:
            self.seen.add("embedded-content")
            return []
        return self.linked.diagram(reference)

    def _imported(self, chunk: Element, where: Where) -> list[Piece]:
        """Read a document that Word puts in here when it opens the file; its tables count on."""
        if self.linked is None:
            self.seen.add("embedded-content")
            return []
        pieces = []
        before = self._tables
        for piece in self.linked.imported(chunk.get(_REFERENCE) or "", where):
            if piece.row is not None:
                self._tables = max(self._tables, before + piece.row[0])
                piece = piece._replace(row=(before + piece.row[0], piece.row[1]))
            pieces.append(piece)
        return pieces

    def _label(self, use: str | None, level: int | None, style: Style, style_id: str) -> str:
        """Count the paragraph in its list and return what Word prints before it."""
        if use is None:
            use = style.number_id
            if use is not None and level is None:
                level = self._numbering.level_of_style(use, style_id)
        if use is None or use == "0":
            return ""
        if level is None:
            level = style.level or 0
        return self._numbering.next_label(use, level)

    def _count(
        self, element: Element, tables: dict[Element, list[int]], rows: dict[Element, tuple[int, int]]
    ) -> None:
        """Number a table, or a row of the table it stands in."""
        if element.tag == _TABLE:
            self._tables += 1
            tables[element] = [self._tables, 0]
            return
        table = next(element.iterancestors(_TABLE), None)
        if table is not None and table in tables:
            counter = tables[table]
            counter[1] += 1
            rows[element] = (counter[0], counter[1])

    def _odd(self, root: Element) -> set[Element]:
        """Paragraphs with anything but plain text in them; those inside a marked row, cell or wrapper too."""
        odd: set[Element] = set()
        for element in root.iter(*ODD, *((_SIZE,) if self.has_tiny else ())):
            tag = element.tag
            if tag == _ALT_CHUNK:
                continue
            if tag == _PLACEHOLDER:
                control = next(element.iterancestors(_CONTROL), None)
                if control is not None:
                    odd.update(control.iter(_P))
            nearest = next(element.iterancestors(_P, _ROW_PROPERTIES, _CELL_PROPERTIES), None)
            if nearest is None:
                odd.update(element.iter(_P))
            elif nearest.tag == _P:
                odd.add(nearest)
            else:
                holder = nearest.getparent()
                if holder is not None:
                    odd.update(holder.iter(_P))
        return odd

    @staticmethod
    def _unwanted(root: Element, wanted: list[str] | None) -> set[Element]:
        """Paragraphs that are not read from here: those of text boxes (read with their anchor) and other notes."""
        passed: set[Element] = set()
        for box in root.iter(_BOX):
            if box is not root:
                passed.update(box.iter(_P))
        if wanted is not None:
            ids = set(wanted)
            for note in root:
                if (
                    note.tag not in _NOTES
                    or note.get(_NOTE_TYPE) not in (None, "normal")
                    or note.get(_NOTE_ID) not in ids
                ):
                    passed.update(note.iter(_P))
        return passed


def _row_of(paragraph: Element, rows: dict[Element, tuple[int, int]]) -> tuple[int, int] | None:
    row = next(paragraph.iterancestors(_ROW), None)
    return rows.get(row) if row is not None else None
