"""What is written opens in LibreOffice, and printed as PDF it proves the same: with the article that a reader sees on the page."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

import vendorrisk
from vendorrisk.model import Handling, Kind

CASES = [
    ("security", Kind.OUTSOURCING, [Handling.SYSTEM], ["strict"]),
    ("personal-information", Kind.OUTSOURCING, [Handling.PERSONAL_INFORMATION], []),
    ("my-number", Kind.OUTSOURCING, [Handling.PERSONAL_INFORMATION, Handling.MY_NUMBER], ["forbidden"]),
    ("cloud", Kind.CLOUD, [Handling.PERSONAL_INFORMATION], []),
    ("social-media", Kind.SOCIAL_MEDIA, [], []),
]


@pytest.mark.parametrize(("document", "kind", "handles", "variants"), CASES)
def test_a_printed_draft_is_met_at_the_articles_that_it_claims(document: str, kind: Kind, handles: list[Handling], variants: list[str], tmp_path: Path) -> None:
    office = shutil.which("soffice")
    assert office is not None, "LibreOffice is not installed"
    draft = vendorrisk.draft_annex(document, handles=handles, variants=variants, values={"client": "甘木市", "vendor": "株式会社甘木", "contract-title": "保守"})
    (tmp_path / "a.docx").write_bytes(draft.docx)
    subprocess.run(
        [office, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "a.docx")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    (report,) = vendorrisk.check([tmp_path / "a.pdf"], kind=kind, handles=handles, all_requirements=True).documents
    found = {(result.requirement.id, one.element.id): one for result in report.requirements for one in result.elements}
    short = {(claim.requirement, claim.element) for claim in draft.claims if found[claim.requirement, claim.element].verdict.value != "met"}
    assert short == set()
    for claim in draft.claims:
        articles = [one.article or "" for one in found[claim.requirement, claim.element].evidence]
        claimed = {one.article for one in draft.claims if (one.requirement, one.element) == (claim.requirement, claim.element)}
        assert len(articles) >= 5 or any(one.startswith(place) or place.startswith(one) for one in articles for place in claimed), (claim, articles)
