"""One writer at a time, by good manners: a file that says who is writing.

The lock spares people conflicts; it is not what keeps the register whole.  That is the exclusive creation of the next history entry
(:mod:`._log`), which holds even when a lock is broken wrongly.
"""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from vendorrisk.model import Bilingual
from vendorrisk.register._disk import (
    create_exclusively,
    is_alive,
    read_bytes,
    refusal,
    remove_quietly,
    this_host,
)
from vendorrisk.register._errors import RegisterBusyError

__all__ = ["Lock"]

_STALE = 60.0  # seconds without a sign of life from another computer
_UNFILLED = 2.0  # seconds that a lock may be empty
_PAUSE = 0.02


class Lock:
    """Holds the register for writing while its block runs.

    Raises:
        RegisterBusyError: somebody else kept it for longer than ``wait`` seconds.
        RegisterReadOnlyError: the folder cannot be written.
    """

    def __init__(self, path: Path, who: str, token: str, wait: float = 10.0) -> None:
        self.path = path
        self.token = token
        self._wait = wait
        self._who = who
        self._touched = 0.0

    def __enter__(self) -> Self:
        until = time.monotonic() + self._wait
        content = json.dumps({"who": self._who, "host": this_host(), "pid": os.getpid(), "token": self.token}, ensure_ascii=False).encode()
        while True:
            try:
                if create_exclusively(self.path, content, self.token, durable=False):
                    self._touched = time.monotonic()
                    return self
            except OSError as error:
                raise refusal(error, self.path.parent) from error
            holder = self._holder()
            if holder is not None and self._is_stale(holder):
                self._break(holder)
                continue
            if time.monotonic() > until:
                who = (holder or {}).get("who", "?")
                raise RegisterBusyError(
                    Bilingual(f"{who}さんが書き込み中です。", f"{who} is writing."),
                    where=str(self.path.parent),
                    todo=Bilingual("しばらく待ってからやり直してください。", "Wait a moment and try again."),
                )
            time.sleep(_PAUSE)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self.is_ours():
            remove_quietly(self.path)

    def is_ours(self) -> bool:
        """Return whether nobody has broken the lock, thinking that we were gone."""
        return (self._holder() or {}).get("token") == self.token

    def keep(self) -> None:
        """Show that we are alive during long work."""
        now = time.monotonic()
        if now - self._touched > _STALE / 6 and self.is_ours():
            self._touched = now
            os.utime(self.path)

    def _holder(self) -> dict[str, object] | None:
        """Return what the lock says; nothing in it when its writer died before filling it, None when there is no lock."""
        try:
            content = read_bytes(self.path)
            return dict(json.loads(content)) if content is not None else None
        except (OSError, ValueError):
            return {}

    def _is_stale(self, holder: dict[str, object]) -> bool:
        pid = holder.get("pid")
        if holder.get("host") == this_host() and isinstance(pid, int):
            return not is_alive(pid)
        # ages are compared by the clock of the file server: ours may be wrong
        probe = self.path.with_name(f".clock.{self.token}.tmp")
        try:
            probe.write_bytes(b"")
            return probe.stat().st_mtime - self.path.stat().st_mtime > (_STALE if holder else _UNFILLED)
        except OSError:
            return False
        finally:
            remove_quietly(probe)

    def _break(self, holder: dict[str, object]) -> None:
        """Take a dead writer's lock away; of several who try, one succeeds, and a fresh lock caught by mistake is put back."""
        aside = self.path.with_name(f".lock.{self.token}.tmp")
        try:
            os.replace(self.path, aside)
            content = aside.read_bytes()
        except OSError:
            return
        if content and str(holder.get("token", "")) not in content.decode("utf-8", "replace"):
            create_exclusively(self.path, content, self.token + "-back", durable=False)
        remove_quietly(aside)
