"""Finding things as people type them: half a word, any width, kanji, kana or Latin letters.

Both the plain and the legally folded spelling are kept, because half a word (取り) does not fold as the whole one (取り扱い → 取扱い) does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TypeVar

from vendorrisk.model import Form, Holdings, Record, fields_of

__all__ = ["find", "key_of_record", "plain", "romaji", "search_key"]

T = TypeVar("T")

_HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_SELECTORS = dict.fromkeys([*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)])
_SPELLINGS = {**_HIRAGANA, **_SELECTORS, ord("〜"): "~", ord("～"): "~", ord("−"): "-", ord("‐"): "-", ord("–"): "-"}


def plain(text: str) -> str:
    """Return a text in one width, one case and hiragana.

    >>> plain("ＣＬＯＵＤ ｸﾗｳﾄﾞ 葛󠄀城")
    'cloud くらうど 葛城'
    """
    return unicodedata.normalize("NFKC", text).casefold().translate(_SPELLINGS)


@lru_cache(maxsize=200_000)
def search_key(text: str) -> str:
    """Return everything that a text can be found by, apart from romaji.

    >>> "取り扱い" in search_key("取り扱い") and "取扱い" in search_key("取り扱い"), "高崎" in search_key("髙﨑")
    (True, True)
    """
    from vendorrisk.text import fold_text  # slow to load, and the first screen does not need it

    own = plain(text)
    folded = plain(fold_text(text))
    return own if folded == own else f"{own}\n{folded}"


_ROMAJI = {
    "きゃ": "kya", "きゅ": "kyu", "きょ": "kyo", "しゃ": "sha", "しゅ": "shu", "しょ": "sho", "ちゃ": "cha", "ちゅ": "chu", "ちょ": "cho",
    "にゃ": "nya", "にゅ": "nyu", "にょ": "nyo", "ひゃ": "hya", "ひゅ": "hyu", "ひょ": "hyo", "みゃ": "mya", "みゅ": "myu", "みょ": "myo",
    "りゃ": "rya", "りゅ": "ryu", "りょ": "ryo", "ぎゃ": "gya", "ぎゅ": "gyu", "ぎょ": "gyo", "じゃ": "ja", "じゅ": "ju", "じょ": "jo",
    "びゃ": "bya", "びゅ": "byu", "びょ": "byo", "ぴゃ": "pya", "ぴゅ": "pyu", "ぴょ": "pyo",
    **dict(zip("あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをん",
               ["a", "i", "u", "e", "o", "ka", "ki", "ku", "ke", "ko", "sa", "shi", "su", "se", "so", "ta", "chi", "tsu", "te", "to", "na", "ni", "nu", "ne", "no", "ha", "hi", "fu", "he", "ho", "ma", "mi", "mu", "me", "mo", "ya", "yu", "yo", "ra", "ri", "ru", "re", "ro", "wa", "o", "n"],
               strict=True)),
    **dict(zip("がぎぐげござじずぜぞだぢづでどばびぶべぼぱぴぷぺぽぁぃぅぇぉゃゅょゎゔ",
               ["ga", "gi", "gu", "ge", "go", "za", "ji", "zu", "ze", "zo", "da", "ji", "zu", "de", "do", "ba", "bi", "bu", "be", "bo", "pa", "pi", "pu", "pe", "po", "a", "i", "u", "e", "o", "ya", "yu", "yo", "wa", "vu"],
               strict=True)),
}  # fmt: skip
_TYPED = (("si", "shi"), ("sy", "sh"), ("tu", "tsu"), ("ti", "chi"), ("ty", "ch"), ("hu", "fu"), ("zy", "j"), ("jy", "j"), ("zi", "ji"), ("nn", "n"), ("wo", "o"))


def romaji(reading: str) -> str:
    """Return a reading in Latin letters, long vowels left out of account.

    >>> romaji("きげんいちらん"), romaji("かくにん"), romaji("とうろく"), romaji("ちぇっく")
    ('kigenichiran', 'kakunin', 'touroku', 'chekku')
    """
    text = plain(reading)
    letters: list[str] = []
    double = False
    place = 0
    while place < len(text):
        pair, one = text[place : place + 2], text[place]
        place += 2 if pair in _ROMAJI and len(pair) == 2 else 1
        sound = _ROMAJI.get(pair) if len(pair) == 2 and pair in _ROMAJI else _ROMAJI.get(one, "" if one in "っー" else one)
        if one in "ぁぃぅぇぉ" and letters and len(letters[-1]) > 1:
            letters[-1] = letters[-1][:-1]  # ちぇ: the small vowel replaces the large one
        if double and sound:
            sound = sound[0] + sound
        double = one == "っ"
        letters.append(sound or "")
    return "".join(letters)


@lru_cache(maxsize=256)
def _latin(query: str) -> str:
    """Return Latin letters as they would be written in our romaji: both kunrei (si, tu) and Hepburn (shi, tsu) are typed."""
    text = plain(query)
    for typed, ours in _TYPED:
        text = re.sub(f"(?<![sct]){typed}" if typed in ("si", "tu", "ti", "hu") else typed, ours, text)
    return text


def key_of_record(record: Record, holdings: Holdings) -> str:
    """Return what a record is found by: every short text of it, the names that it points to, its id, and its reading in Latin letters."""
    words = [record.id]
    for field in fields_of(type(record)):
        if field.form is Form.TEXT and field.name != "id":
            words.append(getattr(record, field.name))
        elif field.form is Form.REF:
            words.append(holdings.name(getattr(record, field.name)))
        elif field.form is Form.CHOICE:
            chosen = getattr(record, field.name)
            words.append(chosen.label.ja if chosen is not None else "")
    reading = getattr(record, "kana", "")
    latin = f"\n{romaji(reading)}" if reading else ""
    return search_key(" ".join(filter(None, words))) + latin


def find(rows: Sequence[T], key: Callable[[T], str], query: str) -> list[T]:
    """Return the rows that hold every word of a query.

    >>> find(["期限の一覧\\nきげんのいちらん\\nkigennoitiran"], lambda row: row, "きげん")
    ['期限の一覧\\nきげんのいちらん\\nkigennoitiran']
    """
    words = query.split()
    found = list(rows)
    for word in words:
        spellings = {plain(word), *search_key(word).split("\n")}
        if word.isascii():
            spellings.add(_latin(word))
        if len(spellings) == 1:
            (only,) = spellings
            found = [row for row in found if only in key(row)]
        else:
            found = [row for row in found if any(spelling in key(row) for spelling in spellings)]
    return found
