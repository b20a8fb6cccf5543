"""Evidence back to its file: where the sentence stands, and the page it stands on as a picture."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import attrs

from vendorrisk.checking import DocumentReport, ElementResult, Evidence
from vendorrisk.documents import Document, DrawnPage, Limits, Place, Refusal, draw_places, find_places, read
from vendorrisk.model import Bilingual, VendorriskError

__all__ = ["draw", "evidence_of", "locate", "locate_all", "with_evidence", "with_places"]


def locate(source: Document | str | Path, evidence: Evidence, *, limits: Limits | None = None) -> tuple[Place, ...]:
    r"""Return where the sentence of an evidence stands in its file.

    >>> import pathlib, tempfile, vendorrisk
    >>> path = pathlib.Path(tempfile.mkdtemp()) / "契約書.txt"
    >>> _ = path.write_text("第1条\n乙は、業務上知り得た秘密を漏らしてはならない。", encoding="utf-8")
    >>> report = vendorrisk.check(path, kind="outsourcing").documents[0]
    >>> secrecy = next(r for r in report.requirements if r.requirement.id == "outsourcing.confidentiality")
    >>> vendorrisk.locate(path, secrecy.elements[0].evidence[0])
    (TextPlace(line=2, column=1, end_line=2, end_column=24),)

    Args:
        source: the document as it was read, or its file, which is read again then.
        evidence: what the sentence proves; from a report on the same file.
        limits: bounds on the file.

    Returns:
        For PDF a :class:`PdfPlace` for every page, for Word a :class:`WordPlace` for every paragraph, for text one :class:`TextPlace`.

    Raises:
        VendorriskError: the file cannot be read, or it is not the one that the evidence was found in.
    """
    return locate_all(source, [evidence], limits=limits)[0]


def locate_all(
    source: Document | str | Path, evidence: Iterable[Evidence], *, limits: Limits | None = None
) -> tuple[tuple[Place, ...], ...]:
    """Return the places of many sentences of one document, whose file is opened only once; see :func:`locate`."""
    wanted = tuple(evidence)
    document = _document(source, wanted, limits)
    return tuple(find_places(document, [(one.start, one.end) for one in wanted], limits=limits))


def draw(
    source: Document | str | Path, evidence: Evidence | Iterable[Evidence], *, dpi: int = 110, limits: Limits | None = None
) -> tuple[DrawnPage, ...]:
    """Draw the pages of a PDF on which sentences stand, each marked and numbered in the order given.

    Args:
        source: the document as it was read, or its file, which is read again then.
        evidence: one, or several.
        dpi: dots to an inch.
        limits: bounds on the file.

    Raises:
        UsageError: the document is no PDF.
        VendorriskError: the file cannot be read, or it is not the one that the evidence was found in.
    """
    wanted = (evidence,) if isinstance(evidence, Evidence) else tuple(evidence)
    document = _document(source, wanted, limits)
    places = find_places(document, [(one.start, one.end) for one in wanted], limits=limits)
    return draw_places(document, {str(number): place for number, place in enumerate(places, 1)}, dpi=dpi, limits=limits)


def evidence_of(report: DocumentReport) -> dict[tuple[Path | None, int, int], Evidence]:
    """Return the evidence of a report, one for every sentence, by file and offsets."""
    return {
        (one.path, one.start, one.end): one
        for result in report.requirements
        for found in result.elements
        for one in (*found.evidence, *found.conflicts)
    }


def with_places(
    report: DocumentReport, documents: Sequence[Document], find: Callable[[Document, list[tuple[int, int]]], Sequence[tuple[Place, ...]]]
) -> DocumentReport:
    """Return a report whose every evidence knows its places.

    Args:
        report: what was found.
        documents: in what.
        find: finds stretches of a document.
    """
    known: dict[tuple[Path | None, int, int], tuple[Place, ...]] = {}
    wanted = list(evidence_of(report))
    for document in documents:
        keys = [key for key in wanted if key[0] in (None, document.path)]
        if keys:
            known.update(zip(keys, find(document, [key[1:] for key in keys]), strict=True))

    return with_evidence(report, lambda one: attrs.evolve(one, places=known[one.path, one.start, one.end]))


def with_evidence(report: DocumentReport, change: Callable[[Evidence], Evidence]) -> DocumentReport:
    """Return a report whose every evidence is changed in the same way."""

    def element(found: ElementResult) -> ElementResult:
        return attrs.evolve(found, evidence=tuple(map(change, found.evidence)), conflicts=tuple(map(change, found.conflicts)))

    results = tuple(attrs.evolve(result, elements=tuple(map(element, result.elements))) for result in report.requirements)
    return attrs.evolve(report, requirements=results)


def _document(source: Document | str | Path, evidence: Sequence[Evidence], limits: Limits | None) -> Document:
    """Return the document that sentences were found in; raises `VendorriskError` when it is another one."""
    document = source if isinstance(source, Document) else read(source, limits=limits)
    if isinstance(document, Refusal):
        raise VendorriskError(document.message, where=str(document.path))
    if any(document.text[one.start : one.end] != one.quote for one in evidence):
        raise VendorriskError(
            Bilingual(
                "引用した文がその位置にありません。別のファイルか、確認した後で内容が変わったファイルです。",
                "The quoted sentence does not stand there: it is another file, or it has changed since it was checked.",
            ),
            where=str(document.path),
            todo=Bilingual("もう一度確認してください。", "Check it again."),
        )
    return document
