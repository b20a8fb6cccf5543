"""From blocks to paragraphs: lines joined, numbers read, headings, lists and annexes put in their place.

A paragraph is a contiguous stretch of the document's text that carries at most one label.  It knows its path (第7条第1項),
the headings above it and the stem of the list it belongs to; what it says is the business of the statements.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from enum import Enum

import attrs

from vendorrisk.text._block import Block, Where
from vendorrisk.text._fold import Folded, Folder
from vendorrisk.text._force import FRAGMENT, force_of
from vendorrisk.text._lines import BRACKET, CONTENTS, HEADING_MARKS, LEADERS, runs
from vendorrisk.text._numbering import (
    ANNEX,
    ARTICLE,
    BULLET,
    CHAPTER,
    CIRCLED,
    DOTTED,
    KANA,
    KANJI,
    NUMBER,
    PAREN,
    SECTION,
    Label,
)

__all__ = ["Outline", "Paragraph", "ParagraphKind", "outline"]


class ParagraphKind(Enum):
    """What a paragraph is for."""

    BODY = "body"
    HEADING = "heading"
    CONTENTS = "contents"
    FIELD = "field"


# plain names, because a member looked up through its class costs as much as a regular expression on some Pythons
IS_BODY, IS_HEADING, IS_CONTENTS, IS_FIELD = ParagraphKind


@attrs.define(eq=False)
class Paragraph:
    """A stretch of text with at most one label, and its place.

    Attributes:
        start: offset of its first character in the document's text, label included.
        end: offset behind it.
        body: offset behind label and bracketed heading.
        folded: the folded text from ``body`` to ``end``.
        label: the number at its head.
        recognised: for text that was an image, its lines with the confidence of recognition: (start, end, 0-1).
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
    recognised: tuple[tuple[int, int, float], ...]
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

    def confidence(self, start: int, end: int) -> float | None:
        """Return the lowest confidence of recognition between two offsets in the document, or None where no image was read."""
        return min((sure for first, last, sure in self.recognised if first < end and start < last), default=None)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets in the document of a stretch of the folded text."""
        first, last = self.folded.span(start, end)
        return self.body + first, self.body + last


@attrs.frozen
class Outline:
    """All paragraphs of a document in order, and its title."""

    paragraphs: tuple[Paragraph, ...]
    title: str


_LEADER_HINT = re.compile("・・・|・ ・|…|‥|\\.\\.\\.|---|───|———|___|･･･|．．．|－－－")
_CONTENTS_HINT = re.compile(r"目[\s\u3000]*次|もくじ|CONTENTS|Contents")
_PAGE_TAIL = re.compile(r"[^0-9０-９年月日第(（.．,，][ \t\u3000]*[0-9０-９]{1,3}$")
_OPENING = frozenset("(（【〔[［「<＜")
_FIELD = re.compile(r"^(?P<name>[^\s。、：:|｜=＝…]{2,16})[ \t]*(?:[\s\u3000]+|[:：|｜=＝…]+[\s\u3000]*)(?P<value>[^|｜\s].*)$", re.S)
_SPACED_FIELD = re.compile(r"^(?P<name>[^\s。、]([ \u3000]+[^\s。、]){1,3})[ \u3000:：]+(?P<value>[^\s].{3,})$")
_UNFINISHED = re.compile(r"(?:[をはがに、]|(?<!も)の|及び|又は)$")
_RUN_IN = re.compile(
    r"[ \t\u3000]*(?!(?:甲|乙|発注者|受注者|委託者|受託者|本業務|当社|弊社)(?:及び|[ \u3000]))"
    r"(?P<in>[\u3400-\u9fffァ-ヶーA-Za-z々](?:[\u3400-\u9fffァ-ヶーA-Za-z々・のび及等時]{0,12})[\u3400-\u9fffァ-ヶーA-Za-z等])[ \u3000]{1,4}"
    r"(?=(?:[^。、\s]{1,24}は、|(?:甲|乙|受注者|受託者|発注者|委託者|(?:本|当)?(?:市|町|村|県|区)(?:長|職員)?)(?:は|の|が|又は|及び))[^\n]{4,}。)"
)
_HABIT = 3  # headings before their provisions on one line; fewer may be blanks within a sentence
_TAGGED = re.compile(r"【[^】]{1,16}】[^【\s]{2,}")
_TAIL = r"(?:(?:変更|ただし|この場合|なお|また|契約)[^。]{0,90}。){0,2}"
_STEM = re.compile(
    rf"(?:次の|次に|以下の|下記の)[^。]{{0,90}}。{_TAIL}$|"
    r"(?:次|以下|下記|下に掲げる|左記|別表)(?:の|に|、|により|から)[^。]{0,80}[。:]?$|[:：]$|(?:各号|次の事項|次のとおり|以下のとおり|次に掲げる[^。]{1,20})[^。]{0,60}[。:]?$|(?:following|below)[^.]{0,40}[:.]$"
)
_ENDS_LIST = re.compile("上記(?:以外|のほか|の)|以上の|なお、|ご?不明な点|お問い?合わ?せ")
_PREAMBLE = re.compile(r"(?:次|以下|下記)の?とおり[^。]{0,14}(?:契約|協定|合意|締結|覚書|約定|約する|申し合わせ)")
_ABOUT_WHAT = re.compile(r"(?:する|しない|できる|てはならない|てはいけない|ている|た|せる|せない)(?:もの|こと|情報|内容|事項|行為)$")
_NOT_HEADING = re.compile(r"[%％]|[0-9０-９][年月日時分秒円名人件回]|以(?:上|内)$|[。:：;；|｜=＝]|https?:|https?|\d{4}年|\{\{|[¥￥]|＿|_{2,}|@")


def _is_title(paragraph: Paragraph) -> bool:
    """Whether one of the first paragraphs is the title: a phrase, not a sentence, not an article."""
    text = paragraph.text
    if paragraph.label is not None and paragraph.label.style is not BULLET:
        return False
    return 3 <= len(text) <= 60 and "。" not in text and text != "Contract" and force_of(text) is FRAGMENT


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


def _assemble(text: str, blocks: Sequence[Block], folder: Folder) -> Iterator[Paragraph]:
    """Make a paragraph of the lines that run on, and fold it."""
    recognised = [(block.start, block.end, block.confidence) for block in blocks if block.confidence is not None]
    for first, last in runs(text, blocks):
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
            _between(recognised, first.start, last.end) if recognised else (),
        )
        if first.heading or last.heading:
            paragraph.kind = IS_HEADING
        yield paragraph


def _between(recognised: list[tuple[int, int, float]], start: int, end: int) -> tuple[tuple[int, int, float], ...]:
    """Return the lines that lie between two offsets."""
    first = bisect_right(recognised, start, key=lambda line: line[1])
    last = bisect_left(recognised, end, key=lambda line: line[0])
    return tuple(recognised[first:last])


def _mark_contents(text: str, paragraphs: list[Paragraph]) -> None:
    """Find the lines of tables of contents."""
    if not _CONTENTS_HINT.search(text) and not _LEADER_HINT.search(text):
        return
    inside = 0
    for index, paragraph in enumerate(paragraphs):
        raw = text[paragraph.start : paragraph.end]
        if CONTENTS.match(raw.strip()):
            paragraph.kind = IS_CONTENTS
            inside = 1
            continue
        entry = bool(_LEADER_HINT.search(raw)) and bool(LEADERS.search(raw)) and "。" not in paragraph.text[-2:]
        paged = len(raw) < 60 and bool(_PAGE_TAIL.search(raw)) and "。" not in raw
        if entry or (inside and paged):
            paragraph.kind = IS_CONTENTS
            inside += 1
        elif inside:
            short = len(raw) < 40 and "。" not in raw
            ahead = paragraphs[index + 1 : index + 4]
            if short and any(LEADERS.search(text[p.start : p.end]) or (len(p.text) < 40 and _PAGE_TAIL.search(text[p.start : p.end])) for p in ahead):
                paragraph.kind = IS_CONTENTS
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
    runs_in = sum(_run_in(text, paragraph) is not None for paragraph in paragraphs) >= _HABIT
    for index, paragraph in enumerate(paragraphs):
        following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
        label = paragraph.label
        if paragraph.kind is IS_CONTENTS:
            paragraph.headings = (loose,) if loose else ()
            continue
        bracket = _take_bracket(text, paragraph, folder) or (_take_run_in(text, paragraph, folder) if runs_in else "")
        if bracket and not paragraph.text and label is None:
            paragraph.kind = IS_HEADING
            waiting = bracket
            group += 1
            stem = None
            if following is None or following.label is None or following.label.style > NUMBER:
                loose, waiting = bracket, ""
                stack.clear()
            paragraph.headings = (bracket,)
            paragraph.article = group
            _restore(paragraph, folder)
            continue
        own = bracket
        if label is None:
            before = paragraphs[index - 1] if index else None
            value = before is not None and before.kind is IS_HEADING and before.label is not None and before.label.style > CHAPTER
            heading = paragraph.kind is IS_HEADING or (
                not own and not value and _is_heading(text, paragraph, following, stem)
            )
            if heading:
                paragraph.kind = IS_HEADING
                _restore(paragraph, folder)
                loose = paragraph.text
                if not stack or following is None or following.label is None or following.label.style not in (PAREN, CIRCLED, KANA):
                    stack.clear()
                    stem = None
                group += 1
                paragraph.headings = (loose,)
                paragraph.article = group
                continue
            if stem is not None and _ENDS_LIST.match(paragraph.text):
                stem = None
            if "。" in paragraph.text and stem is not None and stack and not _opens_list(paragraph.text):
                while stack and stack[-1].label is not None and stack[-1].label.style >= PAREN:
                    stack.pop()
                stem = stack[-1].stem if stack else None
        else:
            group += _push(stack, label)
            before = paragraphs[index - 1] if index else None
            goes_on = before is not None and stem is not None and stem.label is None and (before is stem or before.stem is stem)
            if label.style <= ARTICLE or (label.style <= NUMBER and len(stack) == 1 and not goes_on):
                stem = None
                if label.style in (ANNEX, CHAPTER):
                    loose = ""
            else:
                stem = next((level.stem for level in reversed(stack[:-1]) if level.stem), stem if stem and stem.label is None else None)
            if waiting:
                own, waiting = own or waiting, ""
            if label.style is ANNEX:
                paragraph.kind = IS_HEADING
                _restore(paragraph, folder)
                own = paragraph.text
            elif not own and (paragraph.kind is IS_HEADING or _is_numbered_heading(text, paragraph, following, stem)):
                paragraph.kind = IS_HEADING
                own = paragraph.text
            stack[-1].heading = own
        if paragraph.kind is IS_BODY:
            raw = text[paragraph.body : paragraph.end]
            if "。" not in raw and len(raw) < 120 and _is_field(raw, paragraph.text):
                paragraph.kind = IS_FIELD
        headings = [level.heading for level in reversed(stack) if level.heading]
        if loose:
            headings.append(loose)
        paragraph.headings = tuple(headings)
        paragraph.article = group
        paragraph.stem = stem
        paragraph._path = tuple(level.label for level in stack if level.label is not None)
        if paragraph.kind is not IS_HEADING and _opens_list(paragraph.text):
            opens = following is not None and (
                (following.label is not None and (label is None or following.label.style > label.style or following.label.style is BULLET))
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
    if label.style is ANNEX:
        stack.clear()
        new = 1
    elif label.style is CHAPTER:
        while stack and stack[-1].label is not None and stack[-1].label.style is not ANNEX:
            stack.pop()
        new = 1
    elif label.style in (ARTICLE, SECTION):
        while stack and stack[-1].label is not None and stack[-1].label.style not in (ANNEX, CHAPTER):
            stack.pop()
        new = 1
    else:
        _pop(stack, label)
        if (label.style is NUMBER or label.style is DOTTED or not stack) and not any(
            level.label is not None and level.label.style in (ARTICLE, SECTION) for level in stack
        ):
            new = 1
    stack.append(_Level(label, "", None))
    return new


def _pop(stack: list[_Level], label: Label) -> None:
    """Take off the stack what the label ends: its like, and whatever stands below."""
    style = label.style
    alike = [
        depth
        for depth, level in enumerate(stack)
        if (own := level.label) is not None and own.style is style and own.depth == label.depth
    ]
    if alike and label.value == 1 and label.style is not DOTTED and stack[-1].heading and alike[-1] == len(stack) - 1:
        return  # numbers begin anew below a heading of the same sort
    if alike:
        goes_on = [depth for depth in alike if stack[depth].label is not None and _value(stack[depth]) == label.value - 1]
        del stack[(goes_on or alike)[-1] :]
    if style is not NUMBER and style is not DOTTED:
        return
    for depth in range(len(stack) - 1, -1, -1):
        held = stack[depth].label
        if held is None:
            continue
        deeper_dotted = style is DOTTED and held.style is DOTTED and held.depth >= label.depth
        if deeper_dotted or held.style >= PAREN:
            del stack[depth:]


def _value(level: _Level) -> int:
    return level.label.value if level.label is not None else 0


def _take_bracket(text: str, paragraph: Paragraph, folder: Folder) -> str:
    """Take a bracketed heading off the head of a paragraph and return it, folded."""
    if text[paragraph.body : paragraph.body + 1] not in _OPENING:
        return ""
    raw = text[paragraph.body : paragraph.end]
    match = BRACKET.match(raw)
    if not match:
        return ""
    rest = raw[match.end() :].strip(" \t\u3000*_¶\n")
    label = paragraph.label
    if rest and (label is None or label.style > NUMBER):
        return ""
    if label is not None and label.style > NUMBER:
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


def _take_run_in(text: str, paragraph: Paragraph, folder: Folder) -> str:
    """Take a heading that a blank parts from its provision off the head of a paragraph: 「6 再委託　町長の承諾を要する。」."""
    match = _run_in(text, paragraph)
    if match is None:
        return ""
    heading = folder.fold(match.start("in"), match.end("in")).text
    paragraph.body = match.end()
    paragraph.folded = folder.fold(paragraph.body, paragraph.end)
    return heading


def _run_in(text: str, paragraph: Paragraph) -> re.Match[str] | None:
    label = paragraph.label
    return _RUN_IN.match(text, paragraph.body, paragraph.end) if label is not None and label.style <= NUMBER else None


def _restore(paragraph: Paragraph, folder: Folder) -> None:
    """Make the whole paragraph its body again: a heading is its own text."""
    begin = paragraph.start + (paragraph.label.end if paragraph.label and paragraph.label.style is not ANNEX else 0)
    begin = min(begin, paragraph.end)
    if begin != paragraph.body:
        paragraph.body = begin
        paragraph.folded = folder.fold(begin, paragraph.end)


def _is_heading(text: str, paragraph: Paragraph, following: Paragraph | None, stem: Paragraph | None) -> bool:
    """Whether a line without a number is a heading."""
    folded = paragraph.text
    raw = text[paragraph.start : paragraph.end]
    if not 2 <= len(folded) <= 30 or "。" in raw or _NOT_HEADING.search(raw) or following is None or "\t" in raw:
        return False
    if "、" in folded[:-1] and len(folded) > 18:
        return False
    if force_of(folded) is not FRAGMENT and not (_ABOUT_WHAT.search(folded) and following.label is not None):
        return False
    if stem is not None and following.label is None and "。" not in following.text:
        return False
    return paragraph.where == "body"


def _is_numbered_heading(text: str, paragraph: Paragraph, following: Paragraph | None, stem: Paragraph | None) -> bool:
    """Whether a numbered line is a heading rather than a provision or an item."""
    folded = paragraph.text
    label = paragraph.label
    raw = text[paragraph.body : paragraph.end]
    if "。" in raw and (label is None or label.style is not BULLET):
        return False
    if label is not None and label.style is BULLET and text[paragraph.start] in HEADING_MARKS:
        return following is not None and following.label is None and len(folded) <= 20 and force_of(folded) is FRAGMENT
    if label is None or label.style is BULLET or following is None or not 1 < len(folded) <= 45 or _NOT_HEADING.search(raw):
        return False
    if force_of(folded) is not FRAGMENT and not folded.endswith(("について", "に関すること", "に関する事項")):
        return False
    if _is_field(raw, folded):
        return False
    if label.style in (ARTICLE, SECTION, CHAPTER):
        return True
    if stem is not None:
        return False
    other = following.label
    if other is None or (label.style is NUMBER and other.style is DOTTED):
        return True
    if other.style is label.style:
        return other.depth > label.depth or (other.value == 1 and label.style is not DOTTED)  # numbers begin anew below it
    return other.style > label.style


def _is_field(raw: str, folded: str) -> bool:
    """Whether a line is a name with its value: 「件名　○○業務委託」."""
    if _TAGGED.match(raw):
        return True
    match = _SPACED_FIELD.match(raw.strip()) or _FIELD.match(raw.strip())
    if not match or folded.endswith(("。", "こと", "する")):
        return False
    name, value = match.group("name"), match.group("value").strip()
    return len(value) >= 2 and not _UNFINISHED.search(name) and not LEADERS.search(raw)


def _mark_first(paragraphs: list[Paragraph]) -> None:
    """Mark the paragraphs of the articles that have a second paragraph, so that the first is called 第1項."""
    numbered: set[int] = set()
    for paragraph in paragraphs:
        label = paragraph.label
        if label is not None and label.style is NUMBER and label.value == 2:
            itemised = paragraph.stem is not None and "各号" in paragraph.stem.text
            if not itemised and any(held.style in (ARTICLE, SECTION) for held in paragraph._path):
                numbered.add(paragraph.article)
    if numbered:
        for paragraph in paragraphs:
            paragraph._first = paragraph.article in numbered


def _path_name(path: tuple[Label, ...], has_second: bool, itemised: bool) -> str | None:
    head = ""
    parts: list[str] = []
    article = any(label.style in (ARTICLE, SECTION) for label in path)
    numbered = any(label.style is NUMBER for label in path)
    for label in path:
        if label.style is ANNEX:
            head = label.shown
        elif label.style is CHAPTER:
            if not article and len(path) == 1:
                parts.append(label.shown)
        elif label.style in (ARTICLE, SECTION):
            parts.append(label.shown)
            if has_second and not numbered:
                parts.append("第1項")
        elif article and label.style is NUMBER:
            parts.append(f"第{label.value}{'号' if itemised else '項'}")
        elif article and label.style in (PAREN, KANJI):
            parts.append(f"第{label.value}号")
        elif label.style is DOTTED:
            parts = [part for part in parts if not re.fullmatch(r"[\d.]+", part)] + [label.shown]
        else:
            parts.append(f"-{label.shown}" if parts and parts[-1][-1:].isdigit() and label.shown[:1].isdigit() else label.shown)
    body = "".join(parts)
    return " ".join(filter(None, (head, body))) or None
