"""Editing: what is typed is judged at its field, shown before it is saved, never overwritten by others and never lost."""

from __future__ import annotations

import json
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import attrs
import pytest
from textual.pilot import Pilot

from screens import opened, text_of, type_text, until
from vendorrisk.model import Contract, Vendor
from vendorrisk.register import open_register
from vendorrisk_tui.app import VendorriskApp
from vendorrisk_tui.conflict import ConflictDialog
from vendorrisk_tui.fields import FieldRow
from vendorrisk_tui.form import FormScreen, PartsScreen
from vendorrisk_tui.picker import Picker
from vendorrisk_tui.record import RecordScreen
from vendorrisk_tui.save import SaveDialog

ID = "contract-2026-0001"


def contract(root: Path) -> Contract:
    found = open_register(root).holdings.get(ID, Contract)
    assert found is not None
    return found


async def to_form(pilot: Pilot[None], id: str = ID) -> VendorriskApp:  # noqa: A002
    app = await opened(pilot)
    app.open_record(id)
    await pilot.pause()
    await pilot.press("f2")
    await until(pilot, lambda: isinstance(app.screen, FormScreen) and app.screen.focused is not None)
    return app


def row(app: VendorriskApp, name: str) -> FieldRow:
    return next(row for row in app.screen.query(FieldRow) if row.field.name == name)


async def put(pilot: Pilot[None], name: str, text: str) -> None:
    """Replace what a field of one line holds."""
    app = pilot.app
    assert isinstance(app, VendorriskApp)
    row(app, name).editor.focus()
    await pilot.pause()
    await pilot.press("home", "shift+end", "delete")
    await type_text(pilot, text)


async def save(pilot: Pilot[None], why: str) -> None:
    await pilot.press("ctrl+s")
    await until(pilot, lambda: isinstance(pilot.app.screen, SaveDialog))
    await type_text(pilot, why)
    await pilot.press("enter")


async def test_an_era_date_is_read_shown_explained_and_saved_with_its_reason(root: Path) -> None:
    async with VendorriskApp(root).run_test(size=(80, 24)) as pilot:
        app = await to_form(pilot)
        await put(pilot, "end", "Ｒ１０．３．３１")
        assert "令和10年3月31日（金）" in text_of(app)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, SaveDialog))
        shown = text_of(app)
        assert "令和9年3月31日（水）" in shown
        assert "令和10年3月31日（金）" in shown
        await pilot.press("enter")
        await until(pilot, lambda: "日付を変えるので理由が要る" in text_of(app))
        assert contract(root).end == date(2027, 3, 31)
        await type_text(pilot, "年度更新")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, RecordScreen))

    assert contract(root).end == date(2028, 3, 31)
    newest = next(open_register(root).history(ID))
    assert (newest.who, newest.why) == ("山田太郎", "年度更新")


async def test_what_cannot_be_read_is_said_at_the_field_and_not_saved(root: Path) -> None:
    async with VendorriskApp(root).run_test(size=(80, 24)) as pilot:
        app = await to_form(pilot)
        await put(pilot, "end", "3月31日")
        assert "年がありません" in text_of(app)
        await put(pilot, "title", "別の件名")
        await pilot.press("ctrl+s")
        await pilot.pause()

        assert isinstance(app.screen, FormScreen)
        assert app.focused is row(app, "end").editor


async def test_a_contradiction_is_said_at_its_field(root: Path) -> None:
    async with VendorriskApp(root).run_test(size=(80, 24)) as pilot:
        app = await to_form(pilot)
        await put(pilot, "end", "2026-03-31")

        assert "より前です" in text_of(app).replace(" ", "").replace("\n", "")


async def test_a_person_is_chosen_by_typing_on_the_field_and_no_letter_is_lost(root: Path) -> None:
    async with VendorriskApp(root).run_test(size=(80, 24)) as pilot:
        app = await to_form(pilot)
        row(app, "owner").editor.focus()
        await pilot.pause()
        await type_text(pilot, "たかはし")
        await until(pilot, lambda: isinstance(app.screen, Picker))
        await until(pilot, lambda: "髙橋一郎" in text_of(app) and "たかはし" in text_of(app))
        await pilot.press("enter")
        await pilot.pause()
        assert "髙橋一郎" in text_of(app)
        await save(pilot, "")
        await until(pilot, lambda: isinstance(app.screen, RecordScreen))

    assert contract(root).owner == "person-2026-0002"


async def test_leaving_the_choice_changes_nothing_and_delete_takes_the_value_away(root: Path) -> None:
    async with VendorriskApp(root).run_test(size=(80, 24)) as pilot:
        app = await to_form(pilot)
        row(app, "deputy").editor.focus()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Picker))
        await pilot.press("escape")
        await pilot.pause()
        assert row(app, "deputy").value == "person-2026-0002"
        await pilot.press("delete")
        await pilot.pause()
        assert row(app, "deputy").value == ""


