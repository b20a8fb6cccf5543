"""Deciding otherwise than the machine: the verdict, why, and who says so.  The machine's own answer stays beside it."""

from __future__ import annotations

from vendorrisk.model import ElementVerdict, Override, Person
from vendorrisk_tui.base import Page
from vendorrisk_tui.checklist import AskDialog
from vendorrisk_tui.dialogs import Question
from vendorrisk_tui.picker import Option, Picker
from vendorrisk_tui.search import plain

__all__ = ["ask_override"]


async def ask_override(page: Page, title: str, said: str, requirement: str, element: str) -> Override | None:
    """Ask for a decision about one element; None when the person thinks better of it.

    Args:
        page: the screen that asks, from a worker.
        title: what the element is called.
        said: what the machine found.
        requirement: id of the requirement.
        element: id of the element.
    """
    holdings = page.held.holdings
    answers = [(one.value, one.label.get(page.lang)) for one in ElementVerdict if one is not ElementVerdict.UNREADABLE]
    verdict = await page.app.push_screen_wait(Question(title, said, answers))
    reason = await page.app.push_screen_wait(AskDialog(title, page.say("why-decide"))) if verdict else ""
    if not reason:
        return None
    people = [Option(one.id, holdings.label(one), one.id, plain(f"{one.name}\n{one.kana}\n{one.id}")) for one in holdings.all(Person)]
    by = await page.app.push_screen_wait(Picker(page.say("who-decides"), people))
    if not by:
        return None
    return Override(requirement=requirement, element=element, verdict=ElementVerdict(verdict), reason=reason, by=by, on=page.held.today)
