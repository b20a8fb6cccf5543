"""April: what somebody answers for goes to a successor in one change, and comes back by one key."""

from __future__ import annotations

from pathlib import Path

import attrs
from textual.pilot import Pilot

from screens import opened, text_of, type_text, until
from vendorrisk.model import CloudService, Contract, SocialAccount
from vendorrisk.register import open_register
from vendorrisk_tui.app import VendorriskApp
from vendorrisk_tui.checklist import AskDialog
from vendorrisk_tui.listing import Listing
from vendorrisk_tui.picker import Picker
from vendorrisk_tui.record import RecordScreen

OWNER, DEPUTY = "person-2026-0001", "person-2026-0002"


def answering(root: Path) -> list[tuple[str, str]]:
    """Return owner and deputy of everything that 佐藤花子 answered for."""
    held = open_register(root).holdings
    found = [held.get("contract-2026-0001", Contract), *held.all(CloudService), *held.all(SocialAccount)]
    return [(one.owner, one.deputy) for one in found if one is not None]


async def to_successor(pilot: Pilot[None], person: str) -> VendorriskApp:
    app = await opened(pilot)
    app.open_record(person)
    await until(pilot, lambda: isinstance(app.screen, RecordScreen))
    await pilot.press("h")
    await until(pilot, lambda: isinstance(app.screen, Picker) and "後任者を選びます" in text_of(app))
    assert "鈴木次郎" not in text_of(app)  # who has left takes nothing over
    return app


async def choose(pilot: Pilot[None], app: VendorriskApp, successor: str) -> None:
    await type_text(pilot, successor)
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(app.screen, Picker) and "引き継ぐ記録" in text_of(app))


async def give_reason(pilot: Pilot[None], app: VendorriskApp, n: int) -> None:
    await pilot.press("escape")
    await until(pilot, lambda: isinstance(app.screen, AskDialog) and f"{n}件を髙橋一郎に引き継ぎます" in text_of(app))
    await type_text(pilot, "人事異動のため")
    await pilot.press("enter")


async def test_everything_goes_over_in_one_change_and_comes_back_by_one_key(root: Path) -> None:
    before = answering(root)
    assert before == [(OWNER, DEPUTY), (OWNER, ""), (OWNER, "")]
    async with VendorriskApp(root).run_test(size=(80, 24), notifications=True) as pilot:
        app = await to_successor(pilot, OWNER)
        await choose(pilot, app, "たかはし")
        assert text_of(app).count("[x]") == 4  # the measure as well
        await give_reason(pilot, app, 4)
        await until(pilot, lambda: "4件を髙橋一郎に引き継ぎました" in text_of(app))
        assert answering(root) == [(DEPUTY, ""), (DEPUTY, ""), (DEPUTY, "")]  # nobody stands in for himself
        newest = next(open_register(root).history())
        assert (newest.why, len(newest.changes)) == ("人事異動のため", 4)
        await pilot.press("u")
        await until(pilot, lambda: "実行する" in text_of(app))
        await pilot.press("down", "enter")
        await until(pilot, lambda: answering(root) == before)


async def test_what_is_not_marked_stays(root: Path) -> None:
    async with VendorriskApp(root).run_test(size=(80, 24), notifications=True) as pilot:
        app = await to_successor(pilot, OWNER)
        await choose(pilot, app, "たかはし")
        await type_text(pilot, "電子申請")
        await pilot.press("enter")
        await until(pilot, lambda: "[ ] 電子申請クラウド" in text_of(app))
        await give_reason(pilot, app, 3)
        await until(pilot, lambda: "3件を髙橋一郎に引き継ぎました" in text_of(app))
    assert sorted(answering(root)) == [(OWNER, ""), (DEPUTY, ""), (DEPUTY, "")]


async def test_nothing_goes_over_when_a_colleague_has_changed_one_of_the_records_meanwhile(root: Path) -> None:
    async with VendorriskApp(root).run_test(size=(80, 24), notifications=True) as pilot:
        app = await to_successor(pilot, OWNER)
        await choose(pilot, app, "たかはし")
        register = open_register(root)
        contract = register.holdings.get("contract-2026-0001", Contract)
        assert contract is not None
        with register.transaction(who="鈴木") as change:
            change.put(attrs.evolve(contract, title="別の件名"))
        await give_reason(pilot, app, 4)
        await until(pilot, lambda: "別の人が変更" in text_of(app))
    assert [owner for owner, _ in answering(root)] == [OWNER] * 3


async def test_the_agenda_begins_the_same_where_somebody_who_has_left_still_answers(root: Path) -> None:
    async with VendorriskApp(root).run_test(size=(80, 24)) as pilot:
        app = await opened(pilot)
        await pilot.press("3")
        await until(pilot, lambda: "鈴木次郎" in text_of(app))
        listing = app.screen.query_one(Listing)
        listing.go_to(next(place for place, item in enumerate(listing.rows) if item.record == "person-2026-0003"))
        await pilot.pause()
        await pilot.press("f2")
        await until(pilot, lambda: "鈴木次郎の後任者を選びます" in text_of(app))
