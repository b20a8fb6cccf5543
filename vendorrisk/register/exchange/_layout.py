"""Which sheets and columns a kind of record becomes: nested groups flattened, lists of groups on sheets of their own.

Every column has a key such as ``contract.information.personal`` that stands in the file and is never translated, so a sheet that was
sorted, renamed or cut comes back to the right fields.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import attrs

from vendorrisk.model import KINDS, Bilingual, FieldInfo, Form, Language, Part, RecordKind, fields_of

__all__ = ["PLACE", "REST", "Column", "SheetPlan", "field_at", "paths_of", "plan_of_key", "plans_of"]

REST = "*"
PLACE = "#"


@attrs.frozen
class Column:
    """One column of a sheet.

    Attributes:
        path: the fields from the sheet's class down to the value.
        field: what sort of value it is.
        label: the header.
        key: the technical name that comes back.
    """

    path: tuple[str, ...]
    field: FieldInfo
    label: Bilingual
    key: str


@attrs.frozen
class SheetPlan:
    """One sheet: the records of a kind, or one of their lists.

    Attributes:
        kind: whose records these are.
        trail: the lists on the way, such as ``("amendments", "changes")``; () for the records themselves.
        cls: the class that one row becomes.
        title: the name of the sheet; also of the CSV file.
        columns: in the order of the form.
        prefix: what every key of the sheet starts with.
    """

    kind: RecordKind
    trail: tuple[str, ...]
    cls: type[Part]
    title: Bilingual
    columns: tuple[Column, ...]
    prefix: str

    @property
    def owner_key(self) -> str:
        """The key of the column that names the record."""
        return f"{self.kind.name}.id"

    @property
    def place_keys(self) -> tuple[str, ...]:
        """The keys of the columns that say where in its list a row stands, outermost first."""
        prefixes = [f"{self.kind.name}." + ".".join(f"{name}[]" for name in self.trail[: depth + 1]) for depth in range(len(self.trail))]
        return tuple(f"{prefix}.{PLACE}" for prefix in prefixes)

    @property
    def rest_key(self) -> str:
        """The key of the column for what has no column of its own."""
        return self.prefix + REST

    def place_label(self, depth: int, language: Language) -> str:
        """Return the header of a place column."""
        if depth == len(self.trail) - 1:
            return "順番" if language == "ja" else "place"
        return self.title.ja.split("_")[depth + 1] + "の順番" if language == "ja" else f"place in {self.trail[depth]}"


def plans_of(kind: RecordKind) -> tuple[SheetPlan, ...]:
    """Return the sheets of a kind, the records first.

    >>> [plan.title.ja for plan in plans_of(KINDS["vendor"])]
    ['事業者', '事業者_認証', '事業者_指名停止', '事業者_連絡先']
    """
    return _plans(kind.name)


@cache
def _plans(name: str) -> tuple[SheetPlan, ...]:
    kind = KINDS[name]
    return tuple(_sheets(kind, kind.cls, (), Bilingual(kind.label.ja, kind.name), f"{kind.name}."))


def _sheets(kind: RecordKind, cls: type[Part], trail: tuple[str, ...], title: Bilingual, prefix: str) -> Iterator[SheetPlan]:
    columns: list[Column] = []
    lists: list[FieldInfo] = []
    _flatten(cls, (), ("", ""), prefix, columns, lists)
    yield SheetPlan(kind, trail, cls, title, tuple(columns), prefix)
    for field in lists:
        assert field.type is not None
        under = Bilingual(f"{title.ja}_{field.label.ja}", f"{title.en}_{field.name}")
        yield from _sheets(kind, field.type, (*trail, field.name), under, f"{prefix}{field.name}[].")


def _flatten(cls: type[Part], path: tuple[str, ...], head: tuple[str, str], prefix: str, columns: list[Column], lists: list[FieldInfo]) -> None:
    for field in fields_of(cls):
        if field.form is Form.PARTS:
            assert not path, "a list inside a group has no sheet yet"
            lists.append(field)
        elif field.form is Form.PART:
            assert field.type is not None
            _flatten(field.type, (*path, field.name), (f"{head[0]}{field.label.ja}：", f"{head[1]}{field.label.en}: "), prefix, columns, lists)
        else:
            label = Bilingual(head[0] + field.label.ja, head[1] + field.label.en)
            columns.append(Column((*path, field.name), field, label, prefix + ".".join((*path, field.name))))


def plan_of_key(key: str) -> SheetPlan | None:
    """Return the sheet that a technical key belongs to, or None when it is no key of ours.

    >>> plan_of_key("contract.subcontracts[].vendor").title.ja, plan_of_key("件名")
    ('契約_再委託', None)
    """
    name, dot, rest = key.partition(".")
    if not dot or name not in KINDS:
        return None
    trail = tuple(part[:-2] for part in rest.split(".") if part.endswith("[]"))
    return next((plan for plan in _plans(name) if plan.trail == trail), None)


def paths_of(kind: RecordKind) -> tuple[str, ...]:
    """Return every field path that a mapping may name; lists as ``contacts[0].name``."""
    return tuple(key.removeprefix(f"{kind.name}.").replace("[]", "[0]") for plan in plans_of(kind) for key in (c.key for c in plan.columns))


def field_at(kind: RecordKind, path: str) -> tuple[tuple[str | int, ...], FieldInfo] | None:
    """Return the steps and the field of a path such as ``information.personal`` or ``contacts[0].name``, or None.

    >>> field_at(KINDS["vendor"], "contacts[1].name")[0], field_at(KINDS["vendor"], "colour")
    (('contacts', 1, 'name'), None)
    """
    cls: type[Part] | None = kind.cls
    steps: list[str | int] = []
    field: FieldInfo | None = None
    for step in path.split("."):
        name, bracket, index = step.partition("[")
        field = next((known for known in fields_of(cls) if known.name == name), None) if cls is not None else None
        if field is None or (field.form is Form.PARTS) != bool(bracket):
            return None
        steps.append(name)
        if bracket:
            number = index[:-1]
            if not index.endswith("]") or not number.isdecimal() or not number.isascii() or len(number) > 2:
                return None
            steps.append(int(number))
        cls = field.type if field.form in (Form.PART, Form.PARTS) else None
    return (tuple(steps), field) if field is not None and cls is None else None
