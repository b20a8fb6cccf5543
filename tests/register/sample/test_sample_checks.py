"""The check results of the sample city are those of the checker, and what rests on them can be followed."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from typing import TypeVar

import vendorrisk
from vendorrisk.model import (
    Acceptance,
    CheckRecord,
    Contract,
    ElementVerdict,
    Holdings,
    Measure,
    PackEdition,
    Record,
    Review,
    Staleness,
    stale_because,
)
from vendorrisk.register.sample import sample_documents

R = TypeVar("R", bound=Record)

ONCE = date(2026, 11, 25)


# ---- the check results are those of the checker ----


def test_every_named_document_is_at_hand_and_every_document_named(today: date, held: Holdings) -> None:
    named = {digest for record in held for digest in re.findall("sha256='([0-9a-f]{64})'", repr(record))}
    kept = sample_documents(today)

    assert named == set(kept)
    assert all(hashlib.sha256(data).hexdigest() == digest for digest, data in kept.items())


def test_stored_verdicts_and_quotes_are_what_the_checker_says(today: date, held: Holdings) -> None:
    kept = sample_documents(today)
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


def test_checks_name_only_requirements_that_the_packs_hold(held_once: Holdings) -> None:
    known = {
        (requirement.id, element.id): pack.id
        for pack in vendorrisk.packs() for requirement in pack.requirements for element in requirement.elements
    }  # fmt: skip
    held = held_once
    for check in held.all(CheckRecord):
        assert {(found.requirement, found.element) for found in check.elements} <= set(known)
        assert {(decided.requirement, decided.element) for decided in check.overrides} <= set(known)
    cited = {measure.basis_requirement for measure in held.all(Measure)} | {name for one in held.all(Acceptance) for name in one.requirements}
    cited |= {finding.requirement for review in held.all(Review) for finding in review.findings}
    assert cited - {""} <= {requirement for requirement, _ in known}


def test_measures_rest_on_articles_that_the_contract_has(held_once: Holdings) -> None:
    held, kept = held_once, sample_documents(ONCE)
    cited = 0
    for measure in held.all(Measure):
        article = re.match(r"業務委託契約約款 (第[0-9]+条)", measure.basis_clause)
        contract = held.get(measure.subject, Contract)
        if article is None or contract is None:
            continue
        cited += 1
        assert any(f"\n{article[1]}　" in kept[file.sha256].decode() for file in contract.documents if file.name == "業務委託契約約款.txt"), measure.title

    assert cited >= 8


def test_check_results_are_good_bad_and_stale(held: Holdings) -> None:
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


def test_an_exception_covers_what_the_welfare_contract_lacks(held: Holdings) -> None:
    contract = next(c for c in held.all(Contract) if c.title == "福祉総合システム運用保守業務")
    check = held.about(contract.id, CheckRecord)[0]
    excepted = {name for acceptance in held.about(contract.id, Acceptance) for name in acceptance.requirements}

    assert {element.requirement for element in check.unresolved} == excepted


