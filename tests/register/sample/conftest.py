"""The sample city on days of every sort."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from vendorrisk.model import Holdings
from vendorrisk.register.sample import sample_city

DAYS = [date(2026, 11, 25), date(2027, 3, 31), date(2027, 4, 1), date(2028, 2, 29), date(2030, 1, 4)]


@cache
def city(today: date) -> Holdings:
    settings, records = sample_city(today)
    return Holdings(records, settings)


@pytest.fixture(params=DAYS, ids=str)
def today(request: pytest.FixtureRequest) -> date:
    day: date = request.param
    return day


@pytest.fixture
def held(today: date) -> Holdings:
    return city(today)


@pytest.fixture
def held_once() -> Holdings:
    return city(DAYS[0])
