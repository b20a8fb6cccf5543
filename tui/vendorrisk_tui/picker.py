"""Choosing one thing of many by typing part of it: people, vendors, choices, and the actions themselves.

What is typed before the window has opened is kept and goes into its search field, so no keystroke is lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

import attrs
from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from vendorrisk_tui.actions import bindings_of
from vendorrisk_tui.base import Dialog
from vendorrisk_tui.inputs import JaInput
from vendorrisk_tui.listing import Column, Listing
from vendorrisk_tui.search import find

__all__ = ["Option", "Picker"]


@attrs.frozen
class Option:
    """Something that can be chosen.

    Attributes:
        value: what choosing it gives.
        label: its words.
        detail: what helps to tell it from others.
        key: what it is found by, folded.
    """

    value: Any
    label: str
    detail: str = ""
    key: str = ""


class Picker(Dialog[Any]):
    """A search field over a list; gives the value, a tuple of values with ``many``, or None when left."""

    SCOPE = "pick"
    DEFAULT_CSS = """
    Picker > .window { height: 80%; }
    Picker #hint { color: $text-muted; height: 1; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("pick")]

    def __init__(self, title: str, options: Sequence[Option], *, typed: str = "", chosen: Sequence[Any] = (), many: bool = False) -> None:
        super().__init__()
        self._title = title
        self._options = options
        self._typed = typed
        self._ready = False
        self._many = many
        self._chosen = list(chosen)

    def compose(self) -> ComposeResult:
        """Lay out the window."""
        with Vertical(classes="window") as window:
            window.border_title = self._title
            yield JaInput(id="query")
            yield Listing[Option]([Column("", 0), Column("", 26, wanted=60)], empty=self.say("nothing-due"), id="options", head=False)
            yield Static(id="hint")

    def on_mount(self) -> None:
        """Show everything, or what fits what was typed already."""
        query = self.query_one(JaInput)
        self._ready = True
        self._filter(self._typed, first=True)
        with self.prevent(Input.Changed):
            query.value = self._typed
        query.cursor_position = len(self._typed)
        query.focus()

    def on_key(self, event: events.Key) -> None:
        """Take what is typed while the field is not there yet, and move in the list from within the field."""
        if not self._ready or not self.query_one(JaInput).has_focus:
            if event.is_printable and event.character:
                event.stop()
                self.receive(event.character)
            return
        listing = self.query_one(Listing)
        moves = {"down": lambda: listing.action_step(1), "up": lambda: listing.action_step(-1), "pagedown": lambda: listing.action_page(1), "pageup": lambda: listing.action_page(-1)}
        if event.key in moves:
            event.stop()
            event.prevent_default()
            moves[event.key]()

    def receive(self, typed: str) -> None:
        """Take what was typed elsewhere while this window was being opened."""
        if self._ready:
            self.query_one(JaInput).insert_text_at_cursor(typed)
            self.query_one(JaInput).focus()
        else:
            self._typed += typed

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        self._filter(event.value)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.query_one(Listing).action_choose()

    @on(Listing.Chosen)
    def _picked(self, event: Listing.Chosen) -> None:
        value = event.row.value
        if not self._many:
            self.dismiss(attrs.evolve(event.row) if value is None else value)
        elif value in self._chosen:
            self._chosen.remove(value)
            self._filter(self.query_one(JaInput).value)
        else:
            self._chosen.append(value)
            self._filter(self.query_one(JaInput).value)

    def _filter(self, query: str, *, first: bool = False) -> None:
        found = find(self._options, lambda option: option.key, query) if query.strip() else list(self._options)
        listing = self.query_one(Listing)

        def cells(option: Option) -> tuple[str, str]:
            mark = ("[x] " if option.value in self._chosen else "[ ] ") if self._many else ""
            return mark + option.label, option.detail

        listing.show(found, cells, key=lambda option: option.value, stay=self._many)
        if first and self._chosen and not self._many:
            place = next((number for number, option in enumerate(found) if option.value == self._chosen[0]), 0)
            listing.go_to(place)
        self.query_one("#hint", Static).update(f"{len(found):,} / {len(self._options):,}")

    def action_leave(self) -> None:
        """End the choice: with ``many`` what is marked is the answer."""
        self.dismiss(tuple(self._chosen) if self._many else None)
