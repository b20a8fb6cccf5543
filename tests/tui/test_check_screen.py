"""Checking a document on the screen: the gap, the sentence behind an answer, what cannot be read, and keeping the result with a record."""

from __future__ import annotations

import shutil
from pathlib import Path

from textual import events
from textual.pilot import Pilot

from screens import text_of, type_text, until
from vendorrisk import check
from vendorrisk.model import CheckRecord, Contract, ElementVerdict
from vendorrisk.register import open_register
from vendorrisk_tui.app import VendorriskApp
from vendorrisk_tui.check import CheckScreen
from vendorrisk_tui.checklist import AskDialog
from vendorrisk_tui.dialogs import Question, TextDialog
from vendorrisk_tui.document import DocumentView
from vendorrisk_tui.files import FileDialog
from vendorrisk_tui.listing import Listing
from vendorrisk_tui.picker import Picker
from vendorrisk_tui.record import RecordScreen

SAMPLES = Path(__file__).parents[2] / "contracts" / "samples"


async def to_check(pilot: Pilot[None]) -> tuple[VendorriskApp, CheckScreen]:
    app = pilot.app
    assert isinstance(app, VendorriskApp)
    await until(pilot, lambda: app.findings is not None)
    await pilot.press("4")
    await until(pilot, lambda: isinstance(app.screen, CheckScreen))
    assert isinstance(app.screen, CheckScreen)
    return app, app.screen


async def checked(pilot: Pilot[None], screen: CheckScreen, path: Path) -> None:
    screen.post_message(events.Paste(f"'{path}'"))
    await until(pilot, lambda: screen.examination is not None)
    await pilot.pause()


def marked(screen: CheckScreen) -> list[str]:
    view = screen.query_one(DocumentView)
    return [view._text[mark.start : mark.end] for mark in view._marks]


async def test_a_file_is_chosen_by_typing_its_path_and_its_gaps_are_gone_through(root: Path) -> None:
    async with VendorriskApp(root).run_test(size=(120, 40)) as pilot:
        app, screen = await to_check(pilot)
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(app.screen, FileDialog))
        await type_text(pilot, str(SAMPLES / "outsourcing-gaps.docx"))  # behind the folder that stands there
        await pilot.press("enter")
        await until(pilot, lambda: screen.examination is not None)
        await pilot.pause()
        shown = text_of(app)
        assert "不適合" in shown
        assert "業務委託契約（推定）" in shown
        first = screen.query_one("#rows", Listing).row
        assert first is not None
        assert first.gap
        assert marked(screen) == [one.quote for one in (*first.found.evidence, *first.found.conflicts)]
        await pilot.press("f4")
        assert screen.query_one("#rows", Listing).row != first
        await pilot.press("shift+f4")
        assert screen.query_one("#rows", Listing).row == first


async def test_the_sentence_is_in_sight_and_is_the_one_that_proves(root: Path) -> None:
    async with VendorriskApp(root).run_test(size=(80, 24)) as pilot:
        app, screen = await to_check(pilot)
        await checked(pilot, screen, SAMPLES / "outsourcing-complete.pdf")
        listing = screen.query_one("#rows", Listing)
        place = next(n for n, row in enumerate(listing.rows) if row.found is not None and row.result.requirement.id == "outsourcing.audit" and row.found.evidence)
        listing.go_to(place)
        await pilot.pause()
        quote = listing.rows[place].found.evidence[0].quote
        assert marked(screen)[0] == quote
        assert quote.split("\n")[0][:12] in text_of(app)
        assert "ページ" in text_of(app)


async def test_other_facts_check_again(root: Path) -> None:
    async with VendorriskApp(root).run_test(size=(120, 40)) as pilot:
        _, screen = await to_check(pilot)
        await checked(pilot, screen, SAMPLES / "outsourcing-complete.docx")
        before = len(screen.query_one("#rows", Listing).rows)
        await pilot.press("p")
        await until(pilot, lambda: screen.examination is not None and len(screen.query_one("#rows", Listing).rows) > before)


