"""Documents drafted for a case: packs, templates and wording put together, and proved by the check they must pass."""

from __future__ import annotations

import difflib
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any, TypeVar

import attrs

from vendorrisk._api import check
from vendorrisk._data import templates_root
from vendorrisk._packs import resolve
from vendorrisk.checking import applies_to
from vendorrisk.drafting import (
    Case,
    Claim,
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
from vendorrisk.requirements import Requirement, Verdict

__all__ = [
    "Unproved",
    "applying",
    "chosen",
    "draft_annex",
    "draft_annexes",
    "further_documents",
    "lint_templates",
    "named_values",
    "templates_of",
    "unproved_claims",
    "variants_of",
    "without_wording",
]

C = TypeVar("C", bound=Choice)
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
    said = frozenset(chosen(Handling, one, "handles") for one in handles)
    facts = attrs.evolve(facts or Facts(), handles=(facts or Facts()).handles | said)
    wanted = chosen(Kind, kind, "kind") if kind is not None else None
    layout = _layout(loaded, document or _DEFAULT[wanted or Kind.OUTSOURCING], wanted)
    case = Case(wanted or layout.kinds[0], facts, variants_of(variants), chosen(Parties, parties, "parties"))
    filled = named_values(loaded, values or {})
    return compose(loaded, layout, case, applying(case, policies), filled, on=on or date.today())


def draft_annexes(
    values: Iterable[Mapping[str, str | Sequence[str]]], document: str = "", **chosen: Any
) -> Iterator[Draft]:
    """Write one annex after the other for contracts of the same sort, each with names of its own; a thousand take a second or two.

    >>> [draft.unfilled == () for draft in draft_annexes([{"client": "市", "vendor": f"{n}社", "contract-title": "保守"} for n in range(2)])]
    [True, True]

    Args:
        values: what is filled in, for each.
        document: which document, see :func:`draft_annex`.
        chosen: the other arguments of :func:`draft_annex`, the same for all.
    """
    for each in values:
        yield draft_annex(document, values=each, **chosen)


def without_wording(draft: Draft, policies: Sequence[str | Path] = (), templates: Sequence[str | Path] = ()) -> tuple[str, ...]:
    """Return the ids of requirements that apply, that no template has words for."""
    clauses = templates_of(templates, policies).clauses
    return tuple(sorted(id_ for id_ in applying(draft.case, policies) if id_ not in clauses))


def further_documents(draft: Draft, templates: Sequence[str | Path] = (), policies: Sequence[str | Path] = ()) -> tuple[Layout, ...]:
    """Return the documents that hold clauses which apply and stand in no article of a draft."""
    layouts = templates_of(templates, policies).layouts
    open_ = applying(draft.case, policies) - {claim.requirement for claim in draft.claims}
    found = []
    for layout in layouts.values():
        held = {article.requirement for article in layout.articles}
        if draft.case.kind in layout.kinds and not layout.amends and open_ & held:
            found.append(layout)
            open_ -= held
    return tuple(found)


@attrs.frozen
class Unproved:
    """A claim of a template that the check does not confirm.

    Attributes:
        claim: what is claimed where.
        verdict: what the check says.
        document: id of the document it was tried in.
        words: of the case it was tried for.
        path: file of the clause.
    """

    claim: Claim
    verdict: Verdict
    document: str
    words: frozenset[str]
    path: Path


def unproved_claims(folders: Sequence[str | Path] = (), policies: Sequence[str | Path] = ()) -> Iterator[Unproved]:
    """Write every document for the cases its clauses tell apart, read it as Word shows it, and yield what is not proved."""
    templates = templates_of(folders, policies)
    handles = (frozenset[Handling](), frozenset({Handling.PERSONAL_INFORMATION, Handling.MY_NUMBER, Handling.SYSTEM}), frozenset({Handling.TERMS_OF_SERVICE}))
    seen = set()
    for layout, kind, handled, variants in product(templates.layouts.values(), Kind, handles, ((), (Variant.STRICT, Variant.FORBIDDEN))):
        if layout.amends or kind not in layout.kinds:
            continue
        draft = draft_annex(layout.id, kind=kind, handles=handled, variants=variants, policies=policies, templates=folders)
        with tempfile.TemporaryDirectory() as place:
            file = Path(place) / "draft.docx"
            file.write_bytes(draft.docx)
            (report,) = check([file], kind=kind, handles=handled, policies=tuple(policies)).documents
        verdicts = {(one.requirement.id, each.element.id): each.verdict for one in report.requirements for each in one.elements}
        for claim in draft.claims:
            verdict = verdicts.get((claim.requirement, claim.element), Verdict.MISSING)
            if verdict is not Verdict.MET and (claim.requirement, claim.element) not in seen:
                seen.add((claim.requirement, claim.element))
                clause = templates.clauses.get(claim.requirement)
                yield Unproved(claim, verdict, layout.id, draft.case.words, clause.path if clause else layout.path)


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
    if layout is None or layout.amends:
        known = [one.id for one in templates.layouts.values() if not one.amends]
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


def variants_of(variants: Iterable[Variant | str]) -> frozenset[Variant]:
    """Return the variants that are named.

    Raises:
        UsageError: one is not known, or two exclude each other.
    """
    named = frozenset(chosen(Variant, one, "variant") for one in variants)
    for one, other in ((Variant.STANDARD, Variant.STRICT), (Variant.CONSENT, Variant.FORBIDDEN)):
        if {one, other} <= named:
            raise UsageError(Bilingual(f"「{one}」と「{other}」は同時に指定できない。", f"{one!s} and {other!s} exclude each other."), where="variant")
    return named


def named_values(templates: Templates, values: Mapping[str, str | Sequence[str]]) -> dict[str, str | tuple[str, ...]]:
    """Return what is filled in by the names of the placeholders, whose keys will do as well.

    Raises:
        UsageError: there is no such placeholder.
    """
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


def chosen(choices: type[C], value: str, where: str) -> C:
    """Return a value of a closed list.

    Raises:
        UsageError: it is not one of them.
    """
    try:
        return choices(value)
    except ValueError as error:
        raise UsageError(
            Bilingual(f"「{value}」は指定できない。", f"{value!r} is not known."), where=where,
            todo=Bilingual("次のどれかにしてください: {ids}", "Use one of: {ids}").format(ids=", ".join(choices)),
        ) from error
