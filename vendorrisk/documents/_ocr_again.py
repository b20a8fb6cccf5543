"""A second look at who is bound: Tesseract loses or misreads 甲 and 乙 behind a number, and reads them well at the head of a line.

Measured on contracts set in two faces, two thirds of the 乙 in 「第5条　乙は、」 are lost or come out as と; of the same lines, cut off behind
the number and shown again in several ways, twelve of thirteen are read in one of them, and none is taken for another party.  So nothing
is guessed here: a character changes only when it was read.
"""

from __future__ import annotations

import re
from itertools import groupby
from statistics import median_low
from typing import TYPE_CHECKING, Final, NamedTuple

from vendorrisk.documents._tesseract import Picture, Word

if TYPE_CHECKING:
    from PIL import Image

__all__ = ["Doubt", "doubts_of", "strips_of", "with_answers"]

_LABEL: Final = r"(?:第[0-9]{1,3}(?:条|項|号)?(?:の[0-9]{1,2})?(?:第[0-9]{1,2}項)?|[0-9]{1,2}[.]?|[(（][0-9]{1,2}[)）])"
_PARTIES: Final = "甲乙丙丁"
_DOUBTFUL: Final = re.compile(rf"(?P<label>{_LABEL})?(?P<odd>[^{_PARTIES}。、]?)は[、,.]")
_ANSWER: Final = re.compile(f"[{_PARTIES}](?=は)")
_LONGEST: Final = 450
"""Pixels of a line that are shown again: enough to read it well, too few for its neighbours to come in where the paper lay askew."""
_AROUND: Final = 8
_INK: Final = [255 * (grey < 160) for grey in range(256)]
_APART: Final = 60
_SIZES: Final = ((1.25, 1.25), (1.2, 1.0), (1.5, 1.5), (0.7, 0.7))


class Doubt(NamedTuple):
    """A line that does not say whose duty it is.

    Attributes:
        place: of its first word behind the number.
        odd: the character that cannot be there, or none.
        strip: where to look again, in pixels: left, top, right, bottom.
        first: up to where the sentence must have begun.
    """

    place: int
    odd: str
    strip: tuple[int, int, int, int]
    first: int


def doubts_of(words: list[Word]) -> list[Doubt]:
    """Return the lines whose sentence begins with 「は、」 or with one odd character before it."""
    doubts = []
    for _, group in groupby(enumerate(words), key=lambda entry: entry[1].line):
        line = [(place, word) for place, word in group if word.text]
        found = _DOUBTFUL.match("".join(word.text for _, word in line[:12]))
        if found is None:
            continue
        begin = found.end("label") if found["label"] else 0
        at = before = 0
        for number, (place, word) in enumerate(line):
            if at == begin:
                near = [other for _, other in line[number:] if other.left < word.left + _LONGEST]
                top, bottom = median_low(other.top for other in near[:9]), median_low(other.bottom for other in near[:9])
                right = max(other.right for other in near)
                left = (line[number - 1][1].left + before) // 2 if number else max(0, word.left - 4 * _AROUND)
                doubts.append(Doubt(place, found["odd"], (left, max(0, top - _AROUND), right, bottom + _AROUND), word.right))
                break
            at += len(word.text)
            before = word.right
    return doubts


def strips_of(picture: Picture, doubts: list[Doubt]) -> tuple[Picture, list[int]]:
    """Return the doubtful lines, cut off behind their numbers and set below each other, and the height at which each ends.

    Each is there several times: in bolder strokes, larger, wider, and smaller.
    """
    from PIL import Image, ImageFilter

    page = Image.frombytes("L", (picture.width, picture.height), picture.pixels)
    strips = []
    for doubt in doubts:
        strip = _begun(page.crop(doubt.strip), doubt)
        strips.append(strip.filter(ImageFilter.MinFilter(3)))
        strips.extend(
            strip.resize((round(across * strip.width), round(up * strip.height)), Image.Resampling.BICUBIC)
            for across, up in _SIZES
        )
    width = max(strip.width for strip in strips) + 2 * _APART
    sheet = Image.new("L", (width, sum(strip.height + _APART for strip in strips) + _APART), 255)
    ends = []
    y = _APART
    for strip in strips:
        sheet.paste(strip, (_APART, y))
        y += strip.height + _APART
        ends.append(y - _APART // 2)
    return Picture(sheet.width, sheet.height, picture.dpi, sheet.tobytes()), ends


def _begun(strip: Image.Image, doubt: Doubt) -> Image.Image:
    """Cut a line off in the widest gap before its sentence: boxes of recognised words are too rough for that."""
    inked, _ = strip.point(_INK).getprojection()
    columns = bytes(inked[: doubt.first - doubt.strip[0]])
    gaps = [gap.span() for gap in re.finditer(b"\0+", columns)]
    begin, end = max(gaps, key=lambda gap: gap[1] - gap[0], default=(0, 0))
    return strip.crop((max(begin, end - _AROUND), 0, strip.width, strip.height))


def with_answers(words: list[Word], doubts: list[Doubt], ends: list[int], answers: list[Word]) -> list[Word]:
    """Return the words of the page with the parties that were read at the second look."""
    right = list(words)
    read: list[dict[str, float]] = [{} for _ in doubts]
    begin = 0
    for number, end in enumerate(ends):
        again = [word for word in answers if word.text and begin <= (word.top + word.bottom) / 2 < end]
        begin = end
        found = _ANSWER.match("".join(word.text for word in again))
        if found is not None:
            read[number // (1 + len(_SIZES))][found[0]] = again[0].confidence
    for doubt, parties in zip(doubts, read, strict=True):
        if len(parties) == 1:
            word = right[doubt.place]
            ((party, confidence),) = parties.items()
            right[doubt.place] = word._replace(
                text=party + word.text.removeprefix(doubt.odd), confidence=max(word.confidence, confidence)
            )
    return right
