"""Parts of a Word file that its text points to: diagrams (SmartArt), and documents that Word reads in when it opens the file.

Their words stand on the page for whoever opens the file, so they are read in their place: diagrams as text boxes, plain text, web pages and
Word files as paragraphs.  Other sorts (rich text, web archives), and what is linked from outside, are said to be unread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

import attrs
from lxml import etree

from vendorrisk.documents._assemble import Piece
from vendorrisk.documents._messages import Refused
from vendorrisk.documents._package import Package, PartError
from vendorrisk.documents._xml import BadXmlError, Element, parsed, qualified
from vendorrisk.text import Where

__all__ = ["Linked"]

_TEXT_OF_DIAGRAM: Final = qualified("a:p")
_DIAGRAMS: Final = "word/diagrams/data"
_T: Final = qualified("a:t")
_WEB_BLOCKS: Final = frozenset(
    ["address", "article", "aside", "blockquote", "body", "br", "caption", "dd", "div", "dl", "dt", "figcaption", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul"]
)
_WEB_UNSEEN: Final = frozenset(("head", "script", "style", "template", "noscript", "textarea", "select", "object"))
_WEB_STRUCK: Final = frozenset(("del", "s", "strike"))


@attrs.frozen
class Linked:
    """What the relationships of the main part lead to.

    Attributes:
        package: the file.
        targets: names of parts inside the file, by the id of the relationship.
        read_word: reads a whole Word file, and says what was noticed in it.
        seen: keys of the notices that are due.
        read: names of the parts that were read.
    """

    package: Package
    targets: dict[str, str]
    read_word: Callable[[bytes, set[str]], list[Piece]]
    seen: set[str]
    read: set[str] = attrs.field(factory=set)

    def diagram(self, reference: str) -> list[Piece]:
        """Return the lines of a diagram; raises nothing, what cannot be read is noted."""
        try:
            root = parsed(self._read(reference))
        except (PartError, BadXmlError):
            self.seen.add("embedded-content")
            return []
        texts = ("".join(text.text or "" for text in paragraph.iter(_T)) for paragraph in root.iter(_TEXT_OF_DIAGRAM))
        return [Piece(text, "text-box") for text in texts if text.strip()]

    def imported(self, reference: str, where: Where) -> list[Piece]:
        """Return the paragraphs of a document that Word reads in; raises nothing, what cannot be read is noted."""
        try:
            data = self._read(reference)
            if data.startswith(b"PK\x03\x04"):
                return [piece._replace(where=where) if piece.where == "body" else piece for piece in self.read_word(data, self.seen)]
            lines = list(self._lines(data))
        except (PartError, BadXmlError, Refused):
            self.seen.add("embedded-content")
            return []
        return [Piece(line, where) for line in lines]

    def _read(self, reference: str) -> bytes:
        name = self.targets.get(reference)
        if name is None:
            raise PartError(f"{reference} leads outside or nowhere")
        self.read.add(name.lower())
        return self.package.read(name)

    def has_unread_diagrams(self) -> bool:
        """Whether the file holds a diagram that no text led to."""
        return any(name.startswith(_DIAGRAMS) and name not in self.read for name in self.package.lowered)

    def _lines(self, data: bytes) -> Iterator[str]:
        from vendorrisk.documents._plain import decode, lay_out
        from vendorrisk.documents._sniff import is_web_page, sniff

        web = is_web_page(data)
        if not web and sniff(data, ".txt") != "text":
            raise PartError("neither text nor a web page")
        text, doubts = decode(data)
        if doubts:
            raise PartError("of doubtful encoding")
        if web:
            yield from self._web_lines(text)
        else:
            text, blocks, struck = lay_out(text)
            if struck:
                self.seen.add("struck-out-text")
            yield from (text[block.start : block.end] for block in blocks)

    def _web_lines(self, text: str) -> Iterator[str]:
        parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
        try:
            root = etree.fromstring(text.encode("utf-8", "replace"), parser)
        except etree.XMLSyntaxError as error:
            raise BadXmlError(str(error)) from error
        self.seen.add("web-page")
        if root is None:
            raise BadXmlError("an empty web page")
        line = ""
        for part, begins in self._web_parts(root):
            if begins:
                if line.strip():
                    yield " ".join(line.split())
                line = ""
            line += part
        if line.strip():
            yield " ".join(line.split())

    def _web_parts(self, element: Element) -> Iterator[tuple[str, bool]]:
        """Yield pieces of text, and whether a line begins with them.  Depth is that of the parser, which stops at 256."""
        name = element.tag if isinstance(element.tag, str) else ""
        style = (element.get("style") or "").replace(" ", "").lower()
        if "display:none" in style or "visibility:hidden" in style or element.get("hidden") is not None:
            self._left_out(element, "hidden-text")
        elif name in _WEB_STRUCK or "line-through" in style:
            self._left_out(element, "struck-out-text")
        elif name not in _WEB_UNSEEN:
            block = name in _WEB_BLOCKS
            if block:
                yield "", True
            yield element.text or "", False
            for child in element:
                yield from self._web_parts(child)
            if block:
                yield "", True
        yield element.tail or "", False

    def _left_out(self, element: Element, key: str) -> None:
        if any(text.strip() for text in element.itertext()):
            self.seen.add(key)
