"""Remarks in a copy of the vendor's file: at the sentences that count, nothing else changed, existing remarks kept."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree
from pypdf import PdfReader, PdfWriter

import vendorrisk
from vendorrisk.cli import main
from vendorrisk.documents import Document, PdfPlace, read
from vendorrisk.drafting import Remark, annotate_docx, annotate_pdf, remarks_of
from vendorrisk.requirements import Verdict

SAMPLES = Path(__file__).parents[2] / "contracts" / "samples"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
AT = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
WORD = ["outsourcing-gaps.docx", "outsourcing-complete.docx", "vendor-paper.docx", "helpdesk-contract.docx", "cloud-terms-bad.docx", "social-media-good.docx"]


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def without_marks(document: bytes) -> bytes:
    root = etree.fromstring(document)
    for mark in list(root.iter(f"{W}commentRangeStart", f"{W}commentRangeEnd")):
        parent = mark.getparent()
        assert parent is not None
        parent.remove(mark)
    for reference in list(root.iter(f"{W}commentReference")):
        run = reference.getparent()
        assert run is not None
        paragraph = run.getparent()
        assert paragraph is not None
        paragraph.remove(run)
    return etree.tostring(root, method="c14n")


def comments(data: bytes) -> dict[str, str]:
    root = etree.fromstring(parts(data)["word/comments.xml"])
    return {str(one.get(f"{W}id")): "\n".join("".join(map(str, p.itertext())) for p in one.iter(f"{W}p")) for one in root.iter(f"{W}comment")}


@pytest.mark.parametrize("name", WORD)
def test_nothing_but_the_marks_differs(name: str) -> None:
    original = (SAMPLES / name).read_bytes()
    made = vendorrisk.annotate(SAMPLES / name, at=AT)
    assert made.data is not None
    before, after = parts(original), parts(made.data)
    changed = {part for part in before if before[part] != after[part]}
    assert changed <= {"word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml", "word/comments.xml"}
    assert set(after) - set(before) <= {"word/comments.xml"}
    assert without_marks(after["word/document.xml"]) == without_marks(before["word/document.xml"])


@pytest.mark.parametrize("name", WORD)
def test_the_copy_reads_and_is_judged_as_the_original(name: str, tmp_path: Path) -> None:
    copy = tmp_path / "写し.docx"
    vendorrisk.annotate(SAMPLES / name, copy, at=AT)
    first, second = read(SAMPLES / name), read(copy)
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert first.text == second.text


def test_every_mark_has_its_comment_and_stands_in_a_paragraph_of_the_body() -> None:
    made = vendorrisk.annotate(SAMPLES / "outsourcing-gaps.docx", handles=["personal-information"], at=AT)
    assert made.data is not None
    root = etree.fromstring(parts(made.data)["word/document.xml"])
    said = comments(made.data)
    for tag in ("commentRangeStart", "commentRangeEnd"):
        marks = list(root.iter(f"{W}{tag}"))
        assert sorted(str(mark.get(f"{W}id")) for mark in marks) == sorted(said)
        assert all(mark in list(paragraph) for mark in marks for paragraph in mark.iterancestors(f"{W}p"))
    assert len(said) == len(made.remarks)
    starts = {mark.get(f"{W}id"): mark for mark in root.iter(f"{W}commentRangeStart")}
    (ban,) = [number for number, text in said.items() if text.startswith("【反対の定め】再委託の制限")]
    assert "再委託" in "".join(map(str, next(starts[ban].iterancestors(f"{W}p")).itertext()))
    missing = [text for text in said.values() if text.startswith("【記載なし】")]
    assert any("再委託先の義務" in text for text in missing)


def test_comments_that_are_there_stay_with_their_numbers(tmp_path: Path) -> None:
    first = vendorrisk.annotate(SAMPLES / "outsourcing-gaps.docx", author="市", at=AT)
    assert first.data is not None
    path = tmp_path / "一度目.docx"
    path.write_bytes(first.data)
    second = vendorrisk.annotate(path, author="課", at=AT)
    assert second.data is not None
    before, after = comments(first.data), comments(second.data)
    assert {number: after[number] for number in before} == before
    assert len(after) == 2 * len(before)


def test_any_words_come_out_as_they_are() -> None:
    text = 'A & B < C > "D" 〜 髙﨑 葛󠄀'
    data = annotate_docx((SAMPLES / "privacy-annex.docx").read_bytes(), [Remark(Verdict.WEAK, text, ())], author='"&<', at=AT)
    assert list(comments(data).values()) == [text]


def with_notes(path: Path, notes: dict[int, str]) -> Path:
    """Write a contract of six articles, with a footnote at the paragraph of each number given."""
    held = parts((SAMPLES / "privacy-annex.docx").read_bytes())
    texts = ["業務委託契約書", *(f"第{number}条　甲及び乙は、誠実に契約を履行する。" for number in range(1, 7))]
    marks = {number: f'<w:r><w:footnoteReference w:id="{number}"/></w:r>' for number in notes}
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r>{marks.get(number, '')}</w:p>" for number, text in enumerate(texts))
    held["word/document.xml"] = f'<w:document xmlns:w="{W[1:-1]}"><w:body>{body}</w:body></w:document>'.encode()
    said = "".join(f'<w:footnote w:id="{number}"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>' for number, text in notes.items())
    held["word/footnotes.xml"] = f'<w:footnotes xmlns:w="{W[1:-1]}">{said}</w:footnotes>'.encode()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    link = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    for part, end, more in (
        ("[Content_Types].xml", b"</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/>'),
        ("word/_rels/document.xml.rels", b"</Relationships>", f'<Relationship Id="rIdNotes" Type="{link}" Target="footnotes.xml"/>'),
    ):
        held[part] = held[part].replace(end, more.encode() + end)
    with zipfile.ZipFile(path, "w") as package:
        for name, content in held.items():
            package.writestr(name, content)
    return path


@pytest.mark.filterwarnings("error")
def test_a_sentence_in_a_footnote_is_remarked_where_that_note_is_referred_to(tmp_path: Path) -> None:
    path = with_notes(tmp_path / "脚注.docx", {2: "通常の注である。", 5: "受注者は、業務上知り得た秘密を第三者に漏らしてはならない。"})
    report = vendorrisk.check([path], kind="outsourcing", places=True).documents[0]
    data = annotate_docx(path.read_bytes(), remarks_of(report), author="市", at=AT)
    said = comments(data)
    starts = {mark.get(f"{W}id"): mark for mark in etree.fromstring(parts(data)["word/document.xml"]).iter(f"{W}commentRangeStart")}
    (kept,) = [number for number, text in said.items() if text.startswith("【充足】")]
    assert said[kept].endswith("（脚注の文）")
    assert "".join(map(str, next(starts[kept].iterancestors(f"{W}p")).itertext())).startswith("第5条")
    missing = [text for text in said.values() if text.startswith("【記載なし】")]
    assert missing
    assert not any("脚注の文" in text for text in missing)


def test_the_hour_is_right_in_both_formats() -> None:
    at = datetime(2026, 11, 26, 9, 0, tzinfo=timezone(timedelta(hours=9)))
    word = annotate_docx((SAMPLES / "privacy-annex.docx").read_bytes(), [Remark(Verdict.WEAK, "弱い", ())], author="市", at=at)
    assert b'w:date="2026-11-26T09:00:00Z"' in parts(word)["word/comments.xml"]
    page = PdfReader(io.BytesIO(annotate_pdf((SAMPLES / "outsourcing-gaps.pdf").read_bytes(), [Remark(Verdict.MISSING, "ない", (), missing=True)], author="市", at=at))).pages[0]
    assert page["/Annots"][-1].get_object()["/M"] == "D:20261126000000Z"  # type: ignore[index]


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_highlights_lie_on_their_sentences_however_the_page_is_shown(turned: int, tmp_path: Path) -> None:
    source = tmp_path / "契約.pdf"
    writer = PdfWriter(clone_from=SAMPLES / "outsourcing-gaps.pdf")
    for page in writer.pages:
        page.cropbox.lower_left = (20, 30)
        page.rotate(turned)
    writer.write(source)
    report = vendorrisk.check([source], kind="outsourcing", places=True).documents[0]
    found = [one for result in report.requirements for element in result.elements for one in element.evidence if one.places]
    evidence = next(one for one in found if "秘密を第三者に漏らしてはならない" in "".join(one.quote.split()))
    data = annotate_pdf(source.read_bytes(), [Remark(Verdict.MET, "守秘", evidence.places)], author="市", at=AT)
    place = evidence.places[0]
    assert isinstance(place, PdfPlace)
    annotation = PdfReader(io.BytesIO(data)).pages[place.page - 1]["/Annots"][-1].get_object()  # type: ignore[index]
    left, bottom, right, top = map(float, annotation["/Rect"])
    with pypdfium2.PdfDocument(data) as document:
        shown = document[place.page - 1].get_textpage().get_text_bounded(left, bottom, right, top)
    assert "秘密を第三者に" in "".join(shown.split())


def test_every_byte_of_a_pdf_stays_and_its_own_remarks_too() -> None:
    original = (SAMPLES / "outsourcing-gaps.pdf").read_bytes()
    first = vendorrisk.annotate(SAMPLES / "outsourcing-gaps.pdf", at=AT)
    assert first.data is not None
    assert first.data.startswith(original)
    again = annotate_pdf(first.data, [Remark(Verdict.MISSING, "足りない", (), missing=True)], author="市", at=AT)
    count = [sum(len(page.get("/Annots", ())) for page in PdfReader(io.BytesIO(data)).pages) for data in (first.data, again)]
    assert count[1] == count[0] + 1


def test_the_command_writes_a_copy_and_never_over_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "注釈.docx"
    assert main(["draft", "annotate", str(SAMPLES / "outsourcing-gaps.docx"), "-o", str(out)]) == 0
    assert "足りない条項" in capsys.readouterr().out
    assert main(["draft", "annotate", str(SAMPLES / "outsourcing-gaps.docx"), "-o", str(out)]) == 2
    assert main(["draft", "annotate", str(out), "-o", str(out), "--force"]) == 2
    assert main(["draft", "annotate", str(SAMPLES / "outsourcing-gaps.pdf"), "-o", str(tmp_path / "b.docx")]) == 2
    assert main(["draft", "annotate", str(SAMPLES / "kanji-contract.txt"), "-o", str(tmp_path / "b.txt")]) == 2
    assert capsys.readouterr().err.count("\n") == 4
    assert [path.name for path in tmp_path.iterdir()] == ["注釈.docx"]


def test_what_cannot_be_read_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "契約.pdf"
    bad.write_bytes(b"%PDF-1.7\nnothing")
    assert main(["draft", "annotate", str(bad), "-o", str(tmp_path / "b.pdf")]) == 3
    assert capsys.readouterr().err.count("\n") == 1
