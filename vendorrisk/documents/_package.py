"""The ZIP container of a Word file, opened with limits.

Reads the central directory itself: the standard `zipfile` costs more to import than a short contract costs to
read, and inflating with a ceiling stops a zip bomb at the limit instead of behind it.  Nothing is ever written to disk,
so names inside the archive can do no harm.
"""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, Final

import attrs

from vendorrisk.documents._messages import refused

if TYPE_CHECKING:
    from vendorrisk.documents._limits import Limits

__all__ = ["Package", "PartError"]

_END: Final = struct.Struct("<4s4H2LH")
_END64: Final = struct.Struct("<4sQ2H2L4Q")
_ENTRY: Final = struct.Struct("<4s4x2H4x2L4x3H8xL")
_LOCAL: Final = struct.Struct("<4s5H3L2H")
_MAX_ENTRIES: Final = 20_000
_STORED, _DEFLATED = 0, 8


class PartError(ValueError):
    """A part of the package is missing or damaged."""


@attrs.frozen
class _Entry:
    offset: int
    method: int
    check: int
    packed: int
    encrypted: bool


@attrs.define
class Package:
    """Parts of a ZIP file by name.

    Attributes:
        data: the whole file.
        entries: where each part stands; names as written, without a leading slash.
        budget: bytes that may still be unpacked.
        lowered: names as written by their small letters.
    """

    data: bytes
    entries: dict[str, _Entry]
    budget: int
    lowered: dict[str, str]

    @classmethod
    def open(cls, data: bytes, limits: Limits) -> Package:
        """Read the directory of the archive; raises `PartError` where there is none."""
        entries = _directory(data)
        return cls(data, entries, limits.max_expanded_bytes, {name.lower(): name for name in reversed(entries)})

    @property
    def encrypted(self) -> bool:
        """Whether any part needs a password."""
        return any(entry.encrypted for entry in self.entries.values())

    def find(self, name: str) -> str | None:
        """Return the name as the archive writes it; Word does not mind upper and lower case."""
        name = name.replace("\\", "/").lstrip("/")
        if name in self.entries:
            return name
        return self.lowered.get(name.lower())

    def read(self, name: str) -> bytes:
        """Return a part unpacked; raises `PartError`, or refuses when the budget is spent."""
        found = self.find(name)
        if found is None:
            raise PartError(f"{name} is missing")
        entry = self.entries[found]
        if entry.encrypted:
            raise refused("encrypted-office")
        try:
            signature, _, _, _, _, _, _, _, _, name_length, extra_length = _LOCAL.unpack_from(
                self.data, entry.offset
            )
        except struct.error as error:
            raise PartError(f"{name} is cut off") from error
        if signature != b"PK\x03\x04":
            raise PartError(f"{name} is not where the directory says")
        start = entry.offset + _LOCAL.size + name_length + extra_length
        packed = self.data[start : start + entry.packed]
        if entry.method == _STORED:
            content = packed
        elif entry.method == _DEFLATED:
            content = self._inflate(name, packed)
        else:
            raise PartError(f"{name} uses compression method {entry.method}")
        self.budget -= len(content)
        if self.budget < 0:
            raise refused("bomb", name)
        if zlib.crc32(content) != entry.check:
            raise PartError(f"{name} fails its checksum")
        return content

    def _inflate(self, name: str, packed: bytes) -> bytes:
        stream = zlib.decompressobj(-15)
        try:
            content = stream.decompress(packed, self.budget + 1)
        except zlib.error as error:
            raise PartError(f"{name}: {error}") from error
        if len(content) > self.budget:
            raise refused("bomb", name)
        if not stream.eof:
            raise PartError(f"{name} is cut off")
        return content


def _directory(data: bytes) -> dict[str, _Entry]:
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - 65_557))
    if at < 0:
        raise PartError("no directory")
    try:
        _, _, _, _, count, size, offset, _ = _END.unpack_from(data, at)
        locator = data.rfind(b"PK\x06\x06", max(0, at - 200), at)
        if locator >= 0 and 0xFFFF in (count, offset & 0xFFFF):
            *_, count, size, offset = _END64.unpack_from(data, locator)
        # Bytes put in front of the archive shift every offset by the same amount.
        shift = max(0, at - size - offset) if locator < 0 else 0
        return dict(_entries(data, offset + shift, min(count, _MAX_ENTRIES), shift))
    except struct.error as error:
        raise PartError("the directory is cut off") from error


def _entries(data: bytes, at: int, count: int, shift: int) -> list[tuple[str, _Entry]]:
    found = []
    for _ in range(count):
        signature, flags, method, check, packed, name_length, extra_length, comment_length, offset = (
            _ENTRY.unpack_from(data, at)
        )
        if signature != b"PK\x01\x02":
            raise PartError("the directory is damaged")
        raw = data[at + _ENTRY.size : at + _ENTRY.size + name_length]
        name = raw.decode("utf-8" if flags & 0x800 else "cp437", "replace").replace("\\", "/").lstrip("/")
        found.append((name, _Entry(offset + shift, method, check, packed, bool(flags & 1))))
        at += _ENTRY.size + name_length + extra_length + comment_length
    return found
