"""From blocks to paragraphs: lines joined, numbers read, headings, lists and annexes put in their place.

A paragraph is a contiguous stretch of the document's text that carries at most one label.  It knows its path (第7条第1項),
the headings above it and the stem of the list it belongs to; what it says is the business of the statements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import pairwise

import attrs

from vendorrisk.text._block import Block, Where
from vendorrisk.text._fold import Folded, Folder
from vendorrisk.text._force import Force, force_of
from vendorrisk.text._numbering import Label, Style, leading_label

__all__ = ["Outline", "Paragraph", "ParagraphKind", "outline"]


class ParagraphKind(Enum):
    """What a paragraph is for."""

    BODY = "body"
    HEADING = "heading"
    CONTENTS = "contents"
    FIELD = "field"


@attrs.define(eq=False)
class Paragraph:
    """A stretch of text with at most one label, and its place.

    Attributes:
        start: offset of its first character in the document's text, label included.
        end: offset behind it.
        body: offset behind label and bracketed heading.
        folded: the folded text from ``body`` to ``end``.
        label: the number at its head.
        kind: body, heading, line of a table of contents, or field of a form.
        headings: folded headings above it, nearest first; for articles their own first.
        stem: the paragraph that opens the list it belongs to.
        article: number of the article group it stands in; paragraphs of one article share it.
    """

    start: int
    end: int
    body: int
    folded: Folded
    label: Label | None
    where: Where
    page: int | None
    pending: bool
    confidence: float | None
    kind: ParagraphKind = ParagraphKind.BODY
    headings: tuple[str, ...] = ()
    stem: Paragraph | None = None
    article: int = 0
    _path: tuple[Label, ...] = ()
    _first: bool = False

    @property
    def article_path(self) -> str | None:
        """The path as the document shows it (第7条第1項, 別記 第8第2項), or None where nothing is numbered."""
        itemised = self.stem is not None and "各号" in self.stem.text
        return _path_name(self._path, self._first and not itemised, itemised)

    @property
    def text(self) -> str:
        """The folded text."""
        return self.folded.text

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets in the document of a stretch of the folded text."""
        first, last = self.folded.span(start, end)
        return self.body + first, self.body + last


@attrs.frozen
class Outline:
    """All paragraphs of a document in order, and its title."""

    paragraphs: tuple[Paragraph, ...]
    title: str


