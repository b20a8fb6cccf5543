"""Regular expressions that are tried only where they can begin.

The patterns of rules are lists of many phrases; ``re`` tries the whole list at every letter of a sentence.  Where it is known with which
letters a match can begin, one quick pass over the sentence names the few places that are worth trying.  What is found is the same.
"""

from __future__ import annotations

import re
import re._compiler as _compiler  # type: ignore[import-not-found]
import re._constants as _c  # type: ignore[import-not-found]
import re._parser as _parser  # type: ignore[import-not-found]
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any

__all__ = ["Seeker", "seeker"]

_WIDEST = 200  # letters; a pattern that can begin with more of them is tried everywhere
_REPEATS = (_c.MAX_REPEAT, _c.MIN_REPEAT, _c.POSSESSIVE_REPEAT)
_TAKES_NO_ROOM = (_c.AT, _c.ASSERT, _c.ASSERT_NOT)


class Seeker:
    """A compiled pattern whose ``search`` and ``finditer`` do what those of ``re`` do, sooner.

    Attributes:
        search: returns the first match in ``text`` from ``start`` to ``end``, or None.
    """

    search: Callable[..., re.Match[str] | None]

    def __init__(self, pattern: str) -> None:
        parsed = _parser.parse(pattern)
        compiled: re.Pattern[str] = _compiler.compile(parsed)  # not of the string: that would take it apart once more
        self._compiled = compiled
        heads = _heads(parsed) if not compiled.flags & (re.IGNORECASE | re.MULTILINE) else None
        if not compiled.flags & re.MULTILINE and _anchored(parsed):
            self.search = self._at_beginning
        elif heads is None or len(heads) > _WIDEST or _is_quick(parsed):
            self.search = compiled.search
        else:
            self._begins = re.compile(f"[{''.join(map(re.escape, sorted(heads)))}]").finditer
            self.search = self._where_it_begins

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """Yield all matches, none of which overlaps another."""
        return self._compiled.finditer(text, start, end)

    def _at_beginning(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        return None if start else self._compiled.match(text, 0, end)

    def _where_it_begins(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        match = self._compiled.match
        for begin in self._begins(text, start, end):
            found = match(text, begin.start(), end)
            if found is not None:
                return found
        return None


@lru_cache(maxsize=16384)
def seeker(pattern: str) -> Seeker:
    """Return the seeker of a pattern; the same patterns stand in many rules."""
    return Seeker(pattern)


def _anchored(items: Any) -> bool:
    """Whether a match can only begin where the text begins."""
    items = list(items)
    if not items:
        return False
    op, arg = items[0]
    if op is _c.AT:
        return bool(arg in (_c.AT_BEGINNING, _c.AT_BEGINNING_STRING))
    if op is _c.SUBPATTERN:
        return _anchored(arg[3])
    return bool(op is _c.BRANCH and all(map(_anchored, arg[1])))


def _is_quick(items: Any) -> bool:
    """Whether ``re`` itself skips to where the pattern can begin: it does for a letter and for a plain list of letters or phrases."""
    op, arg = next(iter(items))
    if op is _c.SUBPATTERN:
        return _is_quick(arg[3])
    if op is _c.BRANCH:
        return all(branch and branch[0][0] is _c.LITERAL for branch in arg[1]) and len(arg[1]) < 4
    return op is _c.LITERAL or op is _c.IN


def _heads(items: Any) -> frozenset[str] | None:
    """Return the letters with which a match can begin, or None where they are not known or where it can be empty."""
    found, empty = _first(list(items))
    return None if empty else found


def _first(items: Sequence[Any]) -> tuple[frozenset[str] | None, bool]:
    """Return the letters with which a sequence can begin, and whether it can be empty."""
    letters: frozenset[str] = frozenset()
    for op, arg in items:
        found, empty = _first_of(op, arg)
        if found is None:
            return None, False
        letters |= found
        if not empty:
            return letters, False
    return letters, True


def _first_of(op: Any, arg: Any) -> tuple[frozenset[str] | None, bool]:
    if op is _c.LITERAL:
        return frozenset((chr(arg),)), False
    if op in _TAKES_NO_ROOM:
        return frozenset(), True
    if op is _c.IN:
        return _letters(arg), False
    if op is _c.SUBPATTERN:
        return (None, False) if arg[1] else _first(list(arg[3]))
    if op is _c.BRANCH:
        parts = [_first(list(branch)) for branch in arg[1]]
        known = [letters for letters, _ in parts if letters is not None]
        return (frozenset().union(*known) if len(known) == len(parts) else None), any(empty for _, empty in parts)
    if op in _REPEATS:
        letters, empty = _first(list(arg[2]))
        return letters, empty or arg[0] == 0
    return None, False


def _letters(items: Sequence[Any]) -> frozenset[str] | None:
    letters: set[str] = set()
    for op, arg in items:
        if op is _c.LITERAL:
            letters.add(chr(arg))
        elif op is _c.RANGE and arg[1] - arg[0] < _WIDEST:
            letters.update(map(chr, range(arg[0], arg[1] + 1)))
        else:
            return None  # negated, a wide range or a class such as \\d
    return frozenset(letters)
