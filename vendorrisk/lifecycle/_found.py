"""A shortcoming that was found: which rule, on which record and field, in words with its own names and dates."""

from __future__ import annotations

from datetime import date

import attrs

from vendorrisk.lifecycle._table import RULES, Colour, ShortcomingRule
from vendorrisk.model import Bilingual, Choice, Record

__all__ = ["Shortcoming", "found"]


@attrs.frozen
class Shortcoming:
    """Something that the order of things demands and a record does not show.

    Attributes:
        rule: the kind, with its colour and the sentence it rests on.
        record: the id of the record.
        field: where to put it right, such as ``subcontracts[1].decision``; "" for the whole record.
        message: what is lacking and what to do.
    """

    rule: ShortcomingRule
    record: str
    field: str
    message: Bilingual

    @property
    def code(self) -> str:
        """The stable name of the kind."""
        return self.rule.code

    @property
    def colour(self) -> Colour:
        """Red or amber."""
        return self.rule.colour

    @property
    def basis(self) -> Bilingual:
        """The sentence of the policy or law that it rests on."""
        return self.rule.basis


def found(code: str, record: Record, field: str = "", **words: str | int | date | Choice | Bilingual) -> Shortcoming:
    """Return a shortcoming of a record, its message filled in.

    >>> from vendorrisk.model import Contract
    >>> found("not-signed", Contract(id="contract-2026-0001"), "signed_on", start=date(2026, 4, 1)).message.ja
    '始期（2026-04-01）を過ぎたが締結日が記録されていない。'
    """
    rule = RULES[code]
    said = {name: word.label if isinstance(word, Choice) else word for name, word in words.items()}
    ja = {name: word.ja if isinstance(word, Bilingual) else word for name, word in said.items()}
    en = {name: word.en if isinstance(word, Bilingual) else word for name, word in said.items()}
    message = Bilingual(rule.message.ja.format_map(ja), rule.message.en.format_map(en)) if words else rule.message
    return Shortcoming(rule, record.id, field, message)
