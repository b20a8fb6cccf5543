"""Footnotes of a PDF page: small print at its foot that begins with a note sign.

Left where they stand they cut a sentence that runs over the page in two.  So they are taken out of the flow and read at
the end, as those of a Word file are.
"""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median
from typing import Final

from vendorrisk.documents._pdf_page import Line, Page

__all__ = ["take_notes"]

_SIGN: Final = re.compile(
    r"""(?P<own>[※*＊†‡]\s?[0-9０-９]{0,2}[)）]?|[(（\[［]?注\s?[0-9０-９]{0,2}[)）\]］:：]?)
        |[(（\[［]?[0-9０-９]{1,2}[)）\]］]?(?=\s)|[¹²³⁴⁵⁶⁷⁸⁹]""",
    re.VERBOSE,
)
_SMALLER: Final = 0.9
_LOWER_HALF: Final = 0.5


def take_notes(page: Page) -> list[Line]:
    """Take the footnotes out of the lines of a page, and their signs out of its text; return their lines."""
    lines = page.lines
    if len(lines) < 4 or page.vertical or lines[-1].cell is not None:
        return []
    body = median(line.em for line in lines)
    if lines[-1].em > _SMALLER * body:
        return []
    begin = len(lines)
    while begin > 1 and lines[begin - 1].em <= _SMALLER * body and lines[begin - 1].cell is None:
        begin -= 1
    while begin < len(lines) and not _SIGN.match(lines[begin].text):
        begin += 1
    notes = lines[begin:]
    above = lines[:begin]
    if not notes or not above or notes[0].y > page.bottom + _LOWER_HALF * (page.top - page.bottom):
        return []
    steps = [step for a, b in pairwise(above) if (step := a.y - b.y) > 0]
    if steps and above[-1].y - notes[0].y < 0.9 * median(steps):
        return []  # a column of small print, or a caption close under its table
    signs = {match["own"] for note in notes if (match := _SIGN.match(note.text)) and match["own"]}
    page.lines = [_without(line, signs) for line in above]
    return notes


def _without(line: Line, signs: set[str]) -> Line:
    text = line.text
    for sign in signs:
        at = text.find(sign)
        if at > 0:  # a line that begins with the sign is one of its own
            text = text[:at] + text[at + len(sign) :]
    return line if text == line.text else line._replace(text=text)
