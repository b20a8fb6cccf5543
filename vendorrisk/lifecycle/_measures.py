"""What was asked of a contractor and came of it: the clause it rests on, its state, and that nobody approves her own work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from vendorrisk.lifecycle._checks import standing_check
from vendorrisk.lifecycle._found import Shortcoming, found
from vendorrisk.lifecycle._people import four_eyes
from vendorrisk.lifecycle._stages import OVER, stage
from vendorrisk.model import (
    Acceptance,
    AcceptanceKind,
    Bilingual,
    CheckRecord,
    Choice,
    CloudService,
    Contract,
    ElementVerdict,
    Holdings,
    Measure,
    MeasureKind,
    Review,
    ReviewResult,
    SocialAccount,
)
from vendorrisk.risk import AcceptanceState, acceptance_state, assess

__all__ = ["MeasureState", "acceptance_shortcomings", "measure_shortcomings", "measure_state", "review_shortcomings"]


class MeasureState(Choice):
    """Where a measure stands."""

    OPEN = "open", "対応中", "open"
    OVERDUE = "overdue", "期限超過", "overdue"
    ANSWERED = "answered", "回答あり", "answered"
    DONE = "done", "完了（確認待ち）", "done, to be verified"
    VERIFIED = "verified", "完了確認済み", "verified"
    WITHDRAWN = "withdrawn", "取下げ", "withdrawn"


# The clause that each kind of measure needs in the contract (seed 6(8) 「契約に基づき」).  A caution and an improvement in the city need none,
# an amendment is an agreement, and a suspension from tenders rests on the city's own rules.
_POWERS = {
    MeasureKind.REPORT_DEMAND: "outsourcing.reporting.periodic",
    MeasureKind.INSPECTION: "outsourcing.audit.audit",
    MeasureKind.CORRECTION: "outsourcing.breach-remedies.remedies",
    MeasureKind.CONSENT_WITHDRAWAL: "outsourcing.subcontracting.restriction",
    MeasureKind.ACCESS_STOP: "outsourcing.breach-remedies.remedies",
    MeasureKind.PAYMENT_HOLD: "outsourcing.breach-remedies.remedies",
    MeasureKind.TERMINATION: "outsourcing.breach-remedies.remedies",
    MeasureKind.DAMAGES: "outsourcing.breach-remedies.remedies",
    MeasureKind.DISCLOSURE: "outsourcing.incident-disclosure.disclosure",
}
_NO_PROOF = Bilingual("証拠の引用がない", "without a quoted sentence")


def measure_state(measure: Measure, today: date) -> MeasureState:
    """Return where a measure stands on a day; verified only by somebody else than who did it.

    >>> measure = Measure(id="measure-2026-0001", due=date(2026, 5, 31), owner="person-2026-0001", answered_on=date(2026, 5, 20))
    >>> [str(measure_state(measure, day)) for day in (date(2026, 5, 1), date(2026, 5, 31), date(2026, 6, 1))]
    ['open', 'answered', 'overdue']
    """
    if _past(measure.withdrawn_on, today):
        return MeasureState.WITHDRAWN
    if _past(measure.done_on, today):
        return MeasureState.VERIFIED if measure.is_verified(today) else MeasureState.DONE
    if measure.due is not None and measure.due < today:
        return MeasureState.OVERDUE
    return MeasureState.ANSWERED if _past(measure.answered_on, today) else MeasureState.OPEN


def measure_shortcomings(measure: Measure, held: Holdings, today: date) -> Iterator[Shortcoming]:
    """Yield what a measure lacks: a clause, a clause that is really there, its end in time, a second pair of eyes."""
    state = measure_state(measure, today)
    yield from four_eyes(measure, held, "verified_by", measure.verified_by, measure.done_by, measure.owner)
    if state is MeasureState.WITHDRAWN:
        return
    yield from _basis(measure, held, today)
    if state is MeasureState.OVERDUE and measure.due is not None:
        yield found("measure-overdue", measure, "due", due=measure.due)
    if state is MeasureState.DONE and not measure.verified_by:
        yield found("measure-unverified", measure, "verified_by")


def _basis(measure: Measure, held: Holdings, today: date) -> Iterator[Shortcoming]:
    """Compare the clause a measure rests on with what the latest check found."""
    subject = held.records.get(measure.subject)
    if measure.kind not in _POWERS or not isinstance(subject, (Contract, CloudService)):
        return
    if not measure.basis_clause and not measure.basis_requirement:
        yield found("measure-basis-missing", measure, "basis_clause")
    named = measure.basis_requirement or (_POWERS[measure.kind] if isinstance(subject, Contract) else "")
    if not named:
        return
    standing = standing_check(subject, held, today)
    check = standing[0] if standing is not None else CheckRecord()
    verdicts = _verdicts(check, named)
    if not verdicts or check.run_on is None:
        yield found("measure-basis-unchecked", measure, "basis_requirement", requirement=named)
        return
    worst = min(verdicts, key=_WORST.index)
    if worst is not ElementVerdict.MET:
        verdict = _NO_PROOF if worst is None else worst
        yield found("measure-basis-not-found", measure, "basis_requirement", day=check.run_on, requirement=named, verdict=verdict)


def _verdicts(check: CheckRecord, named: str) -> list[ElementVerdict | None]:
    """Return what a check says about an element, or about the elements that a requirement cannot do without."""
    judged = [(element, verdict) for element, verdict in zip(check.elements, check.counted, strict=True)]
    exact = [verdict for element, verdict in judged if f"{element.requirement}.{element.element}" == named]
    return exact or [verdict for element, verdict in judged if element.requirement == named and element.mandatory is not False]


_WORST = [ElementVerdict.NEGATED, ElementVerdict.MISSING, None, ElementVerdict.UNREADABLE, ElementVerdict.WEAK, ElementVerdict.MET]


def review_shortcomings(review: Review, held: Holdings, today: date) -> Iterator[Shortcoming]:
    """Yield findings that lead to nothing, and approvals by the one who did the review."""
    yield from four_eyes(review, held, "approved_by", review.approved_by, review.done_by)
    if not _past(review.done_on, today):
        return
    for place, one in enumerate(review.findings):
        if held.get(one.measure, Measure) is None:
            yield found("finding-without-measure", review, f"findings[{place}].measure", what=one.what)
    if review.result is ReviewResult.NOT_OK and not review.findings and not any(one.cause == review.id for one in held.about(review.subject, Measure)):
        yield found("finding-without-measure", review, "findings", what=ReviewResult.NOT_OK)


def acceptance_shortcomings(acceptance: Acceptance, held: Holdings, today: date) -> Iterator[Shortcoming]:
    """Yield why an acceptance or exception does not count, or not any more, while it still matters."""
    subject = held.records.get(acceptance.subject)
    if isinstance(subject, (Contract, CloudService, SocialAccount)) and stage(subject, held, today) in OVER:
        return
    if any(_replaces(one, acceptance) and acceptance_state(one, held, today) is AcceptanceState.VALID for one in held.about(acceptance.subject, Acceptance)):
        return
    yield from four_eyes(acceptance, held, "approved_by", acceptance.approved_by, acceptance.requested_by)
    state = acceptance_state(acceptance, held, today)
    if state is AcceptanceState.EXPIRED and acceptance.until is not None:
        yield found("acceptance-expired", acceptance, "until", until=acceptance.until)
    elif state is AcceptanceState.INCOMPLETE and acceptance.approved_by != acceptance.requested_by:
        yield found("acceptance-incomplete", acceptance, "")
    elif state is AcceptanceState.STALE and acceptance.kind is AcceptanceKind.RISK:
        assert isinstance(subject, (Contract, CloudService))  # nothing else has a score that could have moved
        now = assess(subject, held, today).residual
        said = Bilingual("未評価", "not assessed") if now is None else now
        yield found("acceptance-stale", acceptance, "residual_at_acceptance", accepted=acceptance.residual_at_acceptance or 0, now=said)


def _replaces(one: Acceptance, other: Acceptance) -> bool:
    """Return whether an acceptance stands for another one: of the same risk, or of at least the same requirements."""
    return one.id != other.id and one.kind is other.kind and set(one.requirements) >= set(other.requirements)


def _past(day: date | None, today: date) -> bool:
    return day is not None and day <= today
