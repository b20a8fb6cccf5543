"""Whatever the facts: forgetting one never makes a record look safer, and a worse one never lowers a score."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.risk.city import ELEMENTS, TODAY, VENDOR, certificate, check, checked, contract, review
from vendorrisk.model import (
    Access,
    CheckRecord,
    Classification,
    Contract,
    ElementVerdict,
    Holdings,
    Information,
    NetworkTier,
    Outage,
    PeopleBand,
    Record,
    ReviewResult,
    Subcontract,
    SubcontractDecision,
)
from vendorrisk.risk import Assessment, assess, rank

# from best to worst; a fact is made worse by a step to the right
WORSE: dict[str, tuple[Any, ...]] = {
    "personal": (False, True),
    "my_number": (False, True),
    "special_care": (False, True),
    "confidentiality": tuple(Classification),
    "integrity": (1, 2),
    "people": tuple(PeopleBand),
    "outage": tuple(reversed(Outage)),
    "access": tuple((way,) for way in Access),
    "tiers": ((NetworkTier.INTERNET,), (NetworkTier.INTERNET, NetworkTier.MY_NUMBER)),
}
HANDLED = {"personal", "my_number", "special_care", "confidentiality", "integrity", "people"}
SUBS = tuple(
    tuple(Subcontract(key=str(tier), under=str(tier - 1) if tier > 1 else "", vendor="vendor-2026-0009", decision=SubcontractDecision.APPROVED) for tier in range(1, depth + 1))
    for depth in range(4)
)

_whatever = st.fixed_dictionaries({name: st.sampled_from(values) for name, values in WORSE.items()} | {"subcontracts": st.sampled_from(SUBS)})
# where no personal information is handled there are no people and no kinds of it; anything else is a contradiction that the record's own check names
_NOBODY: dict[str, Any] = {"people": PeopleBand.NONE, "special_care": False, "my_number": False}
facts = _whatever.map(lambda stated: stated if stated["personal"] is not False else stated | _NOBODY)
verdicts = st.lists(st.sampled_from([*ElementVerdict, None]), min_size=len(ELEMENTS), max_size=len(ELEMENTS))
reviewed = st.one_of(st.none(), st.builds(lambda days, result: review(TODAY - timedelta(days=days), result), st.integers(0, 500), st.sampled_from(ReviewResult)))
certified = st.one_of(st.none(), st.builds(lambda days: certificate(TODAY + timedelta(days=days)), st.integers(-30, 300)))


def made(stated: dict[str, Any]) -> Contract:
    handled = {name: value for name, value in stated.items() if name in HANDLED}
    return contract(information=Information(**handled), **{name: value for name, value in stated.items() if name not in HANDLED})


def forget(record: Contract, names: set[str]) -> Information:
    nothing: dict[str, Any] = dict.fromkeys(names & HANDLED)
    return attrs.evolve(record.information or Information(), **nothing)


def around(record: Contract, judged: list[ElementVerdict | None], *others: Record | None, certificates: Any = None) -> list[Record]:
    """The check is of these very papers and facts, so that controls do count."""
    vendor = attrs.evolve(VENDOR, certifications=() if certificates is None else (certificates,))
    elements = [checked(name, verdict, mandatory=place % 2 == 0) for place, (name, verdict) in enumerate(zip(ELEMENTS, judged, strict=True))]
    return [record, vendor, check(*elements, facts=record.facts.stamp), *(one for one in others if one is not None)]


def at(records: list[Record]) -> Assessment:
    record = records[0]
    assert isinstance(record, Contract)
    return assess(record, Holdings(records), TODAY)


@settings(deadline=None)
@given(facts, verdicts, reviewed, certified, st.sets(st.sampled_from(sorted([*WORSE, "information"])), min_size=1))
def test_forgetting_a_fact_never_lowers_the_band(stated: dict[str, Any], judged: list[Any], confirmed: Any, held: Any, forgotten: set[str]) -> None:
    record = made(stated)
    known = at(around(record, judged, confirmed, certificates=held))
    information = None if "information" in forgotten else forget(record, forgotten)
    blank: dict[str, Any] = {"outage": None, "access": (), "tiers": ()}
    less = attrs.evolve(record, information=information, **{name: value for name, value in blank.items() if name in forgotten})

    after = at([less, *around(record, judged, confirmed, certificates=held)[1:]])

    assert rank(after.band) <= rank(known.band)
    assert rank(after.inherent_band) <= rank(known.inherent_band)


@settings(deadline=None)
@given(facts, verdicts, reviewed, certified, st.integers(1, 3))
def test_forgetting_what_was_checked_and_confirmed_never_lowers_the_band(stated: dict[str, Any], judged: list[Any], confirmed: Any, held: Any, kept: int) -> None:
    records = around(made(stated), judged, confirmed, certificates=held)

    assert rank(at(records[:kept]).band) <= rank(at(records).band)


@settings(deadline=None)
@given(facts, verdicts, reviewed, certified, st.sampled_from(sorted([*WORSE, "subcontracts"])))
def test_a_worse_fact_never_lowers_a_score(stated: dict[str, Any], judged: list[Any], confirmed: Any, held: Any, name: str) -> None:
    scale = WORSE.get(name, SUBS)
    place = scale.index(stated[name])
    worse = stated | {name: scale[min(place + 1, len(scale) - 1)]}

    before = at(around(made(stated), judged, confirmed, certificates=held))
    after = at(around(made(worse), judged, confirmed, certificates=held))

    for one, other in zip(before.scores, after.scores, strict=True):
        assert other.at_least >= one.at_least
        assert other.impact * other.exposure >= one.impact * one.exposure


@settings(deadline=None)
@given(facts, verdicts, reviewed, certified, st.integers(0, len(ELEMENTS) - 1))
def test_a_clause_that_is_lost_never_lowers_a_score(stated: dict[str, Any], judged: list[Any], confirmed: Any, held: Any, place: int) -> None:
    worse = [*judged[:place], ElementVerdict.MISSING, *judged[place + 1 :]]

    before = at(around(made(stated), judged, confirmed, certificates=held))
    after = at(around(made(stated), worse, confirmed, certificates=held))

    assert (after.residual or 0) >= (before.residual or 0)


@settings(deadline=None)
@given(facts, verdicts, reviewed, certified, st.sets(st.sampled_from(sorted(WORSE)), min_size=1))
def test_whatever_the_missing_facts_are_the_score_is_at_least_what_was_said(stated: dict[str, Any], judged: list[Any], confirmed: Any, held: Any, unknown: set[str]) -> None:
    record = made(stated)
    blank: dict[str, Any] = {"outage": None, "access": (), "tiers": ()}
    less = attrs.evolve(
        record,
        information=forget(record, unknown),
        **{name: value for name, value in blank.items() if name in unknown},
    )
    rest = around(record, judged, confirmed, certificates=held)[1:]
    same = [attrs.evolve(one, facts=less.facts.stamp) if isinstance(one, CheckRecord) else one for one in rest]

    assert at([less, *same]).at_least <= at([record, *rest]).at_least


@given(facts, st.dates(date(2026, 1, 1), date(2030, 1, 1)))
def test_every_score_is_a_product_inside_its_scale(stated: dict[str, Any], day: date) -> None:
    for one in assess(made(stated), Holdings(), day).scores:
        assert 1 <= one.residual_exposure <= one.exposure <= 4
        assert 1 <= one.impact <= 4
        assert one.inherent == one.impact * one.exposure
