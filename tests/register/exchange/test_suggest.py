"""A proposed mapping reads the sheet that it was proposed for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from vendorrisk.model import Contract, Holdings, Person, Procurement, Vendor
from vendorrisk.register.exchange import (
    ColumnMapping,
    ExchangeError,
    load_mapping,
    parse_mapping,
    preview_import,
    suggest_mapping,
)


@pytest.fixture
def listing(tmp_path: Path) -> Path:
    book = Workbook()
    book.create_sheet("凡例").append(["この一覧の見方"])
    page = book.create_sheet("R8契約")
    for row in (
        ["令和８年度　委託契約一覧"],
        [],
        ["No.", "担当課", "担当者", "契約件名", "業 者 名", "契約日", "履行期間", "契約額\n（千円）", "契約方法", "個人情報の有無", "決裁番号", "備考"],
        [1, "情報政策課", "佐藤", "住民情報システム保守", "㈱青空システム", "令和8年4月1日", "令和8年4月1日～令和9年3月31日", "1,234", "随契", "○", "情発1", None],
        [2, "税務課", "鈴木", "税通知書印刷", "みらい印刷（有）", date(2026, 4, 1), "R8.4.1～R9.3.31", 2500, "一般競争入札", "－", "税発2", "分割"],
    ):
        page.append(row)
    path = tmp_path / "一覧.xlsx"
    book.save(path)
    return path


def test_header_words_become_fields(listing: Path) -> None:
    mapping = suggest_mapping(listing, "contract")
    assert (mapping.sheet, mapping.header_row) == ("R8契約", 3)
    assert {header: column.fields for header, column in mapping.columns.items()} == {
        "No.": (), "担当課": ("department",), "担当者": ("owner",), "契約件名": ("title",), "業 者 名": ("vendor",), "契約日": ("signed_on",), "履行期間": ("start", "end"),
        "契約額\n（千円）": ("value_yen",), "契約方法": ("procurement",), "個人情報の有無": ("information.personal",), "決裁番号": (), "備考": ("note",),
    }  # fmt: skip
    assert mapping.columns["契約額\n（千円）"] == ColumnMapping(("value_yen",), 1000)
    assert mapping.values == {"procurement": {"随契": "negotiated"}, "information.personal": {"－": ""}}


def test_the_proposal_reads_the_sheet(listing: Path, tmp_path: Path) -> None:
    (tmp_path / "map.toml").write_text(suggest_mapping(listing, "contract").to_toml(), encoding="utf-8")
    preview = preview_import(listing, Holdings(), mapping=load_mapping(tmp_path / "map.toml"))
    assert preview.problems == ()
    contracts = [new.record for new in preview.new if isinstance(new.record, Contract)]
    assert [(one.title, one.value_yen, one.procurement, one.end) for one in contracts] == [
        ("住民情報システム保守", 1_234_000, Procurement.NEGOTIATED, date(2027, 3, 31)),
        ("税通知書印刷", 2_500_000, Procurement.OPEN_TENDER, date(2027, 3, 31)),
    ]
    assert {new.record.name for new in preview.new if isinstance(new.record, Vendor | Person)} == {"㈱青空システム", "みらい印刷（有）", "佐藤", "鈴木"}


def test_a_period_column_that_holds_no_periods_is_left_to_the_person(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("件名,業者名,履行期間\n清掃,青空,12か月\n", encoding="utf-8")
    assert suggest_mapping(path, "contract").columns["履行期間"].fields == ()


def test_headers_that_stand_twice_are_called_by_their_letters(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("件名,業者名,備考,備考\n清掃,青空,あ,い\n", encoding="utf-8")
    mapping = suggest_mapping(path, "contract")
    assert [(header, column.fields) for header, column in mapping.columns.items()][2:] == [("C", ("note",)), ("D", ())]
    (contract,) = [new.record for new in preview_import(path, Holdings(), mapping=mapping).new if isinstance(new.record, Contract)]
    assert contract.note == "あ"


def test_a_sheet_without_a_header_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("これは,表では,ない\n", encoding="utf-8")
    with pytest.raises(ExchangeError) as caught:
        suggest_mapping(path, "contract")
    assert caught.value.code == "no-header"


def test_a_mapping_comes_back_from_its_file(listing: Path) -> None:
    mapping = suggest_mapping(listing, "contract")
    assert parse_mapping(mapping.to_toml()) == mapping


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("kind = ", "TOMLとして正しくありません"),
        ('kind = "dog"', "「dog」という記録の種類はありません"),
        ('kind = "contract"\ncolour = 1', "知らない項目「colour」"),
        ('kind = "contract"\n[columns]\n"件名" = "titel"', "近いもの：title"),
        ('kind = "contract"\n[columns]\n"件名" = ["title", "note"]', "columns.件名"),
        ('kind = "contract"\n[columns]\n"額" = { field = "value_yen", times = "千" }', "columns.額.times"),
        ('kind = "contract"\n[values.procurement]\n"随契" = "zuikei"', "随意契約"),
        ('kind = "contract"\n[defaults]\nstart = "4月1日"', "年がありません"),
        ('kind = "contract"\nclash = "overwrite"', "stop, skip, update"),
        ('kind = "contract"\ncreate = ["rule"]', "vendor, department, person"),
        ('kind = "contract"\nheader_row = "3"', "header_row"),
    ],
)
def test_a_mapping_that_is_wrong_says_where(text: str, part: str) -> None:
    with pytest.raises(ExchangeError) as caught:
        parse_mapping(text, where="map.toml")
    assert part in str(caught.value)
    assert str(caught.value).startswith("map.toml: ")
    assert "\n" not in str(caught.value)
