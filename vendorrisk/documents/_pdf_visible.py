"""Text of a PDF page that its reader does not see or sees struck through is taken out of the lines.

A clause in white, in invisible letters, under a black box or behind a line that cancels it proves nothing, yet the text layer
gives it like any other.  One look at the last character of every line finds the pages that need more; only there every
character is looked at.
"""

from __future__ import annotations

import ctypes
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from typing import Any, Final, NamedTuple

from vendorrisk.documents._pdf_layers import objects_on
from vendorrisk.documents._pdf_lines import usual_em
from vendorrisk.documents._pdf_page import Letter, Line, Page, Rule, Turn, letters_of, line_of
from vendorrisk.documents._pdfium import Box

__all__ = ["take_unseen"]

_TEXT, _PATH, _IMAGE, _FORM = 1, 2, 3, 5
_SEEN, _INVISIBLE, _WHITE = 0, 1, 2
_RENDER_FILL, _RENDER_INVISIBLE = 0, 3
_NEAR_WHITE: Final = 0xF0
_FAINT: Final = 16
"""Of 255: less than that is no colour at all."""
_MINUTE: Final = 2.0
"""Points: nobody reads letters as small as that."""
_MAX_OBJECTS: Final = 20_000
_MAX_SURFACES: Final = 500
"""More than that make a picture, not boxes laid over text."""


