"""A set of documents, requirements and facts in; verdicts with evidence out."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import attrs

from vendorrisk.checking._amending import is_lifted, lifted_elsewhere, lifting_notice
from vendorrisk.checking._lifting import lifted_articles, lifts, marked_terms, overrides, waived, waived_steps
from vendorrisk.checking._match import LIFTED, MARKED, SNIPPET, WAIVED, Finding, may_refute, reader_of
from vendorrisk.checking._model import Conformity, DocumentReport, ElementResult, Evidence, RequirementResult
from vendorrisk.checking._nature import about_contracts, guess_kind, mostly_english, snippets_from
from vendorrisk.checking._notices import snippets_notice, text_notices
from vendorrisk.checking._policy import Key, Matcher, Policy
from vendorrisk.checking._screen import Place
from vendorrisk.documents import Document, Notice
from vendorrisk.model import Bilingual, Facts, Kind
from vendorrisk.requirements import Element, Level, Requirement, Verdict
from vendorrisk.text import Clauses, Force, ParagraphKind, outline

__all__ = ["applies_to", "judge", "level_in"]

_MOST_EVIDENCE = 5
_FEW = 4  # rules
_UNSURE = frozenset(("partial-read", "pages-without-text", "garbled-text", "vertical-text", "not-a-contract", "unsupported-language"))


@attrs.frozen
class _Hit:
    finding: Finding
    document: Document


def judge(
    documents: Sequence[Document],
    policy: Policy,
    *,
    kind: Kind | None = None,
    facts: Facts | None = None,
    all_requirements: bool = False,
) -> DocumentReport:
    """Judge documents as one contract.

    Args:
        documents: one document, or all files of one contract (contract, specification, annexes).
        policy: what is demanded.
        kind: what sort of document it is; guessed from the text when None.
        facts: what is known about the case; what nobody has said never counts as safe.
        all_requirements: judge every requirement of the kind, whatever the facts.

    Returns:
        One report; ``kind_guessed`` says whether the kind was guessed.
    """
    with _no_collection():
        return _judged(documents, policy, kind, facts or Facts(), all_requirements=all_requirements)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Keep the collector of cycles from walking over all requirements again and again while a document's many small records are made.

    None of them is part of a cycle; what is no longer needed goes at once.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _judged(
    documents: Sequence[Document], policy: Policy, kind: Kind | None, facts: Facts, *, all_requirements: bool
) -> DocumentReport:
    read = [(document, Clauses(outline(document.text, document.blocks))) for document in documents]
    guessed = kind is None
    if kind is None:
        kind = guess_kind(read[0][1].outline)
    notices: list[Notice] = [notice for document in documents for notice in document.notices]
    paths = tuple(document.path for document in documents)
    digests = tuple(document.sha256 for document in documents)
    if all(mostly_english(document.text) for document in documents):
        notices.append(
            Notice(
                "unsupported-language",
                Bilingual("日本語の文書ではないため、要件を判定していません。", "Not a Japanese document; no requirement was judged."),
            )
        )
        return DocumentReport(paths, digests, kind, guessed, (), tuple(notices), "needs-review")
    chosen = [r for r in policy.requirements if kind in r.applies.kinds]
    matcher = policy.matcher(chosen)
    hits: dict[Key, list[_Hit]] = {}
    amended = lifted_elsewhere([clauses for _, clauses in read]) if len(read) > 1 else [frozenset()]
    for (document, clauses), away in zip(read, amended, strict=True):
        about = about_contracts("\n".join(paragraph.text for paragraph in clauses.outline.paragraphs), kind)
        if about is not None:
            notices.append(Notice("not-a-contract", about))
        foreign = snippets_from(clauses.outline)
        if foreign is not None:
            notices.append(snippets_notice(clauses.outline, foreign))
        takes_back = _taker(clauses, about, away, foreign)
        for key, finding in _findings(matcher, clauses, takes_back):
            hits.setdefault(key, []).append(_Hit(finding, document))
    notices.extend(text_notices([clauses for _, clauses in read]))
    notices.extend(lifting_notice(amended))
    several = len(documents) > 1
    results = tuple(_result(requirement, hits, facts, all_requirements, several) for requirement in chosen)
    return DocumentReport(paths, digests, kind, guessed, (), tuple(notices), _conformity(results, notices), results)


def _taker(clauses: Clauses, about: Bilingual | None, away: frozenset[str], foreign: int | None) -> Callable[[Finding], Finding]:
    """Return what lowers a finding for what the rest of the document says: articles lifted, steps waived, secrets only where marked.

    Args:
        clauses: the document.
        about: why the document only talks about contracts, or None.
        away: places from which an amendment takes force; what stands there counts for nothing.
        foreign: offset from which the text is snippets of other documents, or None.
    """
    lifted = lifted_articles(clauses)
    marked = marked_terms(clauses)
    steps = waived_steps(clauses)

    def lowered(finding: Finding) -> Finding:
        if away and is_lifted(away, finding.statement.paragraph.article_path):
            return attrs.evolve(finding, verdict=Verdict.MISSING)
        if finding.verdict is Verdict.MET:
            statement = finding.statement
            if lifted and lifts(lifted, statement):
                finding = attrs.evolve(finding, verdict=Verdict.NEGATED, reason=LIFTED)
            elif steps and waived(steps, statement):
                finding = attrs.evolve(finding, verdict=Verdict.WEAK, reason=WAIVED)
            elif any(term in statement.sentence for term in marked):
                finding = attrs.evolve(finding, verdict=Verdict.WEAK, reason=MARKED)
        if finding.verdict is not Verdict.WEAK:
            if about is not None:
                finding = attrs.evolve(finding, verdict=Verdict.WEAK, reason=about)
            elif foreign is not None and finding.statement.start >= foreign:
                finding = attrs.evolve(finding, verdict=Verdict.WEAK, reason=SNIPPET)
        return finding

    return lowered


def _findings(matcher: Matcher, clauses: Clauses, lowered: Callable[[Finding], Finding]) -> Iterator[tuple[Key, Finding]]:
    """Yield every finding that a report can need, in document order.

    Once an element is met by as many sentences as are ever shown, only what refutes it is still looked for.
    """
    reader = reader_of(matcher)
    masks = reader.masks
    met: dict[Key, set[int]] = {}
    parts: dict[Key, set[str]] = {}
    mentioned: dict[int, int] = {}  # how often a rule that can only say weak has said it
    settled = 0  # rules of elements that are met often enough
    done = 0  # rules that have mentioned often enough
    paragraphs, body = clauses.outline.paragraphs, ParagraphKind.BODY
    places = [
        Place(clauses.wording(paragraph), "\n".join(paragraph.headings), paragraph.article, paragraph.kind is body) for paragraph in paragraphs
    ]
    possible = matcher.screen.possible(places, clauses.outline.title)
    texts = [list(clauses.texts(paragraph)) if rules else [] for paragraph, rules in zip(paragraphs, possible, strict=True)]
    # where a paragraph is one text, or few rules are left, looking up the words of each text tells nothing or costs more than it saves
    asked = [len(some) > 1 and rules.bit_count() > _FEW for some, rules in zip(texts, possible, strict=True)]
    named = iter(matcher.screen.named([text.text for some, ask in zip(texts, asked, strict=True) if ask for text in some]))
    for paragraph, place, rules, some, ask in zip(paragraphs, places, possible, texts, asked, strict=True):
        tried = [(text, next(named) if ask else rules) for text in some]
        rules &= ~done
        if rules & settled and not may_refute(place.wording):
            rules &= ~settled | masks.negating
        rules = reader.matching(rules, settled, tried, paragraph, clauses)
        if not rules:
            continue
        for statement in clauses.of(paragraph):
            likely = rules & masks.open_to(statement.force, statement.bearer)
            if likely & settled:
                likely &= ~settled | masks.refuting[statement.force]
            for number, said in reader.findings(likely, statement, clauses):
                compiled = matcher.rules[number]
                finding = lowered(said)
                key = compiled.key
                yield key, finding
                if finding.verdict is Verdict.WEAK and compiled.rule.gives is Verdict.WEAK:
                    mentioned[number] = mentioned.get(number, 0) + 1
                    if mentioned[number] >= _MOST_EVIDENCE:
                        done |= 1 << number
                if finding.verdict is Verdict.MET:
                    met.setdefault(key, set()).add(statement.start)
                    parts.setdefault(key, set()).add(finding.part)
                    if len(met[key]) >= _MOST_EVIDENCE and len(parts[key]) >= compiled.element.parts:
                        settled |= masks.of_element[key]


def _result(
    requirement: Requirement, hits: dict[Key, list[_Hit]], facts: Facts, everything: bool, several: bool
) -> RequirementResult:
    applies, because = applies_to(requirement, facts)
    if everything and not applies:
        applies, because = True, Bilingual("すべての要件を判定するよう指定されたため", "every requirement was asked for")
    level = level_in(requirement, facts)
    elements = tuple(_element(element, hits.get((requirement.id, element.id), []), several) for element in requirement.elements)
    return RequirementResult(
        requirement, level, applies and level is not Level.RECOMMENDED, applies, because, _overall(elements), elements
    )


def _element(element: Element, hits: list[_Hit], several: bool) -> ElementResult:
    """Weigh the findings on one element: the best statement wins, what says the opposite is shown."""
    met = [hit for hit in hits if hit.finding.verdict is Verdict.MET]
    weak = [hit for hit in hits if hit.finding.verdict is Verdict.WEAK]
    negated = [hit for hit in hits if hit.finding.verdict is Verdict.NEGATED]
    # a heading is evidence only where no sentence says anything
    weak = [hit for hit in weak if hit.finding.statement.force is not Force.FRAGMENT] or ([] if negated else weak)
    if met and negated:
        # one sentence that promises and forbids speaks of two acts, it does not contradict itself
        proved = {(hit.document.path, hit.finding.statement.start) for hit in met}
        negated = [hit for hit in negated if (hit.document.path, hit.finding.statement.start) not in proved]
    if element.parts > 1 and met:
        whole = any(not hit.finding.part for hit in met)
        if not whole and len({hit.finding.part for hit in met}) < element.parts:
            met, weak = [], met + weak
    overriding = [hit for hit in negated if overrides(hit.finding.statement)]
    if overriding:
        return ElementResult(element, Verdict.NEGATED, _evidence(overriding + negated + weak, several))
    if met:
        return ElementResult(element, Verdict.MET, _evidence(met, several), _evidence(negated, several))
    if negated:
        return ElementResult(element, Verdict.NEGATED, _evidence(negated + weak, several))
    if weak:
        return ElementResult(element, Verdict.WEAK, _evidence(weak, several))
    return ElementResult(element, Verdict.MISSING)


def _evidence(hits: list[_Hit], several: bool) -> tuple[Evidence, ...]:
    found: dict[tuple[Path, int, int], Evidence] = {}
    for hit in hits:
        statement = hit.finding.statement
        paragraph = statement.paragraph
        key = (hit.document.path, statement.start, statement.end)
        if key in found:
            continue
        stem = paragraph.stem if statement.item else None
        text = hit.document.text
        found[key] = Evidence(
            quote=text[statement.start : statement.end],
            start=statement.start,
            end=statement.end,
            article=paragraph.article_path,
            page=paragraph.page,
            where=paragraph.where,
            verdict=hit.finding.verdict,
            reason=hit.finding.reason,
            stem=text[stem.start : stem.end] if stem is not None else "",
            path=hit.document.path if several else None,
            confidence=statement.confidence,
        )
        if len(found) >= _MOST_EVIDENCE:
            break
    return tuple(found.values())


def _overall(elements: tuple[ElementResult, ...]) -> Verdict:
    """Return the verdict of a requirement from those of its required elements."""
    verdicts = [result.verdict for result in elements if result.element.required] or [result.verdict for result in elements]
    if all(verdict is Verdict.MET for verdict in verdicts):
        return Verdict.MET
    if Verdict.NEGATED in verdicts:
        return Verdict.NEGATED
    if Verdict.MET in verdicts:
        return Verdict.PARTIAL
    return Verdict.WEAK if Verdict.WEAK in verdicts else Verdict.MISSING


def level_in(requirement: Requirement, facts: Facts) -> Level:
    """Return the level of a requirement in a case; facts may raise it, and never lower it."""
    level = requirement.level
    order = (Level.RECOMMENDED, Level.POLICY, Level.LAW)
    for change in requirement.raised:
        handled = not change.handles or bool(facts.handles.intersection(change.handles))
        classed = not change.confidentiality or facts.confidentiality in change.confidentiality
        if handled and classed and order.index(change.level) > order.index(level):
            level = change.level
    return level


def applies_to(requirement: Requirement, facts: Facts) -> tuple[bool, Bilingual]:
    """Say whether a requirement applies and why; what nobody has said counts as yes for importance and class."""
    applies = requirement.applies
    if applies.handles and not facts.handles.intersection(applies.handles):
        return False, Bilingual("該当する取扱い（個人情報、特定個人情報等）が申告されていないため", "the case was not said to handle this")
    if facts.handles.intersection(applies.excludes):
        return False, Bilingual("対象外の利用形態であるため", "this form of use is excluded")
    if applies.tiers and facts.tier not in applies.tiers:
        return False, Bilingual("対象のネットワークに接続すると申告されていないため", "the network tier concerned was not named")
    if applies.confidentiality and facts.confidentiality is not None and facts.confidentiality not in applies.confidentiality:
        return False, Bilingual("対象の機密性分類でないため", "the class of the information is not concerned")
    if applies.important and facts.important is False:
        return False, Bilingual("重要な情報資産を取り扱わないため", "no important information is handled")
    if applies.important and facts.important is None:
        unsaid = Bilingual("（情報の重要性が未確認のため、該当するものとして判定）", " (importance not said: judged as applying)")
        return True, Bilingual(applies.because.ja + unsaid.ja, applies.because.en + unsaid.en)
    return True, applies.because


def _conformity(results: tuple[RequirementResult, ...], notices: list[Notice]) -> Conformity:
    mandatory = [result for result in results if result.mandatory]
    unsure = any(notice.code in _UNSURE for notice in notices)
    if all(result.verdict is Verdict.MET for result in mandatory):
        conflict = any(found.conflicts for result in mandatory for found in result.elements if found.element.required)
        return "needs-review" if conflict or unsure else "compliant"
    if any(notice.code == "not-a-contract" for notice in notices):
        return "needs-review"
    if all(result.verdict in (Verdict.MET, Verdict.WEAK) for result in mandatory):
        return "needs-review"
    return "non-compliant"
