"""The history: one file per change, numbered without gaps, each carrying the hash of the one before.

An entry is written before the records are touched and holds their whole new text, so it is the write-ahead log as well: a change that was
entered but not finished is finished by whoever comes next.  To enter a change means to create the file with the next number, which only one
of several writers can do, on any file system.  Entries are never changed or removed.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import msgspec

from vendorrisk.model import Bilingual
from vendorrisk.register._disk import create_exclusively, move, read_bytes
from vendorrisk.register._errors import RegisterDamagedError

__all__ = ["Action", "Entry", "FieldChange", "FileChange", "Head", "Log", "digest"]

_SHARD = 1000  # entries a folder: a folder of a hundred thousand files is slow on a share

Action = str  # "edit" | "undo" | "import" | "init" | "restore" | "settings"


def digest(content: bytes) -> str:
    """Return the SHA-256 of a content in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


@attrs.frozen
class FieldChange:
    """One field before and after, as plain TOML values; dates as ISO texts."""

    field: str
    before: Any = None
    after: Any = None


@attrs.frozen
class FileChange:
    """One file before and after; no text means that it did not or does not exist.

    Attributes:
        path: relative to the register, with forward slashes.
        record: the record's id, or "" for the settings.
        before: its text before.
        after: its text afterwards.
        fields: what differs, for people.
    """

    path: str
    record: str = ""
    before: str | None = None
    after: str | None = None
    fields: tuple[FieldChange, ...] = ()


@attrs.frozen
class Entry:
    """One change of the register.

    Attributes:
        seq: its number, from 1.
        at: when, ISO 8601 with the offset of the writer's clock.
        who: who made it.
        why: the reason given, or "".
        action: what sort of change it was.
        previous: SHA-256 of the entry before, "" for the first.
        undoes: the number of the entry that this one takes back, or None.
        changes: the files, in the order in which they were changed.
    """

    seq: int
    at: str
    who: str
    why: str = ""
    action: Action = "edit"
    previous: str = ""
    undoes: int | None = None
    changes: tuple[FileChange, ...] = ()

    def encoded(self) -> bytes:
        """Return the bytes of the entry's file: JSON that a person can read."""
        return msgspec.json.format(msgspec.json.encode(attrs.asdict(self)), indent=1) + b"\n"


@attrs.frozen
class Head:
    """The newest entry: its number and the hash of its file."""

    seq: int = 0
    hash: str = ""


class Log:
    """The entries of one register."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._hint = folder / "head.json"
        self._decoder = msgspec.json.Decoder(Entry)
        self._seen = Head()

    def path_of(self, seq: int) -> Path:
        """Return the file of an entry."""
        return self.folder / f"{seq // _SHARD:04d}" / f"{seq:07d}.json"

    def read(self, seq: int) -> Entry | None:
        """Return an entry; None when there is none, or when its writer has not finished it.

        Raises:
            RegisterDamagedError: the file is there, is not the newest, and cannot be read.
        """
        content = read_bytes(self.path_of(seq))
        if content is None:
            return None
        try:
            return self._decoder.decode(content)
        except msgspec.MsgspecError as error:
            if read_bytes(self.path_of(seq + 1)) is None:
                return None  # a writer without hard links died while filling it
            raise RegisterDamagedError(
                Bilingual("履歴が読めません。", "An entry of the history cannot be read."),
                where=str(self.path_of(seq)),
                todo=Bilingual("「vendorrisk register verify」で確認し、バックアップから戻してください。", "See 'vendorrisk register verify' and restore a backup."),
            ) from error

    def head(self) -> Head:
        """Return the newest entry; what the last writer noted, or we remember, is only where the search starts."""
        start = max(self._seen, self.noted(), key=lambda head: head.seq)
        if start.seq and not self.path_of(start.seq).exists():
            start = Head()
        newest = self._newest_from(start.seq)
        if newest != start.seq or (newest and not start.hash):
            content = read_bytes(self.path_of(newest))
            start = Head(newest, digest(content) if content is not None else "")
        self._seen = start
        return start

    def append(self, entry: Entry, token: str) -> Head | None:
        """Enter a change; None when somebody else has taken its number."""
        content = entry.encoded()
        path = self.path_of(entry.seq)
        path.parent.mkdir(parents=True, exist_ok=True)
        if not create_exclusively(path, content, token):
            return None
        self._seen = Head(entry.seq, digest(content))
        return self._seen

    def set_aside(self, seq: int, token: str) -> None:
        """Move away what a writer without hard links left of an entry when it died; nothing had been changed by it."""
        path = self.path_of(seq)
        move(path, path.with_name(f"{path.name}.{token}.torn"))

    def note_finished(self, head: Head) -> None:
        """Leave word for others that this entry is the newest and that its files are in place; the note may be lost or old."""
        with contextlib.suppress(OSError):
            self._hint.write_text(json.dumps({"seq": head.seq, "hash": head.hash}), encoding="ascii")

    def unfinished(self) -> Entry | None:
        """Return the newest entry when nobody has noted that its files are in place."""
        head = self.head()
        return self.read(head.seq) if head.seq and head.seq != self.noted().seq else None

    def mark_removed(self, id: str) -> None:  # noqa: A002 - the field is called id everywhere
        """Remember an id for ever, even when somebody empties the trash."""
        folder = self.folder / "removed"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / id).touch()

    def removed(self) -> frozenset[str]:
        """Return the ids of all records that were ever removed."""
        try:
            return frozenset(os.listdir(self.folder / "removed"))
        except FileNotFoundError:
            return frozenset()

    def entries(self, first: int = 1, last: int | None = None) -> Iterator[Entry]:
        """Yield entries in their order."""
        seq = first
        while last is None or seq <= last:
            entry = self.read(seq)
            if entry is None:
                return
            yield entry
            seq += 1

    def backwards(self) -> Iterator[Entry]:
        """Yield entries, newest first."""
        for seq in range(self.head().seq, 0, -1):
            entry = self.read(seq)
            if entry is not None:
                yield entry

    def noted(self) -> Head:
        """Return the newest entry that the last writer noted as finished."""
        try:
            noted = json.loads(self._hint.read_text(encoding="ascii"))
            return Head(int(noted["seq"]), str(noted["hash"]))
        except (OSError, ValueError, KeyError, TypeError):
            return Head()

    def _newest_from(self, start: int) -> int:
        seq = start
        step = 1
        while self._is_whole(seq + step):  # gallop, then close in: entries have no gaps
            seq += step
            step *= 2
        while step > 1:
            step //= 2
            if self._is_whole(seq + step):
                seq += step
        return seq

    def _is_whole(self, seq: int) -> bool:
        path = self.path_of(seq)
        return path.exists() and self.read(seq) is not None
