"""Writes a ZIP whose parts are mostly copied from another one as they are, already deflated.

A Word file of ours shares nearly all its parts with its base.  Deflating them again for every file costs forty times as much as writing the
text, so they are kept packed and only the text itself is packed anew.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence

import attrs

__all__ = ["Entry", "archive", "packed"]

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_UTF8 = 0x800
_TIME, _DAY = 0, (2026 - 1980) << 9 | 4 << 5 | 1  # the same in every file, so that the same text gives the same file


@attrs.frozen
class Entry:
    """A packed part of a ZIP.

    Attributes:
        head: local header with the name, and the packed data behind it.
        tail: record of the central directory up to the offset.
        name: file name in bytes.
    """

    head: bytes
    tail: tuple[int, ...]
    name: bytes


def packed(name: str, data: bytes) -> Entry:
    """Deflate one part."""
    squeeze = zlib.compressobj(6, zlib.DEFLATED, -15)
    body = squeeze.compress(data) + squeeze.flush()
    return _entry(name, body, zlib.crc32(data), len(data))


def _entry(name: str, body: bytes, check: int, size: int) -> Entry:
    raw = name.encode()
    common = (20, _UTF8, 8, _TIME, _DAY, check, len(body), size, len(raw), 0)
    return Entry(_LOCAL.pack(b"PK\x03\x04", *common) + raw + body, (20, *common), raw)


def archive(entries: Sequence[Entry]) -> bytes:
    """Put packed parts together."""
    pieces: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for entry in entries:
        pieces.append(entry.head)
        directory.append(_CENTRAL.pack(b"PK\x01\x02", *entry.tail, 0, 0, 0, 0, offset) + entry.name)
        offset += len(entry.head)
    size = sum(map(len, directory))
    pieces += directory
    pieces.append(_END.pack(b"PK\x05\x06", 0, 0, len(entries), len(entries), size, offset, 0))
    return b"".join(pieces)
