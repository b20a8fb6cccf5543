"""Files written by an earlier edition are read as if this edition had written them; they are rewritten when their record is next saved.

A step takes the values of one schema and returns those of the next.  A file without ``schema`` was written by hand and counts as current.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

__all__ = ["SCHEMA", "STEPS", "migrate"]

Values = dict[str, Any]
Step = Callable[[str, Values], Values]

SCHEMA = 1
STEPS: Mapping[int, Step] = {}  # from the schema of the key to the next; there has been one schema so far


def migrate(values: Values, kind: str, steps: Mapping[int, Step] = STEPS, schema: int = SCHEMA) -> Values | None:
    """Return the values of a file in the newest schema; None when the file is newer than this edition, or older than any step.

    Args:
        values: what the file holds.
        kind: of the record, such as ``contract``.
        steps: from each schema to the next.
        schema: the newest one.

    >>> def step(kind, values):
    ...     return {("title" if key == "name" and kind == "contract" else key): value for key, value in values.items()}
    >>> migrate({"schema": 1, "name": "保守"}, "contract", {1: step}, 2)
    {'schema': 2, 'title': '保守'}
    """
    written = values.get("schema", schema)
    if not isinstance(written, int) or isinstance(written, bool) or written > schema:
        return None
    while written < schema:
        step = steps.get(written)
        if step is None:
            return None
        values = step(kind, values)
        written += 1
        values = {**values, "schema": written}
    return values
