"""An amendment holds what a contract lacks and nothing else; added to the contract, it makes it compliant."""

from __future__ import annotations

from pathlib import Path

import pytest

import vendorrisk
from vendorrisk import Kind

SAMPLES = Path(__file__).parents[2] / "contracts" / "samples"
DEFICIENT = [
    (["outsourcing-gaps.docx"], Kind.OUTSOURCING, ["personal-information"]),
    (["outsourcing-gaps.pdf"], Kind.OUTSOURCING, ["personal-information", "my-number", "system"]),
    (["vendor-paper.docx"], Kind.OUTSOURCING, []),
    (["vendor-paper.docx"], Kind.OUTSOURCING, ["personal-information", "my-number"]),
    (["general-conditions.pdf"], Kind.OUTSOURCING, []),
    (["helpdesk-contract.docx"], Kind.OUTSOURCING, []),
    (["kanji-contract.txt"], Kind.OUTSOURCING, []),
    (["my-number-annex.pdf"], Kind.OUTSOURCING, ["my-number"]),
    (["cloud-terms-bad.docx"], Kind.CLOUD, []),
    (["cloud-sla.pdf"], Kind.CLOUD, ["personal-information"]),
]


@pytest.mark.parametrize("form", ["memorandum", "contract"])
@pytest.mark.parametrize("variants", [[], ["strict", "forbidden"]])
@pytest.mark.parametrize(("names", "kind", "handles"), DEFICIENT)
def test_the_contract_with_its_amendment_is_compliant(
    tmp_path: Path, names: list[str], kind: Kind, handles: list[str], variants: list[str], form: str
) -> None:
    paths = [SAMPLES / name for name in names]
    amended = vendorrisk.draft_amendment(paths, form=form, kind=kind, handles=handles, variants=variants)
    assert amended.report.verdict != "compliant"
    assert amended.draft is not None
    (tmp_path / "amendment.docx").write_bytes(amended.draft.docx)
    report = vendorrisk.check([*paths, tmp_path / "amendment.docx"], kind=kind, handles=handles, together=True).documents[0]

    assert report.verdict == "compliant"


def test_only_what_is_missing_is_written() -> None:
    amended = vendorrisk.draft_amendment(SAMPLES / "outsourcing-gaps.docx", kind="outsourcing", handles=["personal-information"])
    assert amended.draft is not None
    met = {one.requirement.id for one in amended.report.requirements if one.mandatory and one.verdict is vendorrisk.Verdict.MET}

    assert {claim.requirement for claim in amended.draft.claims} == amended.lacks.requirements
    assert met & amended.lacks.requirements == set()
    assert "霞浦市" in amended.draft.lines[3].text
    assert "株式会社筑陽データサービス" in amended.draft.lines[3].text


def test_provisions_that_say_the_opposite_lose_their_force() -> None:
    amended = vendorrisk.draft_amendment(SAMPLES / "outsourcing-gaps.docx", kind="outsourcing", handles=["personal-information"])
    assert amended.draft is not None

    assert amended.lacks.lifted == ("第5条", "第11条第2項", "第17条", "別記 第5")
    assert set(amended.lacks.lifted) <= set(amended.draft.articles.values())


def test_a_contract_in_which_the_city_is_the_second_party_is_amended_with_roles(tmp_path: Path) -> None:
    contract = tmp_path / "契約書.txt"
    contract.write_text(
        "業務委託契約書\n株式会社甘木（以下「甲」という。）と霞浦市（以下「乙」という。）とは、次のとおり契約を締結する。\n"
        "第1条　乙は、文書の電子化業務を甲に委託し、甲は、これを受託する。\n", encoding="utf-8",
    )  # fmt: skip
    draft = vendorrisk.draft_amendment(contract, kind="outsourcing").draft
    assert draft is not None
    opening = next(line.text for line in draft.lines if line.style == "前文")

    assert opening.startswith("霞浦市（以下「発注者」という。）と株式会社甘木（以下「受注者」という。）とは")


def test_nothing_is_written_where_nothing_is_missing() -> None:
    amended = vendorrisk.draft_amendment(SAMPLES / "outsourcing-complete.docx", kind="outsourcing", handles=["personal-information"])

    assert amended.draft is None


def test_what_cannot_be_read_is_not_amended(tmp_path: Path) -> None:
    (tmp_path / "契約.docx").write_bytes(b"PK\x03\x04")

    with pytest.raises(vendorrisk.VendorriskError, match=r"契約\.docx"):
        vendorrisk.draft_amendment(tmp_path / "契約.docx", kind="outsourcing")


def test_the_citys_own_rule_is_not_amended() -> None:
    with pytest.raises(vendorrisk.UsageError, match="draft annex"):
        vendorrisk.draft_amendment(SAMPLES / "social-media-bad.txt", kind="social-media")


def test_what_an_amendment_lifts_no_longer_proves_anything(tmp_path: Path) -> None:
    """It works in both directions: a good clause that is taken away is gone."""
    contract, memo = tmp_path / "契約書.txt", tmp_path / "覚書.txt"
    contract.write_text("業務委託契約書\n第1条　乙は、業務上知り得た秘密を漏らしてはならない。\n", encoding="utf-8")
    memo.write_text("覚書\n第1条　原契約第1条の規定は、その効力を失う。\n", encoding="utf-8")

    def verdict(*paths: Path) -> vendorrisk.Verdict:
        report = vendorrisk.check(paths, kind="outsourcing", together=True).documents[0]
        return next(one for one in report.requirements if one.requirement.id == "outsourcing.confidentiality").elements[0].verdict

    assert verdict(contract, contract) is vendorrisk.Verdict.MET
    assert verdict(contract, memo) is vendorrisk.Verdict.MISSING
