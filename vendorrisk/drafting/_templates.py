"""What a template is made of: clauses, documents that put clauses in order, and the things that have to be filled in.

``templates/README.md`` describes the files for those who write them.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import attrs

from vendorrisk.drafting._tokens import Part, parse
from vendorrisk.model import Bilingual, Choice, Kind

__all__ = ["Article", "Clause", "Condition", "Item", "Layout", "Paragraph", "Parties", "Placeholder", "Templates", "Variant"]


class Variant(Choice):
    """How strict a clause is, and whether work may be given on."""

    STANDARD = "standard", "標準", "standard"
    STRICT = "strict", "厳格", "strict"
    CONSENT = "consent", "再委託は承諾による", "sub-contracting with consent"
    FORBIDDEN = "forbidden", "再委託禁止", "sub-contracting forbidden"


class Parties(Choice):
    """What the two sides are called."""

    LETTERS = "甲乙", "甲乙", "甲 and 乙"
    ROLES = "発注者受注者", "発注者・受注者", "発注者 and 受注者"


@attrs.frozen
class Condition:
    """When a paragraph or an item is written.

    Attributes:
        when: words, all of which must be true of the case.
        unless: words, none of which may be true.
    """

    when: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()

    def holds(self, words: frozenset[str]) -> bool:
        """Whether it is written for a case of which these words are true."""
        return all(word in words for word in self.when) and not any(word in words for word in self.unless)


@attrs.frozen
class Item:
    """An item (号) of a list, with items below it (号の細分)."""

    text: str
    satisfies: tuple[str, ...] = ()
    condition: Condition = Condition()
    items: tuple[Item, ...] = ()

    @property
    def parts(self) -> tuple[Part, ...]:
        """The text in pieces."""
        return parse(self.text)


@attrs.frozen
class Paragraph:
    """A paragraph (項) of an article.

    Attributes:
        text: what it says, with tokens in braces.
        satisfies: ids of the elements that it proves; ``requirement.element`` for those of another requirement.
        key: by which other paragraphs refer to it.
        items: its list.
        listed: name of a placeholder whose values become its list; without values the paragraph is left out.
        condition: when it is written.
    """

    text: str
    satisfies: tuple[str, ...] = ()
    key: str = ""
    items: tuple[Item, ...] = ()
    listed: str = ""
    condition: Condition = Condition()

    @property
    def parts(self) -> tuple[Part, ...]:
        """The text in pieces."""
        return parse(self.text)


@attrs.frozen
class Article:
    """An article of a document: one of its own, the clause of a requirement, or the place where clauses are put in.

    Attributes:
        key: by which others refer to it; of a clause the id of the requirement.
        heading: what stands in brackets above it.
        paragraphs: of its own article; empty for the clause of a requirement.
        requirement: id of the requirement whose clause stands here, or "".
        clauses: whether the clauses that are needed are put in here.
        condition: when it is written.
    """

    key: str
    heading: str = ""
    paragraphs: tuple[Paragraph, ...] = ()
    requirement: str = ""
    clauses: bool = False
    condition: Condition = Condition()


@attrs.frozen
class Clause:
    """The wording that satisfies one requirement."""

    requirement: str
    heading: Bilingual
    why: Bilingual
    paragraphs: tuple[Paragraph, ...]
    path: Path = attrs.field(default=Path(), eq=False)


@attrs.frozen
class Placeholder:
    """Something that has to be filled in.

    Attributes:
        name: as templates call it.
        key: the same in ASCII, for programs.
        label: what it is.
        default: what is written where nobody says otherwise; empty when it must be filled in.
        listed: whether it is a list.
        defaults: the list that is written where nobody says otherwise.
    """

    name: str
    key: str
    label: Bilingual
    default: str = ""
    listed: bool = False
    defaults: tuple[str, ...] = ()


@attrs.frozen
class Layout:
    """A document: its title, its articles in order, what stands before and behind them.

    Attributes:
        id: by which it is asked for.
        title: its name, with tokens.
        summary: what it is for.
        kinds: what it is checked as.
        base: name of the base document.
        own: whether it is a rule of the city itself, which has no parties.
        terms: words for tokens such as ``{業務}``, for each kind that differs under the kind's id.
        opening: (style, text) before the first article.
        articles: in order.
        closing: (style, text) behind the last article.
    """

    id: str
    title: str
    summary: Bilingual
    kinds: tuple[Kind, ...]
    base: str
    own: bool
    terms: Mapping[str, Mapping[str, str]]
    opening: tuple[tuple[str, str], ...]
    articles: tuple[Article, ...]
    closing: tuple[tuple[str, str], ...] = ()
    path: Path = attrs.field(default=Path(), eq=False)

    @property
    def amends(self) -> bool:
        """Whether it mends another contract: clauses are put in as they are needed."""
        return any(article.clauses for article in self.articles)

    def terms_for(self, kind: Kind) -> dict[str, str]:
        """Return the words for one kind."""
        return {**self.terms.get("", {}), **self.terms.get(kind.value, {})}


@attrs.frozen
class Templates:
    """All templates that a city uses: ours, and its own in place of some of them.

    Attributes:
        edition: of the wording.
        clauses: by id of the requirement.
        layouts: by id.
        placeholders: by name.
        folders: where they come from, the last one first.
    """

    edition: str
    clauses: Mapping[str, Clause]
    layouts: Mapping[str, Layout]
    placeholders: Mapping[str, Placeholder]
    folders: tuple[Path, ...]

    def base(self, name: str) -> Path:
        """Return the file of a base document; the first folder that has one wins."""
        for folder in self.folders:
            path = folder / "base" / f"{name}.docx"
            if path.is_file():
                return path
        return self.folders[-1] / "base" / f"{name}.docx"
