"""Finding records as people spell them: half or full width, hiragana or katakana, old forms of characters, any order of words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from vendorrisk.model import Form, Holdings, Part, Record, fields_of, kind_of
from vendorrisk.text import fold_text

__all__ = ["SearchIndex", "searchable"]

_HIRAGANA = {code + 0x60: code for code in range(0x3041, 0x3097)}  # katakana to hiragana


@lru_cache(maxsize=50_000)
def searchable(text: str) -> str:
    """Return a text for comparing: one width, one case, hiragana only, no spaces.

    >>> searchable("ｸﾗｳﾄﾞ　Ｓｅｒｖｉｃｅ") == searchable("くらうど service")
    True
    """
    folded = text if text.isascii() else fold_text(text)
    return "".join(folded.lower().translate(_HIRAGANA).split())


class SearchIndex:
    """The words of every record, made once, so that a search over ten thousand records takes a few milliseconds."""

    def __init__(self, holdings: Holdings, records: Iterable[Record] | None = None) -> None:
        self._records = list(records if records is not None else holdings)
        self._texts = {record.id: searchable("\n".join(_words(record, holdings))) for record in self._records}

    def find(self, query: str, records: Iterable[Record] | None = None) -> list[Record]:
        """Return the records that hold every word of a query, in their order."""
        words = [searchable(word) for word in query.split()]
        found = records if records is not None else self._records
        return [record for record in found if all(word in self._texts.get(record.id, "") for word in words)]


def _words(record: Record, holdings: Holdings) -> Iterator[str]:
    yield record.id
    yield kind_of(record).label.ja
    yield from _texts(record, holdings)


def _texts(value: Part, holdings: Holdings) -> Iterator[str]:
    for field in fields_of(type(value)):
        held = getattr(value, field.name)
        if not held:
            continue
        match field.form:
            case Form.TEXT | Form.LINES:
                yield held
            case Form.TEXTS:
                yield from held
            case Form.REF:
                yield holdings.name(held)
            case Form.REFS:
                yield from (holdings.name(id) for id in held)  # noqa: A001
            case Form.CHOICE:
                yield held.label.ja
            case Form.CHOICES:
                yield from (choice.label.ja for choice in held)
            case Form.PART:
                yield from _texts(held, holdings)
            case Form.PARTS:
                for item in held:
                    yield from _texts(item, holdings)
            case _:
                continue
