"""Numbers as Word writes them in automatic numbering: 第一条, ①, ア, (ii) …"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final

__all__ = ["numeral"]

_DIGITS: Final = "〇一二三四五六七八九"
_FULL_WIDTH: Final = str.maketrans("0123456789", "０１２３４５６７８９")
_KANJI: Final = str.maketrans("0123456789", _DIGITS)
_FORMAL: Final = str.maketrans("一二三四五六七八九十百千万", "壱弐参四伍六七八九拾百阡萬")
_AIUEO: Final = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_AIUEO_HALF: Final = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ"
_IROHA: Final = (
    "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン"
)
_IROHA_HALF: Final = "ｲﾛﾊﾆﾎﾍﾄﾁﾘﾇﾙｦﾜｶﾖﾀﾚｿﾂﾈﾅﾗﾑｳヰﾉｵｸﾔﾏｹﾌｺｴﾃｱｻｷﾕﾒﾐｼヱﾋﾓｾｽﾝ"
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"
_GANADA: Final = "가나다라마바사아자차카타파하"
_ROMAN: Final = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def _kanji(number: int) -> str:
    """十, 二十一, 百三, 一万二千: 一 is not written before 十, 百 and 千."""
    if number == 0:
        return "〇"
    parts = []
    high, low = divmod(number, 10_000)
    if high:
        parts.append(_kanji(high) + "万")
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十")):
        count, low = divmod(low, unit)
        if count:
            parts.append(("" if count == 1 else _DIGITS[count]) + sign)
    if low:
        parts.append(_DIGITS[low])
    return "".join(parts)


def _formal(number: int) -> str:
    """壱拾弐: 一 is written before every unit."""
    text = _kanji(number)
    spelled = "".join(
        "一" + sign if sign in "十百千" and (at == 0 or text[at - 1] not in _DIGITS) else sign
        for at, sign in enumerate(text)
    )
    return spelled.translate(_FORMAL)


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    text = ""
    for unit, sign in _ROMAN:
        count, number = divmod(number, unit)
        text += sign * count
    return text


def _letters(number: int) -> str:
    """A … Z, AA, BB …: Word repeats the letter."""
    if number < 1:
        return str(number)
    turn, place = divmod(number - 1, 26)
    return chr(65 + place) * (turn + 1)


def _enclosed(number: int) -> str:
    if number == 0:
        return "⓪"
    for first, last, sign in ((1, 20, "①"), (21, 35, "㉑"), (36, 50, "㊱")):
        if first <= number <= last:
            return chr(ord(sign) + number - first)
    return str(number)


def _from_block(sign: str) -> Callable[[int], str]:
    return lambda number: chr(ord(sign) + number - 1) if 1 <= number <= 20 else str(number)


def _cycle(letters: str) -> Callable[[int], str]:
    return lambda number: letters[(number - 1) % len(letters)] if number > 0 else str(number)


def _ordinal(number: int) -> str:
    tail = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{tail}"


_FORMATS: Final[dict[str, Callable[[int], str]]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalHalfWidth": str,
    "decimalEnclosedCircle": _enclosed,
    "decimalEnclosedCircleChinese": _enclosed,
    "decimalEnclosedFullstop": _from_block("⒈"),
    "decimalEnclosedParen": _from_block("⑴"),
    "numberInDash": lambda number: f"- {number} -",
    "ordinal": _ordinal,
    "upperLetter": _letters,
    "lowerLetter": lambda number: _letters(number).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "aiueo": _cycle(_AIUEO_HALF),
    "aiueoFullWidth": _cycle(_AIUEO),
    "iroha": _cycle(_IROHA_HALF),
    "irohaFullWidth": _cycle(_IROHA),
    "japaneseCounting": _kanji,
    "chineseCounting": _kanji,
    "chineseCountingThousand": _kanji,
    "taiwaneseCounting": _kanji,
    "taiwaneseCountingThousand": _kanji,
    "japaneseLegal": _formal,
    "chineseLegalSimplified": _formal,
    "ideographLegalTraditional": _formal,
    "ideographDigital": lambda number: str(number).translate(_KANJI),
    "japaneseDigitalTenThousand": lambda number: str(number).translate(_KANJI),
    "taiwaneseDigital": lambda number: str(number).translate(_KANJI),
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "ideographEnclosedCircle": lambda number: (
        chr(ord("㊀") + number - 1) if 1 <= number <= 10 else str(number)
    ),
    "ganada": _cycle(_GANADA),
    "none": lambda number: "",
    "bullet": lambda number: "",
}


@lru_cache(4096)
def numeral(number: int, style: str) -> str:
    """Return a number in a numbering format of Word; unknown formats count in digits.

    >>> [numeral(12, style) for style in ("japaneseCounting", "decimalFullWidth", "decimalEnclosedCircle")]
    ['十二', '１２', '⑫']
    """
    return _FORMATS.get(style, str)(min(max(number, 0), 99_999_999))
