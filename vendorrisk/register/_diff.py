"""What differs between two versions of a record, field by field: for the history, for conflicts, and for what is shown before saving."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

from vendorrisk.register._log import FieldChange

__all__ = ["changed_fields", "flat"]


def changed_fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[FieldChange, ...]:
    """Return every field that differs, in the order of the fields; lists are compared item by item.

    >>> changed_fields({"end": date(2027, 3, 31), "tiers": ["lgwan"]}, {"end": date(2028, 3, 31), "tiers": ["lgwan", "internet"]})
    (FieldChange(field='end', before='2027-03-31', after='2028-03-31'), FieldChange(field='tiers[1]', before=None, after='internet'))
    """
    old, new = dict(flat(before)), dict(flat(after))
    names = list(dict.fromkeys([*old, *new]))
    return tuple(FieldChange(name, old.get(name), new.get(name)) for name in names if old.get(name) != new.get(name))


def flat(values: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield (path, plain value) for every leaf of a record's values; dates as ISO texts."""
    if isinstance(values, Mapping):
        for name, value in values.items():
            yield from flat(value, f"{path}.{name}" if path else name)
    elif isinstance(values, (list, tuple)):
        for place, value in enumerate(values):
            yield from flat(value, f"{path}[{place}]")
    elif isinstance(values, (date, datetime, time)):
        yield path, values.isoformat()
    else:
        yield path, values
