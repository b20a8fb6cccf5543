"""Plain text: find the encoding, or say that it is doubtful.

A wrong guess turns every clause into a missing one, so a guess is only silent when the bytes allow one
reading: a byte order mark, valid UTF-8, or one Japanese encoding whose result looks like Japanese.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, Final

from vendorrisk.documents._assemble import is_cut
from vendorrisk.documents._messages import notice, refused, unsupported
from vendorrisk.text import Block

if TYPE_CHECKING:
    from vendorrisk.documents._model import Notice

__all__ = ["decode", "lay_out", "looks_like_text"]

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_JAPANESE: Final = (("cp932", "Shift_JIS"), ("euc_jp", "EUC-JP"))
_NEWLINES: Final = re.compile("\r\n|[\r\v\x1c-\x1e\x85\u2028\u2029]")
_LONGEST_NUMBER: Final = 24
_FRAMES: Final = re.compile("[\u2502\u2503\u250c-\u254b\u2551-\u256c]")
_FRAME_LINE: Final = re.compile("^[ \t\u3000]*[\u2500-\u257f][\u2500-\u257f \t\u3000]+$", re.M)
_LINE: Final = re.compile(r"[^\n]*[^\s][^\n]*")
_CONTROL: Final = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROL_BYTES: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_STRUCK: Final = re.compile(r"~~(?=\S).{1,2000}?~~", re.S)
_LIKELY: Final = re.compile("[ぁ-んァ-ヶ一-龠、。「」・ー（）々]")
_UNLIKELY: Final = re.compile("[｡-ﾟ\ue000-\uf8ff\u0080-\u009f\ufffdА-я─-╿]")
_LATIN: Final = re.compile(rb"[\x20-\x7e\r\n\t]")


def looks_like_text(data: bytes) -> bool:
    """Whether bytes without a known signature can be text at all."""
    head = data[:65536]
    if head.startswith(tuple(mark for mark, _, _ in _MARKS)) or _unmarked_utf16(head) is not None:
        return True
    return len(_CONTROL_BYTES.findall(head)) * 200 <= len(head)


def decode(data: bytes) -> tuple[str, list[Notice]]:
    """Return the text of the bytes, with a notice when the encoding is doubtful."""
    for mark, codec, label in _MARKS:
        if data.startswith(mark):
            return _with_damage(data[len(mark) :], codec, label)
    utf16 = _unmarked_utf16(data[:65536])
    if utf16 is not None:
        text, notices = _with_damage(data, utf16, "UTF-16")
        return text, notices or [notice("doubtful-encoding", "UTF-16")]
    if b"\x00" in data:
        raise unsupported("binary")
    if b"\x1b$" in data:
        try:
            return data.decode("iso2022_jp_ext"), []
        except UnicodeDecodeError:
            pass
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        return _japanese(data)


def lay_out(text: str) -> tuple[str, tuple[Block, ...], bool]:
    r"""Return the text with one sort of line end, its blocks, and whether struck text was blanked.

    Every line is a block; an empty line ends what stands before it, a page break in the middle of a sentence does not,
    and page numbers beside one and the frames of drawn tables are blanked.

    >>> text, blocks, _ = lay_out("甲は、\r\n乙に\r\n\r\n払う。")
    >>> [(text[b.start : b.end], b.joins) for b in blocks]
    [('甲は、', None), ('乙に', False), ('払う。', None)]
    """
    text = _NEWLINES.sub("\n", text) if _NEWLINES.search(text) else text
    text, struck = _without_struck(text)
    text = _without_frames(text)
    cuts: set[int] = set()
    if "\f" in text:
        text, cuts = _without_pages(text)
    return text, _blocks_of_lines(text, cuts), struck


def _without_pages(text: str) -> tuple[str, set[int]]:
    """Return the text with line feeds for page breaks, and where lines end whose sentence a break cut.

    Page numbers beside a break are blanked.  What is empty around a break in a sentence becomes one line feed and spaces, so
    that nothing looks like the end of a paragraph.
    """
    pages = [_without_page_number(page) for page in text.split("\f")]
    cuts: set[int] = set()
    offset = 0
    for at, following in enumerate(pages[1:]):
        page = pages[at]
        bare, behind = page.rstrip(), following.lstrip()
        if is_cut(bare.rpartition("\n")[2], behind.partition("\n")[0]):
            cuts.add(offset + len(bare))
            page = bare + "\n" + " " * (len(page) - len(bare))
            pages[at + 1] = " " * (len(following) - len(behind)) + behind
        else:
            page += "\n"
        pages[at] = page
        offset += len(page)
    return "".join(pages), cuts


def _without_page_number(page: str) -> str:
    """Blank a page number that stands alone on the first or the last line of a page."""
    from vendorrisk.documents._pdf_margins import PAGE_NUMBER

    head, tail = page.lstrip(), page.rstrip()
    first, last = head.partition("\n")[0], tail.rpartition("\n")[2]
    if 0 < len(last.strip()) <= _LONGEST_NUMBER and PAGE_NUMBER.fullmatch(last):
        page = page[: len(tail) - len(last)] + " " * len(last) + page[len(tail) :]
    if 0 < len(first.strip()) <= _LONGEST_NUMBER and PAGE_NUMBER.fullmatch(first):
        start = len(page) - len(head)
        page = page[:start] + " " * len(first) + page[start + len(first) :]
    return page


def _without_frames(text: str) -> str:
    """Blank the frames of tables drawn in characters; lone lines may be leaders or dashes and stay."""
    if len(_FRAMES.findall(text)) < 4:
        return text
    text = _FRAME_LINE.sub(lambda match: " " * len(match.group()), text)
    return _FRAMES.sub(" ", text)


def _without_struck(text: str) -> tuple[str, bool]:
    """Return the text with what stands between ``~~`` blanked, character for character, and whether there was any.

    >>> _without_struck("~~削る~~残す")
    ('      残す', True)
    """
    blanked = _STRUCK.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text) if "~~" in text else text
    return blanked, blanked != text


def _blocks_of_lines(text: str, cuts: set[int]) -> tuple[Block, ...]:
    spans = [match.span() for match in _LINE.finditer(text)]
    last = len(spans) - 1
    return tuple(
        Block(
            start,
            end,
            joins=True
            if end in cuts
            else False
            if number < last and spans[number + 1][0] > end + 1
            else None,
        )
        for number, (start, end) in enumerate(spans)
    )


def _with_damage(data: bytes, codec: str, label: str) -> tuple[str, list[Notice]]:
    try:
        return data.decode(codec), []
    except UnicodeDecodeError:
        text = data.decode(codec, "replace")
    damaged = text.count("\ufffd")
    if damaged * 20 > len(text):
        raise refused("corrupt-text")
    return text, [notice("damaged-encoding", label)]


def _unmarked_utf16(head: bytes) -> str | None:
    """UTF-16 without a mark shows as NUL or 0x30 (kana) in every other byte, hardly ever in the rest."""
    if len(head) < 4 or len(head) % 2 or b"\x00" not in head:
        return None
    even, odd = head[0::2], head[1::2]
    for codec, high, low in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        typical = sum(high.count(value) for value in (0x00, 0x30, 0xFF)) + sum(
            0x4E <= v <= 0x9F for v in high
        )
        if typical >= 0.9 * len(high) and low.count(0) * 8 <= len(low):
            try:
                if not _CONTROL.search(head.decode(codec)):
                    return codec
            except UnicodeDecodeError:
                continue
    return None


def _score(text: str) -> float:
    foreign = sum(1 for character in text if character > "\x7f")
    if not foreign:
        return 1.0
    return (len(_LIKELY.findall(text)) - 2 * len(_UNLIKELY.findall(text))) / foreign


def _japanese(data: bytes) -> tuple[str, list[Notice]]:
    readings: list[tuple[float, str, str]] = []
    for codec, label in _JAPANESE:
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        readings.append((_score(text[:200_000]), label, text))
    readings.sort(key=lambda reading: -reading[0])
    if readings and readings[0][0] >= 0.5:
        score, label, text = readings[0]
        rival = readings[1][0] if len(readings) > 1 else -1.0
        # Two readings that both look Japanese, or a few odd bytes: somebody has to look.
        doubtful = score - rival < 0.3 or score < 0.7
        return text, [notice("doubtful-encoding", label)] if doubtful else []
    if len(_LATIN.findall(data)) >= 0.9 * len(data):
        return data.decode("cp1252", "replace"), [notice("doubtful-encoding", "Windows-1252")]
    damaged = [
        (text.count("\ufffd"), label, text)
        for codec, label in (("utf-8", "UTF-8"), *_JAPANESE)
        for text in (data.decode(codec, "replace"),)
    ]
    count, label, text = min(damaged, key=lambda reading: reading[0])
    if count * 50 > len(text) or _score(text) < 0.5:
        raise refused("corrupt-text")
    return text, [notice("damaged-encoding", label)]
