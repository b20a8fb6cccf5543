"""Labels are read as Japanese and English contracts write them, and paths are named as a person would cite them."""

from __future__ import annotations

import pytest

from vendorrisk.text import Style, leading_label, read_outline


@pytest.mark.parametrize(
    ("line", "style", "shown"),
    [
        ("第十二条の二　乙は", Style.ARTICLE, "第12条の2"),
        ("第１２条　乙は", Style.ARTICLE, "第12条"),
        ("第 7 条 ( 再委託 )", Style.ARTICLE, "第7条"),
        ("第３章　総則", Style.CHAPTER, "第3章"),
        ("第８　作業場所", Style.SECTION, "第8"),
        ("２　乙は", Style.NUMBER, "2"),
        ("1．件名", Style.NUMBER, "1"),
        ("5.3.1 所在地", Style.DOTTED, "5.3.1"),
        ("（１）全般", Style.PAREN, "(1)"),
        ("⑴ 全般", Style.PAREN, "(1)"),
        ("① 氏名", Style.CIRCLED, "①"),
        ("一　氏名", Style.KANJI, "一"),
        ("ア　氏名", Style.KANA, "ア"),
        ("（ア）氏名", Style.PAREN_KANA, "(ア)"),
        ("a) 氏名", Style.ALPHA, "a"),
        ("・氏名", Style.BULLET, ""),
        ("別記　個人情報取扱特記事項", Style.ANNEX, "別記"),
        ("別紙２", Style.ANNEX, "別紙2"),
        ("Article 7. Subcontracting", Style.ARTICLE, "Article 7"),
    ],
)
def test_labels(line: str, style: Style, shown: str) -> None:
    label = leading_label(line)

    assert label is not None
    assert (style, shown) == (label.style, label.shown)


@pytest.mark.parametrize(
    "line",
    ["第三者に提供してはならない", "第3条の規定により", "3日以内に報告する", "2026年4月", "別紙仕様書のとおり", "10,548円", "99.9%以上", "アクセス権限"],
)
def test_what_only_looks_like_a_label(line: str) -> None:
    assert leading_label(line) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第7条　乙は、甲とする。\n２　乙は、乙とする。", ["第7条第1項", "第7条第2項"]),
        ("第7条　乙は、甲とする。", ["第7条"]),
        ("第十五条の二　乙は、甲とする。", ["第15条の2"]),
        ("第3条　乙は、次に掲げる事項を守る。\n一　甲\n二　乙", ["第3条", "第3条第1号", "第3条第2号"]),
        ("別記\n第8　乙は、甲とする。\n２　乙は、乙とする。", ["別記", "別記 第8第1項", "別記 第8第2項"]),
        ("6.2 監査\n乙は、監査を受けること。", ["6.2", "6.2"]),
        ("4 管理\n(1) 全般\nア 乙は、守ること。", ["4", "4(1)", "4(1)ア"]),
        ("（再委託）\n第2条\n乙は、再委託してはならない。", [None, "第2条"]),
    ],
)
def test_paths(text: str, expected: list[str | None]) -> None:
    assert expected == [paragraph.article_path for paragraph in read_outline(text).paragraphs]
