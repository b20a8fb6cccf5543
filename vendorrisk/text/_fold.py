"""One spelling for every spelling, with the way back to each original character.

Contracts write the same word in many ways: full-width and half-width, kyūjitai and radicals, 漏洩 and 漏えい, spaces and line
breaks inside words.  Rules are written for one folded form; a quote is cut from the original, so a folded text keeps a map.

Spelling table: 法令における漢字使用等について (内閣法制局, 平成22年) and the variants seen in municipal contracts.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable

__all__ = ["Folded", "Folder", "fold", "fold_text", "unify"]

_KYUJITAI = (
    "亞亜惡悪壓圧圍囲醫医爲為壹壱營営榮栄衞衛驛駅圓円緣縁應応歐欧毆殴假仮價価會会繪絵懷懐壞壊擴拡覺覚學学樂楽關関觀観歸帰"
    "氣気僞偽戲戯舊旧據拠擧挙區区經経繼継縣県權権檢検嚴厳廣広號号國国濟済齋斎劑剤雜雑參参產産殘残贊賛辭辞實実寫写釋釈壽寿"
    "收収從従澁渋獸獣縱縦敍叙燒焼稱称證証狀状讓譲觸触眞真寢寝盡尽圖図隨随數数聲声靜静攝摂竊窃專専戰戦錢銭雙双總総屬属續続"
    "對対體体帶帯擔担團団斷断遲遅晝昼鑄鋳聽聴遞逓轉転傳伝當当黨党獨独讀読屆届腦脳廢廃發発拔抜賣売濱浜變変邊辺寶宝豐豊飜翻"
    "徵徴條条效効遙遥澤沢瀧滝龜亀萬万滿満餘余豫予與与樣様來来亂乱覽覧兩両獵猟綠緑壘塁勵励禮礼靈霊齡齢戀恋爐炉勞労樓楼祿禄處処吿告絕絶槪概旣既鄕郷髙高﨑崎"
)
_SINGLE = dict(zip(map(ord, _KYUJITAI[::2]), map(ord, _KYUJITAI[1::2]), strict=True))
_SINGLE |= {ord(a): ord(b) for a, b in zip("，､｡．〜～∼‐‑–—―−‒‘’“”＂『』", "、、。.~~~-------''\"\"\"「」", strict=True)}
# CJK radicals supplement: NFKC leaves all but two of these alone.
_RADICALS = "⺅亻⺉刂⺌小⺍小⺖忄⺗心⺘扌⺙攵⺝月⺟母⺠民⺡氵⺣灬⺤爫⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹⺰糸⺲罒⺹老⺻聿⺼月⺽臼⺾艹⻂衤⻄西⻅見⻆角⻈言⻉貝⻊足⻋車⻌辶⻍辶⻎辶⻏阝⻐金⻑長⻒長⻓長⻔門⻖阝⻗雨⻘青⻙韋⻚頁⻛風⻜飛⻝食⻟食⻢馬⻤鬼⻥魚⻦鳥⻨麦⻩黄⻫斉⻬斉⻭歯⻯竜⻰龍⻲亀⻳亀"
_SINGLE |= dict(zip(map(ord, _RADICALS[::2]), map(ord, _RADICALS[1::2]), strict=True))


class _Singles(dict[int, int]):
    """One character for one; filled as characters are met."""

    def __missing__(self, code: int) -> int:
        folded = unicodedata.normalize("NFKC", chr(code))
        if 0x2460 <= code <= 0x24FF or 0x3250 <= code <= 0x32BF or len(folded) != 1:
            value = code  # circled numbers are labels; longer foldings are the business of the second step
        else:
            value = _SINGLE.get(ord(folded), ord(folded))
        self[code] = value
        return value


_SINGLES = _Singles(_SINGLE)

_VARIANTS = {
    "および": "及び", "または": "又は", "もしくは": "若しくは", "ならびに": "並びに", "すべて": "全て", "凡て": "全て",
    "予め": "あらかじめ", "すみやかに": "速やかに", "ただちに": "直ちに", "但し": "ただし", "さらに": "更に",
    "漏洩": "漏えい", "漏曳": "漏えい", "ろうえい": "漏えい", "漏泄": "漏えい", "き損": "毀損", "棄損": "毀損", "毀そん": "毀損",
    "持ち出": "持出", "持ちだ": "持出", "もち出": "持出", "取り扱": "取扱", "とり扱": "取扱", "取りあつか": "取扱", "引き渡": "引渡",
    "受け渡": "受渡", "立ち入": "立入", "立ち会": "立会", "申し出": "申出", "届け出": "届出", "取り決": "取決", "貸し付": "貸付",
    "貸し出": "貸出", "受け入": "受入", "引き継": "引継", "見積もり": "見積り", "差し支え": "差支え", "取りまとめ": "取まとめ",
    "取り消": "取消", "取り除": "取除", "書き込": "書込", "持ち込": "持込", "持ち運": "持運", "運び出": "運出", "打ち合わせ": "打合せ",
    "打合わせ": "打合せ", "請負わせ": "請け負わせ", "請け負せ": "請け負わせ", "下請け": "下請", "再請け": "再請", "知りえ": "知り得",
    "知得": "知り得", "出来る": "できる", "出来ない": "できない", "出来ま": "できま", "無く": "なく", "致しま": "しま", "いたしま": "しま", "いたさ": "さ",
    "下さい": "ください", "頂く": "いただく", "講じる": "講ずる", "禁じる": "禁ずる", "命じる": "命ずる", "応じる": "応ずる",
    "生じる": "生ずる", "サーバー": "サーバ", "ユーザー": "ユーザ", "コンピューター": "コンピュータ", "プロバイダー": "プロバイダ",
    "データー": "データ", "バック・アップ": "バックアップ", "バツクアツプ": "バックアップ", "ご通知": "通知", "ご連絡": "連絡",
    "インシデンツ": "インシデント", "当該の": "当該", "若くは": "若しくは", "お客さま": "お客様", "御客様": "お客様", "ごと": "ごと",
    "無断持": "無断持", "我が社": "当社", "わが社": "当社", "つかわ": "使わ", "もれ": "漏れ", "もらし": "漏らし", "洩らし": "漏らし", "洩らす": "漏らす", "洩れ": "漏れ", "洩ら": "漏ら", "洩す": "漏らす", "洩し": "漏らし",
    "に於て": "において", "に於いて": "において", "行ふ": "行う", "行ひ": "行い", "請負はし": "請け負わせ", "従ふ": "従う", "負ふ": "負う",
}
_VARIANTS = {k: v for k, v in _VARIANTS.items() if k != v}
# Plain or old words in the places where they say what a term of contracts says: 「差し出す」 is 提出, 「契約を解く」 解除, 「許しを得て」 承諾.
_PLAIN_WORDS = {
    "扱": "取扱", "差出": "提出", "差し出": "提出", "差出さ": "提出し", "差し出さ": "提出し", "差出す": "提出する", "差し出す": "提出する",
    "差出され": "提出され", "差し出され": "提出され", "差出させ": "提出させ", "差し出させ": "提出させ", "差出せ": "提出でき", "差し出せ": "提出でき",
    "委ね": "委託し", "委ねる": "委託する", "委ねら": "委託さ", "委ねよ": "委託しよ", "時を移さず": "直ちに", "時をおかず": "直ちに",
    "時を置かず": "直ちに", "間を置かず": "直ちに", "間をおかず": "直ちに", "即刻": "直ちに", "許し": "承諾", "了解": "承諾",
    "解く": "解除する", "解き": "解除し", "解い": "解除し", "解かれ": "解除され", "解かな": "解除しな",
}  # fmt: skip
_PLAIN_AT = re.compile(
    "(?<![取荷客り\\s])扱(?=[いうえおわっ])|差し?出(?:さ[れせ]|[さすせ]|(?=し))|(?<!断に)(?<!量に)(?<!意に)委ね[るらよ]?"
    "|時を(?:移さ|お|置)か?ず|間を[お置]かず|即刻|(?:許し|了解)(?=を[得受経求要]|なく|なし|なき|の(?:ない|な|上)|が(?:な|あ))"
    "|(?<=[約定]を)解(?:く|き|い(?=[たて])|か[れな])"
)
_PLAIN_LETTERS = frozenset("扱差委時間刻許解")
_SPACE = re.compile("[\\s\u00a0\u200b-\u200f\u2028-\u202f\u2060\ufeff\u00ad\ufe00-\ufe0f\ufffe\U000e0100-\U000e01ef]+")
_COMPOUND = re.compile("[か-ヿ][\u3099\u309a]|[\u2100-\u214f\u2474-\u2487\u3200-\u321e\u3220-\u3247\u3250\u32cc-\u33ff]")
_COMPOUNDS = re.compile("[\u3099\u309a\u2100-\u214f\u2474-\u2487\u3200-\u33ff]")
_POINT = re.compile("[.,]")
_BEFORE_POINT = re.compile("[\u3040-\u30ff\u4e00-\u9fff)]")
_BEHIND_STOP = re.compile("[^\\d\\s.a-zA-Z]|\\s*$")
_SPELLINGS = re.compile("|".join([*sorted(map(re.escape, _VARIANTS), key=len, reverse=True), _PLAIN_AT.pattern]))
_SPELLED = _VARIANTS | _PLAIN_WORDS
_LONGEST = max(map(len, _VARIANTS))
_VARIANT_SIZES = sorted(((variant, len(variant)) for variant in _VARIANTS), key=lambda pair: -pair[1])
_GLUED = re.compile(r"[\w.,;:)\]'\"%&/-]$", re.ASCII)
_GLUES = re.compile(r"^[\w(\['\"&/-]", re.ASCII)
_OLD = re.compile("^[^\u3040-\u309f]*[ヲノニハ][^\u3040-\u309f]*$")
_OLD_TAIL = re.compile("(?:[一-龥][ヲノニハモガト])|(?:[スシル][。ヘ]?$)")
_KATAKANA_RUN = re.compile("[ァ-ヴー]+")
_LOANWORD = re.compile(
    "(?:システム|ソフトウエア|ソフト|ウイルス|クラウド|メモリ|ファイル|ネットワ|プログラム|アクセス|パスワ|[ァ-ヴ]*?[ーァィゥェォッャュョヴ][ァ-ヴー]*?(?=[ヲニハノモガトヘ]|$)|[ァ-ヴー]*[ーァィゥェォッャュョヴ][ァ-ヴー]*)"
)


class Folded:
    """Folded text with a map back to the original.

    >>> folded = fold("情報の漏洩を 防ぐ")
    >>> folded.text
    '情報の漏えいを防ぐ'
    >>> folded.span(3, 7)
    (3, 6)
    """

    __slots__ = ("_folded_at", "_raw_at", "_raw_len", "text")

    def __init__(self, text: str, folded_at: list[int], raw_at: list[int], raw_len: int) -> None:
        self.text = text
        self._folded_at = folded_at
        self._raw_at = raw_at
        self._raw_len = raw_len

    def start(self, index: int) -> int:
        """Return the original offset of the folded character at ``index``."""
        if not self._folded_at:
            return index
        at = bisect_right(self._folded_at, index) - 1
        if at < 0:
            return index
        raw = self._raw_at[at] + index - self._folded_at[at]
        limit = self._raw_at[at + 1] if at + 1 < len(self._raw_at) else self._raw_len
        return min(raw, max(limit - 1, self._raw_at[at]))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the original (start, end) of the folded characters ``start``–``end``."""
        first = self.start(start)
        if end <= start:
            return first, first
        if not self._folded_at:
            return first, end
        # the end of the last character is where the next piece begins, when it ends its piece
        at = bisect_right(self._folded_at, end - 1) - 1
        if at + 1 < len(self._folded_at) and self._folded_at[at + 1] == end:
            return first, self._raw_at[at + 1]
        return first, min(self.start(end - 1) + 1, self._raw_len)

    def replace(self, pattern: re.Pattern[str], put: Callable[[re.Match[str]], str]) -> Folded:
        """Return a copy in which every match is replaced, the map kept true."""
        parts: list[str] = []
        folded_at: list[int] = []
        raw_at: list[int] = []
        done = size = 0
        for match in pattern.finditer(self.text):
            new = put(match)
            first, last = match.span()
            if new == match.group():
                continue
            parts.append(self.text[done:first])
            size += first - done
            raw_first, raw_last = self.span(first, last)
            self._carry(done, first, size - (first - done), folded_at, raw_at)
            folded_at.append(size)
            raw_at.append(raw_first)
            parts.append(new)
            size += len(new)
            folded_at.append(size)
            raw_at.append(raw_last)
            done = last
        if not parts:
            return self
        self._carry(done, len(self.text), size, folded_at, raw_at)
        parts.append(self.text[done:])
        return Folded("".join(parts), folded_at, raw_at, self._raw_len)

    def _carry(self, first: int, last: int, at: int, folded_at: list[int], raw_at: list[int]) -> None:
        """Copy the break points of an unchanged stretch to its new place."""
        if not self._folded_at:
            if not folded_at and at == first:
                folded_at.append(0)
                raw_at.append(0)
            return
        begin = bisect_right(self._folded_at, first)
        if not folded_at and first == 0 and (begin == 0 or self._folded_at[0] > 0):
            folded_at.append(0)
            raw_at.append(self.start(0))
        for index in range(begin, len(self._folded_at)):
            if self._folded_at[index] >= last:
                break
            folded_at.append(at + self._folded_at[index] - first)
            raw_at.append(self._raw_at[index])


