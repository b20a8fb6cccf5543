"""Which runs of which paragraph hold a sentence of a Word file.

Nothing is kept for this while reading: the file is walked again, and every piece of text still knows the elements it was read from.
What is read and what is found can so never disagree.  Text and elements are matched by counting characters that are no spaces, because
spaces alone are dropped and changed on the way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from vendorrisk.documents._assemble import Piece
from vendorrisk.documents._docx import Walked, walk_docx
from vendorrisk.documents._docx_walk import TEXTS
from vendorrisk.documents._limits import Limits
from vendorrisk.documents._places import RunSpan, WordPlace
from vendorrisk.documents._xml import Element, qualified

__all__ = ["word_places"]

_P: Final = qualified("w:p")
_R: Final = qualified("w:r")
_T: Final = qualified("w:t")
_BREAK: Final = qualified("w:br")
_BREAK_TYPE: Final = qualified("w:type")
_ONE: Final = frozenset(qualified(f"w:{name}") for name in ("cr", "noBreakHyphen", "ptab", "tab"))
_Letter = tuple[Element, int]
"""A character: the element that holds it, and its offset in there."""


def word_places(
    data: bytes, limits: Limits, stretches: Sequence[Sequence[tuple[int, int, int]]]
) -> list[tuple[WordPlace, ...]]:
    """Return the places of stretches of text; raises `Refused`.

    Args:
        data: the file.
        limits: bounds on it.
        stretches: for each its blocks as (number of the block, first and last offset in the block's text).
    """
    walked = walk_docx(data, limits)
    finder = _Finder(walked)
    return [finder.places(stretch) for stretch in stretches]


class _Finder:
    """Looks up characters in the parts that were walked through."""

    def __init__(self, walked: Walked) -> None:
        self._pieces: list[Piece] = walked.walk.pieces
        self._parts = walked.parts
        self._paragraphs: dict[str, dict[Element, int]] = {}
        self._runs: dict[Element, dict[Element, int]] = {}

    def places(self, stretch: Sequence[tuple[int, int, int]]) -> tuple[WordPlace, ...]:
        """Return one place for every paragraph, in order."""
        found: dict[tuple[str, int], dict[int, tuple[int, int]]] = {}
        for number, start, end in stretch:
            for letter in self._letters(number, start, end):
                position = self._position(letter)
                if position is None:
                    continue
                part, paragraph, run, at = position
                runs = found.setdefault((part, paragraph), {})
                if run is not None:
                    first, last = runs.get(run, (at, at))
                    runs[run] = (min(first, at), max(last, at + 1))
        return tuple(
            WordPlace(part, paragraph, tuple(RunSpan(run, *runs[run]) for run in sorted(runs)))
            for (part, paragraph), runs in found.items()
        )

    def _letters(self, number: int, start: int, end: int) -> Iterator[_Letter]:
        """Yield the characters of a block that are no spaces and stand in the file, not in its numbering."""
        origin = self._pieces[number].origin
        first = number
        while first and self._pieces[first - 1].origin is origin:
            first -= 1
        last = number
        while last + 1 < len(self._pieces) and self._pieces[last + 1].origin is origin:
            last += 1
        letters = list(_letters_of(origin))
        sizes = [_size(piece.text) for piece in self._pieces[first : last + 1]]
        label = sum(sizes) - len(letters)  # what stands in the text and not in the file is the number before it
        text = self._pieces[number].text
        at = sum(sizes[: number - first]) + _size(text[:start]) - label
        yield from letters[max(at, 0) : max(at + _size(text[start:end]), 0)]

    def _position(self, letter: _Letter) -> tuple[str, int, int | None, int] | None:
        """Return part, paragraph, run and offset in the run."""
        element, offset = letter
        paragraph = element if element.tag == _P else next(element.iterancestors(_P), None)
        root = element.getroottree().getroot()
        part = next((name for known, name in self._parts if known is root), None)
        if paragraph is None or part is None:
            return None
        if part not in self._paragraphs:
            self._paragraphs[part] = {found: at for at, found in enumerate(root.iter(_P))}
        if paragraph not in self._runs:
            self._runs[paragraph] = {found: at for at, found in enumerate(paragraph.iter(_R))}
        holder = element.getparent()
        before = _before(element, holder) if holder is not None and holder.tag == _R else None
        run = None if holder is None or before is None else self._runs[paragraph][holder]
        return part, self._paragraphs[part][paragraph], run, offset + (before or 0)


def _letters_of(origin: Any) -> Iterator[_Letter]:
    if isinstance(origin, list):  # lines of (text, inserted, element)
        parts = [(text, element) for line in origin for text, _, element in line]
    else:
        parts = [(element.text or "", element) for element in origin.iter(*TEXTS)]
    for text, element in parts:
        for at, character in enumerate(text):
            if not character.isspace():
                yield element, at


def _before(element: Element, run: Element) -> int | None:
    """Return how many characters of `Run.text` stand before an element; None when it has none itself."""
    size = 0
    for child in run:
        own = _length(child)
        if child is element:
            return size if own else None
        size += own
    return None


def _length(child: Element) -> int:
    if child.tag == _T:
        return len(child.text or "")
    if child.tag == _BREAK:
        return 1 if child.get(_BREAK_TYPE, "textWrapping") == "textWrapping" else 0
    return 1 if child.tag in _ONE else 0


def _size(text: str) -> int:
    return len("".join(text.split()))
