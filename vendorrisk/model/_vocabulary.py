"""The closed lists that records use: who, what, how and in which state, in the words of municipal practice.

Sources: 土浦市情報セキュリティポリシー(基本方針) 令和8年4月, 2, 3, 4 and 6; 地方自治法 234条 (tender forms), 234条の3 (長期継続契約),
214条 (債務負担行為); 個人情報保護法 68条 and 番号法 29条の4 (incident categories).
"""

from __future__ import annotations

from vendorrisk.model._choice import Choice

__all__ = [
    "AcceptanceKind",
    "Access",
    "Basis",
    "Body",
    "CertificationScheme",
    "ClosingStep",
    "ContractKind",
    "Custody",
    "DocumentKind",
    "Employment",
    "EndReason",
    "FlowDown",
    "IncidentCategory",
    "MeasureKind",
    "MeasureTrigger",
    "Medium",
    "Outage",
    "PeopleBand",
    "Platform",
    "PostRole",
    "Procurement",
    "RenewalMode",
    "ReviewKind",
    "ReviewMethod",
    "ReviewResult",
    "RuleScope",
    "SelectionConclusion",
    "ServiceModel",
    "ServiceStatus",
    "Side",
    "SubcontractDecision",
    "TermForm",
    "Unit",
    "VendorKind",
    "VendorStatus",
    "Verified",
    "YesNo",
]


class Body(Choice):
    """The bodies that the policy binds (seed 4(1)); municipal schools are outside."""

    MAYOR = "mayor", "市長部局", "mayor's departments"
    COMMITTEE = "committee", "行政委員会及び委員", "administrative committees"
    ASSEMBLY = "assembly", "市議会", "city assembly"
    FIRE = "fire", "消防本部", "fire department"
    PUBLIC_ENTERPRISE = "public-enterprise", "地方公営企業", "local public enterprises"


class PostRole(Choice):
    """Roles in the city's security organisation (seed 6(1)); names of posts as in the model policy."""

    CISO = "ciso", "最高情報セキュリティ責任者（CISO）", "chief information security officer"
    CHIEF_OFFICER = "chief-officer", "統括情報セキュリティ責任者", "supervising information security officer"
    OFFICER = "officer", "情報セキュリティ責任者", "information security officer"
    MANAGER = "manager", "情報セキュリティ管理者", "information security manager"
    SYSTEM_MANAGER = "system-manager", "情報システム管理者", "information system manager"
    PROCUREMENT = "procurement", "契約担当者", "procurement officer"
    AUDITOR = "auditor", "情報セキュリティ監査担当者", "information security auditor"
    STAFF = "staff", "担当者", "staff"


class Employment(Choice):
    """How somebody is employed; the policy binds all of them (seed 5)."""

    REGULAR = "regular", "常勤職員", "permanent staff"
    FISCAL_YEAR = "fiscal-year", "会計年度任用職員", "fiscal-year appointee"
    REAPPOINTED = "reappointed", "再任用職員", "re-appointed staff"
    OTHER = "other", "その他", "other"


class VendorKind(Choice):
    """What a firm does for the city."""

    CONTRACTOR = "contractor", "委託先", "contractor"
    CLOUD_PROVIDER = "cloud-provider", "クラウドサービス提供者", "cloud provider"
    PLATFORM_OPERATOR = "platform-operator", "SNS運営事業者", "platform operator"
    SUBCONTRACTOR = "subcontractor", "再委託先", "subcontractor"
    DESIGNATED_MANAGER = "designated-manager", "指定管理者", "designated manager"
    OTHER = "other", "その他", "other"


class VendorStatus(Choice):
    """Whether the city may deal with a firm."""

    CANDIDATE = "candidate", "候補", "candidate"
    ACTIVE = "active", "取引中", "active"
    ENDED = "ended", "取引終了", "ended"


class CertificationScheme(Choice):
    """Certificates and attestations; how long each is valid is known to the schedule."""

    ISMAP = "ismap", "ISMAP", "ISMAP"
    ISMAP_LIU = "ismap-liu", "ISMAP-LIU", "ISMAP-LIU"
    ISO27001 = "iso27001", "ISMS（ISO/IEC 27001）", "ISMS (ISO/IEC 27001)"
    ISO27017 = "iso27017", "ISO/IEC 27017", "ISO/IEC 27017"
    ISO27018 = "iso27018", "ISO/IEC 27018", "ISO/IEC 27018"
    PRIVACY_MARK = "privacy-mark", "プライバシーマーク", "PrivacyMark"
    SOC2 = "soc2", "SOC 2報告書", "SOC 2 report"
    SCS = "scs", "SCS評価（★）", "SCS rating"
    OTHER = "other", "その他", "other"


