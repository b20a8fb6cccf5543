"""Whether somebody's decision to live with a risk, or with a missing clause, still stands on a day.

An acceptance is a record of its own, append-only: it names who took it, why, until when, and the residual score at that time.  Without an
end it would look like neglect, so it counts for nothing; when the score has moved since, it was another risk that was accepted.
"""

from __future__ import annotations

from datetime import date

from vendorrisk.model import Acceptance, AcceptanceKind, Choice, CloudService, Contract, Holdings
from vendorrisk.risk._assess import Assessment, assess

__all__ = ["AcceptanceState", "acceptance_of", "acceptance_state", "exception_for"]


class AcceptanceState(Choice):
    """Where an acceptance stands."""

    VALID = "valid", "有効", "valid"
    STALE = "stale", "要再審査（残留リスクが変化）", "stale: the residual risk has changed"
    EXPIRED = "expired", "期限切れ", "expired"
    REVOKED = "revoked", "取消し", "revoked"
    INCOMPLETE = "incomplete", "要件不備（承認者・期限等）", "incomplete: approver, day or end missing"


def acceptance_state(acceptance: Acceptance, held: Holdings, today: date, assessment: Assessment | None = None) -> AcceptanceState:
    """Return where an acceptance stands on a day.

    Args:
        acceptance: the record.
        held: the register.
        today: the day.
        assessment: the risk of its subject, when it is known already.

    Whoever asked for it may not approve it; an approval that lies ahead is none yet.  Of a risk the residual score must be the one that
    was accepted: not higher, not lower, and known.  Subjects without a score, such as an account, are judged by the dates alone.

    >>> one = Acceptance(id="acceptance-2026-0001", subject="account-2026-0001", kind=AcceptanceKind.RISK, reason="代替手段なし",
    ...     approved_by="person-2026-0001", approved_on=date(2026, 4, 1), until=date(2027, 3, 31))
    >>> [str(acceptance_state(one, Holdings([one]), day)) for day in (date(2027, 3, 31), date(2027, 4, 1))]
    ['valid', 'expired']
    """
    if acceptance.revoked_on is not None and acceptance.revoked_on <= today:
        return AcceptanceState.REVOKED
    if not acceptance.approved_by or acceptance.approved_by == acceptance.requested_by or not acceptance.reason:
        return AcceptanceState.INCOMPLETE
    if acceptance.approved_on is None or acceptance.approved_on > today or acceptance.until is None:
        return AcceptanceState.INCOMPLETE
    if acceptance.until < today:
        return AcceptanceState.EXPIRED
    if acceptance.kind is AcceptanceKind.RISK:
        subject = held.records.get(acceptance.subject)
        if isinstance(subject, (Contract, CloudService)):
            if acceptance.residual_at_acceptance is None:
                return AcceptanceState.INCOMPLETE
            if (assessment or assess(subject, held, today)).residual != acceptance.residual_at_acceptance:
                return AcceptanceState.STALE
    elif acceptance.kind is None:
        return AcceptanceState.INCOMPLETE
    return AcceptanceState.VALID


def acceptance_of(assessment: Assessment, held: Holdings) -> tuple[Acceptance, AcceptanceState] | None:
    """Return the acceptance of a record's risk that counts, with its state; the latest one when none is valid; None when there is none."""
    found = [one for one in held.about(assessment.record, Acceptance) if one.kind is AcceptanceKind.RISK]
    states = [(one, acceptance_state(one, held, assessment.today, assessment)) for one in found]
    return max(states, key=lambda pair: (pair[1] is AcceptanceState.VALID, pair[0].approved_on or date.min, pair[0].id), default=None)


def exception_for(requirement: str, element: str, subject: str, held: Holdings, today: date) -> Acceptance | None:
    """Return a valid exception of a record that covers an element, by name or with its whole requirement; None when there is none.

    >>> one = Acceptance(id="acceptance-2026-0001", subject="contract-2026-0001", kind=AcceptanceKind.EXCEPTION, requirements=("outsourcing.audit",),
    ...     reason="第三者監査報告書で代替", approved_by="person-2026-0001", approved_on=date(2026, 4, 1), until=date(2027, 3, 31))
    >>> exception_for("outsourcing.audit", "audit", "contract-2026-0001", Holdings([one]), date(2026, 5, 1)).id
    'acceptance-2026-0001'
    """
    covered = {requirement, f"{requirement}.{element}"}
    for one in held.about(subject, Acceptance):
        named = one.kind is AcceptanceKind.EXCEPTION and not covered.isdisjoint(one.requirements)
        if named and acceptance_state(one, held, today) is AcceptanceState.VALID:
            return one
    return None
