"""A requirement as data: what the text must say, by which source, when, and how a sentence proves it."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

import attrs

from vendorrisk.model import Bilingual, Classification, Handling, Kind, NetworkTier

__all__ = [
    "Applies",
    "Element",
    "Example",
    "Form",
    "Level",
    "LevelChange",
    "Pack",
    "Requirement",
    "Rule",
    "Source",
    "Verdict",
]


class Level(StrEnum):
    """By what right a requirement is demanded."""

    LAW = "law"
    POLICY = "policy"
    RECOMMENDED = "recommended"

    @property
    def label(self) -> Bilingual:
        """The word on screen."""
        return _LEVEL_LABELS[self]


_LEVEL_LABELS = {
    Level.LAW: Bilingual("法令", "law"),
    Level.POLICY: Bilingual("ポリシー", "policy"),
    Level.RECOMMENDED: Bilingual("推奨", "recommended"),
}


class Verdict(StrEnum):
    """What the text says about an element or a requirement, from best to nothing.

    ``PARTIAL`` is a verdict of requirements only: some, not all, required elements are met.
    """

    MET = "met"
    PARTIAL = "partial"
    WEAK = "weak"
    NEGATED = "negated"
    MISSING = "missing"

    @property
    def label(self) -> Bilingual:
        """The word on screen."""
        return _VERDICT_LABELS[self]


_VERDICT_LABELS = {
    Verdict.MET: Bilingual("充足", "met"),
    Verdict.PARTIAL: Bilingual("一部充足", "partial"),
    Verdict.WEAK: Bilingual("不十分", "weak"),
    Verdict.NEGATED: Bilingual("反対の定め", "negated"),
    Verdict.MISSING: Bilingual("記載なし", "missing"),
}


class Form(StrEnum):
    """What kind of statement a rule looks for; decides which force and which party satisfy it."""

    BAN = "ban"
    DUTY = "duty"
    RIGHT = "right"
    FACT = "fact"


@attrs.frozen
class Rule:
    """One way to prove (or refute) an element by one statement.  See ``contracts/README.md``.

    Attributes:
        form: ban, duty, right or fact.
        by: who is bound, or whose right it is: ``vendor``, ``client`` or ``any``; empty for what the form suggests.
        act: patterns, one of which must be the act of the main clause.
        all: patterns, each of which must stand somewhere in the statement or the stem of its list.
        when: patterns, one of which must stand in the condition before the main clause.
        context: patterns, one of which must stand in the headings, the stem or the article before.
        document: patterns, one of which must stand anywhere in the document.
        unless: patterns, none of which may stand in the statement.
        unless_context: patterns, none of which may stand in the headings or the stem.
        gives: the verdict in place of ``met``.
        part: which part of the element this rule proves, for elements that need several.
        note: why the rule exists, for whoever edits it.
    """

    form: Form
    by: Literal["", "vendor", "client", "any"] = ""
    act: tuple[str, ...] = ()
    all: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    document: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    unless_context: tuple[str, ...] = ()
    gives: Verdict | None = None
    part: str = ""
    note: str = ""

    @property
    def party(self) -> Literal["vendor", "client", "any"]:
        """Who is bound or entitled: what ``by`` says, else the client for a right, anybody for a fact, the vendor for the rest."""
        return self.by or _BY_FORM[self.form]


_BY_FORM: dict[Form, Literal["vendor", "client", "any"]] = {
    Form.BAN: "vendor", Form.DUTY: "vendor", Form.RIGHT: "client", Form.FACT: "any",
}


@attrs.frozen
class Example:
    """A text with the verdict that the element must get for it: the rule's own test.

    Attributes:
        text: one or more lines of a contract.
        verdict: what the element must get.
        span: the part of the text that must be quoted; empty when nothing is quoted.
        why: why a look-alike does not satisfy.
    """

    text: str
    verdict: Verdict
    span: str = ""
    why: str = ""


@attrs.frozen
class Element:
    """One thing that the text must say for a requirement.

    Attributes:
        id: short name, unique inside the requirement.
        title: on screen.
        criterion: what satisfies it, one sentence.
        required: whether the requirement needs it.
        parts: how many different parts must be met; fewer give ``weak``.
        rules: the ways to prove or refute it.
        examples: texts that must and must not satisfy it.
    """

    id: str
    title: Bilingual
    criterion: Bilingual
    required: bool = True
    parts: int = 1
    rules: tuple[Rule, ...] = ()
    examples: tuple[Example, ...] = ()


@attrs.frozen
class Applies:
    """When a requirement applies; every condition that is given must hold.

    Attributes:
        kinds: kinds of document.
        handles: facts, one of which must be true.
        excludes: facts, none of which may be true.
        important: applies only where important information is handled; unknown counts as yes.
        confidentiality: classes, one of which must be given; unknown counts as yes.
        tiers: network tiers, one of which must be given; unknown counts as no.
        because: why it applies, one sentence.
    """

    kinds: tuple[Kind, ...]
    because: Bilingual
    handles: tuple[Handling, ...] = ()
    excludes: tuple[Handling, ...] = ()
    important: bool = False
    confidentiality: tuple[Classification, ...] = ()
    tiers: tuple[NetworkTier, ...] = ()


@attrs.frozen
class LevelChange:
    """A fact that raises the level of a requirement."""

    level: Level
    handles: tuple[Handling, ...] = ()
    confidentiality: tuple[Classification, ...] = ()


@attrs.frozen
class Source:
    """Where a requirement comes from.

    Attributes:
        title: law, guideline or policy.
        part: article, item or chapter.
        edition: edition or date of the text used.
        verified: whether the wording was compared with the source text itself.
        note: what is uncertain.
    """

    title: str
    part: str
    edition: str
    verified: bool
    note: str = ""


@attrs.frozen
class Requirement:
    """One mandated or recommended requirement with its rules, source and examples."""

    id: str
    title: Bilingual
    criterion: Bilingual
    level: Level
    applies: Applies
    sources: tuple[Source, ...]
    elements: tuple[Element, ...]
    raised: tuple[LevelChange, ...] = ()
    origin: str = attrs.field(default="", eq=False)


@attrs.frozen
class Pack:
    """A set of requirements that are kept and versioned together.

    Attributes:
        id: unique name such as ``jp-local-government``.
        version: changes with every change of meaning.
        title: on screen.
        edition: the edition of the source texts, for reports.
        note: what the reader of a report must know about the pack.
        restricted: its texts are left out of every output unless asked for.
        requirements: in the order in which they are shown.
        silences: ids of requirements of other packs that this one switches off.
    """

    id: str
    version: str
    title: Bilingual
    edition: str
    requirements: tuple[Requirement, ...]
    note: Bilingual = Bilingual("", "")
    restricted: bool = False
    silences: tuple[str, ...] = ()
