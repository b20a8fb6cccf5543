"""Recognised text proves nothing where it may be wrong; what proves something says how sure its recognition was."""

from __future__ import annotations

from pathlib import Path

from vendorrisk import packs
from vendorrisk.checking import ElementResult, Policy, judge
from vendorrisk.documents import Document
from vendorrisk.model import Kind
from vendorrisk.text import Block

SECRECY = "乙は、業務上知り得た秘密を第三者に漏らしてはならない。"


def secrecy_of(*lines: tuple[str, float | None]) -> ElementResult:
    """The verdict on secrecy for lines with their confidence, each running on into the next."""
    blocks = []
    at = 0
    for text, confidence in lines:
        blocks.append(Block(at, at + len(text), page=1, joins=True, confidence=confidence))
        at += len(text) + 1
    whole = "".join(text + "\n" for text, _ in lines)
    document = Document(Path("走査.pdf"), "0", "pdf", whole, tuple(blocks), pages=1)
    report = judge([document], Policy(packs()), kind=Kind.OUTSOURCING)
    return next(result for result in report.requirements if result.requirement.id == "outsourcing.confidentiality").elements[0]


def test_what_is_recognised_well_counts_and_says_how_well() -> None:
    found = secrecy_of(("第1条 " + SECRECY, 0.93))
    assert found.verdict.value == "met"
    assert found.evidence[0].confidence == 0.93


def test_text_that_was_no_image_has_no_confidence() -> None:
    assert secrecy_of(("第1条 " + SECRECY, None)).evidence[0].confidence is None


def test_what_is_recognised_badly_is_never_met() -> None:
    found = secrecy_of(("第1条 " + SECRECY, 0.7))
    assert found.verdict.value == "weak"
    assert found.evidence[0].reason.ja == "文字認識の確度が低い。"
    assert found.evidence[0].confidence == 0.7


def test_the_worst_line_of_a_sentence_counts_and_no_other() -> None:
    assert secrecy_of(("第1条 乙は、業務上知り得た秘密を", 0.95), ("第三者に漏らしてはならない。", 0.6)).verdict.value == "weak"
    assert secrecy_of(("第1条 " + SECRECY, 0.95), ("第2条 甲は、代金を支払う。", 0.4)).verdict.value == "met"


def test_an_item_is_no_surer_than_the_words_that_open_its_list() -> None:
    items = ("(1) 業務上知り得た秘密を第三者に漏らさないこと。", 0.95)
    opening = "第1条 乙は、次に掲げる事項を守らなければならない。"
    assert secrecy_of((opening, 0.95), items).verdict.value == "met"
    assert secrecy_of((opening, 0.5), items).verdict.value == "weak"


def test_a_denial_is_shown_however_badly_it_is_recognised() -> None:
    found = secrecy_of(("第1条 乙は、業務上知り得た秘密について守秘義務を負わない。", 0.5))
    assert found.verdict.value == "negated"


def test_a_duty_whose_bearer_was_lost_is_no_proof() -> None:
    for lost in ("は、", "四は、"):
        found = secrecy_of(("第1条 " + SECRECY.replace("乙は、", lost), 0.95))
        assert found.verdict.value == "weak"
        assert found.evidence[0].reason.ja.startswith("文字認識で主語が読み取れておらず")
