"""Pieces of text become one text with blocks: the only place where offsets are counted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from vendorrisk.text import Block, Where

__all__ = ["Piece", "assemble"]


class Piece(NamedTuple):
    """One block before it knows its offsets; a plain tuple because a long contract has thousands."""

    text: str
    where: Where = "body"
    page: int | None = None
    joins: bool | None = None
    pending: bool = False
    heading: int | None = None
    row: tuple[int, int] | None = None
    confidence: float | None = None


def assemble(pieces: Iterable[Piece]) -> tuple[str, tuple[Block, ...]]:
    r"""Return the text, one line feed after each piece, and the blocks.

    >>> assemble([Piece("第1条"), Piece("目的")])[0]
    '第1条\n目的\n'
    """
    blocks: list[Block] = []
    texts: list[str] = []
    offset = 0
    for text, where, page, joins, pending, heading, row, confidence in pieces:
        end = offset + len(text)
        blocks.append(Block(offset, end, where, page, joins, pending, confidence, heading, row))
        texts.append(text)
        offset = end + 1
    texts.append("")
    return "\n".join(texts), tuple(blocks)