class ContractKind(Choice):
    """The sort of work that a contract is about."""

    OUTSOURCING = "outsourcing", "業務委託", "outsourcing"
    SYSTEM_DEVELOPMENT = "system-development", "情報システム開発", "system development"
    OPERATION_MAINTENANCE = "operation-maintenance", "情報システム運用保守", "system operation and maintenance"
    CLOUD = "cloud", "クラウドサービス利用", "cloud service"
    LEASE = "lease", "賃貸借", "lease"
    PRINTING_MAILING = "printing-mailing", "印刷・封入封緘", "printing and mailing"
    DESIGNATED_MANAGER = "designated-manager", "指定管理", "designated manager"
    JOINT = "joint", "共同調達", "joint procurement"
    OTHER = "other", "その他", "other"


class Procurement(Choice):
    """How the contractor was chosen (地方自治法234条)."""

    OPEN_TENDER = "open-tender", "一般競争入札", "open tender"
    DESIGNATED_TENDER = "designated-tender", "指名競争入札", "designated tender"
    NEGOTIATED = "negotiated", "随意契約", "negotiated contract"
    PROPOSAL = "proposal", "公募型プロポーザル", "request for proposals"
    JOINT = "joint", "共同調達", "joint procurement"


class TermForm(Choice):
    """On what budget basis the term stands (地方自治法208条, 214条, 234条の3)."""

    SINGLE_YEAR = "single-year", "単年度契約", "single-year"
    LONG_TERM = "long-term-continuing", "長期継続契約", "long-term continuing contract"
    DEBT_BURDEN = "debt-burden", "債務負担行為", "debt-burden act"
    OTHER = "multi-year-other", "その他の複数年契約", "other multi-year"


class RenewalMode(Choice):
    """What happens at the end of the term."""

    NONE = "none", "更新なし", "no renewal"
    EXPRESS = "express", "合意による更新", "renewed by agreement"
    AUTOMATIC = "automatic", "自動更新", "automatic renewal"


class Unit(Choice):
    """Units of periods."""

    DAY = "day", "日", "days"
    BUSINESS_DAY = "business-day", "開庁日", "working days"
    WEEK = "week", "週間", "weeks"
    MONTH = "month", "か月", "months"
    YEAR = "year", "年", "years"


class Side(Choice):
    """Who has to give notice."""

    CITY = "city", "市", "city"
    VENDOR = "vendor", "事業者", "vendor"
    BOTH = "both", "双方", "both"


class DocumentKind(Choice):
    """Which paper of a contract this is."""

    CONTRACT = "contract", "契約書", "contract"
    GENERAL_TERMS = "general-terms", "約款", "general terms"
    SPECIFICATION = "specification", "仕様書", "specification"
    PRIVACY_ANNEX = "privacy-annex", "個人情報取扱特記事項", "personal information annex"
    SECURITY_ANNEX = "security-annex", "情報セキュリティ特記事項", "information security annex"
    MEMO = "memo", "覚書", "memorandum"
    AMENDMENT = "amendment", "変更契約書", "amendment"
    TERMS_OF_SERVICE = "terms-of-service", "利用規約", "terms of service"
    PROCEDURE = "procedure", "運用手順", "procedure"
    RULE = "rule", "利用規程", "usage rule"
    PROPOSAL = "proposal", "提案書", "proposal"
    CERTIFICATE = "certificate", "認証書", "certificate"
    REPORT = "report", "報告書", "report"
    DISPOSAL_PROOF = "disposal-proof", "廃棄証明書", "proof of erasure"
    OTHER = "other", "その他", "other"


class Access(Choice):
    """How the other side reaches the information, from none to abroad."""

    NONE = "none", "接触なし", "none"
    ON_SITE = "on-site", "庁舎内作業", "on site"
    MEDIA = "media", "媒体の受渡し", "by media"
    REMOTE = "remote", "リモート接続", "remote"
    HOSTED_DOMESTIC = "hosted-domestic", "国内での保管", "hosted in Japan"
    HOSTED_ABROAD = "hosted-abroad", "国外での保管", "hosted abroad"


class Outage(Choice):
    """The longest stop of the work that residents can bear."""

    DAY = "day", "1日", "a day"
    WEEK = "week", "1週間", "a week"
    MONTH = "month", "1か月", "a month"
    LONGER = "longer", "1か月超", "longer"


class PeopleBand(Choice):
    """How many people's information is handled; over 100 a leak must be reported (規則43条)."""

    NONE = "none", "なし", "none"
    UP_TO_100 = "up-to-100", "100人以下", "up to 100"
    UP_TO_1000 = "up-to-1000", "101～1,000人", "101 to 1,000"
    UP_TO_10000 = "up-to-10000", "1,001～10,000人", "1,001 to 10,000"
    OVER_10000 = "over-10000", "10,001人以上", "over 10,000"


