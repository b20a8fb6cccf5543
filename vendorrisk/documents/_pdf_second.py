"""A second reader for damaged PDF files: what pdfium refuses, pdfplumber sometimes still understands.

It is forty times as slow and knows nothing of running lines, so it only gets what would otherwise be refused; the document then
says that it was damaged, and a verdict on it always waits for a person.
"""

from __future__ import annotations

import io
import logging
from pathlib import Path

from vendorrisk.documents._limits import Limits
from vendorrisk.documents._messages import notice
from vendorrisk.documents._model import Document
from vendorrisk.text import Block

__all__ = ["read_damaged"]


def read_damaged(path: Path, data: bytes, digest: str, limits: Limits) -> Document | None:
    """Return what pdfplumber reads of a PDF file that pdfium refuses, or None when it reads nothing either."""
    import pdfplumber

    for name in ("pdfminer", "pdfplumber"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # their complaints are what this module is for
    parts: list[str] = []
    blocks: list[Block] = []
    at = 0
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            count = len(pdf.pages)
            for page in pdf.pages[: limits.max_pages]:
                for line in page.extract_text_lines(return_chars=False, strip=True):
                    text = str(line["text"])
                    blocks.append(Block(at, at + len(text), page=page.page_number))
                    parts.append(text)
                    at += len(text) + 1
                page.close()
    except Exception:  # whatever a damaged file provokes, the first reader's refusal stands
        return None
    if not blocks:
        return None
    text = "".join(part + "\n" for part in parts)
    return Document(path, digest, "pdf", text, tuple(blocks), pages=count, notices=(notice("damaged-pdf"),))
