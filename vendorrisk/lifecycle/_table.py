"""Every shortcoming there is, as one table: how bad, in which words, and by whose demand.

The seed is the city's security policy (基本方針).  It sets no intervals and gives no clause numbers of a model; where a rule is stricter or
more exact than the seed, its true source is named, and 「原文未照合」 says that the wording was not compared with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import attrs

from vendorrisk.model import Bilingual, Choice

__all__ = ["RULES", "Colour", "ShortcomingRule"]


class Colour(Choice):
    """How bad it is."""

    RED = "red", "赤（直ちに是正）", "red: put right at once"
    AMBER = "amber", "黄（要対応）", "amber: see to it"


@attrs.frozen
class ShortcomingRule:
    """One kind of shortcoming.

    Attributes:
        code: stable name.
        colour: red or amber.
        message: what is lacking and what to do, with the places to fill in.
        basis: the sentence of the policy or law that it rests on.
    """

    code: str
    colour: Colour
    message: Bilingual
    basis: Bilingual


_SELECT = Bilingual("基本方針6(8)「適切な情報管理が可能な委託事業者を選定し」", "policy 6(8): choose a contractor that can manage information properly")
_CONTRACT = Bilingual("基本方針6(8)「情報セキュリティ要件を明記した契約を締結し」", "policy 6(8): conclude a contract that states the security requirements")
_STATED = Bilingual("基本方針6(8)（要件を明記した契約、外部サービスの規程と対策、ソーシャルメディアの運用手順）", "policy 6(8): a contract that states the requirements, rules and measures for services, a procedure for social media")
_PERSONS = Bilingual("基本方針6(8)（契約項目②責任者、総務省ガイドライン8.1(2)、原文未照合）", "policy 6(8); contract item 2, responsible person (MIC guideline 8.1(2), wording not compared)")
_CONFIRM = Bilingual("基本方針6(8)「必要な対策が確保されていることを確認し」", "policy 6(8): confirm that the necessary measures are kept")
_ACT = Bilingual("基本方針6(8)「必要に応じて契約に基づき措置」", "policy 6(8): act under the contract where necessary")
_RULE_FIRST = Bilingual("基本方針6(8)「規程を整備した上で」（外部サービスの利用）", "policy 6(8): external services only under rules that already stand")
_PROCEDURE = Bilingual("基本方針6(8)（ソーシャルメディアの運用手順を定める）", "policy 6(8): an operating procedure for social media")
_PUBLISHABLE = Bilingual("基本方針6(8)（発信できる情報を規定する）", "policy 6(8): what may be published is laid down")
_COMPLY = Bilingual("契約項目①情報セキュリティポリシー等の遵守（総務省ガイドライン8.1(2)、原文未照合）", "contract item 1, compliance with the policy (MIC guideline 8.1(2), wording not compared)")
_PER_SERVICE = Bilingual("基本方針6(8)「サービスごとの責任者を定める」", "policy 6(8): a person responsible for every service")
_ORGANISATION = Bilingual("基本方針6(1)（組織体制）", "policy 6(1): organisation")
_STAFFING = Bilingual("基本方針3(4)（要員不足による業務停止）", "policy 3(4): work that stops for lack of staff")
_TIERS = Bilingual("基本方針6(3)（三層の対策）", "policy 6(3): the three tiers are kept apart")
_MANAGEMENT = Bilingual("基本方針3(2)「委託管理の不備」", "policy 3(2): weak management of outsourcing")
_EXCEPTION = Bilingual("基本方針6(8)の例外（承認者・理由・期限のあるものに限る）", "exceptions from policy 6(8) only with approver, reason and end")
_CLOSING = Bilingual("契約項目⑨返還・廃棄（総務省ガイドライン8.1(4)、原文未照合）", "contract item 9, return or erasure (MIC guideline 8.1(4), wording not compared)")
_ASSETS = Bilingual("基本方針4(2)（情報資産の範囲）", "policy 4(2): what counts as an information asset")
_APPROVAL = Bilingual("総務省ガイドライン8.3・8.4（利用の許可、原文未照合）", "MIC guideline 8.3, 8.4: permission to use (wording not compared)")
_CONSENT = Bilingual("契約項目⑧再委託の制限（総務省ガイドライン8.1(2)、原文未照合）", "contract item 8, subcontracting (MIC guideline 8.1(2), wording not compared)")
_MY_NUMBER = Bilingual("番号法10条、特定個人情報ガイドライン第4-2-(1)（再委託は最初の委託者の許諾）", "Number Act art. 10, guideline 4-2-(1): every tier needs the consent of the first entrusting body")
_SNS = Bilingual("総務省ガイドライン（ソーシャルメディアサービスの利用①、原文未照合）", "MIC guideline, social media item 1 (wording not compared)")
_FOUR_EYES = Bilingual("相互牽制（承認者と実施者の分離）", "four eyes: whoever did it does not approve it")
_SUSPENDED = Bilingual("指名停止の基準、基本方針6(8)「適切な情報管理が可能な委託事業者」", "rules on suspension from tenders; policy 6(8): a contractor that can manage information properly")
_LAW_FORM = Bilingual("地方自治法234条（契約の締結）", "Local Autonomy Act art. 234: conclusion of contracts")
_DEFAULT = Bilingual("本プログラムの初期設定（基本方針は間隔を定めていない）", "this program's default; the policy sets no interval")


def _red(code: str, ja: str, en: str, basis: Bilingual) -> ShortcomingRule:
    return ShortcomingRule(code, Colour.RED, Bilingual(ja, en), basis)


def _amber(code: str, ja: str, en: str, basis: Bilingual) -> ShortcomingRule:
    return ShortcomingRule(code, Colour.AMBER, Bilingual(ja, en), basis)


_ALL = (
    # selection
    _red("selection-missing", "選定の記録がない。選定の記録を登録し、この契約に結び付ける。", "no selection is on record; register it and link it to this contract.", _SELECT),
    _red("selection-undecided", "選定の決定（決定日・決定者）が記録されていない。", "the selection has no recorded decision (day and by whom).", _SELECT),
    _red("selection-after-signing", "選定の決定（{decided}）が締結日（{signed}）より後である。", "the selection was decided on {decided}, after signing on {signed}.", _SELECT),
    _red("selection-other-vendor", "選定したのは{chosen}だが、契約の相手方は{vendor}である。", "{chosen} was selected, but the contract is with {vendor}.", _SELECT),
    _red("selection-unsuitable", "選定の結論が「不適」の事業者と契約している。", "the contractor was found unsuitable in the selection.", _SELECT),
    _amber("outsourcing-reason-missing", "情報を委託できると判断した理由が選定の記録にない。", "the selection does not say why the information may be handed over.", Bilingual("総務省ガイドライン8.1(1)委託判断基準（原文未照合）", "MIC guideline 8.1(1), decision to outsource (wording not compared)")),
    # signing
    _red("not-signed", "始期（{start}）を過ぎたが締結日が記録されていない。", "the term began on {start}, but no signing is on record.", _CONTRACT),
    _amber("signed-after-start", "締結日（{signed}）が始期（{start}）より後である。", "signed on {signed}, after the term began on {start}.", _LAW_FORM),
    _red("responsible-missing", "受託者の責任者が記録されていない。責任者の通知を求める。", "the contractor's responsible person is not on record; demand the notice.", _PERSONS),
    _amber("policy-not-shown", "守るべき情報セキュリティポリシー等を受託者に示した日が記録されていない。", "nobody has recorded when the contractor was shown the security policy that it has to keep.", _COMPLY),
    # the check of the text
    _red("not-checked", "未点検。契約書類・規約・運用手順を点検する。", "not checked: check the contract documents, terms or procedure.", _STATED),
    _amber("check-pending", "契約書類をまだ点検していない。締結・利用の前に点検する。", "not checked yet; check before signing or use.", _STATED),
    _red("check-stale-documents", "{day}の点検の後に書類が変わった。再点検する。", "the documents have changed since the check of {day}; check again.", _STATED),
    _red("check-stale-facts", "{day}の点検の後に、判定に用いる事実（取り扱う情報、ネットワーク区分等）が変わった。再点検する。", "the facts have changed since the check of {day}; check again.", _STATED),
    _amber("check-stale-packs", "{day}の点検の後に要件集が改定された。再点検できる。", "the requirement packs have changed since the check of {day}; a new check is available.", Bilingual("基本方針8（見直し）", "policy 8: revision")),
    _red("mandatory-unresolved", "必須要件「{label}」（{requirement}）：{verdict}。契約・規約等を改めるか、期限のある例外措置の承認を受ける。", "mandatory requirement {label} ({requirement}): {verdict}; amend the text or have an exception with an end approved.", _STATED),
    _amber("override-unapproved", "「{requirement}」を{verdict}とした人の判断に承認者がいない。", "nobody approved the decision that {requirement} is {verdict}.", _FOUR_EYES),
    # people
    _red("owner-missing", "担当者（管理者）が未登録である。", "nobody is registered as owner.", _ORGANISATION),
    _red("account-owner-missing", "サービスの運用責任者が定められていない。", "no person responsible for the service has been named.", _PER_SERVICE),
    _red("owner-left", "{name}は{until}に離任している。後任者に引き継ぐ。", "{name} left on {until}; hand over to a successor.", _ORGANISATION),
    _amber("owner-moved", "{name}の所属（{where}）が所管課（{department}）と異なる。異動していれば後任者に引き継ぐ。", "{name} works in {where}, not in {department}; hand over if transferred.", _ORGANISATION),
    _amber("deputy-missing", "副担当者が未登録である。担当者の不在時に対応できない。", "no deputy is registered for the owner's absence.", _STAFFING),
    _amber("deputy-left", "副担当者{name}は{until}に離任している。", "the deputy {name} left on {until}.", _STAFFING),
    _amber("department-closed", "所管課{department}は{on}に廃止されている。", "the department {department} was closed on {on}.", _ORGANISATION),
    # during the term
    _red("end-undecided", "{end}に期間が満了したが、更新・終了のいずれも記録されていない。", "the term ended on {end}, and nobody has recorded what became of it.", _MANAGEMENT),
    _amber("decision-needed", "通知期限を過ぎ、{end}の満了まで更新・終了の判断が要る。", "the notice date has passed; decide before the end on {end}.", _MANAGEMENT),
    _amber("never-confirmed", "開始から{months}か月を過ぎたが、対策の実施を確認した記録がない。", "{months} months after the beginning no confirmation of the measures is on record.", attrs.evolve(_CONFIRM, ja=f"{_CONFIRM.ja}。期間は{_DEFAULT.ja}", en=f"{_CONFIRM.en}; the period is {_DEFAULT.en}")),
    _red("subcontract-no-consent", "再委託「{scope}」（{vendor}）に市の承諾がない（{decision}）。", "subcontract {scope} ({vendor}) has no consent of the city ({decision}).", _CONSENT),
    _red("subcontract-late-consent", "再委託「{scope}」（{vendor}）は承諾（{decided}）より前の{start}に始まっている。", "subcontract {scope} ({vendor}) began on {start}, before the consent of {decided}.", _CONSENT),
    _red("subcontract-mynumber-consent", "特定個人情報を扱う契約の再々委託「{scope}」（{vendor}）に、市自身の許諾（日付のあるもの）がない。", "subcontract {scope} ({vendor}) below the first tier of a My Number contract lacks the city's own dated consent.", _MY_NUMBER),
    _amber("subcontract-flow-down", "再委託「{scope}」（{vendor}）に同等の義務が課されていることを確認していない。", "nobody has confirmed that subcontract {scope} ({vendor}) carries the same duties.", _CONSENT),
    _red("vendor-suspended-at-signing", "{vendor}は締結日（{signed}）に指名停止中だった。", "{vendor} was suspended from tenders when the contract was signed on {signed}.", _SUSPENDED),
    _amber("vendor-suspended", "{vendor}は{start}から指名停止中である。履行状況を確認する。", "{vendor} has been suspended from tenders since {start}; confirm how it performs.", _SUSPENDED),
    _red("tier-crossing", "マイナンバー利用事務系に外部（リモート・外部保管）から接続している。原則として他の領域と通信できないようにする。", "the My Number tier is reached from outside (remote or hosted); in principle it has no outside communication.", Bilingual("基本方針6(3)①（マイナンバー利用事務系の分離）", "policy 6(3)①: the My Number tier is kept apart")),
    _amber("tier-crossing-other", "複数のネットワーク区分にまたがるか、LGWAN接続系に外部から接続している。無害化・分割の方法を確認する。", "the work joins network tiers or reaches the LGWAN tier from outside; confirm how they are kept apart.", _TIERS),
    _amber("tier-crossing-accepted", "ネットワーク区分を越える接続は{until}まで例外として承認されている。", "the line across tiers is approved as an exception until {until}.", _TIERS),
    # at the end
    _red("handover-outstanding", "引渡物「{what}」の返却・廃棄が終了後も確認されていない。", "{what} has not come back, nor was its erasure confirmed, after the end.", _ASSETS),
    _amber("handover-overdue", "引渡物「{what}」の返却期限（{due}）を過ぎている。", "{what} was due back on {due}.", _ASSETS),
    _red("closing-unconfirmed", "終了したが、情報の返還・廃棄を確認していない。", "it has ended, but return or erasure of the information has not been confirmed.", _CLOSING),
    _amber("closing-accounts", "終了したが、アカウント・権限の削除日が記録されていない。", "it has ended, but no removal of accounts and rights is on record.", _CLOSING),
    # services
    _red("rule-missing", "利用規程が登録されていない。対策が十分でも、規程のない利用はできない。", "no usage rule is registered; without one it may not be used, however secure.", _RULE_FIRST),
    _red("rule-undated", "利用規程「{rule}」の制定日が記録されていない。", "the usage rule {rule} has no date of establishment.", _RULE_FIRST),
    _red("rule-after-use", "利用規程「{rule}」の制定（{established}）より前の{started}に利用を始めている。", "use began on {started}, before the rule {rule} was established on {established}.", _RULE_FIRST),
    _red("rule-repealed", "利用規程「{rule}」は{on}に廃止されている。", "the usage rule {rule} was repealed on {on}.", _RULE_FIRST),
    _red("rule-other-scope", "「{rule}」は外部サービス（クラウドサービス）の利用規程ではない。", "{rule} is no rule for external (cloud) services.", _RULE_FIRST),
    _red("permission-missing", "利用の許可（許可日・許可者）が記録されていない。", "no permission to use it is on record (day and by whom).", _APPROVAL),
    _red("permission-after-use", "許可（{decided}）より前の{started}に利用を始めている。", "use began on {started}, before the permission of {decided}.", _APPROVAL),
    _red("permission-expired", "利用の許可は{until}で切れている。", "the permission ended on {until}.", _APPROVAL),
    _red("terms-with-sensitive", "約款による利用だが、機密性2以上又は個人情報を取り扱う。", "a service under fixed terms handles information of class 2 or more, or personal information.", Bilingual("総務省ガイドライン8.4（約款による外部サービスは機密性2以上を扱わない、原文未照合）", "MIC guideline 8.4: no information of class 2 or more under fixed terms (wording not compared)")),
    _amber("provider-handling-unknown", "提供者が個人情報を取り扱うかどうかが不明である（委託に当たるかが決まらない）。", "it is unknown whether the provider handles the personal information, so whether it is entrustment.", Bilingual("個人情報保護法66条（クラウドサービスの利用）", "Act on the Protection of Personal Information art. 66: use of cloud services")),
    _amber("status-contradicts-dates", "利用状況「{status}」が日付と合わない（日付による状態：{stage}）。", "the status {status} contradicts the dates, by which it is {stage}.", _MANAGEMENT),
    # accounts
    _red("account-procedure-missing", "運用手順が登録されていない。", "no operating procedure is registered.", _PROCEDURE),
    _red("account-publishable-missing", "発信できる情報が規定されていない。", "what may be published has not been laid down.", _PUBLISHABLE),
    _amber("account-unapproved", "開設の承認が記録されていない。", "no approval of its opening is on record.", _PROCEDURE),
    _amber("account-id-missing", "サービス側の不変IDが未登録である。アカウント名の変更・乗っ取りを見分けられない。", "the permanent id at the platform is unknown; a renamed or taken-over handle cannot be told.", _SNS),
    _amber("account-unlisted", "市公式サイトに掲載していない（なりすまし対策）。", "it is not listed on the city's own site (impersonation).", _SNS),
    _amber("account-mfa", "多要素認証を使っていない、又は不明である。", "multi-factor authentication is off or unknown.", _SNS),
    _amber("account-handle-released", "閉鎖したアカウント名を保持していない。第三者に取得されるおそれがある。", "the handle of the closed account has not been kept; somebody else may take it.", _SNS),
    _amber("account-still-listed", "閉鎖したが、市公式サイトの一覧から削除されていない。", "it is closed but still listed on the city's site.", _SNS),
    _amber("account-closing-unannounced", "閉鎖の告知が記録されていない。", "no announcement of its closing is on record.", _SNS),
    # certificates
    _amber("certificate-expired", "{scheme}の有効期限（{until}）が過ぎている。", "{scheme} ended on {until}.", _SELECT),
    _amber("certificate-unlimited", "{scheme}の有効期限が未登録である。", "no end of {scheme} is on record.", _SELECT),
    # what people decide and do
    _red("self-approved", "「{what}」が実施者・申請者本人（{name}）である。別の者が承認する。", "{what}: {name} did it or asked for it; somebody else has to approve.", _FOUR_EYES),
    _red("measure-basis-missing", "措置の根拠となる契約条項が記録されていない。", "the measure does not name the clause it rests on.", _ACT),
    _red("measure-basis-not-found", "{day}の点検では、根拠とする要件（{requirement}）の条項は「{verdict}」。契約上の根拠がない可能性がある。", "by the check of {day} the clause for {requirement} is {verdict}; the contract may give no such power.", _ACT),
    _amber("measure-basis-unchecked", "根拠とする要件（{requirement}）の条項があるかどうか、点検していない。", "nobody has checked whether there is a clause for {requirement}.", _ACT),
    _red("measure-overdue", "措置の期限（{due}）を過ぎている。", "the measure was due on {due}.", _ACT),
    _amber("measure-unverified", "措置は完了したが、別の者による確認がない。", "the measure is done, but nobody else has verified it.", _ACT),
    _amber("finding-without-measure", "指摘「{what}」に対する措置が記録されていない。", "no measure is on record for the finding {what}.", _ACT),
    _red("acceptance-stale", "受容した残留リスク（{accepted}）が現在（{now}）と異なる。再審査する。", "the residual risk that was accepted ({accepted}) is now {now}; decide again.", _EXCEPTION),
    _red("acceptance-incomplete", "承認者・承認日・理由・期限（リスクの受容では残留リスクも）のいずれかがない。効力がない。", "approver, day, reason or end is missing (of a risk: also the residual score); it has no effect.", _EXCEPTION),
    _amber("acceptance-expired", "期限（{until}）が過ぎている。更新するか、是正する。", "it ended on {until}; renew it or put things right.", _EXCEPTION),
)

RULES: Mapping[str, ShortcomingRule] = MappingProxyType({rule.code: rule for rule in _ALL})
"""Every kind of shortcoming by its code."""
