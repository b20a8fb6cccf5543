"""PDF: lines, their joining, running headers, tables, columns, and pages that cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from vendorrisk.documents import Document, Refusal, RefusalCode, read

PdfMaker = Callable[..., Path]
Reader = Callable[[Path], Document]

LONG = (
    "第1条　乙は、本業務の実施に当たり知り得た個人情報その他の秘密を第三者に漏らし、又は不当な目的に利用してはならない。"
    "この契約が終了し、又は解除された後においても、同様とする。"
)


def set_in(text: str, width: int) -> list[str]:
    return [text[at : at + width] for at in range(0, len(text), width)]


def column(
    lines: list[str], x: float = 60, y: float = 780, pitch: float = 18
) -> list[tuple[float, float, str]]:
    return [(x, y - at * pitch, line) for at, line in enumerate(lines)]


def lines(document: Document) -> list[str]:
    return document.text.split("\n")[:-1]


def joined(document: Document) -> list[str]:
    """Blocks put together where the geometry says that they run on."""
    found = [""]
    for block in document.blocks:
        found[-1] += document.text[block.start : block.end].strip()
        if block.joins is not True:
            found.append("")
    return [text for text in found if text]


def test_wrapped_lines_join_and_ended_ones_do_not(pdf: PdfMaker, document_of: Reader) -> None:
    body = [
        "業務委託契約書",
        *set_in(LONG, 40),
        "（再委託の禁止）",
        *set_in(LONG.replace("第1条", "第2条"), 40),
    ]
    document = document_of(pdf([column(body)]))
    assert document.format == "pdf"
    assert document.pages == 1
    whole = [text.replace(" ", "　") for text in joined(document)]
    assert whole == ["業務委託契約書", LONG, "（再委託の禁止）", LONG.replace("第1条", "第2条")]
    assert all(block.page == 1 and block.where == "body" for block in document.blocks)


def test_ragged_latin_lines(pdf: PdfMaker, document_of: Reader) -> None:
    body = [
        "The Supplier shall not disclose any Confidential Information to any",
        "third party without the prior written consent of the Customer, and",
        "shall return it on termination.",
        "Article 2 Audit",
    ]
    document = document_of(pdf([column(body)]))
    assert [block.joins for block in document.blocks] == [True, True, False, None]


def test_larger_gap_ends_a_paragraph(pdf: PdfMaker, document_of: Reader) -> None:
    page = column(["あ" * 40] * 4) + column(["い" * 40] * 4, y=780 - 4 * 18 - 30)
    document = document_of(pdf([page]))
    assert [block.joins for block in document.blocks] == [True, True, True, False, True, True, True, None]


def test_few_short_lines_say_nothing_about_the_margin(pdf: PdfMaker, document_of: Reader) -> None:
    document = document_of(pdf([column(["誓約書", "株式会社見本"])]))
    assert True not in [block.joins for block in document.blocks]


def pages_with_margins(
    count: int, header: str = "業務委託契約書（案）", footer: str = "- {0} -"
) -> list[Any]:
    """One text that fills the pages, with a running header and a page number."""
    text = "".join(f"第{n}条　" + LONG.removeprefix("第1条　") for n in range(1, 40))
    body = set_in(text, 40)
    size = len(body) // count
    pages = []
    for page in range(count):
        page_lines = column(body[page * size : (page + 1) * size], y=760)
        pages.append(
            [(250, 815, header.format(page + 1)), *page_lines, (290, 25, footer.format(page + 1, count))]
        )
    return pages


@pytest.mark.parametrize(
    ("header", "footer"),
    [
        ("業務委託契約書（案）", "- {0} -"),
        ("特記仕様書　{0}", "{0}/{1}"),
        ("業務委託契約書", "{0} ページ"),
        ("業務委託契約書", "P.{0}"),
        ("業務委託契約書", "（{0}）"),
        ("業務委託契約書", "{0}頁"),
    ],
)
def test_running_lines_do_not_cut_sentences(
    pdf: PdfMaker, document_of: Reader, header: str, footer: str
) -> None:
    pages = pages_with_margins(3, header, footer)
    document = document_of(pdf(pages))
    shown = [text for page in pages for _, y, text in page if 25 < y < 800]
    assert [text.replace(" ", "　") for text in lines(document)] == shown
    assert len(document.margins) == 6
    assert {where for where, _, _ in document.margins} == {"header", "footer"}
    ends = [
        document.blocks[at]
        for at in range(len(shown) - 1)
        if document.blocks[at + 1].page != document.blocks[at].page
    ]
    assert [block.joins for block in ends] == [True, True]


def test_two_pages_need_exactly_the_same_header(pdf: PdfMaker, document_of: Reader) -> None:
    document = document_of(
        pdf([[(60, 815, "見出し"), (60, 500, "本文一")], [(60, 815, "見出し"), (60, 500, "本文二")]])
    )
    assert lines(document) == ["本文一", "本文二"]
    other = document_of(
        pdf([[(60, 815, "第一部"), (60, 500, "本文")], [(60, 815, "別紙"), (60, 500, "本文")]])
    )
    assert "第一部" in lines(other)


def test_headers_on_odd_and_even_pages(pdf: PdfMaker, document_of: Reader) -> None:
    pages = [
        [(60, 815, "土浦市" if n % 2 else "契約書"), (60, 400 + 20 * n, f"本文{n}番")] for n in range(1, 9)
    ]
    assert lines(document_of(pdf(pages))) == [f"本文{n}番" for n in range(1, 9)]


def test_a_number_in_the_text_is_no_page_number(pdf: PdfMaker, document_of: Reader) -> None:
    assert lines(document_of(pdf([[(60, 500, "金額"), (60, 480, "12")]]))) == ["金額", "12"]


def grid(rows: list[float], columns: list[float]) -> Callable[[Any], None]:
    def draw(paper: Any) -> None:
        for y in rows:
            paper.line(columns[0], y, columns[-1], y)
        for x in columns:
            paper.line(x, rows[0], x, rows[-1])

    return draw


@pytest.mark.parametrize("boxes", [False, True])
def test_ruled_tables_become_cells(pdf: PdfMaker, document_of: Reader, boxes: bool) -> None:
    def draw(paper: Any) -> None:
        rows, columns = [700.0, 670.0, 610.0], [60.0, 160.0, 500.0]
        if boxes:
            for top, bottom in pairwise(rows):
                for left, right in pairwise(columns):
                    paper.rect(left, bottom, right - left, top - bottom)
        else:
            grid(rows, columns)(paper)
        paper.drawString(60, 720, "業務の内容は、次の表のとおりとする。")
        for x, y, text in [
            (65, 680, "業務名"), (165, 680, "保守"), (65, 650, "再委託"), (165, 650, "乙は、甲の承諾なく第三者に再委託しては"),
            (165, 632, "ならない。"),
        ]:  # fmt: skip
            paper.drawString(x, y, text)
        paper.drawString(60, 580, "以上")

    document = document_of(pdf([draw]))
    shown = [
        (text, block.where, block.row) for text, block in zip(lines(document), document.blocks, strict=True)
    ]
    assert shown == [
        ("業務の内容は、次の表のとおりとする。", "body", None),
        ("業務名", "table", (1, 1)),
        ("保守", "table", (1, 1)),
        ("再委託", "table", (1, 2)),
        ("乙は、甲の承諾なく第三者に再委託しては", "table", (1, 2)),
        ("ならない。", "table", (1, 2)),
        ("以上", "body", None),
    ]
    assert document.blocks[3].joins is False
    assert document.blocks[5].joins is False


def test_line_across_cells_is_cut_at_the_rule(pdf: PdfMaker, document_of: Reader) -> None:
    def draw(paper: Any) -> None:
        grid([700, 680, 660], [60, 112, 300])(paper)
        paper.drawString(61, 685, "履行期間　令和8年度")
        paper.drawString(61, 665, "履行場所　土浦市")

    assert lines(document_of(pdf([draw]))) == ["履行期間", "令和8年度", "履行場所", "土浦市"]


def test_tables_are_counted_over_pages(pdf: PdfMaker, document_of: Reader) -> None:
    def draw(paper: Any) -> None:
        grid([700, 680, 660], [60, 160, 300])(paper)
        paper.drawString(65, 685, "左")
        paper.drawString(165, 685, "右")

    document = document_of(pdf([draw, draw]))
    assert [block.row for block in document.blocks] == [(1, 1), (1, 1), (2, 1), (2, 1)]


def test_frame_around_the_page_is_no_table(pdf: PdfMaker, document_of: Reader) -> None:
    def draw(paper: Any) -> None:
        paper.rect(40, 40, 500, 760)
        paper.rect(42, 42, 496, 756)
        for x, y, text in column(set_in(LONG, 40), y=700):
            paper.drawString(x, y, text)

    assert {block.where for block in document_of(pdf([draw])).blocks} == {"body"}


@pytest.mark.parametrize(("count", "width"), [(2, 21), (3, 13)])
def test_columns_drawn_row_by_row(pdf: PdfMaker, document_of: Reader, count: int, width: int) -> None:
    text = "".join(f"第{n}条" + LONG.removeprefix("第1条　") for n in range(1, 12))
    body = set_in(text, width)
    rows = -(-len(body) // count)
    page: list[tuple[float, float, str]] = [(60, 810, "契約約款の全文を次のとおり定める。")]
    for row in range(rows):
        page += [
            (60 + place * (480 / count), 780 - row * 16, body[place * rows + row])
            for place in range(count)
            if place * rows + row < len(body)
        ]
    document = document_of(pdf([page]))
    assert "".join(lines(document)).replace(" ", "") == page[0][2] + text


def test_columns_drawn_one_after_the_other(pdf: PdfMaker, document_of: Reader) -> None:
    body = set_in(LONG * 3, 20)
    half = len(body) // 2
    document = document_of(pdf([column(body[:half]) + column(body[half:], x=320)]))
    assert "".join(lines(document)).replace(" ", "　") == LONG * 3
    assert document.blocks[half - 1].joins is True


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_text(pdf: PdfMaker, document_of: Reader, turn: int) -> None:
    def draw(paper: Any) -> None:
        paper.translate(300, 420)
        paper.rotate(turn)
        for x, y, text in column(set_in(LONG, 40), x=-200, y=100):
            paper.drawString(x, y, text)

    document = document_of(pdf([draw]))
    assert [text.replace(" ", "　") for text in joined(document)] == [LONG]


def test_page_turned_by_its_rotate_entry(pdf: PdfMaker, document_of: Reader) -> None:
    def draw(paper: Any) -> None:
        paper.setPageRotation(90)
        for x, y, text in column(set_in(LONG, 40)):
            paper.drawString(x, y, text)

    assert [text.replace(" ", "　") for text in joined(document_of(pdf([draw], pagesize=(842, 595))))] == [LONG]


def test_page_of_a_turned_landscape_sheet(pdf: PdfMaker, document_of: Reader) -> None:
    def draw(paper: Any) -> None:
        paper.setPageRotation(90)
        paper.rotate(90)
        for x, y, text in column(set_in(LONG, 40), y=-100):
            paper.drawString(x, y, text)

    assert [text.replace(" ", "　") for text in joined(document_of(pdf([draw])))] == [LONG]


def test_vertical_text_is_read_down_from_the_right(pdf: PdfMaker, document_of: Reader) -> None:
    columns = set_in(LONG, 30)

    def draw(paper: Any) -> None:
        for place, text in enumerate(columns):
            for at, letter in enumerate(text):
                paper.drawString(500 - 20 * place, 780 - 12 * at, letter)

    document = document_of(pdf([draw]))
    assert "".join(lines(document)).replace(" ", "") == LONG.replace("　", "")
    assert [(found.code, found.pages) for found in document.notices] == [("vertical-text", (1,))]
    assert document.blocks[0].joins is True


def test_pages_without_text_are_named(pdf: PdfMaker, document_of: Reader) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    def scan(paper: Any) -> None:
        paper.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, 595, 842)

    document = document_of(pdf([column(["本文"]), scan, scan, [], column(["続き"])]))
    assert [(found.code, found.pages) for found in document.notices] == [("pages-without-text", (2, 3))]
    assert document.pages == 5


def test_invisible_layer_over_a_scan_is_marked(pdf: PdfMaker, document_of: Reader) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    def scan(paper: Any) -> None:
        paper.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, 595, 842)
        layer = paper.beginText(60, 700)
        layer.setTextRenderMode(3)
        layer.textLine("乙は、秘密を守る。")
        paper.drawText(layer)

    document = document_of(pdf([scan]))
    assert lines(document) == ["乙は、秘密を守る。"]
    assert [found.code for found in document.notices] == ["ocr"]


def test_text_drawn_twice_for_bold_is_read_once(pdf: PdfMaker, document_of: Reader) -> None:
    page = [(60, 700, "業務委託契約書"), (60.3, 700, "業務委託契約書"), (60, 680, "本文")]
    assert lines(document_of(pdf([page]))) == ["業務委託契約書", "本文"]


def test_garbled_font_is_refused_not_judged(tmp_path: Path) -> None:
    path = tmp_path / "文字化け.pdf"
    signs = "".join(f"{0xE000 + n:04X}" for n in range(40))
    path.write_bytes(bare_pdf(f"BT /F1 12 Tf 60 700 Td <{signs}> Tj ET", private_use=True))
    answer = read(path)
    assert isinstance(answer, Refusal)
    assert answer.code is RefusalCode.NO_TEXT


def bare_pdf(content: str, *, private_use: bool = False, kids: str = "[3 0 R]", count: int = 1) -> bytes:
    """A PDF written by hand, with a cross-reference table that fits."""
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def "
        "1 begincodespacerange <0000> <FFFF> endcodespacerange "
        "1 beginbfrange <E000> <EFFF> <E000> endbfrange endcmap end end"
    )
    font = (
        "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 7 0 R >>"
        if private_use
        else "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    )
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids {kids} /Count {count} >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> >> >>",
        font,
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo "
        "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        f"<< /Length {len(cmap)} >>\nstream\n{cmap}\nendstream",
    ]
    data = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    start = len(data)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    return data + f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()


@pytest.mark.parametrize(
    ("kids", "count"),
    [("[2 0 R]", 1), ("[2 0 R 2 0 R]", 2), ("[3 0 R]", 1_000_000), ("[3 0 R]", -5), ("[9 0 R]", 1)],
)
def test_odd_page_trees_end_in_an_answer(tmp_path: Path, kids: str, count: int) -> None:
    path = tmp_path / "輪.pdf"
    path.write_bytes(bare_pdf("BT /F1 12 Tf 60 700 Td (text) Tj ET", kids=kids, count=count))
    answer = read(path)
    assert isinstance(answer, Document | Refusal)


def test_plain_hand_made_file(tmp_path: Path, document_of: Reader) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"junk before\n" + bare_pdf("BT /F1 12 Tf 60 700 Td (Article 1) Tj ET"))
    assert lines(document_of(path)) == ["Article 1"]


def test_reading_twice_gives_the_same(pdf: PdfMaker, document_of: Reader) -> None:
    path = pdf(pages_with_margins(3))
    assert document_of(path) == document_of(path)


def test_a_damaged_file_is_read_by_the_second_reader_and_said_to_be_damaged(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    path = tmp_path / "damaged.pdf"
    canvas = Canvas(str(path), invariant=1)
    canvas.drawString(72, 700, "The contractor shall report.")
    canvas.save()
    path.write_bytes(path.read_bytes().replace(b"/Kids", b"/Kxds"))
    document = read(path)

    assert isinstance(document, Document)
    assert "The contractor shall report." in document.text
    assert [n.code for n in document.notices] == ["partial-read"]
    assert [document.text[b.start : b.end] for b in document.blocks] == ["The contractor shall report."]


def test_letters_in_a_font_that_nobody_has_are_read(pdf: PdfMaker, document_of: Reader) -> None:
    """Not carried by the file, perhaps not on the machine: what is drawn letter by letter must not vanish."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont

    pdfmetrics.registerFont(UnicodeCIDFont("HYGothic-Medium"))

    def draw(paper: Any) -> None:
        paper.setFont("HYGothic-Medium", 10)
        for at, text in enumerate(("계약서", "비밀을누설하여서는", "안된다")):
            for place, letter in enumerate(text):
                paper.drawString(60 + 10 * place, 700 - 20 * at, letter)

    assert "".join(lines(document_of(pdf([draw])))) == "계약서비밀을누설하여서는안된다"


def test_other_users_of_pdfium_in_the_same_process_go_on(pdf: PdfMaker) -> None:
    import subprocess
    import sys

    path = pdf([[(60, 700, "秘密を守る。")]])
    for order in (("vendorrisk.read(path)", "plain()"), ("plain()", "vendorrisk.read(path)"), ("plain()", "vendorrisk.read(path)", "plain()")):
        code = "import sys, vendorrisk, pypdfium2\npath = sys.argv[1]\n"
        code += "def plain():\n    print(pypdfium2.PdfDocument(path)[0].get_textpage().get_text_range())\n" + "\n".join(order)
        done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stderr
        assert not done.stderr
        if order[-1] == "plain()":
            assert done.stdout.strip().endswith("秘密を守る。")
