"""Pages that need a closer look: ruled tables, columns side by side, vertical text.

Most pages of a contract need none of it; the signs that one does (drawn rules, lines with holes in them, lines of one
character) are free to see.
"""

from __future__ import annotations

from typing import Any

from vendorrisk.documents._pdf_lines import usual_em
from vendorrisk.documents._pdf_page import Line, Page, Turn, split_line

__all__ = ["look_closer"]


def look_closer(handle: Any, text_page: Any, page: Page, turn: Turn | None) -> None:
    """Bring the lines of an open page into reading order and mark those in tables."""
    page.lines = _whole_lines(page.lines)


def _whole_lines(lines: list[Line]) -> list[Line]:
    """Put parts of one visual line together, and drop what was drawn twice."""
    whole: list[Line] = []
    before: Line | None = None
    for line in lines:
        if before is not None and abs(line.y - before.y) < 0.3 * line.em:
            if line.text == before.text and abs(line.x0 - before.x0) < 0.3 * line.em:
                continue  # bold made by printing twice
            gap = line.x0 - before.x1
            if -0.5 * line.em < gap and before.cell == line.cell:
                text = before.text + (" " if gap > 0.3 * line.em else "") + line.text
                before = Line(text, before.x0, line.x1, before.y, before.em, before.first, line.last, line.cell)
                whole[-1] = before
                continue
        whole.append(line)
        before = line
    return whole
