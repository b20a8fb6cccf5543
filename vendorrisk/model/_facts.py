"""Facts about a contract or service that switch requirements on and off.

Source of the terms: 土浦市情報セキュリティポリシー(基本方針) 令和8年4月, 2 and 6(2)–(3); classes of the
地方公共団体における情報セキュリティポリシーに関するガイドライン (2024-10 edition).
"""

from __future__ import annotations

import attrs

from vendorrisk.model._choice import Choice

__all__ = ["Classification", "Facts", "Handling", "Kind", "NetworkTier"]


class Kind(Choice):
    """What is checked: the sort of document decides which packs are used."""

    OUTSOURCING = "outsourcing", "業務委託契約", "outsourcing contract"
    CLOUD = "cloud", "クラウドサービス", "cloud service"
    SOCIAL_MEDIA = "social-media", "ソーシャルメディア", "social media"


class Handling(Choice):
    """What the other side handles or does; each fact switches further requirements on."""

    PERSONAL_INFORMATION = "personal-information", "個人情報", "personal information"
    MY_NUMBER = "my-number", "特定個人情報", "My Number"
    SYSTEM = "system", "情報システム", "information system"
    TERMS_OF_SERVICE = "terms-of-service", "約款型サービス", "terms of service"


class Classification(Choice):
    """自治体機密性 of the information handed over."""

    C1 = "1", "機密性1", "confidentiality 1"
    C2 = "2", "機密性2", "confidentiality 2"
    C3C = "3C", "機密性3C", "confidentiality 3C"
    C3B = "3B", "機密性3B", "confidentiality 3B"
    C3A = "3A", "機密性3A", "confidentiality 3A"


class NetworkTier(Choice):
    """The part of the city's network that the work touches (seed 2(8)–(10))."""

    MY_NUMBER = "mynumber", "マイナンバー利用事務系", "My Number tier"
    LGWAN = "lgwan", "LGWAN接続系", "LGWAN tier"
    INTERNET = "internet", "インターネット接続系", "internet tier"
    NONE = "none", "庁内ネットワーク外", "outside the city's network"


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

    @property
    def stamp(self) -> str:
        """The facts as one line: stored with a check, compared later to see whether it was judged by the facts of today.

        >>> Facts(frozenset({Handling.MY_NUMBER}), Classification.C3B, tier=NetworkTier.MY_NUMBER).stamp
        'handles=my-number confidentiality=3B integrity=? availability=? tier=mynumber'
        """
        handles, tier = ",".join(sorted(self.handles)) or "-", self.tier or "?"
        return f"handles={handles} confidentiality={self.confidentiality or '?'} integrity={self.integrity or '?'} availability={self.availability or '?'} tier={tier}"
