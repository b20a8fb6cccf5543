"""Make the sample documents again: ``python contracts/samples/make_samples.py [OUT]``.

Every document is written from one text in ``source/``; the city, the companies and the people in them are invented.
The files come out byte for byte the same on every machine: dates are fixed and nothing is compressed.

A source begins with settings (``%key value``), then has one paragraph a line:

====================  ==================================================================================
``# TEXT``            title, centred
``（TEXT）``          heading of the article that follows
``* TEXT``            article, first level of the numbering; ``**``, ``***`` and ``****`` are the levels below it
``= TEXT``            chapter, numbered 第1章
``! NUMBERING TEXT``  annex: new page, own numbering, TEXT as its title
``| A | B``           row of a table; neighbouring rows are one table
``> TEXT``            set right; ``^ TEXT`` is centred
``---``               new page
anything else         plain paragraph
====================  ==================================================================================

``{heading}`` in a text is replaced by the number of the article below that heading.  A source with ``%base NAME`` takes over NAME
and replaces the articles and annexes whose headings it repeats; the only line ``削除`` removes the article, and ``（OLD⇒（NEW）`` gives it another heading.
"""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal
from xml.sax.saxutils import escape

HERE = Path(__file__).parent
SOURCE = HERE / "source"
PAGE_COLUMNS = 40
PAGE_ROWS = 36

Digits = Literal["full", "half", "kanji"]
Role = Literal["title", "heading", "level", "chapter", "annex", "plain", "right", "centre", "break", "row"]


# ---------------------------------------------------------------- the source


@dataclass(frozen=True)
class Line:
    """One paragraph of a source: what it is, how deep, and its text or cells."""

    role: Role
    text: str = ""
    level: int = 0
    cells: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source:
    """A sample text with its settings."""

    name: str
    settings: dict[str, str]
    lines: tuple[Line, ...]

    @property
    def outputs(self) -> tuple[str, ...]:
        """Names of the files to write."""
        return tuple(f"{self.name}.{suffix}" for suffix in self.settings["formats"].split())


@dataclass(frozen=True)
class Scheme:
    """How the levels of a text are numbered: pattern and counting of each, and the first number of the second level."""

    patterns: tuple[str, str, str, str]
    counting: tuple[str, str, str, str]
    second: int = 2

    def indent(self, level: int) -> int:
        """Return by how many characters a level stands in; the paragraphs of an article stand where the article does."""
        return level if self.second == 1 else max(level - 1, 0)


SCHEMES = {
    "条": Scheme(("第{}条", "{}", "({})", "{}"), ("digits", "digits", "half", "kana")),
    "第": Scheme(("第{}", "{}", "({})", "{}"), ("digits", "digits", "half", "kana")),
    "数": Scheme(("{}", "({})", "{}", "({})"), ("digits", "half", "kana", "kana"), second=1),
    "漢": Scheme(("第{}条", "{}", "{}", "{}"), ("kanji", "full", "kanji", "iroha")),
    "英": Scheme(("Article {}", "{}.", "({})", "({})"), ("half", "half", "alpha", "half"), second=2),
}
_KANJI = "〇一二三四五六七八九"
_LEVEL = re.compile(r"(\*{1,4}) (.*)")


def kanji(number: int) -> str:
    """Write a number below 100 in kanji.

    >>> kanji(7), kanji(10), kanji(24)
    ('七', '十', '二十四')
    """
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else _KANJI[tens] + "十") + (_KANJI[ones] if ones else "")


def count(number: int, how: str, digits: Digits) -> str:
    """Write the number of an article or item in the way asked for."""
    if how == "digits":
        how = digits
    if how == "kanji":
        return kanji(number)
    if how == "full":
        return str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    if how == "kana":
        return "アイウエオカキクケコサシスセソタチツテト"[number - 1]
    if how == "iroha":
        return "イロハニホヘトチリヌルヲ"[number - 1]
    if how == "alpha":
        return "abcdefghijklmnopqrstuvwxyz"[number - 1]
    return str(number)


