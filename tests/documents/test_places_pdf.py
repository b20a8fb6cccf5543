"""PDF: the boxes of a sentence hold exactly that sentence, however the page was made and turned."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reread import bare, places_of, sentences, text_in_boxes
from vendorrisk.documents import Document, PdfPlace, find_places, read
from vendorrisk.model import VendorriskError

PdfMaker = Callable[..., Path]
Reader = Callable[[Path], Document]

BAN = "乙は、あらかじめ甲の承諾を得なければ、本業務の全部又は一部を第三者に委託してはならない。"
LONG = "第1条　乙は、本業務を誠実に履行する。" + BAN + "この契約が終了した後においても、同様とする。"


def set_in(text: str, width: int) -> list[str]:
    return [text[at : at + width] for at in range(0, len(text), width)]


def column(
    lines: list[str], x: float = 60, y: float = 760, pitch: float = 18
) -> list[tuple[float, float, str]]:
    return [(x, y - at * pitch, line) for at, line in enumerate(lines)]


def put(paper: Any, lines: list[tuple[float, float, str]]) -> None:
    for x, y, text in lines:
        paper.drawString(x, y, text)


def pages_of(places: Any) -> list[int]:
    return [place.page for place in places]


def test_one_box_for_every_line_in_points_from_the_top_left_corner(pdf: PdfMaker, document_of: Reader) -> None:
    path = pdf([column(set_in(LONG, 30))], pagesize=(595, 842))
    (place,) = places_of(document_of(path), BAN)
    assert isinstance(place, PdfPlace)
    assert (place.page, place.size) == (1, (595, 842))
    first, second, third = place.boxes
    assert first.left == pytest.approx(60 + 19 * 10 - 5, abs=1)  # the digit is half as wide
    assert first.right == pytest.approx(60 + 30 * 10 - 5, abs=1)
    assert second.left == pytest.approx(60, abs=1)
    assert third.right == pytest.approx(60 + (len(BAN) - 11 - 30) * 10, abs=1)
    for at, box in enumerate(place.boxes):
        baseline = 842 - (760 - 18 * at)
        assert box.top < baseline < box.bottom
        assert box.bottom - box.top == pytest.approx(10, abs=4)


def turned_sheet(quarter: int) -> Callable[[Any], None]:
    def draw(paper: Any) -> None:
        paper.setPageRotation(quarter)
        put(paper, column(set_in(LONG, 30)))

    return draw


def turned_text(angle: int, quarter: int) -> Callable[[Any], None]:
    def draw(paper: Any) -> None:
        paper.setPageRotation(quarter)
        paper.translate(300, 420)
        paper.rotate(angle)
        put(paper, column(set_in(LONG, 30), x=-200, y=100))

    return draw


def cropped(paper: Any) -> None:
    paper.setCropBox((40, 600, 500, 800))
    put(paper, column(set_in(LONG, 30)))


def cropped_and_turned(paper: Any) -> None:
    cropped(paper)
    paper.setPageRotation(270)


def columns_line_by_line(paper: Any) -> None:
    lines = set_in(LONG * 3, 20)
    half = (len(lines) + 1) // 2
    for left, right in zip(column(lines[:half]), column(lines[half:], x=320), strict=False):
        put(paper, [left, right])


def table(paper: Any) -> None:
    for y in (700, 670, 600):
        paper.line(60, y, 500, y)
    for x in (60, 160, 500):
        paper.line(x, 700, x, 600)
    put(paper, [(65, 680, "業務名"), (165, 680, "保守"), (65, 650, "再委託"), *column(set_in(BAN, 30), 165, 650, 16)])


def line_over_cells(paper: Any) -> None:
    for y in (700, 680, 660):
        paper.line(60, y, 300, y)
    for x in (60, 112, 300):
        paper.line(x, 700, x, 660)
    put(paper, [(61, 685, "履行期間　令和8年度"), (61, 665, "履行場所　土浦市。")])


def vertical(paper: Any) -> None:
    for place, text in enumerate(set_in(LONG, 30)):
        for at, letter in enumerate(text):
            paper.drawString(500 - 20 * place, 780 - 12 * at, letter)


def in_pieces(paper: Any) -> None:
    """Every letter drawn by itself, the second half of each line first."""
    for x, y, text in column(set_in(LONG, 30)):
        half = len(text) // 2
        for at in (*range(half, len(text)), *range(half)):
            paper.drawString(x + 10 * at, y, text[at])


def letters_in_cells_of_a_turned_sheet(paper: Any) -> None:
    """A table on a sheet that lies on its side, its letters drawn one by one from the last to the first."""
    paper.setPageRotation(90)
    for y in (500, 470, 440):
        paper.line(60, y, 400, y)
    for x in (60, 102, 400):
        paper.line(x, 500, x, 440)
    for x, y, text in [(61, 480, "業務名称保守の業務"), (61, 450, "再委託等乙は、再委託してはならない。")]:
        for at in reversed(range(len(text))):
            paper.drawString(x + 10 * at, y, text[at])


def noted(paper: Any) -> None:
    put(paper, column(["甲及び乙は、信義に従い履行する。"] * 5 + ["乙は、本業務を第三者※1に委託してはならない。"]))
    paper.setFont("HeiseiMin-W3", 8)
    put(paper, [(60, 90, "※1　乙の子会社を含む。")])


def radicals(paper: Any) -> None:
    put(paper, [(60, 700, "⼄は、業務上知り得た⼈の秘密を漏らしてはならない。")])


UPRIGHT = (595, 842)
LYING = (842, 595)  # reportlab swaps the sides of a sheet that it turns by a quarter


@pytest.mark.parametrize(
    ("draw", "size"),
    [
        pytest.param(draw, size, id=f"{draw.__qualname__.split('.')[0]} {number}")
        for number, (draw, size) in enumerate((
            (turned_sheet(0), UPRIGHT), (turned_sheet(90), LYING), (turned_sheet(180), UPRIGHT), (turned_sheet(270), LYING),
            (turned_text(90, 0), UPRIGHT), (turned_text(180, 0), UPRIGHT), (turned_text(270, 0), UPRIGHT),
            (turned_text(90, 90), LYING), (turned_text(270, 90), LYING), (turned_text(180, 270), LYING),
            (cropped, UPRIGHT), (cropped_and_turned, LYING), (columns_line_by_line, UPRIGHT), (table, UPRIGHT),
            (line_over_cells, UPRIGHT), (vertical, UPRIGHT), (in_pieces, UPRIGHT), (radicals, UPRIGHT),
        ))
    ],
)  # fmt: skip
def test_boxes_hold_exactly_the_sentence(
    pdf: PdfMaker, document_of: Reader, draw: Callable[[Any], None], size: tuple[int, int]
) -> None:
    path = pdf([draw], pagesize=size)
    document = document_of(path)
    spans = list(sentences(document))
    assert spans
    for (start, end), places in zip(spans, find_places(document, spans), strict=True):
        assert bare(text_in_boxes(path, places)) == bare(document.text[start:end])


def test_letters_in_cells_of_a_turned_sheet(pdf: PdfMaker, document_of: Reader) -> None:
    path = pdf([letters_in_cells_of_a_turned_sheet], pagesize=LYING)
    document = document_of(path)
    assert document.text.split() == ["業務名称", "保守の業務", "再委託等", "乙は、再委託してはならない。"]
    for start, end in ((block.start, block.end) for block in document.blocks):
        found = text_in_boxes(path, find_places(document, [(start, end)])[0])
        assert sorted(bare(found)) == sorted(document.text[start:end])  # pypdfium2 gives them as they were drawn


def test_a_sign_of_a_note_inside_a_sentence_does_not_shift_it(pdf: PdfMaker, document_of: Reader) -> None:
    path = pdf([noted])
    document = document_of(path)
    assert "第三者に委託" in document.text
    places = places_of(document, "乙は、本業務を第三者に委託してはならない。")
    assert bare(text_in_boxes(path, places)) == bare("乙は、本業務を第三者※1に委託してはならない。")
    assert bare(text_in_boxes(path, places_of(document, "委託してはならない。"))) == "委託してはならない。"


def test_a_sentence_over_a_page_break_has_boxes_on_both_pages(pdf: PdfMaker, document_of: Reader) -> None:
    lines = set_in("甲及び乙は、信義に従い誠実にこの契約を履行する。" * 30 + BAN, 40)
    path = pdf([column(lines[: len(lines) - 1]), column(lines[len(lines) - 1 :])])
    document = document_of(path)
    places = places_of(document, BAN)
    assert pages_of(places) == [1, 2]
    assert bare(text_in_boxes(path, places)) == bare(BAN)


def test_what_is_filled_into_a_form_field_has_the_box_of_the_field(pdf: PdfMaker, document_of: Reader) -> None:
    def draw(paper: Any) -> None:
        put(paper, [(60, 700, "乙は、　　　　　　　　　　及び　　　　　　　　　　　　を行わなければならない。")])
        paper.acroForm.textfield(value="audit", x=95, y=697, width=80, height=14, name="a")
        paper.acroForm.textfield(value="training", x=215, y=697, width=80, height=14, name="b")

    path = pdf([draw], pagesize=(595, 842))
    document = document_of(path)
    assert bare(document.text) == "乙は、audit及びtrainingを行わなければならない。"
    for value, left in (("audit", 95), ("training", 215)):
        (place,) = places_of(document, value)
        assert isinstance(place, PdfPlace)
        (box,) = place.boxes
        assert (box.left, box.right) == pytest.approx((left, left + 80), abs=2)
        assert (box.top, box.bottom) == pytest.approx((842 - 711, 842 - 697), abs=2)
    assert bare(text_in_boxes(path, places_of(document, "を行わなければならない。"))) == "を行わなければならない。"


def test_a_damaged_file_that_only_the_second_reader_reads_gives_pages_without_boxes(pdf: PdfMaker) -> None:
    path = pdf([column(set_in(LONG, 30))])
    document = read(path)
    assert isinstance(document, Document)
    import attrs

    places = find_places(attrs.evolve(document, origins=()), [(0, 10)])[0]
    assert places == (PdfPlace(1, (), None),)


def test_a_file_that_has_changed_is_not_pointed_into(pdf: PdfMaker, document_of: Reader) -> None:
    path = pdf([column(set_in(LONG, 30))])
    document = document_of(path)
    path.write_bytes(path.read_bytes() + b"\n")
    with pytest.raises(VendorriskError, match="変わって"):
        find_places(document, [(0, 10)])
    path.unlink()
    with pytest.raises(VendorriskError, match="見つかりません"):
        find_places(document, [(0, 10)])
