"""The policy on the screen: sources and examples of every requirement, the records that fall short, and what another edition changes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from textual.pilot import Pilot

from screens import opened, type_text, until
from vendorrisk import check_record, packs
from vendorrisk.register import open_register
from vendorrisk_tui.app import VendorriskApp
from vendorrisk_tui.dialogs import TextDialog
from vendorrisk_tui.files import FileDialog
from vendorrisk_tui.listing import Listing
from vendorrisk_tui.picker import Picker
from vendorrisk_tui.policy import PolicyScreen
from vendorrisk_tui.record import RecordScreen

CONTRACTS = Path(__file__).parents[2] / "contracts"


async def to_policy(pilot: Pilot[None]) -> VendorriskApp:
    app = await opened(pilot)
    await pilot.press("5")
    await until(pilot, lambda: isinstance(app.screen, PolicyScreen))
    await pilot.pause()
    return app


async def to_audit(pilot: Pilot[None], app: VendorriskApp) -> None:
    await pilot.press("f3")
    await until(pilot, lambda: isinstance(app.screen, Picker))
    await type_text(pilot, "outsourcing.audit")
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(app.screen, PolicyScreen))
    await pilot.pause()


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_requirement_is_shown_with_level_source_and_examples(root: Path, size: tuple[int, int]) -> None:
    async with VendorriskApp(root).run_test(size=size) as pilot:
        app = await to_policy(pilot)
        await to_audit(pilot, app)
        row = app.screen.query_one("#rows", Listing).row
        assert row is not None
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, TextDialog))
        shown = "".join(str(app.screen._text).split())  # type: ignore[attr-defined]

        assert row.requirement.id == "outsourcing.audit"
        for source in row.requirement.sources:
            assert "".join(f"{source.title}{source.part}（{source.edition}）".split()) in shown
        for element in row.requirement.elements:
            for example in element.examples:
                mark = "○" if example.verdict.value == "met" else "×"
                assert f"{mark}{example.verdict.label.ja}{''.join(example.text.split())}" in shown


async def test_every_requirement_in_force_is_listed_once(root: Path) -> None:
    async with VendorriskApp(root).run_test(size=(120, 40)) as pilot:
        app = await to_policy(pilot)
        listed = [row.requirement.id for row in app.screen.query_one("#rows", Listing).rows if row.requirement is not None]

        assert listed == [requirement.id for pack in packs() for requirement in pack.requirements]


async def test_the_records_that_fall_short_are_counted_and_opened(root: Path) -> None:
    check_record(open_register(root), "contract-2026-0001", [CONTRACTS / "samples" / "outsourcing-gaps.docx"])
    async with VendorriskApp(root).run_test(size=(120, 40)) as pilot:
        app = await to_policy(pilot)
        listing = app.screen.query_one("#rows", Listing)
        await until(pilot, lambda: app.findings is not None and app.findings.weak is not None)
        await pilot.pause()
        place = next(n for n, row in enumerate(listing.rows) if listing.words_of(row)[2] == "1/1")
        listing.go_to(place)
        await pilot.pause()
        await pilot.press("r")
        await until(pilot, lambda: isinstance(app.screen, Picker))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, RecordScreen))

        assert app.screen.shown_id == "contract-2026-0001"  # type: ignore[attr-defined]


async def test_another_edition_is_compared_and_the_records_it_touches_are_named(root: Path, tmp_path: Path) -> None:
    check_record(open_register(root), "contract-2026-0001", [CONTRACTS / "samples" / "outsourcing-complete.docx"])
    edition = tmp_path / "新版"
    shutil.copytree(CONTRACTS / "jp-local-government", edition)
    (dropped,) = (path for path in edition.glob("*.toml") if 'id = "outsourcing.audit"' in path.read_text(encoding="utf-8"))
    dropped.unlink()
    async with VendorriskApp(root).run_test(size=(120, 40)) as pilot:
        app = await to_policy(pilot)
        await pilot.press("d")
        await until(pilot, lambda: isinstance(app.screen, Picker))
        await type_text(pilot, "jp-local-government")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, FileDialog))
        await pilot.press("home", "shift+end", "delete")
        await type_text(pilot, str(edition / "pack.toml"))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, TextDialog), 2000)
        shown = str(app.screen._text)  # type: ignore[attr-defined]

        assert "削除" in shown
        assert "判定が変わる記録 1件" in shown
        assert "住民情報システム運用保守業務委託" in shown
        assert "→ 要件なし" in shown


async def test_the_list_is_copied_as_columns(root: Path) -> None:
    async with VendorriskApp(root).run_test(size=(80, 24)) as pilot:
        app = await to_policy(pilot)
        await pilot.press("c")
        await pilot.pause()

        assert "outsourcing.audit" in [line.split("\t")[0] for line in app.clipboard.splitlines()]
