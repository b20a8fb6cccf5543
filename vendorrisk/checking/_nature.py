"""What kind of text it is: a contract, or a text about contracts.

Minutes, quizzes, articles, tables of contents and rules for the city's own staff talk about clauses without agreeing on any.
What they say is never more than a mention.
"""

from __future__ import annotations

import re

from vendorrisk.model import Bilingual, Kind
from vendorrisk.text import Outline

__all__ = ["about_contracts", "guess_kind", "mostly_english", "snippets_from"]

_ABOUT: tuple[tuple[re.Pattern[str], Bilingual], ...] = (
    (
        re.compile(r"質問に答え|(?:条項|文章|文|規定)を読み、|選びなさい|選べ。|最も適切な(?:もの|解釈)|【第[0-9]+問】|正解[:は ]|次のうち[^。\n]{0,40}(?:どれ|いずれ)(?:です|でしょう)?か|答えなさい|(?:^|\n)[^\n。、]{0,20}(?:確認テスト|小テスト|理解度テスト|演習問題|練習問題)[^\n。、を]{0,12}(?:\n|\Z)|空欄を埋め|次の(?:文章|文|条項)を読|正しい(?:記述|もの)は(?:どれ|次)|選択肢[^。]{0,10}選|設問[0-9一二三]|(?:[□☐]はい[^\n]{0,4}[□☐]いいえ[^\n]{0,80}\n[^\n]{0,120}){2}|(?:次のうち|空欄に)[^。]{0,20}(?:選べ|選びなさい|入る)|正解は"),
        Bilingual("設問の文章であり、契約書ではない。", "A quiz, not a contract."),
    ),
    (
        re.compile(r"\A(?:[^\n]{0,40}\n){0,3}[^\n]{0,30}(?:議事録|会議録|議事要旨|会議要旨|打合せ記録|議事概要|会議の記録|一般質問|議会だより)(?!(?:等)?(?:の)?(?:反訳|作成|調製|整備|検索|業務|データ|システム|公開|印刷|製本|を作成|及び|、))|(?:出席者|議題|議案)[:|、]|質疑応答|との(?:意見|発言|質問|質疑)が(?:あった|出た|出され)|について説明(?:があった|した)"),
        Bilingual("議事録等の記録であり、契約書ではない。", "Minutes, not a contract."),
    ),
    (
        re.compile(r"\A(?:[^\n]{0,40}\n){0,3}[^\n]{0,20}(?:用語集|用語の(?:解説|説明)|用語解説)|(?:^|\n)【用語】"),
        Bilingual("用語の解説であり、契約書ではない。", "A glossary, not a contract."),
    ),
    (
        re.compile(r"\A(?:[^\n]{0,40}\n){0,2}[^\n「]{0,14}(?:個人情報(?:の)?(?:保護|取扱い)(?:に関する)?(?:基本)?方針|プライバシー・?ポリシー|プライバシー通知)(?![^\n]*(?:同意書|誓約書|遵守))[^\n。]{0,30}(?:\n|\Z)|\n[^\n。「」第]{0,12}(?:個人情報(?:の)?(?:保護|取扱い)(?:に関する)?(?:基本)?方針|プライバシー・?ポリシー)[^\n。]{0,20}\s*\Z"),
        Bilingual("事業者自身の方針の表明であり、契約書ではない。", "A company's own policy, not a contract."),
    ),
    (
        re.compile(r"(?:といった|のような|などの?)(?:内容|条項|規定|定め|文言|条文)が(?:考えられ|望まし|一般的)|(?:盛り込|盛込)(?:む|まれ|み)[^。]{0,14}(?:望ま|事項として|べき|必要|ましょう)|リーガルチェック|本(?:稿|記事|コラム)|取り上げます|解説(?:します|する|して|【)|わかりやすく|とよいでしょう|この記事|ひな型の解説|条項例[:】]|記載例[:】]|サンプル条文|ポイントは次の|留意点を(?:解説|紹介)|弁護士法人|ご紹介します|(?:市民|町民|村民|区民|県民|住民)の(?:皆様|皆さま|皆さん|みなさま|方々)[^。]{0,14}(?:ご理解|ご協力|お知らせ)|事例(?:も|を)(?:ご)?紹介|実証実験を?(?:実施|行)|(?:^|\n)[^\n:。]{1,6}:[^\n]*(?:だよ|なの|だね|んだ)[。?]|\A[^\n]{0,30}(?:コラム|基礎知識|入門講座|豆知識|判例紹介|裁判例|講演(?:要旨|録)|セミナー|教えて(?=[!?・\n])|ニュース[:：])|本件は、[^\n。]{0,80}事案である|個人情報取扱事業者は、[^\n]{0,200}第[0-9]+条\)"),
        Bilingual("契約についての解説であり、契約書ではない。", "An article about contracts."),
    ),
    (
        re.compile(r"\A(?:[^\n]{0,60}\n){0,2}[^\n]{0,40}(?:Q&A|よくある(?:ご)?質問|FAQ|問答集|質疑応答|質問(?:・|及び)?回答|質疑回答|質問に対する回答)|(?:^(?:Q|質?問)[0-9]*[ .:、．]?[^\n]{4,80}\n+(?:A|回?答)[0-9]*[ .:、．]?[^\n]{2,}\n*){2}", re.M),
        Bilingual("質疑応答集であり、契約書ではない。", "Questions and answers, not a contract."),
    ),
    (
        re.compile(r"\A(?:[^\n]{0,60}\n){0,5}[^\n]{0,60}(?:入札公告|入札情報|入札結果|入札説明書|一般競争入札(?:に付|を行)|随意契約の結果|公告内容|見積(?:書の?提出)?(?:依頼|の?徴取)|見積り?合わせ|入札心得|公募型?プロポーザル(?:の|に係る|方式)?(?:実施|募集)?(?:について|要領|公告|の?公募|を(?:行|実施))|公告第[0-9]+号|ので、?公告する|企画提案(?:の)?(?:募集|公募)|求人情報|求人票|職員募集)"),
        Bilingual("入札等の公告であり、契約書ではない。", "A tender notice, not a contract."),
    ),
    (
        re.compile(
            r"\A(?:[^\n]{0,60}\n){0,2}[^\n]{0,40}(?:パブリック・?コメント|意見募集の結果|(?:市|町|村|県|区)の考え方)|(?:^意見[0-9:、][^\n]*\n+(?:回答|考え方|市の考え)[0-9:、][^\n]*\n*){2}", re.M
        ),
        Bilingual("意見とその回答であり、契約書ではない。", "Comments and answers, not a contract."),
    ),
    (
        re.compile(r"(?:^[□☐・●◯○\-0-9.() ]{0,5}[^\n。]{6,60}か。?(?:\n+|\Z)){3}", re.M),
        Bilingual("点検の項目であり、契約の定めではない。", "A list of questions to check, not clauses."),
    ),
    (
        re.compile(r"(?:ご)?記入(?:いただ|され|して(?:いただ|頂)|頂)[^。\n]{0,8}(?:個人)?情報(?:は|に)|雇用形態[:：|]|勤務地[:：|]|(?:特定個人情報保護|プライバシー影響)評価書|\A[^\n]{0,20}(?:製品カタログ|製品紹介|パンフレット|監査(?:の)?結果|(?:制度|取組)の概要)|(?:^|\n)[^\n。]{0,30}(?:製品カタログ|制度の概要|監査(?:の)?結果(?:報告)?(?:書)?(?:\(抜粋\))?)(?:\n|\Z)|(?:^|\n)発生日時[ :：]?(?:令和|平成|20)|判決要旨|(?<!被)控訴人は|上告人は|原告は"),
        Bilingual("申請書、求人、評価書、報告、判決等であり、契約書ではない。", "A form, a job offer, an assessment, a report or a judgment, not a contract."),
    ),
    (re.compile(r"[(【]解説[)】][\s\S]{200,}|[(【]解説[)】][\s\S]*[(【]解説[)】]|\A[\s\S]{0,250}[(【]解説[)】]"), Bilingual("条項についての解説であり、契約書ではない。", "A commentary on clauses, not a contract.")),
    (
        re.compile(r"(?:(?:し|され|させていただい|なっ)ており(?:ます|まし)|でございま(?:す|して)[、。]|伺(?:い|って))[^\n]{0,300}(?:(?:し|され|させていただい|なっ)ており(?:ます|まし)|でございます。)"),
        Bilingual("現状の説明であり、契約の定めではない。", "An account of how things are, not clauses."),
    ),
)
_TOLD_BY_THEN = 2_000  # characters: a long text says on its first page what it is; its annexes may hold check lists and quizzes
_LONG = 3_000
_ABOUT_SOCIAL: tuple[tuple[re.Pattern[str], Bilingual], ...] = (
    (
        re.compile(
            r"質問に答え|選びなさい|選べ。|【第[0-9]+問】|正解[:は]|答えなさい|(?:確認|小|理解度)テスト|確認問題|練習問題|正しい(?:記述|もの)(?:は(?:どれ|次)|に○|を(?:選|すべて|全て))"
            r"|設問[0-9一二三]|次のうち[^。]{0,20}(?:選|正しい|誤って)|(?:○|×)(?:か×|を(?:つけ|付け|記入))|(?:\([  ]*\)\s*(?:\n|\Z|\()[^\n]*){2}"
        ),
        Bilingual("設問の文章であり、運用の定めではない。", "A quiz, not a rule."),
    ),
    (
        re.compile(
            r"\A(?:[^\n]{0,40}\n){0,3}[^\n]{0,40}(?:議事録|会議録|議事要旨|会議要旨|打合せ記録|議事概要|会議の記録|一般質問|答弁)|(?:^|\n)[○◯◆・]?[^\n。]{0,12}(?:委員|議員|議長|課長|部長|座長|事務局)[:○  ][^\n]*\n(?:[^\n]*\n)?[○◯◆・]?[^\n。]{0,12}(?:委員|議員|議長|課長|部長|市長|座長|事務局)[:  ]"
            r"|(?:出席者|議題|議案)[:|、]|質疑応答|との(?:意見|発言|質問|質疑)が(?:あった|出た|出され)"
        ),
        Bilingual("議事録等の記録であり、運用の定めではない。", "Minutes, not a rule."),
    ),
    (
        re.compile(
            r"本(?:稿|記事|コラム|書評|講座では)|(?:行政監査|監査(?:の)?結果|監査意見|包括外部監査)|意見を述べる|この記事|取り上げます|[A-ZＡ-Ｚ○](?:市|町|村|県|社)(?:では|は|の(?:事例|場合))[^\n]{0,120}[A-ZＡ-Ｚ△□○](?:市|町|村|県|社)|してみてはいかが|月刊|連載|編集部(?:より|から)|自治体の(?:SNS|ソーシャルメディア)(?:活用|運用)(?:では|に(?:は|おいて)|で)"
            r"|(?:団体|自治体|企業)(?:も|が)(?:多い|増えて|少なくあり)|導入事例|成功事例|失敗事例"
        ),
        Bilingual("運用についての解説であり、市の定めではない。", "An article, not the office's rules."),
    ),
    (
        re.compile(r"\A(?:[^\n]{0,40}\n){0,2}[^\n]{0,40}(?:サービス|アプリ|メディア)?(?:利用規約|利用条件|サービス規約)[^\n]{0,16}\n(?=[\s\S]*(?:当社|弊社|サービス提供者|運営会社は))"),
        Bilingual("サービスの提供者の規約であり、市の定めではない。", "The provider's terms, not the office's rules."),
    ),
    (
        re.compile(
            r"定員[:: ]|申込(?:み)?(?:先|方法)[:: ]|参加費|(?:応募資格|職務内容|勤務時間)[:: ]|KPI|方向性[:: ]|(?:開催|実施)報告|アンケート結果|候補者を(?:次のとおり)?決定|候補者 "
        ),
        Bilingual("催し、募集、計画、報告等であり、運用の定めではない。", "An event, a call, a plan or a report, not a rule."),
    ),
    (
        re.compile(r"\A(?:[^\n]{0,60}\n){0,5}[^\n]{0,40}(?:報道発表|記者発表|プレスリリース|PRESS RELEASE|報道提供|ニュースリリース)", re.I),
        Bilingual("報道向けの発表であり、運用の定めではない。", "A press release, not a rule."),
    ),
)
_SNIPPETS_FOLLOW = re.compile(r"\W*(?:Similar ?documents?|(?:関連|類似)の?ドキュメント)[^。、をはがにでの]*", re.I)
_LONGEST_MARKER = 40  # characters of a line that does no more than announce other documents
_CLOUD = re.compile(r"クラウド|SaaS|PaaS|IaaS|利用規約|約款|当社|弊社|本サービス|データセンター|稼働率|SLA|アカウント|ユーザ|リージョン")
_SOCIAL = re.compile(r"ソーシャルメディア|SNS|Twitter|ツイッター|Facebook|フェイスブック|Instagram|インスタグラム|LINE公式|YouTube|X\(旧|公式アカウント|投稿|フォロー|アカウント運用|なりすまし")
_OUTSOURCING = re.compile(r"業務委託|委託業務|受託者|受注者|発注者|委託者|仕様書|委託料|再委託|本業務|指定管理|履行|個人情報取扱特記事項|特記事項|甲|乙")
_JAPANESE = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")
_LATIN = re.compile("[A-Za-z]")


