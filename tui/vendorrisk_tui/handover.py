"""Handing over when posts change in April: everything that somebody answers for goes to a successor in one change, which one key takes back."""

from __future__ import annotations

import asyncio
from typing import Any

from vendorrisk.model import Person, answered_by, fields_of, kind_of
from vendorrisk_tui.base import Page
from vendorrisk_tui.checklist import AskDialog
from vendorrisk_tui.desk import StaleError
from vendorrisk_tui.picker import Option, Picker
from vendorrisk_tui.search import key_of_record

__all__ = ["hand_over"]


async def hand_over(page: Page, person: Person) -> None:
    """Ask for the successor, which records, and why; then hand them over.

    Args:
        page: the screen that asks, from a worker.
        person: whose records they are.
    """
    holdings, today = page.held.holdings, page.held.today
    charges = answered_by(person.id, holdings, today)
    if not charges:
        page.notify(page.say("hand-nothing", name=person.name), timeout=4, markup=False)
        return
    here = [one for one in holdings.all(Person) if one.id != person.id and (one.until is None or one.until >= today)]
    people = [Option(one.id, one.name, one.post or holdings.name(one.department), key_of_record(one, holdings)) for one in here]
    successor: Any = await page.app.push_screen_wait(Picker(page.say("hand-to", name=person.name), people))
    if not successor:
        return
    options = []
    for record, fields in charges:
        words = "、".join(field.label.get(page.lang) for field in fields_of(type(record)) if field.name in fields)
        options.append(Option(record.id, holdings.label(record), f"{words} {kind_of(record).label.get(page.lang)}", key_of_record(record, holdings)))
    every = [option.value for option in options]
    chosen: Any = await page.app.push_screen_wait(Picker(page.say("hand-what"), options, chosen=every, many=True))
    records = [record for record, _ in charges if record.id in (chosen or ())]
    name = holdings.name(successor)
    why = await page.app.push_screen_wait(AskDialog(page.say("hand-over"), page.say("hand-why", n=len(records), name=name))) if records else ""
    if not why:
        return
    try:
        snapshot = await asyncio.to_thread(page.shell.desk.hand_over, records, person.id, successor, why)
    except StaleError:
        page.shell.action_reload()
        return
    page.shell.take(snapshot)
    page.notify(page.say("handed", n=len(records), name=name), timeout=8, markup=False)