def load(path: Path) -> Source:
    """Read one source, with its base if it has one."""
    settings: dict[str, str] = {}
    lines: list[Line] = []
    for raw in path.read_text(encoding="utf-8").splitlines():
        if not raw.strip() or raw.startswith("//"):
            continue
        if raw.startswith("%"):
            key, _, value = raw[1:].partition(" ")
            settings[key] = value.strip()
        else:
            lines.append(_line(raw))
    if "base" in settings:
        base = load(SOURCE / f"{settings['base']}.src")
        return Source(path.stem, {**base.settings, **settings}, _patched(base.lines, lines))
    return Source(path.stem, settings, tuple(lines))


def _line(raw: str) -> Line:
    """Understand one line of a source."""
    marks: dict[str, Role] = {"# ": "title", "= ": "chapter", "! ": "annex", "> ": "right", "^ ": "centre"}
    if raw[:2] in marks:
        return Line(marks[raw[:2]], raw[2:])
    if match := _LEVEL.match(raw):
        return Line("level", match[2], len(match[1]) - 1)
    if raw.startswith("| "):
        return Line("row", cells=tuple(cell.strip() for cell in raw[2:].removesuffix(" |").split(" | ")))
    if raw == "---":
        return Line("break")
    if raw.startswith("（") and raw.endswith("）") and len(raw) < 40:
        return Line("heading", raw)
    return Line("plain", raw)


def _sections(lines: Sequence[Line]) -> Iterator[tuple[str, list[Line]]]:
    """Yield (heading, the heading or annex title with its numbered lines and rows); all other lines come under an empty heading."""
    key, held = "", list[Line]()
    for line in lines:
        opens = line.role in ("heading", "annex")
        ends = bool(key) and line.role not in ("level", "row") and line.text != "削除"
        if opens or ends:
            if held:
                yield key, held
            key, held = (
                ("", [])
                if not opens
                else (line.text if line.role == "heading" else line.text.split("（")[0], [])
            )
        held.append(line)
    if held:
        yield key, held


def _opened(heading: str) -> str:
    """Return the old heading of 「（OLD⇒（NEW）」, or the heading as it is."""
    old, arrow, _ = heading.partition("⇒")
    return old + "）" if arrow else heading


def _patched(base: Sequence[Line], changes: Sequence[Line]) -> tuple[Line, ...]:
    """Return the base with the sections of the same heading exchanged, and its first title where a new one is given."""
    new = {_opened(key): held for key, held in _sections(changes) if key}
    known = {key for key, _ in _sections(base)}
    if unknown := set(new) - known:
        raise SystemExit(f"no such heading in the base: {'、'.join(sorted(unknown))}")
    result: list[Line] = []
    for key, held in _sections(base):
        section = new.get(key, held)
        if any(line.text == "削除" for line in section):
            continue
        result += [replace(line, text=line.text.partition("⇒")[2] or line.text) for line in section]
    return tuple(result)


# ---------------------------------------------------------------- numbering


@dataclass(frozen=True)
class Part:
    """A stretch of a text with one numbering: the contract itself, or one annex."""

    scheme: Scheme
    lines: tuple[tuple[Line, str], ...]  # with the label of each line, "" where it has none


def numbered(source: Source) -> list[Part]:
    """Number the lines of a source and put the numbers of articles where they are referred to."""
    digits = _digits(source)
    parts: list[Part] = []
    held: list[tuple[Line, str]] = []
    scheme = SCHEMES[source.settings.get("scheme", "条")]
    counters = [0, 0, 0, 0]
    chapter = 0
    heading, places = "", dict[str, str]()
    for line in source.lines:
        label = ""
        if line.role == "annex":
            parts.append(Part(scheme, tuple(held)))
            name, _, text = line.text.partition(" ")
            scheme, held, counters, line = SCHEMES[name], [], [0, 0, 0, 0], Line("annex", text)
        elif line.role == "chapter":
            chapter += 1
            label = f"第{count(chapter, 'digits', digits)}章"
        elif line.role == "heading":
            heading = line.text[1:-1]
        elif line.role == "level":
            first = scheme.second if line.level == 1 else 1
            counters[line.level] = max(counters[line.level] + 1, first)
            counters[line.level + 1 :] = [0] * (3 - line.level)
            label = scheme.patterns[line.level].format(
                count(counters[line.level], scheme.counting[line.level], digits)
            )
            if line.level == 0 and heading:
                places.setdefault(heading, label)
                heading = ""
        held.append((line, label))
    parts.append(Part(scheme, tuple(held)))

    def resolved(text: str) -> str:
        return re.sub(r"\{([^}]+)\}", lambda match: places[match[1]], text)

    return [
        Part(
            part.scheme,
            tuple(
                (replace(line, text=resolved(line.text), cells=tuple(map(resolved, line.cells))), label)
                for line, label in part.lines
            ),
        )
        for part in parts
    ]


