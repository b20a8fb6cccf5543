"""Reads back what stands at a place, with other programs than ours: pypdfium2's text in boxes, python-docx's runs."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from vendorrisk.documents import Document, PdfPlace, Place, Rectangle, WordPlace, find_places
from vendorrisk.text import fold_text

SENTENCE = re.compile(r"[^。]*[^。\s][^。]*。?")


def bare(text: str) -> str:
    """Folded, without any space: what two spellings of the same words have in common."""
    return re.sub(r"\s", "", fold_text(text))


def places_of(document: Document, quote: str) -> tuple[Place, ...]:
    """Find the places of words, which may run over lines."""
    pattern = r"\s*".join(map(re.escape, re.sub(r"\s", "", quote)))
    found = re.search(pattern, document.text)
    assert found is not None, quote
    return find_places(document, [found.span()])[0]


def sentences(document: Document) -> Iterator[tuple[int, int]]:
    """Give the offsets of every sentence of every block, and of every block with the one behind it."""
    for block in document.blocks:
        for match in SENTENCE.finditer(document.text, block.start, block.end):
            yield match.span()
    for block, following in zip(document.blocks, document.blocks[1:], strict=False):
        yield block.start, following.end


def text_in_boxes(path: Path, places: Iterable[Place]) -> str:
    """Return the text that pypdfium2 finds in the boxes, one after the other."""
    import pypdfium2

    found = []
    with pypdfium2.PdfDocument(str(path)) as pdf:
        for place in places:
            assert isinstance(place, PdfPlace)
            page = pdf[place.page - 1]
            assert place.size is not None
            assert [round(length, 2) for length in place.size] == [round(length, 2) for length in page.get_size()]
            text = page.get_textpage()
            found += [text.get_text_bounded(*on_paper(page, box)) for box in place.boxes]
    return "".join(found)


def on_paper(page: object, box: Rectangle) -> tuple[float, float, float, float]:
    """Turn a rectangle of the page as it is shown into left, bottom, right, top of the page's own coordinates."""
    left, bottom, right, top = page.get_cropbox()  # type: ignore[attr-defined]
    turned = {
        0: (left + box.left, top - box.bottom, left + box.right, top - box.top),
        90: (left + box.top, bottom + box.left, left + box.bottom, bottom + box.right),
        180: (right - box.right, bottom + box.top, right - box.left, bottom + box.bottom),
        270: (right - box.bottom, top - box.right, right - box.top, top - box.left),
    }
    return turned[page.get_rotation()]  # type: ignore[attr-defined]


def text_in_runs(path: Path, places: Iterable[Place]) -> str:
    """Return the characters that python-docx finds at the positions, one after the other."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import parse_xml

    found = []
    with zipfile.ZipFile(path) as package:
        for place in places:
            assert isinstance(place, WordPlace)
            root = parse_xml(package.read(place.part))
            paragraph = list(root.iter(qn("w:p")))[place.paragraph]
            runs = list(paragraph.iter(qn("w:r")))
            for span in place.runs:
                found.append((runs[span.run].text or "")[span.start : span.end])
                assert len(found[-1]) == span.end - span.start > 0
    return "".join(found)
