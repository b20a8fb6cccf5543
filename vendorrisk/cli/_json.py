"""Reports as JSON: the shape that outside programs rely on (``schema`` 1)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

import vendorrisk
from vendorrisk.checking import DocumentReport, ElementResult, Evidence, RequirementResult
from vendorrisk.documents import Notice, PdfPlace, Place
from vendorrisk.model import Bilingual, Language
from vendorrisk.requirements import Pack

__all__ = ["document_json", "head_json"]

SCHEMA = 1


def head_json(policies: tuple[Pack, ...]) -> dict[str, Any]:
    """Return everything but the documents."""
    return {
        "schema": SCHEMA,
        "vendorrisk": vendorrisk.__version__,
        "policies": [{"id": pack.id, "version": pack.version} for pack in policies],
    }


def document_json(report: DocumentReport, language: Language, withheld: Mapping[str, Pack]) -> dict[str, Any]:
    """Return one entry of ``documents``.

    Args:
        report: what was found.
        language: of titles, reasons and messages.
        withheld: restricted packs by requirement id; their texts are left out.
    """
    refused = report.verdict is None
    entry: dict[str, Any] = {
        "path": str(report.paths[0]) if report.paths else str(report.refusals[0].path),
        "sha256": report.sha256[0] if report.sha256 else None,
        "kind": report.kind,
        "kind_guessed": report.kind_guessed,
        "status": "refused" if refused else "checked",
        "refusal": {"code": report.refusals[0].code, "message": report.refusals[0].message.get(language)} if refused else None,
        "warnings": [_warning(notice, language) for notice in report.notices],
        "verdict": report.verdict,
        "requirements": [_requirement(result, language, withheld) for result in report.requirements],
    }
    if len(report.paths) > 1 or (report.refusals and not refused):
        entry["paths"] = [str(path) for path in report.paths]
        entry["refused"] = [
            {"path": str(refusal.path), "code": refusal.code, "message": refusal.message.get(language)} for refusal in report.refusals
        ]
    return entry


def _warning(notice: Notice, language: Language) -> dict[str, Any]:
    return {"code": notice.code, "message": notice.message.get(language), "pages": list(notice.pages)}


def _requirement(result: RequirementResult, language: Language, withheld: Mapping[str, Pack]) -> dict[str, Any]:
    hidden = result.requirement.id in withheld
    return {
        "id": result.requirement.id,
        "title": None if hidden else result.requirement.title.get(language),
        "level": result.level,
        "mandatory": result.mandatory,
        "applies": result.applies,
        "applies_because": None if hidden else result.applies_because.get(language),
        "verdict": result.verdict,
        "elements": [_element(found, language, hidden) for found in result.elements],
    }


def _element(found: ElementResult, language: Language, hidden: bool) -> dict[str, Any]:
    return {
        "id": found.element.id,
        "title": None if hidden else found.element.title.get(language),
        "required": found.element.required,
        "verdict": found.verdict,
        "evidence": [_evidence(item, language) for item in found.evidence],
        "conflicts": [_evidence(item, language) for item in found.conflicts],
    }


def _evidence(item: Evidence, language: Language) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "quote": item.quote,
        "article": item.article,
        "page": item.page,
        "where": item.where,
        "start": item.start,
        "end": item.end,
        "verdict": item.verdict,
        "reason": _text(item.reason, language),
    }
    if item.stem:
        entry["stem"] = item.stem
    if item.confidence is not None:
        entry["ocr"] = {"confidence": round(item.confidence, 2)}
    if item.path is not None:
        entry["path"] = str(item.path)
    if item.places:
        entry["places"] = [_place(place) for place in item.places]
    return entry


def _place(place: Place) -> dict[str, Any]:
    if isinstance(place, PdfPlace):
        boxes = [[box.left, box.top, box.right, box.bottom] for box in place.boxes]
        return {"page": place.page, "size": list(place.size) if place.size else None, "boxes": boxes}
    return attrs.asdict(place)


def _text(text: Bilingual, language: Language) -> str | None:
    return text.get(language) or None
