"""Checking a document: the requirements on one side, the text on the other, and the sentence behind each answer marked in it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import attrs
from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from vendorrisk import ElementResult, Evidence, Examination, RequirementResult, draft_amendment, examine
from vendorrisk.model import CloudService, Contract, Handling, Kind, Override, SocialAccount
from vendorrisk.requirements import Verdict
from vendorrisk_tui.actions import bindings_of
from vendorrisk_tui.base import Page, tsv
from vendorrisk_tui.checklist import AskDialog
from vendorrisk_tui.decide import ask_override
from vendorrisk_tui.dialogs import Question, TextDialog
from vendorrisk_tui.document import DocumentView, Mark
from vendorrisk_tui.files import FileDialog, typed_path
from vendorrisk_tui.listing import Column, Listing, fit
from vendorrisk_tui.picker import Option, Picker
from vendorrisk_tui.search import plain

__all__ = ["CheckScreen"]

_SUFFIXES = frozenset({".docx", ".docm", ".pdf", ".txt"})
_TONES = {Verdict.MET: "met", Verdict.WEAK: "weak", Verdict.NEGATED: "bad"}
_KINDS: tuple[Kind | None, ...] = (None, *Kind)


class _StoppedError(Exception):
    """The person does not want to wait."""


@attrs.frozen
class _Row:
    """A requirement, or one of its elements with what a person decided about it."""

    result: RequirementResult
    found: ElementResult | None = None
    decided: Override | None = None

    @property
    def verdict(self) -> Verdict | None:
        """The verdict that counts: the person's, or the machine's."""
        if self.decided is not None and self.decided.verdict is not None:
            return Verdict(self.decided.verdict.value)
        return self.found.verdict if self.found is not None else None

    @property
    def gap(self) -> bool:
        """Whether a person has to look: a required element that is not met, or contradicted elsewhere, and about which nobody decided."""
        if self.found is None or not self.result.mandatory or not self.found.element.required:
            return False
        return self.verdict is not Verdict.MET or (bool(self.found.conflicts) and self.decided is None)


class CheckScreen(Page):
    """One contract, which may be several files."""

    SCOPE = "check"
    AREA = "check"
    ABOUT = "about-check"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("check")]
    DEFAULT_CSS = """
    CheckScreen #heading { height: auto; max-height: 4; padding: 0 1; background: $surface; }
    CheckScreen #both { layout: vertical; height: 1fr; }
    CheckScreen #rows { height: 1fr; }
    CheckScreen #text { height: 1fr; }
    CheckScreen #why { height: 3; padding: 0 1; color: $text-muted; background: $surface; }
    CheckScreen.-wide #both { layout: horizontal; }
    CheckScreen.-wide #rows { width: 54; height: 1fr; }
    CheckScreen.-wide #text { height: 1fr; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._files: list[Path] = []
        self._kind: Kind | None = None
        self._handles: frozenset[Handling] = frozenset()
        self._recognise = False
        self._found: Examination | None = None
        self._decided: dict[tuple[str, str], Override] = {}
        self._shown = ""
        self._turn = 0
        self._waiting = False
        self._far = ""

    @property
    def examination(self) -> Examination | None:
        """What was found, once it is there."""
        return self._found

    def body(self) -> ComposeResult:
        """Lay out what was asked, the requirements, and the text."""
        yield Static(id="heading")
        with Container(id="both"):
            yield Listing[_Row]([], id="rows")
            yield DocumentView(id="text")
        yield Static(id="why")

    def on_mount(self) -> None:
        """Begin in the list."""
        self.query_one(Listing).focus()

    # ── what is shown

    def renew(self) -> None:
        """Draw everything anew, in the language of the moment."""
        marks = {True: self.say("mark-on"), False: self.say("mark-off")}
        kind = self._kind or (self._found.report.kind if self._found is not None else None)
        named = self.say(f"kind-{kind.value}") if kind is not None else self.say("kind-any")
        guessed = self.say("guessed") if self._kind is None and kind is not None else ""
        facts = "  ".join(f"{self.say(f'handles-{one.value}')} {marks[one in self._handles]}" for one in (Handling.PERSONAL_INFORMATION, Handling.MY_NUMBER, Handling.SYSTEM))
        names = ("、" if self.lang == "ja" else ", ").join(path.name for path in self._files) or self.say("no-file")
        lines: list[Content] = [Content.assemble((names, "bold")), Content(f"{self.say('kind')}: {named}{guessed}  {facts}")]
        lines.append(self._state())
        self.query_one("#heading", Static).update(Content("\n").join(lines))
        self._draw_rows()
        self.refresh_bindings()

    def _state(self) -> Content:
        if self._waiting:
            return Content.assemble((self._far or self.say("checking"), "$text-accent"))
        if self._found is None:
            return Content.assemble((self.say("check-how"), "$text-muted"))
        report = self._found.report
        if report.verdict is None:
            return Content.assemble((report.refusals[0].message.get(self.lang), "$text-error bold"))
        gaps = sum(row.gap for row in self._rows())
        tone = {"compliant": "$text-success", "needs-review": "$text-warning", "non-compliant": "$text-error"}[report.verdict]
        by_whom = self.say("machine-only") if self._decided else ""
        said = [Content.assemble((self.say(report.verdict), f"bold {tone}"), by_whom, "  ", self.say("gaps-left", n=gaps))]
        if more := len(report.notices) + len(report.refusals):
            first = report.notices[0].message.get(self.lang) if report.notices else f"{report.refusals[0].path.name}: {report.refusals[0].message.get(self.lang)}"
            said.append(Content.assemble(("\n" + fit(self.say("notices", n=more) + first, self.size.width - 3).rstrip(), "$text-warning")))
        return Content("").join(said)

    def _rows(self) -> Iterator[_Row]:
        for result in self._found.report.requirements if self._found is not None else ():
            if result.applies:
                yield _Row(result)
                for found in result.elements:
                    yield _Row(result, found, self._decided.get((result.requirement.id, found.element.id)))

    def _draw_rows(self) -> None:
        def cells(row: _Row) -> tuple[str, ...]:
            if row.found is None:
                return "", row.result.requirement.title.get(self.lang) + ("" if row.result.mandatory else f" [{self.say('recommended')}]"), ""
            first = row.found.evidence[0] if row.found.evidence else None
            name = row.found.element.title.get(self.lang) + (self.say("by-person") if row.decided is not None else "")
            return self.say(f"verdict-{row.verdict}"), "  " + name, (first.article or "") if first is not None else ""

        def tone(row: _Row) -> str:
            if row.found is None:
                return "title"
            if not row.gap:
                return "faint" if row.verdict is not Verdict.MET else ""
            return "warn" if row.verdict is Verdict.WEAK else "bad"

        listing: Listing[_Row] = self.query_one("#rows", Listing)
        listing.show(
            list(self._rows()),
            cells,
            key=lambda row: (row.result.requirement.id, row.found.element.id if row.found is not None else ""),
            tone=tone,
            columns=[Column(self.say("verdict"), 10), Column(self.say("requirement")), Column(self.say("article"), 14)],
            empty=self.say("checking") if self._waiting else self.say("check-empty"),
        )
        self._point(listing.row)

    @on(Listing.Moved)
    def _moved(self, event: Listing.Moved) -> None:
        self._point(event.row)

    def _point(self, row: _Row | None) -> None:
        """Mark the sentences behind a row and bring the first into sight."""
        view = self.query_one(DocumentView)
        evidence = [*row.found.evidence, *row.found.conflicts] if row is not None and row.found is not None else []
        first = evidence[0] if evidence else None
        document = self._found.document_of(first) if self._found is not None and first is not None else None
        if document is None and self._found is not None and self._found.documents and not self._shown:
            document = self._found.documents[0]
        if document is not None and document.text != self._shown:
            self._shown = document.text
            view.show(document.text)
        marks = [Mark(one.start, one.end, _TONES[one.verdict]) for one in evidence if document is not None and self._found is not None and self._found.document_of(one) is document]
        view.mark(marks, first.start if first is not None and marks else None)
        self.query_one("#why", Static).update(self._why(row, first))
        self.refresh_bindings()

    def _why(self, row: _Row | None, first: Evidence | None) -> Content:
        if row is None:
            return Content("")
        criterion = row.found.element.criterion if row.found is not None else row.result.requirement.criterion
        parts = [Content(criterion.get(self.lang))]
        if row.decided is not None and row.found is not None:
            machine = self.say("machine-found", verdict=self.say(f"verdict-{row.found.verdict.value}"))
            parts.append(Content.assemble((f"{self.say('person-decided')}: {row.decided.reason} — {self.held.holdings.name(row.decided.by)}  {machine}", "bold")))
        if first is not None:
            place = "  ".join(filter(None, (first.article or "", self.say("page-n", n=first.page) if first.page else "", first.path.name if first.path is not None else "")))
            parts.append(Content.assemble((f"{self.say('proof')}: {place}", "bold"), f"  {first.reason.get(self.lang)}"))
        if row.found is not None and row.found.conflicts:
            parts.append(Content.assemble((f"{self.say('contradiction')}: {row.found.conflicts[0].article or ''}", "$text-error bold")))
        return Content("\n").join(parts)

    @on(Listing.Chosen)
    def _chosen(self, event: Listing.Chosen) -> None:
        row: _Row = event.row
        requirement = row.result.requirement
        lines = [requirement.criterion.get(self.lang), f"{requirement.id}  {row.result.applies_because.get(self.lang)}"]
        lines += [f"{source.title} {source.part}（{source.edition}）" for source in requirement.sources]
        for found in [row.found] if row.found is not None else row.result.elements:
            lines.append(f"\n{self.say(f'verdict-{found.verdict.value}')}  {found.element.title.get(self.lang)}: {found.element.criterion.get(self.lang)}")
            lines += [f"  {one.article or ''} 「{one.quote}」 {one.reason.get(self.lang)}" for one in (*found.evidence, *found.conflicts)]
        self.app.push_screen(TextDialog(requirement.title.get(self.lang), "\n".join(lines)))

    # ── what a person does

    @work(exclusive=True, group="choose", exit_on_error=False)
    async def action_choose_file(self, more: bool = False) -> None:
        """Choose a file and check it; with ``more`` it joins the files of the same contract."""
        folder = self._files[-1].parent if self._files else Path.cwd()
        chosen = await self.app.push_screen_wait(FileDialog(folder, _SUFFIXES))
        if chosen is not None:
            self.check([*self._files, chosen] if more else [chosen])

    def on_paste(self, event: events.Paste) -> None:
        """A path that was pasted or dropped on the terminal is checked."""
        path = Path(typed_path(event.text))
        if path.is_file():
            event.stop()
            self.check([path])

    def check(self, files: list[Path]) -> None:
        """Check files as one contract."""
        self._files, self._found, self._shown, self._decided = files, None, "", {}
        self.query_one(DocumentView).show("")
        self._again()

    def _again(self) -> None:
        if self._files:
            self._turn += 1
            self._waiting, self._far = True, ""
            self.renew()
            self._examine(self._turn)

    @work(group="examine", exit_on_error=False)
    async def _examine(self, turn: int) -> None:
        """Read and judge in a process of its own; a later turn makes an earlier one void."""

        def listen(_: Path, done: int, total: int) -> None:
            if turn != self._turn:
                raise _StoppedError
            self.app.call_from_thread(self._advance, turn, done, total)

        settings = self.held.holdings.settings
        try:
            found = await asyncio.to_thread(
                examine, self._files, kind=self._kind, handles=self._handles, policies=settings.policies, ocr=self._recognise, pages=listen, recognising=listen
            )
        except _StoppedError:
            return
        if turn == self._turn:
            self._waiting, self._found = False, found
            self._shown = ""
            self.renew()
            row: _Row | None = self.query_one("#rows", Listing).row
            if row is None or not row.gap:  # whoever has only changed a fact stays where he was
                self.action_gap(1)

    def _advance(self, turn: int, done: int, total: int) -> None:
        if turn == self._turn:
            self._far = self.say("pages-read", done=done, total=total)
            self.renew()

    def action_stop(self) -> None:
        """Stop waiting."""
        self._turn += 1
        self._waiting = False
        self.renew()

    def action_kind(self) -> None:
        """Go on to the next kind of document."""
        self._kind = _KINDS[(_KINDS.index(self._kind) + 1) % len(_KINDS)]
        self._again() if self._files else self.renew()

    def action_handles(self, handling: str) -> None:
        """Say that the contract handles something, or that it does not."""
        self._handles = self._handles ^ {Handling(handling)}
        self._again() if self._files else self.renew()

    def action_recognise(self) -> None:
        """Read scanned pages by character recognition, where Tesseract is installed."""
        self._recognise = not self._recognise
        self._again()

    def action_gap(self, by: int) -> None:
        """Go to the next required element that is not met, or to the one before."""
        listing: Listing[_Row] = self.query_one("#rows", Listing)
        rows = list(listing.rows)
        places = [number for number, row in enumerate(rows) if row.gap]
        if by > 0:
            wanted = next((place for place in places if place > listing.at), places[0] if places else None)
        else:
            wanted = next((place for place in reversed(places) if place < listing.at), places[-1] if places else None)
        if wanted is not None:
            listing.go_to(wanted)
            self._point(listing.row)

    def action_switch(self) -> None:
        """Go over to the text, and back."""
        listing = self.query_one("#rows", Listing)
        (self.query_one(DocumentView) if listing.has_focus else listing).focus()

    @work(exclusive=True, group="decide", exit_on_error=False)
    async def action_decide(self) -> None:
        """Decide otherwise than the machine about one element; it is kept together with the result."""
        row: _Row | None = self.query_one("#rows", Listing).row
        if row is None or row.found is None:
            return
        key = row.result.requirement.id, row.found.element.id
        said = f"{self.say(f'verdict-{row.found.verdict.value}')}  {row.found.element.criterion.get(self.lang)}"
        made = await ask_override(self, row.found.element.title.get(self.lang), said, *key)
        if made is not None:
            self._decided[key] = made
            self.renew()
            self.notify(self.say("decided-until-kept"), timeout=6)

    def action_notices(self) -> None:
        """Read what has to be borne in mind about this result, and what could not be read."""
        if self._found is not None:
            report = self._found.report
            said = [notice.message.get(self.lang) for notice in report.notices]
            said += [f"{refusal.path.name}: {refusal.message.get(self.lang)}" for refusal in report.refusals]
            self.app.push_screen(TextDialog(self.say("notice"), "\n\n".join(said)))

    @work(exclusive=True, group="keep", exit_on_error=False)
    async def action_keep(self) -> None:
        """Keep files and result with a record of the register; it is judged by the record's own facts."""
        holdings = self.held.holdings
        records = [record for cls in (Contract, CloudService, SocialAccount) for record in holdings.all(cls)]
        options = [Option(record.id, holdings.label(record), record.id, plain(f"{holdings.label(record)}\n{record.id}")) for record in records]
        chosen: Any = await self.app.push_screen_wait(Picker(self.say("keep-with"), options))
        if not chosen:
            return
        decided = tuple(self._decided.values())
        report, made, snapshot = await asyncio.to_thread(self.shell.desk.check, chosen, list(self._files), self._recognise, decided)
        if made is None:
            self.notify(report.refusals[0].message.get(self.lang), severity="error", markup=False)
            return
        self.shell.take(snapshot)
        lost = [row.found.element.title.get(self.lang) for row in self._rows() if row.found is not None and row.decided is not None and row.decided not in made.overrides]
        if lost:
            names = ("、" if self.lang == "ja" else ", ").join(lost)
            self.notify(self.say("decided-lost", name=holdings.name(chosen), elements=names), severity="warning", timeout=15, markup=False)
        self.notify(self.say("kept-check", id=made.id, name=holdings.name(chosen)), timeout=6, markup=False)
        self.shell.open_record(chosen, "clauses")

    @work(exclusive=True, group="draft", exit_on_error=False)
    async def action_draft(self) -> None:
        """Write a memorandum with the clauses that are missing, for the facts of the moment; no file is replaced unasked."""
        self.notify(self.say("drafting"), timeout=3)
        files, settings = list(self._files), self.held.holdings.settings
        made = await asyncio.to_thread(
            draft_amendment, files, kind=self._kind, handles=self._handles, policies=settings.policies, ocr=self._recognise, isolated=True, on=self.held.today
        )
        if made.draft is None:
            self.notify(self.say("nothing-to-draft"), timeout=5)
            return
        place = files[0].with_name(f"{files[0].stem}_{self.say('draft-file')}.docx")
        question = self.say("draft-where", title=made.draft.title, n=len(made.lacks.requirements))
        typed = await self.app.push_screen_wait(AskDialog(self.say("draft-file"), question, str(place)))
        if not typed:
            return
        target = Path(typed_path(typed))
        if target.exists():
            answers = [("no", self.say("no")), ("yes", self.say("overwrite"))]
            if await self.app.push_screen_wait(Question(target.name, self.say("draft-exists", name=target.name), answers)) != "yes":
                return
        await asyncio.to_thread(target.write_bytes, made.draft.docx)
        self.notify(self.say("draft-saved", name=target.name, n=len(made.draft.unfilled)), timeout=8, markup=False)

    def action_copy(self) -> None:
        """Copy the result."""
        rows = [
            (row.result.requirement.id, row.result.requirement.title.get(self.lang), row.found.element.title.get(self.lang), self.say(f"verdict-{row.verdict}"), row.decided.reason if row.decided is not None else "",
             (row.found.evidence[0].article or "") if row.found.evidence else "", row.found.evidence[0].quote if row.found.evidence else "")
            for row in self._rows() if row.found is not None
        ]  # fmt: skip
        self.app.copy_to_clipboard(tsv(rows))
        self.notify(self.say("copied", n=len(rows)), timeout=3)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What needs a result is greyed out without one."""
        if action == "stop":
            return self._waiting
        if action == "recognise":
            return self._found is not None and any(refusal.code.value == "no-text" for refusal in self._found.report.refusals)
        if action == "choose_file" and parameters and parameters[0]:
            return True if self._files else None
        if action == "notices":
            return self._found is not None and bool(self._found.report.notices or self._found.report.refusals)
        if action == "decide":
            row = self.query_one("#rows", Listing).row if self._found is not None else None
            return True if row is not None and row.found is not None and not self.held.read_only else None
        if action in ("gap", "copy", "draft"):
            return True if self._found is not None and self._found.report.requirements else None
        if action == "keep":
            judged = self._found is not None and self._found.report.verdict is not None
            return True if judged and self.shell.snapshot is not None and not self.held.read_only else None
        return True
