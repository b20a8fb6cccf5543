"""``vendorrisk draft`` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import vendorrisk
from vendorrisk.cli import main

SAMPLES = Path(__file__).parents[2] / "contracts" / "samples"


def test_an_annex_is_written_and_what_is_missing_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "特記事項.docx"
    status = main(["draft", "annex", "--handles", "personal-information", "--set", "vendor=株式会社甘木", "-o", str(target)])
    shown = capsys.readouterr()

    assert (status, shown.err) == (0, "")
    assert "情報セキュリティ特記事項" in shown.out
    assert "発注者名（client）、契約件名（contract-title）" in shown.out
    assert "--document personal-information" in shown.out
    assert not vendorrisk.check(target, kind="outsourcing").documents[0].refusals


def test_json_says_what_is_proved_where(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draft", "annex", "--document", "social-media", "--json", "-o", str(tmp_path / "a.docx")]) == 0
    value = json.loads(capsys.readouterr().out)

    assert {"requirement": "social-media.owner", "element": "owner", "article": "第2条第1項"} in value["claims"]
    assert "unfilled" in value
    assert value["kind"] == "social-media"


def test_an_existing_file_is_kept_unless_forced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "a.docx"
    target.write_bytes(b"mine")

    assert main(["draft", "annex", "-o", str(target)]) == 2
    assert target.read_bytes() == b"mine"
    assert capsys.readouterr().err.startswith(f"vendorrisk: {target}: 同じ名前のファイルが既にあります。")
    assert main(["draft", "annex", "-o", str(target), "--force"]) == 0
    assert target.read_bytes()[:2] == b"PK"
    assert [path.name for path in tmp_path.iterdir()] == ["a.docx"]


def test_the_contract_itself_is_never_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    contract = tmp_path / "契約.docx"
    contract.write_bytes((SAMPLES / "outsourcing-gaps.docx").read_bytes())
    before = contract.read_bytes()

    assert main(["draft", "amendment", str(contract), "--kind", "outsourcing", "-o", str(contract), "--force"]) == 2
    assert contract.read_bytes() == before


def test_an_amendment_from_the_command_line_makes_the_contract_compliant(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    contract, memo = SAMPLES / "outsourcing-gaps.docx", tmp_path / "覚書.docx"
    facts = ["--kind", "outsourcing", "--handles", "personal-information"]

    assert main(["draft", "amendment", str(contract), *facts, "-o", str(memo)]) == 0
    shown = capsys.readouterr().out
    assert "再委託の制限" in shown
    assert "第5条" in shown
    assert main(["check", *facts, "--together", str(contract), str(memo)]) == 0


def test_an_unreadable_contract_gives_three_and_no_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.docx").write_bytes(b"PK\x03\x04")

    assert main(["draft", "amendment", str(tmp_path / "x.docx"), "-o", str(tmp_path / "m.docx")]) == 3
    assert not (tmp_path / "m.docx").exists()
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments",
    [["annex"], ["annex", "-o", "a.pdf"], ["annex", "-o", "no/such/folder/a.docx"], ["annex", "-o", "a.docx", "--set", "vendor"],
     ["annex", "-o", "a.docx", "--set", "vendr=x"], ["annex", "-o", "a.docx", "--document", "nothing"], ["amendment", "-o", "a.docx"],
     ["annex", "-o", "a.docx", "--variant", "strict", "--variant", "standard"], ["annex", "-o", "a.docx", "--templates", "nowhere"]],
)  # fmt: skip
def test_wrong_usage_is_one_line_and_two(arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)

    assert main(["draft", *arguments]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_templates_are_listed_and_tested(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draft", "templates", "list", "--json"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert {"security", "cloud", "terms", "social-media"} <= {one["id"] for one in value["documents"]}
    assert main(["draft", "templates", "list"]) == 0
    assert "outsourcing.subcontracting" in capsys.readouterr().out
    assert main(["draft", "templates", "test"]) == 0
    assert "誤りなし" in capsys.readouterr().out


def test_a_faulty_template_is_one_line_with_file_and_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "documents" / "memo.toml"
    path.parent.mkdir()
    path.write_text('id = "memo"\ntitle = "{無い項目}"\nsummary = { ja = "覚", en = "memo" }\nkinds = ["outsourcing"]\n', encoding="utf-8")

    assert main(["draft", "templates", "test", "--templates", str(tmp_path)]) == 1
    assert capsys.readouterr().err == f"vendorrisk: {path}:2: 「{{無い項目}}」は定義されていない。\n"


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("register") / "city"
    assert main(["init", str(folder), "--sample", "--who", "t"]) == 0
    return folder


def test_a_record_gives_facts_and_names(register: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    title = vendorrisk.open_register(register).holdings.records["account-2022-0001"].title  # type: ignore[attr-defined]
    assert main(["draft", "annex", "--record", "account-2022-0001", "--register", str(register), "--json", "-o", str(tmp_path / "a.docx")]) == 0
    value = json.loads(capsys.readouterr().out)

    assert value["title"] == f"{title}運用手順"
    assert {one["key"] for one in value["unfilled"]} <= {"effective-on"}
    assert "運用責任者を置き、広報課長をもって充てる。" in value["articles"][1]["text"]
    assert main(["draft", "annex", "--record", "contract-2022-0001", "--register", str(register), "--json", "-o", str(tmp_path / "c.docx")]) == 0
    value = json.loads(capsys.readouterr().out)
    assert value["unfilled"] == []
    assert "my-number" in value["handles"]
    assert "株式会社旧架空計算センター" in value["articles"][0]["text"]


def test_a_record_without_documents_cannot_be_amended(register: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draft", "amendment", "--record", "contract-2026-0001", "--register", str(register), "-o", str(tmp_path / "m.docx")]) == 2
    assert "register attach" in capsys.readouterr().err


def test_help_speaks_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    for language, words in (("ja", "文例の一覧と点検"), ("en", "list and test the templates")):
        main(["--lang", language, "draft", "--help"])
        assert words in capsys.readouterr().out
