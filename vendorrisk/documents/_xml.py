"""One way to walk the XML of Word: expat, no tree, no recursion, no entities.

A tree of a 100-page contract costs as much as everything else together; callbacks for the few elements that matter
do not.  Expat never fetches anything, and a document type declaration (the door for entity bombs) ends the reading.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from xml.parsers import expat

__all__ = [
    "Attributes",
    "BadXml",
    "attribute",
    "number",
    "on",
    "parse",
    "parser_for",
    "qualified",
    "switched_on",
    "value",
]

Attributes = list[str]
"""Name, value, name, value … as expat hands them over, names with their namespace in front."""

_W: Final = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_NAMESPACES: Final[Mapping[str, tuple[str, ...]]] = {
    "w": _W,
    "m": (
        "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "http://purl.oclc.org/ooxml/officeDocument/math",
    ),
    "mc": ("http://schemas.openxmlformats.org/markup-compatibility/2006",),
    "o": ("urn:schemas-microsoft-com:office:office",),
    "rel": ("http://schemas.openxmlformats.org/package/2006/relationships",),
}


class BadXml(ValueError):
    """Not well-formed, or with a document type declaration."""


def qualified(name: str) -> tuple[str, ...]:
    """Return every form of a name: transitional and strict.

    >>> qualified("mc:Choice")
    ('http://schemas.openxmlformats.org/markup-compatibility/2006 Choice',)
    """
    prefix, _, local = name.partition(":")
    return tuple(f"{namespace} {local}" for namespace in _NAMESPACES[prefix])


def on(handlers: Mapping[str, Any]) -> dict[str, Any]:
    """Return a table of handlers by qualified name, ready for the parser."""
    return {full: handler for name, handler in handlers.items() for full in qualified(name)}


def parser_for() -> expat.XMLParserType:
    """Return a parser that refuses document type declarations."""
    parser = expat.ParserCreate(None, " ")
    parser.ordered_attributes = True
    parser.buffer_text = True

    def refuse_doctype(*_: object) -> None:
        raise BadXml("document type declaration")

    parser.StartDoctypeDeclHandler = refuse_doctype
    return parser


def parse(parser: expat.XMLParserType, data: bytes) -> None:
    """Run the parser over a part; raises `BadXml`."""
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError) as error:
        raise BadXml(str(error)) from error


def value(attributes: Attributes) -> str:
    """Return the value of `w:val`, "" when there is none."""
    if len(attributes) == 2:
        return attributes[1]
    return attribute(attributes, "val")


def attribute(attributes: Attributes, local: str) -> str:
    """Return an attribute by its local name, "" when there is none."""
    suffix = " " + local
    for at in range(0, len(attributes), 2):
        name = attributes[at]
        if name == local or name.endswith(suffix):
            return attributes[at + 1]
    return ""


def switched_on(attributes: Attributes) -> bool:
    """Whether a toggle such as `w:vanish` is on; without a value it is."""
    return value(attributes) not in ("0", "false", "off")


def number(text: str, default: int = 0) -> int:
    """Return a number written in an attribute, the default where it is none."""
    try:
        return int(text)
    except ValueError:
        return default
