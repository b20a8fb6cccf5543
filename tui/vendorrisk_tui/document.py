"""A document's text on the screen: lines broken as print breaks them, with the sentences that prove or refute marked in place.

Only the lines in sight are drawn; a contract of a hundred pages is broken into lines once for a width.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import ClassVar

import attrs
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from vendorrisk_tui.actions import bindings_of
from vendorrisk_tui.base import shell_of
from vendorrisk_tui.wrap import break_lines

__all__ = ["DocumentView", "Mark"]


@attrs.frozen
class Mark:
    """A stretch of the text that is marked.

    Attributes:
        start: its first character.
        end: behind its last.
        tone: ``met``, ``weak`` or ``bad``, for the colour.
    """

    start: int
    end: int
    tone: str


class DocumentView(ScrollView, can_focus=True):
    """A text with marked stretches."""

    DEFAULT_CSS = """
    DocumentView {
        height: 1fr; overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1; background: $background;
        & .document--met { background: $success 35%; text-style: bold; }
        & .document--weak { background: $warning 35%; text-style: bold underline; }
        & .document--bad { background: $error 45%; text-style: bold reverse; }
        & .document--empty { color: $text-muted; }
        &:focus { border-left: outer $accent; }
        border-left: outer $panel;
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"document--{name}" for name in ("met", "weak", "bad", "empty")}
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("text")]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._text = ""
        self._lines: list[tuple[int, int]] = []
        self._width = 0
        self._marks: Sequence[Mark] = ()

    def explain(self) -> tuple[str, str]:
        """Return what the marks mean, for F1."""
        return shell_of(self).say("help-document"), shell_of(self).say("help-document-how")

    def show(self, text: str) -> None:
        """Show another text from its beginning."""
        self._text, self._marks, self._width = text, (), 0
        self._break()
        self.scroll_to(y=0, animate=False)
        self.refresh()

    def mark(self, marks: Sequence[Mark], at: int | None = None) -> None:
        """Mark stretches, and bring one character into sight.

        Args:
            marks: the stretches; where they overlap the first counts.
            at: offset of the character.
        """
        self._marks = marks
        if at is not None and self._lines:
            line = max(bisect_right(self._lines, (at, len(self._text))) - 1, 0)
            self.scroll_to(y=max(line - self.size.height // 3, 0), animate=False)
        self.refresh()

    def on_resize(self, _: events.Resize) -> None:
        """Break the lines anew, and stay where one was reading."""
        top = round(self.scroll_offset.y)
        first = self._lines[top][0] if top < len(self._lines) else 0
        if self._break():
            line = max(bisect_right(self._lines, (first, len(self._text))) - 1, 0)
            self.scroll_to(y=line, animate=False)

    def _break(self) -> bool:
        width = max(self.size.width - 3, 10)
        if width == self._width:
            return False
        self._width = width
        self._lines = list(break_lines(self._text, width)) if self._text else []
        self.virtual_size = Size(self.size.width, len(self._lines))
        return True

    def render_line(self, y: int) -> Strip:
        """Draw one line of the text."""
        number = y + round(self.scroll_offset.y)
        base = self.rich_style
        if number >= len(self._lines):
            return Strip.blank(self.size.width, base)
        first, last = self._lines[number]
        segments = [Segment(" ", base), *(Segment(self._text[start:end], style) for start, end, style in self._pieces(first, last, base))]
        return Strip(segments).adjust_cell_length(self.size.width, base)

    def _pieces(self, first: int, last: int, base: Style) -> list[tuple[int, int, Style]]:
        """Return the stretches of a line with their styles."""
        cuts = {first, last}
        for one in self._marks:
            cuts.update(place for place in (one.start, one.end) if first < place < last)
        edges = sorted(cuts)
        pieces = []
        for start, end in pairwise(edges):
            mark = next((one for one in self._marks if one.start <= start < one.end), None)
            style = self.get_component_rich_style(f"document--{mark.tone}") if mark is not None else base
            pieces.append((start, end, style))
        return pieces

    def action_line(self, by: int) -> None:
        """Scroll by lines."""
        self.scroll_relative(y=by, animate=False)

    def action_screenful(self, by: int) -> None:
        """Scroll by a screenful."""
        self.scroll_relative(y=by * max(self.size.height - 1, 1), animate=False)
