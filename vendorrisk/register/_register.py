"""A register: a folder of records, opened as it is at one moment, changed only inside a transaction."""

from __future__ import annotations

import contextlib
import getpass
import os
import secrets
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import attrs

from vendorrisk.model import (
    KINDS,
    Bilingual,
    Holdings,
    Problem,
    Settings,
    Severity,
    system_reason,
    validate_links,
)
from vendorrisk.register._backup import back_up
from vendorrisk.register._cache import load_cache, save_cache
from vendorrisk.register._codec import to_toml
from vendorrisk.register._disk import move, read_bytes, refusal, write_beside
from vendorrisk.register._documents import place_of
from vendorrisk.register._errors import RegisterBusyError, RegisterError
from vendorrisk.register._folder import (
    SETTINGS_FILE,
    HeldFile,
    fingerprint,
    read_file,
    read_folder,
    read_settings,
)
from vendorrisk.register._lock import Lock
from vendorrisk.register._log import Action, Entry, FileChange, Log
from vendorrisk.register._transaction import Transaction, file_change, finish, now
from vendorrisk.register._verify import last_texts, verify

__all__ = ["Register", "create_register", "open_register"]


def create_register(path: str | Path, settings: Settings, *, who: str = "") -> Register:
    """Make a new register in a folder that does not exist or is empty.

    Raises:
        RegisterError: the folder holds something, or cannot be written.
    """
    root = Path(path)
    try:
        root.mkdir(parents=True, exist_ok=True)
        if any(root.iterdir()):
            raise RegisterError(
                Bilingual("フォルダーが空ではありません。", "The folder is not empty."),
                where=str(root),
                todo=Bilingual("空のフォルダー又は新しい名前を指定してください。", "Name an empty folder or a new one."),
            )
        move(write_beside(root / SETTINGS_FILE, to_toml(Settings(city=settings.city)).encode(), "new"), root / SETTINGS_FILE)
    except OSError as error:
        raise refusal(error, root) from error
    register = open_register(root)
    with register.transaction(who=who, why="", action="init") as change:
        change.put_settings(settings)
    return register


def is_register(path: str | Path) -> bool:
    """Return whether a folder holds a register; it may be damaged all the same."""
    return (Path(path) / SETTINGS_FILE).is_file()


def open_register(path: str | Path, *, progress: Callable[[int], None] | None = None) -> Register:
    """Open a register.

    Args:
        path: its folder.
        progress: called with the number of files read so far, now and then.

    Raises:
        RegisterError: there is no register in the folder, or it cannot be read.
    """
    root = Path(path)
    try:
        if read_bytes(root / SETTINGS_FILE) is None:
            raise RegisterError(
                Bilingual("台帳のフォルダーではありません（register.tomlがない）。", "This is not the folder of a register: it has no register.toml."),
                where=str(root),
                todo=Bilingual("台帳のフォルダーを指定するか、「vendorrisk init」で作ってください。", "Name the folder of a register, or make one with 'vendorrisk init'."),
            )
        return Register(root, progress)
    except OSError as error:
        raise RegisterError(
            Bilingual("読み取れません（{0}）。", "It cannot be read ({0}).").format(system_reason(error)),
            where=str(root),
            todo=Bilingual("フォルダーの権限を確認してください。", "Check the permissions of the folder."),
        ) from error


