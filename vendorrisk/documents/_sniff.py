"""What a file is, by its bytes: names lie, and a renamed file must be told apart from a broken one."""

from __future__ import annotations

import re
import struct
from typing import Final, Literal

from vendorrisk.documents._messages import Refused, refused, unsupported

__all__ = ["Sort", "is_web_page", "of_unreadable_package", "sniff"]

Sort = Literal["pdf", "package", "text"]

_SIGNATURES: Final = (
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"II+\x00", "image"),
    (b"\x00\x00\x00\x0cjP  ", "image"),
    (b"\xff\x4f\xff\x51", "image"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!\x1a\x07", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ\x00", "archive"),
    (b"MSCF\x00\x00\x00\x00", "archive"),
    (b"PK\x07\x08", "archive"),
    (b"%!PS", "postscript"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"\x60\x0e\x82\x82", "xdw"),
)
# Names of streams inside an OLE compound file tell the program; encrypted Office files hide in one, too.
_STREAMS: Final = (
    ("EncryptedPackage", None),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
    ("DocumentText", "jtd"),
    ("JSRV_SegmentInformation", "jtd"),
    ("__properties_version1.0", "email"),
)
_SUFFIXES: Final = {
    ".xdw": "xdw", ".xbd": "xdw", ".jtd": "jtd", ".jtt": "jtd", ".doc": "doc", ".xls": "xls", ".ppt": "ppt",
    ".lzh": "archive",
}  # fmt: skip
_MIMETYPES: Final = (
    (b"application/vnd.oasis.opendocument.text", "odt"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "ods"),
    (b"application/vnd.oasis.opendocument.presentation", "odp"),
    (b"application/vnd.oasis.opendocument", "odt"),
    (b"application/epub+zip", "epub"),
)
_HTML: Final = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_EMAIL: Final = re.compile(
    rb"(?:From |(?:Received|Return-Path|Delivered-To|MIME-Version|Message-ID|X-[\w-]+|From|Date|To|Subject): )[^\n]*\n"
    rb"(?:[\w-]+: [^\n]*\n|[ \t][^\n]*\n){2,}",
    re.I,
)
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def sniff(data: bytes, suffix: str) -> Sort:
    """Return what a file is, or raise the refusal that names it.

    The suffix only chooses the words where the bytes say nothing.
    """
    head = data[:4096]
    if not data.strip(b" \t\r\n\x00"):
        raise refused("empty")
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "package"
    if head.startswith(_OLE):
        raise _compound(data)
    for signature, name in _SIGNATURES:
        if head.startswith(signature):
            raise unsupported(name)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        raise unsupported("image")
    if head[:2] == b"BM" and b"\x00\x00\x00\x00" in head[4:12]:
        raise unsupported("image")
    if head[4:8] == b"ftyp" and head[8:12] in (b"heic", b"heix", b"mif1", b"avif"):
        raise unsupported("image")
    if head[2:4] == b"-l" and head[6:7] == b"-":  # LHA: size and checksum, then "-lh5-"
        raise unsupported("archive")
    _refuse_markup(head)
    return _text_or_binary(data, suffix)


def is_web_page(data: bytes) -> bool:
    """Whether bytes begin as HTML does."""
    return _HTML.match(data[:4096].removeprefix(b"\xef\xbb\xbf")) is not None


def of_unreadable_package(names: list[str], mimetype: bytes, *, encrypted: bool) -> Refused:
    """Return the refusal for a ZIP container that is not a Word document."""
    for known, name in _MIMETYPES:
        if mimetype.startswith(known):
            return unsupported(name)
    lowered = [name.lower() for name in names]
    for prefix, name in (("xl/", "xlsx"), ("ppt/", "pptx")):
        if any(part.startswith(prefix) for part in lowered):
            return unsupported(name)
    if any(part.startswith("word/") for part in lowered) or "[content_types].xml" in lowered:
        return refused("corrupt-docx", "word/document.xml")
    return refused("encrypted-zip") if encrypted else unsupported("zip")


def _compound(data: bytes) -> Refused:
    names = _stream_names(data)
    for stream, name in _STREAMS:
        if stream in names:
            return refused("encrypted-office") if name is None else unsupported(name)
    return unsupported("ole")


def _stream_names(data: bytes) -> set[str]:
    """Names in the directory of an OLE compound file, following its sector chain."""
    names: set[str] = set()
    try:
        shift, first = struct.unpack_from("<H", data, 30)[0], struct.unpack_from("<L", data, 48)[0]
        if not 7 <= shift <= 16:
            return names
        size = 1 << shift
        tables = [sector for sector in struct.unpack_from("<109L", data, 76) if sector < 0xFFFFFFFA]
        sector, seen = first, set[int]()
        while sector < 0xFFFFFFFA and sector not in seen:
            seen.add(sector)
            start = (sector + 1) * size
            for at in range(start, min(start + size, len(data) - 127), 128):
                length = struct.unpack_from("<H", data, at + 64)[0]
                if 2 <= length <= 64:
                    names.add(data[at : at + length - 2].decode("utf-16-le", "replace"))
            table, place = divmod(sector, size // 4)
            sector = struct.unpack_from("<L", data, (tables[table] + 1) * size + place * 4)[0]
    except (struct.error, IndexError):
        pass  # a damaged directory still gives the names that were read
    return names


def _refuse_markup(head: bytes) -> None:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"{\\rtf"):
        raise unsupported("rtf")
    if start.startswith(b"<?xml"):
        if (
            b"Word.Document" in start
            or b"schemas.microsoft.com/office/word" in start
            or b"xmlPackage" in start
        ):
            raise unsupported("word-xml")
        if b"opendocument" in start or b"<office:document" in start:
            raise unsupported("fodt")
    if _HTML.match(start):
        raise unsupported("html")
    if _EMAIL.match(start):
        raise unsupported("email")


def _text_or_binary(data: bytes, suffix: str) -> Sort:
    from vendorrisk.documents._plain import looks_like_text

    if b"endobj" in data and b"/Type" in data:
        raise refused("corrupt-pdf")  # its first bytes are damaged, but nothing else looks like this
    if looks_like_text(data):
        return "text"
    if suffix in (".docx", ".docm"):
        raise refused("corrupt", "Word")
    if suffix == ".pdf":
        raise refused("corrupt", "PDF")
    if suffix == ".txt":
        raise refused("corrupt-text")
    raise unsupported(_SUFFIXES.get(suffix, "binary"))
