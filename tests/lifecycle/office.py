"""An office in perfect order, and what makes it less so: the tests change one thing at a time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import attrs

from tests.risk.city import CONTRACT, PAPER, TODAY, VENDOR, check, information, review
from vendorrisk.lifecycle import Shortcoming, shortcomings
from vendorrisk.model import (
    Access,
    Basis,
    Candidate,
    Classification,
    CloudService,
    Decision,
    Department,
    DocumentKind,
    FileRef,
    Holdings,
    NetworkTier,
    PackEdition,
    Permission,
    Person,
    Platform,
    Record,
    Responsible,
    RuleScope,
    Selection,
    SelectionConclusion,
    ServiceStatus,
    SocialAccount,
    UsageRule,
)

YAMADA, SATO, CHIEF = "person-2026-0001", "person-2026-0002", "person-2026-0003"
WELFARE, TAX = "department-2026-0001", "department-2026-0002"

PEOPLE: tuple[Record, ...] = (
    Department(id=WELFARE, name="福祉課"),
    Department(id=TAX, name="税務課"),
    Department(id="department-2026-0003", name="福祉課給付係", parent=WELFARE),
    Person(id=YAMADA, name="山田太郎", department=WELFARE),
    Person(id=SATO, name="佐藤花子", department="department-2026-0003"),
    Person(id=CHIEF, name="課長", department=WELFARE),
)
SELECTION = Selection(
    id="selection-2026-0001",
    title="健診結果の入力の選定",
    candidates=(Candidate(vendor=VENDOR.id, conclusion=SelectionConclusion.OK),),
    decision=Decision(vendor=VENDOR.id, on=date(2026, 3, 10), by=CHIEF, reason="総合評価1位"),
    why_outsource="短い期間に大量の入力が要る",
)
GOOD = attrs.evolve(
    CONTRACT,
    owner=YAMADA,
    deputy=SATO,
    department=WELFARE,
    selection=SELECTION.id,
    responsible=Responsible(name="架空一郎", named_on=date(2026, 4, 1)),
    policy_shown_on=date(2026, 4, 1),
)
RULE = UsageRule(id="rule-2026-0001", title="クラウド利用規程", scope=RuleScope.CLOUD, established_on=date(2025, 4, 1), owner=CHIEF, department=WELFARE)
PERMISSION = Permission(applied_on=date(2026, 2, 1), applied_by=YAMADA, decided_on=date(2026, 3, 1), decided_by=CHIEF, until=date(2027, 3, 31))
SERVICE = CloudService(
    id="service-2026-0001",
    name="電子申請",
    provider=VENDOR.id,
    status=ServiceStatus.IN_USE,
    basis=Basis.CONTRACT,
    rule=RULE.id,
    department=WELFARE,
    owner=YAMADA,
    deputy=SATO,
    permission=PERMISSION,
    started_on=date(2026, 4, 1),
    information=information(personal=False, confidentiality=Classification.C2),
    tiers=(NetworkTier.INTERNET,),
    access=(Access.HOSTED_DOMESTIC,),
    documents=(PAPER,),
)
PROCEDURE = FileRef(name="運用手順.docx", kind=DocumentKind.PROCEDURE, sha256="d" * 64)
ACCOUNT = SocialAccount(
    id="account-2026-0001",
    title="市公式X",
    platform=Platform.X,
    handle="@example_city",
    platform_id="1234567890",
    status=ServiceStatus.IN_USE,
    department=WELFARE,
    owner=YAMADA,
    deputy=SATO,
    procedure=PROCEDURE,
    publishable=("行事の案内",),
    approved_on=date(2026, 3, 1),
    approved_by=CHIEF,
    opened_on=date(2026, 4, 1),
    mfa=True,
    listed_on="https://www.city.example.jp/sns",
)
AROUND: dict[str, Record] = {
    one.id: one
    for one in (
        *PEOPLE,
        VENDOR,
        SELECTION,
        RULE,
        GOOD,
        SERVICE,
        ACCOUNT,
        check(facts=GOOD.facts.stamp),
        check(id="check-2026-0002", subject=SERVICE.id, facts=SERVICE.facts.stamp),
        check(id="check-2026-0003", subject=ACCOUNT.id, documents=(PROCEDURE,), facts=""),
        review(),
    )
}


def office(*changed: Record, without: Iterable[str] = ()) -> Holdings:
    """The office with some records changed, added, or taken away by id."""
    records = AROUND | {one.id: one for one in changed}
    return Holdings(record for id, record in records.items() if id not in set(without))  # noqa: A001


def lacking(record: Record, *others: Record, today: date = TODAY, without: Iterable[str] = (), packs: tuple[PackEdition, ...] = ()) -> tuple[Shortcoming, ...]:
    """What a record lacks in the office."""
    return shortcomings(record, office(record, *others, without=without), today, packs=packs)


def codes(record: Record, *others: Record, **rest: Any) -> list[str]:
    """The codes of what a record lacks, red before amber."""
    return [one.code for one in lacking(record, *others, **rest)]


def good(**facts: Any) -> Any:
    """The contract in order, with other facts."""
    return attrs.evolve(GOOD, **facts)


def service(**facts: Any) -> Any:
    """The service in order, with other facts."""
    return attrs.evolve(SERVICE, **facts)


def account(**facts: Any) -> Any:
    """The account in order, with other facts."""
    return attrs.evolve(ACCOUNT, **facts)
