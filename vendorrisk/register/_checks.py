"""A report of the checker as a record of the register keeps it."""

from __future__ import annotations

from vendorrisk.checking import DocumentReport
from vendorrisk.model import CheckedElement, ElementVerdict, Proof

__all__ = ["checked_elements"]

_PROOFS = 3  # sentences kept for one element: what convinces, not everything that was found


def checked_elements(report: DocumentReport, document: str = "") -> tuple[CheckedElement, ...]:
    """Return the verdict on every element of the requirements that apply, each with the sentences that it stands on.

    Args:
        report: what was found.
        document: the name of the paper for proofs of which the report does not say it.
    """
    return tuple(
        CheckedElement(
            requirement=result.requirement.id,
            element=found.element.id,
            mandatory=result.mandatory and found.element.required,
            verdict=ElementVerdict(found.verdict.value),
            proofs=tuple(
                Proof(quote=proof.quote, article=proof.article or "", page=proof.page, document=proof.path.name if proof.path else document)
                for proof in found.evidence[:_PROOFS]
            ),
        )
        for result in report.requirements
        if result.applies
        for found in result.elements
    )
