"""Automatic numbering of Word, resolved to what the page shows.

第7条 is nowhere in the text of most Word contracts: it is a counter in numbering.xml.  A reader that loses it cannot
say which article proves a requirement.
"""

from __future__ import annotations

import re
from typing import Final

import attrs

from vendorrisk.documents._numerals import numeral
from vendorrisk.documents._xml import Element, number, parsed, qualified, switched_on, value

__all__ = ["Numbering", "read_numbering"]

_LEVELS: Final = 9
_PLACE: Final = re.compile(r"%([1-9])")
_ILVL: Final = qualified("w:ilvl")
_FORMAT: Final = qualified("w:format")
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
class _Plan:
    """What counting on one level of one use means, worked out once: contracts repeat it a thousand times."""

    use: _Use
    counters: list[int | None]
    starts: list[int]
    restarts: list[int]
    pattern: str
    places: list[tuple[int, str, str]]
    space: str
    fixed: str | None


_UNPLANNED: Final = _Plan(_Use(), [], [], [], "", [], "", "")


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
    _plans: dict[tuple[str, int], _Plan | None] = attrs.field(factory=dict)

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
        plan = self._plans.get((use_id, index), _UNPLANNED)
        if plan is _UNPLANNED:
            plan = self._plans[use_id, index] = self._plan(use_id, index)
        if plan is None:
            return ""
        counters = plan.counters
        if not plan.use.used:
            plan.use.used = True
            for overridden in plan.use.starts:
                counters[overridden] = None
        current = counters[index]
        if current is None:
            counters[index] = plan.starts[index]
            for above in range(index):
                if counters[above] is None:
                    counters[above] = plan.starts[above]
        else:
            counters[index] = current + 1
        for below in plan.restarts:
            counters[below] = None
        if plan.fixed is not None:
            return plan.fixed
        label = plan.pattern
        for place, sign, style in plan.places:
            count = counters[place]
            label = label.replace(sign, numeral(plan.starts[place] if count is None else count, style))
        return label + plan.space

    def _plan(self, use_id: str, index: int) -> _Plan | None:
        use = self.uses.get(use_id)
        found = self._list_of(use_id)
        if use is None or found is None or not 0 <= index < _LEVELS:
            return None
        levels = [use.levels.get(at) or found.levels.get(at) or _Level() for at in range(_LEVELS)]
        level = levels[index]
        pattern = level.text or ""
        places = sorted({int(digit) - 1 for digit in _PLACE.findall(pattern)})
        if level.style == "bullet":
            pattern, places = _SIGNS.sub("・", pattern), []
        styles = ["decimal" if level.legal and at.style != "none" else at.style for at in levels]
        wide = pattern[-1:] > "\u2fff" or (
            pattern[-2:-1] == "%"
            and bool(places)
            and numeral(1, styles[int(pattern[-1]) - 1])[-1:] > "\u2fff"
        )
        space = "" if not pattern or level.suffix == "nothing" else "　" if wide else " "
        return _Plan(
            use=use,
            counters=found.counters,
            starts=[use.starts.get(at, levels[at].start) for at in range(_LEVELS)],
            # Without a rule a level restarts after any level above it; 0 = never; n = only after level n or above.
            restarts=[
                at for at in range(index + 1, _LEVELS) if (rule := levels[at].restart) is None or index < rule
            ],
            pattern=pattern,
            places=[(at, f"%{at + 1}", styles[at]) for at in places],
            space=space,
            fixed=None if places else pattern + space,
        )

    def _list_of(self, use_id: str) -> _List | None:
        for _ in range(4):  # a list may point to a style, which points to another list
            use = self.uses.get(use_id)
            found = self.lists.get(use.list_id) if use else None
            if found is None or not found.linked_style or found.levels:
                return found
            use_id = self.style_numbers.get(found.linked_style, "")
        return None


def read_numbering(data: bytes) -> Numbering:
    """Read numbering.xml; raises `BadXmlError`."""
    root = parsed(data)
    numbering = Numbering()
    for element in root.iterchildren(qualified("w:abstractNum")):
        found = _List()
        for child in element:
            if child.tag == _LVL:
                found.levels[number(child.get(_ILVL))] = _read_level(child)
            elif child.tag == _STYLE_LINK:
                found.linked_style = value(child)
        numbering.lists[element.get(qualified("w:abstractNumId")) or ""] = found
    for element in root.iterchildren(qualified("w:num")):
        use = _Use()
        for child in element:
            if child.tag == _LIST_ID:
                use.list_id = value(child)
            elif child.tag == _OVERRIDE:
                index = number(child.get(_ILVL))
                for part in child:
                    if part.tag == _START_OVERRIDE and 0 <= index < _LEVELS:
                        use.starts[index] = number(value(part), 1)
                    elif part.tag == _LVL:
                        use.levels[index] = _read_level(part)
        numbering.uses[element.get(qualified("w:numId")) or ""] = use
    return numbering


_LVL: Final = qualified("w:lvl")
_STYLE_LINK: Final = qualified("w:numStyleLink")
_LIST_ID: Final = qualified("w:abstractNumId")
_OVERRIDE: Final = qualified("w:lvlOverride")
_START_OVERRIDE: Final = qualified("w:startOverride")


def _read_level(element: Element) -> _Level:
    level = _Level(start=0)
    for child in element.iter():
        name = child.tag.rpartition("}")[2]
        if name == "start":
            level.start = number(value(child))
        elif name == "numFmt":
            level.style = value(child)
            if level.style == "custom":  # "001, 002 …" carries its pattern beside
                level.style = "decimalZero" if (child.get(_FORMAT) or "").startswith("0") else "decimal"
        elif name == "lvlText":
            level.text = value(child)
        elif name == "suff":
            level.suffix = value(child)
        elif name == "isLgl":
            level.legal = switched_on(child)
        elif name == "lvlRestart":
            level.restart = number(value(child))
        elif name == "pStyle":
            level.paragraph_style = value(child)
    return level
