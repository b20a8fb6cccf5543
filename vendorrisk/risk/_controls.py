"""How far the contract and its confirmation hold a threat back: zero, one or two steps off the exposure, and why not more.

A step is earned by text *and* confirmation: the share of elements that the latest check found stated and that a review, not older than
its interval, found kept.  A valid certificate, looked at by somebody, adds one.  One mandatory element that is missing, contradicted or
unreadable takes all of it away, and so does a check that is stale or was never made.  An exception lets the city live with a gap; it does
not put the clause into the contract, so it earns nothing here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

import attrs

from vendorrisk.model import (
    Certification,
    CertificationScheme,
    CheckRecord,
    Choice,
    CloudService,
    Contract,
    ElementVerdict,
    Holdings,
    Measure,
    Review,
    ReviewKind,
    ReviewResult,
    RiskBand,
    Vendor,
    latest_check,
    stale_because,
)
from vendorrisk.risk._scales import FULL_SHARE, HALF_SHARE, MAX_STEPS
from vendorrisk.risk._situation import Scored
from vendorrisk.risk._threats import CERTIFICATES, THREATS, Control, control_of, threat_counts
from vendorrisk.schedule import next_due, rules_for

__all__ = ["CONFIRMING", "Confirmation", "Effect", "Hindrance", "Safeguards", "confirmation_of", "safeguards_of"]

CONFIRMING = frozenset(
    {ReviewKind.KICK_OFF, ReviewKind.PERIODIC, ReviewKind.ON_SITE, ReviewKind.CHANGE, ReviewKind.INCIDENT, ReviewKind.PRE_RENEWAL}
)
"""Reviews that look whether measures are kept; selection looks at promises, closing at what is over."""

_MET = ElementVerdict.MET
_NONE = (0,) * len(THREATS)
_NO_GAPS: Mapping[Control, ElementVerdict | None] = MappingProxyType({})
_GAPS = (ElementVerdict.MISSING, ElementVerdict.NEGATED, ElementVerdict.UNREADABLE, None)


class Hindrance(Choice):
    """Why nothing, or no more, was taken off."""

    NOT_CHECKED = "not-checked", "契約書類が未点検の", "its documents have not been checked"
    STALE = "stale", "点検後に契約書類又は事実が変わった", "documents or facts have changed since the check"
    GAP = "gap", "必須の条項に不備がある", "a mandatory clause is wanting"
    NOT_ASKED = "not-asked", "対応する要件が点検に含まれない", "no requirement against it was checked"
    NOT_CONFIRMED = "not-confirmed", "期限内に履行を確認した記録がない", "no confirmation within its interval is on record"
    FEW = "few", "記載と確認のそろった要件が少ない", "too few elements are both stated and confirmed"


@attrs.frozen
class Effect:
    """What controls take off one exposure.

    Attributes:
        steps: 0 to 2.
        met: elements stated in the text.
        confirmed: elements stated and confirmed.
        asked: elements of the check that work against this threat.
        hindrance: why nothing was taken off; None when something was.
        gaps: controls whose mandatory elements are missing, contradicted or unreadable, with the worst verdict.
        certificates: valid certificates that were counted.
    """

    steps: int
    met: int
    confirmed: int
    asked: int
    hindrance: Hindrance | None
    gaps: tuple[tuple[Control, ElementVerdict | None], ...] = ()
    certificates: tuple[CertificationScheme, ...] = ()


@attrs.frozen
class Confirmation:
    """The latest review that looked whether the measures are kept.

    Attributes:
        review: the review.
        doubtful: requirements or elements on which it has a finding that nobody has verified as mended.
        everything: whether a finding names no requirement, or the review found nothing in order.
    """

    review: Review
    doubtful: frozenset[str]
    everything: bool

    def holds(self, held: Holdings, record: Scored, band: RiskBand, today: date) -> bool:
        """Return whether it is not older than any interval that the schedule asks for, given the residual band."""
        done = self.review.done_on
        kinds = (self.review.kind, ReviewKind.PERIODIC)
        rules = (rule for kind, rule in rules_for(record, held, band) if kind in kinds)
        return done is not None and all(next_due(rule, done, done).day >= today for rule in rules)


@attrs.frozen
class Safeguards:
    """The verdicts and certificates of one record.

    Attributes:
        hindrance: what forbids every step, whatever the threat.
        check: the check whose verdicts count.
        asked: how many elements of the check work against each threat, in the order of the threats.
        met: how many of them are stated.
        gaps: controls of which a mandatory element is missing, contradicted, unreadable or not judged, with the verdict.
        certificates: valid and verified certificates.
    """

    hindrance: Hindrance | None
    check: CheckRecord | None
    asked: tuple[int, ...]
    met: tuple[int, ...]
    gaps: Mapping[Control, ElementVerdict | None]
    certificates: tuple[CertificationScheme, ...]

    def all_steps(self, confirmation: Confirmation | None) -> tuple[int, ...]:
        """Return the steps for every threat, in their order."""
        if self.hindrance is not None:
            return _NONE
        return tuple([self.steps(place, confirmation) for place in range(len(THREATS))])

    def steps(self, place: int, confirmation: Confirmation | None) -> int:
        """Return how many steps are taken off the exposure to a threat, by its place among them, given a confirmation that holds or None."""
        asked = self.asked[place]
        if not asked or self.hindrance is not None or (self.gaps and self._gaps(place)):
            return 0
        share = self._confirmed(place, confirmation) / asked
        return min(MAX_STEPS, (share >= HALF_SHARE) + (share >= FULL_SHARE) + bool(self.certificates and self._certified(place)))

    def against(self, place: int, confirmation: Confirmation | None) -> Effect:
        """Return the same with its reasons."""
        steps, confirmed, asked = self.steps(place, confirmation), self._confirmed(place, confirmation), self.asked[place]
        gaps = self._gaps(place)
        hindrance = self.hindrance or (Hindrance.GAP if gaps else None if asked else Hindrance.NOT_ASKED)
        if hindrance is None and steps == 0:
            hindrance = Hindrance.FEW if confirmed else Hindrance.NOT_CONFIRMED
        certificates = self._certified(place) if steps else ()
        return Effect(steps, self.met[place], confirmed, asked, hindrance, gaps, certificates)

    def _confirmed(self, place: int, confirmation: Confirmation | None) -> int:
        if confirmation is None or confirmation.everything:
            return 0
        return self._undoubted(place, confirmation.doubtful) if confirmation.doubtful else self.met[place]

    def _gaps(self, place: int) -> tuple[tuple[Control, ElementVerdict | None], ...]:
        return tuple((control, verdict) for control, verdict in self.gaps.items() if place in control.places)

    def _certified(self, place: int) -> tuple[CertificationScheme, ...]:
        return tuple(scheme for scheme in self.certificates if THREATS[place] in CERTIFICATES[scheme])

    def _undoubted(self, place: int, doubtful: frozenset[str]) -> int:
        """Return how many stated elements no open finding speaks against; a finding on something unknown speaks against all."""
        elements = self.check.elements if self.check is not None else ()
        counted = self.check.counted if self.check is not None else ()
        names = {(one.requirement, one.element): {one.requirement, f"{one.requirement}.{one.element}"} for one in elements}
        if not doubtful <= set().union(*names.values()):
            return 0
        met = (name for name, verdict in zip(names, counted, strict=True) if verdict is _MET)
        return sum(names[name].isdisjoint(doubtful) and place in control_of(*name).places for name in met)


def safeguards_of(record: Scored, held: Holdings, today: date) -> Safeguards:
    """Return the verdicts that count for a record on a day; a service without a check of its own stands on that of its contract."""
    judged_by: Scored = record
    check = latest_check(record.id, held, today)
    if check is None and isinstance(record, CloudService):
        contract = held.get(record.contract, Contract)
        check = latest_check(contract.id, held, today) if contract is not None else None
        judged_by = contract if contract is not None else record
    certificates = _certificates(record, held, today)
    if check is None:
        return Safeguards(Hindrance.NOT_CHECKED, None, _NONE, _NONE, _NO_GAPS, certificates)
    counted = check.counted
    gaps: dict[Control, ElementVerdict | None] = {}
    for found, verdict in zip(check.elements, counted, strict=True):
        if verdict is not _MET and found.mandatory is not False and verdict in _GAPS:
            control = control_of(found.requirement, found.element)
            if gaps.get(control) is not ElementVerdict.NEGATED:
                gaps[control] = verdict
    names = tuple([(found.requirement, found.element) for found in check.elements])
    stated = tuple([name for name, verdict in zip(names, counted, strict=True) if verdict is _MET])
    asked = threat_counts(names)
    met = asked if len(stated) == len(names) else threat_counts(stated)
    hindrance = Hindrance.STALE if stale_because(check, judged_by) else None
    return Safeguards(hindrance, check, asked, met, gaps or _NO_GAPS, certificates)


def confirmation_of(record: Scored, held: Holdings, today: date) -> Confirmation | None:
    """Return the latest confirming review that was done by a day; a service without one of its own stands on that of its contract."""
    review = _last_review(record.id, held, today)
    if review is None and isinstance(record, CloudService):
        review = _last_review(record.contract, held, today)
    if review is None:
        return None
    if review.result not in (ReviewResult.OK, ReviewResult.FINDINGS):
        return Confirmation(review, frozenset(), everything=True)
    doubtful = set()
    for finding in review.findings:
        measure = held.get(finding.measure, Measure)
        if measure is None or not measure.is_verified(today):
            doubtful.add(finding.requirement)
    everything = "" in doubtful or (review.result is ReviewResult.FINDINGS and not review.findings)
    return Confirmation(review, frozenset(doubtful), everything)


def _last_review(subject: str, held: Holdings, today: date) -> Review | None:
    done = [
        (review.done_on, review.id, review)
        for review in held.about(subject, Review)
        if review.kind in CONFIRMING and review.done_on is not None and review.done_on <= today and review.result is not ReviewResult.NOT_DONE
    ]
    return max(done)[2] if done else None


def _certificates(record: Scored, held: Holdings, today: date) -> tuple[CertificationScheme, ...]:
    own = record.certifications if isinstance(record, CloudService) else ()
    vendor = held.get(record.provider if isinstance(record, CloudService) else record.vendor, Vendor)
    return tuple(dict.fromkeys(one.scheme for one in (*own, *(vendor.certifications if vendor is not None else ())) if one.scheme is not None and _valid(one, today)))


def _valid(one: Certification, today: date) -> bool:
    """A certificate counts from the day somebody looked at it until the day it ends; without an end it proves nothing."""
    begun = one.verified_on is not None and one.verified_on <= today and (one.valid_from is None or one.valid_from <= today)
    return begun and one.valid_until is not None and one.valid_until >= today
