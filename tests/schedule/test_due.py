"""The due list: every date that lies ahead is in it, nothing overdue disappears, and each day explains itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import attrs
import pytest

from vendorrisk.model import (
    KINDS,
    Acceptance,
    Basis,
    Certification,
    CertificationScheme,
    Classification,
    ClosedDay,
    Closing,
    ClosingStep,
    CloudService,
    Contract,
    ContractKind,
    Delivery,
    Ended,
    EndReason,
    Form,
    Handover,
    Holdings,
    Incident,
    Information,
    Measure,
    Notice,
    Part,
    Permission,
    Person,
    Record,
    Renewal,
    RenewalMode,
    Review,
    ReviewKind,
    ReviewResult,
    ReviewRule,
    ServiceStatus,
    Settings,
    SocialAccount,
    Span,
    Subcontract,
    SubcontractDecision,
    Suspension,
    Unit,
    Vendor,
    fields_of,
)
from vendorrisk.schedule import due_list

TODAY = date(2026, 11, 25)
PLAIN = Information(personal=False, my_number=False, confidentiality=Classification.C1, integrity=1, availability=1)
CONTRACT = Contract(id="contract-2026-0001", title="保守", start=date(2026, 4, 1), end=date(2027, 3, 31), information=PLAIN, owner="person-2026-0001")
AUTOMATIC = Renewal(mode=RenewalMode.AUTOMATIC, months=12)

# fields that say what has happened, or bound something that another field makes due
PAST = {
    "Contract": {"signed_on", "start", "workers_notified_on", "policy_shown_on"},
    "Amendment": {"signed_on", "effective_on"},
    "Subcontract": {"decided_on"},
    "Handover": {"handed_on", "returned_on"},
    "Delivery": {"inspected_on", "paid_on"},
    "Closing": {"confirmed_on", "accounts_revoked_on", "items_returned_on"},
    "Responsible": {"named_on"},
    "FileRef": {"received_on"},
    "Certification": {"valid_from", "verified_on"},
    "Suspension": {"start"},
    "CloudService": {"started_on"},
    "SocialAccount": {"approved_on", "opened_on", "credentials_changed_on"},
    "AccountClosing": {"announced_on", "closed_on", "unlisted_on"},
    "Department": {"closed_on"},
    "Person": {"start", "trained_on"},
    "UsageRule": {"established_on", "revised_on", "repealed_on"},
    "Selection": {"nda_on"},
    "Decision": {"on"},
    "Review": {"approved_on"},
    "Measure": {"requested_on", "answered_on", "withdrawn_on"},
    "Incident": {"occurred_on", "vendor_reported_on", "speedy_report_on", "final_report_on", "notified_people_on", "disclosed_on", "closed_on"},
    "Acceptance": {"approved_on", "revoked_on"},
    "CheckRecord": {"run_on"},
    "Override": {"on"},
    "Permission": {"decided_on"},
}
AHEAD = {
    "Contract": {"end"},
    "Amendment": {"new_end"},
    "Ended": {"on"},
    "Subcontract": {"requested_on", "start", "end"},
    "Handover": {"due_back"},
    "Delivery": {"notified_on", "corrected_on", "invoiced_on"},
    "ReviewRule": {"anchor"},
    "Certification": {"valid_until"},
    "Suspension": {"end"},
    "CloudService": {"until", "stopped_on"},
    "Permission": {"applied_on", "until"},
    "Person": {"until"},
    "Review": {"due", "postponed_to", "done_on"},
    "Measure": {"due", "done_on", "verified_on"},
    "Incident": {"known_on"},
    "Acceptance": {"until"},
}


def _days(cls: type[Part], seen: set[type[Part]]) -> Iterator[tuple[str, str]]:
    if cls in seen:
        return
    seen.add(cls)
    for field in fields_of(cls):
        if field.form is Form.DAY:
            yield cls.__name__, field.name
        elif field.form in (Form.PART, Form.PARTS) and field.type is not None:
            yield from _days(field.type, seen)


def test_every_date_of_every_record_is_due_or_named_as_past() -> None:
    seen: set[type[Part]] = set()
    declared = {day for kind in KINDS.values() for day in _days(kind.cls, seen)}

    assert declared == {(cls, name) for table in (PAST, AHEAD) for cls, names in table.items() for name in names}


def found(*records: Record, today: date = TODAY, settings: Settings | None = None) -> dict[str, date]:
    """Return what is due by its name."""
    return {"-".join(part for part in (item.kind.value, item.detail) if part): item.day for item in due_list(Holdings(records, settings), today)}


def changed(**values: object) -> Contract:
    return attrs.evolve(CONTRACT, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("record", "due"),
    [
        (CONTRACT, {"contract-end": date(2027, 3, 31)}),
        (changed(renewal=AUTOMATIC, notice=Notice(value=3, unit=Unit.MONTH)), {"notice": date(2026, 12, 28)}),
        (
            changed(renewal=AUTOMATIC, notice=Notice(value=3, unit=Unit.MONTH), lead_time=Span(value=2, unit=Unit.MONTH)),
            {"notice": date(2026, 12, 28), "renewal-start": date(2026, 10, 28)},
        ),
        (changed(end=None), {}),
        (changed(end=date(2026, 3, 31), start=date(2025, 4, 1)), {"contract-end": date(2026, 3, 31), "closing": date(2026, 3, 31)}),
        (changed(ended=Ended(on=date(2026, 9, 30), reason=EndReason.REPLACED)), {"closing": date(2026, 9, 30)}),
        (changed(ended=Ended(on=date(2026, 9, 30), reason=EndReason.REPLACED), closing=Closing(disposal=ClosingStep.VERIFIED)), {}),
        (changed(ended=Ended(on=date(2027, 1, 31), reason=EndReason.AGREEMENT)), {}),
        (changed(ended=Ended(on=date(2026, 3, 1), reason=EndReason.ABANDONED)), {}),
        (changed(end=None, handovers=(Handover(what="鍵", handed_on=TODAY, due_back=date(2027, 1, 8)),)), {"return-0": date(2027, 1, 8)}),
        (
            changed(end=None, subcontracts=(Subcontract(key="a", decision=SubcontractDecision.REQUESTED, requested_on=date(2026, 11, 1), start=date(2026, 12, 1)),)),
            {"subcontract-decision-a": date(2026, 12, 1)},
        ),
        (
            changed(end=None, subcontracts=(Subcontract(key="a", decision=SubcontractDecision.APPROVED, end=date(2026, 12, 31)),)),
            {"subcontract-end-a": date(2026, 12, 31)},
        ),
        (changed(end=None, deliveries=(Delivery(notified_on=date(2026, 11, 20)),)), {"inspection-0": date(2026, 11, 30)}),
        (
            changed(end=None, deliveries=(Delivery(notified_on=date(2026, 11, 2), inspected_on=date(2026, 11, 9), invoiced_on=date(2026, 11, 13)),)),
            {"payment-0": date(2026, 12, 11)},
        ),
        (CloudService(id="service-2026-0001", name="x", status=ServiceStatus.APPLIED, permission=Permission(applied_on=date(2026, 11, 1))), {"permission-decision": date(2026, 11, 1)}),
        (
            CloudService(id="service-2026-0001", name="x", status=ServiceStatus.IN_USE, basis=Basis.TERMS, permission=Permission(until=date(2027, 3, 31)), until=date(2027, 2, 28)),
            {"permission": date(2027, 3, 31), "service-end": date(2027, 2, 28)},
        ),
        (
            CloudService(id="service-2026-0001", name="x", certifications=(Certification(scheme=CertificationScheme.ISMAP, valid_until=date(2027, 1, 1)),)),
            {"certificate-ismap": date(2027, 1, 1)},
        ),
        (Measure(id="measure-2026-0001", title="x", due=date(2026, 11, 1)), {"measure": date(2026, 11, 1)}),
        (Measure(id="measure-2026-0001", title="x", due=date(2026, 11, 1), done_on=TODAY), {"measure-verification": date(2026, 11, 1)}),
        (Measure(id="measure-2026-0001", title="x", due=date(2026, 11, 1), done_on=TODAY, verified_on=TODAY), {}),
        (Incident(id="incident-2026-0001", title="x", known_on=date(2026, 11, 30)), {"speedy-report": date(2026, 12, 4), "final-report": date(2027, 1, 4)}),
        (Incident(id="incident-2026-0001", title="x", known_on=date(2026, 4, 10), speedy_report_on=date(2026, 4, 13)), {"final-report": date(2026, 5, 11)}),
        (Incident(id="incident-2026-0001", title="x", known_on=date(2026, 11, 30), reportable=False), {}),
        (Acceptance(id="acceptance-2026-0001", until=date(2026, 12, 31)), {"acceptance": date(2026, 12, 31)}),
        (Acceptance(id="acceptance-2026-0001", until=date(2026, 12, 31), revoked_on=TODAY), {}),
        (Vendor(id="vendor-2026-0001", name="x", suspensions=(Suspension(start=TODAY, end=date(2026, 12, 31)),)), {"suspension-end-0": date(2026, 12, 31)}),
    ],
)
def test_what_a_record_makes_due(record: Record, due: dict[str, date]) -> None:
    assert due == found(record)


def test_a_vendor_s_certificate_matters_only_while_it_works_for_the_city() -> None:
    vendor = Vendor(id="vendor-2026-0001", name="x", certifications=(Certification(scheme=CertificationScheme.ISO27001, valid_until=date(2026, 12, 1)),))

    assert found(vendor) == {}
    assert date(2026, 12, 1) == found(vendor, changed(vendor=vendor.id))["certificate-iso27001"]


def test_who_leaves_has_records_to_hand_over() -> None:
    person = Person(id="person-2026-0001", name="山田", until=date(2027, 3, 31))

    [item] = [item for item in due_list(Holdings([person, CONTRACT]), TODAY) if item.kind.value == "handover"]

    assert date(2027, 3, 31) == item.day
    assert "保守" in item.explain("ja")
    assert "handover" not in found(person)


def test_the_owner_is_asked_and_the_deputy_when_the_owner_has_left() -> None:
    owner = Person(id="person-2026-0001", name="前任", until=date(2026, 3, 31))
    deputy = Person(id="person-2026-0002", name="副担当")

    [item] = due_list(Holdings([owner, deputy, changed(deputy=deputy.id)]), date(2026, 11, 25), within=200)[-1:]

    assert (deputy.id, owner.id) == item.responsible


def test_for_a_firm_the_owners_of_its_contracts_are_asked() -> None:
    owner = Person(id="person-2026-0001", name="担当")
    vendor = Vendor(id="vendor-2026-0001", name="x", certifications=(Certification(scheme=CertificationScheme.ISO27001, valid_until=date(2026, 12, 1)),))

    [item] = [item for item in due_list(Holdings([owner, vendor, changed(vendor=vendor.id)]), TODAY) if item.record == vendor.id]

    assert (owner.id,) == item.responsible


PERSONAL = attrs.evolve(PLAIN, personal=True)


def reviewed(day: date, **values: object) -> Review:
    return Review(id="review-2026-0001", subject=CONTRACT.id, kind=ReviewKind.ON_SITE, done_on=day, result=ReviewResult.OK, **values)  # type: ignore[arg-type]


def test_personal_information_asks_for_a_yearly_inspection_by_the_guide_and_the_source_is_named() -> None:
    [item] = [item for item in due_list(Holdings([changed(information=PERSONAL)]), TODAY) if item.kind.value == "review"]

    assert date(2027, 3, 31) == item.day
    assert "事務対応ガイド" in item.explain("ja")
    assert "基本方針" not in item.explain("ja")


def test_a_missed_review_stays_and_a_done_one_moves_on() -> None:
    old = changed(information=PERSONAL, start=date(2024, 4, 1), end=date(2029, 3, 31))

    assert date(2025, 3, 31) == found(old)["review-on-site"]
    assert date(2027, 6, 1) == found(old, reviewed(date(2026, 6, 1)))["review-on-site"]


def test_a_review_that_was_not_done_or_found_no_time_does_not_count() -> None:
    old = changed(information=PERSONAL, start=date(2024, 4, 1), end=date(2029, 3, 31))

    assert date(2025, 3, 31) == found(old, attrs.evolve(reviewed(date(2025, 3, 1)), result=ReviewResult.NOT_DONE, note="災害対応"))["review-on-site"]


def test_postponing_moves_the_day_and_only_with_a_reason() -> None:
    old = changed(information=PERSONAL, start=date(2025, 4, 1), end=date(2029, 3, 31))
    put_off = Review(id="review-2026-0001", subject=old.id, kind=ReviewKind.ON_SITE, due=date(2026, 3, 31), postponed_to=date(2026, 12, 18), postponed_why="相手方の移転")

    assert date(2026, 12, 18) == found(old, put_off)["review-on-site"]
    assert date(2026, 3, 31) == found(old, attrs.evolve(put_off, postponed_why=" "))["review-on-site"]
    assert date(2026, 3, 31) == found(old, attrs.evolve(put_off, due=date(2025, 3, 31)))["review-on-site"]


def test_a_record_s_own_rule_and_the_system_s_half_year_come_first_when_they_are_earlier() -> None:
    system = changed(kind=ContractKind.OPERATION_MAINTENANCE, information=PERSONAL)
    own = attrs.evolve(system, review_rules=(ReviewRule(kind=ReviewKind.PERIODIC, every=1, unit=Unit.MONTH, source="仕様書第8章"),))

    assert date(2026, 10, 1) == found(system)["review-periodic"]
    [item] = [item for item in due_list(Holdings([own]), TODAY) if item.detail == "periodic"]
    assert date(2026, 5, 1) == item.day
    assert "仕様書第8章" in item.explain("ja")


def test_nothing_is_to_be_reviewed_before_it_begins_or_after_it_is_over() -> None:
    information = changed(information=PERSONAL)

    assert "review-on-site" not in found(attrs.evolve(information, start=date(2026, 12, 1)))
    assert "review-on-site" not in found(attrs.evolve(information, ended=Ended(on=date(2026, 9, 30), reason=EndReason.BREACH)))
    account = SocialAccount(id="account-2026-0001", title="x", status=ServiceStatus.IN_USE, opened_on=date(2026, 4, 1))
    assert "review-social" in found(account)
    assert found(attrs.evolve(account, status=ServiceStatus.STOPPED)) == {}


def test_the_city_s_own_closed_days_bring_the_notice_forward() -> None:
    contract = changed(renewal=AUTOMATIC, notice=Notice(value=3, unit=Unit.MONTH))
    settings = Settings(city="架空市", closed_days=(ClosedDay(on=date(2026, 12, 28), reason="庁舎停電"),))

    assert date(2026, 12, 25) == found(contract, settings=settings)["notice"]


def test_an_amendment_moves_the_end() -> None:
    from vendorrisk.model import Amendment

    longer = changed(amendments=(Amendment(signed_on=date(2026, 10, 1), effective_on=date(2026, 10, 1), new_end=date(2027, 9, 30)),))

    assert {"contract-end": date(2027, 9, 30)} == found(longer)


@pytest.mark.parametrize("within", [0, 7, 30, 90])
def test_within_is_a_range_and_keeps_what_is_overdue(within: int) -> None:
    measures = [Measure(id=f"measure-2026-{n:04d}", title="x", due=TODAY + timedelta(days=days)) for n, days in enumerate((-400, -1, 0, 7, 30, 31, 90, 91), 1)]

    days = [(item.day - TODAY).days for item in due_list(Holdings(measures), TODAY, within=within)]

    assert [day for day in (-400, -1, 0, 7, 30, 31, 90, 91) if day <= within] == days


def test_every_item_explains_itself_in_both_languages_and_names_are_unique() -> None:
    records = [
        changed(renewal=AUTOMATIC, notice=Notice(value=3, unit=Unit.MONTH), information=attrs.evolve(PERSONAL, my_number=True)),
        Incident(id="incident-2026-0001", title="x", known_on=date(2026, 11, 30)),
        Measure(id="measure-2026-0001", title="x", due=TODAY),
        CloudService(id="service-2026-0001", name="x", status=ServiceStatus.IN_USE, started_on=date(2026, 4, 1), permission=Permission(until=TODAY)),
    ]
    items = due_list(Holdings(records), TODAY)

    assert len(items) > 6
    assert len(items) == len({item.uid for item in items})
    for item in items:
        assert item.explain("ja")
        assert item.explain("en").isascii(), item.explain("en")
