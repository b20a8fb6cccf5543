"""Word: what counts as text, where it stands, and what is said about the rest."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from vendorrisk.documents import Document

WordMaker = Callable[..., Path]
Reader = Callable[[Path], Document]


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def plain(text: str) -> str:
    return paragraph(run(text))


def codes(document: Document) -> set[str]:
    return {found.code for found in document.notices}


def lines(document: Document) -> list[str]:
    return document.text.split("\n")[:-1]


def test_blocks_follow_each_other(word: WordMaker, document_of: Reader) -> None:
    document = document_of(word(plain("第1条") + "<w:p/>" + plain("乙は、") + plain("守る。")))
    assert document.text == "第1条\n乙は、\n守る。\n"
    assert document.format == "docx"
    assert document.pages is None
    assert [block.joins for block in document.blocks] == [None, None, None]


@pytest.mark.parametrize(
    ("inner", "shown", "code"),
    [
        ('<w:del w:id="1"><w:r><w:delText>消</w:delText></w:r></w:del>', "", "tracked-changes"),
        ('<w:moveFrom w:id="1"><w:r><w:t>移</w:t></w:r></w:moveFrom>', "", "tracked-changes"),
        (run("隠", "<w:vanish/>"), "", "hidden-text"),
        (run("見", '<w:vanish w:val="0"/>'), "見", None),
        (run("線", "<w:strike/>"), "", "struck-out-text"),
        (run("線", "<w:dstrike/>"), "", "struck-out-text"),
        (run("線", '<w:strike w:val="false"/>'), "線", None),
        (run("白", '<w:color w:val="FFFFFF"/>'), "", "hidden-text"),
        (run("白", '<w:color w:val="FFFFFF"/><w:shd w:fill="000000"/>'), "白", None),
        (run("赤", '<w:color w:val="FF0000"/>'), "赤", None),
        (run("隠", '<w:rStyle w:val="Hidden"/>'), "", "hidden-text"),
        (run("出", '<w:rStyle w:val="Hidden"/><w:vanish w:val="0"/>'), "出", None),
        (run("字", "<w:rPrChange><w:rPr><w:strike/></w:rPr></w:rPrChange>"), "字", None),
        ("<w:hyperlink>" + run("結") + "</w:hyperlink>", "結", None),
        ("<w:smartTag>" + run("札") + "</w:smartTag>", "札", None),
        ("<w:sdt><w:sdtPr/><w:sdtContent>" + run("欄") + "</w:sdtContent></w:sdt>", "欄", None),
        ('<w:fldSimple w:instr="DATE">' + run("令和8年") + "</w:fldSimple>", "令和8年", None),
        ("<w:r><w:tab/></w:r>", "\t", None),
        ("<w:r><w:noBreakHyphen/></w:r>", "\u2011", None),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "☑", None),
        ("<w:r><w:softHyphen/></w:r>", "", None),
        (
            "<w:r><w:ruby><w:rt>"
            + run("ろうえい")
            + "</w:rt><w:rubyBase>"
            + run("漏洩")
            + "</w:rubyBase></w:ruby></w:r>",
            "漏洩",
            None,
        ),
        ("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>", "x=1", None),
        ("<w:unknown>" + run("未知") + "</w:unknown>", "未知", None),
    ],
)
def test_inside_a_line(
    word: WordMaker, document_of: Reader, inner: str, shown: str, code: str | None
) -> None:
    styles = '<w:style w:type="character" w:styleId="Hidden"><w:rPr><w:vanish/></w:rPr></w:style>'
    document = document_of(word(paragraph(run("前") + inner + run("後")), styles=styles))
    assert lines(document) == [f"前{shown}後"]
    assert codes(document) == ({code} if code else set())


def test_field_code_is_left_out_and_its_result_stays(word: WordMaker, document_of: Reader) -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    inner = (
        mark("begin") + "<w:r><w:instrText>REF a</w:instrText></w:r>" + mark("begin") + run("内側") + mark("separate")
        + run("隠れた結果") + mark("end") + mark("separate") + run("第3条") + mark("end") + run("による")
    )  # fmt: skip
    assert lines(document_of(word(paragraph(inner)))) == ["第3条による"]


def test_field_over_several_paragraphs(word: WordMaker, document_of: Reader) -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    between = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    body = paragraph(begin + run("目次の式")) + plain("式の続き") + paragraph(between + run("目次"))
    document = document_of(word(body + plain("第1条") + paragraph(end + run("本文"))))
    assert lines(document) == ["目次", "第1条", "本文"]


def test_hidden_paragraph_style_and_toggle(word: WordMaker, document_of: Reader) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Base"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Hid"><w:basedOn w:val="Base"/></w:style>'
        '<w:style w:type="character" w:styleId="C"><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    body = paragraph(run("隠れ"), '<w:pStyle w:val="Hid"/>') + paragraph(
        run("現れ", '<w:rStyle w:val="C"/>'), '<w:pStyle w:val="Hid"/>'
    )
    document = document_of(word(body, styles=styles))
    assert lines(document) == ["現れ"]
    assert codes(document) == {"hidden-text"}


def test_circular_styles(word: WordMaker, document_of: Reader) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    assert lines(document_of(word(paragraph(run("文"), '<w:pStyle w:val="A"/>'), styles=styles))) == ["文"]


def test_inserted_text_is_pending_sentence_by_sentence(word: WordMaker, document_of: Reader) -> None:
    body = paragraph(
        run("乙は、報告する。乙は、")
        + f'<w:ins w:id="1">{run("再委託してはならない。")}</w:ins>'
        + run("甲は、監査できる。")
    ) + plain("次の段落。")
    document = document_of(word(body))
    assert [(text, block.pending) for text, block in zip(lines(document), document.blocks, strict=True)] == [
        ("乙は、報告する。", False),
        ("乙は、再委託してはならない。", True),
        ("甲は、監査できる。", False),
        ("次の段落。", False),
    ]
    assert codes(document) == {"tracked-changes"}


@pytest.mark.parametrize("wrapper", ["ins", "moveTo"])
def test_inserted_paragraph(word: WordMaker, document_of: Reader, wrapper: str) -> None:
    inner = f"<w:{wrapper} w:id='1'>{run('乙は、守る。')}</w:{wrapper}>"
    document = document_of(word(paragraph(inner, "<w:rPr><w:ins w:id='2'/></w:rPr>")))
    assert [block.pending for block in document.blocks] == [True]


def test_deleted_paragraph_mark_joins_two_paragraphs(word: WordMaker, document_of: Reader) -> None:
    body = paragraph(run("乙は、"), '<w:rPr><w:del w:id="1"/></w:rPr>') + plain("守る。") + plain("以上")
    assert lines(document_of(word(body))) == ["乙は、守る。", "以上"]


def test_deleted_paragraph_is_not_numbered(word: WordMaker, document_of: Reader) -> None:
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    gone = paragraph(
        '<w:del w:id="1"><w:r><w:delText>消</w:delText></w:r></w:del>',
        number + '<w:rPr><w:del w:id="2"/></w:rPr>',
    )
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="第%1条"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = paragraph(run("甲"), number) + gone + paragraph(run("乙"), number)
    assert lines(document_of(word(body, numbering=numbering))) == ["第1条　甲", "第2条　乙"]


def test_line_break_begins_a_block(word: WordMaker, document_of: Reader) -> None:
    document = document_of(word(paragraph(run("第1条") + "<w:r><w:br/></w:r>" + run("乙は守る。"))))
    assert lines(document) == ["第1条", "乙は守る。"]


CELL = "<w:tc><w:tcPr>{0}</w:tcPr>{1}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(CELL.format('', cell) for cell in cells)}</w:tr>"


def test_tables_with_nested_and_merged_cells(word: WordMaker, document_of: Reader) -> None:
    inner = f"<w:tbl>{row(plain('内1'), plain('内2'))}</w:tbl>"
    outer = (
        "<w:tbl>"
        + row(plain("業務名"), plain("保守") + plain("監視"))
        + f"<w:tr>{CELL.format('<w:vMerge/>', '<w:p/>')}{CELL.format('', plain('前') + inner + plain('後'))}</w:tr>"
        + "</w:tbl>"
    )
    document = document_of(word(plain("仕様書") + outer + plain("以上")))
    assert [
        (text, block.where, block.row) for text, block in zip(lines(document), document.blocks, strict=True)
    ] == [
        ("仕様書", "body", None),
        ("業務名", "table", (1, 1)),
        ("保守", "table", (1, 1)),
        ("監視", "table", (1, 1)),
        ("前", "table", (1, 2)),
        ("内1", "table", (2, 1)),
        ("内2", "table", (2, 1)),
        ("後", "table", (1, 2)),
        ("以上", "body", None),
    ]
    assert [block.joins for block in document.blocks][1:8] == [False] * 7


@pytest.mark.parametrize("mark", ["del", "ins"])
def test_deleted_and_inserted_rows(word: WordMaker, document_of: Reader, mark: str) -> None:
    changed = row(plain("変わる"), properties=f"<w:{mark} w:id='1'/>")
    table = f"<w:tbl>{row(plain('残る'))}{changed}</w:tbl>"
    document = document_of(word(table))
    assert lines(document) == (["残る"] if mark == "del" else ["残る", "変わる"])
    assert [block.pending for block in document.blocks] == ([False] if mark == "del" else [False, True])
    assert codes(document) == {"tracked-changes"}


def test_deleted_cell(word: WordMaker, document_of: Reader) -> None:
    cells = CELL.format("<w:cellDel w:id='1'/>", plain("消")) + CELL.format("", plain("残"))
    assert lines(document_of(word(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"))) == ["残"]


def box(inner: str, *, fallback: bool = True) -> str:
    old = f"<mc:Fallback><w:pict><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
    return (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>"
        f"{inner}</w:txbxContent></wps:txbx></w:drawing></mc:Choice>{old if fallback else ''}</mc:AlternateContent></w:r>"
    )


def test_text_boxes_once_and_behind_their_paragraph(word: WordMaker, document_of: Reader) -> None:
    old_only = (
        f"<w:r><w:pict><v:textbox><w:txbxContent>{plain('旧')}</w:txbxContent></v:textbox></w:pict></w:r>"
    )
    body = (
        paragraph(run("前") + box(plain("箱1") + plain("箱2")) + run("後"))
        + paragraph(old_only)
        + plain("末")
    )
    document = document_of(word(body))
    assert lines(document) == ["前後", "箱1", "箱2", "旧", "末"]
    assert [block.where for block in document.blocks] == ["body", "text-box", "text-box", "text-box", "body"]


def test_box_in_a_deleted_run_is_gone(word: WordMaker, document_of: Reader) -> None:
    body = paragraph(f"<w:del w:id='1'>{box(plain('箱'))}</w:del>" + run("残"))
    assert lines(document_of(word(body))) == ["残"]


def test_fallback_without_choice(word: WordMaker, document_of: Reader) -> None:
    body = f"<mc:AlternateContent><mc:Fallback>{run('代わり')}</mc:Fallback></mc:AlternateContent>"
    assert lines(document_of(word(paragraph(body)))) == ["代わり"]


def test_footnotes_follow_the_body(word: WordMaker, document_of: Reader) -> None:
    body = paragraph(run("本文") + '<w:r><w:footnoteReference w:id="2"/></w:r>') + plain("末尾")
    footnotes = (
        f'<w:footnote w:id="0" w:type="separator">{plain("線")}</w:footnote>'
        f'<w:footnote w:id="2">{plain("注の文")}</w:footnote><w:footnote w:id="3">{plain("使われない注")}</w:footnote>'
    )
    document = document_of(word(body, footnotes=footnotes))
    assert lines(document) == ["本文", "末尾", "注の文"]
    assert document.blocks[-1].where == "footnote"


def test_headers_and_footers_are_kept_apart(word: WordMaker, document_of: Reader) -> None:
    document = document_of(
        word(
            plain("本文"),
            header1=plain("業務委託契約書"),
            header2=plain("業務委託契約書"),
            footer1=plain("1頁"),
        )
    )
    assert document.text == "本文\n"
    assert document.margins == (("header", None, "業務委託契約書"), ("footer", None, "1頁"))


def test_headings(word: WordMaker, document_of: Reader) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="別記"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    )
    body = (
        paragraph(run("章"), '<w:pStyle w:val="1"/>')
        + paragraph(run("節"), '<w:pStyle w:val="a"/>')
        + paragraph(run("項"), '<w:outlineLvl w:val="2"/>')
        + paragraph(run("文"), '<w:pStyle w:val="1"/><w:outlineLvl w:val="9"/>')
    )
    document = document_of(word(body, styles=styles))
    assert [block.heading for block in document.blocks] == [1, 2, 3, None]


def test_things_that_are_not_read_are_said(word: WordMaker, document_of: Reader) -> None:
    embedded = word(
        paragraph(run("本文") + "<w:r><w:object><o:OLEObject/></w:object></w:r>") + "<w:altChunk/>",
        extra={"word/vbaProject.bin": b"x"},
    )
    document = document_of(embedded)
    assert [found.code for found in document.notices] == ["embedded-content", "embedded-content"]
    assert "マクロ" in document.notices[1].message.ja


def test_damaged_side_parts_cost_only_themselves(word: WordMaker, document_of: Reader) -> None:
    document = document_of(word(plain("本文"), styles="<broken", numbering="<broken"))
    assert document.text == "本文\n"
    assert codes(document) == {"partial-read"}


def test_strict_open_xml(word: WordMaker, document_of: Reader, tmp_path: Path) -> None:
    import zipfile

    source = word(paragraph(run("隠", "<w:vanish/>") + run("本文")))
    strict = tmp_path / "strict.docx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(strict, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            data = data.replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            ).replace(
                b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                b"http://purl.oclc.org/ooxml/officeDocument/relationships",
            )
            new.writestr(name, data)
    assert lines(document_of(strict)) == ["本文"]


def test_deeply_nested_wrappers(word: WordMaker, document_of: Reader) -> None:
    inner = "<w:smartTag>" * 200 + run("底", "<w:strike w:val='0'/>") + "</w:smartTag>" * 200
    assert lines(document_of(word(paragraph(inner)))) == ["底"]
