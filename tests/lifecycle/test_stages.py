"""Where a record stands follows from what was done and from the calendar, never from what somebody set."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

from tests.lifecycle.office import SELECTION, account, good, office, service
from vendorrisk.lifecycle import Stage, stage
from vendorrisk.model import (
    Access,
    AccountClosing,
    Amendment,
    Closing,
    ClosingStep,
    Contract,
    Ended,
    EndReason,
    Handover,
    Notice,
    Permission,
    Renewal,
    RenewalMode,
    ServiceStatus,
    Span,
    Unit,
)

E = EndReason
DONE = Closing(disposal=ClosingStep.VERIFIED, confirmed_on=date(2027, 4, 10))
AUTOMATIC = Renewal(mode=RenewalMode.AUTOMATIC, months=12)
NOTICE = Notice(value=3, unit=Unit.MONTH)
BEFORE = date(2026, 3, 1)


def ended(reason: EndReason, on: date = date(2027, 3, 31), **facts: Any) -> dict[str, Any]:
    return {"ended": Ended(on=on, reason=reason), **facts}


@pytest.mark.parametrize(
    ("facts", "today", "expected"),
    [
        ({"selection": "", "signed_on": None}, BEFORE, Stage.PLANNED),
        ({"selection": "selection-2026-0099", "signed_on": None}, BEFORE, Stage.PLANNED),
        ({"signed_on": None}, BEFORE, Stage.SELECTING),  # decided on 10 March
        ({"signed_on": None}, date(2026, 3, 10), Stage.CLAUSE_CHECK),
        ({"signed_on": date(2026, 3, 20)}, date(2026, 3, 19), Stage.CLAUSE_CHECK),
        ({"signed_on": date(2026, 3, 20)}, date(2026, 3, 20), Stage.UPCOMING),
        ({"signed_on": date(2026, 3, 20), "start": None}, date(2026, 3, 20), Stage.SIGNED),
        ({}, date(2026, 4, 1), Stage.ACTIVE),
        ({"signed_on": None}, date(2026, 4, 1), Stage.ACTIVE),  # work runs by the calendar
        ({"lead_time": Span(value=60, unit=Unit.DAY)}, date(2027, 1, 29), Stage.LEAD_WINDOW),
        ({"lead_time": Span(value=60, unit=Unit.DAY)}, date(2027, 1, 28), Stage.ACTIVE),
        ({"notice": NOTICE}, date(2027, 1, 4), Stage.DECISION_NEEDED),
        ({"notice": NOTICE, "renewal": AUTOMATIC}, date(2027, 1, 4), Stage.NOTICE_WINDOW),
        ({"notice": NOTICE, "renewal": AUTOMATIC}, date(2027, 4, 1), Stage.ACTIVE),
        ({"notice": NOTICE, "renewal": AUTOMATIC}, date(2029, 1, 4), Stage.NOTICE_WINDOW),
        ({}, date(2027, 4, 1), Stage.EXPIRED_UNDECIDED),
        ({"renewal": Renewal(mode=RenewalMode.AUTOMATIC)}, date(2027, 4, 1), Stage.EXPIRED_UNDECIDED),  # renews, but for how long is unknown
        ({"end": None}, date(2040, 1, 1), Stage.ACTIVE),
        ({"end": date(2025, 1, 1)}, date(2026, 4, 2), Stage.EXPIRED_UNDECIDED),  # an end before the beginning
        ({"amendments": (Amendment(effective_on=date(2027, 1, 1), signed_on=date(2026, 12, 1), new_end=date(2027, 9, 30)),)}, date(2027, 4, 1), Stage.ACTIVE),
        (ended(E.EXPIRED), date(2027, 3, 31), Stage.ACTIVE),
        (ended(E.EXPIRED), date(2027, 4, 1), Stage.CLOSING),
        (ended(E.EXPIRED, closing=DONE), date(2027, 4, 9), Stage.CLOSING),
        (ended(E.EXPIRED, closing=DONE), date(2027, 4, 10), Stage.CLOSED),
        (ended(E.NOT_RENEWED, closing=DONE), date(2027, 5, 1), Stage.CLOSED),
        (ended(E.BREACH, date(2026, 9, 1)), date(2026, 9, 2), Stage.CLOSING),
        (ended(E.BREACH, date(2026, 9, 1), closing=DONE), date(2027, 5, 1), Stage.TERMINATED),
        (ended(E.AGREEMENT, closing=DONE), date(2027, 5, 1), Stage.TERMINATED),
        (ended(E.REPLACED, closing=DONE), date(2027, 5, 1), Stage.RENEWED),
        (ended(E.EXPIRED, access=(Access.NONE,)), date(2027, 4, 1), Stage.CLOSED),  # nothing reached, nothing to give back
        (ended(E.EXPIRED, access=()), date(2027, 4, 1), Stage.CLOSING),  # unknown counts as reached
        (ended(E.EXPIRED, access=(Access.NONE,), handovers=(Handover(what="USB"),)), date(2027, 4, 1), Stage.CLOSING),
        (ended(E.EXPIRED, closing=DONE, handovers=(Handover(what="USB"),)), date(2027, 5, 1), Stage.CLOSING),
        (ended(E.EXPIRED, closing=DONE, handovers=(Handover(what="USB", returned_on=date(2027, 4, 5)),)), date(2027, 5, 1), Stage.CLOSED),
        (ended(E.EXPIRED, closing=attrs.evolve(DONE, disposal=ClosingStep.RECEIVED)), date(2027, 5, 1), Stage.CLOSING),
        (ended(E.ABANDONED, BEFORE, signed_on=None), date(2026, 3, 2), Stage.ABANDONED),
        ({"ended": Ended(reason=E.EXPIRED)}, date(2026, 5, 1), Stage.ACTIVE),  # ended, but nobody says when
    ],
)
def test_the_stage_of_a_contract(facts: dict[str, Any], today: date, expected: Stage) -> None:
    record = good(**facts)

    assert stage(record, office(record), today) is expected


def successor(vendor: str, **facts: Any) -> Contract:
    made: Contract = good(id="contract-2027-0001", replaces="contract-2026-0001", vendor=vendor, start=date(2027, 4, 1), end=date(2028, 3, 31), signed_on=date(2027, 3, 20))
    return attrs.evolve(made, **facts)


@pytest.mark.parametrize(
    ("next_one", "expected"),
    [
        (successor("vendor-2026-0001"), Stage.RENEWED),  # the same firm goes on with the same data
        (successor("vendor-2026-0009"), Stage.CLOSING),  # the old firm still has them
        (successor("vendor-2026-0001", signed_on=None), Stage.EXPIRED_UNDECIDED),
    ],
)
def test_a_signed_successor_settles_what_became_of_a_contract(next_one: Contract, expected: Stage) -> None:
    record = good()

    assert stage(record, office(record, next_one), date(2027, 4, 1)) is expected


def test_a_selection_without_a_decision_is_still_selecting() -> None:
    record = good(signed_on=None)

    assert stage(record, office(record, attrs.evolve(SELECTION, decision=None)), date(2026, 3, 20)) is Stage.SELECTING


S = ServiceStatus


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"status": S.PLANNED, "started_on": None, "permission": None}, Stage.PLANNED),
        ({"status": S.APPLIED, "started_on": None, "permission": None}, Stage.APPLIED),
        ({"status": S.PLANNED, "started_on": None, "permission": Permission(applied_on=BEFORE)}, Stage.APPLIED),
        ({"status": S.PERMITTED, "started_on": None, "permission": None}, Stage.APPLIED),  # no permission is on record
        ({"status": S.PERMITTED, "started_on": None}, Stage.PERMITTED),
        ({"started_on": date(2026, 12, 1)}, Stage.PERMITTED),
        ({}, Stage.ACTIVE),
        ({"started_on": None}, Stage.ACTIVE),
        ({"status": None}, Stage.ACTIVE),
        ({"status": S.PLANNED}, Stage.ACTIVE),  # dates count
        ({"status": S.PAUSED}, Stage.PAUSED),
        ({"until": date(2026, 11, 1)}, Stage.EXPIRED_UNDECIDED),
        ({"status": S.STOPPING}, Stage.CLOSING),
        ({"status": S.STOPPED}, Stage.CLOSING),
        ({"stopped_on": date(2026, 11, 1)}, Stage.CLOSING),
        ({"stopped_on": date(2026, 11, 2)}, Stage.ACTIVE),
        ({"stopped_on": date(2026, 10, 1), "closing": attrs.evolve(DONE, confirmed_on=date(2026, 10, 5))}, Stage.CLOSED),
        ({"status": S.REFUSED}, Stage.REFUSED),
    ],
)
def test_the_stage_of_a_service(facts: dict[str, Any], expected: Stage) -> None:
    record = service(**facts)

    assert stage(record, office(record), date(2026, 11, 2)) is expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, Stage.ACTIVE),
        ({"status": S.PAUSED}, Stage.PAUSED),
        ({"opened_on": date(2026, 12, 1)}, Stage.PERMITTED),
        ({"opened_on": None, "status": S.PERMITTED, "approved_on": None}, Stage.APPLIED),
        ({"opened_on": None, "status": S.PLANNED, "approved_on": None}, Stage.PLANNED),
        ({"closing": AccountClosing(announced_on=date(2026, 10, 1))}, Stage.CLOSING),
        ({"status": S.STOPPED}, Stage.CLOSING),
        ({"closing": AccountClosing(closed_on=date(2026, 10, 1))}, Stage.CLOSED),
        ({"status": S.REFUSED}, Stage.REFUSED),
    ],
)
def test_the_stage_of_an_account(facts: dict[str, Any], expected: Stage) -> None:
    record = account(**facts)

    assert stage(record, office(record), date(2026, 11, 2)) is expected
