"""A small city for the tests of risk and lifecycle: one contract in perfect order, and what belongs to it."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs

from vendorrisk.model import (
    Access,
    Certification,
    CertificationScheme,
    CheckedElement,
    CheckRecord,
    Classification,
    Contract,
    ContractKind,
    DocumentKind,
    ElementVerdict,
    FileRef,
    Information,
    NetworkTier,
    Outage,
    PeopleBand,
    Proof,
    Review,
    ReviewKind,
    ReviewResult,
    Vendor,
)

TODAY = date(2026, 11, 2)
PAPER = FileRef(name="契約書.docx", kind=DocumentKind.CONTRACT, sha256="a" * 64)
KNOWN = Information(
    personal=True, my_number=False, special_care=False, confidentiality=Classification.C3C, integrity=1, availability=1, people=PeopleBand.UP_TO_100
)
CONTRACT = Contract(
    id="contract-2026-0001",
    title="健診結果の入力",
    kind=ContractKind.OUTSOURCING,
    vendor="vendor-2026-0001",
    start=date(2026, 4, 1),
    end=date(2027, 3, 31),
    signed_on=date(2026, 4, 1),
    information=KNOWN,
    tiers=(NetworkTier.INTERNET,),
    access=(Access.HOSTED_DOMESTIC,),
    outage=Outage.WEEK,
    documents=(PAPER,),
)
VENDOR = Vendor(id="vendor-2026-0001", name="架空システム")
ELEMENTS = ("outsourcing.audit.audit", "outsourcing.confidentiality.secrecy", "outsourcing.training.training", "outsourcing.service-level.level", "cloud.exit.migration")


def checked(name: str, verdict: ElementVerdict | None = ElementVerdict.MET, *, mandatory: bool = True, quoted: bool = True) -> CheckedElement:
    """One judged element, ``requirement.element``."""
    requirement, _, element = name.rpartition(".")
    proofs = (Proof(quote="乙は、甲の監査を受けなければならない。", article="第11条"),) if quoted else ()
    return CheckedElement(requirement=requirement, element=element, mandatory=mandatory, verdict=verdict, proofs=proofs)


def check(*elements: CheckedElement, **facts: Any) -> CheckRecord:
    """The check of the contract, everything met unless told otherwise."""
    given: dict[str, Any] = {
        "id": "check-2026-0001",
        "subject": CONTRACT.id,
        "run_on": date(2026, 3, 20),
        "documents": (PAPER,),
        "facts": CONTRACT.facts.stamp,
        "elements": elements or tuple(checked(name) for name in ELEMENTS),
    }
    return CheckRecord(**given | facts)


def review(done_on: date | None = date(2026, 10, 1), result: ReviewResult | None = ReviewResult.OK, **facts: Any) -> Review:
    """A periodic confirmation of the contract."""
    given: dict[str, Any] = {"id": "review-2026-0001", "subject": CONTRACT.id, "kind": ReviewKind.PERIODIC, "done_on": done_on, "result": result}
    return Review(**given | facts)


def certificate(until: date | None = date(2027, 9, 30), scheme: CertificationScheme = CertificationScheme.ISO27001) -> Certification:
    """A certificate that somebody has looked at."""
    return Certification(scheme=scheme, valid_from=date(2024, 10, 1), valid_until=until, verified_on=date(2026, 4, 1))


def contract(**facts: Any) -> Contract:
    """The contract with other facts."""
    return attrs.evolve(CONTRACT, **facts)


def information(**facts: Any) -> Information:
    """What the contract handles, with other facts."""
    return attrs.evolve(KNOWN, **facts)
