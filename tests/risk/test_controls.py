"""Controls take steps off the exposure only where the text states them and somebody has confirmed them in time."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

from tests.risk.city import (
    CONTRACT,
    ELEMENTS,
    KNOWN,
    PAPER,
    TODAY,
    VENDOR,
    certificate,
    check,
    checked,
    contract,
    review,
)
from vendorrisk.model import (
    Access,
    Certification,
    CertificationScheme,
    CheckedElement,
    CloudService,
    Contract,
    ContractKind,
    ElementVerdict,
    FileRef,
    Finding,
    Holdings,
    Interval,
    Measure,
    Override,
    Record,
    ReviewKind,
    ReviewResult,
    ReviewRule,
    RiskBand,
    Settings,
    Unit,
)
from vendorrisk.risk import Threat, ThreatScore, assess

MET, MISSING, NEGATED, WEAK = ElementVerdict.MET, ElementVerdict.MISSING, ElementVerdict.NEGATED, ElementVerdict.WEAK
FEW = tuple(f"outsourcing.{name}" for name in ("audit.audit", "policy-compliance.comply", "training.training", "return-disposal.return-or-disposal"))


def score(*others: Record, threat: Threat = Threat.ACCIDENTAL, record: Contract = CONTRACT, settings: Settings | None = None, today: date = TODAY) -> ThreatScore:
    held = Holdings([record, *([] if any(one.id == VENDOR.id for one in others) else [VENDOR]), *others], settings)
    return next(one for one in assess(record, held, today).scores if one.threat is threat)


def steps(*others: Record, **rest: Any) -> int:
    found = score(*others, **rest)
    return found.exposure - found.residual_exposure


def elements(*verdicts: ElementVerdict | None, mandatory: bool = False) -> list[CheckedElement]:
    return [checked(name, verdict, mandatory=mandatory) for name, verdict in zip(FEW, verdicts, strict=False)]


def certified(*held: Certification) -> Record:
    return attrs.evolve(VENDOR, certifications=held)

@pytest.mark.parametrize(
    ("verdicts", "taken"),
    [
        ((MET, MET, MET, MET), 2),
        ((MET, MET, MET, WEAK), 1),
        ((MET, MET, WEAK, MISSING), 1),
        ((MET, WEAK, WEAK, MISSING), 0),
        ((MISSING, MISSING, MISSING, MISSING), 0),
    ],
)
def test_the_share_of_stated_and_confirmed_elements_earns_the_steps(verdicts: tuple[ElementVerdict, ...], taken: int) -> None:
    assert taken == steps(check(*elements(*verdicts)), review())


def test_text_alone_earns_nothing() -> None:
    found = score(check())

    assert found.exposure - found.residual_exposure == 0
    assert "期限内に履行を確認した記録がないため低減なし" in found.explain("ja")


def test_confirmation_alone_earns_nothing() -> None:
    assert steps(review()) == 0


@pytest.mark.parametrize("verdict", [MISSING, NEGATED, ElementVerdict.UNREADABLE, None])
def test_one_mandatory_gap_takes_all_of_it_away(verdict: ElementVerdict | None) -> None:
    gap = checked("outsourcing.audit.audit", verdict)

    assert steps(check(gap, *(checked(name) for name in ELEMENTS[1:])), review(), certified(certificate())) == 0


@pytest.mark.parametrize(
    ("verdict", "said"),
    [(MISSING, "監査条項なしのため低減なし"), (NEGATED, "監査に反する条項ありのため低減なし"), (ElementVerdict.UNREADABLE, "監査条項が判読不能のため低減なし")],
)
def test_the_sentence_names_the_gap(verdict: ElementVerdict, said: str) -> None:
    found = score(check(checked("outsourcing.audit.audit", verdict)), review())

    assert f"影響3 × 露出3 = 9（高）。{said}。" in found.explain("ja")
    assert "audit" in found.explain("en")


def test_a_gap_counts_only_against_the_threats_that_it_opens() -> None:
    records = (check(checked("outsourcing.confidentiality.secrecy", MISSING), checked("outsourcing.training.training")), review())

    assert steps(*records, threat=Threat.DELIBERATE) == 0
    assert steps(*records, threat=Threat.ACCIDENTAL) == 2


def test_a_city_s_own_requirement_counts_as_management_of_outsourcing() -> None:
    own = checked("our-city.cleaning.windows", MISSING)
    records = (check(own, *(checked(name) for name in ELEMENTS)), review())

    assert steps(*records, threat=Threat.ACCIDENTAL) == 0
    assert steps(*records, threat=Threat.DELIBERATE) == 2
    assert "その他の要件条項なし" in score(*records).explain("ja")


def test_a_requirement_of_which_nobody_has_said_whether_it_is_mandatory_counts_as_mandatory() -> None:
    gap = attrs.evolve(checked("outsourcing.audit.audit", MISSING), mandatory=None)

    assert steps(check(gap, *(checked(name) for name in ELEMENTS[1:])), review()) == 0


def test_no_quote_no_met() -> None:
    assert steps(check(*(checked(name, quoted=False) for name in ELEMENTS)), review()) == 0


@pytest.mark.parametrize(("decided", "taken"), [(MET, 2), (MISSING, 0)])
def test_a_person_s_decision_counts_before_the_machine_s(decided: ElementVerdict, taken: int) -> None:
    override = Override(requirement="outsourcing.audit", element="audit", verdict=decided, reason="別紙にある", by="person-2026-0001", on=TODAY)
    machine = MISSING if decided is MET else MET

    assert taken == steps(check(checked("outsourcing.audit.audit", machine), *(checked(name) for name in ELEMENTS[1:]), overrides=(override,)), review())


def test_the_latest_decision_counts() -> None:
    first, second = (
        Override(requirement="outsourcing.audit", element="audit", verdict=verdict, reason="…", by="person-2026-0001", on=date(2026, 4, day))
        for verdict, day in ((MET, 2), (MISSING, 1))
    )

    assert steps(check(overrides=(first, second)), review()) == 2


def test_only_the_latest_check_counts() -> None:
    old, new = check(), check(checked("outsourcing.audit.audit", MISSING), id="check-2026-0002", run_on=date(2026, 9, 1))

    assert steps(old, new, review()) == 0
    assert steps(old, new, review(date(2026, 8, 1)), today=date(2026, 8, 31)) == 2


@pytest.mark.parametrize(
    "changed",
    [
        {"documents": (attrs.evolve(PAPER, sha256="b" * 64),)},
        {"documents": (PAPER, FileRef(name="覚書.docx", sha256="c" * 64))},
        {"documents": ()},
        {"information": attrs.evolve(KNOWN, personal=False)},
    ],
)
def test_a_check_of_other_papers_or_facts_earns_nothing(changed: dict[str, Any]) -> None:
    found = score(check(), review(), record=contract(**changed))

    assert found.exposure - found.residual_exposure == 0
    assert "点検後に契約書類又は事実が変わったため低減なし" in found.explain("ja")


def test_impact_is_not_reduced_and_exposure_never_falls_below_one() -> None:
    found = score(check(), review(), certified(certificate()), record=contract(access=(Access.ON_SITE,)))

    assert (found.impact, found.exposure, found.residual_exposure) == (3, 2, 1)
    assert found.residual == 3


@pytest.mark.parametrize(
    ("done_on", "taken"),
    [(date(2025, 11, 2), 2), (date(2025, 11, 1), 0), (date(2026, 11, 2), 2), (date(2026, 11, 3), 0), (None, 0)],
)
def test_a_confirmation_holds_for_the_interval_of_the_band_it_leads_to(done_on: date | None, taken: int) -> None:
    """3 × 3 = 9, less two steps 3: low, so twelve months; a review that lies ahead is none yet."""
    assert taken == steps(check(), review(done_on))


def test_a_higher_residual_band_must_be_confirmed_more_often() -> None:
    """4 × 3 = 12 with one step off is 8, high: six months."""
    record = contract(information=attrs.evolve(KNOWN, special_care=True))
    verdicts = check(*elements(MET, MET, WEAK, WEAK))

    assert steps(verdicts, review(date(2026, 5, 2)), record=record) == 1
    assert steps(verdicts, review(date(2026, 5, 1)), record=record) == 0


@pytest.mark.parametrize(
    ("interval", "taken"),
    [
        ({"every": 1, "unit": Unit.MONTH}, 0),
        ({"every": 2, "unit": Unit.MONTH}, 2),
        ({"every": 1, "unit": Unit.MONTH, "band": RiskBand.HIGH}, 2),
        ({"every": 1, "unit": Unit.MONTH, "band": RiskBand.LOW}, 0),
        ({"every": None, "unit": Unit.MONTH}, 2),
        ({"every": -1, "unit": Unit.MONTH}, 2),
    ],
)
def test_the_city_s_own_interval_comes_before_the_default(interval: dict[str, Any], taken: int) -> None:
    settings = Settings(intervals=(Interval(kind=ReviewKind.PERIODIC, **interval),))

    assert taken == steps(check(), review(date(2026, 9, 15)), settings=settings)


@pytest.mark.parametrize(("kind", "taken"), [(ReviewKind.PERIODIC, 0), (ReviewKind.ON_SITE, 2)])
def test_a_record_s_own_shorter_interval_counts_for_its_kind(kind: ReviewKind, taken: int) -> None:
    rule = ReviewRule(kind=kind, every=1, unit=Unit.MONTH)

    assert steps(check(), review(date(2026, 9, 15)), record=contract(review_rules=(rule,))) == taken


def test_the_interval_is_the_schedule_s_so_a_system_is_confirmed_every_half_year() -> None:
    system = contract(kind=ContractKind.OPERATION_MAINTENANCE)
    held = check(facts=system.facts.stamp)

    assert steps(held, review(date(2026, 5, 2)), record=system) == 2
    assert steps(held, review(date(2026, 5, 1)), record=system) == 0


@pytest.mark.parametrize(
    ("kind", "result", "taken"),
    [
        (ReviewKind.ON_SITE, ReviewResult.OK, 2),
        (ReviewKind.SELECTION, ReviewResult.OK, 0),
        (ReviewKind.PERIODIC, ReviewResult.NOT_OK, 0),
        (ReviewKind.PERIODIC, ReviewResult.NOT_DONE, 0),
        (ReviewKind.PERIODIC, None, 0),
    ],
)
def test_only_a_review_that_found_the_measures_kept_confirms(kind: ReviewKind, result: ReviewResult | None, taken: int) -> None:
    assert taken == steps(check(), review(result=result, kind=kind))


def test_a_later_review_that_found_nothing_in_order_undoes_an_earlier_one() -> None:
    later = review(date(2026, 10, 20), ReviewResult.NOT_OK, id="review-2026-0002")

    assert steps(check(), review(), later) == 0


@pytest.mark.parametrize(
    ("requirement", "verified_on", "verified_by", "taken"),
    [
        ("outsourcing.audit", None, "", 1),  # three of four
        ("outsourcing.audit.audit", None, "", 1),
        ("outsourcing.audit", date(2026, 10, 15), "person-2026-0002", 2),
        ("outsourcing.audit", date(2026, 12, 1), "person-2026-0002", 1),
        ("outsourcing.audit", date(2026, 10, 15), "person-2026-0001", 1),  # by the one who did it
        ("", None, "", 0),  # a finding on everything
        ("監査", None, "", 0),  # a finding on something that nobody can match
    ],
)
def test_a_finding_leaves_its_requirement_unconfirmed_until_somebody_else_verified_the_measure(
    requirement: str, verified_on: date | None, verified_by: str, taken: int
) -> None:
    measure = Measure(
        id="measure-2026-0001", title="是正", subject=CONTRACT.id, done_on=date(2026, 10, 10), done_by="person-2026-0001", verified_on=verified_on, verified_by=verified_by
    )
    found = review(result=ReviewResult.FINDINGS, findings=(Finding(what="立会いなし", requirement=requirement, measure=measure.id),))

    assert taken == steps(check(*elements(MET, MET, MET, MET)), found, measure)


@pytest.mark.parametrize(
    ("held", "threat", "taken"),
    [
        (certificate(), Threat.ACCIDENTAL, 1),
        (certificate(TODAY), Threat.ACCIDENTAL, 1),
        (certificate(date(2026, 11, 1)), Threat.ACCIDENTAL, 0),
        (certificate(None), Threat.ACCIDENTAL, 0),
        (attrs.evolve(certificate(), verified_on=None), Threat.ACCIDENTAL, 0),
        (attrs.evolve(certificate(), valid_from=date(2026, 12, 1)), Threat.ACCIDENTAL, 0),
        (certificate(), Threat.STAFFING, 0),
        (certificate(scheme=CertificationScheme.PRIVACY_MARK), Threat.ACCIDENTAL, 1),
        (certificate(scheme=CertificationScheme.PRIVACY_MARK), Threat.DISASTER, 0),
        (certificate(scheme=CertificationScheme.OTHER), Threat.ACCIDENTAL, 0),
    ],
)
def test_a_valid_certificate_that_somebody_looked_at_adds_a_step(held: Certification, threat: Threat, taken: int) -> None:
    assert taken == steps(check(), certified(held), threat=threat)


def test_a_certificate_without_a_check_earns_nothing() -> None:
    assert steps(certified(certificate()), review()) == 0


def test_the_sentence_says_what_earned_the_steps() -> None:
    found = score(check(*elements(MET, MET, WEAK, WEAK)), review(), certified(certificate()))

    assert "要件4件中2件が記載・確認済み、ISMS（ISO/IEC 27001）認証が有効のため2段階低減し、影響3 × 露出1 = 3（低）。" in found.explain("ja")
    assert "less 2 for 2 of 4 elements stated and confirmed, valid ISMS (ISO/IEC 27001): impact 3 × exposure 1 = 3 (low)" in found.explain("en")
    assert "要件4件中記載2・確認2" in found.completeness("ja")


def test_a_service_stands_on_the_check_and_review_of_its_contract() -> None:
    service = CloudService(
        id="service-2026-0001", name="予約", provider=VENDOR.id, contract=CONTRACT.id, information=KNOWN,
        tiers=CONTRACT.tiers, access=CONTRACT.access, outage=CONTRACT.outage, certifications=(certificate(),),
    )  # fmt: skip

    found = assess(service, Holdings([service, CONTRACT, VENDOR, check(), review()]), TODAY)

    assert (found.inherent, found.residual) == (9, 3)
