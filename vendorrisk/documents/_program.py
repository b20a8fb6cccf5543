"""Other programs at arm's length: found, fed, bounded in time and output, and killed with their children.

Tesseract and LibreOffice are handed files from outside.  Whatever they do with them (hang, crash, write without end), the caller gets
bytes or one exception, and nothing that was started here is left running.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, Final, Literal

__all__ = ["ProgramError", "environment", "find_program", "run_program"]

_PASSED_ON: Final = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "WINDIR", "TEMP", "TMP", "PATHEXT")
_PIECE: Final = 1 << 16


class ProgramError(Exception):
    """A program gave no answer.

    Attributes:
        how: it could not be started, took too long, ended with an error, or wrote more than it may.
    """

    def __init__(self, how: Literal["start", "timeout", "crash", "flood"]) -> None:
        super().__init__(how)
        self.how = how


def find_program(name: str, usual_places: Sequence[str] = ()) -> str | None:
    """Return the full path of an installed program, or None.

    Args:
        name: as it is typed.
        usual_places: full paths where installers put it without making it known to the system.
    """
    found = shutil.which(name)
    if found is not None and Path(found).is_absolute():  # a relative one was found in the folder of somebody's documents
        return found
    return next((place for place in usual_places if os.access(place, os.X_OK)), None)


def environment(**more: str) -> dict[str, str]:
    """Return the environment for another program: what it needs to be found and started, one language, and ``more``."""
    passed = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return {**passed, "LC_ALL": "C.UTF-8", **more}


def run_program(
    arguments: Sequence[str],
    *,
    feed: bytes = b"",
    seconds: float,
    most: int,
    surroundings: Mapping[str, str],
    folder: Path | None = None,
) -> bytes:
    """Run a program and return what it wrote to its standard output.

    Args:
        arguments: its full path, and what it is told.
        feed: what it reads from its standard input.
        seconds: how long it may take.
        most: how many bytes it may write.
        surroundings: its environment.
        folder: where it works.

    Raises:
        ProgramError: there is no answer.
    """
    deadline = time.monotonic() + seconds
    try:
        process = subprocess.Popen(  # noqa: S603  (a full path, and no shell)
            list(arguments), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env=dict(surroundings), cwd=folder, start_new_session=True,
        )
    except OSError as error:
        raise ProgramError("start") from error
    written = bytearray()
    reader = threading.Thread(target=_read, args=(process.stdout, written, most), daemon=True)
    feeder = threading.Thread(target=_feed, args=(process.stdin, feed), daemon=True)
    reader.start()
    feeder.start()
    try:
        _await(process, reader, written, most, deadline)
    except BaseException:  # whoever stops us must not leave it running
        _kill(process)
        raise
    finally:
        process.wait()
        reader.join(1)
        feeder.join(1)
    return bytes(written)


def _await(process: subprocess.Popen[bytes], reader: threading.Thread, written: bytearray, most: int, deadline: float) -> None:
    reader.join(max(0.0, deadline - time.monotonic()))
    if reader.is_alive():
        raise ProgramError("timeout")
    if len(written) > most:
        raise ProgramError("flood")
    try:
        status = process.wait(max(0.1, deadline - time.monotonic()))
    except subprocess.TimeoutExpired as error:
        raise ProgramError("timeout") from error
    if status != 0:
        raise ProgramError("crash")


def _read(stream: IO[bytes], written: bytearray, most: int) -> None:
    with suppress(OSError), stream:
        while len(written) <= most and (piece := os.read(stream.fileno(), _PIECE)):
            written += piece


def _feed(stream: IO[bytes], feed: bytes) -> None:
    with suppress(OSError), stream:  # it need not read everything
        stream.write(feed)


def _kill(process: subprocess.Popen[Any]) -> None:
    """End a program and all that it started."""
    if sys.platform == "win32":
        tool = Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "System32" / "taskkill.exe"
        with suppress(OSError):
            subprocess.run([str(tool), "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)  # noqa: S603
    else:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    with suppress(OSError):
        process.kill()
