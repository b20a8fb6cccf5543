"""Tesseract, where it is installed: an image of a page in, words with their boxes and confidence out.

Nothing is written to disk: the image goes in by standard input and the words come back by standard output.
"""

from __future__ import annotations

import os
from functools import cache
from typing import Final, Literal, NamedTuple

import attrs

from vendorrisk.documents._program import ProgramError, environment, find_program, run_program

__all__ = ["COLUMNS", "DOWNWARDS", "JAPANESE", "ONE_BLOCK", "ONE_COLUMN", "VERTICAL", "Engine", "Picture", "Word", "find_engine", "hindrance"]

JAPANESE: Final = "jpn"
VERTICAL: Final = "jpn_vert"
_WINDOWS: Final = (r"C:\Program Files\Tesseract-OCR\tesseract.exe", r"C:\Program Files (x86)\Tesseract-OCR\tesseract.exe")
_MOST_BYTES: Final = 20_000_000
"""Of an answer; a page full of characters gives a hundredth of that."""
ONE_COLUMN: Final = "4"
COLUMNS: Final = "3"
ONE_BLOCK: Final = "6"
DOWNWARDS: Final = "5"
"""Page segmentation modes.  Measured on rendered contracts with headings, lists and tables: 4 leaves 1.6 % of the characters wrong, 3
leaves 2.5 % because it takes the labels of a list for a column, 6 leaves 3.9 %; but only 3 reads real columns one after the other.
Vertical pages need 5."""


class Picture(NamedTuple):
    """An image in 256 greys, one byte a pixel, from the top left.

    Attributes:
        width: in pixels.
        height: in pixels.
        dpi: pixels an inch.
        pixels: the greys.
        on_page: where its corners lie on the page, in the page's own coordinates: top left, top right, bottom left.
    """

    width: int
    height: int
    dpi: int
    pixels: bytes
    on_page: tuple[tuple[float, float], tuple[float, float], tuple[float, float]] = ((0.0, 0.0),) * 3


class Word(NamedTuple):
    """What Tesseract takes for a word (in Japanese any few characters, or a drawn rule when there is no text).

    Attributes:
        line: number of the line it stands in, in reading order.
        left: its box, in pixels from the top left.
        top: see left.
        right: see left.
        bottom: see left.
        confidence: 0-1.
        text: its characters.
    """

    line: int
    left: int
    top: int
    right: int
    bottom: int
    confidence: float
    text: str


@attrs.frozen
class Engine:
    """An installed Tesseract.

    Attributes:
        program: its full path.
        languages: data that it has.
    """

    program: str
    languages: frozenset[str]

    def words(self, picture: Picture, language: str, layout: str, seconds: float) -> list[Word]:
        """Recognise a page.

        Args:
            picture: the page, upright.
            language: `JAPANESE` or `VERTICAL`.
            layout: `ONE_COLUMN`, `COLUMNS`, `ONE_BLOCK` or `DOWNWARDS`.
            seconds: how long it may take.

        Raises:
            ProgramError: Tesseract hung, broke down, or gave something that is no answer.
        """
        answer = run_program(
            [self.program, "stdin", "stdout", "-l", language, "--psm", layout, "--dpi", str(picture.dpi), "tsv"],
            feed=b"P5 %d %d 255\n" % picture[:2] + picture.pixels,
            seconds=seconds,
            most=_MOST_BYTES,
            surroundings=environment(OMP_THREAD_LIMIT="1", **_data_folder()),
        )
        return _parse(answer)


def find_engine() -> Engine | None:
    """Return Tesseract when it is installed and has Japanese data."""
    program = find_program("tesseract", _WINDOWS)
    languages = _languages(program) if program else None
    return Engine(program, languages) if program and languages and JAPANESE in languages else None


def hindrance() -> Literal["no-program", "no-language"] | None:
    """Return what keeps pages from being recognised on this machine, or None."""
    program = find_program("tesseract", _WINDOWS)
    languages = _languages(program) if program else None
    if languages is None:
        return "no-program"
    return None if JAPANESE in languages else "no-language"


@cache
def _languages(program: str) -> frozenset[str] | None:
    """Return the names of its data, or None when the program does not run."""
    try:
        listed = run_program(
            [program, "--list-langs"], seconds=20, most=100_000, surroundings=environment(**_data_folder())
        )
    except ProgramError:
        return None
    return frozenset(listed.decode("utf-8", "replace").splitlines()[1:])


def _data_folder() -> dict[str, str]:
    return {"TESSDATA_PREFIX": os.environ["TESSDATA_PREFIX"]} if "TESSDATA_PREFIX" in os.environ else {}


def _parse(answer: bytes) -> list[Word]:
    """Read a table of Tesseract's: level, page, block, paragraph, line, word, left, top, width, height, confidence, text."""
    try:
        rows = answer.decode("utf-8").replace("\r", "").split("\n")
    except UnicodeDecodeError as error:
        raise ProgramError("crash") from error
    if not rows or not rows[0].startswith("level\t"):
        raise ProgramError("crash")
    words: list[Word] = []
    line = 0
    for row in rows[1:]:
        fields = row.split("\t")
        try:
            if fields[0] == "4":
                line += 1
            elif fields[0] == "5":
                left, top, width, height = map(int, fields[6:10])
                percent = float(fields[10])
                confidence = percent / 100 if 0 <= percent <= 100 else 0.0
                words.append(Word(line, left, top, left + width, top + height, confidence, fields[11].strip()))
        except (ValueError, IndexError) as error:
            raise ProgramError("crash") from error
    return words
