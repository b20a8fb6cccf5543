"""Groups of fields that several records share, or that a record holds many of."""

from __future__ import annotations

from datetime import date

import attrs

from vendorrisk.model._facts import Classification
from vendorrisk.model._fields import Part, choice, day, flag, money, number, parts, ref, text, texts
from vendorrisk.model._vocabulary import (
    CertificationScheme,
    ClosingStep,
    DocumentKind,
    EndReason,
    FlowDown,
    Medium,
    PeopleBand,
    RenewalMode,
    ReviewKind,
    SelectionConclusion,
    Side,
    SubcontractDecision,
    Unit,
)

__all__ = [
    "Amendment",
    "Candidate",
    "Certification",
    "Change",
    "Closing",
    "Contact",
    "Decision",
    "Delivery",
    "Ended",
    "FileRef",
    "Finding",
    "Handover",
    "Information",
    "Notice",
    "Permission",
    "Renewal",
    "Responsible",
    "ReviewRule",
    "Span",
    "Subcontract",
    "Suspension",
]


@attrs.frozen(kw_only=True)
class Span(Part):
    """A length of time such as three months."""

    value: int | None = number("期間", "length", required=True)
    unit: Unit | None = choice("単位", "unit", required=True)


@attrs.frozen(kw_only=True)
class Notice(Part):
    """How long before the end a party must say that it does not want to go on."""

    value: int | None = number("期間", "length", required=True)
    unit: Unit | None = choice("単位", "unit", required=True)
    side: Side | None = choice("通知する側", "who gives notice")


@attrs.frozen(kw_only=True)
class Renewal(Part):
    """What happens at the end of the term; with automatic renewal the end and the notice date move together."""

    mode: RenewalMode | None = choice("更新方法", "renewal", required=True)
    months: int | None = number("更新後の期間（月）", "months per renewal")
    max_times: int | None = number("更新回数の上限", "renewals at most")


@attrs.frozen(kw_only=True)
class FileRef(Part):
    """A document kept by its content: the name it came with and its SHA-256."""

    name: str = text("ファイル名", "file name", required=True)
    kind: DocumentKind | None = choice("種類", "kind")
    sha256: str = text("SHA-256", "SHA-256")
    received_on: date | None = day("受領日", "received on")
    signed: bool | None = flag("押印・署名済み", "signed")
    precedence: int | None = number("優先順位", "precedence")


@attrs.frozen(kw_only=True)
class Information(Part):
    """What information is handed over or reached, by confidentiality, integrity and availability (seed 6(2))."""

    personal: bool | None = flag("個人情報", "personal information", required=True)
    my_number: bool | None = flag("特定個人情報（マイナンバー）", "My Number", required=True)
    special_care: bool | None = flag("要配慮個人情報", "special-care information")
    confidentiality: Classification | None = choice("機密性", "confidentiality", required=True)
    integrity: int | None = number("完全性（1・2）", "integrity (1, 2)")
    availability: int | None = number("可用性（1・2）", "availability (1, 2)")
    people: PeopleBand | None = choice("本人の数", "number of people")
    description: str = text("情報の内容", "what it is")


@attrs.frozen(kw_only=True)
class Contact(Part):
    """Somebody at the firm."""

    role: str = text("役割（責任者・窓口・事故連絡先等）", "role")
    name: str = text("氏名", "name", required=True)
    department: str = text("所属", "department")
    telephone: str = text("電話", "telephone")
    mail: str = text("メール", "mail")


@attrs.frozen(kw_only=True)
class Certification(Part):
    """A certificate or attestation of a firm or service."""

    scheme: CertificationScheme | None = choice("認証の種類", "scheme", required=True)
    number: str = text("登録番号", "number")
    scope: str = text("適用範囲", "scope")
    valid_from: date | None = day("有効期間の開始", "valid from")
    valid_until: date | None = day("有効期限", "valid until", required=True)
    file: str = text("証書のファイル", "file")
    verified_on: date | None = day("確認日", "verified on")
    verified_by: str = ref("person", "確認者", "verified by")


@attrs.frozen(kw_only=True)
class Suspension(Part):
    """指名停止 of a firm."""

    start: date | None = day("指名停止の開始", "suspended from", required=True)
    end: date | None = day("指名停止の終了", "suspended until")
    reason: str = text("理由", "reason")


@attrs.frozen(kw_only=True)
class Responsible(Part):
    """The person in charge whom the contractor has named (contract item ②)."""

    name: str = text("責任者氏名", "name", required=True)
    post: str = text("役職", "post")
    telephone: str = text("電話", "telephone")
    mail: str = text("メール", "mail")
    named_on: date | None = day("通知日", "named on")


@attrs.frozen(kw_only=True)
class Change(Part):
    """One fact that an amendment changes; values as a person writes them."""

    field: str = text("項目", "field", required=True)
    before: str = text("変更前", "from")
    after: str = text("変更後", "to", required=True)


@attrs.frozen(kw_only=True)
class Amendment(Part):
    """変更契約: the contract in force is the first text with its amendments folded in."""

    signed_on: date | None = day("変更契約日", "signed on", required=True)
    effective_on: date | None = day("効力発生日", "effective on", required=True)
    new_end: date | None = day("変更後の終期", "new end")
    new_value_yen: int | None = money("変更後の契約金額（円）", "new value (yen)")
    changes: tuple[Change, ...] = parts("変更内容", "changes")
    document: str = text("変更契約書のファイル", "document")
    reason: str = text("変更理由", "reason")


