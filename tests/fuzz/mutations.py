"""Ways to break a document: its bytes, the parts and the directory of a Word package, the objects and streams of a PDF.

Every way takes its chances from the dice that it is handed, so that one number makes the same file again.
"""

from __future__ import annotations

import base64
import io
import random
import re
import warnings
import zipfile
import zlib
from collections.abc import Callable
from typing import Final

from lxml import etree

__all__ = ["mutated"]

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMESPACES: Final = (
    f'xmlns:w="{_W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_WRAPPERS: Final = (
    "w:del", "w:ins", "w:moveFrom", "w:moveTo", "w:sdt", "w:sdtContent", "w:hyperlink", "w:smartTag", "w:txbxContent",
    "mc:AlternateContent", "mc:Choice", "mc:Fallback", "w:tbl", "w:tr", "w:tc", "w:p", "w:r", "w:ruby", "w:rt", "w:rubyBase",
    "w:fldSimple", "w:footnote", "m:oMath", "m:r", "w:body", "w:pPr", "w:rPr", "w:pict", "v:textbox", "w:customXml",
)  # fmt: skip
_SNIPPETS: Final = (
    '<w:fldChar w:fldCharType="begin"/>', '<w:fldChar w:fldCharType="separate"/>', '<w:fldChar w:fldCharType="end"/>',
    "<w:instrText>REF x</w:instrText>", '<w:footnoteReference w:id="1"/>', '<w:endnoteReference w:id="-9"/>', '<w:altChunk r:id="r1"/>',
    "<w:br/>", '<w:br w:type="page"/>', "<w:tab/>", "<w:cr/>", '<w:sym w:char="F0FE" w:font="Wingdings"/>', "<w:t>乙は、秘密を漏らしてはならない。</w:t>",
    "<w:p><w:r><w:t>第9条</w:t></w:r></w:p>", '<w:pPr><w:numPr><w:ilvl w:val="99"/><w:numId w:val="1"/></w:numPr></w:pPr>',
    "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>", "<w:rPr><w:vanish/></w:rPr>", "<w:trPr><w:hidden/></w:trPr>", "<w:trPr><w:del/></w:trPr>",
    '<w:sdtPr><w:showingPlcHdr w:val="1"/></w:sdtPr>', "<w:object/>", "<w:delText>消す</w:delText>", '<w:pStyle w:val="a"/>', "<m:t>x</m:t>",
)  # fmt: skip
_VALUES: Final = (
    "", "0", "-1", "1", "9", "99999999999999999999", "-2147483649", "1e9", "true", "off", "\u3000", "a" * 5000, "FFFFFF", "none", "①", "%1.%2.%3",
)  # fmt: skip
_NUMBERS: Final = (b"0", b"-1", b"1", b"65535", b"2147483647", b"-2147483648", b"4294967296", b"99999999999999999999", b"1e38", b"0.000001")
_PDF_WORDS: Final = (
    b"/Type", b"/Page", b"/Pages", b"/Kids", b"/Parent", b"/Count", b"/Contents", b"/Resources", b"/Font", b"/Length", b"/Filter", b"/FlateDecode",
    b"/ASCII85Decode", b"/Encoding", b"/ToUnicode", b"/DescendantFonts", b"/W", b"/MediaBox", b"/Rotate", b"/Annots", b"/AcroForm", b"/Encrypt",
    b"/XObject", b"/Form", b"/Image", b"/OCGs", b"/Names", b"null", b"<<", b">>", b"[", b"]", b"endobj", b"endstream", b"stream", b"xref", b"trailer",
)  # fmt: skip
_OPERATORS: Final = (b"BT", b"ET", b"Tj", b"TJ", b"Tf", b"Td", b"Tm", b"Tr", b"q", b"Q", b"cm", b"re", b"f", b"S", b"Do", b"BI", b"ID", b"EI", b"BDC", b"EMC", b"W", b"n", b"gs", b"rg")

Mutation = Callable[[random.Random, bytes], bytes]


