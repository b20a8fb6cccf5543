"""The report of a check: every verdict with its sentence, in three formats, in two languages, whatever the texts hold."""

from __future__ import annotations

import re
import shutil
import tracemalloc
from datetime import UTC, datetime
from pathlib import Path

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import vendorrisk
from tests.reporting.reading import html_of, sheets_of, squeezed, text_of
from vendorrisk import Report, UsageError
from vendorrisk.reporting import CheckReportFile, Head

SAMPLES = Path(__file__).parents[2] / "contracts" / "samples"
FORMATS = (".html", ".docx", ".xlsx")
AT = datetime(2026, 11, 26, 1, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def report() -> Report:
    files = [SAMPLES / name for name in ("outsourcing-gaps.pdf", "outsourcing-complete.docx", "social-media-bad.txt")]
    return vendorrisk.check([*files, SAMPLES / "ない.pdf"], handles=["personal-information"], passages=True, pictures=60)


@pytest.fixture
def restricted(tmp_path: Path) -> Path:
    folder = tmp_path / "city"
    shutil.copytree(SAMPLES.parent / "jp-local-government", folder)
    pack = folder / "pack.toml"
    said = pack.read_text(encoding="utf-8")
    assert "restricted = false" in said
    pack.write_text(said.replace("restricted = false", "restricted = true"), encoding="utf-8")
    return folder


def quotes(report: Report) -> set[str]:
    """Every sentence that a reader must find: what proves or contradicts an element of a requirement that applies."""
    results = [result for document in report.documents for result in document.requirements if result.applies]
    return {squeezed(one.quote) for result in results for found in result.elements for one in (*found.evidence[:1], *found.conflicts)}


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_verdict_has_its_sentence_article_and_page(report: Report, tmp_path: Path, suffix: str) -> None:
    shown = text_of(vendorrisk.write_report(report, tmp_path / f"報告{suffix}"))
    assert len(quotes(report)) > 50
    assert [quote for quote in quotes(report) if quote not in shown] == []
    for document in report.documents:
        assert document.paths[0].name in shown
        for result in document.requirements:
            assert squeezed(result.requirement.title.ja) in shown
        for digest in filter(None, document.sha256):
            assert digest in shown
        for message in [notice.message for notice in document.notices] + [refusal.message for refusal in document.refusals]:
            assert squeezed(message.ja) in shown
    assert "第11条第2項" in shown
    assert "vendorrisk" in shown


def test_html_shows_the_sentence_in_its_paragraph_and_the_page_beside_it(report: Report, tmp_path: Path) -> None:
    tree = html_of(vendorrisk.write_report(report, tmp_path / "報告.html", at=AT))
    marked = {squeezed(mark.text_content()) for mark in tree.iter("mark")}
    assert quotes(report) <= marked
    assert any(squeezed(quote.text_content()) == "２前項の義務は、この契約の終了により消滅するものとする。" for quote in tree.iter("blockquote"))
    pictures = list(tree.iter("img"))
    assert len(pictures) > 10
    assert all(picture.get("src").startswith("data:image/png;base64,iVBOR") for picture in pictures)
    assert "outsourcing-gaps.pdf 2ページの一部" in "".join(picture.get("alt") for picture in pictures)
    assert "2026-11-26 01:00+00:00" in tree.text_content()


def test_the_summary_comes_first_then_the_matrix_then_gaps_before_proof(report: Report, tmp_path: Path) -> None:
    tree = html_of(vendorrisk.write_report(report, tmp_path / "報告.html"))
    first, second, third = tree.xpath("//h2/text()")[:3]
    assert (first, second, third) == ("概要", "要件と文書の一覧", "1. outsourcing-gaps.pdf")
    assert "4件中: 適合1件、要確認0件、不適合2件、読取不可1件" in tree.text_content()
    groups = [heading.text_content() for heading in tree.xpath("//h2[@id='d1']/following::h3")]
    assert groups.index("満たしていない必須の要件") < groups.index("満たしている必須の要件") < groups.index("適用しない要件")
    matrix = tree.xpath("//h2[@id='matrix']/following::table")[0]
    rows = {row.find("th").text_content(): [cell.text_content() for cell in row.iter("td")] for row in matrix.iterfind("tbody/tr")}
    assert rows["再委託の制限"] == ["× 反対の定め", "○ 充足", "―", "―"]
    assert rows["サービスレベルの保証（推奨）"][1] == "○ 充足"


def test_many_documents_stand_below_each_other_in_the_matrix(report: Report, tmp_path: Path) -> None:
    many = attrs.evolve(report, documents=report.documents[:3] * 3)
    tree = html_of(vendorrisk.write_report(many, tmp_path / "報告.html"))
    matrix = tree.xpath("//h2[@id='matrix']/following::table")[0]
    assert len(matrix.findall("tbody/tr")) == 9
    assert "再委託の制限" in [squeezed(head.text_content()) for head in matrix.iterfind("thead/tr/th")]


def test_excel_has_a_row_for_every_element(report: Report, tmp_path: Path) -> None:
    sheets = sheets_of(vendorrisk.write_report(report, tmp_path / "報告.xlsx", mark="取扱注意"))
    assert list(sheets) == ["概要", "一覧", "要素別", "注意事項", "根拠", "この報告書について"]
    elements = [dict(zip(sheets["要素別"][0], row, strict=True)) for row in sheets["要素別"][1:]]
    assert len(elements) == sum(len(result.elements) for document in report.documents for result in document.requirements)
    (survival,) = (row for row in elements if row["文書"] == "outsourcing-gaps.pdf" and row["要素"] == "契約終了後の守秘")
    assert survival["要素の判定"] == "× 反対の定め"
    assert (survival["条項"], survival["ページ"], survival["根拠の文"]) == ("第11条第2項", 2, "前項の義務は、この契約の終了により消滅するものとする。")
    assert [row[1] for row in sheets["概要"][1:]] == [document.paths[0].name for document in report.documents]
    assert ("取扱区分", "取扱注意") in sheets["この報告書について"]


@pytest.mark.parametrize("suffix", FORMATS)
def test_english_reports_hold_no_japanese_word_of_ours_and_japanese_ones_no_english(report: Report, tmp_path: Path, suffix: str) -> None:
    english = tmp_path / f"r{suffix}"
    vendorrisk.write_report(report, english, language="en")
    words = [result.requirement.title.ja for document in report.documents for result in document.requirements if len(result.requirement.title.ja) > 6]
    # the names and editions of sources, and what documents say, are Japanese in any language
    ours = ["充足", "記載なし", "反対の定め", "適用の理由", "報告書", "判断基準", "要件集", "根拠の文", "作成日時", "該当する文は", "（推奨）", "ページ", *words]
    shown = text_of(english)
    everything = [one for document in report.documents for result in document.requirements for found in result.elements for one in found.evidence]
    quoted = "".join(squeezed(one.passage.text + one.stem) for one in everything if one.passage is not None)
    quoted += "".join(squeezed(source.part) for document in report.documents for result in document.requirements for source in result.requirement.sources)
    assert [word for word in ours if squeezed(word) in shown and word not in quoted] == []
    assert squeezed("Security requirements: result of the check") in shown or suffix == ".xlsx"
    japanese = text_of(vendorrisk.write_report(report, tmp_path / f"j{suffix}"))
    assert [word for word in ("Criterion", "missing", "negated", "Requirement", "compliant", "Sentence", "Summary") if word in japanese] == []


@pytest.mark.parametrize("suffix", FORMATS)
def test_restricted_texts_are_left_out_unless_asked_for(restricted: Path, tmp_path: Path, suffix: str) -> None:
    report = vendorrisk.check(SAMPLES / "outsourcing-gaps.pdf", policies=[restricted], passages=True)
    secret = next(result.requirement for result in report.documents[0].requirements if result.requirement.id == "outsourcing.confidentiality")
    texts = [squeezed(text) for text in (secret.title.ja, secret.criterion.ja, secret.elements[1].title.ja, "保守又は更新の計画")]
    kept = text_of(vendorrisk.write_report(report, tmp_path / f"a{suffix}"))
    assert [text for text in texts if text in kept] == []
    assert "outsourcing.confidentiality(非公開の要件)" in kept.replace("（", "(").replace("）", ")")
    assert squeezed("前項の義務は、この契約の終了により消滅するものとする。") in kept  # the city's own contract is no secret of the pack's
    told = text_of(vendorrisk.write_report(report, tmp_path / f"b{suffix}", show_restricted=True))
    assert squeezed(secret.title.ja) in told


@pytest.mark.parametrize("suffix", [".html", ".docx"])
def test_the_handling_mark_stands_on_every_page(report: Report, tmp_path: Path, suffix: str) -> None:
    path = vendorrisk.write_report(report, tmp_path / f"報告{suffix}", mark='秘 "</style><b>')
    if suffix == ".html":
        tree = html_of(path)
        assert tree.xpath("//p[@class='mark']//text()[contains(., '秘')]")
        assert tree.xpath("//b") == []
        assert re.search(r'@top-right \{ content: "秘 \\22 \\3c \\2f style\\3e \\3c b\\3e "', tree.findtext(".//style"))
    else:
        document = vendorrisk.read(path)
        assert isinstance(document, vendorrisk.Document)
        assert [text for where, _, text in document.margins if where == "header"] == ['情報セキュリティ要件 点検結果報告書\t秘 "</style><b>']


NASTY = st.text(st.characters(codec="utf-8") | st.sampled_from("&<>\"'=+-@\x00\x07\x1b\r\n\t\x85\u202e\u2066\ufffe髙﨑葛\U000e0100\U000e0041〜ﾊﾟ"), min_size=1, max_size=60)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=NASTY, mark=NASTY)
def test_whatever_a_text_holds_the_files_are_sound_and_nothing_turns_or_runs(report: Report, tmp_path: Path, text: str, mark: str) -> None:
    document = report.documents[1]
    result = next(one for one in document.requirements if one.elements and one.elements[0].evidence)
    one = attrs.evolve(result.elements[0].evidence[0], quote=text, article=text, passage=None, reason=attrs.evolve(result.requirement.title, ja=text))
    nasty = attrs.evolve(result, elements=(attrs.evolve(result.elements[0], evidence=(one,)),))
    shown = attrs.evolve(report, documents=(attrs.evolve(document, paths=(Path(f"a{text}"),), requirements=(nasty,)),))
    for suffix in FORMATS:
        words = text_of(vendorrisk.write_report(shown, tmp_path / f"nasty{suffix}", mark=mark))
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", words)
        wanted = squeezed(re.sub("[^0-9a-zA-Z&<>\"'=+髙﨑葛〜]", "", text))
        assert wanted in re.sub("[^0-9a-zA-Z&<>\"'=+髙﨑葛〜]", "", words)


