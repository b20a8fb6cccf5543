"""Letters: the article that each rests on comes from the contract and is never invented; names come from the register."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from pathlib import Path

import pytest

import vendorrisk
from vendorrisk.cli import main
from vendorrisk.documents import Document, read

SAMPLES = Path(__file__).parents[2] / "contracts" / "samples"
VALUES = {
    "number": "情政第12号", "vendor": "株式会社A&B <髙﨑>", "addressee": "代表取締役 葛󠄀城", "client": "架空市", "sender": "市長 甲野", "contract-title": "保守業務", "due": "令和8年12月25日",
    "matter": "従事者名簿", "contact": "情報政策課", "when": "令和8年12月1日10時", "where": "貴社事業所", "applied": "令和8年11月1日", "subcontractor": "乙社", "work": "印刷", "conditions": "なし",
}  # fmt: skip


def text_of(data: bytes, folder: Path) -> str:
    path = folder / "letter.docx"
    path.write_bytes(data)
    document = read(path)
    assert isinstance(document, Document)
    return document.text


@pytest.mark.parametrize("letter", ["report", "correction", "inspection", "consent"])
def test_a_letter_names_the_article_that_the_check_found(letter: str, tmp_path: Path) -> None:
    made = vendorrisk.draft_letter(letter, [SAMPLES / "outsourcing-complete.docx"], kind="outsourcing", values=VALUES, on=date(2026, 11, 26))
    assert made.basis.startswith("第")
    assert made.letter.unfilled == ()
    text = text_of(made.letter.docx, tmp_path)
    for words in (f"契約書{made.basis}の規定", "令和8年11月26日", "株式会社A&B <髙﨑>", "代表取締役 葛󠄀城　様", "記", "以上"):
        assert words in text


def test_no_article_is_invented(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    contract = tmp_path / "契約.txt"
    contract.write_text("第1条　乙は、業務を誠実に行うものとする。\n第2条　乙は、業務上知り得た秘密を漏らしてはならない。\n", encoding="utf-8")
    out = tmp_path / "通知.docx"
    assert main(["draft", "letters", "inspection", str(contract), "--kind", "outsourcing", "-o", str(out), "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["basis"] is None
    assert "basis" in made["unfilled"]
    out.unlink()
    main(["draft", "letters", "inspection", str(contract), "--kind", "outsourcing", "-o", str(out)])
    assert "根拠の欄を空けてあります" in capsys.readouterr().err


def test_a_measure_of_the_register_writes_its_letter(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VENDORRISK_REGISTER", str(tmp_path / "台帳"))
    monkeypatch.setenv("VENDORRISK_CACHE", str(tmp_path / "cache"))
    main(["init", str(tmp_path / "台帳"), "city=架空市"])
    main(["register", "add", "vendor", "name=株式会社架空システム"])
    main(["register", "add", "contract", "title=保守業務", "vendor=株式会社架空システム", "kind=業務委託", "information.personal=いいえ", "information.my_number=いいえ"])
    main(["check", str(SAMPLES / "outsourcing-complete.docx"), "--record", "contract-2026-0001", "-q"])
    main(["register", "add", "measure", "title=従事者名簿の提出", "subject=contract-2026-0001", "kind=報告の要求", "due=R8.12.25"])
    capsys.readouterr()
    out = tmp_path / "依頼.docx"
    assert main(["draft", "letters", "report", "--record", "measure-2026-0001", "-o", str(out), "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["basis"].startswith("第")
    assert not {"vendor", "client", "contract-title", "matter", "due", "basis"} & set(made["unfilled"])
    document = read(out)
    assert isinstance(document, Document)
    assert "従事者名簿の提出" in document.text
    assert "令和8年12月25日" in document.text


@pytest.mark.parametrize(("arguments", "said"), [(["reprt"], "report"), (["report", "--set", "vendr=x"], "vendor"), (["report", "nowhere.docx"], "見つかりません")])
def test_wrong_usage_is_one_line(arguments: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draft", "letters", *arguments, "-o", str(tmp_path / "a.docx")]) == 2
    err = capsys.readouterr().err
    assert (err.count("\n"), said in err) == (1, True)
    assert list(tmp_path.iterdir()) == []


def test_a_city_s_own_letter_and_a_fault_in_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = tmp_path / "own" / "letters"
    place.mkdir(parents=True)
    (place / "report.toml").write_text('id = "report"\ntitle = "報告について（照会）"\nsummary = { ja = "照会", en = "inquiry" }\ntext = ["　{契約件名}について照会します。"]\n', encoding="utf-8")
    assert vendorrisk.draft_letter("report", values=VALUES, templates=[tmp_path / "own"]).letter.title == "報告について（照会）"
    (place / "report.toml").write_text('id = "report"\ntitle = "報告"\nsummary = { ja = "照会", en = "inquiry" }\ntext = ["{契約名}"]\n', encoding="utf-8")
    assert main(["draft", "letters", "report", "--templates", str(tmp_path / "own"), "-o", str(tmp_path / "a.docx")]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert "report.toml:4" in err


def test_a_letter_is_indented_once_and_its_header_has_no_empty_places(tmp_path: Path) -> None:
    folder = tmp_path / "own" / "letters"
    folder.mkdir(parents=True)
    own = (Path(__file__).parents[2] / "templates" / "letters" / "report.toml").read_text(encoding="utf-8")
    (folder / "report.toml").write_text(own.replace('    "貴社', '    "　貴社'), encoding="utf-8")
    for templates in ([], [folder.parent]):
        made = vendorrisk.draft_letter("report", values=VALUES, templates=templates, on=date(2026, 11, 26)).letter
        assert next(line.text for line in made.lines if "貴社に" in line.text).startswith("貴社に")
        with zipfile.ZipFile(io.BytesIO(made.docx)) as package:
            assert f">{made.title}　令和8年11月26日<" in package.read("word/header1.xml").decode()
