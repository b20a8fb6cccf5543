"""The folder as it is: every record's file read, known by its content, and what cannot be read said with file and line.

A damaged file hides nothing but itself.  Whether a file has changed is decided by its content, never by its time.
"""

from __future__ import annotations

import gc
import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import attrs

from vendorrisk.model import (
    KINDS,
    Bilingual,
    Problem,
    Record,
    RecordKind,
    Settings,
    Severity,
    kind_of_id,
    validate,
)
from vendorrisk.register._codec import from_toml_values, has_unknown_keys
from vendorrisk.register._disk import read_bytes
from vendorrisk.register._migrate import migrate
from vendorrisk.register._outline import line_of
from vendorrisk.register._toml import parse

__all__ = ["SETTINGS_FILE", "HeldFile", "fingerprint", "read_file", "read_folder", "read_settings"]

SETTINGS_FILE = "register.toml"


@attrs.frozen
class HeldFile:
    """One file of the register as it was read.

    Attributes:
        fingerprint: of its content.
        record: what it holds, or None when it is damaged.
        problems: what is wrong with it by itself.
        foreign: whether it holds keys that we do not know.
    """

    fingerprint: bytes
    record: Record | None
    problems: tuple[Problem, ...] = ()
    foreign: bool = False


def fingerprint(content: bytes) -> bytes:
    """Return what a content is known by."""
    return hashlib.blake2b(content, digest_size=16).digest()


def read_folder(
    root: Path,
    known: Mapping[str, HeldFile],
    progress: Callable[[int], None] | None = None,
) -> dict[str, HeldFile]:
    """Read every record's file; one whose content is known already is not parsed again.

    Args:
        root: the register's folder.
        known: files as they were read before, by their path relative to the register.
        progress: called with the number of files read so far, now and then.
    """
    held: dict[str, HeldFile] = {}
    collecting = gc.isenabled()
    gc.disable()  # ten thousand new records are no garbage; looking through them again and again costs a tenth
    try:
        for kind in KINDS.values():
            for path in _files(root, kind):
                content = read_bytes(f"{root}/{path}")
                if content is None:
                    continue  # gone between listing and reading
                mark = fingerprint(content)
                before = known.get(path)
                held[path] = before if before is not None and before.fingerprint == mark else read_file(content, path, kind, mark)
                if progress is not None and len(held) % 500 == 0:
                    progress(len(held))
    finally:
        if collecting:
            gc.enable()
    return held


def read_file(content: bytes, path: str, kind: RecordKind, mark: bytes | None = None) -> HeldFile:
    """Read one record's file."""
    mark = mark or fingerprint(content)
    if kind_of_id(_id_of(path)) is not kind:
        words = Bilingual("ファイル名が管理番号の形ではありません。読み飛ばしました。", "the file's name is not an id; skipped.")
        return HeldFile(mark, None, (Problem("", "", "stray-file", words, Severity.WARNING, file=path),))
    values = parse(content, path)
    if isinstance(values, Problem):
        return HeldFile(mark, None, (attrs.evolve(values, record=_id_of(path)),))
    migrated = migrate(values, kind.name)
    if migrated is None:
        words = Bilingual(
            f"この版では読めない形式（schema {values.get('schema')}）で書かれています。vendorriskを更新してください。",
            f"written in a schema that this edition cannot read ({values.get('schema')}); update vendorrisk.",
        )
        return HeldFile(mark, None, (_place(Problem(_id_of(path), "schema", "schema", words), content, path),))
    values = migrated
    foreign = has_unknown_keys(values, kind.cls)
    made = from_toml_values(values, kind.cls, record=_id_of(path), foreign=foreign)
    if isinstance(made, tuple):
        return HeldFile(mark, None, tuple(_place(problem, content, path) for problem in made))
    if made.id != _id_of(path):
        name = Bilingual(
            f"ファイル名と管理番号「{made.id}」が一致しません。どちらかを直してください。", f"the file's name and the id {made.id!r} differ; mend one of them."
        )
        return HeldFile(mark, None, (_place(Problem(_id_of(path), "id", "id", name), content, path),))
    problems = tuple(_place(problem, content, path) for problem in validate(made))
    return HeldFile(mark, made, problems, foreign=foreign)


def read_settings(root: Path) -> tuple[Settings, tuple[Problem, ...]]:
    """Read the register's settings; damaged ones are said, and the defaults stand in."""
    content = read_bytes(root / SETTINGS_FILE)
    if content is None:
        return Settings(), ()
    values = parse(content, SETTINGS_FILE)
    if isinstance(values, Problem):
        return Settings(), (values,)
    made = from_toml_values(values, Settings)
    if isinstance(made, tuple):
        return Settings(), tuple(_place(problem, content, SETTINGS_FILE) for problem in made)
    return made, ()


def _files(root: Path, kind: RecordKind) -> Iterator[str]:
    folders = [kind.folder]
    if kind.by_year:
        folders += sorted(f"{kind.folder}/{name}" for name in _names(root / kind.folder) if name.isdigit())
    for folder in folders:
        for name in sorted(_names(root / folder)):
            if name.endswith(".toml") and not name.startswith((".", "~")):
                yield f"{folder}/{name}"


def _names(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)
    except (FileNotFoundError, NotADirectoryError):
        return []


def _id_of(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".toml")


def _place(problem: Problem, content: bytes, path: str) -> Problem:
    """Return a problem with the file and line in which it stands."""
    absent = problem.code == "required" and "." not in problem.field
    line = line_of(content.decode("utf-8", "replace"), problem.field) if problem.field and not absent else None
    return attrs.evolve(problem, file=path, line=line)

