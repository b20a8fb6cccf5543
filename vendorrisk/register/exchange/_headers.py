"""Finds the header of a sheet and says which field each of its words may mean."""

from __future__ import annotations

import re
from functools import cache

from vendorrisk.model import KINDS, RecordKind
from vendorrisk.register.exchange._header_words import HEADER_WORDS
from vendorrisk.register.exchange._layout import plans_of
from vendorrisk.register.exchange._table import Table
from vendorrisk.register.exchange._values import squeeze

__all__ = ["find_header", "header_key", "labels_of", "score", "thousands", "words_of"]

_BRACKETS = re.compile(r"[【】\[\]※*＊・:：()]|\((?:税込み?|円|税込・?円|単位:?円|西暦|和暦|任意|必須|有無|○×)\)")
_THOUSANDS = re.compile(r"\((?:単位:?)?(?:税込[、・,]?)?(千円|百万円|万円)\)|(千円)$")
_LOOKED_AT = 30


def header_key(text: str) -> str:
    """Return a header for comparing.

    >>> header_key("契約額（千円）"), header_key("【業 者 名】"), header_key("契約\\n期間")
    ('契約額', '業者名', '契約期間')
    """
    folded = _THOUSANDS.sub("", squeeze(text))
    return _BRACKETS.sub("", folded)


def thousands(text: str) -> int:
    """Return what the amounts below a header are to be multiplied by.

    >>> thousands("契約額（千円）"), thousands("契約額")
    (1000, 1)
    """
    match = _THOUSANDS.search(squeeze(text))
    return {"千円": 1_000, "百万円": 1_000_000, "万円": 10_000}[match[1] or match[2]] if match else 1


def words_of(kind: RecordKind) -> dict[str, str]:
    """Return the field path (or ``start+end``) that every known header word of a kind stands for."""
    return _words(kind.name)


@cache
def _words(name: str) -> dict[str, str]:
    known: dict[str, str] = {}
    for path, words in HEADER_WORDS.get(name, {}).items():
        for word in words.split():
            known.setdefault(header_key(word), path)
    for label, path in labels_of(KINDS[name]).items():
        known.setdefault(header_key(label), path)
    return known


def labels_of(kind: RecordKind) -> dict[str, str]:
    """Return the field path of every label of our own exports, in both languages."""
    columns = plans_of(kind)[0].columns
    return {label: ".".join(column.path) for column in columns for label in (column.label.ja, column.label.en)}


def score(cells: list[object], words: dict[str, str]) -> int:
    """Return how many different fields the cells of a row name."""
    return len({words[key] for cell in cells if isinstance(cell, str) and len(cell) <= 60 and (key := header_key(cell)) in words})


def find_header(table: Table, words: dict[str, str]) -> int | None:
    """Return the index of the row that names the most fields, at least two of them; None when there is none."""
    scored = [(score(list(cells), words), -place) for place, (_, cells) in enumerate(table.rows[:_LOOKED_AT])]
    best = max(scored, default=(0, 0))
    return -best[1] if best[0] >= 2 else None
