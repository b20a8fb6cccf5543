"""The report of a check on pages: summary, matrix, then every document with its gaps first, each verdict with its sentence.

Documents are turned into the format as they come and wait in a spool file; only what the summary and the matrix need stays in memory, so a
thousand contracts cost what one costs.
"""

from __future__ import annotations

import tempfile
from codecs import getincrementaldecoder
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from typing import IO

import attrs

from vendorrisk.checking import DocumentReport, ElementResult, Evidence, RequirementResult
from vendorrisk.model import Kind
from vendorrisk.reporting._check_words import (
    MARKS,
    TONES,
    Head,
    badge,
    conformity,
    name_of_document,
    place_of,
    sorted_results,
)
from vendorrisk.reporting._clean import flat
from vendorrisk.reporting._paper import (
    Block,
    Box,
    Cell,
    Column,
    Facts,
    Heading,
    Items,
    Para,
    Picture,
    Quote,
    Renderer,
    Span,
    Table,
    Tone,
    cell,
    spans,
)
from vendorrisk.requirements import Requirement, Verdict

__all__ = ["CheckPaper"]

_MOST_COLUMNS = 5  # documents beside each other; more stand below each other
_SPOOL = 8_000_000


@attrs.frozen
class _Line:
    """What is remembered of a document."""

    name: str
    kind: Kind | None
    verdict: Span
    counts: Counter[Verdict]
    notices: int
    results: dict[str, tuple[Verdict, bool, bool]]


class CheckPaper:
    """A report that takes documents one by one."""

    def __init__(self, head: Head, renderer: Renderer) -> None:
        self._head = head
        self._renderer = renderer
        self._spool: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=_SPOOL)  # noqa: SIM115 - closed by close()
        self._lines: list[_Line] = []
        self._seen: dict[str, Requirement] = {}
        self._frames = False

    def add(self, report: DocumentReport) -> None:
        """Take a document in."""
        self._lines.append(_line(report, self._head))
        self._seen.update((result.requirement.id, result.requirement) for result in report.requirements)
        for block in _Section(report, len(self._lines), self._head).blocks():
            for piece in self._renderer.render(block):
                self._spool.write(piece.encode("utf-8"))
        self._frames = self._frames or _has_frames(report)

    def save(self, stream: IO[bytes]) -> None:
        """Write the whole report."""
        before = (piece for block in self._front() for piece in self._renderer.render(block))
        behind = (piece for block in self._back() for piece in self._renderer.render(block))
        self._renderer.save(stream, chain(before, self._spooled(), behind))

    def close(self) -> None:
        """Throw away what was not written."""
        self._spool.close()

    def _spooled(self) -> Iterator[str]:
        self._spool.seek(0)
        decoder = getincrementaldecoder("utf-8")()
        while piece := self._spool.read(1 << 20):
            yield decoder.decode(piece)

    def _front(self) -> Iterator[Block]:
        head = self._head
        yield Facts(
            (
                (head.say("made"), spans(head.moment)),
                (head.say("program"), spans(head.program)),
                (head.say("packs"), spans(("、" if head.language == "ja" else ", ").join(f"{pack.id} {pack.version}" for pack in head.packs))),
            )
        )
        yield Heading(1, spans(head.say("overview")), "overview")
        yield Para(spans(Span(_total(self._lines, head), Tone.STRONG)))
        for remark in head.remarks:
            yield Para(spans(remark.get(head.language)), Tone.FAINT)
        if self._frames:
            yield Para(spans(head.say("frames")), Tone.FAINT)
        if head.withheld:
            yield Para(spans(head.say("restricted-note")), Tone.FAINT)
        yield self._summary()
        if self._seen:
            yield Heading(1, spans(head.say("matrix")), "matrix")
            yield self._matrix()

    def _back(self) -> Iterator[Block]:
        head = self._head
        yield Heading(1, spans(head.say("packs")), "packs")
        yield Items(tuple(spans(policy) for policy in head.policies()))
        named = [requirement for requirement in self._seen.values() if requirement.id not in head.withheld]
        if named:
            columns = (Column(head.say("requirement"), 3), Column(head.say("source"), 5), Column(head.say("edition"), 2.5), Column(head.say("compared"), 1.5))
            yield Heading(1, spans(head.say("sources")), "sources")
            yield Table(head.say("sources"), columns, tuple(_source_rows(named, head)))
        yield Heading(1, spans(head.say("limits")), "about")
        yield Items(tuple(spans(head.say(f"limits-{number}")) for number in (1, 2, 3)))

    def _summary(self) -> Table:
        head = self._head
        figures = [Column(verdict.label.get(head.language), 1.25, centred=True) for verdict in Verdict]
        columns = (Column(head.say("document"), 3.4), Column(head.say("kind"), 2), Column(head.say("verdict"), 1.5), *figures, Column(head.say("notices"), 1.25, centred=True))
        return Table(head.say("summary-table"), columns, (self._summary_row(number, line) for number, line in enumerate(self._lines, 1)))

    def _summary_row(self, number: int, line: _Line) -> tuple[Cell, ...]:
        counts = (cell(str(line.counts[verdict])) if line.kind else cell("–") for verdict in Verdict)
        kind = cell(line.kind.label.get(self._head.language)) if line.kind else cell("–")
        return (cell(f"{number}. ", Span(line.name, link=f"d{number}")), kind, cell(line.verdict, tone=line.verdict.tone), *counts, cell(str(line.notices)))

    def _matrix(self) -> Table:
        head = self._head
        caption = head.say("matrix-table")
        names = {id: self._named(requirement) for id, requirement in self._seen.items()}  # noqa: A001
        if len(self._lines) <= _MOST_COLUMNS:
            columns = (Column(head.say("requirement"), 4), *(Column(f"{number}. {line.name}", 2, centred=True) for number, line in enumerate(self._lines, 1)))
            return Table(caption, columns, ((cell(name), *(self._sign(line, id, words=True) for line in self._lines)) for id, name in names.items()))  # noqa: A001
        columns = (Column(head.say("document"), 6), *(Column(name, 1, upright=True, centred=True) for name in names.values()))
        return Table(caption, columns, ((cell(f"{number}. ", Span(line.name, link=f"d{number}")), *(self._sign(line, id) for id in names)) for number, line in enumerate(self._lines, 1)))  # noqa: A001

    def _named(self, requirement: Requirement) -> str:
        recommended = all(not line.results[requirement.id][1] for line in self._lines if requirement.id in line.results)
        remark = self._head.say("recommended")
        return self._head.title(requirement) + ((f"（{remark}）" if self._head.language == "ja" else f" ({remark})") if recommended else "")

    def _sign(self, line: _Line, id: str, *, words: bool = False) -> Cell:  # noqa: A002
        verdict, _, applies = line.results.get(id, (Verdict.MISSING, False, False))
        if not applies:
            return cell("―" if self._head.language == "ja" else "–", tone=Tone.FAINT)
        return cell(badge(verdict, self._head.language) if words else Span(MARKS[verdict], TONES[verdict]), tone=TONES[verdict])


