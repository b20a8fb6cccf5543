"""What is known, for people and programs that never open the tool: calendars now, reports to come.

Everything here takes the values of the library and returns bytes; the caller decides where they go.
"""

from vendorrisk.reporting._ics import to_ics

__all__ = ["to_ics"]
