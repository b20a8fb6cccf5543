"""Fields for Japanese: the cursor stands where the next character lands, and nothing typed or pasted is lost."""

from __future__ import annotations

from textual import events
from textual.app import App, ComposeResult
from textual.geometry import Offset
from textual.widgets import Static

from vendorrisk_tui.inputs import JaInput, JaTextArea


class Fields(App[None]):
    CSS = "JaInput { width: 22; }"

    def compose(self) -> ComposeResult:
        yield Static("件名")
        yield JaInput(id="first")
        yield JaInput(id="second")
        yield JaTextArea(id="area")


async def test_the_cursor_stands_behind_what_was_typed_even_when_the_text_scrolls() -> None:
    async with Fields().run_test(size=(60, 12)) as pilot:
        field = pilot.app.query_one("#first", JaInput)
        field.focus()
        await pilot.pause()
        assert pilot.app.cursor_position == Offset(1, 1)
        field.insert_text_at_cursor("個人情報")
        await pilot.pause()
        assert pilot.app.cursor_position == Offset(9, 1)
        field.insert_text_at_cursor("の取扱いに関する特記事項")
        await pilot.pause()
        assert pilot.app.cursor_position.x <= 21
        await pilot.press("home")
        await pilot.pause()
        assert pilot.app.cursor_position == Offset(1, 1)
        await pilot.press("tab")
        await pilot.pause()
        assert pilot.app.cursor_position == Offset(1, 2)
        await pilot.press("tab")
        await pilot.pause()
        assert pilot.app.cursor_position == Offset(1, 3)


async def test_lines_that_are_pasted_are_joined_in_a_field_and_kept_in_an_area() -> None:
    async with Fields().run_test(size=(60, 12)) as pilot:
        field = pilot.app.query_one("#first", JaInput)
        field.focus()
        await pilot.pause()
        pilot.app.post_message(events.Paste("個人情報の\n取扱い\r\n"))
        await pilot.pause()
        assert field.value == "個人情報の取扱い"
        area = pilot.app.query_one(JaTextArea)
        area.focus()
        await pilot.pause()
        pilot.app.post_message(events.Paste("一行目\n二行目"))
        await pilot.pause()
        await pilot.pause()
        assert area.text == "一行目\n二行目"


async def test_full_width_signs_arrive() -> None:
    async with Fields().run_test(size=(60, 12)) as pilot:
        field = pilot.app.query_one("#first", JaInput)
        field.focus()
        await pilot.pause()
        for character in "（株）？！「」～ー":
            pilot.app.post_message(events.Key(character, character))
        await pilot.pause()
        await pilot.pause()

        assert field.value == "（株）？！「」～ー"


async def test_the_full_width_blank_of_the_input_method_arrives() -> None:
    async with Fields().run_test(size=(60, 12)) as pilot:
        for field in (pilot.app.query_one("#first", JaInput), pilot.app.query_one(JaTextArea)):
            field.focus()
            await pilot.pause()
            for character in "甲　乙":
                pilot.app.post_message(events.Key(character, character))
            await pilot.pause()
            await pilot.pause()
            assert (field.value if isinstance(field, JaInput) else field.text) == "甲　乙"
            await pilot.press("home", "shift+right", "shift+right")
            pilot.app.post_message(events.Key("　", "　"))
            await pilot.pause()
            await pilot.pause()
            assert (field.value if isinstance(field, JaInput) else field.text) == "　乙"  # what was selected gives way, as to any letter
