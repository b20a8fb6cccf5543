"""Scanned pages: read when somebody asks for it, marked as recognised, and refused in one clear line when that cannot be.

Tesseract itself is tried in tests/external; here a stand-in speaks for it, which can also break down.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from vendorrisk.documents import Document, Limits, PdfPlace, Refusal, RefusalCode, find_places, read

PdfMaker = Callable[..., Path]
ProgramMaker = Callable[[str, str], Path]
Tesseract = Callable[..., Path]

CLAUSE = [("業務委託契約書", 95), ("第1条 乙は、業務上知り得た秘密を漏らしてはならない。", 93)]


def picture(mode: str = "L", size: tuple[int, int] = (600, 840), shade: int = 200) -> Any:
    from PIL import Image

    return Image.new(mode, size, shade)


def scanned(paper: Any) -> None:
    from reportlab.lib.utils import ImageReader

    paper.drawImage(ImageReader(picture()), 0, 0, 360, 300)


SMALL: dict[str, Any] = {"pagesize": (360, 300)}
"""A page that is drawn and looked through quickly, and large enough for the lines of the stand-in."""


def lines_of(document: Document | Refusal) -> list[str]:
    assert isinstance(document, Document), document
    return document.text.split("\n")[:-1]


def refused(answer: Document | Refusal) -> Refusal:
    assert isinstance(answer, Refusal), answer
    assert "\n" not in answer.message.ja + answer.message.en
    return answer


def codes(document: Document | Refusal) -> dict[str, tuple[int, ...]]:
    assert isinstance(document, Document), document
    return {notice.code: notice.pages for notice in document.notices}


def test_a_scan_is_read_and_marked(pdf: PdfMaker, tesseract: Tesseract, document_of: Callable[..., Document]) -> None:
    tesseract(CLAUSE)
    path = pdf([scanned], **SMALL)
    document = read(path, ocr=True)
    assert isinstance(document, Document)
    assert lines_of(document) == ["業務委託契約書", "第1条 乙は、業務上知り得た秘密を漏らしてはならない。"]
    assert [block.page for block in document.blocks] == [1, 1]
    assert [block.confidence for block in document.blocks] == pytest.approx([0.955, 0.935])
    assert codes(document) == {"ocr": (1,)}


def test_recognised_words_have_their_boxes_on_the_page(pdf: PdfMaker, tesseract: Tesseract) -> None:
    tesseract(CLAUSE)
    document = read(pdf([[(60, 200, "最初の頁の文字")], scanned], **SMALL), ocr=True)
    assert isinstance(document, Document)
    start = document.text.index("乙は")
    ((place,),) = find_places(document, [(start, document.text.index("漏らし"))])
    assert isinstance(place, PdfPlace)
    assert (place.page, place.size) == (2, (360.0, 300.0))
    (box,) = place.boxes
    # The stand-in counts pixels at 300 dpi: 0.24 points each.  「乙」 is its fifth sign, and 「を」, the last one, its seventeenth.
    assert (box.left, box.top, box.right, box.bottom) == pytest.approx((460 * 0.24, 540 * 0.24, 978 * 0.24, 580 * 0.24), abs=0.3)


def test_boxes_follow_a_page_that_is_shown_turned_and_cropped(pdf: PdfMaker, tesseract: Tesseract, tmp_path: Path) -> None:
    import pypdfium2

    tesseract(CLAUSE)
    path = tmp_path / "turned.pdf"
    with pypdfium2.PdfDocument(pdf([scanned], pagesize=(400, 400))) as file:
        file[0].set_cropbox(20, 30, 380, 330)
        file[0].set_rotation(180)
        file.save(path)
    document = read(path, ocr=True)
    assert isinstance(document, Document)
    ((place,),) = find_places(document, [(0, 7)])
    assert isinstance(place, PdfPlace)
    (box,) = place.boxes
    # What is shown is what was recognised: the title stands where the stand-in saw it.
    assert (box.left, box.top, box.right, box.bottom) == pytest.approx((300 * 0.24, 470 * 0.24, 578 * 0.24, 510 * 0.24), abs=0.3)


def test_nothing_is_recognised_unless_asked_for(pdf: PdfMaker, tesseract: Tesseract) -> None:
    tesseract(CLAUSE)
    answer = refused(read(pdf([scanned], **SMALL)))
    assert answer.code is RefusalCode.NO_TEXT
    assert "「--ocr」を付けると" in answer.message.ja
    assert "--ocr" in answer.message.en


@pytest.mark.parametrize("ocr", [False, True])
def test_without_tesseract_it_is_said_what_to_install(pdf: PdfMaker, program: ProgramMaker, ocr: bool) -> None:
    answer = refused(read(pdf([scanned], **SMALL), ocr=ocr))
    assert answer.code is RefusalCode.NO_TEXT
    for message in (answer.message.ja, answer.message.en):
        assert "apt install tesseract-ocr tesseract-ocr-jpn" in message
        assert "Windows" in message
        assert "--ocr" in message


@pytest.mark.parametrize("ocr", [False, True])
def test_without_japanese_data_it_is_said_that_they_are_missing(pdf: PdfMaker, tesseract: Tesseract, ocr: bool) -> None:
    tesseract(CLAUSE, languages=("eng", "osd"))
    message = refused(read(pdf([scanned], **SMALL), ocr=ocr)).message
    assert "日本語のデータ（jpn）がない" in message.ja
    assert "apt install tesseract-ocr-jpn" in message.en


def test_a_tesseract_that_does_not_start_counts_as_none(pdf: PdfMaker, program: ProgramMaker) -> None:
    program("tesseract", "raise SystemExit(127)")
    assert "apt install tesseract-ocr " in refused(read(pdf([scanned], **SMALL), ocr=True)).message.ja


def test_pages_with_text_keep_it_and_the_order_is_that_of_the_pages(pdf: PdfMaker, tesseract: Tesseract) -> None:
    tesseract(CLAUSE)
    document = read(pdf([[(60, 200, "最初の頁の文字")], scanned, [(60, 200, "最後の頁の文字")]], **SMALL), ocr=True)
    assert lines_of(document) == ["最初の頁の文字", *(text for text, _ in CLAUSE), "最後の頁の文字"]
    assert isinstance(document, Document)
    assert [block.confidence is None for block in document.blocks] == [True, False, False, True]
    assert codes(document) == {"ocr": (2,)}


def test_without_ocr_a_mixed_file_says_how_its_images_could_be_read(pdf: PdfMaker, tesseract: Tesseract) -> None:
    tesseract(CLAUSE)
    document = read(pdf([[(60, 200, "文字の頁")], scanned], **SMALL))
    assert isinstance(document, Document)
    assert codes(document) == {"pages-without-text": (2,)}
    assert "--ocr" in document.notices[0].message.ja


BREAKDOWNS = {
    "crash": "sys.exit(3)",
    "signal": "os.kill(os.getpid(), 9)",
    "garbage": "print('certainly not a table'); sys.exit()",
    "no UTF-8": "sys.stdout.buffer.write(b'level\\t\\xff\\xfe'); sys.exit()",
    "broken table": "print('level\\t\\n5\\tx\\ty'); sys.exit()",
    "nothing": "sys.exit()",
    "hang": "time.sleep(600)",
    "flood": "\nwhile True: sys.stdout.write('x' * 1_000_000)",
    "silence in an endless child": "subprocess.Popen(['/bin/sleep', '600']); sys.exit()",
}


@pytest.mark.parametrize("how", BREAKDOWNS)
def test_whatever_tesseract_does_the_page_counts_as_unread(pdf: PdfMaker, tesseract: Tesseract, how: str) -> None:
    tesseract(CLAUSE, before=BREAKDOWNS[how])
    path = pdf([[(60, 200, "文字の頁")], scanned], **SMALL)
    begun = time.monotonic()
    document = read(path, ocr=True, limits=Limits(program_seconds=2))
    assert time.monotonic() - begun < 30
    assert lines_of(document) == ["文字の頁"]
    assert isinstance(document, Document)
    assert codes(document) == {"pages-without-text": (2,)}
    assert "文字認識（OCR）でも読めませんでした" in document.notices[0].message.ja


def test_a_scan_without_any_text_is_refused(pdf: PdfMaker, tesseract: Tesseract) -> None:
    tesseract([])
    answer = refused(read(pdf([scanned], **SMALL), ocr=True))
    assert answer.code is RefusalCode.NO_TEXT
    assert "文字認識（OCR）でも読めませんでした" in answer.message.ja


def test_a_tesseract_that_hangs_is_ended_with_its_children(pdf: PdfMaker, tesseract: Tesseract, tmp_path: Path) -> None:
    note = tmp_path / "pids"
    tesseract(
        CLAUSE,
        before=f"child = subprocess.Popen(['/bin/sleep', '600'])\nopen({str(note)!r}, 'w').write(f'{{os.getpid()}} {{child.pid}}')\ntime.sleep(600)",
    )
    read(pdf([scanned], **SMALL), ocr=True, limits=Limits(program_seconds=4))
    for pid in map(int, note.read_text().split()):
        assert is_gone(pid)


def is_gone(pid: int) -> bool:
    """Whether a process has ended within a few seconds; one that nobody has collected yet has ended, too."""
    for _ in range(50):
        try:
            os.kill(pid, 0)
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except (ProcessLookupError, FileNotFoundError):
            return True
        time.sleep(0.1)
    return False


def test_nothing_of_the_page_reaches_the_disk_and_nothing_of_us_the_program(
    pdf: PdfMaker, tesseract: Tesseract, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setenv("CITY_PASSWORD", "secret")
    seen = tmp_path / "seen"
    tesseract(CLAUSE, before=f"open({str(seen)!r}, 'w').write(repr((dict(os.environ), os.listdir({str(temporary)!r}))))")
    read(pdf([scanned], **SMALL), ocr=True)
    assert "secret" not in seen.read_text()
    assert "'OMP_THREAD_LIMIT': '1'" in seen.read_text()
    assert seen.read_text().endswith(" [])")


def test_progress_is_told_for_every_page(pdf: PdfMaker, tesseract: Tesseract) -> None:
    tesseract(CLAUSE)
    told: list[tuple[int, int]] = []
    read(pdf([scanned, [(60, 200, "文字")], scanned], **SMALL), ocr=True, recognising=lambda page, pages: told.append((page, pages)))
    assert told == [(1, 2), (2, 2)]


def test_only_so_many_pages_are_recognised_and_the_others_are_named(pdf: PdfMaker, tesseract: Tesseract) -> None:
    tesseract(CLAUSE)
    document = read(pdf([scanned] * 4, **SMALL), ocr=True, limits=Limits(max_ocr_pages=3))
    assert codes(document) == {"ocr": (1, 2, 3), "pages-without-text": (4,)}


def test_a_page_that_is_recognised_badly_is_doubtful(pdf: PdfMaker, tesseract: Tesseract) -> None:
    tesseract([("乙は、業務上知り得た秘密を漏らしてはならない。", 40)] * 2)
    assert codes(read(pdf([scanned], **SMALL), ocr=True)) == {"ocr": (1,), "garbled-text": (1,)}


def test_vertical_pages_are_read_downwards(pdf: PdfMaker, tesseract: Tesseract) -> None:
    tesseract(CLAUSE, language="jpn_vert")
    document = read(pdf([scanned], **SMALL), ocr=True)
    assert codes(document) == {"ocr": (1,), "vertical-text": (1,)}
    assert "秘密を漏らしてはならない" in "".join(lines_of(document))


def test_page_numbers_of_scans_are_no_text(pdf: PdfMaker, tesseract: Tesseract) -> None:
    tesseract([*CLAUSE, *[(" ", 0)] * 38, ("- 3 -", 95)])
    document = read(pdf([scanned]), ocr=True)
    assert lines_of(document) == [text for text, _ in CLAUSE]
    assert isinstance(document, Document)
    assert [(where, page) for where, page, _ in document.margins] == [("footer", 1)]


@pytest.mark.parametrize(
    ("recognised", "meant"),
    [
        ("業務のー部をサーバー室で行う。", "業務の一部をサーバー室で行う。"),
        ("電子データー式", "電子データー式"),
    ],
)
def test_a_long_vowel_that_cannot_be_one_is_put_right(
    pdf: PdfMaker, tesseract: Tesseract, recognised: str, meant: str
) -> None:
    tesseract([(recognised, 90)])
    assert lines_of(read(pdf([scanned], **SMALL), ocr=True)) == [meant]


@pytest.mark.parametrize(
    ("recognised", "again", "meant"),
    [
        ("第5条 とは、業務を再委託してはならない。", ("乙は、", "選は、", "乙は、", "", "は、"), "第5条 乙は、業務を再委託してはならない。"),
        ("第5条 は、業務を再委託してはならない。", ("", "", "", "", "乙は、業務"), "第5条 乙は、業務を再委託してはならない。"),
        ("(2)申は、委託料を支払う。", ("申は、", "甲は、", "甲は、"), "(2)甲は、委託料を支払う。"),
        ("第5条 とは、業務を再委託してはならない。", ("とは、", "とは、", "選は、"), "第5条 とは、業務を再委託してはならない。"),
        ("第5条 とは、業務を再委託してはならない。", ("乙は、", "甲は、", "乙は、"), "第5条 とは、業務を再委託してはならない。"),
        ("第5条 乙は、業務を再委託してはならない。", ("甲は、", "甲は、", "甲は、"), "第5条 乙は、業務を再委託してはならない。"),
        ("第5条 受注者は、業務を行う。", ("甲は、", "甲は、", "甲は、"), "第5条 受注者は、業務を行う。"),
    ],
)
def test_a_party_that_was_lost_is_looked_for_again_and_never_guessed(
    pdf: PdfMaker, tesseract: Tesseract, recognised: str, again: tuple[str, ...], meant: str
) -> None:
    tesseract([(recognised, 90)], again=again)
    assert lines_of(read(pdf([scanned], **SMALL), ocr=True)) == [meant]


def test_ruled_tables_are_read_cell_by_cell(pdf: PdfMaker, tesseract: Tesseract) -> None:
    def table(paper: Any) -> None:
        """Cells around the two lines that the stand-in finds (300 dpi, 470 and 540 pixels from the top)."""
        from PIL import Image, ImageDraw
        from reportlab.lib.utils import ImageReader

        page = Image.new("L", (2480, 3508), 255)
        draw = ImageDraw.Draw(page)
        for y in (450, 525, 600):
            draw.line((250, y, 1100, y), fill=0, width=4)
        for x in (250, 445, 1100):
            draw.line((x, 450, x, 600), fill=0, width=4)
        paper.drawImage(ImageReader(page), 0, 0, 595.2, 841.92)

    tesseract([("再委託 承諾なく委託しないこと", 95), ("秘密   漏らさないこと", 95)])
    document = read(pdf([table]), ocr=True)
    assert isinstance(document, Document)
    assert lines_of(document) == ["再委託", "承諾なく委託しないこと", "秘密", "漏らさないこと"]
    assert [(block.where, block.row) for block in document.blocks] == [("table", (1, row)) for row in (1, 1, 2, 2)]


@pytest.mark.parametrize("dirt", ["ー]]-", "~ .", "| |"])
def test_dirt_in_the_margin_is_no_text(pdf: PdfMaker, tesseract: Tesseract, dirt: str) -> None:
    tesseract([*CLAUSE, *[(" ", 0)] * 38, (dirt, 60)])
    assert lines_of(read(pdf([scanned]), ocr=True)) == [text for text, _ in CLAUSE]
