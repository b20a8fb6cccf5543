"""Every sentence that proves something in a sample is where the report says: other programs find it there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import vendorrisk
from reread import bare, text_in_boxes, text_in_runs

SAMPLES = Path(__file__).parents[2] / "contracts" / "samples"
FILES = sorted(path for path in SAMPLES.iterdir() if path.suffix in (".docx", ".pdf", ".txt"))
NUMBER = re.compile(r"第?\d+(?:条|項|号)?|\(\d+\)")


def evidence_in(path: Path) -> list[vendorrisk.Evidence]:
    (report,) = vendorrisk.check(path, all_requirements=True, places=True).documents
    found = [e for r in report.requirements for f in r.elements for e in (*f.evidence, *f.conflicts)]
    assert found or path.name == "english-contract.docx"
    return found


@pytest.mark.parametrize("path", [path for path in FILES if path.suffix == ".pdf"], ids=lambda path: path.name)
def test_boxes_hold_the_quote(path: Path) -> None:
    for one in evidence_in(path):
        assert bare(text_in_boxes(path, one.places)) == bare(one.quote)
        pages = [place.page for place in one.places if isinstance(place, vendorrisk.PdfPlace)]
        assert pages[0] == one.page
        assert all(place.boxes for place in one.places if isinstance(place, vendorrisk.PdfPlace))


@pytest.mark.parametrize("path", [path for path in FILES if path.suffix == ".docx"], ids=lambda path: path.name)
def test_runs_hold_the_quote(path: Path) -> None:
    for one in evidence_in(path):
        found, quote = bare(text_in_runs(path, one.places)), bare(one.quote)
        assert quote.endswith(found)
        number = quote.removesuffix(found)  # Word counts it by itself, so it stands in no run
        assert not number or NUMBER.fullmatch(number)


@pytest.mark.parametrize("path", [path for path in FILES if path.suffix == ".txt"], ids=lambda path: path.name)
def test_lines_and_columns_hold_the_quote(path: Path) -> None:
    encoding = "cp932" if path.name == "social-media-bad.txt" else "utf-8"
    lines = path.read_text(encoding=encoding).split("\n")
    for one in evidence_in(path):
        (place,) = one.places
        assert isinstance(place, vendorrisk.TextPlace)
        touched = lines[place.line - 1 : place.end_line]
        touched[-1] = touched[-1][: place.end_column - 1]
        touched[0] = touched[0][place.column - 1 :]
        assert "\n".join(touched) == one.quote


@pytest.mark.parametrize("isolated", [False, True])
def test_locating_afterwards_gives_the_same_places(isolated: bool) -> None:
    for name in ("outsourcing-gaps.pdf", "outsourcing-gaps.docx"):
        path = SAMPLES / name
        (report,) = vendorrisk.check(path, places=True, isolated=isolated).documents
        found = [e for r in report.requirements for f in r.elements for e in (*f.evidence, *f.conflicts)]
        document = vendorrisk.read(path)
        assert isinstance(document, vendorrisk.Document)
        assert vendorrisk.locate_all(document, found) == tuple(one.places for one in found)
        assert vendorrisk.locate(path, found[0]) == found[0].places


@pytest.mark.parametrize("isolated", [False, True])
def test_several_files_of_one_contract_are_told_apart(isolated: bool) -> None:
    paths = [SAMPLES / "helpdesk-contract.docx", SAMPLES / "helpdesk-specification.docx"]
    (report,) = vendorrisk.check(paths, together=True, places=True, isolated=isolated).documents
    found = [e for r in report.requirements for f in r.elements for e in f.evidence]
    assert {one.path for one in found} == set(paths)
    for one in found:
        assert one.path is not None
        assert bare(text_in_runs(one.path, one.places)) == bare(one.quote)


def test_without_being_asked_nothing_is_located() -> None:
    (report,) = vendorrisk.check(SAMPLES / "outsourcing-gaps.pdf").documents
    assert {one.places for r in report.requirements for f in r.elements for one in f.evidence} == {()}


def test_evidence_from_another_file_is_refused() -> None:
    (report,) = vendorrisk.check(SAMPLES / "outsourcing-gaps.pdf").documents
    one = next(e for r in report.requirements for f in r.elements for e in f.evidence)
    with pytest.raises(vendorrisk.VendorriskError, match="別のファイル"):
        vendorrisk.locate(SAMPLES / "cloud-sla.pdf", one)
    with pytest.raises(vendorrisk.VendorriskError, match="見つかりません"):
        vendorrisk.locate("no such file.pdf", one)
