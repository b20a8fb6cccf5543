"""The Word file itself: numbered by Word, fields to fill in, valid in the order of the schema, whatever stands in the names."""

from __future__ import annotations

import io
import shutil
import sys
import zipfile
from pathlib import Path

import pytest
from lxml import etree

import vendorrisk
from vendorrisk.drafting import Line, Span, TemplateError, read_base

ROOT = Path(__file__).parents[2]
BASE = ROOT / "templates" / "base" / "standard.docx"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NASTY = 'A&B <社> "〜" 髙﨑葛\U000e0100\x00\x0b\ud800'
# children of w:sdtPr and w:pPr that are used, in the order of the schema (ISO/IEC 29500 transitional)
SDT = ["alias", "tag", "id", "showingPlcHdr", "text"]
PPR = ["pStyle", "keepNext", "widowControl", "numPr", "pBdr", "shd", "tabs", "snapToGrid", "spacing", "ind", "jc", "outlineLvl"]
RPR = ["rStyle", "rFonts", "color", "kern", "sz", "szCs", "shd", "lang"]
STYLE = ["name", "basedOn", "next", "uiPriority", "semiHidden", "unhideWhenUsed", "qFormat", "pPr", "rPr", "tblPr"]
LEVEL = ["start", "numFmt", "pStyle", "suff", "lvlText", "lvlJc", "pPr"]


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


@pytest.mark.parametrize("document", ["security", "personal-information", "my-number", "cloud", "terms", "social-media"])
def test_every_element_stands_in_the_order_of_the_schema(document: str) -> None:
    for name, data in parts(vendorrisk.draft_annex(document, handles=["my-number"]).docx).items():
        root = etree.fromstring(data)
        for tag, order in (("sdtPr", SDT), ("pPr", PPR), ("rPr", RPR), ("style", STYLE), ("lvl", LEVEL)):
            for element in root.iter(W + tag):
                places = [order.index(child.tag.removeprefix(W)) for child in element]
                assert places == sorted(places), (name, tag, places)


def test_articles_paragraphs_and_items_are_numbered_by_word_itself() -> None:
    document = parts(vendorrisk.draft_annex("security").docx)["word/document.xml"]

    assert "第1条" not in "".join(map(str, etree.fromstring(document).itertext()))
    assert [text for text, _ in read_base(BASE).levels.values()] == ["第%1条", "(%2)", "%3", "%4　", "(%5)", "%6"]


def name_of(control: etree._Element) -> str:
    alias = control.find(f"{W}sdtPr/{W}alias")
    assert alias is not None
    return str(alias.get(W + "val"))


def test_what_is_not_filled_in_is_listed_on_top_and_stands_in_fields() -> None:
    draft = vendorrisk.draft_annex("security", values={"受注者名": "株式会社甘木"})
    root = etree.fromstring(parts(draft.docx)["word/document.xml"])
    blank = {name_of(control) for control in root.iter(W + "sdt") if control.find(f".//{W}showingPlcHdr") is not None}

    assert blank == {one.name for one in draft.unfilled} == {"発注者名", "契約件名"}
    assert draft.lines[1].text == "発注者名、契約件名"


def test_nothing_is_listed_when_all_is_filled_in() -> None:
    draft = vendorrisk.draft_annex("security", values={"client": "霞浦市", "vendor": "株式会社甘木", "contract-title": "保守業務"})

    assert draft.unfilled == ()
    assert draft.lines[0].text == "情報セキュリティ特記事項"


def test_header_bears_title_edition_and_date() -> None:
    from datetime import date

    header = parts(vendorrisk.draft_annex("cloud", on=date(2026, 4, 1)).docx)["word/header1.xml"].decode()

    assert "クラウドサービス利用特記事項" in header
    assert "2026.1版" in header
    assert "令和8年4月1日" in header


