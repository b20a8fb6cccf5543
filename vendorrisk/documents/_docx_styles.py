"""Styles of a Word file, boiled down to what decides whether and how text counts: hidden, struck, heading, numbered."""

from __future__ import annotations

import re
from typing import Any, Final

import attrs

from vendorrisk.documents._xml import Attributes, attribute, number, on, parse, parser_for, switched_on, value

__all__ = ["HIDDEN", "STRUCK", "WHITE", "Style", "Styles", "read_styles"]

HIDDEN, STRUCK, WHITE = 1, 2, 4
"""Flags of a run: why its text is not text of the contract."""

_HEADING: Final = re.compile(r"(?:heading|見出し)\s*([1-9])$", re.I)
_MAX_DEPTH: Final = 40


@attrs.define
class Style:
    """One style; None means that the style says nothing and its base decides.

    Attributes:
        flags: HIDDEN, STRUCK and WHITE that are on.
        said: the flags the style speaks about, on or off.
        number_id: numId, "0" for no numbering.
        level: ilvl of its numbering.
        outline: outline level counted from 0; 9 is body text.
    """

    based_on: str = ""
    name: str = ""
    flags: int = 0
    said: int = 0
    number_id: str | None = None
    level: int | None = None
    outline: int | None = None

    @property
    def heading(self) -> int | None:
        """Level 1–9 when the style is a heading."""
        if self.outline is not None:
            return self.outline + 1 if 0 <= self.outline < 9 else None
        match = _HEADING.match(self.name)
        return int(match[1]) if match else None


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
            if result.number_id is None:
                result.number_id = style.number_id
            if result.level is None:
                result.level = style.level
            if result.outline is None:
                result.outline = style.outline
            if not _HEADING.match(result.name):
                result.name = style.name
            style_id = style.based_on
        return result


def read_styles(data: bytes) -> Styles:
    """Read styles.xml; raises `BadXml`."""
    styles = Styles()
    style = Style()
    passed = 0  # inside a record of what the formatting was before a tracked change

    def start_style(attributes: Attributes) -> None:
        nonlocal style
        style = Style()
        style_id = attribute(attributes, "styleId")
        styles.by_id[style_id] = style
        if attribute(attributes, "type") == "paragraph" and attribute(attributes, "default") in ("1", "true", "on"):
            styles.default_paragraph = style_id

    def set_text(name: str) -> Any:
        return lambda attributes: setattr(style, name, value(attributes))

    def set_number(name: str) -> Any:
        return lambda attributes: setattr(style, name, number(value(attributes)))

    def flag(bit: int) -> Any:
        def handle(attributes: Attributes) -> None:
            style.said |= bit
            if switched_on(attributes):
                style.flags |= bit
            else:
                style.flags &= ~bit

        return handle

    def colour(attributes: Attributes) -> None:
        style.said |= WHITE
        if attribute(attributes, "val").upper() == "FFFFFF":
            style.flags |= WHITE

    starts = on(
        {
            "w:style": start_style,
            "w:basedOn": set_text("based_on"),
            "w:name": set_text("name"),
            "w:numId": set_text("number_id"),
            "w:ilvl": set_number("level"),
            "w:outlineLvl": set_number("outline"),
            "w:vanish": flag(HIDDEN),
            "w:strike": flag(STRUCK),
            "w:dstrike": flag(STRUCK),
            "w:color": colour,
        }
    )
    skipped = on({"w:rPrChange": None, "w:pPrChange": None, "w:tblStylePr": None})

    def start(name: str, attributes: Attributes) -> None:
        nonlocal passed
        if name in skipped:
            passed += 1
        elif not passed:
            handler = starts.get(name)
            if handler is not None:
                handler(attributes)

    def end(name: str) -> None:
        nonlocal passed
        if name in skipped:
            passed -= 1

    parser = parser_for()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parse(parser, data)
    return styles
