"""``vendorrisk check --report``: files beside what the terminal shows, whole or not at all, never over a contract."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.reporting.reading import html_of, sheets_of, text_of
from vendorrisk.cli import main

SAMPLES = Path(__file__).parents[2] / "contracts" / "samples"
GAPS = SAMPLES / "outsourcing-gaps.pdf"
Printed = pytest.CaptureFixture[str]


def test_three_formats_at_once_and_the_terminal_says_the_same(tmp_path: Path, capsys: Printed) -> None:
    files = [tmp_path / f"報告{suffix}" for suffix in (".html", ".docx", ".xlsx")]
    options = [part for file in files for part in ("--report", str(file))]
    plain = main(["check", str(GAPS)])
    shown = capsys.readouterr().out
    assert main(["check", str(GAPS), *options, "--mark", "取扱注意"]) == plain == 1
    printed = capsys.readouterr()
    assert printed.out == shown
    assert [line for line in printed.err.splitlines() if "保存しました" in line] == [f"vendorrisk: 報告書を {file} に保存しました。" for file in files]
    for file in files:
        assert "前項の義務は、この契約の終了により消滅するものとする。" in text_of(file)
    assert len(list(html_of(files[0]).iter("img"))) > 5


def test_json_and_a_report_together(tmp_path: Path, capsys: Printed) -> None:
    main(["check", str(GAPS), "--json", "--report", str(tmp_path / "r.html"), "--lang", "en"])
    printed = capsys.readouterr()
    assert json.loads(printed.out)["documents"][0]["verdict"] == "non-compliant"
    assert html_of(tmp_path / "r.html").get("lang") == "en"


def test_documents_judged_as_one_contract_are_named_with_every_sentence(tmp_path: Path) -> None:
    together = [str(SAMPLES / "helpdesk-contract.docx"), str(GAPS), str(tmp_path / "ない.pdf")]
    assert main(["check", "--together", *together, "--report", str(tmp_path / "r.html")]) == 3
    tree = html_of(tmp_path / "r.html")
    places = {caption.text_content() for caption in tree.iter("figcaption")}
    assert any("helpdesk-contract.docx" in place for place in places)
    assert any("outsourcing-gaps.pdf" in place for place in places)
    assert list(tree.iter("img"))
    assert "ない.pdf" in tree.text_content()


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--report", "r.pdf"], ".html、.xlsx、.docx"),
        (["--report", "ない/r.html"], "フォルダがありません"),
        (["--report", "契約書.docx"], "入力のファイルには上書きできません"),
        (["--report", "別の契約書.docx"], "上書きしません"),
        (["--report", "r.html", "--report", "./r.html"], "2回"),
        (["--mark", "秘"], "--report とともに"),
    ],
)
def test_wrong_usage_is_one_line_before_any_work(arguments: list[str], why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("契約書.docx", "別の契約書.docx"):
        shutil.copyfile(SAMPLES / "outsourcing-gaps.docx", name)
    assert main(["check", "契約書.docx", *arguments]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert len(printed.err.splitlines()) == 1
    assert why in printed.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["別の契約書.docx", "契約書.docx"]


def test_stopping_leaves_no_half_written_file_and_the_old_one_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed) -> None:
    target = tmp_path / "r.html"
    main(["check", str(GAPS), "--report", str(target)])
    before = target.read_bytes()

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("vendorrisk.cli._check.complain", stop)
    assert main(["check", str(GAPS), "--report", str(target), "--report", str(tmp_path / "r.xlsx")]) == 130
    assert target.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["r.html"]
    assert "Traceback" not in capsys.readouterr().err


def test_a_folder_of_many_contracts_is_reported_without_pictures_and_says_so(tmp_path: Path, capsys: Printed) -> None:
    folder = tmp_path / "契約"
    folder.mkdir()
    for number in range(30):
        shutil.copyfile(SAMPLES / "kanji-contract.txt", folder / f"{number:04}.txt")
    shutil.copyfile(GAPS, folder / "z.pdf")
    main(["check", str(folder), "-q", "--kind", "outsourcing", "--report", str(tmp_path / "r.html"), "--report", str(tmp_path / "r.xlsx")])
    tree = html_of(tmp_path / "r.html")
    assert len(tree.xpath("//h2[starts-with(@id, 'd')]")) == 31
    assert len(sheets_of(tmp_path / "r.xlsx")["一覧"]) == 32
    assert "文書が31件あるため、ページの画像は付けていません" in tree.text_content()
    assert list(tree.iter("img")) == []


def test_a_check_of_a_record_is_reported_by_the_names_of_its_documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VENDORRISK_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("VENDORRISK_REGISTER", str(tmp_path / "台帳"))
    main(["init", str(tmp_path / "台帳"), "--city", "架空市"])
    main(["register", "add", "contract", "title=保守", "kind=業務委託", "start=2026-04-01", "end=2027-03-31"])
    held = next((tmp_path / "台帳" / "contracts").glob("*.toml")).stem
    main(["check", "--record", held, str(GAPS), "--report", str(tmp_path / "a.html")])
    main(["check", "--record", held, "--report", str(tmp_path / "b.html")])
    facts = html_of(tmp_path / "b.html").xpath("//dt[. = 'ファイル']/following-sibling::dd/text()")
    assert facts == ["outsourcing-gaps.pdf"]
    assert str(tmp_path) not in (tmp_path / "b.html").read_text(encoding="utf-8")
