"""One firm, its group or one subcontractor behind much of the work is seen, with its shares."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.risk.city import TODAY, contract, information
from vendorrisk.model import (
    Closing,
    CloudService,
    Contract,
    Ended,
    EndReason,
    Holdings,
    Record,
    RiskBand,
    ServiceStatus,
    Subcontract,
    SubcontractDecision,
    Vendor,
)
from vendorrisk.risk import Concentration, concentration


def firm(number: int, parent: int = 0) -> Vendor:
    return Vendor(id=f"vendor-2026-000{number}", name=f"架空{number}", parent=f"vendor-2026-000{parent}" if parent else "")


def job(number: int, vendor: int, **facts: Any) -> Contract:
    return contract(id=f"contract-2026-{number:04d}", vendor=f"vendor-2026-000{vendor}", **facts)


def below(vendor: int, decision: SubcontractDecision = SubcontractDecision.APPROVED) -> tuple[Subcontract, ...]:
    return (Subcontract(key="1", vendor=f"vendor-2026-000{vendor}", scope="入力", decision=decision),)


def found(*records: Record) -> dict[str, Concentration]:
    return {one.group: one for one in concentration(Holdings(records), TODAY)}


def test_one_vendor_behind_many_contracts() -> None:
    plain, personal, my_number = information(personal=False), information(), information(my_number=True)
    jobs = [job(1, 1, information=my_number), job(2, 1, information=personal), job(3, 2, information=personal), job(4, 3, information=plain)]

    one = found(*jobs, *map(firm, (1, 2, 3)))["vendor-2026-0001"]

    assert ((one.all.part, one.all.whole), (one.personal.part, one.personal.whole), (one.my_number.part, one.my_number.whole)) == ((2, 4), (2, 3), (1, 1))
    assert RiskBand.VERY_HIGH is one.band
    assert one.contracted == ("contract-2026-0001", "contract-2026-0002")


def test_firms_of_one_group_are_counted_together() -> None:
    one = found(job(1, 2), job(2, 3), job(3, 4), firm(1), firm(2, 1), firm(3, 2), firm(4))["vendor-2026-0001"]

    assert (one.all.part, one.members) == (2, ("vendor-2026-0002", "vendor-2026-0003"))


def test_a_subcontractor_behind_many_contractors_is_seen() -> None:
    one = found(*(job(number, number, subcontracts=below(9)) for number in (1, 2, 3)), job(4, 9))["vendor-2026-0009"]

    assert (one.all.part, len(one.contracted), len(one.subcontracted)) == (4, 1, 3)


@pytest.mark.parametrize("decision", [SubcontractDecision.REFUSED, SubcontractDecision.WITHDRAWN])
def test_a_subcontractor_that_was_refused_does_not_count(decision: SubcontractDecision) -> None:
    assert found(job(1, 1, subcontracts=below(9, decision)), job(2, 2, subcontracts=below(9, decision))) == {}


def test_one_arrangement_is_no_concentration() -> None:
    assert found(job(1, 1)) == {}


def test_services_under_a_contract_are_counted_with_it() -> None:
    services = [CloudService(id=f"service-2026-000{n}", name="予約", provider="vendor-2026-0001", contract="contract-2026-0001", status=ServiceStatus.IN_USE, information=information(my_number=True)) for n in (1, 2)]
    alone = CloudService(id="service-2026-0003", name="地図", provider="vendor-2026-0001", status=ServiceStatus.IN_USE, information=information())

    one = found(job(1, 1), *services, alone)["vendor-2026-0001"]

    assert (one.all.part, one.my_number.part) == (2, 1)


@pytest.mark.parametrize(
    "facts",
    [
        {"ended": Ended(on=date(2026, 9, 30), reason=EndReason.AGREEMENT), "closing": Closing(confirmed_on=date(2026, 10, 1))},
        {"ended": Ended(on=date(2026, 9, 30), reason=EndReason.ABANDONED)},
        {"signed_on": None, "start": date(2027, 4, 1)},
    ],
)
def test_what_does_not_run_is_not_counted(facts: dict[str, Any]) -> None:
    assert found(job(1, 1), job(2, 1, **facts)) == {}


def test_what_ended_without_confirmed_erasure_still_counts() -> None:
    assert found(job(1, 1), job(2, 1, ended=Ended(on=date(2026, 9, 30), reason=EndReason.EXPIRED)))["vendor-2026-0001"].all.part == 2


def test_unknown_information_counts_as_if_it_were_handled() -> None:
    one = found(job(1, 1, information=None), job(2, 1, information=information(personal=None, my_number=None)), job(3, 2))["vendor-2026-0001"]

    assert (one.personal.part, one.my_number.part, one.unknown) == (2, 2, 2)
    assert "情報の種類が不明な2件を含む" in one.explain(Holdings()).ja


@pytest.mark.parametrize(
    ("own", "others", "band"),
    [(2, 2, RiskBand.VERY_HIGH), (2, 6, RiskBand.HIGH), (2, 7, RiskBand.LOW), (5, 20, RiskBand.MEDIUM)],
)
def test_the_thresholds(own: int, others: int, band: RiskBand) -> None:
    plain = information(personal=False, my_number=False)
    jobs = [job(number, 1, information=plain) for number in range(own)] + [contract(id=f"contract-2025-{number:04d}", vendor=f"vendor-2025-{number:04d}", information=plain) for number in range(others)]

    assert band is found(*jobs)["vendor-2026-0001"].band


def test_the_worst_comes_first() -> None:
    plain = information(personal=False, my_number=False)
    jobs = [job(number, vendor, information=plain) for number, vendor in enumerate((1, 1, 1, 2, 2, 3, 3, 3, 3))]

    assert list(found(*jobs)) == ["vendor-2026-0003", "vendor-2026-0001", "vendor-2026-0002"]


def test_parents_in_a_circle_hang_nothing() -> None:
    assert list(found(job(1, 1), job(2, 2), firm(1, 2), firm(2, 1))) == ["vendor-2026-0001"]


def test_it_is_said_in_a_sentence() -> None:
    held = Holdings([job(1, 1), job(2, 1), firm(1)])

    said = concentration(held, TODAY)[0].explain(held)

    assert said.ja == "架空1（1社）：契約・サービス2件中2件（うち再委託のみ0件）、個人情報2件中2件、特定個人情報0件中0件。集中度：極高。"
    assert said.en == "架空1 (1 firm): 2 of 2 contracts and services (0 as subcontractor only), 2 of 2 with personal information, 0 of 0 with My Number. Concentration: very high."