class Register:
    """The records of a folder, as they were when it was opened or last refreshed.

    Attributes:
        root: the folder.
        log: its history.
        holdings: every record that can be read, immutable; replaced by :meth:`refresh` and by a transaction.
    """

    def __init__(self, root: Path, progress: Callable[[int], None] | None = None) -> None:
        self.root = root
        self.log = Log(root / "log")
        self._lock: Lock | None = None
        self._cached = load_cache(root)
        self._files: dict[str, HeldFile] = {}
        self.holdings = Holdings()
        self._settings_problems: tuple[Problem, ...] = ()
        self._load(self._cached, progress)
        if self._cached != self._files:
            save_cache(root, self._files, secrets.token_hex(4))
        self._cached = {}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that is wrong with the data: damaged files first, then gaps and contradictions, with file and line."""
        own = [problem for file in self._files.values() for problem in file.problems]
        own += self._settings_problems
        files = {file.record.id: path for path, file in self._files.items() if file.record is not None}
        links = (attrs.evolve(problem, file=files.get(problem.record, "")) for problem in validate_links(self.holdings, self.today()))
        return tuple(sorted([*own, *links], key=lambda problem: (problem.severity is not Severity.ERROR, problem.file, problem.line or 0)))

    @property
    def read_only(self) -> bool:
        """Whether the folder cannot be written by us."""
        return not os.access(self.root, os.W_OK)

    @staticmethod
    def today() -> date:
        """Return the day by which states are computed; ``VENDORRISK_TODAY`` sets it for rehearsals and tests."""
        chosen = os.environ.get("VENDORRISK_TODAY")
        return date.fromisoformat(chosen) if chosen else date.today()

    def file(self, path: str) -> HeldFile | None:
        """Return a record's file as it was read."""
        return self._files.get(path)

    def refresh(self) -> bool:
        """Read again what has changed on the disk; return whether anything had."""
        before = self._files
        settings = self.holdings.settings
        self._load(before)
        return before != self._files or settings != self.holdings.settings

    @contextlib.contextmanager
    def transaction(self, *, who: str = "", why: str = "", action: Action = "edit", wait: float = 10.0) -> Iterator[Transaction]:
        """Change records: all of it is written when the block ends, nothing when it raises.

        Args:
            who: the person who makes the change; the account's name when left out.
            why: the reason, for the history.
            action: what sort of change it is, for the history.
            wait: seconds to wait for somebody else who is writing.

        Raises:
            ConflictError: somebody else has changed one of the records since this register was read; it names every field.
            RegisterBusyError: somebody else is writing.
            RegisterReadOnlyError: the folder cannot be written.
            RegisterError: the disk refuses; nothing has changed.
        """
        with self._writing(who or _account(), wait) as token:
            change = Transaction(self, who or _account(), why, action, token)
            yield change
            entry = change.commit()
        if entry is not None:
            self._take_up(entry)

    def undo(self, seq: int | None = None, *, who: str = "", why: str = "") -> Entry:
        """Take back a change: the newest that is not taken back yet, or the one of a number.

        A record that has not been touched since gets exactly the text it had.

        Raises:
            RegisterError: there is nothing to take back, or a record has been changed since.
        """
        with self._writing(who or _account(), 10.0) as token:
            target = self.log.read(seq) if seq is not None else self._newest_standing()
            if target is None:
                raise RegisterError(
                    Bilingual("取り消せる変更がありません。", "There is no change to take back."),
                    where=str(self.root),
                    todo=Bilingual("「vendorrisk register history」で確認してください。", "See 'vendorrisk register history'."),
                )
            change = Transaction(self, who or _account(), why, "undo", token, undoes=target.seq)
            for file in reversed(target.changes):
                content = read_bytes(self.root / file.path)
                if (content.decode("utf-8", "replace") if content is not None else None) != file.after:
                    raise RegisterError(
                        Bilingual("その後に変更されているため、取り消せません。", "It has been changed since, so the change cannot be taken back."),
                        where=file.record or file.path,
                        todo=Bilingual("新しい変更から順に取り消すか、手で直してください。", "Take the newer changes back first, or mend it by hand."),
                    )
                change.restore_text(file.path, file.before)
            entry = change.commit()
        if entry is None:
            raise RegisterError(Bilingual("取り消しても何も変わりません。", "Taking it back would change nothing."), where=str(self.root))
        self._take_up(entry)
        return entry

    def history(self, id: str = "") -> Iterator[Entry]:  # noqa: A002 - the field is called id everywhere
        """Yield the changes of the register, or of one record, newest first."""
        for entry in self.log.backwards():
            if not id or any(change.record == id for change in entry.changes):
                yield entry

    @property
    def account(self) -> str:
        """Under whose name changes are entered where no other is given."""
        return _account()

    def trash(self) -> tuple[tuple[str, Entry], ...]:
        """Return the ids of removed records with the change that removed each, newest first."""
        found: dict[str, tuple[str, Entry]] = {}
        for entry in self.log.backwards():
            for change in entry.changes:
                if change.after is None and change.record and change.record not in found and change.record not in self.holdings.records:
                    found[change.record] = (change.record, entry)
        return tuple(found.values())

    def verify(self, progress: Callable[[int], None] | None = None) -> tuple[Problem, ...]:
        """Prove the register whole: the chain of the history, every record as the history left it, every document by its content.

        Returns:
            What is wrong; nothing when all is well.  What a person changed with an editor is a warning, an altered history an error.
        """
        self.refresh()
        return verify(self, progress)

    def accept_outside_changes(self, *, who: str = "", why: str = "") -> Entry | None:
        """Take into the history what was changed with an editor; the files stay as they are."""
        with self._writing(who or _account(), 10.0) as token:
            texts = last_texts(self, [])
            changes = []
            for path in sorted({*texts, *self._files}):
                content = read_bytes(self.root / path)
                text = content.decode("utf-8", "replace") if content is not None else None
                if text != texts.get(path):
                    changes.append(file_change(path, texts.get(path), text))
            if not changes:
                return None
            head = self.log.head()
            entry = Entry(head.seq + 1, now(), who or _account(), why, "outside", head.hash, None, tuple(changes))
            entered = self.log.append(entry, token)
            if entered is None:
                raise RegisterBusyError(
                    Bilingual("別の人が同時に保存しました。", "Somebody else saved at the same moment."),
                    where=str(self.root),
                    todo=Bilingual("もう一度やり直してください。", "Try again."),
                )
            self.log.note_finished(entered)
        return entry

    def back_up(self, target: str | Path) -> int:
        """Write the whole register into one ZIP archive and return the number of files.

        Raises:
            RegisterError: the archive exists, lies inside the register, or cannot be written.
        """
        if self.read_only:
            return back_up(self.root, Path(target))
        with self._writing(_account(), 10.0):
            return back_up(self.root, Path(target))

    def document(self, sha256: str) -> Path:
        """Return the file of a kept document."""
        return self.root / place_of(sha256)

    def names_in(self, folder: str) -> list[str]:
        """Return the ids of the files that lie in a folder of the register now."""
        try:
            return [name.removesuffix(".toml") for name in os.listdir(self.root / folder)]
        except FileNotFoundError:
            return []

    def holds_lock(self) -> bool:
        """Return whether the lock is still ours."""
        return self._lock is not None and self._lock.is_ours()

    def keep_lock(self) -> None:
        """Show that we are alive during long work."""
        if self._lock is not None:
            self._lock.keep()

    def _newest_standing(self) -> Entry | None:
        """Return the newest change that is neither an undo nor taken back by one."""
        taken_back: set[int] = set()
        for entry in self.log.backwards():
            if entry.seq in taken_back:
                continue
            if entry.undoes is None:
                return entry if entry.action != "init" else None
            taken_back.add(entry.undoes)
        return None

    @contextlib.contextmanager
    def _writing(self, who: str, wait: float) -> Iterator[str]:
        token = secrets.token_hex(6)
        try:
            with Lock(self.root / ".lock", who, token, wait) as self._lock:
                last = self.log.unfinished()
                if last is not None:
                    finish(self.log, self.root, last, token)
                yield token
        except OSError as error:
            raise refusal(error, self.root) from error
        finally:
            self._lock = None

    def _load(self, known: dict[str, HeldFile], progress: Callable[[int], None] | None = None) -> None:
        """Read the folder as of one moment, whoever writes meanwhile and wherever a writer has died.

        Changes entered while we read, and the newest one when its files were not all in place at the start, are shown as the history
        has them, so that no half of a change is ever seen.
        """
        start = self.log.head().seq
        unfinished = self.log.read(start) if start > self.log.noted().seq else None
        self._files = read_folder(self.root, known, progress)
        if unfinished is not None:
            self._show(unfinished, only_unfinished=True)
        for entry in self.log.entries(start + 1):
            self._show(entry)
        settings, self._settings_problems = read_settings(self.root)
        self._hold(settings)

    def _show(self, entry: Entry, *, only_unfinished: bool = False) -> None:
        """Show an entry's files as it left them; a file edited by hand since then stays as it is."""
        for change in entry.changes:
            held = self._files.get(change.path)
            before = fingerprint(change.before.encode()) if change.before is not None else None
            if not only_unfinished or (held.fingerprint if held is not None else None) == before:
                self._set(change)

    def _take_up(self, entry: Entry) -> None:
        self._files = dict(self._files)
        for change in entry.changes:
            self._set(change)
        settings = self.holdings.settings
        if any(change.path == SETTINGS_FILE for change in entry.changes):
            settings, self._settings_problems = read_settings(self.root)
        held = [self._files[change.path].record for change in entry.changes if change.path in self._files]
        gone = len(held) != sum(change.path != SETTINGS_FILE for change in entry.changes)
        if gone or None in held:
            self._hold(settings)
        else:
            self.holdings = self.holdings.with_records((record for record in held if record is not None), settings)

    def _set(self, change: FileChange) -> None:
        kind = next((kind for kind in KINDS.values() if change.path.startswith(f"{kind.folder}/")), None)
        if kind is None:
            return
        if change.after is None:
            self._files.pop(change.path, None)
        else:
            self._files[change.path] = read_file(change.after.encode(), change.path, kind)

    def _hold(self, settings: Settings) -> None:
        self.holdings = Holdings((file.record for file in self._files.values() if file.record is not None), settings)


def _account() -> str:
    """Return the name of the account, for the history; ``VENDORRISK_USER`` gives another."""
    chosen = os.environ.get("VENDORRISK_USER")
    if chosen:
        return chosen
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"
