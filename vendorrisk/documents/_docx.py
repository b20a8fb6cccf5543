"""Word files: open the package, read styles and numbering, walk the parts, put the text together.

A missing or damaged side part (styles, numbering, notes) never costs the whole document: the rest is read and the
loss is said.  Only a damaged main part is a refusal.
"""

from __future__ import annotations

import contextlib
import re
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any, Final

import attrs

from vendorrisk.documents._assemble import Piece, assemble
from vendorrisk.documents._docx_linked import Linked
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

__all__ = ["Walked", "read_docx", "walk_docx"]

_NOTICE_ORDER: Final = (
    "tracked-changes", "hidden-text", "placeholder", "struck-out-text", "embedded-content", "web-page", "large-images",
)  # fmt: skip
_EMBEDDED: Final = ("word/embeddings/",)
_TINY: Final = re.compile(rb'w:sz w:val="[1-4]"')
_EXTENT: Final = qualified("wp:extent")
_LARGE: Final = 10 * 360_000
"""Ten centimetres: a picture as large as that may be a scanned page."""


@attrs.define
class Walked:
    """What the text of a Word file was found to be.

    Attributes:
        package: the file.
        related: parts that the main part refers to, by sort.
        root: of the main part.
        styles: of the document.
        walk: the pieces of the text, what was seen on the way.
        notices: losses that have been said.
        parts: every part that was walked through, with its name.
    """

    package: Package
    related: dict[str, list[str]]
    root: Element
    styles: Styles
    walk: Walk
    notices: list[Notice]
    parts: list[tuple[Element, str]]


def read_docx(path: Path, data: bytes, digest: str, limits: Limits) -> Document:
    """Read a Word file; raises `Refused`."""
    walked = walk_docx(data, limits)
    package, notices, seen = walked.package, walked.notices, walked.walk.seen
    margins = _margins(package, walked.related, walked.styles, notices)
    text, blocks = assemble(walked.walk.pieces)
    if not blocks and any("/media/" in name for name in package.entries):
        raise refused("no-text-docx")
    if any(_is_large(extent) for extent in walked.root.iter(_EXTENT)):
        seen.add("large-images")
    linked = walked.walk.linked
    if any(name.lower().startswith(_EMBEDDED) for name in package.entries) or (linked is not None and linked.has_unread_diagrams()):
        seen.add("embedded-content")
    found = [notice(key) for key in _NOTICE_ORDER if key in seen]
    if "vbaproject.bin" in {PurePosixPath(name).name.lower() for name in package.entries}:
        found.append(notice("macros"))
    return Document(path, digest, "docx", text, blocks, margins, None, (*found, *notices))


def walk_docx(data: bytes, limits: Limits) -> Walked:
    """Walk through everything that counts as text of a Word file; raises `Refused`."""
    try:
        package = Package.open(data, limits)
    except PartError as error:
        raise refused("corrupt-docx", "ZIP") from error
    return _walked(package, [], set(), limits)


def _walked(package: Package, notices: list[Notice], seen: set[str], limits: Limits | None) -> Walked:
    """Read the main part and the notes it refers to; without limits, as inside another file, nothing that is linked."""
    related, targets, main = _main_part(package)
    styles = _side_part(package, related, "styles", read_styles, Styles, notices)
    numbering = _side_part(package, related, "numbering", read_numbering, Numbering, notices)
    numbering.style_numbers = {
        style_id: style.number_id for style_id, style in styles.by_id.items() if style.number_id
    }
    walk = Walk(styles, numbering)
    walk.seen = seen
    if limits is not None:
        walk.linked = Linked(package, targets, partial(_read_inside, package, limits), seen)
    try:
        content = package.read(main)
        walk.has_tiny = _TINY.search(content) is not None
        root = parsed(content)
        walk.part(root, "body")
    except (PartError, BadXmlError) as error:
        raise refused("corrupt-docx", PurePosixPath(main).name) from error
    walked = Walked(package, related, root, styles, walk, notices, [(root, package.find(main) or main)])
    for kind, wanted in walk.notes.items():
        if wanted:
            _walk_notes(walked, kind, wanted)
    return walked


def _read_inside(outer: Package, limits: Limits, data: bytes, seen: set[str]) -> list[Piece]:
    """Read a Word file that another one holds, out of the same budget."""
    inner = Package.open(data, attrs.evolve(limits, max_expanded_bytes=outer.budget))
    lost: list[Notice] = []
    try:
        walked = _walked(inner, lost, seen, None)
    finally:
        outer.budget = inner.budget
    if lost:
        seen.add("embedded-content")
    return walked.walk.pieces


def _main_part(package: Package) -> tuple[dict[str, list[str]], dict[str, str], str]:
    """Return the parts the main part refers to, by sort and by reference, and its own name; refuses what is not Word."""
    roots, _ = _relations(package, "_rels/.rels", "")
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
    related, targets = _relations(package, str(folder / "_rels" / f"{PurePosixPath(main).name}.rels"), str(folder))
    return related, targets, main


def _is_large(extent: Element) -> bool:
    return number(extent.get("cx")) >= _LARGE and number(extent.get("cy")) >= _LARGE


def _is_word(package: Package, main: str) -> bool:
    """Excel and PowerPoint use the same container; their main part lies in another folder."""
    folder = PurePosixPath(main).parts[0].lower()
    return folder not in ("xl", "ppt", "visio") and main.lower().endswith(".xml")


def _relations(package: Package, name: str, folder: str) -> tuple[dict[str, list[str]], dict[str, str]]:
    """Parts by the last word of their relationship type, and by its id; links to the outside are never followed."""
    found: dict[str, list[str]] = {}
    targets: dict[str, str] = {}
    if package.find(name) is None:
        return found, targets
    try:
        root = parsed(package.read(name))
    except (PartError, BadXmlError):
        return found, targets  # the usual names are tried without it
    for element in root.iter(qualified("rel:Relationship")):
        target = element.get("Target")
        if target and element.get("TargetMode") != "External":
            sort = (element.get("Type") or "").rpartition("/")[2]
            place = _resolved(folder, target)
            found.setdefault(sort, []).append(place)
            targets[element.get("Id") or ""] = place
    return found, targets


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


def _walk_notes(walked: Walked, kind: str, wanted: list[str]) -> None:
    name = next(iter(walked.related.get(f"{kind}s", [])), f"word/{kind}s.xml")
    try:
        root = parsed(walked.package.read(name))
        walked.walk.part(root, "footnote", wanted)
    except (PartError, BadXmlError):
        walked.notices.append(notice("partial-part", PurePosixPath(name).name))
        return
    walked.parts.append((root, walked.package.find(name) or name))


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
