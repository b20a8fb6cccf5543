"""The records of the register beside contracts and services: who, under which rule, what was confirmed, what was done."""

from __future__ import annotations

from datetime import date

import attrs

from vendorrisk.model._fields import Part, choice, day, flag, number, part, parts, ref, refs, text, texts
from vendorrisk.model._parts import (
    Candidate,
    Certification,
    Contact,
    Decision,
    FileRef,
    Finding,
    Information,
    Suspension,
)
from vendorrisk.model._vocabulary import (
    AcceptanceKind,
    Body,
    Employment,
    IncidentCategory,
    MeasureKind,
    MeasureTrigger,
    PostRole,
    ReviewKind,
    ReviewMethod,
    ReviewResult,
    RuleScope,
    VendorKind,
    VendorStatus,
)

__all__ = ["Acceptance", "Department", "Incident", "Measure", "Person", "Record", "Review", "Selection", "UsageRule", "Vendor"]


@attrs.frozen(kw_only=True)
class Record(Part):
    """Something the register keeps in a file of its own.

    Attributes:
        id: never used twice, such as ``contract-2026-0012``; also the name of the file.
        note: whatever else has to be said.
    """

    id: str = text("管理番号", "id", required=True)
    note: str = text("備考", "note", lines=True)


@attrs.frozen(kw_only=True)
class Department(Record):
    """課・室: where somebody works and which body it belongs to."""

    name: str = text("名称", "name", required=True)
    body: Body | None = choice("実施機関", "body", required=True)
    parent: str = ref("department", "上位組織", "parent")
    closed_on: date | None = day("廃止日", "closed on")


@attrs.frozen(kw_only=True)
class Person(Record):
    """Somebody in the city who answers for records; posts change every April."""

    name: str = text("氏名", "name", required=True)
    kana: str = text("ふりがな", "reading")
    department: str = ref("department", "所属", "department", required=True)
    post: str = text("職名", "post")
    roles: tuple[PostRole, ...] = choice("役割", "roles", many=True)
    employment: Employment | None = choice("任用区分", "employment")
    start: date | None = day("着任日", "from")
    until: date | None = day("離任日", "until")
    trained_on: date | None = day("研修受講日", "trained on")
    telephone: str = text("内線", "extension")


@attrs.frozen(kw_only=True)
class Vendor(Record):
    """事業者: a firm with which the city deals or may deal."""

    name: str = text("名称", "name", required=True)
    kana: str = text("ふりがな", "reading")
    corporate_number: str = text("法人番号", "corporate number")
    kinds: tuple[VendorKind, ...] = choice("区分", "kinds", many=True)
    status: VendorStatus | None = choice("取引状況", "status")
    country: str = text("所在国", "country")
    address: str = text("所在地", "address")
    parent: str = ref("vendor", "親会社", "parent company")
    certifications: tuple[Certification, ...] = parts("認証", "certifications")
    suspensions: tuple[Suspension, ...] = parts("指名停止", "suspensions")
    contacts: tuple[Contact, ...] = parts("連絡先", "contacts")


@attrs.frozen(kw_only=True)
class UsageRule(Record):
    """A rule of the city that has to stand before a service is used, or before work is given out (seed 6(8))."""

    title: str = text("規程名", "title", required=True)
    scope: RuleScope | None = choice("対象", "scope", required=True)
    edition: str = text("版", "edition")
    established_on: date | None = day("制定日", "established on", required=True)
    revised_on: date | None = day("最終改定日", "revised on")
    repealed_on: date | None = day("廃止日", "repealed on")
    department: str = ref("department", "所管課", "department")
    owner: str = ref("person", "責任者", "owner", required=True)
    document: FileRef | None = part("規程本文", "document")


@attrs.frozen(kw_only=True)
class Selection(Record):
    """選定: the recorded check, before signing, that a firm can manage information properly (seed 6(8))."""

    title: str = text("件名", "title", required=True)
    rule: str = ref("rule", "選定基準", "criteria")
    criteria: tuple[str, ...] = texts("確認項目", "criteria applied")
    candidates: tuple[Candidate, ...] = parts("候補", "candidates", required=True)
    decision: Decision | None = part("決定", "decision")
    nda_on: date | None = day("秘密保持誓約の受領日", "NDA received on")
    why_outsource: str = text("委託できると判断した理由", "why the information may be handed over", lines=True)
    documents: tuple[FileRef, ...] = parts("資料", "documents")


