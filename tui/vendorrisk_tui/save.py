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
from vendorrisk.wording import label_of_path, shown
from vendorrisk_tui.actions import bindings_of
from vendorrisk_tui.base import Dialog, KeyBar
from vendorrisk_tui.inputs import JaInput
from vendorrisk_tui.listing import Column, Listing
from vendorrisk_tui.merge import compare

__all__ = ["SaveDialog"]


class SaveDialog(Dialog[str | None]):
    """The changes, the reason, and what remains wrong; gives the reason, or None to go back to the form."""

    SCOPE = "diff"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("diff")]
    DEFAULT_CSS = """
    SaveDialog #changes { height: auto; min-height: 2; max-height: 12; }
    SaveDialog #full { height: auto; max-height: 3; color: $text-muted; }
    SaveDialog #after { height: auto; max-height: 3; color: $text-accent; }
    SaveDialog #remaining { height: auto; max-height: 4; color: $text-warning; }
    SaveDialog #asked { height: 1; margin: 1 0 0 0; }
    SaveDialog #need { height: 1; color: $text-error; }
    """

    def __init__(self, base: Record | None, mine: Record, problems: Sequence[Problem], after: str = "") -> None:
        super().__init__()
        self._after = after
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
            listing.styles.height = min(len(self._changes) + 1, self._room)
            yield listing
            yield Static(id="full")
            yield Static(id="after")
            yield Static(id="remaining")
            yield Static(Content.assemble((self.say("why-change"), "bold")), id="asked")
            yield JaInput(id="why")
            yield Static(id="need")
        yield KeyBar()

    @property
    def _room(self) -> int:
        """Lines for the list: on a low screen it is scrolled, and the field for the reason stays in sight."""
        others = 2 + 3 + (3 if self._after else 0) + (4 if self._problems else 0) + 4
        return max(min(self.app.size.height * 9 // 10 - others, 12), 3)

    def _cells(self, place: int) -> tuple[str, str, str]:
        one, holdings = self._changes[place], self.held.holdings
        before = shown(one.field, one.base, holdings, self.lang) or self.say("none")
        return label_of_path(type(self._mine), one.path, self.lang), before, shown(one.field, one.mine, holdings, self.lang) or self.say("none")

    def on_listing_moved(self, event: Listing.Moved) -> None:
        """Show in full what the columns have cut."""
        label, before, after = self._cells(event.row)
        self.query_one("#full", Static).update(Content(f"{label}: {before} → {after}"))

    def on_mount(self) -> None:
        """Show the changes."""
        self.query_one(Listing).show(range(len(self._changes)), self._cells)
        self.query_one("#after", Static).update(Content(self._after))
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

