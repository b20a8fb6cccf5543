"""The sample city as a register of its own, made by the library."""

from __future__ import annotations

from pathlib import Path

import pytest

from vendorrisk import create_sample
from vendorrisk.model import Severity
from vendorrisk.register import RegisterError, is_register, open_register


def test_the_sample_is_a_register_with_its_documents(tmp_path: Path) -> None:
    folder = tmp_path / "見本"
    assert not is_register(folder)
    create_sample(folder, city="見本市")

    assert is_register(folder)
    register = open_register(folder)
    assert register.holdings.settings.city == "見本市"
    assert [problem for problem in register.problems if problem.severity is Severity.ERROR] == []
    named = {document.sha256 for record in register.holdings.records.values() for document in getattr(record, "documents", ()) if document.sha256}
    assert named
    assert all(register.document(digest) is not None for digest in named)


def test_what_is_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("x", encoding="utf-8")
    with pytest.raises(RegisterError):
        create_sample(tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["x"]
