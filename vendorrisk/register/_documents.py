"""Documents are kept by what they contain: the same paper twice is kept once, and nobody can exchange it unnoticed."""

from __future__ import annotations

import hashlib
import secrets
from datetime import date
from pathlib import Path

from vendorrisk.model import Bilingual, DocumentKind, FileRef, system_reason
from vendorrisk.register._disk import flush_folder, move, refusal, write_beside
from vendorrisk.register._errors import RegisterError

__all__ = ["keep_document", "place_of"]


def place_of(sha256: str) -> str:
    """Return where a document lies in the register.

    >>> place_of("ab" + "0" * 62)[:16]
    'documents/ab/ab0'
    """
    return f"documents/{sha256[:2]}/{sha256}"


def keep_document(root: Path, source: Path, kind: DocumentKind | None, received_on: date | None) -> FileRef:
    """Copy a document into the register and return what a record says of it.

    Raises:
        RegisterError: the document cannot be read, or the disk refuses.
    """
    try:
        content = source.read_bytes()
    except OSError as error:
        raise RegisterError(
            Bilingual("文書を読めません（{0}）。", "The document cannot be read ({0}).").format(system_reason(error)),
            where=str(source),
            todo=Bilingual("ファイル名と権限を確認してください。", "Check its name and permissions."),
        ) from error
    sha256 = hashlib.sha256(content).hexdigest()
    place = root / place_of(sha256)
    try:
        if not place.exists():
            move(write_beside(place, content, secrets.token_hex(4)), place)
            flush_folder(place.parent)
    except OSError as error:
        raise refusal(error, root) from error
    return FileRef(name=source.name, kind=kind, sha256=sha256, received_on=received_on)
