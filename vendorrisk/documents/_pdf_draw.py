"""Pages of a PDF as pictures, with sentences marked: a translucent box with an outline, a bar and a number in the margin.

A person believes what is marked on the page itself.  Nothing is told by colour alone: the number is the one that the list beside the
picture has.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from vendorrisk.documents._limits import Limits
from vendorrisk.documents._locate import same_bytes
from vendorrisk.documents._model import Document
from vendorrisk.documents._places import DrawnPage, PdfPlace, Place, Rectangle
from vendorrisk.model import Bilingual, UsageError, VendorriskError

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["DPI", "cut_places", "draw_places"]

DPI: Final = (20, 600)
"""The least and the most dots to an inch that are drawn."""

_MOST_DOTS: Final = 40_000_000
"""Dots of one picture; a page so large that it would need more is drawn smaller."""

_FILL: Final = (255, 200, 0, 80)
_LINE: Final = (190, 70, 0, 255)
_WHITE: Final = (255, 255, 255, 255)
_MARGIN: Final = 6.0
"""Points between the edge of the page and a number."""

_AROUND: Final = 30.0
"""Points of the page that are left above and below a sentence that is cut out: two or three lines."""

_HIGHEST: Final = 0.6
"""Of the page: a sentence that is higher is cut out from its beginning."""

_COLOURS: Final = 32
"""Colours of a cutout: enough for black letters, a red seal and the mark, at a third of the bytes."""


def draw_places(
    document: Document, marks: Mapping[str, Sequence[Place]], *, dpi: int = 110, limits: Limits | None = None
) -> tuple[DrawnPage, ...]:
    """Draw the pages on which places stand.

    Args:
        document: a PDF as it was read.
        marks: places by their label, which is put into the margin.
        dpi: dots to an inch.
        limits: bounds on the file.

    Raises:
        UsageError: no PDF, or a resolution that makes no sense.
        VendorriskError: the file has changed, or cannot be drawn.
    """
    _refuse_others(document)
    if not DPI[0] <= dpi <= DPI[1]:
        raise UsageError(
            Bilingual("解像度は{0}から{1}までの数で指定してください。", "Give a resolution from {0} to {1}.").format(*DPI), where=f"dpi {dpi}"
        )
    on_page: dict[int, list[tuple[str, tuple[Rectangle, ...]]]] = {}
    for label, places in marks.items():
        for place in places:
            if isinstance(place, PdfPlace):
                on_page.setdefault(place.page, []).append((label, place.boxes))
    if not on_page:
        return ()
    data = same_bytes(document, limits or Limits())
    pages = _pages(document, data, sorted(on_page), dpi)
    return tuple(DrawnPage(number, _png(_marked(picture, on_page[number], scale), scale), frames=frames) for number, picture, scale, frames in pages)


def cut_places(
    document: Document, marks: Sequence[Sequence[Place]], *, dpi: int = 110, limits: Limits | None = None
) -> tuple[DrawnPage | None, ...]:
    """Cut sentences out of their pages: each gets the strip of the page that it begins on, marked; None where no box is known.

    Args:
        document: a PDF as it was read.
        marks: the places of each sentence.
        dpi: dots to an inch.
        limits: bounds on the file.

    Raises:
        UsageError: no PDF.
        VendorriskError: the file has changed, or cannot be drawn.
    """
    _refuse_others(document)
    on_page: dict[int, list[int]] = {}
    boxes: dict[int, tuple[Rectangle, ...]] = {}
    for which, places in enumerate(marks):
        first = next((place for place in places if isinstance(place, PdfPlace) and place.boxes), None)
        if first is not None:
            on_page.setdefault(first.page, []).append(which)
            boxes[which] = first.boxes
    cut: list[DrawnPage | None] = [None] * len(marks)
    if not on_page:
        return tuple(cut)
    for number, picture, scale, frames in _pages(document, same_bytes(document, limits or Limits()), sorted(on_page), dpi):
        for which in on_page[number]:
            strip = _strip(picture, boxes[which], scale)
            cut[which] = DrawnPage(number, _png(strip.quantize(_COLOURS), scale), frames=frames)
    return tuple(cut)


def _refuse_others(document: Document) -> None:
    if document.format != "pdf":
        raise UsageError(Bilingual("画像にできるのはPDFだけです。", "Only a PDF can be drawn."), where=str(document.path))


def _pages(document: Document, data: bytes, numbers: Sequence[int], dpi: int) -> Iterator[tuple[int, Image, float, bool]]:
    """Yield pages as pictures: number, picture, dots to a point, and whether a font was lacking for it."""
    import pypdfium2

    from vendorrisk.documents._pdf_fonts import times_stood_in
    from vendorrisk.documents._pdfium import pdfium

    pdfium()  # first, so that fonts that are lacking are drawn as they were read
    stood_in = times_stood_in()
    try:
        with pypdfium2.PdfDocument(data) as pdf:
            if pdf.get_formtype():
                pdf.init_forms()
            for number in numbers:
                page = pdf[number - 1]
                width, height = page.get_size()
                scale = min(dpi / 72, math.sqrt(_MOST_DOTS / max(width * height, 1.0)))
                bitmap = page.render(scale=scale)
                picture: Image = bitmap.to_pil().convert("RGBA")
                bitmap.close()
                page.close()
                yield number, picture, scale, times_stood_in() > stood_in
    except pypdfium2.PdfiumError as error:
        raise VendorriskError(
            Bilingual("ページを描けません。ファイルが壊れているおそれがあります。", "The pages cannot be drawn; the file may be damaged."),
            where=str(document.path),
        ) from error


def _strip(picture: Image, boxes: tuple[Rectangle, ...], scale: float) -> Image:
    """Return the strip of a page around a sentence, as wide as the page."""
    top = max(0.0, min(box.top for box in boxes) * scale - _AROUND * scale)
    bottom = min(max(box.bottom for box in boxes) * scale + _AROUND * scale, top + _HIGHEST * picture.height, float(picture.height))
    edges = (0, int(top), picture.width, max(int(bottom), int(top) + 1))
    return _marked(picture.crop(edges), [("", tuple(_raised(box, edges[1] / scale) for box in boxes))], scale)


def _raised(box: Rectangle, by: float) -> Rectangle:
    return Rectangle(box.left, box.top - by, box.right, box.bottom - by)


def _marked(picture: Image, marks: list[tuple[str, tuple[Rectangle, ...]]], scale: float) -> Image:
    from PIL import Image, ImageDraw, ImageFont

    layer = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    pen: Any = ImageDraw.Draw(layer)
    stroke = max(1, round(scale))
    font = ImageFont.load_default(max(10, round(8 * scale)))
    taken: list[tuple[float, float, float, float]] = []
    for label, boxes in marks:
        if not boxes:
            continue
        for box in boxes:
            edges = [round(value * scale) for value in (box.left, box.top, box.right, box.bottom)]
            pen.rectangle(edges, fill=_FILL, outline=_LINE, width=stroke)
        if label:
            _label(pen, picture.width, label, boxes, font, scale, taken)
    return Image.alpha_composite(picture, layer).convert("RGB")


def _label(
    pen: Any, width: int, label: str, boxes: tuple[Rectangle, ...], font: Any, scale: float, taken: list[tuple[float, float, float, float]]
) -> None:
    """Put a number into the margin that is nearer, beside a bar as high as the sentence."""
    on_left = (boxes[0].left + boxes[0].right) * scale < width or boxes[0].left * scale < 0.3 * width
    left, top, right, bottom = pen.textbbox((0, 0), label, font=font)
    pad = max(2, round(1.5 * scale))
    wide, high = right - left + 2 * pad, bottom - top + 2 * pad
    edge = _MARGIN * scale
    x = edge if on_left else width - edge - wide
    y = boxes[0].top * scale
    while any(abs(x - other[0]) < other[2] + pad and abs(y - other[1]) < other[3] + pad for other in taken):
        x += (wide + pad) * (1 if on_left else -1)  # another sentence begins in the same line
    taken.append((x, y, wide, high))
    bar, end = x + wide / 2, max(boxes[0].bottom, boxes[-1].bottom) * scale
    pen.line((bar, y, bar, end), fill=_LINE, width=max(1, round(scale)))
    pen.rectangle((x, y, x + wide, y + high), fill=_LINE)
    pen.text((x + pad - left, y + pad - top), label, font=font, fill=_WHITE)


def _png(picture: Image, scale: float) -> bytes:
    file = io.BytesIO()
    picture.save(file, "PNG", dpi=(72 * scale, 72 * scale))
    return file.getvalue()