_LEAD = re.compile(r"[\s\u3000|>]*(?:#{1,6}[ \u3000]*)?(?:\*\*|__)?")
_LEAD_CHARS = frozenset(" \t\n\r\x0b\x0c\u3000\u00a0|>#*_")
_USUAL_WIDTH = 24
_NARROWEST = 14
_TERMINAL = "。．.!?！？:：;；"
_CLOSERS = "」』）)】〕］]＞>"
_GLUE_HEAD = re.compile(r"[ぁ-んー、。，．・」』）)】〕ゃゅょっァィゥェォッャュョ]")
_OPENERS = re.compile(r"(?:なお|また|ただし|この|その|これ|それ|ここ|あらかじめ|しかし|さらに|おって|もっとも|すべて|いずれ|あて|うち)")
_GLUE_TAIL = re.compile(r"[、，,（(「『・－—]$|(?:及び|又は|並びに|若しくは|および|または)$")
_LEADERS = re.compile(r"[・･.．…‥\-─—_＿ ]{3,}[ \t\u3000\-(（]*[0-9０-９]{0,3}[)）]?\s*$|・{4,}|…{2,}|‥{3,}|\.{6,}|(?:・ ){3,}")
_LEADER_HINT = re.compile("・・・|・ ・|…|‥|\\.\\.\\.|---|───|———|___|･･･|．．．|－－－")
_PAGE_TAIL = re.compile(r"[^0-9０-９年月日第(（.．,，][ \t\u3000]*[0-9０-９]{1,3}$")
_CONTENTS = re.compile(r"^[-－―—–\s\[【(（<＜]*(?:目[\s\u3000]*次|もくじ|CONTENTS|Contents|Table of Contents)[-－―—–\s\]】)）>＞]*(?:\(?ページ\)?)?$")
_OPENING = frozenset("(（【〔[［「<＜")
_BRACKET = re.compile(r"[(（【〔\[［「<＜](?P<in>[^()（）【】。]{1,40}(?:[(（][^()（）。]{1,15}[)）])?[^()（）【】。]{0,10})[)）】〕\]］」>＞]")
_FIELD = re.compile(r"^(?P<name>[^\s。、：:|｜=＝…]{2,16})[ \t]*(?:[\s\u3000]+|[:：|｜=＝…]+[\s\u3000]*)(?P<value>[^|｜\s].*)$", re.S)
_SPACED_FIELD = re.compile(r"^(?P<name>[^\s。、]([ \u3000]+[^\s。、]){1,3})[ \u3000:：]+(?P<value>[^\s].{3,})$")
_UNFINISHED = re.compile(r"(?:[をはがに、]|(?<!も)の|及び|又は)$")
_TAGGED = re.compile(r"【[^】]{1,16}】[^【\s]{2,}")
_INLINE = re.compile(r"(?<=[\s\u3000。)）])(?=(?:[0-9０-９]{1,2}[.．][ \u3000]?[^\s0-9０-９]|[(（][0-9０-９]{1,2}[)）]|[\u2460-\u2473]|第[0-9０-９]{1,3}[ \u3000]?条[ \u3000(（の]|[0-9０-９]{1,2}[ \u3000][\u4e00-\u9fff]))")
_TAIL = r"(?:(?:変更|ただし|この場合|なお|また|契約)[^。]{0,90}。){0,2}"
_STEM = re.compile(
    rf"(?:次の|次に|以下の|下記の)[^。]{{0,90}}。{_TAIL}$|"
    r"(?:次|以下|下記|下に掲げる|左記|別表)(?:の|に|、|により|から)[^。]{0,80}[。:]?$|[:：]$|(?:各号|次の事項|次のとおり|以下のとおり|次に掲げる[^。]{1,20})[^。]{0,60}[。:]?$|(?:following|below)[^.]{0,40}[:.]$"
)
_PREAMBLE = re.compile(r"(?:次|以下|下記)の?とおり[^。]{0,14}(?:契約|協定|合意|締結|覚書|約定|約する|申し合わせ)")
_HEADING_MARKS = frozenset("■◆●▼▽◇◎□")
_ABOUT_WHAT = re.compile(r"(?:する|しない|できる|てはならない|てはいけない|ている|た|せる|せない)(?:もの|こと|情報|内容|事項|行為)$")
_FIELD_HEAD = re.compile(r"[^\s。、:：]{1,12}(?:[ \u3000]+[^\s。、:：]{1,6})?[ \u3000]*[:：](?!//)")
_NOT_HEADING = re.compile(r"[%％]|[0-9０-９][年月日時分秒円名人件回]|以(?:上|内)$|[。:：;；|｜=＝]|https?:|https?|\d{4}年|\{\{|[¥￥]|＿|_{2,}|@")
_SIDE = re.compile("^(?:甲|乙|発注者|受注者|委託者|受託者)(?:は|が|の)")


def _is_title(paragraph: Paragraph) -> bool:
    """Whether one of the first paragraphs is the title: a phrase, not a sentence, not an article."""
    text = paragraph.text
    if paragraph.label is not None and paragraph.label.style is not Style.BULLET:
        return False
    return 3 <= len(text) <= 60 and "。" not in text and text != "Contract" and force_of(text) is Force.FRAGMENT


@attrs.define
class _Line:
    start: int
    end: int
    block: Block
    label: Label | None
    heading: int | None
    gap: bool


