"""Make the scans that recognition is tested with again: ``python tests/external/make_scans.py MINCHO.ttf GOTHIC.ttf``.

Text that stands in ``scans/`` is set with a font (IPA Mincho and IPA Gothic made the files that are kept here), and then everything
happens to the page that happens to paper: it lies askew or upside down, dust falls on it, the scanner sees black and white only.
No font is kept with the tests, and none is needed to run them.
"""

from __future__ import annotations

import random
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

HERE = Path(__file__).parent / "scans"
A4 = (2480, 3508)  # pixels at 300 dpi
_SIZE = 44
_PITCH = 78
_LEFT, _TOP = 300, 330
_TURNED = "（）ー「」"


def set_in(text: str, width: int) -> Iterator[str]:
    """Yield lines of so many full-width characters."""
    for paragraph in text.splitlines():
        yield from (paragraph[at : at + width] for at in range(0, len(paragraph) or 1, width))


def level(text: str, font: ImageFont.FreeTypeFont) -> Image.Image:
    """A page of lines."""
    page = Image.new("L", A4, 255)
    draw = ImageDraw.Draw(page)
    for row, line in enumerate(set_in(text, 42)):
        draw.text((_LEFT, _TOP + row * _PITCH), line, font=font, fill=0)
    draw.text((A4[0] / 2 - 60, 3330), "- 1 -", font=font, fill=0)
    return page


def columns(text: str, font: ImageFont.FreeTypeFont) -> Image.Image:
    """A page of two columns that do not stand at the same heights."""
    page = Image.new("L", A4, 255)
    draw = ImageDraw.Draw(page)
    lines = list(set_in(text, 20))
    half = len(lines) // 2
    for column, part in enumerate((lines[:half], lines[half:])):
        for row, line in enumerate(part):
            draw.text((230 + column * 1060, _TOP + column * 33 + row * _PITCH), line, font=font, fill=0)
    return page


def upright(text: str, font: ImageFont.FreeTypeFont) -> Image.Image:
    """A page that is set vertically."""
    page = Image.new("L", (A4[1], A4[0]), 255)
    draw = ImageDraw.Draw(page)
    for row, line in enumerate(set_in(text, 36)):
        x = A4[1] - 330 - row * 84
        for place, char in enumerate(line):
            y = 280 + place * 52
            if char in _TURNED:
                square = Image.new("L", (_SIZE + 4, _SIZE + 4), 255)
                ImageDraw.Draw(square).text((2, 0), char, font=font, fill=0)
                page.paste(square.rotate(-90), (x, y))
            else:
                raised = char in "、。"
                draw.text((x + 26 * raised, y - 26 * raised), char, font=font, fill=0)
    return page


def table(text: str, font: ImageFont.FreeTypeFont) -> Image.Image:
    """A page with a ruled table."""
    page = Image.new("L", A4, 255)
    draw = ImageDraw.Draw(page)
    borders = (280, 640, 1660, 2200)
    y = _TOP
    for line in text.splitlines():
        cells = line.split("|")
        if len(cells) == 1:
            y += 60
            draw.text((_LEFT, y), line, font=font, fill=0)
            y += 120
            continue
        for left, cell in zip(borders, cells, strict=False):
            draw.text((left + 20, y + 18), cell, font=font, fill=0)
        for x in borders:
            draw.line((x, y, x, y + 86), fill=0, width=4)
        for at in (y, y + 86):
            draw.line((borders[0], at, borders[-1], at), fill=0, width=4)
        y += 86
    return page


def scanned(page: Image.Image, dpi: int, *, tilt: float = 0.0, turn: int = 0, dust: float = 0.0) -> Image.Image:
    """What a black and white scanner makes of a page."""
    page = page.rotate(tilt, resample=Image.Resampling.BICUBIC, fillcolor=255).rotate(turn, expand=True)
    page = page.resize((page.width * dpi // 300, page.height * dpi // 300), Image.Resampling.BICUBIC)
    chance = random.Random(1)
    for _ in range(int(dust * page.width * page.height)):
        page.putpixel((chance.randrange(page.width), chance.randrange(page.height)), chance.choice((0, 255)))
    return page.point(lambda grey: 255 * (grey > 150)).convert("1")


def main(mincho: str, gothic: str) -> None:
    """Write all scans."""
    serif, sans = ImageFont.truetype(mincho, _SIZE), ImageFont.truetype(gothic, _SIZE)
    clauses = unicodedata.normalize("NFC", (HERE / "clauses.txt").read_text(encoding="utf-8"))
    rows = (HERE / "table.txt").read_text(encoding="utf-8")
    for name, page, dpi in (
        ("askew", scanned(level(clauses, serif), 300, tilt=0.9), 300),
        ("coarse", scanned(level(clauses, sans), 200), 200),
        ("dusty", scanned(level(clauses, serif), 300, dust=0.004), 300),
        ("upside-down", scanned(level(clauses, sans), 200, turn=180), 200),
        ("on-its-side", scanned(level(clauses, sans), 200, turn=90), 200),
        ("columns", scanned(columns(clauses, serif), 300), 300),
        ("vertical", scanned(upright(clauses, serif), 300), 300),
        ("table", scanned(table(rows, sans), 300, tilt=-0.7), 300),
    ):
        page.save(HERE / f"{name}.pdf", resolution=dpi)


if __name__ == "__main__":
    main(*sys.argv[1:])
