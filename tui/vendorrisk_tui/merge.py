"""Two people have changed one record: what each of them changed, and the record that comes of it.

Fields that only one side touched need no question.  Groups of fields are compared field by field, lists as a whole: nobody can say which item
of one list is which of the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeVar

import attrs

from vendorrisk.model import FieldInfo, Form, Part, Record, fields_of

__all__ = ["Difference", "Side", "compare", "merged"]

Side = Literal["theirs", "mine"]
R = TypeVar("R", bound=Record)


@attrs.frozen
class Difference:
    """A field that at least one side has changed.

    Attributes:
        path: its name, or ``part.field``.
        field: what it is.
        base: what both started from.
        theirs: what is in the register now.
        mine: what was to be saved.
    """

    path: str
    field: FieldInfo
    base: Any
    theirs: Any
    mine: Any

    @property
    def side(self) -> Side | None:
        """Whose value stands without a question; None when both changed it to different values."""
        if self.theirs == self.mine or self.mine == self.base:
            return "theirs"
        return "mine" if self.theirs == self.base else None


def compare(base: Part, theirs: Part, mine: Part, path: str = "") -> list[Difference]:
    """Return every field that differs between the three, in the order of the form."""
    found: list[Difference] = []
    for field in fields_of(type(base)):
        values = [getattr(version, field.name) for version in (base, theirs, mine)]
        if values[0] == values[1] == values[2]:
            continue
        if field.form is Form.PART and all(value is not None for value in values):
            found += compare(values[0], values[1], values[2], f"{path}{field.name}.")
        else:
            found.append(Difference(path + field.name, field, *values))
    return found


def merged(theirs: R, differences: list[Difference], sides: Mapping[str, Side]) -> R:
    """Return their record with my values where they were chosen, or stand without a question.

    >>> from vendorrisk.model import Contract
    >>> base = Contract(title="保守", number="1")
    >>> theirs, mine = Contract(title="運用保守", number="1"), Contract(title="保守", number="2")
    >>> both = merged(theirs, compare(base, theirs, mine), {})
    >>> both.title, both.number
    ('運用保守', '2')
    """
    result: Any = theirs
    for difference in differences:
        if (sides.get(difference.path) or difference.side) == "mine":
            result = _put(result, difference.path.split("."), difference.mine)
    return result  # type: ignore[no-any-return]


def _put(part: Any, path: list[str], value: Any) -> Any:
    if len(path) > 1:
        value = _put(getattr(part, path[0]), path[1:], value)
    return attrs.evolve(part, **{path[0]: value})
