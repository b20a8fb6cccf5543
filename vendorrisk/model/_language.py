"""Words in both languages: Japanese first, English second."""

from __future__ import annotations

from typing import Literal

import attrs

__all__ = ["Bilingual", "Language"]

Language = Literal["ja", "en"]


@attrs.frozen
class Bilingual:
    """A text that a person sees, in Japanese and English.

    >>> Bilingual("再委託の制限", "Sub-contracting").get("en")
    'Sub-contracting'
    """

    ja: str
    en: str

    def get(self, language: Language) -> str:
        """Return the text in one language."""
        return self.ja if language == "ja" else self.en

    def format(self, *values: object, **named: object) -> Bilingual:
        """Return the text with its ``{}`` filled as by :meth:`str.format`; a value in two languages goes in in its own.

        >>> Bilingual("「{kind}」は無い。", "There is no {kind}.").format(kind=Bilingual("契約", "contract")).en
        'There is no contract.'
        """

        def said(language: Language) -> str:
            def word(value: object) -> object:
                return value.get(language) if isinstance(value, Bilingual) else value

            return self.get(language).format(*map(word, values), **{name: word(value) for name, value in named.items()})

        return Bilingual(said("ja"), said("en"))
