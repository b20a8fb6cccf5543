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
