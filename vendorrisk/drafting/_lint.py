"""What can be wrong with templates beyond their form: words that nobody explains, references that lead nowhere, claims about what does not exist."""

from __future__ import annotations

import difflib
import itertools
from collections.abc import Iterator, Mapping
from pathlib import Path

from vendorrisk.drafting._errors import TemplateFault
from vendorrisk.drafting._source import Source, read_source
from vendorrisk.drafting._templates import Clause, Condition, Item, Layout, Paragraph, Templates, Variant
from vendorrisk.drafting._tokens import Bad, Name, Reference, parse
from vendorrisk.model import Bilingual, Handling, Kind
from vendorrisk.requirements import Requirement

__all__ = ["CLIENT", "CONDITIONS", "CONTRADICTED", "VENDOR", "lint"]

CLIENT, VENDOR = "甲", "乙"
CONTRADICTED = "contradicted"
CONDITIONS = frozenset(
    {*(kind.value for kind in Kind), *(handling.value for handling in Handling), Variant.STRICT.value, Variant.FORBIDDEN.value, CONTRADICTED}
)
"""Words that a condition may name."""


def lint(templates: Templates, requirements: Mapping[str, Requirement]) -> list[TemplateFault]:
    """Return every fault that shows only when all templates are seen together."""
    faults: list[TemplateFault] = []
    for clause in templates.clauses.values():
        faults += _Checked(templates, requirements, clause.path, "paragraphs").clause(clause)
    for layout in templates.layouts.values():
        faults += _Checked(templates, requirements, layout.path, "articles").layout(layout)
    keys: dict[str, str] = {}
    for placeholder in templates.placeholders.values():
        other = keys.setdefault(placeholder.key, placeholder.name)
        if other != placeholder.name:
            message = Bilingual(f"「{other}」と「{placeholder.name}」のkeyが同じである。", f"{other!r} and {placeholder.name!r} have the same key.")
            faults.append(TemplateFault(templates.folders[0] / "templates.toml", None, message))
    return faults


