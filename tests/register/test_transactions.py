"""A change of many records: all or none, nobody overwritten, everything in the history, everything taken back."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vendorrisk.model import Contract, DocumentKind, Settings, Vendor
from vendorrisk.register import (
    ConflictError,
    Register,
    RegisterBusyError,
    RegisterError,
    create_register,
    open_register,
    restore,
)
from vendorrisk.register._lock import Lock


def added(register: Register, title: str = "保守") -> Contract:
    with register.transaction() as change:
        return change.add(Contract(title=title, start=date(2026, 4, 1), end=date(2027, 3, 31)))


def contents(root: Path) -> dict[str, bytes]:
    """Return the records as they lie on the disk."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*.toml") if "trash" not in path.parts}


def test_ids_carry_the_fiscal_year_and_are_never_used_twice(register: Register) -> None:
    first, second = added(register), added(register)
    with register.transaction() as change:
        change.remove(second.id)
    for path in (register.root / "trash").iterdir():
        path.unlink()

    third = added(open_register(register.root))

    assert (first.id, second.id, third.id) == ("contract-2026-0001", "contract-2026-0002", "contract-2026-0003")


def test_an_error_inside_the_block_changes_nothing(register: Register) -> None:
    before = contents(register.root)

    def fail() -> None:
        with register.transaction() as change:
            change.add(Contract(title="保守"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert before == contents(register.root)
    assert not list(register.root.rglob(".*.tmp"))


def test_two_people_who_change_the_same_field_see_base_theirs_and_mine(register: Register) -> None:
    contract = added(register)
    colleague = open_register(register.root)
    with colleague.transaction(who="鈴木") as change:
        change.put(attrs.evolve(contract, end=date(2028, 3, 31)))
    before = contents(register.root)

    with pytest.raises(ConflictError) as caught, register.transaction() as change:
        change.put(attrs.evolve(contract, title="保守業務", end=date(2029, 3, 31)))

    fields = {field.field: (field.base, field.theirs, field.mine) for field in caught.value.fields}
    assert fields == {"title": ("保守", "保守", "保守業務"), "end": ("2027-03-31", "2028-03-31", "2029-03-31")}
    assert [field.field for field in caught.value.overlapping] == ["end"]
    assert before == contents(register.root)


def test_a_record_that_a_colleague_removed_is_a_conflict(register: Register) -> None:
    contract = added(register)
    with open_register(register.root).transaction(who="鈴木") as change:
        change.remove(contract.id)

    with pytest.raises(ConflictError), register.transaction() as change:
        change.put(attrs.evolve(contract, title="保守業務"))


def test_changes_of_different_records_do_not_disturb_each_other(register: Register) -> None:
    one, two = added(register, "一"), added(register, "二")
    colleague = open_register(register.root)
    with colleague.transaction(who="鈴木") as change:
        change.put(attrs.evolve(two, title="弐"))
    with register.transaction() as change:
        change.put(attrs.evolve(one, title="壱"))

    found = open_register(register.root).holdings

    assert [contract.title for contract in found.all(Contract)] == ["壱", "弐"]


def test_the_history_says_who_changed_which_field_when_and_why(register: Register) -> None:
    contract = added(register)
    with register.transaction(who="佐藤花子", why="変更契約（第1回）") as change:
        change.put(attrs.evolve(contract, end=date(2028, 3, 31)))

    newest = next(register.history(contract.id))

    assert (newest.who, newest.why) == ("佐藤花子", "変更契約（第1回）")
    assert [(f.field, f.before, f.after) for change in newest.changes for f in change.fields] == [("end", "2027-03-31", "2028-03-31")]
    assert newest.at.startswith("20")


def test_saving_what_has_not_changed_writes_nothing(register: Register) -> None:
    contract = added(register)
    head = register.log.head()

    with register.transaction() as change:
        change.put(contract)

    assert head == register.log.head()


STEPS = st.lists(st.tuples(st.sampled_from(["add", "put", "remove", "settings"]), st.integers(0, 5), st.text("あいう#\"'\n", max_size=4)), min_size=1, max_size=7)


@given(STEPS)
@settings(max_examples=25, deadline=None)
def test_any_edits_taken_back_one_by_one_return_to_the_start(tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, str]]) -> None:
    register = create_register(tmp_path_factory.mktemp("r") / "台帳", Settings(city="架空市"))
    for name in ("甲", "乙"):
        with register.transaction() as change:
            change.add(Vendor(name=name))
    start, made = contents(register.root), register.log.head().seq
    for action, number, word in steps:
        held = register.holdings.all(Vendor)
        with register.transaction() as change:
            if action == "add":
                change.add(Vendor(name=word))
            elif action == "settings":
                change.put_settings(attrs.evolve(register.holdings.settings, policy=word))
            elif held:
                vendor = held[number % len(held)]
                change.put(attrs.evolve(vendor, name=word)) if action == "put" else change.remove(vendor.id)

    for _ in range(register.log.head().seq - made):
        register.undo()

    assert start == contents(register.root)
    assert start == contents(open_register(register.root).root)
    assert register.verify() == ()


def test_an_undo_can_be_taken_back_itself(register: Register) -> None:
    contract = added(register)
    with register.transaction() as change:
        change.put(attrs.evolve(contract, title="新"))
    undone = register.undo()

    register.undo(undone.seq)

    again = register.holdings.get(contract.id, Contract)
    assert again is not None
    assert again.title == "新"


