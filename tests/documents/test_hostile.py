"""Files made to do harm: each ends in an answer, in little time and memory, and touches nothing outside itself."""

from __future__ import annotations

import json
import struct
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from vendorrisk.cli import main
from vendorrisk.documents import Document, Limits, Refusal, read

WordMaker = Callable[..., Path]
PdfMaker = Callable[..., Path]
Reader = Callable[[Path], Document]

CLAUSE = "乙は、業務上知り得た秘密を漏らしてはならない。"
SECONDS = 15.0
"""Of processor time: several times what any of these files needs on a slow machine."""


def p(content: str) -> str:
    return f"<w:p>{content if content.startswith('<') else f'<w:r><w:t>{content}</w:t></w:r>'}</w:p>"


def timed(path: Path) -> Document | Refusal:
    begin = time.process_time()
    answer = read(path)
    assert time.process_time() - begin < SECONDS
    return answer


def code_of(answer: Document | Refusal) -> str:
    assert isinstance(answer, Refusal), answer
    return str(answer.code)


# -- archives ------------------------------------------------------------------------------------------------


def with_directory(path: Path, change: Callable[[bytes], bytes]) -> Path:
    """Change every entry of the directory of an archive."""
    data = path.read_bytes()
    start, end = data.find(b"PK\x01\x02"), data.rfind(b"PK\x05\x06")
    entries = [b"PK\x01\x02" + entry for entry in data[start:end].split(b"PK\x01\x02")[1:]]
    directory = b"".join(map(change, entries))
    tail = bytearray(data[end:])
    tail[12:16] = struct.pack("<L", len(directory))
    path.write_bytes(data[:start] + directory + bytes(tail))
    return path


def test_a_part_that_lies_about_its_size_is_stopped_at_the_limit(word: WordMaker) -> None:
    path = word(p(CLAUSE) + " " * 30_000_000)
    with_directory(path, lambda entry: entry[:24] + struct.pack("<L", 10) + entry[28:])
    assert code_of(read(path, limits=Limits(max_expanded_bytes=1_000_000))) == "too-large"


def test_entries_that_share_one_large_part_spend_one_budget(word: WordMaker) -> None:
    headers = [("header", f"header{number}.xml") for number in range(400)]
    content = f'<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{" " * 1_000_000}</w:hdr>'.encode()
    path = word(p(CLAUSE), links=headers, extra={"word/header0.xml": content})
    entry = path.read_bytes()
    entry = entry[entry.rfind(b"PK\x01\x02") : entry.rfind(b"PK\x05\x06")]
    name_at = 46

    def repeated(one: bytes) -> bytes:
        if one != entry:
            return one
        copies = []
        for number in range(400):
            name = f"word/header{number}.xml".encode()
            copies.append(one[:28] + struct.pack("<H", len(name)) + one[30:name_at] + name)
        return b"".join(copies)

    with_directory(path, repeated)
    data = bytearray(path.read_bytes())
    end = data.rfind(b"PK\x05\x06")
    count = struct.unpack_from("<H", data, end + 10)[0] + 399
    struct.pack_into("<2H", data, end + 8, count, count)
    path.write_bytes(bytes(data))
    assert code_of(timed(path)) == "too-large"


def test_archives_in_archives_are_not_unpacked(word: WordMaker, document_of: Reader, tmp_path: Path) -> None:
    inner = tmp_path / "inner.zip"
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", bytes(50_000_000))
    document = document_of(word(p(CLAUSE), extra={"word/embeddings/a.zip": inner.read_bytes(), "word/media/b.bin": bytes(50_000_000)}))
    assert [found.code for found in document.notices] == ["embedded-content"]


def test_tens_of_thousands_of_entries_and_links_to_none(word: WordMaker) -> None:
    links = [("header", f"none{number}.xml") for number in range(5_000)]
    path = word(p(CLAUSE), links=links, extra={f"x/{number}": b"" for number in range(8_000)})
    assert isinstance(timed(path), Document)


def test_names_that_lead_out_of_the_archive_write_nothing(word: WordMaker, document_of: Reader, tmp_path: Path) -> None:
    path = word(p(CLAUSE), extra={"../../evil.txt": b"x", "/tmp/evil.txt": b"x", "..\\evil.txt": b"x"})
    before = sorted(tmp_path.parent.rglob("*"))
    document_of(path)
    assert sorted(tmp_path.parent.rglob("*")) == before


