"""``check --ocr`` and ``check --convert``: what people and programs are told about text that was recognised or converted."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import vendorrisk
from vendorrisk.cli import main
from vendorrisk.documents import Limits

Tesseract = Callable[..., Path]
ProgramMaker = Callable[[str, str], Path]

SECRECY = "第1条 乙は、業務上知り得た秘密を漏らしてはならない。"


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """A scanned contract of three pages."""
    from PIL import Image

    path = tmp_path / "走査.pdf"
    page = Image.new("L", (600, 500), 230)
    page.save(path, "PDF", resolution=120, save_all=True, append_images=[page, page])
    return path


def quotes(capsys: pytest.CaptureFixture[str], scan: Path, *options: str) -> tuple[dict[str, Any], dict[str, Any]]:
    main(["check", "--json", "--ocr", "--kind", "outsourcing", *options, str(scan)])
    document = json.loads(capsys.readouterr().out)["documents"][0]
    secrecy = next(result for result in document["requirements"] if result["id"] == "outsourcing.confidentiality")
    return document, secrecy["elements"][0]


def test_programs_are_told_how_sure_the_recognition_is(scan: Path, tesseract: Tesseract, capsys: pytest.CaptureFixture[str]) -> None:
    tesseract([(SECRECY, 93)])
    document, secrecy = quotes(capsys, scan)
    assert [(warning["code"], warning["pages"]) for warning in document["warnings"]] == [("ocr", [1, 2, 3])]
    assert secrecy["verdict"] == "met"
    assert secrecy["evidence"][0]["quote"] == SECRECY.partition(" ")[2]
    assert secrecy["evidence"][0]["article"] == "第1条"
    assert secrecy["evidence"][0]["ocr"] == {"confidence": 0.93}


def test_low_confidence_is_weak_and_keeps_the_document_from_being_compliant(
    scan: Path, tesseract: Tesseract, capsys: pytest.CaptureFixture[str]
) -> None:
    tesseract([(SECRECY, 60)])
    document, secrecy = quotes(capsys, scan, "--lang", "en")
    assert secrecy["verdict"] == "weak"
    assert secrecy["evidence"][0]["reason"] == "Recognised with low confidence."
    assert {warning["code"] for warning in document["warnings"]} == {"ocr", "garbled-text"}


def test_recognised_sentences_are_shown_and_marked_on_their_page(
    scan: Path, tesseract: Tesseract, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tesseract([(SECRECY, 93)])
    _, secrecy = quotes(capsys, scan, "--places")
    (place,) = secrecy["evidence"][0]["places"]
    assert (place["page"], len(place["boxes"])) == (1, 1)
    question = ["--kind", "outsourcing", "--requirement", "outsourcing.confidentiality", "--element", "secrecy"]
    assert main(["show", str(scan), "--ocr", *question, "-o", str(tmp_path / "頁.png")]) == 0
    assert "文字認識（確度93%）「乙は、" in capsys.readouterr().out
    assert list(tmp_path.glob("頁*.png"))
    assert main(["show", str(scan), *question]) == 3


def test_the_papers_of_a_record_are_recognised_too(scan: Path, tesseract: Tesseract, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tesseract([(SECRECY, 93)])
    folder = str(tmp_path / "台帳")
    main(["init", folder, "--city", "架空市"])
    facts = ["information.personal=いいえ", "information.my_number=いいえ", "information.confidentiality=2"]
    main(["register", "add", "contract", "title=保守", "kind=業務委託", "start=2026-04-01", "end=2027-03-31", *facts, "--register", folder])
    capsys.readouterr()
    record = ["check", str(scan), "--json", "--record", "contract-2026-0001", "--register", folder]
    assert main(record) == 3
    assert json.loads(capsys.readouterr().out)["check"] is None
    assert main([*record, "--ocr"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert report["check"] is not None
    assert [warning["code"] for warning in report["documents"][0]["warnings"]] == ["ocr"]


def test_text_of_the_file_itself_carries_no_such_mark(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "契約.txt"
    path.write_text(SECRECY, encoding="utf-8")
    _, secrecy = quotes(capsys, path)
    assert "ocr" not in secrecy["evidence"][0]


@pytest.mark.parametrize(("language", "words"), [("ja", "第1条・1ページ・文字認識（確度93%）「乙は、"), ("en", "OCR (93% sure)")])
def test_people_are_told_in_words(
    scan: Path, tesseract: Tesseract, capsys: pytest.CaptureFixture[str], language: str, words: str
) -> None:
    tesseract([(SECRECY, 93)])
    main(["check", "--ocr", "-v", "--lang", language, "--kind", "outsourcing", str(scan)])
    assert words in capsys.readouterr().out


def test_files_judged_together_are_recognised_too(scan: Path, tesseract: Tesseract, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tesseract([(SECRECY, 93)])
    other = tmp_path / "別紙.txt"
    other.write_text("第2条 甲は、代金を支払う。", encoding="utf-8")
    document, secrecy = quotes(capsys, scan, "--together", str(other))
    assert secrecy["evidence"][0]["ocr"] == {"confidence": 0.93}
    assert document["paths"] == [str(other), str(scan)]


def test_folders_are_searched_for_what_can_be_converted(tmp_path: Path, program: ProgramMaker, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "契約"
    folder.mkdir()
    (folder / "契約.txt").write_text(SECRECY, encoding="utf-8")
    (folder / "旧契約.rtf").write_bytes(b"{\\rtf1 x}")
    main(["check", "--json", str(folder)])
    assert len(json.loads(capsys.readouterr().out)["documents"]) == 1
    assert main(["check", "--json", "--convert", str(folder)]) == 3
    documents = json.loads(capsys.readouterr().out)["documents"]
    assert [document["status"] for document in documents] == ["checked", "refused"]


def test_every_page_has_its_own_time(tmp_path: Path, tesseract: Tesseract) -> None:
    from PIL import Image

    tesseract([(SECRECY, 93)], before="time.sleep(1)")
    page = Image.new("L", (600, 500), 230)
    page.save(tmp_path / "長い走査.pdf", "PDF", resolution=120, save_all=True, append_images=[page] * 5)
    told: list[tuple[str, int, int]] = []
    report = vendorrisk.check(
        tmp_path / "長い走査.pdf", kind="outsourcing", ocr=True, isolated=True, limits=Limits(seconds=0.2, program_seconds=4),
        recognising=lambda file, page, pages: told.append((file.name, page, pages)),
    )
    assert [notice.code for notice in report.documents[0].notices] == ["ocr"]
    assert told == [("長い走査.pdf", page, 6) for page in range(1, 7)]


def test_ctrl_c_stops_the_recognition_at_once(scan: Path, tesseract: Tesseract, tmp_path: Path) -> None:
    note = tmp_path / "pid"
    tesseract([(SECRECY, 93)], before=f"open({str(note)!r}, 'w').write(str(os.getpid()))\ntime.sleep(600)")
    process = subprocess.Popen(
        [sys.executable, "-m", "vendorrisk", "check", "--ocr", str(scan)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # a shell in the background has its children ignore it
    )
    for _ in range(600):
        if note.exists() and note.read_text():
            break
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"Traceback" not in err
    pid = int(note.read_text())
    for _ in range(50):
        if not Path(f"/proc/{pid}").exists():
            return
        time.sleep(0.1)
    pytest.fail("Tesseract still runs")
