"""Today: how many things wait, and behind each count the list of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import Static

from vendorrisk.schedule import DueItem
from vendorrisk.wording import day_in_list
from vendorrisk_tui.actions import bindings_of
from vendorrisk_tui.base import Page, tsv
from vendorrisk_tui.findings import Findings, Group, Item, Line, line_of
from vendorrisk_tui.listing import DAY, Column, Listing
from vendorrisk_tui.weak import WeakScreen

__all__ = ["TodayScreen"]

class TodayScreen(Page):
    """Counts above, the list behind the chosen one below."""

    SCOPE = "today"
    AREA = "today"
    ABOUT = "about-today"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("today")]
    DEFAULT_CSS = """
    TodayScreen #both { layout: vertical; height: 1fr; }
    TodayScreen #groups { height: 11; }
    TodayScreen #lines { height: 1fr; }
    TodayScreen #why { height: 2; padding: 0 2; color: $text-muted; background: $surface; }
    TodayScreen.-wide #both { layout: horizontal; }
    TodayScreen.-wide #groups { width: 44; height: 1fr; }
    TodayScreen.-wide #why { height: 4; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._drawn: tuple[Findings | None, str] | None = None
        self._items: Sequence[Item] = ()

    def body(self) -> ComposeResult:
        """Lay out both lists."""
        with Container(id="both"):
            yield Listing[Group]([], id="groups")
            with Vertical():
                yield Listing[Item]([], id="lines")
                yield Static(id="why")

    def on_mount(self) -> None:
        """Begin at the counts."""
        self.query_one("#groups", Listing).focus()

    def renew(self) -> None:
        """Count anew."""
        found = self.shell.findings
        if (found, self.lang) == self._drawn:
            return
        self._drawn = (found, self.lang)
        groups = found.groups if found is not None else ()
        listing: Listing[Group] = self.query_one("#groups", Listing)
        listing.show(
            groups,
            lambda group: (f"{len(group.items):,}", self.say("urgent") if group.urgent and group.items else "", group.label.get(self.lang)),
            key=lambda group: group.id,
            tone=lambda group: "faint" if not group.items else "bad" if group.urgent else "",
            columns=[Column(self.say("count"), 7, right=True), Column("", 2), Column(self.say("attention"))],
            empty=self.say("computing"),
        )
        self._open(listing.row)

    @on(Listing.Moved, "#groups")
    def _moved(self, event: Listing.Moved) -> None:
        self._open(event.row)

    @on(Listing.Chosen, "#groups")
    def _entered(self) -> None:
        self.query_one("#lines", Listing).focus()

    @on(Listing.Moved, "#lines")
    def _line_moved(self, event: Listing.Moved) -> None:
        self._explain(event.row)

    @on(Listing.Chosen, "#lines")
    def _chosen(self, event: Listing.Chosen) -> None:
        self.shell.open_record(event.row.record)

    def _line(self, item: Item) -> Line:
        return line_of(item, self.held.holdings, self.lang)

    def _open(self, group: Group | None) -> None:
        self._items = group.items if group is not None else ()
        dated = any(isinstance(item, DueItem) for item in self._items)
        listing: Listing[Item] = self.query_one("#lines", Listing)
        columns = [Column(self.say("what"), 20 if self.size.width < 110 else 26), Column(self.say("name")), Column(self.say("who"), 10)]
        if dated:
            columns = [Column(self.say("day"), DAY), Column("", 9, right=True), *columns]
        today = self.held.today

        def cells(item: Item) -> tuple[str, ...]:
            line = self._line(item)
            words = (line.what, line.name, line.who or self.say("nobody"))
            return (day_in_list(line.day, self.lang), self.shell.distance(line.day), *words) if line.day is not None else words

        listing.show(
            self._items,
            cells,
            key=lambda item: (item.uid, item.day) if isinstance(item, DueItem) else item,
            tone=lambda item: "bad" if isinstance(item, DueItem) and item.is_overdue(today) else "",
            columns=columns,
            empty=self.say("nothing-due") if group is not None else "",
            stay=False,
        )
        self._explain(listing.row)

    def _explain(self, item: Item | None) -> None:
        self.query_one("#why", Static).update(Content(self._line(item).explanation) if item is not None else "")

    def action_weak(self) -> None:
        """Show where the city is weak."""
        self.app.push_screen(WeakScreen())

    def action_copy(self) -> None:
        """Copy the list behind the count."""
        lines = map(self._line, self._items)
        rows = [(line.day.isoformat() if line.day else "", line.what, line.name, line.record, line.who, line.explanation) for line in lines]
        self.app.copy_to_clipboard(tsv(rows))
        self.notify(self.say("copied", n=len(rows)), timeout=3)