def outline(text: str, blocks: Sequence[Block]) -> Outline:
    """Build the paragraphs of a document.

    Args:
        text: the document's text.
        blocks: its blocks in order, offsets into ``text``.
    """
    folder = Folder(text)
    paragraphs = list(_assemble(text, blocks, folder))
    _mark_contents(text, paragraphs)
    _arrange(text, paragraphs, folder)
    title = next((paragraph.text for paragraph in paragraphs[:6] if _is_title(paragraph)), "")
    return Outline(tuple(paragraphs), title)


def _lines(text: str, blocks: Sequence[Block]) -> Iterator[_Line]:
    last_end = 0
    for block in blocks:
        raw = text[block.start : block.end]
        cuts = [0]
        if len(raw) > 90:
            found = [m.start() for m in _INLINE.finditer(raw)]
            if len(found) >= 2:
                cuts += found
        cuts.append(len(raw))
        gap = text.count("\n", last_end, block.start) > 1
        for first, last in pairwise(cuts):
            piece = raw[first:last]
            lead = _LEAD.match(piece) if piece[:1] in _LEAD_CHARS else None
            begin = lead.end() if lead else 0
            body = piece[begin:].rstrip()
            if not body:
                continue
            marks = piece[:begin].count("#") if begin else 0
            start = block.start + first + begin
            label = leading_label(body)
            yield _Line(start, start + len(body), block, label, block.heading or marks or None, gap)
            gap = False
        last_end = block.end


def _assemble(text: str, blocks: Sequence[Block], folder: Folder) -> Iterator[Paragraph]:
    """Join lines that run on, and fold."""
    lines = list(_lines(text, blocks))
    full = _full_width(text, lines)
    index = 0
    while index < len(lines):
        first = lines[index]
        last = first
        while index + 1 < len(lines) and _runs_on(text, first, last, lines[index + 1], full):
            index += 1
            last = lines[index]
        index += 1
        body = first.start + (first.label.end if first.label else 0)
        body = min(body, last.end)
        cells = first.block.row is not None
        end = last.end
        while end > body and text[end - 1] in "*_":
            end -= 1
        folded = folder.fold(body, end, cells=cells)
        block = first.block
        paragraph = Paragraph(
            first.start, last.end, body, folded, first.label, block.where, block.page, block.pending or last.block.pending,
            block.confidence,
        )
        if first.heading or last.heading:
            paragraph.kind = ParagraphKind.HEADING
        yield paragraph


def _runs_on(text: str, first: _Line, last: _Line, new: _Line, full: int) -> bool:
    """Whether the line ``new`` continues the paragraph that ends with ``last``."""
    if new.heading or last.heading or new.block.where != last.block.where:
        return False
    if new.block.row is not None or last.block.row is not None:
        return _same_row(text, last, new)
    if last.block.joins is False and last.block is not new.block:
        return False
    tail = text[last.start : last.end]
    if tail[-1] == "。" and "「" not in tail and "(" not in tail and "（" not in tail and last is first:
        return False
    head = text[new.start : new.end]
    bare_label = first.label is not None and last.end <= first.start + first.label.end
    if bare_label and last is first and new.label is None:
        return not _BRACKET.fullmatch(head)
    if len(tail) == 1 and len(head) <= 2 and new.label is None:
        return True  # one character a line: vertical text, or a title that was spread
    if new.label is not None and not _mistaken(text, first, last, new.label):
        return False
    if tail.endswith(("|", "｜")) or (" | " in head and " | " in tail):
        return False
    if new.gap or _CONTENTS.match(tail) or _CONTENTS.match(head) or _LEADERS.search(tail):
        return False
    if last is first and first.label is not None and text[first.start] in _HEADING_MARKS and len(tail) <= 16:
        return False
    if _FIELD_HEAD.match(head) or head[0] in "【□■◆●▼▽" or head.count("|") > 1 or tail.count("|") > 1:
        return False
    if _is_open(text, first.start, last.end):
        return True
    if tail.endswith(("。", "．")):
        return False
    if last.block.joins:
        return True
    if _GLUE_TAIL.search(tail):
        return True
    if _SIDE.match(head) or (_BRACKET.fullmatch(head) and len(head) < 34):
        return False
    if _GLUE_HEAD.match(head) and tail[-1] not in _TERMINAL and not _OPENERS.match(head):
        return True
    if tail[-1] in _TERMINAL or tail[-1] in _CLOSERS:
        return False
    return len(tail) >= full


