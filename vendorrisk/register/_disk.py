"""The few things the register asks of a disk: write whole or not at all, create only if nobody has, and know who is alive.

Everything is written beside its place under a name of its own, flushed, and moved over in one step.  Nothing relies on locks of the file
system: on a shared folder (SMB, NFS) only exclusive creation and replacement by renaming are taken for granted.
"""

from __future__ import annotations

import contextlib
import errno
import os
import socket
import sys
import time
from pathlib import Path

from vendorrisk.model import Bilingual, system_reason
from vendorrisk.register._errors import RegisterError, RegisterReadOnlyError

__all__ = ["can_flush_all", "create_exclusively", "flush_all", "flush_folder", "is_alive", "move", "read_bytes", "refusal", "remove_quietly", "this_host", "write_beside"]

_PATIENCE = 2.0  # seconds: a virus scanner or an editor on Windows may hold a file open for a moment


def read_bytes(path: str | Path) -> bytes | None:
    """Return the content of a file, or None when there is none."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    except FileNotFoundError:
        return None
    try:
        size = os.fstat(handle).st_size
        content = os.read(handle, size + 1)
        while len(content) < size:
            more = os.read(handle, size - len(content))
            if not more:
                break
            content += more
        return content
    finally:
        os.close(handle)


def write_beside(path: Path, content: bytes, token: str, *, durable: bool = True) -> Path:
    """Write content next to its place, flushed to the disk, and return the temporary file; the place itself is not touched."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{token}.tmp")
    try:
        _write(beside, content, os.O_TRUNC, durable)
    except OSError:
        remove_quietly(beside)
        raise
    return beside


def _write(path: Path, content: bytes, mode: int, durable: bool) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | mode | getattr(os, "O_BINARY", 0), 0o666)
    try:
        left = memoryview(content)
        while left:
            left = left[os.write(handle, left) :]
        if durable:
            os.fsync(handle)
    finally:
        os.close(handle)


def move(source: Path, target: Path) -> None:
    """Put a written file in its place in one step; wait a moment when somebody on Windows holds the old one open."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            os.replace(source, target)
        except PermissionError:
            if sys.platform != "win32" or time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return


def create_exclusively(path: Path, content: bytes, token: str, *, durable: bool = True) -> bool:
    """Create a file with its whole content, unless it exists; return whether it was us.

    A hard link of a finished file appears in one step and refuses to replace.  Where links are not offered (some shares), the file is
    created exclusively and then filled; a reader takes one that ends early for not yet written.
    """
    beside = write_beside(path, content, token, durable=durable)
    try:
        if sys.platform == "win32":
            os.rename(beside, path)  # refuses to replace on Windows
        else:
            os.link(beside, path)
    except FileExistsError:
        return False
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK):
            raise
        try:
            _write(path, content, os.O_EXCL, durable)
        except FileExistsError:
            return False
    finally:
        remove_quietly(beside)
    if durable:
        flush_folder(path.parent)
    return True


def flush_folder(folder: Path) -> None:
    """Make names in a folder durable, where the system offers that."""
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def can_flush_all() -> bool:
    """Return whether the system can flush everything at once."""
    return hasattr(os, "sync")


def flush_all() -> None:
    """Flush everything that was written."""
    os.sync()


def remove_quietly(path: Path) -> None:
    """Remove a file if it is there and can be removed."""
    with contextlib.suppress(OSError):
        path.unlink()


def this_host() -> str:
    """Return the name of this computer."""
    return socket.gethostname()


def is_alive(pid: int) -> bool:
    """Return whether a process of this computer still runs; in doubt, yes."""
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        handle = kernel.OpenProcess(0x1000, False, pid)  # PROCESS_QUERY_LIMITED_INFORMATION
        if not handle:
            return bool(kernel.GetLastError() == 5)  # access denied: it is there, but not ours
        kernel.CloseHandle(handle)
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def refusal(error: OSError, where: Path) -> RegisterError:
    """Return the disk's refusal in words: full, read-only, not permitted, or what it said itself."""
    place = str(where)
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return RegisterError(
            Bilingual("ディスクの空きが足りないため保存できません。何も変更していません。", "The disk is full, so nothing was saved."),
            where=place,
            todo=Bilingual("空き容量を確保してからやり直してください。", "Make room and try again."),
        )
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return RegisterReadOnlyError(
            Bilingual("書き込みの権限がないため保存できません。閲覧はできます。", "You may not write here, so nothing was saved; reading is possible."),
            where=place,
            todo=Bilingual("フォルダーの権限を確認してください。", "Check the permissions of the folder."),
        )
    return RegisterError(
        Bilingual("保存できません（{0}）。何も変更していません。", "It cannot be saved ({0}); nothing was changed.").format(system_reason(error)),
        where=place,
        todo=Bilingual("フォルダーとネットワークを確認してください。", "Check the folder and the network."),
    )
