"""A preview is carried out in one transaction: new records get their ids, and what refers to them follows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from vendorrisk.model import (
    KINDS,
    Contract,
    Department,
    Holdings,
    Person,
    Subcontract,
    Vendor,
    kind_of,
    references,
)
from vendorrisk.register import Register
from vendorrisk.register.exchange import ExchangeError, export_workbook, parse_mapping, preview_import
from vendorrisk.register.exchange._preview import ORDER


def fill(path: Path, sheet: str, *rows: dict[str, Any]) -> None:
    """Add rows to an export as a person does in Excel."""
    book = load_workbook(path)
    page = book[sheet]
    keys = {cell.value: cell.column for cell in page[1]}
    for row in rows:
        number = page.max_row + 1
        for key, value in row.items():
            page.cell(number, keys[f"{key}"], value)
    book.save(path)


def test_new_rows_refer_to_each_other_by_name_and_by_handle(register: Register, tmp_path: Path) -> None:
    with register.transaction(who="山田", why="準備") as change:
        vendor = change.add(Vendor(name="既存の業者"))
        change.add(Contract(title="既存の契約", vendor=vendor.id, subcontracts=(Subcontract(key="1", scope="運用"),)))
        change.add(Department(name="総務課"))
    path = tmp_path / "台帳.xlsx"
    export_workbook(register.holdings, path, kinds=["contract", "vendor", "department"])
    fill(path, "事業者", {"vendor.name": "新しい業者"}, {"vendor.id": "新1", "vendor.name": "同名"}, {"vendor.id": "新2", "vendor.name": "同名", "vendor.parent": "新1"})
    fill(
        path,
        "契約",
        {"contract.id": "新3", "contract.title": "新しい契約", "contract.vendor": "新しい業者", "contract.other_vendors": "新2", "contract.replaces": "新4", "contract.department": "総務課"},
        {"contract.id": "新4", "contract.title": "もう一つ", "contract.vendor": "既存の業者", "contract.replaces": "新3"},
    )
    fill(path, "契約_再委託", {"contract.id": "新3", "contract.subcontracts[].key": "1", "contract.subcontracts[].vendor": "新1"})
    preview = preview_import(path, register.holdings)
    assert [problem.line() for problem in preview.problems] == []
    with register.transaction(who="山田", why="取込み") as change:
        applied = preview.apply(change)
    held = register.holdings
    by_title = {record.title: record for record in held.all(Contract)}
    new, other = by_title["新しい契約"], by_title["もう一つ"]
    assert held.name(new.vendor) == "新しい業者"
    assert (new.replaces, other.replaces) == (other.id, new.id)
    parent = held.get(new.other_vendors[0], Vendor)
    assert parent is not None
    assert new.subcontracts[0].vendor == parent.parent
    assert by_title["既存の契約"].subcontracts == (Subcontract(key="1", scope="運用"),)
    assert len(applied.added) == 5
    assert not [target for record in held for _, target in references(record) if target not in held.records]


def test_an_edited_cell_is_the_only_change(register: Register, tmp_path: Path) -> None:
    with register.transaction(who="山田", why="準備") as change:
        contract = change.add(Contract(title="保守", note="前", subcontracts=(Subcontract(key="1", scope="甲"), Subcontract(key="2", scope="乙"))))
    path = tmp_path / "x.xlsx"
    export_workbook(register.holdings, path)
    book = load_workbook(path)
    keys = {cell.value: cell.column for cell in book["契約"][1]}
    book["契約"].cell(3, keys["contract.note"]).value = None
    book["契約_再委託"].delete_rows(3)
    book.save(path)
    preview = preview_import(path, register.holdings, clash="update")
    (changed,) = preview.changed
    assert [(one.path, one.after) for one in changed.changes] == [("subcontracts", (Subcontract(key="2", scope="乙"),)), ("note", "")]
    with register.transaction(who="山田", why="取込み") as change:
        assert preview.apply(change).changed == (contract.id,)
    assert register.holdings.records[contract.id] == changed.after


def test_nothing_is_taken_in_while_there_are_errors(register: Register, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("名称,取引状況\n青空,取引中\nみらい,よい\n", encoding="utf-8")
    preview = preview_import(path, register.holdings, kind="vendor")
    with pytest.raises(ExchangeError, match="誤りが1件"), register.transaction(who="山田", why="取込み") as change:
        preview.apply(change)
    assert len(register.holdings) == 0
    with register.transaction(who="山田", why="取込み") as change:
        preview.apply(change, despite_errors=True)
    assert [vendor.name for vendor in register.holdings.all(Vendor)] == ["青空"]


def test_a_row_that_refers_to_a_row_with_an_error_waits_with_it(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    export_workbook(Holdings([Vendor(id="vendor-2026-0001", name="架空"), Contract(id="contract-2026-0001", title="保守")]), path)
    fill(path, "事業者", {"vendor.name": "新しい業者", "vendor.status": "よい"})
    fill(path, "契約", {"contract.title": "新しい契約", "contract.vendor": "新しい業者"})
    preview = preview_import(path, Holdings(), clash="update")
    assert [(problem.place, problem.code) for problem in preview.errors] == [("契約!4", "follows-error"), ("事業者!F4", "not-in-list")]
    assert [new.record.id for new in preview.new] == ["contract-2026-0001", "vendor-2026-0001"]


def test_records_made_from_names_come_before_those_that_name_them(register: Register, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("件名,業者名,担当課,担当者\n清掃,青空,総務課,佐藤\n", encoding="utf-8")
    mapping = parse_mapping('kind = "contract"\ncreate = true\n[columns]\n"件名" = "title"\n"業者名" = "vendor"\n"担当課" = "department"\n"担当者" = "owner"')
    with register.transaction(who="山田", why="取込み") as change:
        applied = preview_import(path, register.holdings, mapping=mapping).apply(change)
    assert [kind_of(record).name for record in applied.added] == ["department", "person", "vendor", "contract"]
    (contract,), (person,) = register.holdings.all(Contract), register.holdings.all(Person)
    assert (contract.owner, person.department) == (person.id, contract.department)
    assert set(applied.ids.values()) == {record.id for record in applied.added}


def test_every_kind_has_its_place_in_the_order_of_adding() -> None:
    assert sorted(ORDER) == sorted(KINDS)


def test_a_list_row_that_lost_its_id_takes_nothing_from_any_list(register: Register, tmp_path: Path) -> None:
    with register.transaction(who="山田", why="準備") as change:
        contract = change.add(Contract(title="保守", subcontracts=(Subcontract(key="1"), Subcontract(key="2"))))
        change.add(Contract(title="清掃", note="前"))
    path = tmp_path / "x.xlsx"
    export_workbook(register.holdings, path)
    book = load_workbook(path)
    book["契約_再委託"]["A3"].value = None
    book["契約"].cell(4, [cell.value for cell in book["契約"][1]].index("contract.note") + 1).value = "後"
    book.save(path)
    preview = preview_import(path, register.holdings, clash="update")
    assert [(problem.place, problem.code) for problem in preview.errors] == [("契約_再委託!A3", "no-owner")]
    assert [one.after.note for one in preview.changed] == ["後"]
    assert contract.id not in preview.unchanged