def _digits(source: Source) -> Digits:
    value = source.settings.get("digits", "full")
    assert value in ("full", "half", "kanji")
    return value  # type: ignore[return-value]


# ---------------------------------------------------------------- plain text


def text_bytes(source: Source) -> bytes:
    """Write a source as plain text, in the encoding and with the line length that it asks for."""
    width = int(source.settings.get("wrap", "0"))
    rows: list[str] = []
    for part in numbered(source):
        for line, label in part.lines:
            if line.role == "row":
                rows.append("\t".join(line.cells))
                continue
            indent = "　" * part.scheme.indent(line.level) if line.role == "level" else ""
            text = f"{indent}{label}　{line.text}" if label else line.text
            if line.role in ("title", "annex", "chapter", "break"):
                rows.append("")
            rows += [text[start : start + width] for start in range(0, len(text), width)] if width else [text]
    newline = "\r\n" if source.settings.get("encoding") == "cp932" else "\n"
    return (newline.join(rows).strip() + newline).encode(source.settings.get("encoding", "utf-8"))


# ---------------------------------------------------------------- PDF


@dataclass
class _Page:
    """The pen on a page of forty characters by thirty-six lines."""

    canvas: Any
    measure: Callable[[str], float]
    header: str
    footer: str
    size: float = 10.5
    rows: int = PAGE_ROWS
    left: float = 87.0
    top: float = 752.0
    row: int = 0
    number: int = 0
    open: bool = False
    width: float = field(init=False)
    pitch: float = field(init=False)

    def __post_init__(self) -> None:
        """Set the width of a line and the height of a row."""
        self.width = self.size * PAGE_COLUMNS
        self.pitch = 670 / self.rows

    def begin(self) -> None:
        """Begin a page with its header and footer, unless one is open."""
        if self.open:
            return
        self.number, self.row, self.open = self.number + 1, 0, True
        if self.header:
            self.text(self.left, 800, self.header, 9)
        if self.footer:
            shown = self.footer.format(page=self.number)
            self.text(self.left + (self.width - self.measure(shown)) / 2, 40, shown, self.size)

    def end(self) -> None:
        """End the page if one is open."""
        if self.open:
            self.canvas.showPage()
            self.open = False

    def text(self, x: float, y: float, text: str, size: float) -> None:
        """Draw a piece of text."""
        self.canvas.setFont("HeiseiMin-W3", size)
        self.canvas.drawString(x, y, text)

    def advance(self, rows: int = 1) -> float:
        """Make room for so many rows and return the height of the first one."""
        if self.open and self.row + rows > self.rows:
            self.end()
        self.begin()
        y = self.top - self.row * self.pitch
        self.row += rows
        return y

    def wrap(self, text: str, first: float, rest: float, width: float | None = None) -> list[str]:
        """Break a text into lines; a comma, full stop or closing bracket hangs over the edge rather than begin a line."""
        full = self.width if width is None else width
        lines, start, room = list[str](), 0, full - first
        words = " " in text and text.isascii()
        while start < len(text):
            end, used = start, 0.0
            while end < len(text):
                used += self.measure(text[end])
                if used > room + 0.01:
                    break
                end += 1
            if end < len(text) and text[end] in "、。）」』,.)":
                end += 1
            elif words and end < len(text) and " " in text[start:end]:
                end = text.rindex(" ", start, end) + 1
            end = max(end, start + 1)
            lines.append(text[start:end].rstrip(" ") if words else text[start:end])
            start, room = end, full - rest
        return lines or [""]


