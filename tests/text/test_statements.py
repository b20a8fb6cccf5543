"""A statement says who is bound, how strongly, and to what; headings, lists and provisos are understood."""

from __future__ import annotations

import pytest

from vendorrisk.text import (
    Clauses,
    Force,
    ParagraphKind,
    Party,
    Statement,
    force_of,
    read_outline,
    resolve_parties,
)


def statements(text: str) -> list[Statement]:
    clauses = Clauses(read_outline(text))
    return [statement for paragraph in clauses.outline.paragraphs for statement in clauses.of(paragraph)]


@pytest.mark.parametrize(
    ("clause", "force"),
    [
        ("乙は、秘密を漏らしてはならない", Force.BAN),
        ("秘密を他に漏らさないこと", Force.BAN),
        ("第三者に開示しないものとする", Force.BAN),
        ("再委託を禁止する", Force.BAN),
        ("これを禁ずる", Force.BAN),
        ("第三者に提供することはできない", Force.BAN),
        ("第三者に開示しません", Force.BAN),
        ("秘密を漏えいすへからす", Force.BAN),
        ("甲に報告しなければならない", Force.DUTY),
        ("甲に報告するものとする", Force.DUTY),
        ("甲に報告すること", Force.DUTY),
        ("甲に報告します", Force.DUTY),
        ("報告を怠ってはならない", Force.DUTY),
        ("その責任を免れない", Force.DUTY),
        ("守秘義務を負う", Force.DUTY),
        ("検査することができる", Force.PERMISSION),
        ("予告なく変更することがあります", Force.PERMISSION),
        ("漏らさないよう努めなければならない", Force.EFFORT),
        ("なるべく避けることが望ましい", Force.EFFORT),
        ("甲の承諾を要しない", Force.DENIAL),
        ("一切の責任を負いません", Force.DENIAL),
        ("返還する義務を負わないものとする", Force.DENIAL),
        ("国内で運用しています", Force.STATEMENT),
        ("情報の取扱い", Force.FRAGMENT),
        ("再委託の禁止", Force.FRAGMENT),
    ],
)
def test_force(clause: str, force: Force) -> None:
    assert force is force_of(clause)


@pytest.mark.parametrize(
    ("preamble", "swapped"),
    [
        ("土浦市（以下「甲」という。）と株式会社甘木（以下「乙」という。）とは、次のとおり契約する。", False),
        ("株式会社甘木（以下「甲」という。）と土浦市（以下「乙」という。）とは、次のとおり契約する。", True),
        ("甲は、乙に対し、データ入力業務を委託し、乙はこれを受託する。", False),
        ("乙は、甲に対し、データ入力業務を委託し、甲はこれを受託する。", True),
        ("委託者（以下「乙」という。）と受託者（以下「甲」という。）", True),
    ],
)
def test_letters_may_stand_for_either_side(preamble: str, swapped: bool) -> None:
    assert swapped is resolve_parties(preamble.replace("（", "(").replace("）", ")")).swapped


@pytest.mark.parametrize(
    ("text", "bearers"),
    [
        ("受注者は、秘密を守らなければならない。", [Party.VENDOR]),
        ("発注者は、検査することができるものとし、受注者は、これに応じなければならない。", [Party.CLIENT, Party.VENDOR]),
        ("甲及び乙は、秘密を守らなければならない。", [Party.BOTH]),
        ("乙は、秘密を守る。契約終了後も同様とする。", [Party.VENDOR, Party.VENDOR]),
        ("当社は、お客様のデータを利用しません。お客様は、パスワードを管理するものとします。", [Party.VENDOR, Party.CLIENT]),
        ("乙が損害を与えたときは、甲は契約を解除することができる。", [Party.CLIENT]),
        ("市の機関は、契約書に記載しなければならない。", [Party.STAFF]),
        ("秘密を守ること。", [Party.NONE]),
    ],
)
def test_who_is_bound(text: str, bearers: list[Party]) -> None:
    assert bearers == [statement.bearer for statement in statements(text)]


def test_list_items_inherit_subject_and_force_of_their_stem() -> None:
    _, first, second = statements("第4条　乙は、次に掲げる行為をしてはならない。\n(1) 甲の承認を得ない再委託\n(2) 資料の複写")

    assert (first.force, first.bearer) == (Force.BAN, Party.VENDOR)
    assert "再委託をしてはならない" in first.text
    assert second.item


def test_items_of_a_best_effort_stem_do_not_bind() -> None:
    *_, item = statements("乙は、次の事項に努めるものとする。\n(1) 秘密を漏らさないこと。")

    assert item.force is Force.EFFORT


def test_a_proviso_stays_with_its_sentence() -> None:
    ban, permission = statements("乙は、再委託してはならない。ただし、甲の承諾を得た場合は、この限りでない。")

    assert ban.proviso.startswith("ただし")
    assert ban.force is Force.BAN
    assert permission.force is Force.DENIAL


