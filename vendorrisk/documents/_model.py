"""What reading a file gives: a document, or a refusal with its reason."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Literal

import attrs

from vendorrisk.documents._places import Origin
from vendorrisk.model import Bilingual
from vendorrisk.text import Block

__all__ = ["Document", "Notice", "NoticeCode", "Refusal", "RefusalCode"]


class RefusalCode(StrEnum):
    """Why a file could not be read; the values are a promise to outside programs."""

    ENCRYPTED = "encrypted"
    NO_TEXT = "no-text"
    UNSUPPORTED_FORMAT = "unsupported-format"
    CORRUPT = "corrupt"
    EMPTY = "empty"
    TOO_LARGE = "too-large"
    TIMEOUT = "timeout"
    NOT_FOUND = "not-found"
    NOT_PERMITTED = "not-permitted"


@attrs.frozen
class Refusal:
    """A file that was not read.

    Attributes:
        path: the file as it was named.
        code: why, for programs.
        message: why and what to do, for people.
        sha256: digest of the file where its bytes could be read, else None.
    """

    path: Path
    code: RefusalCode
    message: Bilingual
    sha256: str | None = None


NoticeCode = Literal[
    "tracked-changes",
    "hidden-text",
    "struck-out-text",
    "embedded-content",
    "annex-missing",
    "not-a-contract",
    "unsupported-language",
    "pages-without-text",
    "garbled-text",
    "partial-read",
    "vertical-text",
    "ocr",
    "stale-reference",
    "lifted-by-amendment",
    "snippets-ignored",
    "converted",
]


@attrs.frozen
class Notice:
    """Something the reader of a report must know beside the verdicts.

    Attributes:
        code: for programs.
        message: one sentence for people.
        pages: the pages concerned, counted from 1; empty where the format has none.
    """

    code: NoticeCode
    message: Bilingual
    pages: tuple[int, ...] = ()


@attrs.frozen
class Document:
    """The text of one file, with the place of every block.

    Attributes:
        path: the file as it was named.
        sha256: digest of the file's bytes.
        format: the format found in the bytes, whatever the name says.
        text: everything that counts as text of the contract, blocks in reading order, one line feed after each.
            Running headers, footers, deleted and hidden text are not in it.
        blocks: the pieces of ``text`` in order; every character of ``text`` but the line feeds between
            blocks belongs to exactly one block.
        margins: headers, footers and page numbers, kept apart: (where, page, text).
        pages: number of pages, or None where the format has none.
        notices: what was left out, and what is doubtful.
        origins: for PDF, what the characters of each block are in their page, so that `places` can find their boxes; empty where nothing
            is known.
    """

    path: Path
    sha256: str
    format: Literal["docx", "pdf", "txt", "doc", "rtf", "odt", "fodt"]
    text: str
    blocks: tuple[Block, ...]
    margins: tuple[tuple[str, int | None, str], ...] = ()
    pages: int | None = None
    notices: tuple[Notice, ...] = ()
    origins: tuple[Origin, ...] = attrs.field(default=(), eq=False, repr=False)
