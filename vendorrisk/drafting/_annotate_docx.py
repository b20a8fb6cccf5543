"""Remarks as Word comments in a copy of a Word file: nothing else of it changes.

Marks stand between runs and never inside one, as children of a paragraph of the body itself: Word knows no comments in text boxes, notes,
headers and footers.  What stands there is remarked upon in the nearest paragraph of the body.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from lxml import etree

from vendorrisk.documents import WordPlace
from vendorrisk.drafting._remarks import Remark
from vendorrisk.model import Bilingual, Language

__all__ = ["annotate_docx"]

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_COMMENTS = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_DOCUMENT = ("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships")
_ELSEWHERE = {
    "footnotes": Bilingual("（脚注の文）", " (in a footnote)"), "endnotes": Bilingual("（文末脚注の文）", " (in an endnote)"), "header": Bilingual("（ヘッダーの文）", " (in a header)"),
    "footer": Bilingual("（フッターの文）", " (in a footer)"),
}  # fmt: skip
_BOXED = Bilingual("（テキストボックスの文）", " (in a text box)")
_LINKED = Bilingual("（差し込まれた文書の文）", " (in a linked part)")


def annotate_docx(data: bytes, remarks: Sequence[Remark], *, author: str, at: datetime, language: Language = "ja") -> bytes:
    """Return a copy of a Word file with remarks as comments.

    Args:
        data: the file.
        remarks: what to say; their places count paragraphs and runs as the reader does.
        author: who makes the comments.
        at: when, on the clock of who reads it: Word shows the hour as it stands, whatever zone it names.
        language: of what is said about places without comments.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {info: package.read(info) for info in package.infolist()}
    held = {info.filename: content for info, content in parts.items()}
    main = _main_part(held)
    root = etree.fromstring(held[main], _parser())
    comments_part, changed = _comments_part(held, main, root.nsmap.get(root.prefix, "") == _STRICT)
    w = f"{{{root.nsmap[root.prefix]}}}"
    comments = etree.fromstring(held[comments_part], _parser()) if comments_part in held else etree.Element(f"{w}comments", nsmap={"w": w[1:-1]})
    used = [int(one.get(f"{w}id", "0")) for one in comments.iter(f"{w}comment")]
    number = max(used, default=-1) + 1
    paragraphs = list(root.iter(f"{w}p"))
    for remark in remarks:
        first, last, aside = _anchor(remark, paragraphs, root, w, main, held, language)
        _mark(first, last, w, number)
        comments.append(_comment(w, number, remark.text + aside, author, at))
        number += 1
    changed[main] = _serialised(root)
    changed[comments_part] = _serialised(comments)
    return _zipped(parts, changed)


def _parser() -> etree.XMLParser:
    """Return a parser that neither loads nor resolves anything from outside the file."""
    return etree.XMLParser(load_dtd=False, no_network=True, resolve_entities=False, huge_tree=True)


def _main_part(held: dict[str, bytes]) -> str:
    relations = etree.fromstring(held["_rels/.rels"], _parser())
    for one in relations.iter(f"{{{_RELATIONS}}}Relationship"):
        if one.get("Type") in [f"{place}/officeDocument" for place in _DOCUMENT]:
            return str(one.get("Target")).lstrip("/")
    return "word/document.xml"


def _comments_part(held: dict[str, bytes], main: str, strict: bool) -> tuple[str, dict[str, bytes]]:
    """Return the part of the comments, and what has to change so that Word finds it when there was none."""
    folder, name = posixpath.split(main)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    relations = etree.fromstring(held[path], _parser()) if path in held else etree.Element(f"{{{_RELATIONS}}}Relationships", nsmap={None: _RELATIONS})  # type: ignore[dict-item]
    for one in relations.iter(f"{{{_RELATIONS}}}Relationship"):
        if one.get("Type") in [f"{place}/comments" for place in _DOCUMENT]:
            target = str(one.get("Target"))
            return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target)), {}
    part = posixpath.join(folder, "comments.xml")
    while part in held:
        part = part.replace(".xml", "_.xml")
    ids = {one.get("Id") for one in relations}
    made = etree.SubElement(relations, f"{{{_RELATIONS}}}Relationship")
    made.set("Id", next(name for name in (f"rIdRemarks{n}" for n in range(len(ids) + 1)) if name not in ids))
    made.set("Type", f"{_DOCUMENT[strict]}/comments")
    made.set("Target", posixpath.basename(part))
    types = etree.fromstring(held["[Content_Types].xml"], _parser())
    override = etree.SubElement(types, f"{{{_TYPES}}}Override")
    override.set("PartName", f"/{part}")
    override.set("ContentType", _COMMENTS)
    return part, {path: _serialised(relations), "[Content_Types].xml": _serialised(types)}


