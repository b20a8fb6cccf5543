"""Small windows: a question, something that did not work, help, a text in full."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from vendorrisk_tui.actions import bindings_of
from vendorrisk_tui.base import Dialog, explanation_of, possible
from vendorrisk_tui.errors import Trouble
from vendorrisk_tui.listing import Column, Listing, fit
from vendorrisk_tui.wrap import break_lines

__all__ = ["HelpDialog", "Question", "TextDialog", "TroubleDialog"]


class _Prose(Static):
    """A text whose lines are broken as print does."""

    def __init__(self, text: Content) -> None:
        super().__init__(text)
        self._prose = text
        self._broken_at = 0

    def on_resize(self) -> None:
        """Break the lines for the width; what changes is the height only, so this ends."""
        if self.size.width != self._broken_at:
            self._broken_at = self.size.width
            lines = break_lines(self._prose.plain, self.size.width)
            self.update(Content("\n").join(self._prose[start:end] for start, end in lines))


class TextDialog(Dialog[None]):
    """A text that can be scrolled and closed."""

    SCOPE = "page"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("page")]
    DEFAULT_CSS = """
    TextDialog VerticalScroll { height: auto; max-height: 100%; scrollbar-size-vertical: 1; }
    TextDialog .hint { color: $text-muted; height: 1; dock: bottom; }
    """

    def __init__(self, title: str, text: Content | str) -> None:
        super().__init__()
        self._title = title
        self._text = text if isinstance(text, Content) else Content(text)

    def compose(self) -> ComposeResult:
        """Lay out the window."""
        with Vertical(classes="window") as window:
            window.border_title = self._title
            with VerticalScroll() as scroll:
                scroll.can_focus = True
                yield _Prose(self._text)
            window.border_subtitle = self.say("close-hint")

    def action_leave(self) -> None:
        """Close the window."""
        self.dismiss(None)


class TroubleDialog(TextDialog):
    """Something did not work: what, where, and what to do; never a traceback."""

    DEFAULT_CSS = "TroubleDialog > .window { border: round $error; }"

    def __init__(self, trouble: Trouble, heading: str, where: str, todo: str) -> None:
        text = Content.assemble((trouble.what, "bold"), "\n")
        if trouble.where:
            text += Content.assemble("\n", (f"{where}: ", "bold"), trouble.where)
        if trouble.todo:
            text += Content.assemble("\n", (f"{todo}: ", "bold"), trouble.todo)
        super().__init__(heading, text)


class HelpDialog(TextDialog):
    """What a screen is for and what can be done there."""

    @classmethod
    def of(cls, screen: Screen[object], about: str, lang: str, title: str, heads: tuple[str, str]) -> HelpDialog:
        """Make the help of a screen as it is now: first what has the focus, then the screen, then what can be done."""
        text = Content("")
        if (said := explanation_of(screen.focused)) is not None:
            text += Content.assemble((said[0], "bold $accent"), "\n", said[1], "\n\n")
        text += Content.assemble((heads[0], "bold $accent"), "\n", about, "\n\n", (heads[1], "bold $accent"), "\n")
        for one in sorted(possible(screen), key=lambda one: (one.action.scope == "app", one.action.scope == "list")):
            title = one.action.title.ja if lang == "ja" else one.action.title.en
            text += Content.assemble((fit(one.key, 7), "bold"), f"{title}\n")
        return cls(title, text)


class Question(Dialog[str]):
    """A question with a few answers; gives the id of one, or "" when left."""

    SCOPE = "pick"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("pick")]
    DEFAULT_CSS = "Question Listing { height: auto; min-height: 2; max-height: 8; margin: 1 0 0 0; }"

    def __init__(self, title: str, text: str, answers: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._title = title
        self._text = text
        self._answers = answers

    def compose(self) -> ComposeResult:
        """Lay out the window."""
        with Vertical(classes="window") as window:
            window.border_title = self._title
            yield Static(Content(self._text))
            listing = Listing[tuple[str, str]]([Column("", 0)], id="answers", head=False)
            listing.styles.height = len(self._answers)
            yield listing

    def on_mount(self) -> None:
        """Offer the answers."""
        listing = self.query_one(Listing)
        listing.show(self._answers, lambda answer: (answer[1],))
        listing.focus()

    @on(Listing.Chosen)
    def _answered(self, event: Listing.Chosen) -> None:
        self.dismiss(event.row[0])

    def action_leave(self) -> None:
        """Answer nothing."""
        self.dismiss("")
