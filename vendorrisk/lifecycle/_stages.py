"""Where a contract, service or account stands on a day: computed from what was done, never from what somebody set it to.

A contract goes planned → selecting → clause-check → signed → upcoming → active, through the windows before its end, to closing and closed.
It counts as active from its first day even when nobody has signed: work runs by the calendar, and what is lacking is said by
:mod:`._contracts`.  Expiry and termination are different acts and have different words.  Return and erasure are owed either way, so both
stay in closing until they are confirmed.

A service or account has a status that a person keeps, for what no date tells (paused, refused).  Where dates contradict it, dates count.
"""

from __future__ import annotations

from datetime import date

from vendorrisk.model import (
    Access,
    Choice,
    Closing,
    ClosingStep,
    CloudService,
    Contract,
    EndReason,
    Holdings,
    Selection,
    ServiceStatus,
    SocialAccount,
)
from vendorrisk.schedule import TermState, term_status

__all__ = ["COMMITTED", "LIVE", "OVER", "Stage", "closing_is_done", "closing_is_owed", "has_ended", "stage", "successor_of"]


class Stage(Choice):
    """The stages of contracts, services and accounts, in their order."""

    PLANNED = "planned", "計画中", "planned"
    SELECTING = "selecting", "選定中", "selecting"
    CLAUSE_CHECK = "clause-check", "条項点検中", "clause check"
    APPLIED = "applied", "申請中", "applied for"
    PERMITTED = "permitted", "許可済み", "permitted"
    SIGNED = "signed", "締結済み", "signed"
    UPCOMING = "upcoming", "開始前", "upcoming"
    ACTIVE = "active", "履行中・利用中", "active"
    LEAD_WINDOW = "lead-window", "更新準備期間", "time to prepare"
    NOTICE_WINDOW = "notice-window", "通知期限経過（自動更新）", "notice date passed, renews by itself"
    DECISION_NEEDED = "decision-needed", "要判断", "decision needed"
    EXPIRED_UNDECIDED = "expired-undecided", "満了・未判断", "expired, undecided"
    PAUSED = "paused", "休止中", "paused"
    CLOSING = "closing", "終了手続中", "closing"
    CLOSED = "closed", "終了", "closed"
    RENEWED = "renewed", "後継契約へ移行", "renewed"
    TERMINATED = "terminated", "解除・解約", "terminated"
    ABANDONED = "abandoned", "中止", "abandoned"
    REFUSED = "refused", "不許可", "refused"


LIVE = frozenset({Stage.ACTIVE, Stage.LEAD_WINDOW, Stage.NOTICE_WINDOW, Stage.DECISION_NEEDED, Stage.EXPIRED_UNDECIDED, Stage.PAUSED})
"""Work runs, or the service or account is there to be used."""
COMMITTED = LIVE | {Stage.SIGNED, Stage.UPCOMING}
"""The city is bound."""
OVER = frozenset({Stage.CLOSED, Stage.RENEWED, Stage.TERMINATED, Stage.ABANDONED, Stage.REFUSED})
"""Nothing is left to do."""

_BY_TERM = {
    TermState.UPCOMING: Stage.UPCOMING,
    TermState.ACTIVE: Stage.ACTIVE,
    TermState.LEAD_WINDOW: Stage.LEAD_WINDOW,
    TermState.NOTICE_WINDOW: Stage.NOTICE_WINDOW,
    TermState.DECISION_NEEDED: Stage.DECISION_NEEDED,
    TermState.EXPIRED_UNDECIDED: Stage.EXPIRED_UNDECIDED,
}
_TERMINATIONS = (EndReason.BREACH, EndReason.AGREEMENT)


def stage(record: Contract | CloudService | SocialAccount, held: Holdings, today: date) -> Stage:
    """Return where a record stands on a day.

    >>> contract = Contract(id="contract-2026-0001", title="清掃", start=date(2026, 4, 1), end=date(2027, 3, 31), signed_on=date(2026, 3, 25))
    >>> [str(stage(contract, Holdings([contract]), day)) for day in (date(2026, 3, 31), date(2026, 4, 1), date(2027, 4, 1))]
    ['upcoming', 'active', 'expired-undecided']
    """
    if isinstance(record, Contract):
        return _contract(record, held, today)
    return _service(record, today) if isinstance(record, CloudService) else _account(record, today)