def _full_width(text: str, lines: list[_Line]) -> int:
    """Return from which length on a line without a full stop runs on: the width at which this document breaks its lines."""
    lengths = sorted(
        last.end - last.start
        for last, new in pairwise(lines)
        if new.label is None and not new.gap and last.block.joins is None and text[last.end - 1] not in _TERMINAL
    )
    if len(lengths) < 4:
        return _USUAL_WIDTH
    width = lengths[-2]
    near = sum(width - 2 <= length <= width + 1 for length in lengths)
    return max(_NARROWEST, width - 2) if near >= 3 and near * 2 >= len(lengths) else _USUAL_WIDTH


def _mistaken(text: str, first: _Line, last: _Line, label: Label) -> bool:
    """Whether what looks like the first label of a list is a word that a line break cut: 「見聞した／一切の」."""
    if label.style not in (Style.KANJI, Style.KANA, Style.ALPHA) or label.shown not in ("一", "ア", "a"):
        return bool(last.block.joins) and label.style >= Style.ALPHA
    before = text[first.start : last.end]
    if before[-1] in "。．:：)）】」" or len(before) < 12:
        return False
    return re.search(r"次|以下|各号|とおり|下記", before) is None and re.search(r"[はがをに]", before) is not None


def _is_open(text: str, start: int, end: int) -> bool:
    """Whether a bracket or quotation that began lately has not been closed."""
    begin = max(start, end - 200)
    part = text[begin:end]
    return any(0 <= part.rfind(a) > part.rfind(b) for a, b in (("(", ")"), ("（", "）"), ("「", "」"))) and end - start < 400


def _same_row(text: str, last: _Line, new: _Line) -> bool:
    """Whether two cells of one table row are read as label and value."""
    if last.block.row is None or last.block.row != new.block.row:
        return False
    return new.end - new.start < 60 and last.end - last.start < 40 and "。" not in text[last.start : last.end]


def _mark_contents(text: str, paragraphs: list[Paragraph]) -> None:
    """Find the lines of tables of contents."""
    inside = 0
    for index, paragraph in enumerate(paragraphs):
        raw = text[paragraph.start : paragraph.end]
        if _CONTENTS.match(raw.strip()):
            paragraph.kind = ParagraphKind.CONTENTS
            inside = 1
            continue
        entry = bool(_LEADER_HINT.search(raw)) and bool(_LEADERS.search(raw)) and "。" not in paragraph.text[-2:]
        paged = len(raw) < 60 and bool(_PAGE_TAIL.search(raw)) and "。" not in raw
        if entry or (inside and paged):
            paragraph.kind = ParagraphKind.CONTENTS
            inside += 1
        elif inside:
            short = len(raw) < 40 and "。" not in raw
            ahead = paragraphs[index + 1 : index + 4]
            if short and any(_LEADERS.search(text[p.start : p.end]) or (len(p.text) < 40 and _PAGE_TAIL.search(text[p.start : p.end])) for p in ahead):
                paragraph.kind = ParagraphKind.CONTENTS
            else:
                inside = 0


@attrs.define
class _Level:
    label: Label | None
    heading: str
    stem: Paragraph | None


