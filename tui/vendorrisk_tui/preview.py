"""What a record would mean for the due list, before it is saved."""

from __future__ import annotations

from datetime import date

from vendorrisk.model import Holdings, Record
from vendorrisk.schedule import DueItem, due_list

__all__ = ["dues_after"]


def dues_after(record: Record, holdings: Holdings, today: date) -> tuple[DueItem, ...]:
    """Return what would be due for a record, or for the one that it is about, if it were saved as it is.

    Only the records concerned are looked at, so the answer is there at once however large the register is.
    """
    subject = holdings.records.get(getattr(record, "subject", ""))
    main = subject if subject is not None else record
    near = {main.id: main, **{one.id: one for one in holdings.about(main.id, Record)}, record.id: record}
    return tuple(item for item in due_list(Holdings(near.values(), holdings.settings), today) if item.record in (main.id, record.id))