async def test_what_cannot_be_read_is_one_line_that_says_what_to_do(root: Path, tmp_path: Path) -> None:
    path = tmp_path / "契約.docx"
    path.write_bytes(b"PK\x03\x04 no such file")
    async with VendorriskApp(root).run_test(size=(80, 24)) as pilot:
        app, screen = await to_check(pilot)
        await checked(pilot, screen, path)
        assert "壊れています" in text_of(app)
        assert screen.check_action("keep", ()) is None


async def test_the_result_is_kept_with_a_record_and_its_clauses_are_shown(root: Path) -> None:
    async with VendorriskApp(root).run_test(size=(120, 40)) as pilot:
        app, screen = await to_check(pilot)
        await checked(pilot, screen, SAMPLES / "outsourcing-complete.docx")
        await pilot.press("r")
        await until(pilot, lambda: isinstance(app.screen, Picker))
        await type_text(pilot, "住民情報")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, RecordScreen))
        await until(pilot, lambda: "点検（check-2026-0001）" in text_of(app))
        listing = app.screen.query_one(Listing)
        listing.go_to(next(n for n, row in enumerate(listing.rows) if row.element == "copying"))
        await pilot.pause()
        await decide(pilot, app, "仕様書に定めがある")
        await until(pilot, lambda: isinstance(app.screen, RecordScreen) and "人の判断" in text_of(app))

    held = open_register(root).holdings
    (check,) = held.about("contract-2026-0001", CheckRecord)
    contract = held.get("contract-2026-0001", Contract)
    assert contract is not None
    assert [paper.name for paper in contract.documents] == ["outsourcing-complete.docx"]
    (decision,) = check.overrides
    assert (decision.requirement, decision.verdict, decision.reason, decision.by) == ("personal-information.copying", ElementVerdict.MET, "仕様書に定めがある", "person-2026-0001")
    assert {one.requirement for one in check.elements} >= {"outsourcing.audit", "personal-information.copying"}


async def decide(pilot: Pilot[None], app: VendorriskApp, reason: str) -> None:
    """Say that what stands in the current line is met, and why."""
    await pilot.press("w")
    await until(pilot, lambda: isinstance(app.screen, Question))
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(app.screen, AskDialog))
    await type_text(pilot, reason)
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(app.screen, Picker))
    await type_text(pilot, "さとう")
    await pilot.press("enter")


async def test_a_person_decides_before_the_result_is_kept_and_the_decision_is_kept_with_it(root: Path) -> None:
    async with VendorriskApp(root).run_test(size=(80, 24)) as pilot:
        app, screen = await to_check(pilot)
        await checked(pilot, screen, SAMPLES / "outsourcing-gaps.docx")
        listing = screen.query_one("#rows", Listing)
        row = listing.row
        assert row is not None
        gaps = sum(one.gap for one in listing.rows)
        await decide(pilot, app, "別紙で確認した")
        await until(pilot, lambda: app.screen is screen and "（人の判断）" in text_of(app))
        assert sum(one.gap for one in listing.rows) == gaps - 1
        assert "別紙で確認した — 佐藤花子" in text_of(app)
        assert "（機械の判定：△ 不十分）" in text_of(app)
        assert "不適合（機械の判定）" in text_of(app)
        await pilot.press("c")
        copied = next(line.split("\t") for line in app.clipboard.splitlines() if "別紙で確認した" in line)
        assert copied[:5] == [row.result.requirement.id, row.result.requirement.title.ja, row.found.element.title.ja, "○ 充足", "別紙で確認した"]
        await pilot.press("r")
        await until(pilot, lambda: isinstance(app.screen, Picker))
        await type_text(pilot, "住民情報")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, RecordScreen))

    (check,) = open_register(root).holdings.about("contract-2026-0001", CheckRecord)
    (decision,) = check.overrides
    assert (decision.requirement, decision.element, decision.verdict, decision.reason) == (row.result.requirement.id, row.found.element.id, ElementVerdict.MET, "別紙で確認した")
    assert check.counted[[(one.requirement, one.element) for one in check.elements].index((decision.requirement, decision.element))] is ElementVerdict.MET


