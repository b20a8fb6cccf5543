"""Records of every kind with every field filled in by chance, and a transaction that gives ids as the register does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import attrs
import pytest
from hypothesis import strategies as st

from vendorrisk.model import KINDS, Form, Part, Record, fields_of, kind_of

_AWKWARD = (
    "=1+1", "＝HYPERLINK(\"http://x\")", "+81-29", "-5", "@SUM(A1)", "＠cmd", "－－", "\t=1", "\r\n=1", "'", "''=1", "'株式会社", " 前後の空白 ", "　", "1/2", "4-1", "4月1日",
    "0001", "7000012050002", "1E5", "TRUE", "#N/A", "_x000D_", "_x005F_", "_x0041_x0042_", "a\r\nb", "a\rb", "改行\nあり", "\x07", "\x00", "髙﨑", "𠮷野家", "〜−", "\ufeff", "\uffff",
    "カンマ,と\"引用符\"", ";", "2026.10", "はい", "12,345", "令和8年4月1日", "[contract.title]", "新1", "%", "10%", "null", "=", "-", "'=", "'0001",
)  # fmt: skip


def texts(*, writable: bool = False) -> st.SearchStrategy[str]:
    characters = st.characters(exclude_categories=["Cs"], exclude_characters="\x00" if writable else "")
    awkward = [text for text in _AWKWARD if not writable or "\x00" not in text]
    return st.one_of(st.sampled_from(awkward), st.text(characters, max_size=12), st.text("あ亜アａA1=\n'_x", max_size=8)).filter(bool)


def ids(target: str) -> st.SearchStrategy[str]:
    kind = st.sampled_from(list(KINDS)) if target == "*" else st.just(target)
    return st.builds(lambda name, number: f"{name}-2026-{number:04}", kind, st.integers(1, 3))


_EXTRA = st.dictionaries(
    st.sampled_from(["colour", "色", "later.key", "x y"]),
    st.one_of(st.integers(-(2**60), 2**60), st.booleans(), texts(writable=True), st.dates(), st.lists(st.integers(), max_size=2), st.dictionaries(st.sampled_from(["a", "b"]), st.integers(), max_size=2),
              st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2100, 1, 1))),
    max_size=2,
)  # fmt: skip


def parts(cls: type[Part], *, id: str = "", writable: bool = False, unheld: bool = False) -> st.SearchStrategy[Any]:  # noqa: A002
    """Every field by chance: blank, usual or awkward."""

    def value(form: Form, type_: Any, target: str) -> st.SearchStrategy[Any]:
        text = texts(writable=writable)
        if form is Form.TEXT or form is Form.LINES:
            return st.one_of(st.just(""), text)
        if form is Form.TEXTS:
            return st.lists(st.one_of(st.just(""), text), max_size=3).map(tuple)
        if form is Form.DAY:
            return st.one_of(st.none(), st.dates(), st.sampled_from([date(1900, 2, 28), date(1900, 3, 1), date(2024, 2, 29), date.min, date.max]))
        if form in (Form.NUMBER, Form.MONEY):
            return st.one_of(st.none(), st.integers(-100, 10**7), st.integers(-(10**18), 10**18))
        if form is Form.FLAG:
            return st.sampled_from([None, True, False])
        if form is Form.CHOICE:
            return st.sampled_from([None, *type_])
        if form is Form.CHOICES:
            return st.lists(st.sampled_from(list(type_)), max_size=4).map(tuple)
        if form is Form.REF:
            return st.one_of(st.just(""), ids(target), text if unheld else ids(target))
        if form is Form.REFS:
            return st.lists(st.one_of(ids(target), text if unheld else ids(target)), max_size=3).map(tuple)
        if form is Form.PART:
            return st.one_of(st.none(), st.just(type_()), parts(type_, writable=writable, unheld=unheld))
        return st.lists(parts(type_, writable=writable, unheld=unheld), max_size=3).map(tuple)

    given = {field.name: value(field.form, field.type, field.target) for field in fields_of(cls) if field.name != "id"}
    if id:
        given["id"] = st.just(id)
    return st.fixed_dictionaries(given).flatmap(lambda values: _EXTRA.map(lambda extra: cls(**values, extra=extra)))


@attrs.define
class Transaction:
    """Gives ids as the register does and remembers what was put."""

    added: list[Record] = attrs.field(factory=list)
    put_records: list[Record] = attrs.field(factory=list)

    def add(self, record: Record) -> Record:
        if not record.id:
            name = kind_of(record).name
            record = attrs.evolve(record, id=f"{name}-2026-{9000 + len(self.added)}")
        self.added.append(record)
        return record

    def put(self, record: Record) -> None:
        self.put_records.append(record)

    @property
    def records(self) -> dict[str, Record]:
        """What the register holds of it in the end."""
        return {record.id: record for record in (*self.added, *self.put_records)}


@pytest.fixture
def transaction() -> Transaction:
    return Transaction()


@pytest.fixture
def make_parts() -> Callable[..., st.SearchStrategy[Any]]:
    return parts
