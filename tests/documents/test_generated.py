"""Any bytes end in an answer, and what is written into a Word file comes out of it, however it is cut into runs."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vendorrisk.documents import Document, Refusal, read

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SIGNATURES = (b"", b"%PDF-1.7\n", b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\x00\x00",
    b"\x1b$B", b"{\\rtf1", b"<html>", b"<?xml version='1.0'?>", b"\x89PNG\r\n\x1a\n", b"From: a\nTo: b\n")  # fmt: skip
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def checked(path: Path) -> Document | Refusal:
    answer = read(path)
    if isinstance(answer, Refusal):
        assert answer.message.ja
        assert "\n" not in answer.message.ja + answer.message.en
        assert "structure is odd" not in answer.message.en
        return answer
    assert answer.text.strip()
    end = -1
    for block in answer.blocks:
        assert end < block.start < block.end <= len(answer.text)
        end = block.end
    answer.text.encode("utf-8")
    return answer


@quick
@given(st.sampled_from(SIGNATURES), st.binary(max_size=400), st.sampled_from([".docx", ".pdf", ".txt", ""]))
def test_any_bytes_behind_any_signature_end_in_an_answer(tmp_path: Path, signature: bytes, data: bytes, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(signature + data)
    checked(path)


def package(main: bytes, numbering: bytes = b"") -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        made.writestr("word/document.xml", main)
        if numbering:
            made.writestr("word/numbering.xml", numbering)
    return target.getvalue()


NAMES = ("p", "r", "t", "tbl", "tr", "tc", "trPr", "tcPr", "pPr", "rPr", "ins", "del", "sdt", "sdtPr", "sdtContent", "fldChar", "br", "tab", "hidden", "vanish",
    "txbxContent", "altChunk", "footnoteReference", "numPr", "ilvl", "numId", "ruby", "rubyBase", "body", "object", "showingPlcHdr")  # fmt: skip


def tree() -> st.SearchStrategy[str]:
    def element(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        return st.builds(
            lambda name, value, inner: f'<w:{name} w:val="{value}" w:fldCharType="{value}">{"".join(inner)}</w:{name}>',
            st.sampled_from(NAMES), st.sampled_from(["0", "1", "begin", "separate", "end", "99", ""]), st.lists(children, max_size=4),
        )  # fmt: skip

    return st.recursive(st.sampled_from(["", "<w:t>乙は、</w:t>", "<w:t>秘密を守る。</w:t>"]), element, max_leaves=25)


@quick
@given(st.lists(tree(), max_size=4))
def test_any_elements_of_word_in_any_order_end_in_an_answer(tmp_path: Path, inner: list[str]) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(package(f'<w:document xmlns:w="{W}"><w:body>{"".join(inner)}</w:body></w:document>'.encode()))
    checked(path)


RUNS = st.lists(st.text("甲乙丙は、秘密を守る。ab<&>\"' 1①", min_size=1, max_size=8), min_size=1, max_size=5)


@quick
@given(st.lists(st.tuples(RUNS, st.booleans(), st.sampled_from(["", "<w:rPr><w:b/></w:rPr>", "<w:rPr><w:color w:val='FF0000'/></w:rPr>"])), min_size=1, max_size=12))
def test_paragraphs_come_out_as_they_were_written(tmp_path: Path, paragraphs: list[tuple[list[str], bool, str]]) -> None:
    body, expected, count = "", [], 0
    for runs, numbered, look in paragraphs:
        properties = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>' if numbered else ""
        body += f"<w:p>{properties}{''.join(f'<w:r>{look}<w:t>{escape(run)}</w:t></w:r>' for run in runs)}</w:p>"
        count += numbered
        text = "".join(runs)
        if text.strip():
            expected.append((f"第{count}条　" if numbered else "") + text)
        elif numbered:
            expected.append(f"第{count}条")
    numbering = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="第%1条"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    path = tmp_path / "a.docx"
    path.write_bytes(package(f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'.encode(), numbering.encode()))
    answer = read(path)
    if expected:
        assert isinstance(answer, Document)
        assert [answer.text[block.start : block.end] for block in answer.blocks] == expected
    else:
        assert isinstance(answer, Refusal)


@pytest.mark.parametrize("change", ["flip", "cut", "double"])
@quick
@given(data=st.data())
def test_a_pdf_broken_anywhere_ends_in_an_answer(tmp_path: Path, pdf: Any, change: str, data: st.DataObject) -> None:
    whole = pdf([[(72, 700, "第1条 乙は、秘密を守る。")]], name="whole.pdf").read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    size = data.draw(st.integers(1, 60))
    piece = {"flip": bytes(byte ^ 0x55 for byte in whole[at : at + size]), "cut": b"", "double": whole[at : at + size] * 2}[change]
    path = tmp_path / "a.pdf"
    path.write_bytes(whole[:at] + piece + whole[at + size :])
    checked(path)
