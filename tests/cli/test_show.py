"""``vendorrisk show``: a list for people, pictures of the pages, exit statuses, and no half-written file."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from vendorrisk.cli import main

SAMPLES = Path(__file__).parents[2] / "contracts" / "samples"
GAPS = SAMPLES / "outsourcing-gaps.pdf"
GOOD = "第7条　乙は、業務を誠実に行う。乙は、業務を第三者に再委託してはならない。\n"
BAN = "outsourcing.subcontracting"

Printed = pytest.CaptureFixture[str]


@pytest.fixture
def contract(tmp_path: Path) -> Path:
    path = tmp_path / "契約書.txt"
    path.write_text("業務委託契約書\n" + GOOD, encoding="utf-8")
    return path


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_a_pdf_is_told_by_page_and_boxes(capsys: Printed) -> None:
    status = main(["show", str(GAPS), "--requirement", "outsourcing.confidentiality"])
    shown = capsys.readouterr().out
    assert status == 1
    assert "守秘義務（outsourcing.confidentiality）" in shown
    assert "[1]" in shown
    assert "原点は表示したページの左上" in shown
    boxes = [line for line in shown.splitlines() if re.fullmatch(r" +\d+ページ：[\d.]+, [\d.]+ - [\d.]+, [\d.]+", line)]
    assert len(boxes) >= 2


def test_a_text_shows_the_paragraph_with_the_sentence_marked(contract: Path, capsys: Printed) -> None:
    main(["show", str(contract), "--requirement", BAN, "--element", "restriction"])
    shown = squeezed(capsys.readouterr().out)
    assert "第7条乙は、業務を誠実に行う。>>乙は、業務を第三者に再委託してはならない。<<" in shown
    assert "2行17字目から2行38字目の前まで" in shown


def test_a_word_file_shows_part_paragraph_and_runs(capsys: Printed) -> None:
    main(["show", str(SAMPLES / "outsourcing-complete.docx"), "--requirement", "outsourcing.confidentiality"])
    shown = squeezed(capsys.readouterr().out)
    assert ">>乙は、本業務の履行に関して知り得た秘密を第三者に漏らしてはならない。<<" in shown
    assert "word/document.xml段落51：ラン00-34" in shown


def test_the_list_is_there_in_english(contract: Path, capsys: Printed) -> None:
    main(["show", "--lang", "en", str(contract), "--requirement", BAN])
    shown = capsys.readouterr().out
    assert "line 2 column 17 to line 2 column 38" in shown
    assert "outsourcing contract (guessed from the text)" in shown


def test_the_exit_status_says_whether_the_requirement_is_met(contract: Path, capsys: Printed) -> None:
    assert main(["show", str(contract), "--requirement", BAN, "--element", "restriction"]) == 0
    assert main(["show", str(contract), "--requirement", BAN]) == 1
    assert main(["show", str(contract), "--requirement", "outsourcing.training"]) == 1
    assert "記載なし" in capsys.readouterr().out


def test_json_is_that_of_check_with_places(contract: Path, capsys: Printed) -> None:
    main(["show", "--json", str(contract), "--requirement", BAN])
    (document,) = json.loads(capsys.readouterr().out)["documents"]
    (requirement,) = document["requirements"]
    (evidence,) = next(e["evidence"] for e in requirement["elements"] if e["id"] == "restriction")
    assert evidence["places"] == [{"line": 2, "column": 17, "end_line": 2, "end_column": 38}]
    main(["check", "--json", "--places", "--kind", "outsourcing", str(contract)])
    (checked,) = json.loads(capsys.readouterr().out)["documents"]
    found = next(r for r in checked["requirements"] if r["id"] == BAN)
    assert [e["evidence"] for e in found["elements"]] == [e["evidence"] for e in requirement["elements"]]


def test_check_gives_boxes_and_runs_only_when_asked(capsys: Printed) -> None:
    def evidence(*options: str) -> list[dict[str, object]]:
        main(["check", "--json", *options, str(GAPS), str(GAPS.with_suffix(".docx"))])
        documents = json.loads(capsys.readouterr().out)["documents"]
        return [e for d in documents for r in d["requirements"] for f in r["elements"] for e in f["evidence"]]

    assert all("places" not in one for one in evidence())
    places = [place for one in evidence("--places") for place in one["places"]]  # type: ignore[attr-defined]
    assert {frozenset(place) for place in places} == {
        frozenset(("page", "size", "boxes")), frozenset(("part", "paragraph", "runs")),
    }  # fmt: skip
    assert all(len(box) == 4 for place in places for box in place.get("boxes", []))
    assert main(["check", "--places", str(GAPS)]) == 2


def test_pages_are_drawn_and_numbered_when_there_are_several(tmp_path: Path, capsys: Printed) -> None:
    target = tmp_path / "図.png"
    main(["show", str(GAPS), "--requirement", BAN, "-o", str(target)])
    assert target.read_bytes().startswith(b"\x89PNG")
    assert str(target) in capsys.readouterr().out
    main(["show", str(SAMPLES / "outsourcing-complete.pdf"), "--requirement", BAN, "-o", str(tmp_path / "複数.png")])
    shown = capsys.readouterr().out
    several = sorted(path.name for path in tmp_path.glob("複数*"))
    assert len(several) >= 2
    assert all(name.startswith("複数-") and name.removeprefix("複数-").removesuffix(".png").isdigit() for name in several)
    assert all(name in shown for name in several)


def test_without_a_sentence_no_picture_is_made(tmp_path: Path, capsys: Printed) -> None:
    target = tmp_path / "図.png"
    assert main(["show", str(SAMPLES / "cloud-sla.pdf"), "--kind", "outsourcing", "--requirement", "outsourcing.training", "-o", str(target)]) == 1
    assert "画像は作りませんでした" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([str(GAPS)], "--requirement"),
        ([str(GAPS), "--requirement", "outsourcing.subcontractin"], f"「{BAN}」"),
        ([str(GAPS), "--requirement", "nothing.at-all"], "policy list"),
        ([str(GAPS), "--requirement", BAN, "--element", "restrict"], "要素：restriction,"),
        ([str(GAPS), "--requirement", "cloud.audit"], "--kind cloud"),
        ([str(GAPS), "--requirement", BAN, "-o", "x.pdf"], ".png"),
        ([str(GAPS), "--requirement", BAN, "-o", "no/such/folder/x.png"], "フォルダ"),
        ([str(GAPS), "--requirement", BAN, "-o", "x.png", "--dpi", "10000"], "--dpi"),
        ([str(SAMPLES / "kanji-contract.txt"), "--requirement", BAN, "-o", "x.png"], "PDFだけ"),
    ],
)
def test_wrong_usage_exits_with_2_and_says_so_in_one_line(arguments: list[str], said: str, capsys: Printed) -> None:
    assert main(["show", *arguments]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    (line,) = captured.err.splitlines()
    assert line.startswith("vendorrisk: ")
    assert said in line
    assert not Path("x.png").exists()


@pytest.mark.parametrize("content", [None, b"%PDF-1.4 broken", b"PK\x03\x04broken"])
def test_a_file_that_cannot_be_read_exits_with_3(content: bytes | None, tmp_path: Path, capsys: Printed) -> None:
    path, target = tmp_path / "契約.pdf", tmp_path / "図.png"
    if content is not None:
        path.write_bytes(content)
    assert main(["show", str(path), "--requirement", BAN, "-o", str(target)]) == 3
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"vendorrisk: {path}: ")
    assert not target.exists()


def test_the_input_is_never_overwritten(tmp_path: Path, capsys: Printed) -> None:
    path, alias = tmp_path / "契約.png", tmp_path / "別名.png"
    path.write_bytes(GAPS.read_bytes())
    alias.symlink_to(path)
    for target in (path, alias):
        assert main(["show", str(path), "--requirement", BAN, "-o", str(target)]) == 2
        assert "上書きできません" in capsys.readouterr().err
    assert path.read_bytes() == GAPS.read_bytes()


def test_a_picture_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path, capsys: Printed) -> None:
    target = tmp_path / "図.png"
    target.mkdir()
    (target / "中").touch()
    assert main(["show", str(GAPS), "--requirement", BAN, "-o", str(target)]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["図.png"]


HOSTILE = "\x1b[2J\x1b]0;x\x07\x9b31m\u202e\u2066\u200f"


@pytest.mark.parametrize("command", ["check -v", "check --json", "show", "show --json", "check -v --lang en"])
def test_no_character_of_a_document_steers_the_terminal(command: str, tmp_path: Path) -> None:
    path = tmp_path / "契約書.txt"
    path.write_text(
        f"業務委託契約書\n別記{HOSTILE}　特記事項\n第1条（再委託{HOSTILE}）　乙は、業務を{HOSTILE}第三者に再委託して{HOSTILE}はならない。\n" + GOOD * 60, encoding="utf-8"
    )
    name, *options = command.split()
    more = ["--requirement", BAN] if name == "show" else []
    ran = subprocess.run(
        [sys.executable, "-m", "vendorrisk", name, *options, str(path), "--kind", "outsourcing", *more], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert "再委託" in ran.stdout
    assert [char for char in ran.stdout + ran.stderr if char in HOSTILE.replace("[2J", "").replace("]0;x", "").replace("31m", "")] == []
    if "--json" in options:
        quotes = [e["quote"] for r in json.loads(ran.stdout)["documents"][0]["requirements"] for f in r["elements"] for e in f["evidence"]]
        assert any(HOSTILE in quote for quote in quotes)  # programs get what the document says


def test_no_character_of_a_pack_steers_the_terminal(tmp_path: Path, capsys: Printed) -> None:
    from shutil import copytree

    folder = tmp_path / "要件"
    copytree(SAMPLES.parent / "jp-my-number", folder)
    head = folder / "pack.toml"
    text = head.read_text(encoding="utf-8")
    head.write_text(text.replace('id = "jp-my-number"', 'id = "city"').replace('edition = "', 'edition = "\\u001b[2J\\u009b1m\\u202e'), encoding="utf-8")
    requirement = next(iter(sorted(folder.glob("my-number.*.toml"))))
    words = requirement.read_text(encoding="utf-8")
    assert 'ja = "' in words
    requirement.write_text(words.replace('ja = "', 'ja = "\\u001b[2J\\u009b1m\\u202e'), encoding="utf-8")
    for arguments in (["policy", "list", "--policy", str(folder)], ["policy", "show", requirement.stem, "--policy", str(folder)]):
        main(arguments)
        shown = capsys.readouterr().out
        assert shown
        assert not set(shown) & set("\x1b\x9b\u202e")
