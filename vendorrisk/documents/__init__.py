"""Files in, documents out.

The only package that touches the insides of Word and PDF files.  It never hears of requirements: it says what
text stands where, and refuses in one clear sentence what cannot be read, so that an unreadable page is never taken
for a missing clause.  Heavy libraries are imported by the reader that needs them, when it is needed.
"""

from vendorrisk.documents._limits import Limits
from vendorrisk.documents._locate import find_places
from vendorrisk.documents._messages import refusal_of_loss
from vendorrisk.documents._model import Document, Notice, NoticeCode, Refusal, RefusalCode
from vendorrisk.documents._pdf_draw import cut_places, draw_places
from vendorrisk.documents._places import DrawnPage, PdfPlace, Place, Rectangle, RunSpan, TextPlace, WordPlace
from vendorrisk.documents._read import CONVERTED_SUFFIXES, SUPPORTED_SUFFIXES, read, read_text

__all__ = [
    "CONVERTED_SUFFIXES",
    "SUPPORTED_SUFFIXES",
    "Document",
    "DrawnPage",
    "Limits",
    "Notice",
    "NoticeCode",
    "PdfPlace",
    "Place",
    "Rectangle",
    "Refusal",
    "RefusalCode",
    "RunSpan",
    "TextPlace",
    "WordPlace",
    "cut_places",
    "draw_places",
    "find_places",
    "read",
    "read_text",
    "refusal_of_loss",
]
