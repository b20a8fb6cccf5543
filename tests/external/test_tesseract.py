"""Tesseract itself reads real scans: askew, coarse, dusty, lying on their side, in columns, vertical, with tables.

Run by ``.ci/run`` with the programs installed; not part of the default run, which needs nothing but Python.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

import pytest

import vendorrisk
from vendorrisk import Document, DocumentReport, Facts, Handling, Kind, packs, read
from vendorrisk.checking import Policy, judge

SCANS = Path(__file__).parent / "scans"


def normal(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def distance(a: str, b: str) -> int:
    """How many characters must be changed, added or left out."""
    row = list(range(len(b) + 1))
    for i, left in enumerate(a, 1):
        before, row[0] = row[0], i
        for j, right in enumerate(b, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (left != right))
    return row[-1]


@cache
def recognised(name: str) -> Document:
    document = read(SCANS / f"{name}.pdf", ocr=True)
    assert isinstance(document, Document), document
    return document


def verdicts(report: DocumentReport) -> dict[str, str]:
    return {result.requirement.id: result.verdict.value for result in report.requirements}


@pytest.mark.parametrize("name", ["askew", "coarse", "dusty", "upside-down", "on-its-side", "columns", "vertical"])
def test_at_most_three_characters_in_a_hundred_are_wrong(name: str) -> None:
    document = recognised(name)
    truth = normal((SCANS / "clauses.txt").read_text(encoding="utf-8"))
    assert distance(truth, normal(document.text)) / len(truth) < 0.03
    assert {notice.code for notice in document.notices} == {"ocr"} | ({"vertical-text"} if name == "vertical" else set())
    assert all(block.confidence is not None for block in document.blocks)


@pytest.mark.parametrize("name", ["askew", "coarse", "upside-down", "vertical"])
def test_what_a_scan_says_is_judged_as_its_text_is(name: str) -> None:
    text = (SCANS / "clauses.txt").read_text(encoding="utf-8")
    expected = verdicts(vendorrisk.check_text(text, kind="outsourcing", handles=["personal-information"]))
    facts = Facts(frozenset((Handling.PERSONAL_INFORMATION,)))
    found = verdicts(judge([recognised(name)], Policy(packs()), kind=Kind.OUTSOURCING, facts=facts))
    differing = {key for key in expected if expected[key] != found[key]}
    assert len(differing) <= 1  # one clause in a hundred is misread; it must not be taken for one that complies
    assert not [key for key in differing if found[key] == "met"]


def test_parties_that_tesseract_loses_are_read_at_the_second_look() -> None:
    text = recognised("askew").text
    assert text.count("乙は、") >= 5
    assert text.count("甲は、") == 1


def test_the_cells_of_a_table_that_lies_askew_are_kept_apart() -> None:
    document = recognised("table")
    rows = [line.split("|") for line in (SCANS / "table.txt").read_text(encoding="utf-8").splitlines() if "|" in line]
    cells: dict[int, list[str]] = {}
    for block in document.blocks:
        if block.row is not None:
            cells.setdefault(block.row[1], []).append(normal(document.text[block.start : block.end]))
    assert list(cells.values()) == [[normal(cell) for cell in row] for row in rows]


def test_a_scan_is_recognised_within_the_limits_of_an_isolated_reader() -> None:
    told: list[tuple[int, int]] = []
    report = vendorrisk.check(
        SCANS / "coarse.pdf", ocr=True, isolated=True, recognising=lambda _, page, pages: told.append((page, pages))
    )
    assert [notice.code for notice in report.documents[0].notices] == ["ocr"]
    assert told == [(1, 1)]
