"""What all reports of a check say alike: marks and tones of verdicts, places of sentences, names of requirements that may be kept back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final

import attrs

from vendorrisk.checking import DocumentReport, Evidence, RequirementResult
from vendorrisk.model import Bilingual, Language
from vendorrisk.reporting._paper import Span, Tone
from vendorrisk.reporting._words import CONFORMITY, WHERE, WORDS
from vendorrisk.requirements import Pack, Requirement, Verdict

__all__ = ["CONFORMITY_TONES", "MARKS", "TONES", "Head", "badge", "conformity", "name_of_document", "place_of", "sorted_results"]

MARKS: Final = {Verdict.MET: "○", Verdict.PARTIAL: "△", Verdict.WEAK: "△", Verdict.NEGATED: "×", Verdict.MISSING: "×"}
TONES: Final = {
    Verdict.MET: Tone.GOOD, Verdict.PARTIAL: Tone.DOUBT, Verdict.WEAK: Tone.DOUBT, Verdict.NEGATED: Tone.BAD, Verdict.MISSING: Tone.BAD,
}
CONFORMITY_TONES: Final = {"compliant": Tone.GOOD, "needs-review": Tone.DOUBT, "non-compliant": Tone.BAD, None: Tone.BAD}


@attrs.frozen
class Head:
    """What a report says about itself.

    Attributes:
        language: of every word of ours.
        packs: the requirement packs that were used.
        at: when it is made.
        program: name and version of the program.
        mark: how it is to be handled, such as 取扱注意; empty for no mark.
        show_restricted: whether the texts of restricted packs are told.
        remarks: sentences about this report, such as why it has no pictures.
    """

    language: Language
    packs: tuple[Pack, ...]
    at: datetime
    program: str
    mark: str = ""
    show_restricted: bool = False
    remarks: tuple[Bilingual, ...] = ()
    withheld: frozenset[str] = attrs.field(init=False)

    @withheld.default
    def _withheld(self) -> frozenset[str]:
        return frozenset() if self.show_restricted else frozenset(r.id for pack in self.packs if pack.restricted for r in pack.requirements)

    def say(self, key: str, **values: object) -> str:
        """Return words of ours in the language of the report."""
        word = WORDS[key]
        return (word.format(**values) if values else word).get(self.language)

    def title(self, requirement: Requirement) -> str:
        """Return what a requirement is called, or only its id when its texts are kept back."""
        if requirement.id in self.withheld:
            return f"{requirement.id} {self.say('restricted')}"
        return requirement.title.get(self.language)

    @property
    def moment(self) -> str:
        """When, to the minute, with the offset of the clock."""
        return self.at.isoformat(" ", "minutes")

    def policies(self) -> Iterator[str]:
        """Yield the packs with their editions."""
        for pack in self.packs:
            if pack.restricted and not self.show_restricted:
                yield self.say("pack-restricted", id=pack.id, version=pack.version)
            else:
                yield self.say("pack", title=pack.title, id=pack.id, version=pack.version, edition=pack.edition)


def badge(verdict: Verdict, language: Language) -> Span:
    """Return a verdict as a mark and a word."""
    return Span(f"{MARKS[verdict]} {verdict.label.get(language)}", TONES[verdict])


def conformity(report: DocumentReport, language: Language) -> Span:
    """Return the verdict on a document."""
    return Span(CONFORMITY[report.verdict].get(language), CONFORMITY_TONES[report.verdict])


def name_of_document(report: DocumentReport) -> str:
    """Return the file, or the first of several and how many more."""
    paths = report.paths or tuple(refusal.path for refusal in report.refusals)
    return paths[0].name + (f" +{len(paths) - 1}" if len(paths) > 1 else "")


def place_of(one: Evidence, head: Head) -> Iterator[str]:
    """Yield what says where a sentence stands."""
    if one.path is not None:
        yield one.path.name
    if one.article:
        yield one.article
    if one.page is not None:
        yield head.say("page", page=one.page)
    if one.where != "body":
        yield WHERE[one.where].get(head.language)
    if one.confidence is not None:
        yield head.say("recognised", percent=int(100 * one.confidence))


def sorted_results(report: DocumentReport) -> Mapping[str, tuple[RequirementResult, ...]]:
    """Return the requirements in the order in which a reader needs them: what is not met, worst first; what is met; recommended; others."""
    groups: dict[str, list[RequirementResult]] = {"not-met": [], "are-met": [], "recommended-ones": [], "not-applying": []}
    for result in report.requirements:
        if not result.applies:
            groups["not-applying"].append(result)
        elif not result.mandatory:
            groups["recommended-ones"].append(result)
        else:
            settled = result.verdict is Verdict.MET and not any(found.conflicts for found in result.elements)
            groups["are-met" if settled else "not-met"].append(result)
    order = list(Verdict)[::-1]
    groups["not-met"].sort(key=lambda result: order.index(result.verdict))
    return {key: tuple(results) for key, results in groups.items()}
