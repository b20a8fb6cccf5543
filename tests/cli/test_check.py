"""``vendorrisk check`` keeps what its documentation promises: report, JSON, exit statuses, one line for every fault."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from vendorrisk.cli import main

GOOD = "第7条　乙は、あらかじめ甲の書面による承諾を得た場合を除き、業務を第三者に再委託してはならない。\n"


def run(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "vendorrisk", *map(str, arguments)], capture_output=True, text=True, encoding="utf-8", cwd=cwd, check=False
    )


def as_json(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, dict[str, Any]]:
    status = main(["check", "--json", *map(str, arguments)])
    return status, json.loads(capsys.readouterr().out)


@pytest.fixture
def contract(tmp_path: Path) -> Path:
    path = tmp_path / "契約書.txt"
    path.write_text("業務委託契約書\n" + GOOD, encoding="utf-8")
    return path


@pytest.fixture
def own_pack(tmp_path: Path) -> Path:
    folder = tmp_path / "市の要件"
    folder.mkdir()
    (folder / "pack.toml").write_text(
        'id = "city"\nversion = "1"\ntitle = { ja = "市", en = "City" }\nedition = "令和8年"\nrestricted = true\n', encoding="utf-8"
    )
    (folder / "city.pen.toml").write_text(
        """id = "city.pen"
title = { ja = "筆記具の秘密の題名", en = "Pens" }
criterion = { ja = "青い筆記具を使うこと。", en = "Blue pens." }
level = "policy"

[applies]
kinds = ["outsourcing"]
because = { ja = "全ての契約", en = "every contract" }

[[sources]]
title = "市の基準"
part = "1"
edition = "令和8年"
verified = true

[[elements]]
id = "pen"
title = { ja = "筆記具", en = "pen" }
criterion = { ja = "青い筆記具を使うこと。", en = "Blue pens." }

  [[elements.rules]]
  form = "duty"
  act = ["使用|使う"]
  all = ["青い筆記具"]

  [[elements.examples]]
  verdict = "met"
  text = "乙は、青い筆記具を使用しなければならない。"

  [[elements.examples]]
  verdict = "met"
  text = "青い筆記具を使うこと。"

  [[elements.examples]]
  verdict = "weak"
  text = "乙は、青い筆記具を使うよう努める。"

  [[elements.examples]]
  verdict = "missing"
  text = "乙は、赤い筆記具を使う。"
  why = "赤である"
