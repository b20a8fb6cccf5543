"""What a report consists of, said once for every format that has pages: headings, tables, quotes, pictures, in reading order.

A builder yields blocks; a renderer turns each into HTML or WordprocessingML as it comes, so that a report on a thousand contracts never
stands in memory as a whole.  Blocks hold raw text; whoever renders them cleans and escapes it, in one place each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import IO, Protocol

import attrs

__all__ = ["Block", "Box", "Cell", "Chart", "Column", "Facts", "Heading", "Inline", "Items", "Para", "Picture", "Quote", "Renderer", "Span", "Spans", "Table", "Tone", "cell", "spans"]


class Tone(StrEnum):
    """What a colour says beside a word; never said by colour alone."""

    PLAIN = "plain"
    GOOD = "good"
    DOUBT = "doubt"
    BAD = "bad"
    FAINT = "faint"
    STRONG = "strong"


@attrs.frozen
class Span:
    """A stretch of text.

    Attributes:
        text: raw.
        tone: how it is shown; good, doubt and bad as a badge.
        link: name of the place in the same report that it leads to.
    """

    text: str
    tone: Tone = Tone.PLAIN
    link: str = ""


Inline = str | Span
Spans = tuple[Span, ...]


def spans(*parts: Inline) -> Spans:
    """Return texts and spans as spans; empty ones fall away."""
    made = (part if isinstance(part, Span) else Span(part) for part in parts)
    return tuple(part for part in made if part.text)


@attrs.frozen
class Heading:
    """A heading; its level is counted from 1 below the title."""

    level: int
    spans: Spans
    anchor: str = ""


@attrs.frozen
class Para:
    """A paragraph; faint ones are remarks."""

    spans: Spans
    tone: Tone = Tone.PLAIN


@attrs.frozen
class Facts:
    """Labels and what they stand for."""

    rows: tuple[tuple[str, Spans], ...]


@attrs.frozen
class Items:
    """A list of short paragraphs."""

    items: tuple[Spans, ...]


@attrs.frozen
class Column:
    """A column of a table.

    Attributes:
        title: its heading.
        width: share of the width.
        upright: the heading stands on end, for many narrow columns.
        centred: whether its cells are centred.
    """

    title: str
    width: float = 1.0
    upright: bool = False
    centred: bool = False


@attrs.frozen
class Cell:
    """A cell; the tone colours all of it."""

    spans: Spans
    tone: Tone = Tone.PLAIN


def cell(*parts: Inline, tone: Tone = Tone.PLAIN) -> Cell:
    """Return a cell of texts and spans."""
    return Cell(spans(*parts), tone)


@attrs.frozen
class Table:
    """A table whose first column heads its rows; the rows may come one by one."""

    caption: str
    columns: tuple[Column, ...]
    rows: Iterable[tuple[Cell, ...]]
    has_row_heads: bool = True


@attrs.frozen
class Picture:
    """A picture: PNG bytes and what it shows in words."""

    png: bytes = attrs.field(repr=False)
    words: str = ""


@attrs.frozen
class Quote:
    """A sentence of a document in its paragraph.

    Attributes:
        place: where it stands.
        before: what stands before it in its paragraph.
        text: the sentence.
        behind: what stands behind it.
        remarks: what is to be said about it.
        tone: what it says.
        picture: of its place.
        anchor: name of the place, for links.
    """

    place: Spans
    text: str
    before: str = ""
    behind: str = ""
    remarks: tuple[Spans, ...] = ()
    tone: Tone = Tone.PLAIN
    picture: Picture | None = None
    anchor: str = ""


@attrs.frozen
class Chart:
    """A drawing for those who look, and the same figures as a table for everybody.

    Attributes:
        svg: an ``svg`` element, already escaped; formats that cannot show it leave it out.
        table: the figures.
    """

    svg: str
    table: Table


@attrs.frozen
class Box:
    """Blocks that belong together, with a coloured edge."""

    blocks: tuple[Block, ...]
    tone: Tone = Tone.PLAIN


Block = Heading | Para | Facts | Items | Table | Quote | Chart | Box


class Renderer(Protocol):
    """Turns blocks into a format, piece by piece."""

    def render(self, block: Block) -> Iterator[str]:
        """Yield a block in that format."""
        ...

    def save(self, stream: IO[bytes], pieces: Iterable[str]) -> None:
        """Write the whole file, with these pieces in it."""
        ...
