"""A register in a folder of its own, without a cache in the user's home and on a fixed day."""

from __future__ import annotations

from pathlib import Path

import pytest

from vendorrisk.model import Settings
from vendorrisk.register import Register, create_register


@pytest.fixture(autouse=True)
def surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VENDORRISK_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("VENDORRISK_TODAY", "2026-11-25")
    monkeypatch.setenv("VENDORRISK_USER", "山田太郎")


@pytest.fixture
def register(tmp_path: Path) -> Register:
    return create_register(tmp_path / "台帳", Settings(city="架空市"))
