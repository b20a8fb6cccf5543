"""The sample city: always the same on the same day, sound but for the gaps that it wants to show, and alive on every day."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import TypeVar

import pytest

import vendorrisk
from vendorrisk.lifecycle import all_shortcomings
from vendorrisk.model import (
    Acceptance,
    CheckRecord,
    Choice,
    CloudService,
    Contract,
    Department,
    ElementVerdict,
    FileRef,
    Form,
    Holdings,
    Incident,
    Measure,
    PackEdition,
    Part,
    Person,
    PostRole,
    Record,
    RenewalMode,
    Review,
    ReviewResult,
    RiskBand,
    Selection,
    ServiceStatus,
    SocialAccount,
    Staleness,
    SubcontractDecision,
    UsageRule,
    Vendor,
    corporate_number_is_valid,
    fields_of,
    kind_of,
    kind_of_id,
    stale_because,
    validate,
    validate_links,
)
from vendorrisk.register.sample import sample_city, sample_documents
from vendorrisk.risk import assess_all
from vendorrisk.schedule import DueKind, due_list

R = TypeVar("R", bound=Record)

DAYS = [date(2026, 11, 25), date(2027, 3, 31), date(2027, 4, 1), date(2028, 2, 29), date(2030, 1, 4)]
every_day = pytest.mark.parametrize("today", DAYS, ids=str)


@cache
def city(today: date) -> Holdings:
    settings, records = sample_city(today)
    return Holdings(records, settings)


def within(today: date, day: date | None, first: int, last: int) -> bool:
    return day is not None and today + timedelta(days=first) <= day <= today + timedelta(days=last)


def parts_of(value: Part, path: str = "") -> Iterator[tuple[str, Part]]:
    """Yield a record and every part in it, with its path."""
    yield path, value
    for field in fields_of(type(value)):
        held = getattr(value, field.name)
        if field.form is Form.PART and held is not None:
            yield from parts_of(held, f"{path}{field.name}.")
        elif field.form is Form.PARTS:
            for place, item in enumerate(held):
                yield from parts_of(item, f"{path}{field.name}[{place}].")


def month_before(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, 28))


# ---- what there is ----


@every_day
def test_it_has_the_promised_size(today: date) -> None:
    counts = Counter(type(record) for record in city(today))

    assert (counts[Contract], counts[CloudService], counts[SocialAccount]) == (40, 15, 10)
    assert counts[Review] >= 50
    assert {kind_of(cls).name for cls in counts} == {
        "acceptance", "account", "check", "contract", "department", "incident", "measure", "person", "review", "rule", "selection", "service", "vendor",
    }  # fmt: skip


def test_the_same_day_gives_the_same_city() -> None:
    assert sample_city(DAYS[0]) == sample_city(DAYS[0])


def test_another_process_gives_the_same_city() -> None:
    code = (
        "import datetime, hashlib; from vendorrisk.register.sample import sample_city;"
        "print(hashlib.sha256(repr(sample_city(datetime.date(2026, 11, 25))).encode()).hexdigest())"
    )
    env = {**os.environ, "PYTHONHASHSEED": "1"}
    theirs = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True).stdout.strip()

    assert theirs == hashlib.sha256(repr(sample_city(date(2026, 11, 25))).encode()).hexdigest()


@every_day
def test_ids_are_well_formed_and_used_once(today: date) -> None:
    _, records = sample_city(today)
    ids = [record.id for record in records]
    years = {int(record.id.split("-")[1]) for record in records}
    fiscal = today.year - (today.month < 4)

    assert len(set(ids)) == len(ids)
    assert all(kind_of_id(record.id) is kind_of(record) for record in records)
    assert fiscal - 4 <= min(years) <= max(years) == fiscal


@every_day
@pytest.mark.parametrize("cls", [Contract, CloudService, SocialAccount, Vendor, Person, Department, UsageRule, Selection, Measure, Incident])
def test_no_two_records_of_a_kind_have_one_name(today: date, cls: type[Record]) -> None:
    names = Counter(city(today).name(record.id) for record in city(today).all(cls))

    assert [name for name, count in names.items() if count > 1] == []


def test_all_bodies_that_the_policy_binds_hold_contracts() -> None:
    held = city(DAYS[0])
    bodies = {getattr(held.get(contract.department, Department), "body", None) for contract in held.all(Contract)}

    assert {str(body) for body in bodies} == {"mayor", "committee", "assembly", "fire", "public-enterprise"}


@every_day
def test_every_value_of_the_vocabulary_occurs(today: date) -> None:
    lists: dict[type[Choice], set[object]] = {}
    for record in city(today):
        for _, part in parts_of(record):
            for field in fields_of(type(part)):
                if field.form in (Form.CHOICE, Form.CHOICES) and field.type is not None:
                    value = getattr(part, field.name)
                    lists.setdefault(field.type, set()).update(value if isinstance(value, tuple) else [value])
    missing = {f"{cls.__name__}.{member.name}" for cls, found in lists.items() for member in cls if member not in found}

    assert missing == {
        "Classification.C3A",  # papers of the State, which are never given out
        "ElementVerdict.UNREADABLE",  # all texts of the sample can be read
    }


# ---- it is sound, but for what it wants to show ----


@every_day
def test_it_has_just_the_problems_that_it_shows(today: date) -> None:
    held = city(today)
    problems = [*(problem for record in held for problem in validate(record)), *validate_links(held, today)]

    assert {(held.name(problem.record), problem.field, problem.code) for problem in problems} == {
        # nobody has said what these handle, so their risk cannot be assessed
        ("防火対象物台帳システム保守業務", "information.personal", "required"),
        ("防火対象物台帳システム保守業務", "information.my_number", "required"),
        ("防火対象物台帳システム保守業務", "information.confidentiality", "required"),
        ("プレミアム付商品券事業運営業務委託", "information", "required"),
        ("水道使用量照会ポータル", "information.my_number", "required"),
        ("水道使用量照会ポータル", "information.confidentiality", "required"),
        # a service without a rule, an account without procedure and publishable information
        ("無料アンケートフォーム", "rule", "required"),
        ("架空市シティプロモーション", "procedure", "required"),
        ("架空市シティプロモーション", "publishable", "required"),
        # renews by itself, but until when it can be stopped is unknown
        ("自治体ビジネスチャット利用契約", "notice", "notice-unknown"),
        # they left in April, and nobody took over
        ("給与支払報告書等データ入力業務委託", "owner", "owner-left"),
        ("防火対象物台帳システム保守業務", "owner", "owner-left"),
        ("市公式ウェブサイト運用保守業務", "owner", "owner-left"),
        ("架空市消防本部公式", "owner", "owner-left"),
    }


def happened(record: Record) -> Iterator[tuple[str, date]]:
    """Yield every day on which something was done: it cannot lie in the future."""
    plans = {"start", "end", "until", "due", "postponed_to", "new_end", "valid_until", "due_back", "effective_on", "stopped_on"}
    for path, part in parts_of(record):
        for field in fields_of(type(part)):
            value = getattr(part, field.name)
            if field.form is Form.DAY and value is not None and field.name not in plans:
                yield f"{record.id} {path}{field.name}", value


def test_on_every_sort_of_day_it_is_sound_and_nothing_was_done_in_the_future() -> None:
    turns = [(date(2027, 3, 27), 8), (date(2027, 12, 27), 10), (date(2028, 2, 27), 4)]
    days = {date(2027, 1, 1) + timedelta(days=step) for step in range(0, 731, 17)}
    days |= {first + timedelta(days=step) for first, count in turns for step in range(count)}
    for today in sorted(days):
        settings, records = sample_city(today)
        problems = [*(problem for record in records for problem in validate(record)), *validate_links(Holdings(records, settings), today)]

        assert len(problems) == 14, today
        assert [(str(today), where, str(day)) for record in records for where, day in happened(record) if day > today] == []


ACTS = [
    ("by", "on"), ("applied_by", "applied_on"), ("decided_by", "decided_on"), ("done_by", "done_on"), ("approved_by", "approved_on"),
    ("verified_by", "verified_on"), ("confirmed_by", "confirmed_on"), ("requested_by", "requested_on"),
]  # fmt: skip


@every_day
def test_people_act_only_while_they_are_in_office(today: date) -> None:
    held = city(today)
    wrong = []
    for record in held:
        for path, part in parts_of(record):
            for who, when in ACTS:
                person, day = held.get(getattr(part, who, ""), Person), getattr(part, when, None)
                if person is not None and day is not None and not (person.start or date.min) <= day <= (person.until or date.max):
                    wrong.append((record.id, path + who, person.name, str(day), str(person.start), str(person.until)))

    assert wrong == []


@every_day
def test_contracts_come_after_their_selection(today: date) -> None:
    held = city(today)
    late = [
        contract.title
        for contract in held.all(Contract)
        if (selection := held.get(contract.selection, Selection)) and contract.signed_on and selection.decision and (selection.decision.on or date.max) > contract.signed_on
    ]
    without = {contract.title for contract in held.all(Contract) if contract.signed_on and not contract.selection}

    assert late == []
    assert without == {"防火対象物台帳システム保守業務", "プレミアム付商品券事業運営業務委託"}


# ---- nobody in it is real ----

REAL = [
    "富士通", "日本電気", "NEC", "日立", "東芝", "三菱", "NTT", "エヌ・ティ・ティ", "KDDI", "ソフトバンク", "楽天", "TKC", "両備", "アイネス", "内田洋行",
    "ぎょうせい", "凸版", "TOPPAN", "大日本印刷", "佐川", "ヤマト", "日本郵便", "パソナ", "ベルシステム", "トランスコスモス", "ALSOK", "セコム", "総合警備", "リコー",
    "キヤノン", "ゼンリン", "パスコ", "サイボウズ", "グーグル", "Google", "Microsoft", "マイクロソフト", "Amazon", "アマゾン", "AWS", "Oracle", "オラクル",
    "Salesforce", "セールスフォース", "Meta", "ByteDance", "LINEヤフー", "さくらインターネット",
]  # fmt: skip


def test_firms_are_invented() -> None:
    vendors = city(DAYS[0]).all(Vendor)

    assert [vendor.name for vendor in vendors if any(name.lower() in vendor.name.lower() for name in REAL)] == []
    assert [vendor.name for vendor in vendors if not re.search("架空|見本|例示|仮名|仮想|模擬|想定|想像|Imaginary", vendor.name)] == []


def test_corporate_numbers_are_invented_but_add_up() -> None:
    numbers = [vendor.corporate_number for vendor in city(DAYS[0]).all(Vendor) if vendor.country == "日本"]

    assert len(set(numbers)) == len(numbers) > 30
    assert all(corporate_number_is_valid(number) and number[1:5] == "9999" for number in numbers)


def test_no_address_on_the_net_and_no_telephone_number_exists() -> None:
    text = repr([*city(DAYS[0])])

    assert set(re.findall(r"(?:https?://|[\w.]+@)[\w.-]+?\.([a-z]+)(?=[/'\"]|$)", text)) == {"example"}
    assert {number[:4] for number in re.findall(r"\b0[0-9]{1,3}-[0-9]{2,4}-[0-9]{4}\b", text)} == {"000-"}


# ---- it is alive: every state occurs on every day ----


@every_day
def test_reviews_are_in_every_state(today: date) -> None:
    reviews = city(today).all(Review)
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


@every_day
def test_measures_are_in_every_state(today: date) -> None:
    measures = city(today).all(Measure)
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


@every_day
def test_contracts_are_in_every_state(today: date) -> None:
    held = city(today)
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


@every_day
def test_automatic_renewals_can_be_stopped_until_next_week_next_month_and_next_quarter(today: date) -> None:
    """The notice days of the running terms, reckoned here by hand."""
    last_days = []
    for contract in city(today).all(Contract):
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


@every_day
def test_incident_clocks_are_running_and_one_has_run_out(today: date) -> None:
    incidents = [incident for incident in city(today).all(Incident) if incident.reportable and incident.closed_on is None]
    age = {incident.title: (today - (incident.known_on or today)).days + 1 for incident in incidents}  # the day of knowing is day 1

    assert any(i.speedy_report_on is None and age[i.title] <= 3 for i in incidents)
    assert any(i.speedy_report_on and not i.final_report_on and not i.wrongful_purpose and age[i.title] <= 25 for i in incidents)
    assert any(i.speedy_report_on and not i.final_report_on and i.wrongful_purpose and 30 < age[i.title] < 60 for i in incidents)
    assert any(i.speedy_report_on and not i.final_report_on and not i.wrongful_purpose and age[i.title] > 40 for i in incidents)
    assert any(i.final_report_on and i.closed_on for i in city(today).all(Incident))


@every_day
def test_consents_certificates_permissions_suspensions_and_acceptances(today: date) -> None:
    held = city(today)
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


@every_day
def test_one_firm_stands_behind_many_contracts(today: date) -> None:
    running = [contract for contract in city(today).all(Contract) if contract.ended is None]
    direct = Counter(contract.vendor for contract in running)
    behind = Counter(vendor for contract in running for vendor in {sub.vendor for sub in contract.subcontracts})

    assert city(today).name(direct.most_common(1)[0][0]) == "架空総合情報システム株式会社"
    assert direct.most_common(1)[0][1] >= 5
    assert behind.most_common(1)[0][1] >= 4


@every_day
def test_accounts_and_services_lack_what_the_policy_demands_first(today: date) -> None:
    held = city(today)

    assert [service.name for service in held.all(CloudService) if not service.rule] == ["無料アンケートフォーム"]
    assert [account.title for account in held.all(SocialAccount) if account.procedure is None] == ["架空市シティプロモーション"]
    assert {role for person in held.all(Person) for role in person.roles} == set(PostRole)


# ---- what the rest of the program makes of it ----


@every_day
def test_the_due_list_has_something_for_every_week_and_is_no_flood(today: date) -> None:
    items = due_list(city(today), today)
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


@every_day
def test_risks_lie_in_every_band_and_three_cannot_be_assessed(today: date) -> None:
    held = city(today)
    assessments = assess_all(held, today)

    assert {assessment.band for assessment in assessments} == set(RiskBand)
    assert {held.name(assessment.record) for assessment in assessments if assessment.band is RiskBand.NOT_ASSESSED} == {
        "防火対象物台帳システム保守業務", "プレミアム付商品券事業運営業務委託", "水道使用量照会ポータル",
    }  # fmt: skip


@every_day
def test_the_order_of_things_is_broken_in_many_ways(today: date) -> None:
    shipped = [PackEdition(id=pack.id, version=pack.version) for pack in vendorrisk.packs()]
    codes = {shortcoming.code for shortcoming in all_shortcomings(city(today), today, packs=shipped)}

    assert codes >= {
        "selection-missing", "responsible-missing", "not-checked", "mandatory-unresolved", "check-stale-documents", "check-stale-packs",
        "owner-left", "deputy-missing", "vendor-suspended", "closing-unconfirmed", "handover-overdue", "end-undecided", "tier-crossing",
        "rule-missing", "permission-missing", "permission-expired", "terms-with-sensitive", "account-procedure-missing",
        "account-publishable-missing", "account-mfa", "account-unlisted", "measure-overdue", "measure-unverified", "measure-basis-not-found",
        "finding-without-measure", "acceptance-expired",
    }  # fmt: skip


# ---- the check results are those of the checker ----


@every_day
def test_every_named_document_is_at_hand_and_every_document_named(today: date) -> None:
    named = {part.sha256 for record in city(today) for _, part in parts_of(record) if isinstance(part, FileRef) and part.sha256}
    kept = sample_documents(today)

    assert named == set(kept)
    assert all(hashlib.sha256(data).hexdigest() == digest for digest, data in kept.items())


@every_day
def test_stored_verdicts_and_quotes_are_what_the_checker_says(today: date) -> None:
    held, kept = city(today), sample_documents(today)
    compared = 0
    for check in held.all(CheckRecord):
        texts = {file.name: kept[file.sha256].decode() for file in check.documents}
        for element in check.elements:
            assert (element.verdict is ElementVerdict.MISSING) == (not element.proofs)
            assert all(proof.quote in texts[proof.document] for proof in element.proofs)
        subject = held.records[check.subject]
        if len(texts) > 1 or not isinstance(subject, Contract) or subject.kind == "cloud":
            continue
        report = vendorrisk.check_text(next(iter(texts.values())), kind="outsourcing", facts=subject.facts)
        assert report.verdict == check.outcome
        assert [(e.requirement, e.element, str(e.verdict)) for e in check.elements] == [
            (result.requirement.id, found.element.id, found.verdict.value) for result in report.requirements if result.applies for found in result.elements
        ]
        compared += 1

    assert compared >= 8


def test_checks_name_only_requirements_that_the_packs_hold() -> None:
    known = {
        (requirement.id, element.id): pack.id
        for pack in vendorrisk.packs() for requirement in pack.requirements for element in requirement.elements
    }  # fmt: skip
    held = city(DAYS[0])
    for check in held.all(CheckRecord):
        assert {(found.requirement, found.element) for found in check.elements} <= set(known)
        assert {(decided.requirement, decided.element) for decided in check.overrides} <= set(known)
    cited = {measure.basis_requirement for measure in held.all(Measure)} | {name for one in held.all(Acceptance) for name in one.requirements}
    cited |= {finding.requirement for review in held.all(Review) for finding in review.findings}
    assert cited - {""} <= {requirement for requirement, _ in known}


def test_measures_rest_on_articles_that_the_contract_has() -> None:
    held, kept = city(DAYS[0]), sample_documents(DAYS[0])
    cited = 0
    for measure in held.all(Measure):
        article = re.match(r"業務委託契約約款 (第[0-9]+条)", measure.basis_clause)
        contract = held.get(measure.subject, Contract)
        if article is None or contract is None:
            continue
        cited += 1
        assert any(f"\n{article[1]}　" in kept[file.sha256].decode() for file in contract.documents if file.name == "業務委託契約約款.txt"), measure.title

    assert cited >= 8


@every_day
def test_check_results_are_good_bad_and_stale(today: date) -> None:
    held = city(today)
    checks = {held.name(check.subject): check for check in held.all(CheckRecord)}
    shipped = [PackEdition(id=pack.id, version=pack.version) for pack in vendorrisk.packs()]
    stale = {name: stale_because(check, held.records[check.subject], shipped) for name, check in checks.items()}

    assert {check.outcome for check in checks.values()} == {"compliant", "needs-review", "non-compliant"}
    assert checks["住民情報システム（標準準拠システム）利用及び運用保守業務"].unresolved == ()
    assert checks["子ども・子育て支援システム運用保守業務"].unresolved
    assert any(check.overrides for check in checks.values())
    assert {name: why for name, why in stale.items() if why} == {
        "庁内ネットワーク運用保守業務": (Staleness.PACKS,),
        "水道検針・料金収納等包括業務委託": (Staleness.DOCUMENTS,),
    }


@every_day
def test_an_exception_covers_what_the_welfare_contract_lacks(today: date) -> None:
    held = city(today)
    contract = next(c for c in held.all(Contract) if c.title == "福祉総合システム運用保守業務")
    check = held.about(contract.id, CheckRecord)[0]
    excepted = {name for acceptance in held.about(contract.id, Acceptance) for name in acceptance.requirements}

    assert {element.requirement for element in check.unresolved} == excepted


def test_importing_vendorrisk_does_not_load_it() -> None:
    code = "import vendorrisk, vendorrisk.cli, sys; print([name for name in sys.modules if name.startswith('vendorrisk.register')])"

    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
