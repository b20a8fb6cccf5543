"""The first minute: somebody starts the program where there is no register."""

from __future__ import annotations

from pathlib import Path

from screens import opened, text_of, type_text, until
from vendorrisk.model import Contract
from vendorrisk.register import is_register, open_register
from vendorrisk_tui.app import VendorriskApp
from vendorrisk_tui.checklist import AskDialog
from vendorrisk_tui.dialogs import Question, TextDialog, TroubleDialog
from vendorrisk_tui.today import TodayScreen


async def test_leaving_changes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "空"
    folder.mkdir()
    app = VendorriskApp(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, Question) and "見本で試す" in text_of(app))
        await pilot.press("escape")
        await pilot.pause()

    assert app.return_code == 3
    assert list(folder.iterdir()) == []


async def test_the_sample_city_is_made_and_shown_around(tmp_path: Path) -> None:
    folder = tmp_path / "まだ無い"
    app = VendorriskApp(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, Question))
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, TextDialog) and "画面の案内" in text_of(app), 3000)
        await until(pilot, lambda: "4 点検：F2で" in text_of(app) and "Enterで内訳へ" in text_of(app))
        await pilot.press("escape")
        await opened(pilot)
        assert isinstance(app.screen, TodayScreen)

    assert len(open_register(folder).holdings.all(Contract)) == 40


async def test_a_new_register_is_made_beside_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "覚え.txt").write_text("x", encoding="utf-8")
    app = VendorriskApp(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, Question))
        await pilot.pause()
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        await pilot.pause()
        await type_text(pilot, "見本市")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, AskDialog) and "作るフォルダー" in text_of(app))
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))

    assert open_register(tmp_path / "台帳").holdings.settings.city == "見本市"


async def test_another_folder_is_opened_and_a_wrong_one_is_asked_about_again(root: Path, tmp_path: Path) -> None:
    empty = tmp_path / "空"
    empty.mkdir()
    app = VendorriskApp(empty)
    async with app.run_test(size=(80, 24)) as pilot:
        for wanted in (tmp_path / "無い", root):
            await until(pilot, lambda: isinstance(app.screen, Question))
            await pilot.pause()
            await pilot.press("down", "down", "enter")
            await until(pilot, lambda: isinstance(app.screen, AskDialog))
            await pilot.pause()
            await pilot.press("home", "shift+end", "delete")
            await type_text(pilot, str(wanted))
            await pilot.press("enter")
            await pilot.pause()
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))

        assert app.desk.root == root


async def test_a_folder_that_is_not_empty_is_refused_with_what_to_do(tmp_path: Path) -> None:
    full = tmp_path / "ほか"
    full.mkdir()
    (full / "x").write_text("x", encoding="utf-8")
    app = VendorriskApp(tmp_path / "台帳")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, Question))
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        await pilot.pause()
        await pilot.press("home", "shift+end", "delete")
        await type_text(pilot, str(full))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, TroubleDialog) and "空ではありません" in text_of(app))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, Question))

    assert not is_register(full)
