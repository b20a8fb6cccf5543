"""The five groups of the policy's chapter 3, and a control against every clause that is demanded."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from vendorrisk.model import CertificationScheme
from vendorrisk.risk import CERTIFICATES, CONTROLS, OTHER, Control, Threat, control_of

IDS: dict[str, list[str]] = json.loads((Path(__file__).parents[1] / "checking" / "requirement_ids.json").read_text(encoding="utf-8"))
DEMANDED = {f"{requirement}.{element}" for requirement, elements in IDS.items() for element in elements}
EVERY = CONTROLS


def test_the_groups_are_those_of_the_policy() -> None:
    assert [threat.seed for threat in Threat] == ["3(1)", "3(2)", "3(3)", "3(4)", "3(5)"]


def test_every_demanded_element_has_exactly_one_control_and_no_control_names_another() -> None:
    named = [element for control in EVERY for element in control.elements]

    assert sorted(named) == sorted(DEMANDED)


@pytest.mark.parametrize("control", EVERY, ids=lambda control: control.id)
def test_every_control_says_against_what_and_why(control: Control) -> None:
    assert control.threats
    assert control.why
    assert control.label.ja != control.label.en
    assert all(control_of(*element.rsplit(".", 1)) is control for element in control.elements)


@pytest.mark.parametrize("threat", Threat)
def test_every_threat_has_controls(threat: Threat) -> None:
    assert any(threat in control.threats for control in CONTROLS)


def test_ids_of_controls_are_unique() -> None:
    assert len(EVERY) == len({control.id for control in EVERY})


def test_what_nobody_knows_belongs_to_management_of_outsourcing() -> None:
    assert control_of("our-city.windows", "clean") is OTHER
    assert OTHER.threats == (Threat.ACCIDENTAL,)


def test_every_scheme_says_what_it_is_good_for() -> None:
    assert set(CertificationScheme) == set(CERTIFICATES)
