"""Any record that can be: made from the declared fields, so that a new field is tested without a word here."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from vendorrisk.model import KINDS, Form, Part, Record, fields_of

LETTERS = st.characters(codec="utf-8")
TEXTS = st.text(LETTERS, max_size=30) | st.sampled_from(["髙﨑 葛󠄀", "a\r\nb", '"""', "'''\\", "#", "〜～ー", "=1+1", "\u2028", "\x85", "\t", "[x]"])
DAYS = st.dates(date(1926, 12, 25), date(2100, 12, 31))
EXTRA = st.dictionaries(st.sampled_from(["memo", "未知", "x-1"]), TEXTS | st.integers(-5, 5) | DAYS | st.booleans() | st.lists(TEXTS, max_size=2), max_size=2)


def parts(cls: type[Part], depth: int = 3) -> st.SearchStrategy[Any]:
    """Return a strategy for a part or record."""
    fields: dict[str, st.SearchStrategy[Any]] = {"extra": EXTRA if depth > 1 else st.just({})}
    for field in fields_of(cls):
        value = _value(field.form, field.target, field.type, depth)
        if value is not None and field.name != "id":
            fields[field.name] = value
    return st.builds(cls, **fields)


def records() -> st.SearchStrategy[Record]:
    """Return a strategy for a record of any kind, with an id of its kind."""
    return st.sampled_from(list(KINDS.values())).flatmap(
        lambda kind: parts(kind.cls).flatmap(lambda made: st.integers(1, 9_999_999).map(lambda n: _named(made, f"{kind.name}-2026-{n:04d}")))
    )


def _named(record: Any, name: str) -> Any:
    import attrs

    return attrs.evolve(record, id=name)


def _value(form: Form, target: str, cls: Any, depth: int) -> st.SearchStrategy[Any] | None:
    name = st.sampled_from([f"{target if target not in ('', '*') else 'contract'}-2026-{n:04d}" for n in (1, 2, 3)])
    match form:
        case Form.TEXT | Form.LINES:
            return TEXTS
        case Form.TEXTS:
            return st.lists(TEXTS, max_size=3).map(tuple)
        case Form.DAY:
            return st.none() | DAYS
        case Form.NUMBER | Form.MONEY:
            return st.none() | st.integers(-1, 2**53)
        case Form.FLAG:
            return st.none() | st.booleans()
        case Form.CHOICE:
            return st.none() | st.sampled_from(list(cls))
        case Form.CHOICES:
            return st.lists(st.sampled_from(list(cls)), max_size=2, unique=True).map(tuple)
        case Form.REF:
            return st.just("") | name
        case Form.REFS:
            return st.lists(name, max_size=2, unique=True).map(tuple)
        case Form.PART:
            return st.none() | parts(cls, depth - 1) if depth > 1 else st.none()
        case Form.PARTS:
            return st.lists(parts(cls, depth - 1), max_size=2).map(tuple) if depth > 1 else st.just(())
