"""What a report shows beside a quote: the paragraph that it stands in, and the strip of the PDF page where it is.

A person who never opens the tool believes what she sees in its place.  Both are taken while the document is at hand, because reading it
again may cost minutes (character recognition) or find another file.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

import attrs

from vendorrisk._locate import with_evidence
from vendorrisk.checking import DocumentReport, Evidence, Passage
from vendorrisk.documents import Document, DrawnPage, Limits, Place, cut_places
from vendorrisk.model import VendorriskError
from vendorrisk.requirements import Verdict

__all__ = ["Cut", "cut_out", "with_passages", "with_pictures"]

_DPI = 110
_LONGEST = 400  # characters of the passage before and behind the sentence
_Find = Callable[[Document, list[tuple[int, int]]], Sequence[tuple[Place, ...]]]

Cut = Callable[[Document, list[tuple[Place, ...]]], Sequence[DrawnPage | None]]
"""What cuts sentences out of the pages of a document."""


def cut_out(limits: Limits | None, document: Document, places: Sequence[Sequence[Place]]) -> Sequence[DrawnPage | None]:
    """Cut sentences out of their pages; none where the file has changed or cannot be drawn."""
    try:
        return cut_places(document, places, dpi=_DPI, limits=limits)
    except VendorriskError:
        return [None] * len(places)


def with_passages(report: DocumentReport, documents: Sequence[Document]) -> DocumentReport:
    """Return a report whose every evidence has its passage."""
    starts = {document.path: [block.start for block in document.blocks] for document in documents}
    by_path = {document.path: document for document in documents}

    def change(one: Evidence) -> Evidence:
        document = documents[0] if one.path is None else by_path[one.path]
        return attrs.evolve(one, passage=_passage(one, document, starts[document.path]))

    return with_evidence(report, change)


def _passage(one: Evidence, document: Document, starts: list[int]) -> Passage:
    first = max(bisect_right(starts, one.start) - 1, 0)
    last = max(bisect_right(starts, max(one.start, one.end - 1)) - 1, 0)
    start, end = document.blocks[first].start, max(document.blocks[last].end, one.end)
    begin, stop = max(start, one.start - _LONGEST), min(end, one.end + _LONGEST)
    before = ("…" if begin > start else "") + document.text[begin : one.start]
    behind = document.text[one.end : stop] + ("…" if stop < end else "")
    return Passage(before + one.quote + behind, len(before), len(before) + len(one.quote))


def with_pictures(report: DocumentReport, documents: Sequence[Document], most: int, find: _Find, cut: Cut) -> DocumentReport:
    """Return a report in which sentences of PDF documents have their pictures, those that decide a verdict first.

    Args:
        report: what was found.
        documents: in what.
        most: how many sentences of each document.
        find: finds stretches of a document.
        cut: cuts them out of their pages.
    """
    pictures: dict[tuple[object, int, int], DrawnPage | None] = {}
    for document in documents:
        if document.format != "pdf":
            continue
        wanted = list(dict.fromkeys((one.start, one.end) for one in _deciding(report) if one.path in (None, document.path)))[:most]
        if wanted:
            drawn = cut(document, list(find(document, wanted)))
            pictures.update({(document.path, *span): picture for span, picture in zip(wanted, drawn, strict=True)})

    def change(one: Evidence) -> Evidence:
        picture = pictures.get((one.path or documents[0].path, one.start, one.end))
        return one if picture is None else attrs.evolve(one, picture=picture)

    return with_evidence(report, change) if pictures else report


def _deciding(report: DocumentReport) -> Iterator[Evidence]:
    """Yield the evidence that a reader looks at first: what speaks against, then the best sentence of every element."""
    applying = [result for result in report.requirements if result.applies]
    order = sorted(applying, key=lambda result: (not result.mandatory, result.verdict is Verdict.MET))
    for result in order:
        for found in result.elements:
            yield from (*found.conflicts[:1], *found.evidence[:1])
