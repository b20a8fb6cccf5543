"""Writes the base document that every Word file of ours starts from: styles, numbering, header, footer, paper.

    python templates/base/make_base.py

The result is kept beside this file.  A city that wants other fonts or margins opens a copy of it in Word and saves it in its own folder of
templates; nothing in the library depends on more than the names of the styles.  The XML is written by hand because a library stamps its
own version and the time of day into the file, and the base must be the same on every machine.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

__all__ = ["base_bytes"]

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_STAMP = (2026, 4, 1, 9, 0, 0)
_MINCHO, _GOTHIC = "ＭＳ 明朝", "ＭＳ ゴシック"

# style, its id, number format, text, indent, hanging, first number.  The first paragraph of an article bears the article's number, so the others
# count from 2; its items stand on levels above theirs, because Word counts a level that was skipped as one that had been used
_LEVELS = (
    ("条", "article", "decimal", "第%1条", 210, 210, 1),
    ("号", "item", "decimal", "(%2)", 630, 420, 1),
    ("号の細分", "subitem", "aiueoFullWidth", "%3", 840, 210, 1),
    ("項", "paragraph", "decimal", "%4　", 210, 210, 2),
    ("項の号", "item2", "decimal", "(%5)", 630, 420, 1),
    ("項の号の細分", "subitem2", "aiueoFullWidth", "%6", 840, 210, 1),
)


def base_bytes() -> bytes:
    """Return the base document as it is saved."""
    files = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            ("officeDocument", "word/document.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            ("extended-properties", "docProps/app.xml"),
        ),
        "docProps/core.xml": f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{文書名}</dc:title><cp:revision>1</cp:revision>'
        "</cp:coreProperties>",
        "docProps/app.xml": f'{_HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<Application>vendorrisk</Application></Properties>",
        "word/document.xml": f"{_HEAD}<w:document {_W} {_R}><w:body>{_sample()}{_section()}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(
            ("styles", "styles.xml"), ("numbering", "numbering.xml"), ("settings", "settings.xml"), ("fontTable", "fontTable.xml"),
            ("header", "header1.xml"), ("footer", "footer1.xml"),
        ),
        "word/styles.xml": _styles(),
        "word/numbering.xml": _numbering(),
        "word/settings.xml": f'{_HEAD}<w:settings {_W}><w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/>'
        '<w:defaultTabStop w:val="840"/><w:characterSpacingControl w:val="compressPunctuation"/>'
        '<w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/><w:ulTrailSpace/>'
        '<w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="ja-JP"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>',
        "word/fontTable.xml": _fonts(),
        "word/header1.xml": f'{_HEAD}<w:hdr {_W}><w:p><w:pPr><w:pStyle w:val="header"/><w:jc w:val="right"/></w:pPr>'
        "<w:r><w:t>{文書名}　{版}　{作成日}</w:t></w:r></w:p></w:hdr>",
        "word/footer1.xml": f'{_HEAD}<w:ftr {_W}><w:p><w:pPr><w:pStyle w:val="footer"/><w:jc w:val="center"/></w:pPr>'
        f"{_field('PAGE')}<w:r><w:t>／</w:t></w:r>{_field('NUMPAGES')}</w:p></w:ftr>",
    }  # fmt: skip
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            info = zipfile.ZipInfo(name, _STAMP)
            info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 0, 0
            archive.writestr(info, text.encode("utf-8"))
    return target.getvalue()


def _field(name: str) -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {name} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _sample() -> str:
    """Return what somebody sees who opens the base: one paragraph of every style, replaced in every document that is made from it."""
    return "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'
        for style, text in (
            ("title", "文書名"), ("opening", "前文"), ("heading", "（見出し）"), ("article", "第1項"), ("item", "第1項の号"),
            ("subitem", "その細分"), ("paragraph", "第2項"), ("item2", "第2項の号"), ("subitem2", "その細分"), ("body", "本文"), ("right", "右寄せ"), ("signature", "記名"), ("note", "記入案内"),
        )
    )


def _section() -> str:
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId5"/><w:footerReference w:type="default" r:id="rId6"/>'
        '<w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1701" w:right="1418" w:bottom="1418" w:left="1701" w:header="851" w:footer="680" w:gutter="0"/>'
        '<w:cols w:space="425"/><w:docGrid w:type="lines" w:linePitch="360"/></w:sectPr>'
    )


def _styles() -> str:
    def paragraph(
        id: str, name: str, inner: str = "", run: str = "", *, next: str = "", based: str = "body", default: bool = False, custom: bool = True  # noqa: A002
    ) -> str:
        return (
            f'<w:style w:type="paragraph"{" w:default=" + chr(34) + "1" + chr(34) if default else ""}{" w:customStyle=" + chr(34) + "1" + chr(34) if custom else ""}'
            f' w:styleId="{id}"><w:name w:val="{name}"/>'
            + (f'<w:basedOn w:val="{based}"/>' if based else "")
            + (f'<w:next w:val="{next}"/>' if next else "")
            + "<w:qFormat/>"
            + (f"<w:pPr>{inner}</w:pPr>" if inner else "")
            + (f"<w:rPr>{run}</w:rPr>" if run else "")
            + "</w:style>"
        )

    def numbered(id: str, name: str, level: int, next: str = "") -> str:  # noqa: A002
        deep = f'<w:ilvl w:val="{level}"/>' if level else ""
        return paragraph(id, name, f'<w:numPr>{deep}<w:numId w:val="1"/></w:numPr>', next=next)

    gothic = f'<w:rFonts w:ascii="{_GOTHIC}" w:eastAsia="{_GOTHIC}" w:hAnsi="{_GOTHIC}"/>'
    edge = "".join(f'<w:{side} w:val="single" w:sz="6" w:space="4" w:color="C00000"/>' for side in ("top", "left", "bottom", "right"))
    return (
        f'{_HEAD}<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr>'
        f'<w:rFonts w:ascii="{_MINCHO}" w:eastAsia="{_MINCHO}" w:hAnsi="{_MINCHO}" w:cs="Times New Roman"/>'
        '<w:kern w:val="2"/><w:sz w:val="21"/><w:szCs w:val="22"/><w:lang w:val="en-US" w:eastAsia="ja-JP" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        + paragraph("body", "Normal", '<w:jc w:val="both"/>', based="", default=True, custom=False)
        + '<w:style w:type="character" w:default="1" w:styleId="run"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/>'
        "<w:semiHidden/><w:unhideWhenUsed/></w:style>"
        '<w:style w:type="table" w:default="1" w:styleId="table"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>'
        '<w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="nolist"><w:name w:val="No List"/><w:uiPriority w:val="99"/><w:semiHidden/>'
        "<w:unhideWhenUsed/></w:style>"
        + paragraph("title", "文書名", '<w:spacing w:before="300" w:after="360"/><w:jc w:val="center"/><w:outlineLvl w:val="0"/>', gothic + '<w:sz w:val="28"/>', next="opening")
        + paragraph("opening", "前文", '<w:ind w:firstLine="210"/>')
        + paragraph("heading", "条見出し", '<w:keepNext/><w:spacing w:before="120"/><w:ind w:left="210"/>', next="article")
        + "".join(numbered(id_, name, level, "paragraph" if not level else "") for level, (name, id_, *_) in enumerate(_LEVELS))
        + paragraph("text", "本文", '<w:ind w:firstLine="210"/>')
        + paragraph("right", "右寄せ", '<w:jc w:val="right"/>')
        + paragraph("center", "中央", '<w:spacing w:before="180" w:after="180"/><w:jc w:val="center"/>')
        + paragraph("signature", "記名", '<w:keepNext/><w:spacing w:line="420" w:lineRule="atLeast"/><w:ind w:left="3150"/><w:jc w:val="left"/>')
        + paragraph(
            "note", "記入案内", f'<w:pBdr>{edge}</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="FFF2CC"/><w:jc w:val="left"/>',
            gothic + '<w:sz w:val="18"/>', next="note",
        )
        + paragraph("header", "header", '<w:tabs><w:tab w:val="center" w:pos="4252"/><w:tab w:val="right" w:pos="8504"/></w:tabs><w:snapToGrid w:val="0"/>',
                    '<w:sz w:val="16"/>', custom=False)
        + paragraph("footer", "footer", '<w:tabs><w:tab w:val="center" w:pos="4252"/><w:tab w:val="right" w:pos="8504"/></w:tabs><w:snapToGrid w:val="0"/>',
                    '<w:sz w:val="18"/>', custom=False)
        + '<w:style w:type="character" w:customStyle="1" w:styleId="blank"><w:name w:val="未記入"/><w:basedOn w:val="run"/><w:qFormat/>'
        '<w:rPr><w:color w:val="C00000"/><w:shd w:val="clear" w:color="auto" w:fill="FFF2CC"/></w:rPr></w:style>'
        "</w:styles>"
    )  # fmt: skip


def _numbering() -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{place}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:pStyle w:val="{id_}"/><w:suff w:val="{"nothing" if text.endswith("　") else "tab"}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:tabs><w:tab w:val="num" w:pos="{left if place else 840}"/></w:tabs><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr></w:lvl>'
        for place, (_, id_, form, text, left, hanging, start) in enumerate(_LEVELS)
    )
    return (
        f'{_HEAD}<w:numbering {_W}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def _fonts() -> str:
    def font(name: str, other: str, panose: str, pitch: str = "fixed", family: str = "roman") -> str:
        return (
            f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:panose1 w:val="{panose}"/><w:charset w:val="80"/>'
            f'<w:family w:val="{family}"/><w:pitch w:val="{pitch}"/></w:font>'
        )

    return (
        f"{_HEAD}<w:fonts {_W}>{font(_MINCHO, 'MS Mincho', '02020609040205080304')}"
        f"{font(_GOTHIC, 'MS Gothic', '020B0609070205080204', family='modern')}</w:fonts>"
    )


def _content_types() -> str:
    parts = {
        "/word/document.xml": f"{_MAIN}.document.main+xml", "/word/styles.xml": f"{_MAIN}.styles+xml", "/word/numbering.xml": f"{_MAIN}.numbering+xml",
        "/word/settings.xml": f"{_MAIN}.settings+xml", "/word/fontTable.xml": f"{_MAIN}.fontTable+xml", "/word/header1.xml": f"{_MAIN}.header+xml",
        "/word/footer1.xml": f"{_MAIN}.footer+xml", "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    }  # fmt: skip
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts.items())
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(*targets: tuple[str, str]) -> str:
    inner = "".join(
        f'<Relationship Id="rId{number}" Type="{kind if "/" in kind else f"{_TYPE}/{kind}"}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


if __name__ == "__main__":
    Path(__file__).with_name("standard.docx").write_bytes(base_bytes())
