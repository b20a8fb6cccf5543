"""A change of the register: all of it or none, refused when somebody else has changed the same records meanwhile.

Order of writing, each step flushed before the next: new texts beside their places (a full disk shows here), the history entry (from here
the change has happened), the files moved to their places.  Whoever opens the register after a crash finishes the last entry.
"""

from __future__ import annotations

import contextlib
import re
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import attrs

from vendorrisk.model import (
    KINDS,
    Bilingual,
    DocumentKind,
    FileRef,
    Person,
    Record,
    RecordKind,
    Settings,
    fiscal_year,
    kind_of,
    kind_of_id,
)
from vendorrisk.register._codec import to_toml, to_values
from vendorrisk.register._comments import keep_comments
from vendorrisk.register._diff import changed_fields, flat
from vendorrisk.register._disk import (
    can_flush_all,
    flush_all,
    flush_folder,
    move,
    read_bytes,
    refusal,
    remove_quietly,
    write_beside,
)
from vendorrisk.register._documents import keep_document
from vendorrisk.register._errors import ConflictError, FieldConflict, RegisterError
from vendorrisk.register._folder import SETTINGS_FILE, HeldFile, fingerprint, read_file
from vendorrisk.register._log import Action, Entry, FileChange, Log
from vendorrisk.register._toml import parse

if TYPE_CHECKING:
    from vendorrisk.register._register import Register

__all__ = ["Transaction", "file_change", "finish", "now"]

R = TypeVar("R", bound=Record)
_MANY = 100  # files: beyond that one flush of the whole disk is cheaper than one for each
_NUMBER = re.compile(r"([a-z]+-[0-9]{4})-([0-9]{4,7})")


