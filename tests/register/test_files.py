"""A record's file: readable, exact, and forgiving to what people write into it."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings

from tests.register.strategies import records
from vendorrisk.model import Contract, Record, Vendor, kind_of
from vendorrisk.register import Register, open_register
from vendorrisk.register._codec import from_toml_values, to_toml
from vendorrisk.register._comments import keep_comments
from vendorrisk.register._toml import parse


@given(records())
@settings(max_examples=150, deadline=None)
def test_any_record_comes_back_from_its_file_as_it_was(record: Record) -> None:
    text = to_toml(record)
    values = parse(text.encode(), "x.toml")

    assert values == tomllib.loads(text)
    assert isinstance(values, dict)
    assert record == from_toml_values(values, kind_of(record).cls)


@given(records())
@settings(max_examples=60, deadline=None)
def test_comments_survive_beside_any_values(record: Record) -> None:
    text = to_toml(record)
    commented = "# 先頭の覚え\n" + text.rstrip("\n") + "\n# 末尾の覚え\n"

    again = keep_comments(commented, text)

    assert tomllib.loads(text) == tomllib.loads(again)
    assert "# 先頭の覚え\n" in again
    assert again.endswith("# 末尾の覚え\n")


HAND_WRITTEN = """\
# 情報政策課が管理（平成30年から）
schema = 1
id = "contract-2026-0001"
title = "住民情報システム保守"   # 正式名は起案を参照
start = "令和8年4月1日"
end = "R9.3.31"
tiers = [
  "lgwan",  # LGWANのみ
]
"独自項目" = "残す"

[notice]  # 契約書第20条
value = 3
unit = "month"
"""


@pytest.fixture
def by_hand(register: Register) -> Path:
    path = register.root / "contracts" / "contract-2026-0001.toml"
    path.parent.mkdir()
    path.write_text(HAND_WRITTEN, encoding="utf-8")
    return path


def test_a_file_written_by_hand_is_read_with_dates_as_people_write_them(register: Register, by_hand: Path) -> None:
    register.refresh()

    contract = register.holdings.get("contract-2026-0001", Contract)

    assert contract is not None
    assert (date(2026, 4, 1), date(2027, 3, 31)) == (contract.start, contract.end)
    assert contract.extra == {"独自項目": "残す"}


def test_saving_keeps_comments_and_unknown_keys_of_a_file(register: Register, by_hand: Path) -> None:
    register.refresh()
    contract = register.holdings.get("contract-2026-0001", Contract)
    assert contract is not None

    with register.transaction() as change:
        change.put(attrs.evolve(contract, title="住民記録システム保守"))

    text = by_hand.read_text(encoding="utf-8")
    for kept in ("# 情報政策課が管理（平成30年から）\nschema = 1", "# 正式名は起案を参照", "# LGWANのみ", "[notice]  # 契約書第20条", '"独自項目" = "残す"'):
        assert kept in text
    assert "住民記録システム保守" in text


@pytest.mark.parametrize(
    ("wrong", "field", "line"),
    [
        ('end = "R9.3.31"', "end", 6),
        ('unit = "month"', "notice.unit", 14),
    ],
)
def test_a_wrong_value_is_said_with_file_and_line(register: Register, by_hand: Path, wrong: str, field: str, line: int) -> None:
    by_hand.write_text(HAND_WRITTEN.replace(wrong, wrong.replace("R9.3.31", "来年度末ごろ").replace("month", "fortnight")), encoding="utf-8")

    register.refresh()

    problem = next(problem for problem in register.problems if problem.code == "value")
    assert (field, line, "contracts/contract-2026-0001.toml") == (problem.field, problem.line, problem.file)


def test_a_damaged_file_hides_nothing_but_itself(register: Register, by_hand: Path) -> None:
    with register.transaction() as change:
        vendor = change.add(Vendor(name="架空システム"))
    by_hand.write_bytes(b"title = \xff\xfe")
    (by_hand.parent / "contract-2026-0002.toml").write_text("title = \n", encoding="utf-8")
    (by_hand.parent / "メモ.toml").write_text("x = 1\n", encoding="utf-8")
    (by_hand.parent / "contract-2026-0003.toml").write_text('schema = 99\nid = "contract-2026-0003"\n', encoding="utf-8")
    (by_hand.parent / "contract-2026-0004.toml").write_text('id = "contract-2026-0005"\n', encoding="utf-8")

    again = open_register(register.root)

    assert [vendor.id] == list(again.holdings.records)
    found = {problem.file.rpartition("/")[2]: (problem.code, problem.line) for problem in again.problems}
    assert found == {
        "contract-2026-0001.toml": ("encoding", 1),
        "contract-2026-0002.toml": ("toml", 1),
        "contract-2026-0003.toml": ("schema", 1),
        "contract-2026-0004.toml": ("id", 1),
        "メモ.toml": ("stray-file", None),
    }


def test_an_unchanged_register_opens_from_what_was_read_before_and_a_changed_file_never_does(register: Register, by_hand: Path) -> None:
    first = open_register(register.root)
    stat = by_hand.stat()
    by_hand.write_text(HAND_WRITTEN.replace("保守", "開発"), encoding="utf-8")
    import os

    os.utime(by_hand, ns=(stat.st_atime_ns, stat.st_mtime_ns))  # same size, same time, other content

    again = open_register(register.root)

    contract = again.holdings.get("contract-2026-0001", Contract)
    assert contract is not None
    assert contract.title == "住民情報システム開発"
    assert first.holdings.get("contract-2026-0001", Contract) != contract
