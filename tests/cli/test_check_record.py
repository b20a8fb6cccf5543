"""A check that belongs to a record: judged by its facts, kept with papers and editions, asked again when the rules change."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from vendorrisk import check_record, open_register
from vendorrisk._data import contracts_root
from vendorrisk.cli import main
from vendorrisk.model import (
    CheckRecord,
    Contract,
    ElementVerdict,
    Override,
    Person,
    latest_check,
    stale_because,
)

CONTRACT = """業務委託契約書
発注者 架空市（以下「甲」という。）と受注者 株式会社架空システム（以下「乙」という。）は、次のとおり契約する。
第1条 乙は、業務上知り得た秘密を漏らしてはならない。契約終了後も同様とする。
第2条 乙は、甲の書面による承諾なく業務を第三者に再委託してはならない。
第3条 甲は、乙の情報セキュリティ対策の実施状況について監査し、又は検査することができる。
"""


@pytest.fixture(autouse=True)
def surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VENDORRISK_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("VENDORRISK_TODAY", "2026-11-25")
    monkeypatch.setenv("VENDORRISK_REGISTER", str(tmp_path / "台帳"))
    (tmp_path / "契約書.txt").write_text(CONTRACT, encoding="utf-8")
    main(["init", str(tmp_path / "台帳"), "--city", "架空市"])
    facts = ["information.personal=いいえ", "information.my_number=いいえ", "information.confidentiality=2"]
    main(["register", "add", "contract", "title=保守", "kind=業務委託", "start=2026-04-01", "end=2027-03-31", *facts])


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Any]:
    capsys.readouterr()
    status = main([*arguments, "--json"])
    return status, json.loads(capsys.readouterr().out)


def checked(capsys: pytest.CaptureFixture[str], tmp_path: Path, *paths: str) -> tuple[int, CheckRecord]:
    status, report = run(capsys, "check", *paths, "--record", "contract-2026-0001", "--who", "山田")
    found = open_register(tmp_path / "台帳").holdings.get(report["check"], CheckRecord)
    assert found is not None
    return status, found


def test_the_result_is_kept_with_papers_editions_and_facts(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    status, kept = checked(capsys, tmp_path, str(tmp_path / "契約書.txt"))

    register = open_register(tmp_path / "台帳")
    contract = register.holdings.get("contract-2026-0001", Contract)
    assert contract is not None
    assert status == 1
    assert [document.name for document in contract.documents] == ["契約書.txt"]
    assert kept.documents == contract.documents
    assert ElementVerdict.MET is kept.verdict("outsourcing.confidentiality", "secrecy")
    secrecy = next(element for element in kept.elements if element.element == "secrecy")
    assert (secrecy.proofs[0].quote, secrecy.proofs[0].article) == ("乙は、業務上知り得た秘密を漏らしてはならない。", "第1条")
    assert kept.unresolved
    assert (contract.facts.stamp, "山田") == (kept.facts, kept.run_by)
    assert all(edition.digest for edition in kept.policies)
    assert stale_because(kept, contract) == ()
    assert register.verify() == ()


def test_without_a_path_the_kept_papers_are_checked_again_and_people_s_decisions_stay(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    import attrs

    _, first = checked(capsys, tmp_path, str(tmp_path / "契約書.txt"))
    decision = Override(requirement="outsourcing.training", element="training", verdict=ElementVerdict.MET, reason="仕様書で確認", by="person-2026-0001")
    register = open_register(tmp_path / "台帳")
    with register.transaction() as change:
        change.put(attrs.evolve(first, overrides=(decision,)))

    _, again = checked(capsys, tmp_path)

    assert first.documents == again.documents
    assert (decision,) == again.overrides
    assert latest_check("contract-2026-0001", open_register(tmp_path / "台帳").holdings, register.today()) == again


def test_what_people_decided_about_the_result_is_kept_with_it_and_counts_before_what_they_had_decided_earlier(tmp_path: Path) -> None:
    register = open_register(tmp_path / "台帳")
    with register.transaction() as change:
        person = change.add(Person(name="山田太郎"))

    def decision(requirement: str, element: str, reason: str, verdict: ElementVerdict = ElementVerdict.MET) -> Override:
        return Override(requirement=requirement, element=element, verdict=verdict, reason=reason, by=person.id, on=date(2026, 11, 25))

    training = ("outsourcing.training", "training")
    unjudged = decision("my-number.removal", "removal", "個人番号は扱わない")
    _, first = check_record(register, "contract-2026-0001", [tmp_path / "契約書.txt"], overrides=[decision(*training, "仕様書にある"), decision("outsourcing.audit", "audit", "足りる"), unjudged])
    _, second = check_record(register, "contract-2026-0001", overrides=[decision(*training, "仕様書は努力義務だった", ElementVerdict.WEAK)])

    assert first is not None
    assert second is not None
    assert [one.reason for one in first.overrides] == ["仕様書にある", "足りる"]
    assert first.verdict(*training) is ElementVerdict.MET
    assert sorted(one.reason for one in second.overrides) == ["仕様書は努力義務だった", "足りる"]
    assert second.verdict(*training) is ElementVerdict.WEAK


def test_a_paper_that_cannot_be_read_keeps_nothing(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "壊れ.pdf").write_bytes(b"%PDF-1.7 nothing")

    status, report = run(capsys, "check", str(tmp_path / "契約書.txt"), str(tmp_path / "壊れ.pdf"), "--record", "contract-2026-0001")

    assert (status, report["check"]) == (3, None)
    register = open_register(tmp_path / "台帳")
    assert register.holdings.all(CheckRecord) == ()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--record", "contract-2026-0001"], "点検する文書がありません"),
        (["--record", "contract-2026-0099"], "という記録がありません"),
        ([], "文書が指定されていません"),
    ],
)
def test_what_cannot_be_checked_is_one_line(capsys: pytest.CaptureFixture[str], arguments: list[str], words: str) -> None:
    capsys.readouterr()
    assert main(["check", *arguments]) == 2

    captured = capsys.readouterr()
    assert words in captured.err
    assert captured.err.count("\n") == 1


def test_a_new_edition_names_what_it_demands_otherwise_and_the_records_it_touches(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    checked(capsys, tmp_path, str(tmp_path / "契約書.txt"))
    newer = tmp_path / "令和9年版"
    shutil.copytree(contracts_root() / "jp-local-government", newer)
    (newer / "outsourcing.audit.toml").unlink()
    training = newer / "outsourcing.training.toml"
    training.write_text(training.read_text(encoding="utf-8").replace('level = "policy"', 'level = "recommended"', 1), encoding="utf-8")

    status, found = run(capsys, "policy", "diff", "jp-local-government", str(newer), "--register", str(tmp_path / "台帳"))

    assert status == 1
    assert {change["id"]: change["kind"] for change in found["changes"]} == {"outsourcing.audit": "removed", "outsourcing.training": "changed"}
    assert found["records"] == [{"id": "contract-2026-0001", "requirements": [{"id": "outsourcing.audit", "before": "met", "after": None}]}]
    assert found["not_compared"] == 0


def test_an_edition_does_not_differ_from_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "policy", "diff", "jp-cloud", "jp-cloud") == (0, {"schema": 1, "changes": [], "records": [], "not_compared": 0})