def _arrange(text: str, paragraphs: list[Paragraph], folder: Folder) -> None:
    """Give every paragraph its path, headings and stem."""
    stack: list[_Level] = []
    loose = ""  # a heading without a number: stands until the next one
    waiting = ""  # a bracketed heading before its article
    stem: Paragraph | None = None
    group = 0
    for index, paragraph in enumerate(paragraphs):
        following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
        label = paragraph.label
        if paragraph.kind is ParagraphKind.CONTENTS:
            paragraph.headings = (loose,) if loose else ()
            continue
        bracket = _take_bracket(text, paragraph, folder)
        if bracket and not paragraph.text and label is None:
            paragraph.kind = ParagraphKind.HEADING
            waiting = bracket
            group += 1
            stem = None
            if following is None or following.label is None or following.label.style > Style.NUMBER:
                loose, waiting = bracket, ""
                stack.clear()
            paragraph.headings = (bracket,)
            paragraph.article = group
            _restore(paragraph, folder)
            continue
        own = bracket
        if label is None:
            before = paragraphs[index - 1] if index else None
            value = before is not None and before.kind is ParagraphKind.HEADING and before.label is not None and before.label.style > Style.CHAPTER
            heading = paragraph.kind is ParagraphKind.HEADING or (
                not own and not value and _is_heading(text, paragraph, following, stem)
            )
            if heading:
                paragraph.kind = ParagraphKind.HEADING
                _restore(paragraph, folder)
                loose = paragraph.text
                if not stack or following is None or following.label is None or following.label.style not in (Style.PAREN, Style.CIRCLED, Style.KANA):
                    stack.clear()
                    stem = None
                group += 1
                paragraph.headings = (loose,)
                paragraph.article = group
                continue
            if "。" in paragraph.text and stem is not None and stack and not _opens_list(paragraph.text):
                while stack and stack[-1].label is not None and stack[-1].label.style >= Style.PAREN:
                    stack.pop()
                stem = stack[-1].stem if stack else None
        else:
            group += _push(stack, label)
            before = paragraphs[index - 1] if index else None
            goes_on = before is not None and stem is not None and stem.label is None and (before is stem or before.stem is stem)
            if label.style <= Style.ARTICLE or (label.style <= Style.NUMBER and len(stack) == 1 and not goes_on):
                stem = None
                if label.style in (Style.ANNEX, Style.CHAPTER):
                    loose = ""
            else:
                stem = next((level.stem for level in reversed(stack[:-1]) if level.stem), stem if stem and stem.label is None else None)
            if waiting:
                own, waiting = own or waiting, ""
            if label.style is Style.ANNEX:
                paragraph.kind = ParagraphKind.HEADING
                _restore(paragraph, folder)
                own = paragraph.text
            elif not own and (paragraph.kind is ParagraphKind.HEADING or _is_numbered_heading(text, paragraph, following, stem)):
                paragraph.kind = ParagraphKind.HEADING
                own = paragraph.text
            stack[-1].heading = own
        if paragraph.kind is ParagraphKind.BODY:
            raw = text[paragraph.body : paragraph.end]
            if "。" not in raw and len(raw) < 120 and _is_field(raw, paragraph.text):
                paragraph.kind = ParagraphKind.FIELD
        headings = [level.heading for level in reversed(stack) if level.heading]
        if loose:
            headings.append(loose)
        paragraph.headings = tuple(headings)
        paragraph.article = group
        paragraph.stem = stem
        paragraph._path = tuple(level.label for level in stack if level.label is not None)
        if paragraph.kind is not ParagraphKind.HEADING and _opens_list(paragraph.text):
            opens = following is not None and (
                (following.label is not None and (label is None or following.label.style > label.style or following.label.style is Style.BULLET))
                or (following.label is None and paragraph.text.endswith(":"))
                or (following.label is None and "。" not in following.text)
            )
            if opens:
                stem = paragraph
                if stack:
                    stack[-1].stem = paragraph
    _mark_first(paragraphs)


def _opens_list(text: str) -> bool:
    """Whether a paragraph ends by announcing a list."""
    if not ("次" in text or "以下" in text or "下記" in text or "各号" in text or text.endswith(":") or "following" in text):
        return False
    return _STEM.search(text) is not None and _PREAMBLE.search(text) is None


