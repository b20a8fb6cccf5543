"""The page on what is read names every code that a file can be refused or warned with, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from vendorrisk.documents import Limits, RefusalCode
from vendorrisk.documents._messages import _NOTICES

DOCS = Path(__file__).parents[2] / "docs"


def codes_in(name: str) -> list[str]:
    return re.findall(r"`([a-z]+(?:-[a-z]+)*)`", (DOCS / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["reading.md", "reading.ja.md"])
def test_every_code_is_explained(name: str) -> None:
    explained = set(codes_in(name))
    assert {str(code) for code in RefusalCode} <= explained
    assert {code for code, _, _ in _NOTICES.values()} <= explained


def test_both_languages_say_the_same_in_the_same_order() -> None:
    assert [code for code in codes_in("reading.md") if code not in ("warnings",)] == [
        code for code in codes_in("reading.ja.md") if code not in ("warnings",)
    ]


def test_the_limits_are_those_of_the_program() -> None:
    limits = Limits()
    text = (DOCS / "reading.md").read_text(encoding="utf-8")
    for said in (
        f"{limits.max_bytes // 1_000_000} MB of file", f"{limits.seconds:.0f} s of reading", f"{limits.max_memory >> 30} GiB of memory",
        f"{limits.max_characters:,} characters", f"more than {limits.max_pages:,} pages", f"{limits.max_expanded_bytes // 1_000_000} MB unpacked",
        f"{limits.time_for(1_000_000) - limits.seconds:.0f} s more for every MB",
    ):  # fmt: skip
        assert said in text
