"""Numbers of articles, paragraphs and items, as Japanese and English contracts write them.

第十二条の2第3項第一号, 第1, １．, 1.1, (1), ⑴, ①, 一, ア, (ア), a), (a), and headings of annexes.  A label is recognised
at the head of a line only; what a label means depends on the labels above it, which the outline keeps.
"""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum
from functools import lru_cache

import attrs

__all__ = ["Label", "Style", "kanji_number", "leading_label"]


class Style(IntEnum):
    """Sorts of labels; smaller values usually stand above larger ones."""

    ANNEX = 0
    CHAPTER = 1
    ARTICLE = 2
    SECTION = 3
    DOTTED = 4
    NUMBER = 5
    PAREN = 6
    KANJI = 7
    CIRCLED = 8
    KANA = 9
    PAREN_KANA = 10
    ALPHA = 11
    PAREN_ALPHA = 12
    ROMAN = 13
    BULLET = 14


# plain names, because a member looked up through its class costs as much as a regular expression on some Pythons
ANNEX, CHAPTER, ARTICLE, SECTION, DOTTED, NUMBER, PAREN, KANJI, CIRCLED, KANA, PAREN_KANA, ALPHA, PAREN_ALPHA, ROMAN, BULLET = Style


@attrs.frozen
class Label:
    """The number at the head of a paragraph.

    Attributes:
        style: its sort.
        shown: as it stands, digits in ASCII, without white space.
        value: the number, for sequences; 0 for bullets.
        end: length of the label with the white space behind it.
        depth: number of parts of a dotted number, else 1.
    """

    style: Style
    shown: str
    value: int
    end: int
    depth: int = 1


_N = r"[0-9０-９]+|[〇一二三四五六七八九十百]+|[壱弐参]"
_SP = r"[ \t\u3000\u00a0]*"
_LABELS: tuple[tuple[Style, re.Pattern[str]], ...] = tuple(
    (style, re.compile(pattern))
    for style, pattern in (
        (Style.ARTICLE, rf"第{_SP}(?P<n>{_N}){_SP}[条條](?P<b>(?:{_SP}の{_SP}(?:{_N})(?![つ\u4e00-\u9fff]))*)(?![第項のにをはがと、。まか規及並又ただ]|{_SP}[(（][^()（）]{{1,30}}[)）][をはの])"),
        (Style.CHAPTER, rf"第{_SP}(?P<n>{_N}){_SP}[章節款編部](?![門署])"),
        (Style.SECTION, rf"第{_SP}(?P<n>[0-9０-９]+)(?:の(?P<b>[0-9０-９]+))?(?=[\s\u3000(（、．.【]|$)"),
        (Style.SECTION, r"第(?P<n>[一二三四五六七八九十]+)(?=[\s\u3000(（【]|$)"),
        (Style.DOTTED, r"(?P<n>[0-9０-９]{1,2})(?P<b>(?:[.．‐－-][0-9０-９]{1,2}){1,4})[.．]?(?=[\s\u3000\u3040-\u9fff(（「【A-Za-z]|$)(?![年月日時%％])"),
        (Style.NUMBER, rf"(?P<n>[0-9０-９]{{1,2}}){_SP}(?:[.．、､)）:：](?![0-9０-９])|[ \t\u3000\u00a0](?![0-9０-９年月日]))"),
        (Style.NUMBER, r"(?P<n>[0-9０-９]{1,2})$"),
        (Style.NUMBER, r"(?P<n>[0-9０-９]{1,2})(?=(?:[甲乙本前発受委]|[\u4e00-\u9fff]{2,}[はがの、]))(?![年月日時分秒回件名人部枚通者種個社台項号条箇か営週以円千万億])"),
        (Style.PAREN, rf"[(（]{_SP}(?P<n>[0-9０-９]{{1,2}}){_SP}[)）](?![はがのをにとへもや、]|から|まで|及び|又は)"),
        (Style.PAREN, r"(?P<n>[\u2474-\u2487])"),
        (Style.CIRCLED, r"(?P<n>[\u2460-\u2473\u3251-\u325f\u24ea])(?![はがのをにとへもや、]|から|まで|及び|又は)"),
        (Style.KANJI, r"(?P<n>[一二三四五六七八九十]{1,3})(?=[ \t\u3000．.、])[．.、]?"),
        (Style.PAREN_KANA, rf"[(（]{_SP}(?P<n>[ア-トｱ-ﾄ]){_SP}[)）]"),
        (Style.KANA, r"(?P<n>[アイウエオカキクケコサシスセソタチツテトｱ-ﾄ])(?=[ \t\u3000．.、)）])[．.、)）]?"),
        (Style.PAREN_ALPHA, r"[(（][ \t]?(?P<n>[a-zA-Zａ-ｚ])[ \t]?[)）]"),
        (Style.ROMAN, r"[(（]?(?P<n>[ivx]{2,4}|[ⅰ-ⅻⅠ-Ⅻ])[.．)）\u3000 ]"),
        (Style.ALPHA, r"(?P<n>[a-zA-Zａ-ｚ])(?:[.．)）](?=\s|[\u3040-\u9fff])|[ \u3000](?=[\u3040-\u9fff]))"),
        (Style.BULLET, r"(?P<n>[・･•●○◎■□◆◇▪▶►➢✓※＊*–—‐-])(?![・･.\-–—‐-])"),
        (Style.ARTICLE, r"(?i:article|section|clause)\s+(?P<n>[0-9]{1,3})(?P<b>(?:\.[0-9]{1,2})*)(?=[.:\s]|$)"),
    )
)
_HEADS: tuple[tuple[str, frozenset[Style]], ...] = (
    ("第", frozenset((Style.ARTICLE, Style.CHAPTER, Style.SECTION))),
    ("0123456789０１２３４５６７８９", frozenset((Style.DOTTED, Style.NUMBER))),
    ("(（", frozenset((Style.PAREN, Style.PAREN_KANA, Style.PAREN_ALPHA, Style.ROMAN))),
    ("一二三四五六七八九十", frozenset((Style.KANJI,))),
)
_NO_LABEL: tuple[tuple[Style, re.Pattern[str]], ...] = ()


