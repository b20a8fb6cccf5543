"""The first minute: there is no register yet, so a person chooses between a sample to look at, a new register, and one that lies elsewhere."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from vendorrisk import VendorriskError, create_register, create_sample
from vendorrisk.model import Settings
from vendorrisk_tui.checklist import AskDialog
from vendorrisk_tui.dialogs import Question, TroubleDialog
from vendorrisk_tui.errors import trouble_of
from vendorrisk_tui.files import typed_path

if TYPE_CHECKING:
    from vendorrisk_tui.app import VendorriskApp

__all__ = ["first_steps"]


async def first_steps(app: VendorriskApp, root: Path) -> tuple[Path, bool] | None:
    """Ask what to do where there is no register, and do it.

    Returns:
        The folder to open, which may hold no register either, and whether it is the sample; None when the person leaves.
    """
    answers = [(name, app.say(f"first-{name}")) for name in ("sample", "new", "open", "quit")]
    while True:
        answer = await app.push_screen_wait(Question(app.say("first-title"), app.say("first-text", path=root), answers))
        if answer in ("", "quit"):
            return None
        try:
            folder = await _done(app, root, answer)
        except (VendorriskError, OSError) as error:
            await app.push_screen_wait(TroubleDialog(trouble_of(error, app.lang), app.say("error"), app.say("where"), app.say("todo")))
            continue
        if folder is not None:
            return folder, answer == "sample"


async def _done(app: VendorriskApp, root: Path, answer: str) -> Path | None:
    """Carry out an answer; None when the person thought better of it."""
    title = app.say(f"first-{answer}")
    if answer == "open":
        typed = await app.push_screen_wait(AskDialog(title, app.say("first-which"), str(root.absolute())))
        return Path(typed_path(typed)) if typed else None
    city = await app.push_screen_wait(AskDialog(title, app.say("first-city"))) if answer == "new" else ""
    if answer == "new" and not city:
        return None
    free = await asyncio.to_thread(_is_free, root)
    inner = app.say("first-sample-folder" if answer == "sample" else "first-folder")
    typed = await app.push_screen_wait(AskDialog(title, app.say("first-where"), str((root if free else root / inner).absolute())))
    if not typed:
        return None
    folder = Path(typed_path(typed))
    app.notify(app.say("first-making"), timeout=3)
    if answer == "sample":
        await asyncio.to_thread(create_sample, folder)
    else:
        await asyncio.to_thread(create_register, folder, Settings(city=city))
    return folder


def _is_free(folder: Path) -> bool:
    return not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))
