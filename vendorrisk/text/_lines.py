"""From blocks to the lines that belong together: what a line break cut is one piece again.

Word gives whole paragraphs, PDF and plain text give lines; here it is decided which lines run on into the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import attrs

from vendorrisk.text._block import Block
from vendorrisk.text._numbering import ALPHA, KANA, KANJI, NUMBER, Label, leading_label

__all__ = ["BRACKET", "CONTENTS", "HEADING_MARKS", "LEADERS", "Line", "runs"]

_LEAD = re.compile(r"[\s\u3000|>]*(?:#{1,6}[ \u3000]*)?(?:\*\*|__)?")
_LEAD_CHARS = frozenset(" \t\n\r\x0b\x0c\u3000\u00a0|>#*_")
_USUAL_WIDTH = 24
_NARROWEST = 14
_TERMINAL = "。．.!?！？:：;；"
_CLOSERS = "」』）)】〕］]＞>"
_GLUE_HEAD = re.compile(r"[ぁ-んー、。，．・」』）)】〕ゃゅょっァィゥェォッャュョ]")
_OPENERS = re.compile(r"(?:なお|また|ただし|この|その|これ|それ|ここ|あらかじめ|しかし|さらに|おって|もっとも|すべて|いずれ|あて|うち)")
_GLUE_TAIL = re.compile(r"[、，,（(「『・－—]$|(?:及び|又は|並びに|若しくは|および|または)$")
_INLINE = re.compile(r"(?<=[\s\u3000。)）])(?=(?:[0-9０-９]{1,2}[.．][ \u3000]?[^\s0-9０-９]|[(（][0-9０-９]{1,2}[)）]|[\u2460-\u2473]|第[0-9０-９]{1,3}[ \u3000]?条[ \u3000(（の]|[0-9０-９]{1,2}[ \u3000][\u4e00-\u9fff]))")
_FIELD_HEAD = re.compile(r"[^\s。、:：]{1,12}(?:[ \u3000]+[^\s。、:：]{1,6})?[ \u3000]*[:：](?!//)")
_ITEM_ENDS = re.compile("(?:もの|こと|事項|とき|場合|行為)$")
_SIDE = re.compile("^(?:(?:甲|乙|発注者|受注者|委託者|受託者)(?:は|が|の)|本条(?:の|は|に))")
LEADERS = re.compile(r"[・･.．…‥\-─—_＿ ]{3,}[ \t\u3000\-(（]*[0-9０-９]{0,3}[)）]?\s*$|・{4,}|…{2,}|‥{3,}|\.{6,}|(?:・ ){3,}")
_RUN = re.compile(r"[・･.．…‥\-─—_＿ ]{3}|…{2}")  # every leader holds one, few other lines do
CONTENTS = re.compile(r"^[-－―—–\s\[【(（<＜]*(?:目[\s\u3000]*次|もくじ|CONTENTS|Contents|Table of Contents)[-－―—–\s\]】)）>＞]*(?:\(?ページ\)?)?$")
BRACKET = re.compile(r"[(（【〔\[［「<＜](?P<in>[^()（）【】。]{1,40}(?:[(（][^()（）。]{1,15}[)）])?[^()（）【】。]{0,10})[)）】〕\]］」>＞]")
_PAGE_NUMBER = re.compile(r"[-‐－–—―]\s*[0-9０-９]{1,4}\s*[-‐－–—―]|[(（]\s*[0-9０-９]{1,3}\s*[/／]\s*[0-9０-９]{1,3}\s*[)）]|[0-9０-９]{1,3}\s*[/／]\s*[0-9０-９]{1,3}\s*(?:ページ|頁)")
HEADING_MARKS = frozenset("■◆●▼▽◇◎□")


@attrs.define
class Line:
    """A line of a block, or a piece of one that holds several numbered provisions; ``gap`` means an empty line before it."""

    start: int
    end: int
    block: Block
    label: Label | None
    heading: int | None
    gap: bool


def runs(text: str, blocks: Sequence[Block]) -> Iterator[tuple[Line, Line]]:
    """Yield the first and the last line of every paragraph.

    Args:
        text: the document's text.
        blocks: its blocks in order, offsets into ``text``.
    """
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
        yield first, last


def _lines(text: str, blocks: Sequence[Block]) -> Iterator[Line]:
    last_end = 0
    for block in blocks:
        start = block.start
        raw = text[start : block.end]
        gap = start - last_end > 1 and text.count("\n", last_end, start) > 1
        last_end = block.end
        found = [match.start() for match in _INLINE.finditer(raw)] if len(raw) > 90 else ()
        for first, last in pairwise((0, *found, len(raw))) if len(found) >= 2 else ((0, len(raw)),):
            piece = raw[first:last]
            begin = marks = 0
            if piece[:1] in _LEAD_CHARS:
                lead = _LEAD.match(piece)
                begin = lead.end() if lead else 0
                marks = piece.count("#", 0, begin)
            body = piece[begin:].rstrip() if begin or piece[-1:].isspace() else piece
            if not body or (len(body) < 14 and _PAGE_NUMBER.fullmatch(body)):
                continue  # a page number between the lines of a sentence does not end it
            at = start + first + begin
            yield Line(at, at + len(body), block, leading_label(body), block.heading or marks or None, gap)
            gap = False


def _runs_on(text: str, first: Line, last: Line, new: Line, full: int) -> bool:
    """Whether the line ``new`` continues the paragraph that ends with ``last``."""
    if new.heading or last.heading or new.block.where != last.block.where:
        return False
    if new.block.row is not None or last.block.row is not None:
        return _same_row(text, last, new)
    if new.label is not None and not _mistaken(text, first, last, new.label):
        return False
    if last.block.joins is False and last.block is not new.block:
        return False
    tail = text[last.start : last.end]
    if tail[-1] == "。" and "「" not in tail and "(" not in tail and "（" not in tail and last is first:
        return False
    head = text[new.start : new.end]
    bare_label = first.label is not None and last.end <= first.start + first.label.end
    if bare_label and last is first and new.label is None:
        return not BRACKET.fullmatch(head)
    if len(tail) == 1 and len(head) <= 2 and new.label is None:
        return True  # one character a line: vertical text, or a title that was spread
    if new.gap or tail[-1] in "|｜" or (" | " in head and " | " in tail):
        return False
    if (len(tail) < 40 and CONTENTS.match(tail)) or (len(head) < 40 and CONTENTS.match(head)) or (_RUN.search(tail) and LEADERS.search(tail)):
        return False
    if last is first and first.label is not None and text[first.start] in HEADING_MARKS and len(tail) <= 16:
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
    if _SIDE.match(head) or (BRACKET.fullmatch(head) and len(head) < 34):
        return False
    if _GLUE_HEAD.match(head) and tail[-1] not in _TERMINAL and not _OPENERS.match(head):
        return True
    if tail[-1] in _TERMINAL or tail[-1] in _CLOSERS:
        return False
    if first.label is not None and first.label.style >= NUMBER and _ITEM_ENDS.search(tail) and head[0] not in "(（「":
        return False  # 「(2) 公知となったもの」 is whole without a full stop
    return len(tail) >= full


def _full_width(text: str, lines: list[Line]) -> int:
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


def _mistaken(text: str, first: Line, last: Line, label: Label) -> bool:
    """Whether what looks like the first label of a list is a word that a line break cut: 「見聞した／一切の」."""
    if label.style not in (KANJI, KANA, ALPHA) or label.shown not in ("一", "ア", "a"):
        return bool(last.block.joins) and label.style >= ALPHA
    before = text[first.start : last.end]
    if before[-1] in "。．:：)）】」" or len(before) < 12:
        return False
    return re.search(r"次|以下|各号|とおり|下記", before) is None and re.search(r"[はがをに]", before) is not None


def _is_open(text: str, start: int, end: int) -> bool:
    """Whether a bracket or quotation that began lately has not been closed."""
    begin = max(start, end - 200)
    part = text[begin:end]
    for opening, closing in ("()", "（）", "「」"):
        if opening in part and part.rfind(opening) > part.rfind(closing):
            return end - start < 400
    return False


def _same_row(text: str, last: Line, new: Line) -> bool:
    """Whether two cells of one table row are read as label and value."""
    if last.block.row is None or last.block.row != new.block.row:
        return False
    return new.end - new.start < 60 and last.end - last.start < 40 and "。" not in text[last.start : last.end]
