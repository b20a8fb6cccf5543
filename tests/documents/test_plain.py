"""Plain text: encodings, lines, offsets."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendorrisk.documents import Document, Refusal, RefusalCode, read, read_text

TEXT = "業務委託契約書\n第1条　乙は、個人情報の漏えいを防止しなければならない。\n\n第2条　再委託を禁ずる。\n"


def document(path: Path) -> Document:
    answer = read(path)
    assert isinstance(answer, Document), answer
    return answer


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932", "euc_jp", "iso2022_jp", "utf-32"]
)
def test_encodings_that_are_sure(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "契約.txt"
    path.write_bytes(TEXT.encode(encoding))
    found = document(path)
    assert found.text == TEXT
    assert found.notices == ()
    assert found.format == "txt"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_said(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "契約.txt"
    path.write_bytes(TEXT.encode(encoding))
    assert document(path).text == TEXT
    assert [found.code for found in document(path).notices] == ["garbled-text"]


def test_characters_only_cp932_has(tmp_path: Path) -> None:
    path = tmp_path / "契約.txt"
    path.write_bytes("㈱髙見本①～㎡、株式会社見本は、受注者とする。".encode("cp932"))
    assert document(path).text.startswith("㈱髙見本①")


def test_a_few_damaged_bytes_are_said(tmp_path: Path) -> None:
    path = tmp_path / "契約.txt"
    path.write_bytes(TEXT.encode() * 5 + b"\xff\xfe\n")
    found = document(path)
    assert "\ufffd" in found.text
    assert [said.code for said in found.notices] == ["garbled-text"]


def test_western_text_in_windows_1252_is_doubtful(tmp_path: Path) -> None:
    path = tmp_path / "contract.txt"
    path.write_bytes("The Supplier’s duty – see Article 5.\n".encode("cp1252") * 5)
    assert [said.code for said in document(path).notices] == ["garbled-text"]


def test_noise_in_a_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "契約.txt"
    path.write_bytes(bytes(range(128, 256)) * 20)
    answer = read(path)
    assert isinstance(answer, Refusal)
    assert answer.code is RefusalCode.CORRUPT


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\f", "\u2028"])
def test_lines(tmp_path: Path, newline: str) -> None:
    path = tmp_path / "契約.txt"
    path.write_text(f"甲は、{newline}　乙に{newline}{newline}払う。", encoding="utf-8", newline="")
    found = document(path)
    assert [found.text[block.start : block.end] for block in found.blocks] == ["甲は、", "　乙に", "払う。"]
    assert [block.joins for block in found.blocks] == [None, False, None]


def test_text_at_hand() -> None:
    found = read_text("第1条\r\n第2条", name="手元")
    assert found.text == "第1条\n第2条"
    assert found.path == Path("手元")
    assert len(found.sha256) == 64
    assert read_text("").blocks == ()


@given(st.text(st.characters(codec=None, exclude_categories=()), max_size=200))
def test_blocks_hold_every_visible_character(text: str) -> None:
    found = read_text(text)
    end = 0
    for block in found.blocks:
        assert found.text[end : block.start].strip() == ""
        assert block.start < block.end <= len(found.text)
        inside = found.text[block.start : block.end]
        assert inside.strip()
        assert "\n" not in inside
        assert found.text[block.end : block.end + 1] in ("", "\n")
        end = block.end
    assert found.text[end:].strip() == ""


@given(st.binary(max_size=300))
def test_any_bytes_give_an_answer(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "何か.txt"
    path.write_bytes(data)
    assert isinstance(read(path), Document | Refusal)


LEGAL: Callable[[], st.SearchStrategy[str]] = lambda: st.text(  # noqa: E731
    st.sampled_from("第条項号乙甲は、。なければらいことをにがで秘密個人情報漏えい再委託契約市１２1 \n"),
    min_size=20,
    max_size=120,
)


@pytest.mark.parametrize("encoding", ["utf-8", "cp932", "euc_jp", "utf-16"])
def test_japanese_text_survives_any_encoding(tmp_path_factory: pytest.TempPathFactory, encoding: str) -> None:
    @given(LEGAL())
    def check(text: str) -> None:
        if not text.strip():
            return
        path = tmp_path_factory.getbasetemp() / f"{encoding}.txt"
        path.write_bytes(text.encode(encoding))
        found = read(path)
        assert isinstance(found, Document)
        assert found.text == text

    check()


def test_text_between_tildes_is_struck_out_and_said_so() -> None:
    from vendorrisk.documents import read_text

    document = read_text("~~第1条 乙は、秘密を守る。~~\n第2条 乙は、報告する。")

    assert "秘密" not in document.text
    assert "第2条 乙は、報告する。" in document.text
    assert [n.code for n in document.notices] == ["struck-out-text"]


def blocks(text: str) -> list[tuple[str, bool | None]]:
    found = read_text(text)
    assert len(found.text) == len(text)
    return [(found.text[block.start : block.end].strip(), block.joins) for block in found.blocks]


CUT = ("第3条 乙は、本業務の全部又は一部を第三", "者に委託してはならない。")


@pytest.mark.parametrize("between", ["\f", "\n\f", "\n\n- 3 -\n\n\f\n", "\n          3/5\n\f", "\f - 4 -\n\n"])
def test_page_break_in_a_sentence_joins_and_its_page_number_goes(between: str) -> None:
    assert blocks(CUT[0] + between + CUT[1]) == [(CUT[0], True), (CUT[1], None)]


def test_page_break_between_sentences_parts() -> None:
    assert blocks(CUT[1] + "\n\f第4条 乙は、守る。\f\f") == [(CUT[1], False), ("第4条 乙は、守る。", None)]
    assert blocks("記名押印\f乙は、本業務を行う。")[0] == ("記名押印", None)


def test_many_page_breaks_take_no_time() -> None:
    assert len(read_text("あ\f" * 100_000).blocks) == 100_000


def test_frames_of_a_table_drawn_in_characters_are_blanked() -> None:
    table = "┌──┬────┐\n│第3条│乙は、守る。│\n└──┴────┘"
    assert [text for text, _ in blocks(table)] == ["第3条 乙は、守る。"]
    assert [text for text, _ in blocks("第3条 ──── 3")] == ["第3条 ──── 3"]
