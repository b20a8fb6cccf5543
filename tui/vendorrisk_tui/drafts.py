"""What is being typed, kept on the disk while it is typed: after a crash, a power cut or a lost connection it is offered again.

Drafts lie in the user's own state folder, not in the register: they are nobody else's business yet.  ``VENDORRISK_STATE`` names another folder.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
from datetime import datetime
from pathlib import Path

import attrs

from vendorrisk_tui.raw import Raw

__all__ = ["Draft", "DraftStore", "Seen", "state_folder"]

_FORMAT = 1


def state_folder() -> Path:
    """Return where the application keeps what is its own."""
    chosen = os.environ.get("VENDORRISK_STATE")
    if chosen:
        return Path(chosen)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local") / "vendorrisk"
    if sys.platform == "darwin":
        return Path.home() / "Library/Application Support/vendorrisk"
    return Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local/state") / "vendorrisk"


@attrs.frozen
class Draft:
    """Unsaved values.

    Attributes:
        raw: the values as typed.
        at: when they were last typed, ISO 8601.
        base: the values that the record had when editing began, to see whether somebody has changed it since.
    """

    raw: Raw
    at: str
    base: Raw


class DraftStore:
    """The draft of one record of one register."""

    def __init__(self, root: Path, name: str) -> None:
        self.path = state_folder() / "drafts" / _name_of(root) / f"{name}.json"

    def keep(self, raw: Raw, base: Raw) -> None:
        """Keep what is typed; a disk that refuses must not stop the typing."""
        content = json.dumps({"format": _FORMAT, "at": datetime.now().astimezone().isoformat(timespec="seconds"), "raw": raw, "base": base}, ensure_ascii=False)
        beside = self.path.with_suffix(f".{os.getpid()}.tmp")
        with contextlib.suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            beside.write_text(content, encoding="utf-8")
            os.replace(beside, self.path)

    def load(self) -> Draft | None:
        """Return what was kept; None when there is nothing or it cannot be read."""
        try:
            kept = json.loads(self.path.read_text(encoding="utf-8"))
            if kept["format"] != _FORMAT:
                return None
            return Draft(dict(kept["raw"]), str(kept["at"]), dict(kept["base"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def drop(self) -> None:
        """Forget the draft."""
        with contextlib.suppress(OSError):
            self.path.unlink()


class Seen:
    """Which change of a register this person has seen last, so that what happened since can be shown."""

    def __init__(self, root: Path) -> None:
        self._path = state_folder() / "seen" / f"{_name_of(root)}.txt"

    def load(self) -> int | None:
        """Return the number of that change; None when this is the first time."""
        try:
            return int(self._path.read_text(encoding="ascii"))
        except (OSError, ValueError):
            return None

    def keep(self, seq: int) -> None:
        """Note that everything up to a change has been shown; a disk that refuses does no harm."""
        with contextlib.suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._path.write_text(str(seq), encoding="ascii")


def _name_of(root: Path) -> str:
    return hashlib.sha256(str(root.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:16]
