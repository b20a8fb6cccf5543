"""What judging gives: a report with a verdict and its evidence for every element."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import attrs

from vendorrisk.documents import DrawnPage, Notice, Place, Refusal
from vendorrisk.model import Bilingual, Kind
from vendorrisk.requirements import Element, Level, Pack, Requirement, Verdict
from vendorrisk.text import Where

__all__ = ["Conformity", "DocumentReport", "ElementResult", "Evidence", "Passage", "Report", "RequirementResult"]

Conformity = Literal["compliant", "needs-review", "non-compliant"]


@attrs.frozen
class Passage:
    """The paragraph, lines or cells that a sentence stands in.

    Attributes:
        text: as the document has it.
        start: offset of the sentence in it.
        end: offset behind the sentence.
    """

    text: str
    start: int
    end: int


@attrs.frozen
class Evidence:
    """A sentence of the document that bears on an element.

    Attributes:
        quote: the sentence exactly as the document has it: ``text[start:end]``.
        start: offset of the quote in the text of the document.
        end: offset behind it.
        article: path as the document shows it, digits in ASCII; None where nothing is numbered.
        page: page number, or None where the format has none.
        where: which part of the document.
        verdict: what this sentence alone says: met, weak or negated.
        reason: why it is not ``met``; empty when it is.
        stem: the opening words of the list that this item belongs to, as the document has them.
        path: the file it stands in, when several files were judged as one contract.
        confidence: of character recognition, 0-1: its worst line; None for text that was no image.
        places: where exactly, when that was asked for; see ``locate``.
        passage: what it stands in, when that was asked for.
        picture: the strip of the PDF page that it begins on, when pictures were asked for and it is one of those that got one.
    """

    quote: str
    start: int
    end: int
    article: str | None
    page: int | None
    where: Where
    verdict: Verdict
    reason: Bilingual = Bilingual("", "")
    stem: str = ""
    path: Path | None = None
    confidence: float | None = None
    places: tuple[Place, ...] = ()
    passage: Passage | None = None
    picture: DrawnPage | None = attrs.field(default=None, repr=False)


@attrs.frozen
class ElementResult:
    """Verdict on one element.

    Attributes:
        element: what was asked.
        verdict: met, weak, negated or missing.
        evidence: the best sentence first; empty only when missing.
        conflicts: sentences that say the opposite although the verdict is met.
    """

    element: Element
    verdict: Verdict
    evidence: tuple[Evidence, ...] = ()
    conflicts: tuple[Evidence, ...] = ()


@attrs.frozen
class RequirementResult:
    """Verdict on one requirement, with the reason why it applies or not."""

    requirement: Requirement
    level: Level
    mandatory: bool
    applies: bool
    applies_because: Bilingual
    verdict: Verdict
    elements: tuple[ElementResult, ...]


@attrs.frozen
class DocumentReport:
    """What was found in one document, or in one set of files judged together.

    Attributes:
        paths: the files, one unless several were judged as one contract.
        sha256: digest of each file.
        kind: what it was judged as; None when refused.
        kind_guessed: whether the kind was guessed from the text.
        refusals: files that could not be read.
        notices: warnings.
        verdict: None when nothing could be read.
        requirements: one result per requirement.
    """

    paths: tuple[Path, ...]
    sha256: tuple[str | None, ...]
    kind: Kind | None
    kind_guessed: bool
    refusals: tuple[Refusal, ...]
    notices: tuple[Notice, ...]
    verdict: Conformity | None
    requirements: tuple[RequirementResult, ...] = ()


@attrs.frozen
class Report:
    """Reports of all documents of one call.

    Attributes:
        policies: id and version of the packs that were used.
        documents: one report for each document, or for all when they were judged as one contract.
        packs: the packs themselves, for whoever writes a report.
    """

    policies: tuple[tuple[str, str], ...]
    documents: tuple[DocumentReport, ...]
    packs: tuple[Pack, ...] = attrs.field(default=(), repr=False)
