"""Writes Word files: paragraphs of named styles, put into a base document that brings styles, numbering, header, footer and paper.

The numbers of articles, paragraphs and items are Word's own: they come from the numbering that the base ties to its styles, so that whoever
goes on editing can add an article and all others follow.  What has yet to be filled in stands in content controls, which Word shows as fields.

>>> from vendorrisk._data import templates_root
>>> base = read_base(templates_root() / "base" / "standard.docx")
>>> file = base.write([Line("文書名", (Span("覚書"),)), Line("条", (Span("甲は、"), Span("4月1日", "締結日"), Span("に支払う。")))], {"文書名": "覚書"})
>>> file[:2]
b'PK'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import attrs

from vendorrisk.drafting._errors import TemplateError
from vendorrisk.drafting._properties import CUSTOM, custom_part, with_custom
from vendorrisk.drafting._zip import Entry, archive, packed
from vendorrisk.model import Bilingual, system_reason

__all__ = ["BLANK", "Base", "Line", "Span", "clean_text", "read_base"]

BLANK = "未記入"
_PROMPT = "【{}】"
_BREAK = "</w:t><w:br/><w:t xml:space=\"preserve\">"
_TAB = "</w:t><w:tab/><w:t xml:space=\"preserve\">"
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPECIAL = re.compile("[&<>\"\n\r\t\x00-\x1f\ud800-\udfff\ufffe\uffff]")
_FIELD = re.compile(r"\{([^{}<>]+)\}")
_FIELD_BEHIND_BLANKS = re.compile(rf"([ 　]*){_FIELD.pattern}")
_DOCUMENT = "word/document.xml"
_PACKAGE = ("[Content_Types].xml", "_rels/.rels")
_FILLED = re.compile(r"word/(?:header|footer)\d*\.xml|docProps/core\.xml")


class Span(NamedTuple):
    """A stretch of a paragraph.

    Attributes:
        text: what stands there; where a control is empty, the name of what is wanted.
        control: name of the content control around it, or "" for plain text.
        blank: whether the control is still to be filled in.
    """

    text: str
    control: str = ""
    blank: bool = False


class Line(NamedTuple):
    """A paragraph.

    Attributes:
        style: name of a paragraph style of the base.
        spans: its text.
    """

    style: str
    spans: tuple[Span, ...]

    @property
    def text(self) -> str:
        """The text without its number."""
        return "".join(_PROMPT.format(span.text) if span.blank else span.text for span in self.spans)


@attrs.frozen(eq=False)
class Base:
    """A base document, read once and used for any number of files.

    Attributes:
        path: the file it was read from.
        styles: ids of the paragraph styles by name.
        levels: how Word shows the numbers of a style: (text such as ``第%1条``, number format), by name of the style.
        blank: id of the character style of what is still to be filled in.
    """

    path: Path
    styles: Mapping[str, str]
    levels: Mapping[str, tuple[str, str]]
    blank: str
    _entries: tuple[Entry | None, ...]  # None for the text itself and for parts with fields, in the order of the base
    _fields: tuple[tuple[int, str, str], ...]  # (place, name, text) of the parts with fields
    _before: str
    _after: str
    _names: tuple[str, ...]
    _package: tuple[bytes, bytes]  # content types and relations
    _heads: dict[str, str] = attrs.field(factory=dict)

    def write(self, lines: Iterable[Line], fields: Mapping[str, str]) -> bytes:
        """Return a Word file.

        Args:
            lines: its paragraphs.
            fields: what stands for ``{name}`` in header, footer and title.

        Raises:
            TemplateError: the base has no style of a name that is used.
        """
        return self.write_body(self._paragraphs(lines), fields)

    def write_body(self, body: str, fields: Mapping[str, str], properties: Mapping[str, str] | None = None) -> bytes:
        """Return a Word file of paragraphs and tables that are XML already.

        Args:
            body: what stands in the body before its last section.
            fields: what stands for ``{name}`` in header, footer and title.
            properties: custom properties of the file, in place of those of the base.
        """
        entries = list(self._entries)
        for place, name, text in self._fields:
            filled = _FIELD_BEHIND_BLANKS.sub(lambda match: _with_blanks(match[1], " ".join(fields.get(match[2], "").split())), text)
            entries[place] = _packed_again(name, filled)
        entries[self._names.index(_DOCUMENT)] = packed(_DOCUMENT, (self._before + body + self._after).encode())
        if properties is not None:
            own = packed(CUSTOM, custom_part(properties))
            if CUSTOM in self._names:
                entries[self._names.index(CUSTOM)] = own
            else:
                for name, data in zip(_PACKAGE, with_custom(*self._package), strict=True):
                    entries[self._names.index(name)] = packed(name, data)
                entries.append(own)
        return archive([entry for entry in entries if entry is not None])

    def _paragraphs(self, lines: Iterable[Line]) -> str:
        out: list[str] = []
        controls = 0
        heads = self._heads
        for style, spans in lines:
            head = heads.get(style)
            if head is None:
                head = heads[style] = f'<w:p><w:pPr><w:pStyle w:val="{escaped(self.style(style))}"/></w:pPr>'
            out.append(head)
            for text, control, blank in spans:
                if not control:
                    out.append(_run(text))
                    continue
                controls += 1
                out.append(_control(escaped(text), control, controls, self.blank if blank else ""))
            out.append("</w:p>")
        return "".join(out)

    def style(self, name: str) -> str:
        """Return the id of a style.

        Raises:
            TemplateError: there is no such style.
        """
        if name not in self.styles:
            raise TemplateError(
                Bilingual(f"ひな形のWord文書にスタイル「{name}」がない。", f"The base document has no style {name!r}."), where=str(self.path),
                todo=Bilingual("収録のひな形(templates/base/standard.docx)を写して直してください。", "Start from a copy of templates/base/standard.docx."),
            )
        return self.styles[name]


@lru_cache(maxsize=4096)
def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escaped(text)}</w:t></w:r>' if text else ""


def _control(text: str, name: str, number: int, blank: str) -> str:
    """Return a content control; Word's schema wants alias, tag, id and prompt in this order.

    It is one for any text: LibreOffice 7.4 repeats what stands in one for plain text whenever it saves the file.
    """
    label = escaped(name)[:64]
    head = f'<w:sdt><w:sdtPr><w:alias w:val="{label}"/><w:tag w:val="{label}"/><w:id w:val="{number}"/>'
    if not blank:
        return f'{head}</w:sdtPr><w:sdtContent><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:sdtContent></w:sdt>'
    return (
        f'{head}<w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:rPr><w:rStyle w:val="{blank}"/></w:rPr>'
        f'<w:t xml:space="preserve">{_PROMPT.format(text)}</w:t></w:r></w:sdtContent></w:sdt>'
    )


def escaped(text: str) -> str:
    """Return text as it may stand between tags and in attributes; line breaks and tabs become Word's own.

    >>> escaped('A&B <甲>')
    'A&amp;B &lt;甲&gt;'
    """
    if not _SPECIAL.search(text):
        return text
    text = _NO_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return text.replace("\n", _BREAK).replace("\t", _TAB)


def _with_blanks(blanks: str, text: str) -> str:
    """Return what stands for a field; the blanks before one that is empty go with it."""
    return blanks + escaped(text) if text else ""


def clean_text(text: str) -> str:
    r"""Return text without what no Word file can hold.

    >>> clean_text("市\x00長\ud800")
    '市長'
    """
    return _NO_XML.sub("", text)


@lru_cache(maxsize=256)
def _packed_again(name: str, text: str) -> Entry:
    return packed(name, text.encode())


def _parts(path: Path) -> dict[str, bytes]:
    """Return every part of a Word file; raises `TemplateError` where it cannot be unpacked."""
    import zipfile
    import zlib

    try:
        with zipfile.ZipFile(path) as source:
            return {info.filename: source.read(info) for info in source.infolist() if not info.is_dir()}
    # `zipfile` has no class of its own for these: a part cut off, a part that is no deflate stream, and, as RuntimeError, a password or an unknown compression.
    except (zipfile.BadZipFile, EOFError, zlib.error, RuntimeError) as error:
        why = Bilingual("Word文書（.docx）ではないか、壊れているか、パスワードが掛かっている", "it is no Word file (.docx), is damaged, or is protected by a password")
        raise _unusable(path, why) from error
    except OSError as error:
        raise _unusable(path, system_reason(error)) from error


@lru_cache(maxsize=16)
def _read_base(path: Path, _: float) -> Base:
    parts = _parts(path)
    try:
        body, styles, numbering, types, relations = (parts[name] for name in (_DOCUMENT, "word/styles.xml", "word/numbering.xml", *_PACKAGE))
    except KeyError as error:
        raise _unusable(path, Bilingual("{0}がない", "it has no {0}").format(error.args[0])) from error
    names, levels, blank = _named_styles(path, styles, numbering)
    before, after = _cut(path, body.decode("utf-8", "replace"))
    entries: list[Entry | None] = []
    fields = []
    for place, (name, data) in enumerate(parts.items()):
        if _FILLED.fullmatch(name):
            fields.append((place, name, _whole_fields(data)))
            entries.append(packed(name, data))
        else:
            entries.append(None if name == _DOCUMENT else packed(name, data))
    return Base(path, names, levels, blank, tuple(entries), tuple(fields), before, after, tuple(parts), (types, relations))


def read_base(path: Path) -> Base:
    """Read a base document; one that did not change is read once.

    Raises:
        TemplateError: it cannot be read, is no Word file, or lacks a body.
    """
    try:
        return _read_base(path, path.stat().st_mtime)
    except OSError as error:
        raise _unusable(path, system_reason(error)) from error


def _unusable(path: Path, why: Bilingual) -> TemplateError:
    return TemplateError(
        Bilingual("ひな形のWord文書を使えない({0})。", "The base document cannot be used ({0}).").format(why), where=str(path)
    )


def _cut(path: Path, body: str) -> tuple[str, str]:
    """Return what stands before and behind the paragraphs: the root with its namespaces, and paper, header and footer of the last section."""
    start, section = body.find("<w:body>"), body.rfind("<w:sectPr")
    if start < 0 or section < 0:
        raise _unusable(path, Bilingual("本文又はセクションの設定がない", "it has no body or no section"))
    return body[: start + len("<w:body>")], body[section:]


def _whole_fields(data: bytes) -> str:
    """Return a part as text, with fields put together again that Word has cut into several runs while somebody edited the base."""
    from lxml import etree

    tree = etree.fromstring(data)
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    for paragraph in tree.iter(f"{word}p"):
        texts = list(paragraph.iter(f"{word}t"))
        joined = "".join(text.text or "" for text in texts)
        if len(_FIELD.findall(joined)) > sum(len(_FIELD.findall(text.text or "")) for text in texts):
            texts[0].text = joined
            for text in texts[1:]:
                text.text = ""
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True).decode()


def _named_styles(path: Path, styles: bytes, numbering: bytes) -> tuple[dict[str, str], dict[str, tuple[str, str]], str]:
    """Return ids of paragraph styles by name, number texts by name, and the id of the character style for blanks."""
    from lxml import etree

    def w(name: str) -> str:
        return "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}" + name

    try:
        root, numbers = etree.fromstring(styles), etree.fromstring(numbering)
    except etree.XMLSyntaxError as error:
        raise _unusable(path, Bilingual("スタイル又は番号の設定が壊れている", "its styles or its numbering are damaged")) from error
    names: dict[str, str] = {}
    blank = ""
    for style in root.iter(w("style")):
        called, sort, id_ = style.find(w("name")), style.get(w("type")), style.get(w("styleId")) or ""
        if called is None:
            continue
        name = called.get(w("val")) or ""
        if sort == "paragraph":
            names[name] = id_
        elif sort == "character" and name == BLANK:
            blank = id_
    by_id = {id_: name for name, id_ in names.items()}
    levels: dict[str, tuple[str, str]] = {}
    for level in numbers.iter(w("lvl")):
        linked, text, form = (level.find(w(name)) for name in ("pStyle", "lvlText", "numFmt"))
        if linked is not None and text is not None and form is not None:
            levels[by_id.get(linked.get(w("val")) or "", "")] = (text.get(w("val")) or "", form.get(w("val")) or "")
    return names, levels, blank or "a0"

