"""Which rules can say anything of which paragraphs: found for a whole document at once, before any sentence is taken apart.

A rule needs certain words (see the literals).  One automaton names the words of every paragraph; then for each word the set of paragraphs
that hold it is one whole number, a bit a paragraph, and whether a rule is possible is answered for all paragraphs together by a few
"and" and "or" of such numbers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from vendorrisk.checking._literals import Alternative, needed_by
from vendorrisk.requirements import Rule

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

__all__ = ["Place", "Screen", "members"]

_Group = tuple[tuple[int, ...], ...]
"""Alternatives, each with the numbers of the sets of words that it needs."""
_AT_ONCE = 4096  # paragraphs; with more of them the numbers grow long, and time with the square of the document


@attrs.frozen
class Place:
    """A paragraph as the screen sees it.

    Attributes:
        wording: all words that a statement of it can be made of.
        headings: the lines above it.
        article: paragraphs of one article share it.
        provision: whether 「前項」 in the next paragraph means this one, rather than the last provision before it.
    """

    wording: str
    headings: str
    article: int
    provision: bool


@attrs.frozen
class _Needs:
    """What one rule needs: an alternative of each of its groups in the paragraph itself, and one around it."""

    groups: tuple[int, ...]
    around: _Group | None


class Screen:
    """The words of many rules, asked about whole documents.

    Attributes:
        words: every word that some rule needs.
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._size = len(rules)
        sets: dict[frozenset[str], int] = {}

        def numbered(group: list[Alternative]) -> _Group:
            return tuple(tuple(sets.setdefault(words, len(sets)) for words in alternative) for alternative in group)

        self._needs: list[_Needs] = []
        self._headed_by: dict[int, list[tuple[int, tuple[int, ...]]]] = {}  # group and the rest of the alternative, by its rarest set
        count = 0
        for rule in rules:
            groups = [group for group in map(needed_by, (rule.act, *((pattern,) for pattern in rule.all), rule.when)) if group]
            context = needed_by(rule.context)
            self._needs.append(_Needs(tuple(range(count, count + len(groups))), numbered(context) if context else None))
            for group in groups:
                for head, *rest in numbered(group):
                    self._headed_by.setdefault(head, []).append((count, tuple(rest)))
                count += 1
        self._sets_of: dict[str, list[int]] = {}
        for words, number in sets.items():
            for word in words:
                self._sets_of.setdefault(word, []).append(number)
        self._count = len(sets)

    @property
    def words(self) -> Sequence[str]:
        """Every word that some rule needs."""
        return list(self._sets_of)

    @cached_property
    def _automaton(self) -> AhoCorasick:
        from ahocorasick_rs import AhoCorasick

        return AhoCorasick(sorted(self._sets_of) or ["\0"], store_patterns=True)

    def found(self, text: str) -> set[str]:
        """Return the words that a folded text holds."""
        return set(self._automaton.find_matches_as_strings(text, overlapping=True))

    def possible(self, places: Sequence[Place], title: str) -> list[int]:
        """Return for each paragraph of a document the rules that it can match, one bit a rule.

        Args:
            places: the paragraphs in order.
            title: of the document; it stands above all of them.
        """
        rules: list[int] = []
        for first in range(0, len(places), _AT_ONCE):
            some = places[first : first + _AT_ONCE]
            own = self._sets([self.found(place.wording) for place in some])
            rules += self._held(own, len(some), _Surroundings(some, self, own, title, began_before=first > 0).hold)
        return rules

    def named(self, texts: Sequence[str]) -> list[int]:
        """Return for each of some texts the rules whose words it holds, wherever it stands."""
        rules: list[int] = []
        for first in range(0, len(texts), _AT_ONCE):
            some = texts[first : first + _AT_ONCE]
            rules += self._held(self._sets([self.found(text) for text in some]), len(some), None)
        return rules

    def _held(self, own: Mapping[int, int], count: int, around: Callable[[_Group, int], bool] | None) -> list[int]:
        """Return for each of so many texts the rules that it holds all words of."""
        rules_at = [0] * count
        held: defaultdict[int, int] = defaultdict(int)
        for head, texts in own.items():
            for group, rest in self._headed_by.get(head, ()):
                both = texts
                for number in rest:
                    if number not in own:
                        break
                    both &= own[number]
                else:
                    held[group] |= both
        everywhere = (1 << count) - 1
        for rule, needs in enumerate(self._needs):
            texts = everywhere
            for group in needs.groups:
                if group not in held:
                    texts = 0
                    break
                texts &= held[group]
            bit = 1 << rule
            for number in members(texts):
                if needs.around is None or around is None or around(needs.around, number):
                    rules_at[number] |= bit
        return rules_at

    def _sets(self, found: Sequence[set[str]]) -> dict[int, int]:
        """Return for each set of words the texts that hold one of them, one bit a text; sets that none holds are left out."""
        texts_of: defaultdict[str, int] = defaultdict(int)
        bit = 1
        for words in found:
            for word in words:
                texts_of[word] |= bit
            bit <<= 1
        return self.gathered(texts_of)

    def gathered(self, texts_of: Mapping[str, int]) -> dict[int, int]:
        """Return for each set of words the texts that hold one of them, from the texts that hold each word."""
        sets: defaultdict[int, int] = defaultdict(int)
        for word, texts in texts_of.items():
            for number in self._sets_of.get(word, ()):
                sets[number] |= texts
        return dict(sets)


