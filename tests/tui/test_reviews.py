"""Reviews: the month, the checklist, findings and the measures taken on them, what is put off; the files are what counts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from textual.pilot import Pilot

from screens import text_of, type_text, until
from vendorrisk.model import Measure, MeasureKind, Review, ReviewKind, ReviewResult
from vendorrisk.register import open_register
from vendorrisk_tui.agenda import AgendaScreen
from vendorrisk_tui.app import VendorriskApp
from vendorrisk_tui.checklist import AskDialog, ChecklistScreen
from vendorrisk_tui.fields import FieldRow
from vendorrisk_tui.form import FormScreen
from vendorrisk_tui.listing import Listing
from vendorrisk_tui.picker import Picker
from vendorrisk_tui.record import RecordScreen
from vendorrisk_tui.save import SaveDialog

CONTRACT = "contract-2026-0001"


async def to_agenda(pilot: Pilot[None]) -> VendorriskApp:
    app = pilot.app
    assert isinstance(app, VendorriskApp)
    await until(pilot, lambda: app.findings is not None)
    await pilot.press("3")
    await until(pilot, lambda: isinstance(app.screen, AgendaScreen))
    return app


async def to_review(pilot: Pilot[None], app: VendorriskApp, record: str) -> None:
    """Turn to the month in which the record is to be reviewed, and to its line."""
    assert app.findings is not None
    item = next(item for item in app.findings.due_by_record[record] if item.kind.value == "review")
    screen = app.screen
    assert isinstance(screen, AgendaScreen)
    while screen._first is not None and (screen._first.year, screen._first.month) < (item.day.year, item.day.month):
        await pilot.press("right")
    listing = screen.query_one(Listing)
    listing.go_to(next(place for place, one in enumerate(listing.rows) if one.uid == item.uid))
    await pilot.pause()


async def to_checklist(pilot: Pilot[None]) -> tuple[VendorriskApp, ChecklistScreen]:
    """Open the checklist of the contract's next review, of which no draft lies there."""
    app = await to_agenda(pilot)
    await to_review(pilot, app, CONTRACT)
    await pilot.press("f2")
    await until(pilot, lambda: isinstance(app.screen, ChecklistScreen))
    assert isinstance(app.screen, ChecklistScreen)
    return app, app.screen


async def test_the_month_shows_holidays_weeks_of_the_fiscal_year_and_what_was_missed_earlier(root: Path) -> None:
    async with VendorriskApp(root).run_test(size=(80, 24)) as pilot:
        app = await to_agenda(pilot)
        shown = text_of(app)
        assert "令和8年11月" in shown
        assert "令和8年度" in shown
        assert "35週  22 休" in shown
        assert "23 祝" in shown
        assert "先月以前の超過" in shown
        await pilot.press("right")
        assert "令和8年12月" in text_of(app)
        assert "先月以前の超過" not in text_of(app)
        await pilot.press("t")
        assert "令和8年11月" in text_of(app)


async def test_a_review_is_done_by_its_checklist_and_a_measure_is_taken_on_its_finding(root: Path) -> None:
    async with VendorriskApp(root).run_test(size=(80, 24)) as pilot:
        app, checklist = await to_checklist(pilot)
        await pilot.press("o", "o", "x")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        await type_text(pilot, "従事者名簿に退職者が残っていた")
        await pilot.press("enter")
        await until(pilot, lambda: "確認2件  指摘1件" in text_of(app))
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(app.screen, FormScreen))
        assert "指摘あり" in text_of(app)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, SaveDialog))
        assert "保存後の期限: 定期確認" in text_of(app)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, RecordScreen))

        review = open_register(root).holdings.about(CONTRACT, Review)[-1]
        assert (review.done_on, review.result) == (date(2026, 11, 25), ReviewResult.FINDINGS)
        assert len(review.confirmed) == 2
        assert [(one.what, one.requirement) for one in review.findings] == [("従事者名簿に退職者が残っていた", checklist.points[2].requirement)]

        await pilot.press("right")
        await until(pilot, lambda: "措置なし" in text_of(app))
        await pilot.press("m")
        await until(pilot, lambda: isinstance(app.screen, FormScreen))
        await pick(pilot, app, "kind", "改善")
        await put(pilot, app, "due", "R8.12.25")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, SaveDialog))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, RecordScreen) and "measure-" in app.screen.shown_id)

    held = open_register(root).holdings
    measure = held.about(CONTRACT, Measure)[-1]
    assert (measure.kind, measure.due, measure.cause, measure.owner) == (MeasureKind.CORRECTION, date(2026, 12, 25), review.id, "person-2026-0001")
    kept = held.get(review.id, Review)
    assert kept is not None
    assert kept.findings[0].measure == measure.id


