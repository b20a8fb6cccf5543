"""Records as people read them: every field with its label, references by name, dates with their era, nothing known as nothing known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import attrs

from vendorrisk.model import (
    Bilingual,
    Choice,
    FieldInfo,
    Form,
    Holdings,
    Language,
    Part,
    YesNo,
    fields_of,
)
from vendorrisk.schedule import say_date, short_date

_NONE = Bilingual("（未入力）", "(not filled in)")

__all__ = ["Fact", "brief", "day_in_list", "facts", "label_of", "label_of_path", "money", "plain_in_words", "shown"]


@attrs.frozen
class Fact:
    """One line of a record.

    Attributes:
        path: the field, such as ``subcontracts[1].scope``.
        label: its word.
        text: its value in words; "" when nobody has said.
        depth: how deep inside parts it lies.
        target: the id of the record that it points to.
        required: whether the record is incomplete without it.
    """

    path: str
    label: str
    text: str
    depth: int = 0
    target: str = ""
    required: bool = False


def facts(value: Part, holdings: Holdings, language: Language, path: str = "", depth: int = 0) -> Iterator[Fact]:
    """Yield every field of a record in the order of its form, parts spread out."""
    for field in fields_of(type(value)):
        held = getattr(value, field.name)
        where, label = path + field.name, field.label.get(language)
        if field.form is Form.PART and held is not None:
            yield Fact(where, label, "", depth)
            yield from facts(held, holdings, language, where + ".", depth + 1)
        elif field.form is Form.PARTS and held:
            for place, item in enumerate(held):
                yield Fact(f"{where}[{place}]", f"{label} {place + 1}/{len(held)}", brief(item, holdings, language), depth)
                yield from facts(item, holdings, language, f"{where}[{place}].", depth + 1)
        elif field.form is Form.REFS and held:
            for place, id in enumerate(held):  # noqa: A001
                yield Fact(where, label if place == 0 else "", holdings.name(id), depth, id, field.required)
        else:
            yield Fact(where, label, shown(field, held, holdings, language), depth, held if field.form is Form.REF else "", field.required)


def shown(field: FieldInfo, value: Any, holdings: Holdings, language: Language) -> str:
    """Return a value in words; "" for what is not known."""
    if value is None or value in ("", ()):
        return ""
    between = "、" if language == "ja" else ", "
    if field.form is Form.DAY:
        return say_date(value, language)
    if field.form is Form.MONEY:
        return money(value, language)
    if field.form is Form.FLAG:
        return (YesNo.YES if value else YesNo.NO).label.get(language)
    if field.form is Form.CHOICE:
        return label_of(value, language)
    if field.form is Form.CHOICES:
        return between.join(label_of(item, language) for item in value)
    if field.form is Form.REF:
        return holdings.name(value)
    if field.form is Form.REFS:
        return between.join(holdings.name(item) for item in value)
    if field.form is Form.TEXTS:
        return between.join(value)
    if field.form is Form.PART:
        return brief(value, holdings, language)
    if field.form is Form.PARTS:
        return " / ".join(brief(item, holdings, language) for item in value)
    return str(value)


def label_of(value: object, language: Language) -> str:
    """Return the word of a choice."""
    return value.label.get(language) if isinstance(value, Choice) else str(value)


def money(yen: int, language: Language) -> str:
    """Return an amount.

    >>> money(1234000, "ja"), money(5, "en")
    ('1,234,000円', '5 yen')
    """
    return f"{yen:,}円" if language == "ja" else f"{yen:,} yen"


def brief(part: Part, holdings: Holdings, language: Language) -> str:
    """Return a part in one line: its values, one behind the other.

    >>> from vendorrisk.model import Notice, Side, Unit
    >>> brief(Notice(value=3, unit=Unit.MONTH, side=Side.BOTH), Holdings(), "ja")
    '3か月、双方'
    """
    words: list[str] = []
    fields = fields_of(type(part))
    measured = any(field.name == "unit" for field in fields)
    for field in fields:
        held = getattr(part, field.name)
        if held is not None and (field.form is Form.FLAG or (field.form is Form.NUMBER and not measured)):
            words.append(f"{field.label.get(language)}: {shown(field, held, holdings, language)}")
        elif field.form is Form.DAY and held is not None:
            words.append(day_in_list(held, language))
        elif field.name != "sha256" and (text := shown(field, held, holdings, language)):
            if field.form is Form.CHOICE and field.name == "unit" and words:
                words[-1] += text if language == "ja" else f" {text}"
            else:
                words.append(text.replace("\n", " "))
    return ("、" if language == "ja" else ", ").join(words)


def day_in_list(day: date, language: Language) -> str:
    """Return a day as lists show it: R8.4.1, or 2026-04-01 in English."""
    return short_date(day) if language == "ja" else day.isoformat()


def label_of_path(cls: type[Part], path: str, language: Language) -> str:
    """Return the labels along a field's path.

    >>> from vendorrisk.model import Contract
    >>> label_of_path(Contract, "subcontracts[1].scope", "ja"), label_of_path(Contract, "end", "en")
    ('再委託 2・再委託する業務', 'end')
    """
    labels: list[str] = []
    here: type[Any] | None = cls
    for step in path.split("."):
        name, _, place = step.partition("[")
        field = next((one for one in fields_of(here) if one.name == name), None) if here is not None and issubclass(here, Part) else None
        if field is None:
            return path
        labels.append(field.label.get(language) + (f" {int(place[:-1]) + 1}" if place else ""))
        here = field.type
    return ("・" if language == "ja" else ": ").join(labels)


def plain_in_words(cls: type[Part], path: str, value: object, holdings: Holdings, language: Language) -> str:
    """Return a value of the history, which keeps plain values, in words.

    >>> from vendorrisk.model import Contract
    >>> plain_in_words(Contract, "renewal.mode", "automatic", Holdings(), "ja"), plain_in_words(Contract, "end", "2027-03-31", Holdings(), "en")
    ('自動更新', '2027-03-31 (Wed)')
    """
    if value is None or value == "":
        return _NONE.get(language)
    field: FieldInfo | None = None
    here: type[Any] | None = cls
    for step in path.split("."):
        name = step.partition("[")[0]
        field = next((one for one in fields_of(here) if one.name == name), None) if here is not None and issubclass(here, Part) else None
        here = field.type if field is not None else None
    if field is None:
        return str(value)
    try:
        if field.form is Form.DAY:
            return say_date(date.fromisoformat(str(value)), language)
        if field.form in (Form.CHOICE, Form.CHOICES) and field.type is not None:
            return label_of(field.type(value), language)
    except ValueError:
        return str(value)
    if field.form in (Form.REF, Form.REFS):
        return holdings.name(str(value))
    return shown(field, value, holdings, language) if field.form in (Form.FLAG, Form.MONEY) else str(value)
