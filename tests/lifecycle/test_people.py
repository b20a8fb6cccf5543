"""Whom to remind, so that one person's absence stops nothing; and who may verify a measure."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

from tests.lifecycle.office import CHIEF, GOOD, SATO, YAMADA, good, office
from tests.risk.city import TODAY
from vendorrisk.lifecycle import MeasureState, Standing, measure_state, who_answers
from vendorrisk.model import Holdings, Measure, Person


def leaving(id: str) -> Person:  # noqa: A002
    person = office().get(id, Person)
    assert person is not None
    return attrs.evolve(person, until=date(2026, 3, 31))


@pytest.mark.parametrize(
    ("gone", "standing", "people"),
    [
        ((), Standing.OWNER, (YAMADA,)),
        ((YAMADA,), Standing.DEPUTY, (SATO,)),
        ((YAMADA, SATO), Standing.DEPARTMENT, (CHIEF,)),
        ((YAMADA, SATO, CHIEF), Standing.EVERYONE, ()),
    ],
)
def test_somebody_always_answers(gone: tuple[str, ...], standing: Standing, people: tuple[str, ...]) -> None:
    found = who_answers(GOOD, office(*map(leaving, gone)), TODAY)

    assert (found.standing, found.people) == (standing, people)


def test_a_record_without_any_names_is_everyone_s() -> None:
    nameless = good(owner="", deputy="", department="")

    assert who_answers(nameless, Holdings([nameless]), TODAY).standing is Standing.EVERYONE


DONE = {"done_on": date(2026, 10, 30), "done_by": SATO}


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({}, "open"),
        ({"due": TODAY}, "open"),
        ({"due": date(2026, 11, 1)}, "overdue"),
        ({"due": date(2020, 1, 1)}, "overdue"),  # overdue never disappears
        ({"answered_on": date(2026, 10, 20)}, "answered"),
        ({"answered_on": date(2026, 10, 20), "due": date(2026, 11, 1)}, "overdue"),
        ({"answered_on": date(2026, 11, 3)}, "open"),
        (DONE, "done"),
        (DONE | {"due": date(2026, 10, 1)}, "done"),
        (DONE | {"done_on": date(2026, 11, 3)}, "open"),
        (DONE | {"verified_on": TODAY, "verified_by": CHIEF}, "verified"),
        (DONE | {"verified_on": TODAY}, "done"),
        (DONE | {"verified_on": TODAY, "verified_by": SATO}, "done"),  # by the one who did it: that is no verification
        (DONE | {"verified_on": TODAY, "verified_by": YAMADA}, "done"),
        ({"withdrawn_on": TODAY, "due": date(2026, 10, 1)}, "withdrawn"),
        ({"withdrawn_on": date(2026, 11, 3)}, "open"),
    ],
)
def test_the_state_of_a_measure(facts: dict[str, Any], state: str) -> None:
    given: dict[str, Any] = {"id": "measure-2026-0001", "subject": GOOD.id, "owner": YAMADA, "due": date(2026, 11, 30)}

    assert measure_state(Measure(**given | facts), TODAY) == MeasureState(state)
