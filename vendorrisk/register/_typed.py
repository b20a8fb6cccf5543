"""A field of a record from what a person types: 「令和9年3月31日」, 「はい」, a vendor's name, a label instead of the stored value."""

from __future__ import annotations

import re
from typing import Any, TypeVar

from vendorrisk.model import Bilingual, Form, Holdings, Part, Problem, Record, Settings, UsageError, fields_of
from vendorrisk.register._codec import from_toml_values, to_values

__all__ = ["FieldError", "with_field"]

R = TypeVar("R", bound=Record | Settings)
_STEP = re.compile(r"([a-z0-9_]+)(?:\[([0-9]+)\])?")


class FieldError(UsageError):
    """What was typed does not fit the field; ``where`` is its path."""

    def __init__(self, message: Bilingual, field: str) -> None:
        super().__init__(message, where=field)


def with_field(record: R, path: str, typed: str, held: Holdings) -> R:
    """Return the record, or the settings, with one field as typed; an empty text takes the field away.

    Args:
        record: the record, or the settings of a register.
        path: such as ``end``, ``renewal.mode`` or ``subcontracts[0].vendor``; the number behind the last item adds one.
        typed: what the person typed.
        held: the register, for references by name.

    Raises:
        FieldError: there is no such field, or the text does not fit it.

    >>> from vendorrisk.model import Contract, Vendor
    >>> held = Holdings([Vendor(id="vendor-2026-0001", name="架空システム")])
    >>> contract = with_field(Contract(id="contract-2026-0001"), "vendor", "架空システム", held)
    >>> contract = with_field(contract, "renewal.mode", "自動更新", held)
    >>> contract.vendor, str(contract.renewal.mode), str(with_field(contract, "end", "R9.3.31", held).end)
    ('vendor-2026-0001', 'automatic', '2027-03-31')
    """
    values = to_values(record)
    _set(values, type(record), path, path, typed, held)
    made = from_toml_values(values, type(record), record=record.id if isinstance(record, Record) else "")
    if isinstance(made, tuple):
        raise FieldError(_message(made), path)
    return made


def _message(problems: tuple[Problem, ...]) -> Bilingual:
    return problems[0].message


def _set(values: dict[str, Any], cls: type[Part], path: str, whole: str, typed: str, held: Holdings) -> None:
    head, _, rest = path.partition(".")
    step = _STEP.fullmatch(head)
    field = next((field for field in fields_of(cls) if step and field.name == step[1]), None)
    if step is None or field is None or field.name == "id":
        names = ", ".join(field.name for field in fields_of(cls) if field.name != "id")
        raise FieldError(Bilingual(f"「{head}」という項目はありません。使えるのは：{names}。", f"there is no field {head!r}; there are: {names}"), whole)
    if field.form is Form.PARTS and step[2] is not None and field.type is not None:
        items = values.setdefault(field.name, [])
        number = int(step[2])
        if number > len(items):
            raise FieldError(Bilingual(f"{field.label.ja}は{len(items)}件しかありません。", f"there are only {len(items)}."), whole)
        if not rest and not typed:
            del items[number : number + 1]
        elif number == len(items):
            items.append({})
        if not items:
            del values[field.name]
        elif rest:
            _set(items[number], field.type, rest, whole, typed, held)
    elif field.form is Form.PART and rest and field.type is not None:
        _set(values.setdefault(field.name, {}), field.type, rest, whole, typed, held)
    elif rest or step[2] is not None or field.form in (Form.PART, Form.PARTS):
        if not typed and not rest:
            values.pop(field.name, None)
            return
        inner = f"{field.name}{'[0]' if field.form is Form.PARTS else ''}.…"
        raise FieldError(Bilingual(f"「{field.label.ja}」は「{inner}」の形で項目を指定してください。", f"name a field inside: {inner}"), whole)
    else:
        _set_leaf(values, field, whole, typed, held)


def _set_leaf(values: dict[str, Any], field: Any, whole: str, typed: str, held: Holdings) -> None:
    from vendorrisk.register.exchange._values import read
    from vendorrisk.register.exchange._words import Fault

    try:
        value = read(typed, field)
    except Fault as fault:
        allowed = fault.allowed
        ja = fault.message.ja + (f"使えるのは：{allowed.ja}。" if allowed is not None else "")
        en = fault.message.en + (f" Allowed: {allowed.en}" if allowed is not None else "")
        raise FieldError(Bilingual(ja, en), whole) from None
    if value is None:
        values.pop(field.name, None)
    elif isinstance(value, tuple):
        values[field.name] = [_plain(item, field.target, whole, held) for item in value]
    else:
        values[field.name] = _plain(value, field.target, whole, held)


def _plain(value: Any, target: str, whole: str, held: Holdings) -> Any:
    """Return a value as TOML has it; a name becomes the id of the one record that it means."""
    from vendorrisk.register.exchange._names import Names
    from vendorrisk.register.exchange._values import Named

    if not isinstance(value, Named):
        return str(value) if isinstance(value, str) else value
    found = Names(held).find(value.text, target)
    if len(found) == 1:
        return found[0]
    if found:
        both = ", ".join(found)
        raise FieldError(Bilingual(f"「{value.text}」は複数あります（{both}）。管理番号で指定してください。", f"{value.text!r} is ambiguous ({both}); give the id."), whole)
    raise FieldError(Bilingual(f"「{value.text}」という記録がありません。名称又は管理番号で指定してください。", f"there is no record {value.text!r}; give a name or an id."), whole)
