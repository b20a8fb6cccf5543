"""The register from scripts: everything the terminal UI does, with JSON and exit statuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from vendorrisk.cli import main


@pytest.fixture(autouse=True)
def surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VENDORRISK_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("VENDORRISK_TODAY", "2026-11-25")
    monkeypatch.setenv("VENDORRISK_USER", "山田太郎")
    monkeypatch.setenv("VENDORRISK_REGISTER", str(tmp_path / "台帳"))


class Shell:
    """Runs commands and keeps what they said."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        status = main(list(arguments))
        out, err = self._capsys.readouterr()
        return status, out, err

    def json(self, *arguments: str) -> Any:
        return json.loads(self(*arguments, "--json")[1])


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Shell:
    shell = Shell(capsys)
    status, out, _ = shell("init", str(tmp_path / "台帳"), "--city", "架空市")
    assert (status, out[:2]) == (0, "台帳")
    return shell


def test_a_new_register_takes_its_settings_from_the_command_line(shell: Shell, tmp_path: Path) -> None:
    new = str(tmp_path / "新")
    status, _, _ = shell("init", new, "city=架空市", "policy=令和8年4月", "network_model=βモデル", "lead_time.value=３", "lead_time.unit=か月")
    assert status == 0
    values = shell.json("register", "settings", "--register", new)["settings"]
    assert values == {"city": "架空市", "policy": "令和8年4月", "network_model": "beta", "lead_time": {"value": 3, "unit": "month"}}


def test_settings_are_changed_shown_and_taken_back(shell: Shell) -> None:
    _, out, _ = shell("register", "settings", "handling=庁外秘", "--why", "取扱区分の決定")
    assert "取扱区分の表示: 庁外秘" in out
    assert "設定を変更しました（履歴1番）。" in out
    shell("register", "undo")
    assert shell.json("register", "settings")["settings"] == {"city": "架空市"}
    status, _, err = shell("register", "settings", "color=red")
    assert (status, err.count("\n")) == (2, 1)


def test_init_asks_a_person_and_leaves_open_what_is_not_answered(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["架空市", "", "庁外秘", "γモデル", "βモデル"])
    asked: list[str] = []

    def answer(question: str) -> str:
        asked.append(question)
        return next(answers)

    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", answer)
    status, out, _ = shell("init", str(tmp_path / "新"))
    assert status == 0
    assert len(asked) == 5, "a wrong answer is asked for again"
    assert "使えるのは：αモデル" in out
    assert shell.json("register", "settings", "--register", str(tmp_path / "新"))["settings"] == {"city": "架空市", "handling": "庁外秘", "network_model": "beta"}


