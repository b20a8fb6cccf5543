"""The register: found as it is typed, in any spelling; sorted, filtered, copied."""

from __future__ import annotations

from pathlib import Path

import pytest

from screens import opened, text_of, type_text, until
from vendorrisk_tui.app import VendorriskApp
from vendorrisk_tui.listing import Listing
from vendorrisk_tui.record import RecordScreen
from vendorrisk_tui.register import RegisterScreen


async def to_register(pilot) -> VendorriskApp:  # type: ignore[no-untyped-def]
    app = await opened(pilot)
    await pilot.press("2")
    await until(pilot, lambda: isinstance(app.screen, RegisterScreen) and app.screen.is_folded)
    return app


def names(app: VendorriskApp) -> list[str]:
    listing: Listing[object] = app.screen.query_one("#records", Listing)
    return [listing.words_of(row)[1] for row in listing.rows]


@pytest.mark.parametrize("typed", ["ﾉｳｾﾞｲ", "納税", "見本印刷", "㈱ 印刷", "鈴木", "contract-2026-0002"])
async def test_a_contract_is_found_in_any_spelling(root: Path, typed: str) -> None:
    async with VendorriskApp(root).run_test(size=(100, 24)) as pilot:
        app = await to_register(pilot)
        await pilot.press("f3")
        await type_text(pilot, typed)
        found = names(app)

        assert found == (["納税通知書印刷封入封緘業務委託"] if typed != "ﾉｳｾﾞｲ" else [])  # a reading that nobody has entered cannot be known


@pytest.mark.parametrize("typed", ["高橋", "髙橋", "たかはし", "ﾀｶﾊｼ", "takahasi", "takahashi", "ＴＡＫＡ"])
async def test_a_person_is_found_by_kanji_kana_and_romaji(root: Path, typed: str) -> None:
    async with VendorriskApp(root).run_test(size=(100, 24)) as pilot:
        app = await to_register(pilot)
        app.screen.action_to_kind("person")  # type: ignore[attr-defined]
        await until(pilot, lambda: app.screen.is_folded)  # type: ignore[attr-defined]
        await pilot.press("slash")
        await type_text(pilot, typed)

        assert names(app) == ["髙橋一郎"]


async def test_escape_brings_everything_back(root: Path) -> None:
    async with VendorriskApp(root).run_test(size=(80, 24)) as pilot:
        app = await to_register(pilot)
        await pilot.press("f3")
        await type_text(pilot, "納税")
        assert "2件のうち1件" in text_of(app)
        await pilot.press("escape")
        await pilot.pause()

        assert len(names(app)) == 2


async def test_sorting_by_the_end_and_back(root: Path) -> None:
    async with VendorriskApp(root).run_test(size=(80, 24)) as pilot:
        app = await to_register(pilot)
        first = names(app)
        await pilot.press("s")
        await type_text(pilot, "終期")
        await pilot.press("enter")
        await pilot.pause()

        assert names(app) == list(reversed(first))
        assert "並び: 終期" in text_of(app)


async def test_what_is_overdue_and_what_a_person_answers_for(root: Path) -> None:
    async with VendorriskApp(root).run_test(size=(80, 24)) as pilot:
        app = await to_register(pilot)
        await pilot.press("f")
        await type_text(pilot, "鈴木")
        await pilot.press("enter")
        await pilot.pause()

        assert names(app) == ["納税通知書印刷封入封緘業務委託"]
        assert "絞込み" in text_of(app)


async def test_enter_opens_the_record_and_escape_comes_back(root: Path) -> None:
    async with VendorriskApp(root).run_test(size=(80, 24)) as pilot:
        app = await to_register(pilot)
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert isinstance(app.screen, RecordScreen)
        await pilot.press("escape")
        await pilot.pause()

        assert isinstance(app.screen, RegisterScreen)


async def test_the_list_is_copied_as_columns(root: Path) -> None:
    async with VendorriskApp(root).run_test(size=(120, 24)) as pilot:
        app = await to_register(pilot)
        await pilot.press("c")
        await pilot.pause()
        lines = app.clipboard.splitlines()

        assert lines[0].split("\t")[:3] == ["管理番号", "名称", "相手方"]
        assert lines[1].split("\t")[:3] == ["contract-2026-0001", "住民情報システム運用保守業務委託", "架空システム株式会社"]
