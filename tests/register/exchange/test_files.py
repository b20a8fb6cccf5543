"""What the files look like to the people and programs that open them."""

from __future__ import annotations

import csv
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from vendorrisk.model import Contract, Holdings, Information, Procurement, Settings, Subcontract, Vendor
from vendorrisk.register.exchange import (
    ExchangeError,
    UnencodableError,
    export_csv,
    export_workbook,
    preview_import,
)

VENDOR = Vendor(id="vendor-2026-0001", name="=HYPERLINK(\"http://evil\")", corporate_number="7000012050002", kana="＠SUM")
CONTRACT = Contract(
    id="contract-2026-0001", title="保守", number="4-1", vendor=VENDOR.id, value_yen=1_234_000, start=date(2026, 4, 1), procurement=Procurement.NEGOTIATED,
    information=Information(personal=True, my_number=False), subcontracts=(Subcontract(key="1", scope="運用"),), systems=("住民情報", "税"),
)  # fmt: skip
HELD = Holdings([VENDOR, CONTRACT])


@pytest.fixture
def book(tmp_path: Path) -> Path:
    export_workbook(HELD, tmp_path / "台帳.xlsx")
    return tmp_path / "台帳.xlsx"


def test_texts_are_texts_and_never_formulas(book: Path) -> None:
    sheet = load_workbook(book)["事業者"]
    cells = {sheet.cell(1, column).value: sheet.cell(3, column) for column in range(1, 10)}
    assert (cells["vendor.name"].value, cells["vendor.name"].data_type, cells["vendor.name"].quotePrefix) == (VENDOR.name, "s", True)
    assert (cells["vendor.corporate_number"].value, cells["vendor.corporate_number"].number_format) == ("7000012050002", "@")
    with zipfile.ZipFile(book) as package:
        assert not [name for name in package.namelist() if name.startswith("xl/worksheets/sheet") and b"<f>" in package.read(name)]


def test_dates_and_amounts_are_real(book: Path) -> None:
    sheet = load_workbook(book)["契約"]
    cells = {sheet.cell(1, column).value: sheet.cell(3, column) for column in range(1, 60)}
    assert cells["contract.start"].value == datetime(2026, 4, 1)
    assert cells["contract.value_yen"].value == 1_234_000
    assert (cells["contract.number"].value, cells["contract.number"].number_format) == ("4-1", "@")
    assert [cells[f"contract.information.{name}"].value for name in ("personal", "my_number", "special_care")] == ["はい", "いいえ", None]
    assert cells["contract.procurement"].value == "随意契約"
    assert cells["contract.vendor"].value.startswith("vendor-2026-0001 ")
    assert cells["contract.systems"].value == "住民情報\n税"


def test_a_sheet_is_easy_to_fill(book: Path) -> None:
    sheet = load_workbook(book)["契約"]
    assert sheet.row_dimensions[1].hidden
    assert sheet.freeze_panes == "B3"
    assert str(sheet.auto_filter.ref).startswith("A2:")
    assert sheet.cell(2, 3).value == "件名"
    lists = [validation for validation in sheet.data_validations.dataValidation if validation.type == "list"]
    assert len(lists) > 10
    assert load_workbook(book)["選択肢"].sheet_state == "hidden"


def test_a_choice_that_a_drop_down_offers_can_be_read(book: Path) -> None:
    """Every entry of every drop-down is a value that the import understands."""
    page = load_workbook(book)["選択肢"]
    offered = {str(cell.value) for row in page.iter_rows(min_row=2) for cell in row if cell.value is not None}
    assert {"はい", "いいえ", "随意契約", f"vendor-2026-0001 {VENDOR.name}"} <= offered


def test_lists_have_sheets_of_their_own(book: Path) -> None:
    sheet = load_workbook(book)["契約_再委託"]
    assert [sheet.cell(1, column).value for column in (1, 2, 3)] == ["contract.id", "contract.subcontracts[].#", "contract.subcontracts[].key"]
    assert [sheet.cell(3, column).value for column in (1, 2)] == ["contract-2026-0001", 1]


