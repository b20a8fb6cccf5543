"""A pack against its own examples: every text must get its verdict, and the quote must be the span that was promised."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from vendorrisk.checking._judge import judge
from vendorrisk.checking._policy import Policy
from vendorrisk.documents import read_text
from vendorrisk.model import Bilingual
from vendorrisk.requirements import Element, Example, Pack, Requirement, Verdict

__all__ = ["Fault", "count_examples", "test_pack"]

_FEWEST = 2


@attrs.frozen
class Fault:
    """What a pack does not keep.

    Attributes:
        requirement: id, or the id of the pack itself.
        element: id, or empty.
        example: number of the example counted from 1, or 0.
        message: what is wrong.
    """

    requirement: str
    element: str
    example: int
    message: Bilingual


def test_pack(pack: Pack) -> Iterator[Fault]:
    """Yield every fault of a pack, in order."""
    if not pack.edition:
        yield Fault(pack.id, "", 0, Bilingual("edition（資料の版）がありません。", "No edition of the sources."))
    yield from _titles(pack.id, "", pack.title)
    for requirement in pack.requirements:
        yield from _requirement(requirement)
        policy = Policy([attrs.evolve(pack, requirements=(requirement,), silences=())])
        for element in requirement.elements:
            yield from _element(requirement, element)
            for number, example in enumerate(element.examples, 1):
                yield from _example(policy, requirement, element, example, number)


test_pack.__test__ = False  # type: ignore[attr-defined]  # a public name that pytest must not collect


def _requirement(requirement: Requirement) -> Iterator[Fault]:
    yield from _titles(requirement.id, "", requirement.title, requirement.criterion)
    if not requirement.sources:
        yield Fault(requirement.id, "", 0, Bilingual("根拠（sources）がありません。", "No source."))
    for source in requirement.sources:
        if not (source.title and source.edition):
            yield Fault(requirement.id, "", 0, Bilingual("根拠に名称又は版がありません。", "A source has no title or edition."))
        if not source.verified and not source.note:
            yield Fault(requirement.id, "", 0, Bilingual("未照合の根拠に注記（note）がありません。", "An unverified source has no note."))
    if not requirement.elements:
        yield Fault(requirement.id, "", 0, Bilingual("要素（elements）がありません。", "No elements."))
    ids = [element.id for element in requirement.elements]
    for name in sorted({name for name in ids if ids.count(name) > 1}):
        yield Fault(requirement.id, name, 0, Bilingual("要素のidが重複しています。", "Two elements have the same id."))


def _element(requirement: Requirement, element: Element) -> Iterator[Fault]:
    yield from _titles(requirement.id, element.id, element.title, element.criterion)
    met = [example for example in element.examples if example.verdict is Verdict.MET]
    not_met = [example for example in element.examples if example.verdict is not Verdict.MET]
    if len(met) < _FEWEST or len(not_met) < _FEWEST:
        yield Fault(
            requirement.id, element.id, 0,
            Bilingual("充足の用例とそうでない用例がそれぞれ二つ以上必要です。", "At least two examples that are met and two that are not are needed."),
        )
    if not any(example.why or example.verdict in (Verdict.WEAK, Verdict.NEGATED) for example in not_met):
        yield Fault(requirement.id, element.id, 0, Bilingual("惜しい用例（why）がありません。", "No near miss (why)."))
    if not element.rules:
        yield Fault(requirement.id, element.id, 0, Bilingual("規則（rules）がありません。", "No rules."))


def _example(policy: Policy, requirement: Requirement, element: Element, example: Example, number: int) -> Iterator[Fault]:
    kind = requirement.applies.kinds[0]
    document = read_text(example.text)
    report = judge([document], policy, kind=kind, all_requirements=True)
    found = next((f for result in report.requirements for f in result.elements if f.element.id == element.id), None)
    verdict = found.verdict if found is not None else Verdict.MISSING
    if verdict is not example.verdict:
        yield Fault(
            requirement.id, element.id, number,
            Bilingual("「{wanted}」のはずが「{got}」です：{text}", "expected {wanted}, got {got}: {text}").format(
                wanted=example.verdict.label, got=verdict.label, text=_short(example.text)
            ),
        )
        return
    quotes = [item.quote for item in found.evidence] if found is not None else []
    if example.span and example.span not in quotes:
        yield Fault(
            requirement.id, element.id, number,
            Bilingual(f"引用が異なります：{quotes[:1]}", f"expected the quote {example.span!r}, got {quotes[:1]}"),
        )
    if any(document.text[item.start : item.end] != item.quote for item in (found.evidence if found is not None else ())):
        yield Fault(requirement.id, element.id, number, Bilingual("引用の位置が本文と合いません。", "The span is not the quote."))


def _titles(requirement: str, element: str, *texts: Bilingual) -> Iterator[Fault]:
    if any(not text.ja.strip() or not text.en.strip() for text in texts):
        yield Fault(requirement, element, 0, Bilingual("日本語又は英語の題名若しくは基準がありません。", "A title or criterion lacks a language."))


def _short(text: str) -> str:
    line = "".join(text.split())
    return line if len(line) <= 60 else line[:60] + "…"


def count_examples(packs: Sequence[Pack]) -> int:
    """Return how many examples the packs hold."""
    return sum(len(element.examples) for pack in packs for requirement in pack.requirements for element in requirement.elements)
