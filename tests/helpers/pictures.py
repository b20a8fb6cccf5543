"""Pictures of the screen as SVG: compared in tests, readable by a reviewer of a change and by a screen reader.

The drawing is ours and small because Textual's own names a typeface on the net, and because here every run of letters is held to its cells, so that
half-width and full-width letters stand in line whatever typeface is there.  The words of the screen lie in the picture as its description.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape

from rich.cells import cell_len
from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from screens import text_of, until
from vendorrisk_tui.app import VendorriskApp

__all__ = ["hold", "picture_of", "settled", "words_of"]

WIDTH, HEIGHT = 8, 18
BASE = 13  # from the top of a line to the foot of its letters
WORK = {"begin", "open", "findings", "compare", "examine", "folder", "standing", "history", "keys"}  # groups of work that ends without a person
FONTS = "'BIZ UDGothic','MS Gothic','Osaka-Mono','Noto Sans Mono CJK JP','Noto Sans CJK JP',monospace"


async def settled(pilot: Pilot[None]) -> VendorriskApp:
    """Wait until nothing is being worked out any more, and stop what blinks."""
    app = pilot.app
    assert isinstance(app, VendorriskApp)
    await pilot.pause()
    await until(pilot, lambda: not [one for one in app.workers if one.group in WORK and not one.is_finished], 3000)
    for field in app.screen.query("Input, TextArea"):
        assert isinstance(field, (Input, TextArea))
        field.cursor_blink = False
    await pilot.pause()
    await pilot.pause()
    return app


def hold(picture: str, path: Path, *, update: bool) -> None:
    """Compare a picture with the one that is kept, or keep it.

    Raises:
        AssertionError: they differ; it says which lines of the screen, or that only colours do.
    """
    if update:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(picture, encoding="utf-8", newline="\n")
        return
    assert path.is_file(), f"no picture is kept as {path.name}; --update-pictures keeps it"
    kept = path.read_text(encoding="utf-8")
    if kept != picture:
        lines = list(difflib.unified_diff(words_of(kept), words_of(picture), "kept", "now", lineterm="", n=1))
        raise AssertionError(f"{path.name} looks different (--update-pictures keeps what is seen now):\n" + ("\n".join(lines) or "the words are the same, colours or marks are not"))


def words_of(picture: str) -> list[str]:
    """Return the lines of the screen that a picture shows."""
    found = re.search("<desc>\n(.*?)</desc>", picture, re.DOTALL)
    return found.group(1).split("\n") if found is not None else []


def picture_of(app: VendorriskApp, title: str) -> str:
    """Draw what the screen shows."""
    strips = app.screen._compositor.render_strips()
    columns, rows = app.size
    ground = app.screen.rich_style
    classes: dict[str, str] = {}
    drawn = [mark for y, strip in enumerate(strips) for mark in _line(strip, y, ground, classes)]
    rules = "".join(f".{name}{{{rule}}}" for rule, name in classes.items())
    size = f"{columns * WIDTH} {rows * HEIGHT}"
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" role="img" font-family="{FONTS}" font-size="{2 * WIDTH}">'
    return "\n".join([
        head, f"<title>{escape(title)}</title>", f"<desc>\n{escape(text_of(app))}</desc>", f"<style>text{{white-space:pre}}{rules}</style>",
        f'<rect width="100%" height="100%" fill="{_hex(ground.bgcolor)}"/>', *drawn, "</svg>", "",
    ])  # fmt: skip


def _line(strip: Iterable[Segment], y: int, ground: Style, classes: dict[str, str]) -> Iterator[str]:
    """Yield the marks of one line: what lies behind the letters first."""
    boxes, texts = [], []
    x = 0
    for look, segments in groupby(strip, lambda segment: _look(segment.style, ground)):
        text = "".join(segment.text for segment in segments)
        width = cell_len(text)
        behind, rule = look
        if behind != _hex(ground.bgcolor):
            boxes.append(f'<rect x="{x * WIDTH}" y="{y * HEIGHT}" width="{width * WIDTH}" height="{HEIGHT}" fill="{behind}"/>')
        at = x
        for run, cells in _runs(text):
            if run.strip():
                name = classes.setdefault(rule, f"c{len(classes)}")
                texts.append(f'<text class="{name}" x="{at * WIDTH}" y="{y * HEIGHT + BASE}" textLength="{cells * WIDTH}">{escape(run)}</text>')
            at += cells
        x += width
    yield from boxes
    yield from texts


def _runs(text: str) -> Iterator[tuple[str, int]]:
    """Cut a text where half-width letters meet full-width ones, with the cells of each piece; blanks at both ends are pieces of their own."""
    for piece in re.findall(r" +|[^ ]+(?: [^ ]+)*", text):
        for _, letters in groupby(piece, cell_len):
            run = "".join(letters)
            yield run, cell_len(run)


def _look(style: Style | None, ground: Style) -> tuple[str, str]:
    """Return the colour behind, and the rule of the letters."""
    whole = ground + style if style is not None else ground
    fore, behind = _hex(whole.color), _hex(whole.bgcolor)
    if whole.reverse:
        fore, behind = behind, fore
    rule = f"fill:{fore}"
    rule += ";font-weight:bold" if whole.bold else ""
    rule += ";text-decoration:underline" if whole.underline else ""
    rule += ";opacity:.6" if whole.dim else ""
    return behind, rule


def _hex(color: Color | None) -> str:
    return color.get_truecolor().hex if color is not None else "#808080"