def test_a_change_of_yesterday_is_taken_back_by_a_program_that_was_started_today(register: Register) -> None:
    contract = added(register)
    with register.transaction() as change:
        change.put(attrs.evolve(contract, title="二"))
    undo = "import sys; from vendorrisk import open_register; open_register(sys.argv[1]).undo()"
    subprocess.run([sys.executable, "-c", undo, str(register.root)], check=True)

    after = open_register(register.root).holdings.get(contract.id, Contract)
    assert after == contract


def test_a_change_under_a_later_one_is_not_taken_back(register: Register) -> None:
    contract = added(register)
    for title in ("二", "三"):
        with register.transaction() as change:
            change.put(attrs.evolve(contract, title=title))
    older = list(register.history(contract.id))[1]

    with pytest.raises(RegisterError, match="その後に変更"):
        register.undo(older.seq)


def test_a_removed_record_lies_in_the_trash_and_comes_back(register: Register) -> None:
    contract = added(register)
    with register.transaction(who="山田", why="誤登録") as change:
        change.remove(contract.id)

    [(name, entry)] = register.trash()
    assert (contract.id, "誤登録") == (name, entry.why)
    register.undo(entry.seq)

    assert contract == register.holdings.get(contract.id, Contract)
    assert register.trash() == ()


def test_a_document_is_kept_by_its_content_and_an_exchanged_one_is_found(register: Register, tmp_path: Path) -> None:
    paper = tmp_path / "契約書（最終）.pdf"
    paper.write_bytes(b"%PDF-1.7 one")
    with register.transaction() as change:
        kept = change.attach(paper, kind=DocumentKind.CONTRACT)
        contract = change.add(Contract(title="保守", documents=(kept,)))
    assert register.document(kept.sha256).read_bytes() == b"%PDF-1.7 one"
    assert register.verify() == ()

    register.document(kept.sha256).write_bytes(b"%PDF-1.7 two")

    assert [(contract.id, "documents[0]", "document-altered")] == [(p.record, p.field, p.code) for p in register.verify()]


def test_tampering_with_the_history_is_named(register: Register) -> None:
    for number in range(4):
        added(register, f"契約{number}")
    entry = register.log.path_of(2)
    content = entry.read_text(encoding="utf-8")
    entry.write_text(content.replace("山田太郎", "別人"), encoding="utf-8")
    assert [p.code for p in register.verify()] == ["history-altered"]

    entry.write_text(content, encoding="utf-8")
    assert register.verify() == ()

    newest = register.log.path_of(4)
    newest.write_text(newest.read_text(encoding="utf-8").replace("契約3", "契約9"), encoding="utf-8")
    assert {"history-altered", "changed-outside"} == {p.code for p in open_register(register.root).verify()}

    entry.unlink()
    assert "history-gap" in {p.code for p in open_register(register.root).verify()}


def test_what_an_editor_changed_is_mentioned_and_can_be_taken_into_the_history(register: Register) -> None:
    contract = added(register)
    path = register.root / "contracts" / f"{contract.id}.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("保守", "開発"), encoding="utf-8")
    assert [("changed-outside", f"contracts/{contract.id}.toml")] == [(p.code, p.file) for p in register.verify()]

    entry = register.accept_outside_changes(who="山田", why="手修正")

    assert entry is not None
    assert [(f.field, f.before, f.after) for f in entry.changes[0].fields] == [("title", "保守", "開発")]
    assert register.verify() == ()


def test_a_backup_comes_back_equal(register: Register, tmp_path: Path) -> None:
    added(register)
    register.back_up(tmp_path / "控え.zip")

    restore(tmp_path / "控え.zip", tmp_path / "戻し")

    assert contents(register.root) == contents(tmp_path / "戻し")
    assert open_register(tmp_path / "戻し").verify() == ()


def test_a_damaged_backup_is_refused(register: Register, tmp_path: Path) -> None:
    register.back_up(tmp_path / "控え.zip")
    content = bytearray((tmp_path / "控え.zip").read_bytes())
    content[60] ^= 0xFF
    (tmp_path / "壊れ.zip").write_bytes(content)
    (tmp_path / "別物.zip").write_bytes(b"hello")

    for name in ("壊れ.zip", "別物.zip"):
        with pytest.raises(RegisterError):
            restore(tmp_path / name, tmp_path / "戻し")
        assert not (tmp_path / "戻し").exists()


def test_a_writer_who_takes_long_is_named(register: Register) -> None:
    with Lock(register.root / ".lock", "鈴木一郎", "other"), pytest.raises(RegisterBusyError, match="鈴木一郎"), register.transaction(wait=0.1):
        pass


def test_the_lock_of_a_dead_process_is_no_obstacle(register: Register) -> None:
    import json
    import subprocess
    import sys

    from vendorrisk.register._disk import this_host

    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    (register.root / ".lock").write_text(json.dumps({"who": "x", "host": this_host(), "pid": dead.pid, "token": "t"}), encoding="utf-8")

    assert added(register).id == "contract-2026-0001"


def test_a_folder_that_is_no_register_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match=r"register\.toml"):
        open_register(tmp_path)
    (tmp_path / "x").touch()
    with pytest.raises(RegisterError, match="空ではありません"):
        create_register(tmp_path, Settings(city="架空市"))
