"""What the pages of our main documents look like, with the fonts that ``.ci/programs`` brings; ``--update-pictures`` keeps what is seen now."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFilter

import vendorrisk
from office import converted
from pages import different, pages_of
from vendorrisk.drafting import ChecklistHead

KEPT = Path(__file__).parent / "pages"
FONTS = Path(__file__).parents[2] / "build" / "fonts"
SAMPLES = Path(__file__).parents[2] / "contracts" / "samples"
DAY = date(2026, 11, 26)
NAMES = {"client": "架空市", "vendor": "株式会社架空&システム", "contract-title": "住民情報システム運用保守業務"}
LETTER = {**NAMES, "number": "架情第12号", "addressee": "代表取締役 甲野", "sender": "市長 乙野", "due": "令和8年12月25日", "matter": "従事者名簿の提出", "contact": "情報政策課"}
DOCUMENTS = ("security", "personal-information", "my-number", "amendment", "letter", "self-check")
CONFIGURATION = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir>
<alias binding="same"><family>ＭＳ 明朝</family><prefer><family>IPAexMincho</family></prefer></alias>
<alias binding="same"><family>ＭＳ ゴシック</family><prefer><family>IPAexGothic</family></prefer></alias>
</fontconfig>
"""


def written() -> dict[str, bytes]:
    amended = vendorrisk.draft_amendment(SAMPLES / "outsourcing-gaps.docx", kind="outsourcing", handles=["personal-information"], on=DAY)
    assert amended.draft is not None
    head = ChecklistHead("contract-2026-0001", (), "架空市", NAMES["contract-title"], NAMES["vendor"], "取扱注意", DAY)
    return {
        "security": vendorrisk.draft_annex("security", handles=["system", "personal-information"], variants=["strict"], values=NAMES, on=DAY).docx,
        "personal-information": vendorrisk.draft_annex("personal-information", handles=["personal-information"], on=DAY).docx,
        "my-number": vendorrisk.draft_annex("my-number", handles=["my-number"], values=NAMES, on=DAY).docx,
        "amendment": amended.draft.docx,
        "letter": vendorrisk.draft_letter("report", [SAMPLES / "outsourcing-complete.docx"], kind="outsourcing", values=LETTER, on=DAY).letter.docx,
        "self-check": vendorrisk.draft_checklist(handles=[vendorrisk.Handling.PERSONAL_INFORMATION], form="word", head=head),
    }


@pytest.fixture(scope="module")
def pdfs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    assert list(FONTS.rglob("ipaex?.ttf")), "the fonts are not there (.ci/programs brings them)"
    folder = tmp_path_factory.mktemp("pages")
    fonts = folder / "fonts.conf"
    fonts.write_text(CONFIGURATION.format(fonts=FONTS, cache=folder / "cache"), encoding="utf-8")
    made = written()
    assert tuple(made) == DOCUMENTS
    for name, data in made.items():
        (folder / f"{name}.docx").write_bytes(data)
    converted([folder / f"{name}.docx" for name in made], "pdf", folder, fonts=fonts)
    return folder


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_first_and_the_last_page_look_as_they_did(pdfs: Path, tmp_path: Path, pytestconfig: pytest.Config, name: str) -> None:
    pages = list(pages_of(pdfs / f"{name}.pdf"))
    shown = {f"{name}-{number}-of-{len(pages)}.png": pages[number - 1] for number in sorted({1, len(pages)})}
    if pytestconfig.getoption("--update-pictures"):
        KEPT.mkdir(exist_ok=True)
        for path in KEPT.glob(f"{name}-*-of-*.png"):
            path.unlink()
        for file, page in shown.items():
            page.quantize(16).save(KEPT / file, optimize=True)
    assert sorted(path.name for path in KEPT.glob(f"{name}-*-of-*.png")) == sorted(shown)
    for file, page in shown.items():
        page.save(tmp_path / file)
        squares = different(Image.open(KEPT / file).convert("L"), page)
        assert squares == [], f"{tmp_path / file} looks different (--update-pictures keeps what is seen now)"


def test_another_drawing_of_the_same_page_is_the_same() -> None:
    page = Image.open(next(KEPT.glob("security-1-of-*.png"))).convert("L")
    soft = page.filter(ImageFilter.GaussianBlur(0.4))
    bolder = page.point([max(0, int(255 * (shade / 255) ** 1.3)) for shade in range(256)])
    for other in (page, ImageChops.offset(page, 1, 0), soft, bolder):
        assert different(page, other) == []


def test_what_a_reader_would_see_is_seen() -> None:
    page = Image.open(next(KEPT.glob("security-1-of-*.png"))).convert("L")
    moved = ImageChops.offset(page, 0, 4)
    unnumbered, overlapping, cut = page.copy(), page.copy(), page.copy()
    unnumbered.paste(255, (66, 190, 80, 203))  # the 2 of a paragraph
    overlapping.paste(ImageChops.darker(page.crop((70, 180, 430, 200)), page.crop((70, 205, 430, 225))), (70, 180))
    cut.paste(255, (300, 0, page.width, page.height))
    for other in (moved, unnumbered, overlapping, cut):
        assert different(page, other) != []