def _contract(contract: Contract, held: Holdings, today: date) -> Stage:
    ended = contract.ended
    if ended is not None and ended.reason is EndReason.ABANDONED and (ended.on is None or ended.on <= today):
        return Stage.ABANDONED
    if has_ended(contract, held, today):
        if closing_is_owed(contract, held, today) and not closing_is_done(contract, today):
            return Stage.CLOSING
        if ended is not None and ended.reason in _TERMINATIONS:
            return Stage.TERMINATED
        return Stage.RENEWED if successor_of(contract, held, today) or (ended and ended.reason is EndReason.REPLACED) else Stage.CLOSED
    if contract.start is None or today < contract.start:
        return _before(contract, held, today)
    status = term_status(contract, held, today)
    return Stage.ACTIVE if status is None else _BY_TERM[status.state]


def _before(contract: Contract, held: Holdings, today: date) -> Stage:
    if contract.signed_on is not None and contract.signed_on <= today:
        return Stage.SIGNED if contract.start is None else Stage.UPCOMING
    selection = held.get(contract.selection, Selection)
    if selection is None:
        return Stage.PLANNED
    decided = selection.decision is not None and selection.decision.on is not None and selection.decision.on <= today
    return Stage.CLAUSE_CHECK if decided else Stage.SELECTING


def has_ended(contract: Contract, held: Holdings, today: date) -> bool:
    """Return whether a contract is recorded to have ended before a day, or has run out and was replaced by a signed successor."""
    if contract.ended is not None and contract.ended.on is not None:
        return contract.ended.on < today
    status = term_status(contract, held, today)
    ran_out = status is not None and status.state is TermState.EXPIRED_UNDECIDED
    return ran_out and successor_of(contract, held, today) is not None


def successor_of(contract: Contract, held: Holdings, today: date) -> Contract | None:
    """Return the signed contract that replaces this one, or None."""
    signed = (other for other in held.successors(contract.id) if other.signed_on is not None and other.signed_on <= today)
    return next(signed, None)


def closing_is_owed(contract: Contract, held: Holdings, today: date) -> bool:
    """Return whether return or erasure has to be confirmed when a contract ends.

    Not where the contractor reached nothing and got nothing, nor where the same contractor goes on with the same data under a successor.
    What nobody has said counts as reached.
    """
    successor = successor_of(contract, held, today)
    if successor is not None and successor.vendor == contract.vendor:
        return False
    return bool(contract.handovers) or set(contract.access) != {Access.NONE}


def closing_is_done(record: Contract | CloudService, today: date) -> bool:
    """Return whether return or erasure has been verified by a day and nothing that was handed over is outstanding."""
    handovers = record.handovers if isinstance(record, Contract) else ()
    return _verified(record.closing, today) and all(one.returned_on is not None and one.returned_on <= today for one in handovers)


def _verified(closing: Closing | None, today: date) -> bool:
    return closing is not None and closing.disposal is ClosingStep.VERIFIED and closing.confirmed_on is not None and closing.confirmed_on <= today


def _service(service: CloudService, today: date) -> Stage:
    status = service.status
    if status is ServiceStatus.REFUSED:
        return Stage.REFUSED
    if status is ServiceStatus.STOPPED or (service.stopped_on is not None and service.stopped_on < today):
        return Stage.CLOSED if closing_is_done(service, today) else Stage.CLOSING
    begun = service.started_on <= today if service.started_on is not None else status in (ServiceStatus.IN_USE, ServiceStatus.PAUSED, ServiceStatus.STOPPING)
    if begun:
        if status is ServiceStatus.STOPPING:
            return Stage.CLOSING
        if service.until is not None and service.until < today:
            return Stage.EXPIRED_UNDECIDED
        return Stage.PAUSED if status is ServiceStatus.PAUSED else Stage.ACTIVE
    permission = service.permission
    if permission is not None and permission.decided_on is not None and permission.decided_on <= today:
        return Stage.PERMITTED
    applied = status in (ServiceStatus.APPLIED, ServiceStatus.PERMITTED) or (permission is not None and permission.applied_on is not None)
    return Stage.APPLIED if applied else Stage.PLANNED


def _account(account: SocialAccount, today: date) -> Stage:
    status, closing = account.status, account.closing
    if status is ServiceStatus.REFUSED:
        return Stage.REFUSED
    if closing is not None and closing.closed_on is not None and closing.closed_on <= today:
        return Stage.CLOSED
    if status in (ServiceStatus.STOPPED, ServiceStatus.STOPPING) or (closing is not None and closing.announced_on is not None and closing.announced_on <= today):
        return Stage.CLOSING
    begun = account.opened_on <= today if account.opened_on is not None else status in (ServiceStatus.IN_USE, ServiceStatus.PAUSED)
    if begun:
        return Stage.PAUSED if status is ServiceStatus.PAUSED else Stage.ACTIVE
    if account.approved_on is not None and account.approved_on <= today:
        return Stage.PERMITTED
    return Stage.APPLIED if status in (ServiceStatus.APPLIED, ServiceStatus.PERMITTED) else Stage.PLANNED
