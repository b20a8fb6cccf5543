"""The due list as an iCalendar file (RFC 5545), through the icalendar library.

Every entry keeps its UID when its day moves, so a calendar that takes the file again moves its entry instead of doubling it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from vendorrisk.model import Bilingual, Holdings, Language
from vendorrisk.schedule import DueItem

__all__ = ["to_ics"]

_NAME = Bilingual("vendorrisk 期限", "vendorrisk due dates")
_OWNER = Bilingual("担当", "responsible")


def to_ics(items: Iterable[DueItem], holdings: Holdings, *, language: Language = "ja", now: datetime | None = None) -> bytes:
    """Return what is due as all-day entries of a calendar.

    Args:
        items: what is due.
        holdings: the register, for the names of people.
        language: of the titles.
        now: the moment to be written as that of the export.
    """
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//vendorrisk//due list//JA")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _NAME.get(language))
    stamp = now or datetime.now(UTC)
    for item in items:
        event = Event()
        event.add("uid", f"{item.uid}@{_domain(holdings)}")
        event.add("dtstamp", stamp)
        event.add("dtstart", item.day)
        event.add("dtend", item.day + timedelta(days=1))
        event.add("summary", f"【{item.kind.label.ja}】{item.label.ja}" if language == "ja" else f"{item.kind.label.en}: {item.label.en}")
        people = "、".join(holdings.name(person) for person in item.responsible)
        lines = [item.record, item.explain(language), f"{_OWNER.get(language)}: {people}" if people else ""]
        event.add("description", "\n".join(line for line in lines if line))
        event.add("transp", "TRANSPARENT")
        event.add("class", "PRIVATE")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _domain(holdings: Holdings) -> str:
    """Return what tells the entries of one city's register from another's; letters beyond ASCII by their code."""
    name = holdings.settings.city or "register"
    return "".join(letter if letter.isascii() and letter.isalnum() else f"{ord(letter):x}" for letter in name) + ".vendorrisk"