def about_contracts(text: str, kind: Kind) -> Bilingual | None:
    """Return why a text is about contracts rather than one itself, or None.

    A provider's questions and answers are what a cloud service is judged by, and a city's own rules what its accounts are.

    Args:
        text: the folded paragraphs of the document, one a line.
        kind: what the document is judged as.
    """
    head = _TOLD_BY_THEN if len(text) > _LONG else len(text)
    for pattern, why in _ABOUT_SOCIAL if kind is Kind.SOCIAL_MEDIA else _ABOUT[:4] if kind is Kind.CLOUD else _ABOUT:
        if pattern.search(text, 0, head):
            return why
    return None


def snippets_from(outline: Outline) -> int | None:
    """Return the offset from which a page saved from a site only shows snippets of other documents, or None."""
    for paragraph in outline.paragraphs:
        if len(paragraph.text) <= _LONGEST_MARKER and _SNIPPETS_FOLLOW.fullmatch(paragraph.text):
            return paragraph.start
    return None


def guess_kind(outline: Outline) -> Kind:
    """Guess what a document is from its words; the title counts more than the body."""
    body = "\n".join(paragraph.text for paragraph in outline.paragraphs[:400])[:30000]
    title = "\n".join(paragraph.text for paragraph in outline.paragraphs[:5])[:300]
    scores = {
        kind: len(pattern.findall(body)) + 6 * len(pattern.findall(title))
        for kind, pattern in ((Kind.OUTSOURCING, _OUTSOURCING), (Kind.CLOUD, _CLOUD), (Kind.SOCIAL_MEDIA, _SOCIAL))
    }
    return max(scores, key=lambda kind: scores[kind])


def mostly_english(text: str) -> bool:
    """Whether the text is written in Latin letters, so that no Japanese rule can judge it."""
    sample = text[:20000]
    japanese, latin = len(_JAPANESE.findall(sample)), len(_LATIN.findall(sample))
    return latin > 200 and latin > 8 * japanese
