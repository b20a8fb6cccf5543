"""Japanese (and English) legal text."""

from vendorrisk.text._block import Block, Where

__all__ = ["Block", "Where"]
