"""What a person who confirms that the measures are kept has to look at: the requirements in force, and what was found the last time.

The policy demands more than a clause: 「必要な対策が確保されていることを確認」 (6(8)).  The checklist is made when it is opened, from the
facts of the record, the rules in force, the latest check of the text and everything that earlier reviews left open, so it never grows old.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import attrs

from vendorrisk._packs import resolve
from vendorrisk._records import case_of
from vendorrisk.checking import Policy, applies_to, level_in
from vendorrisk.lifecycle import MeasureState, measure_state
from vendorrisk.model import (
    Bilingual,
    CheckRecord,
    CloudService,
    Contract,
    ElementVerdict,
    Finding,
    Holdings,
    Measure,
    Proof,
    Record,
    Review,
    SocialAccount,
    latest_check,
)
from vendorrisk.requirements import Level, Requirement

__all__ = ["OpenFinding", "ReviewPoint", "review_points"]

_WORST = (ElementVerdict.NEGATED, ElementVerdict.MISSING, ElementVerdict.UNREADABLE, ElementVerdict.WEAK, ElementVerdict.MET)


@attrs.frozen
class OpenFinding:
    """What an earlier review found and no verified measure has settled.

    Attributes:
        review: the id of that review.
        finding: what it found.
        measure: the measure taken on it, if there is one.
        state: where that measure stands.
    """

    review: str
    finding: Finding
    measure: Measure | None = None
    state: MeasureState | None = None


@attrs.frozen
class ReviewPoint:
    """One thing to look at.

    Attributes:
        requirement: id of the requirement; "" for findings that name none in force.
        title: what it is called.
        question: what has to be seen.
        mandatory: whether law or policy demands it in this case.
        verdict: the worst verdict on its mandatory elements in the latest check; None when the text was not checked for it.
        proofs: the sentences of the text that oblige the contractor to it.
        open: what earlier reviews found and nobody has settled.
    """

    requirement: str
    title: Bilingual
    question: Bilingual
    mandatory: bool = True
    verdict: ElementVerdict | None = None
    proofs: tuple[Proof, ...] = ()
    open: tuple[OpenFinding, ...] = ()


def review_points(record: Record, holdings: Holdings, today: date) -> tuple[ReviewPoint, ...]:
    """Return what a review of a record has to look at: what is still open first, then what is mandatory, then what is recommended.

    Args:
        record: a contract, service or account; of any other record only what earlier reviews left open can be asked.
        holdings: the register.
        today: the day; what is dated later does not count.

    Raises:
        UsageError: a folder of the city's own packs, named in the settings, cannot be read.

    >>> from vendorrisk.model import Information
    >>> contract = Contract(id="contract-2026-0001", title="保守", information=Information(personal=False, my_number=False))
    >>> points = review_points(contract, Holdings([contract]), date(2026, 11, 1))
    >>> [point.requirement for point in points][:2], points[0].mandatory, points[0].verdict
    (['outsourcing.policy-compliance', 'outsourcing.responsible-persons'], True, None)
    """
    open_ones = list(_open(record, holdings, today))
    points = [_point(requirement, mandatory, record, holdings, today, open_ones) for requirement, mandatory in _in_force(record, holdings)]
    named = {point.requirement for point in points}
    rest = tuple(one for one in open_ones if one.finding.requirement.rpartition(".")[0] not in named and one.finding.requirement not in named)
    if rest:
        points.insert(0, ReviewPoint("", Bilingual("前回までの指摘", "findings that are open"), Bilingual("指摘事項が是正されていること。", "They have been put right."), open=rest))
    return tuple(sorted(points, key=lambda point: (not point.open, not point.mandatory)))


def _in_force(record: Record, holdings: Holdings) -> Iterator[tuple[Requirement, bool]]:
    if not isinstance(record, (Contract, CloudService, SocialAccount)):
        return
    kind, facts = case_of(record)
    for requirement in Policy(resolve(holdings.settings.policies)).requirements:
        if kind in requirement.applies.kinds and applies_to(requirement, facts)[0]:
            yield requirement, level_in(requirement, facts) is not Level.RECOMMENDED


def _point(
    requirement: Requirement, mandatory: bool, record: Record, holdings: Holdings, today: date, open_ones: list[OpenFinding]
) -> ReviewPoint:
    check = latest_check(record.id, holdings, today)
    verdict, proofs = _stated(requirement.id, check)
    about = tuple(one for one in open_ones if requirement.id in (one.finding.requirement, one.finding.requirement.rpartition(".")[0]))
    return ReviewPoint(requirement.id, requirement.title, requirement.criterion, mandatory, verdict, proofs, about)


def _stated(requirement: str, check: CheckRecord | None) -> tuple[ElementVerdict | None, tuple[Proof, ...]]:
    """Return what the latest check says of the clause behind a requirement."""
    if check is None:
        return None, ()
    judged = [(found, verdict) for found, verdict in zip(check.elements, check.counted, strict=True) if found.requirement == requirement]
    counted = [verdict or ElementVerdict.MISSING for found, verdict in judged if found.mandatory] or [verdict for _, verdict in judged if verdict is not None]
    worst = min(counted, key=_WORST.index) if counted else None
    return worst, tuple(proof for found, _ in judged for proof in found.proofs)


def _open(record: Record, holdings: Holdings, today: date) -> Iterator[OpenFinding]:
    """Yield the findings of earlier reviews that no measure has settled, the newest first."""
    for review in reversed(holdings.about(record.id, Review)):
        if review.done_on is None or review.done_on > today:
            continue
        taken = [measure for measure in holdings.about(record.id, Measure) if measure.cause == review.id]
        for finding in review.findings:
            measure = holdings.get(finding.measure, Measure) if finding.measure else taken[0] if len(taken) == 1 == len(review.findings) else None
            state = measure_state(measure, today) if measure is not None else None
            if state not in (MeasureState.VERIFIED, MeasureState.WITHDRAWN):
                yield OpenFinding(review.id, finding, measure, state)
