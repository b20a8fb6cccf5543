"""PDF: layers that are switched off do not stand on the page; fields whose value stands elsewhere in the file do."""

from __future__ import annotations

import logging
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from vendorrisk.documents import Document

Reader = Callable[[Path], Document]

FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
PAGES = b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>"


def pdf_of(objects: Sequence[bytes], *, packed: bool = False) -> bytes:
    """Return a PDF of these objects, the first of which is the catalogue; that one may be packed into an object stream."""
    data = b"%PDF-1.7\n"
    table = {}
    for number, content in enumerate(objects, 1):
        if not (packed and number == 1):
            table[number] = len(data)
            data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    if not packed:
        places = b"".join(b"%010d 00000 n \n" % table[number] for number in sorted(table))
        return data + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
            len(table) + 1, places, len(table) + 1, len(data),
        )
    holder, last = len(objects) + 1, len(objects) + 2
    table[holder] = len(data)
    inner = zlib.compress(b"1 0 " + objects[0])
    data += b"%d 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (holder, len(inner), inner)
    table[last] = len(data)
    rows = b"\x00" * 5 + b"\x02" + holder.to_bytes(4, "big") + b"".join(b"\x01" + table[number].to_bytes(4, "big") for number in range(2, last + 1))
    rows = b"".join(rows[at : at + 5] + b"\x00" for at in range(0, len(rows), 5))
    head = b"<< /Type /XRef /Size %d /W [1 4 1] /Root 1 0 R /Length %d >>" % (last + 1, len(rows))
    return data + b"%d 0 obj\n%s\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF" % (last, head, rows, table[last])


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(content), content)


def layered(state: bytes, *, form: bool = False, packed: bool = False) -> bytes:
    """A page with one line outside all layers and one in a layer, drawn at once or by a form."""
    shown = b"BT /F1 12 Tf 72 700 Td (The contractor shall report.) Tj ET\n"
    inside = b"BT /F1 12 Tf 72 680 Td (The contractor shall keep secrets.) Tj ET\n"
    content = shown + b"/OC /P0 BDC\n" + (b"/X0 Do\n" if form else inside) + b"EMC\n"
    resources = b"<< /Font << /F1 4 0 R >> /Properties << /P0 6 0 R >> /XObject << /X0 7 0 R >> >>"
    return pdf_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [6 0 R] /D << %s >> >> >>" % state,
            PAGES,
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources %s >>" % resources,
            FONT,
            stream(content),
            b"<< /Type /OCG /Name (Draft) >>",
            stream(inside, b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >> >>"),
        ],
        packed=packed,
    )


def written(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("form", [False, True])
@pytest.mark.parametrize("state", [b"/OFF [6 0 R]", b"/BaseState /OFF", b"/BaseState /OFF /ON []"])
def test_text_in_a_layer_that_is_off_does_not_count(tmp_path: Path, document_of: Reader, state: bytes, form: bool, packed: bool) -> None:
    document = document_of(written(tmp_path, layered(state, form=form, packed=packed)))
    assert document.text == "The contractor shall report.\n"
    assert [(found.code, found.pages) for found in document.notices] == [("hidden-text", (1,))]


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("state", [b"/ON [6 0 R]", b"/OFF []", b"/BaseState /OFF /ON [6 0 R]", b"/OFF 99 0 R", b"/OFF [null 5]"])
def test_text_in_a_layer_that_is_on_counts(tmp_path: Path, document_of: Reader, state: bytes, packed: bool) -> None:
    document = document_of(written(tmp_path, layered(state, packed=packed)))
    assert document.text == "The contractor shall report.\nThe contractor shall keep secrets.\n"
    assert not document.notices


def test_complaints_of_the_second_reader_reach_nobody(tmp_path: Path, document_of: Reader) -> None:
    logger = logging.getLogger("pdfminer")
    logger.setLevel(logging.NOTSET)
    document_of(written(tmp_path, layered(b"/OFF [6 0 R]")))
    assert not logger.isEnabledFor(logging.ERROR)


def form_of(field: bytes, widget: bytes) -> bytes:
    return pdf_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R] /DR << /Font << /F1 4 0 R >> >> /DA (/F1 10 Tf) >> >>",
            PAGES,
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Annots [7 0 R] /Resources << /Font << /F1 4 0 R >> >> >>",
            FONT,
            stream(b"BT /F1 12 Tf 20 700 Td (Term:) Tj ET"),
            b"<< /T (term) /Kids [7 0 R] %s >>" % field,
            b"<< /Type /Annot /Subtype /Widget /Parent 6 0 R /Rect [60 695 400 712] /F 4 %s >>" % widget,
        ]
    )


@pytest.mark.parametrize(
    ("field", "widget"),
    [
        (b"/FT /Tx /V (five years)", b""),
        (b"/FT /Tx", b"/V (five years)"),
        (b"/FT /Ch /Opt [(one year) (five years)] /V (five years)", b""),
    ],
)
def test_the_value_of_a_field_may_stand_in_its_parent(tmp_path: Path, document_of: Reader, field: bytes, widget: bytes) -> None:
    document = document_of(written(tmp_path, form_of(field, widget)))
    assert document.text == "Term: five years\n"
    assert not document.notices


def test_the_state_of_a_check_box_is_no_text(tmp_path: Path, document_of: Reader) -> None:
    assert document_of(written(tmp_path, form_of(b"/FT /Btn /V /Yes", b"/AS /Yes"))).text == "Term:\n"
