"""Pictures of pages: drawn from a PDF, and compared so that what a reader would see counts and what another drawing of the same letters changes does not.

A picture is small and grey.  Ink counts as found where there is ink within a pixel of it; then the page is looked at in squares of about two
letters, so that one number that is lost is as much a difference as a table that has moved.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter

__all__ = ["different", "pages_of"]

_DPI = 60
_SQUARE = 16  # pixels; two letters wide and one line high
_SLACK = 96  # of 255: how much lighter ink may be drawn
_ALLOWED = 5  # pixels of a square whose ink is nowhere near; a digit that is lost has about nine


def pages_of(pdf: Path) -> Iterator[Image.Image]:
    """Yield the pages of a PDF, in 16 shades of grey."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            yield page.render(scale=_DPI / 72, grayscale=True).to_pil().convert("L").point([shade // 17 * 17 for shade in range(256)])


def different(kept: Image.Image, now: Image.Image) -> list[tuple[int, int]]:
    """Return the squares, as column and row, in which one picture has ink that the other has not."""
    if kept.size != now.size:
        return [(-1, -1)]
    return sorted({*_lost(kept, now), *_lost(now, kept)})


def _lost(ink: Image.Image, other: Image.Image) -> Iterator[tuple[int, int]]:
    near = other.filter(ImageFilter.MinFilter(3))
    gone = ImageChops.subtract(near, ink).point([255 if shade > _SLACK else 0 for shade in range(256)])
    for top in range(0, gone.height, _SQUARE):
        for left in range(0, gone.width, _SQUARE):
            square = gone.crop((left, top, min(left + _SQUARE, gone.width), min(top + _SQUARE, gone.height)))
            if square.histogram()[255] > _ALLOWED:
                yield left // _SQUARE, top // _SQUARE
