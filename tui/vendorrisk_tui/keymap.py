"""Keys of one's own: a small TOML file that gives actions other keys, for hands and keyboards that need it.

    "register.search" = "f9"
    "app.palette" = "ctrl+k,f12"

The names are those that the help page shows; what the file says wrongly is told, and everything else in it counts.
"""

from __future__ import annotations

import os
import sys
import tomllib
from pathlib import Path

from vendorrisk.model import Bilingual
from vendorrisk_tui.actions import ACTIONS, wide_keys

__all__ = ["keymap_file", "read_keymap"]


def keymap_file() -> Path:
    """Return where the file of this person lies; ``VENDORRISK_KEYS`` names another."""
    chosen = os.environ.get("VENDORRISK_KEYS")
    if chosen:
        return Path(chosen)
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA") or Path.home() / "AppData/Roaming") / "vendorrisk" / "keys.toml"
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "vendorrisk" / "keys.toml"


def read_keymap(path: Path) -> tuple[dict[str, str], tuple[Bilingual, ...]]:
    """Return the keys by the id of their action, and what is wrong with the file."""
    try:
        held = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}, ()
    except (OSError, ValueError) as error:
        return {}, (Bilingual(f"キーの設定を読めない（{path}）: {error}", f"the keys cannot be read ({path}): {error}"),)
    known = {action.id for action in ACTIONS}
    wrong = [name for name, keys in held.items() if name not in known or not isinstance(keys, str) or not keys.strip()]
    said = tuple(Bilingual(f"キーの設定「{name}」は使えない（{path}）。", f"the key setting {name!r} cannot be used ({path}).") for name in wrong)
    return {name: wide_keys(str(keys).replace(" ", "")) for name, keys in held.items() if name not in wrong}, said
