"""External services and social media accounts: rule first, permission, somebody who answers, a way out."""

from __future__ import annotations

from datetime import date

import attrs

from vendorrisk.model._contract import facts_of_information
from vendorrisk.model._facts import Facts, NetworkTier
from vendorrisk.model._fields import Part, choice, day, flag, number, part, parts, ref, refs, text, texts
from vendorrisk.model._parts import (
    Certification,
    Closing,
    FileRef,
    Information,
    Notice,
    Permission,
    ReviewRule,
)
from vendorrisk.model._records import Record
from vendorrisk.model._vocabulary import (
    Access,
    Basis,
    Custody,
    Outage,
    Platform,
    ServiceModel,
    ServiceStatus,
    Verified,
)

__all__ = ["AccountClosing", "CloudService", "SocialAccount"]


@attrs.frozen(kw_only=True)
class CloudService(Record):
    """外部サービス（クラウドサービス）: used only under a rule that already stands (seed 6(8))."""

    name: str = text("サービス名", "name", required=True)
    provider: str = ref("vendor", "提供者", "provider", required=True)
    status: ServiceStatus | None = choice("利用状況", "status", required=True)
    basis: Basis | None = choice("利用の根拠", "basis", required=True)
    model: ServiceModel | None = choice("サービス形態", "model")
    contract: str = ref("contract", "契約", "contract")
    rule: str = ref("rule", "利用規程", "usage rule", required=True)
    department: str = ref("department", "所管課", "department", required=True)
    owner: str = ref("person", "サービス管理者", "service manager", required=True)
    deputy: str = ref("person", "副管理者", "deputy")
    joint_owner: str = text("共同で運用する団体", "body that runs it jointly")
    administrators: tuple[str, ...] = refs("person", "利用者管理の担当", "administrators")
    permission: Permission | None = part("利用許可", "permission")
    started_on: date | None = day("利用開始日", "in use since")
    until: date | None = day("利用期限", "used until")
    stopped_on: date | None = day("利用終了日", "stopped on")
    notice: Notice | None = part("解約予告", "notice")
    use: str = text("利用目的", "use", required=True, lines=True)
    information: Information | None = part("取り扱う情報", "information", required=True)
    provider_handles_personal: bool | None = flag("提供者が個人情報を取り扱う", "provider handles personal information")
    tiers: tuple[NetworkTier, ...] = choice("ネットワーク区分", "network tiers", many=True)
    systems: tuple[str, ...] = texts("関係する情報システム", "systems touched")
    access: tuple[Access, ...] = choice("情報への接触方法", "access", many=True)
    outage: Outage | None = choice("許容できる停止期間", "tolerable outage")
    data_locations: tuple[str, ...] = texts("データの保存国・地域", "data locations")
    governing_law: str = text("準拠法・裁判管轄", "governing law")
    responsibility: str = text("責任分界の資料", "responsibility document")
    certifications: tuple[Certification, ...] = parts("サービスの認証", "certifications relied on")
    mfa: bool | None = flag("多要素認証", "multi-factor authentication")
    log_months: int | None = number("ログ保存期間（月）", "log retention (months)")
    backup: str = text("バックアップ", "backup")
    exit_plan: str = text("利用終了時の移行・消去の計画", "exit plan", lines=True)
    documents: tuple[FileRef, ...] = parts("規約・資料", "documents")
    review_rules: tuple[ReviewRule, ...] = parts("個別の確認周期", "own review intervals")
    closing: Closing | None = part("終了時の確認", "closing")

    @property
    def facts(self) -> Facts:
        """What the requirements ask: taken from the record, never guessed."""
        return facts_of_information(self.information, self.tiers, terms=self.basis is Basis.TERMS)


@attrs.frozen(kw_only=True)
class AccountClosing(Part):
    """How an account was given up: an abandoned handle can be taken by somebody else."""

    announced_on: date | None = day("終了の告知日", "announced on")
    closed_on: date | None = day("アカウント閉鎖日", "closed on")
    handle_kept: bool | None = flag("アカウント名を保持", "handle kept")
    unlisted_on: date | None = day("公式一覧からの削除日", "taken off the city's page on")


@attrs.frozen(kw_only=True)
class SocialAccount(Record):
    """ソーシャルメディアのアカウント: procedure, what may be published, a person responsible (seed 6(8)).

    There is no field for a password and there never will be one.
    """

    title: str = text("アカウントの名称", "title", required=True)
    platform: Platform | None = choice("サービス", "platform", required=True)
    handle: str = text("アカウント名（@…）", "handle", required=True)
    former_handles: tuple[str, ...] = texts("旧アカウント名", "former handles")
    platform_id: str = text("サービス側の不変ID", "permanent id at the platform")
    url: str = text("URL", "URL")
    status: ServiceStatus | None = choice("運用状況", "status", required=True)
    rule: str = ref("rule", "利用規程", "usage rule")
    department: str = ref("department", "所管課", "department", required=True)
    owner: str = ref("person", "運用責任者", "owner", required=True)
    deputy: str = ref("person", "副責任者", "deputy")
    operators: tuple[str, ...] = refs("person", "運用担当者", "operators")
    purpose: str = text("目的", "purpose", lines=True)
    procedure: FileRef | None = part("運用手順", "procedure", required=True)
    publishable: tuple[str, ...] = texts("発信できる情報", "publishable information", required=True)
    forbidden: tuple[str, ...] = texts("発信してはならない情報", "forbidden information")
    approved_on: date | None = day("開設承認日", "approved on")
    approved_by: str = ref("person", "承認者", "approved by")
    opened_on: date | None = day("開設日", "opened on")
    mfa: bool | None = flag("多要素認証", "multi-factor authentication")
    custody: Custody | None = choice("認証情報の保管方法", "custody of credentials")
    custody_place: str = text("保管場所（認証情報そのものは書かない）", "where (never the credentials)")
    credentials_changed_on: date | None = day("認証情報の変更日", "credentials changed on")
    recovery_contact: str = text("復旧用連絡先", "recovery contact")
    listed_on: str = text("市公式サイトの掲載ページ", "listed on the city's page")
    city_named: bool | None = flag("プロフィールに運用主体を明示", "profile names the city")
    verified: Verified | None = choice("認証マーク", "verified")
    replies: str = text("返信・コメントへの対応方針", "replies and comments")
    takeover_plan: str = text("乗っ取り時の対応", "takeover plan", lines=True)
    documents: tuple[FileRef, ...] = parts("資料", "documents")
    review_rules: tuple[ReviewRule, ...] = parts("個別の確認周期", "own review intervals")
    closing: AccountClosing | None = part("終了手続", "closing")
