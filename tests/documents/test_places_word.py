"""Word and text: the place of a sentence is exactly where another program finds the same characters."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reread import bare, places_of, text_in_runs
from vendorrisk.documents import Document, RunSpan, TextPlace, WordPlace, find_places, read, read_text

WordMaker = Callable[..., Path]
Reader = Callable[[Path], Document]

BAN = "乙は、再委託してはならない。"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def box(inner: str, fallback: str = "") -> str:
    return (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>"
        f"{inner}</w:txbxContent></wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox><w:txbxContent>{fallback}</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


BEFORE = paragraph(run("前の段落。"))
SPLIT = run("甲は、払う。乙は、") + run("再委託", "<w:b/>") + run("してはならない。以上")
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="第%1条"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'


@pytest.mark.parametrize(
    "body",
    [
        paragraph(SPLIT),
        paragraph(SPLIT, NUMBERED),
        paragraph(run("項目") + "<w:r><w:tab/></w:r>" + SPLIT),
        paragraph(run("一行目") + "<w:r><w:br/></w:r>" + SPLIT),
        paragraph("<w:r><w:t>一行目</w:t><w:br/><w:t>甲は、払う。乙は、再</w:t><w:tab/><w:t>委託してはならない。以上</w:t></w:r>", NUMBERED),
        paragraph(run("消す", "<w:vanish/>") + SPLIT),
        paragraph(f"<w:hyperlink>{run('甲は、払う。乙は、再委託')}</w:hyperlink>" + run("してはならない。")),
        paragraph(run("甲は、払う。") + f'<w:ins w:id="1">{run(BAN)}</w:ins>' + run("以上。")),
        paragraph(run("乙は、") + '<w:del w:id="1"><w:r><w:delText>何も</w:delText></w:r></w:del>' + run("再委託してはならない。")),
        paragraph(f"<w:sdt><w:sdtContent>{SPLIT}</w:sdtContent></w:sdt>"),
        f"<w:tbl><w:tr><w:tc>{paragraph(run('再委託'))}</w:tc><w:tc>{BEFORE}{paragraph(SPLIT)}</w:tc></w:tr></w:tbl>",
        paragraph(run("図のとおり") + box(BEFORE + paragraph(SPLIT), paragraph(run("旧"))) + run("とする。")),
        paragraph(
            "<w:r><w:ruby><w:rt>" + run("おつ") + "</w:rt><w:rubyBase>" + run("乙") + "</w:rubyBase></w:ruby></w:r>"
            + run("は、再委託してはならない。")
        ),
    ],
)  # fmt: skip
def test_runs_hold_exactly_the_sentence(word: WordMaker, document_of: Reader, body: str) -> None:
    path = word(BEFORE + body + BEFORE, numbering=NUMBERING)
    document = document_of(path)
    for quote in (BAN, "再委託", "前の段落。"):
        places = places_of(document, quote)
        assert bare(text_in_runs(path, places)) == bare(quote)
        assert {place.part for place in places if isinstance(place, WordPlace)} == {"word/document.xml"}


def test_paragraphs_and_runs_are_counted_from_0_and_offsets_are_those_of_the_run(word: WordMaker, document_of: Reader) -> None:
    table = f"<w:tbl><w:tr><w:tc>{paragraph(SPLIT, NUMBERED)}</w:tc></w:tr></w:tbl>"
    document = document_of(word(BEFORE + table, numbering=NUMBERING))
    spans = (RunSpan(0, 6, 9), RunSpan(1, 0, 3), RunSpan(2, 0, 8))
    assert places_of(document, BAN) == (WordPlace("word/document.xml", 1, spans),)


def test_an_automatic_number_has_no_run(word: WordMaker, document_of: Reader) -> None:
    document = document_of(word(paragraph(run(BAN), NUMBERED), numbering=NUMBERING))
    assert "第1条" in document.text
    assert find_places(document, [(0, 3)]) == [()]
    assert find_places(document, [(0, len(document.text))]) == [(WordPlace("word/document.xml", 0, (RunSpan(0, 0, len(BAN)),)),)]


def test_a_sentence_over_a_deleted_paragraph_mark_stands_in_two_paragraphs(word: WordMaker, document_of: Reader) -> None:
    gone = '<w:rPr><w:del w:id="1"/></w:rPr>'
    path = word(paragraph(run("乙は、再委託"), gone) + paragraph(run("してはならない。")))
    places = places_of(document_of(path), BAN)
    assert [place.paragraph for place in places if isinstance(place, WordPlace)] == [0, 1]
    assert text_in_runs(path, places) == BAN


def test_a_footnote_stands_in_its_own_part(word: WordMaker, document_of: Reader) -> None:
    body = paragraph(run("本文。") + '<w:r><w:footnoteReference w:id="2"/></w:r>')
    notes = f'<w:footnote w:id="1">{BEFORE}</w:footnote><w:footnote w:id="2">{paragraph(SPLIT)}</w:footnote>'
    path = word(body, footnotes=notes)
    places = places_of(document_of(path), BAN)
    assert [(place.part, place.paragraph) for place in places if isinstance(place, WordPlace)] == [("word/footnotes.xml", 1)]
    assert text_in_runs(path, places) == BAN


def test_cells_that_are_read_together_have_a_place_each(word: WordMaker, document_of: Reader) -> None:
    cells = "".join(f"<w:tc>{paragraph(run(text))}</w:tc>" for text in ("再委託", "しない。"))
    document = document_of(word(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"))
    assert [place.paragraph for place in places_of(document, "再委託しない。") if isinstance(place, WordPlace)] == [0, 1]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp932"])
def test_lines_and_columns_are_those_of_an_editor(tmp_path: Path, end: str, encoding: str) -> None:
    path = tmp_path / "契約書.txt"
    path.write_bytes(f"契約書{end}{end}第1条　乙は、再委託して{end}はならない。以上{end}".encode(encoding))
    document = read(path)
    assert isinstance(document, Document)
    assert places_of(document, BAN) == (TextPlace(3, 5, 4, 7),)


def test_a_page_break_between_two_lines_is_no_line_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "契約書.txt"
    path.write_text("乙は、本業務の全部又は一部を第三者\n- 1 -\n\f者に委託してはならない。\n" + BAN, encoding="utf-8", newline="")
    document = read(path)
    assert isinstance(document, Document)
    assert places_of(document, BAN) == (TextPlace(4, 1, 4, 15),)


def test_a_text_without_a_file_has_places_too() -> None:
    assert places_of(read_text("契約書\n" + BAN), BAN) == (TextPlace(2, 1, 2, 15),)
