"""From the tables of the sample city to records: keys become ids, words become days, and texts become digests.

A table names other records by their key, since ids hold the year in which the city is made.  Everything else is written as in the files
of a register.  A fault in a table is a fault of this package, so it ends in an error that names the place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from vendorrisk.model import KINDS, FieldInfo, Form, Part, Record, Settings, fields_of
from vendorrisk.register.sample._days import SampleDays

__all__ = ["SampleDataError", "build", "build_settings", "ids_of"]

P = TypeVar("P", bound=Part)
Table = Mapping[str, Any]
Tables = Mapping[str, Mapping[str, Table]]

# the day by which a record got its id; kinds that are not named were entered when the register was set up
_BORN: Mapping[str, tuple[str, ...]] = {
    "contract": ("signed_on", "start"),
    "review": ("done_on", "due"),
    "measure": ("requested_on", "due"),
    "incident": ("known_on",),
    "acceptance": ("approved_on",),
    "check": ("run_on",),
    "person": ("start",),
}
_ENTERED = "entered_on"  # a table's own word for that day, where no field tells it
_REGISTER_IS_OLD = 4  # fiscal years


def ids_of(tables: Tables, days: SampleDays) -> dict[str, str]:
    """Return the id of every record by ``kind.key``; numbers run through each kind and fiscal year in the order of the tables."""
    this_year = days.fiscal_year(days.today)
    counts: dict[str, int] = {}
    ids: dict[str, str] = {}
    for kind, records in tables.items():
        for key, table in records.items():
            said = next((table[name] for name in (_ENTERED, *_BORN.get(kind, ())) if name in table), None)
            year = this_year - _REGISTER_IS_OLD if said is None else days.fiscal_year(days.day(said))
            prefix = f"{kind}-{min(max(year, this_year - _REGISTER_IS_OLD), this_year)}"
            counts[prefix] = counts.get(prefix, 0) + 1
            ids[f"{kind}.{key}"] = f"{prefix}-{counts[prefix]:04}"
    return ids


def build(tables: Tables, ids: Mapping[str, str], days: SampleDays, digest: Callable[[str], str]) -> tuple[Record, ...]:
    """Return the records of the tables in their order.

    Args:
        tables: for each kind its records by key.
        ids: what :func:`ids_of` gives.
        days: what the words for days mean.
        digest: gives the SHA-256 of the text that a ``sha256`` field names.

    Raises:
        SampleDataError: a table holds a key, a value or a name that there is not.
    """
    maker = _Maker(ids, days, digest)
    return tuple(
        maker.make(KINDS[kind].cls, {"id": ids[f"{kind}.{key}"], **table}, f"{kind}.{key}")
        for kind, records in tables.items()
        for key, table in records.items()
    )


def build_settings(table: Table, days: SampleDays) -> Settings:
    """Return the settings of the sample city."""
    return _Maker({}, days, lambda name: name).make(Settings, table, "settings")


class SampleDataError(ValueError):
    """A table of the sample city is wrong; the message names the place."""


class _Maker:
    def __init__(self, ids: Mapping[str, str], days: SampleDays, digest: Callable[[str], str]) -> None:
        self.ids, self.days, self.digest = ids, days, digest

    def make(self, cls: type[P], table: Table, place: str) -> P:
        fields = {field.name: field for field in fields_of(cls)}
        values: dict[str, Any] = {}
        for name, value in table.items():
            if name == _ENTERED:
                continue
            if name not in fields:
                raise SampleDataError(f"{place}: {cls.__name__} has no field {name}")
            try:
                values[name] = self.value(fields[name], value, f"{place}.{name}")
            except SampleDataError:
                raise
            except (AttributeError, KeyError, TypeError, ValueError) as error:
                raise SampleDataError(f"{place}.{name}: {value!r} does not fit") from error
        return cls(**values)

    def value(self, field: FieldInfo, value: Any, place: str) -> object:
        form = field.form
        if form is Form.DAY:
            return self.days.day(value)
        if form is Form.REF:
            return self.id(field.target, value)
        if form is Form.REFS:
            return tuple(self.id(field.target, one) for one in value)
        if form is Form.TEXTS:
            return tuple(self.days.words(one) for one in value)
        if form in (Form.TEXT, Form.LINES):
            return self.digest(value) if field.name == "sha256" else self.days.words(value.strip("\n"))
        if form in (Form.CHOICE, Form.PART):
            return self.inner(field, value, place)
        if form in (Form.CHOICES, Form.PARTS):
            return tuple(self.inner(field, one, f"{place}[{number}]") for number, one in enumerate(value))
        if type(value) is not (bool if form is Form.FLAG else int):
            raise TypeError(place)
        return value

    def inner(self, field: FieldInfo, value: Any, place: str) -> object:
        assert field.type is not None
        return self.make(field.type, value, place) if issubclass(field.type, Part) else field.type(value)

    def id(self, target: str, key: str) -> str:
        return self.ids[key if target == "*" else f"{target}.{key}"]
