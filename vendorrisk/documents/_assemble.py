"""Pieces of text become one text with blocks: the only place where offsets of pieces are counted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from vendorrisk.text import Block, Where

__all__ = ["Piece", "assemble", "is_cut"]

_LINE_END: Final = re.compile(r"[。．.!?！？:：;；」』）)】〕］\]]$")
_LINE_START: Final = re.compile(
    r"[(（【〔［「■□●○◆・①-⑳0-9０-９]|第[0-9０-９一二三四五六七八九十百]+[条章節項]|(?:甲|乙|[発受]注者|[委受]託者)(?:は|が|の)"
)


class Piece(NamedTuple):
    """One block before it knows its offsets; a plain tuple because a long contract has thousands.

    Its origin is whatever lets the reader that made it find its characters in the file again.
    """

    text: str
    where: Where = "body"
    page: int | None = None
    joins: bool | None = None
    pending: bool = False
    heading: int | None = None
    row: tuple[int, int] | None = None
    confidence: float | None = None
    origin: Any = None


def assemble(pieces: Iterable[Piece]) -> tuple[str, tuple[Block, ...]]:
    r"""Return the text, one line feed after each piece, and the blocks.

    >>> assemble([Piece("第1条"), Piece("目的")])[0]
    '第1条\n目的\n'
    """
    blocks: list[Block] = []
    texts: list[str] = []
    offset = 0
    for text, where, page, joins, pending, heading, row, confidence, _ in pieces:
        end = offset + len(text)
        blocks.append(Block(offset, end, where, page, joins, pending, confidence, heading, row))
        texts.append(text)
        offset = end + 1
    texts.append("")
    return "\n".join(texts), tuple(blocks)


def is_cut(text: str, following: str, *, already: bool = False) -> bool:
    """Whether a soft or a page break cut a sentence; those in addresses and behind headings did not.

    >>> is_cut("乙は、本業務の全部又は一部を第三", "者に委託してはならない。"), is_cut("霞浦市中央一丁目1番1号", "霞浦市長")
    (True, False)

    Args:
        text: what stands before the break.
        following: what stands behind it.
        already: what stands before was itself cut off from something.
    """
    return (
        (already or (len(text) >= 10 and "、" in text))
        and _LINE_END.search(text.rstrip()) is None
        and "。" in following
        and _LINE_START.match(following.lstrip()) is None
    )
