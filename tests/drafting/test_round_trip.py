"""What we write passes what we check: every claim is met, at the article that Word shows, whatever facts, variants and names."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import vendorrisk
from vendorrisk import Draft, Facts, Handling, Kind
from vendorrisk.model import Classification

DOCUMENTS = {
    "security": [Kind.OUTSOURCING], "personal-information": [Kind.OUTSOURCING, Kind.CLOUD], "my-number": [Kind.OUTSOURCING, Kind.CLOUD],
    "cloud": [Kind.CLOUD], "terms": [Kind.CLOUD], "social-media": [Kind.SOCIAL_MEDIA],
}  # fmt: skip
ODD = 'A&B <社> "〜" 髙﨑葛\U000e0100'
CITIES = st.sampled_from(["", "霞浦市", f"{ODD}市", "長" * 2000])
FIRMS = st.sampled_from(["", "株式会社甘木", ODD, "長" * 2000])
LISTS = st.lists(st.sampled_from(["催し", "災害 & 防災", "<募集>"]), max_size=3).map(tuple)
FACTS = st.builds(
    Facts, st.frozensets(st.sampled_from(Handling)), st.sampled_from([None, *Classification]),
    st.sampled_from([None, 1, 2]), st.sampled_from([None, 1, 2]),
)  # fmt: skip


def bare(text: str) -> str:
    return "".join(text.split())


def judged(*drafts: Draft, kind: Kind, facts: Facts) -> vendorrisk.DocumentReport:
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, draft in enumerate(drafts):
            paths.append(Path(folder) / f"{number}.docx")
            paths[-1].write_bytes(draft.docx)
        return vendorrisk.check(paths, kind=kind, facts=facts, together=len(paths) > 1).documents[0]


def assert_proved(draft: Draft, report: vendorrisk.DocumentReport) -> None:
    found = {(one.requirement.id, each.element.id): each for one in report.requirements for each in one.elements}
    places: dict[tuple[str, str], list[str]] = {}
    for claim in draft.claims:
        places.setdefault((claim.requirement, claim.element), []).append(claim.article)
    for key, claimed in places.items():
        result = found[key]
        assert result.verdict is vendorrisk.Verdict.MET, (key, claimed, result.evidence)
        proofs = [evidence for evidence in result.evidence if evidence.verdict is vendorrisk.Verdict.MET]
        for proof in proofs:
            written = re.sub("【.*?】", "", bare(draft.articles[proof.article or ""]))
            assert bare(proof.quote) in written, (key, proof.article)
        reached = any((proof.article or "").startswith(place) for proof in proofs for place in claimed)
        assert reached or len(proofs) == 5, (key, claimed, [proof.article for proof in proofs])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    document=st.sampled_from(sorted(DOCUMENTS)), place=st.integers(0, 1), facts=FACTS, strict=st.sampled_from(["standard", "strict"]),
    subcontracting=st.sampled_from(["consent", "forbidden"]), parties=st.sampled_from(["甲乙", "発注者受注者"]), client=CITIES, vendor=FIRMS,
    title=FIRMS, listed=LISTS,
)  # fmt: skip
def test_what_is_claimed_is_met_where_it_is_said_to_stand(
    document: str, place: int, facts: Facts, strict: str, subcontracting: str, parties: str, client: str, vendor: str, title: str,
    listed: tuple[str, ...],
) -> None:  # fmt: skip
    kind = DOCUMENTS[document][place % len(DOCUMENTS[document])]
    draft = vendorrisk.draft_annex(
        document, kind=kind, facts=facts, variants=[strict, subcontracting], parties=parties,
        values={"client": client, "vendor": vendor, "contract-title": title, "account-title": title, "publishable": listed},
    )  # fmt: skip

    assert_proved(draft, judged(draft, kind=kind, facts=facts))


@pytest.mark.parametrize("variants", [["standard"], ["strict"], ["forbidden"], ["strict", "forbidden"]])
@pytest.mark.parametrize("parties", ["甲乙", "発注者受注者"])
@pytest.mark.parametrize("handles", [[], ["personal-information"], ["personal-information", "my-number", "system"]])
def test_the_annexes_together_make_a_contract_compliant(variants: list[str], parties: str, handles: list[str]) -> None:
    wanted = ["security", *(["personal-information"] if handles else []), *(["my-number"] if "my-number" in handles else [])]
    drafts = [vendorrisk.draft_annex(one, handles=handles, variants=variants, parties=parties) for one in wanted]
    report = judged(*drafts, kind=Kind.OUTSOURCING, facts=Facts(frozenset(map(Handling, handles))))

    assert report.verdict == "compliant"


@pytest.mark.parametrize(("document", "kind", "handles"), [("cloud", "cloud", []), ("social-media", "social-media", []), ("terms", "cloud", ["terms-of-service"])])
def test_the_other_documents_are_compliant_alone(document: str, kind: str, handles: list[str]) -> None:
    draft = vendorrisk.draft_annex(document, handles=handles)

    assert judged(draft, kind=Kind(kind), facts=Facts(frozenset(map(Handling, handles)))).verdict == "compliant"


def test_every_requirement_of_the_japanese_packs_has_wording_for_every_element_it_requires() -> None:
    claimed = {
        (claim.requirement, claim.element)
        for document, kinds in DOCUMENTS.items()
        for kind in kinds
        for handles in (["personal-information", "my-number", "system"], ["terms-of-service"])
        for claim in vendorrisk.draft_annex(document, kind=kind, handles=handles).claims
    }
    required = {
        (requirement.id, element.id)
        for pack in vendorrisk.packs()
        if pack.id.startswith("jp-")
        for requirement in pack.requirements
        for element in requirement.elements
        if element.required
    }

    assert required - claimed == set()


def test_clauses_that_do_not_apply_drop_out_and_references_follow() -> None:
    with_system = vendorrisk.draft_annex("security", handles=["system"])
    without = vendorrisk.draft_annex("security")

    def number(draft: Draft, requirement: str) -> str:
        return next(claim.article for claim in draft.claims if claim.requirement == requirement).partition("条")[0] + "条"

    for draft in (with_system, without):
        last = list(draft.articles.values())[-1]
        assert number(draft, "outsourcing.return-disposal") in last
    assert number(with_system, "outsourcing.audit") != number(without, "outsourcing.audit")
    assert not any(claim.requirement.startswith("system.") for claim in without.claims)


def test_a_thousand_contracts_get_their_own_names() -> None:
    drafts = list(vendorrisk.draft_annexes([{"vendor": f"第{number}社"} for number in range(1000)], "security"))

    assert len({draft.docx for draft in drafts}) == 1000
    assert "第999社" in drafts[-1].articles["第1条第1項"]
