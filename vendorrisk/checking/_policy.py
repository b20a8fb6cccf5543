"""Packs made ready for judging: merged, compiled, with a screen before them.  Built once, used for every document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Any

import attrs

from vendorrisk.checking._screen import Screen
from vendorrisk.checking._seek import Seeker, seeker
from vendorrisk.model import Handling, Kind
from vendorrisk.requirements import Element, Pack, Requirement, Rule

__all__ = ["CompiledRule", "Key", "Matcher", "Policy"]

Key = tuple[str, str]
"""Requirement id and element id."""


def _any(patterns: tuple[str, ...], flags: str = "") -> Seeker | None:
    if not patterns:
        return None
    return seeker(flags + (patterns[0] if len(patterns) == 1 else "|".join(f"(?:{pattern})" for pattern in patterns)))


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
    def act(self) -> Seeker | None:
        """One pattern for all acts."""
        return _any(self.rule.act)

    @cached_property
    def every(self) -> tuple[Seeker, ...]:
        """Patterns that must all stand in the statement."""
        return tuple(map(seeker, self.rule.all))

    @cached_property
    def when(self) -> Seeker | None:
        """One pattern for all conditions."""
        return _any(self.rule.when)

    @cached_property
    def context(self) -> Seeker | None:
        """One pattern for the surroundings, which are several lines."""
        return _any(self.rule.context, "(?m)")

    @cached_property
    def document(self) -> Seeker | None:
        """One pattern for what must stand anywhere in the document."""
        return _any(self.rule.document)

    @cached_property
    def unless(self) -> Seeker | None:
        """One pattern for what must not stand in the statement."""
        return _any(self.rule.unless)

    @cached_property
    def unless_context(self) -> Seeker | None:
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
    """The rules of a choice of requirements; sets of rules are whole numbers, one bit a rule."""

    def __init__(self, requirements: Iterable[Requirement]) -> None:
        self.rules: list[CompiledRule] = [
            CompiledRule(rule, requirement, element)
            for requirement in requirements
            for element in requirement.elements
            for rule in element.rules
        ]
        self.reader: Any = None  # kept for `reader_of`, which knows statements
        self.screen = Screen([compiled.rule for compiled in self.rules])

    def choose(self, wanted: Callable[[CompiledRule], bool]) -> int:
        """Return the rules of which something is true."""
        return sum(1 << number for number, compiled in enumerate(self.rules) if wanted(compiled))
