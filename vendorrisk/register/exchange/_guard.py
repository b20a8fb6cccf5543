"""Texts that a spreadsheet would take for something else: formulas, dates, numbers, characters that XML cannot hold.

In a workbook a text is stored as text and Excel leaves it alone; only what XML cannot hold is written in Excel's own ``_x000D_`` form.
CSV knows no types: a text that Excel would run as a formula or turn into a number or a date gets an apostrophe in front, and so does one
that starts with an apostrophe, so that taking the apostrophe off again is exact.  (Source: OWASP, CSV Injection.)
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["guard", "is_formula_like", "unguard", "unguard_foreign", "xml_decode", "xml_encode"]

_DANGEROUS = "=+-@\t\r\n"
_MISTAKEN = re.compile(
    r"0[0-9]+|[0-9]{12,}"  # leading zeros and digits beyond the 11th are lost
    r"|[0-9.,:/%()$¥\\ ]*[0-9][0-9.,:/%()$¥\\ eE+-]*"  # dates, times, fractions, decimals, exponents
    r"|(?:true|false)"
    r"|(?:(?:明治|大正|昭和|平成|令和|[mtshr])?(?:[0-9]{1,4}|元)[年./-])?[0-9]{1,2}[月./-](?:[0-9]{1,2}日?)?",
    re.I,
)
_SAFE_NUMBER = re.compile(r"0|[1-9][0-9]{0,10}|0[0-9]{1,4}-[0-9]{1,4}-[0-9]{3,4}")
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_WRITTEN = re.compile("_x([0-9A-Fa-f]{4})_")


def is_formula_like(text: str) -> bool:
    """Return whether a spreadsheet might run a text: it starts with = + - @, also in full width, or with a tab or line end.

    >>> [is_formula_like(text) for text in ("=1+1", "＝cmd", "@SUM(A1)", "契約=1")]
    [True, True, True, False]
    """
    if not text:
        return False
    first = unicodedata.normalize("NFKC", text[0])[:1]
    return text[0] in _DANGEROUS or first in _DANGEROUS


def guard(text: str) -> str:
    """Return a text as it stands in a CSV file.

    >>> guard("=HYPERLINK()"), guard("7000012050002"), guard("'x"), guard("庁舎清掃"), guard("029-826-1111")
    ("'=HYPERLINK()", "'7000012050002", "''x", '庁舎清掃', '029-826-1111')
    """
    if text.startswith("'") or is_formula_like(text):
        return "'" + text
    if len(text) <= 40:
        plain = unicodedata.normalize("NFKC", text).strip()
        if _MISTAKEN.fullmatch(plain) and not _SAFE_NUMBER.fullmatch(text):
            return "'" + text
    return text


def unguard(text: str) -> str:
    """Return what :func:`guard` was given.

    >>> unguard(guard("'=1")), unguard("庁舎清掃")
    ("'=1", '庁舎清掃')
    """
    return text[1:] if text.startswith("'") else text


def unguard_foreign(text: str) -> str:
    """Return a text of another program's CSV without an apostrophe that only guarded it.

    >>> unguard_foreign("'=1"), unguard_foreign("'007"), unguard_foreign("'90年代")
    ('=1', '007', "'90年代")
    """
    return text[1:] if text.startswith("'") and guard(text[1:]) == text else text


def xml_encode(text: str) -> str:
    r"""Return a text as a workbook holds it: control characters as ``_x0007_``, and what looks like that with its mark escaped.

    >>> xml_encode("a\rb"), xml_encode("_x0041_")
    ('a_x000D_b', '_x005F_x0041_')
    """
    return _UNWRITABLE.sub(lambda match: f"_x{ord(match[0]):04X}_", text)


def xml_decode(text: str) -> str:
    """Return the text that a workbook's cell stands for.

    >>> xml_decode("_x005F_x0041_"), xml_decode("a_b")
    ('_x0041_', 'a_b')
    """
    return _WRITTEN.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text