def mutated(dice: random.Random, data: bytes, others: list[bytes]) -> bytes:
    """Return a file broken in one to four places."""
    for _ in range(dice.choice((1, 1, 1, 2, 2, 3, 4))):
        if dice.random() < 0.02:
            data = _spliced(dice, data, dice.choice(others))
        elif data.startswith(b"PK") and dice.random() < 0.85:
            data = _package(dice, data)
        elif data.startswith(b"%PDF") and dice.random() < 0.8:
            data = dice.choice((_objects, _objects, _streams, _tokens))(dice, data)
        else:
            data = _bytes(dice, data)
    return data


def _span(dice: random.Random, data: bytes, longest: int = 200) -> tuple[int, int]:
    start = dice.randrange(len(data) + 1)
    return start, min(len(data), start + dice.randint(1, dice.choice((1, 4, longest))))


def _bytes(dice: random.Random, data: bytes) -> bytes:
    start, end = _span(dice, data)
    piece = data[start:end]
    way = dice.randrange(7)
    if way == 0:
        return data[:start] + dice.randbytes(len(piece)) + data[end:]
    if way == 1:
        return data[:start] + data[end:]
    if way == 2:
        return data[:start] + piece * dice.choice((2, 3, 200)) + data[end:]
    if way == 3:
        return data[:start]
    if way == 4:
        return data[:start] + dice.choice((b"\x00", b"\xff", b"\x1b$B", b"\x81", b"\f", b"\r", b"~~", b"\xe3\x80")) * dice.choice((1, 2, 99)) + data[end:]
    if way == 5:
        return dice.randbytes(dice.choice((1, 3, 1500))) + data
    return data.replace(piece, dice.randbytes(len(piece)), dice.choice((1, -1))) if piece else data


def _spliced(dice: random.Random, data: bytes, other: bytes) -> bytes:
    return data[: dice.randrange(len(data) + 1)] + other[dice.randrange(len(other) + 1) :]


# -- Word ----------------------------------------------------------------------------------------------------


def _package(dice: random.Random, data: bytes) -> bytes:
    if dice.random() < 0.15:
        return _directory(dice, data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = [(name, package.read(name)) for name in package.namelist()]
    except Exception:  # an earlier mutation broke it
        return _bytes(dice, data)
    if not parts:
        return _bytes(dice, data)
    xml = [at for at, (name, _) in enumerate(parts) if name.endswith((".xml", ".rels"))]
    at = dice.choice([at for at in xml if "document.xml" in parts[at][0]] or xml) if dice.random() < 0.6 else dice.choice(xml or [0])
    name, content = parts[at]
    way = dice.random()
    if way < 0.7:
        parts[at] = name, _tree(dice, content)
    elif way < 0.85:
        parts[at] = name, _bytes(dice, content)
    elif way < 0.9:
        del parts[at]
    elif way < 0.95:
        parts.insert(dice.randrange(len(parts) + 1), (name, dice.choice(parts)[1]))
    else:
        parts[at] = dice.choice(("../" + name, "/" + name, name.upper(), name.replace("/", "\\"), "word/media/a.png", "x" * 300)), content
    target = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # two parts of one name are meant
        with zipfile.ZipFile(target, "w", dice.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED)), compresslevel=1) as package:
            for name, content in parts:
                package.writestr(name, content)
    return target.getvalue()


def _directory(dice: random.Random, data: bytes) -> bytes:
    """Change a few bytes in the directory, or in the head of a part."""
    places = [match.start() for match in re.finditer(rb"PK(?:\x01\x02|\x05\x06|\x03\x04)", data)]
    if not places:
        return data
    at = dice.choice(places) + dice.randrange(4, 46)
    size = dice.choice((1, 2, 4))
    value = dice.choice((b"\x00" * size, b"\xff" * size, dice.randbytes(size)))
    return data[:at] + value + data[at + size :]


