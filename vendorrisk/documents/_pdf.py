"""PDF files: pages through pdfium, one closed before the next is opened, then the lines put into reading order.

Memory stays bounded however long the file is, and a page that cannot be read costs only itself.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vendorrisk.documents._assemble import assemble
from vendorrisk.documents._limits import Limits
from vendorrisk.documents._messages import Refused, notice, ocr_hint, refused
from vendorrisk.documents._model import Document, Notice, RefusalCode
from vendorrisk.documents._pdf_forms import Forms
from vendorrisk.documents._pdf_layers import layers_off
from vendorrisk.documents._pdf_layout import look_closer
from vendorrisk.documents._pdf_lines import pieces_of
from vendorrisk.documents._pdf_margins import take_margins
from vendorrisk.documents._pdf_page import Page, read_page
from vendorrisk.documents._pdfium import pdfium

if TYPE_CHECKING:
    from vendorrisk.documents._ocr import Outcome

    Recognise = Callable[[Any, list[Page]], Outcome | None]

__all__ = ["read_pdf"]

_PASSWORD, _SECURITY = 4, 5
_STEP = 50  # pages between two words on the progress

Progress = Callable[[int, int], None]


def read_pdf(
    path: Path, data: bytes, digest: str, limits: Limits, progress: Progress | None = None, recognise: Recognise | None = None
) -> Document:
    """Read a PDF file; pages without usable text are handed to `recognise`.  Raises `Refused`."""
    try:
        return _read(path, data, digest, limits, progress, recognise)
    except Refused as refusal:
        if refusal.code is not RefusalCode.CORRUPT:
            raise
        from vendorrisk.documents._pdf_second import read_damaged

        document = read_damaged(path, data, digest, limits)
        if document is None:
            raise
        return document


def _read(
    path: Path, data: bytes, digest: str, limits: Limits, progress: Progress | None, recognise: Recognise | None
) -> Document:
    library = pdfium()
    handle = library.FPDF_LoadMemDocument64(data, ctypes.c_size_t(len(data)), None)
    if not handle:
        raise refused(
            "encrypted-pdf" if library.FPDF_GetLastError() in (_PASSWORD, _SECURITY) else "corrupt-pdf"
        )
    try:
        count = library.FPDF_GetPageCount(handle)
        if count <= 0:
            raise refused("corrupt-pdf")
        if count > limits.max_pages:
            raise refused("too-large", f"{count:,} pages")
        pages, unread = _pages(library, handle, count, layers_off(data), progress)
        margins = _usable(pages)
        pictures = [page for page in pages if page.garbled or _is_picture(page)]
        outcome = recognise(handle, pictures) if recognise is not None and pictures else None
        if outcome is not None:
            margins += take_margins([page for page in pictures if page.by_ocr])
        attachments = library.FPDFDoc_GetAttachmentCount(handle) > 0
    finally:
        library.FPDF_CloseDocument(handle)
    if not pages:
        raise refused("corrupt-pdf")
    return _document(path, digest, count, pages, unread, margins, outcome, attachments=attachments)


def _pages(
    library: Any, handle: Any, count: int, off: frozenset[str], progress: Progress | None
) -> tuple[list[Page], list[int]]:
    pages: list[Page] = []
    unread: list[int] = []
    forms = Forms(library, handle)
    finish = partial(look_closer, off=off) if off else look_closer
    try:
        for index in range(count):
            if progress is not None and index and index % _STEP == 0:
                progress(index, count)
            page_handle = library.FPDF_LoadPage(handle, index)
            if not page_handle:
                unread.append(index + 1)
                continue
            try:
                pages.append(read_page(page_handle, index + 1, finish, forms))
            finally:
                library.FPDF_ClosePage(page_handle)
    finally:
        forms.close()
    return pages, unread


def _usable(pages: list[Page]) -> tuple[tuple[str, int | None, str], ...]:
    """Leave on the pages what can be read as text of the document; return running headers and the like."""
    for page in pages:
        if page.garbled:
            page.lines = []
    return take_margins(pages)


def _is_picture(page: Page) -> bool:
    return not page.lines and not page.garbled and bool(page.images or page.paths)


def _document(
    path: Path,
    digest: str,
    count: int,
    pages: list[Page],
    unread: list[int],
    margins: tuple[tuple[str, int | None, str], ...],
    outcome: Outcome | None,
    *,
    attachments: bool,
) -> Document:
    garbled = [page.number for page in pages if page.garbled]
    blank = [page.number for page in pages if _is_picture(page)]
    hint = ocr_hint(tried=outcome is not None) if blank or garbled else None
    pieces = list(pieces_of(pages))
    text, blocks = assemble(pieces)
    if not blocks:
        if garbled:
            raise refused("garbled", hint)
        raise refused("no-text", hint) if blank else refused("corrupt-pdf" if unread else "empty")
    notices: list[Notice] = []
    if blank:
        notices.append(notice("pages-without-text", hint, pages=tuple(blank)))
    if garbled:
        notices.append(notice("garbled-pages", hint, pages=tuple(garbled)))
    for key, numbers in (
        ("partial-pages", unread),
        ("recognised", outcome.read if outcome else []),
        ("recognised-badly", outcome.doubtful if outcome else []),
        ("vertical-text", [page.number for page in pages if page.vertical]),
        ("hidden-text", [page.number for page in pages if page.hidden]),
        ("struck-out-text", [page.number for page in pages if page.struck]),
        ("notes", [page.number for page in pages if page.notes]),
        ("ocr", [page.number for page in pages if page.recognised and page.lines]),
    ):
        if numbers:
            notices.append(notice(key, pages=tuple(numbers)))
    if attachments:
        notices.append(notice("attachments"))
    origins = tuple(piece.origin for piece in pieces)
    return Document(path, digest, "pdf", text, blocks, margins, count, tuple(notices), origins)
