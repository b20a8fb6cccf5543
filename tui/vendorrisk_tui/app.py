"""The application: opens the register without stopping the screen, keeps the snapshot of the moment, and lends screens what they share."""

from __future__ import annotations

import asyncio
import sys
import time
import traceback
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.screen import Screen
from textual.signal import Signal
from textual.theme import Theme
from textual.widgets import Static
from textual.worker import Worker, WorkerState

from vendorrisk import packs, weak_points
from vendorrisk.model import Bilingual, Language, VendorriskError
from vendorrisk.requirements import Requirement
from vendorrisk_tui.actions import ACTIONS, bindings_of
from vendorrisk_tui.agenda import AgendaScreen
from vendorrisk_tui.base import Dialog, Page, possible
from vendorrisk_tui.check import CheckScreen
from vendorrisk_tui.desk import Desk, Snapshot
from vendorrisk_tui.dialogs import HelpDialog, TextDialog, TroubleDialog
from vendorrisk_tui.drafts import Seen, state_folder
from vendorrisk_tui.errors import trouble_of
from vendorrisk_tui.findings import Findings, findings_of, with_standings
from vendorrisk_tui.first import first_steps
from vendorrisk_tui.keymap import keymap_file, read_keymap
from vendorrisk_tui.picker import Option, Picker
from vendorrisk_tui.policy import PolicyScreen
from vendorrisk_tui.record import RecordScreen
from vendorrisk_tui.register import RegisterScreen
from vendorrisk_tui.search import plain, romaji
from vendorrisk_tui.today import TodayScreen
from vendorrisk_tui.words import say

__all__ = ["VendorriskApp", "run"]

_THEMES = (
    Theme("vendorrisk-dark", primary="#2f6db5", secondary="#4a7ab0", accent="#7fc4ff", foreground="#e6e6e6", background="#10151c", surface="#151c25", panel="#222c39",
          warning="#e0b050", error="#ff7b72", success="#7ec97e", dark=True),
    Theme("vendorrisk-light", primary="#9cc3ee", secondary="#b9d3ee", accent="#0b4f9c", foreground="#111111", background="#ffffff", surface="#ffffff", panel="#e4e9ef",
          warning="#8a5a00", error="#b00020", success="#1b6e1b", dark=False),
    Theme("vendorrisk-contrast", primary="#005fff", secondary="#005fff", accent="#ffff00", foreground="#ffffff", background="#000000", surface="#000000", panel="#000000",
          boost="#262626", warning="#ffff00", error="#ff6060", success="#00ff00", dark=True,
          variables={"text-muted": "#ffffff", "text-error": "#ff6060", "text-warning": "#ffff00", "text-accent": "#ffff00"}),
)  # fmt: skip
_THEME_WORDS = {"vendorrisk-dark": "theme-dark", "vendorrisk-light": "theme-light", "vendorrisk-contrast": "theme-contrast"}
_LOOK = 3.0  # seconds between looks at the history, which cost one or two small files
_COMPARE = 60.0  # seconds between comparisons of every file, for changes made with an editor


class OpeningScreen(Screen[None]):
    """What is seen while the register is being read."""

    DEFAULT_CSS = "OpeningScreen { align: center middle; } OpeningScreen Static { width: auto; }"

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield Static(id="progress")


