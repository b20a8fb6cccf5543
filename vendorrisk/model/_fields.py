"""How a record's fields are declared: default, label in both languages, and what sort of value a form asks for.

A record may be incomplete at any time (a clerk saves what is known); what is demanded is checked by :mod:`._validate` and said as a
problem, never by refusing to hold the record.  An absent value is "nobody has said", which is not the same as "no".
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any, get_args, get_origin, get_type_hints

import attrs

from vendorrisk.model._choice import Choice
from vendorrisk.model._language import Bilingual

__all__ = ["FieldInfo", "Form", "Part", "choice", "day", "fields_of", "flag", "money", "number", "part", "parts", "ref", "refs", "text", "texts"]

_NOTHING: Mapping[str, object] = MappingProxyType({})


class Form(StrEnum):
    """What sort of value a field holds, so that forms, imports and listings need no list of their own."""

    TEXT = "text"
    LINES = "lines"
    TEXTS = "texts"
    DAY = "day"
    NUMBER = "number"
    MONEY = "money"
    FLAG = "flag"
    CHOICE = "choice"
    CHOICES = "choices"
    REF = "ref"
    REFS = "refs"
    PART = "part"
    PARTS = "parts"


@attrs.frozen
class FieldInfo:
    """One field of a record or part.

    Attributes:
        name: the key in the file.
        label: the word on screen.
        form: what sort of value it holds.
        required: whether a record without it is incomplete.
        target: the record kind that a reference points to.
        type: the :class:`Choice` or :class:`Part` class of the value, if it has one.
    """

    name: str
    label: Bilingual
    form: Form
    required: bool
    target: str
    type: type[Any] | None


def _declare(form: Form, ja: str, en: str, default: object, *, required: bool = False, target: str = "") -> Any:
    return attrs.field(default=default, metadata={"label": Bilingual(ja, en), "form": form, "required": required, "target": target})


def text(ja: str, en: str, *, required: bool = False, lines: bool = False) -> Any:
    """Declare a text of one line, or of several."""
    return _declare(Form.LINES if lines else Form.TEXT, ja, en, "", required=required)


def texts(ja: str, en: str, *, required: bool = False) -> Any:
    """Declare a list of short texts."""
    return _declare(Form.TEXTS, ja, en, (), required=required)


def day(ja: str, en: str, *, required: bool = False) -> Any:
    """Declare a date."""
    return _declare(Form.DAY, ja, en, None, required=required)


def number(ja: str, en: str, *, required: bool = False) -> Any:
    """Declare a whole number."""
    return _declare(Form.NUMBER, ja, en, None, required=required)


def money(ja: str, en: str) -> Any:
    """Declare an amount in yen."""
    return _declare(Form.MONEY, ja, en, None)


def flag(ja: str, en: str, *, required: bool = False) -> Any:
    """Declare a question of yes and no; None while nobody has answered."""
    return _declare(Form.FLAG, ja, en, None, required=required)


def choice(ja: str, en: str, *, required: bool = False, many: bool = False) -> Any:
    """Declare a value of a closed list, or several."""
    return _declare(Form.CHOICES if many else Form.CHOICE, ja, en, () if many else None, required=required)


def ref(target: str, ja: str, en: str, *, required: bool = False) -> Any:
    """Declare a reference to another record by its id; ``"*"`` points to a record of any kind."""
    return _declare(Form.REF, ja, en, "", required=required, target=target)


def refs(target: str, ja: str, en: str, *, required: bool = False) -> Any:
    """Declare references to other records."""
    return _declare(Form.REFS, ja, en, (), required=required, target=target)


def part(ja: str, en: str, *, required: bool = False) -> Any:
    """Declare a group of fields of its own."""
    return _declare(Form.PART, ja, en, None, required=required)


def parts(ja: str, en: str, *, required: bool = False) -> Any:
    """Declare a list of groups of fields."""
    return _declare(Form.PARTS, ja, en, (), required=required)


@attrs.frozen(kw_only=True)
class Part:
    """A group of fields inside a record.

    Attributes:
        extra: keys of the file that this edition does not know; they are kept and written back.
    """

    extra: Mapping[str, object] = attrs.field(default=_NOTHING, repr=False, hash=False)


_KNOWN: dict[type, tuple[FieldInfo, ...]] = {}


def fields_of(cls: type[Part]) -> tuple[FieldInfo, ...]:
    """Return the declared fields of a record or part, in the order of its form; ``note`` comes last.

    >>> from vendorrisk.model import Notice
    >>> [(field.name, field.label.ja, str(field.form)) for field in fields_of(Notice)]
    [('value', '期間', 'number'), ('unit', '単位', 'choice'), ('side', '通知する側', 'choice')]
    """
    known = _KNOWN.get(cls)
    if known is not None:
        return known
    hints = get_type_hints(cls)
    found = []
    for attribute in attrs.fields(cls):
        if "label" in attribute.metadata:
            meta = attribute.metadata
            found.append(FieldInfo(attribute.name, meta["label"], meta["form"], meta["required"], meta["target"], _inner(hints[attribute.name])))
    known = _KNOWN[cls] = tuple(sorted(found, key=lambda field: (field.name == "note", field.name != "id")))
    return known


def _inner(hint: Any) -> type[Any] | None:
    """Return the Choice or Part class inside an annotation such as ``tuple[Amendment, ...]`` or ``Unit | None``."""
    for candidate in (hint, *get_args(hint)):
        if get_origin(candidate) is None and isinstance(candidate, type) and issubclass(candidate, (Choice, Part, StrEnum)):
            return candidate
    return None