def test_the_end_of_input_ends_the_questions(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def end(question: str) -> str:
        raise EOFError

    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", end)
    assert shell("init", str(tmp_path / "新"))[0] == 0


def test_a_contract_is_entered_as_a_clerk_would_say_it(shell: Shell) -> None:
    shell("register", "add", "事業者", "name=株式会社架空システム")
    status, out, _ = shell(
        "register", "add", "contract", "title=保守業務委託", "vendor=株式会社架空システム", "kind=情報システム運用保守", "start=令和8年4月1日",
        "end=R9.3.31", "renewal.mode=自動更新", "renewal.months=１２", "notice.value=3", "notice.unit=か月", "information.personal=はい",
        "subcontracts[0].vendor=vendor-2026-0001", "subcontracts[0].key=1",
    )
    assert status == 0
    assert "contract-2026-0001 を登録しました。" in out
    assert "注意: owner: 「担当者」が未入力です。" in out

    values = shell.json("register", "show", "contract-2026-0001")["record"]["values"]
    assert {"vendor": "vendor-2026-0001", "kind": "operation-maintenance", "start": "2026-04-01", "end": "2027-03-31"}.items() <= values.items()
    assert values["renewal"] == {"mode": "automatic", "months": 12}
    assert values["subcontracts"] == [{"key": "1", "vendor": "vendor-2026-0001"}]


@pytest.mark.parametrize(
    ("assignment", "words"),
    [
        ("vendor=知らない会社", "知らない会社"),
        ("kind=賃貸しゃく", "使えるのは"),
        ("end=2026-02-30", "end"),
        ("endd=2027-03-31", "endd"),
        ("information=はい", "information"),
        ("title", "項目=値"),
    ],
)
def test_what_does_not_fit_is_one_line_and_changes_nothing(shell: Shell, assignment: str, words: str) -> None:
    status, out, err = shell("register", "add", "contract", "title=保守", assignment)

    assert (status, out) == (2, "")
    assert words in err
    assert err.count("\n") == 1
    assert shell.json("register", "list")["records"] == []


def test_a_date_is_moved_only_with_a_reason_and_the_history_keeps_it(shell: Shell) -> None:
    shell("register", "add", "contract", "title=保守", "start=2026-04-01", "end=2027-03-31")
    assert shell("register", "edit", "contract-2026-0001", "end=2028-03-31")[0] == 2

    assert shell("register", "edit", "contract-2026-0001", "end=2028-03-31", "--why", "変更契約（第1回）", "--who", "佐藤花子")[0] == 0

    newest = shell.json("register", "history", "contract-2026-0001")["history"][0]
    assert (newest["who"], newest["why"]) == ("佐藤花子", "変更契約（第1回）")
    assert newest["changes"][0]["fields"] == [{"field": "end", "before": "2027-03-31", "after": "2028-03-31"}]
    assert shell("register", "undo")[0] == 0
    assert shell.json("register", "show", "contract-2026-0001")["record"]["values"]["end"] == "2027-03-31"


def test_a_removed_record_is_gone_from_the_list_and_comes_back(shell: Shell) -> None:
    shell("register", "add", "vendor", "name=架空システム")
    shell("register", "add", "contract", "title=保守", "vendor=架空システム")

    status, out, _ = shell("register", "remove", "vendor-2026-0001")

    assert status == 0
    assert "contract-2026-0001" in out
    assert [record["id"] for record in shell.json("register", "list")["records"]] == ["contract-2026-0001"]
    shell("register", "undo")
    assert len(shell.json("register", "list")["records"]) == 2


def test_search_does_not_mind_kana_and_width(shell: Shell) -> None:
    shell("register", "add", "vendor", "name=架空クラウド基盤")
    shell("register", "add", "vendor", "name=見本印刷")

    for query in ("ｸﾗｳﾄﾞ", "くらうど 架空", "クラウド"):
        assert [record["name"] for record in shell.json("register", "list", "vendor", "--find", query)["records"]] == ["架空クラウド基盤"]


def test_due_says_what_when_who_and_tells_cron(shell: Shell, tmp_path: Path) -> None:
    assert shell("due")[:2] == (0, "期限が来るものはありません。\n")
    shell("register", "add", "person", "name=山田太郎")
    shell(
        "register", "add", "contract", "title=保守", "owner=山田太郎", "start=2026-04-01", "end=2027-03-31", "renewal.mode=automatic",
        "renewal.months=12", "notice.value=3", "notice.unit=month", "information.personal=いいえ", "information.my_number=いいえ", "information.confidentiality=1",
    )

    status, out, _ = shell("due", "--within", "60d", "-v")
    assert status == 0
    assert "令和8年12月28日（月）" in out
    assert "あと33日" in out
    assert "直前の開庁日" in out
    assert shell("due", "--within", "30d")[0] == 0
    assert shell.json("due", "--within", "30d")["items"] == []

    shell("register", "add", "measure", "title=報告の要求", "subject=contract-2026-0001", "kind=report-demand", "due=2026-11-24", "owner=山田太郎")
    status, out, _ = shell("due")
    assert status == 1
    assert "1日超過" in out
    assert "期限超過1件" in out

    target = tmp_path / "期限.ics"
    assert shell("due", "--ics", str(target))[0] == 1
    text = target.read_text(encoding="utf-8").replace("\r\n ", "")
    assert "UID:contract-2026-0001-notice@" in text
    assert "DTSTART;VALUE=DATE:20261228" in text


def test_the_entry_of_a_calendar_keeps_its_name_when_the_day_moves(shell: Shell) -> None:
    shell("register", "add", "measure", "title=報告", "subject=contract-2026-0001", "due=2026-12-01")
    before = shell.json("due")["items"][0]
    shell("register", "edit", "measure-2026-0001", "due=2026-12-15", "--why", "延期")

    after = shell.json("due")["items"][0]

    assert before["uid"] == after["uid"]
    assert (before["day"], after["day"]) == ("2026-12-01", "2026-12-15")


def test_verify_names_what_is_wrong_with_file_and_line(shell: Shell, tmp_path: Path) -> None:
    shell("register", "add", "vendor", "name=架空システム")
    assert shell("register", "verify")[0] == 0
    path = tmp_path / "台帳" / "vendors" / "vendor-2026-0001.toml"
    path.write_text(path.read_text(encoding="utf-8") + 'corporate_number = "1234567890123"\n', encoding="utf-8")

    status, out, _ = shell("register", "verify")

    assert status == 1
    assert "vendors/vendor-2026-0001.toml:4: 誤り: corporate_number:" in out
    assert "vendorriskの外で変更されました" in out
    assert "履歴" in shell("register", "verify", "--accept")[1]
    assert "vendorriskの外で変更されました" not in shell("register", "verify")[1]


def test_a_document_is_attached_and_kept(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "契約書.pdf").write_bytes(b"%PDF-1.7")
    shell("register", "add", "contract", "title=保守")

    status, out, _ = shell("register", "attach", "contract-2026-0001", str(tmp_path / "契約書.pdf"), "--kind", "契約書")

    assert status == 0
    assert "契約書.pdf" in out
    [kept] = shell.json("register", "show", "contract-2026-0001")["record"]["values"]["documents"]
    assert (kept["name"], kept["kind"], kept["received_on"]) == ("契約書.pdf", "contract", "2026-11-25")


def test_backup_and_restore(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shell("register", "add", "vendor", "name=架空システム")
    assert shell("register", "backup", str(tmp_path / "控え.zip"))[0] == 0
    assert shell("register", "backup", str(tmp_path / "控え.zip"))[0] == 3

    assert shell("register", "restore", str(tmp_path / "控え.zip"), str(tmp_path / "戻し"))[0] == 0

    monkeypatch.setenv("VENDORRISK_REGISTER", str(tmp_path / "戻し"))
    assert [record["name"] for record in shell.json("register", "list")["records"]] == ["架空システム"]


@pytest.mark.parametrize(
    ("command", "status"),
    [
        (("register", "list", "dog"), 2),
        (("register", "show", "contract-2030-0001"), 2),
        (("register", "edit", "contract-2030-0001", "title=x"), 2),
        (("register", "list", "--register", "どこにもない"), 3),
        (("due", "--within", "来月"), 2),
        (("register", "undo", "99"), 3),
        (("register", "restore", "無い.zip", "戻し"), 3),
    ],
)
def test_wrong_usage_is_one_line_and_a_documented_status(shell: Shell, command: tuple[str, ...], status: int) -> None:
    found, out, err = shell(*command)

    assert (status, "") == (found, out)
    assert err.count("\n") == 1
    assert err.startswith("vendorrisk: ")


def test_every_command_answers_programs_too(shell: Shell, tmp_path: Path) -> None:
    shell("register", "add", "vendor", "name=架空")
    assert shell.json("init", str(tmp_path / "二"), "city=架空市")["records"] == 0
    assert shell.json("register", "export", str(tmp_path / "台帳.xlsx"))["records"] == 1
    assert "[columns]" in shell.json("register", "mapping", str(tmp_path / "台帳.xlsx"), "--kind", "vendor")["mapping"]
    assert shell.json("register", "backup", str(tmp_path / "控え.zip"))["files"] > 0
    assert shell.json("register", "restore", str(tmp_path / "控え.zip"), str(tmp_path / "戻し"))["files"] > 0
