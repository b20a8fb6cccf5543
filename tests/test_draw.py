"""Pictures of pages: what is marked differs from the bare page, and nothing else but the numbers in the margin does."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops

import vendorrisk

SAMPLES = Path(__file__).parents[1] / "contracts" / "samples"
GAPS = SAMPLES / "outsourcing-gaps.pdf"
MARGIN = 30.0  # points that a number and its bar may take at either edge


def evidence_of(path: Path, **options: Any) -> list[vendorrisk.Evidence]:
    (report,) = vendorrisk.check(path, kind="outsourcing", places=True, **options).documents
    found = {(e.start, e.end): e for r in report.requirements for f in r.elements for e in f.evidence}
    assert found
    return list(found.values())


def bare_page(path: Path, number: int, dpi: int) -> Image.Image:
    import pypdfium2

    with pypdfium2.PdfDocument(str(path)) as pdf:
        picture: Image.Image = pdf[number - 1].render(scale=dpi / 72).to_pil().convert("RGB")
        return picture


def opened(page: vendorrisk.DrawnPage) -> Image.Image:
    return Image.open(io.BytesIO(page.png)).convert("RGB")


@pytest.mark.parametrize("dpi", [72, 110, 200])
def test_boxes_are_marked_and_nothing_else_is(dpi: int) -> None:
    evidence = evidence_of(GAPS)
    pages = vendorrisk.draw(GAPS, evidence, dpi=dpi)
    places = [place for one in evidence for place in one.places if isinstance(place, vendorrisk.PdfPlace)]
    assert [page.page for page in pages] == sorted({place.page for place in places})
    scale = dpi / 72
    for page in pages:
        plain, drawn = bare_page(GAPS, page.page, dpi), opened(page)
        assert drawn.size == plain.size
        changed = ImageChops.difference(plain, drawn).convert("L").point(lambda value: 255 if value else 0)
        for box in (box for place in places if place.page == page.page for box in place.boxes):
            edges = [round(value * scale) for value in (box.left, box.top, box.right, box.bottom)]
            inside = changed.crop((edges[0], edges[1], edges[2], edges[3]))
            white = inside.histogram()[255]
            assert white > 0.6 * inside.width * inside.height  # black letters stay black
            edge = 2 + round(scale)
            changed.paste(0, (edges[0] - edge, edges[1] - edge, edges[2] + edge, edges[3] + edge))
        left, right = round(MARGIN * scale), drawn.width - round(MARGIN * scale)
        assert changed.crop((0, 0, left, changed.height)).getbbox() is not None  # the numbers
        assert changed.crop((left, 0, right, changed.height)).getbbox() is None


def test_one_evidence_draws_its_page_alone() -> None:
    one = evidence_of(GAPS)[0]
    (page,) = vendorrisk.draw(GAPS, one)
    assert page.page == one.page
    assert page.png.startswith(b"\x89PNG\r\n")
    assert opened(page).size == (910, 1287)
    assert opened(page).tobytes() != bare_page(GAPS, page.page, 110).tobytes()


def test_numbers_tell_the_sentences_apart() -> None:
    first, second = (opened(vendorrisk.draw(GAPS, order)[0]) for order in ((evidence_of(GAPS))[:2], evidence_of(GAPS)[1::-1]))
    assert first.tobytes() != second.tobytes()


def contract(path: Path, *, quarter: int = 0, crop: tuple[int, int, int, int] | None = None, **options: Any) -> Path:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen import canvas

    pdfmetrics.registerFont(UnicodeCIDFont("HeiseiMin-W3"))
    paper = canvas.Canvas(str(path), **options)
    paper.setPageRotation(quarter)
    if crop is not None:
        paper.setCropBox(crop)
    paper.setFont("HeiseiMin-W3", 10)
    paper.drawString(160, 500, "乙は、業務上知り得た秘密を漏らしてはならない。")
    paper.save()
    return path


@pytest.mark.parametrize("crop", [None, (100, 300, 500, 580)])
@pytest.mark.parametrize("quarter", [0, 90, 180, 270])
def test_the_mark_lies_on_the_letters_of_turned_and_cropped_pages(
    tmp_path: Path, quarter: int, crop: tuple[int, int, int, int] | None
) -> None:
    path = contract(tmp_path / "契約.pdf", quarter=quarter, crop=crop, pagesize=(595, 595))
    (one,) = evidence_of(path)
    (place,) = one.places
    assert isinstance(place, vendorrisk.PdfPlace)
    (box,) = place.boxes
    scale = 110 / 72
    ink = bare_page(path, 1, 110).convert("L").point(lambda value: 255 if value < 200 else 0).getbbox()
    assert ink is not None
    for found, wanted in zip(ink, (box.left, box.top, box.right, box.bottom), strict=True):
        assert found / scale == pytest.approx(wanted, abs=6)
    (page,) = vendorrisk.draw(path, one)
    middle = opened(page).crop((ink[0], ink[1], ink[2], ink[3]))
    assert middle.tobytes() != bare_page(path, 1, 110).crop(ink).tobytes()


def test_a_page_as_large_as_a_field_is_drawn_smaller(tmp_path: Path) -> None:
    path = contract(tmp_path / "契約.pdf", pagesize=(14_400, 14_400))
    (page,) = vendorrisk.draw(path, evidence_of(path), dpi=600)
    width, height = opened(page).size
    assert 30_000_000 < width * height <= 40_100_000


def test_a_font_that_is_lacking_is_said(tmp_path: Path) -> None:
    from vendorrisk.documents._pdf_fonts import times_stood_in

    path = contract(tmp_path / "契約.pdf")
    before = times_stood_in()
    (page,) = vendorrisk.draw(path, evidence_of(path))
    assert page.frames is (times_stood_in() > before)  # false where the machine has the font


@pytest.mark.parametrize("name", ["outsourcing-gaps.docx", "kanji-contract.txt"])
def test_only_pdf_can_be_drawn(name: str) -> None:
    path = SAMPLES / name
    with pytest.raises(vendorrisk.UsageError, match="PDF"):
        vendorrisk.draw(path, evidence_of(path))


@pytest.mark.parametrize("dpi", [0, 19, 601, -5])
def test_a_resolution_without_sense_is_refused(dpi: int) -> None:
    with pytest.raises(vendorrisk.UsageError, match="解像度"):
        vendorrisk.draw(GAPS, evidence_of(GAPS), dpi=dpi)
