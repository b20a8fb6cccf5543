"""Reports on their way between processes: requirements travel as ids, since both sides hold the same packs.

A requirement with its rules and examples is fifty times as large as what was found; the gain of a second worker would be spent on
pickling it.
"""

from __future__ import annotations

from typing import Any

import attrs

from vendorrisk.checking import DocumentReport, ElementResult, Policy, RequirementResult
from vendorrisk.model import Bilingual
from vendorrisk.requirements import Level, Verdict

__all__ = ["Travelling", "pack_report", "unpack_report"]

_Result = tuple[str, Level, bool, bool, Bilingual, Verdict, tuple[tuple[str, Verdict, Any, Any], ...]]


@attrs.frozen
class Travelling:
    """A report without its requirements, and what was found for each of them."""

    report: DocumentReport
    results: tuple[_Result, ...]


def pack_report(report: DocumentReport) -> Travelling:
    """Return the small form of a report."""
    results = tuple(
        (
            result.requirement.id, result.level, result.mandatory, result.applies, result.applies_because, result.verdict,
            tuple((found.element.id, found.verdict, found.evidence, found.conflicts) for found in result.elements),
        )
        for result in report.requirements
    )
    return Travelling(attrs.evolve(report, requirements=()), results)


def unpack_report(packed: Travelling, policy: Policy) -> DocumentReport:
    """Return the report again, with the requirements of this process."""
    by_id = {requirement.id: requirement for requirement in policy.requirements}
    results = []
    for name, level, mandatory, applies, because, verdict, found in packed.results:
        requirement = by_id[name]
        elements = {element.id: element for element in requirement.elements}
        results.append(
            RequirementResult(
                requirement, level, mandatory, applies, because, verdict,
                tuple(ElementResult(elements[key], value, evidence, conflicts) for key, value, evidence, conflicts in found),
            )
        )
    return attrs.evolve(packed.report, requirements=tuple(results))
