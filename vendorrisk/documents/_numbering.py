"""Automatic numbering of Word, resolved to what the page shows.

第7条 is nowhere in the text of most Word contracts: it is a counter in numbering.xml.  A reader that loses it cannot
say which article proves a requirement.
"""

from __future__ import annotations

import re
from typing import Final

import attrs

from vendorrisk.documents._numerals import numeral
from vendorrisk.documents._xml import Attributes, attribute, number, on, parse, parser_for, switched_on, value

__all__ = ["Numbering", "read_numbering"]

_LEVELS: Final = 9
_PLACE: Final = re.compile(r"%([1-9])")
_SIGNS: Final = re.compile("[\ue000-\uf8ff]")


@attrs.define
class _Level:
    start: int = 1
    style: str = "decimal"
    text: str | None = None
    suffix: str = "tab"
    legal: bool = False
    restart: int | None = None
    paragraph_style: str = ""


@attrs.define
class _List:
    """An abstractNum: nine levels, and the counters that all lists made from it share."""

    levels: dict[int, _Level] = attrs.field(factory=dict)
    linked_style: str = ""
    counters: list[int | None] = attrs.field(factory=lambda: [None] * _LEVELS)


@attrs.define
class _Use:
    """A num: a list, and what this use of it overrides."""

    list_id: str = ""
    starts: dict[int, int] = attrs.field(factory=dict)
    levels: dict[int, _Level] = attrs.field(factory=dict)
    used: bool = False


@attrs.define
class Numbering:
    """Counters of one document; ask in reading order.

    Attributes:
        lists: abstractNum by id.
        uses: num by id.
        style_numbers: numId of numbering styles by style id, for lists that point to a style.
    """

    lists: dict[str, _List] = attrs.field(factory=dict)
    uses: dict[str, _Use] = attrs.field(factory=dict)
    style_numbers: dict[str, str] = attrs.field(factory=dict)

    def level_of_style(self, use_id: str, style_id: str) -> int | None:
        """Return the level that belongs to a paragraph style, None when no level names it."""
        found = self._list_of(use_id)
        if found is None:
            return None
        for index, level in found.levels.items():
            if level.paragraph_style == style_id:
                return index
        return None

    def next_label(self, use_id: str, index: int) -> str:
        """Count one paragraph and return its label with the space behind it, "" when it shows none."""
        use = self.uses.get(use_id)
        found = self._list_of(use_id)
        if use is None or found is None or not 0 <= index < _LEVELS:
            return ""
        counters = found.counters
        if not use.used:
            use.used = True
            for overridden in use.starts:
                counters[overridden] = None
        for above in range(index):
            if counters[above] is None:
                counters[above] = self._start(found, use, above)
        current = counters[index]
        counters[index] = self._start(found, use, index) if current is None else current + 1
        for below in range(index + 1, _LEVELS):
            restart = self._level(found, use, below).restart
            # Without a rule a level restarts after any level above it; 0 = never; n = only after level n or above.
            if restart is None or index < restart:
                counters[below] = None
        return self._label(found, use, index)

    def _list_of(self, use_id: str) -> _List | None:
        for _ in range(4):  # a list may point to a style, which points to another list
            use = self.uses.get(use_id)
            found = self.lists.get(use.list_id) if use else None
            if found is None or not found.linked_style or found.levels:
                return found
            use_id = self.style_numbers.get(found.linked_style, "")
        return None

    def _level(self, found: _List, use: _Use, index: int) -> _Level:
        return use.levels.get(index) or found.levels.get(index) or _PLAIN

    def _start(self, found: _List, use: _Use, index: int) -> int:
        return use.starts.get(index, self._level(found, use, index).start)

    def _label(self, found: _List, use: _Use, index: int) -> str:
        level = self._level(found, use, index)
        pattern = level.text
        if pattern is None:
            return ""
        if level.style == "bullet":
            label = _SIGNS.sub("・", pattern)
        else:

            def shown(match: re.Match[str]) -> str:
                place = int(match[1]) - 1
                style = self._level(found, use, place).style
                count = found.counters[place]
                if count is None:
                    count = self._start(found, use, place)
                return numeral(count, "decimal" if level.legal and style != "none" else style)

            label = _PLACE.sub(shown, pattern)
        if not label or level.suffix == "nothing":
            return label
        return label + ("　" if label[-1] > "\u2fff" or "第" in label else " ")


_PLAIN: Final = _Level()


def read_numbering(data: bytes) -> Numbering:
    """Read numbering.xml; raises `BadXml`."""
    reader = _Reader()
    parser = parser_for()
    starts, ends = reader.handlers()

    def start(name: str, attributes: Attributes) -> None:
        handler = starts.get(name)
        if handler is not None:
            handler(attributes)

    def end(name: str) -> None:
        handler = ends.get(name)
        if handler is not None:
            handler()

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parse(parser, data)
    return reader.numbering


class _Reader:
    """What is being read now: inside a list, a use, an override, a level."""

    def __init__(self) -> None:
        self.numbering = Numbering()
        self.list = _List()
        self.use = _Use()
        self.in_use = False
        self.override = 0
        self.level = _Level()

    def handlers(self) -> tuple[dict[str, object], dict[str, object]]:
        starts = {
            "w:abstractNum": self.start_list,
            "w:num": self.start_use,
            "w:abstractNumId": self.points_to,
            "w:lvlOverride": self.start_override,
            "w:startOverride": self.start_at,
            "w:lvl": self.start_level,
            "w:start": lambda a: setattr(self.level, "start", number(value(a))),
            "w:numFmt": self.number_format,
            "w:lvlText": lambda a: setattr(self.level, "text", attribute(a, "val")),
            "w:suff": lambda a: setattr(self.level, "suffix", value(a)),
            "w:isLgl": lambda a: setattr(self.level, "legal", switched_on(a)),
            "w:lvlRestart": lambda a: setattr(self.level, "restart", number(value(a))),
            "w:pStyle": lambda a: setattr(self.level, "paragraph_style", value(a)),
            "w:numStyleLink": lambda a: setattr(self.list, "linked_style", value(a)),
        }
        return on(starts), on({"w:num": self.end_use})

    def start_list(self, attributes: Attributes) -> None:
        self.list = _List()
        self.numbering.lists[attribute(attributes, "abstractNumId")] = self.list

    def start_use(self, attributes: Attributes) -> None:
        self.in_use = True
        self.use = _Use()
        self.numbering.uses[attribute(attributes, "numId")] = self.use

    def end_use(self) -> None:
        self.in_use = False

    def points_to(self, attributes: Attributes) -> None:
        self.use.list_id = value(attributes)

    def start_override(self, attributes: Attributes) -> None:
        self.override = number(attribute(attributes, "ilvl"))

    def start_at(self, attributes: Attributes) -> None:
        if 0 <= self.override < _LEVELS:
            self.use.starts[self.override] = number(value(attributes), 1)

    def start_level(self, attributes: Attributes) -> None:
        self.level = _Level(start=0)
        index = number(attribute(attributes, "ilvl"))
        if self.in_use:
            self.use.levels[index] = self.level
        else:
            self.list.levels[index] = self.level

    def number_format(self, attributes: Attributes) -> None:
        style = attribute(attributes, "val")
        if style == "custom":  # "001, 002 …" carries its pattern beside
            style = "decimalZero" if attribute(attributes, "format").startswith("0") else "decimal"
        self.level.style = style
