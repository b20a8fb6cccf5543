"""Packs made ready for judging: merged, compiled, with a prefilter.  Built once, used for every document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import attrs

from vendorrisk.checking._literals import literals_of
from vendorrisk.model import Handling, Kind
from vendorrisk.requirements import Element, Pack, Requirement, Rule

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

__all__ = ["CompiledRule", "Key", "Matcher", "Policy"]

Key = tuple[str, str]
"""Requirement id and element id."""


@lru_cache(maxsize=16384)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _any(patterns: tuple[str, ...], flags: str = "") -> re.Pattern[str] | None:
    if not patterns:
        return None
    return _compiled(flags + (patterns[0] if len(patterns) == 1 else "|".join(f"(?:{pattern})" for pattern in patterns)))


@attrs.define(eq=False)
class CompiledRule:
    """A rule whose patterns are compiled when first needed."""

    rule: Rule
    requirement: Requirement
    element: Element
    key: Key = attrs.field(init=False)
    own_rules: bool = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        """Keep what is asked for often: the key, and whether the text judged is the city's own set of rules."""
        self.key = (self.requirement.id, self.element.id)
        applies = self.requirement.applies
        self.own_rules = Kind.SOCIAL_MEDIA in applies.kinds or Handling.TERMS_OF_SERVICE in applies.handles

    @cached_property
    def act(self) -> re.Pattern[str] | None:
        """One pattern for all acts."""
        return _any(self.rule.act)

    @cached_property
    def every(self) -> tuple[re.Pattern[str], ...]:
        """Patterns that must all stand in the statement."""
        return tuple(map(_compiled, self.rule.all))

    @cached_property
    def when(self) -> re.Pattern[str] | None:
        """One pattern for all conditions."""
        return _any(self.rule.when)

    @cached_property
    def context(self) -> re.Pattern[str] | None:
        """One pattern for the surroundings, which are several lines."""
        return _any(self.rule.context, "(?m)")

    @cached_property
    def document(self) -> re.Pattern[str] | None:
        """One pattern for what must stand anywhere in the document."""
        return _any(self.rule.document)

    @cached_property
    def unless(self) -> re.Pattern[str] | None:
        """One pattern for what must not stand in the statement."""
        return _any(self.rule.unless)

    @cached_property
    def unless_context(self) -> re.Pattern[str] | None:
        """One pattern for what must not stand in headings or stem, which are several lines."""
        return _any(self.rule.unless_context, "(?m)")


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
    """The rules of a choice of requirements behind one prefilter.

    Every rule is filed under the literals that it is least likely to meet; its other groups of literals are looked up only then.
    """

    def __init__(self, requirements: Iterable[Requirement]) -> None:
        self.rules: list[CompiledRule] = []
        self._always: list[int] = []
        groups_of: list[tuple[frozenset[str], ...]] = []
        for requirement in requirements:
            for element in requirement.elements:
                for rule in element.rules:
                    self.rules.append(CompiledRule(rule, requirement, element))
                    groups_of.append(literals_of(((rule.act, False), (rule.all, True), (rule.when, False))))
        self._words = sorted({word for groups in groups_of for group in groups for word in group})
        number_of = {word: number for number, word in enumerate(self._words)}
        self._numbered = [tuple(frozenset(number_of[word] for word in group) for group in groups) for groups in groups_of]
        self._filed: list[list[tuple[int, tuple[frozenset[int], ...]]]] = [[] for _ in self._words]
        for number, groups in enumerate(groups_of):
            if not groups:
                self._always.append(number)
                continue
            first, *others = sorted(groups, key=lambda group: (-min(map(len, group)), len(group)))
            ready = tuple(frozenset(number_of[word] for word in group) for group in others)
            for word in first:
                self._filed[number_of[word]].append((number, ready))

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
        found = set(self._always)
        for hit in hits:
            for number, others in self._filed[hit]:
                if number not in found:
                    for group in others:
                        if hits.isdisjoint(group):
                            break
                    else:
                        found.add(number)
        return sorted(found)

    def narrow(self, numbers: list[int], hits: frozenset[int]) -> list[int]:
        """Return those of the rules that a text with these literals may match."""
        numbered = self._numbered
        found = []
        for number in numbers:
            for group in numbered[number]:
                if hits.isdisjoint(group):
                    break
            else:
                found.append(number)
        return found
