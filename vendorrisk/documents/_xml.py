"""The only door to lxml: parsing without entities or network, and short names for the tags of Word."""

from __future__ import annotations

from typing import Any, Final

from lxml import etree

__all__ = ["VALUE", "BadXmlError", "Element", "number", "parsed", "qualified", "switched_on", "value"]

Element = etree._Element

_NAMESPACES: Final = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "o": "urn:schemas-microsoft-com:office:office",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
}
# Files saved as "Strict Open XML" use other names for the same things.
_STRICT: Final = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", _NAMESPACES["w"].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", _NAMESPACES["m"].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/main", _NAMESPACES["a"].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/diagram", _NAMESPACES["dgm"].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", _NAMESPACES["r"].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", _NAMESPACES["wp"].encode()),
)
_LARGEST: Final = 2**31
VALUE: Final = f"{{{_NAMESPACES['w']}}}val"


class BadXmlError(ValueError):
    """Not well-formed, or with a document type declaration."""


def qualified(name: str) -> str:
    """Return the full form of a prefixed name.

    >>> qualified("mc:Choice")
    '{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice'
    """
    prefix, _, local = name.partition(":")
    return f"{{{_NAMESPACES[prefix]}}}{local}"


def parsed(data: bytes) -> Element:
    """Parse one part of a package; raises `BadXmlError`.

    A document type declaration, the door for entity bombs and outside references, has no place in a Word
    file and ends the reading.
    """
    if b"//purl.oclc.org/ooxml/" in data[:8192]:
        for strict, transitional in _STRICT:
            data = data.replace(strict, transitional)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise BadXmlError(str(error)) from error
    information: Any = root.getroottree().docinfo
    if information.doctype:
        raise BadXmlError("document type declaration")
    return root


def value(element: Element) -> str:
    """Return the value of `w:val`, "" when there is none."""
    return element.get(VALUE) or ""


def switched_on(element: Element) -> bool:
    """Whether a toggle such as `w:vanish` is on; without a value it is."""
    return element.get(VALUE) not in ("0", "false", "off")


def number(text: str | None, default: int = 0) -> int:
    """Return a number written in an attribute, the default where it is none or larger than Word knows."""
    try:
        found = int(text or "")
    except ValueError:
        return default
    return found if -_LARGEST <= found <= _LARGEST else default
