"""What a city decides once for its whole register: its name, its own closed days, how often it looks, how early it wants to know."""

from __future__ import annotations

from datetime import date

import attrs

from vendorrisk.model._choice import Choice
from vendorrisk.model._fields import Part, choice, day, flag, number, part, parts, text, texts
from vendorrisk.model._parts import Span
from vendorrisk.model._vocabulary import ReviewKind, Unit

__all__ = ["ClosedDay", "Interval", "NetworkModel", "RiskBand", "Settings"]


class NetworkModel(Choice):
    """How the city divides its network; the seed does not say, so nothing is assumed."""

    ALPHA = "alpha", "αモデル", "alpha model"
    ALPHA_PRIME = "alpha-prime", "α′モデル", "alpha-prime model"
    BETA = "beta", "βモデル", "beta model"
    BETA_PRIME = "beta-prime", "β′モデル", "beta-prime model"


class RiskBand(Choice):
    """Bands of a risk score; NOT_ASSESSED is no band but the absence of one, and comes first in every list."""

    NOT_ASSESSED = "not-assessed", "未評価", "not assessed"
    VERY_HIGH = "very-high", "極高", "very high"
    HIGH = "high", "高", "high"
    MEDIUM = "medium", "中", "medium"
    LOW = "low", "低", "low"


@attrs.frozen(kw_only=True)
class ClosedDay(Part):
    """A day on which the city is closed beside weekends, holidays and 12/29–1/3, or open although it would be closed."""

    on: date | None = day("日付", "on", required=True)
    open: bool | None = flag("開庁日とする", "open on this day")
    reason: str = text("理由", "reason")


@attrs.frozen(kw_only=True)
class Interval(Part):
    """How often the city looks, in place of the shipped default: by kind of review and by residual risk."""

    kind: ReviewKind | None = choice("確認の種類", "kind", required=True)
    band: RiskBand | None = choice("残留リスク", "residual risk")
    every: int | None = number("間隔", "every", required=True)
    unit: Unit | None = choice("単位", "unit", required=True)
    source: str = text("根拠", "source")


@attrs.frozen(kw_only=True)
class Settings(Part):
    """The settings of a register (``register.toml``)."""

    city: str = text("自治体名", "city", required=True)
    policy: str = text("情報セキュリティポリシーの版", "edition of the security policy")
    handling: str = text("取扱区分の表示", "handling mark")
    network_model: NetworkModel | None = choice("ネットワークモデル", "network model")
    lead_time: Span | None = part("標準の庁内準備期間", "default lead time")
    closed_days: tuple[ClosedDay, ...] = parts("独自の閉庁日・開庁日", "own closed and open days")
    intervals: tuple[Interval, ...] = parts("確認周期", "review intervals")
    policies: tuple[str, ...] = texts("独自の要件集のフォルダー", "folders of own packs")
