"""A register of an invented city in a folder of its own, on a fixed day; asynchronous tests are run to their end."""

from __future__ import annotations

import asyncio
import inspect
from pathlib import Path

import pytest

from screens import fill
from vendorrisk.model import Settings
from vendorrisk.register import create_register
from vendorrisk.register.sample import create_sample


def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run a test that is a coroutine."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    names = pyfuncitem._fixtureinfo.argnames
    asyncio.run(pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in names}))
    return True


@pytest.fixture(autouse=True)
def surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VENDORRISK_CACHE", "")
    monkeypatch.setenv("VENDORRISK_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("VENDORRISK_KEYS", str(tmp_path / "keys.toml"))
    monkeypatch.setenv("VENDORRISK_TODAY", "2026-11-25")
    monkeypatch.setenv("VENDORRISK_USER", "山田太郎")
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "台帳"
    fill(create_register(folder, Settings(city="架空市"), who="試験"))
    return folder


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VENDORRISK_TODAY", "2026-11-25")
        folder = tmp_path_factory.mktemp("sample") / "架空市"
        create_sample(folder)
    return folder