@pytest.mark.parametrize("value", [NASTY, "長" * 2000, "二行\nの名", "a\tb", "]]>", "{甲}"])
def test_any_name_comes_back_as_it_went_in(value: str) -> None:
    draft = vendorrisk.draft_annex("social-media", values={"account-title": value, "publishable": [value], "client": value})
    root = etree.fromstring(parts(draft.docx)["word/document.xml"])
    controls = [control for control in root.iter(W + "sdt") if name_of(control) == "アカウント名称"]
    text = "".join("\n" if node.tag == W + "br" else "\t" if node.tag == W + "tab" else node.text or "" for node in controls[0].iter(W + "t", W + "br", W + "tab"))

    assert text == "".join(c for c in value if c not in "\x00\x0b\ud800")


@pytest.mark.parametrize("empty", ["", [], ["", " "]])
def test_an_empty_list_is_the_shipped_one(empty: str | list[str]) -> None:
    draft = vendorrisk.draft_annex("social-media", values={"publishable": empty})

    assert "市政に関する情報" in draft.articles.values()


def test_the_same_case_gives_the_same_bytes() -> None:
    from datetime import date

    assert vendorrisk.draft_annex("cloud", on=date(2026, 4, 1)).docx == vendorrisk.draft_annex("cloud", on=date(2026, 4, 1)).docx


def test_the_shipped_base_is_what_its_maker_makes() -> None:
    sys.path.insert(0, str(BASE.parent))
    try:
        from make_base import base_bytes
    finally:
        sys.path.remove(str(BASE.parent))

    assert parts(base_bytes()) == parts(BASE.read_bytes())


def test_a_base_that_word_saved_again_still_works(tmp_path: Path) -> None:
    """Word gives styles other ids and cuts the fields of the header into several runs."""
    changed = {}
    for name, data in parts(BASE.read_bytes()).items():
        text = data.decode()
        if name in ("word/styles.xml", "word/numbering.xml"):
            text = text.replace('"article"', '"a7"').replace('"第%1条"', '"第%1条"').replace('w:val="decimal"/><w:pStyle w:val="a7"', 'w:val="decimalFullWidth"/><w:pStyle w:val="a7"')
        if name == "word/header1.xml":
            text = text.replace("{文書名}", "{文</w:t></w:r><w:r><w:t>書名}")
        changed[name] = text.encode()
    (tmp_path / "base").mkdir()
    with zipfile.ZipFile(tmp_path / "base" / "standard.docx", "w") as package:
        for name, data in changed.items():
            package.writestr(name, data)
    draft = vendorrisk.draft_annex("security", templates=[tmp_path])

    assert "情報セキュリティ特記事項" in parts(draft.docx)["word/header1.xml"].decode()
    assert "第７条" in draft.articles[list(draft.articles)[-1]]  # references are written as Word counts


def damaged(*changes: tuple[int, int], whole: bytes = BASE.read_bytes()) -> bytes:
    """Return the shipped base with bytes changed: in its first directory entry, or, counted from behind, in the data of its first part."""
    directory = whole.index(b"PK\x01\x02")
    data = bytearray(whole)
    for place, value in changes:
        data[directory + place if place >= 0 else 30 + int.from_bytes(whole[26:28], "little") - place] = value
    return bytes(data)


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04", b"no zip at all", damaged((8, 1)), damaged((10, 99)), damaged((-1, 0xFF), (-2, 0xFF)), BASE.read_bytes()[:-400]],
    ids=["empty", "beginning", "text", "password", "compression", "stream", "cut off"],
)
def test_a_base_that_is_no_word_file_gives_one_line(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "standard.docx").write_bytes(content)

    with pytest.raises(TemplateError, match=r"standard\.docx.*パスワードが掛かっている"):
        vendorrisk.draft_annex("security", templates=[tmp_path])


def test_a_style_that_is_missing_is_named(tmp_path: Path) -> None:
    shutil.copy(BASE, tmp_path / "own.docx")

    with pytest.raises(TemplateError, match=r"own\.docx.*無い様式"):
        read_base(tmp_path / "own.docx").write([Line("無い様式", (Span("甲"),))], {})


def test_a_part_that_a_base_lacks_is_named(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "own.docx", "w") as package:
        for name, data in parts(BASE.read_bytes()).items():
            if name != "word/numbering.xml":
                package.writestr(name, data)

    with pytest.raises(TemplateError, match=r"own\.docx.*word/numbering\.xmlがない"):
        read_base(tmp_path / "own.docx")
