"""The edit form, made from the declared fields of a record: parts open forms of their own, lists of parts a list.

Nothing typed is lost: every change goes into the draft within half a second, and leaving asks.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Static

from vendorrisk.model import FileRef, Form, Part, Record, Review, Severity, fields_of, kind_of, name_of
from vendorrisk.schedule import DueKind, say_date
from vendorrisk.wording import brief
from vendorrisk_tui.actions import bindings_of
from vendorrisk_tui.base import KeyBar, Speaks, TopBar
from vendorrisk_tui.conflict import ConflictDialog
from vendorrisk_tui.desk import StaleError
from vendorrisk_tui.dialogs import Question
from vendorrisk_tui.fields import FieldRow
from vendorrisk_tui.files import FileDialog
from vendorrisk_tui.listing import Column, Listing
from vendorrisk_tui.merge import compare, merged
from vendorrisk_tui.preview import dues_after
from vendorrisk_tui.raw import Raw, blank, made_of, typed_day
from vendorrisk_tui.save import SaveDialog
from vendorrisk_tui.session import Link, Session

if TYPE_CHECKING:
    from vendorrisk_tui.app import VendorriskApp

__all__ = ["FormScreen", "PartsScreen", "begin_editing", "open_form"]

_KEEP = 0.4  # seconds between a change and its draft


def open_form(shell: VendorriskApp, what: Record | type[Record], fill: Raw | None = None, *, focus: str = "", link: Link | None = None) -> None:
    """Open the form of a record, or of a new one; a draft that was left is offered first.

    Args:
        shell: the application.
        what: the record, or the class of a new one.
        fill: values that a new record begins with.
        focus: the field to begin in; the first one when left out.
        link: the finding on which a new measure is taken.
    """
    cls = what if isinstance(what, type) else type(what)
    begin_editing(shell, what, fill, lambda session, title: shell.push_screen(FormScreen(session, cls, session.raw, title, "", focus=focus)), link=link)


def begin_editing(
    shell: VendorriskApp, what: Record | type[Record], fill: Raw | None, show: Callable[[Session, str], object], *, link: Link | None = None
) -> None:
    """Begin to edit a record, or a new one, on a screen of the caller's; a draft that was left is offered first.

    Args:
        shell: the application.
        what: the record, or the class of a new one.
        fill: values that a new record begins with; drafts of new records about different things are kept apart by them.
        show: opens the screen, given the editing and its title.
        link: the finding on which a new measure is taken.
    """
    snapshot = shell.snapshot
    if snapshot is None:
        return
    if snapshot.read_only:
        shell.notify(shell.say("read-only"), severity="warning")
        return
    cls, base = (what, None) if isinstance(what, type) else (type(what), what)
    about = "-".join(str(fill[name]) for name in ("subject", "kind", "cause") if fill.get(name)) if fill else ""
    session = Session(snapshot.root, cls, base, about=about + (f"-{link.place}" if link is not None else ""), link=link)
    if fill:
        session.raw.update(fill)
    draft = session.draft

    def begin(answer: str | None) -> None:
        if answer == "use" and draft is not None:
            session.take_draft(draft)
        elif answer == "drop":
            session.drop()
        elif draft is not None:
            return
        label = kind_of(cls).label.get(shell.lang)
        title = shell.say("editing", name=name_of(base)) if base is not None else shell.say("new-record", label=label)
        show(session, title)

    if draft is None:
        begin(None)
        return
    at = draft.at[:16].replace("T", " ")
    answers = [("use", shell.say("draft-use")), ("drop", shell.say("draft-drop"))]
    shell.push_screen(Question(shell.say("draft-found", at=at), shell.say("draft-found", at=at), answers), begin)


class _Form(Speaks, Screen[bool]):
    """What forms and lists of parts share; the answer is whether the whole record is to be saved."""

    ABOUT = "about-form"
    DEFAULT_CSS = """
    _Form #heading { height: 1; padding: 0 1; background: $surface; text-style: bold; }
    _Form #banner { height: 1; padding: 0 1; background: $warning; color: $background; display: none; }
    _Form #banner.-said { display: block; }
    """

    def __init__(self, session: Session, title: str, path: str) -> None:
        super().__init__()
        self.session = session
        self.heading = title
        self.path = path
        self._keeping: Timer | None = None

    def compose(self) -> ComposeResult:
        """Lay out the form."""
        yield TopBar()
        yield Static(Content(self.heading), id="heading")
        yield Static(id="banner")
        yield from self.body()
        yield KeyBar()

    def body(self) -> ComposeResult:
        """Lay out what is between the lines."""
        yield from ()

    def on_mount(self) -> None:
        """Follow the register."""
        self.shell.renewed.subscribe(self, lambda _: self.renew())
        self.renew()

    def renew(self) -> None:
        """Say when somebody else has changed the record meanwhile; nothing that is typed is touched."""
        base = self.session.base
        changed = base is not None and self.held.holdings.records.get(base.id) != base
        banner = self.query_one("#banner", Static)
        banner.set_class(changed, "-said")
        banner.update(self.say("changed-below") if changed else "")

    def touch(self) -> None:
        """Keep the draft soon."""
        if self._keeping is None:
            self._keeping = self.set_timer(_KEEP, self.keep)

    def keep(self) -> None:
        """Keep the draft now."""
        if self._keeping is not None:
            self._keeping.stop()
            self._keeping = None
        self.session.keep()

    def action_save(self) -> None:
        """Hand the saving up to the form of the whole record."""
        self.keep()
        self.dismiss(True)

    def action_leave(self) -> None:
        """Go back to the form above; what was typed stays."""
        self.keep()
        self.dismiss(False)


class FormScreen(_Form):
    """The fields of a record or of one of its parts."""

    SCOPE = "form"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("form")]
    DEFAULT_CSS = "FormScreen #fields { height: 1fr; scrollbar-size-vertical: 1; padding: 0 1 0 0; }"

    def __init__(self, session: Session, cls: type[Part], raw: Raw, title: str, path: str, *, focus: str = "") -> None:
        super().__init__(session, title, path)
        self.cls = cls
        self.raw = raw
        self._begin_at = focus
        self._tried = False

    def body(self) -> ComposeResult:
        """Lay out one row a field."""
        with VerticalScroll(id="fields", can_focus=False):
            for field in fields_of(self.cls):
                if field.name != "id" or not issubclass(self.cls, Record):
                    yield FieldRow(field, self.raw)

    def on_mount(self) -> None:
        """Begin in the field that was asked for, or the first."""
        self._judge()
        row = next((row for row in self.rows if row.field.name == self._begin_at), None)
        if row is not None:
            self.call_after_refresh(lambda: row.editor.focus())

    @property
    def rows(self) -> list[FieldRow]:
        """The rows in their order."""
        return list(self.query(FieldRow))

    def renew(self) -> None:
        """Draw what depends on the register and the language."""
        super().renew()
        for row in self.rows:
            if row.is_mounted:
                row.renew()

    def on_key(self, event: events.Key) -> None:
        """Up and down go from field to field, where the field itself has no use for them."""
        if event.key == "up":
            self.focus_previous()
        elif event.key == "down":
            self.focus_next()

    @on(FieldRow.Edited)
    def _edited(self) -> None:
        self.touch()
        self._judge()

    @on(FieldRow.Entered)
    def _entered(self, event: FieldRow.Entered) -> None:
        row = event.row
        field = row.field
        assert field.type is not None
        path = f"{self.path}{field.name}"
        title = f"{self.heading} - {field.label.get(self.lang)}"
        if field.form is Form.PARTS:
            self.app.push_screen(PartsScreen(self.session, field.type, row.value, title, path), self._returned)
            return
        if row.value is None:
            self.raw[field.name] = blank(field.type)
        self.app.push_screen(FormScreen(self.session, field.type, self.raw[field.name], title, path + "."), lambda save: self._left_part(row, save))

    def _left_part(self, row: FieldRow, save: bool | None) -> None:
        """A part in which nothing was filled in is no part."""
        assert row.field.type is not None
        if row.value is not None and row.value == blank(row.field.type):
            self.raw[row.field.name] = None
        self._returned(save)

    def _returned(self, save: bool | None) -> None:
        for row in self.rows:
            row.renew()
        self._judge()
        self.touch()
        if save:
            self.action_save()

    def _judge(self) -> None:
        """Say at each field what cannot be read and what is wrong; what is merely missing only after an attempt to save."""
        _, faults = self.session.made()
        problems = self.session.problems()
        for row in self.rows:
            path = self.path + row.field.name
            fault = next((said for name, said in faults.items() if name == path or name.startswith((path + ".", path + "["))), None)
            if fault is not None:
                row.tell(fault.get(self.lang), bad=True)
                continue
            found = [problem for name, problem in problems.items() if name == path or name.startswith((path + ".", path + "["))]
            found = [problem for problem in found if self._tried or problem.code != "required"]
            found.sort(key=lambda problem: problem.severity is not Severity.ERROR)
            row.tell(found[0].message.get(self.lang) if found else "", bad=bool(found) and found[0].severity is Severity.ERROR)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A file can be attached where a file is named."""
        return self.cls is FileRef if action == "attach" else True

    @work(exclusive=True, group="attach", exit_on_error=False)
    async def action_attach(self) -> None:
        """Choose a file, keep it in the register, and name it here."""
        chosen = await self.app.push_screen_wait(FileDialog(Path.cwd()))
        if chosen is None:
            return
        kept = await asyncio.to_thread(self.shell.desk.attach, chosen, None)
        self.raw["name"], self.raw["sha256"] = kept.name, kept.sha256
        if not self.raw["received_on"]:
            self.raw["received_on"] = typed_day(self.held.today)
        for row in self.rows:
            row.renew()
        self.touch()
        self._judge()
        self.notify(self.say("attached", name=kept.name), timeout=4, markup=False)

    def action_next_fault(self) -> None:
        """Go to the next field about which something is said."""
        self._tried = True
        self._judge()
        rows = self.rows
        at = next((number for number, row in enumerate(rows) if row.editor.has_focus), -1)
        for row in [*rows[at + 1 :], *rows[: at + 1]]:
            if row.message:
                row.editor.focus()
                return

    def action_leave(self) -> None:
        """Leave; from the form of the whole record only after asking what becomes of the changes."""
        self.keep()
        if self.path or not self.session.touched:
            self.dismiss(False)
            return

        def left(answer: str | None) -> None:
            if answer == "drop":
                self.session.drop()
            if answer in ("keep", "drop"):
                self.dismiss(False)

        answers = [("stay", self.say("leave-stay")), ("keep", self.say("leave-keep")), ("drop", self.say("leave-drop"))]
        self.app.push_screen(Question(self.heading, self.say("draft-kept"), answers), left)

    def action_save(self) -> None:
        """Show what will change and save; a part hands this up."""
        self.keep()
        if self.path:
            self.dismiss(True)
            return
        _, faults = self.session.made()
        if faults:
            self._judge()
            self.notify(self.say("faults", n=len(faults)), severity="error", timeout=4)
            first = next(iter(faults))
            row = next((row for row in self.rows if first == row.field.name or first.startswith((row.field.name + ".", row.field.name + "["))), None)
            if row is not None:
                row.editor.focus()
            return
        if not self.session.touched:
            self.notify(self.say("no-changes"), timeout=3)
            return
        self._save()

    @work(exclusive=True, group="save", exit_on_error=False)
    async def _save(self) -> None:
        while True:
            mine, _ = self.session.made()
            base = self.session.base
            why = await self.app.push_screen_wait(SaveDialog(base, mine, tuple(self.session.problems().values()), self._dues_after(mine)))
            if why is None:
                return
            try:
                saved, snapshot = await asyncio.to_thread(self.shell.desk.save, base, mine, why, self.session.link)
            except StaleError as error:
                if base is None or error.theirs is None or not await self._solve(base, error.theirs, mine):
                    return
                continue
            self.session.drop()
            self.dismiss(True)
            self.shell.take(snapshot)
            self.notify(self.say("saved", name=name_of(saved)), timeout=4, markup=False)
            if base is None:
                self.shell.open_record(saved.id)
            return

    def _dues_after(self, mine: Record) -> str:
        """Say what will be due once this is saved."""
        if not hasattr(mine, "subject") and self.session.base is None:
            return ""
        items = dues_after(mine, self.held.holdings, self.held.today)
        words = [f"{item.kind.label.get(self.lang)} {say_date(item.day, self.lang)}" for item in items if not isinstance(mine, Review) or item.kind is not DueKind.REVIEW]
        if isinstance(mine, Review) and mine.kind is not None:
            reviews = [item for item in items if item.kind is DueKind.REVIEW and item.detail == mine.kind.value]
            words = [f"{mine.kind.label.get(self.lang)} {say_date(item.day, self.lang)}\n{item.explain(self.lang)}" for item in reviews]
        return f"{self.say('after-saving')}: " + (("、" if self.lang == "ja" else ", ").join(words[:3]) or self.say("nothing-after"))

    async def _solve(self, base: Record, theirs: Record, mine: Record) -> bool:
        """Let the person choose field by field; return whether to go on saving."""
        fresh = await asyncio.to_thread(self.shell.desk.look)
        if fresh is not None:
            self.shell.take(fresh)
        differences = compare(base, theirs, mine)
        sides: Any = await self.app.push_screen_wait(ConflictDialog(type(base), differences))
        if sides is None:
            return False
        self.session.begin_anew(theirs, merged(theirs, differences, sides))
        self.renew()
        self.keep()
        return True


