"""LibreOffice, as the tests call it: one start for any number of files, with a profile of its own and, where pages are looked at, fonts of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

__all__ = ["converted"]


def converted(files: Iterable[Path], to: str, folder: Path, *, fonts: Path | None = None) -> None:
    """Convert files.

    Args:
        files: what is converted.
        to: the form, as ``--convert-to`` takes it.
        folder: where the results are put; it is made.
        fonts: configuration of fontconfig; the machine's own where left out.
    """
    office = shutil.which("soffice")
    assert office is not None, "LibreOffice is not installed (.ci/programs installs it)"
    folder.mkdir(exist_ok=True)
    surroundings = os.environ | ({"FONTCONFIG_FILE": str(fonts)} if fonts is not None else {})
    subprocess.run(
        [office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", to, "--outdir", str(folder), *map(str, files)],
        check=True, capture_output=True, timeout=300, env=surroundings,
    )  # fmt: skip
