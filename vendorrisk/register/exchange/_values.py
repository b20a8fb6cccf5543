"""What a cell says, read as what its column asks for; what cannot be read so is a fault that names what was read and what may stand there.

Two ways of reading share one set of rules.  Our own exports are read exactly: not a space is dropped.  A sheet that a city already has is
read as people write: 「1,234,000円」, 「R8.4.1」, 「○」, with spaces around.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache
from typing import Any

import attrs

from vendorrisk.model import Bilingual, Choice, FieldInfo, Form, kind_of_id
from vendorrisk.register.exchange._amounts import read_number
from vendorrisk.register.exchange._days import EPOCH, read_day
from vendorrisk.register.exchange._words import Fault
from vendorrisk.text import fold_text

__all__ = ["WORDS", "BadCell", "Named", "Raw", "choice_of", "plain_text", "read", "read_exactly", "squeeze"]

WORDS = {True: Bilingual("はい", "yes"), False: Bilingual("いいえ", "no")}
_YES_WORDS = {"はい", "yes", "y", "true", "有", "有り", "あり", "○", "◯", "〇", "✓", "✔", "レ", "該当", "要", "済", "1", "◎", "する", "可"}
_NO_WORDS = {"いいえ", "no", "n", "false", "無", "無し", "なし", "×", "✕", "✗", "非該当", "不要", "未", "0", "しない", "不可"}
_EXPONENT = re.compile(r"[0-9](?:\.[0-9]+)?[eE]\+?[0-9]+")
_LEADING_ID = re.compile(r"\s*([a-z]+-[0-9]{4}-[0-9]{4,7})(?:\s+(.*))?", re.S)


@attrs.frozen
class BadCell:
    """A cell that has no value: an Excel error such as ``#REF!``, or a formula that was never calculated.

    Attributes:
        code: ``excel-error`` or ``not-calculated``.
        text: what stands in it.
    """

    code: str
    text: str


Raw = str | int | float | bool | date | datetime | time | timedelta | BadCell | None


@attrs.frozen
class Named:
    """A reference by name, still to be looked up."""

    text: str


def read_exactly(raw: Raw, field: FieldInfo) -> Any:
    """Return the value of a cell of our own export; None for a blank one."""
    return read(raw, field, exact=True)


def read(raw: Raw, field: FieldInfo, *, exact: bool = False, epoch: date = EPOCH, times: int = 1, words: Mapping[str, Any] | None = None) -> Any:
    """Return what a cell says, or None when it is blank.

    References come as an id or as :class:`Named`.  ``times`` multiplies a bare amount (a column in 千円); ``words`` translates squeezed
    texts first.  Raises Fault.
    """
    if isinstance(raw, BadCell):
        raise _bad(raw)
    if isinstance(raw, str):
        if not exact:
            raw = raw.strip()
        if not raw:
            return None
        if words and field.form not in (Form.CHOICES, Form.TEXTS, Form.REFS):
            known = words.get(squeeze(raw), raw)
            if known is None:
                return None
            raw = known
    elif raw is None:
        return None
    match field.form:
        case Form.TEXT | Form.LINES:
            return plain_text(raw, lines=field.form is Form.LINES) if not exact else _own_text(raw)
        case Form.TEXTS:
            text = _own_text(raw) if exact else plain_text(raw, lines=True)
            return tuple(text.split("\n")) if exact else _items(text, words, "\n、；;")
        case Form.DAY:
            return read_day(raw, epoch, exact=exact)
        case Form.NUMBER | Form.MONEY:
            return read_number(raw, field, times)
        case Form.FLAG:
            return _flag(raw)
        case Form.CHOICE:
            return choice_of(plain_text(raw), field)
        case Form.CHOICES:
            return tuple(_choices(plain_text(raw, lines=True), field, words))
        case Form.REF:
            return _reference(plain_text(raw) if not exact else _own_text(raw))
        case Form.REFS:
            text = _own_text(raw) if exact else plain_text(raw, lines=True)
            return tuple(_reference(item) for item in (text.split("\n") if exact else _items(text, words, "\n、；;")))
        case _:
            raise AssertionError(field.form)


def squeeze(text: str) -> str:
    """Return a word for comparing: one spelling, no spaces, small letters.

    >>> squeeze("Ｘ （旧 Twitter）"), squeeze("随意 契約")
    ('x(旧twitter)', '随意契約')
    """
    return _squeeze(text) if len(text) <= 200 else _squeeze.__wrapped__(text)


@lru_cache(maxsize=65_536)
def _squeeze(text: str) -> str:
    folded = text if text.isascii() else fold_text(text)
    return "".join(folded.split()).lower()


def plain_text(raw: Raw, *, lines: bool = False) -> str:
    """Return a cell as text; a number without its decimal point, a date only where several lines of prose are asked for."""
    if isinstance(raw, str):
        if _EXPONENT.fullmatch(raw) and len(raw) > 6:
            raise Fault("digits-lost", "Excelが数値に変えたため桁が失われています。元の番号を文字列で入れ直してください。", "Excel made a number of it and lost digits; enter it again as text.")
        return raw.replace("\r\n", "\n") if lines else " ".join(raw.split("\n")) if "\n" in raw else raw
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    if isinstance(raw, int | float):
        if abs(raw) >= 1e15:
            raise Fault("digits-lost", "桁が多い番号が数値になっているため、末尾の桁が失われています。文字列で入れ直してください。", "a long number held as a number has lost its last digits; enter it again as text.")
        return str(int(raw)) if raw == int(raw) else repr(raw)
    if isinstance(raw, date) and lines:
        return raw.strftime("%Y-%m-%d")
    raise Fault("date-in-text", "文字の列に日付又は時刻が入っています（Excelが「4-1」等を日付に変えた可能性がある）。文字列で入れ直してください。", "a date stands where text is asked for (Excel may have changed “4-1”); enter it again as text.")


def _own_text(raw: Raw) -> str:
    """Return a text of our own export unchanged; Excel may have made a number of one that a person typed."""
    return raw if isinstance(raw, str) else plain_text(raw)


def _items(text: str, words: Mapping[str, Any] | None, marks: str) -> tuple[str, ...]:
    found = [item.strip() for item in re.split(f"[{re.escape(marks)}]", text)]
    translated = [(words or {}).get(squeeze(item), item) for item in found if item]
    return tuple(item for item in translated if item is not None)


def _flag(raw: Raw) -> bool:
    if isinstance(raw, bool):
        return raw
    text = squeeze(plain_text(raw))
    if text in _answers(True):
        return True
    if text in _answers(False):
        return False
    raise Fault("not-yes-or-no", "はい・いいえのどちらか分かりません。", "neither yes nor no.", Bilingual("はい、いいえ、有、無、○、×、空欄（不明）", "yes, no, blank (unknown)"))


@cache
def _answers(answer: bool) -> frozenset[str]:
    return frozenset(squeeze(word) for word in (_YES_WORDS if answer else _NO_WORDS))


def _choices(text: str, field: FieldInfo, words: Mapping[str, Any] | None) -> Iterator[Choice]:
    """Yield the members that a cell lists; a label that holds a comma itself stands on a line of its own."""
    assert field.type is not None
    for line in _items(text, words, "\n"):
        known = _members(field.type).get(squeeze(line))
        if known is not None:
            yield known
        else:
            yield from (choice_of(item, field) for item in _items(line, words, "、，,；;／"))


def choice_of(text: str, field: FieldInfo) -> Choice:
    """Return the member of a closed list that a word stands for: its label in either language or its stored value."""
    assert field.type is not None
    found = _members(field.type).get(squeeze(text))
    if found is None:
        labels = [member.label for member in field.type]
        raise Fault(
            "not-in-list",
            "一覧にない値です。",
            "not a value of the list.",
            Bilingual("、".join(label.ja for label in labels), ", ".join(label.en for label in labels)),
        )
    return found


_MEMBERS: dict[type[Any], dict[str, Choice]] = {}


def _members(cls: type[Any]) -> dict[str, Choice]:
    found = _MEMBERS.get(cls)
    if found is None:
        found = _MEMBERS[cls] = {}
        for member in cls:
            for word in (str(member), member.label.ja, member.label.en, member.label.ja.partition("（")[0]):
                found.setdefault(squeeze(word), member)
    return found


def _reference(text: str) -> str | Named:
    match = _LEADING_ID.fullmatch(text)
    if match and kind_of_id(match[1]) is not None:
        return match[1]
    return Named(text)


def _bad(cell: BadCell) -> Fault:
    if cell.code == "not-calculated":
        return Fault(cell.code, "計算結果が保存されていない数式です。Excelで開いて保存し直すか、値を入れてください。", "a formula whose result was never saved; open and save the file in Excel, or enter the value.")
    return Fault(cell.code, "Excelのエラー値です。値を入れ直してください。", "an Excel error value; enter the value again.")