def _tree(dice: random.Random, content: bytes) -> bytes:
    try:
        root = etree.fromstring(content)
    except etree.XMLSyntaxError:
        return content
    for _ in range(dice.choice((1, 2, 5, 20))):
        elements = [element for element in root.iter() if isinstance(element.tag, str) and element is not root]
        if not elements:
            break
        _one(dice, dice.choice(elements), elements)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _one(dice: random.Random, element: etree._Element, elements: list[etree._Element]) -> None:
    parent = element.getparent()
    assert parent is not None
    way = dice.randrange(8)
    if way == 0:
        parent.remove(element)
    elif way == 1:
        parent.insert(dice.randrange(len(parent) + 1), _copy(element))
    elif way == 2:
        target = dice.choice(elements)
        if element not in target.iterancestors() and target is not element:
            target.insert(dice.randrange(len(target) + 1), element)
    elif way == 3:
        name = dice.choice(_WRAPPERS)
        for _ in range(dice.choice((1, 1, 1, 1, 3, 60))):
            wrapper = etree.fromstring(f"<{name} {_NAMESPACES}/>".encode())
            parent = element.getparent()
            assert parent is not None
            parent.replace(element, wrapper)
            wrapper.append(element)
    elif way == 4:
        snippet = f"<w:x {_NAMESPACES}>{dice.choice(_SNIPPETS)}</w:x>"
        element.insert(dice.choice((0, len(element))), etree.fromstring(snippet.encode())[0])
    elif way == 5 and element.attrib:
        element.set(dice.choice(list(element.attrib)), dice.choice(_VALUES))
    elif way == 6:
        element.tag = dice.choice(elements).tag
    else:
        element.text = dice.choice(("", "\n", "\t", "。", "\u202e", "第" * 3000, "乙は、" * 400, "\ufffd", "~~", "\x85\u2028", "1", element.text or "x"))


def _copy(element: etree._Element) -> etree._Element:
    return etree.fromstring(etree.tostring(element, with_tail=False))


# -- PDF -----------------------------------------------------------------------------------------------------


def _objects(dice: random.Random, data: bytes) -> bytes:
    """Point a reference elsewhere, drop or repeat an object."""
    found = list(re.finditer(rb"(?<!\d)(\d{1,6}) \d R", data))
    way = dice.randrange(4)
    if way < 2 and found:
        one, other = dice.choice(found), dice.choice(found)
        return data[: one.start()] + dice.choice((other.group(), b"null", b"0 0 R", b"99999 0 R")) + data[one.end() :]
    whole = list(re.finditer(rb"\d+ \d+ obj.*?endobj\s*", data, re.S))
    if not whole:
        return _bytes(dice, data)
    one = dice.choice(whole)
    if way == 2:
        return data[: one.start()] + data[one.end() :]
    other = dice.choice(whole)
    head = one.group().partition(b"obj")[0] + b"obj"
    return data[: one.start()] + head + other.group().partition(b"obj")[2] + data[one.end() :]


def _streams(dice: random.Random, data: bytes) -> bytes:
    """Break the content of a compressed stream, not its compression."""
    found = list(re.finditer(rb"stream\r?\n(.*?)\r?\n?endstream", data, re.S))
    if not found:
        return _bytes(dice, data)
    one = dice.choice(found)
    raw = one.group(1)
    armoured = raw.rstrip().endswith(b"~>")
    try:
        content = zlib.decompress(base64.a85decode(raw.strip().removesuffix(b"~>")) if armoured else raw)
    except (zlib.error, ValueError):
        return data[: one.start(1)] + _bytes(dice, raw) + data[one.end(1) :]
    if dice.random() < 0.5:
        words = list(re.finditer(rb"[^\s<>()\[\]]+", content))
        if words:
            word = dice.choice(words)
            content = content[: word.start()] + dice.choice((*_OPERATORS, *_NUMBERS)) + content[word.end() :]
    else:
        content = _bytes(dice, content)
    packed = zlib.compress(content, 1)
    if armoured:
        packed = base64.a85encode(packed) + b"~>"
    start = data.rfind(b"/Length", max(0, one.start() - 300), one.start())
    before = data[: one.start(1)]
    if start >= 0:
        before = before[:start] + re.sub(rb"/Length \d+(?! \d R)", b"/Length %d" % len(packed), before[start:])
    return before + packed + b"\nendstream" + data[one.end() :]


def _tokens(dice: random.Random, data: bytes) -> bytes:
    found = list(re.finditer(rb"/[A-Za-z]+|(?<=[ \[])-?\d+(?:\.\d+)?", data))
    if not found:
        return data
    one = dice.choice(found)
    new = dice.choice(_NUMBERS if one.group()[:1] != b"/" else _PDF_WORDS)
    return data[: one.start()] + new + data[one.end() :]
