"""Where the shipped data lives: the requirement packs and the templates."""

from __future__ import annotations

from pathlib import Path

from vendorrisk.model import Bilingual, VendorriskError

__all__ = ["contracts_root", "templates_root"]


def contracts_root() -> Path:
    """Return the folder of the requirement packs: the wheel's copy, or the one of this checkout.

    A checkout never has ``vendorrisk/contracts``, so an edit is seen at once.
    """
    return _shipped("contracts", "vocabulary.toml", Bilingual("要件集（contracts）が見つかりません。", "The requirement packs (contracts) are missing."))


def templates_root() -> Path:
    """Return the folder of the templates, likewise."""
    return _shipped("templates", "templates.toml", Bilingual("文例（templates）が見つかりません。", "The templates are missing."))


def _shipped(name: str, mark: str, missing: Bilingual) -> Path:
    here = Path(__file__).parent
    for folder in (here / name, here.parent / name):
        if (folder / mark).is_file():
            return folder
    raise VendorriskError(missing, where=str(here), todo=Bilingual("vendorriskを入れ直してください。", "Install vendorrisk again."))
