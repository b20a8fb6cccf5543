"""Amounts and counts as people write them: 1,234,000円, ￥1,234,000-, 1,234千円, 1億2,000万円, △500, 12か月."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, time, timedelta
from decimal import Decimal

from vendorrisk.model import FieldInfo, Form
from vendorrisk.register.exchange._words import Fault

__all__ = ["read_length", "read_number"]

_UNITS = {"": 1, "千": 1_000, "百万": 1_000_000, "万": 10_000, "億": 100_000_000}
_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_MONEY = re.compile(
    rf"(?P<minus>[-△▲])?(?:金|総額|[¥\\])*(?P<inner>[-△▲])?"
    rf"(?:(?P<oku>{_DIGITS})億)?(?:(?P<man>{_DIGITS})万)?(?:(?P<rest>{_DIGITS})(?P<unit>千|百万)?)?"
    r"(?P<yen>円)?(?:也|-|\.-)?(?:\((?P<tax>[^()]*)\))?"
)
_COUNT = re.compile(rf"(?P<minus>[-△▲])?(?P<rest>{_DIGITS})(?P<word>[^0-9.,]*)")
_COUNTERS = {"人", "名", "件", "個", "点", "本", "枚", "冊", "台", "回", "部", "ページ", "頁", "p"}
_MONTHS = {"か月", "ヶ月", "ケ月", "カ月", "箇月", "ヵ月", "月"}
_LENGTH = re.compile(r"(?P<n>[0-9]{1,4})(?P<word>営業日|開庁日|日|週間?|[かヶケカヵ箇]月間?|年間?)(?:間)?(?:以?前|前まで(?:に)?|まで(?:に)?)?")


def read_number(raw: object, field: FieldInfo, times: int = 1) -> int:
    """Return a whole number or an amount in yen; raises Fault.

    An amount that names its unit (円, 千円) counts as it says; a bare one is multiplied by ``times``.
    """
    if isinstance(raw, bool | date | time | timedelta):
        raise _no_number()
    if isinstance(raw, int):
        return raw * times
    if isinstance(raw, float):
        return _whole(Decimal(repr(raw)) * times)
    text = "".join(unicodedata.normalize("NFKC", str(raw)).split()).replace("−", "-").replace("，", ",")
    return _money(text, times) if field.form is Form.MONEY else _count(text, field, times)


def _money(text: str, times: int) -> int:
    match = _MONEY.fullmatch(text)
    if match is None or not (match["oku"] or match["man"] or match["rest"]):
        raise Fault("not-an-amount", "金額として読めません。", "not an amount of yen.")
    if match["tax"] and not re.fullmatch(r"(?:消費税(?:等|及び地方消費税)*(?:を)?|税)?(?:込み?|含む)|内税|税込.*", match["tax"]):
        raise Fault("amount-with-remark", "税抜き等の但し書きが付いています。契約金額（税込み）だけにしてください。", "the amount carries a remark such as “without tax”; give the amount of the contract alone.")
    total = sum(
        (Decimal(match[name].replace(",", "")) * unit for name, unit in (("oku", _UNITS["億"]), ("man", _UNITS["万"])) if match[name]),
        Decimal(0),
    )
    if match["rest"]:
        total += Decimal(match["rest"].replace(",", "")) * _UNITS[match["unit"] or ""]
    named = match["yen"] or match["oku"] or match["man"] or match["unit"] or "¥" in text or "\\" in text
    total *= 1 if named else times
    return _whole(-total if match["minus"] or match["inner"] else total)


def _count(text: str, field: FieldInfo, times: int) -> int:
    match = _COUNT.fullmatch(text)
    if match is None:
        raise _no_number()
    word = match["word"]
    months = "month" in field.label.en
    if word and word not in _COUNTERS and not (months and word in _MONTHS):
        raise Fault("unit", f"単位「{word}」が付いています。数字だけにしてください。", f"it carries the unit {word}; give the number alone.")
    number = _whole(Decimal(match["rest"].replace(",", "")))
    return (-number if match["minus"] else number) * times


def _whole(number: Decimal) -> int:
    if number != int(number):
        raise Fault("not-whole", "小数です。整数にしてください。", "not a whole number.")
    return int(number)


def _no_number() -> Fault:
    return Fault("not-a-number", "数として読めません。", "not a number.")


def read_length(text: str) -> tuple[int, str]:
    """Return number and unit (the stored value of Unit) of a length such as 「3か月前」; raises Fault.

    >>> read_length("３か月前"), read_length("90日前まで"), read_length("1年")
    ((3, 'month'), (90, 'day'), (1, 'year'))
    """
    match = _LENGTH.fullmatch("".join(unicodedata.normalize("NFKC", text).split()))
    if match is None:
        raise Fault("not-a-length", "期間（3か月、90日等）として読めません。", "not a length of time such as 3か月 or 90日.")
    word = match["word"]
    unit = "business-day" if word in ("営業日", "開庁日") else {"日": "day", "週": "week", "年": "year"}.get(word[0], "month")
    return int(match["n"]), unit
