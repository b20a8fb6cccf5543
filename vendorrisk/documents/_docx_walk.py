"""The walk through document.xml, footnotes and headers: once, in reading order, everything that counts as text.

Word marks what does not count in a dozen ways (deleted, moved away, hidden, struck out, field codes, fallbacks for old
programs).  Each element that matters has one small handler; whole branches that do not are skipped.
"""

from __future__ import annotations

import re
from typing import Any, Final

from vendorrisk.documents._assemble import Piece
from vendorrisk.documents._docx_styles import HIDDEN, STRUCK, WHITE, Styles
from vendorrisk.documents._numbering import Numbering
from vendorrisk.documents._xml import (
    Attributes,
    attribute,
    number,
    on,
    parse,
    parser_for,
    switched_on,
    value,
)
from vendorrisk.text import Where

__all__ = ["Walk"]

_WORD: Final = re.compile(r"\w")
_CHECKED: Final = {"F0FE": "☑", "F052": "☑", "F0A8": "□", "F06F": "□", "F0A3": "□", "F0FC": "✓", "F06C": "●"}


class Walk:
    """Reads one or more parts and gathers pieces, margins, and what was met on the way.

    Attributes:
        pieces: blocks in reading order.
        seen: keys of the notices that are due.
        notes: ids of the footnotes and endnotes that the text refers to, by kind.
    """

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self.pieces: list[Piece] = []
        self.seen: set[str] = set()
        self.notes: dict[str, list[str]] = {"footnote": [], "endnote": []}
        self._styles = styles
        self._numbering = numbering
        self._default = styles.resolve(styles.default_paragraph)
        self._wanted_notes: set[str] | None = None
        self._tables = 0
        self._starts = on(self._start_handlers())
        self._ends = on(self._end_handlers())
        self._reset("body")

    def part(self, data: bytes, where: Where, notes: list[str] | None = None) -> list[Piece]:
        """Read one part; with `notes`, only the notes of these ids.  Raises `BadXml` and keeps what it had read."""
        self._reset(where)
        self._wanted_notes = None if notes is None else set(notes)
        parser = self._parser = parser_for()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        try:
            parse(parser, data)
        finally:
            self.pieces.extend(self._out)
        return self._out

    # -- the two callbacks of the parser ---------------------------------------------------------------------

    def _start(self, name: str, attributes: Attributes) -> None:
        handler = self._starts.get(name)
        if handler is not None:
            handler(attributes)

    def _end(self, name: str) -> None:
        handler = self._ends.get(name)
        if handler is not None:
            handler()

    def _skip(self, _: Attributes | None = None) -> None:
        """Pass over the element that has just begun, with everything inside."""
        depth = 1
        parser = self._parser

        def start(_: str, __: Attributes) -> None:
            nonlocal depth
            depth += 1

        def end(_: str) -> None:
            nonlocal depth
            depth -= 1
            if not depth:
                parser.StartElementHandler = self._start
                parser.EndElementHandler = self._end

        parser.StartElementHandler = start
        parser.EndElementHandler = end

    def _start_handlers(self) -> dict[str, Any]:
        skip = self._skip
        return {
            "w:p": self._start_paragraph,
            "w:pPr": self._start_paragraph_properties,
            "w:pStyle": self._paragraph_style,
            "w:ilvl": self._level,
            "w:numId": self._number_id,
            "w:outlineLvl": self._outline,
            "w:r": self._start_run,
            "m:r": self._start_run,
            "w:t": self._start_text,
            "m:t": self._start_text,
            "w:rStyle": self._run_style,
            "w:vanish": self._vanish,
            "w:strike": self._strike,
            "w:dstrike": self._strike,
            "w:color": self._colour,
            "w:shd": self._shade,
            "w:tab": self._tab,
            "w:ptab": self._tab,
            "w:br": self._break,
            "w:cr": self._break,
            "w:noBreakHyphen": lambda _: self._sign("\u2011"),
            "w:sym": lambda a: self._sign(_CHECKED.get(attribute(a, "char").upper(), "")),
            "w:tbl": self._start_table,
            "w:tr": self._start_row,
            "w:tc": self._start_cell,
            "w:trPr": self._start_row_properties,
            "w:tcPr": self._start_cell_properties,
            "w:cellDel": self._cell_deleted,
            "w:ins": self._start_insertion,
            "w:moveTo": self._start_insertion,
            "w:del": self._deletion,
            "w:moveFrom": self._moved_away,
            "w:delText": lambda _: self.seen.add("tracked-changes"),
            "w:fldChar": self._field,
            "w:txbxContent": self._start_box,
            "mc:AlternateContent": lambda _: self._alternatives.append(False),
            "mc:Choice": self._choice,
            "mc:Fallback": self._fallback,
            "w:footnote": self._note,
            "w:endnote": self._note,
            "w:footnoteReference": lambda a: self.notes["footnote"].append(attribute(a, "id")),
            "w:endnoteReference": lambda a: self.notes["endnote"].append(attribute(a, "id")),
            "w:altChunk": lambda _: self.seen.add("embedded-content"),
            "o:OLEObject": lambda _: self.seen.add("embedded-content"),
            "w:sdtPr": skip,
            "w:sdtEndPr": skip,
            "w:rt": skip,
            "w:sectPr": skip,
            "w:tblPr": skip,
            "w:rPrChange": skip,
            "w:pPrChange": skip,
            "w:tblPrExChange": skip,
            "w:trPrChange": skip,
            "w:tcPrChange": skip,
            "w:numberingChange": skip,
        }

    def _end_handlers(self) -> dict[str, Any]:
        return {
            "w:p": self._end_paragraph,
            "w:pPr": self._end_paragraph_properties,
            "w:r": self._end_run,
            "w:t": self._end_text,
            "m:t": self._end_text,
            "w:tbl": self._end_table,
            "w:tr": self._end_row,
            "w:tc": self._end_cell,
            "w:trPr": self._end_row_properties,
            "w:tcPr": self._end_cell_properties,
            "w:ins": self._end_insertion,
            "w:moveTo": self._end_insertion,
            "w:txbxContent": self._end_box,
            "mc:AlternateContent": lambda: self._alternatives.pop(),
        }

    # -- paragraphs ------------------------------------------------------------------------------------------

    def _reset(self, where: Where) -> None:
        self._out: list[Piece] = []
        self._where: Where = where
        self._stack: list[tuple[Any, ...]] = []
        self._outer_tables: list[tuple[Any, ...]] = []
        self._row: tuple[int, int] | None = None
        self._rows = 0
        self._this_table = 0
        self._alternatives: list[bool] = []
        self._fields: list[bool] = []  # one entry per open field: whether its code is still being read
        self._mute = 0  # above 0: nothing counts (field codes, deleted rows)
        self._row_mutes = 0
        self._cell_mutes = 0
        self._insertions = 0
        self._row_inserted = False
        self._in_row_properties = False
        self._in_cell_properties = False
        self._cell_shaded = False
        self._new_paragraph()

    def _new_paragraph(self) -> None:
        self._chunks: list[str] = []
        self._inserted: list[int] = []  # places in _chunks where an insertion begins, ends, begins …
        self._boxes: list[Piece] = []
        self._style = self._default
        self._style_id = self._styles.default_paragraph
        self._paragraph_off = self._default.flags
        self._off = 0
        self._in_run = False
        self._in_properties = False
        self._number: str | None = None
        self._level_said: int | None = None
        self._outline_said: int | None = None
        self._mark_gone = False
        self._mark_hidden = False
        self._shaded = False
        self._lines = 0

    def _start_paragraph(self, _: Attributes) -> None:
        kept = (self._chunks, self._inserted, self._boxes)
        carried = self._mark_gone
        self._new_paragraph()
        if carried:  # the mark between the two was deleted: they are one paragraph
            self._chunks, self._inserted, self._boxes = kept
        if self._insertions:
            self._inserted.append(len(self._chunks))

    def _end_paragraph(self) -> None:
        if self._insertions:
            self._inserted.append(len(self._chunks))
        if self._mark_gone:
            return
        self._flush(last=True)

    def _flush(self, *, last: bool) -> None:
        """Turn what was gathered into a block; `last` at the end of the paragraph, else at a line break."""
        chunks = self._chunks
        text = "".join(chunks)
        if "\n" in text or "\r" in text:
            text = text.replace("\r", " ").replace("\n", " ")
        filled = bool(text) and not text.isspace()
        if not self._lines and (filled or (last and not self._mark_hidden)):
            label = self._label()
            if label and (filled or label.strip("　 ・")):
                text = label + text if filled else label.rstrip()
                filled = True
        if filled:
            self._lines += 1
            self._emit(text)
        if last and self._boxes:
            self._out.extend(self._boxes)
            self._boxes = []
        self._chunks = []
        self._inserted = [0] if self._insertions and not last else []

    def _emit(self, text: str) -> None:
        outline = self._outline_said
        if outline is None:
            heading = self._style.heading
        else:
            heading = outline + 1 if 0 <= outline < 9 else None
        row = self._row
        where: Where = "table" if row is not None and self._where == "body" else self._where
        pending = self._row_inserted or (bool(self._inserted) and self._materially_inserted())
        self._out.append(
            Piece(text, where, None, False if row is not None else None, pending, heading, row)
        )

    def _materially_inserted(self) -> bool:
        marks = self._inserted
        if len(marks) % 2:
            marks = [*marks, len(self._chunks)]
        return any(
            _WORD.search("".join(self._chunks[begin:end]))
            for begin, end in zip(marks[::2], marks[1::2], strict=True)
        )

    def _label(self) -> str:
        use_id = self._number
        style = self._style
        level = self._level_said
        if use_id is None:
            use_id = style.number_id
            if use_id is not None and level is None:
                level = self._numbering.level_of_style(use_id, self._style_id)
        if use_id is None or use_id == "0":
            return ""
        if level is None:
            level = style.level or 0
        return self._numbering.next_label(use_id, level)

    def _start_paragraph_properties(self, _: Attributes) -> None:
        self._in_properties = True

    def _end_paragraph_properties(self) -> None:
        self._in_properties = False

    def _paragraph_style(self, attributes: Attributes) -> None:
        if self._in_properties:
            self._style_id = value(attributes)
            self._style = self._styles.resolve(self._style_id)
            self._paragraph_off = self._style.flags

    def _level(self, attributes: Attributes) -> None:
        self._level_said = number(value(attributes))

    def _number_id(self, attributes: Attributes) -> None:
        self._number = value(attributes)

    def _outline(self, attributes: Attributes) -> None:
        self._outline_said = number(value(attributes), 9)

    # -- runs ------------------------------------------------------------------------------------------------

    def _start_run(self, _: Attributes) -> None:
        self._in_run = True
        self._off = self._paragraph_off

    def _end_run(self) -> None:
        self._in_run = False

    def _start_text(self, _: Attributes) -> None:
        off = self._off
        if off:
            if off & WHITE and (self._shaded or self._cell_shaded or self._row is not None):
                off &= ~WHITE  # white letters on a coloured ground are a heading, not a trick
            if off:
                self.seen.add("struck-out-text" if off & STRUCK else "hidden-text")
                return
        if not self._mute:
            self._parser.CharacterDataHandler = self._chunks.append

    def _end_text(self) -> None:
        self._parser.CharacterDataHandler = None

    def _sign(self, sign: str) -> None:
        if self._in_run and not self._off and not self._mute and sign:
            self._chunks.append(sign)

    def _tab(self, _: Attributes) -> None:
        self._sign("\t")  # outside a run it is a tab stop

    def _break(self, _: Attributes) -> None:
        if self._in_run and not self._off and not self._mute:
            self._flush(last=False)

    def _run_style(self, attributes: Attributes) -> None:
        if self._in_run:
            flags = self._styles.resolve(value(attributes)).flags
            # Hidden and struck are toggles: said by the paragraph style and the character style they cancel out.
            self._off = (self._off ^ (flags & ~WHITE)) | (flags & WHITE)

    def _toggle(self, bit: int, attributes: Attributes) -> None:
        if self._in_run:
            if switched_on(attributes):
                self._off |= bit
            else:
                self._off &= ~bit

    def _vanish(self, attributes: Attributes) -> None:
        if self._in_properties and not self._in_run:
            self._mark_hidden = switched_on(attributes)
        self._toggle(HIDDEN, attributes)

    def _strike(self, attributes: Attributes) -> None:
        self._toggle(STRUCK, attributes)

    def _colour(self, attributes: Attributes) -> None:
        if self._in_run:
            if attribute(attributes, "val").upper() == "FFFFFF":
                self._off |= WHITE
            else:
                self._off &= ~WHITE

    def _shade(self, attributes: Attributes) -> None:
        if attribute(attributes, "fill").upper() not in ("", "AUTO", "FFFFFF"):
            if self._in_cell_properties:
                self._cell_shaded = True
            elif self._in_run:
                self._off &= ~WHITE
            else:
                self._shaded = True

    # -- tables ----------------------------------------------------------------------------------------------

    def _start_table(self, _: Attributes) -> None:
        self._outer_tables.append((self._row, self._rows, self._cell_shaded, self._row_inserted, self._this_table))
        self._tables += 1
        self._this_table = self._tables
        self._rows = 0
        self._row = (self._this_table, 0)

    def _end_table(self) -> None:
        self._row, self._rows, self._cell_shaded, self._row_inserted, self._this_table = self._outer_tables.pop()

    def _start_row(self, _: Attributes) -> None:
        self._rows += 1
        self._row = (self._this_table, self._rows)
        self._row_inserted = False

    def _end_row(self) -> None:
        self._mute -= self._row_mutes
        self._row_mutes = 0

    def _start_cell(self, _: Attributes) -> None:
        self._cell_shaded = False

    def _end_cell(self) -> None:
        self._mute -= self._cell_mutes
        self._cell_mutes = 0

    def _start_row_properties(self, _: Attributes) -> None:
        self._in_row_properties = True

    def _end_row_properties(self) -> None:
        self._in_row_properties = False

    def _start_cell_properties(self, _: Attributes) -> None:
        self._in_cell_properties = True

    def _end_cell_properties(self) -> None:
        self._in_cell_properties = False

    def _cell_deleted(self, _: Attributes) -> None:
        self.seen.add("tracked-changes")
        self._mute += 1
        self._cell_mutes += 1

    # -- tracked changes -------------------------------------------------------------------------------------

    def _start_insertion(self, _: Attributes) -> None:
        self.seen.add("tracked-changes")
        if self._in_row_properties:
            self._row_inserted = True
        elif not self._in_properties and not self._in_run:
            self._insertions += 1
            if self._insertions == 1:
                self._inserted.append(len(self._chunks))

    def _end_insertion(self) -> None:
        if not self._in_row_properties and not self._in_properties and not self._in_run:
            self._insertions -= 1
            if not self._insertions:
                self._inserted.append(len(self._chunks))

    def _deletion(self, _: Attributes) -> None:
        self.seen.add("tracked-changes")
        if self._in_row_properties:
            self._mute += 1
            self._row_mutes += 1
        elif self._in_properties:
            self._mark_gone = True
        else:
            self._skip()

    def _moved_away(self, _: Attributes) -> None:
        self.seen.add("tracked-changes")
        if self._in_properties:
            self._mark_gone = True
        else:
            self._skip()

    # -- fields, alternatives, text boxes, notes -------------------------------------------------------------

    def _field(self, attributes: Attributes) -> None:
        kind = attribute(attributes, "fldCharType")
        if kind == "begin":
            self._fields.append(True)
            self._mute += 1
        elif kind == "separate" and self._fields and self._fields[-1]:
            self._fields[-1] = False
            self._mute -= 1
        elif kind == "end" and self._fields and self._fields.pop():
            self._mute -= 1

    def _choice(self, _: Attributes) -> None:
        if not self._alternatives or self._alternatives[-1]:
            self._skip()
        else:
            self._alternatives[-1] = True

    def _fallback(self, _: Attributes) -> None:
        if not self._alternatives or self._alternatives[-1]:
            self._skip()

    def _start_box(self, _: Attributes) -> None:
        """A text box stands inside a run of its anchor paragraph: set that aside and read it as its own text."""
        self._stack.append(tuple(getattr(self, name) for name in _ANCHOR))
        self._fields, self._mute, self._insertions = [], 0, 0
        self._row, self._outer_tables = None, []
        if self._where == "body":
            self._where = "text-box"
        self._out = []
        self._new_paragraph()

    def _end_box(self) -> None:
        inside = self._out
        hidden = self._stack[-1][_ANCHOR.index("_mute")]
        for name, kept in zip(_ANCHOR, self._stack.pop(), strict=True):
            setattr(self, name, kept)
        if not hidden:
            self._boxes.extend(inside)

    def _note(self, attributes: Attributes) -> None:
        kind = attribute(attributes, "type")
        wanted = self._wanted_notes
        if kind not in ("", "normal") or (wanted is not None and attribute(attributes, "id") not in wanted):
            self._skip()


_ANCHOR: Final = (
    "_chunks", "_inserted", "_boxes", "_style", "_style_id", "_paragraph_off", "_off", "_in_run", "_in_properties",
    "_number", "_level_said", "_outline_said", "_mark_gone", "_mark_hidden", "_shaded", "_lines", "_fields",
    "_mute", "_insertions", "_row", "_rows", "_outer_tables", "_this_table", "_where", "_out", "_row_inserted",
    "_cell_shaded", "_row_mutes", "_cell_mutes",
)  # fmt: skip
