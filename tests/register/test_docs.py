"""What docs/register says of the folder is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from vendorrisk.model import KINDS, Contract
from vendorrisk.register import Register

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("name", ["register.md", "register.ja.md"])
def test_the_record_shown_is_read_without_a_problem_of_its_own(register: Register, name: str) -> None:
    text = (DOCS / name).read_text(encoding="utf-8")
    [example] = re.findall(r"```toml\n(.*?)```", text, re.S)
    (register.root / "contracts").mkdir()
    (register.root / "contracts/contract-2026-0001.toml").write_text(example, encoding="utf-8")

    register.refresh()

    assert isinstance(register.holdings.records["contract-2026-0001"], Contract)
    assert {"dangling"} == {problem.code for problem in register.problems}


@pytest.mark.parametrize("name", ["register.md", "register.ja.md"])
def test_every_folder_of_records_is_named(name: str) -> None:
    text = (DOCS / name).read_text(encoding="utf-8")

    for kind in KINDS.values():
        assert f"{kind.folder}/{'2026/' if kind.by_year else ''}" in text
