"""Remarks as highlights in a copy of a PDF: they are added behind the file, of which every byte stays as it is.

Places come as a reader sees the page (crop box and rotation applied, from the top left); highlights are kept in the page's own coordinates.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from vendorrisk.documents import PdfPlace, Rectangle
from vendorrisk.drafting._remarks import Remark
from vendorrisk.model import Bilingual, VendorriskError
from vendorrisk.requirements import Verdict

__all__ = ["annotate_pdf"]

_COLOURS = {Verdict.MET: (0.7, 0.93, 0.7), Verdict.WEAK: (1.0, 0.9, 0.5), Verdict.NEGATED: (1.0, 0.65, 0.6), Verdict.MISSING: (1.0, 0.8, 0.4)}


def annotate_pdf(data: bytes, remarks: Sequence[Remark], *, author: str, at: datetime) -> bytes:
    """Return a copy of a PDF with remarks as highlights, and what is missing as notes on its first page.

    Args:
        data: the file.
        remarks: what to say, with the boxes of the sentences.
        author: who makes them.
        at: when.

    Raises:
        VendorriskError: the file cannot be written to, because it is encrypted or too damaged.
    """
    from pypdf import PdfReader, PdfWriter
    from pypdf.errors import PyPdfError
    from pypdf.generic import ArrayObject, FloatObject, NameObject, RectangleObject, TextStringObject

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            raise VendorriskError(
                Bilingual("PDFが暗号化されているため書き込めません。", "The PDF is encrypted and cannot be written to."),
                todo=Bilingual("制限のないPDFを求めてください。", "Ask for a PDF without restrictions."),
            )
        writer = PdfWriter(io.BytesIO(data), incremental=True)
    except (PyPdfError, ValueError, KeyError, RecursionError) as error:
        raise VendorriskError(
            Bilingual("PDFの構造が壊れているため書き込めません。", "The PDF is too damaged to be written to."),
            todo=Bilingual("PDFを作り直してもらってください。", "Ask for the PDF to be made again."),
        ) from error

    def common(kind: str, remark: Remark) -> dict[Any, Any]:
        return {
            NameObject("/Type"): NameObject("/Annot"), NameObject("/Subtype"): NameObject(kind), NameObject("/T"): TextStringObject(author),
            NameObject("/Contents"): TextStringObject(remark.text), NameObject("/M"): TextStringObject(at.astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ")),
            NameObject("/C"): ArrayObject(map(FloatObject, _COLOURS[remark.verdict])), NameObject("/F"): FloatObject(4),
        }  # fmt: skip

    notes = 0
    for remark in remarks:
        marked = [place for place in remark.places if isinstance(place, PdfPlace) and place.boxes and place.page <= len(writer.pages)]
        if remark.missing or not marked:
            page = writer.pages[0]
            left, top = _spot(page, notes)
            note = common("/Text", remark) | {NameObject("/Rect"): RectangleObject((left, top - 18, left + 18, top)), NameObject("/Name"): NameObject("/Note")}
            _add(writer, page, note)
            notes += 1
            continue
        for place in marked:
            page = writer.pages[place.page - 1]
            quads = [_corners(page, box, place.size) for box in place.boxes]
            xs, ys = [x for quad in quads for x in quad[::2]], [y for quad in quads for y in quad[1::2]]
            highlight = common("/Highlight", remark) | {
                NameObject("/Rect"): RectangleObject((min(xs), min(ys), max(xs), max(ys))),
                NameObject("/QuadPoints"): ArrayObject(FloatObject(value) for quad in quads for value in quad),
            }
            _add(writer, page, highlight)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def _add(writer: Any, page: Any, annotation: dict[Any, Any]) -> None:
    from pypdf.generic import ArrayObject, DictionaryObject, NameObject

    held = DictionaryObject(annotation)
    held[NameObject("/P")] = page.indirect_reference
    reference = writer._add_object(held)
    there = page.get("/Annots")
    listed = ArrayObject(there.get_object()) if there is not None else ArrayObject()
    listed.append(reference)
    page[NameObject("/Annots")] = listed


def _crop(page: Any) -> tuple[float, float, float, float]:
    box = page.cropbox
    return min(box.left, box.right), min(box.bottom, box.top), max(box.left, box.right), max(box.bottom, box.top)


def _spot(page: Any, number: int) -> tuple[float, float]:
    """Return where the note of a number lies: down the left edge of the page, then the next column."""
    left, bottom, _, top = map(float, _crop(page))
    rows = max(int((top - bottom - 40) // 24), 1)
    column, row = divmod(number, rows)
    return left + 8 + 22 * column, top - 16 - 24 * row


def _corners(page: Any, box: Rectangle, size: tuple[float, float] | None) -> tuple[float, ...]:
    """Return the corners of a box in the page's own coordinates: top left, top right, bottom left, bottom right as they are read."""
    x0, y0, x1, y1 = map(float, _crop(page))
    turned = int(page.rotation or 0) % 360
    width, height = (y1 - y0, x1 - x0) if turned in (90, 270) else (x1 - x0, y1 - y0)
    across, down = (width / size[0], height / size[1]) if size is not None and size[0] and size[1] else (1.0, 1.0)

    def own(left: float, top: float) -> tuple[float, float]:
        x, y = left * across, top * down
        match turned:
            case 90:
                return x0 + y, y0 + x
            case 180:
                return x1 - x, y0 + y
            case 270:
                return x1 - y, y1 - x
            case _:
                return x0 + x, y1 - y

    corners = [(box.left, box.top), (box.right, box.top), (box.left, box.bottom), (box.right, box.bottom)]
    return tuple(value for corner in corners for value in own(*corner))
