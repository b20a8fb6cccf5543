"""Who stands behind much of the city's work: one firm, with its group, as contractor, provider or subcontractor.

The unit is the arrangement: a contract with the services that run under it, or a service without a contract.  A group is a firm with all
that have it as parent company, however far up.  A group behind a single arrangement is no concentration.

Thresholds (a setting of this program; no guideline gives numbers, DORA art. 29 only the idea): a share of half of the arrangements, or of
those with personal information, or of those with My Number, is very high; a quarter is high; less, but ``MANY`` arrangements or more, is
medium; everything else low.  A share counts only if it rests on at least two arrangements.  An arrangement of which nobody has said
whether it handles such information counts as if it did.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import attrs

from vendorrisk.model import (
    Bilingual,
    CloudService,
    Contract,
    Holdings,
    Information,
    RiskBand,
    ServiceStatus,
    Vendor,
)
from vendorrisk.risk._scales import rank
from vendorrisk.risk._situation import Scored, is_over, live_subcontracts

__all__ = ["HALF", "MANY", "QUARTER", "Concentration", "Share", "concentration"]

HALF = 0.5
QUARTER = 0.25
MANY = 5
_NOT_RUNNING = (ServiceStatus.PLANNED, ServiceStatus.APPLIED, ServiceStatus.REFUSED)


@attrs.frozen
class Share:
    """How much of something goes through one group."""

    part: int
    whole: int

    @property
    def value(self) -> float:
        """The share from 0 to 1; a single arrangement is no concentration, so its share is 0."""
        return self.part / self.whole if self.part > 1 else 0.0


@attrs.frozen
class Concentration:
    """One group of firms and what depends on it.

    Attributes:
        group: id of the topmost firm.
        members: ids of its firms that do any work.
        contracted: arrangements in which it is the city's own counterpart.
        subcontracted: arrangements in which it works behind somebody else, and not itself as counterpart.
        all: its share of all arrangements.
        personal: its share of those with personal information.
        my_number: its share of those with My Number.
        unknown: how many of its arrangements were counted although nobody has said what they handle.
    """

    group: str
    members: tuple[str, ...]
    contracted: tuple[str, ...]
    subcontracted: tuple[str, ...]
    all: Share
    personal: Share
    my_number: Share
    unknown: int

    @property
    def band(self) -> RiskBand:
        """How much hangs on it; see the thresholds of this module."""
        most = max(self.all.value, self.personal.value, self.my_number.value)
        if most >= HALF:
            return RiskBand.VERY_HIGH
        if most >= QUARTER:
            return RiskBand.HIGH
        return RiskBand.MEDIUM if self.all.part >= MANY else RiskBand.LOW

    def explain(self, held: Holdings) -> Bilingual:
        """Return the sentence that says what depends on the group."""
        name, also = held.name(self.group), len(self.subcontracted)
        ja = f"{name}（{len(self.members)}社）：契約・サービス{self.all.whole}件中{self.all.part}件（うち再委託のみ{also}件）、個人情報{self.personal.whole}件中{self.personal.part}件、特定個人情報{self.my_number.whole}件中{self.my_number.part}件"
        en = f"{name} ({len(self.members)} firm{'' if len(self.members) == 1 else 's'}): {self.all.part} of {self.all.whole} contracts and services ({also} as subcontractor only), {self.personal.part} of {self.personal.whole} with personal information, {self.my_number.part} of {self.my_number.whole} with My Number"
        if self.unknown:
            ja, en = f"{ja}。情報の種類が不明な{self.unknown}件を含む", f"{en}; {self.unknown} of them unknown"
        return Bilingual(f"{ja}。集中度：{self.band.label.ja}。", f"{en}. Concentration: {self.band.label.en}.")


@attrs.frozen
class _Arrangement:
    id: str
    counterparts: frozenset[str]
    workers: frozenset[str]
    personal: bool | None
    my_number: bool | None


def concentration(held: Holdings, today: date) -> tuple[Concentration, ...]:
    """Return every group that stands behind two or more running arrangements, the worst first."""
    running = list(_arrangements(held, today))
    top = _groups(held)
    by_group: dict[str, list[_Arrangement]] = {}
    for one in running:
        for group in {top(firm) for firm in one.counterparts | one.workers}:
            by_group.setdefault(group, []).append(one)
    personal = sum(one.personal is not False for one in running)
    my_number = sum(one.my_number is not False for one in running)
    found = [_concentration(group, own, top, (len(running), personal, my_number)) for group, own in by_group.items() if len(own) > 1]
    return tuple(sorted(found, key=lambda one: (rank(one.band), -max(one.all.value, one.personal.value, one.my_number.value), -one.all.part, one.group)))


def _concentration(group: str, own: list[_Arrangement], top: Callable[[str], str], wholes: tuple[int, int, int]) -> Concentration:
    contracted = {one.id: None for one in own if any(top(firm) == group for firm in one.counterparts)}
    return Concentration(
        group=group,
        members=tuple(sorted({firm for one in own for firm in one.counterparts | one.workers if top(firm) == group})),
        contracted=tuple(contracted),
        subcontracted=tuple(one.id for one in own if one.id not in contracted),
        all=Share(len(own), wholes[0]),
        personal=Share(sum(one.personal is not False for one in own), wholes[1]),
        my_number=Share(sum(one.my_number is not False for one in own), wholes[2]),
        unknown=sum(one.personal is None or one.my_number is None for one in own),
    )


def _arrangements(held: Holdings, today: date) -> Iterator[_Arrangement]:
    services: dict[str, list[CloudService]] = {}
    for service in held.all(CloudService):
        if service.status not in _NOT_RUNNING and not is_over(service, today):
            services.setdefault(service.contract, []).append(service)
    for contract in held.all(Contract):
        begun = contract.signed_on is not None or (contract.start is not None and contract.start <= today)
        if begun and not is_over(contract, today):
            yield _arrangement(contract, services.pop(contract.id, []), today)
    for rest in services.values():
        for service in rest:
            yield _arrangement(service, [], today)


def _arrangement(record: Scored, services: list[CloudService], today: date) -> _Arrangement:
    firms = {service.provider for service in services}
    workers: set[str] = set()
    if isinstance(record, Contract):
        firms |= {record.vendor, *record.other_vendors}
        workers = {sub.vendor for sub in live_subcontracts(record, today)}
    else:
        firms.add(record.provider)
    handled = [one.information for one in (record, *services)]
    return _Arrangement(record.id, frozenset(firms - {""}), frozenset(workers - {""}), _any(handled, "personal"), _any(handled, "my_number"))


def _any(handled: list[Information | None], name: str) -> bool | None:
    """Return whether any handles it; None while none is known to and one is unknown."""
    answers = [getattr(one, name) if one is not None else None for one in handled]
    if name == "my_number":  # My Number is personal information: where there is none, there is no My Number either
        answers = [False if answer is None and one is not None and one.personal is False else answer for answer, one in zip(answers, handled, strict=True)]
    return True if True in answers else None if None in answers else False


def _groups(held: Holdings) -> Callable[[str], str]:
    known: dict[str, str] = {}

    def top(firm: str) -> str:
        """Return the topmost parent of a firm; in a circle, the first of it by id."""
        if firm not in known:
            walked = [firm]
            vendor = held.get(firm, Vendor)
            while vendor is not None and vendor.parent and vendor.parent not in walked:
                walked.append(vendor.parent)
                vendor = held.get(vendor.parent, Vendor)
            circle = vendor is not None and vendor.parent in walked
            known[firm] = min(walked[walked.index(vendor.parent) :]) if circle and vendor is not None else walked[-1]
        return known[firm]

    return top
