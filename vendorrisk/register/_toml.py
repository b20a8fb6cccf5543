"""Text of a record's file to plain values, or to the line where it stops being TOML.

rtoml reads in a fifth of tomllib's time; where it refuses, tomllib decides and names the place.
"""

from __future__ import annotations

import re
import tomllib
from typing import Any

import rtoml

from vendorrisk.model import Bilingual, Problem

__all__ = ["parse"]

_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")


def parse(content: bytes, file: str) -> dict[str, Any] | Problem:
    """Return the values of a TOML file, or the problem that keeps it from being read.

    >>> parse(b'title = 1', "a.toml")
    {'title': 1}
    >>> problem = parse(b"title = 1\\nend = 2026-02-30", "a.toml")
    >>> problem.code, problem.line
    ('toml', 2)
    """
    try:
        text = content.decode().removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return Problem("", "", "encoding", Bilingual("UTF-8で書かれていません。UTF-8で保存し直してください。", "not UTF-8; save it as UTF-8."), file=file, line=line)
    try:
        return dict(rtoml.loads(text))
    except rtoml.TomlParsingError:
        try:
            return tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            place = _PLACE.search(str(error))
            at = int(place[1]) if place else text.count("\n") + 1
            what = _PLACE.sub("", str(error)).strip()
            return Problem(
                "", "", "toml", Bilingual(f"TOMLとして読めません（{what}）。この行を直してください。", f"not valid TOML ({what}); mend this line."), file=file, line=at
            )

