"""What is written passes what is checked: every document, for every case, with any names, read back as Word shows it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

import vendorrisk
from vendorrisk.documents import Document, read
from vendorrisk.drafting import Draft, Parties, Variant
from vendorrisk.model import Classification, Facts, Handling, Kind

SAMPLES = Path(__file__).parents[2] / "contracts" / "samples"
DOCUMENTS = {"security": Kind.OUTSOURCING, "personal-information": Kind.OUTSOURCING, "my-number": Kind.OUTSOURCING, "cloud": Kind.CLOUD, "social-media": Kind.SOCIAL_MEDIA, "terms": Kind.CLOUD}
MOST = 5  # as many proofs as a report shows of one element
NASTY = st.one_of(
    st.sampled_from(["株式会社A&B <1>", "髙﨑﨑 葛󠄀", '"引用" 〜 —', "長" * 2000, "第3条", "{乙}", "【　】", "a\tb"]),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=30),
)
CASES = st.fixed_dictionaries({
    "document": st.sampled_from(sorted(DOCUMENTS)),
    "handles": st.sets(st.sampled_from(list(Handling))),
    "variants": st.sampled_from([(), (Variant.STRICT,), (Variant.FORBIDDEN,), (Variant.STRICT, Variant.FORBIDDEN)]),
    "parties": st.sampled_from(list(Parties)),
    "confidentiality": st.sampled_from([None, *Classification]),
})  # fmt: skip


def checked(draft: Draft, path: Path, **chosen: object) -> dict[tuple[str, str], tuple[str, list[str]]]:
    """Return verdict and articles of every element, of the file as it is read."""
    path.write_bytes(draft.docx)
    (report,) = vendorrisk.check([path], all_requirements=True, **chosen).documents  # type: ignore[arg-type]
    assert not report.refusals
    return {
        (result.requirement.id, found.element.id): (found.verdict.value, [one.article or "" for one in found.evidence])
        for result in report.requirements
        for found in result.elements
    }


def stands_there(claimed: set[str], articles: list[str]) -> bool:
    """Whether the report names one of the places that the draft claims; of five proofs a claimed one may be the sixth."""
    return len(articles) >= MOST or any(one.startswith(place) or place.startswith(one) for one in articles for place in claimed)


@given(CASES)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_claim_is_met_where_word_shows_it(tmp_path_factory: pytest.TempPathFactory, case: dict[str, object]) -> None:
    facts = Facts(confidentiality=case["confidentiality"])  # type: ignore[arg-type]
    kind = DOCUMENTS[str(case["document"])]
    draft = vendorrisk.draft_annex(
        str(case["document"]), handles=case["handles"], facts=facts, variants=case["variants"], parties=case["parties"],  # type: ignore[arg-type]
        values={"client": "甘木市", "vendor": "株式会社甘木", "contract-title": "保守業務"},
    )  # fmt: skip
    found = checked(draft, tmp_path_factory.mktemp("d") / "a.docx", kind=kind, handles=case["handles"], facts=facts)
    places: dict[tuple[str, str], set[str]] = {}
    for claim in draft.claims:
        places.setdefault((claim.requirement, claim.element), set()).add(claim.article)
    assert {key: found[key][0] for key in places} == dict.fromkeys(places, "met")
    assert [(key, there, found[key][1]) for key, there in places.items() if not stands_there(there, found[key][1])] == []


@pytest.mark.parametrize("document", sorted(DOCUMENTS))
def test_every_document_proves_all_that_its_packs_demand_of_it(document: str) -> None:
    draft = vendorrisk.draft_annex(document, handles=[Handling.PERSONAL_INFORMATION, Handling.MY_NUMBER, Handling.SYSTEM, Handling.TERMS_OF_SERVICE][: 3 if document != "terms" else 4])
    assert len({claim.requirement for claim in draft.claims}) >= 8
    assert "".join(draft.articles.values()).count("{") == 0


@given(NASTY, NASTY)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_name_comes_out_as_it_was_given(tmp_path_factory: pytest.TempPathFactory, client: str, title: str) -> None:
    draft = vendorrisk.draft_annex("security", values={"client": client, "vendor": "乙社", "contract-title": title})
    path = tmp_path_factory.mktemp("d") / "a.docx"
    path.write_bytes(draft.docx)
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(package.read(name))
    document = read(path)
    assert isinstance(document, Document)
    squeezed = "".join(document.text.split())
    assert "".join(client.split()) in squeezed
    assert "".join(title.split()) in squeezed


def test_the_same_case_gives_the_same_bytes() -> None:
    values = {"client": "甘木市", "vendor": "乙社", "contract-title": "保守"}
    first, second = (vendorrisk.draft_annex("cloud", values=values) for _ in range(2))
    assert first.docx == second.docx


def test_what_is_not_filled_in_stands_on_top_and_in_content_controls(tmp_path: Path) -> None:
    draft = vendorrisk.draft_annex("security")
    assert [one.key for one in draft.unfilled] == ["client", "vendor", "contract-title"]
    with zipfile.ZipFile(io.BytesIO(draft.docx)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    controls = ["".join(map(str, control.itertext())) for control in root.iter(f"{w}sdt")]
    assert len(controls) >= 3
    assert vendorrisk.draft_annex("security", values={"client": "市", "vendor": "社", "contract-title": "件"}).unfilled == ()


@pytest.mark.parametrize("name", ["outsourcing-gaps.docx", "outsourcing-gaps.pdf", "vendor-paper.docx", "helpdesk-contract.docx", "kanji-contract.txt"])
@pytest.mark.parametrize("form", ["memorandum", "contract"])
def test_an_amendment_makes_a_deficient_contract_compliant(tmp_path: Path, name: str, form: str) -> None:
    source, handles = SAMPLES / name, ["personal-information"]
    before = vendorrisk.check([source], kind="outsourcing", handles=handles).documents[0]
    assert before.verdict != "compliant"
    made = vendorrisk.draft_amendment([source], kind="outsourcing", handles=handles, form=form, values={"contract-title": "保守業務", "signed-on": "令和8年4月1日"})
    assert made.draft is not None
    path = tmp_path / "覚書.docx"
    path.write_bytes(made.draft.docx)
    after = vendorrisk.check([source, path], kind="outsourcing", handles=handles, together=True).documents[0]
    short = [result.requirement.id for result in after.requirements if result.mandatory and result.verdict.value != "met"]
    assert short == list(made.lacks.unnumbered and short)


def test_a_contract_that_lacks_nothing_needs_no_amendment() -> None:
    made = vendorrisk.draft_amendment([SAMPLES / "outsourcing-complete.docx"], kind="outsourcing")
    assert made.draft is None
