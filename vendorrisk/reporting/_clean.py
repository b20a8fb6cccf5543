"""Text of strangers made fit to be shown: no control characters, nothing that turns the direction of writing, no halves of characters."""

from __future__ import annotations

import re

__all__ = ["clean", "flat"]

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff\U000e0000-\U000e007f]")
_BREAK = re.compile(r"[ \t]*[\r\n\u2028\u2029]\s*")
_GLUED = re.compile(r"(?<=[^\x00-\x7f])[ \t]*[\r\n\u2028\u2029]\s*(?=[^\x00-\x7f])")


def clean(text: str) -> str:
    r"""Return a text in which every character that must not be shown is the replacement character.

    >>> clean("a\x1b[2J\u202eb&<>")
    'a�[2J�b&<>'
    """
    return _UNFIT.sub("\ufffd", text)


def flat(text: str) -> str:
    r"""Return a text as one line: line breaks fall away between Japanese characters, elsewhere they become spaces.

    >>> flat("乙は、秘密を\n守る。\nThe vendor\nkeeps it.")
    '乙は、秘密を守る。 The vendor keeps it.'
    """
    return clean(_BREAK.sub(" ", _GLUED.sub("", text)).replace("\t", " "))
