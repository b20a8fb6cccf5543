"""The mapping file: which column of somebody's sheet is which field, and what its words mean.

TOML, because a clerk has to be able to read and mend it.  Everything in it is checked when it is read, so a misspelt field is told with the
mapping's own line and not with ten thousand rows.
"""

from __future__ import annotations

import difflib
import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, cast

import attrs

from vendorrisk.model import KINDS, Bilingual, Form, RecordKind
from vendorrisk.register.exchange._layout import field_at, paths_of
from vendorrisk.register.exchange._values import choice_of, read
from vendorrisk.register.exchange._words import ExchangeError, Fault, refused

__all__ = ["CREATABLE", "Clash", "ColumnMapping", "ImportMapping", "kind_named", "load_mapping", "parse_mapping"]

Clash = Literal["stop", "skip", "update"]
CREATABLE = ("vendor", "department", "person")
_KEYS = ("kind", "sheet", "header_row", "first_row", "match", "clash", "blank", "create", "columns", "values", "defaults")


@attrs.frozen
class ColumnMapping:
    """What one column holds.

    Attributes:
        fields: the field path; two for a period (``start``, ``end``) or a length (``notice.value``, ``notice.unit``); () to leave it out.
        times: what a bare amount is multiplied by, such as 1000 for 千円.
    """

    fields: tuple[str, ...]
    times: int = 1


@attrs.frozen
class ImportMapping:
    """How a sheet is read.

    Attributes:
        kind: the kind of record, such as ``contract``.
        sheet: the sheet; "" when there is only one.
        header_row: its row from 1; 0 to look for it.
        first_row: the first row of data; 0 for the one below the header.
        columns: by header or by column letter.
        values: translations per field path (``*`` for every column); "" stands for unknown.
        defaults: values of new records where the sheet says nothing, per field path.
        match: fields by which a row is known to be an existing record; () for the usual ones of the kind.
        clash: what happens to a row that differs from its record; None to leave it to the caller.
        blank: whether a blank cell keeps what the record has or clears it.
        create: kinds of which missing records are made from their names.
    """

    kind: str
    sheet: str = ""
    header_row: int = 0
    first_row: int = 0
    columns: Mapping[str, ColumnMapping] = attrs.field(factory=dict)
    values: Mapping[str, Mapping[str, str]] = attrs.field(factory=dict)
    defaults: Mapping[str, Any] = attrs.field(factory=dict)
    match: tuple[str, ...] = ()
    clash: Clash | None = None
    blank: Literal["keep", "clear"] = "keep"
    create: frozenset[str] = frozenset()

    def to_toml(self) -> str:
        """Return the mapping as a file that a person can mend."""
        lines = [f"kind = {_quoted(self.kind)}"]
        lines += [f"sheet = {_quoted(self.sheet)}"] if self.sheet else []
        lines += [f"{name} = {number}" for name, number in (("header_row", self.header_row), ("first_row", self.first_row)) if number]
        lines += [f"match = {_list(self.match)}"] if self.match else []
        lines += [f"clash = {_quoted(self.clash)}"] if self.clash else []
        lines += [f"blank = {_quoted(self.blank)}"] if self.blank != "keep" else []
        lines += [f"create = {_list(kind for kind in CREATABLE if kind in self.create)}"] if self.create else []
        lines += ["", "[columns]", *(f"{_quoted(header)} = {_column(column)}" for header, column in self.columns.items())]
        for path, words in self.values.items():
            lines += ["", f"[values.{_quoted(path)}]", *(f"{_quoted(word)} = {_quoted(value)}" for word, value in words.items())]
        if self.defaults:
            lines += ["", "[defaults]", *(f"{_quoted(path)} = {_plain(value)}" for path, value in self.defaults.items())]
        return "\n".join(lines) + "\n"


def load_mapping(path: Path) -> ImportMapping:
    """Return the mapping in a file; raises ExchangeError with the reason in one line."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise refused("not-found", where=path) from error
    except UnicodeDecodeError as error:
        raise refused("encoding", where=path) from error
    except OSError as error:
        raise refused("not-permitted", where=path) from error
    return parse_mapping(text, where=str(path))


def parse_mapping(text: str, *, where: str = "") -> ImportMapping:
    """Return the mapping in a text; raises ExchangeError.

    >>> mapping = parse_mapping('kind = "vendor"\\n[columns]\\n"業者名" = "name"')
    >>> mapping.columns["業者名"].fields, parse_mapping(mapping.to_toml()) == mapping
    (('name',), True)
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise refused("mapping-syntax", error, where=where) from error
    for key in data:
        if key not in _KEYS:
            raise refused("mapping-key", key, "、".join(_KEYS), where=where)
    kind = kind_named(data.get("kind"), where)
    return ImportMapping(
        kind=kind.name,
        sheet=_text(data, "sheet", where),
        header_row=_row(data, "header_row", where),
        first_row=_row(data, "first_row", where),
        columns={header: _read_column(kind, header, given, where) for header, given in _table(data, "columns", where).items()},
        values={path: _words(kind, path, given, where) for path, given in _table(data, "values", where).items()},
        defaults={path: _default(kind, path, given, where) for path, given in _table(data, "defaults", where).items()},
        match=tuple(_known(kind, path, where) for path in _strings(data, "match", where)),
        clash=cast("Clash | None", _one_of(data, "clash", ("stop", "skip", "update"), where)),
        blank=cast("Literal['keep', 'clear']", _one_of(data, "blank", ("keep", "clear"), where) or "keep"),
        create=_create(data, where),
    )


