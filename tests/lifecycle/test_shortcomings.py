"""One thing amiss, one shortcoming: an office in perfect order lacks nothing, and every rule of the table has its case."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

from tests.lifecycle.office import (
    ACCOUNT,
    CHIEF,
    GOOD,
    PERMISSION,
    PROCEDURE,
    RULE,
    SATO,
    SELECTION,
    SERVICE,
    TAX,
    WELFARE,
    YAMADA,
    account,
    codes,
    good,
    lacking,
    office,
    service,
)
from tests.risk.city import PAPER, TODAY, VENDOR, certificate, check, checked, contract, information, review
from vendorrisk.lifecycle import RULES, Colour, all_shortcomings, shortcomings
from vendorrisk.model import (
    Acceptance,
    AcceptanceKind,
    Access,
    AccountClosing,
    Basis,
    Candidate,
    Classification,
    Closing,
    ClosingStep,
    Decision,
    Department,
    DocumentKind,
    ElementVerdict,
    Ended,
    EndReason,
    FileRef,
    Finding,
    FlowDown,
    Handover,
    Holdings,
    Incident,
    Measure,
    MeasureKind,
    NetworkTier,
    Notice,
    Override,
    PackEdition,
    Permission,
    Person,
    Record,
    Responsible,
    ReviewResult,
    RuleScope,
    SelectionConclusion,
    ServiceStatus,
    Subcontract,
    SubcontractDecision,
    Suspension,
    Unit,
    VendorStatus,
)

D, E, V = SubcontractDecision, EndReason, ElementVerdict
ELSEWHERE = Person(id="person-2026-0009", name="鈴木次郎", department=TAX)
LEFT = Person(id="person-2026-0009", name="鈴木次郎", department=WELFARE, until=date(2026, 3, 31))
ENDED = {"ended": Ended(on=date(2026, 9, 30), reason=E.AGREEMENT)}


def selection(**facts: Any) -> Record:
    return attrs.evolve(SELECTION, **facts)


def decision(**facts: Any) -> Decision:
    assert SELECTION.decision is not None
    return attrs.evolve(SELECTION.decision, **facts)


def sub(**facts: Any) -> dict[str, Any]:
    given: dict[str, Any] = {"key": "1", "vendor": "vendor-2026-0009", "scope": "入力", "start": date(2026, 5, 1), "flow_down": FlowDown.CONFIRMED}
    return {"subcontracts": (Subcontract(key="0", vendor="vendor-2026-0008", scope="運用", decision=D.APPROVED, decided_on=date(2026, 4, 1), flow_down=FlowDown.CONFIRMED), Subcontract(**given | facts))}


def measure(**facts: Any) -> Measure:
    given: dict[str, Any] = {
        "id": "measure-2026-0001", "title": "立入検査", "subject": GOOD.id, "kind": MeasureKind.INSPECTION, "basis_clause": "第11条",
        "basis_requirement": "outsourcing.audit", "requested_on": date(2026, 10, 1), "due": date(2026, 11, 30), "owner": YAMADA,
    }  # fmt: skip
    return Measure(**given | facts)


def acceptance(**facts: Any) -> Acceptance:
    given: dict[str, Any] = {
        "id": "acceptance-2026-0001", "subject": GOOD.id, "kind": AcceptanceKind.EXCEPTION, "requirements": ("outsourcing.audit",), "reason": "報告書で代替",
        "requested_by": YAMADA, "approved_by": CHIEF, "approved_on": date(2026, 5, 1), "until": date(2027, 3, 31),
    }  # fmt: skip
    return Acceptance(**given | facts)


def test_an_office_in_perfect_order_lacks_nothing() -> None:
    assert all_shortcomings(office(), TODAY) == ()


SUSPENDED = attrs.evolve(VENDOR, suspensions=(Suspension(start=date(2026, 9, 1), end=date(2026, 12, 1)),))
AT_SIGNING = attrs.evolve(VENDOR, suspensions=(Suspension(start=date(2026, 3, 1)),))
MY_NUMBER = {"information": information(my_number=True)}
OF_MY_NUMBER = check(facts=good(**MY_NUMBER).facts.stamp)
NEVER = "review-2026-0001"
AUDIT_MISSING = check(checked("outsourcing.audit.audit", V.MISSING), facts=GOOD.facts.stamp)
NO_OWNER = check(checked("social-media.owner.owner", V.MISSING), id="check-2026-0003", subject=ACCOUNT.id, documents=(PROCEDURE,), facts="")
OTHER_PAPER = FileRef(name="変更契約書.docx", sha256="e" * 64)

# what is amiss, and the codes that must come of it: the record itself, records beside it, what is taken away
CASES: list[tuple[Record, tuple[Record, ...], tuple[str, ...], list[str]]] = [
    # chosen before it is signed
    (good(selection=""), (), (), ["selection-missing"]),
    (good(), (), (SELECTION.id,), ["selection-missing"]),
    (good(), (selection(decision=None),), (), ["selection-undecided"]),
    (good(), (selection(decision=decision(on=None)),), (), ["selection-undecided"]),
    (good(), (selection(decision=decision(by="")),), (), ["selection-undecided"]),
    (good(), (selection(decision=decision(on=date(2026, 4, 1))),), (), []),
    (good(), (selection(decision=decision(on=date(2026, 4, 2))),), (), ["selection-after-signing"]),
    (good(), (selection(decision=decision(vendor="vendor-2026-0009")),), (), ["selection-other-vendor"]),
    (good(), (selection(candidates=(Candidate(vendor=VENDOR.id, conclusion=SelectionConclusion.BLOCKER),)),), (), ["selection-unsuitable"]),
    (good(), (selection(why_outsource=""),), (), ["outsourcing-reason-missing"]),
    # signed before it begins
    (good(signed_on=None), (), (), ["not-signed"]),
    (good(signed_on=date(2026, 12, 1)), (), (), ["not-signed"]),
    (good(signed_on=date(2026, 4, 2)), (), (), ["signed-after-start"]),
    (good(policy_shown_on=None), (), (), ["policy-not-shown"]),
    (good(responsible=None), (), (), ["responsible-missing"]),
    (good(responsible=Responsible()), (), (), ["responsible-missing"]),
    # checked, and the check still holds
    (good(), (), ("check-2026-0001",), ["not-checked"]),
    (good(signed_on=None, start=date(2027, 4, 1), end=date(2028, 3, 31)), (), ("check-2026-0001",), ["check-pending"]),
    (good(documents=(PAPER, OTHER_PAPER)), (), (), ["check-stale-documents"]),
    (good(documents=(PAPER, attrs.evolve(OTHER_PAPER, kind=DocumentKind.REPORT))), (), (), []),
    (good(information=information(confidentiality=Classification.C3B)), (), (), ["check-stale-facts"]),
    (good(), (AUDIT_MISSING,), (), ["mandatory-unresolved"]),
    (good(), (AUDIT_MISSING, acceptance()), (), []),
    (good(), (AUDIT_MISSING, acceptance(requirements=("outsourcing.audit.audit",))), (), []),
    (good(), (AUDIT_MISSING, acceptance(requirements=("outsourcing.training",))), (), ["mandatory-unresolved"]),
    (good(), (AUDIT_MISSING, acceptance(until=None)), (), ["mandatory-unresolved"]),
    (good(), (AUDIT_MISSING, acceptance(until=date(2026, 11, 1))), (), ["mandatory-unresolved"]),
    (good(), (AUDIT_MISSING, acceptance(kind=AcceptanceKind.RISK)), (), ["mandatory-unresolved"]),
    (good(), (AUDIT_MISSING, acceptance(approved_by=YAMADA)), (), ["mandatory-unresolved"]),
    (good(), (check(checked("outsourcing.audit.audit", V.MISSING, mandatory=False), facts=GOOD.facts.stamp),), (), []),
    (good(), (check(checked("outsourcing.audit.audit", quoted=False), facts=GOOD.facts.stamp),), (), ["mandatory-unresolved"]),
    (good(**ENDED, closing=Closing(accounts_revoked_on=date(2026, 10, 1))), (AUDIT_MISSING,), (), ["closing-unconfirmed"]),  # too late to amend
    (account(), (NO_OWNER,), (), ["mandatory-unresolved"]),
    (account(), (NO_OWNER, acceptance(subject=ACCOUNT.id, requirements=("social-media.owner",))), (), ["mandatory-unresolved"]),  # the policy knows no exception
    # somebody answers for it
    (good(owner=""), (), (), ["owner-missing"]),
    (good(), (), (YAMADA,), ["owner-missing"]),
    (good(owner=LEFT.id), (LEFT,), (), ["owner-left"]),
    (good(owner=LEFT.id), (attrs.evolve(LEFT, until=TODAY),), (), []),
    (good(owner=ELSEWHERE.id), (ELSEWHERE,), (), ["owner-moved"]),
    (good(owner=SATO, deputy=YAMADA), (), (), []),  # a section below
    (good(deputy=""), (), (), ["deputy-missing"]),
    (good(deputy=LEFT.id), (LEFT,), (), ["deputy-left"]),
    (good(), (Department(id=WELFARE, name="福祉課", closed_on=date(2026, 10, 1)),), (), ["department-closed"]),
    # while it runs
    (good(end=date(2026, 10, 31)), (), (), ["end-undecided"]),
    (good(end=date(2026, 12, 31), notice=Notice(value=3, unit=Unit.MONTH)), (), (), ["decision-needed"]),
    (good(), (), (NEVER,), ["never-confirmed"]),
    (good(start=date(2026, 5, 2), signed_on=date(2026, 5, 1)), (), (NEVER,), []),  # half a year is not over
    (good(**sub(decision=D.APPROVED, decided_on=date(2026, 4, 20))), (), (), []),
    (good(**sub(decision=None)), (), (), ["subcontract-no-consent"]),
    (good(**sub(decision=D.REQUESTED)), (), (), ["subcontract-no-consent"]),
    (good(**sub(decision=D.REQUESTED, start=None)), (), (), []),  # asked for, not begun
    (good(**sub(decision=D.REFUSED)), (), (), ["subcontract-no-consent"]),
    (good(**sub(decision=D.REFUSED, start=None)), (), (), []),
    (good(**sub(decision=D.REFUSED, end=date(2026, 6, 1))), (), (), []),
    (good(**sub(decision=D.WITHDRAWN)), (), (), ["subcontract-no-consent"]),
    (good(**sub(decision=D.APPROVED, decided_on=date(2026, 12, 1))), (), (), ["subcontract-no-consent"]),
    (good(**sub(decision=D.APPROVED, decided_on=date(2026, 5, 2))), (), (), ["subcontract-late-consent"]),
    (good(**sub(decision=D.APPROVED, decided_on=date(2026, 5, 1), flow_down=None)), (), (), ["subcontract-flow-down"]),
    (good(**sub(decision=None, start=date(2026, 12, 1))), (), (), []),  # not begun
    (good(**MY_NUMBER, **sub(under="0", decision=D.APPROVED, decided_on=date(2026, 4, 20))), (OF_MY_NUMBER,), (), []),
    (good(**MY_NUMBER, **sub(under="0", decision=D.APPROVED)), (OF_MY_NUMBER,), (), ["subcontract-mynumber-consent"]),
    (good(**MY_NUMBER, **sub(under="0", decision=None)), (OF_MY_NUMBER,), (), ["subcontract-mynumber-consent"]),
    (good(**sub(under="0", decision=D.APPROVED)), (), (), []),  # no My Number
    (good(), (SUSPENDED,), (), ["vendor-suspended"]),
    (good(), (AT_SIGNING,), (), ["vendor-suspended-at-signing"]),
    (good(other_vendors=("vendor-2026-0009",)), (attrs.evolve(SUSPENDED, id="vendor-2026-0009"),), (), ["vendor-suspended"]),
    (good(tiers=(NetworkTier.MY_NUMBER,), access=(Access.REMOTE,)), (check(facts=good(tiers=(NetworkTier.MY_NUMBER,)).facts.stamp),), (), ["tier-crossing"]),
    (good(tiers=(NetworkTier.MY_NUMBER,), access=(Access.ON_SITE,)), (check(facts=good(tiers=(NetworkTier.MY_NUMBER,)).facts.stamp),), (), []),
    (good(tiers=(NetworkTier.LGWAN,), access=(Access.REMOTE,)), (check(facts=good(tiers=(NetworkTier.LGWAN,)).facts.stamp),), (), ["tier-crossing-other"]),
    (
        good(tiers=(NetworkTier.MY_NUMBER,), access=(Access.HOSTED_DOMESTIC,)),
        (check(facts=good(tiers=(NetworkTier.MY_NUMBER,)).facts.stamp), acceptance(requirements=("tier-crossing",))),
        (),
        ["tier-crossing-accepted"],
    ),
    # at the end
    (good(handovers=(Handover(what="USB", due_back=date(2026, 11, 1)),)), (), (), ["handover-overdue"]),
    (good(handovers=(Handover(what="USB", due_back=TODAY),)), (), (), []),
    (good(end=date(2026, 10, 31), handovers=(Handover(what="USB"),)), (), (), ["end-undecided", "handover-outstanding"]),
    (good(handovers=(Handover(what="USB", due_back=date(2026, 10, 1), returned_on=date(2026, 10, 5)),)), (), (), []),
    (good(**ENDED), (), (), ["closing-unconfirmed", "closing-accounts"]),
    (good(**ENDED, closing=Closing(accounts_revoked_on=date(2026, 10, 1)), handovers=(Handover(what="USB"),)), (), (), ["handover-outstanding", "closing-unconfirmed"]),
    (good(**ENDED, closing=Closing(disposal=ClosingStep.VERIFIED, confirmed_on=date(2026, 10, 1))), (), (), ["closing-accounts"]),
    # services: the rule first
    (service(rule=""), (), (), ["rule-missing"]),
    (service(), (), (RULE.id,), ["rule-missing"]),
    (service(status=ServiceStatus.APPLIED, started_on=None, permission=None, rule=""), (), (), ["rule-missing"]),
    (service(status=ServiceStatus.PLANNED, started_on=None, permission=None, rule=""), (), (), []),
    (service(), (attrs.evolve(RULE, established_on=None),), (), ["rule-undated"]),
    (service(), (attrs.evolve(RULE, established_on=date(2026, 4, 2)),), (), ["rule-after-use"]),
    (service(), (attrs.evolve(RULE, repealed_on=TODAY),), (), ["rule-repealed"]),
    (service(), (attrs.evolve(RULE, scope=RuleScope.SOCIAL_MEDIA),), (), ["rule-other-scope"]),
    (service(permission=None), (), (), ["permission-missing"]),
    (service(permission=Permission(decided_on=date(2026, 3, 1))), (), (), ["permission-missing"]),
    (service(permission=Permission(decided_on=date(2026, 5, 1), decided_by=CHIEF)), (), (), ["permission-after-use"]),
    (service(permission=attrs.evolve(PERMISSION, until=date(2026, 11, 1))), (), (), ["permission-expired"]),
    (service(permission=attrs.evolve(PERMISSION, decided_by=YAMADA)), (), (), ["self-approved"]),
    (service(basis=Basis.TERMS), (check(id="check-2026-0002", subject=SERVICE.id, facts=service(basis=Basis.TERMS).facts.stamp),), (), ["terms-with-sensitive"]),
    (service(certifications=(certificate(date(2026, 11, 1)),)), (), (), ["certificate-expired"]),
    (service(status=ServiceStatus.PLANNED), (), (), ["status-contradicts-dates"]),
    (service(status=ServiceStatus.STOPPED), (), (), ["closing-unconfirmed", "closing-accounts"]),
    (service(until=date(2026, 10, 1)), (), (), ["end-undecided"]),
    (service(), (), ("check-2026-0002",), ["not-checked"]),
    (service(contract=GOOD.id), (), ("check-2026-0002",), []),  # stands on the check of its contract
    (service(owner=""), (), (), ["owner-missing"]),
    # accounts
    (account(procedure=None), (), (), ["account-procedure-missing", "check-stale-documents"]),
    (account(publishable=()), (), (), ["account-publishable-missing"]),
    (account(publishable=(" ",)), (), (), ["account-publishable-missing"]),
    (account(owner=""), (), (), ["account-owner-missing"]),
    (account(owner=LEFT.id), (LEFT,), (), ["owner-left"]),
    (account(deputy=""), (), (), ["deputy-missing"]),
    (account(approved_on=None), (), (), ["account-unapproved"]),
    (account(approved_by=YAMADA), (), (), ["self-approved"]),
    (account(platform_id=""), (), (), ["account-id-missing"]),
    (account(listed_on=""), (), (), ["account-unlisted"]),
    (account(mfa=None), (), (), ["account-mfa"]),
    (account(mfa=False), (), (), ["account-mfa"]),
    (account(), (), ("check-2026-0003",), ["not-checked"]),
    (account(status=ServiceStatus.STOPPED, closing=AccountClosing(announced_on=date(2026, 9, 1), closed_on=date(2026, 10, 1), handle_kept=True, unlisted_on=date(2026, 10, 1))), (), (), []),
    (account(status=ServiceStatus.STOPPED, closing=AccountClosing(closed_on=date(2026, 10, 1))), (), (), ["account-closing-unannounced", "account-handle-released", "account-still-listed"]),
    # vendors
    (attrs.evolve(VENDOR, certifications=(certificate(date(2026, 11, 1)),)), (), (), ["certificate-expired"]),
    (attrs.evolve(VENDOR, certifications=(certificate(date(2026, 11, 1)), certificate())), (), (), []),
    (attrs.evolve(VENDOR, certifications=(certificate(None),)), (), (), ["certificate-unlimited"]),
    (attrs.evolve(VENDOR, status=VendorStatus.ENDED, certifications=(certificate(date(2026, 11, 1)),)), (), (), []),
    # measures
    (measure(), (), (), []),
    (measure(basis_clause="", basis_requirement=""), (), (), ["measure-basis-missing"]),
    (measure(kind=MeasureKind.CAUTION, basis_clause="", basis_requirement=""), (), (), []),
    (measure(), (AUDIT_MISSING,), (), ["measure-basis-not-found"]),
    (measure(basis_requirement=""), (AUDIT_MISSING,), (), ["measure-basis-not-found"]),  # the clause that an inspection needs
    (measure(basis_requirement="outsourcing.audit.audit"), (check(checked("outsourcing.audit.audit", V.NEGATED), facts=GOOD.facts.stamp),), (), ["measure-basis-not-found"]),
    (measure(basis_requirement="outsourcing.breach-remedies"), (), (), ["measure-basis-unchecked"]),
    (measure(), (), ("check-2026-0001",), ["measure-basis-unchecked"]),
    (measure(due=date(2026, 11, 1)), (), (), ["measure-overdue"]),
    (measure(due=date(2026, 11, 1), withdrawn_on=date(2026, 10, 30)), (), (), []),
    (measure(done_on=date(2026, 10, 30), done_by=SATO), (), (), ["measure-unverified"]),
    (measure(done_on=date(2026, 10, 30), done_by=SATO, verified_on=TODAY, verified_by=SATO), (), (), ["self-approved"]),
    (measure(done_on=date(2026, 10, 30), done_by=SATO, verified_on=TODAY, verified_by=YAMADA), (), (), ["self-approved"]),
    (measure(done_on=date(2026, 10, 30), done_by=SATO, verified_on=TODAY, verified_by=CHIEF), (), (), []),
    (measure(owner=""), (), (), ["owner-missing"]),
    # reviews, decisions, acceptances, rules, incidents
    (review(approved_by=SATO, done_by=SATO), (), (), ["self-approved"]),
    (review(result=ReviewResult.FINDINGS, findings=(Finding(what="名簿なし"),)), (), (), ["finding-without-measure"]),
    (review(result=ReviewResult.FINDINGS, findings=(Finding(what="名簿なし", measure="measure-2026-0001"),)), (measure(),), (), []),
    (review(result=ReviewResult.NOT_OK), (), (), ["finding-without-measure"]),
    (review(result=ReviewResult.NOT_OK), (measure(cause="review-2026-0001"),), (), []),
    (check(overrides=(Override(requirement="outsourcing.audit", element="audit", verdict=V.MET, by=YAMADA),)), (), (), ["override-unapproved"]),
    (check(overrides=(Override(requirement="outsourcing.audit", element="audit", verdict=V.MET, by=YAMADA, approved_by=YAMADA),)), (), (), ["self-approved"]),
    (check(overrides=(Override(requirement="outsourcing.audit", element="audit", verdict=V.MET, by=YAMADA, approved_by=CHIEF),)), (), (), []),
    (check(overrides=(Override(requirement="outsourcing.audit", element="audit", verdict=V.MET, by=YAMADA),)), (check(id="check-2026-0009"),), (), []),  # a newer one counts
    (acceptance(), (), (), []),
    (acceptance(until=date(2026, 11, 1)), (), (), ["acceptance-expired"]),
    (acceptance(until=date(2026, 11, 1)), (acceptance(id="acceptance-2026-0002", requirements=("outsourcing.audit", "outsourcing.training")),), (), []),
    (acceptance(until=date(2026, 11, 1)), (acceptance(id="acceptance-2026-0002", requirements=("outsourcing.training",)),), (), ["acceptance-expired"]),
    (acceptance(until=date(2026, 11, 1)), (good(ended=Ended(on=date(2026, 3, 1), reason=E.ABANDONED)),), (), []),
    (acceptance(reason=""), (), (), ["acceptance-incomplete"]),
    (acceptance(approved_by=YAMADA), (), (), ["self-approved"]),
    (acceptance(kind=AcceptanceKind.RISK, residual_at_acceptance=16), (), (), ["acceptance-stale"]),
    (attrs.evolve(RULE, owner=""), (), (), ["owner-missing"]),
    (attrs.evolve(RULE, owner="", repealed_on=TODAY), (), (), []),
    (Incident(id="incident-2026-0001", subject=GOOD.id, owner=LEFT.id), (LEFT,), (), ["owner-left"]),
    (Incident(id="incident-2026-0001", subject=GOOD.id, owner=LEFT.id, closed_on=TODAY), (LEFT,), (), []),
]  # fmt: skip


@pytest.mark.parametrize(("record", "beside", "without", "expected"), CASES)
def test_one_thing_amiss_is_one_shortcoming(record: Record, beside: tuple[Record, ...], without: tuple[str, ...], expected: list[str]) -> None:
    assert codes(record, *beside, without=without) == expected


EDITION = PackEdition(id="jp-local-government", version="2026.1", digest="1")


@pytest.mark.parametrize(
    ("judged_by", "in_force", "expected"),
    [
        ((EDITION,), (EDITION,), []),
        ((EDITION,), (), []),
        ((EDITION,), (attrs.evolve(EDITION, version="2026.2"),), ["check-stale-packs"]),
        ((EDITION,), (attrs.evolve(EDITION, digest="2"),), ["check-stale-packs"]),
        ((EDITION,), (attrs.evolve(EDITION, digest=""),), []),  # nothing but the versions to compare
        ((EDITION,), (attrs.evolve(EDITION, id="jp-my-number"),), []),
    ],
)
def test_a_check_by_an_older_edition_can_be_made_again(judged_by: tuple[PackEdition, ...], in_force: tuple[PackEdition, ...], expected: list[str]) -> None:
    assert codes(good(), check(facts=GOOD.facts.stamp, policies=judged_by), packs=in_force) == expected


def test_personal_information_in_a_cloud_asks_whether_the_provider_handles_it() -> None:
    handling = service(information=information())
    beside = check(id="check-2026-0002", subject=SERVICE.id, facts=handling.facts.stamp)

    assert codes(handling, beside) == ["provider-handling-unknown"]
    assert codes(attrs.evolve(handling, provider_handles_personal=False), beside) == []


def test_every_rule_of_the_table_has_a_case() -> None:
    covered = {code for *_, expected in CASES for code in expected}

    assert set(RULES) - covered == {"check-stale-packs", "provider-handling-unknown"}  # the two tests above


@pytest.mark.parametrize("code", RULES)
def test_every_rule_is_said_in_both_languages_with_its_basis(code: str) -> None:
    rule = RULES[code]

    assert rule.code == code
    for text in (rule.message, rule.basis):
        assert text.ja
        assert text.en
        assert text.en.isascii() or "–" in text.en or "①" in text.en
        assert not text.ja.isascii()


def test_no_message_leaves_a_place_open() -> None:
    for record, beside, without, _ in CASES:
        for one in lacking(record, *beside, without=without):
            assert "{" not in one.message.ja + one.message.en
            assert "None" not in one.message.ja + one.message.en
            assert one.record == record.id


def test_the_field_leads_to_where_it_is_mended() -> None:
    assert [one.field for one in lacking(good(**sub(decision=None)))] == ["subcontracts[1].decision"]


def test_red_comes_before_amber() -> None:
    found = all_shortcomings(Holdings([contract(), account(owner=""), VENDOR]), TODAY)
    colours = [one.colour for one in found]

    assert colours == sorted(colours, key=[Colour.RED, Colour.AMBER].index)
    assert len(set(colours)) == 2


def test_nothing_is_asked_of_what_is_only_planned_or_over() -> None:
    planned = contract(selection="", signed_on=None, start=date(2027, 4, 1), end=date(2028, 3, 31), owner=YAMADA, deputy=SATO)
    given_up = contract(ended=Ended(on=date(2026, 3, 1), reason=E.ABANDONED), signed_on=None)

    assert codes(planned, without=("check-2026-0001",)) == []
    assert codes(given_up, without=("check-2026-0001",)) == []


def test_an_unknown_vendor_or_person_is_no_reason_to_fail() -> None:
    nowhere = good(vendor="vendor-2026-0404", owner="person-2026-0404", department="department-2026-0404", deputy="")

    assert {one.code for one in shortcomings(nowhere, Holdings([nowhere]), TODAY)} >= {"owner-missing", "selection-missing", "not-checked"}


def test_the_words_are_a_clerk_s() -> None:
    one = lacking(good(), selection(decision=decision(on=date(2026, 4, 2))))[0]

    assert one.message.ja == "選定の決定（2026-04-02）が締結日（2026-04-01）より後である。"
    assert one.message.en == "the selection was decided on 2026-04-02, after signing on 2026-04-01."
    assert one.basis.ja == "基本方針6(8)「適切な情報管理が可能な委託事業者を選定し」"
    assert one.colour is Colour.RED