def test_an_export_in_english_has_english_words(tmp_path: Path) -> None:
    export_workbook(HELD, tmp_path / "r.xlsx", language="en")
    sheet = load_workbook(tmp_path / "r.xlsx")["contract"]
    assert [sheet.cell(2, column).value for column in (1, 2, 3)] == ["id", "contract number", "title"]


def test_csv_has_a_mark_for_excel_and_guards_what_excel_would_run_or_change(tmp_path: Path) -> None:
    written = export_csv(HELD, tmp_path / "csv", kinds=["vendor"])
    data = written.files[0].read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    header, row = list(csv.reader(data.decode("utf-8-sig").splitlines()))[:2]
    cells = dict(zip(header, row, strict=True))
    assert cells["名称 [vendor.name]"] == "'" + VENDOR.name
    assert cells["ふりがな [vendor.kana]"] == "'＠SUM"
    assert cells["法人番号 [vendor.corporate_number]"] == "'7000012050002"
    assert sorted(file.name for file in written.files) == ["事業者.csv", "事業者_指名停止.csv", "事業者_認証.csv", "事業者_連絡先.csv"]


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠a"])
def test_no_csv_cell_starts_with_what_a_spreadsheet_runs(tmp_path: Path, text: str) -> None:
    file = export_csv(Holdings([Vendor(id="vendor-2026-0001", name=text, address=text)]), tmp_path / "csv", kinds=["vendor"]).files[0]
    with file.open(encoding="utf-8-sig", newline="") as stream:
        cells = [cell for row in list(csv.reader(stream))[1:] for cell in row if cell]
    assert not [cell for cell in cells if cell[0] in "=+-@\t\r＝＋－＠"]


def test_cp932_names_every_cell_that_it_cannot_hold_and_writes_nothing(tmp_path: Path) -> None:
    held = Holdings([Vendor(id="vendor-2026-0001", name="𠮷野家"), Vendor(id="vendor-2026-0002", name="髙島", address="A〜B")])
    with pytest.raises(UnencodableError) as caught:
        export_csv(held, tmp_path / "csv", kinds=["vendor"], encoding="cp932")
    assert [(problem.place, problem.read) for problem in caught.value.problems] == [("事業者.csv!B2", "𠮷野家"), ("事業者.csv!H3", "A〜B")]
    assert "「𠮷」(U+20BB7)" in caught.value.problems[0].message.ja
    assert not (tmp_path / "csv").exists()


def test_a_text_too_long_for_a_cell_leaves_the_old_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"old")
    with pytest.raises(ExchangeError, match="事業者!B3"):
        export_workbook(Holdings([Vendor(id="vendor-2026-0001", name="あ" * 40_000)]), path)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(ExchangeError, match="書き込めません"):
        export_workbook(HELD, tmp_path / "nowhere" / "x.xlsx")


def test_names_behind_ids_are_for_people_only(book: Path) -> None:
    renamed = Holdings([Vendor(id="vendor-2026-0001", name="別の名前", corporate_number=VENDOR.corporate_number, kana=VENDOR.kana), CONTRACT])
    preview = preview_import(book, renamed, kind="contract")
    assert preview.unchanged == ("contract-2026-0001",)


def test_every_printed_page_says_how_the_list_is_to_be_handled(tmp_path: Path) -> None:
    held = Holdings([Vendor(id="vendor-2026-0001", name="架空システム")], Settings(city="架空市", handling="庁外秘 A&B"))
    export_workbook(held, tmp_path / "台帳.xlsx")
    book = load_workbook(tmp_path / "台帳.xlsx")
    page = book["事業者"]
    assert (page.oddHeader.left.text, page.oddHeader.right.text, page.oddFooter.center.text) == ("事業者", "庁外秘 A&&B", "&P / &N")
    assert (page.print_title_rows, page.sheet_properties.pageSetUpPr.fitToPage) == ("$2:$2", True)