def kind_named(name: object, where: str = "") -> RecordKind:
    """Return the kind of a name; raises ExchangeError for an unknown one."""
    kind = KINDS.get(name) if isinstance(name, str) else None
    if kind is None:
        raise refused("unknown-kind", name or "", "、".join(KINDS), where=where)
    return kind


def _known(kind: RecordKind, path: str, where: str) -> str:
    if field_at(kind, path) is None:
        known = paths_of(kind)
        close = difflib.get_close_matches(path, known, 4, 0.4) or known[:6]
        raise refused("mapping-field", path, kind.name, "、".join(close), where=where)
    return path


def _read_column(kind: RecordKind, header: str, given: Any, where: str) -> ColumnMapping:
    times: Any = 1
    if isinstance(given, dict):
        unknown = set(given) - {"field", "times"}
        if unknown or "field" not in given:
            raise _wrong(f"columns.{header}", f"{{ field = …, times = … }} ({', '.join(sorted(unknown))})", where)
        given, times = given["field"], given.get("times", 1)
    paths = [given] if isinstance(given, str) and given else given or []
    if not isinstance(paths, list) or not all(isinstance(path, str) for path in paths) or len(paths) > 2:
        raise _wrong(f"columns.{header}", '"…", ["…", "…"], { field = "…", times = 1000 }', where)
    if not isinstance(times, int) or isinstance(times, bool) or times < 1:
        raise _wrong(f"columns.{header}.times", "1, 1000, …", where)
    for path in paths:
        _known(kind, path, where)
    if len(paths) == 2:
        forms = tuple(found[1].form for path in paths if (found := field_at(kind, path)))
        if forms not in ((Form.DAY, Form.DAY), (Form.NUMBER, Form.CHOICE)):
            raise _wrong(f"columns.{header}", '["start", "end"], ["notice.value", "notice.unit"]', where)
    return ColumnMapping(tuple(paths), times)


def _words(kind: RecordKind, path: str, given: object, where: str) -> dict[str, str]:
    if not isinstance(given, dict) or not all(isinstance(value, str | bool | int) for value in given.values()):
        raise _wrong(f"values.{path}", '"…" = "…"', where)
    words = {word: str(value).lower() if isinstance(value, bool) else str(value) for word, value in given.items()}
    if path == "*":
        return words
    found = field_at(kind, _known(kind, path, where))
    assert found is not None
    for value in words.values():
        if value and found[1].form in (Form.CHOICE, Form.CHOICES):
            try:
                choice_of(value, found[1])
            except Fault as fault:
                raise _wrong(f"values.{path}", _said(value, fault), where) from fault
    return words


def _default(kind: RecordKind, path: str, given: Any, where: str) -> Any:
    found = field_at(kind, _known(kind, path, where))
    assert found is not None
    try:
        read("\n".join(map(str, given)) if isinstance(given, list) else given, found[1])
    except Fault as fault:
        raise _wrong(f"defaults.{path}", _said(given, fault), where) from fault
    return given


def _said(value: object, fault: Fault) -> Bilingual:
    if fault.allowed is None:
        return Bilingual("「{value}」：{message}", "{value}: {message}").format(value=value, message=fault.message)
    return Bilingual("「{value}」：{message}（{allowed}）", "{value}: {message} ({allowed})").format(value=value, message=fault.message, allowed=fault.allowed)


def _table(data: dict[str, Any], key: str, where: str) -> dict[str, Any]:
    given = data.get(key, {})
    if not isinstance(given, dict):
        raise _wrong(key, f"[{key}]", where)
    return given


def _text(data: dict[str, Any], key: str, where: str) -> str:
    given = data.get(key, "")
    if not isinstance(given, str):
        raise _wrong(key, '"…"', where)
    return given


def _row(data: dict[str, Any], key: str, where: str) -> int:
    given = data.get(key, 0)
    if not isinstance(given, int) or isinstance(given, bool) or given < 0:
        raise _wrong(key, "1, 2, 3, …", where)
    return given


def _strings(data: dict[str, Any], key: str, where: str) -> tuple[str, ...]:
    given = data.get(key, [])
    given = [given] if isinstance(given, str) else given
    if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
        raise _wrong(key, '["…"]', where)
    return tuple(given)


def _one_of(data: dict[str, Any], key: str, allowed: tuple[str, ...], where: str) -> str | None:
    given = data.get(key)
    if given is not None and given not in allowed:
        raise _wrong(key, ", ".join(allowed), where)
    return cast("str | None", given)


def _create(data: dict[str, Any], where: str) -> frozenset[str]:
    if data.get("create") is True:
        return frozenset(CREATABLE)
    given = frozenset(_strings({"create": data.get("create") or []}, "create", where))
    if given - set(CREATABLE):
        raise _wrong("create", f"true, [{', '.join(CREATABLE)}]", where)
    return given


def _wrong(key: str, allowed: Bilingual | str, where: str) -> ExchangeError:
    return refused("mapping-value", key, allowed, where=where)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _list(items: Any) -> str:
    return "[" + ", ".join(_quoted(item) for item in items) + "]"


def _column(column: ColumnMapping) -> str:
    fields = _quoted(column.fields[0]) if len(column.fields) == 1 else _list(column.fields) if column.fields else '""'
    return fields if column.times == 1 else f"{{ field = {fields}, times = {column.times} }}"


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return _list(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return _quoted(value) if isinstance(value, str) else str(value)
