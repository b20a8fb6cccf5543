"""Records to TOML and back, exactly: a value of the wrong sort is a problem with its field, an unknown key is kept.

msgspec makes a record of what the TOML reader gives in a few microseconds.  Where it refuses, or a key is unknown, cattrs takes over: it
reads dates as people write them, keeps unknown keys and collects every fault with its path.  Absent values are left out of the file, so
that a file holds what is known and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from functools import cache
from typing import Any, TypeVar

import attrs
import cattrs
import msgspec
import tomli_w
from cattrs.gen import make_dict_structure_fn, override

from vendorrisk.model import Bilingual, Choice, Form, Part, Problem, Record, Settings, fields_of
from vendorrisk.register._migrate import SCHEMA
from vendorrisk.text import find_dates

__all__ = ["WrongSortError", "from_toml_values", "has_unknown_keys", "plain_values", "to_toml", "to_values"]

P = TypeVar("P", bound=Part)
Values = dict[str, Any]


class WrongSortError(ValueError):
    """A value that does not fit its field; ``message`` says which sort was expected."""

    def __init__(self, ja: str, en: str) -> None:
        super().__init__(en)
        self.message = Bilingual(ja, en)


def to_values(record: Part) -> Values:
    """Return a record or part as plain TOML values in the order of its fields; what is not known is left out."""
    values: Values = {}
    for name, form in _written(type(record)):
        value = getattr(record, name)
        if value is None or value == "" or value == ():
            continue
        if form is Form.PART:
            values[name] = to_values(value)
        elif form is Form.PARTS:
            values[name] = [to_values(item) for item in value]
        elif form is Form.CHOICE:
            values[name] = str(value)
        elif form is Form.CHOICES:
            values[name] = [str(item) for item in value]
        else:
            values[name] = list(value) if isinstance(value, tuple) else value
    values.update(record.extra)
    return values


def plain_values(record: Part) -> Values:
    """Return a record or part as values that JSON can hold: dates as ISO texts."""
    return {name: _plain(value) for name, value in to_values(record).items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, (date, time)) else value


def to_toml(record: Part) -> str:
    """Return the text of a record's file.

    >>> from vendorrisk.model import Vendor
    >>> print(to_toml(Vendor(id="vendor-2026-0001", name="架空システム")), end="")
    schema = 1
    id = "vendor-2026-0001"
    name = "架空システム"
    """
    values = {"schema": SCHEMA, **to_values(record)}
    return tomli_w.dumps(values, multiline_strings=not _has_carriage_return(values))


def from_toml_values(values: Mapping[str, Any], cls: type[P], *, record: str = "", foreign: bool | None = None) -> P | tuple[Problem, ...]:
    """Return the record that a file's values describe, or every problem that stands in the way.

    Args:
        values: what the TOML reader gave.
        cls: the class of the record or part.
        record: the id that problems are said about.
        foreign: whether there are unknown keys, where the caller has asked already.

    >>> from vendorrisk.model import Person
    >>> from_toml_values({"id": "person-2026-0001", "until": "令和9年3月31日"}, Person).until
    datetime.date(2027, 3, 31)
    >>> [(p.field, p.message.en) for p in from_toml_values({"id": "person-2026-0001", "name": 3, "employment": "king"}, Person)]
    [('name', 'expected text, found 3.'), ('employment', "'king' is not one of: regular, fiscal-year, reappointed, other.")]
    """
    if not (has_unknown_keys(values, cls) if foreign is None else foreign):
        try:
            return msgspec.convert(values, cls)
        except msgspec.ValidationError:
            pass
    problems: list[Problem] = []
    try:
        return _converter().structure(values, cls)
    except cattrs.BaseValidationError as error:
        _collect(error, "", record, problems)
    return tuple(problems)


_Nested = tuple[frozenset[str], tuple[tuple[str, type[Part]], ...]]
_KNOWN: dict[type[Part], _Nested] = {}


def _known(cls: type[Part]) -> _Nested:
    """Return the keys of a class, and which of them hold parts."""
    found = _KNOWN.get(cls)
    if found is None:
        names = {field.name for field in fields_of(cls)} | ({"schema"} if issubclass(cls, (Record, Settings)) else set())
        nested = tuple((field.name, field.type) for field in fields_of(cls) if field.form in (Form.PART, Form.PARTS) and field.type)
        found = _KNOWN[cls] = frozenset(names), nested
    return found


def has_unknown_keys(values: Mapping[str, Any], cls: type[Part]) -> bool:
    """Return whether a file holds keys that this edition does not know, at any depth."""
    names, nested = _known(cls)
    if not values.keys() <= names:
        return True
    for name, inner in nested:
        held = values.get(name)
        if held.__class__ is dict:
            if has_unknown_keys(held, inner):
                return True
        elif held.__class__ is list and any(item.__class__ is dict and has_unknown_keys(item, inner) for item in held):
            return True
    return False


def _has_carriage_return(value: object) -> bool:
    """A multi-line string in TOML cannot carry a carriage return, so such a text is written in one line."""
    if isinstance(value, str):
        return "\r" in value
    if isinstance(value, Mapping):
        return any(_has_carriage_return(item) for item in value.values())
    return isinstance(value, list) and any(_has_carriage_return(item) for item in value)


_WRITTEN: dict[type[Part], tuple[tuple[str, Form], ...]] = {}


def _written(cls: type[Part]) -> tuple[tuple[str, Form], ...]:
    found = _WRITTEN.get(cls)
    if found is None:
        found = _WRITTEN[cls] = tuple((field.name, field.form) for field in fields_of(cls))
    return found


def _text(value: Any, _: Any) -> str:
    if value.__class__ is str:
        return value
    raise WrongSortError(f"文字列（\"…\"）が必要ですが、{value!r} です。", f"expected text, found {value!r}.")


def _number(value: Any, _: Any) -> int:
    if value.__class__ is int:
        return value
    raise WrongSortError(f"整数が必要ですが、{value!r} です。", f"expected a whole number, found {value!r}.")


def _flag(value: Any, _: Any) -> bool:
    if value.__class__ is bool:
        return value
    raise WrongSortError(f"true 又は false が必要ですが、{value!r} です。", f"expected true or false, found {value!r}.")


def _day(value: Any, _: Any) -> date:
    if value.__class__ is date:
        return value
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, str):
        found = find_dates(value)
        if len(found) == 1 and found[0].precision == "day" and (found[0].start, found[0].end) == (0, len(value)):
            return found[0].value
    raise WrongSortError(
        f"日付（2026-04-01 又は \"令和8年4月1日\"）が必要ですが、{value!r} です。", f"expected a date such as 2026-04-01, found {value!r}."
    )


def _choice(value: Any, cls: type[Choice]) -> Choice:
    try:
        return cls(value)
    except ValueError:
        allowed = ", ".join(member.value for member in cls)
        raise WrongSortError(f"「{value}」は使えません。次のいずれかにしてください：{allowed}", f"{value!r} is not one of: {allowed}.") from None


@cache
def _converter() -> cattrs.Converter:
    converter = cattrs.Converter()
    for plain, hook in ((str, _text), (int, _number), (bool, _flag), (date, _day)):
        converter.register_structure_hook(plain, hook)
    for kind in Choice.__subclasses__():  # each by itself: a Choice is a str, and the hook for str would take it
        converter.register_structure_hook(kind, _choice)
    converter.register_structure_hook_factory(_is_sequence, lambda cls: _sequence(cls, converter))
    converter.register_structure_hook_factory(lambda cls: isinstance(cls, type) and issubclass(cls, Part), lambda cls: _part(cls, converter))
    return converter


def _is_sequence(cls: Any) -> bool:
    return getattr(cls, "__origin__", None) is tuple


def _sequence(cls: Any, converter: cattrs.Converter) -> Callable[[Any, Any], tuple[Any, ...]]:
    inner = cls.__args__[0]
    hook = converter.get_structure_hook(inner)

    def structure(values: Any, _: Any) -> tuple[Any, ...]:
        if values.__class__ is not list:
            raise WrongSortError(f"一覧（[ … ]）が必要ですが、{values!r} です。", f"expected a list, found {values!r}.")
        done, faults = [], []
        for place, value in enumerate(values):
            try:
                done.append(hook(value, inner))
            except Exception as error:
                error.add_note(cattrs.IterableValidationNote("", place, inner))
                faults.append(error)
        if faults:
            raise cattrs.IterableValidationError("", faults, cls)
        return tuple(done)

    return structure


def _part(cls: type[Part], converter: cattrs.Converter) -> Callable[[Any, Any], Part]:
    base = make_dict_structure_fn(cls, converter, extra=override(omit=True))
    known, _ = _known(cls)

    def structure(values: Any, wanted: Any) -> Part:
        if values.__class__ is not dict:
            raise WrongSortError(f"項目の組（{{ … }}）が必要ですが、{values!r} です。", f"expected a table, found {values!r}.")
        made = base(values, wanted)
        return made if values.keys() <= known else attrs.evolve(made, extra={key: value for key, value in values.items() if key not in known})

    return structure


def _collect(error: BaseException, path: str, record: str, problems: list[Problem]) -> None:
    """Flatten cattrs' tree of faults into problems with their paths."""
    if isinstance(error, cattrs.BaseValidationError):
        for inner in error.exceptions:
            _collect(inner, path + _step(inner, path), record, problems)
    elif isinstance(error, WrongSortError):
        problems.append(Problem(record, path, "value", error.message))
    else:
        problems.append(Problem(record, path, "value", Bilingual("値を読み取れません。", f"unreadable: {error}.")))


def _step(error: BaseException, path: str) -> str:
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, cattrs.AttributeValidationNote):
            return f".{note.name}" if path else note.name
        if isinstance(note, cattrs.IterableValidationNote):
            return f"[{note.index}]"
    return ""

