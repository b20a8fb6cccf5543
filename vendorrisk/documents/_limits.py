"""How much of a file is read before it is refused, so that one hostile upload cannot stop a night's run."""

from __future__ import annotations

import attrs

__all__ = ["Limits"]


@attrs.frozen
class Limits:
    """Bounds on one file; the defaults are far above any contract.

    Attributes:
        max_bytes: size of the file itself.
        max_expanded_bytes: size of all parts of a Word file that are unpacked, together.
        max_pages: pages of a PDF.
        max_characters: characters of text taken from one file.
    """

    max_bytes: int = 200_000_000
    max_expanded_bytes: int = 300_000_000
    max_pages: int = 3000
    max_characters: int = 50_000_000
