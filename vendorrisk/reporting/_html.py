"""Reports as one HTML file that asks nothing of anybody: no script, no font, no picture, no style from outside, and a policy that forbids it.

It is read on a screen, on a telephone, aloud, and on paper: headings in their order, tables with scopes and captions, words beside every
colour, black on white with a contrast of 4.5 and more, pages of A4 with numbers.
"""

from __future__ import annotations

import base64
import html
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import IO

from vendorrisk.model import Language
from vendorrisk.reporting._clean import clean, flat
from vendorrisk.reporting._css import css
from vendorrisk.reporting._paper import (
    Block,
    Cell,
    Chart,
    Facts,
    Heading,
    Items,
    Para,
    Quote,
    Span,
    Spans,
    Table,
    Tone,
)
from vendorrisk.reporting._words import WORDS

__all__ = ["HtmlRenderer", "escape"]

_BADGES = frozenset((Tone.GOOD, Tone.DOUBT, Tone.BAD))


def escape(text: str) -> str:
    r"""Return a text as it stands in HTML, in an element or in an attribute.

    >>> escape('<b>&"\u202e')
    '&lt;b&gt;&amp;&quot;�'
    """
    return html.escape(clean(text), quote=True)


class HtmlRenderer:
    """Turns blocks into HTML, piece by piece."""

    def __init__(self, language: Language, title: str, mark: str) -> None:
        self._language = language
        self._title = title
        self._mark = mark

    def save(self, stream: IO[bytes], pieces: Iterable[str]) -> None:
        """Write the whole file."""
        for piece in chain(self._start(), pieces, self._end()):
            stream.write(piece.encode("utf-8"))

    def _start(self) -> Iterator[str]:
        title, mark = escape(flat(self._title)), flat(self._mark)
        yield f'<!DOCTYPE html>\n<html lang="{self._language}">\n<head>\n<meta charset="utf-8">\n'
        yield '<meta name="generator" content="vendorrisk report">\n'
        yield "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="robots" content="noindex">\n'
        yield f"<title>{title}</title>\n<style>\n{css(mark, flat(self._title))}</style>\n</head>\n<body>\n"
        yield f'<p class="skip"><a href="#content">{escape(WORDS["skip"].get(self._language))}</a></p>\n<header>\n'
        if mark:
            yield f'<p class="mark"><span class="unseen">{escape(WORDS["mark"].get(self._language))}: </span>{escape(mark)}</p>\n'
        yield f'<h1>{title}</h1>\n</header>\n<main id="content">\n'

    def _end(self) -> Iterator[str]:
        yield "</main>\n"
        if self._mark:
            yield f'<footer><p class="mark">{escape(flat(self._mark))}</p></footer>\n'
        yield "</body>\n</html>\n"

    def render(self, block: Block) -> Iterator[str]:
        """Yield a block."""
        if isinstance(block, Heading):
            anchor = f' id="{escape(block.anchor)}"' if block.anchor else ""
            yield f"<h{block.level + 1}{anchor}>{self._inline(block.spans)}</h{block.level + 1}>\n"
        elif isinstance(block, Para):
            yield f'<p class="{block.tone}">{self._inline(block.spans)}</p>\n'
        elif isinstance(block, Facts):
            rows = "".join(f"<div><dt>{escape(label)}</dt><dd>{self._inline(value)}</dd></div>\n" for label, value in block.rows)
            yield f"<dl>\n{rows}</dl>\n"
        elif isinstance(block, Items):
            yield "<ul>\n" + "".join(f"<li>{self._inline(item)}</li>\n" for item in block.items) + "</ul>\n"
        elif isinstance(block, Table):
            yield from self._table(block)
        elif isinstance(block, Quote):
            yield from self._quote(block)
        elif isinstance(block, Chart):
            yield f'<figure class="chart">{block.svg}</figure>\n'
            yield from self._table(block.table)
        else:
            yield f'<section class="box {block.tone}">\n'
            for inner in block.blocks:
                yield from self.render(inner)
            yield "</section>\n"

    def _inline(self, parts: Spans) -> str:
        return "".join(map(_span, parts))

    def _table(self, table: Table) -> Iterator[str]:
        caption = escape(flat(table.caption))
        total = sum(column.width for column in table.columns)
        yield f'<div class="wide" role="region" aria-label="{caption}" tabindex="0"><table>\n<caption>{caption}</caption>\n<colgroup>'
        yield "".join(f'<col style="width:{100 * column.width / total:.2f}%">' for column in table.columns)
        yield "</colgroup>\n<thead><tr>"
        for column in table.columns:
            title = escape(flat(column.title))
            yield f'<th scope="col"{_class(column.upright, column.centred)}>{f"<span>{title}</span>" if column.upright else title}</th>'
        yield "</tr></thead>\n<tbody>\n"
        for row in table.rows:
            yield "<tr>" + "".join(self._cells(table, row)) + "</tr>\n"
        yield "</tbody></table></div>\n"

    def _cells(self, table: Table, row: tuple[Cell, ...]) -> Iterable[str]:
        for place, (one, column) in enumerate(zip(row, table.columns, strict=True)):
            names = " ".join(name for name in (one.tone if one.tone is not Tone.PLAIN else "", "centre" if column.centred else "") if name)
            shown = f' class="{names}"' if names else ""
            inside = self._inline(one.spans)
            yield f'<th scope="row"{shown}>{inside}</th>' if place == 0 and table.has_row_heads else f"<td{shown}>{inside}</td>"

    def _quote(self, quote: Quote) -> Iterator[str]:
        anchor = f' id="{escape(quote.anchor)}"' if quote.anchor else ""
        yield f'<figure class="quote {quote.tone}"{anchor}>\n<figcaption>{self._inline(quote.place)}</figcaption>\n'
        inside = f"{escape(flat(quote.before))}<mark>{escape(flat(quote.text))}</mark>{escape(flat(quote.behind))}"
        yield f"<blockquote>{inside}</blockquote>\n"
        for remark in quote.remarks:
            yield f"<p>{self._inline(remark)}</p>\n"
        if quote.picture is not None:
            data = base64.b64encode(quote.picture.png).decode("ascii")
            yield f'<img loading="lazy" alt="{escape(quote.picture.words)}" src="data:image/png;base64,{data}">\n'
        yield "</figure>\n"


def _class(upright: bool, centred: bool) -> str:
    names = " ".join(name for name, yes in (("upright", upright), ("centre", centred)) if yes)
    return f' class="{names}"' if names else ""


def _span(span: Span) -> str:
    text = escape(flat(span.text))
    if span.link:
        text = f'<a href="#{escape(span.link)}">{text}</a>'
    if span.tone in _BADGES:
        return f'<span class="badge {span.tone}">{text}</span>'
    if span.tone is Tone.STRONG:
        return f"<strong>{text}</strong>"
    return f'<span class="faint">{text}</span>' if span.tone is Tone.FAINT else text
