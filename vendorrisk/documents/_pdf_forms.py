"""Values of form fields that their widgets inherit: a field with several widgets, or a nested one, keeps them in its parent.

pdfium follows parents only in its form environment, which is opened where a widget says nothing itself.
"""

from __future__ import annotations

import ctypes
from typing import Any, Final

__all__ = ["Forms"]

_BUTTONS: Final = (1, 2, 3)
"""Push button, check box, radio button."""
_INFORMATION: Final = 1024
"""Bytes; more than `FPDF_FORMFILLINFO` has in any version: a version number and callbacks, of which none is needed."""


class Forms:
    """The form of an open document."""

    def __init__(self, library: Any, document: Any) -> None:
        self._library = library
        self._document = document
        self._environment: Any = None
        self._information: Any = None

    def is_button(self, annotation: Any) -> bool:
        """Whether a widget is a button of any sort, whose value is no text."""
        environment = self._opened()
        return bool(environment) and self._library.FPDFAnnot_GetFormFieldType(environment, annotation) in _BUTTONS

    def value(self, annotation: Any) -> str:
        """Return what stands in a widget's field, "" when nothing does."""
        environment = self._opened()
        if not environment:
            return ""
        get = self._library.FPDFAnnot_GetFormFieldValue
        size = get(environment, annotation, None, ctypes.c_ulong(0))
        if not 2 < size < 1_000_000:
            return ""
        buffer = ctypes.create_string_buffer(size + 2)
        get(environment, annotation, buffer, ctypes.c_ulong(size))
        return buffer.raw[:size].decode("utf-16-le", "replace").rstrip("\0")

    def close(self) -> None:
        """Close the environment, before the document is closed."""
        if self._environment:
            self._library.FPDFDOC_ExitFormFillEnvironment(self._environment)
            self._environment = None

    def _opened(self) -> Any:
        if self._environment is None:
            information = ctypes.create_string_buffer(_INFORMATION)
            information[0] = b"\x02"  # the version, a little-endian integer on every machine pdfium runs on
            self._information = information
            self._environment = self._library.FPDFDOC_InitFormFillEnvironment(self._document, information)
        return self._environment
