"""The self-check sheet as a Word form, and the answers of one that comes back.

Answers are chosen from a list and explanations written into content controls.  What a row asks is written into the row in hidden letters, because a
program that is not Word may drop the name of a control, and people move, copy and overwrite controls; so a row is read by what stands in its
cells, whether or not the controls around it are still there.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from itertools import count, groupby
from typing import Any

from vendorrisk.drafting._checklist import (
    ANSWERS,
    CHECKLIST_WORDS,
    MARK,
    Answer,
    Answers,
    ChecklistHead,
    Question,
    answer_of,
)
from vendorrisk.drafting._properties import CUSTOM, custom_values
from vendorrisk.drafting._word import Base, escaped
from vendorrisk.model import Bilingual, Language

__all__ = ["is_word", "read_checklist_form", "write_checklist_form"]

_CHOOSE, _FILL = Bilingual("【選択】", "[choose]"), Bilingual("【記入】", "[fill in]")
_PROMPTS = re.compile("|".join(re.escape(text) for both in (_CHOOSE, _FILL) for text in (both.ja, both.en)))
_DOCUMENT = "word/document.xml"
_KEY = re.compile(r"#([\w.-]+)\s*$")
_WIDTHS = (620, 3700, 1100, 2230, 1137)  # twips; together the text of an A4 page of the base
_HEAD_WIDTHS = (2400, 6387)
_LARGEST = 50_000_000  # bytes of a part when unpacked; a form of a thousand questions has two million
_EDGES = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))


def write_checklist_form(questions: Sequence[Question], head: ChecklistHead, base: Base, language: Language = "ja") -> bytes:
    """Return the Word file.

    Args:
        questions: its lines; those of a requirement stand together.
        head: what it is about.
        base: the Word file that brings styles and paper.
        language: of its own words.

    Raises:
        TemplateError: the base lacks a style.
    """
    numbers = count(1)

    def say(key: str) -> str:
        return CHECKLIST_WORDS[key].get(language)

    def control(name: str, prompt: Bilingual, sort: str) -> str:
        return (
            f'<w:sdt><w:sdtPr><w:alias w:val="{escaped(name)}"/><w:id w:val="{next(numbers)}"/><w:lock w:val="sdtLocked"/><w:showingPlcHdr/>{sort}</w:sdtPr><w:sdtContent>'
            f'<w:r><w:rPr><w:rStyle w:val="{base.blank}"/><w:sz w:val="18"/></w:rPr><w:t>{escaped(prompt.get(language))}</w:t></w:r></w:sdtContent></w:sdt>'
        )

    def paragraph(style: str, inner: str) -> str:
        return f'<w:p><w:pPr><w:pStyle w:val="{escaped(base.style(style))}"/></w:pPr>{inner}</w:p>'

    free = ""  # a control for any text: LibreOffice 7.4 repeats what stands in one for plain text
    listed = "".join(f'<w:listItem w:displayText="{escaped(word.get(language))}" w:value="{key}"/>' for key, word in ANSWERS.items())
    asked = [
        _row([_text(say(key)) + _text(f"#{key}", hidden=True), control(say(key), _FILL, free) if key in ("by", "on") else _text(text)], _HEAD_WIDTHS)
        for key, text in (("city", head.city), ("contract", head.contract), ("vendor", head.vendor), ("by", ""), ("on", ""))
    ]
    body = [paragraph("右寄せ", _run(head.mark)) if head.mark else "", paragraph("文書名", _run(say("title"))), _table(asked, _HEAD_WIDTHS), paragraph("本文", ""), paragraph("本文", _run(say("how")))]
    lines = count(1)
    top = _row([_text(say(key), bold=True) for key in ("number", "question", "answer", "why", "paper")], _WIDTHS, head=True)
    for requirement, group in groupby(questions, lambda one: one.requirement):
        rows = [
            _row(
                [
                    _text(str(next(lines))) + _text(f"#{one.key}", hidden=True), _text(one.question), control(say("answer"), _CHOOSE, f"<w:dropDownList>{listed}</w:dropDownList>"),
                    control(say("why"), _FILL, free), control(say("paper"), _FILL, free),
                ],
                _WIDTHS,
            )
            for one in group
        ]  # fmt: skip
        body += [paragraph("条見出し", _run(requirement)), _table([top, *rows], _WIDTHS)]
    body.append(paragraph("本文", ""))  # Word wants a paragraph behind a table
    held = {"vendorrisk-form": MARK, "vendorrisk-subject": head.subject, "vendorrisk-editions": "; ".join(head.editions), "vendorrisk-made-on": head.made_on.isoformat() if head.made_on else ""}
    return base.write_body("".join(body), {"文書名": say("title"), "版": head.mark, "作成日": ""}, held)


def is_word(data: bytes) -> bool:
    """Return whether a file is a Word file, whatever its name says."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _DOCUMENT in package.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return False


