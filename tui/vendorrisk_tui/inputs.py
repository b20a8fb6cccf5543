"""Fields for Japanese: the terminal's cursor, and with it the input method's window, stands where the next character lands.

Textual 8.2.8 puts it one cell too far right in an ``Input``, three once the text scrolls, and one row too high before the first change.
"""

from __future__ import annotations

import re
from typing import Any

from textual import events
from textual.geometry import Offset
from textual.widgets import Input, TextArea

from vendorrisk_tui.base import shell_of

__all__ = ["JaInput", "JaTextArea"]

_WIDE_BLANK = "\u3000"


def _takes_wide_blank(event: events.Key) -> bool:
    """Take over a full-width blank: the input method types it, but Python does not call it printable, so Textual drops it."""
    if event.character != _WIDE_BLANK:
        return False
    event.stop()
    event.prevent_default()
    return True


class JaInput(Input):
    """A field of one line."""

    DEFAULT_CSS = """
    JaInput { height: 1; border: none; padding: 0 1; background: $boost; }
    JaInput:focus { border: none; background: $primary 30%; text-style: none; }
    """

    def __init__(self, value: str = "", *, about: tuple[str, str] | None = None, **options: Any) -> None:
        """Make a field.

        Args:
            value: what stands in it at first.
            about: the keys of its name and of the words that explain it under F1; None where what it stands in explains it.
            options: those of Textual's own field.
        """
        super().__init__(value, **options)
        self._about = about

    def explain(self) -> tuple[str, str] | None:
        """Return what is typed here and how, for F1."""
        if self._about is None:
            return None
        name, how = self._about
        return shell_of(self).say(name), shell_of(self).say(how)

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the terminal's cursor belongs."""
        x, y, _width, _height = self.content_region
        cell = self._position_to_cell(self.cursor_position)
        return Offset(x + cell - self.scroll_offset.x, y)

    def on_key(self, event: events.Key) -> None:
        """Put the full-width blank where any other letter would go."""
        if _takes_wide_blank(event):
            self.replace(_WIDE_BLANK, *sorted(self.selection))

    def on_focus(self) -> None:
        """Bring the cursor."""
        self.call_after_refresh(self._place_cursor)

    def watch_selection(self) -> None:
        """Let the cursor follow."""
        self.call_after_refresh(self._place_cursor)

    def _place_cursor(self) -> None:
        if self.is_attached and self.has_focus:
            self.app.cursor_position = self.cursor_screen_offset

    def _on_paste(self, event: events.Paste) -> None:
        """Join the lines of what is pasted; Textual would take the first one and lose the rest."""
        event.stop()
        event.prevent_default()
        joined = re.sub(r"(?<=[!-~])\s*\n\s*(?=[!-~])", " ", event.text.strip("\r\n"))
        self.insert_text_at_cursor(re.sub(r"\s*\n\s*", "", joined).replace("\t", " "))


class JaTextArea(TextArea):
    """A field of several lines; Tab goes on to the next field."""

    DEFAULT_CSS = """
    JaTextArea { height: 5; border: none; padding: 0 1; background: $boost; scrollbar-size-vertical: 1; }
    JaTextArea:focus { border: none; background: $primary 30%; }
    JaTextArea .text-area--cursor-line { background: transparent; }
    """

    def __init__(self, text: str = "", *, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(text, id=id, soft_wrap=True, tab_behavior="focus", show_line_numbers=False)

    def on_key(self, event: events.Key) -> None:
        """Put the full-width blank where any other letter would go."""
        if _takes_wide_blank(event):
            self.replace(_WIDE_BLANK, *self.selection)

    def on_focus(self) -> None:
        """Bring the cursor."""
        self.call_after_refresh(self._place_cursor)

    def _place_cursor(self) -> None:
        if self.is_attached and self.has_focus:
            self.app.cursor_position = self.cursor_screen_offset
