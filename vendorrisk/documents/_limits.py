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
        seconds: time for one file, where it is read in a process of its own; a large one gets more, see `time_for`.
        program_seconds: time for another program: Tesseract on one page, LibreOffice on one file.
        max_ocr_pages: pages of one file that are recognised; the others are reported as not read.
        max_memory: bytes of memory for that process, where the system can keep it to that.
    """

    max_bytes: int = 200_000_000
    max_expanded_bytes: int = 300_000_000
    max_pages: int = 3000
    max_characters: int = 50_000_000
    seconds: float = 20.0
    program_seconds: float = 60.0
    max_ocr_pages: int = 500
    max_memory: int = 1_073_741_824

    def time_for(self, size: int) -> float:
        """Return the seconds that a file of so many bytes may take: a quarter of the basic time more for every megabyte."""
        return self.seconds * (1 + size / 4_000_000)
