"""What is known, for people and programs that never open the tool: calendars, and reports as HTML, Word and Excel.

Everything here takes the values of the library; a report is written whole or not at all.  What a report says is built once, as blocks or
rows, and turned into each format by one renderer that cleans and escapes every text.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vendorrisk.reporting._check import CheckReportFile as CheckReportFile
    from vendorrisk.reporting._check_words import Head as Head
    from vendorrisk.reporting._html import HtmlRenderer as HtmlRenderer
    from vendorrisk.reporting._ics import to_ics as to_ics
    from vendorrisk.reporting._paper import Block as Block
    from vendorrisk.reporting._paper import Renderer as Renderer
    from vendorrisk.reporting._register_papers import Changed as Changed
    from vendorrisk.reporting._register_papers import audit_blocks as audit_blocks
    from vendorrisk.reporting._register_papers import portfolio_blocks as portfolio_blocks
    from vendorrisk.reporting._target import check_target as check_target
    from vendorrisk.reporting._target import written as written
    from vendorrisk.reporting._word import WordRenderer as WordRenderer
    from vendorrisk.reporting._words import WORDS as WORDS

_HOMES = {
    "Block": "_paper",
    "Changed": "_register_papers",
    "HtmlRenderer": "_html",
    "Renderer": "_paper",
    "WordRenderer": "_word",
    "audit_blocks": "_register_papers",
    "portfolio_blocks": "_register_papers",
    "written": "_target",
    "CheckReportFile": "_check",
    "Head": "_check_words",
    "WORDS": "_words",
    "check_target": "_target",
    "to_ics": "_ics",
}

__all__ = [*_HOMES]


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"vendorrisk.reporting.{home}"), name)
    globals()[name] = value
    return value