""",
        encoding="utf-8",
    )
    return folder


def test_a_contract_with_gaps_exits_with_1_and_shows_what_is_missing_first(contract: Path) -> None:
    ran = run("check", contract)

    assert (ran.returncode, ran.stderr) == (1, "")
    lines = ran.stdout.splitlines()
    assert lines[0] == str(contract)
    assert "不適合" in lines[1]
    assert ran.stdout.index("満たしていない") < ran.stdout.index("一部充足  再委託の制限")


def test_the_kind_is_guessed_and_the_guess_is_shown(contract: Path) -> None:
    assert "業務委託契約（本文から推定）" in run("check", contract).stdout
    assert "推定" not in run("check", "--kind", "outsourcing", contract).stdout


def test_verbose_shows_the_sentence_and_its_article(contract: Path) -> None:
    shown = "".join(run("check", "-v", contract).stdout.split())

    assert "第7条「乙は、あらかじめ甲の書面による承諾を得た場合を除き、業務を第三者に再委託してはならない。」" in shown


def test_the_report_is_there_in_english(contract: Path) -> None:
    ran = run("check", "--lang", "en", contract)

    assert "not compliant" in ran.stdout
    assert "Mandatory requirements that are not met" in ran.stdout


def test_json_has_the_promised_shape(contract: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, report = as_json(capsys, "--kind", "outsourcing", contract)

    assert (status, report["schema"]) == (1, 1)
    assert {"id", "version"} == set(report["policies"][0])
    (document,) = report["documents"]
    assert tuple(document[key] for key in ("kind", "status", "refusal", "verdict")) == ("outsourcing", "checked", None, "non-compliant")
    requirement = next(r for r in document["requirements"] if r["id"] == "outsourcing.subcontracting")
    assert {"id", "title", "level", "mandatory", "applies", "applies_because", "verdict", "elements"} == set(requirement)
    restriction = next(e for e in requirement["elements"] if e["id"] == "restriction")
    evidence = restriction["evidence"][0]
    assert (restriction["verdict"], evidence["article"], evidence["page"], evidence["where"]) == ("met", "第7条", None, "body")
    text = contract.read_text(encoding="utf-8")
    assert evidence["quote"] == text[evidence["start"] : evidence["end"]]


def test_every_verdict_but_missing_carries_a_quote(contract: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, report = as_json(capsys, "--all-requirements", "--kind", "outsourcing", contract)

    for requirement in report["documents"][0]["requirements"]:
        for element in requirement["elements"]:
            assert bool(element["evidence"]) is (element["verdict"] != "missing")


def test_facts_switch_requirements_on(contract: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def applying(*options: str) -> set[str]:
        _, report = as_json(capsys, "--kind", "outsourcing", *options, contract)
        return {r["id"].split(".")[0] for r in report["documents"][0]["requirements"] if r["applies"]}

    assert {"outsourcing"} == applying()
    assert {"outsourcing", "personal-information"} == applying("--handles", "personal-information")
    assert {"outsourcing", "personal-information", "my-number"} == applying("--handles", "my-number")
    assert {"outsourcing", "personal-information", "my-number", "system"} == applying("--all-requirements")


def test_an_unreadable_file_wins_and_the_others_are_reported(contract: Path, tmp_path: Path) -> None:
    broken = tmp_path / "壊れた.docx"
    broken.write_bytes(b"PK\x03\x04broken")
    ran = run("check", "--json", broken, contract)

    assert ran.returncode == 3
    first, second = json.loads(ran.stdout)["documents"]
    assert (first["status"], first["refusal"]["code"], first["verdict"]) == ("refused", "corrupt", None)
    assert second["status"] == "checked"
    (line,) = ran.stderr.splitlines()
    assert line.startswith(f"vendorrisk: {broken}: ")


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["check", "--kind", "loan", "x.txt"],
        ["check", "--policy", "jp-local-goverment", "x.txt"],
        ["check", "--jobs", "0", "x.txt"],
        ["check", "--nonsense", "x.txt"],
        ["nonsense"],
        ["policy", "show", "outsourcing.nothing"],
        ["policy", "test", "no/such/folder"],
    ],
)
def test_wrong_usage_exits_with_2_and_says_so_in_one_line(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert len(captured.err.splitlines()) == 1
    assert captured.err.startswith("vendorrisk: ")


def test_a_misspelt_policy_is_answered_with_the_nearest_one(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--policy", "jp-my-numbr", "x.txt"])

    assert "「jp-my-number」ではありませんか" in capsys.readouterr().err


def test_an_empty_folder_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path)]) == 2
    assert "確認できる文書" in capsys.readouterr().err


def test_folders_are_walked_in_order_without_lock_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("b.txt", "a.txt", "sub/c.txt", "~$a.docx", ".hidden.txt", "note.xlsx"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(GOOD, encoding="utf-8")
    (tmp_path / "sub" / "loop").symlink_to(tmp_path, target_is_directory=True)
    _, report = as_json(capsys, tmp_path)

    assert [Path(document["path"]).name for document in report["documents"]] == ["a.txt", "b.txt", "c.txt"]


def test_a_folder_that_may_not_be_opened_does_not_stop_the_rest(
    tmp_path: Path, contract: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = tmp_path / "locked"
    locked.mkdir()
    scandir = os.scandir

    def refuse(path: Any = ".") -> Any:
        if Path(path) == locked:
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    status, report = as_json(capsys, locked, contract)

    assert status == 3
    assert [document["refusal"] and document["refusal"]["code"] for document in report["documents"]] == ["not-permitted", None]


@pytest.mark.parametrize("name", ["契約書（案）.txt", "📄契約.txt", "a b　c.txt", "-v.txt"])
def test_any_file_name_will_do(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(GOOD, encoding="utf-8")
    ran = run("check", "--json", path)

    assert ran.returncode == 1
    assert json.loads(ran.stdout)["documents"][0]["path"] == str(path)


def test_a_city_adds_its_own_requirement_and_keeps_it_back(own_pack: Path, contract: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, report = as_json(capsys, "--policy", own_pack, contract)
    pen = next(r for r in report["documents"][0]["requirements"] if r["id"] == "city.pen")
    _, told = as_json(capsys, "--policy", own_pack, "--show-restricted", contract)

    assert (pen["title"], pen["verdict"]) == (None, "missing")
    assert "筆記具" not in json.dumps(report, ensure_ascii=False)
    assert "筆記具の秘密の題名" in json.dumps(told, ensure_ascii=False)
    assert main(["check", "--policy", str(own_pack), str(contract)]) == 1
    assert "筆記具" not in capsys.readouterr().out


def test_a_city_replaces_and_silences_requirements(own_pack: Path, contract: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pack = own_pack / "pack.toml"
    pack.write_text(pack.read_text(encoding="utf-8") + 'silences = ["outsourcing.training"]\n', encoding="utf-8")
    written = (own_pack / "city.pen.toml").read_text(encoding="utf-8").replace('id = "city.pen"', 'id = "outsourcing.audit"')
    (own_pack / "outsourcing.audit.toml").write_text(written, encoding="utf-8")
    _, report = as_json(capsys, "--policy", own_pack, contract)
    found = {r["id"]: [e["id"] for e in r["elements"]] for r in report["documents"][0]["requirements"]}

    assert "outsourcing.training" not in found
    assert found["outsourcing.audit"] == ["pen"]


def test_an_own_pack_passes_its_test_and_a_faulty_one_is_told_where(own_pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["policy", "test", str(own_pack)]) == 0
    path = own_pack / "city.pen.toml"
    good = path.read_text(encoding="utf-8")
    capsys.readouterr()
    for faulty, said in (
        (good.replace('verdict = "weak"', 'verdict = "met"'), "city.pen.pen"),
        (good.replace("level =", "colour = 1\nlevel ="), "colour"),
        (good.replace('act = ["使用|使う"]', 'act = ["使用("]'), "rules[1].act"),
        (good.replace('act = ["使用|使う"]', 'act = ["{nothing}"]'), "nothing"),
        (good.replace('id = "city.pen"', 'id = "city.pencil"'), "city.pencil"),
        (good.replace("[[sources]]", "[[sources]"), "city.pen.toml"),
        (good[: good.index("  [[elements.examples]]")], "city.pen.pen"),
    ):
        path.write_text(faulty, encoding="utf-8")
        assert main(["policy", "test", str(own_pack)]) == 1
        assert said in capsys.readouterr().err


def test_together_says_which_file_met_what(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    contract, annex = tmp_path / "契約書.txt", tmp_path / "別記.txt"
    contract.write_text(GOOD, encoding="utf-8")
    annex.write_text("別記\n第1　乙は、業務上知り得た秘密を他に漏らしてはならない。契約終了後も、同様とする。\n", encoding="utf-8")
    _, report = as_json(capsys, "--together", "--kind", "outsourcing", contract, annex)
    (document,) = report["documents"]
    found = {f"{r['id']}.{e['id']}": e for r in document["requirements"] for e in r["elements"]}

    assert [str(contract), str(annex)] == document["paths"]
    assert str(contract) == found["outsourcing.subcontracting.restriction"]["evidence"][0]["path"]
    assert str(annex) == found["outsourcing.confidentiality.survival"]["evidence"][0]["path"]


def test_several_workers_give_the_same_reports(tmp_path: Path) -> None:
    for number in range(12):
        (tmp_path / f"{number:02}.txt").write_text(GOOD * (number + 1), encoding="utf-8")
    one, two = (run("check", "--json", "--jobs", jobs, tmp_path) for jobs in ("1", "2"))

    assert (1, one.stdout) == (two.returncode, two.stdout)


def test_ten_thousand_files_in_one_call(tmp_path: Path) -> None:
    for number in range(10_000):
        (tmp_path / f"{number:05}.txt").write_text("乙は、秘密を守る。", encoding="utf-8")
    ran = run("check", "--json", "--kind", "outsourcing", "--policy", "jp-my-number", "--jobs", "2", tmp_path)

    assert len(json.loads(ran.stdout)["documents"]) == 10_000


def listens_to_ctrl_c() -> None:
    """A shell that starts the tests in the background has its children ignore Ctrl-C."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def test_ctrl_c_leaves_no_half_written_output(tmp_path: Path) -> None:
    for number in range(3000):
        (tmp_path / f"{number:05}.txt").write_text(GOOD * 40, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "vendorrisk", "check", "--json", str(tmp_path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        preexec_fn=listens_to_ctrl_c,
    ) as process:
        time.sleep(1.5)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)

    assert (process.returncode, out) == (130, b"")
    assert b"Traceback" not in err


def test_a_reader_that_goes_away_is_no_fault(contract: Path) -> None:
    command = f"{sys.executable} -m vendorrisk check -v {' '.join([str(contract)] * 200)} | head -n 1"
    ran = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)

    assert ran.stderr == ""


def test_control_characters_of_a_document_never_reach_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "x.txt"
    path.write_text("第1条　乙は、再委託しては\x1b[2Jならない\x07。\n", encoding="utf-8")
    main(["check", "-v", "--kind", "outsourcing", str(path)])

    assert "\x1b" not in capsys.readouterr().out
