"""Keys of one's own: they work, they are shown, and a slip in the file is said and harms nothing."""

from __future__ import annotations

from pathlib import Path

from screens import opened, text_of, until
from vendorrisk_tui.app import VendorriskApp
from vendorrisk_tui.inputs import JaInput


async def test_another_key_works_and_is_shown(root: Path, tmp_path: Path) -> None:
    (tmp_path / "keys.toml").write_text('"register.search" = "f9"\n"app.help" = "f12"\n', encoding="utf-8")
    async with VendorriskApp(root).run_test(size=(80, 24), notifications=True) as pilot:
        app = await opened(pilot)
        await pilot.press("2")
        await until(pilot, lambda: "F9 検索" in text_of(app))
        assert "F12 説明" in text_of(app)
        await pilot.press("f9")
        await until(pilot, lambda: isinstance(app.focused, JaInput))


async def test_a_slip_in_the_file_is_said_and_the_rest_counts(root: Path, tmp_path: Path) -> None:
    (tmp_path / "keys.toml").write_text('"register.serch" = "f9"\n"app.help" = "f12"\n', encoding="utf-8")
    async with VendorriskApp(root).run_test(size=(80, 24), notifications=True) as pilot:
        app = await opened(pilot)
        await until(pilot, lambda: "キーの設定「register" in text_of(app))
        assert "F12 説明" in text_of(app)


async def test_a_broken_file_leaves_the_usual_keys(root: Path, tmp_path: Path) -> None:
    (tmp_path / "keys.toml").write_text("no toml", encoding="utf-8")
    async with VendorriskApp(root).run_test(size=(80, 24), notifications=True) as pilot:
        app = await opened(pilot)
        await until(pilot, lambda: "キーの設定を読めない" in text_of(app))
        assert "F1 説明" in text_of(app)
