"""Facts about a contract or service that switch requirements on and off.

Source of the terms: 土浦市情報セキュリティポリシー(基本方針) 令和8年4月, 2 and 6(2)–(3); classes of the
地方公共団体における情報セキュリティポリシーに関するガイドライン (2024-10 edition).
"""

from __future__ import annotations

from enum import StrEnum

import attrs

from vendorrisk.model._language import Bilingual

__all__ = ["Classification", "Facts", "Handling", "Kind", "NetworkTier"]


class Kind(StrEnum):
    """What is checked: the sort of document decides which packs are used."""

    OUTSOURCING = "outsourcing"
    CLOUD = "cloud"
    SOCIAL_MEDIA = "social-media"

    @property
    def label(self) -> Bilingual:
        """The word on screen."""
        return _KIND_LABELS[self]


_KIND_LABELS = {
    Kind.OUTSOURCING: Bilingual("業務委託契約", "outsourcing contract"),
    Kind.CLOUD: Bilingual("クラウドサービス", "cloud service"),
    Kind.SOCIAL_MEDIA: Bilingual("ソーシャルメディア", "social media"),
}


class Handling(StrEnum):
    """What the other side handles or does; each fact switches further requirements on."""

    PERSONAL_INFORMATION = "personal-information"
    MY_NUMBER = "my-number"
    SYSTEM = "system"
    TERMS_OF_SERVICE = "terms-of-service"


class Classification(StrEnum):
    """自治体機密性 of the information handed over."""

    C1 = "1"
    C2 = "2"
    C3C = "3C"
    C3B = "3B"
    C3A = "3A"


class NetworkTier(StrEnum):
    """The part of the city's network that the work touches (seed 2(8)–(10))."""

    MY_NUMBER = "mynumber"
    LGWAN = "lgwan"
    INTERNET = "internet"
    NONE = "none"


@attrs.frozen
class Facts:
    """What is known about the case; None means nobody has said yet, which never counts as safe.

    Attributes:
        handles: what the other side handles, as far as it was said.
        confidentiality: 自治体機密性, or None.
        integrity: 完全性 1 or 2, or None.
        availability: 可用性 1 or 2, or None.
        tier: network tier, or None.
    """

    handles: frozenset[Handling] = frozenset()
    confidentiality: Classification | None = None
    integrity: int | None = None
    availability: int | None = None
    tier: NetworkTier | None = None

    @property
    def important(self) -> bool | None:
        """Whether important information assets are handled; None when nothing was said.

        The model text's 「重要な情報資産」: confidentiality 2 or more, integrity 2, availability 2, or
        personal information.
        """
        if self.handles & {Handling.PERSONAL_INFORMATION, Handling.MY_NUMBER}:
            return True
        if self.integrity == 2 or self.availability == 2:
            return True
        if self.confidentiality is None:
            return None
        return self.confidentiality is not Classification.C1
