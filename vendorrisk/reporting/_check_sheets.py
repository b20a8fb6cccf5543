"""The report of a check as a workbook: a sheet on the report, the matrix, and one row for every element of every document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import IO

from vendorrisk.checking import DocumentReport, ElementResult, Evidence, RequirementResult
from vendorrisk.reporting._check_words import MARKS, TONES, Head, badge, conformity, name_of_document
from vendorrisk.reporting._clean import flat
from vendorrisk.reporting._paper import Column, Span, Tone
from vendorrisk.reporting._sheets import Book, Value
from vendorrisk.reporting._words import WHERE
from vendorrisk.requirements import Requirement, Verdict

__all__ = ["CheckSheets"]


class CheckSheets:
    """A workbook that takes documents one by one."""

    def __init__(self, head: Head) -> None:
        self._head = head
        say = head.say
        self._book = Book(say("check-title"), head.mark)
        self._overview = self._book.sheet(
            say("sheet-overview"),
            [
                Column(say("number"), 6), Column(say("document"), 44), Column(say("kind"), 18), Column(say("verdict"), 14),
                *(Column(verdict.label.get(head.language), 11) for verdict in Verdict), Column(say("notices"), 10), Column(say("file"), 50), Column(say("sha256"), 24),
            ],
            frozen="C2",
        )
        self._elements = self._book.sheet(
            say("sheet-elements"),
            [
                Column(say("number"), 6), Column(say("document"), 28), Column(say("document-verdict"), 12), Column(say("requirement-id"), 30), Column(say("requirement"), 26),
                Column(say("level"), 10), Column(say("needed"), 10), Column(say("applies"), 8), Column(say("requirement-verdict"), 14), Column(say("element-id"), 20), Column(say("element"), 28),
                Column(say("needed"), 8), Column(say("element-verdict"), 14), Column(say("article"), 18), Column(say("page-number"), 8), Column(say("where"), 10), Column(say("quote"), 70),
                Column(say("reason"), 36), Column(say("conflict"), 40), Column(say("further"), 30), Column(say("file"), 28),
            ],
            frozen="C2",
        )
        self._notices = self._book.sheet(say("sheet-notices"), [Column(say("number"), 6), Column(say("document"), 40), Column(say("code"), 22), Column(say("message"), 90), Column(say("page-number"), 14)])
        self._seen: dict[str, Requirement] = {}
        self._lines: list[tuple[str, dict[str, tuple[Verdict, bool]]]] = []

    def add(self, report: DocumentReport) -> None:
        """Take a document in."""
        language, number, name = self._head.language, len(self._lines) + 1, name_of_document(report)
        counts = Counter(result.verdict for result in report.requirements if result.mandatory and result.applies)
        files = "\n".join(map(str, report.paths))
        digests = "\n".join(digest or "" for digest in report.sha256)
        kind = report.kind.label.get(language) + (self._head.say("guessed") if report.kind_guessed else "") if report.kind is not None else ""
        figures: list[Value] = [counts[verdict] if report.kind is not None else None for verdict in Verdict]
        self._overview.append([number, name, kind, conformity(report, language), *figures, len(report.notices), files, digests])
        for refusal in report.refusals:
            self._notices.append([number, refusal.path.name, refusal.code, Span(f"{self._head.say('refused')}: {refusal.message.get(language)}", Tone.BAD), ""])
        for notice in report.notices:
            self._notices.append([number, name, notice.code, notice.message.get(language), ", ".join(map(str, notice.pages))])
        for result in report.requirements:
            self._seen.setdefault(result.requirement.id, result.requirement)
            for found in result.elements:
                self._elements.append([number, name, conformity(report, language), *self._element(result, found)])
        self._lines.append((name, {result.requirement.id: (result.verdict, result.applies) for result in report.requirements}))

    def save(self, stream: IO[bytes]) -> None:
        """Write the workbook."""
        head, say = self._head, self._head.say
        names = [head.title(requirement) for requirement in self._seen.values()]
        columns = [Column(say("number"), 6), Column(say("document"), 40), *(Column(name, 6, upright=head.language == "ja") for name in names)]
        matrix = self._book.sheet(say("sheet-matrix"), columns, at=1, frozen="C2")
        for number, (name, results) in enumerate(self._lines, 1):
            matrix.append([number, name, *(self._sign(results, id) for id in self._seen)])  # noqa: A001
        columns = [Column(say("requirement-id"), 32), Column(say("requirement"), 36), Column(say("source"), 60), Column(say("edition"), 28), Column(say("compared"), 16)]
        self._book.sheet(say("sheet-sources"), columns, rows=self._sources())
        self._book.sheet(say("limits"), [Column(say("item"), 24), Column(say("content"), 100)], rows=self._about())
        self._book.save(stream)

    def close(self) -> None:
        """Throw away what was not written."""
        self._book.close()

    def _element(self, result: RequirementResult, found: ElementResult) -> Iterator[Value]:
        head, language = self._head, self._head.language
        hidden = result.requirement.id in head.withheld
        best = found.evidence[0] if found.evidence else None
        yield result.requirement.id
        yield head.title(result.requirement)
        yield result.level.label.get(language)
        yield head.say("mandatory" if result.mandatory else "recommended")
        yield head.say("yes" if result.applies else "no")
        yield badge(result.verdict, language) if result.applies else ""
        yield found.element.id
        yield "" if hidden else found.element.title.get(language)
        yield head.say("mandatory" if found.element.required else "recommended")
        yield badge(found.verdict, language) if result.applies else Span(found.verdict.label.get(language), Tone.FAINT)
        yield from self._evidence(best)
        yield "\n".join(self._short(one) for one in found.conflicts)
        yield ("、" if language == "ja" else ", ").join(filter(None, (self._where(one) for one in found.evidence[1:])))
        yield best.path.name if best is not None and best.path is not None else ""

    def _evidence(self, best: Evidence | None) -> Iterator[Value]:
        if best is None:
            yield from ("", None, "", "", "")
            return
        yield best.article or ""
        yield best.page
        yield WHERE[best.where].get(self._head.language)
        yield flat(best.quote)
        yield best.reason.get(self._head.language)

    def _where(self, one: Evidence) -> str:
        return " ".join(filter(None, (one.article, self._head.say("page", page=one.page) if one.page is not None else "")))

    def _short(self, one: Evidence) -> str:
        return f"{self._where(one)} {flat(one.quote)}".strip()

    def _sign(self, results: dict[str, tuple[Verdict, bool]], id: str) -> Value:  # noqa: A002
        verdict, applies = results.get(id, (Verdict.MISSING, False))
        return Span(MARKS[verdict], TONES[verdict]) if applies else Span("–", Tone.FAINT)

    def _sources(self) -> Iterator[list[Value]]:
        head = self._head
        for requirement in self._seen.values():
            for source in requirement.sources if requirement.id not in head.withheld else ():
                compared = head.say("verified" if source.verified else "unverified")
                yield [requirement.id, requirement.title.get(head.language), f"{source.title} {source.part}", source.edition, compared]

    def _about(self) -> Iterator[list[Value]]:
        head = self._head
        if head.mark:
            yield [head.say("mark"), Span(head.mark, Tone.BAD)]
        yield [head.say("made"), head.moment]
        yield [head.say("program"), head.program]
        for policy in head.policies():
            yield [head.say("packs"), policy]
        yield [head.say("symbols"), head.say("matrix-table")]
        if head.withheld:
            yield [head.say("restricted"), head.say("restricted-note")]
        for number in (1, 2, 3):
            yield [head.say("limits"), head.say(f"limits-{number}")]
