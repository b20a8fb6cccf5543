"""What form × force gives, and which rules can say anything of a statement at all, as sets of bits."""

from __future__ import annotations

from collections.abc import Mapping

from vendorrisk.checking._policy import Key, Matcher
from vendorrisk.requirements import Form, Verdict
from vendorrisk.text import Force, Party

__all__ = ["TABLE", "Masks"]

_M, _W, _N = Verdict.MET, Verdict.WEAK, Verdict.NEGATED
TABLE: Mapping[Form, Mapping[Force, Verdict]] = {
    Form.BAN: {Force.BAN: _M, Force.EFFORT: _W, Force.FRAGMENT: _W, Force.PERMISSION: _N, Force.DENIAL: _N, Force.STATEMENT: _W, Force.DEFERRED: _W},
    Form.DUTY: {
        Force.DUTY: _M, Force.EFFORT: _W, Force.FRAGMENT: _W, Force.PERMISSION: _W, Force.STATEMENT: _W, Force.DENIAL: _N, Force.BAN: _N,
        Force.DEFERRED: _W,
    },
    Form.RIGHT: {Force.DEFERRED: _W, Force.PERMISSION: _M, Force.DUTY: _M, Force.EFFORT: _W, Force.FRAGMENT: _W, Force.STATEMENT: _W, Force.BAN: _N, Force.DENIAL: _N},
    Form.FACT: {
        Force.DUTY: _M, Force.BAN: _M, Force.PERMISSION: _M, Force.STATEMENT: _M, Force.EFFORT: _W, Force.FRAGMENT: _W, Force.DENIAL: _N,
        Force.DEFERRED: _W,
    },
}
_PARTIES: Mapping[str, frozenset[Party]] = {
    "vendor": frozenset((Party.VENDOR, Party.BOTH, Party.NONE, Party.STAFF)),
    "client": frozenset((Party.CLIENT, Party.BOTH, Party.NONE, Party.STAFF)),
    "any": frozenset(Party),
}


class Masks:
    """Which rules of a matcher can say anything of a statement, by its force and by who is bound: sets of bits.

    Attributes:
        negating: rules that give ``negated`` whatever the force.
        refuting: for each force the rules that may say ``negated`` of it; all that is of interest once an element is met often enough.
        of_element: the rules of each element.
    """

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher
        self.negating = matcher.choose(lambda compiled: compiled.rule.gives is Verdict.NEGATED)
        self.refuting = {
            force: self.negating | matcher.choose(lambda compiled, force=force: TABLE[compiled.rule.form].get(force) is Verdict.NEGATED)  # type: ignore[misc]
            for force in Force
        }
        self.of_element: dict[Key, int] = {}
        for number, compiled in enumerate(matcher.rules):
            self.of_element[compiled.key] = self.of_element.get(compiled.key, 0) | 1 << number
        self._open: dict[tuple[Force, Party | None], int] = {}

    def open_to(self, force: Force, bearer: Party | None) -> int:
        """Return the rules that a statement of this force about this party can satisfy or refute; None for a party that is not known."""
        key = (force, bearer)
        rules = self._open.get(key)
        if rules is None:
            rules = self._open[key] = self._matcher.choose(
                lambda compiled: (bearer is None or bearer in _PARTIES[compiled.rule.party]) and force in TABLE[compiled.rule.form]
            )
        return rules
