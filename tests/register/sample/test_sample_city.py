"""The sample city: always the same on the same day, sound but for the gaps that it wants to show, and nobody in it is real."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from vendorrisk.model import (
    Choice,
    CloudService,
    Contract,
    Department,
    Form,
    Holdings,
    Incident,
    Measure,
    Part,
    Person,
    Record,
    Review,
    Selection,
    SocialAccount,
    UsageRule,
    Vendor,
    corporate_number_is_valid,
    fields_of,
    kind_of,
    kind_of_id,
    validate,
    validate_links,
)
from vendorrisk.register.sample import sample_city

ONCE = date(2026, 11, 25)


def parts_of(value: Part, path: str = "") -> Iterator[tuple[str, Part]]:
    """Yield a record and every part in it, with its path."""
    yield path, value
    for field in fields_of(type(value)):
        held = getattr(value, field.name)
        if field.form is Form.PART and held is not None:
            yield from parts_of(held, f"{path}{field.name}.")
        elif field.form is Form.PARTS:
            for place, item in enumerate(held):
                yield from parts_of(item, f"{path}{field.name}[{place}].")


# ---- what there is ----


def test_it_has_the_promised_size(held: Holdings) -> None:
    counts = Counter(type(record) for record in held)

    assert (counts[Contract], counts[CloudService], counts[SocialAccount]) == (40, 15, 10)
    assert counts[Review] >= 50
    assert {kind_of(cls).name for cls in counts} == {
        "acceptance", "account", "check", "contract", "department", "incident", "measure", "person", "review", "rule", "selection", "service", "vendor",
    }  # fmt: skip


def test_the_same_day_gives_the_same_city() -> None:
    assert sample_city(ONCE) == sample_city(ONCE)


def test_another_process_gives_the_same_city() -> None:
    code = (
        "import datetime, hashlib; from vendorrisk.register.sample import sample_city;"
        "print(hashlib.sha256(repr(sample_city(datetime.date(2026, 11, 25))).encode()).hexdigest())"
    )
    env = {**os.environ, "PYTHONHASHSEED": "1"}
    theirs = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True).stdout.strip()

    assert theirs == hashlib.sha256(repr(sample_city(ONCE)).encode()).hexdigest()


def test_ids_are_well_formed_and_used_once(today: date) -> None:
    _, records = sample_city(today)
    ids = [record.id for record in records]
    years = {int(record.id.split("-")[1]) for record in records}
    fiscal = today.year - (today.month < 4)

    assert len(set(ids)) == len(ids)
    assert all(kind_of_id(record.id) is kind_of(record) for record in records)
    assert fiscal - 4 <= min(years) <= max(years) == fiscal


@pytest.mark.parametrize("cls", [Contract, CloudService, SocialAccount, Vendor, Person, Department, UsageRule, Selection, Measure, Incident])
def test_no_two_records_of_a_kind_have_one_name(cls: type[Record], held: Holdings) -> None:
    names = Counter(held.name(record.id) for record in held.all(cls))

    assert [name for name, count in names.items() if count > 1] == []


def test_all_bodies_that_the_policy_binds_hold_contracts(held_once: Holdings) -> None:
    held = held_once
    bodies = {getattr(held.get(contract.department, Department), "body", None) for contract in held.all(Contract)}

    assert {str(body) for body in bodies} == {"mayor", "committee", "assembly", "fire", "public-enterprise"}


def test_every_value_of_the_vocabulary_occurs(held: Holdings) -> None:
    lists: dict[type[Choice], set[object]] = {}
    for record in held:
        for _, part in parts_of(record):
            for field in fields_of(type(part)):
                if field.form in (Form.CHOICE, Form.CHOICES) and field.type is not None:
                    value = getattr(part, field.name)
                    lists.setdefault(field.type, set()).update(value if isinstance(value, tuple) else [value])
    missing = {f"{cls.__name__}.{member.name}" for cls, found in lists.items() for member in cls if member not in found}

    assert missing == {
        "Classification.C3A",  # papers of the State, which are never given out
        "ElementVerdict.UNREADABLE",  # all texts of the sample can be read
    }


# ---- it is sound, but for what it wants to show ----


def test_it_has_just_the_problems_that_it_shows(today: date, held: Holdings) -> None:
    problems = [*(problem for record in held for problem in validate(record)), *validate_links(held, today)]

    assert {(held.name(problem.record), problem.field, problem.code) for problem in problems} == {
        # nobody has said what these handle, so their risk cannot be assessed
        ("防火対象物台帳システム保守業務", "information.personal", "required"),
        ("防火対象物台帳システム保守業務", "information.my_number", "required"),
        ("防火対象物台帳システム保守業務", "information.confidentiality", "required"),
        ("プレミアム付商品券事業運営業務委託", "information", "required"),
        ("水道使用量照会ポータル", "information.my_number", "required"),
        ("水道使用量照会ポータル", "information.confidentiality", "required"),
        # a service without a rule, an account without procedure and publishable information
        ("無料アンケートフォーム", "rule", "required"),
        ("架空市シティプロモーション", "procedure", "required"),
        ("架空市シティプロモーション", "publishable", "required"),
        # renews by itself, but until when it can be stopped is unknown
        ("自治体ビジネスチャット利用契約", "notice", "notice-unknown"),
        # they left in April, and nobody took over
        ("給与支払報告書等データ入力業務委託", "owner", "owner-left"),
        ("防火対象物台帳システム保守業務", "owner", "owner-left"),
        ("市公式ウェブサイト運用保守業務", "owner", "owner-left"),
        ("架空市消防本部公式", "owner", "owner-left"),
    }


def happened(record: Record) -> Iterator[tuple[str, date]]:
    """Yield every day on which something was done: it cannot lie in the future."""
    plans = {"start", "end", "until", "due", "postponed_to", "new_end", "valid_until", "due_back", "effective_on", "stopped_on"}
    for path, part in parts_of(record):
        for field in fields_of(type(part)):
            value = getattr(part, field.name)
            if field.form is Form.DAY and value is not None and field.name not in plans:
                yield f"{record.id} {path}{field.name}", value


def test_on_every_sort_of_day_it_is_sound_and_nothing_was_done_in_the_future() -> None:
    turns = [(date(2027, 3, 27), 8), (date(2027, 12, 27), 10), (date(2028, 2, 27), 4)]
    days = {date(2027, 1, 1) + timedelta(days=step) for step in range(0, 731, 37)}
    days |= {first + timedelta(days=step) for first, count in turns for step in range(count)}
    for today in sorted(days):
        settings, records = sample_city(today)
        problems = [*(problem for record in records for problem in validate(record)), *validate_links(Holdings(records, settings), today)]

        assert len(problems) == 14, today
        assert [(str(today), where, str(day)) for record in records for where, day in happened(record) if day > today] == []


ACTS = [
    ("by", "on"), ("applied_by", "applied_on"), ("decided_by", "decided_on"), ("done_by", "done_on"), ("approved_by", "approved_on"),
    ("verified_by", "verified_on"), ("confirmed_by", "confirmed_on"), ("requested_by", "requested_on"),
]  # fmt: skip


def test_people_act_only_while_they_are_in_office(held: Holdings) -> None:
    wrong = []
    for record in held:
        for path, part in parts_of(record):
            for who, when in ACTS:
                person, day = held.get(getattr(part, who, ""), Person), getattr(part, when, None)
                if person is not None and day is not None and not (person.start or date.min) <= day <= (person.until or date.max):
                    wrong.append((record.id, path + who, person.name, str(day), str(person.start), str(person.until)))

    assert wrong == []


def test_contracts_come_after_their_selection(held: Holdings) -> None:
    late = [
        contract.title
        for contract in held.all(Contract)
        if (selection := held.get(contract.selection, Selection)) and contract.signed_on and selection.decision and (selection.decision.on or date.max) > contract.signed_on
    ]
    without = {contract.title for contract in held.all(Contract) if contract.signed_on and not contract.selection}

    assert late == []
    assert without == {"防火対象物台帳システム保守業務", "プレミアム付商品券事業運営業務委託"}


# ---- nobody in it is real ----

REAL = [
    "富士通", "日本電気", "NEC", "日立", "東芝", "三菱", "NTT", "エヌ・ティ・ティ", "KDDI", "ソフトバンク", "楽天", "TKC", "両備", "アイネス", "内田洋行",
    "ぎょうせい", "凸版", "TOPPAN", "大日本印刷", "佐川", "ヤマト", "日本郵便", "パソナ", "ベルシステム", "トランスコスモス", "ALSOK", "セコム", "総合警備", "リコー",
    "キヤノン", "ゼンリン", "パスコ", "サイボウズ", "グーグル", "Google", "Microsoft", "マイクロソフト", "Amazon", "アマゾン", "AWS", "Oracle", "オラクル",
    "Salesforce", "セールスフォース", "Meta", "ByteDance", "LINEヤフー", "さくらインターネット",
]  # fmt: skip


def test_firms_are_invented(held_once: Holdings) -> None:
    vendors = held_once.all(Vendor)

    assert [vendor.name for vendor in vendors if any(name.lower() in vendor.name.lower() for name in REAL)] == []
    assert [vendor.name for vendor in vendors if not re.search("架空|見本|例示|仮名|仮想|模擬|想定|想像|Imaginary", vendor.name)] == []


def test_corporate_numbers_are_invented_but_add_up(held_once: Holdings) -> None:
    numbers = [vendor.corporate_number for vendor in held_once.all(Vendor) if vendor.country == "日本"]

    assert len(set(numbers)) == len(numbers) > 30
    assert all(corporate_number_is_valid(number) and number[1:5] == "9999" for number in numbers)


def test_no_address_on_the_net_and_no_telephone_number_exists(held_once: Holdings) -> None:
    text = repr([*held_once])

    assert set(re.findall(r"(?:https?://|[\w.]+@)[\w.-]+?\.([a-z]+)(?=[/'\"]|$)", text)) == {"example"}
    assert {number[:4] for number in re.findall(r"\b0[0-9]{1,3}-[0-9]{2,4}-[0-9]{4}\b", text)} == {"000-"}


def test_importing_vendorrisk_does_not_load_it() -> None:
    code = "import vendorrisk, vendorrisk.cli, sys; print([name for name in sys.modules if name.startswith('vendorrisk.register')])"

    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
