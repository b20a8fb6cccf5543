"""Writes a sample as Word, the way Word itself saves a contract.

In most contracts the numbers of the articles are not in the text: Word counts them from the numbering that a paragraph belongs to, and a reader
that looks at text alone would see no article at all.  Others have them typed; the source says which.  The XML is written by
hand because a library stamps its own version and the time of day into the file, and samples must be the same on every machine.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

from making.numbering import Digits, Part, digits_of, numbered
from making.source import Line, Source

__all__ = ["docx_bytes"]

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_STAMP = (2026, 4, 1, 9, 0, 0)
_FORMATS = {
    "full": "decimalFullWidth",
    "half": "decimal",
    "kanji": "japaneseCounting",
    "kana": "aiueoFullWidth",
    "iroha": "irohaFullWidth",
    "alpha": "lowerLetter",
}


def docx_bytes(source: Source) -> bytes:
    """Write a source as Word, with the numbers as Word's own numbering unless the source wants them typed."""
    parts = numbered(source)
    typed = source.settings.get("numbering") == "typed"
    body: list[str] = []
    for number, part in enumerate(parts, 1):
        table: list[tuple[str, ...]] = []
        for line, label in part.lines:
            if line.role == "row":
                table.append(line.cells)
                continue
            body += _word_table(table)
            table = []
            body.append(_word_line(line, label, None if typed else number, part.scheme.indent(line.level)))
        body += _word_table(table)
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId4"/><w:footerReference w:type="default" r:id="rId5"/>'
        '<w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1701" w:right="1740" w:bottom="1418" w:left="1740" w:header="851" w:footer="680" w:gutter="0"/>'
        '<w:cols w:space="425"/><w:docGrid w:type="linesAndChars" w:linePitch="381"/></w:sectPr>'
    )
    before, _, after = source.settings.get("footer", "").partition("{page}")
    field_code = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    field_end = '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    title, author = escape(source.settings.get("title", "")), escape(source.settings.get("author", ""))
    files = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            ("rId1", f"{_TYPE}/officeDocument", "word/document.xml"),
            (
                "rId2",
                "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
                "docProps/core.xml",
            ),
        ),
        "docProps/core.xml": f"""{_HEAD}<cp:coreProperties \
xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\
<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator><cp:lastModifiedBy>{author}</cp:lastModifiedBy><cp:revision>1</cp:revision>\
<dcterms:created xsi:type="dcterms:W3CDTF">2026-04-01T00:00:00Z</dcterms:created>\
<dcterms:modified xsi:type="dcterms:W3CDTF">2026-04-01T00:00:00Z</dcterms:modified></cp:coreProperties>""",
        "word/document.xml": f"{_HEAD}<w:document {_W} {_R}><w:body>{''.join(body)}{section}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(
            ("rId1", f"{_TYPE}/styles", "styles.xml"),
            ("rId2", f"{_TYPE}/numbering", "numbering.xml"),
            ("rId4", f"{_TYPE}/header", "header1.xml"),
            ("rId5", f"{_TYPE}/footer", "footer1.xml"),
        ),
        "word/styles.xml": _styles(),
        "word/numbering.xml": _numbering(parts, digits_of(source)),
        "word/header1.xml": f'{_HEAD}<w:hdr {_W}><w:p><w:pPr><w:pStyle w:val="a4"/></w:pPr>'
        f"{_run(source.settings.get('header', ''))}</w:p></w:hdr>",
        "word/footer1.xml": f'{_HEAD}<w:ftr {_W}><w:p><w:pPr><w:pStyle w:val="a5"/><w:jc w:val="center"/></w:pPr>'
        f"{_run(before)}{field_code}{field_end}{_run(after)}</w:p></w:ftr>",
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, text in files.items():
            info = zipfile.ZipInfo(name, _STAMP)
            info.create_system, info.external_attr = 0, 0
            archive.writestr(info, text.encode("utf-8"))
    return target.getvalue()


