"""Where the shipped data lives: the requirement packs."""

from __future__ import annotations

from pathlib import Path

from vendorrisk.model import Bilingual, VendorriskError

__all__ = ["contracts_root"]


def contracts_root() -> Path:
    """Return the folder of the requirement packs: the wheel's copy, or the one of this checkout.

    A checkout never has ``vendorrisk/contracts``, so an edit is seen at once.
    """
    here = Path(__file__).parent
    for folder in (here / "contracts", here.parent / "contracts"):
        if (folder / "vocabulary.toml").is_file():
            return folder
    raise VendorriskError(
        Bilingual("要件集（contracts）が見つかりません。", "The requirement packs (contracts) are missing."),
        where=str(here),
        todo=Bilingual("vendorriskを入れ直してください。", "Install vendorrisk again."),
    )
