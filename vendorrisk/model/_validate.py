"""What must be true of one record by itself: nothing missing that is demanded, dates in order, numbers that can exist.

What needs a second record (does the vendor exist, has the owner left) is asked by the register.  Every rule yields a value, so a
half-filled record can be saved and its gaps stay visible.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from vendorrisk.model._contract import Contract
from vendorrisk.model._fields import FieldInfo, Form, Part, fields_of
from vendorrisk.model._kinds import KINDS, kind_of_id
from vendorrisk.model._language import Bilingual
from vendorrisk.model._parts import (
    Certification,
    Handover,
    Information,
    Notice,
    Renewal,
    ReviewRule,
    Span,
    Subcontract,
    Suspension,
)
from vendorrisk.model._problems import Problem, Severity
from vendorrisk.model._records import Acceptance, Incident, Measure, Person, Record, Review, UsageRule, Vendor
from vendorrisk.model._service import CloudService, SocialAccount
from vendorrisk.model._vocabulary import PeopleBand, RenewalMode, ReviewResult, SubcontractDecision, TermForm

__all__ = ["corporate_number_is_valid", "validate"]

_SHA256 = re.compile(r"[0-9a-f]{64}")

# (class, earlier, later): the later date may not lie before the earlier one
_ORDER: tuple[tuple[type[Part], str, str], ...] = (
    (Contract, "start", "end"),
    (Person, "start", "until"),
    (UsageRule, "established_on", "revised_on"),
    (UsageRule, "established_on", "repealed_on"),
    (Suspension, "start", "end"),
    (Certification, "valid_from", "valid_until"),
    (Subcontract, "requested_on", "decided_on"),
    (Subcontract, "start", "end"),
    (Handover, "handed_on", "returned_on"),
    (Handover, "handed_on", "due_back"),
    (CloudService, "started_on", "stopped_on"),
    (CloudService, "started_on", "until"),
    (SocialAccount, "approved_on", "opened_on"),
    (Measure, "requested_on", "due"),
    (Measure, "requested_on", "done_on"),
    (Measure, "done_on", "verified_on"),
    (Incident, "occurred_on", "known_on"),
    (Incident, "known_on", "speedy_report_on"),
    (Incident, "speedy_report_on", "final_report_on"),
    (Incident, "known_on", "closed_on"),
    (Acceptance, "approved_on", "until"),
    (Review, "due", "postponed_to"),
)


def corporate_number_is_valid(number: str) -> bool:
    """Return whether a 法人番号 has 13 digits and the right check digit, which is the first one.

    The check digit is 9 minus the remainder by 9 of the weighted sum (weights 1, 2, 1, 2 … from the right) of the other twelve
    (法人番号の指定等に関する省令 2条).

    >>> corporate_number_is_valid("7000012050002"), corporate_number_is_valid("7000012050003")
    (True, False)
    """
    if not re.fullmatch(r"[0-9]{13}", number):
        return False
    total = sum(int(digit) * (1 if place % 2 == 0 else 2) for place, digit in enumerate(reversed(number[1:])))
    return int(number[0]) == 9 - total % 9


def validate(record: Record) -> tuple[Problem, ...]:
    """Return what is wrong with a record by itself, in the order of its fields.

    >>> from vendorrisk.model import Vendor
    >>> [(p.field, p.code) for p in validate(Vendor(id="vendor-2026-0001", corporate_number="123"))]
    [('name', 'required'), ('corporate_number', 'corporate-number')]
    """
    return tuple(_Walk(record).problems())


class _Walk:
    """One walk over a record; knows where it is, so that every problem names its field."""

    def __init__(self, record: Record) -> None:
        self.record = record

    def problems(self) -> Iterator[Problem]:
        record = self.record
        kind = kind_of_id(record.id)
        if kind is None or kind.cls is not type(record):
            yield self.problem(
                "id",
                "id",
                f"管理番号「{record.id}」の形が正しくありません。種類-年度-番号（例：contract-2026-0001）にしてください。",
                f"the id {record.id!r} is malformed; use kind-year-number such as contract-2026-0001.",
            )
        yield from self.part(record, "")
        rule = _RULES.get(type(record))
        if rule is not None:
            yield from rule(self, record)

    def problem(self, field: str, code: str, ja: str, en: str, severity: Severity = Severity.ERROR) -> Problem:
        return Problem(self.record.id, field, code, Bilingual(ja, en), severity)

    def part(self, value: Part, path: str) -> Iterator[Problem]:
        cls = type(value)
        demanded, checked, nested, ordered = _plan(cls)
        for field in demanded:
            held = getattr(value, field.name)
            if not held and held.__class__ not in (bool, int):
                yield self.problem(
                    path + field.name,
                    "required",
                    f"「{field.label.ja}」が未入力です。",
                    f"{field.label.en} has not been filled in.",
                    Severity.WARNING,
                )
        for field in checked:
            held = getattr(value, field.name)
            if held:
                yield from self.value(field, held, path + field.name)
        for field in nested:
            inner = getattr(value, field.name)
            if not inner:
                continue
            if field.form is Form.PART:
                yield from self.part(inner, f"{path}{field.name}.")
            else:
                for place, item in enumerate(inner):
                    yield from self.part(item, f"{path}{field.name}[{place}].")
        for earlier, later in ordered:
            first, second = getattr(value, earlier.name), getattr(value, later.name)
            if first is not None and second is not None and second < first:
                yield self.problem(
                    path + later.name,
                    "dates-in-order",
                    f"「{later.label.ja}」（{second}）が「{earlier.label.ja}」（{first}）より前です。",
                    f"{later.label.en} ({second}) lies before {earlier.label.en} ({first}).",
                )
        rule = _PART_RULES.get(cls)
        if rule is not None:
            yield from rule(self, value, path)

    def value(self, field: FieldInfo, value: Any, path: str) -> Iterator[Problem]:
        if field.form in (Form.NUMBER, Form.MONEY):
            if value < 0:
                yield self.problem(path, "negative", f"「{field.label.ja}」が負の数です。", f"{field.label.en} is negative.")
            return
        for id in (value,) if field.form is Form.REF else value:  # noqa: A001
            kind = kind_of_id(id)
            if kind is None or (field.target != "*" and kind.name != field.target):
                wanted = KINDS[field.target].label if field.target in KINDS else Bilingual("記録", "record")
                yield self.problem(
                    path,
                    "reference",
                    f"「{field.label.ja}」の「{id}」は{wanted.ja}の管理番号ではありません。",
                    f"{field.label.en}: {id!r} is not the id of a {wanted.en}.",
                )


_Plan = tuple[tuple[FieldInfo, ...], tuple[FieldInfo, ...], tuple[FieldInfo, ...], tuple[tuple[FieldInfo, FieldInfo], ...]]


_PLANS: dict[type, _Plan] = {}


def _plan(cls: type[Part]) -> _Plan:
    """Return the fields of a class by what has to be asked of them, so that a walk over ten thousand records asks nothing else."""
    plan = _PLANS.get(cls)
    if plan is not None:
        return plan
    fields = fields_of(cls)
    named = {field.name: field for field in fields}
    plan = _PLANS[cls] = (
        tuple(field for field in fields if field.required and field.name != "id"),
        tuple(field for field in fields if field.form in (Form.NUMBER, Form.MONEY, Form.REF, Form.REFS)),
        tuple(field for field in fields if field.form in (Form.PART, Form.PARTS)),
        tuple((named[first], named[second]) for owner, first, second in _ORDER if owner is cls),
    )
    return plan


def _vendor(walk: _Walk, vendor: Vendor) -> Iterator[Problem]:
    if vendor.corporate_number and not corporate_number_is_valid(vendor.corporate_number):
        yield walk.problem(
            "corporate_number",
            "corporate-number",
            f"法人番号「{vendor.corporate_number}」は13桁の数字でないか、検査用数字が合いません。",
            f"the corporate number {vendor.corporate_number!r} does not have 13 digits or its check digit is wrong.",
        )
    if vendor.parent == vendor.id:
        yield walk.problem("parent", "cycle", "親会社が自社になっています。", "the parent company is the firm itself.")


def _contract(walk: _Walk, contract: Contract) -> Iterator[Problem]:
    if contract.parent == contract.id or contract.replaces == contract.id:
        yield walk.problem("parent", "cycle", "基本契約又は前契約がこの契約自身になっています。", "the parent or replaced contract is the contract itself.")
    if contract.signed_on and contract.end and contract.signed_on > contract.end:
        yield walk.problem("signed_on", "dates-in-order", "締結日が終期より後です。", "signed after the end of the term.")
    if contract.owner and contract.owner == contract.deputy:
        yield walk.problem("deputy", "deputy-is-owner", "副担当者が担当者と同じです。", "the deputy is the owner.", Severity.WARNING)
    automatic = contract.renewal is not None and contract.renewal.mode is RenewalMode.AUTOMATIC
    if automatic and contract.notice is None:
        yield walk.problem("notice", "notice-unknown", "自動更新ですが解約予告期間が未入力です。更新を止められる最終日が分かりません。", "renews by itself but the notice period is unknown.", Severity.WARNING)
    if contract.renewal is not None and contract.renewal.mode in (RenewalMode.AUTOMATIC, RenewalMode.EXPRESS) and contract.end is None:
        yield walk.problem("end", "renewal-without-end", "更新の定めがありますが終期が未入力です。", "there is a renewal but no end.")
    if contract.term_form is TermForm.SINGLE_YEAR and contract.start and contract.end and _fiscal(contract.start) != _fiscal(contract.end):
        yield walk.problem(
            "term_form", "single-year-crosses", "単年度契約なのに会計年度をまたいでいます（地方自治法208条）。", "a single-year contract crosses the fiscal year.", Severity.WARNING
        )
    yield from _subcontract_tree(walk, contract)


def _subcontract_tree(walk: _Walk, contract: Contract) -> Iterator[Problem]:
    above = {sub.key: sub.under for sub in contract.subcontracts}
    seen: set[str] = set()
    for place, sub in enumerate(contract.subcontracts):
        path = f"subcontracts[{place}]."
        if sub.key in seen:
            yield walk.problem(path + "key", "duplicate", f"再委託の番号「{sub.key}」が重複しています。", f"the key {sub.key!r} is used twice.")
        seen.add(sub.key)
        if sub.vendor and sub.vendor == contract.vendor:
            yield walk.problem(path + "vendor", "cycle", "再委託先が契約の相手方と同じです。", "the subcontractor is the contractor itself.")
        if sub.under and sub.under not in above:
            yield walk.problem(path + "under", "unknown", f"上位の再委託「{sub.under}」がありません。", f"there is no subcontract {sub.under!r} above.")
            continue
        step, walked = sub.under, {sub.key}
        while step:
            if step in walked:
                yield walk.problem(path + "under", "cycle", "再委託の上下関係が循環しています。", "the subcontracts form a circle.")
                break
            walked.add(step)
            step = above.get(step, "")


def _review(walk: _Walk, review: Review) -> Iterator[Problem]:
    if review.done_on is not None and review.result is None:
        yield walk.problem("result", "required", "実施済みですが「結果」が未入力です。", "done, but the result has not been filled in.", Severity.WARNING)
    if review.done_on is not None and not review.done_by:
        yield walk.problem("done_by", "required", "実施済みですが「実施者」が未入力です。", "done, but not by whom.", Severity.WARNING)
    if review.result is ReviewResult.NOT_DONE and not review.note:
        yield walk.problem("note", "reason", "未実施の理由が備考にありません。", "the reason for not doing it is missing in the note.")
    if review.postponed_to is not None and not review.postponed_why:
        yield walk.problem("postponed_why", "reason", "延期の理由が未入力です。", "postponed without a reason.")
    if review.approved_by and review.approved_by == review.done_by:
        yield walk.problem("approved_by", "four-eyes", "承認者が実施者と同じです。", "approved by the one who did it.")


def _measure(walk: _Walk, measure: Measure) -> Iterator[Problem]:
    if measure.verified_by and measure.verified_by in (measure.done_by, measure.owner):
        yield walk.problem("verified_by", "four-eyes", "完了確認者が実施者（担当者）と同じです。", "verified by the one who did it.")
    if measure.verified_on is not None and measure.done_on is None:
        yield walk.problem("done_on", "required", "完了確認済みですが「完了日」が未入力です。", "verified, but never done.")


def _acceptance(walk: _Walk, acceptance: Acceptance) -> Iterator[Problem]:
    if acceptance.approved_by and acceptance.approved_by == acceptance.requested_by:
        yield walk.problem("approved_by", "four-eyes", "承認者が申請者と同じです。", "approved by the one who asked for it.")


def _service(walk: _Walk, service: CloudService) -> Iterator[Problem]:
    permission = service.permission
    if permission is not None and permission.decided_by and permission.decided_by == permission.applied_by:
        yield walk.problem("permission.decided_by", "four-eyes", "許可者が申請者と同じです。", "permitted by the one who applied.")


def _account(walk: _Walk, account: SocialAccount) -> Iterator[Problem]:
    if account.owner and account.owner == account.deputy:
        yield walk.problem("deputy", "deputy-is-owner", "副責任者が運用責任者と同じです。", "the deputy is the owner.", Severity.WARNING)
    both = set(account.publishable) & set(account.forbidden)
    if both:
        yield walk.problem("forbidden", "contradiction", f"「{sorted(both)[0]}」が発信できる情報と発信してはならない情報の両方にあります。", "something is both publishable and forbidden.")


def _information(walk: _Walk, information: Information, path: str) -> Iterator[Problem]:
    for name, label in (("integrity", "完全性"), ("availability", "可用性")):
        if getattr(information, name) not in (None, 1, 2):
            yield walk.problem(path + name, "range", f"{label}は1又は2です。", f"{name} is 1 or 2.")
    if information.personal is False and information.people not in (None, PeopleBand.NONE):
        yield walk.problem(path + "people", "contradiction", "個人情報を扱わないのに本人の数が入力されています。", "people are counted although no personal information is handled.")
    if information.special_care and information.personal is False:
        yield walk.problem(path + "personal", "contradiction", "要配慮個人情報を扱うのに個人情報を扱わないとされています。", "special-care information is personal information.")
    if information.my_number and information.personal is False:
        yield walk.problem(path + "personal", "contradiction", "特定個人情報を扱うのに個人情報を扱わないとされています。", "My Number is personal information.")


def _length(walk: _Walk, span: Span | Notice | ReviewRule, path: str) -> Iterator[Problem]:
    name = "every" if isinstance(span, ReviewRule) else "value"
    if getattr(span, name) == 0:
        yield walk.problem(path + name, "range", "期間が0です。", "the length is zero.")


def _renewal(walk: _Walk, renewal: Renewal, path: str) -> Iterator[Problem]:
    if renewal.mode is RenewalMode.AUTOMATIC and not renewal.months:
        yield walk.problem(path + "months", "required", "自動更新ですが更新後の期間が未入力です。", "renews by itself, but for how long is unknown.", Severity.WARNING)


def _subcontract(walk: _Walk, sub: Subcontract, path: str) -> Iterator[Problem]:
    if sub.decision in (SubcontractDecision.APPROVED, SubcontractDecision.REFUSED) and sub.decided_on is None:
        yield walk.problem(path + "decided_on", "required", "承諾・不承諾の決定日が未入力です。", "decided, but not when.", Severity.WARNING)


_RULES: dict[type[Record], Callable[[_Walk, Any], Iterator[Problem]]] = {
    Vendor: _vendor,
    Contract: _contract,
    Review: _review,
    Measure: _measure,
    Acceptance: _acceptance,
    CloudService: _service,
    SocialAccount: _account,
}
_PART_RULES: dict[type[Part], Callable[[_Walk, Any, str], Iterator[Problem]]] = {
    Information: _information,
    Span: _length,
    Notice: _length,
    ReviewRule: _length,
    Renewal: _renewal,
    Subcontract: _subcontract,
}


def _fiscal(day: date) -> int:
    return day.year if day.month >= 4 else day.year - 1
