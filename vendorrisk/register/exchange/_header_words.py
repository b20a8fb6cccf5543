"""The header words that cities use in their lists, by field; the labels of our own exports are known beside them.

Words are compared without spaces, brackets and spelling variants.  A word stands for one field per kind, so that a suggestion is never a
draw; ``start+end`` is a column that holds a whole period.
"""

from __future__ import annotations

__all__ = ["HEADER_WORDS", "VALUE_WORDS"]

_OWNERS = {
    "department": "担当課 担当課名 所管課 所管課名 所管部署 担当部署 主管課 課名 部署名 所属 所属名 課所名 担当部課",
    "owner": "担当者 担当者名 担当職員 責任者 管理責任者 主担当 主担当者",
    "deputy": "副担当 副担当者 副担当者名",
    "note": "備考 摘要 特記事項 メモ",
}
_INFORMATION = {
    "information.personal": "個人情報 個人情報の有無 個人情報有無 個人情報の取扱い 個人情報取扱い 個人情報取扱いの有無 個人情報取扱いの有無",
    "information.my_number": "特定個人情報 特定個人情報の有無 マイナンバー マイナンバーの有無 個人番号",
    "information.special_care": "要配慮個人情報 要配慮個人情報の有無",
    "information.confidentiality": "機密性 機密性分類 情報資産の分類",
    "information.integrity": "完全性",
    "information.availability": "可用性",
    "information.people": "対象人数",
    "information.description": "取扱情報 取り扱う情報 情報の内容 取扱情報の内容",
    "tiers": "ネットワーク ネットワーク区分 系統",
}

HEADER_WORDS: dict[str, dict[str, str]] = {
    "contract": {
        **_OWNERS,
        **_INFORMATION,
        "number": "契約番号 契約no 契約no. 契約管理番号",
        "title": "件名 契約名 契約件名 契約名称 業務名 業務名称 委託名 委託業務名 委託業務名称 委託件名 事業名 名称",
        "kind": "契約種別 契約の種類 種別 契約種類 契約区分 業種",
        "vendor": "業者名 業者 受注者 受注者名 受託者 受託者名 委託先 委託先名 契約相手方 契約の相手方 契約相手 相手方 事業者 事業者名 契約業者 請負者 会社名",
        "procurement": "契約方法 契約の方法 契約方式 入札方法 調達方法 発注方式",
        "term_form": "契約形態 期間形態 契約期間の形態",
        "value_yen": "契約額 契約金額 契約金額税込 契約額税込 金額 委託料 委託金額 落札金額 請負金額 契約額円 契約金額円 予算額",
        "signed_on": "契約日 契約年月日 契約締結日 締結日 契約締結年月日",
        "start": "契約開始日 開始日 履行開始日 着手日 始期 契約始期 期間開始 履行期間開始 契約期間開始 契約期間自 履行期間自 自",
        "end": "契約終了日 終了日 履行終了日 完了日 満了日 契約満了日 終期 契約終期 期限 期間終了 履行期間終了 契約期間終了 契約期間至 履行期間至 至 履行期限 納期",
        "start+end": "履行期間 契約期間 委託期間 期間 業務期間 工期 実施期間 契約履行期間",
        "renewal.mode": "更新 自動更新 更新の有無 更新方法",
        "notice.value+notice.unit": "解約予告 解約予告期間 予告期間 更新拒絶通知期限",
        "systems": "システム名 対象システム 関係システム 情報システム名",
        "workplace": "作業場所 履行場所 作業の場所",
        "responsible.name": "業務責任者 現場責任者 受託者責任者 受注者責任者",
        "subcontracts[0].vendor": "再委託先 再委託先名 再委託業者",
        "subcontracts[0].scope": "再委託業務 再委託の内容 再委託内容",
    },
    "vendor": {
        "name": "業者名 会社名 事業者名 商号 商号又は名称 法人名 名称 取引先名 委託先 委託先名 受注者名",
        "kana": "フリガナ ふりがな カナ 業者名カナ",
        "corporate_number": "法人番号 法人no",
        "address": "住所 所在地 本社所在地 本店所在地",
        "country": "国 所在国",
        "kinds": "業者区分 区分",
        "status": "取引状況 状態",
        "contacts[0].name": "連絡先氏名 窓口担当者 担当者 担当者名",
        "contacts[0].telephone": "電話 電話番号 連絡先電話 tel",
        "contacts[0].mail": "メール メールアドレス eメール 電子メール e-mail email",
        "note": "備考 摘要",
    },
    "service": {
        **_OWNERS,
        **_INFORMATION,
        "name": "サービス名 サービス名称 クラウドサービス名 外部サービス名 名称 システム名",
        "provider": "提供者 提供事業者 サービス提供者 事業者 事業者名 提供会社 ベンダー ベンダー名",
        "status": "利用状況 状態",
        "basis": "利用の根拠 契約形態 約款",
        "model": "サービス形態 サービス区分 形態",
        "owner": "管理者 サービス管理者 利用責任者 担当者 担当者名 責任者",
        "use": "利用目的 用途 目的 利用内容 利用業務",
        "started_on": "利用開始日 開始日 導入日",
        "until": "利用期限 有効期限 契約終了日",
        "started_on+until": "利用期間",
        "data_locations": "データ保存場所 データ保管場所 保存国 データの保存国 サーバ所在地 データセンター所在地",
        "permission.decided_on": "許可日 承認日 利用許可日",
        "permission.applied_on": "申請日 利用申請日",
        "mfa": "多要素認証 二要素認証 多要素認証の有無",
    },
    "account": {
        **_OWNERS,
        "title": "アカウントの名称 名称 アカウント名称 ページ名 公式アカウント名",
        "platform": "サービス サービス名 sns snsの種類 媒体 種類 プラットフォーム",
        "handle": "アカウント名 アカウント アカウントid id ユーザー名 ユーザーネーム",
        "url": "url アドレス リンク",
        "status": "運用状況 状態 状況",
        "owner": "運用責任者 責任者 管理責任者 担当者 担当者名",
        "operators": "運用担当者 投稿担当者",
        "purpose": "目的 運用目的 開設目的 利用目的",
        "publishable": "発信内容 掲載内容 発信情報 発信する情報 投稿内容",
        "opened_on": "開設日 開始日 運用開始日",
        "approved_on": "承認日 開設承認日",
        "mfa": "二段階認証 多要素認証 二要素認証",
    },
    "person": {
        "name": "氏名 職員名 名前 担当者名 職員氏名",
        "kana": "フリガナ ふりがな カナ氏名",
        "department": "所属 所属名 課名 課 部署 配属先",
        "post": "職名 役職 職",
        "employment": "任用区分 雇用区分 任用形態",
        "start": "着任日 配属日 異動日",
        "until": "離任日 退職日 転出日",
        "trained_on": "研修受講日 研修日 受講日",
        "telephone": "内線 内線番号 電話 電話番号",
        "note": "備考 摘要",
    },
    "department": {"name": "課名 所属名 部署名 名称 組織名 所属", "body": "実施機関 機関", "parent": "上位組織 部名 部", "note": "備考 摘要"},
}

