"""What counts as proof and what does not: the promises that keep a report from giving false assurance."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import vendorrisk
from vendorrisk import DocumentReport, ElementResult

RESTRICTION = "outsourcing.subcontracting.restriction"
SECRECY = "outsourcing.confidentiality.secrecy"
SURVIVAL = "outsourcing.confidentiality.survival"
AUDIT = "outsourcing.audit.audit"
TRAINING = "outsourcing.training.training"
RETURN = "outsourcing.return-disposal.return-or-disposal"


def found(report: DocumentReport) -> dict[str, ElementResult]:
    return {f"{r.requirement.id}.{e.element.id}": e for r in report.requirements for e in r.elements}


def verdict(text: str, key: str, kind: str = "outsourcing") -> str:
    return found(vendorrisk.check_text(text, kind=kind, all_requirements=True))[key].verdict.value


@pytest.mark.parametrize(
    ("text", "key", "expected"),
    [
        ("乙は、業務を第三者に再委託してはならない。", RESTRICTION, "met"),
        ("乙は、業務を第三者に再委託しないものとする。", RESTRICTION, "met"),
        ("業務の再委託を禁ずる。", RESTRICTION, "met"),
        ("受託者は、委託者の承諾を得た場合に限り、業務を再委託することができる。", RESTRICTION, "met"),
        ("乙は、再委託してはならない。ただし、甲の承諾を得た場合は、この限りでない。", RESTRICTION, "met"),
        ("乙は、再委託してはならない。ただし、乙が必要と認めるときは、この限りでない。", RESTRICTION, "weak"),
        ("乙は、できる限り再委託しないよう努める。", RESTRICTION, "weak"),
        ("乙は、甲に通知することにより再委託することができる。", RESTRICTION, "negated"),
        ("乙は、甲の承諾を要することなく、業務を再委託することができる。", RESTRICTION, "negated"),
        ("（再委託の禁止）\n第1条　乙は、甲の承諾なく、業務を再委託することができる。", RESTRICTION, "negated"),
        ("乙は、本契約上の権利義務を第三者に譲渡してはならない。", RESTRICTION, "missing"),
        ("第1条　甲は、乙の営業秘密を第三者に開示してはならない。", SECRECY, "missing"),
        ("乙は、秘密を漏らしてはならない。\n２　前項の義務は、契約の終了により消滅する。", SURVIVAL, "negated"),
        ("甲は、乙に対し、監査を求めることができない。", AUDIT, "negated"),
        ("甲は、乙の作業場所に立ち入り、情報の管理状況を検査することができる。", AUDIT, "met"),
        ("乙は、甲の職員に対し、操作研修を行う。", TRAINING, "missing"),
        ("乙は、情報を返還し、又は廃棄する義務を負わない。", RETURN, "negated"),
    ],
)
def test_form_force_and_party_decide(text: str, key: str, expected: str) -> None:
    assert expected == verdict(text, key)


@pytest.mark.parametrize(
    "text",
    [
        "目次\n第1条 再委託の禁止・・・・・1\n第2条 秘密の保持・・・・・2",
        "契約書には、再委託の禁止及び秘密の保持に関する事項を記載しなければならない。",
        "「受託者は、委託者の承諾なく再委託してはならない。」といった条項が考えられます。",
        "定例会議議事録\n出席者：契約課長\n・受託者は再委託してはならない旨を確認した。",
        "次の文章を読んで質問に答えなさい。\n受託者は、再委託してはならない。",
        "職員は、契約書に、受託者は再委託してはならない旨を明記すること。",
        "受託者は、委託者の承諾なく、業務を第三者に再委",
    ],
)
def test_talk_about_clauses_is_never_met(text: str) -> None:
    assert verdict(text, RESTRICTION) in ("weak", "missing")


def test_snippets_of_other_documents_prove_nothing_and_spoil_nothing() -> None:
    clause = "第5条　乙は、業務を再委託してはならない。\n"
    page = "Similar documents\n"

    assert verdict(clause + page + "業務委託契約書\n第1条 乙は、秘密を漏らしてはならない。", RESTRICTION) == "met"
    assert verdict(page + clause, RESTRICTION) == "weak"
    assert verdict("業務委託契約書\n" + page + clause, RESTRICTION) == "weak"
    assert verdict("乙は、類似のドキュメントを保存する。\n" + clause, RESTRICTION) == "met"


def test_an_article_that_a_later_one_lifts_is_not_met() -> None:
    text = "第5条　乙は、業務を再委託してはならない。\n第25条　第5条の規定は、本契約には適用しない。"

    assert verdict(text, RESTRICTION) == "negated"


STEPS = "公式X運用手順書\n1 投稿は、広報課の職員が行う。\n2 投稿前に、所属長が内容を確認する。\n3 緊急時は、手順2{end}"


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        ("を省略できる。", "weak"),
        ("は省略してよい。", "weak"),
        ("を行う必要はない。", "weak"),
        ("は省略しない。", "met"),
        ("を省略してはならない。", "met"),
        ("を省略することはできない。", "met"),
        ("を省略する必要はない。", "met"),
        ("を急いで行う。", "met"),
    ],
)
def test_a_step_that_may_be_left_out_is_not_met(end: str, expected: str) -> None:
    assert verdict(STEPS.format(end=end), "social-media.approval.posting", kind="social-media") == expected


def test_a_waived_step_is_one_of_the_same_list() -> None:
    text = (
        "公式X運用手順書\n1 目的\nこの手順は、公式Xの運用を定める。\n2 投稿前に、所属長が内容を確認する。\n3 緊急の投稿\n"
        "(1) 担当者が原稿を作る。\n(2) 係長に電話する。\n(3) 夜間は、手順2を省略できる。"
    )

    assert verdict(text, "social-media.approval.posting", kind="social-media") == "met"


def test_swapped_letters_change_nothing() -> None:
    preamble = "株式会社甘木（以下「甲」という。）と霞浦市（以下「乙」という。）とは、次のとおり契約する。\n"

    assert verdict(preamble + "第2条　甲は、業務を第三者に再委託してはならない。", RESTRICTION) == "met"
    assert verdict(preamble + "第2条　乙は、業務を第三者に再委託してはならない。", RESTRICTION) != "met"


def test_a_ban_on_the_client_is_no_ban_on_the_vendor() -> None:
    assert verdict("甲は、乙の承諾なく業務を第三者に再委託してはならない。", RESTRICTION) != "met"


def test_a_contradiction_is_shown_beside_the_proof() -> None:
    text = "第1条　乙は、業務を再委託してはならない。\n第9条　乙は、自己の判断により業務を第三者に再委託することができる。"
    element = found(vendorrisk.check_text(text, kind="outsourcing"))[RESTRICTION]

    assert element.verdict == "met"
    assert [item.article for item in element.conflicts] == ["第9条"]


def test_a_list_item_is_quoted_with_its_stem() -> None:
    text = "第4条　乙は、次に掲げる行為をしてはならない。\n(1) 甲の承認を得ない第三者への再委託\n(2) 賭け事"
    (evidence,) = found(vendorrisk.check_text(text, kind="outsourcing"))[RESTRICTION].evidence

    assert (evidence.article, evidence.stem) == ("第4条第1号", "第4条　乙は、次に掲げる行為をしてはならない。")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("第1条　乙は、別記「個人情報取扱特記事項」を遵守しなければならない。", "annex-missing"),
        ("第1条　乙は、霞浦市個人情報保護条例を遵守しなければならない。", "stale-reference"),
        ("定例会議議事録\n出席者：契約課長", "not-a-contract"),
        ("This Agreement is made between the City and the Contractor. The Contractor shall not subcontract. " * 4, "unsupported-language"),
    ],
)
def test_what_a_reader_must_know_is_said(text: str, code: str) -> None:
    assert code in [notice.code for notice in vendorrisk.check_text(text, kind="outsourcing").notices]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("情報セキュリティ研修 確認問題\n正しいものに○をつけなさい。\n(1) パスワードは運用責任者が保管する。( )", "social-media"),
        ("報道発表資料\n市公式LINEの運用を始めます。\n防災情報を配信します。", "social-media"),
        ("スマホ安全教室\nパスワードは使い回さない。\n定員:20名", "social-media"),
        ("個人情報保護方針の公表\n当社は、個人情報を第三者に提供しません。", "outsourcing"),
        ("契約書のチェックポイント\n□ 再委託を事前承諾制としているか\n□ 返還を定めているか\n□ 監査権を確保しているか", "outsourcing"),
        ("判決要旨\n控訴人は、業務を再委託しないことを約した。", "outsourcing"),
    ],
)
def test_a_text_about_rules_is_no_rule(text: str, kind: str) -> None:
    report = vendorrisk.check_text(text, kind=kind)

    assert "not-a-contract" in [notice.code for notice in report.notices]
    assert "met" not in {str(element.verdict) for element in found(report).values()}


@pytest.mark.parametrize(
    "text",
    [
        "第1条　乙は、議会会議録の反訳業務を受託する。\n第2条　乙は、業務を第三者に再委託してはならない。",
        "乙は、従事者に確認テストを受けさせなければならない。\n乙は、業務を第三者に再委託してはならない。",
        "個人情報保護方針への同意書\n弊社は、業務を第三者に再委託しません。",
    ],
)
def test_a_contract_that_names_minutes_tests_or_policies_is_a_contract(text: str) -> None:
    assert "not-a-contract" not in [notice.code for notice in vendorrisk.check_text(text, kind="outsourcing").notices]


def test_a_supplied_annex_is_not_called_missing() -> None:
    text = "第1条　乙は、別記「個人情報取扱特記事項」を遵守しなければならない。\n別記\n個人情報取扱特記事項\n第1　乙は、秘密を守る。"

    assert [n.code for n in vendorrisk.check_text(text, kind="outsourcing").notices] == []


def test_the_name_of_an_annex_ends_with_its_paragraph() -> None:
    text = "第1条　乙は、別紙「霞浦市勧奨業務\n第2条　仕様書のとおり」を守る。"

    assert all("\n" not in notice.message.ja for notice in vendorrisk.check_text(text, kind="outsourcing").notices)


def test_an_english_contract_is_not_covered_rather_than_missing() -> None:
    report = vendorrisk.check_text("The Contractor shall keep all information confidential. " * 10, kind="outsourcing")

    assert (report.verdict, report.requirements) == ("needs-review", ())


CLAUSES = st.lists(
    st.sampled_from(
        [
            "乙は、業務を第三者に再委託してはならない。", "乙は、秘密を漏らしてはならない。契約終了後も、同様とする。", "（監査）",
            "甲は、乙の事業所に立ち入り、情報の管理状況を検査することができる。", "乙は、教育に努める。", "乙は、次の事項を守ること。", "(1) 資料を複写しないこと。",
            "(2) 資料を持ち出さないこと。", "業務が終了したときは、資料を返還する。", "受注 者は、秘 密を漏 らしては\nならない。", "第３条　乙は、①秘密を守る。", "㈱甘木",
        ]
    ),
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(CLAUSES)
def test_every_quote_is_cut_from_the_text_and_every_verdict_has_one(clauses: list[str]) -> None:
    text = "\n".join(clauses)
    for element in found(vendorrisk.check_text(text, kind="outsourcing", all_requirements=True)).values():
        assert (element.verdict == "missing") is (not element.evidence)
        for item in (*element.evidence, *element.conflicts):
            assert text[item.start : item.end] == item.quote
            assert item.quote.strip()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.sampled_from(["outsourcing", "cloud", "social-media"]))
def test_any_text_can_be_judged(text: str, kind: str) -> None:
    vendorrisk.check_text(text, kind=kind, all_requirements=True)


def test_the_shipped_requirement_ids_are_the_promised_ones() -> None:
    promised = json.loads((Path(__file__).parent / "requirement_ids.json").read_text(encoding="utf-8"))
    shipped = {
        requirement.id: [element.id for element in requirement.elements if element.required]
        for pack in vendorrisk.packs()
        for requirement in pack.requirements
    }

    assert promised.items() <= shipped.items()
