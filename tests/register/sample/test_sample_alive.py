"""The sample city is alive on every day: every state occurs, and the rest of the program finds something to say."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import vendorrisk
from vendorrisk.lifecycle import all_shortcomings
from vendorrisk.model import (
    Acceptance,
    CloudService,
    Contract,
    Holdings,
    Incident,
    Measure,
    PackEdition,
    Person,
    PostRole,
    RenewalMode,
    Review,
    ReviewResult,
    RiskBand,
    ServiceStatus,
    SocialAccount,
    SubcontractDecision,
    Vendor,
)
from vendorrisk.risk import assess_all
from vendorrisk.schedule import DueKind, due_list


def within(today: date, day: date | None, first: int, last: int) -> bool:
    return day is not None and today + timedelta(days=first) <= day <= today + timedelta(days=last)


def month_before(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, 28))


# ---- it is alive: every state occurs on every day ----


def test_reviews_are_in_every_state(today: date, held: Holdings) -> None:
    reviews = held.all(Review)
    waiting = [review for review in reviews if review.done_on is None]
    done = [review for review in reviews if review.done_on is not None]
    falls_due = [review.postponed_to or review.due for review in waiting]

    assert any(within(today, due, -400, -1) for due in falls_due)
    assert any(within(today, due, 0, 7) for due in falls_due)
    assert any(within(today, due, 8, 30) for due in falls_due)
    assert any(within(today, due, 31, 90) for due in falls_due)
    assert any(review.postponed_to and review.postponed_to >= today for review in waiting)
    assert any(review.postponed_to and review.postponed_to < today for review in waiting)
    assert {review.result for review in done} == set(ReviewResult)
    assert any(review.approved_on is None for review in done)
    assert any(review.due and review.done_on and review.done_on > review.due for review in done)
    assert any(within(today, review.done_on, -30, 0) for review in done)


def test_measures_are_in_every_state(today: date, held: Holdings) -> None:
    measures = held.all(Measure)
    under_way = [measure for measure in measures if measure.done_on is None and measure.withdrawn_on is None]
    answered = [measure for measure in under_way if measure.answered_on]
    unanswered = [measure for measure in under_way if not measure.answered_on]

    for some in (answered, unanswered):
        assert any(measure.due and measure.due < today for measure in some)
        assert any(measure.due and measure.due > today for measure in some)
    assert any(within(today, measure.due, 0, 7) for measure in under_way)
    assert any(within(today, measure.due, 8, 30) for measure in under_way)
    assert any(within(today, measure.due, 31, 90) for measure in under_way)
    assert any(measure.done_on and not measure.verified_on for measure in measures)
    assert any(measure.verified_on for measure in measures)
    assert any(measure.withdrawn_on for measure in measures)


def test_contracts_are_in_every_state(today: date, held: Holdings) -> None:
    contracts = held.all(Contract)
    running = [c for c in contracts if c.signed_on and c.start and c.start <= today and c.ended is None]
    for contract in contracts:
        assert contract.in_force(today).end is not None or not contract.renewal

    assert any(c.signed_on is None and c.ended is None for c in contracts), "in preparation"
    assert any(within(today, c.in_force(today).end, 0, 7) for c in running)
    assert any(within(today, c.in_force(today).end, 8, 30) for c in running)
    assert any(within(today, c.in_force(today).end, 31, 92) for c in running)
    assert any((c.in_force(today).end or date.max) < today and c.renewal and c.renewal.mode is RenewalMode.NONE for c in running), "run out, nobody has said so"
    assert any(c.in_force(today).end != c.end for c in running), "prolonged by an amendment"
    assert any(c.in_force(today).value_yen != c.value_yen for c in running), "price changed by an amendment"
    assert any(c.replaces for c in running)
    assert any(c.parent for c in running)
    assert any(c.closing and c.closing.disposal == "verified" for c in contracts)
    assert any(c.ended and (c.closing is None or c.closing.disposal != "verified") for c in contracts)
    assert any(handover.due_back and handover.due_back < today and not handover.returned_on for c in contracts for handover in c.handovers)
    assert any(delivery.inspected_on is None for c in contracts for delivery in c.deliveries)
    assert any(delivery.invoiced_on and not delivery.paid_on for c in contracts for delivery in c.deliveries)


def test_automatic_renewals_can_be_stopped_until_next_week_next_month_and_next_quarter(today: date, held: Holdings) -> None:
    """The notice days of the running terms, reckoned here by hand."""
    last_days = []
    for contract in held.all(Contract):
        if contract.ended or not contract.notice or not contract.end or not contract.renewal or contract.renewal.mode is not RenewalMode.AUTOMATIC:
            continue
        value, unit = contract.notice.value or 0, str(contract.notice.unit)
        end = contract.end
        while end < today:
            end = date(end.year + 1, end.month, min(end.day, 28) if end.month == 2 else end.day)
        last_days.append(end - timedelta(days=value) if unit == "day" else month_before(end, value))

    assert any(within(today, day, 0, 8) for day in last_days), last_days
    assert any(within(today, day, 8, 31) for day in last_days), last_days
    assert any(within(today, day, 31, 92) for day in last_days), last_days


def test_incident_clocks_are_running_and_one_has_run_out(today: date, held: Holdings) -> None:
    incidents = [incident for incident in held.all(Incident) if incident.reportable and incident.closed_on is None]
    age = {incident.title: (today - (incident.known_on or today)).days + 1 for incident in incidents}  # the day of knowing is day 1

    assert any(i.speedy_report_on is None and age[i.title] <= 3 for i in incidents)
    assert any(i.speedy_report_on and not i.final_report_on and not i.wrongful_purpose and age[i.title] <= 25 for i in incidents)
    assert any(i.speedy_report_on and not i.final_report_on and i.wrongful_purpose and 30 < age[i.title] < 60 for i in incidents)
    assert any(i.speedy_report_on and not i.final_report_on and not i.wrongful_purpose and age[i.title] > 40 for i in incidents)
    assert any(i.final_report_on and i.closed_on for i in held.all(Incident))


def test_consents_certificates_permissions_suspensions_and_acceptances(today: date, held: Holdings) -> None:
    subs = [sub for contract in held.all(Contract) for sub in contract.subcontracts]
    above = {sub.key: sub for sub in subs}
    certificates = [certificate.valid_until for vendor in held.all(Vendor) for certificate in vendor.certifications]
    permissions = [service.permission.until for service in held.all(CloudService) if service.permission and service.status is ServiceStatus.IN_USE]
    exceptions = [(acceptance.until, acceptance.revoked_on) for acceptance in held.all(Acceptance)]

    assert {sub.decision for sub in subs} == set(SubcontractDecision)
    assert any(sub.under and above[sub.under].vendor and sub.decision is SubcontractDecision.REQUESTED for sub in subs)
    assert any(until and until < today for until in certificates)
    assert any(within(today, until, 0, 30) for until in certificates)
    assert any(until and until < today for until in permissions)
    assert any(within(today, until, 0, 30) for until in permissions)
    assert any(within(today, until, 0, 30) for until, _ in exceptions)
    assert any(until and until < today and not revoked for until, revoked in exceptions)
    assert any(revoked for _, revoked in exceptions)
    suspended = [
        vendor.id for vendor in held.all(Vendor)
        if any((stop.start or date.max) <= today <= (stop.end or date.max) for stop in vendor.suspensions)
    ]  # fmt: skip
    assert len(suspended) == 1
    assert any(contract.vendor == suspended[0] and contract.ended is None for contract in held.all(Contract))


def test_one_firm_stands_behind_many_contracts(held: Holdings) -> None:
    running = [contract for contract in held.all(Contract) if contract.ended is None]
    direct = Counter(contract.vendor for contract in running)
    behind = Counter(vendor for contract in running for vendor in {sub.vendor for sub in contract.subcontracts})

    assert held.name(direct.most_common(1)[0][0]) == "架空総合情報システム株式会社"
    assert direct.most_common(1)[0][1] >= 5
    assert behind.most_common(1)[0][1] >= 4


def test_accounts_and_services_lack_what_the_policy_demands_first(held: Holdings) -> None:

    assert [service.name for service in held.all(CloudService) if not service.rule] == ["無料アンケートフォーム"]
    assert [account.title for account in held.all(SocialAccount) if account.procedure is None] == ["架空市シティプロモーション"]
    assert {role for person in held.all(Person) for role in person.roles} == set(PostRole)


# ---- what the rest of the program makes of it ----


def test_the_due_list_has_something_for_every_week_and_is_no_flood(today: date, held: Holdings) -> None:
    items = due_list(held, today)
    overdue = {item.kind for item in items if item.is_overdue(today)}
    days = [(item.day - today).days for item in items]

    assert overdue >= {
        DueKind.REVIEW, DueKind.MEASURE, DueKind.FINAL_REPORT, DueKind.CERTIFICATE, DueKind.ACCEPTANCE, DueKind.PERMISSION,
        DueKind.CONTRACT_END, DueKind.CLOSING, DueKind.RETURN, DueKind.HANDOVER, DueKind.SUBCONTRACT_DECISION,
    }  # fmt: skip
    assert 20 <= sum(day < 0 for day in days) <= 45
    for first, last in ((0, 7), (8, 30), (31, 90)):
        kinds = {item.kind for item, day in zip(items, days, strict=True) if first <= day <= last}
        assert kinds >= {DueKind.REVIEW, DueKind.MEASURE, DueKind.NOTICE}, (first, last)
    assert {item.kind for item, day in zip(items, days, strict=True) if day >= 0} >= {DueKind.SPEEDY_REPORT, DueKind.INSPECTION, DueKind.PAYMENT}
    assert [item.label.ja for item in items if item.undecided and item.is_overdue(today)] == ["広報かくう印刷・配布業務委託"]


def test_risks_lie_in_every_band_and_three_cannot_be_assessed(today: date, held: Holdings) -> None:
    assessments = assess_all(held, today)

    assert {assessment.band for assessment in assessments} == set(RiskBand)
    assert {held.name(assessment.record) for assessment in assessments if assessment.band is RiskBand.NOT_ASSESSED} == {
        "防火対象物台帳システム保守業務", "プレミアム付商品券事業運営業務委託", "水道使用量照会ポータル",
    }  # fmt: skip


def test_the_order_of_things_is_broken_in_many_ways(today: date, held: Holdings) -> None:
    shipped = [PackEdition(id=pack.id, version=pack.version) for pack in vendorrisk.packs()]
    codes = {shortcoming.code for shortcoming in all_shortcomings(held, today, packs=shipped)}

    assert codes >= {
        "selection-missing", "responsible-missing", "not-checked", "mandatory-unresolved", "check-stale-documents", "check-stale-packs",
        "owner-left", "deputy-missing", "vendor-suspended", "closing-unconfirmed", "handover-overdue", "end-undecided", "tier-crossing",
        "rule-missing", "permission-missing", "permission-expired", "terms-with-sensitive", "account-procedure-missing",
        "account-publishable-missing", "account-mfa", "account-unlisted", "measure-overdue", "measure-unverified", "measure-basis-not-found",
        "finding-without-measure", "acceptance-expired",
    }  # fmt: skip