# words in cells: field name -> word -> stored value
VALUE_WORDS: dict[str, dict[str, str]] = {
    "procurement": {
        "随契": "negotiated", "随意": "negotiated", "少額随契": "negotiated", "単独随契": "negotiated", "特命随意契約": "negotiated", "特命随契": "negotiated",
        "一般競争": "open-tender", "一般": "open-tender", "制限付一般競争入札": "open-tender", "条件付一般競争入札": "open-tender",
        "指名競争": "designated-tender", "指名": "designated-tender", "指名入札": "designated-tender",
        "プロポーザル": "proposal", "公募型プロポ": "proposal", "プロポ": "proposal", "指名型プロポーザル": "proposal",
    },
    "kind": {
        "委託": "outsourcing", "業務": "outsourcing", "開発": "system-development", "システム開発": "system-development", "構築": "system-development",
        "保守": "operation-maintenance", "運用保守": "operation-maintenance", "システム保守": "operation-maintenance", "クラウド": "cloud",
        "リース": "lease", "賃貸借契約": "lease", "印刷": "printing-mailing",
    },
    "term_form": {"単年度": "single-year", "単年": "single-year", "長期継続": "long-term-continuing", "長継": "long-term-continuing", "債務負担": "debt-burden", "債務": "debt-burden"},
    "mode": {"有": "automatic", "あり": "automatic", "自動": "automatic", "無": "none", "なし": "none"},
    "status": {"運用中": "in-use", "使用中": "in-use", "稼働中": "in-use", "停止": "paused", "停止中": "paused", "廃止": "stopped", "終了": "stopped"},
    "basis": {"約款型": "terms-of-service", "約款": "terms-of-service", "利用規約": "terms-of-service", "契約": "contract"},
    "platform": {"ツイッター": "x", "twitter": "x", "x(旧twitter)": "x", "フェイスブック": "facebook", "fb": "facebook", "インスタグラム": "instagram", "インスタ": "instagram", "ライン": "line", "line公式アカウント": "line", "ユーチューブ": "youtube"},
    "tiers": {"個人番号利用事務系": "mynumber", "基幹系": "mynumber", "lgwan系": "lgwan", "内部情報系": "lgwan", "インターネット系": "internet"},
    "confidentiality": {"3c": "3C", "3b": "3B", "3a": "3A", "機密性3a": "3A"},
    "employment": {"正規": "regular", "正規職員": "regular", "正職員": "regular", "会計年度": "fiscal-year", "再任用": "reappointed"},
}  # fmt: skip
