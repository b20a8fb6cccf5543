"""A guide in Markdown that can be carried out: its numbered steps say which keys are pressed, what is typed, and what is seen then.

In a step ``<kbd>F2</kbd>`` is a key (``×3`` behind it: three times), a code span is typed, bold words are waited for on the screen, and a picture
under ``pictures/`` is the screen at that point.  Whatever else a guide says is prose.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import attrs
from textual.pilot import Pilot

from pictures import settled
from screens import text_of, type_text, until

__all__ = ["Move", "follow", "tasks_of"]

_TASK = re.compile(r"^## (\d+)[.．] *(.+)$", re.MULTILINE)
_STEP = re.compile(r"^\d+\. .*(?:\n(?: {2,}.*)?)*", re.MULTILINE)
_MOVE = re.compile(r"<kbd>(?P<key>[^<]+)</kbd>(?:×(?P<times>\d+))?|`(?P<text>[^`]+)`|\*\*(?P<seen>.+?)\*\*|!\[[^\]]*\]\((?P<picture>pictures/[^)]+)\)")
_KEYS = {"Enter": "enter", "Esc": "escape", "Tab": "tab", "Space": "space", "Del": "delete", "Home": "home", "End": "end", "↑": "up", "↓": "down", "←": "left", "→": "right"}


@attrs.frozen
class Move:
    """One thing that a step says.

    Attributes:
        sort: ``key``, ``text``, ``seen`` or ``picture``.
        value: the key by the application's name, the text, the words, or where the picture lies.
        times: how often a key is pressed.
    """

    sort: str
    value: str
    times: int = 1


def tasks_of(path: Path) -> dict[int, tuple[Move, ...]]:
    """Return the moves of every task of a guide, by its number."""
    text = path.read_text(encoding="utf-8")
    heads = list(_TASK.finditer(text))
    ends = [*(head.start() for head in heads[1:]), len(text)]
    return {int(head.group(1)): tuple(move for step in _STEP.findall(text[head.end() : end]) for move in _moves(step)) for head, end in zip(heads, ends, strict=True)}


def _moves(step: str) -> list[Move]:
    moves = []
    for found in _MOVE.finditer(step):
        sort = str(found.lastgroup if found.lastgroup != "times" else "key")
        value = found.group(sort)
        moves.append(Move(sort, _key(value) if sort == "key" else value, int(found.group("times") or 1)))
    return moves


def _key(name: str) -> str:
    return _KEYS.get(name) or name.lower()


async def follow(pilot: Pilot[None], moves: tuple[Move, ...], keep: Callable[[str], None]) -> None:
    """Carry a task out as a person would, who presses the next key when the screen has come to rest.

    Args:
        pilot: drives the application.
        moves: what the task says.
        keep: is called with the place of a picture when the screen is as it shows.
    """
    app = await settled(pilot)
    for move in moves:
        if move.sort == "key":
            for _ in range(move.times):
                await pilot.press(move.value)
        elif move.sort == "text":
            await type_text(pilot, move.value)
        elif move.sort == "seen":
            await until(pilot, lambda words=move.value: words in text_of(app), 3000)  # type: ignore[misc]
        await settled(pilot)
        if move.sort == "picture":
            keep(move.value)
