"""Options that the whole suite knows."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--wheel", default=None, help="test this wheel instead of building one")
