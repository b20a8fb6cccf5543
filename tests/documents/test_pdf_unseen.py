"""PDF: what is not seen, or struck through, is not text of the contract; what is filled into a form is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from vendorrisk.documents import Document, Refusal, read

PdfMaker = Callable[..., Path]
Reader = Callable[[Path], Document]
Draw = Callable[[Any], None]

CLAUSE = "乙は、本業務を第三者に委託してはならない。"
WIDTH = 10 * len(CLAUSE)


def lines(document: Document) -> list[str]:
    return document.text.split("\n")[:-1]


def notices(document: Document) -> list[tuple[str, tuple[int, ...]]]:
    return [(found.code, found.pages) for found in document.notices]


def page(*draws: Draw) -> Draw:
    """A page with a line that is seen, and what else is drawn."""

    def draw(paper: Any) -> None:
        paper.drawString(60, 760, "業務委託契約書の本文")
        for more in draws:
            more(paper)

    return draw


def clause(
    x: float = 60, y: float = 700, colour: float | None = None, mode: int = 0, size: float = 10
) -> Draw:
    def draw(paper: Any) -> None:
        layer = paper.beginText(x, y)
        layer.setFont("HeiseiMin-W3", size)
        layer.setTextRenderMode(mode)
        if colour is not None:
            layer.setFillColorRGB(colour, colour, colour)
        layer.textLine(CLAUSE)
        layer.setTextRenderMode(0)
        paper.drawText(layer)
        paper.setFont("HeiseiMin-W3", 10)

    return draw


def box(x: float, y: float, width: float, height: float, grey: float = 0) -> Draw:
    def draw(paper: Any) -> None:
        paper.saveState()
        paper.setFillGray(grey)
        paper.rect(x, y, width, height, fill=1, stroke=0)
        paper.restoreState()

    return draw


def rule(y: float, x0: float = 60, x1: float = 60 + WIDTH) -> Draw:
    return lambda paper: paper.line(x0, y, x1, y)


@pytest.mark.parametrize(
    "hidden",
    [
        clause(mode=3),
        clause(colour=1),
        clause(colour=0.97),
        clause(size=0.5),
        clause(x=700),
        clause(y=-50),
        lambda paper: (clause()(paper), box(50, 690, 400, 25)(paper)),
        lambda paper: (clause()(paper), box(50, 690, 400, 25, grey=1)(paper)),
    ],
    ids=["invisible", "white", "near-white", "minute", "beside", "below", "black-box", "white-box"],
)
def test_what_nobody_sees_is_left_out_and_said(pdf: PdfMaker, document_of: Reader, hidden: Draw) -> None:
    document = document_of(pdf([page(hidden)]))
    assert lines(document) == ["業務委託契約書の本文"]
    assert notices(document) == [("hidden-text", (1,))]


def test_a_cropped_away_part_is_not_seen(pdf: PdfMaker, document_of: Reader) -> None:
    def crop(paper: Any) -> None:
        paper.setCropBox((0, 720, 595, 842))

    document = document_of(pdf([page(clause(), crop)]))
    assert lines(document) == ["業務委託契約書の本文"]
    assert notices(document) == [("hidden-text", (1,))]


@pytest.mark.parametrize(
    "seen",
    [
        clause(colour=0.5),
        lambda paper: (box(50, 690, 400, 25, grey=0.2)(paper), clause(colour=1)(paper)),
        lambda paper: (box(50, 690, 400, 25, grey=0.9)(paper), clause()(paper)),
    ],
    ids=["grey", "white on dark", "on a shade"],
)
def test_what_can_be_read_counts(pdf: PdfMaker, document_of: Reader, seen: Draw) -> None:
    document = document_of(pdf([page(seen)]))
    assert lines(document) == ["業務委託契約書の本文", CLAUSE]
    assert not document.notices


@pytest.mark.parametrize(
    "strike",
    [
        rule(703.5),
        lambda paper: (rule(702.5)(paper), rule(704.5)(paper)),
        box(60, 703, WIDTH, 0.7),
        rule(703.5, 55, 75 + WIDTH),
    ],
    ids=["line", "two lines", "thin box", "a little longer"],
)
def test_a_line_through_the_letters_strikes_them_out(
    pdf: PdfMaker, document_of: Reader, strike: Draw
) -> None:
    document = document_of(pdf([page(clause(), strike)]))
    assert lines(document) == ["業務委託契約書の本文"]
    assert notices(document) == [("struck-out-text", (1,))]


def test_only_the_letters_that_are_struck_go(pdf: PdfMaker, document_of: Reader) -> None:
    document = document_of(pdf([page(clause(), rule(703.5, 60 + 100, 60 + WIDTH - 10))]))
    assert lines(document)[1].replace(" ", "") == CLAUSE[:10] + "。"


@pytest.mark.parametrize("y", [698.5, 699.5, 710, 690])
def test_a_line_beside_the_letters_strikes_nothing(pdf: PdfMaker, document_of: Reader, y: float) -> None:
    document = document_of(pdf([page(clause(), rule(y))]))
    assert lines(document) == ["業務委託契約書の本文", CLAUSE]
    assert not document.notices


def test_text_behind_the_picture_of_its_scan_is_a_recognised_one(pdf: PdfMaker, document_of: Reader) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    def scan(paper: Any) -> None:
        paper.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, 595, 842)

    document = document_of(pdf([page(clause(), scan)]))
    assert lines(document) == ["業務委託契約書の本文", CLAUSE]
    assert notices(document) == [("ocr", (1,))]


def annotated(sort: str, **entries: Any) -> Draw:
    """Lay an annotation over the clause."""

    def draw(paper: Any) -> None:
        from reportlab.pdfbase import pdfdoc

        fields = {
            "Type": pdfdoc.PDFName("Annot"),
            "Subtype": pdfdoc.PDFName(sort),
            "Rect": pdfdoc.PDFArray([60, 695, 400, 712]),
            "F": 4,
        }
        values = {
            key: pdfdoc.PDFArray(value) if isinstance(value, list) else pdfdoc.PDFString(value)
            for key, value in entries.items()
        }
        paper._addAnnotation(pdfdoc.PDFDictionary({**fields, **values}))

    return draw


QUAD = [60, 712, 60 + WIDTH, 712, 60, 697, 60 + WIDTH, 697]


def test_a_passage_struck_out_with_a_readers_tool_is_struck_out(pdf: PdfMaker, document_of: Reader) -> None:
    document = document_of(pdf([page(clause(), annotated("StrikeOut", QuadPoints=QUAD))]))
    assert lines(document) == ["業務委託契約書の本文"]
    assert notices(document) == [("struck-out-text", (1,))]


@pytest.mark.parametrize("sort", ["Highlight", "Underline"])
def test_marked_passages_stay(pdf: PdfMaker, document_of: Reader, sort: str) -> None:
    document = document_of(pdf([page(clause(), annotated(sort, QuadPoints=QUAD))]))
    assert lines(document) == ["業務委託契約書の本文", CLAUSE]
    assert not document.notices


def test_text_typed_upon_the_page_is_no_text_of_the_contract_and_said(
    pdf: PdfMaker, document_of: Reader
) -> None:
    document = document_of(pdf([page(annotated("FreeText", Contents=CLAUSE))]))
    assert lines(document) == ["業務委託契約書の本文"]
    assert notices(document) == [("embedded-content", (1,))]


def test_a_filled_form_field_is_read_in_its_place(pdf: PdfMaker, document_of: Reader) -> None:
    def label(paper: Any) -> None:
        paper.drawString(20, 700, "第7条")
        paper.drawString(60, 650, "以上")

    document = document_of(pdf([page(label, annotated("Widget", V=CLAUSE))]))
    assert lines(document) == ["業務委託契約書の本文", f"第7条 {CLAUSE}", "以上"]
    assert not document.notices


def test_a_page_whose_whole_text_is_hidden_is_not_judged(pdf: PdfMaker) -> None:
    refusal = read(pdf([clause(mode=3)]))
    assert isinstance(refusal, Refusal)
    assert refusal.code in ("empty", "no-text")


def test_a_line_a_little_too_long_for_the_page_is_not_hidden(pdf: PdfMaker, document_of: Reader) -> None:
    document = document_of(pdf([page(clause(x=595 - WIDTH + 12))]))
    assert lines(document) == ["業務委託契約書の本文", CLAUSE]
    assert not document.notices
