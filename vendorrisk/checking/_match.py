"""One rule against one statement: form × force × party gives a verdict and its reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import attrs

from vendorrisk.checking._masks import TABLE, Masks
from vendorrisk.checking._policy import CompiledRule, Matcher
from vendorrisk.checking._screen import members
from vendorrisk.checking._seek import Seeker
from vendorrisk.model import Bilingual
from vendorrisk.requirements import Form, Verdict
from vendorrisk.text import Clauses, Force, Paragraph, ParagraphKind, Party, Statement, Text

__all__ = ["LIFTED", "MARKED", "SNIPPET", "WAIVED", "Finding", "Reader", "may_refute", "reader_of"]


@attrs.frozen
class Finding:
    """What one statement says about one element."""

    verdict: Verdict
    reason: Bilingual
    statement: Statement
    part: str


_NOT_THE_ACT = re.compile(
    r"(?:(?:さ|を)?(?:れ|せ|行わ|行|受け|実施)?(?:った|した|する|された|される|させた|させる|している|していた|っている|った)(?:もの(?!と|で|の)|者|資料|情報|媒体|場合(?!が|も)|とき|後|際|個人|データ|第三者|相手|事業者|業務|書類|記録|甲|乙|ため)"
    r"|(?:先|者|物|契約書?|業者|料|費|結果|員|票|日)(?![をにへ](?:対|委|提)))"
)
# 「再委託は、…の場合を除き、禁止する」: the act is the topic of the sentence and stands before the condition
_AS_TOPIC = re.compile(r"(?:し)?(?:を(?:行う|する))?(?:こと|行為)?(?:及び|又は)?(?:(?!とき|場合|際|時に)[^、。]){0,8}?(?:は|については|に関しては)、")
_LIMITED = re.compile(r"に限(?:り(?!ます)|って|る)|(?:のみ|だけ)(?!なら|を(?:用い|使))")
_ONLY_WITH_CONSENT = re.compile(r"甲[^、。乙]{0,16}(?:承諾|承認|許諾|許可|同意)[^、。]{0,10}(?:場合|とき|もの)$")
_VENDOR_AGREES = re.compile(r"乙(?:が|の)[^。甲]{0,24}(?:同意|承諾|承認|許可|了承)(?:し(?:た|て)|を(?:得|受け)|が|する)[^。]{0,14}(?:場合|とき|限|のみ|なければ|上で|範囲)")
_DEFINES = re.compile(r"(?:を|と)(?:いう|いいます|指す|称する)。?$")
_TO_WRITE = re.compile(
    r"(?:契約書|委託契約|約款|仕様書|契約条項|契約)(?:等|の案)?(?:に|には|において|の中に)[^。]{0,400}(?:盛り?込|明記)|(?:契約書|委託契約|約款|契約条項)(?:等|の案)?(?:に|には|において|の中に)[^。]{0,400}(?:記載し|記載する(?:こと|もの)|規定し|規定する(?:こと|もの)|定めなければ|定めるもの|定めること)"
    r"|(?:提案書|企画書|応募書類|申込書|見積書)(?:等)?(?:に|には)[^。]{0,120}(?:記載|明記)(?:して|し)?(?:ください|すること|するもの|下さい|$)"
    r"|(?:旨|条項|欄)(?:を|が)[^。]{0,16}(?:設け|入って|盛り?込|記載|明記|規定)"
)
_VENDOR_WRITES = re.compile("(?:乙|受託者|受注者|受託事業者|事業者|請負者|委託先)は")
_OWN_CONTRACT = re.compile(r"(?:再委託|下請|派遣|相手方|第三者)[^、。]{0,8}契約|再委託(?:先)?との")
_WITH_CONSENT = re.compile(
    r"甲?(?:の|から|が)?[^。]{0,24}?(?:承諾|承認|許諾|許可|同意|了承|了解|許し)(?:を)?[^。]{0,14}?(?:得|受け|取得|ある|あった|した|があ|のあ)[^。]{0,12}?(?:場合|とき|限り|上で|うえで|上、|て|た後|範囲)|(?:場合|とき|もの|者|範囲)(?:に限り|に限って|のみ|に限る)"
)
_WITHOUT_CONSENT = re.compile(r"(?:承諾|承認|許諾|許可|同意|了承)(?:を)?(?:要し|要する|得る|得|受け)?(?:こと)?(?:なく|なし|ず|ない|ることなく|を要せず|不要|せずに)")
_WHIM = re.compile(
    r"乙の(?:業務|事業|営業|サービス)(?:の)?(?:改善|向上|開発|拡大)|(?:乙|担当者|投稿者|従事者|運用者)(?:が|に|の|において)[^。]{0,30}?(?:判断|認め|必要|裁量|都合|便宜|希望|余力|有用|有益|相当|適当|任意|選択|不要)|(?:業務上|運用上|営業上|経営上)(?:の)?(?:必要|支障|都合|便宜)|当社の判断|当分の間"
    r"|費用を(?:要する|伴う)|繁忙|やむを得ない(?:事由|場合|理由|とき|事情)|緊急[^、。]{0,10}(?:とき|場合|時)?[^。]{0,14}省略|合理的(?:な)?理由|話題性|あらゆる|包括的"
)
_IF_VENDOR_LIKES = re.compile(
    r"(?:乙(?:が|に)[^、。]{0,14}?(?:希望|余力|余裕|都合|任意|と判断し|判断する|相当と認め|適当と認め|必要と(?:自ら)?(?:認め|判断)|必要が?ないと)|甲が[^、。]{0,24}(?:増額|費用を(?:別途)?(?:負担|支払)|別料金|有償)|親会社が)[^、。]*(?:とき|場合|限り)"
)
_CLIENT_DECIDES = re.compile(
    r"甲(?:が|の|から|は|と)[^。]{0,30}?(?:承諾|承認|許諾|許可|同意|了承|了解|指示|認め|求め|必要|協議|指定)|あらかじめ[^。]{0,14}(?:承諾|承認|許諾|許可|同意)|(?:承諾|承認|許諾|許可|同意)(?:を得|が(?:ある|あ)|のある|を受け)|法令|法律|条例|裁判所|官公署|公知|公開|正当な(?:理由|権限)"
)
_VENDOR_JUDGES = re.compile(r"乙(?:が|において)[^。、甲]{0,20}と(?:認め|判断す|判断し|考え)(?:る|た)(?:もの|事項|範囲|部分)|必要と(?:思われ|考え)る(?:場合|とき)|(?:であると|と|を)乙(?:が|において)[^、。]{0,8}(?:判断|認め)|乙が(?:自ら|独自に)?判断した(?:もの|場合|とき|範囲)")
_EMERGENCY = re.compile(r"(?:緊急|至急|急を要する)[^、。]{0,8}(?:を除|以外)")
_MARKED = re.compile(r"(?:秘密|機密|社外秘|「秘」)[^。]{0,20}?(?:表示|明示|指定|表記)(?:し|さ|が|を)")
_REGARDLESS = re.compile(r"問わ|かかわらず|有無|口頭")
_ASKS = re.compile("承諾|承認|許諾|許可|同意|了承")
_DEEMS = re.compile(r"みな|省く|省略|包括|承諾済み|足りる|足ります|代える|不要|要しない")
_LIFTS = re.compile(r"限りで(?:は)?(?:な|あり)|適用し(?:な|ませ)|除く|除きます|除外|妨げ|できる|できます|ことがあり|ことがある|足りる|足ります|省略|要しな|要しませ|不要|みな|承諾済み|代える|でよい|ではな")

REASONS = {
    Force.EFFORT: Bilingual("努力義務にとどまる。", "Best effort only."),
    Force.FRAGMENT: Bilingual("見出し又は語句だけで、義務を定めていない。", "A heading or phrase only; it binds nobody."),
    Force.PERMISSION: Bilingual("できるとの定めにとどまる。", "A permission only."),
    Force.STATEMENT: Bilingual("事実の記述であり、義務を定めていない。", "A statement of fact, not a duty."),
    Force.DENIAL: Bilingual("義務又は責任を否定している。", "The duty is denied."),
    Force.DEFERRED: Bilingual("別に定める、協議する等として、ここでは定めていない。", "Left to be agreed or laid down elsewhere."),
    Force.BAN: Bilingual("行わない、又は行えないと定めている。", "The text says that it is not done."),
}
CUT = Bilingual("文が途中で切れている。", "The sentence breaks off.")
QUOTED = Bilingual("引用又は例示であり、契約の定めではない。", "Quoted or given as an example.")
DEFINED = Bilingual("用語の定義であり、約束ではない。", "A definition, not a promise.")
LIMIT = Bilingual("一部の場合に限られている。", "Limited to some cases.")
STAFF = Bilingual("市の職員に向けた定めであり、相手方を拘束しない。", "A rule for the city's own staff.")
CONTENTS = Bilingual("目次の項目である。", "An entry of a table of contents.")
PROVISO = Bilingual("ただし書により相手方の判断で外れる。", "A proviso lets the other side decide.")
WHIM = Bilingual("相手方の都合等を条件としている。", "It depends on what the other side pleases.")
MARKED = Bilingual("秘密である旨を表示した情報等に限られている。", "Limited to information marked as secret.")
LIFTED = Bilingual("別の条項で適用が除外されている。", "Another clause lifts it.")
WAIVED = Bilingual("別の定めで省略を認めている。", "Another provision lets it be left out.")
SNIPPET = Bilingual("他の文書の抜粋である。", "A snippet of another document.")
PENDING = Bilingual("承諾されていない変更履歴の挿入である。", "A tracked insertion that nobody has accepted.")
_READABLE = 0.8
"""Measured on 912 lines of rendered contracts (two fonts, 150-300 dpi, noise, skew, fading): of lines recognised with this confidence or
more 1.3 % of the characters are wrong, and one line in 40 has more than a tenth of them wrong; of the others 22 %, and three in four."""
DOUBTFUL = Bilingual("文字認識の確度が低い。", "Recognised with low confidence.")
_LOST_SUBJECT = re.compile("(?:[^甲乙丙丁市町村県]|)は、")
SUBJECTLESS = Bilingual("文字認識で主語が読み取れておらず、誰の義務か分からない。", "Recognition lost who is bound.")
RULE = Bilingual("要件の一部にとどまる。", "Only part of what is demanded.")
NONE = Bilingual("", "")
INTENDED = Bilingual("これからの意向の表明にとどまる。", "Only what is intended from now on.")
EMPTY = Bilingual("記入欄が空欄である。", "The field has not been filled in.")
PERMITTED = Bilingual("禁止すべきことを認めている。", "The text permits what must be forbidden.")


_MAY_REFUTE = re.compile(
    "(?<!なければなら)(?<!てはなら)(?<!ねばなら)ない|ません|でき|ず、|ず。|免|不要|足り|自由|妨げ|ことがあ|場合があ|差支え|よい|べから|べからず|みな|得る|除外|消滅|失う|失効|任意|裁量|代える|対象外|構わ|可能|可と|を削る"
)


_FEW = 5  # rules; to try so many costs less than to find out how a text binds
_REMEMBERED = 20_000  # statements; about 20 MB
_INTENDS = re.compile("今後(?:は|とも)?、?[^。]{0,80}(?:まいります|参ります|いきます|いく所存|努めます)")
_EMPTY_CELL = re.compile(r"\|\s*\|$|^[^。、をはがに:：]{1,12}(?:\([^()]{0,20}\))?[:：]$")
_OWN_FAULT = re.compile("甲の(?:責め|責任|過失|故意|帰責)")


def may_refute(text: str) -> bool:
    """Whether any statement of a paragraph may refute anything."""
    return _MAY_REFUTE.search(text) is not None


@attrs.define(eq=False)
class _Known:
    """What is known of some words: the rules that were tried on them, and those whose patterns match, with the act."""

    tried: int = 0
    matched: int = 0
    acts: dict[int, re.Match[str] | None] = attrs.field(factory=dict)


class Reader:
    """Holds the rules of a matcher against statements, and remembers which patterns match which words.

    Contracts of one city say most things in the same words; only what depends on force and surroundings is looked at again.

    Attributes:
        matcher: the rules.
        masks: which of them a statement is open to.
    """

    def __init__(self, matcher: Matcher) -> None:
        self.matcher = matcher
        self.masks = Masks(matcher)
        self._known: dict[tuple[str, int], _Known] = {}

    def matching(self, rules: int, settled: int, texts: Iterable[tuple[Text, int]], paragraph: Paragraph, clauses: Clauses) -> int:
        """Return those of the rules that match one of the texts of a paragraph where it stands.

        Args:
            rules: the rules to try.
            settled: rules of which only what refutes is of interest.
            texts: every text that a statement of the paragraph can have, with the rules whose words it holds.
            paragraph: where they stand.
            clauses: the document.
        """
        matched = 0
        for text, named in texts:
            untold = rules & named & ~matched
            if untold.bit_count() > _FEW:
                untold &= self._open(text, settled)
            if untold:
                untold &= self._read(untold, text.text, text.main).matched
            standing = 0
            for number in members(untold):
                if _stands(self.matcher.rules[number], text.text, text.sentence, paragraph, clauses):
                    standing |= 1 << number
            if standing:
                matched |= standing & self._open(text, settled)
        return matched

    def _open(self, text: Text, settled: int) -> int:
        """Return the rules that a text is open to, by how and whom it binds."""
        bound = text.binds()
        if bound is None:
            return -1
        force, bearer = bound
        return self.masks.open_to(force, None if bearer is Party.NONE else bearer) & (~settled | self.masks.refuting[force])

    def findings(self, rules: int, statement: Statement, clauses: Clauses) -> Iterator[tuple[int, Finding]]:
        """Yield what a statement says: number of the rule, and the finding.

        Args:
            rules: the rules to try, which the masks have found open to its force and bearer.
            statement: the statement; where it says nothing, it is read without its parentheses.
            clauses: the document that it stands in.
        """
        known = self._read(rules, statement.text, statement.main)
        bare = statement.bare
        without = self._read(rules, bare.text, bare.main) if bare is not None else None
        for number in members(rules & (known.matched | (without.matched if without is not None else 0))):
            compiled = self.matcher.rules[number]
            finding = None
            if number in known.acts:
                finding = _in_place(compiled, _by_words(compiled, known.acts[number], statement), statement, clauses)
            if finding is None and bare is not None and without is not None and number in without.acts:
                finding = _in_place(compiled, _by_words(compiled, without.acts[number], bare), bare, clauses)
            if finding is not None:
                yield number, finding

    def _read(self, rules: int, text: str, main: int) -> _Known:
        key = (text, main)
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            known = self._known[key] = _Known()
        for number in members(rules & ~known.tried):
            matched, act = _match(self.matcher.rules[number], text, main)
            if matched:
                known.acts[number] = act
                known.matched |= 1 << number
        known.tried |= rules
        return known


def reader_of(matcher: Matcher) -> Reader:
    """Return the reader of a matcher; made once."""
    if matcher.reader is None:
        matcher.reader = Reader(matcher)
    found: Reader = matcher.reader
    return found


def _match(compiled: CompiledRule, text: str, main: int) -> tuple[bool, re.Match[str] | None]:
    """Whether the patterns of a rule match a text, and its act."""
    act = None
    if compiled.act is not None:
        act = _find_act(compiled.act, text, main)
        if act is None:
            return False, None
    for pattern in compiled.every:
        if not pattern.search(text):
            return False, None
    if compiled.when is not None and not compiled.when.search(text, 0, main):
        return False, None
    return not (compiled.unless is not None and compiled.unless.search(text)), act


def _by_words(compiled: CompiledRule, act: re.Match[str] | None, statement: Statement) -> tuple[Verdict, Bilingual] | None:
    """Return what a statement whose words match a rule says about its element, wherever it stands."""
    rule = compiled.rule
    if compiled.unless is not None and statement.lead and compiled.unless.search(statement.lead):
        return None
    verdict, reason = _weigh(compiled, statement, act)
    if verdict is None:
        return None
    if verdict is Verdict.MET and rule.gives is not None:
        return rule.gives, RULE if rule.gives is Verdict.WEAK else REASONS[Force.DENIAL]
    return verdict, reason


def _stands(compiled: CompiledRule, text: str, sentence: str, paragraph: Paragraph, clauses: Clauses) -> bool:
    """Whether the surroundings of a text are what a rule asks for."""
    if compiled.document is not None and not clauses.say(compiled.document):
        return False
    if compiled.context is not None and not compiled.context.search(text) and not any(map(compiled.context.search, clauses.context(paragraph, sentence))):
        return False
    return compiled.unless_context is None or not compiled.unless_context.search(clauses.around(paragraph))


def _in_place(compiled: CompiledRule, said: tuple[Verdict, Bilingual] | None, statement: Statement, clauses: Clauses) -> Finding | None:
    """Return what the words say where they stand, or None."""
    if said is None or not _stands(compiled, statement.text, statement.sentence, statement.paragraph, clauses):
        return None
    verdict, reason = _cap(*said, compiled.own_rules or compiled.rule.by == "any", statement)
    return Finding(verdict, reason, statement, compiled.rule.part)


def _find_act(pattern: Seeker, text: str, main: int) -> re.Match[str] | None:
    """Return the act of the main clause, or the act that is the topic of the whole sentence."""
    found = pattern.search(text, main)
    while found is not None:
        if not _NOT_THE_ACT.match(text, found.end()):
            return found
        found = pattern.search(text, max(found.end(), found.start() + 1))
    if main:
        for found in pattern.finditer(text, 0, main):
            if _AS_TOPIC.match(text, found.end()):
                return found
    return None


def _weigh(compiled: CompiledRule, statement: Statement, act: re.Match[str] | None) -> tuple[Verdict | None, Bilingual]:
    """Read the verdict off form and force."""
    form, force, text = compiled.rule.form, statement.force, statement.text
    verdict = TABLE[form].get(force)
    reason = NONE if verdict is Verdict.MET else REASONS.get(force, NONE)
    if form is Form.BAN and force is Force.PERMISSION:
        if _WITH_CONSENT.search(text) and not _WITHOUT_CONSENT.search(text) and "関係者の" not in text:
            return Verdict.MET, NONE
        return Verdict.NEGATED, PERMITTED
    if verdict is Verdict.NEGATED and form is Form.RIGHT and _OWN_FAULT.search(text, 0, statement.main):
        return None, NONE  # 「甲の責めに帰すべき事由によるときは、解除することができない」 takes no remedy away
    if verdict is Verdict.MET and form is Form.RIGHT and _VENDOR_AGREES.search(text):
        return Verdict.WEAK, WHIM
    if verdict is Verdict.MET and (form is Form.DUTY or form is Form.BAN) and _is_limited(text, act):
        return Verdict.WEAK, LIMIT
    if verdict is Verdict.NEGATED and form is Form.DUTY and act is not None:
        pattern = compiled.act
        last = act if pattern is None else max(pattern.finditer(text, act.start()), key=lambda found: found.end(), default=act)
        behind = text[last.end() :]
        if len(behind) > 26 or "、" in behind:
            return None, NONE  # what is denied is not this act
    return verdict, reason


def _is_limited(text: str, act: re.Match[str] | None) -> bool:
    """Whether a duty or ban holds for some cases only: 「…の場合に限り、報告する」."""
    for found in _LIMITED.finditer(text):
        if text.count("(", 0, found.start()) > text.count(")", 0, found.start()):
            continue  # 「セキュリティポリシー(受託者に係る部分に限る。)」
        behind = text[found.end() : found.end() + 40]
        if re.fullmatch(r"(?:もの|こと)?(?:と(?:する|します))?", behind) and found.group().endswith("る"):
            continue  # 「乙の本社に限る」 is the rule itself
        if found.group() in ("のみ", "だけ") and not re.match(r"を|、", behind):
            continue
        if act is not None and found.start() > act.start():
            continue
        if _ONLY_WITH_CONSENT.search(text, 0, found.start()):
            continue  # 「持出しは、甲の承認を得た場合に限り、行う」 is the rule itself
        if re.match(r"(?:もの|こと)?(?:と)?(?:する)?(?:と(?:とも|共)に|ほか|上で|うえで)", behind):
            continue  # 「必要な者に限るとともに、監督する」: two duties
        if re.search(r"できる|ことができ", behind):
            continue  # what is limited is a permission
        return True
    return False


def _misread(statement: Statement) -> Bilingual | None:
    """Return why recognised text is no proof: too many characters may be wrong, or the one that says who is bound."""
    sure = statement.confidence
    if sure is None:
        return None
    if sure < _READABLE:
        return DOUBTFUL
    return SUBJECTLESS if _LOST_SUBJECT.match(statement.sentence) else None


def _cap(verdict: Verdict, reason: Bilingual, staff_counts: bool, statement: Statement) -> tuple[Verdict, Bilingual]:
    """Lower a verdict for what the words around the statement take away."""
    paragraph = statement.paragraph
    why: Bilingual | None = None
    if paragraph.kind is ParagraphKind.CONTENTS:
        why = CONTENTS
    elif statement.cut:
        why = CUT
    elif statement.quoted:
        why = QUOTED
    elif not staff_counts and (
        statement.bearer is Party.STAFF
        or (statement.bearer is not Party.VENDOR and _TO_WRITE.search(statement.text) and not _OWN_CONTRACT.search(statement.text))
        or (paragraph.stem is not None and _lists_clauses(paragraph.stem.text))
    ):
        why = STAFF
    elif _DEFINES.search(statement.sentence) and verdict is Verdict.MET:
        why = DEFINED
    elif paragraph.pending:
        why = PENDING
    elif verdict is Verdict.MET and (misread := _misread(statement)) is not None:
        why = misread
    elif verdict is Verdict.MET and _EMERGENCY.search(statement.text, 0, statement.main):
        why = PROVISO
    elif verdict is Verdict.MET and _VENDOR_JUDGES.search(statement.text):
        why = WHIM
    elif verdict is Verdict.MET and _INTENDS.search(statement.sentence):
        why = INTENDED
    elif verdict is Verdict.MET and _EMPTY_CELL.search(statement.sentence):
        why = EMPTY
    elif verdict is Verdict.MET and by_marked(statement.sentence):
        why = MARKED
    elif verdict is Verdict.MET and statement.proviso and _takes_away(statement.proviso):
        why = PROVISO
    elif verdict is Verdict.MET and _IF_VENDOR_LIKES.search(statement.text, 0, statement.main) and not _ASKS.search(
        statement.text, statement.main
    ):
        why = WHIM
    if why is None or verdict is Verdict.WEAK:
        return verdict, reason
    return Verdict.WEAK, why


def _lists_clauses(stem: str) -> bool:
    """Whether a list says what the city's staff must write into a contract, however its items are worded."""
    return _TO_WRITE.search(stem) is not None and _OWN_CONTRACT.search(stem) is None and _VENDOR_WRITES.search(stem) is None


def by_marked(sentence: str) -> bool:
    """Whether a sentence protects only what is marked as secret."""
    return _MARKED.search(sentence) is not None and _REGARDLESS.search(sentence) is None


def _takes_away(proviso: str) -> bool:
    """Whether a proviso lets the other side decide, or deems done what was not done."""
    if not _LIFTS.search(proviso):
        return False
    if _DEEMS.search(proviso) and re.search(r"承諾|同意|通知|報告|届出|省略|省く|不要", proviso):
        return not re.search(r"甲が(?:認め|不要|必要がないと|承諾した)", proviso)
    return bool(_WHIM.search(proviso)) and not _CLIENT_DECIDES.search(proviso)