def test_a_longer_name_than_anybody_has_and_an_empty_report_are_written(report: Report, tmp_path: Path) -> None:
    document = attrs.evolve(report.documents[1], paths=(Path("長" * 2000 + ".docx"),))
    for suffix in FORMATS:
        long = vendorrisk.write_report(attrs.evolve(report, documents=(document,)), tmp_path / f"long{suffix}")
        assert "長" * 2000 in text_of(long)
        assert "0件中" in text_of(vendorrisk.write_report(attrs.evolve(report, documents=()), tmp_path / f"none{suffix}")) or suffix == ".xlsx"


@pytest.mark.parametrize("suffix", FORMATS)
def test_hundreds_of_documents_cost_the_memory_of_a_few(report: Report, tmp_path: Path, suffix: str) -> None:
    head = Head("ja", report.packs, AT, "vendorrisk")
    plain = vendorrisk.check(SAMPLES / "kanji-contract.txt", passages=True).documents[0]
    with CheckReportFile(tmp_path / f"few{suffix}", head) as file:
        file.add(plain)
    tracemalloc.start()
    with CheckReportFile(tmp_path / f"many{suffix}", head) as file:
        for _ in range(300 if suffix != ".xlsx" else 40):
            file.add(plain)
        peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 15_000_000


def test_a_report_is_replaced_by_its_successor_but_nothing_else_is(report: Report, tmp_path: Path) -> None:
    one = attrs.evolve(report, documents=report.documents[1:2])
    for suffix in FORMATS:
        path = vendorrisk.write_report(one, tmp_path / f"報告{suffix}")
        before = path.read_bytes()
        vendorrisk.write_report(one, path, language="en")
        assert path.read_bytes() != before
        other = tmp_path / f"契約{suffix}"
        other.write_bytes((SAMPLES / "outsourcing-gaps.docx").read_bytes())
        with pytest.raises(UsageError, match="上書きしません"):
            vendorrisk.write_report(one, other)
        assert other.read_bytes() == (SAMPLES / "outsourcing-gaps.docx").read_bytes()
        vendorrisk.write_report(one, other, force=True)
        assert "outsourcing-complete.docx" in text_of(other)


def test_what_somebody_edited_in_word_is_hers(report: Report, tmp_path: Path) -> None:
    import docx

    path = vendorrisk.write_report(attrs.evolve(report, documents=()), tmp_path / "報告.docx")
    edited = docx.Document(str(path))
    edited.core_properties.last_modified_by = "佐藤"
    edited.save(str(path))
    with pytest.raises(UsageError, match="上書きしません"):
        vendorrisk.write_report(report, path)


@pytest.mark.parametrize(("name", "why"), [("報告.pdf", "終えてください"), ("報告", "終えてください"), ("ない/報告.html", "フォルダがありません")])
def test_what_cannot_become_a_report_is_refused(report: Report, tmp_path: Path, name: str, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        vendorrisk.write_report(report, tmp_path / name)
    assert list(tmp_path.iterdir()) == []
