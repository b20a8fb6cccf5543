"""Breaking Japanese text into lines as print does (禁則処理), without losing where each character came from.

A line never begins with 、。） or a small kana and never ends with （ or 「; a Latin word or a number is kept whole where it fits.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len

__all__ = ["break_lines", "wrapped"]

_NOT_AT_START = frozenset("、。，．,.)）」』］】〕〉》！？!?：；:;ーぁぃぅぇぉっゃゅょァィゥェォッャュョヵヶ々・…")
_NOT_AT_END = frozenset("（(「『［【〔〈《")


def break_lines(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of every line of a text; together they cover all of it but the line breaks and blanks that a break swallows.

    >>> [("甲は、個人情報の取扱いを（別記）定める。"[a:b]) for a, b in break_lines("甲は、個人情報の取扱いを（別記）定める。", 26)]
    ['甲は、個人情報の取扱いを', '（別記）定める。']
    """
    width = max(width, 4)
    start = 0
    for line in text.split("\n"):
        yield from ((start + first, start + last) for first, last in _break(line, width))
        start += len(line) + 1


def _break(line: str, width: int) -> Iterator[tuple[int, int]]:
    first = 0
    while True:
        last, used = first, 0
        while last < len(line):
            size = cell_len(line[last])
            if used + size > width:
                break
            used += size
            last += 1
        if last == len(line):
            yield first, last
            return
        end = _back(line, first, last)
        yield first, end
        first = end
        while first < len(line) and line[first] == " ":
            first += 1
        if first == len(line):
            return


def _back(line: str, first: int, last: int) -> int:
    """Return where a line that has to break before ``last`` may break."""
    end = last
    while end > first + 1 and (line[end] in _NOT_AT_START or line[end - 1] in _NOT_AT_END or _inside_word(line, end)):
        end -= 1
    if end > first + 1 or not (line[end] in _NOT_AT_START or line[end - 1] in _NOT_AT_END or _inside_word(line, end)):
        return end
    return last  # a word longer than the line


def _inside_word(line: str, at: int) -> bool:
    return line[at].isascii() and line[at - 1].isascii() and line[at].isalnum() and (line[at - 1].isalnum() or line[at - 1] in "-_./@")


def wrapped(text: str, width: int) -> list[str]:
    """Return the lines of a text."""
    return [text[first:last] for first, last in break_lines(text, width)]
