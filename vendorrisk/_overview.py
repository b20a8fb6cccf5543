"""What a register says today: what is due by the intervals that each record's risk asks for, and where every record stands."""

from __future__ import annotations

from datetime import date

import attrs

from vendorrisk._packs import editions
from vendorrisk.lifecycle import Colour, Shortcoming, Stage, shortcomings, stage
from vendorrisk.model import CloudService, Contract, Holdings, Record, RiskBand, SocialAccount
from vendorrisk.register import Register
from vendorrisk.risk import Assessment, assess, assess_all
from vendorrisk.schedule import DueItem, due_list

__all__ = ["Standing", "standing", "standings", "what_is_due"]

_ORDER = {band: place for place, band in enumerate(RiskBand)}


@attrs.frozen
class Standing:
    """Where one record stands on a day.

    Attributes:
        record: the record.
        stage: its stage; None for records that have none.
        risk: its risk; None for records that are not scored or can do no harm any more.
        shortcomings: what it lacks, red before amber.
    """

    record: Record
    stage: Stage | None
    risk: Assessment | None
    shortcomings: tuple[Shortcoming, ...]

    @property
    def red(self) -> int:
        """How many shortcomings are red."""
        return sum(found.colour is Colour.RED for found in self.shortcomings)


def what_is_due(holdings: Holdings, today: date, *, within: int | None = None) -> tuple[DueItem, ...]:
    """Return the due list with the review intervals that the residual risk of each record asks for.

    Args:
        holdings: the register.
        today: the day.
        within: leave out what is due later than in so many days.
    """
    bands = {found.record: found.band for found in assess_all(holdings, today)}
    return due_list(holdings, today, within=within, bands=bands)


def standing(register: Register, record: Record, today: date | None = None) -> Standing:
    """Return where a record stands."""
    day = today or register.today()
    return _standing(register, record, day, {found.record: found for found in _assessed(register.holdings, record, day)})


def standings(register: Register, today: date | None = None) -> tuple[Standing, ...]:
    """Return where every record stands that is scored, staged or lacks something.

    Not assessed first, then the highest residual risk, then the most red shortcomings.
    """
    day = today or register.today()
    risks = {found.record: found for found in assess_all(register.holdings, day)}
    found = [_standing(register, record, day, risks) for record in register.holdings]
    kept = [one for one in found if one.risk is not None or one.shortcomings or one.stage is not None]
    return tuple(sorted(kept, key=_place))


def _place(one: Standing) -> tuple[int, int, int, str]:
    return _ORDER[one.risk.band] if one.risk is not None else len(_ORDER), -one.red, -len(one.shortcomings), one.record.id


def _assessed(held: Holdings, record: Record, day: date) -> tuple[Assessment, ...]:
    return (assess(record, held, day),) if isinstance(record, (Contract, CloudService)) else ()


def _standing(register: Register, record: Record, day: date, risks: dict[str, Assessment]) -> Standing:
    held = register.holdings
    staged = stage(record, held, day) if isinstance(record, (Contract, CloudService, SocialAccount)) else None
    packs = editions(held.settings.policies)
    return Standing(record, staged, risks.get(record.id), shortcomings(record, held, day, packs=packs))