def read_checklist_form(data: bytes) -> Answers | None:
    """Return the answers of a Word form; None where the file is no form of ours, or too damaged to be one."""
    from lxml import etree

    parser = etree.XMLParser(load_dtd=False, no_network=True, resolve_entities=False)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = []
            for name in (_DOCUMENT, CUSTOM):
                if package.getinfo(name).file_size > _LARGEST:
                    return None
                parts.append(etree.fromstring(package.read(name), parser))
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, KeyError, EOFError, RuntimeError, ValueError, etree.XMLSyntaxError):
        return None
    document, held = parts[0], custom_values(parts[1])
    if held.get("vendorrisk-form") != MARK:
        return None
    rows = dict(_rows(document))
    answers = tuple(Answer(key, answer_of(cells[2]), cells[3], cells[4]) for key, cells in rows.items() if "." in key)
    by, on = (rows.get(key, [""] * 2)[1] for key in ("by", "on"))
    return Answers(held.get("vendorrisk-subject", ""), tuple(filter(None, held.get("vendorrisk-editions", "").split("; "))), answers, held.get("vendorrisk-made-on", ""), by, on)


def _rows(document: Any) -> Iterator[tuple[str, list[str]]]:
    """Yield the rows of all tables that have a key, with at least five cells; a row that somebody has copied counts once, as it stands last."""
    w = f"{{{document.nsmap.get(document.prefix)}}}"
    for row in document.iter(f"{w}tr"):
        cells = [cell for cell in row.iter(f"{w}tc") if next(cell.iterancestors(f"{w}tr")) is row]
        texts = [_text_of(cell, w) for cell in cells]
        found = _KEY.search(texts[0]) if texts else None
        if found:
            yield found[1], [_PROMPTS.sub("", text).strip() for text in texts] + [""] * (5 - len(texts))


def _text_of(cell: Any, w: str) -> str:
    """Return what stands in a cell, without the prompts of controls that nobody has filled in."""

    def prompting(node: Any) -> bool:
        return any(control.find(f"{w}sdtPr/{w}showingPlcHdr") is not None for control in node.iterancestors(f"{w}sdt"))

    def words(paragraph: Any) -> Iterator[str]:
        for node in paragraph.iter(f"{w}t", f"{w}br", f"{w}tab"):
            if not prompting(node):
                yield "\n" if node.tag == f"{w}br" else "\t" if node.tag == f"{w}tab" else node.text or ""

    return "\n".join("".join(words(paragraph)) for paragraph in cell.iter(f"{w}p"))


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escaped(text)}</w:t></w:r>' if text else ""


def _text(text: str, *, bold: bool = False, hidden: bool = False) -> str:
    shown = f'{"<w:b/>" if bold else ""}{"<w:vanish/>" if hidden else ""}<w:sz w:val="18"/>'
    return f'<w:r><w:rPr>{shown}</w:rPr><w:t xml:space="preserve">{escaped(text)}</w:t></w:r>' if text else ""


def _row(cells: Sequence[str], widths: Sequence[int], *, head: bool = False) -> str:
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="DDE6F0"/>' if head else ""
    inner = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr><w:p><w:pPr><w:snapToGrid w:val="0"/><w:spacing w:before="40" w:after="40" w:line="260" w:lineRule="atLeast"/><w:jc w:val="left"/></w:pPr>{cell}</w:p></w:tc>'
        for cell, width in zip(cells, widths, strict=True)
    )
    return f'<w:tr><w:trPr><w:cantSplit/>{"<w:tblHeader/>" if head else ""}</w:trPr>{inner}</w:tr>'


def _table(rows: Sequence[str], widths: Sequence[int]) -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{_EDGES}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
        f'<w:tblGrid>{columns}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )
