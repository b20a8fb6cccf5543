"""Ids that a person types: found, or answered with what was perhaps meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from vendorrisk.cli._words import WORDS
from vendorrisk.model import Bilingual, UsageError
from vendorrisk.requirements import Element, Pack, Requirement

__all__ = ["any_of", "named_element", "named_requirement"]


def named_requirement(packs: Iterable[Pack], name: str, where: str) -> tuple[Pack, Requirement]:
    """Return the requirement of an id with its pack, the last of several that replace each other.

    Raises:
        UsageError: there is none.
    """
    known = {requirement.id: (pack, requirement) for pack in packs for requirement in pack.requirements}
    if name not in known:
        raise UsageError(WORDS["unknown-id"].format(name=name), where=where, todo=_near(name, known))
    return known[name]


def named_element(requirement: Requirement, name: str, where: str) -> Element:
    """Return the element of an id.

    Raises:
        UsageError: there is none.
    """
    known = {element.id: element for element in requirement.elements}
    if name not in known:
        hint = WORDS["known-elements"].format(names=", ".join(known))
        raise UsageError(WORDS["unknown-element"].format(name=name, requirement=requirement.id), where=where, todo=hint)
    return known[name]


def _near(name: str, known: Iterable[str]) -> Bilingual:
    near = difflib.get_close_matches(name, list(known), 3, 0.75)
    if not near:
        return WORDS["see-list"]
    return WORDS["near"].format(name=any_of(near))


def any_of(names: Iterable[str]) -> Bilingual:
    """Return names with "or" between them, to stand inside quotation marks.

    >>> any_of(["a", "b"])
    Bilingual(ja='a」か「b', en="a' or 'b")
    """
    known, between = list(names), WORDS["or"]
    return Bilingual(between.ja.join(known), between.en.join(known))
