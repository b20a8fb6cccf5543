"""Report files read back the way their readers do: HTML by lxml, Word by our own reader, Excel by openpyxl."""

from __future__ import annotations

import base64
import itertools
import re
from pathlib import Path
from typing import Any

import lxml.html
import openpyxl

import vendorrisk

_OUTSIDE = re.compile(r"[a-z]+:|//|@import|url\(", re.I)
_STYLED_OUTSIDE = re.compile(r"//|@import|url\(|expression", re.I)
_PICTURE = "data:image/png;base64,"


def html_of(path: Path) -> Any:
    """Return the tree of a report, having proved that it asks nothing of anybody and that its inner links lead somewhere."""
    source = path.read_text(encoding="utf-8")
    tree: Any = lxml.html.fromstring(source)
    for element in tree.iter():
        assert element.tag not in ("script", "link", "iframe", "object", "embed", "form", "base", "video", "audio"), element.tag
        for name, value in element.attrib.items():
            assert not name.startswith("on"), name
            if name in ("src", "href", "action", "data", "srcset", "background"):
                if element.tag == "img" and name == "src" and value.startswith(_PICTURE):
                    assert base64.b64decode(value[len(_PICTURE) :], validate=True)[:4] == b"\x89PNG"
                    continue
                assert not _OUTSIDE.search(value), (name, value[:80])
    assert not _STYLED_OUTSIDE.search("".join(style.text or "" for style in tree.iter("style")) + "".join(tree.xpath("//@style")))
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in tree.xpath("//a/@href")} <= set(ids)
    assert tree.get("lang") in ("ja", "en")
    for table in tree.iter("table"):
        assert table.findtext("caption")
        assert all(head.get("scope") for head in table.iter("th"))
    assert all(picture.get("alt") for picture in tree.iter("img"))
    levels = [int(element.tag[1]) for element in tree.iter() if isinstance(element.tag, str) and re.fullmatch("h[1-6]", element.tag)]
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(levels)), levels
    return tree


def text_of(path: Path) -> str:
    """Return every word of a report, in whatever format, without blanks."""
    if path.suffix == ".html":
        tree = html_of(path)
        for style in list(tree.iter("style")):
            style.drop_tree()
        return squeezed(tree.text_content() + "".join(tree.xpath("//@alt")))
    if path.suffix == ".docx":
        document = vendorrisk.read(path)
        assert isinstance(document, vendorrisk.Document), document
        assert document.notices == ()
        return squeezed(document.text)
    return squeezed("\n".join(str(value) for rows in sheets_of(path).values() for row in rows for value in row if value is not None))


def sheets_of(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return the values of a workbook by sheet, having proved that none is a formula."""
    book = openpyxl.load_workbook(path)
    for sheet in book:
        assert sheet.freeze_panes, sheet.title
        assert sheet.auto_filter.ref, sheet.title
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row), sheet.title
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def squeezed(text: str) -> str:
    return "".join(text.split())
