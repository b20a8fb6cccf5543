"""What kind of text it is: a contract, or a text about contracts.

Minutes, quizzes, articles, tables of contents and rules for the city's own staff talk about clauses without agreeing on any.
What they say is never more than a mention.
"""

from __future__ import annotations

import re

from vendorrisk.model import Bilingual, Kind
from vendorrisk.text import Outline

__all__ = ["about_contracts", "guess_kind", "mostly_english"]

_ABOUT: tuple[tuple[re.Pattern[str], Bilingual], ...] = (
    (
        re.compile(r"質問に答え|(?:条項|文章|文|規定)を読み、|選びなさい|選べ。|最も適切な(?:もの|解釈)|【第[0-9]+問】|正解[:は]|答えなさい|確認テスト|小テスト|理解度テスト|次の(?:文章|文|条項)を読|正しい(?:記述|もの)は(?:どれ|次)|選択肢[^。]{0,10}選|設問[0-9一二三]|(?:次のうち|空欄に)[^。]{0,20}(?:選べ|選びなさい|入る)|正解は"),
        Bilingual("設問の文章であり、契約書ではない。", "A quiz, not a contract."),
    ),
    (
        re.compile(r"\A(?:[^\n]{0,40}\n){0,3}[^\n]{0,30}(?:議事録|会議録|議事要旨|会議要旨|打合せ記録|議事概要|会議の記録)|(?:出席者|議題|議案)[:|、]|質疑応答|との(?:意見|発言|質問|質疑)が(?:あった|出た|出され)|について説明(?:があった|した)"),
        Bilingual("議事録等の記録であり、契約書ではない。", "Minutes, not a contract."),
    ),
    (
        re.compile(r"\A(?:[^\n]{0,40}\n){0,3}[^\n]{0,20}(?:用語集|用語の(?:解説|説明)|用語解説)"),
        Bilingual("用語の解説であり、契約書ではない。", "A glossary, not a contract."),
    ),
    (
        re.compile(r"\A(?:[^\n]{0,40}\n){0,2}[^\n「]{0,14}(?:個人情報(?:の)?(?:保護|取扱い)(?:に関する)?(?:基本)?方針(?!への)|プライバシー・?ポリシー(?!への))[^\n。]{0,30}(?:\n|\Z)"),
        Bilingual("事業者自身の方針の表明であり、契約書ではない。", "A company's own policy, not a contract."),
    ),
    (
        re.compile(r"(?:といった|のような|などの?)(?:内容|条項|規定|定め|文言|条文)が(?:考えられ|望まし|一般的)|(?:盛り込|盛込)(?:む|まれ|み)[^。]{0,14}(?:望ま|事項として|べき|必要|ましょう)|リーガルチェック|本(?:稿|記事|コラム)|取り上げます|解説(?:します|する|して|【)|[(【]解説[)】]|わかりやすく|とよいでしょう|この記事|ひな型の解説|条項例[:】]|記載例[:】]|サンプル条文|ポイントは次の|留意点を(?:解説|紹介)|弁護士法人|ご紹介します|事例(?:も|を)(?:ご)?紹介|実証実験を?(?:実施|行)"),
        Bilingual("契約についての解説であり、契約書ではない。", "An article about contracts."),
    ),
    (
        re.compile(r"\A(?:[^\n]{0,60}\n){0,2}[^\n]{0,40}(?:Q&A|よくある(?:ご)?質問|FAQ|問答集|質疑応答)|(?:^Q[0-9]*[ .:、．]?[^\n]{4,80}\n+A[0-9]*[ .:、．]?[^\n]{2,}\n*){2}", re.M),
        Bilingual("質疑応答集であり、契約書ではない。", "Questions and answers, not a contract."),
    ),
    (
        re.compile(r"\A(?:[^\n]{0,60}\n){0,5}[^\n]{0,60}(?:入札公告|入札情報|入札結果|入札説明書|一般競争入札(?:に付|を行)|随意契約の結果|公告内容)"),
        Bilingual("入札等の公告であり、契約書ではない。", "A tender notice, not a contract."),
    ),
    (re.compile(r"Similar documents|関連ドキュメント|類似の?ドキュメント", re.I), Bilingual("他の文書の抜粋の寄せ集めである。", "Snippets of other documents.")),
)
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
    if kind is Kind.SOCIAL_MEDIA:
        return None
    for pattern, why in _ABOUT[:4] if kind is Kind.CLOUD else _ABOUT:
        if pattern.search(text):
            return why
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
