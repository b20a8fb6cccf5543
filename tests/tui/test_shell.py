"""The shell: the register opens beside the screen, everything can be found and explained, and nothing is said in the wrong language."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import attrs
import pytest

from screens import opened, text_of, type_text, until
from vendorrisk.cli import main
from vendorrisk.model import Contract
from vendorrisk.register import open_register
from vendorrisk_tui.actions import ACTIONS
from vendorrisk_tui.app import VendorriskApp
from vendorrisk_tui.inputs import JaInput
from vendorrisk_tui.record import RecordScreen
from vendorrisk_tui.today import TodayScreen


@pytest.mark.skipif(sys.platform == "win32", reason="the Windows driver needs kitty keys")
def test_kitty_keys_are_off_before_textual_is_imported() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", "import vendorrisk_tui.app, textual.constants as c; print(c.DISABLE_KITTY_KEY)"],
        capture_output=True, text=True, check=True, env={"PYTHONPATH": "tui", "PATH": ""}, cwd=Path(__file__).parents[2],
    )  # fmt: skip

    assert ran.stdout.strip() == "True"


async def test_opens_on_what_waits_today(root: Path) -> None:
    async with VendorriskApp(root).run_test(size=(80, 24)) as pilot:
        app = await opened(pilot)

        assert isinstance(app.screen, TodayScreen)
        assert "期限超過" in text_of(app)
        assert "令和8年11月25日（水）" in text_of(app)


@pytest.mark.parametrize("typed", ["台帳の", "だいちょうの", "ダイチョウノ", "daichouno", "register", "ＲＥＧＩＳＴＥＲ"])
async def test_the_palette_finds_an_action_by_any_spelling(root: Path, typed: str) -> None:
    async with VendorriskApp(root).run_test(size=(80, 24)) as pilot:
        app = await opened(pilot)
        await pilot.press("ctrl+p")
        await type_text(pilot, typed)

        assert "台帳の画面を開く" in text_of(app)

        await pilot.press("enter")
        await pilot.pause()
        assert app.current_mode == "register"


async def test_help_lists_every_action_of_the_screen(root: Path) -> None:
    async with VendorriskApp(root).run_test(size=(100, 60)) as pilot:
        app = await opened(pilot)
        await pilot.press("2", "f1")
        await pilot.pause()
        shown = text_of(app)

        for action in ACTIONS:
            if action.scope == "register":
                assert action.title.ja in shown


async def test_areas_are_reached_with_the_input_method_on(root: Path) -> None:
    async with VendorriskApp(root).run_test(size=(80, 24)) as pilot:
        app = await opened(pilot)
        await type_text(pilot, "２")

        assert app.current_mode == "register"


async def test_a_click_on_the_key_bar_does_the_action(root: Path) -> None:
    async with VendorriskApp(root).run_test(size=(80, 24)) as pilot:
        app = await opened(pilot)
        await pilot.press("2")
        await pilot.pause()
        line = text_of(app).splitlines()[-1]
        await pilot.click("KeyBar", offset=(len(line[: line.index("検索")]), 0))
        await pilot.pause()

        assert isinstance(app.focused, JaInput)


async def test_a_colleagues_change_is_shown_and_typing_goes_on(root: Path) -> None:
    async with VendorriskApp(root).run_test(size=(80, 24)) as pilot:
        app = await opened(pilot)
        await pilot.press("2", "f3")
        await type_text(pilot, "住民")
        other = open_register(root)
        contract = other.holdings.all(Contract)[0]
        with other.transaction(who="鈴木") as change:
            change.put(attrs.evolve(contract, title="住民情報システム再構築業務委託"))
        app._look()
        await until(pilot, lambda: "再構築" in text_of(app))
        await type_text(pilot, "情報")

        assert app.screen.query_one("#search", JaInput).value == "住民情報"


async def test_a_change_made_with_an_editor_is_noticed_by_its_content(root: Path) -> None:
    async with VendorriskApp(root).run_test(size=(120, 24)) as pilot:
        app = await opened(pilot)
        await pilot.press("2")
        file = root / "contracts" / "contract-2026-0001.toml"
        file.write_text(file.read_text(encoding="utf-8").replace("運用保守業務委託", "賃貸借及び保守"), encoding="utf-8")
        await pilot.press("f5")

        await until(pilot, lambda: "賃貸借及び保守" in text_of(app))


async def test_a_read_only_folder_is_said_and_can_be_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vendorrisk.register.Register.read_only", property(lambda self: True))
    async with VendorriskApp(root).run_test(size=(100, 24)) as pilot:
        app = await opened(pilot)
        assert "閲覧のみ" in text_of(app)
        await pilot.press("2", "enter", "f2")
        await pilot.pause()

        assert isinstance(app.screen, RecordScreen)


def test_without_a_terminal_or_the_extra_there_is_one_line(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vendorrisk.cli._tui.find_spec", lambda name: None)

    assert main(["tui"]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert 'pip install "vendorrisk[tui]"' in said


async def test_language_can_be_switched_and_back(root: Path) -> None:
    async with VendorriskApp(root, "en").run_test(size=(80, 24)) as pilot:
        app = await opened(pilot)
        assert "overdue" in text_of(app)
        await pilot.press("ctrl+p")
        await type_text(pilot, "日本語")
        await pilot.press("enter")
        await pilot.pause()

        assert "期限超過" in text_of(app)


async def test_ctrl_c_does_not_end_the_work(root: Path) -> None:
    async with VendorriskApp(root).run_test(size=(80, 24), notifications=True) as pilot:
        app = await opened(pilot)
        await pilot.press("ctrl+c")
        await until(pilot, lambda: "Ctrl+Q" in text_of(app))


@pytest.mark.parametrize("width", [60, 73, 80, 81, 120])
async def test_no_line_of_the_help_begins_with_a_full_stop(root: Path, width: int) -> None:
    async with VendorriskApp(root).run_test(size=(width, 40)) as pilot:
        app = await opened(pilot)
        for area in ("1", "2", "3"):
            await pilot.press(area)
            await pilot.pause()
            await pilot.press("f1")
            await pilot.pause(0.1)
            starts = [line.strip()[2:3] for line in text_of(app).splitlines() if line.strip().startswith("│")]
            assert not set(starts) & set("。、）」")
            await pilot.press("escape")
            await pilot.pause()