# -- XML -----------------------------------------------------------------------------------------------------

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LAUGHS = "<!DOCTYPE a [<!ENTITY b0 'ha'>" + "".join(f"<!ENTITY b{n} '{f'&b{n - 1};' * 10}'>" for n in range(1, 10)) + "]>"


@pytest.mark.parametrize(
    "declaration",
    [
        LAUGHS,
        '<!DOCTYPE a [<!ENTITY b9 SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd" [<!ENTITY b9 "x">]>',
        '<!DOCTYPE a [<!ENTITY % c SYSTEM "http://127.0.0.1:9/c"> %c; <!ENTITY b9 "x">]>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_in_the_text_and_said_in_other_parts(
    word: WordMaker, document_of: Reader, tmp_path: Path, declaration: str, encoding: str
) -> None:
    text = f"<?xml version='1.0' encoding='{encoding}'?>{declaration}<w:document {W}><w:body>{p('&b9;')}</w:body></w:document>"
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", text.encode(encoding))
    assert code_of(timed(path)) == "corrupt"
    styles = text.replace("w:document", "w:styles").encode(encoding)
    document = document_of(word(p(CLAUSE), links=[("styles", "s.xml")], extra={"word/s.xml": styles}))
    assert [found.code for found in document.notices] == ["partial-read"]


BOX = "<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>", "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
TABLE = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
CONTROL = "<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"


@pytest.mark.parametrize("wrapper", [BOX, TABLE, CONTROL])
@pytest.mark.parametrize(("depth", "readable"), [(30, True), (10_000, False)])
def test_deep_nesting_is_read_or_refused(word: WordMaker, wrapper: tuple[str, str], depth: int, readable: bool) -> None:
    answer = timed(word(wrapper[0] * depth + p(CLAUSE) + wrapper[1] * depth))
    if readable:
        assert isinstance(answer, Document)
        assert answer.text == f"{CLAUSE}\n"
    else:
        assert code_of(answer) == "corrupt"


@pytest.mark.parametrize(
    "body",
    [
        p("<w:r>" + "<w:t>あいうえおかきくけこ、</w:t><w:br/>" * 20_000 + "</w:r>"),
        p("<w:r>" + "".join(f'<w:footnoteReference w:id="{n}"/>' for n in range(20_000)) + "</w:r>") + p(CLAUSE),
        p("<w:r>" + '<w:fldChar w:fldCharType="begin"/>' * 20_000 + "</w:r>") + p(CLAUSE) * 2,
        (BOX[0] * 20 + p(CLAUSE) + BOX[1] * 20) * 100,
        "<w:ins>" * 100 + p(CLAUSE) * 2000 + "</w:ins>" * 100,
    ],
    ids=["breaks", "notes", "fields", "boxes", "insertions"],
)
def test_many_of_anything_takes_no_more_than_its_share(word: WordMaker, body: str) -> None:
    notes = "".join(f'<w:footnote w:id="{n}">{p("注")}</w:footnote>' for n in range(20_000))
    timed(word(body, footnotes=notes))


def test_a_list_with_absurd_numbers_stays_short(word: WordMaker, document_of: Reader) -> None:
    numbered = "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>項</w:t></w:r></w:p>"
    numbering = (
        f'<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="{"9" * 4000}"/><w:numFmt w:val="decimal"/>'
        f'<w:lvlText w:val="{"%1" * 1000}"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    assert len(document_of(word(numbered * 100, numbering=numbering)).text) < 400_000


# -- PDF -----------------------------------------------------------------------------------------------------


def plain_pdf(path: Path, objects: Sequence[bytes]) -> Path:
    data, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(places) + 1
    path.write_bytes(data + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (size, table, size, len(data)))
    return path


CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
CONTENT = b"<< /Length 44 >>\nstream\nBT /F1 12 Tf 72 700 Td (Keep it secret.) Tj ET  \nendstream"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> %s >> >>"


@pytest.mark.parametrize("count", [b"5000000", b"2147483647", b"-5"])
def test_a_page_tree_that_lies_about_its_size_gives_the_pages_there_are(tmp_path: Path, document_of: Reader, count: bytes) -> None:
    tree = b"<< /Type /Pages /Count %s /Kids [3 0 R] >>" % count
    document = document_of(plain_pdf(tmp_path / "a.pdf", [CATALOGUE, tree, PAGE % b"", FONT, CONTENT]))
    assert (document.text, document.pages) == ("Keep it secret.\n", 1)


@pytest.mark.parametrize(
    "tree",
    [
        [b"<< /Type /Pages /Count 3 /Kids [2 0 R 2 0 R 3 0 R] >>"],
        [b"<< /Type /Pages /Count 1 /Kids [6 0 R] /Parent 6 0 R >>"],
        [b"<< /Type /Pages /Count -1 /Kids 2 0 R >>"],
    ],
)
def test_circular_page_trees_end_in_an_answer(tmp_path: Path, tree: list[bytes]) -> None:
    circle = b"<< /Type /Pages /Count 1 /Kids [2 0 R] /Parent 2 0 R >>"
    timed(plain_pdf(tmp_path / "a.pdf", [CATALOGUE, *tree, PAGE % b"", FONT, CONTENT, circle]))


def test_deep_page_trees_and_outlines_end_in_an_answer(tmp_path: Path) -> None:
    depth = 20_000
    tree = [b"<< /Type /Pages /Count 1 /Kids [%d 0 R] /Parent %d 0 R >>" % (at + 7, at + 5) for at in range(depth)]
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Outlines 6 0 R >>", b"<< /Type /Pages /Count 1 /Kids [6 0 R] >>", PAGE % b"", FONT, CONTENT, *tree,
    ]  # fmt: skip
    timed(plain_pdf(tmp_path / "a.pdf", objects))


def test_a_form_that_draws_itself_and_a_huge_image_cost_nothing(tmp_path: Path, document_of: Reader) -> None:
    form = b"<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X 6 0 R >> >> /Length 5 >>\nstream\n/X Do\nendstream"
    image = b"<< /Type /XObject /Subtype /Image /Width 60000 /Height 60000 /BitsPerComponent 8 /ColorSpace /DeviceRGB /Length 4 >>\nstream\nabcd\nendstream"
    content = b"<< /Length 64 >>\nstream\n/X Do /Y Do BT /F1 12 Tf 72 700 Td (Keep it secret.) Tj ET      \nendstream"
    page = PAGE % b"/XObject << /X 6 0 R /Y 7 0 R >>"
    path = plain_pdf(tmp_path / "a.pdf", [CATALOGUE, b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>", page, FONT, content, form, image])
    begin = time.process_time()
    assert document_of(path).text == "Keep it secret.\n"
    assert time.process_time() - begin < SECONDS


# -- what reaches the terminal -------------------------------------------------------------------------------

CONTROLS = "\u009b2J\u202e\u2066\u200b"


@pytest.mark.parametrize("options", [[], ["-v"], ["--lang", "en", "-v"]])
def test_no_control_of_a_document_or_a_file_name_reaches_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str]
) -> None:
    path = tmp_path / f"契約\x1b]0;x\x07{CONTROLS}\n偽の行.txt"
    path.write_text(f"業務委託契約書\n第{CONTROLS}1条 乙は、{CONTROLS}\x1b[31m業務上知り得た秘密を漏らしてはならない。\n" * 3, encoding="utf-8")
    broken = tmp_path / "broken\x1b[2J\n.docx"
    broken.write_bytes(b"PK\x03\x04")
    main(["check", "--kind", "outsourcing", *options, str(path), str(broken)])
    shown = capsys.readouterr()
    for text in (shown.out, shown.err):
        assert "漏らしてはならない" in text or "broken" in text
        assert not [char for char in text if not char.isprintable() and char not in "\n\u3000"]
        assert "\n偽の行" not in text


def test_json_stays_valid_whatever_a_document_holds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / f'a"{CONTROLS}\n.txt'
    path.write_text(f'業務委託契約書\n第1条 乙は、"{CONTROLS}\x1b[31m\\業務上知り得た秘密を漏らしてはならない。\n', encoding="utf-8")
    main(["check", "--kind", "outsourcing", "--json", str(path)])
    (document,) = json.loads(capsys.readouterr().out)["documents"]
    assert document["path"] == str(path)