class _Drawn(NamedTuple):
    """Something drawn with a surface: where, when, and what it does to text."""

    x0: float
    y0: float
    x1: float
    y1: float
    order: int
    image: bool
    light: bool
    opaque: bool

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies on it."""
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1


class _Colours:
    """How the text objects of a page are painted; asked once for each of them."""

    def __init__(self, library: Any, text_page: Any) -> None:
        self._library = library
        self._page = text_page
        self._known: dict[int, int] = {}
        self._values = [ctypes.c_uint() for _ in range(4)]
        self._at = [ctypes.byref(value) for value in self._values]

    def any_odd(self, lines: list[Line]) -> bool:
        """Whether the last character of any line is painted otherwise than in a colour; on most pages none is."""
        object_of, mode_of = self._library.FPDFText_GetTextObject, self._library.FPDFTextObj_GetTextRenderMode
        fill_of = self._library.FPDFPageObj_GetFillColor
        page, (red, green, blue, alpha), at = self._page, self._values, self._at
        for line in lines:
            part = object_of(page, line[6])
            if not part or mode_of(part) != _RENDER_FILL or not fill_of(part, *at):
                if part and self._painted(part):
                    return True
            elif alpha.value < _FAINT or min(red.value, green.value, blue.value) >= _NEAR_WHITE:
                return True
        return False

    def object_of(self, place: int) -> Any:
        """The text object that a character belongs to."""
        return self._library.FPDFText_GetTextObject(self._page, place)

    def of(self, place: int) -> int:
        """How a character is painted."""
        part = self._library.FPDFText_GetTextObject(self._page, place)
        key = part.value
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._painted(part) if key else _SEEN
        return known

    def _painted(self, part: Any) -> int:
        mode = self._library.FPDFTextObj_GetTextRenderMode(part)
        if mode == _RENDER_INVISIBLE:
            return _INVISIBLE
        if mode != _RENDER_FILL or not self._library.FPDFPageObj_GetFillColor(part, *self._at):
            return _SEEN
        red, green, blue, alpha = self._values
        if alpha.value < _FAINT:
            return _INVISIBLE
        least = min(red.value, green.value, blue.value)
        return _WHITE if least >= _NEAR_WHITE else _SEEN


def take_unseen(
    library: Any,
    handle: Any,
    text_page: Any,
    page: Page,
    turn: Turn | None,
    rules: list[Rule],
    off: frozenset[str],
) -> None:
    """Take out of the lines of a page what is not seen, what one of the rules strikes through, what lies in layers that are off."""
    colours = _Colours(library, text_page)
    if off:
        absent = objects_on(library, handle, off)
        if absent:
            page.hidden = _replace(
                page, text_page, turn, lambda _, letter: colours.object_of(letter.place).value not in absent
            )
    suspect = colours.any_odd(page.lines) or any(
        not (page.left <= x0 and x1 <= page.right and page.bottom <= y <= page.top) or em < _MINUTE
        for _, x0, x1, y, em, _, _, _, _ in page.lines
    )
    drawn: list[_Drawn] = []
    orders: dict[int, int] = {}
    if page.images or page.paths:
        drawn, orders = _drawn(library, handle, turn)
        page.recognised = _is_scanned(page, drawn, orders, colours)
    covers = _covers(drawn, min(orders.values(), default=0), page.lines)
    if suspect or covers:
        kept = _unseen(library, text_page, page, turn, colours, drawn, orders, covers)
        page.hidden |= _replace(page, text_page, turn, kept)
    if rules and not page.garbled:
        struck = _struck(page.lines, rules)
        if struck:
            page.struck = _replace(
                page,
                text_page,
                turn,
                lambda at, letter: not any(_crosses(rule, letter, em) for rule, em in struck.get(at, ())),
            )


def _replace(page: Page, text_page: Any, turn: Turn | None, keeps: Callable[[int, Letter], bool]) -> bool:
    """Keep only some letters of the lines; says whether any was taken out."""
    lines: list[Line] = []
    taken = False
    for at, line in enumerate(page.lines):
        runs: list[list[Letter]] = [[]]
        complete = True
        for letter in letters_of(text_page, line.indices, turn):
            if keeps(at, letter):
                runs[-1].append(letter)
            else:
                complete = False
                if runs[-1]:
                    runs.append([])
        if complete:
            lines.append(line)
        else:
            taken = True
            lines.extend(line_of(run, 0.4 * line.em) for run in runs if run)
    page.lines = lines
    return taken


def _unseen(
    library: Any,
    text_page: Any,
    page: Page,
    turn: Turn | None,
    colours: _Colours,
    drawn: list[_Drawn],
    orders: dict[int, int],
    covers: list[_Drawn],
) -> Callable[[int, Letter], bool]:
    """Return what tells a letter that is seen."""
    box = Box()
    box_at = ctypes.byref(box)
    grounds = [ground for ground in drawn if not ground.light]

    def seen(_: int, letter: Letter) -> bool:
        x, y = (letter.x0 + letter.x1) / 2, letter.y + 0.3 * (letter.x1 - letter.x0)
        edge = 2 * (
            letter.x1 - letter.x0
        )  # a line that is a little too long for the page was not put there to hide
        if not (page.left - edge <= x <= page.right + edge and page.bottom <= letter.y <= page.top):
            return False
        painted = colours.of(letter.place)
        if painted == _INVISIBLE and not page.recognised:
            return False
        if painted == _WHITE and not any(ground.holds(x, y) for ground in grounds):
            return False
        if letter.x1 - letter.x0 < _MINUTE:
            library.FPDFText_GetLooseCharBox(text_page, letter.place, box_at)
            if abs(box.top - box.bottom) < _MINUTE and abs(box.right - box.left) < _MINUTE:
                return False
        if covers and any(cover.holds(x, y) for cover in covers):
            order = orders.get(colours.object_of(letter.place).value)
            return order is None or not any(cover.order > order and cover.holds(x, y) for cover in covers)
        return True

    return seen


def _is_scanned(page: Page, drawn: list[_Drawn], orders: dict[int, int], colours: _Colours) -> bool:
    """Whether most text over pictures is that of a recognised scan: invisible upon them, or behind them."""
    pictures = [box for box in drawn if box.image]
    recognised = seen = 0
    for line in page.lines:
        x, y = (line.x0 + line.x1) / 2, line.y + 0.3 * line.em
        over = [picture for picture in pictures if picture.holds(x, y)]
        if not over:
            continue
        order = orders.get(colours.object_of(line.last).value)
        behind = order is not None and any(picture.opaque and picture.order > order for picture in over)
        if behind or colours.of(line.last) == _INVISIBLE:
            recognised += 1
        else:
            seen += 1
    return recognised > seen


def _drawn(library: Any, handle: Any, turn: Turn | None) -> tuple[list[_Drawn], dict[int, int]]:
    """Return the surfaces on a page, and the order in which its text objects are drawn."""
    drawn: list[_Drawn] = []
    orders: dict[int, int] = {}
    edges = [ctypes.c_float() for _ in range(4)]
    at_edges = [ctypes.byref(edge) for edge in edges]
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    colour = [ctypes.c_uint() for _ in range(4)]
    at_colour = [ctypes.byref(value) for value in colour]
    for order in range(min(library.FPDFPage_CountObjects(handle), _MAX_OBJECTS)):
        part = library.FPDFPage_GetObject(handle, order)
        sort = library.FPDFPageObj_GetType(part)
        if sort == _TEXT:
            orders[part.value] = order
            continue
        if not library.FPDFPageObj_GetBounds(part, *at_edges):
            continue
        x0, y0, x1, y1 = (edge.value for edge in edges)
        if min(x1 - x0, y1 - y0) < 4:
            continue
        if len(drawn) == _MAX_SURFACES:
            break
        light = opaque = False
        if sort == _PATH:
            library.FPDFPath_GetDrawMode(part, ctypes.byref(filled), ctypes.byref(stroked))
            if not filled.value or not library.FPDFPageObj_GetFillColor(part, *at_colour):
                continue
            light = min(value.value for value in colour[:3]) >= _NEAR_WHITE
            opaque = colour[3].value > 240
        if turn is not None:
            (x0, y0), (x1, y1) = turn(x0, y0), turn(x1, y1)
        opaque = (opaque or sort == _IMAGE) and not library.FPDFPageObj_HasTransparency(part)
        drawn.append(
            _Drawn(
                min(x0, x1),
                min(y0, y1),
                max(x0, x1),
                max(y0, y1),
                order,
                sort in (_IMAGE, _FORM),
                light,
                opaque,
            )
        )
    return drawn, orders


def _covers(drawn: list[_Drawn], first: int, lines: Iterable[Line]) -> list[_Drawn]:
    """Return the surfaces that may hide text: opaque ones, drawn later than some text, with a line in their reach."""
    boxes = [box for box in drawn if box.opaque and not box.image and box.order > first]
    spans = [(line.y + 0.3 * line.em, line.x0, line.x1) for line in lines] if boxes else []
    return [
        box
        for box in boxes
        if any(box.y0 <= y <= box.y1 and box.x0 < x1 and x0 < box.x1 for y, x0, x1 in spans)
    ]


def _struck(lines: list[Line], rules: list[Rule]) -> dict[int, list[tuple[Rule, float]]]:
    """Return the rules that run through the middle of letters, and the em of these, by line.

    A rule under or between lines underlines or belongs to a table; one that runs far beyond the text parts it.
    """
    by_height = sorted((line.y, at) for at, line in enumerate(lines))
    heights = [y for y, _ in by_height]
    usual = usual_em(lines)  # that of a line is too large where there are gaps in it
    found: dict[int, list[tuple[Rule, float]]] = {}
    for rule in rules:
        y, x0, x1 = rule
        for _, at in by_height[bisect_left(heights, y - 0.65 * usual) : bisect_right(heights, y)]:
            line = lines[at]
            em = min(line.em, usual)
            if (
                min(x1, line.x1) - max(x0, line.x0) >= 0.8 * em
                and x0 >= line.x0 - 3 * em
                and x1 <= line.x1 + 3 * em
            ):
                found.setdefault(at, []).append((rule, em))
    return found


def _crosses(rule: Rule, letter: Letter, em: float) -> bool:
    """Whether a rule runs through the middle of a letter; neither a wide letter is taken for a tall one nor a line with gaps."""
    y, x0, x1 = rule
    width = letter.x1 - letter.x0
    em = width if letter.text >= "\u2e80" else min(em, 2 * width)
    return x0 <= (letter.x0 + letter.x1) / 2 <= x1 and 0.18 * em <= y - letter.y <= 0.62 * em
