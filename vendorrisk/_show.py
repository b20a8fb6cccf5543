"""One requirement in one file: read, judged, located and drawn in one go, in a process of its own.

The file is read once for all of it, and nothing that the libraries for Word and PDF do with it can harm the caller.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

import attrs

from vendorrisk._api import OfPages, Request, listener, policy_of, read_in_worker, seconds_for
from vendorrisk._isolation import Loss, work_isolated
from vendorrisk._locate import evidence_of, with_places
from vendorrisk._travel import Travelling, pack_report, unpack_report
from vendorrisk.checking import DocumentReport, Evidence, judge
from vendorrisk.documents import (
    Document,
    DrawnPage,
    Limits,
    Refusal,
    draw_places,
    find_places,
    refusal_of_loss,
)
from vendorrisk.model import Bilingual, VendorriskError

__all__ = ["Question", "Sentence", "Showing", "show"]


@attrs.frozen
class Question:
    """What to show.

    Attributes:
        request: what to judge by.
        requirement: id of the requirement.
        element: id of one of its elements, or None for all.
        dpi: dots to an inch of the pictures, or None for none.
    """

    request: Request
    requirement: str
    element: str | None = None
    dpi: int | None = None


@attrs.frozen
class Sentence:
    """A sentence that bears on the requirement.

    Attributes:
        number: by which lists and pictures call it.
        evidence: what it says and where it stands.
        passage: the paragraph, lines or cells that it stands in.
        start: offset of the sentence in the passage.
        end: offset behind it.
    """

    number: int
    evidence: Evidence
    passage: str
    start: int
    end: int


@attrs.frozen
class Showing:
    """What was found.

    Attributes:
        report: on the file, with no more than the one requirement, and with none when it is not for this kind of document.
        sentences: every sentence once, numbered in the order of the elements.
        pages: pictures of the pages, when they were asked for and the file is a PDF.
        format: of the file.
    """

    report: DocumentReport
    sentences: tuple[Sentence, ...]
    pages: tuple[DrawnPage, ...]
    format: str


@attrs.frozen
class _Packed:
    """A showing on its way between processes."""

    report: Travelling
    sentences: tuple[Sentence, ...]
    pages: tuple[DrawnPage, ...]
    format: str


_Fault = tuple[Bilingual, str, Bilingual]


def show(path: Path, question: Question, limits: Limits, recognising: OfPages | None = None) -> Showing | Refusal:
    """Find and draw the sentences that bear on a requirement.

    Args:
        path: the file.
        question: what to show of it.
        limits: bounds on it.
        recognising: called with (file, page, pages) before each scanned page.

    Raises:
        VendorriskError: the file was read, but cannot be located or drawn in.
    """
    policy = policy_of(question.request.policies)  # before the worker starts: where it is forked it has it already
    (answer,) = work_isolated(
        partial(_shown, question, limits),
        [path],
        lost=partial(_lost, question.request, limits),
        seconds=partial(seconds_for, question.request, limits),
        memory=limits.max_memory,
        noted=listener(None, recognising),
    )
    if isinstance(answer, Refusal):
        return answer
    if not isinstance(answer, _Packed):
        what, where, todo = answer
        raise VendorriskError(what, where=where, todo=todo)
    return Showing(unpack_report(answer.report, policy), answer.sentences, answer.pages, answer.format)


def _shown(question: Question, limits: Limits, path: Path) -> _Packed | Refusal | _Fault:
    request = question.request
    document = read_in_worker(request, limits, path)
    if isinstance(document, Refusal):
        return document
    report = judge([document], policy_of(request.policies), kind=request.kind, facts=request.facts, all_requirements=True)
    report = _narrowed(report, question)
    try:
        report = with_places(report, [document], partial(find_places, limits=limits))
        sentences = tuple(_sentence(number, one, document) for number, one in enumerate(evidence_of(report).values(), 1))
        pages: tuple[DrawnPage, ...] = ()
        if question.dpi is not None and document.format == "pdf":
            marks = {str(sentence.number): sentence.evidence.places for sentence in sentences}
            pages = draw_places(document, marks, dpi=question.dpi, limits=limits)
    except VendorriskError as error:
        return error.message, error.where, error.todo_message
    return _Packed(pack_report(report), sentences, pages, document.format)


def _narrowed(report: DocumentReport, question: Question) -> DocumentReport:
    """Leave only what was asked for."""
    results = []
    for result in report.requirements:
        if result.requirement.id == question.requirement:
            elements = tuple(found for found in result.elements if question.element in (None, found.element.id))
            results.append(attrs.evolve(result, elements=elements))
    return attrs.evolve(report, requirements=tuple(results))


def _sentence(number: int, evidence: Evidence, document: Document) -> Sentence:
    touched = [block for block in document.blocks if block.start < evidence.end and evidence.start < block.end]
    first, last = touched[0].start, touched[-1].end
    return Sentence(number, evidence, document.text[first:last], evidence.start - first, evidence.end - first)


def _lost(request: Request, limits: Limits, path: Path, loss: Loss) -> Refusal:
    return refusal_of_loss(path, loss.value, seconds_for(request, limits, path))
