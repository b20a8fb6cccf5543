"""One way from a stretch of a document's text back to its place in the file.

The file is opened again, and only what the stretch touches is looked at: boxes for every character of a PDF would cost more than
reading it.  A file that is no longer the one that was read is never pointed into.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from vendorrisk.documents._limits import Limits
from vendorrisk.documents._messages import Refused
from vendorrisk.documents._model import Document
from vendorrisk.documents._places import Place, TextPlace
from vendorrisk.documents._read import file_bytes
from vendorrisk.model import Bilingual, VendorriskError

__all__ = ["find_places", "same_bytes"]

_LINE_END: Final = re.compile("\r\n?")


def find_places(
    document: Document, spans: Sequence[tuple[int, int]], *, limits: Limits | None = None
) -> list[tuple[Place, ...]]:
    r"""Return where stretches of a document's text stand in its file.

    >>> from vendorrisk.documents import read_text
    >>> find_places(read_text("契約書\n乙は、秘密を守る。"), [(4, 13)])
    [(TextPlace(line=2, column=1, end_line=2, end_column=10),)]

    Args:
        document: as it was read.
        spans: offsets in its text.
        limits: bounds on the file.

    Returns:
        The places of each, in order; none in a file that was converted to be read.

    Raises:
        VendorriskError: the file has gone, or is no longer the one that was read.
    """
    limits = limits or Limits()
    if document.format == "txt":
        return _text_places(document, spans, limits)
    if document.format not in ("pdf", "docx"):  # what LibreOffice made of the file was thrown away, and had other paragraphs and runs
        return [()] * len(spans)
    data = same_bytes(document, limits)
    starts = [block.start for block in document.blocks]
    stretches = [list(_blocks(document, starts, start, end)) for start, end in spans]
    try:
        if document.format == "pdf":
            from vendorrisk.documents._pdf_places import pdf_places

            return list(pdf_places(document, data, stretches))
        from vendorrisk.documents._docx_places import word_places

        return list(word_places(data, limits, stretches))
    except Refused as refusal:
        raise VendorriskError(refusal.message, where=str(document.path)) from refusal


def same_bytes(document: Document, limits: Limits) -> bytes:
    """Return the bytes of the file that a document was read from; raises `VendorriskError` when they have changed."""
    try:
        data = file_bytes(document.path, limits)
    except Refused as refusal:
        raise VendorriskError(refusal.message, where=str(document.path)) from refusal
    if hashlib.sha256(data).hexdigest() != document.sha256:
        raise VendorriskError(
            Bilingual("読み取った後でファイルの内容が変わっています。", "The file has changed since it was read."),
            where=str(document.path),
            todo=Bilingual("もう一度確認してください。", "Check it again."),
        )
    return data


def _blocks(document: Document, starts: list[int], start: int, end: int) -> list[tuple[int, int, int]]:
    """Return the blocks of a stretch: number, first and last offset inside."""
    found = []
    for number in range(max(bisect_right(starts, start) - 1, 0), len(starts)):
        block = document.blocks[number]
        if block.start >= end:
            break
        if block.end > start:
            found.append((number, max(start, block.start) - block.start, min(end, block.end) - block.start))
    return found


def _text_places(document: Document, spans: Sequence[tuple[int, int]], limits: Limits) -> list[tuple[Place, ...]]:
    """Lines and columns; reading a text changes characters but no lengths, save that of a line end of two characters."""
    text = document.text
    if document.path.is_file():
        from vendorrisk.documents._plain import decode

        text = _LINE_END.sub("\n", decode(same_bytes(document, limits))[0])

    def point(offset: int) -> tuple[int, int]:
        return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)

    return [(TextPlace(*point(start), *point(end)),) for start, end in spans]
