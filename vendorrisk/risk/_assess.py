"""The score of a record: inherent and residual for every threat group, with the sentence that explains it.

Impact (1–4) times exposure (1–4) is the inherent risk; controls that are stated and confirmed take up to two steps off the exposure, never
off the impact, and what is left is the residual risk.  The band of a record is the worst of its threats.  A fact that nobody has stated
leaves the score open: such records come first in every list, with the score that the known facts alone already justify.

How long a confirmation holds depends on the residual band, and the residual band on whether the confirmation holds.  The knot is cut in
favour of the schedule: with the confirmation counted a band results, and the confirmation must be younger than that band's interval.
So a risk rises on the very day on which the review that kept it down falls overdue.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import attrs

from vendorrisk.model import CloudService, Contract, ElementVerdict, Holdings, Language, RiskBand
from vendorrisk.risk._controls import (
    Confirmation,
    Effect,
    Hindrance,
    Safeguards,
    confirmation_of,
    safeguards_of,
)
from vendorrisk.risk._scales import band_of, rank
from vendorrisk.risk._situation import Factor, MissingFact, Scored, Situation, is_over, situation_of
from vendorrisk.risk._threats import THREATS, Threat

__all__ = ["Assessment", "ThreatScore", "assess", "assess_all"]


@attrs.frozen
class ThreatScore:
    """The score against one threat group.

    Attributes:
        threat: the group.
        impact: 1 to 4; while facts are missing, the least it can be.
        exposure: 1 to 4; while facts are missing, the least it can be.
        residual_exposure: the exposure after controls.
        impact_factors: what the impact comes from.
        exposure_factors: what the exposure comes from.
        missing: facts that nobody has stated; while there are any the score is not assessed.
        needed: how many facts the score takes.
        effect: what controls take off, and why not more.
    """

    threat: Threat
    impact: int
    exposure: int
    residual_exposure: int
    impact_factors: tuple[Factor, ...]
    exposure_factors: tuple[Factor, ...]
    missing: tuple[MissingFact, ...]
    needed: int
    effect: Effect

    @property
    def inherent(self) -> int | None:
        """Impact times exposure before controls, 1 to 16; None while facts are missing."""
        return None if self.missing else self.impact * self.exposure

    @property
    def residual(self) -> int | None:
        """Impact times exposure after controls, 1 to 16; None while facts are missing."""
        return None if self.missing else self.impact * self.residual_exposure

    @property
    def at_least(self) -> int:
        """The residual score that the known facts alone justify; missing ones can only raise it."""
        return self.impact * self.residual_exposure

    @property
    def inherent_band(self) -> RiskBand:
        """The band before controls."""
        return RiskBand.NOT_ASSESSED if self.missing else band_of(self.impact * self.exposure)

    @property
    def band(self) -> RiskBand:
        """The band after controls."""
        return RiskBand.NOT_ASSESSED if self.missing else band_of(self.impact * self.residual_exposure)

    @property
    def known(self) -> int:
        """How many of the needed facts are stated."""
        return self.needed - len(self.missing)

    def completeness(self, language: Language = "ja") -> str:
        """Return how much the score stands on: facts stated, elements confirmed."""
        effect = self.effect
        if language == "ja":
            return f"事実{self.known}/{self.needed}、要件{effect.asked}件中記載{effect.met}・確認{effect.confirmed}"
        return f"facts {self.known}/{self.needed}; of {effect.asked} elements {effect.met} stated, {effect.confirmed} confirmed"

    def explain(self, language: Language = "ja") -> str:
        """Return the sentence that explains the score."""
        return (_explain_ja if language == "ja" else _explain_en)(self)


@attrs.frozen
class Assessment:
    """The risk of one record on one day.

    Attributes:
        record: its id.
        today: the day.
        situation: the facts of the record, weighed.
        safeguards: what its contract and certificates put against the threats.
        confirmation: the confirming review that was counted, or None.
        products: impact, exposure and residual exposure for every threat; while facts are missing, the least they can be.
    """

    record: str
    today: date
    situation: Situation = attrs.field(repr=False)
    safeguards: Safeguards = attrs.field(repr=False)
    confirmation: Confirmation | None
    products: tuple[tuple[int, int, int], ...]

    @property
    def scores(self) -> tuple[ThreatScore, ...]:
        """The score against every threat group, in the order of the policy."""
        return tuple(self._score(place) for place in range(len(THREATS)))

    def _score(self, place: int) -> ThreatScore:
        threat, situation, (impact, exposure, residual) = THREATS[place], self.situation, self.products[place]
        return ThreatScore(
            threat=threat,
            impact=impact,
            exposure=exposure,
            residual_exposure=residual,
            impact_factors=situation.impact_factors(threat),
            exposure_factors=situation.exposure_factors(threat),
            missing=situation.missing_for(threat),
            needed=situation.needed_for(threat),
            effect=self.safeguards.against(place, self.confirmation),
        )

    @property
    def inherent_band(self) -> RiskBand:
        """The worst band before controls."""
        score = self.inherent
        return RiskBand.NOT_ASSESSED if score is None else band_of(score)

    @property
    def band(self) -> RiskBand:
        """The worst band after controls: not assessed while any fact is missing."""
        score = self.residual
        return RiskBand.NOT_ASSESSED if score is None else band_of(score)

    @property
    def inherent(self) -> int | None:
        """The highest inherent score; None while any fact is missing."""
        return None if self.missing else max(impact * exposure for impact, exposure, _ in self.products)

    @property
    def residual(self) -> int | None:
        """The highest residual score; None while any fact is missing."""
        return None if self.missing else self.at_least

    @property
    def at_least(self) -> int:
        """The residual score that the known facts alone justify; missing ones can only raise it."""
        return max(impact * residual for impact, _, residual in self.products)

    @property
    def missing(self) -> tuple[MissingFact, ...]:
        """Every fact that is missing, in the order of the forms."""
        return self.situation.missing

    @property
    def worst(self) -> ThreatScore:
        """The threat that decides."""
        return min(self.scores, key=lambda score: (rank(score.band), -score.at_least))

    def explain(self, language: Language = "ja") -> str:
        """Return the sentence of the threat that decides, with its name.

        >>> from vendorrisk.model import Access, Classification, Information, NetworkTier, Outage
        >>> known = Information(personal=False, confidentiality=Classification.C3C, integrity=1)
        >>> contract = Contract(id="contract-2026-0001", title="清掃", information=known, tiers=(NetworkTier.LGWAN,), access=(Access.HOSTED_ABROAD,), outage=Outage.MONTH)
        >>> print(assess(contract, Holdings([contract]), date(2026, 4, 1)).explain())
        意図的な脅威（不正アクセス、内部不正等）：影響3 × 露出4 = 12（極高）。契約書類が未点検のため低減なし。影響：機密性3C。露出：国外での保管、ネットワーク区分越え。
        """
        score = self.worst
        return f"{score.threat.label.get(language)}{'：' if language == 'ja' else ': '}{score.explain(language)}"


def assess(record: Scored, held: Holdings, today: date) -> Assessment:
    """Return the inherent and residual risk of a contract or cloud service on a day.

    Args:
        record: the record.
        held: the register: checks, reviews, measures, incidents, certificates are found there.
        today: the day; nothing dated later counts.
    """
    situation = situation_of(record, held, today)
    safeguards = safeguards_of(record, held, today)
    confirmation = confirmation_of(record, held, today)
    products = situation.products(safeguards.all_steps(confirmation))
    if confirmation is not None and not confirmation.holds(held, record, band_of(max(impact * left for impact, _, left in products)), today):
        confirmation = None
        products = situation.products(safeguards.all_steps(None))
    return Assessment(record.id, today, situation, safeguards, confirmation, products)


def assess_all(held: Holdings, today: date) -> tuple[Assessment, ...]:
    """Return the risk of every contract and service that can still do harm, in the order of every list.

    Not assessed first, those on top whose known facts already weigh most; then from the highest residual risk down.
    """
    records: Sequence[Scored] = (*held.all(Contract), *held.all(CloudService))
    assessments = [assess(record, held, today) for record in records if not is_over(record, today)]
    return tuple(sorted(assessments, key=_place))


def _place(assessment: Assessment) -> tuple[int, int, int, str]:
    at_least = assessment.at_least
    band = RiskBand.NOT_ASSESSED if assessment.missing else band_of(at_least)
    return rank(band), -at_least, -(assessment.inherent or 0), assessment.record


def _explain_ja(score: ThreatScore) -> str:
    product = f"影響{score.impact} × 露出{score.exposure} = {score.impact * score.exposure}（{band_of(score.impact * score.exposure).label.ja}）"
    if score.missing:
        facts = "、".join(fact.label.ja for fact in score.missing)
        return f"未評価。不明な事実：{facts}。判明している事実だけでも{product}以上。"
    effect = score.effect
    if score.residual_exposure < score.exposure:
        residual = score.impact * score.residual_exposure
        grounds = [f"要件{effect.asked}件中{effect.confirmed}件が記載・確認済み"] if effect.confirmed else []
        grounds += [f"{scheme.label.ja}認証が有効" for scheme in effect.certificates]
        off = score.exposure - score.residual_exposure
        after = f"{'、'.join(grounds)}のため{off}段階低減し、影響{score.impact} × 露出{score.residual_exposure} = {residual}（{band_of(residual).label.ja}）"
    else:
        after = _hindrance_ja(effect)
    return f"{product}。{after}。影響：{_factors(score.impact_factors, score.impact, 'ja')}。露出：{_factors(score.exposure_factors, 0, 'ja')}。"


def _explain_en(score: ThreatScore) -> str:
    product = f"impact {score.impact} × exposure {score.exposure} = {score.impact * score.exposure} ({band_of(score.impact * score.exposure).label.en})"
    if score.missing:
        facts = ", ".join(fact.label.en for fact in score.missing)
        return f"Not assessed; unknown: {facts}. Known facts alone give {product} or more."
    effect = score.effect
    if score.residual_exposure < score.exposure:
        residual = score.impact * score.residual_exposure
        grounds = [f"{effect.confirmed} of {effect.asked} elements stated and confirmed"] if effect.confirmed else []
        grounds += [f"valid {scheme.label.en}" for scheme in effect.certificates]
        off = score.exposure - score.residual_exposure
        after = f"less {off} for {', '.join(grounds)}: impact {score.impact} × exposure {score.residual_exposure} = {residual} ({band_of(residual).label.en})"
    else:
        after = _hindrance_en(effect)
    return f"{product[0].upper()}{product[1:]}; {after}. Impact: {_factors(score.impact_factors, score.impact, 'en')}. Exposure: {_factors(score.exposure_factors, 0, 'en')}."


def _factors(factors: tuple[Factor, ...], only: int, language: Language) -> str:
    """Return the names of the factors; of an impact only those that reach it."""
    named = [factor.label.get(language) for factor in factors if factor.weight >= only]
    return ("、" if language == "ja" else ", ").join(named) or ("該当する情報なし" if language == "ja" else "nothing of weight")


_GAP_JA = {ElementVerdict.MISSING: "条項なし", ElementVerdict.NEGATED: "に反する条項あり", ElementVerdict.UNREADABLE: "条項が判読不能", None: "条項が未判定"}
_GAP_EN = {ElementVerdict.MISSING: "is missing", ElementVerdict.NEGATED: "is contradicted", ElementVerdict.UNREADABLE: "is unreadable", None: "has not been judged"}


def _hindrance_ja(effect: Effect) -> str:
    if effect.hindrance is Hindrance.GAP:
        return "、".join(f"{control.label.ja}{_GAP_JA[verdict]}" for control, verdict in effect.gaps) + "のため低減なし"
    if effect.hindrance is Hindrance.FEW:
        return f"記載と確認のそろった要件が{effect.asked}件中{effect.confirmed}件のため低減なし"
    return "露出が最小のため低減なし" if effect.hindrance is None else f"{effect.hindrance.label.ja}ため低減なし"


def _hindrance_en(effect: Effect) -> str:
    if effect.hindrance is Hindrance.GAP:
        return "nothing off: " + ", ".join(f"{control.label.en} {_GAP_EN[verdict]}" for control, verdict in effect.gaps)
    if effect.hindrance is Hindrance.FEW:
        return f"nothing off: only {effect.confirmed} of {effect.asked} elements are stated and confirmed"
    return "nothing off: the exposure is least already" if effect.hindrance is None else f"nothing off: {effect.hindrance.label.en}"