def pdf_bytes(source: Source) -> bytes:
    """Write a source as PDF: A4, forty characters a line, thirty-six lines a page."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("HeiseiMin-W3"))
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4, pageCompression=0, invariant=1)
    canvas.setTitle(source.settings.get("title", source.name))
    canvas.setAuthor(source.settings.get("author", ""))
    page = _Page(
        canvas,
        lambda text: float(pdfmetrics.stringWidth(text, "HeiseiMin-W3", 10.5)),
        source.settings.get("header", ""),
        source.settings.get("footer", ""),
        rows=int(source.settings.get("rows", str(PAGE_ROWS))),
    )
    for part in numbered(source):
        table: list[tuple[str, ...]] = []
        for line, label in part.lines:
            if line.role == "row":
                table.append(line.cells)
                continue
            _draw_table(page, table)
            table = []
            _draw_line(page, line, label, part.scheme)
        _draw_table(page, table)
    page.end()
    canvas.save()
    return target.getvalue()


def _draw_line(page: _Page, line: Line, label: str, scheme: Scheme) -> None:
    """Draw one paragraph, going to the next page where the rows end."""
    if line.role == "break":
        page.end()
        return
    if line.role == "annex":
        page.end()
    em = page.size
    if line.role in ("title", "annex", "centre", "right"):
        size = 14.0 if line.role in ("title", "annex") else em
        width = page.measure(line.text) * size / em
        x = page.left + ((page.width - width) if line.role == "right" else (page.width - width) / 2)
        page.text(x, page.advance(), line.text, size)
        if line.role in ("title", "annex"):
            page.advance()
        return
    if line.role == "chapter":
        page.text(page.left + 2 * em, page.advance(2), f"{label}　{line.text}", em)
        return
    if line.role == "heading" and page.open and page.row >= page.rows - 1:
        page.end()
    first = em * (scheme.indent(line.level) if line.role == "level" else 0)
    rest = first + em if line.role in ("level", "heading") else 0.0
    text = f"{label}　{line.text}" if label else line.text
    for index, row in enumerate(page.wrap(text, first, rest)):
        page.text(page.left + (rest if index else first), page.advance(), row, em)


def _draw_table(page: _Page, rows: Sequence[tuple[str, ...]]) -> None:
    """Draw the rows of a table with lines around every cell."""
    if not rows:
        return
    columns = max(map(len, rows))
    longest = [max(min(18, max(4, len(row[i]))) for row in rows if i < len(row)) for i in range(columns)]
    edges = [page.left]
    for size in longest:
        edges.append(edges[-1] + page.width * size / sum(longest))
    for row in rows:
        cells = [page.wrap(cell, 0, 0, edges[i + 1] - edges[i] - 8) for i, cell in enumerate(row)]
        height = max(map(len, cells))
        y = page.advance(height)
        top, bottom = y + 13.5, y + 13.5 - height * page.pitch
        for i, cell in enumerate(cells):
            page.canvas.rect(edges[i], bottom, edges[i + 1] - edges[i], top - bottom)
            for offset, piece in enumerate(cell):
                page.text(edges[i] + 4, y - offset * page.pitch, piece, page.size)
    page.advance()


# ---------------------------------------------------------------- Word

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_STAMP = (2026, 4, 1, 9, 0, 0)
_FORMATS = {
    "full": "decimalFullWidth",
    "half": "decimal",
    "kanji": "japaneseCounting",
    "kana": "aiueoFullWidth",
    "iroha": "irohaFullWidth",
    "alpha": "lowerLetter",
}


def docx_bytes(source: Source) -> bytes:
    """Write a source as Word, with the numbers as Word's own numbering unless the source wants them typed."""
    parts = numbered(source)
    typed = source.settings.get("numbering") == "typed"
    body: list[str] = []
    for number, part in enumerate(parts, 1):
        table: list[tuple[str, ...]] = []
        for line, label in part.lines:
            if line.role == "row":
                table.append(line.cells)
                continue
            body += _word_table(table)
            table = []
            body.append(_word_line(line, label, None if typed else number, part.scheme.indent(line.level)))
        body += _word_table(table)
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId4"/><w:footerReference w:type="default" r:id="rId5"/>'
        '<w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1701" w:right="1740" w:bottom="1418" w:left="1740" w:header="851" w:footer="680" w:gutter="0"/>'
        '<w:cols w:space="425"/><w:docGrid w:type="linesAndChars" w:linePitch="381"/></w:sectPr>'
    )
    before, _, after = source.settings.get("footer", "").partition("{page}")
    field_code = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    field_end = '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    title, author = escape(source.settings.get("title", "")), escape(source.settings.get("author", ""))
    files = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            ("rId1", f"{_TYPE}/officeDocument", "word/document.xml"),
            (
                "rId2",
                "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
                "docProps/core.xml",
            ),
        ),
        "docProps/core.xml": f"""{_HEAD}<cp:coreProperties \
xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\
<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator><cp:lastModifiedBy>{author}</cp:lastModifiedBy><cp:revision>1</cp:revision>\
<dcterms:created xsi:type="dcterms:W3CDTF">2026-04-01T00:00:00Z</dcterms:created>\
<dcterms:modified xsi:type="dcterms:W3CDTF">2026-04-01T00:00:00Z</dcterms:modified></cp:coreProperties>""",
        "word/document.xml": f"{_HEAD}<w:document {_W} {_R}><w:body>{''.join(body)}{section}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(
            ("rId1", f"{_TYPE}/styles", "styles.xml"),
            ("rId2", f"{_TYPE}/numbering", "numbering.xml"),
            ("rId4", f"{_TYPE}/header", "header1.xml"),
            ("rId5", f"{_TYPE}/footer", "footer1.xml"),
        ),
        "word/styles.xml": _styles(),
        "word/numbering.xml": _numbering(parts, _digits(source)),
        "word/header1.xml": f'{_HEAD}<w:hdr {_W}><w:p><w:pPr><w:pStyle w:val="a4"/></w:pPr>'
        f"{_run(source.settings.get('header', ''))}</w:p></w:hdr>",
        "word/footer1.xml": f'{_HEAD}<w:ftr {_W}><w:p><w:pPr><w:pStyle w:val="a5"/><w:jc w:val="center"/></w:pPr>'
        f"{_run(before)}{field_code}{field_end}{_run(after)}</w:p></w:ftr>",
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, text in files.items():
            info = zipfile.ZipInfo(name, _STAMP)
            info.create_system, info.external_attr = 0, 0
            archive.writestr(info, text.encode("utf-8"))
    return target.getvalue()


