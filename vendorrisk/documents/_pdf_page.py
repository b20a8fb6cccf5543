"""One page of a PDF: its visual lines with their place, taken from pdfium with two boxes a line.

A box for every character costs three times the reading itself; the first and the last one of a line are enough to
tell margins, columns and gaps.  Only lines that turn out to span a gap or a table are taken apart by characters.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Any, Final, NamedTuple

import attrs

from vendorrisk.documents._pdf_forms import Forms
from vendorrisk.documents._pdfium import Box, pdfium
from vendorrisk.documents._places import PageBox

__all__ = [
    "NO_LETTERS",
    "Cell",
    "Letter",
    "Line",
    "Page",
    "Rule",
    "Turn",
    "letters_of",
    "line_of",
    "read_page",
    "split_line",
    "turned_back",
]

_IMAGE = 3
_DRAWN: Final = (2, 5)  # paths, and forms that may hold some
_MEANINGLESS: Final = re.compile(
    "[\x00\x01\x03-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd\U000f0000-\U0010ffff]"
)
_LONE: Final = re.compile("[\ud800-\udfff]")
"""Halves of a character: a font that says nonsense gives them, and no output can carry them."""
_KANA: Final = re.compile("[ぁ-ん]")
_FREQUENT: Final = re.compile("[のにはをたがでてとしれさいるなこもすりくかう]")
_WORDS: Final = re.compile(r"\b(?:the|of|and|to|in|for|is|with|by|on)\b", re.I)
NO_LETTERS: Final = {*range(0x20), 0x7F, 0xAD, 0xFFFE}
_TIDY: Final = {**dict.fromkeys(NO_LETTERS), 0x09: "\t", 0x0A: " ", 0x0D: " "}
"""Controls have no place in a line; U+FFFE is what pdfium writes where it put a hyphenated word together."""
_UNTIDY: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\ufffe]|\r(?!\n)|(?<!\r)\n")


class Cell(NamedTuple):
    """A cell of a ruled table: the table on its page, row and place counted from 1, and its right border."""

    table: int
    row: int
    place: int
    right: float


class Rule(NamedTuple):
    """A level line that is drawn: its height, and from where to where it goes."""

    y: float
    x0: float
    x1: float


class Line(NamedTuple):
    """One visual line, or a part of one.

    Attributes:
        text: without space at either end.
        x0: where its first character begins, along the direction of reading.
        x1: where its last character ends.
        y: its baseline; grows upwards.
        em: width of one full-width character, estimated from the line itself.
        first: index of its first character in the page, for a closer look.
        last: index of its last character.
        cell: where it stands in a ruled table.
        places: what its characters are where they do not simply run from first to last; see `Origin`.
    """

    text: str
    x0: float
    x1: float
    y: float
    em: float
    first: int
    last: int
    cell: Cell | None = None
    places: tuple[int | PageBox, ...] | None = None

    @property
    def indices(self) -> Sequence[int | PageBox]:
        """Its characters one by one, spaces between them perhaps included."""
        return range(self.first, self.last + 1) if self.places is None else self.places


@attrs.define
class Page:
    """What was found on one page.

    Attributes:
        number: counted from 1.
        left: lowest abscissa, as the text is read.
        right: highest abscissa.
        bottom: lowest ordinate.
        top: highest ordinate.
        lines: visual lines in reading order.
        paths: how many drawings (rules, boxes) there are.
        images: how many images there are.
        tables: how many ruled tables were found.
        recognised: the text is an invisible layer over a scan.
        garbled: the characters cannot be what the page shows.
        vertical: the text is set vertically.
        hidden: text that cannot be seen was taken out.
        struck: text that is struck through was taken out.
        notes: somebody wrote upon the page with a reader's tool.
        by_ocr: how sure the recognition of each line is, 0-1, by the line's ``first``; empty where the file has the text.
    """

    number: int
    left: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    top: float = 0.0
    lines: list[Line] = attrs.field(factory=list)
    paths: int = 0
    images: int = 0
    tables: int = 0
    recognised: bool = False
    garbled: bool = False
    vertical: bool = False
    hidden: bool = False
    struck: bool = False
    notes: bool = False
    by_ocr: dict[int, float] = attrs.field(factory=dict)


Turn = Callable[[float, float], tuple[float, float]]


def read_page(
    handle: Any,
    number: int,
    finish: Callable[[Any, Any, Page, Turn | None, list[Rule]], None],
    forms: Forms,
) -> Page:
    """Read an open page; `finish` may look closer while its text is still open, `forms` knows the fields of the file."""
    library = pdfium()
    page = Page(number)
    text_page = library.FPDFText_LoadPage(handle)
    if not text_page:
        return page
    try:
        _count_objects(library, handle, page)
        count = library.FPDFText_CountChars(text_page)
        turn: Turn | None = None
        if count > 0:
            quarter = _quarter(library, text_page, count)
            if quarter == 2 and _runs_right(library, text_page, count):
                quarter = 0
            turn = _TURNS[quarter]
            _measure(library, handle, turn, page)
            text, exact = _text(library, text_page, count)
            page.garbled = _is_garbled(text) or (
                _is_unmapped(library, text_page, count) and not _speaks(text)
            )
            if (quarter + library.FPDFPage_GetRotation(handle)) % 4 == 0:
                _lines(library, text_page, text, exact, turn, page)
            else:  # the page shows it lying on its side, and pdfium has put it in the order of that view
                page.lines = _lines_of_letters(list(letters_of(text_page, range(count), turn)))
        strikes: list[Rule] = []
        fields: list[Line] = []
        if library.FPDFPage_GetAnnotCount(handle) > 0:
            from vendorrisk.documents._pdf_annotations import read_annotations

            strikes, fields = read_annotations(library, handle, page, turn, forms)
        if page.lines:
            finish(handle, text_page, page, turn, strikes)
        if fields:
            from vendorrisk.documents._pdf_annotations import add_fields

            add_fields(text_page, page, turn, fields)
    finally:
        library.FPDFText_ClosePage(text_page)
    return page


def _text(library: Any, text_page: Any, count: int) -> tuple[str, bool]:
    """Return the text, and whether its characters stand at the same indices as pdfium's own list."""
    buffer = ctypes.create_string_buffer(4 * count + 4)
    written = library.FPDFText_GetText(text_page, 0, count, buffer)
    text = buffer.raw[: 2 * max(written - 1, 0)].decode("utf-16-le", "surrogatepass")
    exact = len(text) == count
    if _LONE.search(text) is not None:
        text = _LONE.sub("\ufffd", text)
    return text, exact


def _count_objects(library: Any, handle: Any, page: Page) -> None:
    get, sort_of = library.FPDFPage_GetObject, library.FPDFPageObj_GetType
    sorts = [sort_of(get(handle, at)) for at in range(min(library.FPDFPage_CountObjects(handle), 20_000))]
    page.paths = sum(sorts.count(sort) for sort in _DRAWN)
    page.images = sorts.count(_IMAGE)


def _measure(library: Any, handle: Any, turn: Turn | None, page: Page) -> None:
    box = Box()
    library.FPDF_GetPageBoundingBox(handle, ctypes.byref(box))
    corners = [(box.left, box.bottom), (box.right, box.top)]
    if turn is not None:
        corners = [turn(x, y) for x, y in corners]
    page.left, page.right = sorted(x for x, _ in corners)
    page.bottom, page.top = sorted(y for _, y in corners)


def _quarter(library: Any, text_page: Any, count: int) -> int:
    """Return by how many quarters the text is turned to the right."""
    angles: list[float] = [library.FPDFText_GetCharAngle(text_page, count * part // 6) for part in (1, 3, 5)]
    return round(sorted(angles)[1] / (math.pi / 2)) % 4


def _runs_right(library: Any, text_page: Any, count: int) -> bool:
    """Whether text that claims to stand on its head is drawn upright all the same, by a font that is turned once more."""
    x, y = ctypes.c_double(), ctypes.c_double()
    x_at, y_at = ctypes.byref(x), ctypes.byref(y)
    right = left = 0
    before = (0.0, 0.0)
    for at in range(min(count, 200)):
        library.FPDFText_GetCharOrigin(text_page, at, x_at, y_at)
        if at and abs(y.value - before[1]) < 1.0:
            right += x.value > before[0]
            left += x.value < before[0]
        before = (x.value, y.value)
    return right > left


_TURNS: Final[tuple[Turn | None, ...]] = (
    None,
    lambda x, y: (-y, x),
    lambda x, y: (-x, -y),
    lambda x, y: (y, -x),
)
"""How to turn coordinates so that text runs to the right."""


def turned_back(turn: Turn | None, x: float, y: float) -> tuple[float, float]:
    """Return a point in the coordinates of the page again."""
    back = _TURNS[-_TURNS.index(turn) % 4]
    return (x, y) if back is None else back(x, y)


def _is_garbled(text: str) -> bool:
    """Private-use signs, replacement characters or controls: the font does not say what its glyphs mean."""
    bad = len(_MEANINGLESS.findall(text))
    return bad > 0 and bad * 5 > sum(len(word) for word in text.split())


def _is_unmapped(library: Any, text_page: Any, count: int) -> bool:
    """Whether most of a few characters come from a font that has no way back from glyph to character."""
    sample = range(0, count, max(1, count // 8))
    errors = [at for at in sample if library.FPDFText_HasUnicodeMapError(text_page, at) == 1]
    return 2 * len(errors) > len(sample)


def _speaks(text: str) -> bool:
    """Whether a text is plain language all the same: many fonts that name no characters are ordered as everybody expects.

    >>> _speaks("乙は、業務上知り得た秘密を第三者に漏らしてはならない。"), _speaks("9ROXPHV 3HQČåQt")
    (True, False)
    """
    letters = len(text) - sum(map(text.count, " \t\r\n"))
    kana = len(_KANA.findall(text))
    if kana:
        return kana > 0.15 * letters and len(_FREQUENT.findall(text)) > 0.55 * kana
    return len(_WORDS.findall(text)) * 40 > letters


def _lines(library: Any, text_page: Any, text: str, exact: bool, turn: Turn | None, page: Page) -> None:
    x, y, box = ctypes.c_double(), ctypes.c_double(), Box()
    x_at, y_at, box_at = ctypes.byref(x), ctypes.byref(y), ctypes.byref(box)
    origin, loose, index_of = (
        library.FPDFText_GetCharOrigin,
        library.FPDFText_GetLooseCharBox,
        library.FPDFText_GetCharIndexFromTextIndex,
    )
    at = 0
    append = page.lines.append
    new = tuple.__new__  # a named tuple by its fields costs three times as much, and there are thousands
    untidy = _UNTIDY.search(text) is not None
    for raw in text.split("\r\n"):
        length = len(raw)
        stripped = raw.strip()
        if stripped:
            first, last = at, at + length - 1
            if len(stripped) != length:
                first += length - len(raw.lstrip())
                last = first + len(stripped) - 1
            if not exact:
                first, last = index_of(text_page, first), index_of(text_page, last)
            if origin(text_page, first, x_at, y_at) and loose(text_page, last, box_at):
                if turn is None:
                    x0, x1, base = x.value, box.right, y.value
                else:
                    x0, base = turn(x.value, y.value)
                    x1 = max(turn(box.left, box.top)[0], turn(box.right, box.bottom)[0])
                if untidy:
                    stripped = stripped.translate(_TIDY).strip() or "\ufffd"
                append(new(Line, (stripped, x0, x1, base, (x1 - x0) / _ems(stripped), first, last, None, None)))
        at += length + 2


def _ems(text: str) -> float:
    """Width in ems: a full-width character takes three bytes of UTF-8 and one em, ASCII one and half an em."""
    return (len(text) + len(text.encode("utf-8", "surrogatepass"))) / 4 or 1.0


class Letter(NamedTuple):
    """One visible character: its place along the line, its baseline, and its place in the list of the page."""

    text: str
    x0: float
    x1: float
    y: float
    place: int


def letters_of(text_page: Any, places: Iterable[int | PageBox], turn: Turn | None) -> Iterator[Letter]:
    """Look at every visible character of those that stand in pdfium's list of the page."""
    library = pdfium()
    x, y, box = ctypes.c_double(), ctypes.c_double(), Box()
    x_at, y_at, box_at = ctypes.byref(x), ctypes.byref(y), ctypes.byref(box)
    for at in places:
        if not isinstance(at, int):
            continue
        code = library.FPDFText_GetUnicode(text_page, at)
        if code in NO_LETTERS or code > 0x10FFFF or chr(code).isspace():
            continue
        if 0xD800 <= code <= 0xDFFF:
            code = 0xFFFD
        library.FPDFText_GetCharOrigin(text_page, at, x_at, y_at)
        library.FPDFText_GetLooseCharBox(text_page, at, box_at)
        if turn is None:
            yield Letter(chr(code), x.value, box.right, y.value, at)
        else:
            ends = (turn(box.left, box.top)[0], turn(box.right, box.bottom)[0])
            yield Letter(chr(code), min(ends), max(ends), turn(x.value, y.value)[1], at)


def line_of(letters: list[Letter], gap: float) -> Line:
    """Make a line of letters that follow each other; a gap becomes a space."""
    text = letters[0].text
    for before, letter in pairwise(letters):
        text += " " + letter.text if letter.x0 - before.x1 > gap else letter.text
    first, last = letters[0], letters[-1]
    places = tuple(letter.place for letter in letters)
    em = (last.x1 - first.x0) / _ems(text)
    return Line(text, first.x0, last.x1, first.y, em, first.place, last.place, None, places)


def _lines_of_letters(letters: list[Letter]) -> list[Line]:
    """Put letters into lines by their place alone; a wide gap parts what stands side by side."""
    if not letters:
        return []
    em = median(letter.x1 - letter.x0 for letter in letters) or 10.0
    rows: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda letter: -letter.y):
        if rows and rows[-1][0].y - letter.y < 0.5 * em:
            rows[-1].append(letter)
        else:
            rows.append([letter])
    parts: list[list[Letter]] = []
    for row in rows:
        row.sort(key=lambda letter: letter.x0)
        parts.append([])
        for letter in row:
            if parts[-1] and letter.x0 - parts[-1][-1].x1 > 1.3 * em:
                parts.append([])
            parts[-1].append(letter)
    return [line_of(part, 0.4 * em) for part in parts]


def split_line(
    text_page: Any, line: Line, turn: Turn | None, borders: list[float] | None, gap: float
) -> list[Line]:
    """Take a line apart at vertical borders, or where a gap is wider than `gap`."""
    parts: list[list[Letter]] = []
    column = -1
    for letter in letters_of(text_page, line.indices, turn):
        if borders is not None:
            place = sum(border <= (letter.x0 + letter.x1) / 2 for border in borders)
            apart = place != column
            column = place
        else:
            apart = not parts or letter.x0 - parts[-1][-1].x1 > gap
        if apart:
            parts.append([])
        parts[-1].append(letter)
    return [line_of(part, 0.25 * gap) for part in parts] or [line]
