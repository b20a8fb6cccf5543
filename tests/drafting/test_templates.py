"""Templates of a city's own stand in place of ours, and whatever is wrong with them is one line with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

import vendorrisk
from vendorrisk._drafts import lint_templates, unproved_claims

CLAUSE = '''requirement = "outsourcing.audit"
heading = {{ ja = "監査", en = "Audit" }}
why = {{ ja = "市が確かめる。", en = "The city looks." }}

[[paragraphs]]
{key} = "{text}"
satisfies = ["{element}"]
'''
TEXT = "{甲}は、必要があると認めるときは、{乙}の作業場所に立ち入り、{情報}の取扱いについて監査することができる。"


def own(folder: Path, *, text: str = TEXT, element: str = "audit", key: str = "text") -> Path:
    path = folder / "clauses" / "outsourcing.audit.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(CLAUSE.format(text=text, element=element, key=key), encoding="utf-8")
    return path


def test_a_city_overrides_one_clause_and_keeps_the_others(tmp_path: Path) -> None:
    own(tmp_path, text=TEXT.replace("必要があると認めるときは", "いつでも"))
    draft = vendorrisk.draft_annex("security", templates=[tmp_path])
    ours = vendorrisk.draft_annex("security")

    assert any("甲は、いつでも、" in text for text in draft.articles.values())
    assert draft.articles["第3条第1項"] == ours.articles["第3条第1項"]


@pytest.mark.parametrize(
    ("change", "line", "words"),
    [
        ({"text": TEXT + "{担当課}に報告する。"}, 6, "{担当課}"),
        ({"text": TEXT + "{}"}, 6, "{}"),
        ({"text": TEXT + "{甲"}, 6, "{"),
        ({"text": TEXT + "{条:outsourcing.audti|本契約}"}, 6, "outsourcing.audti"),
        ({"text": TEXT + "{条:outsourcing.reporting}"}, 6, "outsourcing.reporting"),
        ({"text": TEXT + "{項:first}"}, 6, "first"),
        ({"element": "adit"}, 7, "adit"),
        ({"key": "txt"}, 6, "txt"),
    ],
)
def test_a_fault_is_one_line_with_file_and_line(tmp_path: Path, change: dict[str, str], line: int, words: str) -> None:
    path = own(tmp_path, **change)
    _, faults = lint_templates([tmp_path])
    texts = [f"{fault.where}: {fault.message.ja}" for fault in faults]

    assert any(text.startswith(f"{path}:{line}: ") and words in text for text in texts), texts
    assert all("\n" not in text for text in texts)
    with pytest.raises(vendorrisk.UsageError, match=r"outsourcing\.audit\.toml"):
        vendorrisk.draft_annex("security", templates=[tmp_path])


def test_a_clause_that_leaves_a_required_element_out_is_named(tmp_path: Path) -> None:
    path = own(tmp_path, element="subcontractor-audit")
    _, faults = lint_templates([tmp_path])

    assert [(fault.path, "audit" in fault.message.ja) for fault in faults] == [(path, True)]


def test_broken_toml_is_named_with_its_line(tmp_path: Path) -> None:
    path = own(tmp_path)
    path.write_text('requirement = "outsourcing.audit"\nheading =\n', encoding="utf-8")
    _, faults = lint_templates([tmp_path])

    assert faults[0].where == f"{path}:2"


def test_wording_that_the_check_does_not_accept_is_found(tmp_path: Path) -> None:
    own(tmp_path, text="{甲}は、必要があると認めるときは、監査を行うよう努めるものとする。")
    found = list(unproved_claims([tmp_path]))

    assert [(one.claim.requirement, one.claim.element) for one in found] == [("outsourcing.audit", "audit")]


def test_what_ships_is_sound() -> None:
    assert lint_templates()[1] == ()
    assert list(unproved_claims()) == []


def test_a_folder_that_holds_no_templates_is_refused(tmp_path: Path) -> None:
    with pytest.raises(vendorrisk.UsageError, match="文例のフォルダ"):
        vendorrisk.draft_annex("security", templates=[tmp_path])


@pytest.mark.parametrize(
    "wrong",
    [{"document": "securty"}, {"document": "amendment-memorandum"}, {"kind": "cloud", "document": "security"}, {"variants": ["strict", "standard"]},
     {"parties": "AB"}, {"values": {"vendr": "x"}}, {"handles": ["secrets"]}],
)  # fmt: skip
def test_what_does_not_exist_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(vendorrisk.UsageError):
        vendorrisk.draft_annex(**wrong)  # type: ignore[arg-type]
