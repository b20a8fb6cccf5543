"""A paragraph with anything odd in it: tracked changes, hidden or struck text, fields, breaks, text boxes.

What the reader of the finished page would not see is left out and said; what nobody has accepted yet is pending.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

import attrs

from vendorrisk.documents._assemble import Piece, is_cut
from vendorrisk.documents._docx_styles import (
    HIDDEN,
    STRUCK,
    WHITE,
    Style,
    Styles,
    heading_of,
    is_fill,
    is_tiny,
    is_white,
)
from vendorrisk.documents._xml import Element, number, qualified, switched_on, value
from vendorrisk.text import Where

__all__ = ["ODD", "Paragraph", "Shared"]

ODD: Final = tuple(
    qualified(name)
    for name in (
        "w:del", "w:ins", "w:moveFrom", "w:moveTo", "w:cellDel", "w:cellIns", "w:pPrChange", "w:vanish", "w:strike",
        "w:dstrike", "w:rStyle", "w:color", "w:ptab", "w:br", "w:cr", "w:noBreakHyphen", "w:sym", "w:fldChar",
        "w:ruby", "w:txbxContent", "w:footnoteReference", "w:endnoteReference", "w:object", "mc:AlternateContent",
        "w:altChunk", "w:tab", "w:hidden", "dgm:relIds", "w:specVanish", "w:showingPlcHdr",
    )
)  # fmt: skip
"""Elements that a flat reading of `w:t` would get wrong."""

_WORD: Final = re.compile(r"\w")
_SENTENCES: Final = re.compile(r"[^。]*。?")
_SIGNS: Final = {"F0FE": "☑", "F052": "☑", "F0A8": "□", "F06F": "□", "F0A3": "□", "F0FC": "✓", "F06C": "●"}
_INSERTED, _REMOVED = {"ins", "moveTo", "cellIns"}, {"del", "moveFrom", "cellDel"}
_BODY_LEVEL: Final = {"body", "hdr", "ftr", "footnotes", "endnotes", "txbxContent"}

Labeller = Callable[[str | None, int | None, Style, str], str]
Part = tuple[str, bool, Element]
"""Some text of a paragraph, whether it is inserted, and the element that holds it."""


@attrs.define
class Shared:
    """What one paragraph hands to the next: open fields, and text whose paragraph mark was deleted.

    Attributes:
        styles: of the document.
        seen: keys of the notices that are due.
        notes: ids of notes referred to.
        read_box: reads the paragraphs of a text box.
        read_diagram: reads the diagram that a reference leads to.
        fields: one entry per open field: whether its code is still being read.
        carried: text waiting for the paragraph it was joined to.
    """

    styles: Styles
    seen: set[str]
    notes: dict[str, list[str]]
    read_box: Callable[[Element], list[Piece]]
    read_diagram: Callable[[str], list[Piece]]
    fields: list[bool] = attrs.field(factory=list)
    carried: list[Part] = attrs.field(factory=list)
    boxes: list[Piece] = attrs.field(factory=list)

    @property
    def running(self) -> bool:
        """Whether the next paragraph cannot be read on its own."""
        return bool(self.carried or self.boxes) or any(self.fields)

    def rest(self) -> list[Piece]:
        """Return what still waited when the part ended."""
        text = "".join(part for part, _, _ in self.carried)
        pending = any(new for _, new, _ in self.carried)
        pieces = [Piece(text, pending=pending, origin=[self.carried])] if text.strip() else []
        pieces.extend(self.boxes)
        self.carried, self.boxes = [], []
        return pieces


class Paragraph:
    """Reads one paragraph into pieces: more than one when it holds line breaks or text boxes."""

    def __init__(self, element: Element, shared: Shared, where: Where, row: tuple[int, int] | None) -> None:
        self._element = element
        self._shared = shared
        self._where: Where = where
        self._row = row
        self._style_id = shared.styles.default_paragraph
        self._style = shared.styles.resolve(self._style_id)
        self._use: str | None = None
        self._level: int | None = None
        self._outline: int | None = None
        self._mark_gone = self._mark_hidden = False
        self._shaded = False
        self._off = 0
        self._in_run = False
        self._inserted = 0
        self._lines: list[list[Part]] = [shared.carried]
        shared.carried = []
        self._boxes: list[Piece] = shared.boxes
        shared.boxes = []

    def read(self, label: Labeller) -> list[Piece]:
        """Return the pieces of the paragraph."""
        if not self._in_accepted_place():
            self._shared.carried = self._lines[0]
            self._shared.boxes = self._boxes
            return []
        for child in self._element:
            self._visit(child)
        if self._mark_gone:
            self._shared.seen.add("tracked-changes")
            self._shared.carried = [part for line in self._lines for part in line]
            self._shared.boxes = self._boxes
            return []
        return self._pieces(label)

    def _in_accepted_place(self) -> bool:
        """Whether nothing around the paragraph (wrapper, row, cell) was deleted; notes insertions."""
        for above in self._element.iterancestors():
            name = above.tag.rpartition("}")[2]
            if name in _BODY_LEVEL:
                break
            if name == "sdt" and _is_unfilled(above):
                self._shared.seen.add("placeholder")
                return False
            marks = {name}
            if name in ("tr", "tc"):
                marks.update(
                    mark.tag.rpartition("}")[2]
                    for properties in above.iterchildren(_ROW_PROPERTIES, _CELL_PROPERTIES)
                    for mark in properties
                    if switched_on(mark)
                )
                if "hidden" in marks:
                    if any((text.text or "").strip() for text in self._element.iter(_T)):
                        self._shared.seen.add("hidden-text")
                    return False
            if marks & _REMOVED or name == "Fallback":
                if name != "Fallback":
                    self._shared.seen.add("tracked-changes")
                return False
            if marks & _INSERTED:
                self._shared.seen.add("tracked-changes")
                self._inserted += 1
        return True

    def _pieces(self, label: Labeller) -> list[Piece]:
        heading = self._style.heading if self._outline is None else heading_of(self._outline)
        texts = [
            (text, new)
            for line in self._lines
            for text, new in _split_pending(line)
            if text and not text.isspace()
        ]
        if texts or not self._mark_hidden:
            number_label = label(self._use, self._level, self._style, self._style_id)
            if texts:
                texts[0] = (number_label + texts[0][0], texts[0][1])
            elif number_label.strip("　 ・"):
                texts = [(number_label.rstrip(), False)]
        pieces: list[Piece] = []
        joins: bool | None = None
        rests = _rests([text for text, _ in texts]) if len(texts) > 1 else [""]
        for (text, new), rest in zip(texts, rests, strict=False):
            joins = False if self._row is not None else is_cut(text, rest, already=bool(joins)) or None
            pieces.append(Piece(text.replace("\n", " "), self._where, None, joins, new, heading, self._row, None, self._lines))
        return pieces + self._boxes

    def _visit(self, element: Element) -> None:
        handler = _HANDLERS.get(element.tag)
        if handler is None:
            for child in element:
                self._visit(child)
        else:
            handler(self, element)

    def _children(self, element: Element) -> None:
        for child in element:
            self._visit(child)

    def _skip(self, element: Element) -> None:
        pass

    # -- properties ------------------------------------------------------------------------------------------

    def _properties(self, element: Element) -> None:
        for child in element:
            name = child.tag.rpartition("}")[2]
            if name == "pStyle":
                self._style_id = value(child)
                self._style = self._shared.styles.resolve(self._style_id)
            elif name == "numPr":
                for part in child:
                    if part.tag == _ILVL:
                        self._level = number(value(part))
                    elif part.tag == _NUM_ID:
                        self._use = value(part)
            elif name == "outlineLvl":
                self._outline = number(value(child), 9)
            elif name == "shd":
                self._shaded = self._shaded or is_fill(child.get(_FILL))
            elif name == "rPr":
                for mark in child:
                    sort = mark.tag.rpartition("}")[2]
                    if sort in _REMOVED:
                        self._mark_gone = True
                    elif sort == "ins":
                        self._shared.seen.add("tracked-changes")
                    elif sort in ("vanish", "specVanish"):
                        self._mark_hidden = switched_on(mark)

    def _run_properties(self, element: Element) -> None:
        off = self._off
        shaded = False
        for child in element:
            name = child.tag.rpartition("}")[2]
            if name == "rStyle":
                flags = self._shared.styles.resolve(value(child)).flags
                # Hidden and struck are toggles: said by paragraph and character style they cancel each other.
                off = (off ^ (flags & ~WHITE)) | (flags & WHITE)
            elif name in _TOGGLES:
                bit = _TOGGLES[name]
                off = off | bit if switched_on(child) else off & ~bit
            elif name == "color":
                off = off | WHITE if is_white(value(child)) else off & ~WHITE
            elif name == "sz" and is_tiny(value(child)):
                off |= HIDDEN
            elif (name == "shd" and is_fill(child.get(_FILL))) or (
                name == "highlight" and value(child) not in ("white", "none")
            ):
                shaded = True
        if shaded:
            off &= ~WHITE
        self._off = off

    # -- content ---------------------------------------------------------------------------------------------

    def _run(self, element: Element) -> None:
        outer = self._off, self._in_run
        self._off, self._in_run = self._style.flags, True
        for child in element:
            self._visit(child)
        self._off, self._in_run = outer

    def _text(self, element: Element) -> None:
        self._add(element.text, element)

    def _add(self, text: str | None, element: Element) -> None:
        if not text or True in self._shared.fields:
            return
        off = self._off
        if off & WHITE and self._is_on_colour():
            off &= ~WHITE
        if off:
            if not text.isspace():
                self._shared.seen.add("struck-out-text" if off & STRUCK else "hidden-text")
            return
        self._lines[-1].append((text, self._inserted > 0, element))

    def _is_on_colour(self) -> bool:
        """Whether white letters can be read here: on a shaded paragraph, cell, table or text box."""
        if not self._shaded:
            self._shaded = self._style.shaded or any(map(self._colours, self._element.iterancestors()))
        return self._shaded

    def _colours(self, above: Element) -> bool:
        name = above.tag.rpartition("}")[2]
        if name == "tc":
            return any(is_fill(mark.get(_FILL)) for mark in above.iterfind(_CELL_SHADING))
        if name == "tbl":
            return any(
                self._shared.styles.resolve(value(mark)).shaded for mark in above.iterfind(_TABLE_STYLE)
            ) or any(is_fill(mark.get(_FILL)) for mark in above.iterfind(_TABLE_SHADING))
        if name == "wsp":
            return next(above.iter(*_SHAPE_FILLS), None) is not None
        return is_fill((above.get("fillcolor") or "").lstrip("#").split(" ")[0])

    def _break(self, element: Element) -> None:
        if not self._off and True not in self._shared.fields:
            self._lines.append([])

    def _symbol(self, element: Element) -> None:
        self._add(_SIGNS.get((element.get(_CHAR) or "").upper()), element)

    def _ruby(self, element: Element) -> None:
        for base in element.iterchildren(_RUBY_BASE):
            self._children(base)

    def _insertion(self, element: Element) -> None:
        self._shared.seen.add("tracked-changes")
        self._inserted += 1
        self._children(element)
        self._inserted -= 1

    def _deletion(self, element: Element) -> None:
        self._shared.seen.add("tracked-changes")

    def _field(self, element: Element) -> None:
        kind = element.get(_FIELD_KIND)
        fields = self._shared.fields
        if kind == "begin":
            fields.append(True)
        elif kind == "separate" and fields:
            fields[-1] = False
        elif kind == "end" and fields:
            fields.pop()

    def _alternatives(self, element: Element) -> None:
        """Take the first choice; what follows says the same for older programs."""
        chosen = next(element.iterchildren(_CHOICE), None)
        if chosen is None:
            chosen = next(element.iterchildren(_FALLBACK), None)
        if chosen is not None:
            self._children(chosen)

    def _box(self, element: Element) -> None:
        if True in self._shared.fields:
            return
        if not self._off & ~WHITE:  # the colour of letters is that of the run, not of the box anchored in it
            self._boxes.extend(self._shared.read_box(element))
        elif any((text.text or "").strip() for text in element.iter(_T)):
            self._shared.seen.add("struck-out-text" if self._off & STRUCK else "hidden-text")

    def _diagram(self, element: Element) -> None:
        if True in self._shared.fields:
            return
        if not self._off & ~WHITE:
            self._boxes.extend(self._shared.read_diagram(element.get(_DATA) or ""))
        else:
            self._shared.seen.add("struck-out-text" if self._off & STRUCK else "hidden-text")

    def _control(self, element: Element) -> None:
        """Read a content control, but not the hint that stands in an empty one."""
        if _is_unfilled(element):
            self._shared.seen.add("placeholder")
        else:
            self._children(element)

    def _note(self, element: Element) -> None:
        kind = "footnote" if element.tag == _FOOTNOTE else "endnote"
        if not self._off:
            self._shared.notes[kind].append(element.get(_ID) or "")

    def _object(self, element: Element) -> None:
        self._shared.seen.add("embedded-content")
        self._children(element)


def _is_unfilled(control: Element) -> bool:
    mark = control.find(f"{_CONTROL_PROPERTIES}/{_PLACEHOLDER}")
    return mark is not None and switched_on(mark)


def _rests(texts: list[str]) -> list[str]:
    """Return what follows behind each text, as far as it tells whether the text is cut off: how it begins, and a full stop.

    >>> _rests(["乙は、", "甲の", "承諾を得る。"])
    ['甲の承諾を得る。', '承諾を得る。', '']
    """
    rests = [""]
    for text in reversed(texts[1:]):
        rest = text + rests[-1]
        rests.append(rest if len(rest) <= 100 else rest[:100] + "。" * ("。" in rest[100:]))
    return rests[::-1]


def _split_pending(line: list[Part]) -> list[tuple[str, bool]]:
    """Cut a line at sentence ends where inserted text begins or stops, so that only its own sentences are pending."""
    if not any(new and _WORD.search(text) for text, new, _ in line):
        return [("".join(text for text, _, _ in line), False)]
    sentences: list[tuple[str, bool]] = [("", False)]
    for text, new, _ in line:
        for part in _SENTENCES.findall(text):
            if not part:
                continue
            known, pending = sentences[-1]
            sentences[-1] = (known + part, pending or (new and bool(_WORD.search(part))))
            if part.endswith("。"):
                sentences.append(("", False))
    joined: list[tuple[str, bool]] = []
    for sentence, pending in sentences:
        if joined and (joined[-1][1] == pending or not sentence.strip()):
            joined[-1] = (joined[-1][0] + sentence, joined[-1][1])
        else:
            joined.append((sentence, pending))
    return joined


_ROW_PROPERTIES: Final = qualified("w:trPr")
_CELL_PROPERTIES: Final = qualified("w:tcPr")
_CELL_SHADING: Final = f"{_CELL_PROPERTIES}/{qualified('w:shd')}"
_TABLE_STYLE: Final = f"{qualified('w:tblPr')}/{qualified('w:tblStyle')}"
_TABLE_SHADING: Final = f"{qualified('w:tblPr')}/{qualified('w:shd')}"
_SHAPE_FILLS: Final = (qualified("a:solidFill"), qualified("a:gradFill"), qualified("a:fillRef"))
_CONTROL_PROPERTIES: Final = qualified("w:sdtPr")
_PLACEHOLDER: Final = qualified("w:showingPlcHdr")
_T: Final = qualified("w:t")
_DATA: Final = qualified("r:dm")
_RUBY_BASE: Final = qualified("w:rubyBase")
_CHOICE: Final = qualified("mc:Choice")
_FALLBACK: Final = qualified("mc:Fallback")
_FOOTNOTE: Final = qualified("w:footnoteReference")
_ID: Final = qualified("w:id")
_FILL: Final = qualified("w:fill")
_CHAR: Final = qualified("w:char")
_FIELD_KIND: Final = qualified("w:fldCharType")
_ILVL: Final = qualified("w:ilvl")
_NUM_ID: Final = qualified("w:numId")
_TOGGLES: Final = {"vanish": HIDDEN, "specVanish": HIDDEN, "strike": STRUCK, "dstrike": STRUCK}

_HANDLERS: Final[dict[str, Callable[[Paragraph, Element], None]]] = {
    qualified(name): handler
    for names, handler in (
        ("w:pPr", Paragraph._properties),
        ("w:rPr", Paragraph._run_properties),
        ("w:r m:r", Paragraph._run),
        ("w:t m:t", Paragraph._text),
        ("w:tab w:ptab", lambda self, element: self._add("\t", element)),
        ("w:noBreakHyphen", lambda self, element: self._add("\u2011", element)),
        ("w:br w:cr", Paragraph._break),
        ("w:sym", Paragraph._symbol),
        ("w:ruby", Paragraph._ruby),
        ("w:ins w:moveTo", Paragraph._insertion),
        ("w:del w:moveFrom", Paragraph._deletion),
        ("w:fldChar", Paragraph._field),
        ("mc:AlternateContent", Paragraph._alternatives),
        ("w:txbxContent", Paragraph._box),
        ("w:footnoteReference w:endnoteReference", Paragraph._note),
        ("w:object", Paragraph._object),
        ("w:sdt", Paragraph._control),
        ("dgm:relIds", Paragraph._diagram),
        ("w:instrText w:delText w:delInstrText w:sdtPr w:sdtEndPr w:rPrChange", Paragraph._skip),
    )
    for name in names.split()
}
