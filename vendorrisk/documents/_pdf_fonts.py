"""A stand-in for Japanese fonts that a PDF names but does not carry.

Where neither the file nor the machine has the font, pdfium takes one without a single kanji.  A character without a shape has no
size; drawn alone, as justified and vertical text is, it is left out of the text, silently, and the clause would be called missing.  So
pdfium is told of one more font: a frame as large as a full-width character, for every character there is.  It is asked for last,
behind the fonts of the machine, and only for Chinese, Japanese and Korean.
"""

from __future__ import annotations

import ctypes
import struct
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_uint, c_ulong, c_void_p
from functools import cache
from typing import Any, Final

__all__ = ["offer_stand_in", "times_stood_in"]

_CJK: Final = frozenset((128, 129, 130, 134, 136))
"""Character sets as pdfium numbers them: Shift-JIS, Hangul, Johab, GB 2312, Big 5."""
_SHIFT_JIS: Final = 128
_HANDLE: Final = 0x5AFE
_EM, _TOP, _BOTTOM = 1000, 880, -120
_STROKE: Final = 50


class _FontInfo(Structure):
    """FPDF_SYSFONTINFO: how pdfium asks its surroundings for fonts."""


_Self = POINTER(_FontInfo)
_RELEASE = CFUNCTYPE(None, _Self)
_ENUMERATE = CFUNCTYPE(None, _Self, c_void_p)
_MAP = CFUNCTYPE(c_void_p, _Self, c_int, c_int, c_int, c_int, c_char_p, POINTER(c_int))
_GET = CFUNCTYPE(c_void_p, _Self, c_char_p)
_DATA = CFUNCTYPE(c_ulong, _Self, c_void_p, c_uint, c_void_p, c_ulong)
_NAME = CFUNCTYPE(c_ulong, _Self, c_void_p, c_void_p, c_ulong)
_CHARSET = CFUNCTYPE(c_int, _Self, c_void_p)
_DELETE = CFUNCTYPE(None, _Self, c_void_p)
_FontInfo._fields_ = [
    ("version", c_int),
    ("Release", _RELEASE),
    ("EnumFonts", _ENUMERATE),
    ("MapFont", _MAP),
    ("GetFont", _GET),
    ("GetFontData", _DATA),
    ("GetFaceName", _NAME),
    ("GetFontCharset", _CHARSET),
    ("DeleteFont", _DELETE),
]

_kept: list[Any] = []  # pdfium holds pointers into these
_asked: list[bytes] = []


def times_stood_in() -> int:
    """Return how often the stand-in has been handed out in this process: what is drawn then is frames."""
    return len(_asked)


def offer_stand_in(library: Any) -> None:
    """Put the stand-in behind the fonts of this machine; call once, when pdfium has been opened.

    Args:
        library: the shared library of pdfium, functions by index.
    """
    get_default = library["FPDF_GetDefaultSystemFontInfo"]
    get_default.restype = _Self
    machine = get_default()
    if not machine:
        return
    ask = machine.contents

    def map_font(_: Any, weight: int, italic: int, charset: int, pitch: int, face: bytes, exact: Any) -> int | None:
        found: int | None = ask.MapFont(machine, weight, italic, charset, pitch, face, exact)
        if found or charset not in _CJK:
            return found
        _asked.append(face)
        return _HANDLE

    def font_data(_: Any, handle: int, table: int, buffer: int, size: int) -> int:
        if handle != _HANDLE:
            return int(ask.GetFontData(machine, handle, table, buffer, size))
        if table:
            return 0
        data = _stand_in()
        if buffer and size >= len(data):
            ctypes.memmove(buffer, data, len(data))
        return len(data)

    info = _FontInfo(
        1,
        _RELEASE(lambda _: None),
        _ENUMERATE(lambda _, mapper: ask.EnumFonts(machine, mapper)),
        _MAP(map_font),
        _GET(lambda _, face: ask.GetFont(machine, face)),
        _DATA(font_data),
        _NAME(lambda _, handle, buffer, size: 0 if handle == _HANDLE else ask.GetFaceName(machine, handle, buffer, size)),
        _CHARSET(lambda _, handle: _SHIFT_JIS if handle == _HANDLE else ask.GetFontCharset(machine, handle)),
        _DELETE(lambda _, handle: None if handle == _HANDLE else ask.DeleteFont(machine, handle)),
    )
    _kept.extend((machine, info))
    library["FPDF_SetSystemFontInfo"](ctypes.byref(info))


def _inside(value: int, low: int, high: int) -> int:
    """Move an edge of the outer frame to where the inner one has it."""
    return value + _STROKE if value == low else high - _STROKE


@cache
def _stand_in() -> bytes:
    """Return a TrueType font of two glyphs, both a frame, and a character map that gives every character the second.

    The tables are those of the OpenType specification that FreeType needs; the map is subtable format 13 (many to one).
    """
    outer = ((0, _BOTTOM), (_EM, _BOTTOM), (_EM, _TOP), (0, _TOP))
    inner = tuple((_inside(x, 0, _EM), _inside(y, _BOTTOM, _TOP)) for x, y in reversed(outer))
    corners = (*outer, *inner)
    steps = [tuple(b - a for a, b in zip(before, here, strict=True)) for before, here in zip(((0, 0), *corners), corners, strict=False)]
    glyph = struct.pack(">5h3H8B", 2, 0, _BOTTOM, _EM, _TOP, len(outer) - 1, len(corners) - 1, 0, *(1,) * len(corners))
    glyph += struct.pack(">8h", *(x for x, _ in steps)) + struct.pack(">8h", *(y for _, y in steps))
    glyph += b"\0" * (-len(glyph) % 4)
    tables = {
        b"cmap": struct.pack(">HHHHL", 0, 1, 3, 10, 12) + struct.pack(">HHLLLLLL", 13, 0, 28, 0, 1, 0x20, 0x10FFFF, 1),
        b"glyf": glyph + glyph,
        b"head": struct.pack(">4LHH2Q4hHH3h", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, _EM, 0, 0, 0, _BOTTOM, _EM, _TOP, 0, 8, 2, 1, 0),
        b"hhea": struct.pack(">L3hH11hH", 0x10000, _TOP, _BOTTOM, 0, _EM, 0, 0, _EM, 1, 0, 0, 0, 0, 0, 0, 0, 1),
        b"hmtx": struct.pack(">Hhh", _EM, 0, 0),
        b"loca": struct.pack(">3L", 0, len(glyph), 2 * len(glyph)),
        b"maxp": struct.pack(">L14H", 0x10000, 2, len(corners), 2, 0, 0, 1, *(0,) * 8),
        b"post": struct.pack(">LLhh5L", 0x30000, 0, 0, 0, *(0,) * 5),
    }
    offset = 12 + 16 * len(tables)
    directory, body = struct.pack(">L4H", 0x10000, len(tables), 128, 3, 16 * len(tables) - 128), b""
    for tag, table in sorted(tables.items()):
        directory += tag + struct.pack(">3L", 0, offset + len(body), len(table))
        body += table + b"\0" * (-len(table) % 4)
    return directory + body
