"""The requirements in force: what is demanded by which source, how a sentence satisfies it or fails, which records fall short, what a new edition changes."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, ClassVar

import attrs
from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from vendorrisk import AffectedRecord, Pack, Requirement, Verdict, WeakPoint, packs
from vendorrisk.requirements import RequirementChange
from vendorrisk_tui.actions import bindings_of
from vendorrisk_tui.base import Page, tsv
from vendorrisk_tui.dialogs import TextDialog
from vendorrisk_tui.document import DocumentView
from vendorrisk_tui.files import FileDialog
from vendorrisk_tui.listing import Column, Listing
from vendorrisk_tui.picker import Option, Picker
from vendorrisk_tui.search import plain

__all__ = ["PolicyScreen"]


@attrs.frozen
class _Row:
    """A pack, or one of its requirements."""

    pack: Pack
    requirement: Requirement | None = None


class PolicyScreen(Page):
    """Every requirement that documents are judged by, beside its text."""

    SCOPE = "policy"
    AREA = "policy"
    ABOUT = "about-policy"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("policy")]
    DEFAULT_CSS = """
    PolicyScreen #heading { height: 1; padding: 0 1; background: $surface; text-style: bold; }
    PolicyScreen #both { layout: vertical; height: 1fr; }
    PolicyScreen #rows { height: 1fr; }
    PolicyScreen #text { height: 1fr; }
    PolicyScreen.-wide #both { layout: horizontal; }
    PolicyScreen.-wide #rows { width: 58; height: 1fr; }
    PolicyScreen.-wide #text { height: 1fr; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._packs: tuple[Pack, ...] = ()
        self._explained = ""

    def body(self) -> ComposeResult:
        """Lay out the requirements and the text of one."""
        yield Static(id="heading")
        with Container(id="both"):
            yield Listing[_Row]([], id="rows")
            yield DocumentView(id="text")

    def on_mount(self) -> None:
        """Begin in the list."""
        self.query_one(Listing).focus()

    def renew(self) -> None:
        """Draw the requirements anew."""
        self._packs = packs(self.held.holdings.settings.policies)
        rows = list(self._rows())
        weak = self._weak()

        def cells(row: _Row) -> tuple[str, ...]:
            if row.requirement is None:
                return "", f"{row.pack.title.get(self.lang)} {row.pack.version}", ""
            point = weak.get(row.requirement.id)
            title = self.say("restricted") if row.pack.restricted else row.requirement.title.get(self.lang)
            return row.requirement.level.label.get(self.lang), title, f"{point.short}/{point.checked}" if point is not None else ""

        listing: Listing[_Row] = self.query_one(Listing)
        listing.show(
            rows,
            cells,
            key=lambda row: (row.pack.id, row.requirement.id if row.requirement is not None else ""),
            tone=lambda row: "title" if row.requirement is None else "",
            columns=[Column(self.say("level"), 11), Column(self.say("requirement")), Column(self.say("short"), 9, right=True)],
        )
        n = sum(row.requirement is not None for row in rows)
        self.query_one("#heading", Static).update(Content(self.say("in-force", packs=len(self._packs), n=n)))
        self._explain(listing.row)
        self.refresh_bindings()

    def _rows(self) -> Iterator[_Row]:
        silenced = {id for pack in self._packs for id in pack.silences}  # noqa: A001
        for pack in self._packs:
            yield _Row(pack)
            yield from (_Row(pack, requirement) for requirement in pack.requirements if requirement.id not in silenced)

    def _weak(self) -> dict[str, WeakPoint]:
        found = self.shell.findings
        return {point.requirement: point for point in (found.weak or ())} if found is not None else {}

    @on(Listing.Moved)
    def _moved(self, event: Listing.Moved) -> None:
        self._explain(event.row)
        self.refresh_bindings()

    def _explain(self, row: _Row | None) -> None:
        """Show the text of a row; one that is meant for few eyes is shown when it is asked for with Enter."""
        if row is None:
            return
        hidden = row.pack.restricted and row.requirement is not None
        text = self.say("restricted-how") if hidden else self._text(row)
        if text != self._explained:
            self._explained = text
            self.query_one(DocumentView).show(text)

    def _text(self, row: _Row) -> str:
        return "\n".join(self._about_pack(row.pack) if row.requirement is None else self._about(row.requirement))

    def _about_pack(self, pack: Pack) -> Iterator[str]:
        yield f"{pack.title.get(self.lang)} {pack.version}"
        yield from filter(None, (pack.edition, pack.note.get(self.lang)))

    def _about(self, requirement: Requirement) -> Iterator[str]:
        yield requirement.title.get(self.lang)
        yield requirement.criterion.get(self.lang)
        yield f"{self.say('level')}: {requirement.level.label.get(self.lang)}  {requirement.applies.because.get(self.lang)}"
        for source in requirement.sources:
            state = self.say("source-seen" if source.verified else "source-unseen")
            yield f"{self.say('source')}: {source.title} {source.part}（{source.edition}） [{state}] {source.note}".rstrip()
        for element in requirement.elements:
            yield ""
            optional = "" if element.required else f" [{self.say('recommended')}]"
            yield f"■ {element.title.get(self.lang)}{optional}"
            yield element.criterion.get(self.lang)
            for example in element.examples:
                mark = "○" if example.verdict is Verdict.MET else "×"
                why = f" → {example.why}" if example.why else ""
                yield f"  {mark} {example.verdict.label.get(self.lang)} {''.join(example.text.split())}{why}"

    @on(Listing.Chosen)
    def _chosen(self, event: Listing.Chosen) -> None:
        row: _Row = event.row
        title = row.requirement.title if row.requirement is not None else row.pack.title
        self.app.push_screen(TextDialog(title.get(self.lang), self._text(row)))

    # ── what a person does

    def action_search(self) -> None:
        """Find a requirement by half a word."""
        rows = list(self._rows())
        options = [Option(place, row.requirement.title.get(self.lang), row.pack.title.get(self.lang), plain("\n".join((row.requirement.title.ja, row.requirement.title.en, row.requirement.criterion.ja, row.requirement.id))))
                   for place, row in enumerate(rows) if row.requirement is not None and not row.pack.restricted]  # fmt: skip

        def go(place: int | None) -> None:
            if place is not None:
                self.query_one(Listing).go_to(place)

        self.app.push_screen(Picker(self.say("find-requirement"), options), go)

    def action_records(self) -> None:
        """Offer the records that fall short of the requirement."""
        point = self._point()
        if point is None:
            return
        holdings = self.held.holdings
        options = [Option(id, holdings.name(id), id, plain(f"{holdings.name(id)}\n{id}")) for id in point.records]  # noqa: A001
        self.app.push_screen(Picker(self.say("short-of", n=len(options)), options), lambda chosen: self.shell.open_record(chosen, "clauses") if chosen else None)

    def _point(self) -> WeakPoint | None:
        row: _Row | None = self.query_one(Listing).row
        return self._weak().get(row.requirement.id) if row is not None and row.requirement is not None else None

    def action_switch(self) -> None:
        """Go over to the text, and back."""
        listing = self.query_one(Listing)
        (self.query_one(DocumentView) if listing.has_focus else listing).focus()

    @work(exclusive=True, group="compare-editions", exit_on_error=False)
    async def action_compare(self) -> None:
        """Choose an edition in use and the folder of another, and say what differs and for which records."""
        shipped = [Option(pack.id, pack.title.get(self.lang), pack.version, plain(f"{pack.title.ja}\n{pack.title.en}\n{pack.id}")) for pack in packs()]
        known = {option.value for option in shipped}
        own = [Option(folder, Path(folder).name, folder, plain(folder)) for folder in self.held.holdings.settings.policies if folder not in known]
        old: Any = await self.app.push_screen_wait(Picker(self.say("pick-edition"), [*own, *shipped]))
        if not old:
            return
        self.notify(self.say("pick-new-edition"), timeout=6)
        new = await self.app.push_screen_wait(FileDialog(Path.cwd(), frozenset({".toml"})))
        if new is None:
            return
        self.notify(self.say("comparing"), timeout=3)
        changes, affected, blind = await asyncio.to_thread(self.shell.desk.policy_diff, old, str(new.parent))
        self.app.push_screen(TextDialog(self.say("difference"), "\n".join(self._difference(changes, affected, blind))))

    def _difference(self, changes: Sequence[RequirementChange], affected: Sequence[AffectedRecord], blind: int) -> Iterator[str]:
        if not changes:
            yield self.say("no-difference")
        for change in changes:
            yield f"{change.kind.label.get(self.lang)}  {change.title.get(self.lang)}"
            yield from (f"    {what.get(self.lang)}" for what in change.what)
        yield ""
        yield self.say("touched", n=len(affected))
        names = {change.id: change.title.get(self.lang) for change in changes}
        for record in affected:
            yield f"  {self.held.holdings.name(record.id)}  {record.id}"
            for id, before, after in record.changes:  # noqa: A001
                words = " → ".join(verdict.label.get(self.lang) if verdict is not None else self.say("not-demanded") for verdict in (before, after))
                title = names.get(id) or (self.shell.requirements[id].title.get(self.lang) if id in self.shell.requirements else id)
                yield f"      {title}: {words}"
        if blind:
            yield self.say("blind-n", n=blind)

    def action_copy(self) -> None:
        """Copy the list."""
        weak = self._weak()
        rows = []
        for row in self._rows():
            if row.requirement is not None and not row.pack.restricted:
                one, point = row.requirement, weak.get(row.requirement.id)
                sources = "; ".join(f"{source.title} {source.part} {source.edition}" for source in one.sources)
                rows.append((one.id, one.level.label.get(self.lang), one.title.get(self.lang), one.criterion.get(self.lang), sources, f"{point.short}/{point.checked}" if point is not None else ""))
        self.app.copy_to_clipboard(tsv(rows))
        self.notify(self.say("copied", n=len(rows)), timeout=3)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The records behind a requirement are offered where there are any."""
        if action == "records" and self.is_mounted:
            point = self._point()
            return True if point is not None and point.records else None
        return True
