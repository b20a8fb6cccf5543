"""Styles of a Word file, boiled down to what decides whether and how text counts: hidden, struck, heading, numbered."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

import attrs

from vendorrisk.documents._xml import number, parsed, qualified, switched_on, value

__all__ = [
    "HIDDEN",
    "STRUCK",
    "WHITE",
    "Style",
    "Styles",
    "heading_of",
    "is_fill",
    "is_tiny",
    "is_white",
    "read_styles",
]

HIDDEN, STRUCK, WHITE = 1, 2, 4
"""Flags of a run: why its text is not text of the contract."""

_WHITE: Final = re.compile(r"(?:F[0-9A-F]){3}", re.I)
_LEGIBLE: Final = 5
"""Half points: nobody reads letters of two points."""

_HEADING: Final = re.compile(r"(?:heading|見出し)\s*([1-9])$", re.I)
_MAX_DEPTH: Final = 40
_STYLE: Final = qualified("w:style")
_TEXTS: Final = {
    qualified("w:basedOn"): "based_on",
    qualified("w:name"): "name",
    qualified("w:numId"): "number_id",
}
_NUMBERS: Final = {qualified("w:ilvl"): "level", qualified("w:outlineLvl"): "outline"}
_FLAGS: Final = {qualified("w:vanish"): HIDDEN, qualified("w:strike"): STRUCK, qualified("w:dstrike"): STRUCK}
_COLOUR: Final = qualified("w:color")
_SIZE: Final = qualified("w:sz")
_SHADING: Final = qualified("w:shd")
_FILL: Final = qualified("w:fill")
_ELSEWHERE: Final = {
    qualified(name) for name in ("w:rPrChange", "w:pPrChange", "w:tblStylePr", "w:rPrDefault", "w:pPrDefault")
}


@attrs.define
class Style:
    """One style; None means that the style says nothing and its base decides.

    Attributes:
        flags: HIDDEN, STRUCK and WHITE that are on.
        said: the flags the style speaks about, on or off.
        number_id: numId, "0" for no numbering.
        level: ilvl of its numbering.
        outline: outline level counted from 0; 9 is body text.
        heading: level 1–9 when the resolved style is a heading.
        shaded: it lays a colour under its text, so that white letters on it can be read.
    """

    based_on: str = ""
    name: str = ""
    flags: int = 0
    said: int = 0
    number_id: str | None = None
    level: int | None = None
    outline: int | None = None
    heading: int | None = None
    shaded: bool = False


@attrs.define
class Styles:
    """All styles by id, and the one that paragraphs have when they name none."""

    by_id: dict[str, Style] = attrs.field(factory=dict)
    default_paragraph: str = ""
    _resolved: dict[str, Style] = attrs.field(factory=dict)

    def resolve(self, style_id: str) -> Style:
        """Return a style with everything it inherits filled in."""
        known = self._resolved.get(style_id)
        if known is None:
            known = self._resolved[style_id] = self._merged(style_id)
        return known

    def _merged(self, style_id: str) -> Style:
        result = Style()
        for _ in range(_MAX_DEPTH):  # styles may be based on each other in a circle
            style = self.by_id.get(style_id)
            if style is None:
                break
            result.flags |= style.flags & ~result.said
            result.said |= style.said
            result.shaded = result.shaded or style.shaded
            if result.number_id is None:
                result.number_id = style.number_id
            if result.level is None:
                result.level = style.level
            if result.outline is None:
                result.outline = style.outline
            if not _HEADING.match(result.name):
                result.name = style.name
            style_id = style.based_on
        result.heading = _heading(result)
        return result


def is_white(colour: str) -> bool:
    """Whether letters of this colour cannot be seen on paper: white, or so near it that nobody would.

    >>> is_white("FFFFFF"), is_white("FEFEFE"), is_white("D9D9D9"), is_white("auto")
    (True, True, False, False)
    """
    return _WHITE.fullmatch(colour) is not None


def is_fill(colour: str | None) -> bool:
    """Whether a shading of this colour makes white letters readable."""
    return bool(colour) and colour != "auto" and not is_white(colour or "")


def is_tiny(size: str) -> bool:
    """Whether letters of this size, in half points, are there to be overlooked."""
    return number(size, 99) < _LEGIBLE


def heading_of(outline: int) -> int | None:
    """Return the heading level 1–9 of an outline level counted from 0; 9 is body text."""
    return outline + 1 if 0 <= outline < 9 else None


def _heading(style: Style) -> int | None:
    if style.outline is not None:
        return heading_of(style.outline)
    match = _HEADING.match(style.name)
    return int(match[1]) if match else None


@lru_cache(4)
def read_styles(data: bytes) -> Styles:
    """Read styles.xml; raises `BadXmlError`.

    Files written from one template share this part to the byte, and it can be larger than the contract.
    """
    styles = Styles()
    style = Style()
    for element in parsed(data).iter(_STYLE, *_TEXTS, *_NUMBERS, *_FLAGS, _COLOUR, _SIZE, _SHADING):
        tag = element.tag
        if tag == _STYLE:
            style = Style()
            style_id = element.get(qualified("w:styleId")) or ""
            styles.by_id[style_id] = style
            if (
                element.get(qualified("w:type")) == "paragraph"
                and element.get(qualified("w:default")) in _TRUE
            ):
                styles.default_paragraph = style_id
        elif tag in _TEXTS:
            setattr(style, _TEXTS[tag], value(element))
        elif tag in _NUMBERS:
            setattr(style, _NUMBERS[tag], number(value(element)))
        elif tag == _SHADING:  # of a part of a table too: which part has it does not matter here
            style.shaded = style.shaded or is_fill(element.get(_FILL))
        elif any(above.tag in _ELSEWHERE for above in element.iterancestors()):
            continue  # a part of a table, or what the formatting was before a tracked change
        elif tag == _COLOUR:
            style.said |= WHITE
            if is_white(value(element)):
                style.flags |= WHITE
        elif tag == _SIZE:
            if is_tiny(value(element)):
                style.flags |= HIDDEN
                style.said |= HIDDEN
        else:
            bit = _FLAGS[tag]
            style.said |= bit
            if switched_on(element):
                style.flags |= bit
    return styles


_TRUE: Final = ("1", "true", "on")
