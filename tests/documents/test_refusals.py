"""For every refusal code a real file of that sort."""

from __future__ import annotations

import io
import os
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from vendorrisk.documents import Limits, Refusal, RefusalCode, read

WordMaker = Callable[..., Path]
PdfMaker = Callable[..., Path]


def refusal(path: Path | str, **options: Any) -> Refusal:
    answer = read(path, **options)
    assert isinstance(answer, Refusal)
    assert "\n" not in answer.message.ja
    assert answer.message.ja.endswith("。")
    assert answer.message.en.endswith(".")
    return answer


def compound_file(*streams: str) -> bytes:
    """An OLE compound file with nothing but a directory of these names."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<LLLL", header, 44, 1, 1, 0, 4096)
    struct.pack_into("<109L", header, 76, 0, *[0xFFFFFFFF] * 108)
    table = struct.pack("<128L", 0xFFFFFFFD, 0xFFFFFFFE, *[0xFFFFFFFF] * 126)
    directory = b""
    for name in ("Root Entry", *streams):
        encoded = name.encode("utf-16-le")
        directory += encoded.ljust(64, b"\0") + struct.pack("<HBB", len(encoded) + 2, 2, 1) + bytes(60)
    return bytes(header) + table + directory.ljust(512, b"\0")


def zipped(**parts: Any) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return buffer.getvalue()


UNSUPPORTED = {
    "古い契約.doc": (compound_file("WordDocument", "1Table"), ".doc"),
    "一太郎.jtd": (compound_file("DocumentText"), ".jtd"),
    "古い表.xls": (compound_file("Workbook"), ".xls"),
    "古い発表.ppt": (compound_file("PowerPoint Document"), ".ppt"),
    "受信.msg": (compound_file("__properties_version1.0"), ".msg"),
    "別の形式.docx": (compound_file("Contents"), "Office"),
    "契約.rtf": (b"{\\rtf1\\ansi test}", ".rtf"),
    "契約.odt": (zipped(mimetype="application/vnd.oasis.opendocument.text", content="<x/>"), ".odt"),
    "表.xlsx": (zipped(**{"[Content_Types].xml": "<Types/>", "xl__workbook.xml": "<x/>"}), ".xlsx"),
    "発表.pptx": (zipped(**{"[Content_Types].xml": "<Types/>", "ppt__presentation.xml": "<x/>"}), ".pptx"),
    "まとめ.zip": (zipped(readme="契約書"), "ZIP"),
    "頁.html": ("<!DOCTYPE html><html><body>契約</body></html>".encode(), ".html"),
    "頁を改名.docx": (b"\xef\xbb\xbf\r\n<html><head></head></html>", ".html"),
    "手紙.eml": (
        b"Received: from a\r\nFrom: a@example.jp\r\nTo: b@example.jp\r\nSubject: x\r\n\r\nbody",
        ".eml",
    ),
    "走査.png": (b"\x89PNG\r\n\x1a\n" + bytes(40), "画像"),
    "走査.jpg": (b"\xff\xd8\xff\xe0" + bytes(40), "画像"),
    "走査.tif": (b"II*\x00" + bytes(40), "画像"),
    "走査.bmp": (b"BM" + struct.pack("<LHHL", 60, 0, 0, 54) + bytes(40), "画像"),
    "書庫.lzh": (b"\x24\xa1-lh5-" + bytes(40), "圧縮"),
    "書庫.7z": (b"7z\xbc\xaf\x27\x1c" + bytes(40), "圧縮"),
    "印刷.ps": (b"%!PS-Adobe-3.0\n", "PostScript"),
    "道具.exe": (b"MZ\x90\x00" + bytes(40), "プログラム"),
    "文書.xdw": (b"\x60\x0e\x82\x82" + bytes(range(256)), "DocuWorks"),
    "不明.bin": (bytes(range(256)) * 8, "対応していない"),
    "2003.xml": (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w/>', "XML"),
}


@pytest.mark.parametrize("name", UNSUPPORTED)
def test_other_formats_are_named_by_content(tmp_path: Path, name: str) -> None:
    data, word_in_message = UNSUPPORTED[name]
    path = tmp_path / name
    path.write_bytes(data)
    answer = refusal(path)
    assert answer.code is RefusalCode.UNSUPPORTED_FORMAT
    assert word_in_message in answer.message.ja
    assert answer.path == path
    assert answer.sha256 is not None


def test_folder(tmp_path: Path) -> None:
    assert "フォルダー" in refusal(tmp_path).message.ja


def test_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert refusal(tmp_path / "pipe.txt").code is RefusalCode.UNSUPPORTED_FORMAT


@pytest.mark.parametrize("name", ["ない.docx", "a/b/c.pdf", "名" * 300 + ".txt", "nul\0.txt"])
def test_missing(tmp_path: Path, name: str) -> None:
    answer = refusal(tmp_path / name)
    assert answer.code is RefusalCode.NOT_FOUND
    assert answer.sha256 is None


def test_not_permitted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "秘.docx"
    path.write_bytes(b"x")

    def deny(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "read_bytes", deny)
    assert refusal(path).code is RefusalCode.NOT_PERMITTED


def test_file_in_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "開いている.docx"
    path.write_bytes(b"x")

    def busy(self: Path) -> bytes:
        raise OSError(16, "Device or resource busy")

    monkeypatch.setattr(Path, "read_bytes", busy)
    assert refusal(path).code is RefusalCode.NOT_PERMITTED


@pytest.mark.parametrize("data", [b"", b"   \r\n\t\n", b"\xef\xbb\xbf", bytes(100), "　\n　".encode()])
def test_empty(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "空.txt"
    path.write_bytes(data)
    assert refusal(path).code is RefusalCode.EMPTY


def test_empty_word_and_pdf(word: WordMaker, pdf: PdfMaker) -> None:
    assert refusal(word("<w:p/>")).code is RefusalCode.EMPTY
    assert refusal(pdf([[], []])).code is RefusalCode.EMPTY


def test_encrypted_word(tmp_path: Path) -> None:
    path = tmp_path / "パスワード付き.docx"
    path.write_bytes(compound_file("EncryptionInfo", "EncryptedPackage"))
    assert refusal(path).code is RefusalCode.ENCRYPTED


def test_encrypted_pdf(pdf: PdfMaker) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    locked = pdf([[(60, 700, "秘密")]], encrypt=StandardEncryption("open sesame", canPrint=0))
    assert refusal(locked).code is RefusalCode.ENCRYPTED


def test_pdf_with_owner_password_only_is_read(pdf: PdfMaker, texts: Callable[[Path], list[str]]) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    assert texts(pdf([[(60, 700, "閲覧は自由")]], encrypt=StandardEncryption("", "owner"))) == ["閲覧は自由"]


def test_scanned_pdf(tmp_path: Path) -> None:
    from PIL import Image

    path = tmp_path / "スキャン.pdf"
    Image.new("L", (600, 800), 240).save(path)
    assert refusal(path).code is RefusalCode.NO_TEXT


def test_scanned_pdf_with_printed_page_numbers(pdf: PdfMaker) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    def page(number: int) -> Callable[[Any], None]:
        def draw(paper: Any) -> None:
            paper.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 60, 100, 480, 640)
            paper.drawString(290, 30, f"- {number} -")

        return draw

    assert refusal(pdf([page(n) for n in (1, 2, 3)])).code is RefusalCode.NO_TEXT


@pytest.mark.parametrize("cut", [20, 200, 400])
def test_cut_off_word(word: WordMaker, cut: int) -> None:
    path = word("<w:p><w:r><w:t>契約</w:t></w:r></w:p>")
    path.write_bytes(path.read_bytes()[:-cut])
    assert refusal(path).code is RefusalCode.CORRUPT


@pytest.mark.parametrize(
    "xml",
    [
        b"<w:document",
        b"",
        b"not xml",
        b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>',
        b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>',
    ],
)
def test_broken_main_part(tmp_path: Path, xml: bytes) -> None:
    path = tmp_path / "壊れた.docx"
    path.write_bytes(zipped(**{"[Content_Types].xml": "<Types/>", "word__document.xml": xml}))
    assert refusal(path).code is RefusalCode.CORRUPT


def test_flipped_byte_is_noticed(word: WordMaker) -> None:
    path = word("".join(f"<w:p><w:r><w:t>第{n}条 乙は守る。</w:t></w:r></w:p>" for n in range(200)))
    data = bytearray(path.read_bytes())
    at = data.find(b"word/document.xml") + 200
    data[at] ^= 0xFF
    path.write_bytes(data)
    assert refusal(path).code is RefusalCode.CORRUPT


@pytest.mark.parametrize("name", ["偽.docx", "偽.pdf", "偽.txt"])
def test_noise_under_a_known_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(bytes([7, 200, 3, 129, 31, 0, 1, 2]) * 99)
    assert refusal(path).code is RefusalCode.CORRUPT


@pytest.mark.parametrize("keep", [100, 600])
def test_cut_off_pdf(pdf: PdfMaker, keep: int) -> None:
    path = pdf([[(60, 700, "契約")]])
    path.write_bytes(path.read_bytes()[:keep])
    assert refusal(path).code is RefusalCode.CORRUPT


def test_pdf_with_damaged_beginning_is_not_read_as_text(pdf: PdfMaker) -> None:
    path = pdf([[(60, 700, "契約")]], name="中身はPDF.txt")
    path.write_bytes(b"%PXF" + path.read_bytes()[4:])
    assert refusal(path).code is RefusalCode.CORRUPT


def test_too_many_bytes(tmp_path: Path) -> None:
    path = tmp_path / "大.txt"
    path.write_text("契約" * 100, encoding="utf-8")
    assert refusal(path, limits=Limits(max_bytes=100)).code is RefusalCode.TOO_LARGE
    assert refusal(path, limits=Limits(max_characters=100)).code is RefusalCode.TOO_LARGE


def test_too_many_pages(pdf: PdfMaker) -> None:
    path = pdf([[(60, 700, "頁")]] * 4)
    assert refusal(path, limits=Limits(max_pages=3)).code is RefusalCode.TOO_LARGE


def test_zip_bomb(tmp_path: Path) -> None:
    path = tmp_path / "爆弾.docx"
    bomb = b"<w:document><w:body>" + b" " * 40_000_000
    path.write_bytes(zipped(**{"[Content_Types].xml": "<Types/>", "word__document.xml": bomb}))
    assert path.stat().st_size < 100_000
    assert refusal(path, limits=Limits(max_expanded_bytes=10_000_000)).code is RefusalCode.TOO_LARGE


@pytest.mark.parametrize("name", ["契約📄書.docx", "㈱見本①.docx", "é̂ — 'quote'.docx"])
def test_names_do_not_matter(word: WordMaker, texts: Callable[[Path], list[str]], name: str) -> None:
    assert texts(word("<w:p><w:r><w:t>本文</w:t></w:r></w:p>", name=name)) == ["本文"]


def test_renamed_files_are_read_for_what_they_are(
    word: WordMaker, pdf: PdfMaker, texts: Callable[[Path], list[str]]
) -> None:
    assert texts(word("<w:p><w:r><w:t>本文</w:t></w:r></w:p>", name="実はWord.pdf")) == ["本文"]
    assert texts(pdf([[(60, 700, "本文")]], name="実はPDF.docx")) == ["本文"]


def test_reader_bug_becomes_a_refusal(word: WordMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RecursionError

    path = word("<w:p><w:r><w:t>本文</w:t></w:r></w:p>")
    monkeypatch.setattr("vendorrisk.documents._docx.read_docx", fail)
    assert refusal(path).code is RefusalCode.CORRUPT
