"""What all screens share: the line above that says where one is, the line below that says what one can do, and words in one language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, TypeVar, cast, runtime_checkable

import attrs
from rich.cells import cell_len
from textual.app import ComposeResult
from textual.content import Content
from textual.dom import DOMNode
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Static
from textual.worker import Worker, WorkerState

from vendorrisk.model import Language
from vendorrisk.schedule import say_date
from vendorrisk_tui.actions import ACTIONS, Action, action_of, key_name
from vendorrisk_tui.words import say

if TYPE_CHECKING:
    from vendorrisk_tui.app import VendorriskApp
    from vendorrisk_tui.desk import Snapshot

__all__ = ["AREAS", "Dialog", "Explained", "KeyBar", "Page", "Possible", "Speaks", "TopBar", "explanation_of", "possible", "shell_of", "tsv"]

R = TypeVar("R")

AREAS = ("today", "register", "reviews", "check", "policy")


def shell_of(widget: Widget | Screen[object]) -> VendorriskApp:
    """Return the application as what it is."""
    return cast("VendorriskApp", widget.app)


@runtime_checkable
class Explained(Protocol):
    """Something that can hold the focus and tells F1 what it is."""

    def explain(self) -> tuple[str, str] | None:
        """Return what it is called and how it is used, in the language of the moment; None where only what it stands in can tell."""


def explanation_of(focused: Widget | None) -> tuple[str, str] | None:
    """Return what the focused thing, or the nearest one around it, has to say about itself."""
    around = focused.ancestors_with_self if focused is not None else []
    return next((said for node in around if isinstance(node, Explained) and (said := node.explain()) is not None), None)


@attrs.frozen
class Possible:
    """What can be done now: the action, who carries it out, its name there, whether it is allowed at this moment, and by which key."""

    action: Action
    node: DOMNode
    name: str
    enabled: bool
    key: str = ""


def possible(screen: Screen[Any]) -> Iterator[Possible]:
    """Yield what can be done on a screen, everything once however many keys it has."""
    seen: set[str] = set()
    for active in screen.active_bindings.values():
        action = action_of(active.binding.id)
        if action is not None and action.id not in seen:
            seen.add(action.id)
            yield Possible(action, active.node, active.binding.action, active.enabled, key_name(active.binding.key))


class TopBar(Static):
    """Where one is: the areas, the city, the day, and whether one may write."""

    DEFAULT_CSS = "TopBar { height: 1; background: $panel; color: $foreground; }"

    def __init__(self, area: str = "") -> None:
        super().__init__(id="top")
        self._area = area

    def on_mount(self) -> None:
        """Draw the line."""
        self.renew()

    def renew(self) -> None:
        """Draw the line anew."""
        app = shell_of(self)
        parts: list[Content | str | tuple[str, str]] = [" "]
        used = 1
        for number, area in enumerate(AREAS, 1):
            action = next(one for one in ACTIONS if one.name == f"area('{area}')")
            word = f"{number} {action.label.get(app.lang)}"
            word = f"[{word}]" if area == self._area else f" {word} "
            used += cell_len(word)
            style = "bold reverse" if area == self._area else "not dim"
            parts.append(Content.assemble((word, style)).stylize(f"@click=app.area('{area}')"))
        words = self._right()
        while words and used + cell_len("  ".join(words)) + 1 >= self.app.size.width:
            words.pop()
        right = "  ".join(words)
        parts += [" " * (self.app.size.width - used - cell_len(right) - 1), right]
        self.update(Content.assemble(*parts))

    def _right(self) -> list[str]:
        """Return what stands at the right end, what matters most first; what finds no room is left out from the end."""
        app = shell_of(self)
        snapshot = app.snapshot
        if snapshot is None:
            return []
        words = [app.say("read-only") if snapshot.read_only else "", say_date(snapshot.today, app.lang), snapshot.holdings.settings.city]
        return list(filter(None, words))

    def on_resize(self) -> None:
        """Draw the line for the new width."""
        self.renew()


class KeyBar(Widget):
    """What one can do here: as many actions as fit, each with its key; a click does it."""

    DEFAULT_CSS = "KeyBar { height: 1; dock: bottom; background: $panel; color: $foreground; }"

    def on_mount(self) -> None:
        """Follow what can be done."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self.refresh())

    def render(self) -> Content:
        """Draw the bar."""
        app = shell_of(self)
        found = [one for one in possible(self.screen) if one.action.bar]
        found.sort(key=lambda one: (one.action.scope == "app", one.action.scope == "list", ACTIONS.index(one.action)))
        bar = Content(" ")
        for one in found:
            key, label = one.key, one.action.label.get(app.lang)
            if bar.cell_length + cell_len(f"{key} {label}") > self.size.width:
                break
            if one.enabled:
                bar += Content.assemble((key, "bold $accent"), f" {label}  ").stylize(f"@click=app.carry_out('{one.action.id}')")
            else:
                bar += Content.assemble((f"{key} {label}  ", "dim"))
        return bar


class Speaks:
    """Words in the language of the moment, and the register of the moment."""

    SCOPE: ClassVar[str] = ""
    ABOUT: ClassVar[str] = "about-other"

    @property
    def shell(self) -> VendorriskApp:
        """The application."""
        return cast("VendorriskApp", self.app)  # type: ignore[attr-defined]

    @property
    def lang(self) -> Language:
        """The language of the moment."""
        return self.shell.lang

    def say(self, key: str, **values: object) -> str:
        """Return a text of ours."""
        return say(key, self.shell.lang, **values)

    @property
    def held(self) -> Snapshot:
        """The register of the moment; screens open after it has been read."""
        snapshot = self.shell.snapshot
        assert snapshot is not None
        return snapshot

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Work that failed is said by the application; the message itself would stay with this screen."""
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            self.shell.trouble(event.worker.error)

    def renew(self) -> None:
        """Draw what depends on the register anew, without touching what is being typed."""


class Page(Speaks, Screen[None]):
    """A screen of its own with both lines; ``AREA`` is the one it belongs to."""

    AREA: ClassVar[str] = ""

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield TopBar(self.AREA)
        yield from self.body()
        yield KeyBar()

    def body(self) -> ComposeResult:
        """Lay out what is between the lines."""
        yield from ()

    def on_mount(self) -> None:
        """Follow the register; Textual calls this beside the one of a screen's own class, not instead of it."""
        self.shell.renewed.subscribe(self, lambda _: self._renewed())
        self.renew()

    def _renewed(self) -> None:
        self.query_one(TopBar).renew()
        self.renew()


class Dialog(Speaks, ModalScreen[R]):
    """A window over a screen that gives an answer."""

    DEFAULT_CSS = """
    Dialog { align: center middle; background: $background 60%; }
    Dialog > .window {
        width: 90%; max-width: 100; height: auto; max-height: 90%; background: $surface; border: round $primary; padding: 0 1;
        border-title-color: $accent; border-title-style: bold;
    }
    """


def tsv(rows: Iterable[Iterable[str]]) -> str:
    """Return rows as a spreadsheet takes them; line breaks and tabs inside a value become blanks."""
    return "\n".join("\t".join(" ".join(cell.split()) if "\t" in cell or "\n" in cell else cell for cell in row) for row in rows) + "\n"
