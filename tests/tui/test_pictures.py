"""What every screen looks like, at both sizes and in both languages, on the sample city; ``--update-pictures`` keeps what is seen now."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from pictures import hold, picture_of, settled
from screens import opened, type_text, until
from vendorrisk.model import Language
from vendorrisk_tui.app import VendorriskApp
from vendorrisk_tui.check import CheckScreen
from vendorrisk_tui.checklist import ChecklistScreen
from vendorrisk_tui.fields import FieldRow
from vendorrisk_tui.form import FormScreen
from vendorrisk_tui.record import RecordScreen
from vendorrisk_tui.save import SaveDialog

KEPT = Path(__file__).parent / "pictures"
SAMPLE = Path(__file__).parents[2] / "contracts" / "samples" / "outsourcing-gaps.docx"
RECORD = "contract-2025-0005"


async def scenes(pilot: Pilot[None], app: VendorriskApp) -> AsyncIterator[str]:
    """Visit the screens, and yield the name of what is seen."""
    yield "today"
    await pilot.press("f1")
    yield "help"
    await pilot.press("escape", "ctrl+p")
    await type_text(pilot, "てんけん")
    yield "palette"
    await pilot.press("escape", "h")
    yield "weak"
    await pilot.press("escape", "2")
    yield "register"
    await pilot.press("f3")
    await type_text(pilot, "しすてむ　標準")
    yield "search"
    await pilot.press("enter")
    app.open_record(RECORD)
    await until(pilot, lambda: isinstance(app.screen, RecordScreen))
    yield "record"
    await pilot.press("right")
    yield "clauses"
    await pilot.press("f2")
    await until(pilot, lambda: isinstance(app.screen, FormScreen) and bool(app.screen.query(FieldRow)))
    next(row for row in app.screen.query(FieldRow) if row.field.name == "end").editor.focus()
    await pilot.pause()
    await pilot.press("home", "shift+end", "delete")
    await type_text(pilot, "令和9年13月1日")
    yield "form"
    await pilot.press("home", "shift+end", "delete")
    await type_text(pilot, "R9.9.30")
    await pilot.press("ctrl+s")
    await until(pilot, lambda: isinstance(app.screen, SaveDialog))
    yield "save"
    await pilot.press("escape", "escape", "down", "enter")
    await until(pilot, lambda: isinstance(app.screen, RecordScreen))
    await pilot.press("escape", "3")
    yield "agenda"
    await pilot.press("f2")
    await until(pilot, lambda: isinstance(app.screen, ChecklistScreen))
    yield "checklist"
    await pilot.press("escape", "4")
    await until(pilot, lambda: isinstance(app.screen, CheckScreen))
    screen = app.screen
    assert isinstance(screen, CheckScreen)
    screen.check([SAMPLE])
    await until(pilot, lambda: screen.examination is not None, 3000)
    yield "check"
    await pilot.press("5")
    yield "policy"


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_every_screen_looks_as_it_did(sample: Path, tmp_path: Path, pytestconfig: pytest.Config, language: Language, size: tuple[int, int]) -> None:
    root = Path(shutil.copytree(sample, tmp_path / "架空市"))
    app = VendorriskApp(root, language)
    folder = KEPT / f"{language}-{size[0]}x{size[1]}"
    different, seen = [], []
    async with app.run_test(size=size) as pilot:
        await opened(pilot)
        async for name in scenes(pilot, app):
            await settled(pilot)
            seen.append(f"{name}.svg")
            try:
                hold(picture_of(app, name), folder / f"{name}.svg", update=pytestconfig.getoption("--update-pictures"))
            except AssertionError as error:
                different.append(str(error))
    assert different == [], "\n\n".join(different)
    assert sorted(path.name for path in folder.iterdir()) == sorted(seen)  # no picture of a screen that is gone
