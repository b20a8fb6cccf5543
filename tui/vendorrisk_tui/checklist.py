"""A review as it is done: one line for everything that has to be looked at, answered with one key, and the result written from the answers.

What is answered goes into the draft of the review at once, in the very fields that the form shows afterwards, so nothing has to be typed
twice and nothing is lost when the line to the server breaks.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from vendorrisk import ReviewPoint, review_points
from vendorrisk.model import Finding, Holdings, Record, Review, ReviewKind, ReviewResult
from vendorrisk.schedule import DueItem, say_date
from vendorrisk_tui.actions import bindings_of
from vendorrisk_tui.base import Dialog, Page
from vendorrisk_tui.dialogs import Question, TextDialog
from vendorrisk_tui.form import FormScreen, begin_editing
from vendorrisk_tui.inputs import JaInput
from vendorrisk_tui.listing import Column, Listing
from vendorrisk_tui.raw import Raw, blank, read_day, typed_day
from vendorrisk_tui.session import Session

if TYPE_CHECKING:
    from vendorrisk_tui.app import VendorriskApp

__all__ = ["AskDialog", "ChecklistScreen", "begun", "open_checklist", "postponed"]

_WITHOUT = frozenset({ReviewKind.CERTIFICATE, ReviewKind.PERMISSION, ReviewKind.SELECTION})
"""Kinds of review that look at one paper or decide something else: their form says it all."""
_EARLIER = "earlier-findings"  # what the record keeps for findings that name no requirement in force


def begun(item: DueItem) -> Raw:
    """Return what a review begins with that is made for something due."""
    return {"subject": item.record, "kind": item.detail, "due": typed_day(item.day)}


def postponed(item: DueItem, holdings: Holdings) -> Review | None:
    """Return the review that was put off to the day of something due; the same record goes on."""
    found = holdings.about(item.record, Review)
    return next((one for one in found if one.kind is ReviewKind(item.detail) and one.done_on is None and one.postponed_to == item.day), None)


async def open_checklist(shell: VendorriskApp, about: DueItem | Record) -> None:
    """Open the checklist of a review; a review of which nothing can be asked opens its form.

    Args:
        shell: the application.
        about: the review that is due, or a record that is looked at without being asked for.
    """
    snapshot = shell.snapshot
    if snapshot is None:
        return
    fill = begun(about) if isinstance(about, DueItem) else {"subject": about.id, "kind": str(ReviewKind.PERIODIC)}
    review = postponed(about, snapshot.holdings) if isinstance(about, DueItem) else None
    fill = {"done_on": typed_day(snapshot.today)} | ({} if review is not None else fill)
    subject = snapshot.holdings.records.get(about.record if isinstance(about, DueItem) else about.id)
    kind = ReviewKind(about.detail) if isinstance(about, DueItem) else ReviewKind.PERIODIC
    points: Sequence[ReviewPoint] = ()
    if subject is not None and kind not in _WITHOUT:
        points = await asyncio.to_thread(review_points, subject, snapshot.holdings, snapshot.today)

    def show(session: Session, title: str) -> None:
        if points:
            shell.push_screen(ChecklistScreen(session, points, title))
        else:
            shell.push_screen(FormScreen(session, Review, session.raw, title, "", focus="method"))

    begin_editing(shell, review if review is not None else Review, fill, show)


class ChecklistScreen(Page):
    """Everything that one review has to look at."""

    SCOPE = "checklist"
    ABOUT = "about-checklist"
    AREA = "reviews"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("checklist")]
    DEFAULT_CSS = """
    ChecklistScreen #heading { height: 2; padding: 0 1; background: $surface; }
    ChecklistScreen #why { height: 6; padding: 0 1; background: $surface; border-top: solid $panel; }
    """

    def __init__(self, session: Session, points: Sequence[ReviewPoint], title: str) -> None:
        super().__init__()
        self.session = session
        self.points = points
        self._title = title
        self._done = False

    def body(self) -> ComposeResult:
        """Lay out the list and what stands behind the current line."""
        yield Static(id="heading")
        yield Listing[ReviewPoint]([], id="points")
        yield Static(id="why")

    def on_mount(self) -> None:
        """Begin at the first question that has no answer."""
        self.query_one(Listing).focus()
        self.action_next_open()

    # ── the answers, kept in the fields of the review

    @property
    def _confirmed(self) -> list[str]:
        return [line for line in str(self.session.raw["confirmed"]).split("\n") if line]

    def _finding(self, point: ReviewPoint) -> Raw | None:
        return next((raw for raw in self.session.raw["findings"] if raw["requirement"] == point.requirement), None)

    def _answer(self, point: ReviewPoint) -> str:
        """Return ``found``, ``ok`` or ""."""
        return "found" if self._finding(point) is not None else "ok" if _key(point) in self._confirmed else ""

    def _set(self, point: ReviewPoint, answer: str, what: str = "") -> None:
        confirmed = [key for key in self._confirmed if key != _key(point)]
        findings = [raw for raw in self.session.raw["findings"] if raw is not self._finding(point)]
        if answer == "ok":
            confirmed.append(_key(point))
        elif answer == "found":
            findings.append({**blank(Finding), **(self._finding(point) or {}), "what": what, "requirement": point.requirement})
        self.session.raw["confirmed"] = "\n".join(confirmed)
        self.session.raw["findings"] = findings
        self.session.keep()
        self.renew()

    # ── what is shown

    def renew(self) -> None:
        """Draw the list anew."""
        marks = {"ok": self.say("mark-ok"), "found": self.say("mark-found"), "": self.say("mark-open")}

        def cells(point: ReviewPoint) -> tuple[str, ...]:
            stated = point.verdict.label.get(self.lang) if point.verdict is not None else self.say("unchecked") if point.requirement else ""
            article = next((proof.article for proof in point.proofs if proof.article), "")
            still = self.say("open-n", n=len(point.open)) if point.open else ""
            return marks[self._answer(point)], point.title.get(self.lang), "" if point.mandatory else self.say("recommended"), article or stated, still

        columns = [
            Column(self.say("answer"), 8), Column(self.say("point")), Column("", 8, wanted=90), Column(self.say("clause"), 18), Column(self.say("still-open"), 10),
        ]  # fmt: skip
        listing: Listing[ReviewPoint] = self.query_one(Listing)
        tones = {"ok": "faint", "found": "bad", "": ""}
        listing.show(self.points, cells, key=_key, tone=lambda point: tones[self._answer(point)], columns=columns)
        answers = [self._answer(point) for point in self.points]
        due = read_day(self.session.raw["due"])
        kind = ReviewKind(self.session.raw["kind"]).label.get(self.lang) if self.session.raw["kind"] else ""
        name = self.held.holdings.name(self.session.raw["subject"])
        day = f"  {self.say('day')} {say_date(due, self.lang)}" if due is not None else ""
        counts = self.say("answered", ok=answers.count("ok"), found=answers.count("found"), open=answers.count(""))
        self.query_one("#heading", Static).update(Content.assemble((f"{kind}  {name}", "bold"), day, "\n", (counts, "$text-accent")))
        self._explain(listing.row)

    @on(Listing.Moved)
    def _moved(self, event: Listing.Moved) -> None:
        self._explain(event.row)

    def _explain(self, point: ReviewPoint | None) -> None:
        self.query_one("#why", Static).update(self._detail(point) if point is not None else "")

    def _detail(self, point: ReviewPoint) -> Content:
        """Return what has to be seen, what was found, the sentence of the contract, and what is still open."""
        lines: list[Content] = [Content.assemble((point.question.get(self.lang), ""))]
        found = self._finding(point)
        if found is not None:
            lines.append(Content.assemble((f"{self.say('finding')}: {found['what']}", "$text-error bold")))
        for one in point.open:
            state = one.state.label.get(self.lang) if one.state is not None else self.say("no-measure")
            lines.append(Content.assemble((f"{self.say('still-open')}: {one.finding.what}（{one.review}、{state}）" if self.lang == "ja" else f"{self.say('still-open')}: {one.finding.what} ({one.review}, {state})", "$text-warning")))
        for proof in point.proofs[:2]:
            lines.append(Content.assemble((f"{proof.article} " if proof.article else "", "bold"), (f"「{proof.quote}」" if self.lang == "ja" else f"“{proof.quote}”", "$text-muted")))
        if not point.proofs and point.requirement:
            lines.append(Content.assemble((self.say("no-clause") if point.verdict is not None else self.say("unchecked-long"), "$text-muted")))
        return Content("\n").join(lines)

    @on(Listing.Chosen)
    def _chosen(self, event: Listing.Chosen) -> None:
        self.app.push_screen(TextDialog(event.row.title.get(self.lang), self._detail(event.row)))

    # ── what a person does

    def action_ok(self) -> None:
        """Say that this is kept, and go on to the next line."""
        self._answer_with("ok")

    def _answer_with(self, answer: str) -> None:
        """Give an answer in place of the one that is there; a finding somebody has written is not dropped without asking."""
        listing: Listing[ReviewPoint] = self.query_one(Listing)
        point, place = listing.row, listing.at
        if point is None:
            return

        def take(said: str | None) -> None:
            if said == "yes":
                self._set(point, answer)
                listing.go_to(place + 1 if answer else place)

        found = self._finding(point)
        if found is None:
            take("yes")
            return
        text = self.say("drop-finding", what=str(found["what"]))
        self.app.push_screen(Question(point.title.get(self.lang), text, [("no", self.say("no")), ("yes", self.say("yes"))]), take)

    @work(exclusive=True, group="finding", exit_on_error=False)
    async def action_found(self) -> None:
        """Say what is not as it should be."""
        listing: Listing[ReviewPoint] = self.query_one(Listing)
        point, place = listing.row, listing.at
        if point is None:
            return
        before = self._finding(point)
        what = await self.app.push_screen_wait(AskDialog(point.title.get(self.lang), self.say("ask-finding"), str(before["what"]) if before is not None else ""))
        if what:
            self._set(point, "found", what)
            listing.go_to(place + 1)

    def action_clear(self) -> None:
        """Take the answer back."""
        self._answer_with("")

    def action_next_open(self) -> None:
        """Go to the next line that has no answer."""
        listing: Listing[ReviewPoint] = self.query_one(Listing)
        order = [*range(listing.at + 1, len(self.points)), *range(listing.at + 1)] if self._answer(self.points[listing.at]) else [listing.at]
        place = next((number for number in order if not self._answer(self.points[number])), None)
        if place is not None:
            listing.go_to(place)

    def action_record(self) -> None:
        """Go on to the form: method, evidence, the result that follows from the answers, and the next date."""
        raw = self.session.raw
        found, answered = bool(raw["findings"]), all(self._answer(point) for point in self.points)
        if raw["result"] in ("", ReviewResult.OK, ReviewResult.FINDINGS):  # what a person decided against the answers stands: not in order, not done
            raw["result"] = str(ReviewResult.FINDINGS) if found else str(ReviewResult.OK) if answered else ""
        self.session.keep()

        def back(saved: bool | None) -> None:
            self._done = bool(saved)
            self.renew()

        self.app.push_screen(FormScreen(self.session, Review, raw, self._title, "", focus="method"), back)

    def on_screen_resume(self) -> None:
        """Once the review has been saved there is nothing left to answer; the record of it may lie above."""
        if self._done and self.app.screen is self:
            self._done = False
            self.dismiss()

    def action_leave(self) -> None:
        """Go back; the answers stay in the draft."""
        if self._confirmed or self.session.raw["findings"]:
            self.session.keep()
            self.notify(self.say("answers-kept"), timeout=4)
        else:
            self.session.drop()
        self.dismiss()


class AskDialog(Dialog[str]):
    """A question that is answered in one's own words; "" when left."""

    SCOPE = "pick"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("pick")]

    def __init__(self, title: str, question: str, what: str = "") -> None:
        super().__init__()
        self._title = title
        self._question = question
        self._what = what

    def compose(self) -> ComposeResult:
        """Lay out the window."""
        with Vertical(classes="window") as window:
            window.border_title = self._title
            yield Static(Content(self._question))
            yield JaInput(self._what, id="what")
            window.border_subtitle = self.say("enter-decides")

    def on_mount(self) -> None:
        """Begin to write."""
        self.query_one(JaInput).focus()

    @on(Input.Submitted)
    def _written(self) -> None:
        self.dismiss(self.query_one(JaInput).value.strip())

    def action_leave(self) -> None:
        """Say nothing."""
        self.dismiss("")


def _key(point: ReviewPoint) -> str:
    """Return what the record keeps of a line that was found kept."""
    return point.requirement or _EARLIER
