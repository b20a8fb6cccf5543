"""Which key or table each line of a TOML file begins: what comments stand at, and where a fault is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

__all__ = ["Line", "line_of", "outline"]

_HEADER = re.compile(r"\s*\[(\[?)\s*([^\[\]]+?)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(r"\s*([A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*')\s*=\s*(.*)$")


@attrs.frozen
class Line:
    """One line of a file.

    Attributes:
        raw: as it is written, without the line break.
        path: the key or table that it begins, such as ``subcontracts[1].decided_on``; "" when it begins none.
        comment: its comment with the ``#``, or "".
        opens_text: whether a text of several lines begins here.
    """

    raw: str
    path: str = ""
    comment: str = ""
    opens_text: bool = False


def line_of(text: str, field: str) -> int | None:
    """Return the line, from 1, on which a field is written; that of the table it belongs to when the key is absent.

    >>> line_of('title = "x"\\n[[subcontracts]]\\nkey = "1"\\n[[subcontracts]]\\nkey = "2"\\n', "subcontracts[1].key")
    5
    """
    wanted = field.split(".")
    best = (0, 0)
    for number, line in enumerate(outline(text), 1):
        path = line.path.split(".") if line.path else []
        fits = len(path) <= len(wanted) and all(mine in (asked, asked.partition("[")[0]) for mine, asked in zip(path, wanted, strict=False))
        if fits and len(path) > best[0]:
            best = len(path), number
    return best[1] or None


def outline(text: str) -> Iterator[Line]:
    """Yield every line of a TOML file with what it begins; lines inside a long text begin nothing and have no comment."""
    table = ""
    seen: dict[str, int] = {}
    closing = ""
    depth = 0
    for raw in text.removesuffix("\n").split("\n"):
        if closing:
            closing = "" if closing in raw else closing
            yield Line(raw)
            continue
        if depth > 0:
            change, comment = _depth(raw)
            depth += change
            yield Line(raw, comment=comment)
            continue
        header = _HEADER.match(raw)
        key = _KEY.match(raw)
        if header:
            name = header[2].replace(" ", "")
            if header[1]:
                seen[name] = seen.get(name, -1) + 1
            table = ".".join(_numbered(name.split("."), seen))
            yield Line(raw, table, header[3] or "")
        elif key:
            path = f"{table}.{key[1]}" if table else key[1]
            quote = next((quote for quote in ('"""', "'''") if key[2].startswith(quote)), "")
            if quote:
                closing = "" if quote in key[2][3:] else quote
                yield Line(raw, path, opens_text=bool(closing))
            else:
                change, comment = _depth(key[2])
                depth = max(0, change)
                yield Line(raw, path, comment)
        else:
            yield Line(raw, comment=_depth(raw)[1])


def _numbered(steps: list[str], seen: dict[str, int]) -> Iterator[str]:
    """Yield the steps of a table's name, each with its place where it is one of several."""
    for end in range(1, len(steps) + 1):
        name = ".".join(steps[:end])
        yield f"{steps[end - 1]}[{seen[name]}]" if name in seen else steps[end - 1]


def _depth(text: str) -> tuple[int, str]:
    """Return by how many brackets a line goes deeper, outside of strings, and its comment."""
    depth = 0
    quote = ""
    escaped = False
    for place, letter in enumerate(text):
        if quote:
            if escaped:
                escaped = False
            elif letter == "\\" and quote == '"':
                escaped = True
            elif letter == quote:
                quote = ""
        elif letter in "\"'":
            quote = letter
        elif letter == "#":
            return depth, text[place:].strip()
        elif letter in "[{":
            depth += 1
        elif letter in "]}":
            depth -= 1
    return depth, ""
