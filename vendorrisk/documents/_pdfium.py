"""The dozen functions of pdfium that are used, bound by hand.

Importing the whole of pypdfium2 binds 450 functions and costs more than reading a short contract.  The library file
that its wheel carries is opened directly; where the wheel is laid out otherwise, its own bindings are taken.
pdfium is not safe with threads: one process reads one file at a time.
"""

from __future__ import annotations

import ctypes
import importlib.util
import sys
from ctypes import Structure, c_float
from pathlib import Path
from typing import Any, Final

from vendorrisk.documents._pdf_fonts import offer_stand_in

__all__ = ["Box", "pdfium"]


class Box(Structure):
    """FS_RECTF: a rectangle."""

    _fields_ = (("left", c_float), ("top", c_float), ("right", c_float), ("bottom", c_float))


class Handle(ctypes.c_void_p):
    """A pointer of pdfium.  A class of its own, because ctypes turns a bare `c_void_p` result into a number."""


_RESULTS: Final[dict[str, Any]] = {
    "FPDF_InitLibrary": None,
    "FPDF_LoadMemDocument64": Handle,
    "FPDF_GetLastError": ctypes.c_ulong,
    "FPDF_CloseDocument": None,
    "FPDF_GetPageCount": ctypes.c_int,
    "FPDF_LoadPage": Handle,
    "FPDF_ClosePage": None,
    "FPDF_GetPageBoundingBox": ctypes.c_int,
    "FPDFDoc_GetAttachmentCount": ctypes.c_int,
    "FPDFText_LoadPage": Handle,
    "FPDFText_ClosePage": None,
    "FPDFText_CountChars": ctypes.c_int,
    "FPDFText_GetText": ctypes.c_int,
    "FPDFText_GetUnicode": ctypes.c_uint,
    "FPDFText_GetCharIndexFromTextIndex": ctypes.c_int,
    "FPDFText_GetCharAngle": ctypes.c_float,
    "FPDFText_GetCharOrigin": ctypes.c_int,
    "FPDFText_GetLooseCharBox": ctypes.c_int,
    "FPDFText_HasUnicodeMapError": ctypes.c_int,
    "FPDFText_GetTextObject": Handle,
    "FPDF_GetPageWidthF": ctypes.c_float,
    "FPDF_GetPageHeightF": ctypes.c_float,
    "FPDF_RenderPageBitmap": None,
    "FPDF_DeviceToPage": ctypes.c_int,
    "FPDFBitmap_CreateEx": Handle,
    "FPDFBitmap_FillRect": None,
    "FPDFBitmap_GetBuffer": ctypes.c_void_p,
    "FPDFBitmap_GetStride": ctypes.c_int,
    "FPDFBitmap_Destroy": None,
    "FPDFPage_GetRotation": ctypes.c_int,
    "FPDFPage_CountObjects": ctypes.c_int,
    "FPDFPage_GetObject": Handle,
    "FPDFPageObj_GetType": ctypes.c_int,
    "FPDFPageObj_GetMatrix": ctypes.c_int,
    "FPDFTextObj_GetTextRenderMode": ctypes.c_int,
    "FPDFTextObj_GetText": ctypes.c_ulong,
    "FPDFPageObj_GetFillColor": ctypes.c_int,
    "FPDFPageObj_GetBounds": ctypes.c_int,
    "FPDFPageObj_HasTransparency": ctypes.c_int,
    "FPDFPage_GetAnnotCount": ctypes.c_int,
    "FPDFPage_GetAnnot": Handle,
    "FPDFPage_CloseAnnot": None,
    "FPDFAnnot_GetSubtype": ctypes.c_int,
    "FPDFAnnot_GetFlags": ctypes.c_int,
    "FPDFAnnot_GetRect": ctypes.c_int,
    "FPDFAnnot_GetStringValue": ctypes.c_ulong,
    "FPDFAnnot_GetObjectCount": ctypes.c_int,
    "FPDFAnnot_GetObject": Handle,
    "FPDFAnnot_CountAttachmentPoints": ctypes.c_size_t,
    "FPDFAnnot_GetAttachmentPoints": ctypes.c_int,
    "FPDFDOC_InitFormFillEnvironment": Handle,
    "FPDFDOC_ExitFormFillEnvironment": None,
    "FPDFAnnot_GetFormFieldType": ctypes.c_int,
    "FPDFAnnot_GetFormFieldValue": ctypes.c_ulong,
    "FPDFPageObj_CountMarks": ctypes.c_int,
    "FPDFPageObj_GetMark": Handle,
    "FPDFPageObjMark_GetName": ctypes.c_int,
    "FPDFPageObjMark_GetParamStringValue": ctypes.c_int,
    "FPDFPath_GetDrawMode": ctypes.c_int,
    "FPDFPath_CountSegments": ctypes.c_int,
    "FPDFPath_GetPathSegment": Handle,
    "FPDFPathSegment_GetPoint": ctypes.c_int,
    "FPDFPathSegment_GetType": ctypes.c_int,
    "FPDFPathSegment_GetClose": ctypes.c_int,
    "FPDFFormObj_CountObjects": ctypes.c_int,
    "FPDFFormObj_GetObject": Handle,
}
"""Functions and what they return.  Argument types are left out on purpose: checking them takes three times as long
as the call.  So only handles, Python integers that fit a C int, and `byref` objects are handed in, nothing else."""

_FILES: Final = {"win32": "pdfium.dll", "darwin": "libpdfium.dylib"}


class _Pdfium:
    """Functions by their pdfium name."""

    def __init__(self) -> None:
        library = _library()
        for name, result in _RESULTS.items():
            function = library[name]  # by index, so that it is not the object pypdfium2 uses
            function.restype = result
            setattr(self, name, function)
        self.FPDF_InitLibrary()
        offer_stand_in(library)

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(name)


def _library() -> Any:
    found = importlib.util.find_spec("pypdfium2_raw")
    folder = Path(found.origin).parent if found is not None and found.origin else None
    file = folder / _FILES.get(sys.platform, "libpdfium.so") if folder else None
    if file is not None and file.is_file():
        return ctypes.PyDLL(str(file))
    return importlib.import_module("pypdfium2_raw.bindings")._libs["pdfium"]


_loaded: list[_Pdfium] = []


def pdfium() -> Any:
    """Return the library, opened once for the process."""
    if not _loaded:
        _loaded.append(_Pdfium())
    return _loaded[0]
