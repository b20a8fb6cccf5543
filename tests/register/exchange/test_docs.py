"""Every example of the guide works as it stands there, in both languages."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from vendorrisk.model import Contract, Procurement, Settings, Unit
from vendorrisk.register import create_register, open_register
from vendorrisk.register.exchange import parse_mapping

DOCS = Path(__file__).parents[3] / "docs"
PAGES = ("exchange.md", "exchange.ja.md")


def examples(page: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", (DOCS / page).read_text(encoding="utf-8"), re.S)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """The files that the examples name."""
    create_register(tmp_path / "台帳", Settings(city="架空市"))
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "R8契約"
    for row in (
        ["令和8年度契約一覧"],
        [],
        ["契約番号", "契約件名", "業者名", "担当課", "担当者", "契約日", "履行期間", "契約額（千円）", "解約予告", "契約方法", "個人情報", "備考", "再委託先", "決裁番号"],
        ["R8-1", "庁舎清掃", "㈱青空", "総務課", "佐藤", "R8.4.1", "R8.4.1～R9.3.31", 1234, "3か月前", "随契", "－", "備考です", "みらい", "x"],
    ):
        page.append(row)
    book.save(tmp_path / "一覧.xlsx")
    return tmp_path


@pytest.mark.parametrize("page", PAGES)
def test_the_mapping_and_the_programs_of_the_guide_work(page: str, desk: Path) -> None:
    (mapping,) = examples(page, "toml")
    (desk / "対応表.toml").write_text(mapping, encoding="utf-8")
    suggestion, importing = examples(page, "python")
    environment = {**os.environ, "PYTHONPATH": str(DOCS.parent), "PYTHONUTF8": "1"}
    said = subprocess.run([sys.executable, "-c", suggestion], cwd=desk, env=environment, capture_output=True, text=True, check=True, encoding="utf-8").stdout
    assert parse_mapping(said).columns["契約件名"].fields == ("title",)
    ran = subprocess.run([sys.executable, "-c", importing], cwd=desk, env=environment, capture_output=True, text=True, check=True, encoding="utf-8")
    assert ran.stdout == ""
    held = open_register(desk / "台帳").holdings
    (contract,) = held.all(Contract)
    assert (contract.number, contract.signed_on, contract.end, contract.value_yen) == ("R8-1", date(2026, 4, 1), date(2027, 3, 31), 1_234_000)
    assert contract.notice is not None
    assert (contract.procurement, contract.information, contract.note, contract.notice.value, contract.notice.unit) == (Procurement.NEGOTIATED, None, "備考です", 3, Unit.MONTH)
    assert [held.name(one) for one in (contract.vendor, contract.department, contract.owner, contract.subcontracts[0].vendor)] == ["㈱青空", "総務課", "佐藤", "みらい"]


def test_both_languages_show_the_same_mapping() -> None:
    bare = [re.sub(r"\s*#.*", "", examples(page, "toml")[0]) for page in PAGES]
    assert bare[0] == bare[1]