class VendorriskApp(App[None]):
    """The terminal application of one register."""

    ENABLE_COMMAND_PALETTE = False
    TITLE = "vendorrisk"
    MODES = {"today": TodayScreen, "register": RegisterScreen, "reviews": AgendaScreen, "check": CheckScreen, "policy": PolicyScreen}
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("app")]
    CSS = """
    Screen { background: $background; color: $foreground; }
    TopBar, KeyBar, Static { link-style: none; link-color: $foreground; link-background: transparent; link-style-hover: bold; link-background-hover: $primary; link-color-hover: $foreground; }
    Toast { width: 60; max-width: 90%; }
    """

    def __init__(self, root: Path, language: Language = "ja") -> None:
        super().__init__()
        self.desk = Desk(root)
        self.lang: Language = language
        self.snapshot: Snapshot | None = None
        self.findings: Findings | None = None
        self.requirements: Mapping[str, Requirement] = {}
        self.renewed: Signal[None] = Signal(self, "renewed")
        self._toured = False
        self._compared = time.monotonic()
        self._seen_before: int | None = None
        self._wrong_keys: tuple[Bilingual, ...] = ()
        for theme in _THEMES:
            self.register_theme(theme)
        self.theme = _THEMES[0].name

    def say(self, key: str, **values: object) -> str:
        """Return a text of ours in the language of the moment."""
        return say(key, self.lang, **values)

    def distance(self, day: date) -> str:
        """Return how far a day lies from today."""
        assert self.snapshot is not None
        n = (day - self.snapshot.today).days
        return self.say("today") if n == 0 else self.say("days-over", n=-n) if n < 0 else self.say("days-left", n=n)

    # ── opening and following the register

    def on_mount(self) -> None:
        """Start reading the register."""
        keymap, self._wrong_keys = read_keymap(keymap_file())
        self.set_keymap(keymap)
        self.push_screen(OpeningScreen())
        self._begin()

    @work(group="begin", exit_on_error=False)
    async def _begin(self) -> None:
        """Open the register; where there is none, offer to look at the sample city, to make a register, or to open another folder."""
        toured = False
        while not await asyncio.to_thread(self.desk.exists):
            chosen = await first_steps(self, self.desk.root)
            if chosen is None:
                self.exit(return_code=3)
                return
            folder, toured = chosen
            self.desk = Desk(folder)
        self._toured = toured
        self._open()

    @work(thread=True, group="open", exit_on_error=False)
    def _open(self) -> None:
        self.call_from_thread(self._progress, 0)
        snapshot = self.desk.open(lambda n: self.call_from_thread(self._progress, n))
        self.call_from_thread(self._opened, snapshot)

    def _progress(self, n: int) -> None:
        if isinstance(self.screen, OpeningScreen):
            more = f"\n{self.say('opened-files', n=n)}" if n else ""
            self.screen.query_one("#progress", Static).update(f"{self.say('opening')}\n{self.desk.root}{more}")

    def _opened(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        seen = Seen(snapshot.root)
        self._seen_before = seen.load()
        seen.keep(self.desk.seen)
        self.switch_mode("today")
        self.take(snapshot)
        self.set_interval(_LOOK, self._look)
        self.call_after_refresh(self._say_wrong_keys)
        if self._toured:
            self.action_tour()

    def _say_wrong_keys(self) -> None:
        for said in self._wrong_keys:
            self.notify(said.get(self.lang), severity="warning", timeout=10, markup=False)

    def take(self, snapshot: Snapshot) -> None:
        """Show another snapshot on all screens; what is due is worked out beside."""
        self.snapshot = snapshot
        if snapshot.changed:
            names = "、".join(snapshot.changed[:2]) if self.lang == "ja" else ", ".join(snapshot.changed[:2])
            if len(snapshot.changed) > 2:
                names = self.say("changed-more", names=names, n=len(snapshot.changed) - 2)
            self.notify(self.say("changed", names=names), timeout=8, markup=False)
        self.renewed.publish(None)
        self._find_out(snapshot)

    @work(thread=True, exclusive=True, group="findings", exit_on_error=False, description="findings")
    def _find_out(self, snapshot: Snapshot) -> None:
        found = findings_of(snapshot.holdings, snapshot.today, self.desk.problems())
        self.requirements = {one.id: one for pack in packs(snapshot.holdings.settings.policies) for one in pack.requirements}
        self.call_from_thread(self._found, snapshot, found)
        standings = self.desk.standings()
        entries = self.desk.since(self._seen_before) if self._seen_before is not None else ()
        more = with_standings(found, standings, entries, weak_points(snapshot.holdings, snapshot.today), self.desk.me)
        self.call_from_thread(self._found, snapshot, more)

    def _found(self, snapshot: Snapshot, found: Findings) -> None:
        if snapshot is self.snapshot:
            self.findings = found
            self.renewed.publish(None)

    def _look(self) -> None:
        if self.desk.entered() or time.monotonic() - self._compared > _COMPARE:
            self._compare()

    def on_app_focus(self) -> None:
        """Somebody comes back to this window: what has changed meanwhile?"""
        if self.snapshot is not None and time.monotonic() - self._compared > _LOOK:
            self._compare()

    @work(thread=True, exclusive=True, group="compare", exit_on_error=False)
    def _compare(self, *, told: bool = False) -> None:
        snapshot = self.desk.look()
        self.call_from_thread(self._looked, snapshot, told)

    def _looked(self, snapshot: Snapshot | None, told: bool) -> None:
        self._compared = time.monotonic()
        if snapshot is not None:
            self.take(snapshot)
        elif told:
            self.notify(self.say("reloaded"), timeout=3)

    # ── what goes wrong

    @on(Worker.StateChanged)
    def _worker_changed(self, event: Worker.StateChanged) -> None:
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            self.trouble(event.worker.error)

    def trouble(self, error: BaseException) -> None:
        """Say what did not work and what to do; before there is a register that is the end."""
        said = trouble_of(error, self.lang)
        if not isinstance(error, (VendorriskError, OSError)):
            self._note_crash(error)
        dialog = TroubleDialog(said, self.say("error"), self.say("where"), self.say("todo"))
        self.push_screen(dialog, None if self.snapshot is not None else lambda _: self.exit(return_code=3))

    def _note_crash(self, error: BaseException) -> str:
        path = state_folder() / "crash.txt"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
        except OSError:
            return ""
        return str(path)

    def _fatal_error(self) -> None:
        """Leave after a fault of ours with one line; Textual would print a traceback."""
        error = sys.exception()
        path = self._note_crash(error) if error is not None else ""
        if not self._exit_renderables:
            self._exit_renderables.append(" ".join(filter(None, (self.say("crash"), self.say("crash-log", path=path) if path else ""))))
        self._close_messages_no_wait()

    # ── what can be done everywhere

    def action_area(self, area: str) -> None:
        """Go to one of the areas."""
        if self.snapshot is not None and area in self.MODES:
            self.switch_mode(area)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Areas are left from their own screens only, so that an open window or form is not forgotten behind them."""
        if action == "area":
            return self.snapshot is not None and not isinstance(self.screen, Dialog) and parameters[0] in self.MODES
        if action in ("palette", "reload"):
            return self.snapshot is not None and not isinstance(self.screen, Dialog)
        return True

    def action_help(self) -> None:
        """Explain the screen."""
        about = getattr(self.screen, "ABOUT", "about-other")
        heads = (self.say("help-about"), self.say("help-keys"))
        self.push_screen(HelpDialog.of(self.screen, self.say(about), self.lang, self.say("help"), heads))

    def action_tour(self) -> None:
        """Show the way through the screens."""
        self.push_screen(TextDialog(self.say("tour-title"), self.say("tour")))

    def action_help_quit(self) -> None:
        """Ctrl+C says how to leave; it is pressed by accident too often to end the work."""
        self.notify(self.say("quit-how"), timeout=3)

    def action_reload(self) -> None:
        """Compare every file now."""
        if self.snapshot is not None:
            self._compare(told=True)

    def action_language(self) -> None:
        """Speak the other language."""
        self.lang = "en" if self.lang == "ja" else "ja"
        self.renewed.publish(None)
        self.screen.refresh_bindings()

    def action_theme(self) -> None:
        """Go on to the next colours."""
        names = [theme.name for theme in _THEMES]
        self.theme = names[(names.index(self.theme) + 1) % len(names)] if self.theme in names else names[0]
        self.notify(self.say("theme", name=self.say(_THEME_WORDS[self.theme])), timeout=2)

    def action_palette(self) -> None:
        """Find an action by any of its spellings and do it."""
        screen = self.screen
        ready = {one.action.id: (one.node, one.name) for one in possible(screen) if one.enabled}
        keys = {one.action.id: one.key for one in possible(screen)}
        options = []
        for action in ACTIONS:
            if not action.palette or not (action.id in ready or (action.scope == "app" and not action.keys)):
                continue
            node, name = ready.get(action.id, (self, action.name))
            title = action.title.get(self.lang)
            key = "\n".join(map(plain, (action.title.ja, action.label.ja, action.reading, action.title.en, action.label.en))) + "\n" + romaji(action.reading)
            options.append(Option((node, name), title, keys.get(action.id, ""), key))

        async def do(choice: tuple[Page, str] | None) -> None:
            if choice is not None:
                await self.run_action(choice[1], choice[0])

        self.push_screen(Picker(self.say("pick-action"), options), do)

    async def action_carry_out(self, id: str) -> None:  # noqa: A002 - the id of an action
        """Do what was clicked in the key bar."""
        for one in list(possible(self.screen)):
            if one.action.id == id and one.enabled:
                await self.run_action(one.name, one.node)

    def open_record(self, id: str, page: str = "facts") -> None:  # noqa: A002
        """Show a record over what is there, at one of its pages."""
        already = isinstance(self.screen, RecordScreen) and self.screen.shown_id == id
        if self.snapshot is not None and id in self.snapshot.holdings.records and not already:
            self.push_screen(RecordScreen(id, page))


def run(path: str, language: Language = "ja") -> int:
    """Run the application until it is left, and return the exit status of the command."""
    app = VendorriskApp(Path(path), language)
    app.run()
    return app.return_code or 0
