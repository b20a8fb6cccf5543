"""``vendorrisk policy`` shows what is demanded and by which source; every shipped pack keeps its own promises."""

from __future__ import annotations

import json

import pytest

from vendorrisk.cli import main


def test_list_names_every_pack(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["policy", "list", "--json"]) == 0
    packs = {pack["id"]: pack for pack in json.loads(capsys.readouterr().out)["packs"]}

    assert {"jp-local-government", "jp-personal-information", "jp-my-number", "jp-cloud", "jp-cloud-terms", "jp-social-media"} == set(packs)
    assert [
        sum(r["id"].startswith(family) for r in packs["jp-local-government"]["requirements"]) for family in ("outsourcing.", "system.")
    ] == [13, 7]
    assert packs["jp-local-government"]["requirements"][0]["id"] == "outsourcing.policy-compliance"


def test_show_prints_criterion_source_and_examples(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["policy", "show", "outsourcing.audit"]) == 0
    page = capsys.readouterr().out

    for word in ("判断基準", "区分：ポリシー", "原文と未照合", "audit（必須）", "充足"):
        assert word in page


def test_every_shipped_pack_passes_its_own_test(capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["policy", "test"])
    captured = capsys.readouterr()

    assert (status, captured.err) == (0, "")
    assert "全て合格" in captured.out
