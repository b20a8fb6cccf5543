"""PDF files as odd programs write them: what a person can read of them is read."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import vendorrisk
from vendorrisk.documents import Document, Refusal, read

PdfMaker = Callable[..., Path]
Reader = Callable[[Path], Document]

CLAUSE = "乙は、業務上知り得た秘密を漏らしてはならない。"


def raw_pdf(path: Path, content: bytes, font: bytes, *more: bytes) -> Path:
    """One page, drawn with one font; objects from number 6 on are free."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> >> >>",
        font,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        *more,
    ]
    data, places = b"%PDF-1.7\n", []
    for number, inner in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, inner)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(places) + 1
    path.write_bytes(data + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (size, table, size, len(data)))
    return path


def test_halves_of_characters_come_out_as_a_sign_and_are_judged(tmp_path: Path) -> None:
    mapping = b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfchar <41> <D835> endbfchar endcmap end"
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>"
    stream = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(mapping), mapping)
    path = raw_pdf(tmp_path / "a.pdf", b"BT /F1 12 Tf 72 700 Td (The secret is A) Tj ET", font, stream)
    document = read(path)
    assert isinstance(document, Document)
    assert document.text == "The secret is \ufffd\n"
    assert not vendorrisk.check([path]).documents[0].refusals


def test_a_text_at_hand_may_hold_halves_of_characters() -> None:
    assert vendorrisk.check_text("第1条 乙は、\ud835業務上知り得た秘密を漏らしてはならない。", kind="outsourcing").requirements


def test_the_same_line_alone_on_every_page_is_the_text(pdf: PdfMaker, texts: Callable[[Path], list[str]]) -> None:
    assert texts(pdf([[(72, 800, f"別紙 {number}")] for number in range(1, 4)])) == ["別紙 1", "別紙 2", "別紙 3"]


def test_page_numbers_alone_are_none(pdf: PdfMaker) -> None:
    answer = read(pdf([[(290, 30, f"- {number} -")] for number in range(1, 4)]))
    assert isinstance(answer, Refusal)
    assert answer.code == "empty"


def test_wide_letters_under_the_rule_of_a_table_stay(pdf: PdfMaker, document_of: Reader) -> None:
    def draw(paper: Any) -> None:
        paper.setFont("Helvetica", 10)
        paper.drawString(60, 700, "The mammoth hummed")
        paper.line(58, 708.5, 160, 708.5)

    document = document_of(pdf([draw]))
    assert document.text == "The mammoth hummed\n"
    assert not document.notices


def test_a_pattern_of_thousands_of_boxes_takes_little_time(pdf: PdfMaker, document_of: Reader) -> None:
    def draw(paper: Any) -> None:
        for row in range(60):
            for column in range(50):
                paper.rect(20 + 10 * column, 20 + 10 * row, 10, 10)
        paper.drawString(60, 700, CLAUSE)

    path = pdf([draw] * 3)
    begin = time.process_time()
    assert CLAUSE in document_of(path).text
    assert time.process_time() - begin < 10


def test_the_second_reader_complains_to_nobody(tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n2 0 obj << /Kids 2 0 R /Parent 2 0 R /Count 1 >> endobj\ntrailer << /Root 1 0 R /Info 2 0 R >>")
    with caplog.at_level(logging.WARNING):
        assert isinstance(read(path), Refusal)
    assert not caplog.records
    assert capfd.readouterr() == ("", "")


def test_a_long_file_says_how_far_its_reading_is(pdf: PdfMaker) -> None:
    path = pdf([[(72, 700, f"第{number}条 {CLAUSE}")] for number in range(1, 121)])
    told: list[tuple[int, int]] = []
    assert isinstance(read(path, progress=lambda done, total: told.append((done, total))), Document)
    assert told == [(50, 120), (100, 120)]
    seen: list[tuple[object, int, int]] = []
    request = vendorrisk.Request()
    reports = vendorrisk.iter_reports([path], request, isolated=True, pages=lambda *step: seen.append(step))
    assert [report.verdict is not None for report in reports] == [True]
    assert seen == [(path, 50, 120), (path, 100, 120)]


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="this system does not tell the memory of a process")
def test_memory_does_not_grow_with_the_pages(pdf: PdfMaker) -> None:
    def peak(path: Path) -> int:
        child = os.fork()
        if child == 0:
            os._exit(0 if isinstance(read(path), Document) else 1)
        _, status, used = os.wait4(child, 0)
        assert status == 0
        return used.ru_maxrss

    page = [(60.0, 760.0 - 18 * line, CLAUSE) for line in range(36)]
    short, long = pdf([page] * 10, name="short.pdf"), pdf([page] * 400, name="long.pdf")
    assert peak(long) < peak(short) * 2
