"""One way in: a path becomes a document, or a refusal that says why and what to do.

Whatever a file holds, nothing but these two ever comes out; a broken file among ten thousand costs one line.
"""

from __future__ import annotations

import errno
import gc
import hashlib
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from vendorrisk.documents._limits import Limits
from vendorrisk.documents._messages import Refused, notice, refused
from vendorrisk.documents._model import Document, Refusal, RefusalCode
from vendorrisk.documents._sniff import sniff
from vendorrisk.model import Bilingual, system_reason

if TYPE_CHECKING:
    from vendorrisk.documents._pdf import Recognise

__all__ = ["CONVERTED_SUFFIXES", "SUPPORTED_SUFFIXES", "file_bytes", "read", "read_text"]

SUPPORTED_SUFFIXES: Final = frozenset({".docx", ".docm", ".pdf", ".txt"})
"""Suffixes worth opening when a folder is walked; what a file really is, its bytes say."""
CONVERTED_SUFFIXES: Final = frozenset({".doc", ".rtf", ".odt", ".fodt"})
"""Further ones where LibreOffice may convert."""

_ABSENT: Final = {errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.ELOOP, errno.EINVAL}


def read(
    path: Path | str,
    *,
    limits: Limits | None = None,
    ocr: bool = False,
    convert: bool = False,
    progress: Callable[[int, int], None] | None = None,
    recognising: Callable[[int, int], None] | None = None,
) -> Document | Refusal:
    """Read a .docx, .pdf or .txt file; bad input never raises.

    >>> answer = read("no such file.docx")
    >>> str(answer.code)
    'not-found'

    Args:
        path: the file.
        limits: bounds on size; the defaults are far above any contract.
        ocr: read scanned pages of a PDF with Tesseract, where it is installed; seconds a page.
        convert: read .doc, .rtf and .odt files through LibreOffice, where it is installed.
        progress: called with (pages read, pages) every now and then while a long PDF is read.
        recognising: called with (page, pages) before each scanned page is recognised, counted from 1.
    """
    place = Path(path)
    limits = limits or Limits()
    digest: str | None = None
    try:
        data = file_bytes(place, limits)
        digest = hashlib.sha256(data).hexdigest()
        with _no_collection():
            recognise = _recogniser(limits, recognising) if ocr else None
            try:
                document = _document(place, data, digest, limits, progress, recognise)
            except Refused as refusal:
                if not convert or not refusal.format_name:
                    raise
                document = _converted(place, data, digest, limits, refusal)
            return _checked(document, limits)
    except Refused as refusal:
        return Refusal(place, refusal.code, refusal.message, digest)
    except MemoryError:
        answer = refused("too-large", "memory")
    except Exception as error:
        # The last net: no file whatever may end a run over thousands of others.
        answer = refused("failed", type(error).__name__)
    return Refusal(place, answer.code, answer.message, digest)


def read_text(text: str, name: str = "") -> Document:
    """Return a document made of text that is already at hand; each line becomes a block.

    >>> document = read_text("第1条 乙は、秘密を守らなければならない。")
    >>> document.text[document.blocks[0].start : document.blocks[0].end]
    '第1条 乙は、秘密を守らなければならない。'

    Args:
        text: the words of the contract.
        name: how to call it in reports.
    """
    from vendorrisk.documents._plain import lay_out

    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    if not text.isascii():
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # half a character is none
    text, blocks, struck = lay_out(text)
    return Document(
        Path(name),
        digest,
        "txt",
        text,
        blocks,
        notices=(notice("struck-out-text"),) if struck else (),
    )


@contextmanager
def _no_collection() -> Iterator[None]:
    """Reading makes thousands of small objects and no cycles; looking for some costs a tenth of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def file_bytes(path: Path, limits: Limits) -> bytes:
    """Return the bytes of an ordinary file that is not too large; raises `Refused`."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise refused("directory")
        if not stat.S_ISREG(status.st_mode):
            raise refused("special-file")
        if status.st_size > limits.max_bytes:
            raise refused("too-large", f"{status.st_size / 1_000_000:.0f} MB")
        data = path.read_bytes()
    except PermissionError as error:
        raise refused("not-permitted") from error
    except OSError as error:
        if error.errno in _ABSENT:
            raise refused("not-found") from error
        raise refused("in-use", system_reason(error)) from error
    except ValueError as error:  # a NUL character in the name
        raise refused("not-found") from error
    return data


def _recogniser(limits: Limits, recognising: Callable[[int, int], None] | None) -> Recognise:
    from vendorrisk.documents._ocr import recognise_pages

    return partial(recognise_pages, limits=limits, progress=recognising)


def _converted(path: Path, data: bytes, digest: str, limits: Limits, refusal: Refused) -> Document:
    """Read what was refused for its format after LibreOffice has converted it; other formats stay refused."""
    from vendorrisk.documents._convert import convert, convertible
    from vendorrisk.documents._docx import read_docx

    format_name = convertible(refusal.format_name)
    if format_name is None:
        raise refusal
    document = read_docx(path, convert(data, format_name, limits), digest, limits)
    told = notice("converted", "." + format_name)
    return attrs.evolve(document, format=format_name, notices=(told, *document.notices))


def _checked(document: Document, limits: Limits) -> Document:
    if not document.blocks:
        raise refused("empty")
    if len(document.text) > limits.max_characters:
        size = Bilingual("{0:,}字", "{0:,} characters").format(len(document.text))
        raise Refused(RefusalCode.TOO_LARGE, refused("too-large", size).message)
    return document


def _document(
    path: Path,
    data: bytes,
    digest: str,
    limits: Limits,
    progress: Callable[[int, int], None] | None,
    recognise: Recognise | None,
) -> Document:
    sort = sniff(data, path.suffix.lower())
    if sort == "package":
        from vendorrisk.documents._docx import read_docx

        document = read_docx(path, data, digest, limits)
    elif sort == "pdf":
        from vendorrisk.documents._pdf import read_pdf

        document = read_pdf(path, data, digest, limits, progress, recognise)
    else:
        from vendorrisk.documents._plain import decode, lay_out

        text, notices = decode(data)
        text, blocks, struck = lay_out(text)
        if struck:
            notices.append(notice("struck-out-text"))
        document = Document(path, digest, "txt", text, blocks, notices=tuple(notices))
    return document
