"""The self-check sheet: made from the requirements, filled in by the contractor, taken in as a review; a sheet about something else is refused."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from openpyxl import load_workbook

import vendorrisk
from vendorrisk.cli import main
from vendorrisk.drafting import ChecklistHead
from vendorrisk.model import Handling, Review, ReviewMethod, ReviewResult
from vendorrisk.register import Register, open_register

CONTRACT = "contract-2026-0001"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


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


def filled_form(data: bytes, path: Path, answers: dict[int, tuple[str, str]], by: str = "") -> Path:
    """The same for the Word form, as Word saves it: a control that is filled in shows no prompt any more."""

    def fill(cell: etree._Element, text: str) -> None:
        control = next(cell.iter(f"{W}sdt"))
        if text:
            prompt, said = control.find(f"{W}sdtPr/{W}showingPlcHdr"), next(control.iter(f"{W}t"))
            assert prompt is not None
            control[0].remove(prompt)
            said.text = text

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    root = etree.fromstring(parts["word/document.xml"])
    head, *tables = root.iter(f"{W}tbl")
    fill(list(head.iter(f"{W}tc"))[7], by)
    rows = [row for table in tables for row in list(table.iter(f"{W}tr"))[1:]]
    for number, row in enumerate(rows, 9):
        cells = list(row.iter(f"{W}tc"))
        for cell, text in zip(cells[2:4], answers.get(number, ("はい", "")), strict=True):
            fill(cell, text)
    parts["word/document.xml"] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def spoiled(data: bytes, name: str) -> bytes:
    """Overwrite the beginning of a part, as a bad disk or a broken transfer does."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        head = package.getinfo(name).header_offset
    start = head + 30 + sum(int.from_bytes(data[head + at : head + at + 2], "little") for at in (26, 28))
    return data[:start] + b"\xff" * 40 + data[start + 40 :]


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
    path = filled(vendorrisk.draft_record_checklist(register, CONTRACT), tmp_path / "返送.xlsx", {9: ("いいえ", "来月改める"), 10: ("", ""), 11: ("該当なし", "作業場所は市庁舎だけである"), 12: ("該当なし", "")})
    review = vendorrisk.take_checklist(register, CONTRACT, path, who="佐藤")
    held = open_register(register.root).holdings.get(review.id, Review)
    assert held == review
    assert (review.method, review.result) == (ReviewMethod.SELF_CHECK, ReviewResult.FINDINGS)
    assert len(review.findings) == 3
    assert "来月改める" in review.findings[0].what
    assert "未回答" in review.findings[1].what
    assert "説明なく「該当なし」" in review.findings[2].what
    assert "（作業場所は市庁舎だけである）" in review.note
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


def test_the_word_form_asks_the_same_questions_in_controls(register: Register) -> None:
    excel = load_workbook(io.BytesIO(vendorrisk.draft_record_checklist(register, CONTRACT))).worksheets[0]
    asked = [excel[f"D{row}"].value for row in range(9, excel.max_row + 1)]
    with zipfile.ZipFile(io.BytesIO(vendorrisk.draft_record_checklist(register, CONTRACT, form="word"))) as package:
        root = etree.fromstring(package.read("word/document.xml"))
        shown = "".join(map(str, root.itertext()))
        assert "取扱注意" in package.read("word/header1.xml").decode()
        assert CONTRACT in package.read("docProps/custom.xml").decode()
    questions = [[*row.iter(f"{W}tc")] for row in root.iter(f"{W}tr")]
    assert ["".join(t.text or "" for t in cells[1].iter(f"{W}t")) for cells in questions if len(cells) == 5 and next(cells[2].iter(f"{W}sdt"), None) is not None] == asked
    lists = list(root.iter(f"{W}dropDownList"))
    assert len(lists) == len(asked)
    assert [item.get(f"{W}displayText") for item in lists[0]] == ["はい", "いいえ", "該当なし"]
    assert "=架空&システム" in shown
    hidden = ["".join(t.text or "" for t in run.iter(f"{W}t")) for run in root.iter(f"{W}r") if run.find(f"{W}rPr/{W}vanish") is not None]
    assert "#outsourcing.audit.audit" in hidden


