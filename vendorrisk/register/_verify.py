"""Is the history whole, and is every record as the history left it?

Editing a file by hand is allowed and only mentioned; an entry of the history that was altered, removed or put in is named.  Entries cut
off at the end cannot be seen in the chain itself, but the records they wrote then differ from what the history says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from vendorrisk.model import KINDS, Bilingual, FileRef, Part, Problem, Severity, fields_of
from vendorrisk.register._disk import read_bytes
from vendorrisk.register._documents import place_of
from vendorrisk.register._folder import SETTINGS_FILE
from vendorrisk.register._log import Entry, digest

if TYPE_CHECKING:
    from vendorrisk.register._register import Register

__all__ = ["last_texts", "verify"]


def verify(register: Register, progress: Callable[[int], None] | None = None) -> tuple[Problem, ...]:
    """Return everything that keeps the register from being proven whole.

    Args:
        register: the register, as it is on the disk now.
        progress: called with the number of history entries read so far, now and then.
    """
    problems: list[Problem] = []
    texts = dict(last_texts(register, problems, progress))
    problems += _outside(register, texts)
    problems += _documents(register)
    problems += _leftovers(register.root)
    return tuple(problems)


def last_texts(register: Register, problems: list[Problem], progress: Callable[[int], None] | None = None) -> dict[str, str | None]:
    """Walk the chain; return the last text of every file, and add what is wrong with the chain."""
    texts: dict[str, str | None] = {}
    before = ""
    seq = 0
    for seq in _numbers(register):
        path = register.log.path_of(seq)
        content = read_bytes(path)
        place = path.relative_to(register.root).as_posix()
        if content is None:
            problems.append(_problem("history-gap", place, f"履歴の{seq}番がありません。", f"entry {seq} of the history is missing."))
            before = ""
            continue
        try:
            entry = msgspec.json.decode(content, type=Entry)
        except msgspec.MsgspecError:
            problems.append(_problem("history-unreadable", place, f"履歴の{seq}番が読めません。", f"entry {seq} of the history cannot be read."))
            before = ""
            continue
        if entry.seq != seq or (before and entry.previous != before) or (seq == 1 and entry.previous):
            altered = Bilingual(
                f"履歴の{seq - 1}番又は{seq}番が書き換えられています（ハッシュがつながらない）。", f"entry {seq - 1} or {seq} of the history was altered: the hashes do not join."
            )
            problems.append(Problem("", "", "history-altered", altered, file=place))
        before = digest(content)
        for change in entry.changes:
            texts[change.path] = change.after
        if progress is not None and seq % 200 == 0:
            progress(seq)
    noted = register.log.noted()
    if noted.seq > seq:
        problems.append(_problem("history-gap", "log", f"履歴の{seq + 1}番以降がありません。", f"the history from entry {seq + 1} on is missing."))
    elif noted.seq == seq and noted.hash != before:
        problems.append(_problem("history-altered", "log", f"履歴の{seq}番が書き換えられています。", f"entry {seq} of the history was altered."))
    return texts


def _numbers(register: Register) -> Iterator[int]:
    """Yield every number up to the highest that exists, gaps included."""
    folder = register.log.folder
    names = [path.name.removesuffix(".json") for shard in folder.glob("[0-9]*") for path in shard.glob("*.json")]
    yield from range(1, max((int(name) for name in names if name.isdigit()), default=0) + 1)


def _outside(register: Register, texts: dict[str, str | None]) -> Iterator[Problem]:
    root = register.root
    for path, text in texts.items():
        content = read_bytes(root / path)
        if content != (text.encode() if text is not None else None):
            gone = content is None
            ja = "履歴にない削除が行われました。" if gone else "vendorriskの外で変更されました。" if text is not None else "削除した記録が外から戻されました。"
            en = "was deleted outside of vendorrisk." if gone else "was changed outside of vendorrisk." if text is not None else "was put back outside of vendorrisk."
            yield _problem("changed-outside", path, ja + "正しい変更なら「register verify --accept」で履歴に加えてください。", en, Severity.WARNING)
    for kind in KINDS.values():
        for file in sorted((root / kind.folder).rglob("*.toml")):
            path = file.relative_to(root).as_posix()
            if path not in texts and not file.name.startswith((".", "~")):
                yield _problem("changed-outside", path, "vendorriskの外で追加されました。正しい追加なら「register verify --accept」で履歴に加えてください。", "was added outside of vendorrisk.", Severity.WARNING)


def _documents(register: Register) -> Iterator[Problem]:
    checked: dict[str, str | None] = {}
    for record in register.holdings:
        for field, held in _file_refs(record):
            if not held.sha256:
                continue
            if held.sha256 not in checked:
                content = read_bytes(register.root / place_of(held.sha256))
                checked[held.sha256] = digest(content) if content is not None else None
            found = checked[held.sha256]
            if found is None:
                words = Bilingual(f"文書「{held.name}」の実体がありません。", f"the document {held.name!r} is missing.")
                yield Problem(record.id, field, "document-missing", words)
            elif found != held.sha256:
                words = Bilingual(f"文書「{held.name}」の内容が書き換えられています。", f"the document {held.name!r} was altered.")
                yield Problem(record.id, field, "document-altered", words)


def _file_refs(value: Part, path: str = "") -> Iterator[tuple[str, FileRef]]:
    for field in fields_of(type(value)):
        held = getattr(value, field.name)
        items = [(f"{path}{field.name}", held)] if isinstance(held, Part) else []
        if isinstance(held, tuple):
            items = [(f"{path}{field.name}[{place}]", item) for place, item in enumerate(held) if isinstance(item, Part)]
        for where, item in items:
            if isinstance(item, FileRef):
                yield where, item
            yield from _file_refs(item, where + ".")


def _leftovers(root: Path) -> Iterator[Problem]:
    for file in sorted(root.rglob(".*.tmp")):
        words = Bilingual("書き込みの途中で止まった一時ファイルです。消しても構いません。", "left behind by a writer that was stopped; may be deleted.")
        yield Problem("", "", "leftover", words, Severity.WARNING, file=file.relative_to(root).as_posix())


def _problem(code: str, file: str, ja: str, en: str, severity: Severity = Severity.ERROR) -> Problem:
    name = file.rpartition("/")[2].removesuffix(".toml")
    return Problem(name if file.endswith(".toml") and file != SETTINGS_FILE else "", "", code, Bilingual(ja, en), severity, file=file)
