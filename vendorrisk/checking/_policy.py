"""Packs made ready for judging: merged, compiled, with a prefilter.  Built once, used for every document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import attrs

from vendorrisk.checking._literals import literals_of
from vendorrisk.requirements import Element, Pack, Requirement, Rule

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

__all__ = ["CompiledRule", "Key", "Matcher", "Policy"]

Key = tuple[str, str]
"""Requirement id and element id."""


@lru_cache(maxsize=16384)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@attrs.define(eq=False)
class CompiledRule:
    """A rule whose patterns are compiled when first needed."""

    rule: Rule
    requirement: Requirement
    element: Element
    key: Key = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        """Keep the key, which is asked for often."""
        self.key = (self.requirement.id, self.element.id)

    @cached_property
    def act(self) -> tuple[re.Pattern[str], ...]:
        """Patterns of the act."""
        return tuple(map(_compiled, self.rule.act))

    @cached_property
    def every(self) -> tuple[re.Pattern[str], ...]:
        """Patterns that must all stand in the statement."""
        return tuple(map(_compiled, self.rule.all))

    @cached_property
    def when(self) -> tuple[re.Pattern[str], ...]:
        """Patterns of the condition."""
        return tuple(map(_compiled, self.rule.when))

    @cached_property
    def context(self) -> tuple[re.Pattern[str], ...]:
        """Patterns of the surroundings, which are several lines."""
        return tuple(_compiled(f"(?m){pattern}") for pattern in self.rule.context)

    @cached_property
    def unless(self) -> tuple[re.Pattern[str], ...]:
        """Patterns that must not stand in the statement."""
        return tuple(map(_compiled, self.rule.unless))

    @cached_property
    def unless_context(self) -> tuple[re.Pattern[str], ...]:
        """Patterns that must not stand in headings or stem, which are several lines."""
        return tuple(_compiled(f"(?m){pattern}") for pattern in self.rule.unless_context)


class Policy:
    """Requirements of several packs, merged: later packs replace, add and silence.

    Attributes:
        packs: the packs in order.
        requirements: what is demanded, in the order in which it is shown.
    """

    def __init__(self, packs: Sequence[Pack]) -> None:
        self.packs = tuple(packs)
        merged: dict[str, Requirement] = {}
        self.pack_of: dict[str, Pack] = {}
        for pack in packs:
            for silenced in pack.silences:
                merged.pop(silenced, None)
            for requirement in pack.requirements:
                merged[requirement.id] = requirement
                self.pack_of[requirement.id] = pack
        self.requirements = tuple(merged.values())
        self._matchers: dict[tuple[str, ...], Matcher] = {}

    def matcher(self, requirements: Sequence[Requirement]) -> Matcher:
        """Return the compiled rules of some of the requirements; kept for the next document."""
        key = tuple(requirement.id for requirement in requirements)
        found = self._matchers.get(key)
        if found is None:
            found = self._matchers[key] = Matcher(requirements)
        return found


class Matcher:
    """The rules of a choice of requirements behind one prefilter."""

    def __init__(self, requirements: Iterable[Requirement]) -> None:
        self.rules: list[CompiledRule] = []
        self._always: list[int] = []
        self._full: list[int] = []
        by_literal: dict[str, dict[int, int]] = {}
        for requirement in requirements:
            for element in requirement.elements:
                for rule in element.rules:
                    number = len(self.rules)
                    self.rules.append(CompiledRule(rule, requirement, element))
                    groups = literals_of(((rule.act, False), (rule.all, True), (rule.when, False)))
                    if not groups:
                        self._always.append(number)
                    self._full.append((1 << len(groups)) - 1)
                    for bit, literals in enumerate(groups):
                        for literal in literals:
                            held = by_literal.setdefault(literal, {})
                            held[number] = held.get(number, 0) | 1 << bit
        self._words = list(by_literal)
        self._rules_of = [tuple(by_literal[word].items()) for word in self._words]

    @cached_property
    def _automaton(self) -> AhoCorasick:
        from ahocorasick_rs import AhoCorasick

        return AhoCorasick(self._words or ["\0"])

    def hits(self, text: str) -> frozenset[int]:
        """Return the numbers of the literals that stand in a folded text."""
        if not self._words:
            return frozenset()
        return frozenset([hit[0] for hit in self._automaton.find_matches_as_indexes(text, overlapping=True)])

    def candidates(self, hits: frozenset[int]) -> list[int]:
        """Return the numbers of the rules that a text with these literals may match, in order."""
        seen: dict[int, int] = {}
        for hit in hits:
            for number, bits in self._rules_of[hit]:
                seen[number] = seen.get(number, 0) | bits
        found = [number for number, bits in seen.items() if bits == self._full[number]]
        return sorted(found + self._always)
