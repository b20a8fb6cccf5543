"""A score can be done again by hand: impact from what is handled, exposure from the way of access, worst threat wins."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.risk.city import CONTRACT, KNOWN, TODAY, VENDOR, contract, information
from vendorrisk.model import (
    Access,
    Classification,
    CloudService,
    Holdings,
    Incident,
    IncidentCategory,
    NetworkTier,
    Outage,
    PeopleBand,
    RiskBand,
    ServiceStatus,
    Subcontract,
    SubcontractDecision,
)
from vendorrisk.risk import Assessment, Threat, ThreatScore, assess, assess_all

C, P, S, A, N = Classification, PeopleBand, Outage, Access, NetworkTier
LONG_HARMLESS: dict[str, Any] = {"outage": S.LONGER, "access": (A.NONE,), "tiers": (N.INTERNET,)}


def assessed(*others: Any, today: date = TODAY, **facts: Any) -> Assessment:
    record = contract(**facts)
    return assess(record, Holdings([record, VENDOR, *others]), today)


def score(threat: Threat, *others: Any, today: date = TODAY, **facts: Any) -> ThreatScore:
    return next(one for one in assessed(*others, today=today, **facts).scores if one.threat is threat)


@pytest.mark.parametrize(
    ("facts", "impact"),
    [
        ({"personal": False, "people": None, "confidentiality": C.C1}, 1),
        ({"personal": False, "people": None, "confidentiality": C.C2}, 2),
        ({"personal": False, "people": None, "confidentiality": C.C3C}, 3),
        ({"personal": False, "people": None, "confidentiality": C.C3B}, 3),
        ({"personal": False, "people": None, "confidentiality": C.C3A}, 3),
        ({"personal": False, "people": None, "confidentiality": C.C1, "integrity": 2}, 3),
        ({"confidentiality": C.C1, "people": P.NONE}, 1),
        ({"confidentiality": C.C1, "people": P.UP_TO_100}, 2),
        ({"confidentiality": C.C1, "people": P.UP_TO_1000}, 3),
        ({"confidentiality": C.C1, "people": P.UP_TO_10000}, 3),
        ({"confidentiality": C.C1, "people": P.OVER_10000}, 4),
        ({"confidentiality": C.C1, "special_care": True}, 4),
        ({"confidentiality": C.C1, "my_number": True}, 4),
    ],
)
def test_the_harm_is_what_is_handled(facts: dict[str, Any], impact: int) -> None:
    handled = information(**facts)

    assert [impact, impact] == [score(threat, information=handled).impact for threat in (Threat.DELIBERATE, Threat.ACCIDENTAL)]


@pytest.mark.parametrize(("outage", "impact"), [(S.DAY, 4), (S.WEEK, 3), (S.MONTH, 2), (S.LONGER, 1)])
def test_a_stop_weighs_as_much_as_it_can_be_borne(outage: Outage, impact: int) -> None:
    stops = (Threat.DISASTER, Threat.STAFFING, Threat.INFRASTRUCTURE)

    assert [impact] * 3 == [score(threat, outage=outage).impact for threat in stops]


def sub(key: str, under: str = "", decision: SubcontractDecision | None = SubcontractDecision.APPROVED, end: date | None = None) -> Subcontract:
    return Subcontract(key=key, under=under, vendor="vendor-2026-0009", scope="入力", decision=decision, end=end)


def incident(known_on: date | None, category: IncidentCategory | None = IncidentCategory.LEAK, subject: str = CONTRACT.id) -> Incident:
    return Incident(id="incident-2026-0001", title="誤送付", subject=subject, category=category, known_on=known_on)


@pytest.mark.parametrize(
    ("facts", "exposure"),
    [
        ({"access": (A.NONE,)}, 1),
        ({"access": (A.ON_SITE,)}, 2),
        ({"access": (A.MEDIA,)}, 2),
        ({"access": (A.REMOTE,)}, 3),
        ({"access": (A.HOSTED_DOMESTIC,)}, 3),
        ({"access": (A.HOSTED_ABROAD,)}, 4),
        ({"access": (A.NONE, A.REMOTE)}, 3),
        ({"access": (A.ON_SITE,), "tiers": (N.LGWAN, N.INTERNET)}, 3),
        ({"access": (A.ON_SITE,), "tiers": (N.MY_NUMBER,)}, 2),
        ({"access": (A.REMOTE,), "tiers": (N.MY_NUMBER,)}, 4),
        ({"access": (A.REMOTE,), "tiers": (N.LGWAN,)}, 4),
        ({"access": (A.HOSTED_DOMESTIC,), "tiers": (N.LGWAN,)}, 3),  # LGWAN-ASP stands inside
        ({"access": (A.ON_SITE,), "subcontracts": (sub("1"), sub("2"))}, 2),
        ({"access": (A.ON_SITE,), "subcontracts": (sub("1"), sub("2", "1"))}, 3),
        ({"access": (A.ON_SITE,), "subcontracts": (sub("1"), sub("2", "1", None))}, 3),
        ({"access": (A.ON_SITE,), "subcontracts": (sub("1"), sub("2", "1", SubcontractDecision.REFUSED))}, 2),
        ({"access": (A.ON_SITE,), "subcontracts": (sub("1"), sub("2", "1", end=date(2026, 11, 1)))}, 2),
        ({"access": (A.ON_SITE,), "subcontracts": (sub("1", "2"), sub("2", "1"))}, 3),  # a circle hangs nothing
        ({"access": (A.HOSTED_ABROAD,), "tiers": (N.MY_NUMBER,), "subcontracts": (sub("1"), sub("2", "1"))}, 4),
    ],
)
def test_the_exposure_is_the_way_of_access_and_what_adds_to_it(facts: dict[str, Any], exposure: int) -> None:
    assert exposure == score(Threat.DELIBERATE, **facts).exposure


@pytest.mark.parametrize(
    ("known_on", "category", "raised"),
    [
        (date(2023, 11, 2), IncidentCategory.LEAK, {Threat.DELIBERATE, Threat.ACCIDENTAL}),
        (date(2023, 11, 1), IncidentCategory.LEAK, set()),
        (date(2026, 11, 3), IncidentCategory.LEAK, set()),  # not known yet
        (date(2026, 5, 1), IncidentCategory.TAKEOVER, {Threat.DELIBERATE}),
        (date(2026, 5, 1), IncidentCategory.OUTAGE, {Threat.DISASTER, Threat.STAFFING, Threat.INFRASTRUCTURE}),
        (date(2026, 5, 1), None, set(Threat)),
        (None, IncidentCategory.WRONGFUL_PURPOSE, {Threat.DELIBERATE}),
    ],
)
@pytest.mark.parametrize("subject", [CONTRACT.id, VENDOR.id])
def test_an_incident_of_the_last_three_years_raises_the_exposure(
    known_on: date | None, category: IncidentCategory | None, raised: set[Threat], subject: str
) -> None:
    before, after = assessed(), assessed(incident(known_on, category, subject))

    assert raised == {then.threat for now, then in zip(before.scores, after.scores, strict=True) if then.exposure == now.exposure + 1}


@pytest.mark.parametrize(
    ("facts", "inherent", "band"),
    [
        (LONG_HARMLESS | {"information": information(personal=False, confidentiality=C.C3C)}, 3, RiskBand.LOW),
        (LONG_HARMLESS | {"information": information(personal=False, confidentiality=C.C2), "access": (A.MEDIA,)}, 4, RiskBand.MEDIUM),
        (LONG_HARMLESS | {"information": information(personal=False, confidentiality=C.C3C), "access": (A.MEDIA,)}, 6, RiskBand.MEDIUM),
        (LONG_HARMLESS | {"information": information(my_number=True), "access": (A.MEDIA,)}, 8, RiskBand.HIGH),
        ({}, 9, RiskBand.HIGH),
        ({"information": information(my_number=True)}, 12, RiskBand.VERY_HIGH),
        ({"information": information(my_number=True), "access": (A.HOSTED_ABROAD,)}, 16, RiskBand.VERY_HIGH),
        ({"outage": S.DAY, "information": information(personal=False, confidentiality=C.C1)}, 12, RiskBand.VERY_HIGH),
    ],
)
def test_the_band_is_that_of_the_worst_threat(facts: dict[str, Any], inherent: int, band: RiskBand) -> None:
    found = assessed(**facts)

    assert (inherent, band) == (found.inherent, found.inherent_band)


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        ({"information": None}, ["個人情報", "特定個人情報（マイナンバー）", "要配慮個人情報", "機密性", "完全性（1・2）", "本人の数"]),
        ({"information": information(personal=None)}, ["個人情報"]),
        ({"information": information(people=None)}, ["本人の数"]),
        ({"information": information(special_care=None)}, ["要配慮個人情報"]),
        ({"information": information(integrity=7, confidentiality=C.C2)}, ["完全性（1・2）"]),
        ({"access": ()}, ["情報への接触方法"]),
        ({"tiers": ()}, ["ネットワーク区分"]),
        ({"outage": None}, ["許容できる停止期間"]),
        ({"access": (), "outage": None}, ["情報への接触方法", "許容できる停止期間"]),
    ],
)
def test_what_nobody_has_stated_is_not_assessed(facts: dict[str, Any], missing: list[str]) -> None:
    found = assessed(**facts)

    assert RiskBand.NOT_ASSESSED is found.band is found.inherent_band
    assert missing == [fact.label.ja for fact in found.missing]
    assert (found.inherent, found.residual) == (None, None)
    assert "未評価" in found.explain("ja")
    assert found.explain("en").count("ot assessed") == 1


def test_where_there_is_no_personal_information_nobody_has_to_say_whose() -> None:
    found = assessed(information=information(personal=False, my_number=None, special_care=None, people=None))

    assert RiskBand.HIGH is found.band


def test_the_known_facts_of_an_unknown_case_already_weigh() -> None:
    found = assessed(information=information(my_number=None), access=(A.HOSTED_ABROAD,))

    assert (found.band, found.at_least) == (RiskBand.NOT_ASSESSED, 12)


def test_what_could_not_raise_the_score_any_more_is_not_missing() -> None:
    found = assessed(information=information(my_number=True, special_care=None, people=None, integrity=None))

    assert (found.band, found.missing) == (RiskBand.VERY_HIGH, ())


def test_what_is_not_assessed_comes_first_then_the_worst() -> None:
    cases: list[dict[str, Any]] = [
        {},
        LONG_HARMLESS | {"information": information(personal=False, confidentiality=C.C1)},
        {"outage": None},
        {"information": information(my_number=True)},
        {"outage": None, "information": information(my_number=True)},
    ]
    records = [contract(id=f"contract-2026-000{number}", **facts) for number, facts in enumerate(cases)]

    found = assess_all(Holdings(records), TODAY)

    assert [one.record[-1] for one in found] == ["4", "2", "3", "0", "1"]


def test_a_service_is_scored_by_its_own_facts_and_its_contract_s_subcontractors() -> None:
    behind = contract(subcontracts=(sub("1"), sub("2", "1")))
    service = CloudService(
        id="service-2026-0001", name="予約", provider=VENDOR.id, contract=behind.id, status=ServiceStatus.IN_USE,
        information=KNOWN, tiers=(N.INTERNET,), access=(A.HOSTED_DOMESTIC,), outage=S.DAY,
    )  # fmt: skip

    found = assess(service, Holdings([behind, service]), TODAY)

    assert (found.worst.exposure, found.inherent) == (4, 16)


@pytest.mark.parametrize(
    ("facts", "listed"),
    [
        ({"status": ServiceStatus.REFUSED}, False),
        ({"status": ServiceStatus.IN_USE, "stopped_on": date(2026, 10, 1)}, True),  # stopped, but nobody has confirmed the erasure
        ({"status": ServiceStatus.IN_USE}, True),
    ],
)
def test_only_what_can_do_no_more_harm_leaves_the_list(facts: dict[str, Any], listed: bool) -> None:
    service = CloudService(id="service-2026-0001", name="予約", **facts)

    assert listed == bool(assess_all(Holdings([service]), TODAY))


def test_the_sentence_says_how_the_score_was_made() -> None:
    found = score(Threat.DELIBERATE)

    assert found.explain("ja") == "影響3 × 露出3 = 9（高）。契約書類が未点検のため低減なし。影響：機密性3C。露出：国内での保管。"
    assert (
        found.explain("en")
        == "Impact 3 × exposure 3 = 9 (high); nothing off: its documents have not been checked. Impact: confidentiality 3C. Exposure: hosted in Japan."
    )


@pytest.mark.parametrize(("facts", "known"), [({}, "事実8/8"), ({"outage": None}, "事実8/8"), ({"access": ()}, "事実7/8"), ({"information": None}, "事実2/8")])
def test_completeness_stands_beside_every_score(facts: dict[str, Any], known: str) -> None:
    found = score(Threat.ACCIDENTAL, **facts)

    assert f"{known}、要件0件中記載0・確認0" == found.completeness("ja")
    assert found.completeness("en").startswith(f"facts {known[2:]}")
