"""What cannot be computed, as one exception with data."""

from __future__ import annotations

from vendorrisk.model import VendorriskError

__all__ = ["ScheduleError"]


class ScheduleError(VendorriskError):
    """Values that contradict each other (an end before its start), or a day outside the calendar; ``where`` names the field."""
