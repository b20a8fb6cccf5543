"""Files that cannot be read are refused in one clear line that says what to do; nothing is half read and nothing is guessed."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from vendorrisk.model import Holdings, Vendor
from vendorrisk.register.exchange import ExchangeError, _table, export_workbook, preview_import

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def utf16(*names: str) -> bytes:
    return b"".join(name.encode("utf-16-le") + bytes(40) for name in names)


def workbook(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, data in parts.items():
            package.writestr(zipfile.ZipInfo(name.replace("__", "/").replace("_", ".")), data)  # no clock: tests are named by their bytes
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.xlsx", OLE + utf16("EncryptionInfo", "EncryptedPackage", "StrongEncryptionDataSpace"), "encrypted"),
        ("a.xlsx", OLE + utf16("EncryptedPackage", "DRMEncryptedTransform", "DRMEncryptedDataSpace"), "irm"),
        ("a.xls", OLE + utf16("Workbook"), "legacy-xls"),
        ("a.xlsx", OLE + utf16("Workbook"), "legacy-xls"),
        ("a.xlsx", OLE + utf16("WordDocument"), "not-a-table"),
        ("a.xlsx", b"PK\x03\x04 cut off", "damaged"),
        ("a.xlsx", b"no zip at all", "damaged"),
        ("a.xlsx", b"", "empty"),
        ("a.xlsb", workbook(xl__workbook_bin=b"x"), "binary-workbook"),
        ("a.docx", workbook(word__document_xml=b"<x/>"), "not-a-table"),
        ("a.xlsx", workbook(xl__workbook_xml=b"<broken"), "damaged"),
        ("a.xlsx", workbook(xl__workbook_xml=b'<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"/>'), "strict-workbook"),
        ("a.xlsx", workbook(xl__workbook_xml=b'<!DOCTYPE x [<!ENTITY a "a">]><workbook/>'), "damaged"),
        ("a.pdf", b"%PDF-1.7 ...", "not-a-table"),
        ("a.csv", b"\x00\x01\x02\x03", "not-a-table"),
        ("a.csv", '"閉じない\n'.encode(), "csv-broken"),
        ("a.csv", b"\x83\x00\xff\xfd\x81", "not-a-table"),
        ("a.csv", "件名,業者名\n".encode() + b"\x81\xff\xfe\n", "encoding"),
        ("a.csv", "件名,備考\n".encode("euc_jp") + b"\xff\n", "encoding"),
    ],
)
def test_what_cannot_be_read_is_one_line_that_says_so(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(ExchangeError) as caught:
        preview_import(path, Holdings(), kind="contract")
    assert caught.value.code == code
    assert name in str(caught.value)
    assert "\n" not in str(caught.value) + caught.value.message.en


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ExchangeError, match="見つかりません"):
        preview_import(tmp_path / "x.xlsx", Holdings())


def damaged(path: Path, change: bytes) -> None:
    """Rewrite a workbook with its first sheet cut off in the middle."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data[: len(data) // 2] + change if name == "xl/worksheets/sheet1.xml" else data)


def test_a_sheet_that_is_cut_off_is_damaged_and_not_short(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    export_workbook(Holdings([Vendor(id=f"vendor-2026-{n:04}", name="架空") for n in range(1, 50)]), path, kinds=["vendor"])
    damaged(path, b"")
    with pytest.raises(ExchangeError) as caught:
        preview_import(path, Holdings())
    assert caught.value.code == "damaged"


def test_macros_are_ignored_and_said(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsm"
    export_workbook(Holdings([Vendor(id="vendor-2026-0001", name="架空")]), path, kinds=["vendor"])
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("xl/vbaProject.bin", b"macro")
    preview = preview_import(path, Holdings())
    assert [new.record.id for new in preview.new] == ["vendor-2026-0001"]
    assert [remark.code for remark in preview.remarks] == ["macros-ignored"]


def test_a_sheet_larger_than_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes("件名\n".encode() + b"a\n" * 100)
    small = _table.Limits(rows=50)
    for module in ("_read_csv", "_read_workbook", "_open"):
        monkeypatch.setattr(f"vendorrisk.register.exchange.{module}.LIMITS", small)
    with pytest.raises(ExchangeError) as caught:
        preview_import(path, Holdings(), kind="contract")
    assert caught.value.code == "too-large"

    book = Workbook()
    page = book.active
    assert page is not None
    for number in range(60):
        page.append([f"件名{number}"])
    book.save(tmp_path / "x.xlsx")
    with pytest.raises(ExchangeError) as caught:
        preview_import(tmp_path / "x.xlsx", Holdings(), kind="contract")
    assert caught.value.code == "too-large"


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.xlsx"
    book = Workbook()
    book.save(path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/bomb.xml", b" " * 5_000_000)
    monkeypatch.setattr("vendorrisk.register.exchange._read_workbook.LIMITS", _table.Limits(expanded_bytes=1_000_000))
    with pytest.raises(ExchangeError) as caught:
        preview_import(path, Holdings(), kind="contract")
    assert caught.value.code == "too-large"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_the_bytes_decide_the_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "業者.csv"
    path.write_bytes("名称,所在地\r\n髙島システム,水戸市①\r\n".encode(encoding))
    (new,) = preview_import(path, Holdings(), kind="vendor").new
    assert isinstance(new.record, Vendor)
    assert (new.record.name, new.record.address) == ("髙島システム", "水戸市①")


def test_a_doubtful_encoding_is_said(tmp_path: Path) -> None:
    path = tmp_path / "業者.csv"
    path.write_bytes("名称,所在地\n架空,ｲﾊﾞﾗｷｹﾝﾐﾄｼﾁｭｳｵｳ\n".encode("cp932"))
    preview = preview_import(path, Holdings(), kind="vendor")
    assert [remark.code for remark in preview.remarks] == ["doubtful-encoding"]
    assert len(preview.new) == 1


def test_euc_jp_is_not_taken_for_cp932(tmp_path: Path) -> None:
    path = tmp_path / "業者.csv"
    path.write_bytes("名称,所在地\n株式会社架空のシステム,茨城県水戸市中央町\n".encode("euc_jp"))
    with pytest.raises(ExchangeError) as caught:
        preview_import(path, Holdings(), kind="vendor")
    assert caught.value.code == "encoding"


def test_a_sheet_whose_stated_size_is_wrong_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    export_workbook(Holdings([Vendor(id=f"vendor-2026-{n:04}", name=f"架空{n}") for n in (1, 2, 3)]), path, kinds=["vendor"])
    book = load_workbook(path)
    book.save(path)
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, re.sub(b'<dimension ref="[^"]*"', b'<dimension ref="A1:B2"', data))
    assert len(preview_import(path, Holdings()).new) == 3
