"""Puts the articles of a document together: what does not apply drops out, the rest is numbered, references follow.

What depends on facts, variants and party names alone is worked out once and kept; a thousand annexes for the same sort of contract differ in
nothing but what is filled in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

import attrs

from vendorrisk.drafting._errors import TemplateError
from vendorrisk.drafting._lint import CLIENT, CONTRADICTED, VENDOR
from vendorrisk.drafting._templates import (
    Article,
    Item,
    Layout,
    Paragraph,
    Parties,
    Placeholder,
    Templates,
    Variant,
)
from vendorrisk.drafting._tokens import Bad, Name, Part, Plain, Reference, parse
from vendorrisk.drafting._word import Base, Line, Span, clean_text, read_base
from vendorrisk.model import Bilingual, Facts, Handling, Kind
from vendorrisk.schedule import era_date

__all__ = ["Case", "Claim", "Draft", "Filled", "compose"]

Filled = Mapping[str, str | tuple[str, ...]]
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_NAMES = {Parties.LETTERS: ("甲", "乙"), Parties.ROLES: ("発注者", "受注者")}
_OWN = "本市"


@attrs.frozen
class Case:
    """What a document is written for.

    Attributes:
        kind: what the contract is about.
        facts: what is handled.
        variants: how strict, and whether work may be given on.
        parties: what the sides are called.
        requirements: ids of the requirements whose clauses are written; None for those of the document.
        contradicted: whether an older contract holds rules that must lose their force.
    """

    kind: Kind
    facts: Facts = Facts()
    variants: frozenset[Variant] = frozenset()
    parties: Parties = Parties.LETTERS
    requirements: frozenset[str] | None = None
    contradicted: bool = False

    @property
    def words(self) -> frozenset[str]:
        """What conditions of templates ask for."""
        handles = {handling.value for handling in self.facts.handles}
        if Handling.MY_NUMBER in self.facts.handles:
            handles.add(Handling.PERSONAL_INFORMATION.value)  # a number is personal information
        if self.contradicted:
            handles.add(CONTRADICTED)
        return frozenset({self.kind.value, *handles, *(variant.value for variant in self.variants)})


@attrs.frozen
class Claim:
    """That a paragraph or item proves an element.

    Attributes:
        requirement: id.
        element: id.
        article: where it stands, as reports name it: ``第7条第1項``.
    """

    requirement: str
    element: str
    article: str


@attrs.frozen
class Draft:
    """A document that is ready to be saved.

    Attributes:
        document: id of the document it was made from.
        case: what it is written for.
        title: its name.
        lines: its paragraphs, without the numbers that Word counts.
        articles: text of every numbered paragraph by its place, ``第7条第1項``.
        claims: what it proves where.
        unfilled: what is still to be filled in.
        docx: the Word file.
    """

    document: str
    case: Case
    title: str
    lines: tuple[Line, ...]
    articles: Mapping[str, str]
    claims: tuple[Claim, ...]
    unfilled: tuple[Placeholder, ...]
    docx: bytes = attrs.field(repr=False)


@attrs.frozen
class _Written:
    """A paragraph with its tokens replaced but for what is filled in."""

    style: str
    place: str
    parts: tuple[Plain | Name, ...]
    listed: str = ""


@attrs.frozen(eq=False)
class _Plan:
    """A document but for what is filled in."""

    title: tuple[Plain | Name, ...]
    lines: tuple[_Written, ...]
    claims: tuple[Claim, ...]


def compose(templates: Templates, layout: Layout, case: Case, applying: frozenset[str], values: Filled, *, on: date) -> Draft:
    """Write a document.

    Args:
        templates: the wording.
        layout: which document.
        case: what it is written for.
        applying: ids of the requirements that apply to the case.
        values: what is filled in, by name of the placeholder.
        on: the date in its header.

    Raises:
        TemplateError: a template or the base document cannot be used.
    """
    base = read_base(templates.base(layout.base))
    plan = _plan(_ById(templates), layout.id, case, applying, _ById(base))
    filling = _Filling(templates.placeholders, values)
    lines: list[Line] = []
    articles: dict[str, str] = {}
    title = _plain_text(filling.spans(plan.title))
    for written in plan.lines:
        if written.listed:
            for number, spans in enumerate(filling.items(written.listed), 1):
                line = Line(written.style, spans)
                articles[f"{written.place}第{number}号"] = line.text
                lines.append(line)
            continue
        line = Line(written.style, filling.spans(written.parts))
        if written.place:
            articles[written.place] = line.text
        lines.append(line)
    unfilled = tuple(filling.unfilled.values())
    lines[:0] = [*_note(unfilled), Line("文書名", filling.spans(plan.title))]
    fields = {"文書名": title, "版": f"{templates.edition}版", "作成日": era_date(on)}
    return Draft(layout.id, case, title, tuple(lines), articles, plan.claims, unfilled, base.write(lines, fields))


def _note(unfilled: Sequence[Placeholder]) -> Iterator[Line]:
    """Yield what stands on top of a document that is not finished."""
    if unfilled:
        yield Line("記入案内", (Span(f"未記入 {len(unfilled)}件 本文の【　】の箇所に記入し、この枠内の行を削除してから使用すること"),))
        yield Line("記入案内", (Span("、".join(placeholder.name for placeholder in unfilled)),))


@attrs.frozen(eq=False, hash=False)
class _ById:
    """Something large that counts as the same only when it is the same."""

    it: object

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ById) and other.it is self.it

    def __hash__(self) -> int:
        return id(self.it)


class _Filling:
    """Fills in names, and remembers which could not be."""

    def __init__(self, placeholders: Mapping[str, Placeholder], values: Filled) -> None:
        self._placeholders = placeholders
        self._values = values
        self.unfilled: dict[str, Placeholder] = {}

    def spans(self, parts: Sequence[Plain | Name]) -> tuple[Span, ...]:
        return tuple(Span(part.text) if isinstance(part, Plain) else self._span(part.name) for part in parts)

    def _span(self, name: str) -> Span:
        value = self._values.get(name)
        text = "、".join(value) if isinstance(value, tuple) else value
        placeholder = self._placeholders[name]
        text = clean_text(text or "") or placeholder.default or "、".join(placeholder.defaults)
        if text:
            return Span(text, name)
        self.unfilled[name] = placeholder
        return Span(name, name, blank=True)

    def items(self, name: str) -> Iterator[tuple[Span, ...]]:
        """Yield the items of a list, or one that is to be filled in."""
        value = self._values.get(name, ())
        texts = [text for text in map(clean_text, (value,) if isinstance(value, str) else value) if text.strip()]
        for text in texts or self._placeholders[name].defaults:
            yield (Span(text, name),)
        if not texts and not self._placeholders[name].defaults:
            self.unfilled[name] = self._placeholders[name]
            yield (Span(name, name, blank=True),)


def _plain_text(spans: Sequence[Span]) -> str:
    return " ".join(Line("", tuple(spans)).text.split())


@lru_cache(maxsize=512)
def _plan(templates_: _ById, layout_id: str, case: Case, applying: frozenset[str], base_: _ById) -> _Plan:
    templates, base = templates_.it, base_.it
    assert isinstance(templates, Templates)
    assert isinstance(base, Base)
    layout = templates.layouts[layout_id]
    words = case.words
    chosen = [
        _Numbered(article, paragraphs)
        for article in _articles(templates, layout, case, applying)
        if (paragraphs := [one for one in article.paragraphs if one.condition.holds(words)])
    ]
    return _Writer(templates, layout, case, base, chosen).plan()


def _articles(
    templates: Templates, layout: Layout, case: Case, applying: frozenset[str]
) -> Iterator[Article]:
    """Yield the articles that are written, clauses in their own words."""
    for article in layout.articles:
        if not article.condition.holds(case.words):
            continue
        if article.clauses:
            wanted = applying if case.requirements is None else case.requirements & applying
            for requirement, clause in templates.clauses.items():
                if requirement in wanted:
                    yield Article(requirement, clause.heading.ja, clause.paragraphs, requirement)
        elif article.requirement:
            found = templates.clauses.get(article.requirement)
            if found is not None and article.requirement in applying:
                yield Article(article.key, found.heading.ja, found.paragraphs, article.requirement)
        else:
            yield article


@attrs.frozen(eq=False)
class _Numbered:
    """An article with the paragraphs that are written."""

    article: Article
    paragraphs: list[Paragraph]

    def number(self, key: str) -> int | None:
        """Return the number of a paragraph from 1."""
        return next((number for number, one in enumerate(self.paragraphs, 1) if one.key == key), None)


class _Writer:
    """Writes the articles of one document."""

    def __init__(self, templates: Templates, layout: Layout, case: Case, base: Base, chosen: Sequence[_Numbered]) -> None:
        client, vendor = (_OWN, _OWN) if layout.own else _NAMES[case.parties]
        self._names = {CLIENT: client, VENDOR: vendor, **layout.terms_for(case.kind)}
        self._templates = templates
        self._layout = layout
        self._words = case.words
        self._chosen = chosen
        self._numbers = {one.article.key: number for number, one in enumerate(chosen, 1) if one.article.key}
        self._pattern, form = base.levels.get("条", ("第%1条", "decimal"))
        self._wide = form == "decimalFullWidth"
        self._claims: list[Claim] = []
        self._here = (0, 0)

    def plan(self) -> _Plan:
        lines = [_Written(style, "", self._text(text)) for style, text in self._layout.opening]
        for number, one in enumerate(self._chosen, 1):
            lines += self._article(number, one)
        lines += [_Written(style, "", self._text(text)) for style, text in self._layout.closing]
        return _Plan(self._text(self._layout.title), tuple(lines), tuple(self._claims))

    def _article(self, number: int, one: _Numbered) -> Iterator[_Written]:
        yield _Written("条見出し", "", (Plain(f"（{one.article.heading}）"),))
        for place, paragraph in enumerate(one.paragraphs, 1):
            self._here = (number, place)
            path = f"第{number}条" + (f"第{place}項" if len(one.paragraphs) > 1 else "")
            self._claim(paragraph.satisfies, one.article.requirement, path)
            yield _Written("条" if place == 1 else "項", path, self._text(paragraph.text))
            style = "号" if place == 1 else "項の号"  # counted on levels of their own, see the base document
            if paragraph.listed:
                yield _Written(style, path, (), paragraph.listed)
            yield from self._items(paragraph.items, one.article.requirement, path, style)

    def _items(self, items: Sequence[Item], requirement: str, above: str, style: str) -> Iterator[_Written]:
        written = (item for item in items if item.condition.holds(self._words))
        for number, item in enumerate(written, 1):
            here = f"{above}第{number}号"
            self._claim(item.satisfies, requirement, here)
            yield _Written(style, here, self._text(item.text))
            for inner in item.items:
                if inner.condition.holds(self._words):
                    yield _Written(f"{style}の細分", "", self._text(inner.text))

    def _claim(self, satisfies: Sequence[str], own: str, path: str) -> None:
        for claim in satisfies:
            requirement, _, element = claim.rpartition(".")
            self._claims.append(Claim(requirement or own, element, path))

    def _text(self, text: str) -> tuple[Plain | Name, ...]:
        """Replace the tokens of a text but for what is filled in, and join what stands side by side."""
        out: list[Plain | Name] = []
        for part in parse(text):
            ready = self._part(part, text)
            if isinstance(ready, Plain) and out and isinstance(out[-1], Plain):
                out[-1] = Plain(out[-1].text + ready.text)
            else:
                out.append(ready)
        return tuple(out)

    def _part(self, part: Part, text: str) -> Plain | Name:
        if isinstance(part, Plain):
            return part
        if isinstance(part, Name):
            word = self._names.get(part.name)
            if word is not None:
                return Plain(word)
            if part.name in self._templates.placeholders:
                return part
        elif isinstance(part, Reference):
            return Plain(self._reference(part, text))
        raise _no_such(part.text if isinstance(part, Bad) else part.name, text)

    def _reference(self, reference: Reference, text: str) -> str:
        here, place = self._here
        if not reference.article:
            target = self._chosen[here - 1].number(reference.paragraph)
            if target is None:
                raise _no_such(reference.paragraph, text)
            return "前項" if target == place - 1 else f"第{self._digits(target)}項"
        number = self._numbers.get(reference.article)
        if number is None:
            if reference.otherwise is None:
                raise _no_such(reference.article, text)
            return reference.otherwise
        named = {here - 1: "前条", here + 1: "次条"}.get(number) or self._pattern.replace("%1", self._digits(number))
        found = self._chosen[number - 1]
        at = found.number(reference.paragraph) if reference.paragraph else None
        return named + (f"第{self._digits(at)}項" if at is not None and len(found.paragraphs) > 1 else "")

    def _digits(self, number: int) -> str:
        return str(number).translate(_WIDE) if self._wide else str(number)


def _no_such(name: str, text: str) -> TemplateError:
    return TemplateError(
        Bilingual(f"文例「{text[:30]}…」の「{name}」を書き込めない。", f"{name!r} in the template {text[:30]!r}… leads nowhere."),
        todo=Bilingual("「vendorrisk draft templates test」で確認してください。", "See 'vendorrisk draft templates test'."),
    )
