"""Which words a rule cannot do without: the prefilter that makes judging cheap.

A contract of a hundred pages has thousands of statements and there are hundreds of rules; nearly all pairs share no word.  From the
patterns of a rule a set of literals is derived, one of which every match must contain; one pass of an Aho–Corasick automaton then
names the few rules that a paragraph can match at all.
"""

from __future__ import annotations

import re._constants as _c  # type: ignore[import-not-found]
import re._parser as _parser  # type: ignore[import-not-found]
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

__all__ = ["literals_of"]

# Parties are rewritten after the prefilter has run, so these two never stand in the text that it sees.
_REWRITTEN = "甲乙"


def literals_of(groups: Iterable[tuple[tuple[str, ...], bool]]) -> tuple[frozenset[str], ...]:
    """Return sets of literals; every text that the pattern groups match contains one literal of each set.

    Args:
        groups: (patterns, every): with ``every`` each pattern must match, otherwise one of them.
    """
    needed: list[frozenset[str]] = []
    for patterns, every in groups:
        sets = [_needed(pattern) for pattern in patterns]
        if every:
            needed += [found for found in sets if found is not None]
        elif sets and all(found is not None for found in sets):
            needed.append(frozenset().union(*(found for found in sets if found is not None)))
    return tuple(needed)


def _better(a: frozenset[str] | None, b: frozenset[str] | None) -> frozenset[str] | None:
    if a is None or b is None:
        return a if b is None else b
    return a if _rank(a) >= _rank(b) else b


def _rank(literals: frozenset[str]) -> tuple[int, int]:
    """Longer words first, then fewer of them."""
    return min(2, min(map(len, literals))), -len(literals)


@lru_cache(maxsize=8192)
def _needed(pattern: str) -> frozenset[str] | None:
    return _walk(_parser.parse(pattern))


def _walk(items: Any) -> frozenset[str] | None:
    """Return the literals of a parsed sequence, one of which every match contains."""
    best: frozenset[str] | None = None
    run = ""
    for op, arg in items:
        if op is _c.LITERAL and chr(arg) not in _REWRITTEN:
            run += chr(arg)
            continue
        if run:
            best, run = _better(best, frozenset((run,))), ""
        best = _better(best, _one(op, arg))
    return _better(best, frozenset((run,))) if run else best


def _one(op: Any, arg: Any) -> frozenset[str] | None:
    if op is _c.SUBPATTERN:
        return _walk(arg[3])
    if op is _c.BRANCH:
        sets = [_walk(branch) for branch in arg[1]]
        if any(found is None for found in sets):
            return None
        return frozenset().union(*(found for found in sets if found is not None))
    if op in (_c.MAX_REPEAT, _c.MIN_REPEAT, _c.POSSESSIVE_REPEAT) and arg[0] >= 1:
        return _walk(arg[2])
    if op is _c.IN and all(kind is _c.LITERAL for kind, _ in arg):
        found = frozenset(chr(code) for _, code in arg)
        return found if not found & set(_REWRITTEN) else None
    return None
