"""Real files of every sort, made on the spot: small Word packages from raw XML, PDFs drawn line by line."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest

from vendorrisk.documents import Document, read

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    f'xmlns:r="{OFFICE}" xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)

WordMaker = Callable[..., Path]
PdfMaker = Callable[..., Path]


def relationships(targets: Iterable[tuple[str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="r{at}" Type="{OFFICE}/{sort}" Target="{target}"/>'
        for at, (sort, target) in enumerate(targets)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'


def part(root: str, inner: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {NAMESPACES}>{inner}</w:{root}>'


@pytest.fixture
def word(tmp_path: Path) -> WordMaker:
    """Make a .docx from the XML inside w:body; further parts by keyword (styles, numbering, footnotes, header1 …).

    ``links`` are relationships of a sort to a file in ``extra``; their ids are r0, r1 …
    """

    def make(
        body: str,
        name: str = "契約書.docx",
        extra: dict[str, bytes] | None = None,
        links: Sequence[tuple[str, str]] = (),
        **parts: str,
    ) -> Path:
        path = tmp_path / name
        roots = {
            "styles": "styles",
            "numbering": "numbering",
            "footnotes": "footnotes",
            "endnotes": "endnotes",
        }
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr("[Content_Types].xml", TYPES)
            package.writestr("_rels/.rels", relationships([("officeDocument", "word/document.xml")]))
            package.writestr("word/document.xml", part("document", f"<w:body>{body}</w:body>"))
            targets = list(links)
            for key, inner in parts.items():
                sort = roots.get(key, key.rstrip("0123456789"))
                root = {"header": "hdr", "footer": "ftr"}.get(sort, sort)
                targets.append((sort, f"{key}.xml"))
                package.writestr(f"word/{key}.xml", part(root, inner))
            package.writestr("word/_rels/document.xml.rels", relationships(targets))
            for file, data in (extra or {}).items():
                package.writestr(file, data)
        return path

    return make


@pytest.fixture
def pdf(tmp_path: Path) -> PdfMaker:
    """Make a PDF; every page is a list of (x, y, text), or a function that draws on the canvas."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen import canvas

    pdfmetrics.registerFont(UnicodeCIDFont("HeiseiMin-W3"))

    def make(
        pages: Sequence[Sequence[tuple[float, float, str]] | Callable[[Any], None]],
        name: str = "契約書.pdf",
        size: float = 10,
        **options: Any,
    ) -> Path:
        path = tmp_path / name
        paper = canvas.Canvas(str(path), **options)
        for page in pages:
            paper.setFont("HeiseiMin-W3", size)
            if callable(page):
                page(paper)
            else:
                for x, y, text in page:
                    paper.drawString(x, y, text)
            paper.showPage()
        paper.save()
        return path

    return make


def lines_of(document: Document) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks]


@pytest.fixture
def texts() -> Callable[[Path], list[str]]:
    """Read a file that must be readable and return its blocks as strings."""

    def get(path: Path) -> list[str]:
        document = read(path)
        assert isinstance(document, Document), document
        return lines_of(document)

    return get


@pytest.fixture
def document_of() -> Callable[[Path], Document]:
    """Read a file that must be readable, and check what holds for every document."""

    def get(path: Path) -> Document:
        document = read(path)
        assert isinstance(document, Document), document
        end = -1
        for block in document.blocks:
            assert block.start == end + 1
            assert block.end > block.start
            assert document.text[block.end] == "\n"
            assert "\n" not in document.text[block.start : block.end]
            end = block.end
        assert end + 1 == len(document.text)
        return document

    return get