def _run(text: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""


def _word_line(line: Line, label: str, numbering: int | None, indent: int) -> str:
    """Write one paragraph."""
    text, inner = line.text, ""
    if line.role == "title":
        inner = '<w:pStyle w:val="a3"/>'
    elif line.role == "annex":
        inner = '<w:pStyle w:val="a3"/><w:pageBreakBefore/>'
    elif line.role == "right":
        inner = '<w:jc w:val="right"/>'
    elif line.role == "chapter":
        inner, text = '<w:ind w:left="420"/>', f"{label}　{text}"
    elif line.role == "heading":
        inner = '<w:ind w:left="210"/>'
    elif line.role == "level":
        if numbering is None:
            inner, text = f'<w:ind w:left="{210 * (indent + 1)}" w:hanging="210"/>', f"{label}　{text}"
        else:
            inner = f'<w:numPr><w:ilvl w:val="{line.level}"/><w:numId w:val="{numbering}"/></w:numPr>'
    return f"<w:p>{f'<w:pPr>{inner}</w:pPr>' if inner else ''}{_run(text)}</w:p>"


def _word_table(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Write the rows of a table, and the empty paragraph that Word wants behind it."""
    if not rows:
        return []
    columns = max(map(len, rows))
    width = 8426 // columns
    border = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for _ in range(columns))
    content = "".join(
        "<w:tr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p>{_run(cell)}</w:p></w:tc>'
            for cell in row
        )
        + "</w:tr>"
        for row in rows
    )
    return [
        f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>{border}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{content}</w:tbl><w:p/>'
    ]


def _numbering(parts: Sequence[Part], digits: Digits) -> str:
    """Write the numbering definitions, one for each part of the text."""
    kinds, uses = [], []
    for number, part in enumerate(parts, 1):
        levels = []
        for level, (pattern, how) in enumerate(zip(part.scheme.patterns, part.scheme.counting, strict=True)):
            start = part.scheme.second if level == 1 else 1
            levels.append(
                f'<w:lvl w:ilvl="{level}"><w:start w:val="{start}"/><w:numFmt w:val="{_FORMATS[digits if how == "digits" else how]}"/>'
                f'<w:suff w:val="tab"/><w:lvlText w:val="{pattern.format(f"%{level + 1}")}"/><w:lvlJc w:val="left"/>'
                f'<w:pPr><w:ind w:left="{210 * (part.scheme.indent(level) + 1)}" w:hanging="210"/></w:pPr></w:lvl>'
            )
        kinds.append(
            f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{"".join(levels)}</w:abstractNum>'
        )
        uses.append(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>')
    return f"{_HEAD}<w:numbering {_W}>{''.join(kinds)}{''.join(uses)}</w:numbering>"


def _styles() -> str:
    """Write the few styles that the samples use."""

    def style(identity: str, name: str, inner: str, default: str = "") -> str:
        return f'<w:style w:type="paragraph"{default} w:styleId="{identity}"><w:name w:val="{name}"/>{inner}</w:style>'

    fonts = (
        '<w:rFonts w:ascii="ＭＳ 明朝" w:eastAsia="ＭＳ 明朝" w:hAnsi="ＭＳ 明朝" w:cs="Times New Roman"/>'
    )
    centred = '<w:basedOn w:val="a"/><w:pPr><w:spacing w:after="240"/><w:jc w:val="center"/></w:pPr><w:rPr><w:sz w:val="28"/></w:rPr>'
    edge = '<w:basedOn w:val="a"/><w:pPr><w:snapToGrid w:val="0"/></w:pPr><w:rPr><w:sz w:val="18"/></w:rPr>'
    return (
        f"{_HEAD}<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr>{fonts}"
        '<w:sz w:val="21"/><w:lang w:val="en-US" w:eastAsia="ja-JP"/></w:rPr></w:rPrDefault></w:docDefaults>'
        + style("a", "Normal", '<w:pPr><w:jc w:val="both"/></w:pPr>', ' w:default="1"')
        + style("a3", "Title", centred)
        + style("a4", "header", edge)
        + style("a5", "footer", edge)
        + "</w:styles>"
    )


def _relations(*relations: tuple[str, str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>' for name, kind, target in relations
    )
    return f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


def _content_types() -> str:
    parts = {
        "/word/document.xml": f"{_MAIN}.document.main+xml",
        "/word/styles.xml": f"{_MAIN}.styles+xml",
        "/word/numbering.xml": f"{_MAIN}.numbering+xml",
        "/word/header1.xml": f"{_MAIN}.header+xml",
        "/word/footer1.xml": f"{_MAIN}.footer+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    rows = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts.items())
    return (
        f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{rows}</Types>'
    )
