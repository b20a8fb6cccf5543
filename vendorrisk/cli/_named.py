"""Ids that a person types: found, or answered with what was perhaps meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from vendorrisk.cli._words import WORDS
from vendorrisk.model import Language, UsageError
from vendorrisk.requirements import Element, Pack, Requirement

__all__ = ["named_element", "named_requirement"]


def named_requirement(packs: Iterable[Pack], name: str, language: Language, where: str) -> tuple[Pack, Requirement]:
    """Return the requirement of an id with its pack, the last of several that replace each other.

    Raises:
        UsageError: there is none.
    """
    known = {requirement.id: (pack, requirement) for pack in packs for requirement in pack.requirements}
    if name not in known:
        raise UsageError(WORDS["unknown-id"].get(language).format(name=name), where=where, todo=_near(name, known, language))
    return known[name]


def named_element(requirement: Requirement, name: str, language: Language, where: str) -> Element:
    """Return the element of an id.

    Raises:
        UsageError: there is none.
    """
    known = {element.id: element for element in requirement.elements}
    if name not in known:
        hint = WORDS["known-elements"].get(language).format(names=", ".join(known))
        raise UsageError(WORDS["unknown-element"].get(language).format(name=name, requirement=requirement.id), where=where, todo=hint)
    return known[name]


def _near(name: str, known: Iterable[str], language: Language) -> str:
    near = difflib.get_close_matches(name, list(known), 3, 0.75)
    if not near:
        return WORDS["see-list"].get(language)
    return WORDS["near"].get(language).format(name=WORDS["or"].get(language).join(near))
