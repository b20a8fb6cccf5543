"""What a contract lacks at its stage: chosen before it was signed, signed before it began, confirmed while it runs, cleared up at its end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from vendorrisk.lifecycle._found import Shortcoming, found
from vendorrisk.lifecycle._stages import COMMITTED, LIVE, Stage
from vendorrisk.model import (
    Acceptance,
    AcceptanceKind,
    Access,
    Bilingual,
    CloudService,
    Contract,
    FlowDown,
    Holdings,
    Information,
    NetworkTier,
    Review,
    Selection,
    SelectionConclusion,
    Subcontract,
    SubcontractDecision,
    Vendor,
)
from vendorrisk.risk import CONFIRMING, AcceptanceState, acceptance_state, crosses_tiers
from vendorrisk.schedule import add_months, term_status

__all__ = ["CONFIRM_WITHIN_MONTHS", "TIER_CROSSING", "contract_shortcomings", "crossing_shortcomings"]

CONFIRM_WITHIN_MONTHS = 6
"""Half of a single-year contract; the policy sets no interval, so this is a default of the program."""

TIER_CROSSING = "tier-crossing"
"""What an exception names to let a line across tiers stand."""

_OUTSIDE = {Access.REMOTE, Access.HOSTED_DOMESTIC, Access.HOSTED_ABROAD}
_ENDED = (Stage.CLOSING, Stage.CLOSED, Stage.TERMINATED)  # not renewed: there the same accounts go on
_UNDECIDED = Bilingual("承諾の記録なし", "no decision on record")


def contract_shortcomings(contract: Contract, held: Holdings, today: date, now: Stage) -> Iterator[Shortcoming]:
    """Yield what a contract lacks on a day, apart from its check and its people."""
    contract = contract.in_force(today)
    if now in COMMITTED:
        yield from _selection(contract, held)
        yield from _signing(contract, today)
        yield from _vendor(contract, held, today)
        yield from crossing_shortcomings(contract, held, today)
    if now in LIVE:
        yield from _subcontracts(contract, held, today)
        yield from _course(contract, held, today, now)
    yield from _handovers(contract, today, over=now in (Stage.CLOSING, Stage.EXPIRED_UNDECIDED))
    if now is Stage.CLOSING:
        yield found("closing-unconfirmed", contract, "closing.confirmed_on")
    revoked = contract.closing is not None and contract.closing.accounts_revoked_on is not None
    if now in _ENDED and not revoked and not _OUTSIDE.isdisjoint(contract.access):
        yield found("closing-accounts", contract, "closing.accounts_revoked_on")


def _selection(contract: Contract, held: Holdings) -> Iterator[Shortcoming]:
    selection = held.get(contract.selection, Selection)
    if selection is None:
        yield found("selection-missing", contract, "selection")
        return
    decision = selection.decision
    if decision is None or decision.on is None or not decision.by:
        yield found("selection-undecided", contract, "selection")
    elif contract.signed_on is not None and decision.on > contract.signed_on:
        yield found("selection-after-signing", contract, "selection", decided=decision.on, signed=contract.signed_on)
    if decision is not None and decision.vendor and decision.vendor != contract.vendor:
        yield found("selection-other-vendor", contract, "vendor", chosen=held.name(decision.vendor), vendor=held.name(contract.vendor))
    if any(one.vendor == contract.vendor and one.conclusion is SelectionConclusion.BLOCKER for one in selection.candidates):
        yield found("selection-unsuitable", contract, "selection")
    if not selection.why_outsource:
        yield found("outsourcing-reason-missing", contract, "selection")


def _signing(contract: Contract, today: date) -> Iterator[Shortcoming]:
    if contract.start is not None and contract.start <= today and (contract.signed_on is None or contract.signed_on > today):
        yield found("not-signed", contract, "signed_on", start=contract.start)
    elif contract.start is not None and contract.signed_on is not None and contract.signed_on > contract.start:
        yield found("signed-after-start", contract, "signed_on", signed=contract.signed_on, start=contract.start)
    if contract.responsible is None or not contract.responsible.name:
        yield found("responsible-missing", contract, "responsible")
    if contract.policy_shown_on is None:
        yield found("policy-not-shown", contract, "policy_shown_on")


def _vendor(contract: Contract, held: Holdings, today: date) -> Iterator[Shortcoming]:
    for firm in (contract.vendor, *contract.other_vendors):
        vendor = held.get(firm, Vendor)
        for suspension in vendor.suspensions if vendor is not None else ():
            if suspension.start is None:
                continue
            last = suspension.end or date.max
            if contract.signed_on is not None and suspension.start <= contract.signed_on <= last:
                yield found("vendor-suspended-at-signing", contract, "vendor", vendor=held.name(firm), signed=contract.signed_on)
            elif suspension.start <= today <= last:
                yield found("vendor-suspended", contract, "vendor", vendor=held.name(firm), start=suspension.start)


def crossing_shortcomings(record: Contract | CloudService, held: Holdings, today: date) -> Iterator[Shortcoming]:
    """Yield a line that joins parts of the network which the policy keeps apart."""
    if not crosses_tiers(record.tiers, record.access):
        return
    for one in held.about(record.id, Acceptance):
        approved = one.kind is AcceptanceKind.EXCEPTION and TIER_CROSSING in one.requirements
        if approved and one.until is not None and acceptance_state(one, held, today) is AcceptanceState.VALID:
            yield found("tier-crossing-accepted", record, "access", until=one.until)
            return
    outside = NetworkTier.MY_NUMBER in record.tiers and not _OUTSIDE.isdisjoint(record.access)
    yield found(TIER_CROSSING if outside else "tier-crossing-other", record, "access")


def _subcontracts(contract: Contract, held: Holdings, today: date) -> Iterator[Shortcoming]:
    information = contract.information or Information()
    my_number = information.my_number is not False and information.personal is not False  # unknown counts as yes
    for place, sub in enumerate(contract.subcontracts):
        field, words = f"subcontracts[{place}].decision", {"scope": sub.scope, "vendor": held.name(sub.vendor)}
        if not _at_work(sub, today):
            continue
        consent = sub.decision is SubcontractDecision.APPROVED and (sub.decided_on is None or sub.decided_on <= today)
        if my_number and sub.under and not (consent and sub.decided_on is not None):
            yield found("subcontract-mynumber-consent", contract, field, **words)
        elif not consent:
            yield found("subcontract-no-consent", contract, field, decision=sub.decision or _UNDECIDED, **words)
        elif sub.start is not None and sub.decided_on is not None and sub.decided_on > sub.start:
            yield found("subcontract-late-consent", contract, field, decided=sub.decided_on, start=sub.start, **words)
        if consent and sub.flow_down is not FlowDown.CONFIRMED:
            yield found("subcontract-flow-down", contract, f"subcontracts[{place}].flow_down", **words)


def _at_work(sub: Subcontract, today: date) -> bool:
    """Return whether a subcontractor may be working: begun and not ended; with no day of beginning, unless it was refused or only asked for."""
    if sub.end is not None and sub.end < today:
        return False
    if sub.start is not None:
        return sub.start <= today
    return sub.decision not in (SubcontractDecision.REFUSED, SubcontractDecision.REQUESTED)


def _course(contract: Contract, held: Holdings, today: date, now: Stage) -> Iterator[Shortcoming]:
    status = term_status(contract, held, today)
    if status is not None and status.end is not None and now is Stage.EXPIRED_UNDECIDED:
        yield found("end-undecided", contract, "ended", end=status.end)
    if status is not None and status.end is not None and now is Stage.DECISION_NEEDED:
        yield found("decision-needed", contract, "ended", end=status.end)
    if contract.start is not None and add_months(contract.start, CONFIRM_WITHIN_MONTHS) < today:
        reviews = held.about(contract.id, Review)
        if not any(one.kind in CONFIRMING and one.done_on is not None and one.done_on <= today for one in reviews):
            yield found("never-confirmed", contract, "", months=CONFIRM_WITHIN_MONTHS)


def _handovers(contract: Contract, today: date, *, over: bool) -> Iterator[Shortcoming]:
    for place, one in enumerate(contract.handovers):
        if one.returned_on is not None and one.returned_on <= today:
            continue
        field = f"handovers[{place}].returned_on"
        if over:
            yield found("handover-outstanding", contract, field, what=one.what)
        elif one.due_back is not None and one.due_back < today:
            yield found("handover-overdue", contract, field, what=one.what, due=one.due_back)
