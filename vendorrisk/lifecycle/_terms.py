"""The term of a contract on a day, also of one whose dates contradict each other: it must not vanish from the list for that."""

from __future__ import annotations

from datetime import date

import attrs

from vendorrisk.model import Contract, Holdings
from vendorrisk.schedule import TermStatus, calendar_of, term_of

__all__ = ["term_status"]


def term_status(contract: Contract, held: Holdings, today: date) -> TermStatus | None:
    """Return where the term of a contract stands on a day, with the amendments in force; None while it has no beginning.

    An automatic renewal whose length nobody has stated is taken as no renewal, an end before the beginning as the beginning: the contract
    then shows up as ended without a decision.

    >>> from vendorrisk.model import Renewal, RenewalMode
    >>> contract = Contract(id="contract-2026-0001", start=date(2026, 4, 1), end=date(2027, 3, 31), renewal=Renewal(mode=RenewalMode.AUTOMATIC))
    >>> term_status(contract, Holdings([contract]), date(2027, 4, 1)).state.value
    'expired-undecided'
    """
    now = contract.in_force(today)
    if now.start is None:
        return None
    term = term_of(now, held)
    if term is None:
        end = now.end if now.end is None else max(now.start, now.end)
        term = term_of(attrs.evolve(now, renewal=None, end=end), held)
    return None if term is None else term.on(today, calendar_of(held.settings))
