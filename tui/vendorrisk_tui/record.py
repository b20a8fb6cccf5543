"""One record: its facts, what is due and why, what was confirmed and done, its documents, what it has to do with, its history."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from typing import ClassVar

import attrs
from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from vendorrisk import Standing
from vendorrisk.model import (
    Acceptance,
    CheckRecord,
    CloudService,
    Contract,
    FileRef,
    Form,
    Incident,
    Language,
    Measure,
    MeasureTrigger,
    Part,
    Person,
    Record,
    Review,
    Severity,
    SocialAccount,
    fields_of,
    kind_of,
    latest_check,
    references,
)
from vendorrisk.register import Entry, FieldChange
from vendorrisk.schedule import DueKind
from vendorrisk.wording import day_in_list, facts, label_of, label_of_path, plain_in_words
from vendorrisk_tui.actions import bindings_of
from vendorrisk_tui.base import Page, tsv
from vendorrisk_tui.checklist import open_checklist
from vendorrisk_tui.decide import ask_override
from vendorrisk_tui.desk import StaleError
from vendorrisk_tui.dialogs import Question, TextDialog
from vendorrisk_tui.form import open_form
from vendorrisk_tui.handover import hand_over
from vendorrisk_tui.listing import DAY, Column, Listing
from vendorrisk_tui.raw import Raw, typed_day
from vendorrisk_tui.record_pages import PageRow, clauses, findings, standing_rows, subcontracts
from vendorrisk_tui.session import Link
from vendorrisk_tui.wrap import wrapped

__all__ = ["RecordScreen"]

_PAGES: dict[type[Record], tuple[str, ...]] = {
    Contract: ("facts", "clauses", "dues", "work", "subcontracts", "documents", "standing", "relations", "history"),
    CloudService: ("facts", "clauses", "dues", "work", "documents", "standing", "relations", "history"),
    SocialAccount: ("facts", "clauses", "dues", "work", "documents", "standing", "relations", "history"),
    Review: ("facts", "findings", "documents", "relations", "history"),
}
_OTHERS = ("facts", "dues", "work", "documents", "standing", "relations", "history")
_LABEL = 24


class RecordScreen(Page):
    """A record with its pages."""

    SCOPE = "record"
    ABOUT = "about-record"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("record")]
    DEFAULT_CSS = """
    RecordScreen #heading { height: auto; max-height: 3; padding: 0 1; background: $surface; text-style: bold; }
    RecordScreen #pages { height: 1; padding: 0 1; background: $surface; }
    RecordScreen #why { height: 2; padding: 0 2; color: $text-muted; background: $surface; }
    """

    def __init__(self, id: str, page: str = "facts") -> None:  # noqa: A002 - the field is called id everywhere
        super().__init__()
        self._record_id = id
        self._page = page
        self._entries: tuple[Entry, ...] | None = None
        self._standing: Standing | None = None

    def body(self) -> ComposeResult:
        """Lay out the record."""
        yield Static(id="heading")
        yield Static(id="pages")
        yield Listing[PageRow]([], id="rows")
        yield Static(id="why")

    def on_mount(self) -> None:
        """Begin at the facts."""
        self.query_one(Listing).focus()

    @property
    def shown_id(self) -> str:
        """The id of the record."""
        return self._record_id

    @property
    def record(self) -> Record | None:
        """The record as it is now."""
        return self.held.holdings.records.get(self._record_id)

    @property
    def _pages(self) -> tuple[str, ...]:
        """The pages that a record of this kind has."""
        return _PAGES.get(type(self.record), _OTHERS) if self.record is not None else _OTHERS

    def renew(self) -> None:
        """Draw the record as it is now."""
        record = self.record
        if record is None:
            self.query_one("#heading", Static).update(Content(f"{self._record_id}  {self.say('gone')}"))
            self.query_one(Listing).show((), lambda row: (), empty=self.say("gone"))
            return
        holdings = self.held.holdings
        found = self.shell.findings
        problems = found.problems_by_record.get(record.id, ()) if found is not None else ()
        errors = sum(problem.severity is Severity.ERROR for problem in problems)
        pieces: list[str | tuple[str, str]] = [f"{kind_of(record).label.get(self.lang)}  {record.id}  ", (holdings.label(record), "$text-accent")]
        if errors:
            pieces.append(("  " + self.say("errors-n", n=errors), "$text-error"))
        if len(problems) > errors:
            pieces.append(("  " + self.say("gaps-n", n=len(problems) - errors), "$text-warning"))
        self.query_one("#heading", Static).update(Content.assemble(*pieces))
        self._entries = self._standing = None
        if self._page not in self._pages:
            self._page = "facts"
        self._draw()

    def on_resize(self) -> None:
        """Break the lines anew."""
        if self.is_mounted and self.shell.snapshot is not None and self._page in ("facts", "dues", "standing"):
            self.call_after_refresh(self._draw)

    def _draw(self, *, stay: bool = True) -> None:
        record = self.record
        if record is None:
            return
        tabs: list[Content] = []
        for page in self._pages:
            word = self.say(page)
            tab = Content.assemble((f"[{word}]" if page == self._page else f" {word} ", "bold reverse" if page == self._page else ""))
            tabs.append(tab.stylize(f"@click=screen.to_page('{page}')"))
        self.query_one("#pages", Static).update(Content(" ").join(tabs))
        columns, rows = getattr(self, f"_page_{self._page}")(record)
        listing: Listing[PageRow] = self.query_one(Listing)
        listing.show(rows, lambda row: row.cells, key=lambda row: (row.cells, row.target), tone=lambda row: row.tone, columns=columns, empty=self.say("nothing-due"), stay=stay)
        self._explain(listing.row)

    @on(Listing.Moved)
    def _moved(self, event: Listing.Moved) -> None:
        self._explain(event.row)

    def _explain(self, row: PageRow | None) -> None:
        self.refresh_bindings()
        self.query_one("#why", Static).update(Content(row.full.replace("\n", " ")) if row is not None and row.full else "")

    @on(Listing.Chosen)
    def _chosen(self, event: Listing.Chosen) -> None:
        row: PageRow = event.row
        if row.target and row.target != self._record_id:
            self.shell.open_record(row.target)
        elif row.full:
            self.app.push_screen(TextDialog(row.cells[0].strip() or self.say("text"), row.full))

    # ── the pages

    def _page_facts(self, record: Record) -> tuple[list[Column], list[PageRow]]:
        width = max(self.size.width - _LABEL - 6, 20)
        found = self.shell.findings
        wrong = {problem.field: problem for problem in (found.problems_by_record.get(record.id, ()) if found is not None else ())}
        rows: list[PageRow] = []
        for fact in facts(record, self.held.holdings, self.lang):
            problem = wrong.get(fact.path)
            text = fact.text or (self.say("none") if fact.required or problem is not None else "")
            if not text and fact.depth == 0 and not fact.label:
                continue
            tone = "bad" if problem is not None and problem.severity is Severity.ERROR else "warn" if problem is not None else "" if fact.text else "faint"
            lines = wrapped(text, width) or [""]
            full = problem.message.get(self.lang) if problem is not None else fact.text if len(lines) > 1 else ""
            for number, line in enumerate(lines):
                label = "  " * fact.depth + fact.label if number == 0 else ""
                rows.append(PageRow((label, line + (" >" if fact.target and number == 0 and fact.target in self.held.holdings.records else "")), fact.target, full, tone))
            if problem is not None:
                rows += [PageRow(("", line), fact.target, full, tone) for line in wrapped(f"^ {full}", width)]
        return [Column(self.say("item"), _LABEL), Column(self.say("value"))], rows

    def _page_dues(self, record: Record) -> tuple[list[Column], list[PageRow]]:
        found = self.shell.findings
        items = found.due_by_record.get(record.id, ()) if found is not None else ()
        rows = []
        for item in items:
            part = item.label.get(self.lang).removeprefix(self.held.holdings.label(record)).strip(" （）()")
            what = item.kind.label.get(self.lang) + (f"（{part}）" if part and self.lang == "ja" else "")
            tone = "bad" if item.is_overdue(self.held.today) else ""
            explanation = item.explain(self.lang)
            head = (day_in_list(item.day, self.lang), self.shell.distance(item.day), what)
            rows.append(PageRow((*head, ""), "", explanation, tone))
            rows += [PageRow(("", "", "  " + line, ""), "", explanation, "faint") for line in wrapped(explanation, max(self.size.width - 28, 20))]
        return [Column(self.say("day"), DAY), Column("", 9, right=True), Column(self.say("what"))], rows

    def _page_work(self, record: Record) -> tuple[list[Column], list[PageRow]]:
        holdings = self.held.holdings
        rows = []
        for cls, day, state in (
            (Review, "done_on", "result"), (Measure, "due", "done_on"), (Incident, "known_on", "closed_on"), (Acceptance, "until", "kind"), (CheckRecord, "run_on", "outcome"),
        ):  # fmt: skip
            for about in reversed(holdings.about(record.id, cls)):
                when = getattr(about, day) or getattr(about, "due", None)
                named = {field.name: field for field in fields_of(cls)}
                outcome = getattr(about, state)
                words = day_in_list(outcome, self.lang) if named[state].form is Form.DAY and outcome else _words(outcome, self.lang)
                kind = getattr(about, "kind", None) or getattr(about, "category", None)
                title = getattr(about, "title", "") or (kind.label.get(self.lang) if kind is not None else "")
                rows.append(PageRow((day_in_list(when, self.lang) if when else "", kind_of(about).label.get(self.lang), title, words), about.id))
        return [Column(self.say("day"), DAY), Column(self.say("kind"), 12), Column(self.say("what")), Column(self.say("result"), 16)], rows

    def _page_clauses(self, record: Record) -> tuple[list[Column], list[PageRow]]:
        return clauses(record, self.held, self.shell.requirements, self.lang)

    def _page_subcontracts(self, record: Record) -> tuple[list[Column], list[PageRow]]:
        assert isinstance(record, Contract)
        return subcontracts(record, self.held.holdings, self.lang)

    def _page_findings(self, record: Record) -> tuple[list[Column], list[PageRow]]:
        assert isinstance(record, Review)
        return findings(record, self.held.holdings, self.shell.requirements, self.lang)

    def _page_standing(self, record: Record) -> tuple[list[Column], list[PageRow]]:
        if self._standing is None:
            self._read_standing(record)
            return [Column(self.say("loading"))], []
        return standing_rows(self._standing, self.lang, self.size.width)

    @work(thread=True, exclusive=True, group="standing", exit_on_error=False)
    def _read_standing(self, record: Record) -> None:
        found = self.shell.desk.standing(record)
        self.app.call_from_thread(self._standing_read, found)

    def _standing_read(self, found: Standing) -> None:
        self._standing = found
        if self._page == "standing":
            self._draw()

    def _page_documents(self, record: Record) -> tuple[list[Column], list[PageRow]]:
        rows = []
        for path, ref in _files(record):
            kept = self.say("kept-yes") if ref.sha256 else self.say("kept-no")
            kind = ref.kind.label.get(self.lang) if ref.kind is not None else ""
            rows.append(PageRow((ref.name, kind, day_in_list(ref.received_on, self.lang) if ref.received_on else "", kept), "", label_of_path(type(record), path, self.lang) + (f"  SHA-256 {ref.sha256}" if ref.sha256 else "")))
        return [Column(self.say("file-name")), Column(self.say("kind"), 20), Column(self.say("day"), DAY), Column(self.say("kept"), 12)], rows

    def _page_relations(self, record: Record) -> tuple[list[Column], list[PageRow]]:
        holdings = self.held.holdings
        rows = []
        for field, id in references(record):  # noqa: A001
            other = holdings.records.get(id)
            kind = kind_of(other).label.get(self.lang) if other is not None else ""
            rows.append(PageRow((label_of_path(type(record), field, self.lang), kind, holdings.name(id), id), id, "", "" if other is not None else "bad"))
        for id in holdings.users(record.id):  # noqa: A001
            other = holdings.records[id]
            fields = [label_of_path(type(other), field, self.lang) for field, target in references(other) if target == record.id]
            rows.append(PageRow(("< " + "、".join(dict.fromkeys(fields)), kind_of(other).label.get(self.lang), holdings.label(other), id), id))
        return [Column(self.say("field-as"), 20), Column(self.say("kind"), 14), Column(self.say("name")), Column(self.say("id"), 18, wanted=100)], rows

    def _page_history(self, record: Record) -> tuple[list[Column], list[PageRow]]:
        columns = [Column(self.say("when"), 16), Column(self.say("who"), 12), Column(self.say("what")), Column(self.say("reason"), 20, wanted=100)]
        if self._entries is None:
            self._read_history(record.id)
            return columns, []
        rows = []
        for entry in self._entries:
            at = entry.at[:16].replace("T", " ")
            for change in entry.changes:
                if change.record != record.id:
                    continue
                said = [self._change(record, field) for field in change.fields]
                if change.before is None or change.after is None:
                    said = [self.say("created" if change.before is None else "was-removed")]
                for number, text in enumerate(said or [""]):
                    first = number == 0
                    rows.append(PageRow((at if first else "", entry.who if first else "", text, entry.why if first else ""), "", "  ".join(filter(None, (text, entry.why)))))
        return columns, rows

    def _change(self, record: Record, change: FieldChange) -> str:
        cls, holdings = type(record), self.held.holdings
        before, after = (plain_in_words(cls, change.field, value, holdings, self.lang) for value in (change.before, change.after))
        return f"{label_of_path(cls, change.field, self.lang)}: {before} → {after}"

    @work(thread=True, exclusive=True, group="history", exit_on_error=False)
    def _read_history(self, id: str) -> None:  # noqa: A002
        entries = self.shell.desk.history(id)
        self.app.call_from_thread(self._history_read, entries)

    def _history_read(self, entries: tuple[Entry, ...]) -> None:
        self._entries = entries
        if self._page == "history":
            self._draw()

    # ── what a person does

    def action_page(self, by: int) -> None:
        """Turn the page."""
        pages = self._pages
        self.action_to_page(pages[(pages.index(self._page) + by) % len(pages)])

    def action_to_page(self, page: str) -> None:
        """Go to a page."""
        self._page = page
        self._draw(stay=False)

    def action_edit(self) -> None:
        """Edit the record."""
        if self.record is not None:
            open_form(self.shell, self.record)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What writes is greyed out where nothing can be written."""
        if action not in ("edit", "undo", "remove", "measure", "do_review", "decide", "hand_over") or self.shell.snapshot is None:
            return True
        if action == "measure" and self._page not in ("findings", "clauses"):
            return False
        if action == "hand_over" and not isinstance(self.record, Person):
            return False
        if action == "do_review" and not isinstance(self.record, (Contract, CloudService, SocialAccount)):
            return False
        if action == "decide":
            row = self.query_one(Listing).row if self.is_mounted and self._page == "clauses" else None
            return False if self._page != "clauses" else True if row is not None and row.element and not self.held.read_only else None
        row = self.query_one(Listing).row if self.is_mounted and action == "measure" else None
        allowed = action != "measure" or (row is not None and row.about is not None and not row.target)
        return None if self.held.read_only or self.record is None or not allowed else True

    def action_measure(self) -> None:
        """Take a measure on the finding, or on the requirement, of the current line."""
        row: PageRow | None = self.query_one(Listing).row
        record = self.record
        if row is None or row.about is None or record is None:
            return
        subject = self.held.holdings.records.get(record.subject) if isinstance(record, Review) else record
        found = record.findings[row.about] if isinstance(record, Review) and isinstance(row.about, int) else None
        requirement = found.requirement if found is not None else str(row.about)
        check = latest_check(subject.id, self.held.holdings, self.held.today) if subject is not None else None
        proofs = [proof for one in check.elements if one.requirement == requirement for proof in one.proofs] if check is not None else []
        fill: Raw = {
            "subject": subject.id if subject is not None else "",
            "cause": record.id if found is not None else check.id if check is not None else "",
            "title": found.what.split("\n")[0] if found is not None else "",
            "trigger": str(MeasureTrigger.REVIEW if found is not None else MeasureTrigger.CHECK),
            "basis_requirement": requirement,
            "basis_clause": next((proof.article for proof in proofs if proof.article), ""),
            "owner": getattr(subject, "owner", ""),
            "requested_on": typed_day(self.held.today),
        }
        open_form(self.shell, Measure, fill, focus="kind", link=Link(record.id, row.about) if isinstance(row.about, int) else None)

    @work(exclusive=True, group="decide", exit_on_error=False)
    async def action_decide(self) -> None:
        """Decide otherwise than the machine; its own answer stays beside it."""
        row: PageRow | None = self.query_one(Listing).row
        check = latest_check(self._record_id, self.held.holdings, self.held.today)
        if row is None or not row.element or check is None:
            return
        title = row.cells[1].strip()
        made = await ask_override(self, title, row.full, str(row.about), row.element)
        if made is None:
            return
        try:
            _, snapshot = await asyncio.to_thread(self.shell.desk.save, check, attrs.evolve(check, overrides=(*check.overrides, made)), made.reason)
        except StaleError:
            self.shell.action_reload()
            return
        self.shell.take(snapshot)
        self.notify(self.say("decided", what=title), timeout=5, markup=False)

    @work(exclusive=True, group="checklist", exit_on_error=False)
    async def action_do_review(self) -> None:
        """Do a review of the record: the one that is due next, or one without a day."""
        record, found = self.record, self.shell.findings
        if record is None:
            return
        dues = [item for item in found.due_by_record.get(record.id, ()) if item.kind is DueKind.REVIEW] if found is not None else []
        await open_checklist(self.shell, dues[0] if dues else record)

    @work(exclusive=True, group="hand-over", exit_on_error=False)
    async def action_hand_over(self) -> None:
        """Hand over everything that this person answers for."""
        if isinstance(self.record, Person):
            await hand_over(self, self.record)

    @work(exit_on_error=False)
    async def action_undo(self) -> None:
        """Take back the newest change of the register, after showing it."""
        entry = await asyncio.to_thread(self.shell.desk.newest)
        if entry is None or entry.action == "init":
            self.notify(self.say("undo-none"), timeout=3)
            return
        names = "、".join(dict.fromkeys(self.held.holdings.name(change.record) for change in entry.changes)) or "register.toml"
        what = f"{entry.at[:16].replace('T', ' ')} {entry.who} {names} {entry.why}".strip()
        answer = await self.app.push_screen_wait(Question(self.say("undo-ask", what=what), what, [("no", self.say("no")), ("yes", self.say("yes"))]))
        if answer == "yes":
            _, snapshot = await asyncio.to_thread(self.shell.desk.undo)
            self.shell.take(snapshot)
            self.notify(self.say("undone", what=what), timeout=5, markup=False)

    @work(exit_on_error=False)
    async def action_remove(self) -> None:
        """Move the record to the trash, after asking."""
        record = self.record
        if record is None:
            return
        name = self.held.holdings.label(record)
        users = self.held.holdings.users(record.id)
        text = self.say("remove-ask", name=name) + (" " + self.say("used-by", n=len(users)) if users else "")
        if await self.app.push_screen_wait(Question(name, text, [("no", self.say("no")), ("yes", self.say("yes"))])) != "yes":
            return
        try:
            snapshot = await asyncio.to_thread(self.shell.desk.remove, record, "")
        except StaleError:
            self.shell.action_reload()
            return
        self.notify(self.say("removed", name=name), timeout=5, markup=False)
        self.dismiss()
        self.shell.take(snapshot)

    def action_copy_record(self) -> None:
        """Copy the page."""
        rows: Sequence[PageRow] = self.query_one(Listing).rows
        self.app.copy_to_clipboard(tsv(row.cells for row in rows))
        self.notify(self.say("copied", n=len(rows)), timeout=3)

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss()


def _words(value: object, language: Language) -> str:
    return label_of(value, language) if value is not None else ""


def _files(record: Part, path: str = "") -> Iterator[tuple[str, FileRef]]:
    """Yield every document that a record names, with its field."""
    for field in fields_of(type(record)):
        held = getattr(record, field.name)
        for place, item in enumerate(held if field.form is Form.PARTS else [held] if field.form is Form.PART and held is not None else []):
            where = f"{path}{field.name}" + (f"[{place}]" if field.form is Form.PARTS else "")
            if isinstance(item, FileRef):
                yield where, item
            else:
                yield from _files(item, where + ".")
