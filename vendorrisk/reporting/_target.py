"""Where a report goes: whole or not at all, and never over somebody's work.

A report that is made every night replaces the one of the night before, so a file that is a report of ours, as we wrote it, is replaced;
any other file of that name is somebody's contract or somebody's edited copy, and stays unless replacing was asked for by ``force``.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

from vendorrisk.model import Bilingual, UsageError, system_reason

__all__ = ["FORMATS", "OWN", "check_target", "written"]

FORMATS: Final = (".html", ".xlsx", ".docx")
OWN: Final = "vendorrisk report"
"""What our files carry, so that we know them again."""


def check_target(path: Path, *, force: bool = False) -> None:
    """Refuse a name that cannot become a report, before any work is done.

    Raises:
        UsageError: another extension, no such folder, or a file that is no report of ours.
    """
    if path.suffix.lower() not in FORMATS:
        raise UsageError(
            Bilingual("報告書の名前は .html、.xlsx、.docx のどれかで終えてください。", "Let the name of the report end with .html, .xlsx or .docx."), where=str(path)
        )
    if not path.parent.is_dir():
        raise UsageError(Bilingual("保存先のフォルダがありません。", "There is no such folder to write to."), where=str(path))
    if path.is_dir():
        raise UsageError(Bilingual("同じ名前のフォルダがあります。", "There is a folder of that name."), where=str(path))
    if path.exists() and not force and not _is_own(path):
        raise UsageError(
            Bilingual("作成したままの報告書ではないファイルがあるため、上書きしません。", "There is a file that is not a report as we wrote it; it is not overwritten."),
            where=str(path),
            todo=Bilingual("別の名前にするか、--force を付けてください。", "Choose another name, or give --force."),
        )


def _is_own(path: Path) -> bool:
    try:
        if path.suffix.lower() == ".html":
            with path.open("rb") as stream:
                return f'content="{OWN}"'.encode() in stream.read(400)
        with zipfile.ZipFile(path) as package:
            core = package.read("docProps/core.xml").decode("utf-8")
            # Word and Excel put the name of whoever saves a file into lastModifiedBy
            return f"category>{OWN}<" in core and "lastModifiedBy>vendorrisk<" in core
    except (OSError, KeyError, ValueError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error):
        return False


@contextlib.contextmanager
def written(path: Path) -> Iterator[IO[bytes]]:
    """Give a file to write to; it takes its name when everything is written, and is gone when anything goes wrong.

    Raises:
        UsageError: it cannot be written.
    """
    beside = None
    try:
        handle, name = tempfile.mkstemp(prefix=".vendorrisk-", suffix=path.suffix, dir=path.parent)
        beside = Path(name)
        with os.fdopen(handle, "w+b") as stream:
            yield stream
        beside.chmod(0o666 & ~_umask())
        beside.replace(path)
    except OSError as error:
        raise UsageError(
            Bilingual("書き込めません({why})。保存先を確かめてください。", "It cannot be written ({why}); check the folder.").format(why=system_reason(error)), where=str(path)
        ) from error
    finally:
        if beside is not None:
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
