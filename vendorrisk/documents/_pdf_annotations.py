"""What lies upon a PDF page without being part of it: filled form fields, strike-outs, notes.

What somebody filled into a field belongs to the contract; a note that somebody stuck onto it does not; a passage that
somebody struck out with a reader's tool is struck out.
"""

from __future__ import annotations

import ctypes
from ctypes import Structure, c_float
from typing import Any, Final

from vendorrisk.documents._pdf_forms import Forms
from vendorrisk.documents._pdf_page import Letter, Line, Page, Rule, Turn, letters_of, turned_back
from vendorrisk.documents._pdfium import Box

__all__ = ["add_fields", "read_annotations"]

_FREE_TEXT, _STRIKE_OUT, _STAMP, _WIDGET = 3, 12, 13, 20
_HIDDEN, _NO_VIEW = 2, 32
_TEXT: Final = 1
_MAX: Final = 2000


class _Quad(Structure):
    """FS_QUADPOINTSF: upper left, upper right, lower left, lower right."""

    _fields_ = tuple((name, c_float) for name in ("x1", "y1", "x2", "y2", "x3", "y3", "x4", "y4"))


def read_annotations(
    library: Any, handle: Any, page: Page, turn: Turn | None, forms: Forms
) -> tuple[list[Rule], list[Line]]:
    """Return what strikes text out, and the lines that stand in form fields; notes are marked on the page."""
    strikes: list[Rule] = []
    fields: list[Line] = []
    for at in range(min(library.FPDFPage_GetAnnotCount(handle), _MAX)):
        annotation = library.FPDFPage_GetAnnot(handle, at)
        if not annotation:
            continue
        try:
            if library.FPDFAnnot_GetFlags(annotation) & (_HIDDEN | _NO_VIEW):
                continue
            sort = library.FPDFAnnot_GetSubtype(annotation)
            if sort == _STRIKE_OUT:
                strikes.extend(_strikes(library, annotation, turn))
            elif sort == _WIDGET:
                fields.extend(_field(library, annotation, page, turn, len(fields), forms))
            elif sort in (_FREE_TEXT, _STAMP) and _string(library, annotation, b"Contents"):
                page.notes = True
        finally:
            library.FPDFPage_CloseAnnot(annotation)
    return strikes, fields


def add_fields(text_page: Any, page: Page, turn: Turn | None, fields: list[Line]) -> None:
    """Put what stands in form fields into the lines beside it."""
    beside: dict[int, list[Line]] = {}
    alone: list[Line] = []
    for field in fields:
        place = next((at for at, line in enumerate(page.lines) if _is_beside(line, field)), None)
        if place is None:
            alone.append(field)
        else:
            beside.setdefault(place, []).append(field)
    for place, within in beside.items():
        page.lines[place] = _filled(text_page, page.lines[place], turn, within)
    for field in alone:
        before = next((at for at, line in enumerate(page.lines) if _is_beside(line, field)), None)
        if before is not None:  # another field, put in a moment ago
            page.lines[before] = _filled(text_page, page.lines[before], turn, [field])
            continue
        below = (at for at, line in enumerate(page.lines) if line.y < field.y - 0.5 * line.em)
        page.lines.insert(next(below, len(page.lines)), field)


def _filled(text_page: Any, line: Line, turn: Turn | None, fields: list[Line]) -> Line:
    """A line with the fields that stand in it or behind it."""
    fields.sort(key=lambda field: field.x0)
    text, places = line.text, tuple(line.indices)
    letters: list[Letter] = []
    if line.x1 > fields[0].x0 + 0.5 * line.em and line.first >= 0:
        letters = list(letters_of(text_page, line.indices, turn))
        text, places = "", ()
    for field in fields:
        before = [letter for letter in letters if letter.x0 < field.x0]
        letters = letters[len(before) :]
        text += "".join(letter.text for letter in before) + f" {field.text}"
        places = (*places, *(letter.place for letter in before), *field.indices)
    return line._replace(
        text=text + "".join(letter.text for letter in letters),
        x1=max(line.x1, *(field.x1 for field in fields)),
        places=(*places, *(letter.place for letter in letters)),
    )


def _is_beside(line: Line, field: Line) -> bool:
    return abs(line.y - field.y) < 0.7 * line.em and line.x0 < field.x0


def _strikes(library: Any, annotation: Any, turn: Turn | None) -> list[Rule]:
    quad = _Quad()
    found: list[Rule] = []
    for at in range(min(library.FPDFAnnot_CountAttachmentPoints(annotation), _MAX)):
        if not library.FPDFAnnot_GetAttachmentPoints(annotation, ctypes.c_size_t(at), ctypes.byref(quad)):
            continue
        corners = [(quad.x1, quad.y1), (quad.x2, quad.y2), (quad.x3, quad.y3), (quad.x4, quad.y4)]
        if turn is not None:
            corners = [turn(x, y) for x, y in corners]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        found.append(Rule(min(ys) + 0.45 * (max(ys) - min(ys)), min(xs), max(xs)))
    return found


def _field(
    library: Any, annotation: Any, page: Page, turn: Turn | None, count: int, forms: Forms
) -> list[Line]:
    """The lines of a field's value; where there is none although its widget shows text, that is said to be unread."""
    sort = _string(library, annotation, b"FT")
    if sort == "Btn":
        return []
    value = _string(library, annotation, b"V")
    if not value or not sort:  # several widgets of one field leave both to their parent
        if forms.is_button(annotation):
            return []
        value = value or forms.value(annotation)
    if not value and any(
        library.FPDFPageObj_GetType(library.FPDFAnnot_GetObject(annotation, at)) == _TEXT
        for at in range(min(library.FPDFAnnot_GetObjectCount(annotation), _MAX))
    ):
        page.notes = True
    box = Box()
    if not library.FPDFAnnot_GetRect(annotation, ctypes.byref(box)):
        return []
    (x0, y0), (x1, y1) = (box.left, min(box.top, box.bottom)), (box.right, max(box.top, box.bottom))
    if turn is not None:
        (x0, y0), (x1, y1) = turn(x0, y0), turn(x1, y1)
    x0, x1, y0, y1 = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
    texts = [text.strip() for text in value.splitlines() if text.strip()]
    pitch = (y1 - y0) / max(len(texts), 1)
    em = min(pitch, 12.0)
    lines: list[Line] = []
    for row, text in enumerate(texts):
        top = y1 - row * pitch
        corners = (turned_back(turn, x0, top - pitch), turned_back(turn, x1, top))
        (left, right), (low, high) = (sorted(ends) for ends in zip(*corners, strict=True))
        places = ((left, low, right, high),) * len("".join(text.split()))
        at = -1 - count - row
        lines.append(Line(text, x0, x1, top - 0.5 * pitch - 0.35 * em, em, at, at, None, places))
    return lines


def _string(library: Any, annotation: Any, key: bytes) -> str:
    size = library.FPDFAnnot_GetStringValue(annotation, key, None, ctypes.c_ulong(0))
    if not 2 < size < 1_000_000:
        return ""
    buffer = ctypes.create_string_buffer(size + 2)
    library.FPDFAnnot_GetStringValue(annotation, key, buffer, ctypes.c_ulong(size))
    return buffer.raw[:size].decode("utf-16-le", "replace").rstrip("\0")
