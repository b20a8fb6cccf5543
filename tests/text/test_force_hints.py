"""The letters that are looked for before a long pattern is tried never keep it from a match."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from vendorrisk.text import _force, fold_text

CONTRACTS = Path(__file__).parents[2] / "contracts"


@pytest.fixture(scope="module")
def tails() -> set[str]:
    """Endings of every length of whatever the packs and samples say."""
    found: set[str] = set()
    for path in [*CONTRACTS.glob("*/*.toml"), *CONTRACTS.glob("samples/source/*")]:
        for piece in re.split(r"[。\n|」「\"']", fold_text(path.read_text(encoding="utf-8"))):
            found.update(piece[: len(piece) - cut][-46:] for cut in range(5))
    return found


@pytest.mark.parametrize(
    ("pattern", "hint"),
    [
        (_force._DENIAL, _force._MAY_DENY),
        (_force._BAN, _force._MAY_BAN),
        (_force._DEFERRED, _force._MAY_DEFER),
        (_force._TOPIC_ONLY, re.compile(f"(?:{'|'.join(_force._TOPICS)})$")),
        (_force._QUESTION, re.compile("か")),
        (_force._FREE, re.compile("妨げ|限|可$")),
        (_force._DEEMED, re.compile("な|済み")),
        (_force._RESPONSIBLE, _force._NEGATIVE),
        (_force._DOUBLE, _force._NEGATIVE),
    ],
    ids=["denial", "ban", "deferred", "topic", "question", "free", "deemed", "responsible", "double"],
)
def test_no_match_without_the_letters(pattern: re.Pattern[str], hint: re.Pattern[str], tails: set[str]) -> None:
    matched = [tail for tail in tails if pattern.search(tail)]
    assert matched
    assert [tail for tail in matched if not hint.search(tail)] == []