class Medium(Choice):
    """What was handed over."""

    DATA = "data", "データ", "data"
    DEVICE = "device", "記録媒体", "storage medium"
    PAPER = "paper", "紙文書", "paper"
    SYSTEM_DOCUMENT = "system-document", "仕様書・ネットワーク図等", "system documents"
    EQUIPMENT = "equipment", "機器・入館証等", "equipment, passes"


class SubcontractDecision(Choice):
    """What the city answered to a request for re-entrustment (番号法10条; 委託契約)."""

    REQUESTED = "requested", "承諾申請中", "requested"
    APPROVED = "approved", "承諾", "approved"
    REFUSED = "refused", "不承諾", "refused"
    WITHDRAWN = "withdrawn", "承諾取消し", "withdrawn"


class FlowDown(Choice):
    """Whether the subcontract carries the same duties."""

    CONFIRMED = "confirmed", "確認済み", "confirmed"
    NOT_CONFIRMED = "not-confirmed", "未確認", "not confirmed"


class ClosingStep(Choice):
    """How far return or erasure has come."""

    REQUESTED = "requested", "依頼済み", "requested"
    RECEIVED = "received", "証明書受領", "proof received"
    VERIFIED = "verified", "確認済み", "verified"


class EndReason(Choice):
    """Why a contract ended: expiry and termination are different acts."""

    EXPIRED = "expired", "満了", "expired"
    NOT_RENEWED = "not-renewed", "更新しない", "not renewed"
    BREACH = "terminated-breach", "解除（契約違反）", "terminated for breach"
    AGREEMENT = "terminated-agreement", "合意解約", "terminated by agreement"
    REPLACED = "replaced", "後継契約へ移行", "replaced"
    ABANDONED = "abandoned", "中止（未締結）", "abandoned before signing"


class Basis(Choice):
    """Whether the conditions of a service can be negotiated; the price does not decide (MIC 8.3, 8.4)."""

    CONTRACT = "contract", "個別契約", "contract"
    TERMS = "terms-of-service", "約款（利用規約）", "terms of service"


class ServiceModel(Choice):
    """Cloud service models."""

    IAAS = "iaas", "IaaS", "IaaS"
    PAAS = "paas", "PaaS", "PaaS"
    SAAS = "saas", "SaaS", "SaaS"


class ServiceStatus(Choice):
    """Where a service or account stands in the city's own procedure."""

    PLANNED = "planned", "計画中", "planned"
    APPLIED = "applied", "申請中", "applied for"
    PERMITTED = "permitted", "許可済み", "permitted"
    IN_USE = "in-use", "利用中", "in use"
    PAUSED = "paused", "休止中", "paused"
    STOPPING = "stopping", "終了手続中", "being stopped"
    STOPPED = "stopped", "利用終了", "stopped"
    REFUSED = "refused", "不許可", "refused"


class YesNo(Choice):
    """A question that has been answered; no value at all means that nobody has."""

    YES = "yes", "はい", "yes"
    NO = "no", "いいえ", "no"


class Verified(Choice):
    """Whether the platform shows the account as genuine."""

    YES = "yes", "認証済み", "verified"
    NO = "no", "未認証", "not verified"
    NOT_OFFERED = "not-offered", "認証制度なし", "not offered"


class Custody(Choice):
    """Where the credentials are kept; never what they are."""

    PASSWORD_MANAGER = "password-manager", "パスワード管理ツール", "password manager"
    SEALED_ENVELOPE = "sealed-envelope", "封緘・金庫保管", "sealed, in a safe"
    DEVICE = "device", "認証機器", "authentication device"
    OTHER = "other", "その他", "other"


class Platform(Choice):
    """Social media platforms that cities use."""

    X = "x", "X", "X"
    FACEBOOK = "facebook", "Facebook", "Facebook"
    INSTAGRAM = "instagram", "Instagram", "Instagram"
    LINE = "line", "LINE", "LINE"
    YOUTUBE = "youtube", "YouTube", "YouTube"
    TIKTOK = "tiktok", "TikTok", "TikTok"
    NOTE = "note", "note", "note"
    OTHER = "other", "その他", "other"


class RuleScope(Choice):
    """What a rule of the city regulates."""

    CLOUD = "cloud", "外部サービス（クラウドサービス）利用規程", "rule for external (cloud) services"
    SOCIAL_MEDIA = "social-media", "ソーシャルメディアサービス利用規程", "rule for social media"
    OUTSOURCING = "outsourcing", "委託判断基準・選定基準", "rule for outsourcing decisions and selection"


