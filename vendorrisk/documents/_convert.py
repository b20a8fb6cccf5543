"""Old and foreign word-processor files: converted to .docx by LibreOffice, where it is installed and somebody asked for it.

LibreOffice gets a copy of the file in a folder that lives as long as the conversion, a profile of its own in which macros, links and
embedded programs are off, no network (none at all where the system lets us take it away), and a limit on its time.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Final, Literal, get_args

from vendorrisk.documents._limits import Limits
from vendorrisk.documents._messages import refused
from vendorrisk.documents._program import ProgramError, environment, find_program, run_program

__all__ = ["Convertible", "convert", "convertible", "find_office"]

Convertible = Literal["doc", "rtf", "odt", "fodt"]
_USUAL_PLACES: Final = (
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_MOST_WORDS: Final = 1_000_000
"""Of what it says while it works, in bytes."""
_NOWHERE: Final = "http://127.0.0.1:9"

# The settings that keep a document from acting: (path, property, value).
_SETTINGS: Final = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "DisablePythonRuntime", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "2"),
    ("Office.Calc/Content/Update", "Link", "2"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("Office.Common/Misc", "FirstRun", "false"),
)


def convertible(format_name: str) -> Convertible | None:
    """Return the format when LibreOffice can convert it."""
    known: tuple[Convertible, ...] = get_args(Convertible)
    return next((name for name in known if name == format_name), None)


def find_office() -> str | None:
    """Return the path of LibreOffice when it is installed."""
    return find_program("soffice", _USUAL_PLACES) or find_program("libreoffice")


def convert(data: bytes, format_name: Convertible, limits: Limits) -> bytes:
    """Return a document as .docx.

    Args:
        data: the file.
        format_name: what it is.
        limits: on time and on what comes out.

    Raises:
        Refused: LibreOffice hung, broke down, or made nothing of the file.
    """
    office = find_office()
    if office is None:
        raise refused("no-office")
    folder = Path(tempfile.mkdtemp(prefix="vendorrisk-"))  # only its owner may look into it
    try:
        return _convert(office, folder, data, format_name, limits)
    except ProgramError as error:
        if error.how == "timeout":
            raise refused("slow-office", f"{limits.program_seconds:.3g}") from error
        raise refused("not-converted") from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _convert(office: str, folder: Path, data: bytes, suffix: Convertible, limits: Limits) -> bytes:
    source, target, profile = folder / f"document.{suffix}", folder / "out" / "document.docx", folder / "profile"
    source.write_bytes(data)
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_profile(), encoding="utf-8")
    run_program(
        [
            *_without_network(), office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck",
            "--nodefault", "--nologo", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(target.parent), str(source),
        ],
        seconds=limits.program_seconds,
        most=_MOST_WORDS,
        surroundings=environment(
            HOME=str(folder), TMPDIR=str(folder), XDG_RUNTIME_DIR=str(folder), SAL_USE_VCLPLUGIN="svp",
            http_proxy=_NOWHERE, https_proxy=_NOWHERE, ftp_proxy=_NOWHERE, all_proxy=_NOWHERE,
        ),
        folder=folder,
    )
    if not target.is_file():  # it says so, and ends as if all were well
        raise refused("not-converted")
    size = target.stat().st_size
    if size > limits.max_bytes:
        raise refused("too-large", f"{size / 1_000_000:.0f} MB")
    return target.read_bytes()


def _profile() -> str:
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{items}</oor:items>'
    )


@cache
def _without_network() -> tuple[str, ...]:
    """Return the words before a command that take the network away from it; none where the system does not allow that."""
    tool = find_program("unshare") if sys.platform == "linux" else None
    if tool is None:
        return ()
    for flags in (("--net",), ("--map-root-user", "--net")):
        try:
            run_program([tool, *flags, "--", "true"], seconds=5, most=1000, surroundings=environment())
        except ProgramError:
            continue
        return (tool, *flags, "--")
    return ()
