"""Reports about a register: everything about one record, and the whole of it; for people who never open the tool."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

import vendorrisk
from vendorrisk.cli import main
from vendorrisk.documents import Document, read
from vendorrisk.model import Contract, RiskBand, latest_check
from vendorrisk.register import Register, open_register


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("city") / "市"
    assert main(["init", str(folder), "--sample"]) == 0
    return folder


@pytest.fixture
def register(city: Path) -> Register:
    return open_register(city)


def words(path: Path) -> str:
    return " ".join(html.parse(str(path)).getroot().text_content().split())


def test_an_audit_pack_holds_facts_quotes_decisions_and_history(register: Register, tmp_path: Path) -> None:
    contract = next(one for one in register.holdings.all(Contract) if latest_check(one.id, register.holdings, register.today()) is not None)
    check = latest_check(contract.id, register.holdings, register.today())
    assert check is not None
    path = vendorrisk.write_audit(register, contract.id, tmp_path / "監査.html")
    shown = words(path)
    for text in (contract.title, contract.id, "固有リスク", "残留リスク", register.holdings.settings.policy, "見本"):
        assert text in shown
    quotes = [" ".join(proof.quote.split()) for found in check.elements for proof in found.proofs]
    assert quotes
    assert [quote for quote in quotes if quote not in shown] == []
    source = path.read_text(encoding="utf-8")
    assert "<script" not in source
    assert "http://" not in source.replace("http://www.w3.org/2000/svg", "")
    assert "https://" not in source


def test_the_portfolio_counts_what_its_lists_hold(register: Register, tmp_path: Path) -> None:
    path = vendorrisk.write_portfolio(register, tmp_path / "状況.html", mark="庁外秘")
    shown = words(path)
    unassessed = [one for one in vendorrisk.standings(register) if one.risk is not None and one.risk.band is RiskBand.NOT_ASSESSED]
    assert f"リスク未評価{len(unassessed)}" in shown.replace(" ", "")
    assert all(register.holdings.label(one.record) in shown for one in unassessed)
    assert shown.index("リスクが未評価の記録") < shown.index("期限超過 ")
    assert "庁外秘" in shown
    assert path.read_text(encoding="utf-8").count("<svg") == 2


def test_word_opens_and_says_the_same(register: Register, tmp_path: Path) -> None:
    document = read(vendorrisk.write_audit(register, register.holdings.all(Contract)[0].id, tmp_path / "監査.docx"))
    assert isinstance(document, Document)
    assert register.holdings.all(Contract)[0].title in document.text


def test_the_command_writes_both_and_refuses_in_one_line(city: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    at = ["--register", str(city)]
    assert main(["register", "report", "portfolio", "-o", str(tmp_path / "a.html"), *at]) == 0
    assert main(["--lang", "en", "register", "report", "portfolio", "-o", str(tmp_path / "a.html"), *at]) == 0, "a report of ours is replaced"
    assert "Residual risk" in words(tmp_path / "a.html")
    capsys.readouterr()
    mine = tmp_path / "b.html"
    mine.write_text("mine", encoding="utf-8")
    for arguments in (["nobody-2026-0001", "-o", str(tmp_path / "c.html")], ["portfolio", "-o", str(tmp_path / "c.xlsx")], ["portfolio", "-o", str(mine)]):
        assert main(["register", "report", *arguments, *at]) == 2
        assert capsys.readouterr().err.count("\n") == 1
    assert mine.read_text(encoding="utf-8") == "mine"