def _push(stack: list[_Level], label: Label) -> int:
    """Put a label on the stack; return 1 when a new article begins."""
    new = 0
    if label.style is Style.ANNEX:
        stack.clear()
        new = 1
    elif label.style is Style.CHAPTER:
        while stack and stack[-1].label is not None and stack[-1].label.style is not Style.ANNEX:
            stack.pop()
        new = 1
    elif label.style in (Style.ARTICLE, Style.SECTION):
        while stack and stack[-1].label is not None and stack[-1].label.style not in (Style.ANNEX, Style.CHAPTER):
            stack.pop()
        new = 1
    else:
        _pop(stack, label)
        if not any(level.label is not None and level.label.style in (Style.ARTICLE, Style.SECTION) for level in stack) and (
            label.style in (Style.NUMBER, Style.DOTTED) or not stack
        ):
            new = 1
    stack.append(_Level(label, "", None))
    return new


def _pop(stack: list[_Level], label: Label) -> None:
    """Take off the stack what the label ends: its like, and whatever stands below."""
    alike = [
        depth
        for depth, level in enumerate(stack)
        if level.label is not None and level.label.style is label.style and level.label.depth == label.depth
    ]
    if alike and label.value == 1 and label.style is not Style.DOTTED and stack[-1].heading and alike[-1] == len(stack) - 1:
        return  # numbers begin anew below a heading of the same sort
    if alike:
        goes_on = [depth for depth in alike if stack[depth].label is not None and _value(stack[depth]) == label.value - 1]
        del stack[(goes_on or alike)[-1] :]
    for depth in range(len(stack) - 1, -1, -1):
        held = stack[depth].label
        if held is None:
            continue
        deeper_dotted = label.style is Style.DOTTED and held.style is Style.DOTTED and held.depth >= label.depth
        above = held.style > label.style and label.style in (Style.NUMBER, Style.DOTTED) and held.style >= Style.PAREN
        if deeper_dotted or above:
            del stack[depth:]


def _value(level: _Level) -> int:
    return level.label.value if level.label is not None else 0


def _take_bracket(text: str, paragraph: Paragraph, folder: Folder) -> str:
    """Take a bracketed heading off the head of a paragraph and return it, folded."""
    raw = text[paragraph.body : paragraph.end]
    match = _BRACKET.match(raw) if raw[:1] in _OPENING else None
    if not match:
        return ""
    rest = raw[match.end() :].strip(" \t\u3000*_¶\n")
    label = paragraph.label
    if rest and (label is None or label.style > Style.NUMBER):
        return ""
    if label is not None and label.style > Style.NUMBER:
        return ""
    inner = folder.fold(paragraph.body + match.start("in"), paragraph.body + match.end("in")).text
    if not rest and label is None and (len(inner) > 30 or inner.endswith("。") or not re.search("[\u3040-\u9fffA-Za-z]", inner)):
        return ""
    if rest and raw[match.end()] in "をにのはがとでもやへ」":
        return ""
    lead = len(raw) - len(raw[match.end() :].lstrip(" \t\u3000\n*_¶"))
    paragraph.body += lead
    paragraph.folded = folder.fold(paragraph.body, paragraph.end)
    return inner


def _restore(paragraph: Paragraph, folder: Folder) -> None:
    """Make the whole paragraph its body again: a heading is its own text."""
    begin = paragraph.start + (paragraph.label.end if paragraph.label and paragraph.label.style is not Style.ANNEX else 0)
    begin = min(begin, paragraph.end)
    if begin != paragraph.body:
        paragraph.body = begin
        paragraph.folded = folder.fold(begin, paragraph.end)


def _is_heading(text: str, paragraph: Paragraph, following: Paragraph | None, stem: Paragraph | None) -> bool:
    """Whether a line without a number is a heading."""
    folded = paragraph.text
    raw = text[paragraph.start : paragraph.end]
    if not 2 <= len(folded) <= 30 or _NOT_HEADING.search(raw) or following is None or "\t" in raw:
        return False
    if "、" in folded[:-1] and len(folded) > 18:
        return False
    if force_of(folded) is not Force.FRAGMENT and not (_ABOUT_WHAT.search(folded) and following.label is not None):
        return False
    if stem is not None and following.label is None and "。" not in following.text:
        return False
    return paragraph.where == "body"


