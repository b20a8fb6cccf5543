"""One contract read and judged so that a person can look at it: the report, and the text that its evidence points into."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

import attrs

from vendorrisk._api import OfPages, Request, listener, policy_of, read_in_worker, seconds_for
from vendorrisk._isolation import Loss, work_isolated
from vendorrisk.checking import DocumentReport, Evidence, judge
from vendorrisk.documents import Document, Limits, Refusal, refusal_of_loss
from vendorrisk.model import Facts, Handling, Kind

__all__ = ["Examination", "examine"]


@attrs.frozen(eq=False)
class Examination:
    """What was read and what was found in it.

    Attributes:
        report: what was found, all files judged as one contract.
        documents: the files that could be read.
    """

    report: DocumentReport
    documents: tuple[Document, ...]

    def document_of(self, evidence: Evidence) -> Document | None:
        """Return the document that a sentence stands in; ``start`` and ``end`` count in its text."""
        if evidence.path is None:
            return self.documents[0] if self.documents else None
        return next((document for document in self.documents if document.path == evidence.path), None)


def examine(
    paths: Sequence[str | Path],
    *,
    kind: Kind | None = None,
    handles: Iterable[Handling] = (),
    facts: Facts | None = None,
    policies: Sequence[str | Path] = (),
    ocr: bool = False,
    limits: Limits | None = None,
    pages: OfPages | None = None,
    recognising: OfPages | None = None,
) -> Examination:
    """Read files in a process of their own and judge them as one contract.

    Args:
        paths: the files.
        kind: what they are; guessed when None.
        handles: facts that switch further requirements on.
        facts: further facts.
        policies: ids of shipped packs and folders of own ones.
        ocr: recognise scanned pages with Tesseract, where it is installed.
        limits: bounds on one file.
        pages: called with (file, pages read, pages) now and then; an exception from it ends the work, and is passed on.
        recognising: called with (file, page, pages) before each scanned page; the same.

    Raises:
        UsageError: a policy is unknown or cannot be used.
    """
    base = facts or Facts()
    judged_by = attrs.evolve(base, handles=base.handles | frozenset(handles))
    request = Request(kind, judged_by, tuple(map(str, policies)), ocr=ocr)
    bounds = limits or Limits()
    answers: list[Document | Refusal] = list(
        work_isolated(
            partial(read_in_worker, request, bounds),
            [Path(path) for path in paths],
            lost=partial(_lost, request, bounds),
            seconds=partial(seconds_for, request, bounds),
            memory=bounds.max_memory,
            noted=listener(pages, recognising),
        )
    )
    return _judged(answers, request)


def _judged(answers: Sequence[Document | Refusal], request: Request) -> Examination:
    """Judge what could be read; what could not keeps the whole from being compliant."""
    refusals = tuple(answer for answer in answers if isinstance(answer, Refusal))
    documents = tuple(answer for answer in answers if isinstance(answer, Document))
    if not documents:
        digests = tuple(refusal.sha256 for refusal in refusals)
        return Examination(DocumentReport(tuple(refusal.path for refusal in refusals), digests, None, False, refusals, (), None), ())
    report = judge(documents, policy_of(request.policies), kind=request.kind, facts=request.facts)
    verdict = "needs-review" if refusals and report.verdict == "compliant" else report.verdict
    return Examination(attrs.evolve(report, refusals=refusals, verdict=verdict), documents)


def _lost(request: Request, limits: Limits, path: Path, loss: Loss) -> Refusal:
    return refusal_of_loss(path, loss.value, seconds_for(request, limits, path))
