"""What was read last time, kept on this computer, so that an unchanged register opens without parsing.

A cached record is used only for a file whose content has the same fingerprint, so the cache can be slow or lost but never wrong.  It lies in
the user's own cache folder, not in the register: it is nobody else's business, and data from a shared folder is never trusted.
``VENDORRISK_CACHE`` names another folder; empty turns the cache off.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec

from vendorrisk.model import KINDS, Problem
from vendorrisk.register._disk import move, write_beside
from vendorrisk.register._folder import HeldFile

__all__ = ["load_cache", "save_cache"]


def load_cache(root: Path) -> dict[str, HeldFile]:
    """Return the files as they were read last time; nothing when there is no cache or it was made by another edition."""
    place = _place(root)
    if place is None:
        return {}
    try:
        mark, kinds = msgspec.msgpack.decode(place.read_bytes(), type=tuple[str, dict[str, msgspec.Raw]])
        if mark != _edition():
            return {}
        held: dict[str, HeldFile] = {}
        for name, raw in kinds.items():
            for path, fingerprint, record, problems in msgspec.msgpack.decode(raw, type=list[tuple[str, bytes, KINDS[name].cls | None, tuple[Problem, ...]]]):  # type: ignore[misc]
                held[path] = HeldFile(fingerprint, record, problems)
        return held
    except (OSError, msgspec.MsgspecError, KeyError):
        return {}


def save_cache(root: Path, held: Mapping[str, HeldFile], token: str) -> None:
    """Keep what was read; a cache that cannot be written is no error."""
    place = _place(root)
    if place is None:
        return
    folders = {kind.folder: name for name, kind in KINDS.items()}
    kinds: dict[str, list[tuple[str, bytes, object, tuple[Problem, ...]]]] = {}
    for path, file in held.items():
        if file.foreign:
            continue  # only TOML itself says of what sort an unknown value is
        kinds.setdefault(folders[path.partition("/")[0]], []).append((path, file.fingerprint, file.record, file.problems))
    try:
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        content = msgspec.msgpack.encode((_edition(), kinds), enc_hook=dict)
        move(write_beside(place, content, token, durable=False), place)
    except OSError:
        return


def _place(root: Path) -> Path | None:
    chosen = os.environ.get("VENDORRISK_CACHE")
    if chosen == "":
        return None
    if chosen:
        folder = Path(chosen)
    elif sys.platform == "win32":
        folder = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local") / "vendorrisk" / "Cache"
    elif sys.platform == "darwin":
        folder = Path.home() / "Library/Caches/vendorrisk"
    else:
        folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "vendorrisk"
    name = hashlib.sha256(str(root.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:24]
    return folder / f"{name}.register"


@cache
def _edition() -> str:
    """Return a mark of the code that read and validated the records: another edition reads them anew."""
    import vendorrisk
    from vendorrisk import model, register

    mark = hashlib.sha256(vendorrisk.__version__.encode())
    for package in (model, register):
        for source in sorted(Path(package.__path__[0]).glob("*.py")):
            mark.update(source.read_bytes())
    return mark.hexdigest()
