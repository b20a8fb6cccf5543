"""Documents drafted for a case: packs, templates and wording put together, and proved by the check they must pass."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypeVar

import attrs

from vendorrisk._data import templates_root
from vendorrisk._packs import resolve
from vendorrisk.checking import applies_to
from vendorrisk.drafting import (
    Case,
    Draft,
    Layout,
    Parties,
    TemplateFault,
    Templates,
    Variant,
    compose,
    faulty,
    load_templates,
)
from vendorrisk.model import Bilingual, Choice, Facts, Handling, Kind, UsageError
from vendorrisk.requirements import Requirement

__all__ = ["AMENDMENT", "draft_annex", "lint_templates", "templates_of"]

C = TypeVar("C", bound=Choice)
AMENDMENT = "amendment"
_DEFAULT = {Kind.OUTSOURCING: "security", Kind.CLOUD: "cloud", Kind.SOCIAL_MEDIA: "social-media"}


def draft_annex(
    document: str = "",
    *,
    kind: Kind | str | None = None,
    handles: Iterable[Handling | str] = (),
    facts: Facts | None = None,
    variants: Iterable[Variant | str] = (),
    parties: Parties | str = Parties.LETTERS,
    values: Mapping[str, str | Sequence[str]] | None = None,
    policies: Sequence[str | Path] = (),
    templates: Sequence[str | Path] = (),
    on: date | None = None,
) -> Draft:
    """Write an annex, or a rule of the city's own, with the clauses that the facts demand.

    >>> draft = draft_annex("security", variants=["forbidden"], values={"vendor": "株式会社甘木"})
    >>> draft.title, draft.unfilled[0].name
    ('情報セキュリティ特記事項', '発注者名')

    Args:
        document: which one, see ``templates/documents``; the one for the kind when left out.
        kind: what the contract is about; what the document is for when left out.
        handles: facts that switch clauses on.
        facts: further facts; ``handles`` is added to them.
        variants: ``standard`` or ``strict``, ``consent`` or ``forbidden``.
        parties: ``甲乙`` or ``発注者受注者``.
        values: what is filled in, by name or key of the placeholder.
        policies: packs, as for :func:`vendorrisk.check`.
        templates: folders of a city's own templates.
        on: the date in the header; today when left out.

    Raises:
        UsageError: there is no such document, kind, fact, variant or placeholder.
        TemplateError: a template has a fault.
    """
    loaded = templates_of(templates, policies)
    said = frozenset(_chosen(Handling, one, "handles") for one in handles)
    facts = attrs.evolve(facts or Facts(), handles=(facts or Facts()).handles | said)
    wanted = _chosen(Kind, kind, "kind") if kind is not None else None
    layout = _layout(loaded, document or _DEFAULT[wanted or Kind.OUTSOURCING], wanted)
    case = Case(wanted or layout.kinds[0], facts, _variants(variants), _chosen(Parties, parties, "parties"))
    filled = _filled(loaded, values or {})
    return compose(loaded, layout, case, applying(case, policies), filled, on=on or date.today())


def applying(case: Case, policies: Sequence[str | Path] = ()) -> frozenset[str]:
    """Return the ids of the requirements that apply to a case."""
    return _applying(case.kind, case.facts, tuple(map(str, policies)))


@cache
def _applying(kind: Kind, facts: Facts, policies: tuple[str, ...]) -> frozenset[str]:
    return frozenset(id_ for id_, one in _requirements(policies).items() if kind in one.applies.kinds and applies_to(one, facts)[0])


@cache
def _requirements(policies: tuple[str, ...]) -> dict[str, Requirement]:
    """Return what is demanded, later packs in place of earlier ones."""
    found: dict[str, Requirement] = {}
    for pack in resolve(policies):
        for silenced in pack.silences:
            found.pop(silenced, None)
        found |= {requirement.id: requirement for requirement in pack.requirements}
    return found


def templates_of(folders: Sequence[str | Path] = (), policies: Sequence[str | Path] = ()) -> Templates:
    """Return our templates with those of a city's own folders in place of some of them.

    Raises:
        UsageError: there is no such folder.
        TemplateError: a template has a fault.
    """
    templates, faults = lint_templates(folders, policies)
    if faults:
        raise faulty(faults)
    return templates


def lint_templates(
    folders: Sequence[str | Path] = (), policies: Sequence[str | Path] = ()
) -> tuple[Templates, tuple[TemplateFault, ...]]:
    """Return the templates with every fault found in them."""
    return _loaded(tuple(str(Path(folder).resolve()) for folder in folders), tuple(map(str, policies)))


@cache
def _loaded(folders: tuple[str, ...], policies: tuple[str, ...]) -> tuple[Templates, tuple[TemplateFault, ...]]:
    for folder in folders:
        if not any((Path(folder) / inner).exists() for inner in ("clauses", "documents", "base", "templates.toml")):
            raise UsageError(
                Bilingual("文例のフォルダではない。", "This is no folder of templates."), where=folder,
                todo=Bilingual("clauses、documents又はbaseのあるフォルダを指定してください。", "Name a folder that holds clauses, documents or base."),
            )
    every = {**_requirements(()), **_requirements(policies)}
    return load_templates((templates_root(), *map(Path, folders)), every)


def _layout(templates: Templates, name: str, kind: Kind | None) -> Layout:
    layout = templates.layouts.get(name)
    if layout is None or name == AMENDMENT:
        known = [one for one in templates.layouts if one != AMENDMENT]
        raise UsageError(
            Bilingual(f"文書「{name}」がない。", f"There is no document {name!r}."), where="document",
            todo=Bilingual(f"使えるのは: {'、'.join(known)}", f"Known: {', '.join(known)}"),
        )
    if kind is not None and kind not in layout.kinds:
        raise UsageError(
            Bilingual("「{0}」は{1}の文書ではない。", "{0!r} is no document for: {1}.").format(name, kind.label), where="document",
            todo=Bilingual("対象: {0}", "It is for: {0}").format("、".join(one.value for one in layout.kinds)),
        )
    return layout


def _variants(variants: Iterable[Variant | str]) -> frozenset[Variant]:
    chosen = frozenset(_chosen(Variant, one, "variant") for one in variants)
    for one, other in ((Variant.STANDARD, Variant.STRICT), (Variant.CONSENT, Variant.FORBIDDEN)):
        if {one, other} <= chosen:
            raise UsageError(Bilingual(f"「{one}」と「{other}」は同時に指定できない。", f"{one!s} and {other!s} exclude each other."), where="variant")
    return chosen


def _filled(templates: Templates, values: Mapping[str, str | Sequence[str]]) -> dict[str, str | tuple[str, ...]]:
    names = {key: name for name, one in templates.placeholders.items() for key in (name, one.key)}
    filled: dict[str, str | tuple[str, ...]] = {}
    for key, value in values.items():
        if key not in names:
            near = difflib.get_close_matches(key, names, 1)
            raise UsageError(
                Bilingual(f"差込項目「{key}」がない。", f"There is no placeholder {key!r}."), where="set",
                todo=Bilingual(f"「{near[0]}」ではありませんか。", f"Did you mean {near[0]!r}?") if near
                else Bilingual("「vendorrisk draft templates list」で確認してください。", "See 'vendorrisk draft templates list'."),
            )  # fmt: skip
        filled[names[key]] = value if isinstance(value, str) else tuple(value)
    return filled


def _chosen(choices: type[C], value: str, where: str) -> C:
    try:
        return choices(value)
    except ValueError as error:
        raise UsageError(
            Bilingual(f"「{value}」は指定できない。", f"{value!r} is not known."), where=where,
            todo=Bilingual("次のどれかにしてください: {ids}", "Use one of: {ids}").format(ids=", ".join(choices)),
        ) from error
