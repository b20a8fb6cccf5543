"""Where the city is weak: every requirement by kind of record, with the share that falls short, as a map that is looked at rather than read."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from vendorrisk import WeakPoint
from vendorrisk.model import CloudService, Contract, SocialAccount, kind_of
from vendorrisk_tui.actions import bindings_of
from vendorrisk_tui.base import Page, tsv
from vendorrisk_tui.listing import Column, Listing
from vendorrisk_tui.picker import Option, Picker
from vendorrisk_tui.search import plain

__all__ = ["WeakScreen"]

_BAR = 8


class WeakScreen(Page):
    """The map of requirements and kinds."""

    SCOPE = "weak"
    AREA = "today"
    ABOUT = "about-weak"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("weak")]
    DEFAULT_CSS = """
    WeakScreen #heading { height: 1; padding: 0 1; background: $surface; text-style: bold; }
    WeakScreen #why { height: 3; padding: 0 2; color: $text-muted; background: $surface; }
    """

    def body(self) -> ComposeResult:
        """Lay out the map."""
        yield Static(id="heading")
        yield Listing[WeakPoint]([], id="points")
        yield Static(id="why")

    def on_mount(self) -> None:
        """Begin at the weakest point."""
        self.query_one(Listing).focus()

    def renew(self) -> None:
        """Draw the map anew."""
        found = self.shell.findings
        points = found.weak if found is not None else None
        kinds = [kind_of(cls).label.get(self.lang) for cls in (Contract, CloudService, SocialAccount)]

        def cells(point: WeakPoint) -> tuple[str, ...]:
            requirement = self.shell.requirements.get(point.requirement)
            title = requirement.title.get(self.lang) if requirement is not None else point.requirement
            return (title, *(_bar(short, checked) for short, checked in point.counts))

        listing: Listing[WeakPoint] = self.query_one(Listing)
        listing.show(
            points or (),
            cells,
            key=lambda point: point.requirement,
            tone=lambda point: "" if point.short else "faint",
            columns=[Column(self.say("requirement")), *(Column(kind, _BAR + 8) for kind in kinds)],
            empty=self.say("computing") if points is None else self.say("nothing-checked"),
        )
        self.query_one("#heading", Static).update(Content(self.say("weak-heading")))
        self._explain(listing.row)

    @on(Listing.Moved)
    def _moved(self, event: Listing.Moved) -> None:
        self._explain(event.row)

    def _explain(self, point: WeakPoint | None) -> None:
        requirement = self.shell.requirements.get(point.requirement) if point is not None else None
        self.query_one("#why", Static).update(Content(requirement.criterion.get(self.lang)) if requirement is not None else "")

    @on(Listing.Chosen)
    def _chosen(self, event: Listing.Chosen) -> None:
        """Offer the records that fall short."""
        point: WeakPoint = event.row
        holdings = self.held.holdings
        options = [Option(id, holdings.name(id), id, plain(f"{holdings.name(id)}\n{id}")) for id in point.records]  # noqa: A001
        if options:
            self.app.push_screen(Picker(self.say("short-of", n=len(options)), options), lambda chosen: self.shell.open_record(chosen) if chosen else None)

    def action_copy(self) -> None:
        """Copy the map."""
        found = self.shell.findings
        rows = [(point.requirement, *(f"{short}/{checked}" for short, checked in point.counts)) for point in (found.weak or ())] if found is not None else []
        self.app.copy_to_clipboard(tsv(rows))
        self.notify(self.say("copied", n=len(rows)), timeout=3)

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss()


def _bar(short: int, checked: int) -> str:
    """Return how many fall short, with a bar of its share; "" where nothing was checked.

    >>> _bar(3, 12), _bar(0, 5), _bar(0, 0)
    ('■■□□□□□□  3/12', '□□□□□□□□  0/5', '')
    """
    if not checked:
        return ""
    filled = round(_BAR * short / checked) or int(short > 0)
    return "■" * filled + "□" * (_BAR - filled) + f" {short:2}/{checked}"