class SelectionConclusion(Choice):
    """What was concluded about one candidate."""

    OK = "ok", "適", "suitable"
    WARNING = "warning", "条件付き適", "suitable under conditions"
    BLOCKER = "blocker", "不適", "unsuitable"
    NOT_APPLICABLE = "not-applicable", "対象外", "not applicable"


class ReviewKind(Choice):
    """Why something was looked at."""

    SELECTION = "selection", "選定時の確認", "at selection"
    PRE_SIGNING = "pre-signing", "締結前の確認", "before signing"
    KICK_OFF = "kick-off", "開始時の確認", "at the start"
    PERIODIC = "periodic", "定期確認", "periodic"
    ON_SITE = "on-site", "実地検査", "on-site inspection"
    CHANGE = "change", "変更時の確認", "after a change"
    SUBCONTRACT = "subcontract", "再委託の確認", "of a subcontract"
    INCIDENT = "incident", "事故後の確認", "after an incident"
    PRE_RENEWAL = "pre-renewal", "更新前の確認", "before renewal"
    CLOSING = "closing", "終了時の確認", "at closing"
    CERTIFICATE = "certificate", "認証の確認", "of certificates"
    PERMISSION = "permission", "利用許可の確認", "of the permission"
    SOCIAL = "social", "SNSアカウントの確認", "of a social media account"
    POLICY_CHANGE = "policy-change", "ポリシー改定後の確認", "after a policy change"


class ReviewMethod(Choice):
    """How it was looked at."""

    DOCUMENT = "document", "書面", "document"
    REPORT = "report", "報告徴収", "report"
    INTERVIEW = "interview", "ヒアリング", "interview"
    ON_SITE = "on-site", "実地", "on site"
    REMOTE = "remote", "映像・写真等による遠隔", "remote (video, photographs)"
    SELF_CHECK = "self-check", "自己点検表", "self-check sheet"
    CERTIFICATE = "certificate", "認証書", "certificate"


class ReviewResult(Choice):
    """What came out."""

    OK = "ok", "適合", "in order"
    FINDINGS = "ok-with-findings", "指摘あり", "with findings"
    NOT_OK = "not-ok", "不適合", "not in order"
    NOT_DONE = "not-done", "未実施（理由あり）", "not done, with reason"


class MeasureKind(Choice):
    """What the city may do under a contract (seed 6(8))."""

    CAUTION = "caution", "口頭注意", "caution"
    REPORT_DEMAND = "report-demand", "報告の要求", "demand for a report"
    INSPECTION = "on-site-inspection", "立入検査", "on-site inspection"
    CORRECTION = "correction-request", "改善指示", "request for correction"
    AMENDMENT = "amendment", "契約変更", "amendment"
    CONSENT_WITHDRAWAL = "consent-withdrawal", "再委託承諾の取消し", "withdrawal of consent"
    ACCESS_STOP = "access-stop", "利用・接続の停止", "stop of access"
    PAYMENT_HOLD = "payment-hold", "支払の保留", "payment withheld"
    BID_SUSPENSION = "bid-suspension-proposal", "指名停止の上申", "proposal to suspend from tenders"
    TERMINATION = "termination", "契約解除", "termination"
    DAMAGES = "damages", "損害賠償請求", "claim for damages"
    DISCLOSURE = "disclosure", "公表", "disclosure"
    IMPROVEMENT = "improvement", "庁内の改善", "improvement in the city"


class MeasureTrigger(Choice):
    """What led to a measure."""

    REVIEW = "review", "確認", "review"
    INCIDENT = "incident", "事故", "incident"
    CHECK = "check", "契約書点検", "contract check"
    AUDIT = "audit", "監査・自己点検", "audit or self-check"
    OTHER = "other", "その他", "other"


class IncidentCategory(Choice):
    """What happened; those with a reporting duty first (個人情報保護法68条, 番号法29条の4)."""

    LEAK = "leak", "漏えい", "leak"
    LOSS = "loss", "滅失・紛失", "loss"
    DAMAGE = "damage", "毀損・改ざん", "damage or alteration"
    WRONGFUL_PURPOSE = "wrongful-purpose", "不正目的のおそれ（不正アクセス等）", "wrongful purpose suspected"
    TAKEOVER = "takeover", "アカウントの乗っ取り・なりすまし", "account takeover or impersonation"
    OUTAGE = "outage", "停止・障害", "outage"
    BREACH_OF_CONTRACT = "breach", "契約違反（無断再委託等）", "breach of contract"
    OTHER = "other", "その他", "other"


class AcceptanceKind(Choice):
    """What was accepted."""

    RISK = "risk", "残留リスクの受容", "acceptance of residual risk"
    EXCEPTION = "exception", "要件の例外措置", "exception from a requirement"
