"""Reports as a Word document that people go on working with: real styles, headings, tables whose heads repeat, page numbers.

WordprocessingML is written as text, piece by piece: a report on many contracts has a hundred thousand paragraphs, and making an object of
each takes minutes.  Only pictures are kept until the package is written.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import IO, Final
from xml.sax.saxutils import escape as escape_xml
from xml.sax.saxutils import quoteattr

from vendorrisk.model import Language
from vendorrisk.reporting._clean import clean, flat
from vendorrisk.reporting._paper import (
    Block,
    Cell,
    Chart,
    Column,
    Facts,
    Heading,
    Items,
    Para,
    Picture,
    Quote,
    Span,
    Spans,
    Table,
    Tone,
)
from vendorrisk.reporting._word_parts import DOCUMENT_END, DOCUMENT_START, static_parts

__all__ = ["WordRenderer"]

_WIDTH: Final = 9638  # twips: A4 less two margins of 20 mm
_EMU: Final = 635  # in a twip
_DPI: Final = 110
_UPRIGHT: Final = 2600  # twips of a heading that stands on end
_STYLES: Final = {Tone.GOOD: "Good", Tone.DOUBT: "Doubt", Tone.BAD: "Bad", Tone.FAINT: "Faint", Tone.STRONG: "Strong"}
_SHADES: Final = {Tone.GOOD: "EAF5EE", Tone.DOUBT: "FDF1D7", Tone.BAD: "FBE3E3", Tone.FAINT: "F3F5F7"}
_PARAGRAPHS: Final = {Tone.FAINT: "Remark", Tone.BAD: "Alert", Tone.DOUBT: "Note"}


class WordRenderer:
    """Turns blocks into WordprocessingML, and the pieces into a package."""

    def __init__(self, language: Language, title: str, mark: str, at: datetime) -> None:
        self._language = language
        self._title = title
        self._mark = mark
        self._at = at
        self._pictures: list[bytes] = []
        self._marks = 0
        self._named: set[str] = set()

    def save(self, stream: IO[bytes], pieces: Iterable[str]) -> None:
        """Write the whole package."""
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
            for name, content in static_parts(self._language, flat(self._title), flat(self._mark), self._at):
                package.writestr(_entry(name, self._at), content)
            with package.open(_entry("word/document.xml", self._at), "w", force_zip64=True) as part:
                part.write(DOCUMENT_START.encode("utf-8"))
                part.write(_paragraph("Title", _runs((Span(self._title),))).encode("utf-8"))
                for piece in pieces:
                    part.write(piece.encode("utf-8"))
                part.write(DOCUMENT_END.encode("utf-8"))
            links = ""
            for number, png in enumerate(self._pictures, 1):
                package.writestr(_entry(f"word/media/picture{number}.png", self._at), png, zipfile.ZIP_STORED)
                links += f'<Relationship Id="p{number}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/picture{number}.png"/>'
            package.writestr(_entry("word/_rels/document.xml.rels", self._at), _RELATIONSHIPS % links)

    def render(self, block: Block) -> Iterator[str]:
        """Yield a block."""
        if isinstance(block, Heading):
            yield _paragraph(f"Heading{block.level}", self._marked(block.anchor, _runs(block.spans)))
        elif isinstance(block, Para):
            yield _paragraph(_PARAGRAPHS.get(block.tone, ""), _runs(block.spans))
        elif isinstance(block, Facts):
            columns = (Column("", 1), Column("", 3.2))
            rows = ((Cell((Span(label, Tone.STRONG),), Tone.FAINT), Cell(value)) for label, value in block.rows)
            yield from self._table(Table("", columns, rows), bare=True)
        elif isinstance(block, Items):
            yield from (_paragraph("ListBullet", _runs(item)) for item in block.items)
        elif isinstance(block, Table):
            yield from self._table(block)
        elif isinstance(block, Quote):
            yield from self._quote(block)
        elif isinstance(block, Chart):
            yield from self._table(block.table)
        else:
            for inner in block.blocks:
                yield from self.render(inner)

    def _marked(self, anchor: str, inside: str) -> str:
        """Return runs with a bookmark around them; a name is given only once."""
        if not anchor or anchor in self._named:
            return inside
        self._named.add(anchor)
        self._marks += 1
        return f'<w:bookmarkStart w:id="{self._marks}" w:name={quoteattr(_bookmark(anchor))}/>{inside}<w:bookmarkEnd w:id="{self._marks}"/>'

    def _table(self, table: Table, *, bare: bool = False) -> Iterator[str]:
        if table.caption:
            yield _paragraph("Caption", _runs((Span(table.caption),)))
        total = sum(column.width for column in table.columns)
        widths = [round(_WIDTH * column.width / total) for column in table.columns]
        yield '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/>' + f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        look = f'<w:tblLook w:val="0000" w:firstRow="{int(not bare)}" w:lastRow="0" w:firstColumn="{int(table.has_row_heads)}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        yield look + (f"<w:tblCaption w:val={quoteattr(flat(table.caption))}/>" if table.caption else "") + "</w:tblPr>"
        yield "<w:tblGrid>" + "".join(f'<w:gridCol w:w="{width}"/>' for width in widths) + "</w:tblGrid>"
        if not bare:
            upright = any(column.upright for column in table.columns)
            height = f'<w:trHeight w:val="{_UPRIGHT}" w:hRule="exact"/>' if upright else ""
            heads = (_head_cell(column, width) for column, width in zip(table.columns, widths, strict=True))
            yield f"<w:tr><w:trPr><w:cantSplit/>{height}<w:tblHeader/></w:trPr>" + "".join(heads) + "</w:tr>"
        empty = True
        for row in table.rows:
            empty = False
            cells = (_cell(one, column, width) for one, column, width in zip(row, table.columns, widths, strict=True))
            yield "<w:tr><w:trPr><w:cantSplit/></w:trPr>" + "".join(cells) + "</w:tr>"
        if empty and bare:  # a table without rows is none
            yield "<w:tr>" + "".join(_cell(Cell(()), column, width) for column, width in zip(table.columns, widths, strict=True)) + "</w:tr>"
        yield "</w:tbl>" + _paragraph("Gap", "")

    def _quote(self, quote: Quote) -> Iterator[str]:
        yield _paragraph("QuotePlace", self._marked(quote.anchor, _runs(quote.place)))
        yield _paragraph("Quote", _run(quote.before, "Around") + _run(quote.text, "Quoted") + _run(quote.behind, "Around"))
        for remark in quote.remarks:
            yield _paragraph("QuoteRemark", _runs(remark))
        if quote.picture is not None:
            yield _paragraph("Picture", self._picture(quote.picture))

    def _picture(self, picture: Picture) -> str:
        self._pictures.append(picture.png)
        number = len(self._pictures)
        wide, high = (int.from_bytes(picture.png[place : place + 4]) for place in (16, 20))
        width = min(wide * 1440 / _DPI, _WIDTH - 400)
        size = f'cx="{round(width * _EMU)}" cy="{round(width * high / max(wide, 1) * _EMU)}"'
        return _DRAWING.format(number=number, size=size, words=quoteattr(flat(picture.words)))


_RELATIONSHIPS = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings" Target="settings.xml"/><Relationship Id="r3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/><Relationship Id="r4" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/><Relationship Id="r5" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/>%s</Relationships>"""
_DRAWING = (
    '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/><wp:docPr id="{number}" name="picture {number}" descr={words}/>'
    '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="picture {number}"/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip r:embed="p{number}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
)


