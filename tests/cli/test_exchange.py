"""A city's own sheet comes in through the command line, and everything that goes out comes back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from vendorrisk.cli import main

SHEET = [
    ["令和8年度 業務委託契約一覧"],
    [],
    ["No", "担当課", "件名", "業者名", "契約日", "履行期間", "契約額（円）", "契約方法", "担当者", "個人情報"],
    [1, "市民課", "窓口業務委託", "㈱架空サービス", "R8.4.1", "令和8年4月1日～令和9年3月31日", "12,345,000円", "随契", "山田", "○"],
    [2, "税務課", "清掃", "架空清掃㈲", "4月1日", "令和8年4月1日〜令和9年3月31日", 500000, "一般競争", "鈴木", "×"],
]


@pytest.fixture(autouse=True)
def surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VENDORRISK_CACHE", "")
    monkeypatch.setenv("VENDORRISK_TODAY", "2026-11-25")
    monkeypatch.setenv("VENDORRISK_REGISTER", str(tmp_path / "台帳"))
    main(["init", str(tmp_path / "台帳"), "--city", "架空市"])
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in SHEET:
        sheet.append(row)
    book.save(tmp_path / "一覧.xlsx")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    capsys.readouterr()
    status = main(list(arguments))
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def listed(capsys: pytest.CaptureFixture[str]) -> list[Any]:
    return list(json.loads(run(capsys, "register", "list", "--json")[1])["records"])


def mapped(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> str:
    status, text, _ = run(capsys, "register", "mapping", str(tmp_path / "一覧.xlsx"), "--kind", "契約")
    assert status == 0
    mapping = tmp_path / "対応.toml"
    mapping.write_text(text, encoding="utf-8")
    return str(mapping)


def test_errors_are_named_by_cell_and_nothing_is_written(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    status, out, _ = run(capsys, "register", "import", str(tmp_path / "一覧.xlsx"), "--mapping", mapped(capsys, tmp_path))

    assert status == 1
    assert "!E5: 契約日:" in out
    assert "何も書き込んでいません" in out
    assert listed(capsys) == []


def test_the_rows_without_errors_come_in_with_what_they_name_and_go_away_with_one_undo(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    mapping = mapped(capsys, tmp_path)
    assert run(capsys, "register", "import", str(tmp_path / "一覧.xlsx"), "--mapping", mapping, "--despite-errors")[0] == 1

    records = {record["kind"]: record for record in listed(capsys)}
    assert {"contract", "vendor", "person", "department"} == set(records)
    values = records["contract"]["values"]
    assert tuple(
        values[name] for name in ("title", "start", "end", "value_yen", "procurement")
    ) == ("窓口業務委託", "2026-04-01", "2027-03-31", 12_345_000, "negotiated")
    assert records["vendor"]["id"] == values["vendor"]

    run(capsys, "register", "undo")
    assert listed(capsys) == []


def test_a_dry_run_writes_nothing(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    arguments = ["register", "import", str(tmp_path / "一覧.xlsx"), "--mapping", mapped(capsys, tmp_path), "--despite-errors", "--dry-run", "--json"]

    found = json.loads(run(capsys, *arguments)[1])

    assert len(found["new"]) == 4
    assert None is found["written"]
    assert listed(capsys) == []


@pytest.mark.parametrize("target", ["控え.xlsx", "控え"])
def test_what_goes_out_comes_back_unchanged(capsys: pytest.CaptureFixture[str], tmp_path: Path, target: str) -> None:
    run(capsys, "register", "add", "vendor", "name==1+1", "corporate_number=7000012050002")
    run(capsys, "register", "add", "contract", "title=保守", "vendor=vendor-2026-0001", "start=R8.4.1", "subcontracts[0].key=1", "note=一行目")

    assert run(capsys, "register", "export", str(tmp_path / target))[0] == 0
    found = json.loads(run(capsys, "register", "import", str(tmp_path / target), "--json")[1])

    assert (found["new"], found["changed"], found["problems"]) == ([], [], [])
    assert {"vendor-2026-0001", "contract-2026-0001"} == set(found["unchanged"])


def test_a_file_of_another_sort_is_one_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "何か.xlsx").write_bytes(b"hello")

    status, out, err = run(capsys, "register", "import", str(tmp_path / "何か.xlsx"), "--kind", "contract")

    assert (status, out) == (3, "")
    assert err.count("\n") == 1