def _is_numbered_heading(text: str, paragraph: Paragraph, following: Paragraph | None, stem: Paragraph | None) -> bool:
    """Whether a numbered line is a heading rather than a provision or an item."""
    folded = paragraph.text
    label = paragraph.label
    raw = text[paragraph.body : paragraph.end]
    if label is not None and label.style is Style.BULLET and text[paragraph.start] in _HEADING_MARKS:
        return following is not None and following.label is None and len(folded) <= 20 and force_of(folded) is Force.FRAGMENT
    if label is None or label.style is Style.BULLET or following is None or not 1 < len(folded) <= 45 or _NOT_HEADING.search(raw):
        return False
    if force_of(folded) is not Force.FRAGMENT and not folded.endswith(("について", "に関すること", "に関する事項")):
        return False
    if _is_field(raw, folded):
        return False
    if label.style in (Style.ARTICLE, Style.SECTION, Style.CHAPTER):
        return True
    if stem is not None:
        return False
    other = following.label
    if other is None or (label.style is Style.NUMBER and other.style is Style.DOTTED):
        return True
    if other.style is label.style:
        return other.depth > label.depth or (other.value == 1 and label.style is not Style.DOTTED)  # numbers begin anew below it
    return other.style > label.style


def _is_field(raw: str, folded: str) -> bool:
    """Whether a line is a name with its value: 「件名　○○業務委託」."""
    if _TAGGED.match(raw):
        return True
    match = _SPACED_FIELD.match(raw.strip()) or _FIELD.match(raw.strip())
    if not match or folded.endswith(("。", "こと", "する")):
        return False
    name, value = match.group("name"), match.group("value").strip()
    return len(value) >= 2 and not _UNFINISHED.search(name) and not _LEADERS.search(raw)


def _mark_first(paragraphs: list[Paragraph]) -> None:
    """Mark the paragraphs of the articles that have a second paragraph, so that the first is called 第1項."""
    numbered: set[int] = set()
    for paragraph in paragraphs:
        label = paragraph.label
        if label is not None and label.style is Style.NUMBER and label.value == 2:
            itemised = paragraph.stem is not None and "各号" in paragraph.stem.text
            if not itemised and any(held.style in (Style.ARTICLE, Style.SECTION) for held in paragraph._path):
                numbered.add(paragraph.article)
    if numbered:
        for paragraph in paragraphs:
            paragraph._first = paragraph.article in numbered


def _path_name(path: tuple[Label, ...], has_second: bool, itemised: bool) -> str | None:
    head = ""
    parts: list[str] = []
    article = any(label.style in (Style.ARTICLE, Style.SECTION) for label in path)
    numbered = any(label.style is Style.NUMBER for label in path)
    for label in path:
        if label.style is Style.ANNEX:
            head = label.shown
        elif label.style is Style.CHAPTER:
            if not article and len(path) == 1:
                parts.append(label.shown)
        elif label.style in (Style.ARTICLE, Style.SECTION):
            parts.append(label.shown)
            if has_second and not numbered:
                parts.append("第1項")
        elif article and label.style is Style.NUMBER:
            parts.append(f"第{label.value}{'号' if itemised else '項'}")
        elif article and label.style in (Style.PAREN, Style.KANJI):
            parts.append(f"第{label.value}号")
        elif label.style is Style.DOTTED:
            parts = [part for part in parts if not re.fullmatch(r"[\d.]+", part)] + [label.shown]
        else:
            parts.append(f"-{label.shown}" if parts and parts[-1][-1:].isdigit() and label.shown[:1].isdigit() else label.shown)
    body = "".join(parts)
    return " ".join(filter(None, (head, body))) or None
