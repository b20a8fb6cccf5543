"""The parts of a Word package that are the same for every report: styles, header, footer, numbering, what it says about itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final
from xml.sax.saxutils import escape

from vendorrisk.model import Language
from vendorrisk.reporting._target import OWN

__all__ = ["DOCUMENT_END", "DOCUMENT_START", "static_parts"]

_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

DOCUMENT_START: Final = (
    _XML
    + f'<w:document {_W} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><w:body>'
)
DOCUMENT_END: Final = (
    '<w:sectPr><w:headerReference w:type="default" r:id="r4"/><w:footerReference w:type="default" r:id="r5"/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1304" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>'
)

_TYPES: Final = (
    _XML + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    + "".join(
        f'<Override PartName="/word/{file}.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"/>'
        for file, kind in (("styles", "styles"), ("settings", "settings"), ("numbering", "numbering"), ("header1", "header"), ("footer1", "footer"))
    )
    + '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    '<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>'
)
_ROOT: Final = (
    _XML + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
    '<Relationship Id="r2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    '<Relationship Id="r3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties" Target="docProps/app.xml"/></Relationships>'
)
_APP: Final = _XML + '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>vendorrisk</Application></Properties>'
_SETTINGS: Final = (
    _XML + f'<w:settings {_W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="840"/><w:characterSpacingControl w:val="compressPunctuation"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
)
_NUMBERING: Final = (
    _XML + f'<w:numbering {_W}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
    '<w:lvlText w:val="・"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="284" w:hanging="284"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)


def _style(name: str, title: str, paragraph: str = "", run: str = "", *, follows: str = "", based: str = "Normal") -> str:
    base = f'<w:basedOn w:val="{based}"/>' if name != "Normal" else ""
    following = f'<w:next w:val="{follows}"/>' if follows else ""
    default = ' w:default="1"' if name == "Normal" else ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{name}"><w:name w:val="{title}"/>{base}{following}<w:qFormat/>'
        + (f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "")
        + (f"<w:rPr>{run}</w:rPr>" if run else "")
        + "</w:style>"
    )


def _letters(name: str, title: str, run: str) -> str:
    return f'<w:style w:type="character" w:styleId="{name}"><w:name w:val="{title}"/><w:qFormat/><w:rPr>{run}</w:rPr></w:style>'


def _size(points: float) -> str:
    return f'<w:sz w:val="{round(2 * points)}"/><w:szCs w:val="{round(2 * points)}"/>'


def _space(before: int, behind: int) -> str:
    return f'<w:spacing w:before="{before}" w:after="{behind}"/>'


def _heading(level: int, points: float, before: int) -> str:
    rule = '<w:pBdr><w:bottom w:val="single" w:sz="8" w:space="1" w:color="16191D"/></w:pBdr>' if level == 1 else ""
    return _style(f"Heading{level}", f"heading {level}", f'<w:keepNext/><w:keepLines/>{rule}{_space(before, 80)}<w:outlineLvl w:val="{level - 1}"/>', f"<w:b/><w:bCs/>{_size(points)}", follows="Normal")


_EDGE: Final = '<w:pBdr><w:left w:val="single" w:sz="{size}" w:space="6" w:color="{colour}"/></w:pBdr>'
_STYLES: Final = (
    _XML + f'<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Yu Gothic" w:eastAsia="Yu Gothic" w:hAnsi="Yu Gothic" w:cs="Yu Gothic"/>{_size(10)}<w:lang w:val="en-US" w:eastAsia="ja-JP"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:after="80" w:line="300" w:lineRule="atLeast"/></w:pPr></w:pPrDefault></w:docDefaults>'
    + _style("Normal", "Normal", '<w:snapToGrid w:val="0"/>')
    + _style("Title", "Title", _space(0, 160), f"<w:b/><w:bCs/>{_size(17)}", follows="Normal")
    + _heading(1, 14, 360) + _heading(2, 12, 280) + _heading(3, 11, 220) + _heading(4, 10, 140)
    + _style("Remark", "Remark", "", f'<w:color w:val="4B545E"/>{_size(9)}')
    + _style("Alert", "Alert", _EDGE.format(size=24, colour="A01018"))
    + _style("Note", "Note", _EDGE.format(size=24, colour="C47A00"))
    + _style("QuotePlace", "Quote Place", f'<w:keepNext/>{_space(80, 0)}<w:ind w:left="284"/>', f'<w:color w:val="4B545E"/>{_size(9)}', follows="Quote")
    + _style("Quote", "Quote", _EDGE.format(size=12, colour="B9C0C8") + _space(0, 60) + '<w:ind w:left="284"/>')
    + _style("QuoteRemark", "Quote Remark", f'{_space(0, 60)}<w:ind w:left="284"/>', _size(9))
    + _style("Picture", "Picture", f'{_space(40, 120)}<w:ind w:left="284"/>')
    + _style("ListBullet", "List Bullet", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' + _space(0, 40))
    + _style("Caption", "caption", f"<w:keepNext/>{_space(160, 60)}", f"<w:b/><w:bCs/>{_size(9.5)}")
    + _style("TableText", "Table Text", '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="atLeast"/>', _size(9))
    + _style("TableHead", "Table Head", "", "<w:b/><w:bCs/>", based="TableText")
    + _style("Gap", "Gap", '<w:spacing w:before="0" w:after="0" w:line="160" w:lineRule="exact"/>', _size(4))
    + _style("Header", "header", '<w:tabs><w:tab w:val="right" w:pos="9638"/></w:tabs>', _size(8.5))
    + _style("Footer", "footer", '<w:jc w:val="center"/>', _size(8.5))
    + '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style>'
    + _letters("Good", "Good", '<w:b/><w:bCs/><w:color w:val="0B5A2C"/>')
    + _letters("Doubt", "Doubt", '<w:b/><w:bCs/><w:color w:val="7A4A00"/>')
    + _letters("Bad", "Bad", '<w:b/><w:bCs/><w:color w:val="A01018"/>')
    + _letters("Faint", "Faint", '<w:color w:val="4B545E"/>')
    + _letters("Strong", "Strong", "<w:b/><w:bCs/>")
    + _letters("Link", "Link", '<w:color w:val="0B4A8F"/><w:u w:val="single"/>')
    + _letters("Around", "Around", '<w:color w:val="4B545E"/>')
    + _letters("Quoted", "Quoted", '<w:u w:val="single"/><w:shd w:val="clear" w:color="auto" w:fill="FFE9A8"/>')
    + '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="85" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
    + "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="9AA3AD"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    + "</w:tblBorders></w:tblPr></w:style></w:styles>"
)


def static_parts(language: Language, title: str, mark: str, at: datetime) -> Iterator[tuple[str, str]]:
    """Yield name and content of the parts that hold no text of the report; title and mark are clean, but not escaped."""
    right = f'<w:r><w:tab/></w:r><w:r><w:rPr><w:rStyle w:val="Bad"/></w:rPr><w:t>{escape(mark)}</w:t></w:r>' if mark else ""
    moment = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    yield "[Content_Types].xml", _TYPES
    yield "_rels/.rels", _ROOT
    yield "docProps/app.xml", _APP
    yield (
        "docProps/core.xml",
        _XML + '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>vendorrisk</dc:creator><cp:category>{OWN}</cp:category><dc:language>{language}</dc:language><cp:lastModifiedBy>vendorrisk</cp:lastModifiedBy>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified></cp:coreProperties>',
    )
    yield "word/styles.xml", _STYLES
    yield "word/settings.xml", _SETTINGS
    yield "word/numbering.xml", _NUMBERING
    yield "word/header1.xml", f'{_XML}<w:hdr {_W}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr><w:r><w:t xml:space="preserve">{escape(title)}</w:t></w:r>{right}</w:p></w:hdr>'
    yield "word/footer1.xml", f'{_XML}<w:ftr {_W}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{_field("PAGE")}<w:r><w:t xml:space="preserve"> / </w:t></w:r>{_field("NUMPAGES")}</w:p></w:ftr>'


def _field(name: str) -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {name} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
