"""Word files: open the package, read styles and numbering, walk the parts, put the text together.

A missing or damaged side part (styles, numbering, notes) never costs the whole document: the rest is read and the
loss is said.  Only a damaged main part is a refusal.
"""

from __future__ import annotations

import contextlib
import re
from pathlib import Path, PurePosixPath
from typing import Any, Final

from vendorrisk.documents._assemble import Piece, assemble
from vendorrisk.documents._docx_styles import Styles, read_styles
from vendorrisk.documents._docx_walk import Walk
from vendorrisk.documents._limits import Limits
from vendorrisk.documents._messages import notice, refused
from vendorrisk.documents._model import Document, Notice
from vendorrisk.documents._numbering import Numbering, read_numbering
from vendorrisk.documents._package import Package, PartError
from vendorrisk.documents._sniff import of_unreadable_package
from vendorrisk.documents._xml import BadXmlError, Element, number, parsed, qualified
from vendorrisk.text import Where

__all__ = ["read_docx"]

_NOTICE_ORDER: Final = (
    "tracked-changes", "hidden-text", "placeholder", "struck-out-text", "embedded-content", "large-images",
)  # fmt: skip
_EMBEDDED: Final = ("word/embeddings/", "word/afchunk", "word/diagrams/data")
_TINY: Final = re.compile(rb'w:sz w:val="[1-4]"')
_EXTENT: Final = qualified("wp:extent")
_LARGE: Final = 10 * 360_000
"""Ten centimetres: a picture as large as that may be a scanned page."""


def read_docx(path: Path, data: bytes, digest: str, limits: Limits) -> Document:
    """Read a Word file; raises `Refused`."""
    try:
        package = Package.open(data, limits)
    except PartError as error:
        raise refused("corrupt-docx", "ZIP") from error
    related, main = _main_part(package)
    notices: list[Notice] = []
    styles = _side_part(package, related, "styles", read_styles, Styles, notices)
    numbering = _side_part(package, related, "numbering", read_numbering, Numbering, notices)
    numbering.style_numbers = {
        style_id: style.number_id for style_id, style in styles.by_id.items() if style.number_id
    }
    walk = Walk(styles, numbering)
    try:
        data = package.read(main)
        walk.has_tiny = _TINY.search(data) is not None
        root = parsed(data)
        walk.part(root, "body")
    except (PartError, BadXmlError) as error:
        raise refused("corrupt-docx", PurePosixPath(main).name) from error
    for kind, wanted in walk.notes.items():
        if wanted:
            _walk_notes(package, related, kind, walk, wanted, notices)
    margins = _margins(package, related, styles, notices)
    text, blocks = assemble(walk.pieces)
    seen = walk.seen
    if not blocks and any("/media/" in name for name in package.entries):
        raise refused("no-text-docx")
    if any(_is_large(extent) for extent in root.iter(_EXTENT)):
        seen.add("large-images")
    if any(name.lower().startswith(_EMBEDDED) for name in package.entries):
        seen.add("embedded-content")
    found = [notice(key) for key in _NOTICE_ORDER if key in seen]
    if "vbaproject.bin" in {PurePosixPath(name).name.lower() for name in package.entries}:
        found.append(notice("macros"))
    return Document(path, digest, "docx", text, blocks, margins, None, (*found, *notices))


def _main_part(package: Package) -> tuple[dict[str, list[str]], str]:
    """Return the parts the main part refers to, by sort, and its own name; refuses what is not Word."""
    roots = _relations(package, "_rels/.rels", "")
    candidates = [*roots.get("officeDocument", []), "word/document.xml"]
    main = next((name for name in candidates if package.find(name)), None)
    if main is None or not _is_word(package, main):
        names = list(package.entries)
        mimetype = b""
        if package.find("mimetype"):
            with contextlib.suppress(PartError):
                mimetype = package.read("mimetype")[:200]
        raise of_unreadable_package(names, mimetype, encrypted=package.encrypted)
    folder = PurePosixPath(main).parent
    related = _relations(package, str(folder / "_rels" / f"{PurePosixPath(main).name}.rels"), str(folder))
    return related, main


def _is_large(extent: Element) -> bool:
    return number(extent.get("cx")) >= _LARGE and number(extent.get("cy")) >= _LARGE


def _is_word(package: Package, main: str) -> bool:
    """Excel and PowerPoint use the same container; their main part lies in another folder."""
    folder = PurePosixPath(main).parts[0].lower()
    return folder not in ("xl", "ppt", "visio") and main.lower().endswith(".xml")


def _relations(package: Package, name: str, folder: str) -> dict[str, list[str]]:
    """Parts by the last word of their relationship type; links to the outside are never followed."""
    found: dict[str, list[str]] = {}
    if package.find(name) is None:
        return found

    try:
        root = parsed(package.read(name))
    except (PartError, BadXmlError):
        return found  # the usual names are tried without it
    for element in root.iter(qualified("rel:Relationship")):
        target = element.get("Target")
        if target and element.get("TargetMode") != "External":
            sort = (element.get("Type") or "").rpartition("/")[2]
            found.setdefault(sort, []).append(_resolved(folder, target))
    return found


def _resolved(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    parts: list[str] = []
    for step in f"{folder}/{target}".split("/"):
        if step == "..":
            parts = parts[:-1]
        elif step not in ("", "."):
            parts.append(step)
    return "/".join(parts)


def _side_part(
    package: Package,
    related: dict[str, list[str]],
    sort: str,
    reader: Any,
    default: Any,
    notices: list[Notice],
) -> Any:
    name = next(iter(related.get(sort, [])), f"word/{sort}.xml")
    if package.find(name) is None:
        return default()
    try:
        return reader(package.read(name))
    except (PartError, BadXmlError):
        notices.append(notice("partial-part", PurePosixPath(name).name))
        return default()


def _walk_notes(
    package: Package,
    related: dict[str, list[str]],
    kind: str,
    walk: Walk,
    wanted: list[str],
    notices: list[Notice],
) -> None:
    name = next(iter(related.get(f"{kind}s", [])), f"word/{kind}s.xml")
    try:
        walk.part(parsed(package.read(name)), "footnote", wanted)
    except (PartError, BadXmlError):
        notices.append(notice("partial-part", PurePosixPath(name).name))


def _margins(
    package: Package, related: dict[str, list[str]], styles: Styles, notices: list[Notice]
) -> tuple[tuple[str, int | None, str], ...]:
    """Headers and footers, each text once, on a walk of their own so that they move no counter."""
    found: dict[tuple[str, int | None, str], None] = {}
    sides: tuple[Where, ...] = ("header", "footer")
    for where in sides:
        for name in dict.fromkeys(related.get(where, [])):
            try:
                pieces: list[Piece] = Walk(styles, Numbering()).part(parsed(package.read(name)), where)
            except (PartError, BadXmlError):
                if package.find(name):
                    notices.append(notice("partial-part", PurePosixPath(name).name))
                continue
            for piece in pieces:
                found[(where, None, piece.text)] = None
    return tuple(found)
