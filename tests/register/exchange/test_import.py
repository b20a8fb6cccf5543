"""A sheet that a city already has: what is read, what is refused cell by cell, and what becomes of rows that the register knows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from vendorrisk.model import (
    Body,
    Contract,
    ContractKind,
    Department,
    Holdings,
    Person,
    Procurement,
    Severity,
    Unit,
    Vendor,
)
from vendorrisk.register import Register
from vendorrisk.register.exchange import CellProblem, ExchangeError, Preview, parse_mapping, preview_import

HEADERS = ("契約番号", "件名", "業者名", "担当課", "担当者", "契約日", "履行期間", "契約額", "契約方法", "個人情報", "備考")
MAPPING = """
kind = "contract"
create = ["vendor", "department", "person"]
[columns]
"契約番号" = "number"
"件名" = "title"
"業者名" = "vendor"
"担当課" = "department"
"担当者" = "owner"
"契約日" = "signed_on"
"履行期間" = ["start", "end"]
"契約額" = "value_yen"
"契約方法" = "procurement"
"個人情報" = "information.personal"
"備考" = "note"
[values.procurement]
"随契" = "negotiated"
[values."*"]
"－" = ""
[defaults]
kind = "outsourcing"
"""
ROW: tuple[Any, ...] = ("R8-1", "庁舎清掃", "㈱青空", "総務課", "佐藤花子", "令和8年4月1日", "令和8年4月1日～令和9年3月31日", "1,234,000円", "随契", "○", "備考です")


def sheet(path: Path, rows: Sequence[Sequence[Any]], *, headers: Sequence[Any] = HEADERS, above: int = 0, title: str = "契約") -> Path:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = title
    for _ in range(above):
        page.append(["令和8年度　契約一覧"])
    page.append(list(headers))
    for row in rows:
        page.append(list(row))
    book.save(path)
    return path


def changed(row: Sequence[Any], **cells: Any) -> list[Any]:
    names = dict(zip(("number", "title", "vendor", "department", "owner", "signed", "period", "value", "procurement", "personal", "note"), range(11), strict=True))
    made = list(row)
    for name, value in cells.items():
        made[names[name]] = value
    return made


def read_rows(tmp_path: Path, *rows: Sequence[Any], held: Holdings | None = None, mapping: str = MAPPING, **options: Any) -> Preview:
    return preview_import(sheet(tmp_path / "契約.xlsx", rows), held or Holdings(), mapping=parse_mapping(mapping), **options)


def the_contract(preview: Preview) -> Any:
    return next(new.record for new in preview.new if isinstance(new.record, Contract))


def the_problem(preview: Preview, severity: Severity = Severity.ERROR) -> CellProblem:
    (problem,) = [one for one in preview.problems if one.severity is severity]
    return problem


def test_a_row_is_read_as_it_is_written(tmp_path: Path) -> None:
    preview = read_rows(tmp_path, ROW)
    contract = the_contract(preview)
    assert (contract.id, contract.number, contract.title, contract.kind) == ("", "R8-1", "庁舎清掃", ContractKind.OUTSOURCING)
    assert (contract.signed_on, contract.start, contract.end) == (date(2026, 4, 1), date(2026, 4, 1), date(2027, 3, 31))
    assert (contract.value_yen, contract.procurement, contract.information.personal, contract.information.my_number) == (1_234_000, Procurement.NEGOTIATED, True, None)
    assert [preview.name(one) for one in (contract.vendor, contract.department, contract.owner)] == ["㈱青空", "総務課", "佐藤花子"]
    assert preview.problems == ()


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1,234,000円", 1_234_000), ("￥1,234,000-", 1_234_000), ("金１，２３４，０００円也", 1_234_000), ("1,234千円", 1_234_000), ("1億2,000万円", 120_000_000), ("1,234,000円（税込）", 1_234_000),
        ("△500", -500), (1_234_000, 1_234_000), (1234000.0, 1_234_000), ("1.5百万円", 1_500_000),
    ],
)  # fmt: skip
def test_amounts_are_read_as_people_write_them(tmp_path: Path, written: object, value: int) -> None:
    assert the_contract(read_rows(tmp_path, changed(ROW, value=written))).value_yen == value


@pytest.mark.parametrize("written", ["R8.4.1", "令和８年４月１日（水）", "2026/4/1", "20260401", date(2026, 4, 1), 46113, "令8.4.1", "1 April 2026"])
def test_dates_are_read_in_any_form(tmp_path: Path, written: object) -> None:
    assert the_contract(read_rows(tmp_path, changed(ROW, signed=written))).signed_on == date(2026, 4, 1)


@pytest.mark.parametrize(
    ("cell", "written", "place", "code"),
    [
        ("signed", "4月1日", "契約!F2", "no-year"),
        ("signed", "8.4.1", "契約!F2", "short-year"),
        ("signed", "令和8年4月", "契約!F2", "no-day"),
        ("signed", "平成38年4月1日", "契約!F2", "outside-era"),
        ("signed", "令和8年2月30日", "契約!F2", "impossible"),
        ("signed", "未定", "契約!F2", "not-a-date"),
        ("period", "令和8年4月1日～9月30日", "契約!G2", "no-year"),
        ("period", "契約日～令和9年3月31日", "契約!G2", "not-a-period"),
        ("value", "単価契約", "契約!H2", "not-an-amount"),
        ("value", "1,000円（税抜）", "契約!H2", "amount-with-remark"),
        ("value", 0.5, "契約!H2", "not-whole"),
        ("procurement", "見積合せ", "契約!I2", "not-in-list"),
        ("personal", "不明", "契約!J2", "not-yes-or-no"),
        ("number", date(2026, 4, 1), "契約!A2", "date-in-text"),
        ("number", 1.2345678901234567e15, "契約!A2", "digits-lost"),
        ("number", "7.00001E+12", "契約!A2", "digits-lost"),
        ("note", "=NOW()", "契約!K2", "not-calculated"),
    ],
)
def test_what_cannot_be_read_is_told_by_cell(tmp_path: Path, cell: str, written: object, place: str, code: str) -> None:
    preview = read_rows(tmp_path, changed(ROW, **{cell: written}))
    problem = the_problem(preview)
    assert (problem.place, problem.code) == (place, code)
    assert problem.column == HEADERS[ord(place[-2]) - ord("A")]
    assert "\n" not in problem.line("ja") + problem.line("en")
    assert preview.new == ()


def test_a_problem_says_what_was_read_and_what_may_stand_there(tmp_path: Path) -> None:
    line = the_problem(read_rows(tmp_path, changed(ROW, procurement="見積合せ"))).line()
    assert line == "契約!I2: 契約方法: 一覧にない値です。（入力値：見積合せ）（使える値：一般競争入札、指名競争入札、随意契約、公募型プロポーザル、共同調達）"


def test_an_error_keeps_its_own_row_out_and_no_other(tmp_path: Path) -> None:
    preview = read_rows(tmp_path, ROW, changed(ROW, number="R8-2", signed="未定"), changed(ROW, number="R8-3"))
    assert [new.record.number for new in preview.new if isinstance(new.record, Contract)] == ["R8-1", "R8-3"]
    assert len(preview.errors) == 1


def test_an_excel_error_value_is_no_text(tmp_path: Path) -> None:
    path = sheet(tmp_path / "契約.xlsx", [ROW])
    from openpyxl import load_workbook

    book = load_workbook(path)
    book["契約"]["K2"] = "#REF!"
    book.save(path)
    problem = the_problem(preview_import(path, Holdings(), mapping=parse_mapping(MAPPING)))
    assert (problem.place, problem.code, problem.read) == ("契約!K2", "excel-error", "#REF!")


def test_a_column_in_thousands_counts_in_thousands_unless_the_cell_says_otherwise(tmp_path: Path) -> None:
    mapping = MAPPING.replace('"契約額" = "value_yen"', '"契約額" = { field = "value_yen", times = 1000 }')
    preview = read_rows(tmp_path, changed(ROW, value=1234), changed(ROW, number="2", value="500円"), changed(ROW, number="3", value="1,234"), mapping=mapping)
    assert [new.record.value_yen for new in preview.new if isinstance(new.record, Contract)] == [1_234_000, 500, 1_234_000]


def test_blank_is_unknown_and_a_dash_only_where_the_mapping_says_so(tmp_path: Path) -> None:
    assert the_contract(read_rows(tmp_path, changed(ROW, personal=None, value="－"))).information is None
    assert the_problem(read_rows(tmp_path, changed(ROW, personal="／"))).code == "not-yes-or-no"


# references

HELD = Holdings(
    [
        Department(id="department-2026-0001", name="総務課", body=Body.MAYOR),
        Department(id="department-2026-0002", name="税務課", body=Body.MAYOR),
        Person(id="person-2026-0001", name="佐藤　花子", department="department-2026-0001"),
        Vendor(id="vendor-2026-0001", name="株式会社　青空"),
        Contract(id="contract-2026-0001", number="R8-1", title="庁舎清掃", vendor="vendor-2026-0001", department="department-2026-0001", owner="person-2026-0001", note="古い備考"),
    ]
)


def test_names_are_found_however_they_are_spelt(tmp_path: Path) -> None:
    contract = the_contract(read_rows(tmp_path, changed(ROW, number="R8-2"), held=HELD))
    assert (contract.vendor, contract.department, contract.owner) == ("vendor-2026-0001", "department-2026-0001", "person-2026-0001")


def test_a_name_that_nobody_has_is_a_problem_unless_it_may_be_made(tmp_path: Path) -> None:
    mapping = MAPPING.replace('create = ["vendor", "department", "person"]', "")
    problem = the_problem(read_rows(tmp_path, changed(ROW, number="R8-2", vendor="株式会社青空ソフト"), held=HELD, mapping=mapping))
    assert (problem.place, problem.code, problem.read) == ("契約!C2", "unknown-name", "株式会社青空ソフト")
    assert problem.allowed is not None
    assert problem.allowed.ja == "株式会社青空"
    made = read_rows(tmp_path, changed(ROW, number="R8-2", vendor="株式会社青空ソフト"), changed(ROW, number="R8-3", vendor="㈱青空ソフト"), held=HELD)
    assert [(new.record.name, new.place, new.implied) for new in made.new if isinstance(new.record, Vendor)] == [("株式会社青空ソフト", "契約!C2", True)]


def test_two_of_the_same_name_are_nobody(tmp_path: Path) -> None:
    held = Holdings([*HELD, Vendor(id="vendor-2026-0002", name="(株)青空")])
    problem = the_problem(read_rows(tmp_path, changed(ROW, number="R8-2"), held=held))
    assert (problem.place, problem.code) == ("契約!C2", "ambiguous-name")
    assert "vendor-2026-0001、vendor-2026-0002" in problem.message.ja


def test_people_of_one_family_name_in_two_departments_are_two_people(tmp_path: Path) -> None:
    preview = read_rows(tmp_path, changed(ROW, owner="佐藤"), changed(ROW, number="R8-2", owner="佐藤", department="税務課"), changed(ROW, number="R8-3", owner="佐藤"))
    people = [new for new in preview.new if isinstance(new.record, Person)]
    assert [preview.name(new.record.department) for new in people if isinstance(new.record, Person)] == ["総務課", "税務課"]
    owners = [new.record.owner for new in preview.new if isinstance(new.record, Contract)]
    assert owners == [people[0].token, people[1].token, people[0].token]


def test_records_made_for_rows_that_failed_are_not_made(tmp_path: Path) -> None:
    preview = read_rows(tmp_path, changed(ROW, signed="未定"))
    assert preview.new == ()


# rows that the register knows


def test_a_row_that_differs_is_stopped_skipped_or_updated(tmp_path: Path) -> None:
    stopped = read_rows(tmp_path, ROW, held=HELD)
    assert (the_problem(stopped).place, the_problem(stopped).code, stopped.changed) == ("契約!2", "clash", ())
    assert "備考" in the_problem(stopped).message.ja

    skipped = read_rows(tmp_path, ROW, held=HELD, clash="skip")
    assert ([one.before.id for one in skipped.skipped], skipped.changed, skipped.errors) == (["contract-2026-0001"], (), ())

    updated = read_rows(tmp_path, ROW, held=HELD, clash="update")
    (change,) = updated.changed
    assert change.after.note == "備考です"
    assert {one.path: (one.before, one.after) for one in change.changes}["note"] == ("古い備考", "備考です")


def test_an_update_leaves_alone_what_the_sheet_does_not_say(tmp_path: Path) -> None:
    (change,) = read_rows(tmp_path, changed(ROW, note=None), held=HELD, clash="update").changed
    assert change.after.note == "古い備考"
    (change,) = read_rows(tmp_path, changed(ROW, note=None), held=HELD, clash="update", mapping='blank = "clear"' + MAPPING).changed
    assert change.after.note == ""


def test_defaults_are_for_new_records_only(tmp_path: Path) -> None:
    held = Holdings([*HELD, Contract(id="contract-2026-0001", number="R8-1", title="庁舎清掃", kind=ContractKind.LEASE)])
    (change,) = read_rows(tmp_path, ROW, held=held, clash="update").changed
    assert isinstance(change.after, Contract)
    assert change.after.kind is ContractKind.LEASE


def test_the_same_list_a_second_time_changes_nothing(tmp_path: Path, register: Register) -> None:
    rows = [ROW, changed(ROW, number="R8-2", title="保守"), changed(ROW, number=None, title="番号のない契約")]
    with register.transaction(who="山田", why="取込み") as change:
        applied = read_rows(tmp_path, *rows, held=register.holdings).apply(change)
    assert len(applied.added) == 6
    again = read_rows(tmp_path, *rows, held=register.holdings)
    assert (again.new, again.changed, again.errors, len(again.unchanged)) == ((), (), (), 3)


def test_another_number_is_another_contract_though_the_title_is_the_same(tmp_path: Path) -> None:
    preview = read_rows(tmp_path, changed(ROW, number="R9-1"), held=HELD)
    assert the_contract(preview).number == "R9-1"


def test_two_rows_of_one_record_are_a_mistake(tmp_path: Path) -> None:
    problem = the_problem(read_rows(tmp_path, ROW, changed(ROW, title="別の件名")))
    assert (problem.place, problem.code) == ("契約!3", "double-row")


def test_a_match_of_the_mappings_own(tmp_path: Path) -> None:
    preview = read_rows(tmp_path, changed(ROW, number="別番号"), held=HELD, clash="update", mapping='match = "title"' + MAPPING)
    assert [one.before.id for one in preview.changed] == ["contract-2026-0001"]


# headers


def test_a_header_below_titles_is_found_and_columns_may_be_named_by_letter(tmp_path: Path) -> None:
    path = sheet(tmp_path / "契約.xlsx", [ROW], above=3)
    mapping = MAPPING.replace('"備考" = "note"', '"K" = "note"')
    preview = preview_import(path, Holdings(), mapping=parse_mapping(mapping))
    assert the_contract(preview).note == "備考です"
    assert the_contract(preview_import(path, Holdings(), mapping=parse_mapping("header_row = 4" + MAPPING))).title == "庁舎清掃"


def test_columns_that_nobody_reads_are_told(tmp_path: Path) -> None:
    path = sheet(tmp_path / "契約.xlsx", [[*ROW, "x"]], headers=[*HEADERS, "決裁番号"])
    assert preview_import(path, Holdings(), mapping=parse_mapping(MAPPING)).ignored == (("契約", "決裁番号"),)


def test_rows_of_totals_and_of_remarks_are_no_contracts(tmp_path: Path) -> None:
    preview = read_rows(tmp_path, ROW, ["合計", None, None, None, None, None, None, 1_234_000], [None] * 11, ["※備考欄を参照"])
    assert [(problem.place, problem.code, problem.severity) for problem in preview.problems] == [("契約!3", "total-row", Severity.WARNING), ("契約!5", "no-name", Severity.ERROR)]


def test_merged_data_is_told_and_not_taken_for_blank(tmp_path: Path) -> None:
    path = sheet(tmp_path / "契約.xlsx", [ROW, changed(ROW, number="R8-2", department=None), changed(ROW, number="R8-3")])
    from openpyxl import load_workbook

    book = load_workbook(path)
    book["契約"].merge_cells("D2:D3")
    book.save(path)
    preview = preview_import(path, Holdings(), mapping=parse_mapping(MAPPING))
    assert [(problem.place, problem.code) for problem in preview.errors] == [("契約!2", "merged-cells"), ("契約!3", "merged-cells")]
    assert the_contract(preview).number == "R8-3"


@pytest.mark.parametrize(
    ("headers", "below", "code"),
    [
        (["件名", "業者名", "件名", "備考"], None, "double-header"),
        (["件名", "履行期間", None, "業者名"], [None, "開始日", "終了日", None], "several-header-rows"),
        (["あ", "い", "う"], None, "no-header"),
        (["件名", "備考"], None, "no-column"),
    ],
)
def test_headers_that_could_mean_two_things_are_refused(tmp_path: Path, headers: list[Any], below: list[Any] | None, code: str) -> None:
    path = sheet(tmp_path / "契約.xlsx", [*([below] if below else []), ["x"] * len(headers)], headers=headers)
    mapping = parse_mapping('kind = "contract"\n[columns]\n"件名" = "title"\n"業者名" = "vendor"')
    with pytest.raises(ExchangeError) as caught:
        preview_import(path, Holdings(), mapping=mapping)
    assert caught.value.code == code
    assert "\n" not in str(caught.value)


def test_a_merged_header_is_refused_unless_the_first_row_is_named(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    book = Workbook()
    page = book.active
    assert page is not None
    for row in (["件名", "契約期間", None, "業者名"], [None, "自", "至", None], ["清掃", "R8.4.1", "R9.3.31", "青空"]):
        page.append(row)
    for cells in ("A1:A2", "B1:C1", "D1:D2"):
        page.merge_cells(cells)
    book.save(path)
    mapping = 'kind = "contract"\ncreate = true\n{}\n[columns]\nA = "title"\nB = "start"\nC = "end"\nD = "vendor"'
    with pytest.raises(ExchangeError) as caught:
        preview_import(path, Holdings(), mapping=parse_mapping(mapping.format("header_row = 1")))
    assert caught.value.code in ("merged-header", "several-header-rows")
    contract = the_contract(preview_import(path, Holdings(), mapping=parse_mapping(mapping.format("header_row = 1\nfirst_row = 3"))))
    assert (contract.title, contract.start, contract.end) == ("清掃", date(2026, 4, 1), date(2027, 3, 31))


def test_labels_of_our_own_export_are_known_without_a_mapping(tmp_path: Path) -> None:
    path = sheet(tmp_path / "x.xlsx", [["清掃", "随意契約", "2026/4/1", "3", "か月"]], headers=["件名", "契約方法", "始期", "解約予告：期間", "解約予告：単位"])
    contract = the_contract(preview_import(path, Holdings()))
    assert (contract.title, contract.procurement, contract.notice.value, contract.notice.unit) == ("清掃", Procurement.NEGOTIATED, 3, Unit.MONTH)


def test_a_notice_period_in_one_cell(tmp_path: Path) -> None:
    path = sheet(tmp_path / "x.xlsx", [["保守", "３か月前"]], headers=["件名", "解約予告"])
    mapping = parse_mapping('kind = "contract"\n[columns]\n"件名" = "title"\n"解約予告" = ["notice.value", "notice.unit"]')
    notice = the_contract(preview_import(path, Holdings(), mapping=mapping)).notice
    assert (notice.value, notice.unit) == (3, Unit.MONTH)


def test_entries_of_a_list_in_columns(tmp_path: Path) -> None:
    path = sheet(tmp_path / "x.xlsx", [["青空", "山田", "029-826-1111", "鈴木"], ["みらい", None, None, "田中"]], headers=["業者名", "窓口", "電話", "事故連絡先"])
    mapping = parse_mapping('kind = "vendor"\n[columns]\n"業者名" = "name"\n"窓口" = "contacts[0].name"\n"電話" = "contacts[0].telephone"\n"事故連絡先" = "contacts[1].name"')
    vendors = [new.record for new in preview_import(path, Holdings(), mapping=mapping).new]
    assert [[(one.name, one.telephone) for one in vendor.contacts] for vendor in vendors if isinstance(vendor, Vendor)] == [[("山田", "029-826-1111"), ("鈴木", "")], [("田中", "")]]


def test_what_the_model_finds_wrong_is_told_by_cell_and_taken_in(tmp_path: Path) -> None:
    preview = read_rows(tmp_path, changed(ROW, period="令和9年4月1日～令和8年3月31日"))
    assert [(problem.place, problem.column, problem.code) for problem in preview.problems] == [("契約!G2", "履行期間", "dates-in-order"), ("契約!F2", "契約日", "dates-in-order")]
    assert not preview.errors
    assert the_contract(preview).end == date(2026, 3, 31)


def test_two_columns_of_one_field_are_refused(tmp_path: Path) -> None:
    path = sheet(tmp_path / "x.xlsx", [["清掃", "保守"]], headers=["件名", "業務名"])
    with pytest.raises(ExchangeError) as caught:
        preview_import(path, Holdings(), mapping=parse_mapping('kind = "contract"\n[columns]\n"件名" = "title"\n"業務名" = "title"'))
    assert caught.value.code == "mapping-twice"


def test_readings_of_kanji_are_no_part_of_a_name(tmp_path: Path) -> None:
    import zipfile

    path = sheet(tmp_path / "x.xlsx", [["青空"]], headers=["名称"], title="事業者")
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data.replace("<t>青空</t>".encode(), '<t>青空</t><rPh sb="0" eb="2"><t>アオゾラ</t></rPh>'.encode()))
    (new,) = preview_import(path, Holdings(), mapping=parse_mapping('kind = "vendor"\n[columns]\n"名称" = "name"')).new
    assert isinstance(new.record, Vendor)
    assert new.record.name == "青空"


def test_a_workbook_that_counts_from_1904(tmp_path: Path) -> None:
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    path = tmp_path / "x.xlsx"
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    page = book.active
    assert page is not None
    page.title = "契約"
    page.append(["件名", "始期", "終期"])
    page.append(["清掃", date(2026, 4, 1), 46113 - 1462])
    book.save(path)
    contract = the_contract(preview_import(path, Holdings()))
    assert (contract.start, contract.end) == (date(2026, 4, 1), date(2026, 4, 1))


def test_importing_the_package_loads_no_excel_library() -> None:
    import subprocess
    import sys

    code = "import sys, vendorrisk.register.exchange; print({'openpyxl', 'lxml'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "set()"
