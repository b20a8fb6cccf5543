"""PDF: footnotes, running heads that change and headings in the margin do not cut the text they stand beside."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from vendorrisk.documents import Document

PdfMaker = Callable[..., Path]
Reader = Callable[[Path], Document]
Draw = Callable[[Any], None]

FIRST, SECOND = (
    "第3条　乙は、本業務の全部又は一部を第三者に委託してはならない。",
    "ただし、甲の承諾を得た場合は、この限りでない。",
)
FILL = ["甲及び乙は、信義に従い誠実にこの契約を履行する。"] * 5


def column(paper: Any, lines: list[str], y: float = 700) -> None:
    for at, line in enumerate(lines):
        paper.drawString(60, y - at * 18, line)


def small(paper: Any, x: float, y: float, text: str) -> None:
    paper.setFont("HeiseiMin-W3", 8)
    paper.drawString(x, y, text)
    paper.setFont("HeiseiMin-W3", 10)


def lines(document: Document) -> list[str]:
    return document.text.split("\n")[:-1]


def test_a_footnote_stands_at_the_end_and_not_in_a_sentence_over_two_pages(
    pdf: PdfMaker, document_of: Reader
) -> None:
    def first(paper: Any) -> None:
        column(paper, [*FILL, "第3条　乙は、本業務の全部又は一部を第三者※1"])
        small(paper, 60, 90, "※1　乙の子会社を含む。")
        small(paper, 60, 80, "甲の子会社を除く。")

    def second(paper: Any) -> None:
        column(paper, ["に委託してはならない。", *FILL])

    document = document_of(pdf([first, second]))
    found = lines(document)
    assert found[5:7] == ["第3条　乙は、本業務の全部又は一部を第三者", "に委託してはならない。"]
    assert [text.replace("　", " ") for text in found[-2:]] == ["※1 乙の子会社を含む。", "甲の子会社を除く。"]
    assert [(block.where, block.page) for block in document.blocks[-2:]] == [("footnote", 1), ("footnote", 1)]


def test_small_print_without_a_sign_is_no_footnote(pdf: PdfMaker, document_of: Reader) -> None:
    def page(paper: Any) -> None:
        column(paper, FILL)
        small(paper, 60, 90, "乙の子会社を含む。")

    assert {block.where for block in document_of(pdf([page])).blocks} == {"body"}


@pytest.mark.parametrize(
    "heads", [["第1章　総則", "第2章　管理", "第3章　雑則"], ["総則", "情報の管理", "雑則"]]
)
def test_a_running_head_may_say_something_else_on_every_page(
    pdf: PdfMaker, document_of: Reader, heads: list[str]
) -> None:
    def page(head: str) -> Draw:
        def draw(paper: Any) -> None:
            small(paper, 60, 800, head)
            column(paper, FILL)

        return draw

    document = document_of(pdf([page(head) for head in heads]))
    assert lines(document) == FILL * 3
    assert [(where, number) for where, number, _ in document.margins] == [
        ("header", 1),
        ("header", 2),
        ("header", 3),
    ]


def test_a_title_that_stands_apart_on_one_page_is_none(pdf: PdfMaker, document_of: Reader) -> None:
    def title(paper: Any) -> None:
        small(paper, 60, 800, "別記")
        column(paper, FILL)

    document = document_of(pdf([title, lambda paper: column(paper, FILL), lambda paper: column(paper, FILL)]))
    assert lines(document)[0] == "別記"


@pytest.mark.parametrize("numbers", ["ⅠⅡⅢ", "123", "１２３"])
def test_page_numbers_in_signs_of_their_own(pdf: PdfMaker, document_of: Reader, numbers: str) -> None:
    def page(number: str) -> Draw:
        def draw(paper: Any) -> None:
            column(paper, FILL)
            small(paper, 290, 30, number)

        return draw

    assert lines(document_of(pdf([page(number) for number in numbers]))) == FILL * 3


def test_a_heading_in_the_margin_is_no_part_of_its_article(pdf: PdfMaker, document_of: Reader) -> None:
    def page(paper: Any) -> None:
        for at, (head, text) in enumerate(
            (("再委託の制限", FIRST), ("", SECOND), ("監査", "第4条　乙は、監査に応じる。"))
        ):
            paper.drawString(60, 760 - 18 * at, head)
            paper.drawString(160, 760 - 18 * at, text)

    found = [text.replace("　", " ") for text in lines(document_of(pdf([page])))]
    assert found == ["再委託の制限", FIRST.replace("　", " "), SECOND, "監査", "第4条 乙は、監査に応じる。"]
