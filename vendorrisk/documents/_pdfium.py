"""The dozen functions of pdfium that are used, bound by hand.

Importing the whole of pypdfium2 binds 450 functions and costs more than reading a short contract.  The library file
that its wheel carries is opened directly; where the wheel is laid out otherwise, its own bindings are taken.
pdfium is not safe with threads: one process reads one file at a time.
"""

from __future__ import annotations

import ctypes
import importlib.util
import sys
from ctypes import POINTER, Structure, c_char_p, c_double, c_float, c_int, c_size_t, c_uint, c_ulong, c_ushort, c_void_p
from pathlib import Path
from typing import Any, Final

__all__ = ["Box", "Units", "pdfium"]


class Box(Structure):
    """FS_RECTF: the loose box of a character."""

    _fields_ = (("left", c_float), ("top", c_float), ("right", c_float), ("bottom", c_float))


_FLOATS: Final = POINTER(c_float)
_DOUBLES: Final = POINTER(c_double)
_SIGNATURES: Final[dict[str, tuple[Any, tuple[Any, ...]]]] = {
    "FPDF_InitLibrary": (None, ()),
    "FPDF_LoadMemDocument64": (c_void_p, (c_char_p, c_size_t, c_char_p)),
    "FPDF_GetLastError": (c_ulong, ()),
    "FPDF_CloseDocument": (None, (c_void_p,)),
    "FPDF_GetPageCount": (c_int, (c_void_p,)),
    "FPDF_LoadPage": (c_void_p, (c_void_p, c_int)),
    "FPDF_ClosePage": (None, (c_void_p,)),
    "FPDF_GetPageBoundingBox": (c_int, (c_void_p, POINTER(Box))),
    "FPDFDoc_GetAttachmentCount": (c_int, (c_void_p,)),
    "FPDFText_LoadPage": (c_void_p, (c_void_p,)),
    "FPDFText_ClosePage": (None, (c_void_p,)),
    "FPDFText_CountChars": (c_int, (c_void_p,)),
    "FPDFText_GetText": (c_int, (c_void_p, c_int, c_int, c_void_p)),
    "FPDFText_GetUnicode": (c_uint, (c_void_p, c_int)),
    "FPDFText_GetCharIndexFromTextIndex": (c_int, (c_void_p, c_int)),
    "FPDFText_GetCharAngle": (c_float, (c_void_p, c_int)),
    "FPDFText_GetCharOrigin": (c_int, (c_void_p, c_int, _DOUBLES, _DOUBLES)),
    "FPDFText_GetLooseCharBox": (c_int, (c_void_p, c_int, POINTER(Box))),
    "FPDFText_HasUnicodeMapError": (c_int, (c_void_p, c_int)),
    "FPDFPage_CountObjects": (c_int, (c_void_p,)),
    "FPDFPage_GetObject": (c_void_p, (c_void_p, c_int)),
    "FPDFPageObj_GetType": (c_int, (c_void_p,)),
    "FPDFPageObj_GetBounds": (c_int, (c_void_p, _FLOATS, _FLOATS, _FLOATS, _FLOATS)),
    "FPDFPageObj_GetMatrix": (c_int, (c_void_p, _FLOATS)),
    "FPDFTextObj_GetTextRenderMode": (c_int, (c_void_p,)),
    "FPDFPath_CountSegments": (c_int, (c_void_p,)),
    "FPDFPath_GetPathSegment": (c_void_p, (c_void_p, c_int)),
    "FPDFPathSegment_GetPoint": (c_int, (c_void_p, _FLOATS, _FLOATS)),
    "FPDFPathSegment_GetType": (c_int, (c_void_p,)),
    "FPDFPathSegment_GetClose": (c_int, (c_void_p,)),
    "FPDFFormObj_CountObjects": (c_int, (c_void_p,)),
    "FPDFFormObj_GetObject": (c_void_p, (c_void_p, c_ulong)),
}
_FILES: Final = {"win32": "pdfium.dll", "darwin": "libpdfium.dylib"}


class _Pdfium:
    """Functions by their pdfium name."""

    def __init__(self) -> None:
        library = _library()
        for name, (result, arguments) in _SIGNATURES.items():
            function = library[name]  # by index: a function object of our own
            function.restype, function.argtypes = result, arguments
            setattr(self, name, function)
        self.FPDF_InitLibrary()

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(name)


def _library() -> Any:
    found = importlib.util.find_spec("pypdfium2_raw")
    folder = Path(found.origin).parent if found is not None and found.origin else None
    file = folder / _FILES.get(sys.platform, "libpdfium.so") if folder else None
    if file is not None and file.is_file():
        return ctypes.WinDLL(str(file)) if sys.platform == "win32" else ctypes.PyDLL(str(file))
    return importlib.import_module("pypdfium2_raw.bindings")._libs["pdfium"]


_loaded: list[_Pdfium] = []


def pdfium() -> Any:
    """Return the library, opened once for the process."""
    if not _loaded:
        _loaded.append(_Pdfium())
    return _loaded[0]


Units = c_ushort
"""One unit of UTF-16, the text that pdfium hands over."""