class PartsScreen(_Form):
    """A list of parts: add, open, move, take away."""

    SCOPE = "parts"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("parts"), *[one for one in bindings_of("form") if one.action == "save"]]

    def __init__(self, session: Session, cls: type[Part], items: list[Raw], title: str, path: str) -> None:
        super().__init__(session, title, path)
        self.cls = cls
        self.items = items

    def body(self) -> ComposeResult:
        """Lay out the list."""
        yield Listing[int]([Column("", 3, right=True), Column("")], id="parts", head=False)

    def on_mount(self) -> None:
        """Begin in the list; an empty one asks for its first item at once."""
        self.query_one(Listing).focus()
        if not self.items:
            self.action_add()

    def renew(self) -> None:
        """Draw the list."""
        super().renew()

        def cells(place: int) -> tuple[str, str]:
            made, _ = made_of(self.cls, self.items[place])
            return str(place + 1), brief(made, self.held.holdings, self.lang) or self.say("none")

        self.query_one(Listing).show(range(len(self.items)), cells, empty=self.say("nothing-due"))

    @on(Listing.Chosen)
    def _chosen(self, event: Listing.Chosen) -> None:
        self._open(event.row)

    def _open(self, place: int) -> None:
        raw = self.items[place]
        self.app.push_screen(FormScreen(self.session, self.cls, raw, f"{self.heading} {place + 1}", f"{self.path}[{place}]."), lambda save: self._returned(raw, save))

    def _returned(self, raw: Raw, save: bool | None) -> None:
        """An item in which nothing was filled in is no item."""
        if raw in self.items and raw == blank(self.cls):
            self.items.remove(raw)
        self.renew()
        self.touch()
        if save:
            self.dismiss(True)
        elif not self.items:
            self.dismiss(False)

    def action_add(self) -> None:
        """Add one and open it."""
        self.items.append(blank(self.cls))
        self.renew()
        self.query_one(Listing).go_to(len(self.items) - 1)
        self._open(len(self.items) - 1)

    def action_remove(self) -> None:
        """Take the current one away; leaving without saving brings it back."""
        place = self.query_one(Listing).row
        if place is not None:
            del self.items[place]
            self.renew()
            self.touch()

    def action_move(self, by: int) -> None:
        """Move the current one."""
        listing = self.query_one(Listing)
        place = listing.row
        if place is None or not 0 <= place + by < len(self.items):
            return
        self.items.insert(place + by, self.items.pop(place))
        self.renew()
        listing.go_to(place + by)
        self.touch()