def _entry(name: str, at: datetime) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, (max(at.year, 1980), at.month, at.day, at.hour, at.minute, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _bookmark(anchor: str) -> str:
    return "_" + anchor.replace("-", "_")[:39]


def _paragraph(style: str, inside: str, more: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{more}</w:pPr>{inside}</w:p>" if named or more else f"<w:p>{inside}</w:p>"


def _runs(parts: Spans) -> str:
    return "".join(_linked(part) for part in parts)


def _linked(part: Span) -> str:
    run = _run(part.text, _STYLES.get(part.tone, "Link" if part.link else ""))
    return f"<w:hyperlink w:anchor={quoteattr(_bookmark(part.link))}>{run}</w:hyperlink>" if part.link and run else run


def _run(text: str, style: str) -> str:
    if not text:
        return ""
    properties = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape_xml(flat(clean(text)))}</w:t></w:r>'


def _head_cell(column: Column, width: int) -> str:
    direction = '<w:textDirection w:val="tbRlV"/>' if column.upright else ""
    inside = _paragraph("TableHead", _runs((Span(column.title),)), '<w:jc w:val="center"/>' if column.centred and not column.upright else "")
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:shd w:val="clear" w:color="auto" w:fill="E7EBEF"/>{direction}<w:vAlign w:val="{"center" if column.upright else "bottom"}"/></w:tcPr>{inside}</w:tc>'


def _cell(one: Cell, column: Column, width: int) -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{_SHADES[one.tone]}"/>' if one.tone in _SHADES else ""
    inside = _paragraph("TableText", _runs(one.spans), '<w:jc w:val="center"/>' if column.centred else "")
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>{inside}</w:tc>'
