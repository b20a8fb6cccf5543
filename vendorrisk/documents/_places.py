"""Where a sentence stands in its file, exactly enough to mark it there: boxes on a page, runs of a paragraph, line and column.

A quote and a page number let a person search; these let a program mark the sentence on the page or comment on it in the Word file.
"""

from __future__ import annotations

from typing import NamedTuple

import attrs

__all__ = ["DrawnPage", "Origin", "PageBox", "PdfPlace", "Place", "Rectangle", "RunSpan", "TextPlace", "WordPlace"]

PageBox = tuple[float, float, float, float]
"""Left, bottom, right, top in the page's own coordinates: points, growing upwards, before /Rotate and the crop box are applied."""


class Origin(NamedTuple):
    """What the characters of one block are in the page of a PDF; kept while reading because it costs nothing there.

    Attributes:
        first: index of the first character in pdfium's list of the page; negative when there is none.
        last: index of the last one.
        places: where the characters do not simply run from first to last: for each that is not a space its index in the list (those of
            spaces may stand between), or its box where it is in no list (form fields, recognised letters).
    """

    first: int
    last: int
    places: tuple[int | PageBox, ...] | None = None


@attrs.frozen
class Rectangle:
    """A rectangle on a page as it is shown: points (1/72 inch) from the top left corner, crop box and rotation applied."""

    left: float
    top: float
    right: float
    bottom: float


@attrs.frozen
class PdfPlace:
    """A sentence, or the part of it that stands on one page.

    Attributes:
        page: counted from 1.
        boxes: one rectangle for every line of text that it touches; empty where only the page is known.
        size: width and height of the page as it is shown, in points; None where only the page is known.
    """

    page: int
    boxes: tuple[Rectangle, ...] = ()
    size: tuple[float, float] | None = None


@attrs.frozen
class DrawnPage:
    """A page, or a strip of it, as a picture.

    Attributes:
        page: counted from 1.
        png: the bytes of the picture.
        frames: a Japanese font is neither in the file nor on this machine, so that its characters are drawn as empty frames.
    """

    page: int
    png: bytes = attrs.field(repr=False)
    frames: bool = False


@attrs.frozen
class RunSpan:
    """Characters of one run.

    Attributes:
        run: which of the ``w:r`` elements anywhere inside the paragraph, counted from 0 in document order.
        start: offset of the first character in the text of the run, as python-docx gives it with ``Run.text``.
        end: offset behind the last one.
    """

    run: int
    start: int
    end: int


@attrs.frozen
class WordPlace:
    """A sentence, or the part of it that stands in one paragraph.

    Attributes:
        part: name of the part in the package, such as ``word/document.xml``.
        paragraph: which of all ``w:p`` elements of the part, those in tables and text boxes included, counted from 0 in document order.
        runs: the runs that hold its characters; automatic numbers and formulas have none.
    """

    part: str
    paragraph: int
    runs: tuple[RunSpan, ...] = ()


@attrs.frozen
class TextPlace:
    """A sentence in a text file; lines and columns are counted from 1, columns in characters.

    Attributes:
        line: where it begins.
        column: its first character in that line.
        end_line: where it ends.
        end_column: the column behind its last character.
    """

    line: int
    column: int
    end_line: int
    end_column: int


Place = PdfPlace | WordPlace | TextPlace