def _anchor(remark: Remark, paragraphs: list[Any], root: Any, w: str, main: str, held: dict[str, bytes], language: Language) -> tuple[Any, Any, str]:
    """Return the first and the last element that a comment embraces, and what has to be said of the place."""
    places = [place for place in remark.places if isinstance(place, WordPlace)]
    here = [place for place in places if place.part == main and place.paragraph < len(paragraphs)]
    if not here:
        body = [paragraph for paragraph in paragraphs if not _boxed(paragraph, w)]
        noted = _noted(places[0], root, w, held) if places else None
        paragraph = body[-1] if noted is None else noted
        return paragraph, paragraph, _aside(places[0].part).get(language) if places and not remark.missing else ""
    first, last = here[0], here[-1]
    if remark.missing:
        first = last
    begin, boxed = _child(paragraphs[first.paragraph], first.runs[0].run if first.runs else None, w)
    end, _ = _child(paragraphs[last.paragraph], last.runs[-1].run if last.runs else None, w)
    return begin, end, _BOXED.get(language) if boxed and not remark.missing else ""


def _aside(part: str) -> Bilingual:
    return next((words for name, words in _ELSEWHERE.items() if name in part), _LINKED)


def _noted(place: WordPlace, root: Any, w: str, held: dict[str, bytes]) -> Any:
    """Return the paragraph of the body that refers to the note in which a sentence stands; None where it stands in no note."""
    for name, note, tag in (("footnotes", "footnote", "footnoteReference"), ("endnotes", "endnote", "endnoteReference")):
        if name not in place.part or place.part not in held:
            continue
        paragraphs = list(etree.fromstring(held[place.part], _parser()).iter(f"{w}p"))
        within = paragraphs[place.paragraph].iterancestors(f"{w}{note}") if place.paragraph < len(paragraphs) else iter(())
        number = next((one.get(f"{w}id") for one in within), None)
        references = [one for one in root.iter(f"{w}{tag}") if number is not None and one.get(f"{w}id") == number]
        return next((one for reference in references for one in reference.iterancestors(f"{w}p") if not _boxed(one, w)), None)
    return None


def _boxed(element: Any, w: str) -> bool:
    return next(element.iterancestors(f"{w}txbxContent"), None) is not None


def _child(paragraph: Any, run: int | None, w: str) -> tuple[Any, bool]:
    """Return the child of a paragraph of the body in which a run stands, or the paragraph; and whether the run is in a text box."""
    boxed = _boxed(paragraph, w)
    element = paragraph
    if run is not None:
        runs = list(paragraph.iter(f"{w}r"))
        element = runs[run] if run < len(runs) else paragraph
    while _boxed(element, w):
        element = element.getparent()
    if element.tag == f"{w}p":
        return element, boxed
    while element.getparent() is not None and element.getparent().tag != f"{w}p":
        element = element.getparent()
    return element, boxed


def _mark(first: Any, last: Any, w: str, number: int) -> None:
    """Put the marks of a comment around elements; around the content of a paragraph where only that is known."""
    start, end = etree.Element(f"{w}commentRangeStart"), etree.Element(f"{w}commentRangeEnd")
    reference = etree.Element(f"{w}r")
    etree.SubElement(reference, f"{w}commentReference").set(f"{w}id", str(number))
    for mark in (start, end):
        mark.set(f"{w}id", str(number))
    if first.tag == f"{w}p":
        properties = first.find(f"{w}pPr")
        first.insert(0 if properties is None else first.index(properties) + 1, start)
    else:
        first.addprevious(start)
    if last.tag == f"{w}p":
        last.extend([end, reference])
    else:
        tail = last
        while tail.getnext() is not None and tail.getnext().tag in (f"{w}commentRangeEnd",):
            tail = tail.getnext()
        tail.addnext(end)
        end.addnext(reference)


def _comment(w: str, number: int, text: str, author: str, at: datetime) -> Any:
    comment = etree.Element(f"{w}comment")
    for name, value in (("id", str(number)), ("author", author), ("date", at.strftime("%Y-%m-%dT%H:%M:%SZ")), ("initials", author[:2])):
        comment.set(f"{w}{name}", value)
    for line in text.split("\n"):
        run = etree.SubElement(etree.SubElement(comment, f"{w}p"), f"{w}r")
        said = etree.SubElement(run, f"{w}t")
        said.text = line
        said.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return comment


def _serialised(root: Any) -> bytes:
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)


def _zipped(parts: dict[zipfile.ZipInfo, bytes], changed: dict[str, bytes]) -> bytes:
    """Return the package again: every part in its place, new ones behind."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for info, content in parts.items():
            package.writestr(info, changed.pop(info.filename, content), compress_type=info.compress_type)
        for name, content in changed.items():
            package.writestr(zipfile.ZipInfo(name), content, compress_type=zipfile.ZIP_DEFLATED)
    return made.getvalue()
