"""No English word in the Japanese screens, no Japanese word of ours in the English ones."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from textual.widgets import Input

from screens import opened, text_of, until
from vendorrisk.model import Language
from vendorrisk_tui.actions import ACTIONS
from vendorrisk_tui.app import VendorriskApp
from vendorrisk_tui.check import CheckScreen
from vendorrisk_tui.dialogs import Question
from vendorrisk_tui.fields import FieldRow
from vendorrisk_tui.form import FormScreen
from vendorrisk_tui.words import WORDS

# names of keys and things that have no Japanese form
ALLOWED = {"Enter", "Home", "PgUp", "PgDn", "Space", "Ctrl", "Shift", "vendorrisk", "register", "toml", "contract", "service", "account", "vendor", "person", "department", "review", "measure", "kaku", "city", "English", "ISMAP", "outsourcing", "gaps", "docx", "check", "Word", "Facebook", "Instagram"}  # fmt: skip
SAMPLE = Path(__file__).parents[2] / "contracts" / "samples" / "outsourcing-gaps.docx"
JAPANESE = re.compile("[\u3040-\u30ff\u4e00-\u9fff]{2,}")


async def first_minute(app: VendorriskApp, pilot) -> AsyncIterator[str]:  # type: ignore[no-untyped-def]
    """Visit what is seen where there is no register."""
    for key in ("", "enter", "escape", "down", "enter", "escape"):
        if key:
            await pilot.press(key)
        await pilot.pause(0.1)
        yield text_of(app)


async def screens(app: VendorriskApp, pilot) -> AsyncIterator[str]:  # type: ignore[no-untyped-def]
    """Visit every screen and yield what it shows."""
    await opened(pilot)
    yield text_of(app)
    for key in ("f1", "ctrl+p"):
        await pilot.press(key)
        await pilot.pause()
        yield text_of(app)
        await pilot.press("escape")
    for area in [one for one in ACTIONS if one.name.startswith("area(")][1:]:
        await pilot.press(area.shown_key)
        await pilot.pause(0.2)
        yield text_of(app)
    await pilot.press("2")
    for key in ("g", "s", "f"):
        await pilot.press(key)
        await pilot.pause()
        yield text_of(app)
        await pilot.press("escape")
    await pilot.press("3")
    await pilot.pause()
    yield text_of(app)
    await pilot.press("4")
    await pilot.pause()
    yield text_of(app)
    screen = app.screen
    assert isinstance(screen, CheckScreen)
    screen.check([SAMPLE])
    await until(pilot, lambda: screen.examination is not None)
    await pilot.pause()
    # what the document itself says is not ours
    yield "\n".join(line[:55] for line in text_of(app).split("\n"))
    await pilot.press("1", "h")
    await pilot.pause()
    yield text_of(app)
    await pilot.press("escape")
    for id in ("contract-2026-0001", "contract-2026-0002", "service-2026-0001", "account-2026-0001", "vendor-2026-0001", "person-2026-0003", "review-2026-0001", "measure-2026-0001"):  # noqa: A001
        app.open_record(id)
        await pilot.pause()
        for _ in range(9):
            await pilot.press("right")
            await pilot.pause(0.05)
            yield text_of(app)
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(app.screen, FormScreen) and bool(app.screen.query(FieldRow)))
        yield text_of(app)
        await pilot.press("end", "x", "ctrl+s")
        await pilot.pause(0.1)
        yield text_of(app)
        await pilot.press("escape")
        await pilot.press("escape")
        await pilot.pause()
        yield text_of(app)
        await pilot.press("end", "enter")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()


async def test_no_english_in_the_japanese_screens(root: Path) -> None:
    app = VendorriskApp(root)
    async with app.run_test(size=(120, 40)) as pilot:
        async for shown in screens(app, pilot):
            shown = re.sub("jp-[a-z-]+", "", shown)  # ids of packs are names as well
            shown = re.sub(r"[a-z-]+\.[a-z-]+(\.[a-z-]+)?", "", shown)  # ids of requirements are names, in any language
            leaks = {word for word in re.findall("[A-Za-z]{4,}", shown) if word not in ALLOWED}
            assert leaks == set(), shown


async def test_no_japanese_of_ours_in_the_english_screens(root: Path) -> None:
    ours = {word.ja for word in WORDS.values()} | {action.title.ja for action in ACTIONS} | {action.label.ja for action in ACTIONS}
    ours = {word for word in ours if len(word) > 1}
    app = VendorriskApp(root, "en")
    async with app.run_test(size=(120, 40)) as pilot:
        async for shown in screens(app, pilot):
            theirs = {word for word in JAPANESE.findall(shown) if word in ours}
            assert theirs - {"日本語"} == set(), shown


@pytest.mark.parametrize("language", ["ja", "en"])
async def test_the_first_minute_speaks_one_language(tmp_path: Path, language: Language) -> None:
    app = VendorriskApp(tmp_path, language)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, Question) and text_of(app).strip())
        async for shown in first_minute(app, pilot):
            shown = re.sub(r"[/\w-]*/[/\w-]*", "", shown)  # paths
            assert {word for word in re.findall("[A-Za-z]{4,}", shown) if word not in ALLOWED} == set() if language == "ja" else not JAPANESE.search(shown), shown


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_word_of_ours_is_said_in_both_languages(language: str) -> None:
    words: list[str] = [getattr(word, language) for word in WORDS.values()]

    check: Callable[[str], bool] = bool
    assert all(map(check, words))
    if language == "en":
        assert [word for word in words if JAPANESE.search(word.replace("令和9年3月31日", ""))] == []


async def test_every_field_with_a_placeholder_speaks_our_language(root: Path) -> None:
    async with VendorriskApp(root).run_test(size=(80, 24)) as pilot:
        app = await opened(pilot)
        await pilot.press("2")
        await pilot.pause()

        assert all(JAPANESE.search(field.placeholder) for field in app.screen.query(Input))
