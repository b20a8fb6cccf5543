"""`vendorrisk draft`: Word files by command, never over somebody's file, and a city's own wording before ours."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from vendorrisk.cli import main
from vendorrisk.documents import Document, read

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "contracts" / "samples"
CLAUSE = ROOT / "templates" / "clauses" / "jp-local-government" / "outsourcing.training.toml"


def test_an_annex_says_what_is_still_to_be_filled_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "特記事項.docx"
    assert main(["draft", "annex", "--set", "vendor=株式会社甘木", "-o", str(out)]) == 0
    said = capsys.readouterr().out
    assert "情報セキュリティ特記事項" in said
    assert "発注者名（client）" in said
    assert "受注者名" not in said
    assert isinstance(read(out), Document)


def test_json_names_every_article_and_claim(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draft", "annex", "--document", "cloud", "--parties", "発注者受注者", "-o", str(tmp_path / "a.docx"), "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["document"] == "cloud"
    assert all("甲" not in article["text"] for article in made["articles"])
    assert {claim["article"] for claim in made["claims"]} <= {article["article"].split("第1号")[0] for article in made["articles"]} | {claim["article"] for claim in made["claims"]}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["annex"], "-o"),
        (["annex", "-o", "a.pdf"], ".docx"),
        (["annex", "--document", "securty", "-o", "a.docx"], "security"),
        (["annex", "--set", "vendr=x", "-o", "a.docx"], "vendor"),
        (["annex", "--set", "vendor", "-o", "a.docx"], "項目=値"),
        (["annex", "-o", "nowhere/a.docx"], "フォルダー"),
        (["annex", "--templates", "nowhere", "-o", "a.docx"], "nowhere"),
        (["amendment", "-o", "a.docx"], "文書"),
    ],
)
def test_wrong_usage_is_one_line(arguments: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    status = main(["draft", *arguments])
    err = capsys.readouterr().err
    assert (status, err.count("\n")) == (2, 1)
    assert said in err
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_exists_is_replaced_only_when_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "a.docx"
    out.write_bytes(b"mine")
    assert main(["draft", "annex", "-o", str(out)]) == 2
    assert out.read_bytes() == b"mine"
    assert main(["draft", "annex", "-o", str(out), "--force"]) == 0
    assert out.read_bytes()[:2] == b"PK"
    assert main(["draft", "amendment", str(out), "-o", str(out), "--force"]) == 2


def test_an_amendment_names_what_it_mends_and_what_it_lifts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "覚書.docx"
    assert main(["draft", "amendment", str(SAMPLES / "outsourcing-gaps.docx"), "-o", str(out)]) == 0
    said = capsys.readouterr().out
    assert "補った要件" in said
    assert "効力を失わせた規定：第5条、第11条第2項" in said
    assert main(["check", "--together", str(SAMPLES / "outsourcing-gaps.docx"), str(out), "-q"]) == 0


def test_an_unreadable_contract_is_not_amended(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "契約.docx"
    bad.write_bytes(b"PK\x03\x04")
    assert main(["draft", "amendment", str(bad), "-o", str(tmp_path / "a.docx")]) == 3
    assert not (tmp_path / "a.docx").exists()


def test_our_templates_are_sound_and_prove_what_they_claim(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draft", "templates", "test"]) == 0
    assert "誤りなし" in capsys.readouterr().out


def own(folder: Path, text: str) -> Path:
    place = folder / "clauses" / "city"
    place.mkdir(parents=True)
    (place / "outsourcing.training.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_city_s_own_wording_takes_the_place_of_ours(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = own(tmp_path / "own", CLAUSE.read_text(encoding="utf-8").replace("{乙}は、", "{乙}は、甘木市の定めるところにより、", 1))
    out = tmp_path / "a.docx"
    assert main(["draft", "annex", "--templates", str(folder), "-o", str(out)]) == 0
    document = read(out)
    assert isinstance(document, Document)
    assert "甘木市の定めるところにより" in document.text
    main(["draft", "templates", "list", "--templates", str(folder)])
    assert "市の文例" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("before", "after"),
    [("{乙}は、", "{丙}は、"), ('satisfies = ["training"]', 'satisfies = ["trainig"]'), ("text =", "txet =", ), ('requirement = "outsourcing.training"', 'requirement = "outsourcing.trainig"')],
)  # fmt: skip
def test_a_faulty_template_is_one_line_with_file_and_line(before: str, after: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = CLAUSE.read_text(encoding="utf-8")
    assert before in text
    folder = own(tmp_path / "own", text.replace(before, after, 1))
    assert main(["draft", "annex", "--templates", str(folder), "-o", str(tmp_path / "a.docx")]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert "outsourcing.training.toml:" in err
    assert not (tmp_path / "a.docx").exists()


def test_a_record_gives_facts_and_names(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VENDORRISK_REGISTER", str(tmp_path / "台帳"))
    monkeypatch.setenv("VENDORRISK_CACHE", str(tmp_path / "cache"))
    main(["init", str(tmp_path / "台帳"), "--city", "架空市"])
    main(["register", "add", "vendor", "name=株式会社架空システム"])
    main(["register", "add", "contract", "title=保守業務", "vendor=株式会社架空システム", "kind=業務委託", "information.personal=はい", "information.my_number=いいえ"])
    capsys.readouterr()
    out = tmp_path / "a.docx"
    assert main(["draft", "annex", "--record", "contract-2026-0001", "-o", str(out), "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["handles"] == ["personal-information"]
    assert made["unfilled"] == []
    document = read(out)
    assert isinstance(document, Document)
    assert "架空市" in document.text
    assert "株式会社架空システム" in document.text
    shutil.rmtree(tmp_path / "台帳")