def unify(text: str) -> str:
    """Return the text with every character that has a single other form written in that form; offsets stay the same.

    >>> unify("１２條（秘密）")
    '12条(秘密)'
    """
    for char in set(text):
        if char > "~":
            put = _SINGLES[ord(char)]
            if put != ord(char):
                text = text.replace(char, chr(put))
    return text


class Folder:
    """Folds stretches of one document; what there is to do is found in one pass over the whole text.

    >>> Folder("１　秘 密を守る。").fold(2, 9).text
    '秘密を守る。'
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._unified = unify(text)
        self._edits = _find_edits(self._unified)
        self._starts = [start for start, _ in self._edits]

    def fold(self, start: int, end: int, *, cells: bool = False) -> Folded:
        """Fold the stretch from ``start`` to ``end``; with ``cells`` line feeds part table cells and become ``|``."""
        first = bisect_left(self._starts, start)
        if cells or (first and self._edits[first - 1][1] > start):
            return fold(self._text[start:end], cells=cells)
        last = first
        edits = self._edits
        while last < len(edits) and edits[last][0] < end:
            last += 1
        raw = self._unified[start:end]
        if ("ヲ" in raw or "ハ" in raw) and _OLD.match(raw):
            return fold(self._text[start:end])
        if first == last:
            return Folded(raw, [], [], len(raw))
        if edits[last - 1][1] > end:
            return fold(self._text[start:end])
        return _edit(raw, [(s - start, e - start) for s, e in edits[first:last]], False)


def fold(raw: str, *, cells: bool = False) -> Folded:
    """Fold a stretch of text.

    Args:
        raw: the text as the document has it.
        cells: whether line feeds part table cells; they become ``|`` then.
    """
    text = unify(raw)
    if ("ヲ" in text or "ハ" in text) and _OLD.match(text) and len(_OLD_TAIL.findall(text)) >= 2:
        text = _KATAKANA_RUN.sub(_modern, text)
    return _edit(text, _find_edits(text), cells)


def _modern(run: re.Match[str]) -> str:
    """Write the endings of an old statute in hiragana, but leave its loanwords."""
    word = _LOANWORD.match(run.group())
    kept = word.group() if word else ""
    return kept + "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヴ" else c for c in run.group()[len(kept) :])


def _find_edits(text: str) -> list[tuple[int, int]]:
    """Return the stretches of a unified text that must be rewritten, in order, without overlap."""
    found = [match.span() for match in _SPACE.finditer(text)]
    letters = set(text)
    for variant, size in _VARIANT_SIZES:
        at = text.find(variant) if letters.issuperset(variant) else -1
        while at >= 0:
            found.append((at, at + size))
            at = text.find(variant, at + size)
    if not letters.isdisjoint(_PLAIN_LETTERS):
        found += [match.span() for match in _PLAIN_AT.finditer(text)]
    for match in _POINT.finditer(text):
        at = match.start()
        if at and _BEFORE_POINT.match(text[at - 1]):
            behind = text[at + 1 : at + 2]
            if (_BEHIND_STOP.match(text, at + 1) if match.group() == "." else behind and not behind.isdigit()):
                found.append(match.span())
    if _COMPOUNDS.search(text):
        found += [match.span() for match in _COMPOUND.finditer(text)]
    found.sort()
    edits = []
    done = 0
    for start, end in found:
        if start >= done:
            edits.append((start, end))
            done = end
    return edits


def _edit(text: str, edits: list[tuple[int, int]], cells: bool) -> Folded:
    """Carry out the edits: spaces out, spelling variants and compound characters rewritten."""
    parts: list[str] = []
    folded_at: list[int] = []
    raw_at: list[int] = []
    done = size = 0
    joints: list[int] = []  # where something was taken out
    for first, last in edits:
        found = text[first:last]
        new = _SPELLED.get(found)
        if new is None:
            new = _put(found, text, first, last, cells)
            joints.append(size + first - done)
        if new == found:
            continue
        parts.append(text[done:first])
        size += first - done
        if not folded_at:
            folded_at.append(0)
            raw_at.append(0)
        folded_at.append(size)
        raw_at.append(first)
        parts.append(new)
        size += len(new)
        folded_at.append(size)
        raw_at.append(last)
        done = last
    if not parts:
        return Folded(text, [], [], len(text))
    parts.append(text[done:])
    folded = Folded("".join(parts), folded_at, raw_at, len(text))
    # a variant that was broken by a space is whole only now
    if any(_SPELLINGS.search(folded.text, max(0, at - _LONGEST), at + _LONGEST) for at in joints):
        return folded.replace(_SPELLINGS, lambda m: _SPELLED[m.group()])
    return folded


def _put(found: str, text: str, first: int, last: int, cells: bool) -> str:
    """Return what stands for a match that is no spelling variant."""
    if found == ".":
        return "。"
    if found == ",":
        return "、"
    if found[0].isspace() and not cells and (not first or text[first - 1] > "~"):
        return ""  # the common case: nothing behind Japanese needs a space
    if found[0].isspace() or found[0] in "\u200b\u2060\ufeff\u00ad\ufffe" or not found[0].isprintable() or "\ufe00" <= found[0] <= "\ufe0f":
        if cells and "\n" in found:
            return "|"
        if not any(c.isspace() for c in found):
            return ""
        if first and last < len(text) and text[first - 1].isalnum() and text[last].isalnum() and _alone(text, first - 1) and _alone(text, last):
            return ""  # 「I D」: a word spaced letter by letter
        if first and last < len(text) and _GLUED.search(text[first - 1]) and _GLUES.search(text[last]):
            return " "
        return ""
    return unicodedata.normalize("NFKC", found).replace(" ", "")


def _alone(text: str, at: int) -> bool:
    """Whether the letter at an offset has no letter beside it."""
    before, behind = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    return not (before.isascii() and before.isalnum()) and not (behind.isascii() and behind.isalnum())


def fold_text(raw: str) -> str:
    """Fold and return the text alone.

    >>> fold_text("ｾｷｭﾘﾃｨ ㈱ﾃｽﾄ，第１２条")
    'セキュリティ(株)テスト、第12条'
    """
    return fold(raw).text
