"""Packs made ready for judging: merged, compiled, with a prefilter.  Built once, used for every document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

import attrs

from vendorrisk.checking._literals import Alternative, needed_by
from vendorrisk.model import Handling, Kind
from vendorrisk.requirements import Element, Pack, Requirement, Rule

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

__all__ = ["CompiledRule", "Key", "Matcher", "Policy", "members"]

Key = tuple[str, str]
"""Requirement id and element id."""
_Sets = tuple[frozenset[int], ...]
_Group = tuple[_Sets, ...]


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

    Sets of rules are whole numbers, one bit a rule: what a paragraph can match at all is found with a few "and" and "or" of long numbers.
    """

    def __init__(self, requirements: Iterable[Requirement]) -> None:
        self.rules: list[CompiledRule] = [
            CompiledRule(rule, requirement, element)
            for requirement in requirements
            for element in requirement.elements
            for rule in element.rules
        ]
        self.reader: Any = None  # kept for `reader_of`, which knows statements
        self.all = (1 << len(self.rules)) - 1
        needs = [_needs(compiled.rule) for compiled in self.rules]
        contexts = [needed_by(compiled.rule.context) for compiled in self.rules]
        every = [*needs, *([group] for group in contexts if group)]
        self._words = sorted({word for groups in every for group in groups for alternative in group for words in alternative for word in words})
        number_of = {word: number for number, word in enumerate(self._words)}
        # one stretch of bits for each group of patterns; a rule is possible when its bit is set in every stretch
        depth = max(map(len, needs), default=0)
        size = len(self.rules)
        self._shifts = [size * place for place in range(depth)]
        self._around = size * depth  # the last stretch: words of the context
        self._anywhere = 0  # rules that ask for no context
        self._named = [0] * len(self._words)
        self._free = 0
        self._closer: dict[int, tuple[_Group, ...]] = {}
        for number, groups in enumerate(needs):
            for place, shift in enumerate(self._shifts):
                if place >= len(groups):
                    self._free |= 1 << shift + number
                    continue
                for first, *_ in groups[place]:
                    for word in first:
                        self._named[number_of[word]] |= 1 << shift + number
            context = contexts[number]
            if context is None:
                self._anywhere |= 1 << number
            for first, *_ in context or ():
                for word in first:
                    self._named[number_of[word]] |= 1 << self._around + number
            closer = tuple(_numbered(group, number_of) for group in groups if any(len(alternative) > 1 for alternative in group))
            if closer:
                self._closer[number] = closer
        self._closer_mask = sum(1 << number for number in self._closer)

    @cached_property
    def _automaton(self) -> AhoCorasick:
        from ahocorasick_rs import AhoCorasick

        return AhoCorasick(self._words or ["\0"])

    def candidates(self, text: str) -> tuple[int, int, set[int]]:
        """Return the rules whose words a folded text holds, those whose context it can be, and the words for `narrow`."""
        if not self._words:
            return self.all, self.all, set()
        found = {hit[0] for hit in self._automaton.find_matches_as_indexes(text, overlapping=True)}
        named = self._named
        bits = self._free
        for word in found:
            bits |= named[word]
        rules = self.all
        for shift in self._shifts:
            rules &= bits >> shift
        return rules, self._anywhere | bits >> self._around, found

    def context(self, text: str) -> int:
        """Return the rules whose context a folded text can be."""
        return self.candidates(text)[1]

    def narrow(self, rules: int, found: set[int]) -> int:
        """Return those of the rules for which the text holds all that one of their alternatives needs."""
        for number in members(rules & self._closer_mask):
            for group in self._closer[number]:
                if not _any_holds(found, group):
                    rules ^= 1 << number
                    break
        return rules

    def choose(self, wanted: Callable[[CompiledRule], bool]) -> int:
        """Return the rules of which something is true."""
        return sum(1 << number for number, compiled in enumerate(self.rules) if wanted(compiled))


def members(bits: int) -> Iterator[int]:
    """Yield the numbers in a set of bits, smallest first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def _needs(rule: Rule) -> list[list[Alternative]]:
    """Return what a text must hold for a rule: groups of alternatives, one alternative of each group."""
    groups = [needed_by(rule.act), *(needed_by((pattern,)) for pattern in rule.all), needed_by(rule.when)]
    return [group for group in groups if group]


def _numbered(group: list[Alternative], number_of: Mapping[str, int]) -> _Group:
    return tuple(tuple(frozenset(number_of[word] for word in words) for words in alternative) for alternative in group)


def _any_holds(hits: set[int], group: _Group) -> bool:
    for sets in group:
        for words in sets:  # loops, not all(): this is the innermost part of the whole program
            if hits.isdisjoint(words):
                break
        else:
            return True
    return False
