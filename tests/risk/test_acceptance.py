"""An acceptance has an end, somebody else's name under it, and is about the risk as it was."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

from tests.risk.city import CONTRACT, TODAY, check, contract, review
from vendorrisk.model import Acceptance, AcceptanceKind, Access, Holdings, Record
from vendorrisk.risk import AcceptanceState, acceptance_of, acceptance_state, assess, exception_for

ACCEPTANCE = Acceptance(
    id="acceptance-2026-0001", subject=CONTRACT.id, kind=AcceptanceKind.RISK, reason="年度内に移行する", residual_at_acceptance=9,
    requested_by="person-2026-0002", approved_by="person-2026-0001", approved_on=date(2026, 5, 1), until=date(2027, 3, 31),
)  # fmt: skip


def state(*others: Record, record: Record = CONTRACT, today: date = TODAY, **facts: Any) -> AcceptanceState:
    one = attrs.evolve(ACCEPTANCE, **facts)
    return acceptance_state(one, Holdings([record, one, *others]), today)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, "valid"),
        ({"until": TODAY}, "valid"),
        ({"until": date(2026, 11, 1)}, "expired"),
        ({"revoked_on": TODAY}, "revoked"),
        ({"revoked_on": date(2026, 11, 3)}, "valid"),
        ({"revoked_on": TODAY, "until": date(2026, 11, 1)}, "revoked"),
        ({"until": None}, "incomplete"),
        ({"approved_by": ""}, "incomplete"),
        ({"approved_on": None}, "incomplete"),
        ({"approved_on": date(2026, 11, 3)}, "incomplete"),
        ({"reason": ""}, "incomplete"),
        ({"kind": None}, "incomplete"),
        ({"residual_at_acceptance": None}, "incomplete"),
        ({"requested_by": "person-2026-0001"}, "incomplete"),
        ({"residual_at_acceptance": 8}, "stale"),
        ({"residual_at_acceptance": 12}, "stale"),
        ({"kind": AcceptanceKind.EXCEPTION, "residual_at_acceptance": None}, "valid"),
        ({"subject": "account-2026-0001", "residual_at_acceptance": None}, "valid"),
    ],
)
def test_where_an_acceptance_stands(facts: dict[str, Any], expected: str) -> None:
    assert expected == state(**facts)


def test_it_turns_stale_when_the_risk_rises() -> None:
    assert AcceptanceState.STALE is state(record=contract(access=(Access.HOSTED_ABROAD,)))


def test_it_turns_stale_when_the_risk_falls() -> None:
    assert AcceptanceState.STALE is state(check(), review())


def test_it_turns_stale_when_the_risk_is_not_known_any_more() -> None:
    assert AcceptanceState.STALE is state(record=contract(outage=None))


def test_of_several_the_valid_one_counts_else_the_latest() -> None:
    old = attrs.evolve(ACCEPTANCE, id="acceptance-2026-0002", until=date(2026, 6, 1))
    newer = attrs.evolve(ACCEPTANCE, id="acceptance-2026-0003", approved_on=date(2026, 10, 1), revoked_on=date(2026, 10, 2))

    def counted(*records: Acceptance) -> tuple[str, str]:
        held = Holdings([CONTRACT, *records])
        found = acceptance_of(assess(CONTRACT, held, TODAY), held)
        assert found is not None
        return found[0].id, str(found[1])

    assert counted(ACCEPTANCE, old, newer) == ("acceptance-2026-0001", "valid")
    assert counted(old, newer) == ("acceptance-2026-0003", "revoked")


def test_without_an_acceptance_there_is_none() -> None:
    held = Holdings([CONTRACT, attrs.evolve(ACCEPTANCE, kind=AcceptanceKind.EXCEPTION)])

    assert acceptance_of(assess(CONTRACT, held, TODAY), held) is None


@pytest.mark.parametrize(
    ("facts", "covered"),
    [
        ({"requirements": ("outsourcing.audit",)}, True),
        ({"requirements": ("outsourcing.audit.audit",)}, True),
        ({"requirements": ("outsourcing.training", "outsourcing.audit")}, True),
        ({"requirements": ("outsourcing.training",)}, False),
        ({"requirements": ("outsourcing",)}, False),
        ({"requirements": ()}, False),
        ({"requirements": ("outsourcing.audit",), "until": None}, False),
        ({"requirements": ("outsourcing.audit",), "until": date(2026, 11, 1)}, False),
        ({"requirements": ("outsourcing.audit",), "kind": AcceptanceKind.RISK}, False),
        ({"requirements": ("outsourcing.audit",), "subject": "contract-2026-0009"}, False),
    ],
)
def test_an_exception_covers_what_it_names_while_it_is_valid(facts: dict[str, Any], covered: bool) -> None:
    one = attrs.evolve(ACCEPTANCE, **{"kind": AcceptanceKind.EXCEPTION} | facts)

    found = exception_for("outsourcing.audit", "audit", CONTRACT.id, Holdings([CONTRACT, one]), TODAY)

    assert covered == (found is not None)
