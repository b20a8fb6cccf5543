"""A pattern that is tried only where it can begin finds what it finds anywhere else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import vendorrisk
from vendorrisk.checking._seek import Seeker
from vendorrisk.text import fold_text

SOURCES = Path(__file__).parents[2] / "contracts" / "samples" / "source"


def spans(match: re.Match[str] | None) -> tuple[int, int] | None:
    return match.span() if match else None


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("再委託(?!先)", "再委託先に再委託する"),
        ("^(?:業務|作業)の名称", "本業務の名称"),
        ("(?:^業務|作業)の名称", "業務の名称、作業の名称"),
        ("(?:第三|他の)?者に", "第三者に他の者に"),
        ("(?:あ|い)?(?:う|え)+$", "あうえいう"),
        ("(?<=に)(?:提供|開示)", "提供を第三者に提供"),
        ("(?:甲|乙)*", "丙"),
        ("(?:[0-9]|十)日以内", "30日以内、二十日以内"),
        ("(?m)^業務", "件名\n業務"),
        ("(?i:isms)認証|(?:品質|環境)認証", "ISMS認証"),
    ],
)
def test_the_same_is_found(pattern: str, text: str) -> None:
    for start in range(len(text)):
        for end in range(start, len(text) + 1):
            assert spans(Seeker(pattern).search(text, start, end)) == spans(re.compile(pattern).search(text, start, end))


def test_the_patterns_of_the_packs_find_the_same_in_contracts() -> None:
    sentences = [
        sentence for path in SOURCES.iterdir() for sentence in re.split("(?<=。)|\n", fold_text(path.read_text(encoding="utf-8"))) if sentence
    ][::9]
    patterns = {
        pattern
        for pack in vendorrisk.packs()
        for requirement in pack.requirements
        for element in requirement.elements
        for rule in element.rules
        for pattern in (*rule.act, *rule.all, *rule.when, *rule.unless)
    }
    found = 0
    for pattern in sorted(patterns)[::3]:
        ours, theirs = Seeker(pattern), re.compile(pattern)
        for sentence in sentences:
            middle = len(sentence) // 2
            expected = spans(theirs.search(sentence))
            assert spans(ours.search(sentence)) == expected
            assert spans(ours.search(sentence, middle)) == spans(theirs.search(sentence, middle))
            assert spans(ours.search(sentence, 0, middle)) == spans(theirs.search(sentence, 0, middle))
            found += expected is not None
    assert found