async def test_answers_survive_and_the_review_goes_on_where_it_was_left(root: Path) -> None:
    async with VendorriskApp(root).run_test(size=(80, 24)) as pilot:
        app, _ = await to_checklist(pilot)
        await pilot.press("o", "o", "o", "escape")
        await until(pilot, lambda: isinstance(app.screen, AgendaScreen))
    async with VendorriskApp(root).run_test(size=(80, 24)) as pilot:
        app = await to_agenda(pilot)
        await to_review(pilot, app, CONTRACT)
        await pilot.press("f2")
        await until(pilot, lambda: "下書き" in text_of(app))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ChecklistScreen) and "確認3件" in text_of(app))


async def test_a_finding_that_was_written_is_never_dropped_without_asking(root: Path) -> None:
    async with VendorriskApp(root).run_test(size=(80, 24)) as pilot:
        app, checklist = await to_checklist(pilot)
        await pilot.press("x")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        await type_text(pilot, "承認記録が無い")
        await pilot.press("enter")
        await until(pilot, lambda: "指摘1件" in text_of(app))
        await pilot.press("o")
        await until(pilot, lambda: "確認1件  指摘1件" in text_of(app))
        for key in ("o", "delete"):
            await pilot.press("home", key)
            await until(pilot, lambda: "書いた指摘を消します: 承認記録が無い" in text_of(app))
            await pilot.press("enter")
            await until(pilot, lambda: app.screen is checklist)
            assert "確認1件  指摘1件" in text_of(app)
        await pilot.press("home", "o")
        await until(pilot, lambda: "書いた指摘を消します" in text_of(app))
        await pilot.press("down", "enter")
        await until(pilot, lambda: "確認2件  指摘0件" in text_of(app))


async def test_the_result_follows_the_answers_until_a_person_decides_otherwise(root: Path) -> None:
    async with VendorriskApp(root).run_test(size=(80, 24)) as pilot:
        app, checklist = await to_checklist(pilot)
        for number in range(len(checklist.points)):
            await pilot.press("o")
            await until(pilot, lambda number=number: f"確認{number + 1}件" in text_of(app))  # type: ignore[misc]
        await to_result(pilot, app, checklist, ReviewResult.OK)
        await pilot.press("home", "x")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        await type_text(pilot, "承認記録が無い")
        await pilot.press("enter")
        await until(pilot, lambda: "指摘1件" in text_of(app))
        await to_result(pilot, app, checklist, ReviewResult.FINDINGS)
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(app.screen, FormScreen))
        await pick(pilot, app, "result", "不適合")
        await leave(pilot, app, checklist)
        await to_result(pilot, app, checklist, ReviewResult.NOT_OK)


async def test_a_review_is_put_off_only_with_a_reason_and_keeps_its_day(root: Path) -> None:
    async with VendorriskApp(root).run_test(size=(80, 24)) as pilot:
        app = await to_agenda(pilot)
        await to_review(pilot, app, CONTRACT)
        row = app.screen.query_one(Listing).row
        await pilot.press("p")
        await until(pilot, lambda: isinstance(app.screen, FormScreen))
        await type_text(pilot, "R9.3.30")
        await put(pilot, app, "postponed_why", "相手方の事業所移転のため")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, SaveDialog))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, RecordScreen))

    review = open_register(root).holdings.about(CONTRACT, Review)[-1]
    assert row is not None
    assert (review.kind, review.due, review.postponed_to, review.postponed_why) == (ReviewKind(row.detail), row.day, date(2027, 3, 30), "相手方の事業所移転のため")


async def to_result(pilot: Pilot[None], app: VendorriskApp, checklist: ChecklistScreen, wanted: ReviewResult) -> None:
    """Look at the result in the form and come back."""
    await pilot.press("f2")
    await until(pilot, lambda: isinstance(app.screen, FormScreen) and bool(app.screen.rows))
    assert row_of(app, "result").value == wanted
    await leave(pilot, app, checklist)


async def leave(pilot: Pilot[None], app: VendorriskApp, checklist: ChecklistScreen) -> None:
    await pilot.press("escape")
    await until(pilot, lambda: "下書きを残して戻る" in text_of(app))
    await pilot.press("down", "enter")
    await until(pilot, lambda: app.screen is checklist)


def row_of(app: VendorriskApp, name: str) -> FieldRow:
    assert isinstance(app.screen, FormScreen)
    return next(row for row in app.screen.rows if row.field.name == name)


async def put(pilot: Pilot[None], app: VendorriskApp, name: str, text: str) -> None:
    row_of(app, name).editor.focus()
    await pilot.press("home", "shift+end", "delete")
    await type_text(pilot, text)


async def pick(pilot: Pilot[None], app: VendorriskApp, name: str, text: str) -> None:
    row_of(app, name).editor.focus()
    await pilot.pause()
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(app.screen, Picker))
    await type_text(pilot, text)
    await pilot.pause()
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(app.screen, FormScreen))