class _ByHead(dict[str, tuple[tuple[Style, re.Pattern[str]], ...]]):
    """The few patterns that can match behind a first character; filled as characters are met."""

    def __missing__(self, char: str) -> tuple[tuple[Style, re.Pattern[str]], ...]:
        styles = next((styles for heads, styles in _HEADS if char in heads), None)
        if styles is not None:
            found = tuple((style, pattern) for style, pattern in _LABELS if style in styles)
        elif "ぁ" <= char <= "ん" or ("一" <= char <= "龥"):
            found = _NO_LABEL
        else:
            found = _LABELS
        self[char] = found
        return found


_BY_HEAD = _ByHead()
_ANNEX_HEADS = frozenset("別様附付添AESB(（【＜<〔")
_ANNEX = re.compile(
    r"[(（【＜<〔]?(?P<word>別記|別紙|別添|別表|別冊|様式|附則|付則|附属書|付属書|添付|Annex|Appendix|Schedule|Exhibit)"
    rf"{_SP}(?P<n>第?{_SP}(?:{_N}|[A-Z])(?:{_SP}号(?:様式)?)?(?:の(?:{_N}))?)?{_SP}[)）】＞>〕]?(?=[\s\u3000「(（:：]|$)"
)
_ASIDE = re.compile(r"[(（][^()（）]*[)）]")
_KANJI_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"壱": 1, "弐": 2, "参": 3}


def kanji_number(text: str) -> int:
    """Return the value of a number in kanji or in any digits.

    >>> kanji_number("百二十三"), kanji_number("１２"), kanji_number("二〇")
    (123, 12, 20)
    """
    text = unicodedata.normalize("NFKC", text)
    if text.isdigit():
        return int(text)
    if not set(text) & set("十百千"):
        return int("".join(str(_KANJI_DIGITS.get(c, 0)) for c in text) or 0)
    total = current = 0
    for char in text:
        if char in "十百千":
            total += (current or 1) * {"十": 10, "百": 100, "千": 1000}[char]
            current = 0
        else:
            current = _KANJI_DIGITS.get(char, 0)
    return total + current


def leading_label(line: str) -> Label | None:
    """Return the label at the head of a line that starts with no white space, or None.

    >>> leading_label("第十二条の二　乙は、").shown
    '第12条の2'
    >>> leading_label("（ア）取扱い").shown
    '(ア)'
    """
    if not line:
        return None
    for style, pattern in _BY_HEAD[line[0]]:
        match = pattern.match(line)
        if match:
            return _label(style, match, line)
    if len(line) > 60 or line[0] not in _ANNEX_HEADS:
        return None
    match = _ANNEX.match(line)
    if match and not line.rstrip().endswith(("。", "．", "こと", "る")) and "、" not in _ASIDE.sub("", line[match.end() :])[:12]:
        shown = unicodedata.normalize("NFKC", match.group("word") + (match.group("n") or ""))
        return Label(Style.ANNEX, re.sub(r"\s", "", shown), 0, match.end())
    return None


_BLANKS = re.compile("[ \t\u3000\u00a0]*")


def _label(style: Style, match: re.Match[str], line: str) -> Label:
    blanks = _BLANKS.match(line, match.end())
    end = blanks.end() if blanks else match.end()
    shown, value, depth = _read(style, match.group(), match.group("n"), match.groupdict().get("b") or "")
    return Label(style, shown, value, end, depth)


@lru_cache(maxsize=4096)
def _read(style: Style, whole: str, number: str, branch: str) -> tuple[str, int, int]:
    """Return a label as it is shown, its number and its depth; the same labels stand in every contract."""
    branch = "".join(branch.split())
    if style in (Style.ARTICLE, Style.CHAPTER, Style.SECTION):
        value = kanji_number(number)
        if whole[0] != "第":
            return unicodedata.normalize("NFKC", whole).strip(" ."), value, 1
        unit = re.sub(r"[^条條章節款編部]", "", whole)[:1].replace("條", "条") if style is not Style.SECTION else ""
        tail = "".join(f"の{kanji_number(part)}" for part in branch.split("の") if part)
        return f"第{value}{unit}{tail}", value, 1
    if style is Style.DOTTED:
        parts = [kanji_number(number), *(kanji_number(part) for part in re.split(r"[.．‐－-]", branch) if part)]
        return ".".join(map(str, parts)), parts[-1], len(parts)
    if style is Style.NUMBER:
        return str(kanji_number(number)), kanji_number(number), 1
    if style is Style.PAREN:
        value = int(unicodedata.normalize("NFKC", number).strip("()"))
        return f"({value})", value, 1
    if style is Style.CIRCLED:
        return number, int(unicodedata.numeric(number)), 1
    if style is Style.KANJI:
        return number, kanji_number(number), 1
    if style is Style.BULLET:
        return "", 0, 1
    plain = unicodedata.normalize("NFKC", number)
    return f"({plain})" if style in (Style.PAREN_KANA, Style.PAREN_ALPHA) else plain, ord(plain[0]), 1
