"""Closed lists of values: stable ASCII in files, Japanese and English on screen, said in one place.

>>> class Side(Choice):
...     CITY = "city", "市", "city"
>>> Side("city").label.ja, str(Side.CITY)
('市', 'city')
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from vendorrisk.model._language import Bilingual

__all__ = ["Choice"]


class Choice(StrEnum):
    """A value of a closed list, with its label in both languages.

    Members are written ``NAME = "stored-value", "日本語", "English"``; only the first part is the value.
    """

    label: Bilingual

    def __new__(cls, value: str, ja: str = "", en: str = "") -> Self:
        """Make a member from its stored value and its two labels."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = Bilingual(ja or value, en or value)
        return member