def _line(report: DocumentReport, head: Head) -> _Line:
    results = {result.requirement.id: (result.verdict, result.mandatory, result.applies) for result in report.requirements}
    counts = Counter(verdict for verdict, mandatory, applies in results.values() if mandatory and applies)
    return _Line(name_of_document(report), report.kind, conformity(report, head.language), counts, len(report.notices), results)


def _total(lines: list[_Line], head: Head) -> str:
    tones = Counter(line.verdict.tone if line.kind is not None else None for line in lines)
    return head.say("total", count=len(lines), compliant=tones[Tone.GOOD], review=tones[Tone.DOUBT], bad=tones[Tone.BAD], refused=tones[None])


def _source_rows(requirements: list[Requirement], head: Head) -> Iterator[tuple[Cell, ...]]:
    for requirement in requirements:
        for source in requirement.sources:
            compared = head.say("verified" if source.verified else "unverified")
            yield (cell(requirement.title.get(head.language)), cell(f"{source.title} {source.part}"), cell(source.edition), cell(compared))


def _has_frames(report: DocumentReport) -> bool:
    found = (one for result in report.requirements for element in result.elements for one in (*element.evidence, *element.conflicts))
    return any(one.picture is not None and one.picture.frames for one in found)


class _Section:
    """One document on pages."""

    def __init__(self, report: DocumentReport, number: int, head: Head) -> None:
        self._report = report
        self._number = number
        self._head = head
        self._sentences: dict[tuple[object, int, int], int] = {}

    def blocks(self) -> Iterator[Block]:
        head, report = self._head, self._report
        yield Heading(1, spans(f"{self._number}. {name_of_document(report)}"), f"d{self._number}")
        yield Facts(tuple(self._facts()))
        if report.refusals:
            yield Heading(2, spans(head.say("refusals")))
            yield from (Para(spans(Span(refusal.path.name, Tone.STRONG), ": ", refusal.message.get(head.language)), Tone.BAD) for refusal in report.refusals)
        if report.notices:
            yield Heading(2, spans(head.say("notices")))
            yield from (Para(spans(notice.message.get(head.language) + self._pages(notice.pages)), Tone.DOUBT) for notice in report.notices)
        if report.verdict is None:
            return
        if not report.requirements:
            yield Para(spans(head.say("not-judged")))
            return
        groups = sorted_results(report)
        if not groups["not-met"]:
            yield Para(spans(head.say("all-met")))
        for key, results in groups.items():
            if not results:
                continue
            yield Heading(2, spans(head.say(key)))
            if key == "not-applying":
                yield Items(tuple(self._left_out(result) for result in results))
            else:
                yield from map(self._requirement, results)

    def _facts(self) -> Iterator[tuple[str, tuple[Span, ...]]]:
        head, report = self._head, self._report
        for path, digest in zip(report.paths, report.sha256, strict=False):
            yield head.say("file"), spans(str(path))
            if digest:
                yield head.say("sha256"), spans(digest)
        if report.kind is not None:
            yield head.say("kind"), spans(report.kind.label.get(head.language) + (head.say("guessed") if report.kind_guessed else ""))
        yield head.say("verdict"), spans(conformity(report, head.language))

    def _pages(self, pages: tuple[int, ...]) -> str:
        return self._head.say("pages", pages=("、" if self._head.language == "ja" else ", ").join(map(str, pages))) if pages else ""

    def _left_out(self, result: RequirementResult) -> tuple[Span, ...]:
        hidden = result.requirement.id in self._head.withheld
        return spans(self._head.title(result.requirement) + ("" if hidden else f": {result.applies_because.get(self._head.language)}"))

    def _requirement(self, result: RequirementResult) -> Box:
        head = self._head
        hidden = result.requirement.id in head.withheld
        blocks: list[Block] = [
            Heading(3, spans(badge(result.verdict, head.language), f" {head.title(result.requirement)} ", Span(f"[{result.level.label.get(head.language)}]", Tone.FAINT)))
        ]
        if not hidden:
            blocks.append(Para(spans(f"{head.say('criterion')}: {result.requirement.criterion.get(head.language)}"), Tone.FAINT))
        for found in result.elements:
            blocks += self._element(found, hidden)
        return Box(tuple(blocks), TONES[result.verdict])

    def _element(self, found: ElementResult, hidden: bool) -> Iterator[Block]:
        head = self._head
        name = found.element.id if hidden else found.element.title.get(head.language)
        needed = "" if found.element.required else f"（{head.say('recommended')}）" if head.language == "ja" else f" ({head.say('recommended')})"
        yield Heading(4, spans(badge(found.verdict, head.language), f" {name}{needed}"))
        if found.verdict is not Verdict.MET and not hidden:
            yield Para(spans(f"{head.say('criterion')}: {found.element.criterion.get(head.language)}"))
        if not found.evidence and not found.conflicts:
            yield Para(spans(head.say("nothing-found")), Tone.FAINT)
        for one in found.evidence:
            yield self._quote(one, "")
        for one in found.conflicts:
            yield self._quote(one, head.say("conflict") + ": ")

    def _quote(self, one: Evidence, before: str) -> Quote:
        head = self._head
        key = (one.path, one.start, one.end)
        first = key not in self._sentences
        number = self._sentences.setdefault(key, len(self._sentences) + 1)
        anchor = f"d{self._number}-s{number}"
        place = ("・" if head.language == "ja" else ", ").join(place_of(one, head))
        remarks = []
        if one.reason.ja:
            remarks.append(spans(Span(f"{head.say('reason')}: ", Tone.STRONG), one.reason.get(head.language)))
        if one.stem:
            remarks.append(spans(Span(f"{head.say('stem')}: ", Tone.STRONG), one.stem))
        picture = None
        if one.picture is not None and first:
            document = (one.path or self._report.paths[0]).name
            words = head.say("picture-words", document=document, page=one.picture.page, number=number, quote=flat(one.quote))
            picture = Picture(one.picture.png, words)
        elif one.picture is not None:
            remarks.append(spans(Span(head.say("picture-there", number=number), Tone.FAINT, anchor)))
        inside = one.passage
        return Quote(
            spans(f"{before}{head.say('sentence', number=number)}", f" {place}" if place else "", " " if one.verdict is not Verdict.MET else "", badge(one.verdict, head.language) if one.verdict is not Verdict.MET else ""),
            one.quote,
            inside.text[: inside.start] if inside else "",
            inside.text[inside.end :] if inside else "",
            tuple(remarks),
            TONES[one.verdict],
            picture,
            anchor if first else "",
        )