class Transaction:
    """Collects a change; :meth:`Register.transaction` writes it when the block ends without an error."""

    def __init__(self, register: Register, who: str, why: str, action: Action, token: str, undoes: int | None = None) -> None:
        self._register = register
        self._who = who
        self._why = why
        self._action = action
        self._undoes = undoes
        self._token = token
        self._puts: dict[str, Record] = {}
        self._removals: dict[str, None] = {}
        self._settings: Settings | None = None
        self._exact: dict[str, str | None] = {}
        self._highest: dict[str, int] = {}

    def add(self, record: R) -> R:
        """Add a record and return it with its id; one that has an id already (an import) keeps it.

        Raises:
            RegisterError: there is a record of that id, or there was one: ids are never used twice.
        """
        kind = kind_of(record)
        if record.id:
            if kind_of_id(record.id) is not kind:
                raise RegisterError(
                    Bilingual("管理番号「{id}」は{kind}のものではありません。", "The id {id!r} is not one of this kind of record: {kind}.").format(id=record.id, kind=kind.label),
                    where=record.id,
                    todo=Bilingual("種類-年度-番号の形にしてください。", "Write KIND-YEAR-NUMBER."),
                )
            if self._is_taken(kind, record.id):
                raise RegisterError(
                    Bilingual(f"管理番号「{record.id}」は使われています（削除済みを含む）。", f"The id {record.id!r} is taken, perhaps by a removed record."),
                    where=record.id,
                    todo=Bilingual("別の番号にしてください。", "Use another number."),
                )
            match = _NUMBER.fullmatch(record.id)
            if match and match[1] in self._highest:
                self._highest[match[1]] = max(self._highest[match[1]], int(match[2]))
        else:
            year = fiscal_year(self._register.today())
            record = attrs.evolve(record, id=f"{kind.name}-{year}-{self._next(kind, year):04d}")
        self._puts[record.id] = record
        return record

    def put(self, record: Record) -> None:
        """Replace a record.

        Raises:
            RegisterError: there is no such record.
        """
        if record.id not in self._puts and record.id not in self._register.holdings.records:
            raise _no_record(record.id)
        self._removals.pop(record.id, None)
        self._puts[record.id] = record

    def remove(self, id: str) -> None:  # noqa: A002 - the field is called id everywhere
        """Move a record to the trash.

        Raises:
            RegisterError: there is no such record.
        """
        if self._puts.pop(id, None) is None and id not in self._register.holdings.records:
            raise _no_record(id)
        if id in self._register.holdings.records:
            self._removals[id] = None

    def put_settings(self, settings: Settings) -> None:
        """Replace the settings of the register."""
        self._settings = settings

    def attach(self, source: str | Path, *, kind: DocumentKind | None = None, received_on: date | None = None) -> FileRef:
        """Keep a document in the register and return what a record says of it; put it into a record to make it count.

        Raises:
            RegisterError: the document cannot be read, or the disk refuses.
        """
        return keep_document(self._register.root, Path(source), kind, received_on)

    def restore_text(self, path: str, text: str | None) -> None:
        """Give a file exactly a text that it had before; for undo."""
        self._exact[path] = text

    def person(self, name: str) -> str:
        """Return the id of a person by name, or "" when the register knows nobody of that name or several."""
        found = [person.id for person in self._register.holdings.all(Person) if person.name == name]
        return found[0] if len(found) == 1 else ""

    @property
    def changed(self) -> tuple[str, ...]:
        """The ids of the records that would change."""
        return (*self._puts, *self._removals)

    def commit(self) -> Entry | None:
        """Write the change; :meth:`Register.transaction` calls this under the lock.

        Raises:
            ConflictError: a record is not as it was when it was read.
            RegisterError: the disk refuses; nothing has changed.
        """
        log, root = self._register.log, self._register.root
        prepared: dict[str, Path] = {}
        try:
            changes = self._changes()
            if not changes:
                return None
            entry = self._entry(log, changes)
            many = can_flush_all() and len(changes) > _MANY
            for change in changes:
                if change.after is not None:
                    prepared[change.path] = write_beside(root / change.path, change.after.encode(), self._token, durable=not many)
                self._register.keep_lock()
            if many:
                flush_all()
            if not self._enter(log, entry):
                raise ConflictError(
                    Bilingual("別の人が同時に保存しました。何も変更していません。", "Somebody else saved at the same moment; nothing was changed."),
                    where=str(root),
                    todo=Bilingual("もう一度やり直してください。", "Try again."),
                    fields=(),
                )
        except (OSError, RegisterError) as error:
            for path in prepared.values():
                remove_quietly(path)
            if isinstance(error, OSError):
                raise refusal(error, root) from error
            raise
        with contextlib.suppress(OSError):  # the entry stands: whoever comes next finishes it
            _apply(log, root, entry, prepared)
            log.note_finished(log.head())
        return entry

    def _entry(self, log: Log, changes: list[FileChange]) -> Entry:
        head = log.head()
        return Entry(head.seq + 1, now(), self._who, self._why, self._action, head.hash, self._undoes, tuple(changes))

    def _enter(self, log: Log, entry: Entry) -> bool:
        if not self._register.holds_lock():
            return False
        if log.append(entry, self._token) is not None:
            return True
        if log.read(entry.seq) is not None:
            return False
        log.set_aside(entry.seq, self._token)
        return log.append(entry, self._token) is not None

    def _changes(self) -> list[FileChange]:
        changes: list[FileChange] = []
        conflicts: list[FieldConflict] = []
        for id, record in self._puts.items():  # noqa: A001
            self._change(KINDS[id.partition("-")[0]].path_of(id), id, record, changes, conflicts)
        for id in self._removals:  # noqa: A001
            self._change(KINDS[id.partition("-")[0]].path_of(id), id, None, changes, conflicts)
        if self._settings is not None:
            before = self._text(SETTINGS_FILE)
            after = keep_comments(before or "", to_toml(self._settings))
            fields = changed_fields(_values(before, SETTINGS_FILE), to_values(self._settings))
            if before != after:
                changes.append(FileChange(SETTINGS_FILE, "", before, after, fields))
        for path, text in self._exact.items():
            before = self._text(path)
            if before != text:
                changes.append(file_change(path, before, text))
        if conflicts:
            raise ConflictError(
                Bilingual("読み込んだ後に別の人が変更しました。何も変更していません。", "Somebody else has changed this since it was read; nothing was changed."),
                where=", ".join(dict.fromkeys(conflict.record for conflict in conflicts)),
                todo=Bilingual("相手の変更を確認してから保存し直してください。", "Look at the other change, then save again."),
                fields=tuple(conflicts),
            )
        return changes

    def _change(self, path: str, id: str, record: Record | None, changes: list[FileChange], conflicts: list[FieldConflict]) -> None:  # noqa: A002
        before = self._text(path)
        base = self._register.file(path)
        found = fingerprint(before.encode()) if before is not None else None
        if found != (base.fingerprint if base is not None else None):
            conflicts.extend(_conflicts(path, id, base, before, record))
            return
        values = to_values(record) if record is not None else {}
        old = to_values(base.record) if base is not None and base.record is not None else _values(before, path)
        after = keep_comments(before or "", to_toml(record)) if record is not None else None
        if before == after or (record is not None and before is not None and values == old):
            return
        changes.append(FileChange(path, id, before, after, changed_fields(old, values)))

    def _text(self, path: str) -> str | None:
        content = read_bytes(self._register.root / path)
        try:
            return content.decode() if content is not None else None
        except UnicodeDecodeError as error:
            raise RegisterError(
                Bilingual("UTF-8で書かれていません。", "The file is not UTF-8."),
                where=path,
                todo=Bilingual("ファイルを直してからやり直してください。", "Mend the file and try again."),
            ) from error

    def _next(self, kind: RecordKind, year: int) -> int:
        """Return the next number of a series such as ``contract-2026``; the folder itself is asked, for others may have added records."""
        series = f"{kind.name}-{year}"
        if series not in self._highest:
            used = [*self._register.names_in(kind.path_of(f"{series}-0000").rpartition("/")[0]), *self._register.names_in("trash"), *self._register.log.removed()]
            numbers = [int(match[2]) for match in map(_NUMBER.fullmatch, used) if match and match[1] == series]
            self._highest[series] = max(numbers, default=0)
        self._highest[series] += 1
        return self._highest[series]

    def _is_taken(self, kind: RecordKind, id: str) -> bool:  # noqa: A002
        root = self._register.root
        return id in self._puts or (root / kind.path_of(id)).exists() or (root / "trash" / f"{id}.toml").exists() or id in self._register.log.removed()


