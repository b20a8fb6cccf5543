"""What will be saved, shown before it is: every field with what it said and what it will say, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from vendorrisk.model import Form, Problem, Record
from vendorrisk_tui.actions import bindings_of
from vendorrisk_tui.base import Dialog, KeyBar
from vendorrisk_tui.inputs import JaInput
from vendorrisk_tui.listing import Column, Listing
from vendorrisk_tui.merge import compare
from vendorrisk_tui.present import label_of_path, shown

__all__ = ["SaveDialog"]


class SaveDialog(Dialog[str | None]):
    """The changes, the reason, and what remains wrong; gives the reason, or None to go back to the form."""

    SCOPE = "diff"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("diff")]
    DEFAULT_CSS = """
    SaveDialog #changes { height: auto; min-height: 2; max-height: 12; }
    SaveDialog #remaining { height: auto; max-height: 4; color: $text-warning; }
    SaveDialog #asked { height: 1; margin: 1 0 0 0; }
    SaveDialog #need { height: 1; color: $text-error; }
    """

    def __init__(self, base: Record | None, mine: Record, problems: Sequence[Problem]) -> None:
        super().__init__()
        self._base = base
        self._mine = mine
        self._problems = problems
        start = base if base is not None else type(mine)()
        self._changes = [one for one in compare(start, start, mine) if one.path != "id"]
        self._dates = base is not None and any(one.field.form is Form.DAY and one.base is not None for one in self._changes)

    def compose(self) -> ComposeResult:
        """Lay out the window."""
        with Vertical(classes="window") as window:
            window.border_title = self.say("will-change")
            listing = Listing[int]([Column(self.say("item"), 22), Column(self.say("before")), Column(self.say("after"))], id="changes")
            listing.styles.height = min(len(self._changes) + 1, 12)
            yield listing
            yield Static(id="remaining")
            yield Static(Content.assemble((self.say("why-change"), "bold")), id="asked")
            yield JaInput(id="why")
            yield Static(id="need")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the changes."""
        holdings = self.held.holdings

        def cells(place: int) -> tuple[str, str, str]:
            one = self._changes[place]
            before = shown(one.field, one.base, holdings, self.lang) or self.say("none")
            return label_of_path(type(self._mine), one.path, self.lang), before, shown(one.field, one.mine, holdings, self.lang) or self.say("none")

        self.query_one(Listing).show(range(len(self._changes)), cells)
        if self._problems:
            said = [problem.message.get(self.lang) for problem in self._problems]
            more = f" 他{len(said) - 3}件" if self.lang == "ja" else f" and {len(said) - 3} more"
            text = f"{self.say('remaining')}: " + " ".join(said[:3]) + (more if len(said) > 3 else "")
            self.query_one("#remaining", Static).update(Content(text))
        self.query_one(JaInput).focus()

    @on(Input.Submitted)
    def action_save(self) -> None:
        """Save, unless a reason is owed."""
        why = self.query_one(JaInput).value.strip()
        if self._dates and not why:
            self.query_one("#need", Static).update(self.say("why-needed"))
            self.query_one(JaInput).focus()
            return
        self.dismiss(why)

    def action_leave(self) -> None:
        """Go back to the form."""
        self.dismiss(None)