@attrs.frozen(kw_only=True)
class Subcontract(Part):
    """再委託: who really does the work, with the city's consent; ``under`` names the subcontract one tier above."""

    key: str = text("番号", "key", required=True)
    under: str = text("上位の再委託", "under")
    vendor: str = ref("vendor", "再委託先", "subcontractor", required=True)
    scope: str = text("再委託する業務", "scope", required=True)
    personal: bool | None = flag("個人情報を扱う", "handles personal information")
    requested_on: date | None = day("申請日", "requested on")
    decision: SubcontractDecision | None = choice("承諾", "decision", required=True)
    decided_on: date | None = day("決定日", "decided on")
    conditions: str = text("条件", "conditions")
    start: date | None = day("開始", "from")
    end: date | None = day("終了", "until")
    flow_down: FlowDown | None = choice("同等の義務の確認", "flow-down")
    location: str = text("作業場所", "location")
    disposal_proof: str = text("廃棄証明書のファイル", "proof of erasure")


@attrs.frozen(kw_only=True)
class Handover(Part):
    """Something handed to the contractor that has to come back or be erased (seed 4(2))."""

    what: str = text("引渡物", "what", required=True)
    medium: Medium | None = choice("種類", "medium", required=True)
    count: int | None = number("数量", "count")
    handed_on: date | None = day("引渡日", "handed over on", required=True)
    due_back: date | None = day("返却期限", "due back")
    returned_on: date | None = day("返却・廃棄確認日", "returned or erasure confirmed on")


@attrs.frozen(kw_only=True)
class Delivery(Part):
    """A piece of work delivered: its inspection and payment have limits by law (支払遅延防止法)."""

    what: str = text("給付の内容", "what")
    works: bool | None = flag("工事", "construction works")
    notified_on: date | None = day("完了通知の受理日", "completion notified on", required=True)
    corrected_on: date | None = day("補正完了の通知日", "correction notified on")
    inspected_on: date | None = day("検査日", "inspected on")
    invoiced_on: date | None = day("適法な請求書の受理日", "invoice received on")
    paid_on: date | None = day("支払日", "paid on")


@attrs.frozen(kw_only=True)
class Closing(Part):
    """What has to be confirmed when the work ends: return, erasure, access."""

    disposal: ClosingStep | None = choice("返還・廃棄", "return or erasure")
    proof: str = text("証明書のファイル", "proof")
    confirmed_on: date | None = day("返還・廃棄の確認日", "confirmed on")
    confirmed_by: str = ref("person", "確認者", "confirmed by")
    accounts_revoked_on: date | None = day("アカウント・権限の削除日", "accounts revoked on")
    items_returned_on: date | None = day("貸与品の返却日", "lent items returned on")


@attrs.frozen(kw_only=True)
class Ended(Part):
    """When and why something ended."""

    on: date | None = day("終了日", "ended on", required=True)
    reason: EndReason | None = choice("終了事由", "reason", required=True)
    explanation: str = text("説明", "explanation")


@attrs.frozen(kw_only=True)
class ReviewRule(Part):
    """A review that recurs for this record, beside those that its facts demand.

    ``anchor`` makes it fall on fixed days; without it the next one is counted from the last one done.
    """

    kind: ReviewKind | None = choice("確認の種類", "kind", required=True)
    every: int | None = number("間隔", "every", required=True)
    unit: Unit | None = choice("単位", "unit", required=True)
    anchor: date | None = day("基準日", "anchor")
    source: str = text("根拠", "source")


@attrs.frozen(kw_only=True)
class Permission(Part):
    """The city's own permission to use a service."""

    applied_on: date | None = day("申請日", "applied on")
    applied_by: str = ref("person", "申請者", "applied by")
    decided_on: date | None = day("許可日", "decided on")
    decided_by: str = ref("person", "許可者", "decided by")
    until: date | None = day("許可期限", "until")
    conditions: str = text("許可条件", "conditions")


@attrs.frozen(kw_only=True)
class Candidate(Part):
    """A firm that was considered, and what was concluded."""

    vendor: str = ref("vendor", "候補", "candidate", required=True)
    conclusion: SelectionConclusion | None = choice("結論", "conclusion", required=True)
    evidence: str = text("確認した資料", "evidence")
    score: int | None = number("評価点", "score")
    comment: str = text("所見", "comment")


@attrs.frozen(kw_only=True)
class Decision(Part):
    """Who decided what, when and why."""

    vendor: str = ref("vendor", "選定した事業者", "chosen firm")
    on: date | None = day("決定日", "on", required=True)
    by: str = ref("person", "決定者", "by", required=True)
    reason: str = text("理由", "reason", required=True)
    conditions: tuple[str, ...] = texts("条件", "conditions")


@attrs.frozen(kw_only=True)
class Finding(Part):
    """Something that was not as it should be."""

    what: str = text("指摘事項", "finding", required=True, lines=True)
    requirement: str = text("要件", "requirement")
    about_policy: bool | None = flag("ポリシー自体の見直し事項", "points to the policy itself")
    measure: str = ref("measure", "措置", "measure")

