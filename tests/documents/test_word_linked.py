"""Word: what stands in other parts of the file than the text, and on its page all the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from vendorrisk.documents import Document

WordMaker = Callable[..., Path]
Reader = Callable[[Path], Document]

CHUNK = '<w:altChunk r:id="r0"/>'


def p(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def lines_of(document: Document) -> list[str]:
    return document.text.split("\n")[:-1]


def codes_of(document: Document) -> list[str]:
    return [found.code for found in document.notices]


def with_chunk(word: WordMaker, name: str, data: bytes) -> Path:
    return word(p("第1条") + CHUNK + p("第3条"), links=[("aFChunk", name)], extra={f"word/{name}": data})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_imported_text_is_read_in_its_place(word: WordMaker, document_of: Reader, encoding: str) -> None:
    text = "第2条 乙は、業務上知り得た秘密を漏らしてはならない。\r\n乙は、これを従業員に守らせる。"
    document = document_of(with_chunk(word, "chunk.txt", text.encode(encoding)))
    assert lines_of(document) == ["第1条", *text.split("\r\n"), "第3条"]
    assert not document.notices


def test_imported_web_page_is_read_without_what_it_does_not_show(word: WordMaker, document_of: Reader) -> None:
    page = (
        "<!DOCTYPE html><html><head><title>題</title><style>p{}</style></head><body><h1>第2条</h1><p>乙は、<b>秘密</b>を\n守る。<br>以上</p>"
        '<script>甲</script><p style="display: none">隠す。</p><p><s>消す。</s>残す。</p><table><tr><td>表</td><td>の中</td></tr></table></body></html>'
    )
    document = document_of(with_chunk(word, "chunk.html", page.encode()))
    assert lines_of(document) == ["第1条", "第2条", "乙は、秘密を 守る。", "以上", "残す。", "表", "の中", "第3条"]
    assert codes_of(document) == ["hidden-text", "struck-out-text", "embedded-content"]


def test_imported_word_file_is_read_with_its_own_lists_and_notices(word: WordMaker, document_of: Reader) -> None:
    table = "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>"
    hidden = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隠す。</w:t></w:r></w:p>"
    inner = word(table.format(p("内の表")) + hidden + p("第2条"), name="inner.docx").read_bytes()
    body = table.format(p("外の表")) + CHUNK + table.format(p("後の表"))
    document = document_of(word(body, links=[("aFChunk", "inner.docx")], extra={"word/inner.docx": inner}))
    assert lines_of(document) == ["外の表", "内の表", "第2条", "後の表"]
    assert [block.row for block in document.blocks] == [(1, 1), (2, 1), None, (3, 1)]
    assert codes_of(document) == ["hidden-text"]


def test_a_file_in_a_file_in_a_file_is_said_to_be_unread(word: WordMaker, document_of: Reader) -> None:
    inner = with_chunk(word, "chunk.txt", "最も深い。".encode()).read_bytes()
    document = document_of(with_chunk(word, "inner.docx", inner))
    assert lines_of(document) == ["第1条", "第1条", "第3条", "第3条"]
    assert codes_of(document) == ["embedded-content"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.rtf", b"{\\rtf1 abc}"),
        ("a.mht", b"MIME-Version: 1.0\nFrom: a\nSubject: b\nContent-Type: text/html\n\nx"),
        ("a.docx", b"PK\x03\x04 broken"),
        ("a.txt", bytes(range(256)) * 4),
        ("a.txt", b""),
        ("a.html", b"<html></html>"),
    ],
)
def test_imported_parts_of_other_sorts_are_said_to_be_unread(word: WordMaker, document_of: Reader, name: str, data: bytes) -> None:
    document = document_of(with_chunk(word, name, data))
    assert lines_of(document) == ["第1条", "第3条"]
    assert codes_of(document) == ["embedded-content"]


def test_what_is_imported_from_outside_is_never_fetched(word: WordMaker, document_of: Reader) -> None:
    links = [("aFChunk", 'http://127.0.0.1:9/x.htm" TargetMode="External')]
    document = document_of(word(p("本文。") + CHUNK, links=links))
    assert lines_of(document) == ["本文。"]
    assert codes_of(document) == ["embedded-content"]


DIAGRAM = (
    '<dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><dgm:ptLst>'
    "<dgm:pt><dgm:t><a:p><a:r><a:t>委託者は、</a:t></a:r><a:r><a:t>報告を受ける。</a:t></a:r></a:p><a:p/></dgm:t></dgm:pt>"
    "<dgm:pt><dgm:t><a:p><a:r><a:t>事故が起きたときは、直ちに報告する。</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>"
).encode()
ANCHOR = '<w:p><w:r><w:t>体制図</w:t></w:r><w:r>{}<w:drawing><dgm:relIds r:dm="r0"/></w:drawing></w:r></w:p>'


def test_the_words_of_a_diagram_are_read_as_text_boxes(word: WordMaker, document_of: Reader) -> None:
    document = document_of(
        word(ANCHOR.format("") + p("以上"), links=[("diagramData", "diagrams/data1.xml")], extra={"word/diagrams/data1.xml": DIAGRAM})
    )
    assert lines_of(document) == ["体制図", "委託者は、報告を受ける。", "事故が起きたときは、直ちに報告する。", "以上"]
    assert [block.where for block in document.blocks] == ["body", "text-box", "text-box", "body"]
    assert not document.notices


def test_a_hidden_diagram_does_not_count_and_a_damaged_one_is_said(word: WordMaker, document_of: Reader) -> None:
    links = [("diagramData", "diagrams/data1.xml")]
    hidden = ANCHOR.format("<w:rPr><w:vanish/></w:rPr>")
    document = document_of(word(hidden, links=links, extra={"word/diagrams/data1.xml": DIAGRAM}))
    assert (lines_of(document), codes_of(document)) == (["体制図"], ["hidden-text", "embedded-content"])
    document = document_of(word(ANCHOR.format(""), links=links, extra={"word/diagrams/data1.xml": b"<x"}))
    assert (lines_of(document), codes_of(document)) == (["体制図"], ["embedded-content"])


@pytest.mark.parametrize(("mark", "shown"), [("<w:hidden/>", False), ('<w:hidden w:val="0"/>', True), ("<w:cantSplit/>", True)])
def test_rows_that_word_hides_do_not_count(word: WordMaker, document_of: Reader, mark: str, shown: bool) -> None:
    row = "<w:tr><w:trPr>{}</w:trPr><w:tc>{}</w:tc></w:tr>"
    document = document_of(word(f"<w:tbl>{row.format(mark, p('隠れた行。'))}{row.format('', p('見える行。'))}</w:tbl>"))
    assert lines_of(document) == (["隠れた行。"] if shown else []) + ["見える行。"]
    assert codes_of(document) == ([] if shown else ["hidden-text"])
