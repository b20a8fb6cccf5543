"""A record while it is being edited: every value as it was typed, so that nothing is lost because it is not finished yet.

A tree of plain values (JSON) in the order of the fields.  Values are read only when they are asked for, and what cannot be read is a fault
with its field.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import attrs

from vendorrisk.model import Bilingual, FieldInfo, Form, Part, fields_of
from vendorrisk.schedule import DateProblem, era_date, read_date
from vendorrisk_tui.words import WORDS

__all__ = ["Raw", "blank", "made_of", "raw_of", "read", "read_day", "typed_day"]

Raw = dict[str, Any]
_ORIGIN = "_origin"  # of which item of the record an item of a list was made, so that keys we do not know stay with it


def typed_day(day: date) -> str:
    """Return a day as the form shows it for editing."""
    return era_date(day)


def read_day(typed: str) -> date | None:
    """Return the day that was typed, or None when it is none."""
    return _day(typed)[0]


def raw_of(part: Part) -> Raw:
    """Return a record or part as values to be edited.

    >>> from vendorrisk.model import Notice, Unit
    >>> raw_of(Notice(value=3, unit=Unit.MONTH))
    {'value': '3', 'unit': 'month', 'side': ''}
    """
    return {field.name: _raw(field, getattr(part, field.name)) for field in fields_of(type(part))}


def blank(cls: type[Part]) -> Raw:
    """Return a part in which nothing is known yet."""
    return raw_of(cls())


def _raw(field: FieldInfo, value: Any) -> Any:
    if field.form is Form.DAY:
        return typed_day(value) if value is not None else ""
    if field.form in (Form.NUMBER, Form.MONEY):
        return "" if value is None else f"{value:,}" if field.form is Form.MONEY else str(value)
    if field.form is Form.FLAG:
        return value
    if field.form is Form.CHOICE:
        return "" if value is None else str(value)
    if field.form is Form.CHOICES:
        return [str(item) for item in value]
    if field.form is Form.TEXTS:
        return "\n".join(value)
    if field.form is Form.REFS:
        return list(value)
    if field.form is Form.PART:
        return None if value is None else raw_of(value)
    if field.form is Form.PARTS:
        return [{**raw_of(item), _ORIGIN: place} for place, item in enumerate(value)]
    return value


def read(field: FieldInfo, raw: Any, old: Any = None) -> tuple[Any, dict[str, Bilingual]]:
    """Return what a value means, and the faults that keep it from being read, by their path inside the field.

    >>> from vendorrisk.model import Contract
    >>> end = next(field for field in fields_of(Contract) if field.name == "end")
    >>> read(end, "Ｒ９．３．３１")[0], list(read(end, "3月末")[1])
    (datetime.date(2027, 3, 31), [''])
    """
    if field.form is Form.DAY:
        return _day(raw)
    if field.form in (Form.NUMBER, Form.MONEY):
        return _number(raw)
    if field.form is Form.FLAG:
        return raw, {}
    if field.form is Form.CHOICE:
        assert field.type is not None
        return (field.type(raw) if raw else None), {}
    if field.form is Form.CHOICES:
        assert field.type is not None
        return tuple(field.type(item) for item in raw), {}
    if field.form is Form.TEXTS:
        return tuple(line.strip() for line in raw.split("\n") if line.strip()), {}
    if field.form is Form.REFS:
        return tuple(raw), {}
    if field.form is Form.PART:
        if raw is None:
            return None, {}
        assert field.type is not None
        return made_of(field.type, raw, old)
    if field.form is Form.PARTS:
        assert field.type is not None
        made, faults = [], {}
        for place, item in enumerate(raw):
            origin = item.get(_ORIGIN)
            before = old[origin] if old and isinstance(origin, int) and origin < len(old) else None
            part, wrong = made_of(field.type, item, before)
            made.append(part)
            faults.update({f"[{place}].{path}": said for path, said in wrong.items()})
        return tuple(made), faults
    return (raw if field.form is Form.LINES else raw.strip()), {}


def made_of(cls: type[Part], raw: Mapping[str, Any], old: Part | None = None) -> tuple[Any, dict[str, Bilingual]]:
    """Return the record or part that the values make, and the faults by the path of their field.

    Args:
        cls: its class.
        raw: what was typed.
        old: what it was made from; a field that was not touched keeps exactly its value, and keys that we do not know are kept.
    """
    values: Raw = {}
    faults: dict[str, Bilingual] = {}
    for field in fields_of(cls):
        before = getattr(old, field.name) if old is not None else None
        typed = raw.get(field.name)
        if old is not None and typed == _raw(field, before):
            values[field.name] = before
            continue
        if typed is None and field.form not in (Form.FLAG, Form.PART):
            continue
        value, wrong = read(field, typed, before)
        values[field.name] = value
        faults.update({field.name + (f".{path}" if path and not path.startswith("[") else path): said for path, said in wrong.items()})
    made = attrs.evolve(old, **values) if old is not None else cls(**values)
    return made, faults


def _day(typed: str) -> tuple[date | None, dict[str, Bilingual]]:
    if not typed.strip():
        return None, {}
    found = read_date(typed)
    return (None, {"": Bilingual(found.say("ja"), found.say("en"))}) if isinstance(found, DateProblem) else (found, {})


def _number(typed: str) -> tuple[int | None, dict[str, Bilingual]]:
    text = unicodedata.normalize("NFKC", typed).strip().removesuffix("円").lstrip("¥\\").replace(",", "").replace("、", "").replace(" ", "")
    if not text:
        return None, {}
    try:
        return int(text), {}
    except ValueError:
        words = WORDS["not-number"]
        return None, {"": Bilingual(words.ja.format(typed=typed), words.en.format(typed=typed))}


def leaves(raw: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every typed value with its path, for comparing two drafts."""
    if isinstance(raw, dict):
        for name, value in raw.items():
            if name != _ORIGIN:
                yield from leaves(value, f"{path}.{name}" if path else name)
    elif isinstance(raw, list) and raw and isinstance(raw[0], dict):
        for place, item in enumerate(raw):
            yield from leaves(item, f"{path}[{place}]")
    else:
        yield path, raw