def test_a_word_form_comes_back_as_the_excel_sheet_does_whatever_it_is_called(register: Register, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answers = {9: ("いいえ", "来月改める\n予定"), 10: ("", ""), 11: ("該当なし", "作業場所は市庁舎だけである"), 12: ("該当なし", "")}
    form = filled_form(vendorrisk.draft_record_checklist(register, CONTRACT, form="word"), tmp_path / "返送.dat", answers, by="情報管理部長 髙﨑")
    sheet = filled(vendorrisk.draft_record_checklist(register, CONTRACT), tmp_path / "返送.xlsx", answers)
    word, excel = vendorrisk.read_checklist(form), vendorrisk.read_checklist(sheet)
    assert (word.answers, word.subject, word.editions, word.made_on) == (excel.answers, excel.subject, excel.editions, excel.made_on)
    assert (word.by, word.made_on) == ("情報管理部長 髙﨑", "2026-11-26")
    assert main(["draft", "checklist", "--read", str(form), "--record", CONTRACT]) == 1
    said = capsys.readouterr().out
    assert "指摘3件" in said
    assert "来月改める 予定" in said
    assert "説明なく「該当なし」" in said
    (review,) = open_register(register.root).holdings.all(Review)
    assert [paper.name for paper in review.evidence] == ["返送.dat"]


def test_the_command_writes_what_the_suffix_says(register: Register, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, part in (("票.docx", "word/document.xml"), ("票.xlsx", "xl/workbook.xml")):
        assert main(["draft", "checklist", "--record", CONTRACT, "-o", str(tmp_path / name)]) == 0
        with zipfile.ZipFile(tmp_path / name) as package:
            assert part in package.namelist()
    assert main(["draft", "checklist", "--record", CONTRACT, "-o", str(tmp_path / "票.pdf")]) == 2
    assert ".xlsx / .docx" in capsys.readouterr().err


@pytest.mark.parametrize("fault", ["other-word-file", "cut-off", "no-xml", "spoiled"])
def test_a_word_file_that_is_no_form_is_one_line(register: Register, tmp_path: Path, capsys: pytest.CaptureFixture[str], fault: str) -> None:
    path = tmp_path / "返送.docx"
    form = vendorrisk.draft_record_checklist(register, CONTRACT, form="word")
    if fault == "no-xml":
        with zipfile.ZipFile(path, "w") as package:
            package.writestr("word/document.xml", "<w:document")
            package.writestr("docProps/custom.xml", "")
    else:
        path.write_bytes(spoiled(form, "word/document.xml") if fault == "spoiled" else form[:3000] if fault == "cut-off" else vendorrisk.draft_annex("security").docx)
    assert main(["draft", "checklist", "--read", str(path), "--record", CONTRACT]) in (2, 3)
    assert capsys.readouterr().err.count("\n") == 1


def test_a_spoiled_excel_sheet_is_one_line(register: Register, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "返送.xlsx"
    path.write_bytes(spoiled(vendorrisk.draft_record_checklist(register, CONTRACT), "xl/worksheets/sheet1.xml"))
    assert main(["draft", "checklist", "--read", str(path), "--record", CONTRACT]) == 3
    assert capsys.readouterr().err.count("\n") == 1


def test_all_not_applicable_confirms_nothing_and_is_a_finding(register: Register, tmp_path: Path) -> None:
    bare = filled(vendorrisk.draft_record_checklist(register, CONTRACT), tmp_path / "空.xlsx", dict.fromkeys(range(9, 200), ("該当なし", "")))
    explained = filled(vendorrisk.draft_record_checklist(register, CONTRACT), tmp_path / "説明.xlsx", dict.fromkeys(range(9, 200), ("該当なし", "当社は扱わない")))
    first, second = (vendorrisk.take_checklist(register, CONTRACT, path) for path in (bare, explained))
    assert (first.result, first.confirmed) == (ReviewResult.FINDINGS, ())
    assert all("説明なく「該当なし」" in found.what for found in first.findings)
    assert (second.result, second.confirmed) == (ReviewResult.FINDINGS, ())
    assert [found.what[:15] for found in second.findings] == ["確認できた要件が一つもない。全"]


def test_a_sheet_that_names_no_record_is_said_to_name_none(register: Register, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = filled(vendorrisk.draft_checklist(handles=[Handling.PERSONAL_INFORMATION]), tmp_path / "票.xlsx", {})
    assert main(["draft", "checklist", "--read", str(path), "--record", CONTRACT]) == 0
    assert "対象の記録が書かれていません" in capsys.readouterr().err
    (review,) = open_register(register.root).holdings.all(Review)
    assert "指定された記録のものとして取り込んだ" in review.note


def test_the_same_sheet_is_taken_in_once(register: Register, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    path = filled(vendorrisk.draft_record_checklist(register, CONTRACT), tmp_path / "返送.xlsx", {})
    again = filled(path.read_bytes(), tmp_path / "保存し直し.xlsx", {})
    changed = filled(path.read_bytes(), tmp_path / "訂正.xlsx", {9: ("いいえ", "誤りであった")})
    assert path.read_bytes() != changed.read_bytes()
    review = vendorrisk.take_checklist(register, CONTRACT, path)
    for twice in (path, again):
        assert main(["draft", "checklist", "--read", str(twice), "--record", CONTRACT]) == 2
        assert f"「{review.id}」として既に" in capsys.readouterr().err
    assert main(["draft", "checklist", "--read", str(changed), "--record", CONTRACT]) == 1
    monkeypatch.setenv("VENDORRISK_TODAY", "2027-11-26")  # a year later the same answers to a new sheet are news
    later = filled(vendorrisk.draft_record_checklist(open_register(register.root), CONTRACT), tmp_path / "翌年.xlsx", {})
    assert main(["draft", "checklist", "--read", str(later), "--record", CONTRACT]) == 0
