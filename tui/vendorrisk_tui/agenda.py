"""What is due month by month: a calendar with the days on which the city hall is closed, and the list of the month.

A review is done or postponed from here; the form that opens knows already what it is about.
"""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from vendorrisk.model import Person, Review, fiscal_year
from vendorrisk.schedule import DueItem, DueKind, calendar_of, era_date, fiscal_week, fiscal_year_label
from vendorrisk.wording import day_in_list
from vendorrisk_tui.actions import bindings_of
from vendorrisk_tui.base import Page, tsv
from vendorrisk_tui.checklist import begun, open_checklist, postponed
from vendorrisk_tui.form import open_form
from vendorrisk_tui.handover import hand_over
from vendorrisk_tui.listing import DAY, Column, Listing, fit

__all__ = ["AgendaScreen"]

_WEEK = 5  # cells for the number of the week
_OUTCOME = {DueKind.MEASURE: "done_on", DueKind.MEASURE_VERIFICATION: "verified_on"}  # the field in which the outcome is recorded
_DAYS = {"ja": "日月火水木金土", "en": ("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat")}


class AgendaScreen(Page):
    """A month: calendar above, list below."""

    SCOPE = "agenda"
    AREA = "reviews"
    ABOUT = "about-agenda"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("agenda")]
    DEFAULT_CSS = """
    AgendaScreen #month { height: auto; max-height: 8; padding: 0 1; background: $surface; }
    AgendaScreen #why { height: 2; padding: 0 2; color: $text-muted; background: $surface; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._first: date | None = None
        self._items: Sequence[DueItem] = ()

    def body(self) -> ComposeResult:
        """Lay out the month."""
        yield Static(id="month")
        yield Listing[DueItem]([], id="items")
        yield Static(id="why")

    def on_mount(self) -> None:
        """Begin in the list of this month."""
        self._first = self.held.today.replace(day=1)
        self.query_one(Listing).focus()

    # ── what is shown

    def renew(self) -> None:
        """Draw the month anew."""
        if self._first is None:
            return
        found = self.shell.findings
        last = _next_month(self._first) - timedelta(days=1)
        holdings, today = self.held.holdings, self.held.today
        begin = date.min if self._first <= today <= last else self._first  # what was missed earlier waits in the month of today
        self._items = [item for item in found.due if begin <= item.day <= last] if found is not None else ()

        def cells(item: DueItem) -> tuple[str, ...]:
            who = holdings.name(item.responsible[0]) if item.responsible else self.say("nobody")
            return day_in_list(item.day, self.lang), self.shell.distance(item.day), item.kind.label.get(self.lang), item.label.get(self.lang), who

        listing: Listing[DueItem] = self.query_one(Listing)
        listing.show(
            self._items,
            cells,
            key=lambda item: (item.uid, item.day),
            tone=lambda item: "bad" if item.is_overdue(today) else "",
            columns=[Column(self.say("day"), DAY), Column("", 9, right=True), Column(self.say("what"), 20), Column(self.say("name")), Column(self.say("who"), 10, wanted=80)],
            empty=self.say("nothing-due") if found is not None else self.say("computing"),
        )
        self._draw_month()
        self._explain(listing.row)

    def on_resize(self) -> None:
        """Draw the month for the new width."""
        if self.is_mounted and self._first is not None:
            self._draw_month()

    def _draw_month(self) -> None:
        assert self._first is not None
        first, today = self._first, self.held.today
        days = calendar_of(self.held.holdings.settings)
        counts = Counter(item.day for item in self._items if item.day >= first)
        row = self.query_one(Listing).row
        current = row.day if row is not None else None
        width = max(min((self.size.width - 2 - _WEEK) // 7, 16), 9)
        lines = [Content.assemble((self._heading(first), "bold"))]
        lines.append(Content(" " * _WEEK + "".join(fit(name, width) for name in _DAYS[self.lang])))
        for week in calendar.Calendar(firstweekday=6).monthdatescalendar(first.year, first.month):
            inside = next(day for day in week if day.month == first.month)
            line = Content.assemble((fit(self.say("week", n=fiscal_week(inside)), _WEEK), "$text-muted"))
            for day in week:
                if day.month != first.month:
                    line += Content(" " * width)
                    continue
                number = f"[{day.day}]" if day == today else f" {day.day} "
                closed = "" if days.is_open(day) else self.say("closed") if day.weekday() > 4 else self.say("holiday")
                count = self.say("items-n", n=counts[day]) if counts[day] else ""
                text = fit(fit(number, 4) + closed + count, width - 1)
                style = "bold reverse" if day == current else "$text-error bold" if counts[day] and day < today else "bold" if counts[day] else "$text-muted" if closed else ""
                line += Content.assemble((text, style), " ").stylize(f"@click=screen.day({day.day})")
            lines.append(line)
        self.query_one("#month", Static).update(Content("\n").join(lines))

    def _heading(self, first: date) -> str:
        year = fiscal_year_label(fiscal_year(first), self.lang)
        month = era_date(first).removesuffix("1日") if self.lang == "ja" else f"{calendar.month_name[first.month]} {first.year}"
        earlier = sum(item.day < first for item in self._items)
        late = f"  {self.say('earlier', n=earlier)}" if earlier else ""
        return f"{month}  {year}  {self.say('in-month', n=len(self._items) - earlier)}{late}"

    @on(Listing.Moved)
    def _moved(self, event: Listing.Moved) -> None:
        self._explain(event.row)
        self._draw_month()
        self.refresh_bindings()

    def _explain(self, item: DueItem | None) -> None:
        self.query_one("#why", Static).update(Content(item.explain(self.lang)) if item is not None else "")

    # ── what a person does

    @on(Listing.Chosen)
    def _chosen(self, event: Listing.Chosen) -> None:
        self.shell.open_record(event.row.record)

    def action_month(self, by: int) -> None:
        """Turn over to another month."""
        assert self._first is not None
        self._first = _next_month(self._first) if by > 0 else (self._first - timedelta(days=1)).replace(day=1)
        self.renew()

    def action_this_month(self) -> None:
        """Come back to today."""
        self._first = self.held.today.replace(day=1)
        self.renew()

    def action_day(self, day: int) -> None:
        """Go to the first thing of a day."""
        assert self._first is not None
        place = next((number for number, item in enumerate(self._items) if item.day >= self._first.replace(day=day)), None)
        if place is not None:
            self.query_one(Listing).go_to(place)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only a review can be postponed from here, and nothing where one may only read."""
        if action in ("do", "postpone") and self.shell.snapshot is not None:
            row = self.query_one(Listing).row if self.is_mounted else None
            allowed = row is not None and (action == "do" or row.kind is DueKind.REVIEW)
            return True if allowed and not self.held.read_only else None
        return True

    def action_do(self) -> None:
        """Do a review by its checklist, hand over what somebody who leaves answers for; of anything else, open the form in which its outcome is recorded."""
        item: DueItem | None = self.query_one(Listing).row
        record = self.held.holdings.records.get(item.record) if item is not None else None
        if item is not None and item.kind is DueKind.REVIEW:
            self._do(item)
        elif item is not None and item.kind is DueKind.HANDOVER and isinstance(record, Person):
            self._hand_over(record)
        elif item is not None and record is not None:
            open_form(self.shell, record, focus=_OUTCOME.get(item.kind, ""))

    @work(exclusive=True, group="checklist", exit_on_error=False)
    async def _do(self, item: DueItem) -> None:
        await open_checklist(self.shell, item)

    @work(exclusive=True, group="hand-over", exit_on_error=False)
    async def _hand_over(self, person: Person) -> None:
        await hand_over(self, person)

    def action_postpone(self) -> None:
        """Put a review off, with a reason."""
        item: DueItem | None = self.query_one(Listing).row
        if item is not None and item.kind is DueKind.REVIEW:
            review = postponed(item, self.held.holdings)
            open_form(self.shell, review or Review, begun(item) if review is None else None, focus="postponed_to")

    def action_copy(self) -> None:
        """Copy the month."""
        holdings = self.held.holdings
        rows = [(item.day.isoformat(), item.kind.label.get(self.lang), item.label.get(self.lang), item.record, "、".join(map(holdings.name, item.responsible))) for item in self._items]
        self.app.copy_to_clipboard(tsv(rows))
        self.notify(self.say("copied", n=len(rows)), timeout=3)


def _next_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)

