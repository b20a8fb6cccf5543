"""The samples: made again byte for byte, and judged exactly as the expected results beside them say."""

from __future__ import annotations

import doctest
import importlib
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import vendorrisk

SAMPLES = Path(__file__).parents[2] / "contracts" / "samples"
EXPECTED = sorted(SAMPLES.glob("*.expected.toml"))


def cases() -> list[Any]:
    """One case for every file, or for every set of files that is one contract."""
    found = []
    for path in EXPECTED:
        wanted = tomllib.loads(path.read_text(encoding="utf-8"))
        sets = [wanted["files"]] if wanted.get("together") else [[name] for name in wanted["files"]]
        found += [pytest.param(wanted, tuple(names), id="+".join(names)) for names in sets]
    return found


@cache
def checked(names: tuple[str, ...], handles: tuple[str, ...]) -> vendorrisk.DocumentReport:
    """Check the files of a case as a user would: without saying what kind of document it is."""
    report = vendorrisk.check([SAMPLES / name for name in names], handles=handles, together=len(names) > 1)
    assert len(report.documents) == 1
    return report.documents[0]


def unspaced(text: str) -> str:
    """Drop the line breaks of a PDF."""
    return re.sub(r"\s", "", text)


def test_the_script_makes_the_same_files_again(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(SAMPLES / "make_samples.py"), str(tmp_path)], check=True)
    kept = {path.name for path in SAMPLES.iterdir() if path.suffix in (".docx", ".pdf", ".txt")}
    made = {path.name for path in tmp_path.iterdir()}
    assert made == kept
    assert [
        name for name in sorted(made) if (tmp_path / name).read_bytes() != (SAMPLES / name).read_bytes()
    ] == []


def test_the_examples_in_the_script_are_true(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(SAMPLES))
    modules = [f"making.{path.stem}" for path in (SAMPLES / "making").glob("*.py")]
    results = [doctest.testmod(importlib.import_module(name)) for name in modules]
    assert sum(result.attempted for result in results) > 0
    assert sum(result.failed for result in results) == 0


def test_every_sample_has_an_expected_result() -> None:
    named = {name for path in EXPECTED for name in tomllib.loads(path.read_text(encoding="utf-8"))["files"]}
    assert named == {path.name for path in SAMPLES.iterdir() if path.suffix in (".docx", ".pdf", ".txt")}


def test_pdf_samples_have_between_2_and_30_pages() -> None:
    for path in SAMPLES.glob("*.pdf"):
        document = vendorrisk.read(path)
        assert isinstance(document, vendorrisk.Document)
        assert document.pages is not None
        assert 2 <= document.pages <= 30


@pytest.mark.parametrize(("wanted", "names"), cases())
def test_sample_gives_exactly_its_expected_result(wanted: dict[str, Any], names: tuple[str, ...]) -> None:
    report = checked(names, tuple(wanted["handles"]))
    found = {
        f"{result.requirement.id}.{element.element.id}": element.verdict.value
        for result in report.requirements
        if result.applies
        for element in result.elements
    }
    assert found == wanted["elements"]
    assert report.kind is not None
    assert (report.kind.value, report.verdict) == (wanted["kind"], wanted["verdict"])
    assert sorted({notice.code for notice in report.notices}) == sorted(wanted["warnings"])
    assert not report.refusals


@pytest.mark.parametrize(("wanted", "names"), cases())
def test_expected_sentences_are_quoted_with_article_and_page(
    wanted: dict[str, Any], names: tuple[str, ...]
) -> None:
    report = checked(names, tuple(wanted["handles"]))
    evidence = {
        f"{result.requirement.id}.{element.element.id}": element.evidence
        for result in report.requirements
        for element in result.elements
    }
    for quote in wanted.get("quotes", []):
        shown = [
            (unspaced(one.quote), one.article, one.page, one.path.name if one.path else None)
            for one in evidence[quote["element"]]
        ]
        page = quote.get("page") if names[0].endswith(".pdf") else None
        assert (unspaced(quote["quote"]), quote.get("article"), page, quote.get("file")) in shown


@pytest.mark.parametrize(("wanted", "names"), cases())
def test_every_quote_is_cut_from_the_text(wanted: dict[str, Any], names: tuple[str, ...]) -> None:
    report = checked(names, tuple(wanted["handles"]))
    documents = {SAMPLES / name: vendorrisk.read(SAMPLES / name) for name in names}
    for result in report.requirements:
        for element in result.elements:
            if element.verdict.value == "missing":
                assert not element.evidence
                continue
            assert element.evidence
            for one in (*element.evidence, *element.conflicts):
                document = documents[one.path or SAMPLES / names[0]]
                assert isinstance(document, vendorrisk.Document)
                assert one.quote == document.text[one.start : one.end]
                assert one.quote.strip()
