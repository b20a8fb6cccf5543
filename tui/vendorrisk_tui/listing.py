"""A list that draws only the lines that are seen, so ten thousand rows cost no more than twenty.

Textual's own table measures every cell when it is filled, which freezes it for a second (8.2.8); this one asks for a row's words when the row
comes into view.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, Generic, TypeVar

import attrs
from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from vendorrisk_tui.actions import bindings_of

__all__ = ["DAY", "Column", "Listing", "fit"]

T = TypeVar("T")


@attrs.frozen
class Column:
    """A column: its title, how many cells it takes (0 shares what is left), and whether it keeps to the right.

    ``wanted`` names the width of the list below which the column is left out.
    """

    title: str
    width: int = 0
    right: bool = False
    wanted: int = 0


DAY = 10
"""Cells of a day in a list: 2026-12-31, R10.12.31."""


def fit(text: str, width: int, *, right: bool = False) -> str:
    """Return a text in exactly so many cells, cut with an ellipsis between two characters.

    >>> fit("個人情報", 5), fit("甲", 4), fit("12", 4, right=True)
    ('個人…', '甲  ', '  12')
    """
    text = text.replace("\n", " ")
    used = cell_len(text)
    if used > width:
        return set_cell_size(set_cell_size(text, max(width - 1, 0)).rstrip() + "…", width) if width > 1 else set_cell_size(text, width)
    return " " * (width - used) + text if right else text + " " * (width - used)


class Listing(ScrollView, Generic[T], can_focus=True):
    """Rows under a head that stays; one of them is the current one."""

    DEFAULT_CSS = """
    Listing {
        height: 1fr; overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1; background: $surface;
        & .listing--head { color: $text-muted; background: $panel; text-style: bold; }
        & .listing--current { background: $primary; color: $foreground; text-style: bold; }
        & .listing--resting { background: $panel; }
        & .listing--bad { color: $text-error; text-style: bold; }
        & .listing--warn { color: $text-warning; }
        & .listing--faint { color: $text-muted; }
        & .listing--title { color: $text-accent; text-style: bold; }
        & .listing--empty { color: $text-muted; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"listing--{name}" for name in ("head", "current", "resting", "bad", "warn", "faint", "title", "empty")
    }
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("list")]

    at: reactive[int] = reactive(0, init=False)

    class Moved(Message):
        """Another row is the current one."""

        def __init__(self, listing: Listing[Any], row: Any) -> None:
            super().__init__()
            self.listing = listing
            self.row = row

        @property
        def control(self) -> Listing[Any]:
            """The list."""
            return self.listing

    class Chosen(Moved):
        """A row was chosen with Enter or a click on the current one."""

    def __init__(self, columns: Sequence[Column], *, empty: str = "", id: str | None = None, head: bool = True) -> None:  # noqa: A002
        super().__init__(id=id)
        self.columns = tuple(columns)
        self.rows: Sequence[T] = ()
        self._head = 1 if head else 0
        self._empty = empty
        self._cells: Callable[[T], Sequence[str]] = lambda row: (str(row),)
        self._tone: Callable[[T], str] = lambda row: ""
        self._key: Callable[[T], object] = lambda row: row

    def show(
        self,
        rows: Sequence[T],
        cells: Callable[[T], Sequence[str]],
        *,
        key: Callable[[T], object] | None = None,
        tone: Callable[[T], str] | None = None,
        columns: Sequence[Column] | None = None,
        empty: str | None = None,
        stay: bool = True,
    ) -> None:
        """Show other rows; with ``stay`` the current row stays the current one if it is still there.

        Args:
            rows: the rows; not copied.
            cells: gives the words of a row, one for each column.
            key: by which a row is known again.
            tone: ``bad``, ``warn``, ``faint``, ``title`` or "", for colour beside the words.
            columns: other columns.
            empty: what to say when there is no row.
            stay: whether to look for the row that was current.
        """
        before = self._key(self.rows[self.at]) if stay and self.at < len(self.rows) else None
        place = self.at if stay else 0
        self.rows, self._cells = rows, cells
        self._key = key or (lambda row: row)
        self._tone = tone or (lambda row: "")
        self.columns = tuple(columns) if columns is not None else self.columns
        self._empty = empty if empty is not None else self._empty
        if before is not None and not (place < len(rows) and self._key(rows[place]) == before):
            place = next((number for number, row in enumerate(rows) if self._key(row) == before), place)
        self.virtual_size = Size(self.size.width, len(rows) + self._head)
        place = max(0, min(place, len(rows) - 1))
        moved = place != self.at
        self.set_reactive(Listing.at, place)
        self._see()
        self.refresh()
        if rows and (moved or before is None or self._key(rows[place]) != before):
            self.post_message(self.Moved(self, rows[place]))

    @property
    def row(self) -> T | None:
        """The current row."""
        return self.rows[self.at] if self.at < len(self.rows) else None

    def words_of(self, row: T) -> Sequence[str]:
        """Return the words of a row, one for each column."""
        return self._cells(row)

    def go_to(self, place: int) -> None:
        """Make a row the current one."""
        self.at = place

    def validate_at(self, at: int) -> int:
        """Keep to the rows that there are."""
        return max(0, min(at, len(self.rows) - 1))

    def watch_at(self, before: int, at: int) -> None:
        """Tell who wants to know, and keep the row in sight."""
        if before != at and self.rows:
            self._see()
            self.refresh()
            self.post_message(self.Moved(self, self.rows[at]))

    def on_resize(self) -> None:
        """Fit the columns anew."""
        self.virtual_size = Size(self.size.width, len(self.rows) + self._head)
        self._see()

    def _see(self) -> None:
        height = max(self.size.height - self._head, 1)
        top = round(self.scroll_offset.y)
        if self.at < top:
            top = self.at
        elif self.at >= top + height:
            top = self.at - height + 1
        self.scroll_to(y=min(top, max(0, len(self.rows) - height)), animate=False)

    def _widths(self) -> list[tuple[int, int]]:
        """Return (number of the column, cells) of every column that finds room."""
        width = self.scrollable_content_region.width - 2
        kept = [number for number, column in enumerate(self.columns) if width + 2 >= column.wanted]
        fixed = sum(self.columns[number].width for number in kept) + len(kept) - 1
        loose = [number for number in kept if self.columns[number].width == 0]
        share, rest = divmod(max(width - fixed, 0), len(loose) or 1)
        return [(number, self.columns[number].width or share + (rest if number == loose[0] else 0)) for number in kept]

    def render_line(self, y: int) -> Strip:
        """Draw one line of the list."""
        width = self.scrollable_content_region.width
        if y == 0 and self._head:
            words = " ".join(fit(self.columns[number].title, cells, right=self.columns[number].right) for number, cells in self._widths())
            return self._strip("  " + words, width, self._style("head"))
        place = y - self._head + round(self.scroll_offset.y)
        if not self.rows and y == self._head:
            return self._strip("  " + self._empty, width, self._style("empty"))
        if not 0 <= place < len(self.rows):
            return Strip.blank(width, self.rich_style)
        row = self.rows[place]
        cells = self._cells(row)
        current = place == self.at
        words = " ".join(fit(cells[number], size, right=self.columns[number].right) for number, size in self._widths())
        tone = self._tone(row)
        style = self._style(tone) if tone else self.rich_style
        if current:
            style += self.get_component_rich_style("listing--current" if self.has_focus else "listing--resting")
        return self._strip(("> " if current else "  ") + words, width, style)

    def _style(self, name: str) -> Style:
        return self.rich_style + self.get_component_rich_style(f"listing--{name}", partial=name not in ("head",))

    def _strip(self, text: str, width: int, style: Style) -> Strip:
        return Strip([Segment(fit(text, width), style)], width)

    def on_focus(self) -> None:
        """Show which list listens to the keys."""
        self.refresh()

    def on_blur(self) -> None:
        """Show that this one does not."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Choose a row: the first click goes there, one more opens it."""
        place = event.y - self._head + round(self.scroll_offset.y)
        if event.y < self._head or not 0 <= place < len(self.rows):
            return
        if place == self.at and self.has_focus and event.chain > 1:
            self.action_choose()
        self.at = place

    def action_choose(self) -> None:
        """Choose the current row."""
        if self.row is not None:
            self.post_message(self.Chosen(self, self.row))

    def action_step(self, by: int) -> None:
        """Go up or down."""
        self.at += by

    def action_page(self, by: int) -> None:
        """Go a screenful up or down."""
        self.at += by * max(self.size.height - self._head - 1, 1)

    def action_edge(self, last: bool) -> None:
        """Go to the first or last row."""
        self.at = len(self.rows) - 1 if last else 0

    def region_of_current(self) -> Region:
        """Return where the current row is on the screen."""
        return Region(self.region.x, self.region.y + self._head + self.at - round(self.scroll_offset.y), self.region.width, 1)