def _run(text: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""


def _word_line(line: Line, label: str, numbering: int | None, indent: int) -> str:
    """Write one paragraph."""
    if line.role == "break":
        return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    text, inner = line.text, ""
    if line.role == "title":
        inner = '<w:pStyle w:val="a3"/>'
    elif line.role == "annex":
        inner = '<w:pStyle w:val="a3"/><w:pageBreakBefore/>'
    elif line.role in ("centre", "right"):
        inner = f'<w:jc w:val="{"center" if line.role == "centre" else "right"}"/>'
    elif line.role == "chapter":
        inner, text = '<w:ind w:left="420"/>', f"{label}　{text}"
    elif line.role == "heading":
        inner = '<w:ind w:left="210"/>'
    elif line.role == "level":
        if numbering is None:
            inner, text = f'<w:ind w:left="{210 * (indent + 1)}" w:hanging="210"/>', f"{label}　{text}"
        else:
            inner = f'<w:numPr><w:ilvl w:val="{line.level}"/><w:numId w:val="{numbering}"/></w:numPr>'
    return f"<w:p>{f'<w:pPr>{inner}</w:pPr>' if inner else ''}{_run(text)}</w:p>"


def _word_table(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Write the rows of a table, and the empty paragraph that Word wants behind it."""
    if not rows:
        return []
    columns = max(map(len, rows))
    width = 8426 // columns
    border = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for _ in range(columns))
    content = "".join(
        "<w:tr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p>{_run(cell)}</w:p></w:tc>'
            for cell in row
        )
        + "</w:tr>"
        for row in rows
    )
    return [
        f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>{border}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{content}</w:tbl><w:p/>'
    ]


def _numbering(parts: Sequence[Part], digits: Digits) -> str:
    """Write the numbering definitions, one for each part of the text."""
    kinds, uses = [], []
    for number, part in enumerate(parts, 1):
        levels = []
        for level, (pattern, how) in enumerate(zip(part.scheme.patterns, part.scheme.counting, strict=True)):
            start = part.scheme.second if level == 1 else 1
            levels.append(
                f'<w:lvl w:ilvl="{level}"><w:start w:val="{start}"/><w:numFmt w:val="{_FORMATS[digits if how == "digits" else how]}"/>'
                f'<w:suff w:val="tab"/><w:lvlText w:val="{pattern.format(f"%{level + 1}")}"/><w:lvlJc w:val="left"/>'
                f'<w:pPr><w:ind w:left="{210 * (part.scheme.indent(level) + 1)}" w:hanging="210"/></w:pPr></w:lvl>'
            )
        kinds.append(
            f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{"".join(levels)}</w:abstractNum>'
        )
        uses.append(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>')
    return f"{_HEAD}<w:numbering {_W}>{''.join(kinds)}{''.join(uses)}</w:numbering>"


def _styles() -> str:
    """Write the few styles that the samples use."""

    def style(identity: str, name: str, inner: str, default: str = "") -> str:
        return f'<w:style w:type="paragraph"{default} w:styleId="{identity}"><w:name w:val="{name}"/>{inner}</w:style>'

    fonts = (
        '<w:rFonts w:ascii="ＭＳ 明朝" w:eastAsia="ＭＳ 明朝" w:hAnsi="ＭＳ 明朝" w:cs="Times New Roman"/>'
    )
    centred = '<w:basedOn w:val="a"/><w:pPr><w:spacing w:after="240"/><w:jc w:val="center"/></w:pPr><w:rPr><w:sz w:val="28"/></w:rPr>'
    edge = '<w:basedOn w:val="a"/><w:pPr><w:snapToGrid w:val="0"/></w:pPr><w:rPr><w:sz w:val="18"/></w:rPr>'
    return (
        f"{_HEAD}<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr>{fonts}"
        '<w:sz w:val="21"/><w:lang w:val="en-US" w:eastAsia="ja-JP"/></w:rPr></w:rPrDefault></w:docDefaults>'
        + style("a", "Normal", '<w:pPr><w:jc w:val="both"/></w:pPr>', ' w:default="1"')
        + style("a3", "Title", centred)
        + style("a4", "header", edge)
        + style("a5", "footer", edge)
        + "</w:styles>"
    )


def _relations(*relations: tuple[str, str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>' for name, kind, target in relations
    )
    return f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


def _content_types() -> str:
    parts = {
        "/word/document.xml": f"{_MAIN}.document.main+xml",
        "/word/styles.xml": f"{_MAIN}.styles+xml",
        "/word/numbering.xml": f"{_MAIN}.numbering+xml",
        "/word/header1.xml": f"{_MAIN}.header+xml",
        "/word/footer1.xml": f"{_MAIN}.footer+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    rows = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts.items())
    return (
        f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{rows}</Types>'
    )


# ---------------------------------------------------------------- all of them

_WRITERS = {"docx": docx_bytes, "pdf": pdf_bytes, "txt": text_bytes}


def make(folder: Path) -> list[Path]:
    """Write every sample into a folder and return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for path in sorted(SOURCE.glob("*.src")):
        source = load(path)
        for name in source.outputs:
            target = folder / name
            target.write_bytes(_WRITERS[target.suffix[1:]](source))
            written.append(target)
    return written


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