async def test_a_decision_about_what_the_record_is_not_judged_by_is_not_lost_silently(root: Path) -> None:
    async with VendorriskApp(root).run_test(size=(120, 40), notifications=True) as pilot:
        app, screen = await to_check(pilot)
        await pilot.press("m")  # My Number, which the record says it does not handle
        await checked(pilot, screen, SAMPLES / "outsourcing-gaps.docx")
        listing = screen.query_one("#rows", Listing)
        listing.go_to(next(n for n, row in enumerate(listing.rows) if row.found is not None and row.result.requirement.id == "my-number.removal"))
        await pilot.pause()
        row = listing.row
        assert row is not None
        await decide(pilot, app, "別に定める")
        await until(pilot, lambda: app.screen is screen and "別に定める — 佐藤花子" in text_of(app))
        await pilot.press("r")
        await until(pilot, lambda: isinstance(app.screen, Picker))
        await type_text(pilot, "住民情報")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, RecordScreen))
        title = row.found.element.title.ja
        await until(pilot, lambda: any("記録されませんでした" in one.message and title in one.message for one in app._notifications))

    (check,) = open_register(root).holdings.about("contract-2026-0001", CheckRecord)
    assert check.overrides == ()


async def test_a_file_whose_own_path_looks_begun_anew_is_found(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "'古い'"
    folder.mkdir()
    shutil.copyfile(SAMPLES / "outsourcing-gaps.docx", folder / "契約書.docx")
    async with VendorriskApp(root).run_test(size=(120, 40)) as pilot:
        app, screen = await to_check(pilot)
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(app.screen, FileDialog))
        await pilot.press("home", "shift+end", "delete")
        await type_text(pilot, str(folder / "契約書.docx"))
        await pilot.press("enter")
        await until(pilot, lambda: screen.examination is not None)
        assert screen._files == [folder / "契約書.docx"]


async def test_what_to_bear_in_mind_is_read_in_full_by_one_key(root: Path) -> None:
    async with VendorriskApp(root).run_test(size=(80, 24)) as pilot:
        app, screen = await to_check(pilot)
        await checked(pilot, screen, SAMPLES / "outsourcing-gaps.docx")
        assert screen.examination is not None
        notice = screen.examination.report.notices[0].message.ja
        assert f"注意{len(screen.examination.report.notices)}件：{notice[:8]}" in text_of(app)
        await pilot.press("i")
        await until(pilot, lambda: isinstance(app.screen, TextDialog))
        assert notice in "".join(line.strip(" │") for line in text_of(app).split("\n"))


async def test_missing_clauses_are_drafted_as_a_memorandum_that_is_never_replaced_unasked(root: Path, tmp_path: Path) -> None:
    contract = tmp_path / "契約書.docx"
    shutil.copyfile(SAMPLES / "outsourcing-gaps.docx", contract)
    target = tmp_path / "契約書_覚書案.docx"
    async with VendorriskApp(root).run_test(size=(80, 24)) as pilot:
        app, screen = await to_check(pilot)
        await checked(pilot, screen, contract)
        await pilot.press("d")
        await until(pilot, lambda: isinstance(app.screen, AskDialog), 2000)
        await pilot.press("enter")
        await until(pilot, target.exists)
        assert screen.examination is not None
        assert screen.examination.report.verdict == "non-compliant"
        assert check([contract, target], kind="outsourcing", together=True).documents[0].verdict == "compliant"

        target.write_bytes(b"mine")
        await until(pilot, lambda: isinstance(app.screen, CheckScreen))
        await pilot.press("d")
        await until(pilot, lambda: isinstance(app.screen, AskDialog), 2000)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Question))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, CheckScreen))
        assert target.read_bytes() == b"mine"