class _Checked:
    """One file while it is checked; the file is read again only to say in which line a fault is."""

    def __init__(self, templates: Templates, requirements: Mapping[str, Requirement], path: Path, section: str) -> None:
        self.templates = templates
        self.requirements = requirements
        self.path = path
        self.section = section
        self.faults: list[TemplateFault] = []
        self._text = ""
        self._source: Source | None = None

    def clause(self, clause: Clause) -> list[TemplateFault]:
        requirement = self.requirements.get(clause.requirement)
        if requirement is None:
            self._fault(f"要件「{clause.requirement}」がない。", f"There is no requirement {clause.requirement!r}.", clause.requirement)
        layouts = [layout for layout in self.templates.layouts.values() if _holds(layout, clause.requirement)]
        known = [_names(layout) for layout in layouts or self.templates.layouts.values()]
        names = set.intersection(*known) if layouts else set().union(*known)
        keys = {paragraph.key for paragraph in clause.paragraphs}
        for text, satisfies in _texts(clause.paragraphs):
            self._tokens(text, names, keys, free=False)
            for claim in satisfies:
                self._claim(claim, clause.requirement)
        self._combinations(clause, requirement)
        return self.faults

    def layout(self, layout: Layout) -> list[TemplateFault]:
        names, keys = _names(layout), {article.key for article in layout.articles}
        for _, text in (*layout.opening, *layout.closing, ("", layout.title)):
            self._tokens(text, names, set(), free=True, articles=keys)
        for article in layout.articles:
            if article.requirement and article.requirement not in self.templates.clauses:
                self._fault(
                    f"「{article.requirement}」の文例がない。", f"There is no clause for {article.requirement!r}.", article.requirement
                )
            for text, satisfies in _texts(article.paragraphs):
                self._tokens(text, names, {paragraph.key for paragraph in article.paragraphs}, free=True, articles=keys)
                for claim in satisfies:
                    self._claim(claim, "")
        return self.faults

    def _tokens(self, text: str, names: set[str], keys: set[str], *, free: bool, articles: set[str] | None = None) -> None:
        """Check the tokens of a text.

        Args:
            text: what is checked.
            names: words that the document explains.
            keys: of the paragraphs of the same article.
            free: whether articles of the same document may be referred to without saying what else to write.
            articles: of the same document.
        """
        self._text = text
        for part in parse(text):
            if isinstance(part, Bad):
                self._fault(
                    f"「{part.text}」は差込みの書き方でない。", f"{part.text!r} is no token; see templates/README.md.", part.text
                )
            elif isinstance(part, Name):
                if part.name not in names and part.name not in self.templates.placeholders:
                    near = difflib.get_close_matches(part.name, [*names, *self.templates.placeholders], 1)
                    ja, en = (f"「{near[0]}」ではありませんか。", f" Did you mean {near[0]!r}?") if near else ("", "")
                    self._fault(
                        f"「{{{part.name}}}」は定義されていない。{ja}", f"{{{part.name}}} is not defined.{en}", "{" + part.name + "}"
                    )
            elif isinstance(part, Reference):
                self._reference(part, keys, free=free, articles=articles or set())

    def _reference(self, reference: Reference, keys: set[str], *, free: bool, articles: set[str]) -> None:
        if not reference.article:
            if reference.paragraph not in keys:
                self._fault(f"項「{reference.paragraph}」がない。", f"There is no paragraph {reference.paragraph!r}.", reference.paragraph)
            return
        target = self.templates.clauses.get(reference.article)
        if target is None and reference.article not in articles:
            self._fault(f"条「{reference.article}」がない。", f"There is no article {reference.article!r}.", reference.article)
        elif target is not None and reference.paragraph and reference.paragraph not in {one.key for one in target.paragraphs}:
            self._fault(f"項「{reference.paragraph}」がない。", f"There is no paragraph {reference.paragraph!r}.", reference.paragraph)
        elif reference.otherwise is None and not free:
            self._fault(
                f"「{reference.article}」が文書にない場合の言い方を「|」の後に書く。",
                f"Say behind '|' what is written where {reference.article!r} is not part of the document.",
                reference.article,
            )

    def _claim(self, claim: str, own: str) -> None:
        requirement, _, element = claim.rpartition(".")
        found = self.requirements.get(requirement or own)
        if found is None and own and not requirement:
            return  # the requirement itself is missing, which was said already
        if found is None or element not in {one.id for one in found.elements}:
            known = ", ".join(one.id for one in found.elements) if found else ""
            self._fault(
                f"要素「{claim}」がない。" + (f"要素: {known}" if known else ""),
                f"There is no element {claim!r}." + (f" Elements: {known}" if known else ""), f'"{claim}"',
            )  # fmt: skip

    def _combinations(self, clause: Clause, requirement: Requirement | None) -> None:
        """Check every case that the conditions tell apart: all required elements are claimed, all paragraphs referred to are there."""
        said = sorted({word for condition in _conditions(clause) for word in (*condition.when, *condition.unless)})
        missing: dict[str, str] = {}
        for chosen in itertools.chain.from_iterable(itertools.combinations(said, size) for size in range(len(said) + 1)):
            words = frozenset(chosen)
            there = [paragraph for paragraph in clause.paragraphs if paragraph.condition.holds(words)]
            keys = {paragraph.key for paragraph in there}
            claims = {claim for paragraph in there for claim in _claims(paragraph, words)}
            case = ", ".join(chosen) or "-"
            for paragraph in there:
                for part in paragraph.parts:
                    if isinstance(part, Reference) and not part.article and part.paragraph not in keys:
                        self._fault(
                            f"項「{part.paragraph}」が書かれない場合がある({case})。", f"The paragraph {part.paragraph!r} may be left out ({case}).", part.paragraph
                        )
            for element in requirement.elements if requirement is not None and there else ():
                if element.required and element.id not in claims:
                    missing.setdefault(element.id, case)
        for element_id, case in missing.items():
            self._fault(f"要素「{element_id}」を満たす項がない({case})。", f"No paragraph satisfies {element_id!r} ({case}).", "")

    def _fault(self, ja: str, en: str, needle: str) -> None:
        if self._source is None:
            self._source = read_source(self.path, [])
        line = None
        if self._source is not None and needle:
            lines = list(enumerate(self._source.text.splitlines(), 1))
            near = [(at, text) for at, text in lines if self._text and self._text in text]  # a text may be written over several lines
            line = next((at for at, text in near or lines if needle in text), None) or next((at for at, text in lines if needle in text), None)
        fault = TemplateFault(self.path, line, Bilingual(ja, en))
        if fault not in self.faults:
            self.faults.append(fault)


def _holds(layout: Layout, requirement: str) -> bool:
    return any(article.clauses or article.requirement == requirement for article in layout.articles)


def _names(layout: Layout) -> set[str]:
    """Return the words that a document explains for every kind."""
    parties = {CLIENT} if layout.own else {CLIENT, VENDOR}
    return parties | set(layout.terms.get("", {}))


def _texts(paragraphs: tuple[Paragraph, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    def inside(items: tuple[Item, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
        for item in items:
            yield item.text, item.satisfies
            yield from inside(item.items)

    for paragraph in paragraphs:
        yield paragraph.text, paragraph.satisfies
        yield from inside(paragraph.items)
        if paragraph.listed:
            yield "{" + paragraph.listed + "}", ()


def _conditions(clause: Clause) -> Iterator[Condition]:
    for paragraph in clause.paragraphs:
        yield paragraph.condition
        for item in paragraph.items:
            yield item.condition


def _claims(paragraph: Paragraph, words: frozenset[str]) -> Iterator[str]:
    yield from paragraph.satisfies
    for item in paragraph.items:
        if item.condition.holds(words):
            yield from item.satisfies
