"""What we write, as LibreOffice shows it: the PDF is read again, and every claim is met at the number that stands on the page.

Run by ``.ci/run`` with the programs installed.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree

import vendorrisk
from office import converted
from vendorrisk import Facts, Handling, Kind
from vendorrisk.drafting import ChecklistHead

SAMPLES = Path(__file__).parents[2] / "contracts" / "samples"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

CASES = [
    ("security", Kind.OUTSOURCING, ["system", "personal-information"], ["strict"], "甲乙"),
    ("security", Kind.OUTSOURCING, [], ["forbidden"], "発注者受注者"),
    ("personal-information", Kind.OUTSOURCING, ["personal-information"], [], "甲乙"),
    ("my-number", Kind.OUTSOURCING, ["my-number"], ["forbidden"], "発注者受注者"),
    ("cloud", Kind.CLOUD, [], ["strict"], "甲乙"),
    ("terms", Kind.CLOUD, ["terms-of-service"], [], "甲乙"),
    ("social-media", Kind.SOCIAL_MEDIA, [], [], "甲乙"),
]
VALUES = {
    "client": "霞浦市", "vendor": "株式会社甘木", "contract-title": "文書電子化業務", "effective-on": "令和8年4月1日", "service": "X",
    "account-title": "霞浦市公式X", "handle": "@kasumiura", "owner": "広報課長",
}  # fmt: skip


@pytest.fixture(scope="module")
def pdfs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All cases as PDF, converted in one start of LibreOffice."""
    folder = tmp_path_factory.mktemp("drafts")
    for number, (document, kind, handles, variants, parties) in enumerate(CASES):
        draft = vendorrisk.draft_annex(document, kind=kind, handles=handles, variants=variants, parties=parties, values=VALUES)
        (folder / f"{number}.docx").write_bytes(draft.docx)
    converted([folder / f"{number}.docx" for number in range(len(CASES))], "pdf", folder)
    return folder


@pytest.mark.parametrize("number", range(len(CASES)))
def test_every_claim_is_met_on_the_page(pdfs: Path, number: int) -> None:
    document, kind, handles, variants, parties = CASES[number]
    draft = vendorrisk.draft_annex(document, kind=kind, handles=handles, variants=variants, parties=parties, values=VALUES)
    facts = Facts(frozenset(map(Handling, handles)))
    report = vendorrisk.check(pdfs / f"{number}.pdf", kind=kind, facts=facts).documents[0]
    found = {(one.requirement.id, each.element.id): each for one in report.requirements for each in one.elements}

    for claim in draft.claims:
        result = found[claim.requirement, claim.element]
        assert result.verdict is vendorrisk.Verdict.MET, (claim, result.evidence)
        for proof in result.evidence:
            assert "".join(proof.quote.split()) in "".join(draft.articles[proof.article or ""].split()), (claim, proof.article)


def test_what_libreoffice_saves_says_everything_once(tmp_path: Path) -> None:
    amended = vendorrisk.draft_amendment(SAMPLES / "outsourcing-gaps.docx", kind="outsourcing", handles=["personal-information"])
    assert amended.draft is not None
    names = {"client": "霞浦市\n水道局", "vendor": "株式会社A&B <髙﨑>", "contract-title": "保守\t業務"}
    made = {
        "filled": vendorrisk.draft_annex("security", handles=["system"], variants=["strict"], values=names).docx,
        "open": vendorrisk.draft_annex("personal-information", handles=["personal-information"]).docx,
        "amendment": amended.draft.docx,
        "letter": vendorrisk.draft_letter("report", values=names).letter.docx,
    }
    for name, data in made.items():
        (tmp_path / f"{name}.docx").write_bytes(data)
    saved = tmp_path / "saved"
    converted([tmp_path / f"{name}.docx" for name in made], "docx:MS Word 2007 XML", saved)
    for name in made:
        before, after = words_of(tmp_path / f"{name}.docx"), words_of(saved / f"{name}.docx")
        assert any("\n" in one for one in before) or name in {"open", "amendment"}
        assert after == before


def test_a_self_check_form_survives_being_saved_by_libreoffice(tmp_path: Path) -> None:
    form = tmp_path / "form.docx"
    form.write_bytes(filled(vendorrisk.draft_checklist(form="word", head=ChecklistHead(subject="contract-2026-0001", contract="A&B <保守>"))))
    saved = tmp_path / "saved"
    converted([form], "docx:MS Word 2007 XML", saved)
    before, after = vendorrisk.read_checklist(form), vendorrisk.read_checklist(saved / "form.docx")
    assert after == before
    assert [(one.answer, one.why) for one in after.answers[:3]] == [("no", "来月改める"), ("yes", ""), ("", "")]


def words_of(path: Path) -> list[str]:
    """Return the paragraphs of a Word file."""
    with zipfile.ZipFile(path) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    signs = {f"{W}br": "\n", f"{W}tab": "\t"}
    return ["".join(signs.get(node.tag) or node.text or "" for node in paragraph.iter(f"{W}t", *signs)) for paragraph in root.iter(f"{W}p")]


def filled(data: bytes) -> bytes:
    """Answer the first two questions as Word does, and leave the rest open."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(made, "w") as copy:
        for name in package.namelist():
            content = package.read(name)
            if name == "word/document.xml":
                root = etree.fromstring(content)
                rows = [cells for row in root.iter(f"{W}tr") if len(cells := list(row.iter(f"{W}tc"))) == 5 and cells[2].find(f".//{W}sdt") is not None]
                for cell, text in ((rows[0][2], "いいえ"), (rows[0][3], "来月改める"), (rows[1][2], "はい")):
                    properties, said = next(cell.iter(f"{W}sdtPr")), next(cell.iter(f"{W}t"))
                    properties.remove(next(properties.iter(f"{W}showingPlcHdr")))
                    said.text = text
                content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            copy.writestr(name, content)
    return made.getvalue()
