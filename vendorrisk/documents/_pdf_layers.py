"""Layers of a PDF (optional content) that are switched off: text in them does not stand on the page.

pdfium gives the text of every layer and has no question for their state, so the list of those that are off is taken from the file's catalogue by
the second reader, and only where the file has layers at all.  pdfium names the layer of every object.
"""

from __future__ import annotations

import ctypes
import io
import logging
import re
import zlib
from typing import Any, Final

__all__ = ["layers_off", "objects_on"]

_TEXT, _FORM = 1, 5
_MARKER: Final = b"/OCProperties"
_PACKED: Final = re.compile(rb"/ObjStm\b(?:(?!endobj)[\s\S]){0,300}?stream\r?\n")
_MOST: Final = 2_000_000
"""Bytes of packed objects that are looked into for the catalogue."""
_MAX_OBJECTS: Final = 20_000


def layers_off(data: bytes) -> frozenset[str]:
    """Return the names of the layers that are switched off when the file is opened."""
    if _MARKER not in data and not any(_MARKER in packed for packed in _packed_objects(data)):
        return frozenset()
    try:
        return frozenset(_names_off(data))
    except Exception:  # a damaged catalogue: pdfium has read the file, and its layers are all shown
        return frozenset()


def objects_on(library: Any, handle: Any, off: frozenset[str]) -> set[int]:
    """Return the addresses of the text objects of a page that lie in one of these layers."""
    found: set[int] = set()
    for at in range(min(library.FPDFPage_CountObjects(handle), _MAX_OBJECTS)):
        _gather(library, library.FPDFPage_GetObject(handle, at), off, found, hidden=False, depth=0)
    return found


def _gather(library: Any, part: Any, off: frozenset[str], found: set[int], *, hidden: bool, depth: int) -> None:
    hidden = hidden or bool(_layers_of(library, part) & off)
    sort = library.FPDFPageObj_GetType(part)
    if sort == _TEXT and hidden:
        found.add(part.value)
    elif sort == _FORM and depth < 8:
        for at in range(min(library.FPDFFormObj_CountObjects(part), _MAX_OBJECTS)):
            inside = library.FPDFFormObj_GetObject(part, ctypes.c_ulong(at))
            if inside:
                _gather(library, inside, off, found, hidden=hidden, depth=depth + 1)


def _layers_of(library: Any, part: Any) -> set[str]:
    names = set()
    for at in range(max(0, library.FPDFPageObj_CountMarks(part))):
        mark = library.FPDFPageObj_GetMark(part, ctypes.c_ulong(at))
        buffer = ctypes.create_string_buffer(2048)
        size = ctypes.c_ulong()
        if (
            mark
            and library.FPDFPageObjMark_GetName(mark, buffer, ctypes.c_ulong(2048), ctypes.byref(size))
            and buffer.raw[: size.value].decode("utf-16-le", "replace").rstrip("\0") == "OC"
            and library.FPDFPageObjMark_GetParamStringValue(mark, b"Name", buffer, ctypes.c_ulong(2048), ctypes.byref(size))
            and size.value <= 2048
        ):
            names.add(buffer.raw[: size.value].decode("utf-16-le", "replace").rstrip("\0"))
    return names


def _packed_objects(data: bytes) -> list[bytes]:
    found: list[bytes] = []
    size = 0
    for match in _PACKED.finditer(data):
        try:
            found.append(zlib.decompressobj().decompress(data[match.end() : match.end() + _MOST], _MOST))
        except zlib.error:
            continue  # encrypted, or packed otherwise
        size += len(found[-1])
        if size > _MOST:
            break
    return found


def _names_off(data: bytes) -> set[str]:
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfparser import PDFParser
    from pdfminer.pdftypes import PDFObjRef, dict_value, list_value, resolve1
    from pdfminer.utils import decode_text

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # what it finds odd, pdfium has read already
    properties = dict_value(PDFDocument(PDFParser(io.BytesIO(data))).catalog["OCProperties"])
    usual = dict_value(properties.get("D", {}))

    def listed(key: str, where: Any) -> list[PDFObjRef]:
        return [layer for layer in list_value(where.get(key, [])) if isinstance(layer, PDFObjRef)]

    off = listed("OFF", usual)
    if getattr(resolve1(usual.get("BaseState")), "name", "ON") == "OFF":
        on = {layer.objid for layer in listed("ON", usual)}
        off += [layer for layer in listed("OCGs", properties) if layer.objid not in on]
    names = (resolve1(dict_value(layer).get("Name", b"")) for layer in off)
    return {decode_text(name) for name in names if isinstance(name, bytes)}