async def test_a_nested_part_and_a_list_of_parts_are_edited_and_saved_from_inside(root: Path) -> None:
    async with VendorriskApp(root).run_test(size=(80, 24)) as pilot:
        app = await to_form(pilot)
        row(app, "notice").editor.focus()
        await pilot.press("enter")
        await until(pilot, lambda: len(app.screen.query(FieldRow)) == 3)
        await put(pilot, "value", "６")
        await pilot.press("escape")
        await pilot.pause()
        assert "6か月" in text_of(app)
        row(app, "subcontracts").editor.focus()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, PartsScreen))
        await pilot.press("ctrl+n")
        await until(pilot, lambda: isinstance(app.screen, FormScreen) and bool(app.screen.query(FieldRow)))
        await put(pilot, "key", "2")
        await put(pilot, "scope", "封入封緘")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, SaveDialog))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, RecordScreen))

    saved = contract(root)
    assert saved.notice is not None
    assert saved.notice.value == 6
    assert [sub.scope for sub in saved.subcontracts] == ["帳票の印刷", "封入封緘"]


async def test_an_item_that_was_left_empty_is_not_added(root: Path) -> None:
    async with VendorriskApp(root).run_test(size=(80, 24)) as pilot:
        app = await to_form(pilot)
        row(app, "amendments").editor.focus()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, FormScreen) and app.screen.path == "amendments[0].")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, FormScreen) and app.screen.path == "")

        assert row(app, "amendments").value == []


async def test_adding_twice_begins_blank_twice(root: Path) -> None:
    async with VendorriskApp(root).run_test(size=(80, 24)) as pilot:
        app = await opened(pilot)
        await pilot.press("2")
        app.screen.action_to_kind("vendor")  # type: ignore[attr-defined]
        for name in ("第一架空", "第二架空"):
            await pilot.press("ctrl+n")
            await until(pilot, lambda: isinstance(app.screen, FormScreen) and bool(app.screen.query(FieldRow)))
            assert row(app, "name").value == ""
            await put(pilot, "name", name)
            await save(pilot, "")
            await until(pilot, lambda: isinstance(app.screen, RecordScreen))
            await pilot.press("escape")
            await pilot.pause()
        await until(pilot, lambda: "第二架空" in text_of(app))

    names = [vendor.name for vendor in open_register(root).holdings.all(Vendor)]
    assert names[-2:] == ["第一架空", "第二架空"]


async def test_both_changes_stand_and_where_they_collide_the_person_chooses(root: Path) -> None:
    async with VendorriskApp(root).run_test(size=(120, 40)) as pilot:
        app = await to_form(pilot)
        await put(pilot, "title", "私の件名")
        other = open_register(root)
        theirs = attrs.evolve(contract(root), title="相手の件名", number="令和8年度第99号")
        with other.transaction(who="鈴木") as change:
            change.put(theirs)
        app._look()
        await until(pilot, lambda: "保存するときに比べて選ぶ" in text_of(app))
        await put(pilot, "value_yen", "９９，０００円")
        await save(pilot, "")
        await until(pilot, lambda: isinstance(app.screen, ConflictDialog))
        shown = text_of(app)
        assert "相手の件名" in shown
        assert "私の件名" in shown
        await pilot.press("home", "down", "left")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, SaveDialog))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, RecordScreen))

    saved = contract(root)
    assert (saved.title, saved.number, saved.value_yen) == ("相手の件名", "令和8年度第99号", 99_000)


async def test_nothing_of_theirs_is_overwritten_when_nobody_had_noticed(root: Path) -> None:
    async with VendorriskApp(root).run_test(size=(120, 40)) as pilot:
        app = await to_form(pilot)
        await put(pilot, "title", "私の件名")
        with open_register(root).transaction(who="鈴木") as change:
            change.put(attrs.evolve(contract(root), title="相手の件名"))
        await save(pilot, "")
        await until(pilot, lambda: isinstance(app.screen, ConflictDialog))

    assert contract(root).title == "相手の件名"


async def test_leaving_asks_and_the_draft_is_offered_again(root: Path) -> None:
    async with VendorriskApp(root).run_test(size=(80, 24)) as pilot:
        app = await to_form(pilot)
        await put(pilot, "title", "書きかけの件名")
        await pilot.press("escape")
        await until(pilot, lambda: "下書きを残して戻る" in text_of(app))
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.screen, RecordScreen))
    async with VendorriskApp(root).run_test(size=(80, 24)) as pilot:
        app = await opened(pilot)
        app.open_record(ID)
        await pilot.pause()
        await pilot.press("f2")
        await until(pilot, lambda: "下書きから続ける" in text_of(app))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, FormScreen) and "書きかけの件名" in text_of(app))
        await save(pilot, "")
        await until(pilot, lambda: isinstance(app.screen, RecordScreen))

    assert contract(root).title == "書きかけの件名"


