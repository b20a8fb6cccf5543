"""The prefilter saves work and nothing else: what it lets pass is judged as if every rule had been tried on every statement."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

import vendorrisk
from vendorrisk.checking import Policy, judge
from vendorrisk.checking._match import Reader
from vendorrisk.checking._screen import Screen
from vendorrisk.checking._seek import Seeker, seeker
from vendorrisk.documents import read, read_text

SAMPLES = Path(__file__).parents[2] / "contracts" / "samples"


@pytest.fixture(scope="module")
def policy() -> Policy:
    return Policy(vendorrisk.packs())


@pytest.fixture
def without_prefilter(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try every rule on every statement, everywhere in it."""

    def everything(self: Screen, texts: Sequence[object], *_: object) -> list[int]:
        return [(1 << self._size) - 1] * len(texts)

    monkeypatch.setattr(Screen, "possible", everything)
    monkeypatch.setattr(Screen, "named", everything)
    monkeypatch.setattr(Reader, "matching", lambda self, rules, *_: rules)
    monkeypatch.setattr(Seeker, "_where_it_begins", lambda self, *where: self._compiled.search(*where))
    monkeypatch.setattr(Seeker, "_at_beginning", lambda self, *where: self._compiled.search(*where))


def slow_policy() -> Policy:
    """Return a policy of which nothing has been compiled or remembered yet."""
    seeker.cache_clear()
    return Policy(vendorrisk.packs())


def judged(document: vendorrisk.Document, kind: vendorrisk.Kind, policy: Policy) -> vendorrisk.DocumentReport:
    return judge([document], policy, kind=kind, all_requirements=True)


TEXTS = [
    # what a statement is made of stands apart: stem and item, parentheses, the ending of a clause cut out of a sentence
    "第1条　乙は、次に掲げる事項を甲に報告しなければならない。\n(1)　業務の実施状況\n(2)　情報の漏えい等の事故",
    "第2条　乙は、業務を第三者（乙の子会社を含む。）に再（々）委託してはならない。",
    "第3条　乙は、作業従事者の名簿を作成し、これを甲に提出し、個人情報（以下「個人情報」という。）を適正に管理するものとする。",
    "第4条　株式会社甘木（以下「受託者」という。）は、委託者の承諾なく、秘密を漏らし、又は複写することができない。",
    "作業場所\n市役所3階\n提供する情報の種類\n住民基本台帳に係る氏名及び住所",
]


@pytest.mark.parametrize("text", TEXTS)
def test_no_rule_is_lost_in_short_texts(text: str, policy: Policy, request: pytest.FixtureRequest) -> None:
    quick = judged(read_text(text), vendorrisk.Kind.OUTSOURCING, policy)
    request.getfixturevalue("without_prefilter")
    assert judged(read_text(text), vendorrisk.Kind.OUTSOURCING, slow_policy()) == quick
    assert any(found.evidence for result in quick.requirements for found in result.elements)


@pytest.mark.parametrize("kind", vendorrisk.Kind)
def test_no_rule_is_lost_in_the_examples_of_the_packs(kind: vendorrisk.Kind, policy: Policy, request: pytest.FixtureRequest) -> None:
    texts = [
        example.text
        for pack in policy.packs
        for requirement in pack.requirements
        if kind in requirement.applies.kinds
        for element in requirement.elements
        for example in element.examples
    ]
    some = [read_text("\n".join(texts[start : start + 7])) for start in range(0, len(texts), 21)]
    quick = [judged(document, kind, policy) for document in some]
    request.getfixturevalue("without_prefilter")
    slow = slow_policy()
    assert [judged(document, kind, slow) for document in some] == quick


@pytest.mark.parametrize("name", ["outsourcing-complete.docx", "my-number-annex.pdf", "social-media-good.docx", "cloud-sla.pdf"])
def test_no_rule_is_lost_in_whole_contracts(name: str, policy: Policy, request: pytest.FixtureRequest) -> None:
    document = read(SAMPLES / name)
    assert isinstance(document, vendorrisk.Document)
    kind = judge([document], policy).kind
    assert kind is not None
    quick = judged(document, kind, policy)
    request.getfixturevalue("without_prefilter")
    assert judged(document, kind, slow_policy()) == quick