def test_headings_and_contents_bind_nobody() -> None:
    outline = read_outline("目次\n第1条 再委託の禁止・・・・・3\n第2条 監査・・・・・4\n\n（再委託の禁止）\n第1条　乙は、再委託してはならない。")
    kinds = [paragraph.kind for paragraph in outline.paragraphs]

    assert kinds == [ParagraphKind.CONTENTS] * 3 + [ParagraphKind.HEADING, ParagraphKind.BODY]
    assert outline.paragraphs[-1].headings[0] == "再委託の禁止"


def test_lines_of_a_wrapped_sentence_are_joined_and_its_span_is_the_original() -> None:
    text = "第2条\n受注者は、個人情報をみだりに他に知ら\nせてはならない。契約の終了後も、同様とす\nる。"
    first, second = statements(text)

    assert text[first.start : first.end] == "受注者は、個人情報をみだりに他に知ら\nせてはならない。"
    assert text[second.start : second.end] == "契約の終了後も、同様とす\nる。"
    assert second.force is Force.BAN


def test_spaces_inside_words_do_not_hide_a_clause() -> None:
    (statement,) = statements("受注 者は、 契約業務によ り知り得た 情報を漏ら しては ならない。")

    assert statement.text == "乙は、契約業務により知り得た情報を漏らしてはならない"


def test_quoted_clauses_are_marked() -> None:
    (statement,) = statements("「受託者は、委託者の書面による承諾なく再委託することはできない。」といった内容が考えられます。")

    assert statement.quoted


def test_a_sentence_that_breaks_off_is_marked() -> None:
    (statement,) = statements("受注者は、その事務に従事してい")

    assert statement.cut


@pytest.mark.parametrize(
    ("text", "force", "bearer"),
    [
        ("The Contractor shall not subcontract without prior written consent.", Force.BAN, Party.VENDOR),
        ("The Contractor shall notify the City without delay.", Force.DUTY, Party.VENDOR),
        ("The City may audit the Contractor at any time.", Force.PERMISSION, Party.CLIENT),
        ("The Supplier shall use reasonable efforts to protect the Data.", Force.EFFORT, Party.VENDOR),
        ("The Supplier is not required to return the Data.", Force.DENIAL, Party.VENDOR),
        ("Each party shall keep the information confidential.", Force.DUTY, Party.BOTH),
        ("Subcontracting", Force.FRAGMENT, Party.NONE),
    ],
)
def test_english_clauses_speak_the_same_language(text: str, force: Force, bearer: Party) -> None:
    (statement,) = statements(text)

    assert (force, bearer) == (statement.force, statement.bearer)


def test_item_without_a_full_stop_ends_its_list() -> None:
    text = "第9条　次に掲げる情報は、秘密情報に含まない。\n(1)　開示を受けた後に自らの責めによらないで公知となったもの\n本条の義務は、この契約の終了後も存続するものとする。"
    paragraphs = read_outline(text).paragraphs
    assert [paragraph.text for paragraph in paragraphs][-1] == "本条の義務は、この契約の終了後も存続するものとする。"


def test_duty_of_the_paragraphs_before_binds_whom_they_bind() -> None:
    clauses = Clauses(read_outline("1　甲は、乙の営業秘密を開示してはならない。\n2　前2項の義務は、契約の終了後も存続する。"))
    assert [statement.bearer for statement in clauses.of(clauses.outline.paragraphs[1])] == [Party.CLIENT]


def test_a_term_whose_definition_names_a_party_is_no_party() -> None:
    text = "霞浦市(以下「発注者」という。)と株式会社甘木(以下「受注者」という。)は契約する。受注者の従業者が起こした情報の漏えい(以下「事故」という。)を防ぐ。"
    parties = resolve_parties(text)
    assert parties.vendor == {"受注者"}
    assert parties.client == {"発注者"}


@pytest.mark.parametrize("text", ["甲が乙に賠償を請求することを妨げるものではない。", "甲が乙に賠償を請求することを妨げない。"])
def test_what_does_not_stand_in_the_way_permits(text: str) -> None:
    assert [statement.force for statement in statements(text)] == [Force.PERMISSION]


def test_a_company_can_be_the_client() -> None:
    text = "株式会社南湖商会(以下「甲」という。)は、甲の給与計算業務を税理士法人○○(以下「乙」という。)に委託し、乙はこれを受託する。"
    assert not resolve_parties(text).swapped


def test_a_condition_before_its_subject_stays_with_it() -> None:
    (only,) = statements("漏えいが起きたとき、乙は、直ちに甲に報告する。")
    assert (only.force, only.bearer, only.main) == (Force.DUTY, Party.VENDOR, 10)