async def test_undo_brings_the_old_text_back(root: Path) -> None:
    before = (root / "contracts" / f"{ID}.toml").read_bytes()
    async with VendorriskApp(root).run_test(size=(80, 24), notifications=True) as pilot:
        app = await to_form(pilot)
        await put(pilot, "title", "誤った件名")
        await save(pilot, "")
        await until(pilot, lambda: isinstance(app.screen, RecordScreen))
        assert (root / "contracts" / f"{ID}.toml").read_bytes() != before
        await pilot.press("u")
        await until(pilot, lambda: "実行する" in text_of(app))
        await pilot.press("down", "enter")
        await until(pilot, lambda: "取り消した" in text_of(app))

    assert (root / "contracts" / f"{ID}.toml").read_bytes() == before


async def test_keys_that_we_do_not_know_survive_an_edit(root: Path) -> None:
    file = root / "contracts" / f"{ID}.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('scope = "帳票の印刷"', 'scope = "帳票の印刷"\nroom = "3階"'), encoding="utf-8")
    async with VendorriskApp(root).run_test(size=(80, 24)) as pilot:
        app = await to_form(pilot)
        await put(pilot, "title", "新しい件名")
        await save(pilot, "")
        await until(pilot, lambda: isinstance(app.screen, RecordScreen))

    assert 'room = "3階"' in file.read_text(encoding="utf-8")


async def test_the_form_of_every_kind_opens_and_changes_nothing_by_itself(root: Path) -> None:
    async with VendorriskApp(root).run_test(size=(80, 24)) as pilot:
        app = await opened(pilot)
        for id in list(open_register(root).holdings.records):  # noqa: A001
            app.open_record(id)
            await pilot.pause()
            await pilot.press("f2")
            await until(pilot, lambda: isinstance(app.screen, FormScreen) and bool(app.screen.query(FieldRow)))
            assert isinstance(app.screen, FormScreen)
            session = app.screen.session
            assert session.made() == (session.base, {})
            assert not session.touched
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(app.screen, RecordScreen))
            await pilot.press("escape")
            await pilot.pause()


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo terminals")
def test_kill_9_in_the_middle_of_editing_leaves_the_draft(root: Path, tmp_path: Path) -> None:
    fcntl = pytest.importorskip("fcntl")
    termios = pytest.importorskip("termios")
    main, side = pty.openpty()
    fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    here = Path(__file__).parents[2]
    process = subprocess.Popen(
        [sys.executable, "-m", "vendorrisk", "tui", str(root)], stdin=side, stdout=side, stderr=side, cwd=here,
        env={**os.environ, "PYTHONPATH": str(here / "tui"), "TERM": "xterm-256color"},
    )  # fmt: skip
    seen = b""

    def wait_for(text: str, seconds: float = 60) -> None:
        nonlocal seen
        end = time.monotonic() + seconds
        while text.encode() not in seen:
            assert time.monotonic() < end, seen.decode("utf-8", "replace")[-2000:]
            if select.select([main], [], [], 0.1)[0]:
                seen += os.read(main, 65536)

    try:
        wait_for("期限超過")
        os.write(main, b"2")
        wait_for("F3")
        os.write(main, b"\r")
        wait_for("F2")
        os.write(main, b"\x1bOQ")
        wait_for("^S")
        os.write(main, b"\t")
        os.write(main, "個人情報の取扱い（株）".encode())
        drafts = tmp_path / "state" / "drafts"
        end = time.monotonic() + 60
        while not any("個人情報の取扱い（株）" in file.read_text(encoding="utf-8") for file in drafts.rglob("*.json")):
            assert time.monotonic() < end
            if select.select([main], [], [], 0.1)[0]:
                seen += os.read(main, 65536)
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
        os.close(main)
        os.close(side)

    (draft,) = drafts.rglob("*.json")
    assert "個人情報の取扱い（株）" in json.dumps(json.loads(draft.read_text(encoding="utf-8"))["raw"], ensure_ascii=False)


@pytest.mark.parametrize(
    ("field", "said"),
    [("end", "令和8年度末"), ("owner", "台帳の「職員」から選びます"), ("kind", "・情報システム運用保守"), ("value_yen", "金額を円で入力します"), ("title", "必須の項目"), ("subcontracts", "Enter で内訳")],
)
async def test_help_explains_the_field_that_has_the_focus(root: Path, field: str, said: str) -> None:
    async with VendorriskApp(root).run_test(size=(100, 60)) as pilot:
        app = await to_form(pilot)
        row(app, field).editor.focus()
        await pilot.pause()
        label = row(app, field).field.label.ja
        await pilot.press("f1")
        await pilot.pause()
        shown = text_of(app)
        assert said in shown
        assert shown.index(label) < shown.index("この画面について")
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen.focused is row(app, field).editor