@attrs.frozen(kw_only=True)
class Review(Record):
    """確認: one time that somebody looked whether the measures are kept, or why it was put off."""

    subject: str = ref("*", "対象", "subject", required=True)
    kind: ReviewKind | None = choice("確認の種類", "kind", required=True)
    due: date | None = day("期限", "due")
    postponed_to: date | None = day("延期後の期限", "postponed to")
    postponed_why: str = text("延期の理由", "why postponed")
    method: ReviewMethod | None = choice("方法", "method")
    done_on: date | None = day("実施日", "done on")
    done_by: str = ref("person", "実施者", "done by")
    result: ReviewResult | None = choice("結果", "result")
    confirmed: tuple[str, ...] = texts("確認できた要件", "requirements found kept")
    findings: tuple[Finding, ...] = parts("指摘", "findings")
    evidence: tuple[FileRef, ...] = parts("証跡", "evidence")
    approved_by: str = ref("person", "承認者", "approved by")
    approved_on: date | None = day("承認日", "approved on")


@attrs.frozen(kw_only=True)
class Measure(Record):
    """措置: what the city asks for or does under a contract, and the clause that gives it the power (seed 6(8))."""

    title: str = text("件名", "title", required=True)
    subject: str = ref("*", "対象", "subject", required=True)
    kind: MeasureKind | None = choice("措置の種類", "kind", required=True)
    trigger: MeasureTrigger | None = choice("契機", "trigger")
    cause: str = ref("*", "契機となった記録", "cause")
    basis_clause: str = text("根拠条項", "clause it rests on")
    basis_requirement: str = text("根拠となる要件", "requirement it rests on")
    requested_on: date | None = day("要求日", "requested on")
    due: date | None = day("期限", "due", required=True)
    owner: str = ref("person", "担当者", "owner", required=True)
    response: str = text("事業者の回答", "vendor's response", lines=True)
    answered_on: date | None = day("回答日", "answered on")
    done_on: date | None = day("完了日", "done on")
    done_by: str = ref("person", "実施者", "done by")
    verified_on: date | None = day("完了確認日", "verified on")
    verified_by: str = ref("person", "完了確認者", "verified by")
    withdrawn_on: date | None = day("取下げ日", "withdrawn on")
    reported_to: tuple[PostRole, ...] = choice("報告先", "reported to", many=True)
    documents: tuple[FileRef, ...] = parts("資料", "documents")

    def is_verified(self, today: date) -> bool:
        """Return whether somebody else than who did it, or answers for it, has confirmed by a day that it is done."""
        other = self.verified_by not in ("", self.done_by, self.owner)
        return other and self.done_on is not None and self.verified_on is not None and max(self.done_on, self.verified_on) <= today


@attrs.frozen(kw_only=True)
class Incident(Record):
    """事故: what happened, who knew when, and the clocks that started (個人情報保護法68条, 番号法29条の4)."""

    title: str = text("件名", "title", required=True)
    subject: str = ref("*", "対象", "subject", required=True)
    category: IncidentCategory | None = choice("区分", "category", required=True)
    occurred_on: date | None = day("発生日", "occurred on")
    vendor_reported_on: date | None = day("事業者からの報告日", "reported by the vendor on")
    known_on: date | None = day("市が知った日", "known to the city on", required=True)
    information: Information | None = part("関係する情報", "information concerned")
    reportable: bool | None = flag("個人情報保護委員会への報告対象", "reportable to the commission")
    wrongful_purpose: bool | None = flag("不正目的のおそれ", "wrongful purpose suspected")
    speedy_report_on: date | None = day("速報日", "speedy report on")
    final_report_on: date | None = day("確報日", "final report on")
    notified_people_on: date | None = day("本人通知日", "people notified on")
    disclosure_approved_by: str = ref("person", "公表の承認者", "disclosure approved by")
    disclosed: bool | None = flag("公表", "disclosed")
    disclosed_on: date | None = day("公表日", "disclosed on")
    people: int | None = number("本人の数", "number of people")
    owner: str = ref("person", "担当者", "owner", required=True)
    closed_on: date | None = day("終結日", "closed on")


@attrs.frozen(kw_only=True)
class Acceptance(Record):
    """受容・例外: somebody with the power to do so lives with a risk or a missing clause, for a reason and until a day."""

    subject: str = ref("*", "対象", "subject", required=True)
    kind: AcceptanceKind | None = choice("種類", "kind", required=True)
    requirements: tuple[str, ...] = texts("例外とする要件", "requirements excepted")
    reason: str = text("理由", "reason", required=True, lines=True)
    compensation: str = text("代替措置", "compensating measure", lines=True)
    residual_at_acceptance: int | None = number("受容時の残留リスク", "residual risk when accepted")
    requested_by: str = ref("person", "申請者", "requested by")
    approved_by: str = ref("person", "承認者", "approved by", required=True)
    approved_on: date | None = day("承認日", "approved on", required=True)
    until: date | None = day("有効期限", "until", required=True)
    revoked_on: date | None = day("取消日", "revoked on")
    affected: tuple[str, ...] = refs("*", "関係する記録", "related records")
