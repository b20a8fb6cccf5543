"""Pages of a record that judge it: clauses with verdict and proof, the chain of subcontractors, where it stands and why, findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from vendorrisk import Standing
from vendorrisk.lifecycle import Colour
from vendorrisk.model import (
    CheckedElement,
    Contract,
    ElementVerdict,
    Finding,
    Holdings,
    Language,
    Record,
    Review,
    Subcontract,
    latest_check,
)
from vendorrisk.requirements import Requirement
from vendorrisk.wording import day_in_list, label_of
from vendorrisk_tui.desk import Snapshot
from vendorrisk_tui.listing import DAY, Column
from vendorrisk_tui.words import say
from vendorrisk_tui.wrap import wrapped

__all__ = ["PageRow", "clauses", "findings", "standing_rows", "subcontracts"]

_TONES = {ElementVerdict.MET: "", ElementVerdict.WEAK: "warn"}
_RULE = "──"


@attrs.frozen
class PageRow:
    """A line of a page.

    Attributes:
        cells: its words.
        target: the record behind it.
        full: the text in full.
        tone: for colour beside the words.
        about: what a measure could be taken on: a place among the findings, or the id of a requirement.
        element: the element of that requirement, on which a person may decide.
    """

    cells: tuple[str, ...]
    target: str = ""
    full: str = ""
    tone: str = ""
    about: int | str | None = None
    element: str = ""


def clauses(record: Record, held: Snapshot, requirements: Mapping[str, Requirement], language: Language) -> tuple[list[Column], list[PageRow]]:
    """Return every requirement of the latest check with its verdict, its article and the sentence behind it."""
    columns = [Column(say("verdict", language), 10), Column(say("requirement", language)), Column(say("article", language), 18)]
    check = latest_check(record.id, held.holdings, held.today)
    if check is None:
        return columns, [PageRow(("", say("not-checked", language), ""), tone="warn")]
    day = day_in_list(check.run_on, language) if check.run_on is not None else ""
    rows = [PageRow(("", say("checked-on", language, day=day, id=check.id), ""), check.id, "", "title")]
    decided = {(one.requirement, one.element): one for one in check.overrides}
    before = ""
    for found, verdict in zip(check.elements, check.counted, strict=True):
        requirement = requirements.get(found.requirement)
        if found.requirement != before:
            title = requirement.title.get(language) if requirement is not None else found.requirement
            rows.append(PageRow(("", title + ("" if found.mandatory else f" [{say('recommended', language)}]"), ""), "", found.requirement, "title", found.requirement))
            before = found.requirement
        override = decided.get((found.requirement, found.element))
        word = (verdict or ElementVerdict.MISSING).label.get(language)
        article = next((proof.article for proof in found.proofs if proof.article), "")
        tone = "faint" if not found.mandatory else _TONES.get(verdict or ElementVerdict.MISSING, "bad")
        name = _element(requirement, found, language) + (say("by-person", language) if override is not None else "")
        full = _proof(found, language) if override is None else f"{override.reason} — {held.holdings.name(override.by)}  {_proof(found, language)}"
        rows.append(PageRow((word, "  " + name, article), "", full, tone, found.requirement, found.element))
    return columns, rows


def _element(requirement: Requirement | None, found: CheckedElement, language: Language) -> str:
    element = next((one for one in requirement.elements if one.id == found.element), None) if requirement is not None else None
    return element.title.get(language) if element is not None else found.element


def _proof(found: CheckedElement, language: Language) -> str:
    marks = ("「", "」") if language == "ja" else ("“", "”")
    said = [f"{proof.article} {marks[0]}{proof.quote}{marks[1]}".strip() for proof in found.proofs]
    return "  ".join(said)


def subcontracts(contract: Contract, holdings: Holdings, language: Language) -> tuple[list[Column], list[PageRow]]:
    """Return the chain of subcontractors as a tree, each with the city's consent."""
    columns = [Column(say("name", language)), Column(say("what", language)), Column(say("result", language), 14), Column(say("day", language), DAY)]
    rows = [PageRow((holdings.name(contract.vendor), contract.title, "", ""), contract.vendor, "", "title")] if contract.vendor else []

    def below(key: str, depth: int, seen: frozenset[str]) -> Iterator[PageRow]:
        for one in contract.subcontracts:
            if one.under == key and one.key not in seen:
                yield _link(one, holdings, language, depth)
                if one.key:
                    yield from below(one.key, depth + 1, seen | {one.key})

    known = {one.key for one in contract.subcontracts}
    rows += below("", 1, frozenset())
    rows += [_link(one, holdings, language, 1) for one in contract.subcontracts if one.under and one.under not in known]
    return columns, rows


def _link(one: Subcontract, holdings: Holdings, language: Language, depth: int) -> PageRow:
    decision = label_of(one.decision, language) if one.decision is not None else say("none", language)
    day = day_in_list(one.decided_on, language) if one.decided_on is not None else ""
    tone = "" if one.decision is not None and one.decided_on is not None else "bad"
    return PageRow(("  " * (depth - 1) + "└ " + holdings.name(one.vendor), one.scope, decision, day), one.vendor, one.conditions, tone)


def standing_rows(found: Standing, language: Language, width: int) -> tuple[list[Column], list[PageRow]]:
    """Return the stage, the risk with the sentence of every threat, and everything that is missing with its basis."""
    columns = [Column(say("item", language), 12), Column(say("what", language))]
    rows: list[PageRow] = []

    def add(head: str, text: str, tone: str = "", full: str = "") -> None:
        for number, line in enumerate(wrapped(text, max(width - 18, 20)) or [""]):
            rows.append(PageRow((head if number == 0 else "", line), "", full or text, tone))

    if found.stage is not None:
        add(say("stage", language), found.stage.label.get(language), "title")
    if found.risk is not None:
        add(say("risk", language), found.risk.band.label.get(language), "title")
        for score in found.risk.scores:
            add("", f"{score.threat.label.get(language)}: {score.explain(language)}", "faint" if score is not found.risk.worst else "")
    if not found.shortcomings:
        add(say("lacks", language), say("nothing-lacks", language))
    for number, lack in enumerate(found.shortcomings):
        tone = "bad" if lack.colour is Colour.RED else "warn"
        basis = f"（{lack.basis.get(language)}）" if language == "ja" else f" ({lack.basis.get(language)})"
        add(say("lacks", language) if number == 0 else "", f"{lack.colour.label.get(language)}: {lack.message.get(language)}{basis}", tone)
    return columns, rows


def findings(review: Review, holdings: Holdings, requirements: Mapping[str, Requirement], language: Language) -> tuple[list[Column], list[PageRow]]:
    """Return what a review found, and the measure that was taken on each."""
    columns = [Column(say("requirement", language), 22), Column(say("finding", language)), Column(say("state", language), 22)]

    def row(place: int, one: Finding) -> PageRow:
        requirement = requirements.get(one.requirement) or requirements.get(one.requirement.rpartition(".")[0])
        title = requirement.title.get(language) if requirement is not None else one.requirement
        state = say("measure-yes", language, name=holdings.name(one.measure)) if one.measure else say("no-measure", language)
        return PageRow((title, one.what, state), one.measure, one.what, "" if one.measure else "warn", place)

    return columns, [row(place, one) for place, one in enumerate(review.findings)]
