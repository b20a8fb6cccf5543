"""Choosing a file: by typing or pasting its path, by dropping it on the terminal, or by walking through folders."""

from __future__ import annotations

import os
import re
from collections.abc import Collection
from pathlib import Path
from typing import ClassVar
from urllib.parse import unquote, urlparse

import attrs
from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from vendorrisk_tui.actions import bindings_of
from vendorrisk_tui.base import Dialog
from vendorrisk_tui.inputs import JaInput
from vendorrisk_tui.listing import Column, Listing
from vendorrisk_tui.search import plain

__all__ = ["FileDialog", "typed_path"]


def typed_path(typed: str) -> str:
    """Return a path as it was typed, pasted from an explorer or dropped by a terminal: without quotes, escapes and ``file://``.

    >>> typed_path("'/tmp/契約 書.docx' "), typed_path("file:///tmp/a%20b.pdf"), typed_path("/tmp/a\\\\ b.pdf")
    ('/tmp/契約 書.docx', '/tmp/a b.pdf', '/tmp/a b.pdf')
    """
    text = typed.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        return text[1:-1]
    if text.startswith("file://"):
        return unquote(urlparse(text).path)
    if os.sep == "/":
        text = re.sub(r"\\(.)", r"\1", text)
    return os.path.expanduser(text)


_ANEW = re.compile(r"""^.*(?<!file:)(?<!file:/)(?:/(?=/|~/|['"]|file://)|[/\\](?=[A-Za-z]:[/\\]|\\\\))""")


def begun_anew(typed: str) -> str:
    r"""Return what counts of a path behind which a whole path was typed, pasted or dropped.

    >>> begun_anew("/home/a//srv/b.pdf"), begun_anew("/home/a/'/srv/b c.pdf'"), begun_anew(r"C:\a\D:\b.pdf"), begun_anew("file:///srv/b.pdf")
    ('/srv/b.pdf', "'/srv/b c.pdf'", 'D:\\b.pdf', 'file:///srv/b.pdf')
    >>> begun_anew("/home/a/b.pdf"), begun_anew("/home/a/file:///srv/b.pdf"), begun_anew(r"C:\a\\\srv\b.pdf")
    ('/home/a/b.pdf', 'file:///srv/b.pdf', '\\\\srv\\b.pdf')
    """
    found = _ANEW.match(typed)
    return typed[found.end() :] if found is not None else typed


@attrs.frozen
class _Entry:
    path: str
    name: str
    folder: bool
    size: int = 0


class FileDialog(Dialog[Path | None]):
    """A path above the entries of its folder; gives the file, or None."""

    SCOPE = "pick"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("pick")]
    DEFAULT_CSS = """
    FileDialog > .window { height: 80%; }
    FileDialog #hint { height: 1; color: $text-muted; }
    """

    def __init__(self, folder: Path, suffixes: Collection[str] = ()) -> None:
        super().__init__()
        self._folder = str(folder)
        self._suffixes = suffixes
        self._entries: list[_Entry] = []
        self._listed = ""

    def compose(self) -> ComposeResult:
        """Lay out the window."""
        with Vertical(classes="window") as window:
            window.border_title = self.say("pick-file")
            yield JaInput(os.path.join(self._folder, ""), about=("pick-file", "help-path"), id="path", select_on_focus=False)
            yield Listing[_Entry]([Column(""), Column("", 10, right=True)], head=False, empty=self.say("nothing-due"))
            yield Static(self.say("pick-file-how"), id="hint")

    def on_mount(self) -> None:
        """Show the folder."""
        self.query_one(JaInput).focus()
        self._look()

    def _typed(self) -> str:
        return typed_path(begun_anew(self.query_one(JaInput).value))

    @on(Input.Changed)
    def _look(self) -> None:
        folder, _ = os.path.split(self._typed())
        if folder != self._listed:
            self._listed = folder
            self._list(folder)
        else:
            self._draw()

    @work(thread=True, exclusive=True, group="folder", exit_on_error=False)
    def _list(self, folder: str) -> None:
        """Read a folder beside the screen: a share may take its time."""
        entries = []
        try:
            with os.scandir(folder or ".") as scan:
                for entry in scan:
                    is_folder = entry.is_dir()
                    wanted = is_folder or not self._suffixes or os.path.splitext(entry.name)[1].lower() in self._suffixes
                    if wanted and not entry.name.startswith((".", "~$")):
                        entries.append(_Entry(entry.path, entry.name, is_folder, 0 if is_folder else entry.stat().st_size))
        except OSError:
            entries = []
        entries.sort(key=lambda entry: (not entry.folder, entry.name))
        above = os.path.dirname(folder.rstrip(os.sep))
        if above and above != folder:
            entries.insert(0, _Entry(above, "..", True))
        self.app.call_from_thread(self._listing_read, folder, entries)

    def _listing_read(self, folder: str, entries: list[_Entry]) -> None:
        if folder == self._listed:
            self._entries = entries
            self._draw()

    def _draw(self) -> None:
        _, typed = os.path.split(self._typed())
        found = [entry for entry in self._entries if plain(typed) in plain(entry.name)] if typed else self._entries
        self.query_one(Listing).show(
            found,
            lambda entry: (entry.name + (os.sep if entry.folder else ""), "" if entry.folder else _size(entry.size)),
            key=lambda entry: entry.path,
            stay=False,
        )

    def on_key(self, event: events.Key) -> None:
        """Move in the list from within the field."""
        listing = self.query_one(Listing)
        if event.key in ("down", "up", "pagedown", "pageup"):
            event.stop()
            event.prevent_default()
            by = 1 if event.key.endswith("down") else -1
            listing.action_page(by) if event.key.startswith("page") else listing.action_step(by)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        whole = typed_path(self.query_one(JaInput).value)
        file = next(filter(os.path.isfile, (self._typed(), whole)), None)
        if file is not None:
            self.dismiss(Path(file))
        else:
            self.query_one(Listing).action_choose()

    @on(Listing.Chosen)
    def _chosen(self, event: Listing.Chosen) -> None:
        entry: _Entry = event.row
        if not entry.folder:
            self.dismiss(Path(entry.path))
            return
        field = self.query_one(JaInput)
        field.value = os.path.join(entry.path, "")
        field.cursor_position = len(field.value)
        field.focus()

    def action_leave(self) -> None:
        """Choose nothing."""
        self.dismiss(None)


def _size(size: int) -> str:
    return f"{size / 1_000_000:,.1f} MB" if size >= 1_000_000 else f"{max(size // 1000, 1):,} KB"
