"""What is written beside a vendor's own text: one remark for every sentence that proves or refutes, and one where a clause is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import attrs

from vendorrisk.checking import DocumentReport, ElementResult, Evidence, RequirementResult
from vendorrisk.documents import Place
from vendorrisk.model import Bilingual, Language
from vendorrisk.requirements import Verdict

__all__ = ["Remark", "remarks_of"]

_WORDS = {
    Verdict.MET: Bilingual("充足", "met"),
    Verdict.WEAK: Bilingual("不十分", "weak"),
    Verdict.NEGATED: Bilingual("反対の定め", "contradicted"),
    Verdict.MISSING: Bilingual("記載なし", "missing"),
}
_WORST = (Verdict.NEGATED, Verdict.MISSING, Verdict.WEAK, Verdict.MET)


@attrs.frozen
class Remark:
    """One remark.

    Attributes:
        verdict: the worst of what it says.
        text: what it says; several lines.
        places: where it stands; empty where nothing of the text is near.
        missing: whether it says what is not there.
    """

    verdict: Verdict
    text: str
    places: tuple[Place, ...]
    missing: bool = False


def remarks_of(report: DocumentReport, language: Language = "ja") -> tuple[Remark, ...]:
    """Return the remarks about a report that was made with the places of its evidence, in the order of the text.

    Sentences that bear on several elements have one remark.  What is missing is said at the last sentence of the same requirement, or of the
    requirement before it, which is where a clause of that sort stands in most contracts; without any at the end of the text.
    """
    said: dict[tuple[int, int], list[tuple[Verdict, str]]] = {}
    places: dict[tuple[int, int], tuple[Place, ...]] = {}
    gaps: list[Remark] = []
    near: Evidence | None = None
    for result in report.requirements:
        if not result.applies:
            continue
        for found in result.elements:
            for evidence in (*found.evidence, *found.conflicts):
                key = evidence.start, evidence.end
                places.setdefault(key, evidence.places)
                said.setdefault(key, []).append((evidence.verdict, _about(result, found, evidence, language)))
        anchored = [one for found in result.elements for one in found.evidence if one.places]
        near = max(anchored, key=lambda one: one.start) if anchored else near
        lacking = [found for found in result.elements if found.verdict is Verdict.MISSING and found.element.required]
        if lacking and result.mandatory:
            gaps.append(Remark(Verdict.MISSING, _lacks(result, lacking, language), near.places if near is not None else (), missing=True))
    sentences = [Remark(_worst(verdict for verdict, _ in lines), "\n".join(dict.fromkeys(text for _, text in lines)), places[key]) for key, lines in sorted(said.items())]
    return (*sentences, *gaps)


def _worst(verdicts: Iterable[Verdict]) -> Verdict:
    return min(verdicts, key=_WORST.index)


def _about(result: RequirementResult, found: ElementResult, evidence: Evidence, language: Language) -> str:
    reason = evidence.reason.get(language)
    word = _WORDS[evidence.verdict].get(language)
    title = f"{result.requirement.title.get(language)}・{found.element.title.get(language)}" if language == "ja" else f"{result.requirement.title.en}: {found.element.title.en}"
    mark = f"【{word}】{title}" if language == "ja" else f"[{word}] {title}"
    return f"{mark} — {reason}" if reason else mark


def _lacks(result: RequirementResult, lacking: Sequence[ElementResult], language: Language) -> str:
    def lines() -> Iterator[str]:
        title, word = result.requirement.title.get(language), _WORDS[Verdict.MISSING].get(language)
        yield f"【{word}】{title}" if language == "ja" else f"[{word}] {title}"
        for found in lacking:
            yield f"・{found.element.title.get(language)}：{found.element.criterion.get(language)}" if language == "ja" else f"- {found.element.title.en}: {found.element.criterion.en}"

    return "\n".join(lines())
