"""A block: one paragraph, line or table cell of a document, with its place."""

from __future__ import annotations

from typing import Literal

import attrs

__all__ = ["Block", "Where"]

Where = Literal["body", "table", "text-box", "footnote", "header", "footer"]


@attrs.frozen
class Block:
    """One paragraph, visual line or table cell as the document shows it.

    Attributes:
        start: offset of its first character in the text of the document.
        end: offset behind its last character; the character there is a line feed or the end.
        where: which part of the document it stands in.
        page: page number counted from 1, or None where the format has no pages.
        joins: whether its last line runs on into the next block.  True or False when the reader knows from
            geometry, None when only the words can tell.
        pending: inserted by a tracked change that nobody has accepted yet.
        confidence: of character recognition, 0–1; None for text that was never an image.
        heading: outline level 1–9 when the file's own styles call it a heading, else None.
        row: (table, row) numbers for cells, so that label and value cells can be read together.
    """

    start: int
    end: int
    where: Where = "body"
    page: int | None = None
    joins: bool | None = None
    pending: bool = False
    confidence: float | None = None
    heading: int | None = None
    row: tuple[int, int] | None = None
