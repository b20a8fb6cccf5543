"""Proposes a mapping from the header words of a sheet and from what stands below them; a person reads it before it is used.

Nothing is guessed from one word where the cells say otherwise: 「履行期間」 becomes two dates only if its cells hold two, and a word in a
closed list is translated only when it is one that cities use for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from vendorrisk.model import FieldInfo, Form, RecordKind
from vendorrisk.register.exchange._bind import is_choices
from vendorrisk.register.exchange._days import looks_like_span
from vendorrisk.register.exchange._header_words import VALUE_WORDS
from vendorrisk.register.exchange._headers import find_header, header_key, score, thousands, words_of
from vendorrisk.register.exchange._layout import field_at
from vendorrisk.register.exchange._mapping import CREATABLE, ColumnMapping, ImportMapping, kind_named
from vendorrisk.register.exchange._open import open_source
from vendorrisk.register.exchange._table import Table, letter_of
from vendorrisk.register.exchange._values import BadCell, Raw, choice_of, plain_text, read, squeeze
from vendorrisk.register.exchange._words import Fault, refused

__all__ = ["suggest_mapping"]

_SAMPLE = 2_000
_SPAN = {"start": "start+end", "started_on": "started_on+until"}
_NARROW = (Form.DAY, Form.NUMBER, Form.MONEY, Form.FLAG, Form.REF)
_BLANKS = ("-", "ー", "―", "−", "*", "未定", "不明", "該当なし", "なし", "無し", "無")


def suggest_mapping(path: Path, kind: str, *, sheet: str = "") -> ImportMapping:
    """Return a mapping for a city's sheet; :meth:`ImportMapping.to_toml` makes a file of it that a person can mend.

    Every column of the sheet is in it; those that nobody recognised with ``""``, which leaves them out.

    Args:
        path: a workbook or CSV file.
        kind: the kind of record that its rows are.
        sheet: the sheet; "" for the one whose header says most.

    Raises:
        ExchangeError: the file cannot be read, or no row of it looks like a header.
    """
    wanted = kind_named(kind)
    words = words_of(wanted)
    source = open_source(path)
    tables = [table for table in source.tables if not is_choices(table) and (not sheet or squeeze(table.name) == squeeze(sheet))]
    if sheet and not tables:
        raise refused("no-sheet", sheet, "、".join(table.name for table in source.tables), where=path)
    found = [(score(list(table.rows[at][1]), words), -place, at, table) for place, table in enumerate(tables) if (at := find_header(table, words)) is not None]
    if not found:
        raise refused("no-header", tables[0].name if tables else path.name, where=path)
    _, _, at, table = max(found, key=lambda one: one[:2])
    return _mapping(table, at, wanted, words, name=table.name if len(source.tables) > 1 else "")


def _mapping(table: Table, at: int, kind: RecordKind, words: dict[str, str], *, name: str) -> ImportMapping:
    number, headers = table.rows[at]
    columns: dict[str, ColumnMapping] = {}
    values: dict[str, dict[str, str]] = {}
    create: set[str] = set()
    taken: set[str] = set()
    keys = [header_key(cell) if isinstance(cell, str) else "" for cell in headers]
    for index, cell in enumerate(headers):
        if cell is None:
            continue
        header = str(cell)
        called = header if keys.count(keys[index]) == 1 and isinstance(cell, str) else letter_of(index)
        samples = [row[1][index] for row in table.rows[at + 1 : at + 1 + _SAMPLE] if index < len(row[1]) and row[1][index] is not None]
        paths = tuple(_paths(words.get(keys[index], ""), samples))
        if not paths or taken & set(paths):
            columns[called] = ColumnMapping(())
            continue
        taken |= set(paths)
        fields = [found[1] for path in paths if (found := field_at(kind, path))]
        columns[called] = ColumnMapping(paths, thousands(header) if fields[0].form is Form.MONEY else 1)
        if len(paths) == 1:
            said = dict(_translations(fields[0], samples))
            if said:
                values[paths[0]] = said
            if fields[0].target in CREATABLE:
                create.add(fields[0].target)
    return ImportMapping(kind.name, sheet=name, header_row=number, columns=columns, values=values, create=frozenset(create))


def _paths(path: str, samples: list[Raw]) -> Iterator[str]:
    """Yield the fields that a header stands for, seen in the light of its cells."""
    if not path:
        return
    periods = [looks_like_span(cell) for cell in samples if isinstance(cell, str)]
    is_period = bool(periods) and 2 * sum(periods) >= len(samples)
    if path in _SPAN and is_period:
        path = _SPAN[path]
    if path in _SPAN.values() and samples and not is_period:
        return
    yield from path.split("+")


def _translations(field: FieldInfo, samples: list[Raw]) -> Iterator[tuple[str, str]]:
    """Yield the words in a column that mean something else than they say: 「随契」, and 「－」 for nothing."""
    known = {squeeze(word): value for word, value in VALUE_WORDS.get(field.name, {}).items()}
    for word in dict.fromkeys(plain_text(cell, lines=True).strip() for cell in samples if not isinstance(cell, BadCell) and isinstance(cell, str | int | float)):
        if not word:
            continue
        if field.form in (Form.CHOICE, Form.CHOICES):
            try:
                choice_of(word, field)
            except Fault:
                if squeeze(word) in known:
                    yield word, known[squeeze(word)]
                elif squeeze(word) in map(squeeze, _BLANKS):
                    yield word, ""
        elif field.form in _NARROW and squeeze(word) in map(squeeze, _BLANKS) and not (field.form is Form.FLAG and _reads(word, field)):
            yield word, ""


def _reads(word: str, field: FieldInfo) -> bool:
    try:
        read(word, field)
    except Fault:
        return False
    return True


