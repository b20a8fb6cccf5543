"""The self-check sheet: made from the requirements, filled in by the contractor, taken in as a review; a sheet about something else is refused."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

import vendorrisk
from vendorrisk.cli import main
from vendorrisk.drafting import ChecklistHead
from vendorrisk.model import Handling, Review, ReviewMethod, ReviewResult
from vendorrisk.register import Register, open_register

CONTRACT = "contract-2026-0001"


@pytest.fixture
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Register:
    monkeypatch.setenv("VENDORRISK_REGISTER", str(tmp_path / "台帳"))
    monkeypatch.setenv("VENDORRISK_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("VENDORRISK_TODAY", "2026-11-26")
    main(["init", str(tmp_path / "台帳"), "city=架空市", "handling=取扱注意"])
    main(["register", "add", "vendor", "name==架空&システム"])
    for title in ("保守業務", "入力業務"):
        main(["register", "add", "contract", f"title={title}", "vendor=vendor-2026-0001", "kind=業務委託", "information.personal=はい", "information.my_number=いいえ"])
    capsys.readouterr()
    return open_register(tmp_path / "台帳")


def filled(data: bytes, path: Path, answers: dict[int, tuple[str, str]]) -> Path:
    """Fill in every line with はい but for some, as Excel saves it."""
    book = load_workbook(io.BytesIO(data))
    page = book.worksheets[0]
    for row in range(9, page.max_row + 1):
        page[f"E{row}"], page[f"F{row}"] = answers.get(row, ("はい", ""))
    book.save(path)
    return path


def test_the_sheet_asks_what_is_demanded_and_its_texts_are_texts(register: Register) -> None:
    page = load_workbook(io.BytesIO(vendorrisk.draft_record_checklist(register, CONTRACT))).worksheets[0]
    keys = [page[f"A{row}"].value for row in range(9, page.max_row + 1)]
    assert "outsourcing.audit.audit" in keys
    assert "personal-information.copying.copying" in keys
    assert page["C4"].value == "=架空&システム"
    assert page["C4"].data_type == "s"
    assert page.column_dimensions["A"].hidden
    (choices,) = page.data_validations.dataValidation
    assert choices.formula1 == '"はい,いいえ,該当なし"'
    assert page.oddHeader.right.text == "取扱注意"
    without = vendorrisk.draft_checklist(head=ChecklistHead(contract="x"))
    assert without[:2] == b"PK"
    more = load_workbook(io.BytesIO(vendorrisk.draft_checklist(handles=[Handling.MY_NUMBER, Handling.PERSONAL_INFORMATION]))).worksheets[0]
    assert more.max_row > load_workbook(io.BytesIO(without)).worksheets[0].max_row


def test_a_returned_sheet_becomes_a_review_with_findings_and_evidence(register: Register, tmp_path: Path) -> None:
    path = filled(vendorrisk.draft_record_checklist(register, CONTRACT), tmp_path / "返送.xlsx", {9: ("いいえ", "来月改める"), 10: ("", ""), 11: ("該当なし", "")})
    review = vendorrisk.take_checklist(register, CONTRACT, path, who="佐藤")
    held = open_register(register.root).holdings.get(review.id, Review)
    assert held == review
    assert (review.method, review.result) == (ReviewMethod.SELF_CHECK, ReviewResult.FINDINGS)
    assert len(review.findings) == 2
    assert "来月改める" in review.findings[0].what
    assert "未回答" in review.findings[1].what
    assert "outsourcing.audit" in review.confirmed
    assert not {one.requirement.rpartition(".")[0] for one in review.findings} & set(review.confirmed)
    assert [paper.name for paper in review.evidence] == ["返送.xlsx"]


def test_a_sheet_on_which_all_is_well_has_no_finding(register: Register, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = filled(vendorrisk.draft_record_checklist(register, CONTRACT, language="en"), tmp_path / "返送.xlsx", dict.fromkeys(range(9, 200), ("YES", "")))
    assert main(["draft", "checklist", "--read", str(path), "--record", CONTRACT]) == 0
    assert "指摘0件" in capsys.readouterr().out


def test_a_sheet_about_something_else_is_one_line_and_changes_nothing(register: Register, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = filled(vendorrisk.draft_record_checklist(register, CONTRACT), tmp_path / "返送.xlsx", {})
    head = register.log.head()
    other = tmp_path / "別の版.xlsx"
    book = load_workbook(path)
    book.worksheets[0]["A3"] = "jp-local-government 1999.1"
    book.save(other)
    stranger = tmp_path / "別.xlsx"
    book.worksheets[0]["A1"] = ""
    book.save(stranger)
    broken = tmp_path / "壊れ.xlsx"
    broken.write_bytes(b"PK\x03\x04")
    for file, record, status in ((path, "contract-2026-0002", 2), (other, CONTRACT, 2), (stranger, CONTRACT, 2), (broken, CONTRACT, 3), (path, "contract-2026-0099", 2)):
        assert main(["draft", "checklist", "--read", str(file), "--record", record]) == status, file
        assert capsys.readouterr().err.count("\n") == 1
    assert main(["draft", "checklist", "--read", str(path)]) == 2
    assert open_register(register.root).log.head() == head