class _Surroundings:
    """What stands around each paragraph: title, headings, the article so far, and what 「前項」 and 「前条」 point to."""

    def __init__(self, places: Sequence[Place], screen: Screen, own: Mapping[int, int], title: str, *, began_before: bool) -> None:
        self._own = own
        self._begin: list[int] = []
        for number, place in enumerate(places):
            fresh = not number or place.article != places[number - 1].article
            self._begin.append(number if fresh else self._begin[-1])
        self._before = _where(places, "前項")
        self._farther = [(number, before) for number in members(self._before) if (before := _provision_before(places, number)) != number - 1]
        self._article_before = _where(places, "前条")
        # of an article that began before these paragraphs nobody knows what its head says
        self._unknown = (1 << next((n for n, begin in enumerate(self._begin) if begin), len(places))) - 1 if began_before else 0
        below: dict[str, int] = {}
        for number, place in enumerate(places):
            below[place.headings] = below.get(place.headings, 0) | 1 << number
        above: dict[str, int] = dict.fromkeys(screen.found(title), (1 << len(places)) - 1)
        for headings, paragraphs in below.items():
            for word in screen.found(headings):
                above[word] = above.get(word, 0) | paragraphs
        self._above = screen.gathered(above)
        self._said: dict[int, int] = {}

    def hold(self, group: _Group, paragraph: int) -> bool:
        """Whether all that one of the alternatives needs stands around a paragraph."""
        for alternative in group:
            for number in alternative:
                if not self._reach(self._at(number), paragraph):
                    break
            else:
                return True
        return False

    def _at(self, number: int) -> int:
        """Return the paragraphs that bring a word of a set into their article."""
        said = self._said.get(number)
        if said is None:
            own = self._own.get(number, 0)
            said = own | self._above.get(number, 0) | (own << 1 & self._before) | self._unknown
            for paragraph, before in self._farther:
                if before < 0 or own >> before & 1:
                    said |= 1 << paragraph
            self._said[number] = said
        return said

    def _reach(self, said: int, paragraph: int) -> bool:
        """Whether something was said in the article of a paragraph up to it, or in the article before where that is pointed to."""
        while True:
            begin = self._begin[paragraph]
            here = (2 << paragraph - begin) - 1
            if said >> begin & here:
                return True
            if not begin or not self._article_before >> begin & here:
                return False
            paragraph = begin - 1


def _provision_before(places: Sequence[Place], number: int) -> int:
    """Return the last provision before a paragraph; -1 where it stands farther off than these paragraphs reach."""
    return next((before for before in range(number - 1, -1, -1) if places[before].provision), -1)


def _where(places: Sequence[Place], word: str) -> int:
    return sum(1 << number for number, place in enumerate(places) if word in place.wording)


def members(bits: int) -> list[int]:
    """Return the numbers in a set of bits, smallest first."""
    numbers = []
    while bits:
        lowest = bits & -bits
        numbers.append(lowest.bit_length() - 1)
        bits ^= lowest
    return numbers
