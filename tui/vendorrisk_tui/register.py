"""The register: records of one kind in a list that narrows with every key."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, ClassVar

from rich.cells import cell_len
from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from vendorrisk.model import (
    KINDS,
    Department,
    FieldInfo,
    Form,
    Holdings,
    Person,
    Record,
    Vendor,
    fields_of,
    name_of,
)
from vendorrisk.wording import day_in_list, label_of, shown
from vendorrisk_tui.actions import bindings_of
from vendorrisk_tui.base import Page, tsv
from vendorrisk_tui.form import open_form
from vendorrisk_tui.inputs import JaInput
from vendorrisk_tui.listing import DAY, Column, Listing
from vendorrisk_tui.picker import Option, Picker
from vendorrisk_tui.search import find, key_of_record, plain, search_key

__all__ = ["RegisterScreen"]

# which fields a list shows, beside the name and the next due day; their words come from the model
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "contract": ("vendor", "end", "owner", "department"),
    "service": ("provider", "status", "owner", "department"),
    "account": ("platform", "handle", "owner", "department"),
    "vendor": ("status", "corporate_number"),
    "person": ("department", "post", "until"),
    "department": ("body", "parent"),
    "rule": ("scope", "established_on", "owner"),
    "selection": ("rule",),
    "review": ("kind", "done_on", "result"),
    "measure": ("kind", "due", "owner"),
    "incident": ("category", "known_on", "owner"),
    "acceptance": ("kind", "until"),
    "check": ("run_on", "outcome"),
}
_WIDTHS = {Form.DAY: DAY, Form.CHOICE: 14, Form.REF: 14, Form.TEXT: 15}
_DUE_KINDS = {"contract", "service", "account", "vendor", "person", "measure", "incident", "acceptance"}


class RegisterScreen(Page):
    """Kinds, search field, list."""

    SCOPE = "register"
    AREA = "register"
    ABOUT = "about-register"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("register")]
    DEFAULT_CSS = """
    RegisterScreen #kinds { height: 1; background: $surface; padding: 0 1; }
    RegisterScreen #status { height: 1; padding: 0 1; color: $text-muted; background: $surface; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._kind = "contract"
        self._keys: dict[str, str] = {}
        self._keyed: Holdings | None = None
        self._folded: set[str] = set()
        self._of_kind: tuple[Record, ...] = ()
        self._sort: tuple[str, bool] = ("id", False)
        self._filter: tuple[str, Callable[[Record], bool]] | None = None
        self._fields: dict[str, FieldInfo] = {}

    def body(self) -> ComposeResult:
        """Lay out the list and what steers it."""
        yield Static(id="kinds")
        yield JaInput(about=("help-search", "help-search-how"), id="search", placeholder=self.say("search"))
        yield Listing[Record]([], id="records")
        yield Static(id="status")

    def on_mount(self) -> None:
        """Begin in the list."""
        self.query_one("#records", Listing).focus()

    # ── what is shown

    def renew(self) -> None:
        """Show the register of the moment; what is typed stays."""
        self.query_one("#search", JaInput).placeholder = self.say("search")
        self._of_kind = self.held.holdings.all(KINDS[self._kind].cls)
        self._fields = {field.name: field for field in fields_of(KINDS[self._kind].cls)}
        self._draw_kinds()
        self._draw()
        if self._keyed is not self.held.holdings:
            self._keyed, self._folded = self.held.holdings, set()
        if self._kind not in self._folded:
            self._make_keys(self.held.holdings, self._kind, self._of_kind)

    @work(thread=True, exclusive=True, group="keys", description="fold names")  # without one, Textual writes out every argument
    def _make_keys(self, holdings: Holdings, kind: str, records: tuple[Record, ...]) -> None:
        """Fold every record of a kind once, so that a key typed costs a search in strings and nothing else."""
        worker = get_current_worker()
        keys = {}
        for number, record in enumerate(records):
            if number % 200 == 0 and worker.is_cancelled:
                return
            keys[record.id] = key_of_record(record, holdings)
        self.app.call_from_thread(self._keys_made, holdings, kind, keys)

    def _keys_made(self, holdings: Holdings, kind: str, keys: dict[str, str]) -> None:
        if holdings is self._keyed:
            self._keys.update(keys)
            self._folded.add(kind)
            if kind == self._kind and self.query_one("#search", JaInput).value:
                self._draw()

    @property
    def is_folded(self) -> bool:
        """Whether the records shown can be found by everything they hold."""
        return self._kind in self._folded

    def _draw_kinds(self) -> None:
        """Show the kinds around the current one, as many as there is room for."""
        names = list(KINDS)
        words = [f" {KINDS[name].label.get(self.lang)} {len(self.held.holdings.all(KINDS[name].cls)):,} " for name in names]
        at = names.index(self._kind)
        first = 0
        while first < at and sum(map(cell_len, words[first : at + 2])) > self.size.width - 4:
            first += 1
        pieces: list[Content | str] = ["< " if first else "  "]
        for number in range(first, len(names)):
            word = f"[{words[number].strip()}]" if number == at else words[number]
            style = "bold reverse" if number == at else ""
            pieces.append(Content.assemble((word, style)).stylize(f"@click=screen.to_kind('{names[number]}')"))
        self.query_one("#kinds", Static).update(Content.assemble(*pieces))

    def on_resize(self) -> None:
        """Show as many kinds as fit now."""
        if self.is_mounted and self.shell.snapshot is not None:
            self._draw_kinds()

    def _key(self, record: Record) -> str:
        """Return what a record is found by: its name alone while the rest is still being folded."""
        if self._kind in self._folded:
            return self._keys[record.id]
        return plain(f"{self.held.holdings.label(record)} {record.id}")

    def _draw(self, *, stay: bool = True) -> None:
        query = self.query_one("#search", JaInput).value
        records: list[Record] = list(self._of_kind)
        if self._filter is not None:
            wanted = self._filter[1]
            records = [record for record in records if wanted(record)]
        if query.strip():
            records = find(records, self._key, query)
        name, falling = self._sort
        if name != "id" or falling:
            records.sort(key=self._sorter(name), reverse=falling)
        fields = [self._fields[column] for column in _COLUMNS[self._kind]]
        dated = self._kind in _DUE_KINDS
        columns = [Column(self.say("id"), 18, wanted=100), Column(self.say("name"))]
        columns += [Column(field.label.get(self.lang), _WIDTHS.get(field.form, 14), wanted=100 if field.name == "department" else 0) for field in fields]
        if dated:
            columns.append(Column(self.say("next-due"), DAY))
        holdings, language = self.held.holdings, self.lang

        def cells(record: Record) -> list[str]:
            words = [record.id, holdings.label(record)]
            for field in fields:
                value = getattr(record, field.name)
                words.append((day_in_list(value, language) if value else "") if field.form is Form.DAY else shown(field, value, holdings, language))
            if dated:
                day = self._next_due(record)
                words.append(day_in_list(day, language) if day is not None else "")
            return words

        listing: Listing[Record] = self.query_one("#records", Listing)
        listing.show(
            records,
            cells,
            key=lambda record: record.id,
            tone=self._tone,
            columns=columns,
            empty=self.say("no-match") if self._of_kind else self.say("no-records"),
            stay=stay,
        )
        self._draw_status(len(records))

    def _draw_status(self, n: int) -> None:
        label = KINDS[self._kind].label.get(self.lang)
        total = len(self._of_kind)
        words = [self.say("of", label=label, n=total) if n == total else self.say("found", label=label, all=total, n=n)]
        name, falling = self._sort
        if name != "id" or falling:
            words.append(self.say("sorted", what=self._sort_label(name) + (" ↓" if falling else " ↑")))
        if self._filter is not None:
            words.append(self.say("filtered", what=self._filter[0]))
        self.query_one("#status", Static).update(Content("  ".join(words)))

    def _tone(self, record: Record) -> str:
        day = self._next_due(record)
        return "bad" if day is not None and day < self.held.today else ""

    def _next_due(self, record: Record) -> date | None:
        found = self.shell.findings
        items = found.due_by_record.get(record.id, ()) if found is not None else ()
        return items[0].day if items else None

    def _sorter(self, name: str) -> Callable[[Record], Any]:
        holdings = self.held.holdings
        if name == "next-due":
            return lambda record: self._next_due(record) or date.max
        if name == "name":
            return lambda record: getattr(record, "kana", "") or holdings.label(record)
        if name == "id":
            return lambda record: record.id
        field = self._fields[name]
        if field.form is Form.DAY:
            return lambda record: getattr(record, name) or date.max
        return lambda record: shown(field, getattr(record, name), holdings, self.lang) or "\uffff"

    def _sort_label(self, name: str) -> str:
        return self._fields[name].label.get(self.lang) if name in self._fields and name not in ("id", "name") else self.say(name)

    # ── what a person does

    @on(Input.Changed, "#search")
    def _typed(self) -> None:
        self._draw(stay=False)

    @on(Input.Submitted, "#search")
    def _submitted(self) -> None:
        self.query_one("#records", Listing).focus()

    def on_key(self, event: events.Key) -> None:
        """From the search field down into the list."""
        if self.query_one("#search", JaInput).has_focus and event.key in ("down", "pagedown"):
            event.stop()
            self.query_one("#records", Listing).focus()

    @on(Listing.Chosen, "#records")
    def _chosen(self, event: Listing.Chosen) -> None:
        self.shell.open_record(event.row.id)

    def action_search(self) -> None:
        """Go to the search field."""
        field = self.query_one("#search", JaInput)
        field.focus()
        field.cursor_position = len(field.value)

    def action_kind(self, by: int) -> None:
        """Show the next kind."""
        names = list(KINDS)
        self.action_to_kind(names[(names.index(self._kind) + by) % len(names)])

    def action_to_kind(self, kind: str) -> None:
        """Show a kind of record."""
        if kind != self._kind:
            self._kind, self._sort, self._filter = kind, ("id", False), None
            self.query_one("#records", Listing).go_to(0)
            self.renew()

    def action_pick_kind(self) -> None:
        """Choose the kind from a list."""
        options = [Option(name, kind.label.get(self.lang), f"{len(self.held.holdings.all(kind.cls)):,}", search_key(f"{kind.label.ja} {kind.label.en}")) for name, kind in KINDS.items()]
        self.app.push_screen(Picker(self.say("pick-kind"), options, chosen=[self._kind]), lambda kind: self.action_to_kind(kind) if kind else None)

    def action_sort(self) -> None:
        """Choose what the list is sorted by; the same once more turns it round."""
        names = ["id", "name", *(["next-due"] if self._kind in _DUE_KINDS else []), *_COLUMNS[self._kind]]
        options = [Option(name, self._sort_label(name), key=search_key(self._sort_label(name))) for name in names]

        def sort(name: str | None) -> None:
            if name is not None:
                self._sort = (name, not self._sort[1] if name == self._sort[0] else False)
                self._draw()

        self.app.push_screen(Picker(self.say("pick-sort"), options, chosen=[self._sort[0]]), sort)

    def action_filter(self) -> None:
        """Choose what the records have to do with."""
        holdings = self.held.holdings
        options = [
            Option(":overdue", self.say("overdue-only"), key=search_key(self.say("overdue-only"))),
            Option(":problems", self.say("problems-only"), key=search_key(self.say("problems-only"))),
        ]
        for field in self._fields.values():
            if field.form is Form.CHOICE and field.type is not None:
                options += [
                    Option((field.name, member), f"{field.label.get(self.lang)}: {label_of(member, self.lang)}", key=search_key(f"{field.label.ja} {member.label.ja} {member.label.en}"))
                    for member in field.type
                ]
        for cls in (Department, Person, Vendor):
            label = KINDS[{Department: "department", Person: "person", Vendor: "vendor"}[cls]].label.get(self.lang)
            options += [Option(record.id, f"{label}: {name_of(record)}", record.id, search_key(f"{name_of(record)} {getattr(record, 'kana', '')}")) for record in holdings.all(cls)]

        def filter_by(chosen: Any) -> None:
            if chosen is None:
                return
            words = next(option.label for option in options if option.value == chosen)
            self._filter = (words, self._wanted(chosen))
            self._draw(stay=False)
            self.query_one("#records", Listing).focus()

        self.app.push_screen(Picker(self.say("pick-filter"), options), filter_by)

    def _wanted(self, chosen: Any) -> Callable[[Record], bool]:
        if chosen == ":overdue":
            return lambda record: self._tone(record) == "bad"
        if chosen == ":problems":
            return lambda record: self.shell.findings is not None and record.id in self.shell.findings.problems_by_record
        if isinstance(chosen, tuple):
            name, member = chosen
            return lambda record: getattr(record, name) == member
        users = set(self.held.holdings.users(chosen))
        return lambda record: record.id in users

    def action_leave(self) -> None:
        """Clear the search and the filter."""
        self._filter = None
        field = self.query_one("#search", JaInput)
        with self.prevent(Input.Changed):
            field.value = ""
        self._draw()
        self.query_one("#records", Listing).focus()

    def action_new(self) -> None:
        """Add a record of this kind."""
        open_form(self.shell, KINDS[self._kind].cls)

    def action_copy(self) -> None:
        """Copy the list as it stands."""
        listing: Listing[Record] = self.query_one("#records", Listing)
        rows = [[column.title for column in listing.columns], *(listing.words_of(record) for record in listing.rows)]
        self.app.copy_to_clipboard(tsv(rows))
        self.notify(self.say("copied", n=len(listing.rows)), timeout=3)
