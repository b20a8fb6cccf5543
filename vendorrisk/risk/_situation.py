"""What a record says about its own danger: the facts that a score is made of, and which of them nobody has stated.

Contracts and cloud services are scored.  Social media accounts are not: they hold no classified information (posting class 2 or more is
forbidden) and their record states no class, no way of access and no outage, so a score would be the same invented number for every
account.  What makes an account dangerous, a missing procedure, owner or second factor, is a yes-or-no matter of :mod:`vendorrisk.lifecycle`.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TypeAlias

import attrs

from vendorrisk.model import (
    Access,
    Bilingual,
    CloudService,
    Contract,
    EndReason,
    Holdings,
    Incident,
    IncidentCategory,
    Information,
    NetworkTier,
    PeopleBand,
    ServiceStatus,
    Subcontract,
    SubcontractDecision,
    fields_of,
)
from vendorrisk.risk._scales import (
    ACCESS,
    CONFIDENTIALITY,
    GRAVE,
    INCIDENT_YEARS,
    INTEGRITY,
    OUTAGE,
    PEOPLE,
    TOP,
)
from vendorrisk.risk._threats import THREATS, Threat

__all__ = ["Factor", "MissingFact", "Scored", "Situation", "crosses_tiers", "is_over", "live_subcontracts", "situation_of"]

Scored: TypeAlias = Contract | CloudService
"""The records that get a score."""

_INCIDENTS = {
    IncidentCategory.WRONGFUL_PURPOSE: {Threat.DELIBERATE},
    IncidentCategory.TAKEOVER: {Threat.DELIBERATE},
    IncidentCategory.LEAK: {Threat.DELIBERATE, Threat.ACCIDENTAL},
    IncidentCategory.LOSS: {Threat.DELIBERATE, Threat.ACCIDENTAL},
    IncidentCategory.DAMAGE: {Threat.DELIBERATE, Threat.ACCIDENTAL},
    IncidentCategory.BREACH_OF_CONTRACT: {Threat.DELIBERATE, Threat.ACCIDENTAL},
    IncidentCategory.OUTAGE: {Threat.DISASTER, Threat.STAFFING, Threat.INFRASTRUCTURE},
}
HARMFUL = (Threat.DELIBERATE, Threat.ACCIDENTAL)
"""Threats whose impact is what becomes of the information; that of the others is how long the work stops."""
_EVERY_THREAT = frozenset(Threat)
# ways of access that join a closed tier to the outside; a service hosted in Japan may stand inside LGWAN (LGWAN-ASP), none abroad does
_LINES = {
    NetworkTier.MY_NUMBER: {Access.REMOTE, Access.HOSTED_DOMESTIC, Access.HOSTED_ABROAD},
    NetworkTier.LGWAN: {Access.REMOTE, Access.HOSTED_ABROAD},
}


@attrs.frozen
class MissingFact:
    """A fact that the score needs and nobody has stated.

    Attributes:
        field: where to fill it in, such as ``information.people``.
        label: the word on its form.
    """

    field: str
    label: Bilingual


@attrs.frozen
class Factor:
    """What makes an impact or an exposure: a weight and where it comes from."""

    weight: int
    label: Bilingual


@attrs.frozen
class Situation:
    """The facts of one record, weighed.

    Attributes:
        harm: what weighs in the impact of deliberate acts and accidents, known facts only.
        harm_missing: what is not known of it.
        harm_needed: how many facts it takes.
        outage: the weight of a stop, for disasters, staffing and infrastructure.
        outage_missing: the same, where nobody has said.
        path: the worst way of access.
        additions: what raises the exposure to every threat.
        path_missing: access and tiers, where nobody has said.
        incidents: threats against which an incident of the last years speaks.
    """

    harm: tuple[Factor, ...]
    harm_missing: tuple[MissingFact, ...]
    harm_needed: int
    outage: tuple[Factor, ...]
    outage_missing: tuple[MissingFact, ...]
    path: tuple[Factor, ...]
    additions: tuple[Factor, ...]
    path_missing: tuple[MissingFact, ...]
    incidents: frozenset[Threat]

    @property
    def missing(self) -> tuple[MissingFact, ...]:
        """Everything that is not known, in the order of the forms."""
        return self.harm_missing + self.path_missing + self.outage_missing

    def missing_for(self, threat: Threat) -> tuple[MissingFact, ...]:
        """Return what is not known of the score against one threat."""
        return (self.harm_missing if threat in HARMFUL else self.outage_missing) + self.path_missing

    def needed_for(self, threat: Threat) -> int:
        """Return how many facts that score takes: those of the impact, the access and the tiers."""
        return (self.harm_needed if threat in HARMFUL else 1) + 2

    def impact_factors(self, threat: Threat) -> tuple[Factor, ...]:
        """Return what the impact comes from; the weightiest counts."""
        return self.harm if threat in HARMFUL else self.outage

    def exposure_factors(self, threat: Threat) -> tuple[Factor, ...]:
        """Return what the exposure comes from: the way of access and everything that adds to it."""
        return (*self.path, *self.additions, *((_INCIDENT,) if threat in self.incidents else ()))

    def products(self, steps: tuple[int, ...]) -> tuple[tuple[int, int, int], ...]:
        """Return impact, exposure and what steps taken off leave of it, for every threat; what is not known counts as the least."""
        exposure = (self.path[0].weight if self.path else 1) + len(self.additions)
        return _products(_weight(self.harm) or 1, _weight(self.outage) or 1, exposure, self.incidents, steps)


@lru_cache(maxsize=4096)  # ten thousand contracts share a few hundred of them, in time and in memory
def _products(harm: int, outage: int, exposure: int, incidents: frozenset[Threat], steps: tuple[int, ...]) -> tuple[tuple[int, int, int], ...]:
    products = []
    for threat, off in zip(THREATS, steps, strict=True):
        exposed = min(TOP, exposure + (threat in incidents))
        products.append((harm if threat in HARMFUL else outage, exposed, max(1, exposed - off)))
    return tuple(products)


_CROSSING = Factor(1, Bilingual("ネットワーク区分越え", "crosses network tiers"))
_DEEP = Factor(1, Bilingual("再々委託", "two or more tiers of subcontractors"))
_INCIDENT = Factor(1, Bilingual(f"過去{INCIDENT_YEARS}年の事故", f"an incident in the last {INCIDENT_YEARS} years"))
_MY_NUMBER = Factor(GRAVE, Bilingual("特定個人情報", "My Number"))
_SPECIAL = Factor(GRAVE, Bilingual("要配慮個人情報", "special-care information"))
_CLASSES = {value: Factor(weight, value.label) for value, weight in CONFIDENTIALITY.items()}
_INTEGRITIES = {value: Factor(weight, Bilingual(f"完全性{value}", f"integrity {value}")) for value, weight in INTEGRITY.items()}
_PEOPLE = {value: Factor(weight, Bilingual(f"本人{value.label.ja}", f"people: {value.label.en}")) for value, weight in PEOPLE.items()}
_OUTAGES = {value: (Factor(weight, Bilingual(f"許容停止{value.label.ja}", f"tolerable outage {value.label.en}")),) for value, weight in OUTAGE.items()}
_PATHS = {value: (Factor(weight, value.label),) for value, weight in ACCESS.items()}

# how much each fact can weigh at most
_MOST = {
    "personal": GRAVE,
    "my_number": GRAVE,
    "special_care": GRAVE,
    "confidentiality": max(CONFIDENTIALITY.values()),
    "integrity": max(INTEGRITY.values()),
    "people": max(PEOPLE.values()),
}
_OF_PEOPLE = ("my_number", "special_care", "people")
_MISSING_INFORMATION = {field.name: MissingFact(f"information.{field.name}", field.label) for field in fields_of(Information)}
_MISSING = {field.name: MissingFact(field.name, field.label) for field in fields_of(Contract) if field.name in ("access", "tiers", "outage")}


def crosses_tiers(tiers: tuple[NetworkTier, ...], access: tuple[Access, ...]) -> bool:
    """Return whether the work joins parts of the network that the policy keeps apart (seed 6(3)).

    It does when it touches two of them, or when a line from outside, for remote work or to a provider's servers, ends in a closed one.

    >>> crosses_tiers((NetworkTier.MY_NUMBER,), (Access.ON_SITE,)), crosses_tiers((NetworkTier.MY_NUMBER,), (Access.REMOTE,))
    (False, True)
    """
    return len(set(tiers)) > 1 or any(not _LINES[tier].isdisjoint(access) for tier in tiers if tier in _LINES)


def live_subcontracts(contract: Contract, today: date) -> tuple[Subcontract, ...]:
    """Return the subcontracts that may be at work: neither refused, nor withdrawn, nor over."""
    over = (SubcontractDecision.REFUSED, SubcontractDecision.WITHDRAWN)
    return tuple(sub for sub in contract.subcontracts if sub.decision not in over and (sub.end is None or sub.end >= today))


def is_over(record: Scored, today: date) -> bool:
    """Return whether a record can do no more harm: never begun for good, or ended with return and erasure confirmed."""
    if isinstance(record, Contract):
        if record.ended is None or record.ended.on is None or record.ended.on >= today:
            return False
        if record.ended.reason is EndReason.ABANDONED:
            return True
    elif record.status is ServiceStatus.REFUSED:
        return True
    elif record.stopped_on is None or record.stopped_on >= today:
        return False
    return record.closing is not None and record.closing.confirmed_on is not None and record.closing.confirmed_on <= today


def situation_of(record: Scored, held: Holdings, today: date) -> Situation:
    """Return the weighed facts of a record on a day."""
    harm, harm_missing, harm_needed = _harm(record.information)
    contract = record if isinstance(record, Contract) else held.get(record.contract, Contract)
    path = max([_PATHS[way] for way in record.access], key=_weight, default=())
    additions = []
    if crosses_tiers(record.tiers, record.access):
        additions.append(_CROSSING)
    if contract is not None and _depth(live_subcontracts(contract, today)) >= 2:
        additions.append(_DEEP)
    return Situation(
        harm=harm,
        harm_missing=harm_missing,
        harm_needed=harm_needed,
        outage=() if record.outage is None else _OUTAGES[record.outage],
        outage_missing=(_MISSING["outage"],) if record.outage is None else (),
        path=path,
        additions=tuple(additions),
        path_missing=tuple(_MISSING[name] for name in ("access", "tiers") if not getattr(record, name)),
        incidents=_incidents(record, contract, held, today),
    )


def _weight(factors: tuple[Factor, ...]) -> int:
    return max([factor.weight for factor in factors], default=0)


def _harm(information: Information | None) -> tuple[tuple[Factor, ...], tuple[MissingFact, ...], int]:
    """Weigh what is handled.

    Where no personal information is handled, nobody has to say how many people's; and a fact that could not raise the impact any more is
    not missing.
    """
    info = information or Information()
    factors = []
    if info.my_number:
        factors.append(_MY_NUMBER)
    if info.special_care:
        factors.append(_SPECIAL)
    if info.confidentiality is not None:
        factors.append(_CLASSES[info.confidentiality])
    if info.integrity in _INTEGRITIES:
        factors.append(_INTEGRITIES[info.integrity])
    if info.people is not None and info.people is not PeopleBand.NONE:
        factors.append(_PEOPLE[info.people])
    asked = [name for name in _MOST if info.personal is not False or name not in _OF_PEOPLE]
    known = _weight(tuple(factors))
    missing = [name for name in asked if _MOST[name] > known and not _stated(info, name)]
    return tuple(factors), tuple(_MISSING_INFORMATION[name] for name in missing), len(asked)


def _stated(info: Information, name: str) -> bool:
    value = getattr(info, name)
    return value in _INTEGRITIES if name == "integrity" else value is not None


def _depth(subcontracts: tuple[Subcontract, ...]) -> int:
    """Return the number of tiers; a circle in the data does not hang it."""
    above = {sub.key: sub.under for sub in subcontracts}
    deepest = 0
    for sub in subcontracts:
        tiers, step = 1, sub.under
        while step and tiers <= TOP:
            tiers, step = tiers + 1, above.get(step, "")
        deepest = max(deepest, tiers)
    return deepest


def _incidents(record: Scored, contract: Contract | None, held: Holdings, today: date) -> frozenset[Threat]:
    vendor = record.vendor if isinstance(record, Contract) else record.provider
    found: set[Threat] = set()
    for subject in {record.id, contract.id if contract is not None else "", vendor} - {""}:
        for incident in held.about(subject, Incident):
            known = incident.known_on
            if known is None or (known <= today and (today.year - known.year, today.month, today.day) <= (INCIDENT_YEARS, known.month, known.day)):
                found |= _INCIDENTS.get(incident.category, _EVERY_THREAT) if incident.category is not None else _EVERY_THREAT
    return frozenset(found)