def _no_record(id: str) -> RegisterError:  # noqa: A002
    return RegisterError(
        Bilingual(f"「{id}」という記録がありません。", f"There is no record {id!r}."), where=id, todo=Bilingual("管理番号を確認してください。", "Check the id.")
    )


def now() -> str:
    """Return this moment for the history, with the offset of the clock."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


def file_change(path: str, before: str | None, after: str | None) -> FileChange:
    """Return the change of a file from one text to another, with the fields that differ."""
    id = path.rpartition("/")[2].removesuffix(".toml") if path != SETTINGS_FILE else ""  # noqa: A001
    return FileChange(path, id, before, after, changed_fields(_values(before, path), _values(after, path)))


def _values(text: str | None, path: str) -> dict[str, object]:
    if text is None:
        return {}
    values = parse(text.encode(), path)
    return {name: value for name, value in values.items() if name != "schema"} if isinstance(values, dict) else {}


def _conflicts(path: str, id: str, base: HeldFile | None, text: str | None, mine: Record | None) -> list[FieldConflict]:  # noqa: A002
    """Return base, theirs and mine for every field that is not the same in all three."""
    start = to_values(base.record) if base is not None and base.record is not None else {}
    theirs = _values(text, path)
    if text is not None:
        held = read_file(text.encode(), path, KINDS[id.partition("-")[0]])
        theirs = to_values(held.record) if held.record is not None else theirs
    wanted = to_values(mine) if mine is not None else {}
    if not theirs or not wanted:
        return [FieldConflict(id, "", start or None, theirs or None, wanted or None)]
    versions = [dict(flat(version)) for version in (start, theirs, wanted)]
    names = list(dict.fromkeys(name for version in versions for name in version))
    found = [FieldConflict(id, name, *(version.get(name) for version in versions)) for name in names]
    return [conflict for conflict in found if not conflict.base == conflict.theirs == conflict.mine] or [FieldConflict(id, "", None, None, None)]


def finish(log: Log, root: Path, entry: Entry, token: str) -> bool:
    """Finish an entry whose writer died: every file that still is as it was before gets its new text; return whether there was any.

    A file that is neither as before nor as after has been edited by hand since and stays as it is.
    """
    prepared: dict[str, Path] = {}
    waiting = []
    for change in entry.changes:
        content = read_bytes(root / change.path)
        before = change.before.encode() if change.before is not None else None
        if content != before or change.after == change.before:
            continue
        waiting.append(change)
        if change.after is not None:
            prepared[change.path] = write_beside(root / change.path, change.after.encode(), token)
    _apply(log, root, attrs.evolve(entry, changes=tuple(waiting)), prepared)
    log.note_finished(log.head())
    return bool(waiting)


def _apply(log: Log, root: Path, entry: Entry, prepared: dict[str, Path]) -> None:
    folders: dict[Path, None] = {}
    for change in entry.changes:
        place = root / change.path
        if change.after is not None:
            move(prepared[change.path], place)
            if change.before is None:
                remove_quietly(root / "trash" / place.name)
        elif place.exists():
            trash = root / "trash"
            trash.mkdir(exist_ok=True)
            log.mark_removed(change.record)
            move(place, trash / place.name)
            folders[trash] = None
        folders[place.parent] = None
    for folder in folders:
        flush_folder(folder)
