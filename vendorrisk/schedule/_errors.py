"""What cannot be computed, as one exception with data."""

from __future__ import annotations

from datetime import date

from vendorrisk.model import Bilingual, VendorriskError

__all__ = ["ScheduleError", "beyond_calendar"]


class ScheduleError(VendorriskError):
    """Values that contradict each other (an end before its start), or a day outside the calendar; ``where`` names the field."""


def beyond_calendar(day: date) -> ScheduleError:
    """Return the error of a count from this day that leaves the years 1 to 9999."""
    return ScheduleError(
        Bilingual("暦の端を超えるため計算できません。", "The count runs beyond the end of the calendar."),
        where=day.isoformat(),
        todo=Bilingual("日付と期間を確かめてください。", "Check the day and the period."),
    )
