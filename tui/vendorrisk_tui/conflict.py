"""Two people have changed one record: base, theirs and mine side by side, and a choice for each field that both have changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from vendorrisk.model import Record
from vendorrisk.wording import label_of_path, shown
from vendorrisk_tui.actions import bindings_of
from vendorrisk_tui.base import Dialog, KeyBar
from vendorrisk_tui.listing import Column, Listing
from vendorrisk_tui.merge import Difference, Side

__all__ = ["ConflictDialog"]


class ConflictDialog(Dialog[dict[str, Side] | None]):
    """The differences; gives the side for every field, or None to go back to the form."""

    SCOPE = "conflict"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("conflict")]
    DEFAULT_CSS = """
    ConflictDialog > .window { max-width: 140; width: 98%; }
    ConflictDialog Listing { height: auto; max-height: 14; margin: 1 0; }
    ConflictDialog #full { height: 4; color: $text-muted; }
    """

    def __init__(self, cls: type[Record], differences: Sequence[Difference]) -> None:
        super().__init__()
        self._cls = cls
        self._differences = differences
        self._sides: dict[str, Side] = {one.path: one.side or "mine" for one in differences}

    def compose(self) -> ComposeResult:
        """Lay out the window."""
        columns = [Column(self.say("item"), 16), Column(self.say("base")), Column(self.say("theirs")), Column(self.say("mine")), Column(self.say("takes"), 8)]
        with Vertical(classes="window") as window:
            window.border_title = self.say("conflict")
            listing = Listing[Difference](columns)
            listing.styles.height = min(len(self._differences) + 1, 14)
            yield listing
            yield Static(id="full")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the differences."""
        self._draw()
        self.query_one(Listing).focus()

    def on_listing_moved(self, event: Listing.Moved) -> None:
        """Show a value in full that the columns have cut."""
        self._full(event.row)

    def _draw(self) -> None:
        def cells(one: Difference) -> tuple[str, ...]:
            side = self.say(self._sides[one.path]).replace("の値", "")
            return (label_of_path(self._cls, one.path, self.lang), *self._values(one), side if one.side is None else f"({side})")

        self.query_one(Listing).show(self._differences, cells, key=lambda one: one.path, tone=lambda one: "bad" if one.side is None else "faint")
        self._full(self.query_one(Listing).row)

    def _values(self, one: Difference) -> tuple[str, str, str]:
        holdings = self.held.holdings
        before, theirs, mine = (shown(one.field, value, holdings, self.lang) or self.say("none") for value in (one.base, one.theirs, one.mine))
        return before, theirs, mine

    def _full(self, one: Difference | None) -> None:
        if one is not None:
            _, theirs, mine = self._values(one)
            self.query_one("#full", Static).update(Content(f"{self.say('theirs')}: {theirs}\n{self.say('mine')}: {mine}"))

    def _choose(self, side: Side) -> None:
        listing: Listing[Difference] = self.query_one(Listing)
        if listing.row is not None:
            self._sides[listing.row.path] = side
            self._draw()

    def action_theirs(self) -> None:
        """Take theirs for this field."""
        self._choose("theirs")

    def action_mine(self) -> None:
        """Take mine for this field."""
        self._choose("mine")

    def action_save(self) -> None:
        """Go on with what was chosen."""
        self.dismiss(self._sides)

    def action_leave(self) -> None:
        """Go back to the form."""
        self.dismiss(None)
