"""Word: text that nobody sees on the page, and pictures that hold text nobody read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from vendorrisk.documents import Document, Refusal, read

WordMaker = Callable[..., Path]
Reader = Callable[[Path], Document]


def p(content: str) -> str:
    return f"<w:p>{content if content.startswith('<') else f'<w:r><w:t>{content}</w:t></w:r>'}</w:p>"


def lines_of(document: Document) -> list[str]:
    return document.text.split("\n")[:-1]


def codes_of(document: Document) -> list[str]:
    return [found.code for found in document.notices]


@pytest.mark.parametrize("colour", ["FFFFFF", "fefefe", "F2F2F2"])
def test_letters_that_are_as_good_as_white_do_not_count(
    word: WordMaker, document_of: Reader, colour: str
) -> None:
    document = document_of(
        word(p("見える。") + p(f'<w:r><w:rPr><w:color w:val="{colour}"/></w:rPr><w:t>白い。</w:t></w:r>'))
    )
    assert lines_of(document) == ["見える。"]
    assert codes_of(document) == ["hidden-text"]


def test_grey_letters_count(word: WordMaker, document_of: Reader) -> None:
    document = document_of(word(p('<w:r><w:rPr><w:color w:val="808080"/></w:rPr><w:t>灰色。</w:t></w:r>')))
    assert lines_of(document) == ["灰色。"]
    assert not document.notices


def cell(inner: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


WHITE = p('<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>白い。</w:t></w:r>')


def test_white_letters_in_a_table_count_only_on_a_coloured_ground(
    word: WordMaker, document_of: Reader
) -> None:
    dark = '<w:shd w:val="clear" w:fill="1F3864"/>'
    light = '<w:shd w:val="clear" w:fill="FFFFFF"/>'
    row = cell(WHITE) + cell(WHITE, light) + cell(WHITE.replace("白い", "濃い地の上"), dark)
    document = document_of(word(f"<w:tbl><w:tr>{row}</w:tr></w:tbl>"))
    assert lines_of(document) == ["濃い地の上。"]
    assert codes_of(document) == ["hidden-text"]


def test_a_table_style_may_colour_the_ground(word: WordMaker, document_of: Reader) -> None:
    styles = (
        '<w:style w:type="table" w:styleId="Dark"><w:name w:val="dark"/><w:tblStylePr w:type="firstRow"><w:tcPr>'
        '<w:shd w:val="clear" w:fill="4472C4"/></w:tcPr></w:tblStylePr></w:style>'
    )
    table = f'<w:tbl><w:tblPr><w:tblStyle w:val="Dark"/></w:tblPr><w:tr>{cell(WHITE)}</w:tr></w:tbl>'
    assert lines_of(document_of(word(table, styles=styles))) == ["白い。"]


def test_letters_too_small_to_read_do_not_count(word: WordMaker, document_of: Reader) -> None:
    small = p('<w:r><w:rPr><w:sz w:val="2"/></w:rPr><w:t>微小。</w:t></w:r>')
    document = document_of(
        word(p("見える。") + small + p('<w:r><w:rPr><w:sz w:val="16"/></w:rPr><w:t>小さい。</w:t></w:r>'))
    )
    assert lines_of(document) == ["見える。", "小さい。"]
    assert codes_of(document) == ["hidden-text"]


def test_hint_in_an_empty_entry_field_does_not_count(word: WordMaker, document_of: Reader) -> None:
    control = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    hint = "<w:r><w:t>ここに入力。</w:t></w:r>"
    document = document_of(
        word(p("<w:r><w:t>期間は</w:t></w:r>" + control.format(hint)) + control.format(p("案内文。")))
    )
    assert lines_of(document) == ["期間は"]
    assert codes_of(document) == ["hidden-text"]


def test_soft_break_in_a_sentence_joins_and_one_in_an_address_does_not(
    word: WordMaker, document_of: Reader
) -> None:
    broken = (
        "<w:r><w:t>乙は、本業務の全部又は一部を第三</w:t><w:br/><w:t>者に委託してはならない。</w:t></w:r>"
    )
    address = "<w:r><w:t>甲　霞浦市中央一丁目1番1号</w:t><w:br/><w:t>霞浦市長</w:t></w:r>"
    assert [block.joins for block in document_of(word(p(broken) + p(address))).blocks] == [
        True,
        None,
        None,
        None,
    ]


IMAGE = (
    '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:extent cx="{0}" cy="{0}"/></wp:inline></w:drawing></w:r></w:p>'
)


def test_pasted_scans_are_refused_as_images_without_text(word: WordMaker) -> None:
    refusal = read(word(IMAGE.format(6_000_000), extra={"word/media/image1.png": b"x"}))
    assert isinstance(refusal, Refusal)
    assert refusal.code == "no-text"


def test_large_pictures_and_embedded_files_are_named(word: WordMaker, document_of: Reader) -> None:
    assert codes_of(document_of(word(p("本文。") + IMAGE.format(6_000_000)))) == ["embedded-content"]
    assert codes_of(document_of(word(p("本文。") + IMAGE.format(600_000)))) == []
    assert codes_of(document_of(word(p("本文。"), extra={"word/embeddings/a.xlsx": b"x"}))) == [
        "embedded-content"
    ]
