"""Automatic numbering, as Word prints it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from vendorrisk.documents._numerals import numeral

WordMaker = Callable[..., Path]
Texts = Callable[[Path], list[str]]


def level(index: int, style: str, text: str, start: int = 1, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(identity: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{identity}">{"".join(levels)}</w:abstractNum>'


def use(identity: int, of: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{identity}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def item(text: str, number: int | None = 1, at: int | None = 0, style: str = "") -> str:
    parts = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number is not None or at is not None:
        parts += "<w:numPr>"
        parts += "" if at is None else f'<w:ilvl w:val="{at}"/>'
        parts += "" if number is None else f'<w:numId w:val="{number}"/>'
        parts += "</w:numPr>"
    return f"<w:p><w:pPr>{parts}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


CONTRACT = abstract(
    0,
    level(0, "decimal", "第%1条"),
    level(1, "decimalFullWidth", "%2", start=2),
    level(2, "japaneseCounting", "%3"),
    level(3, "aiueoFullWidth", "%4"),
)


def test_articles_paragraphs_items(word: WordMaker, texts: Texts) -> None:
    body = (
        item("目的") + item("項", at=1) + item("号", at=2) + item("号", at=2) + item("細", at=3) + item("項", at=1)
        + item("号", at=2) + item("次") + item("項", at=1)
    )  # fmt: skip
    assert texts(word(body, numbering=CONTRACT + use(1, 0))) == [
        "第1条　目的", "２　項", "一　号", "二　号", "ア　細", "３　項", "一　号", "第2条　次", "２　項",
    ]  # fmt: skip


def test_branches_show_all_levels_and_legal_digits(word: WordMaker, texts: Texts) -> None:
    numbering = abstract(
        0,
        level(0, "upperRoman", "%1."),
        level(1, "decimal", "%1.%2", more="<w:isLgl/>"),
        level(2, "decimal", "%1-%2-%3"),
    ) + use(1, 0)
    body = item("a") + item("b") + item("c", at=1) + item("d", at=2)
    assert texts(word(body, numbering=numbering)) == ["I. a", "II. b", "2.1 c", "II-1-1 d"]


def test_two_uses_of_one_list_go_on_counting_unless_restarted(word: WordMaker, texts: Texts) -> None:
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    numbering = CONTRACT + use(1, 0) + use(2, 0) + use(3, 0, restart)
    body = item("a") + item("b", 2) + item("c", 3) + item("d", 3) + item("e", 1)
    assert texts(word(body, numbering=numbering)) == [
        "第1条　a",
        "第2条　b",
        "第5条　c",
        "第6条　d",
        "第7条　e",
    ]


def test_level_override_replaces_the_format(word: WordMaker, texts: Texts) -> None:
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "decimalEnclosedCircle", "%1")}</w:lvlOverride>'
    body = item("a", 2) + item("b", 2)
    assert texts(word(body, numbering=CONTRACT + use(2, 0, override))) == ["① a", "② b"]


def test_restart_rules(word: WordMaker, texts: Texts) -> None:
    numbering = abstract(
        0,
        level(0, "decimal", "%1"),
        level(1, "decimal", "%2", more='<w:lvlRestart w:val="0"/>'),
        level(2, "decimal", "%3", more='<w:lvlRestart w:val="1"/>'),
    ) + use(1, 0)
    body = item("a") + item("b", at=1) + item("c", at=2) + item("d", at=1) + item("e", at=2) + item("f") + item(
        "g", at=1
    ) + item("h", at=2)  # fmt: skip
    shown = texts(word(body, numbering=numbering))
    assert shown == ["1 a", "1 b", "1 c", "2 d", "2 e", "2 f", "3 g", "1 h"]


def test_style_numbering_and_number_zero(word: WordMaker, texts: Texts) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Article"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Clause"><w:basedOn w:val="Article"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Sub"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    numbering = abstract(
        0, level(0, "decimal", "第%1条"), level(1, "decimal", "(%2)", more='<w:pStyle w:val="Sub"/>')
    ) + use(1, 0)
    body = (
        item("a", None, None, "Article") + item("b", None, None, "Sub") + item("c", None, None, "Clause")
        + item("d", 0, None, "Article") + item("e", None, 1, "Article")
    )  # fmt: skip
    assert texts(word(body, styles=styles, numbering=numbering)) == [
        "第1条　a", "(1) b", "第2条　c", "d", "(1) e",
    ]  # fmt: skip


def test_list_that_points_to_a_style(word: WordMaker, texts: Texts) -> None:
    styles = '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="9"/></w:numPr></w:pPr></w:style>'
    numbering = (
        abstract(0, level(0, "decimal", "第%1"))
        + '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="L"/></w:abstractNum>'
        + use(9, 0)
        + use(1, 1)
    )
    assert texts(word(item("a") + item("b"), styles=styles, numbering=numbering)) == ["第1 a", "第2 b"]


@pytest.mark.parametrize(
    ("more", "text", "shown"),
    [
        ('<w:suff w:val="nothing"/>', "第%1条", "第1条x"),
        ('<w:suff w:val="space"/>', "(%1)", "(1) x"),
        ("", "（%1）", "（1）　x"),
        ("", "", "x"),
    ],
)
def test_what_stands_behind_the_number(
    word: WordMaker, texts: Texts, more: str, text: str, shown: str
) -> None:
    numbering = abstract(0, level(0, "decimal", text, more=more)) + use(1, 0)
    assert texts(word(item("x"), numbering=numbering)) == [shown]


def test_bullets(word: WordMaker, texts: Texts) -> None:
    numbering = abstract(0, level(0, "bullet", "\uf0b7"), level(1, "bullet", "※")) + use(1, 0)
    assert texts(word(item("a") + item("b", at=1), numbering=numbering)) == ["・　a", "※ b"]


def test_unknown_list_is_no_number(word: WordMaker, texts: Texts) -> None:
    assert texts(word(item("a", 77), numbering=CONTRACT)) == ["a"]
    assert texts(word(item("a", 1, 12), numbering=CONTRACT + use(1, 0))) == ["a"]


@pytest.mark.parametrize(
    ("style", "number", "shown"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 3, "03"),
        ("decimalFullWidth", 12, "１２"),
        ("decimalFullWidth2", 3, "３"),
        ("decimalEnclosedCircle", 21, "㉑"),
        ("decimalEnclosedCircle", 51, "51"),
        ("decimalEnclosedParen", 2, "⑵"),
        ("japaneseCounting", 10, "十"),
        ("japaneseCounting", 110, "百十"),
        ("japaneseCounting", 2026, "二千二十六"),
        ("japaneseCounting", 10000, "一万"),
        ("japaneseDigitalTenThousand", 10, "一〇"),
        ("ideographDigital", 123, "一二三"),
        ("ideographLegalTraditional", 12, "壱拾弐"),
        ("japaneseLegal", 3, "参"),
        ("aiueo", 2, "ｲ"),
        ("aiueoFullWidth", 45, "ヲ"),
        ("iroha", 3, "ﾊ"),
        ("irohaFullWidth", 3, "ハ"),
        ("ideographTraditional", 2, "乙"),
        ("ideographZodiac", 1, "子"),
        ("upperLetter", 27, "AA"),
        ("lowerLetter", 2, "b"),
        ("upperRoman", 14, "XIV"),
        ("lowerRoman", 4, "iv"),
        ("ordinal", 22, "22nd"),
        ("none", 1, ""),
        ("newFormatOf2030", 5, "5"),
        ("decimal", 0, "0"),
        ("upperRoman", 0, "0"),
        ("aiueoFullWidth", 0, "0"),
    ],
)
def test_numerals(style: str, number: int, shown: str) -> None:
    assert numeral(number, style) == shown
