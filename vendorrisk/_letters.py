"""Letters for a contract: the article that each rests on comes from the check of its papers, the names from the register."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

import attrs

from vendorrisk._api import check
from vendorrisk._data import templates_root
from vendorrisk._drafts_of_records import values_of_record
from vendorrisk.checking import DocumentReport
from vendorrisk.drafting import Letter, LetterTemplate, load_letters, read_base, write_letter
from vendorrisk.model import (
    Bilingual,
    CheckedElement,
    Contract,
    ElementVerdict,
    Facts,
    Handling,
    Kind,
    Measure,
    SubcontractDecision,
    UsageError,
    latest_check,
)
from vendorrisk.register import Register
from vendorrisk.requirements import Verdict
from vendorrisk.schedule import era_date

__all__ = ["LetterDraft", "draft_letter", "draft_record_letter", "letters"]


@attrs.frozen
class LetterDraft:
    """A letter with what it rests on.

    Attributes:
        letter: the letter.
        basis: the article of the contract; "" where no clause was found that entitles the city to it.
    """

    letter: Letter
    basis: str


def letters(templates: Sequence[str | Path] = ()) -> dict[str, LetterTemplate]:
    """Return the letters that can be written, by id.

    >>> sorted(letters())
    ['consent', 'correction', 'inspection', 'report']

    Raises:
        TemplateError: a template has a fault.
    """
    return load_letters([templates_root(), *map(Path, templates)])


def draft_letter(
    letter: str,
    paths: Sequence[str | Path] = (),
    *,
    kind: Kind | str | None = None,
    handles: Iterable[Handling | str] = (),
    facts: Facts | None = None,
    values: Mapping[str, str] | None = None,
    policies: Sequence[str | Path] = (),
    templates: Sequence[str | Path] = (),
    on: date | None = None,
) -> LetterDraft:
    """Write a letter that rests on the papers of a contract.

    Args:
        letter: ``report``, ``correction``, ``inspection`` or ``consent``.
        paths: the papers of the contract; without any the article is left open.
        kind: what they are.
        handles: facts that switch further requirements on.
        facts: further facts.
        values: what is filled in, by key.
        policies: packs, as for :func:`vendorrisk.check`.
        templates: folders of a city's own templates.
        on: its date; today when left out.

    Raises:
        UsageError: there is no such letter or placeholder, or a paper cannot be read.
    """
    basis = ""
    template = _template(letter, templates)
    if paths:
        (report,) = check(list(paths), kind=kind, handles=handles, facts=facts, policies=policies, together=True, isolated=True).documents
        if report.refusals:
            raise UsageError(report.refusals[0].message, where=str(report.refusals[0].path))
        basis = _basis_in(report, template)
    return _written(template, basis, values or {}, templates, on)


def draft_record_letter(
    register: Register,
    id: str,  # noqa: A002 - the field is called id everywhere
    letter: str,
    *,
    values: Mapping[str, str] | None = None,
    templates: Sequence[str | Path] = (),
    on: date | None = None,
) -> LetterDraft:
    """Write a letter for a record: the article from its latest check, names, matter and due day from the register.

    Args:
        register: the register.
        id: a contract or service, or a measure that is taken on one.
        letter: which letter.
        values: what is filled in beside, or in place of, what the register says.
        templates: folders of a city's own templates.
        on: its date; today when left out.

    Raises:
        UsageError: there is no such record or letter.
    """
    record = register.holdings.records.get(id)
    if record is None:
        raise UsageError(
            Bilingual(f"「{id}」という記録がありません。", f"There is no record {id!r}."), where="--record", todo=Bilingual("管理番号を確認してください。", "Check the id.")
        )
    template = _template(letter, templates)
    subject = register.holdings.records.get(record.subject, record) if isinstance(record, Measure) else record
    found = {key: text for key, text in values_of_record(register, subject).items() if isinstance(text, str)}
    if isinstance(record, Measure):
        found |= {"matter": record.title} | ({"due": era_date(record.due)} if record.due is not None else {})
    if isinstance(subject, Contract) and letter == "consent":
        found |= _applied_for(register, subject)
    check_ = latest_check(subject.id, register.holdings, register.today())
    basis = record.basis_clause if isinstance(record, Measure) and record.basis_clause else _basis_of(check_.elements if check_ is not None else (), template)
    return _written(template, basis, {**found, **(values or {})}, templates, on or register.today())


def _template(letter: str, templates: Sequence[str | Path]) -> LetterTemplate:
    held = letters(templates)
    if letter in held:
        return held[letter]
    near = difflib.get_close_matches(letter, held, 1)
    raise UsageError(
        Bilingual(f"「{letter}」という通知文はありません。", f"There is no letter {letter!r}."), where="letters",
        todo=Bilingual(f"「{near[0]}」ではありませんか。", f"Did you mean {near[0]!r}?") if near else Bilingual("使えるのは：{ids}。", "There are: {ids}.").format(ids=", ".join(held)),
    )  # fmt: skip


def _written(template: LetterTemplate, basis: str, values: Mapping[str, str], templates: Sequence[str | Path], on: date | None) -> LetterDraft:
    folders = [*map(Path, reversed(templates)), templates_root()]
    base = next(place for place in (folder / "base" / "standard.docx" for folder in folders) if place.is_file())
    named = f"契約書{basis}" if basis.startswith("第") else basis  # a place in an annex names its paper already
    filled = {**({"basis": f"{named}の規定"} if basis else {}), **values}
    return LetterDraft(write_letter(template, read_base(base), filled, on=on or date.today()), basis)


def _basis_in(report: DocumentReport, template: LetterTemplate) -> str:
    """Return the article of the first clause that entitles the city to the letter."""
    for wanted in template.basis:
        for result in report.requirements:
            for found in result.elements:
                if wanted in (result.requirement.id, f"{result.requirement.id}.{found.element.id}") and found.verdict is Verdict.MET:
                    article = next((one.article for one in found.evidence if one.article), None)
                    if article:
                        return article
    return ""


def _basis_of(elements: Sequence[CheckedElement], template: LetterTemplate) -> str:
    """The same from a check that the register keeps."""
    for wanted in template.basis:
        for found in elements:
            if wanted in (found.requirement, f"{found.requirement}.{found.element}") and found.verdict is ElementVerdict.MET:
                article = next((proof.article for proof in found.proofs if proof.article), "")
                if article:
                    return article
    return ""


def _applied_for(register: Register, contract: Contract) -> dict[str, str]:
    """Return what is known of the sub-contract that waits for consent, or of the last one that has it."""
    waiting = [one for one in contract.subcontracts if one.decision in (None, SubcontractDecision.REQUESTED)] or list(contract.subcontracts[-1:])
    if not waiting:
        return {}
    one = waiting[0]
    found = {"subcontractor": register.holdings.name(one.vendor) if one.vendor else "", "work": one.scope, "conditions": one.conditions}
    if one.requested_on is not None:
        found["applied"] = era_date(one.requested_on)
    return {key: text for key, text in found.items() if text}


