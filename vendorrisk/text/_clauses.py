"""What a sentence says by itself: its clauses, each with its main part, its force and the party that it is about.

Nothing here knows where the sentence stands; what the stem of its list, its headings or the sentence before add to it is the business of
the statements.  Contracts of one city share most of their sentences, so what has been read once is kept for the next document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from itertools import product

import attrs

from vendorrisk.text._english import english_bearer, english_force, is_english
from vendorrisk.text._force import FRAGMENT, Force, force_of
from vendorrisk.text._parties import BOTH, NONE, STAFF, VENDOR, Party

__all__ = ["Clause", "Sentence", "bare", "bearer_of", "main_at", "sentence_of", "sentence_spans"]

_KEPT = 8192  # sentences; about 20 MB at the most


@attrs.frozen(eq=False)
class Clause:
    """A clause with a subject and a predicate of its own; how it binds and whom is found out when somebody asks.

    Attributes:
        text: folded, parties written 甲 and 乙, its ending finished where it was cut out of a longer sentence.
        plain: the same without parentheses.
        main: offset in ``text`` where the main clause begins, behind the last condition.
    """

    text: str
    plain: str
    main: int
    _floor: int
    """Where its own part begins, behind what it shares with the clause before."""

    @cached_property
    def _plain_main(self) -> int:
        if self.plain is self.text:
            return self.main
        main = main_at(self.plain)
        return max(main, len(bare(self.text[: self._floor]))) if self._floor else main

    @cached_property
    def _english(self) -> bool:
        return is_english(self.plain)

    @cached_property
    def force(self) -> Force:
        """How it binds."""
        if self._english:
            return english_force(self.plain)
        force = force_of(self.plain[self._plain_main :])
        return force_of(self.plain) if force is FRAGMENT and self._plain_main else force

    @cached_property
    def topic(self) -> Party:
        """The party that it is about."""
        return english_bearer(self.plain) if self._english else _topic_of(self.plain)

    @cached_property
    def bearer(self) -> Party:
        """The same, or where nobody is its topic the party that is its subject (甲が)."""
        if self._english or self.topic is not NONE:
            return self.topic
        return _subject_of(self.plain, main_at(self.plain) if self._floor else self._plain_main)


@attrs.frozen(eq=False)
class Sentence:
    """A sentence taken apart.

    Attributes:
        clauses: in order.
        ended: whether it ends with a full stop.
    """

    clauses: tuple[Clause, ...]
    ended: bool
    _core: str

    @cached_property
    def lead(self) -> str:
        """What the sentence is about, which holds for its later clauses too."""
        about = _LEAD.match(self._core)
        return about.group() if about else ""

    @cached_property
    def quoted(self) -> bool:
        """Whether it is somebody's words in quotation marks."""
        return _is_quoted(self._core)


_PARENS = re.compile(r"\([^()]*\)")
_DEFINED = re.compile(r"\(以下[^()]*\)")
_LEAD = re.compile(r"[^。]{2,60}?(?:については|に関しては|について|は)、")
_QUOTED = re.compile("「([^「」]+)」")
_ITEM_IS_WHOLE = frozenset((Force.DUTY, Force.BAN, Force.PERMISSION, Force.EFFORT, Force.DENIAL))


@lru_cache(maxsize=_KEPT)
def sentence_of(text: str) -> Sentence:
    """Take a folded sentence apart.

    >>> [(c.text, c.force.value, c.bearer.value) for c in sentence_of("甲は監査することができ、乙は、これを拒んではならない。").clauses]
    [('甲は監査することができる', 'permission', 'client'), ('乙は、これを拒んではならない', 'ban', 'vendor')]
    """
    core = text.rstrip("。!?！？")
    if ")" in core:
        core = _DEFINED.sub("", core).replace("。)", ")")
    return Sentence(tuple(_clause(piece, floor) for piece, floor in _split(core)), text.endswith(("。", "!", "?", "！", "？")), core)


def _clause(piece: str, floor: int) -> Clause:
    return Clause(piece, bare(piece), max(main_at(piece), floor), floor)


def bare(text: str) -> str:
    """Return the text without its parentheses, two levels deep."""
    return _PARENS.sub("", _PARENS.sub("", text)) if "(" in text else text


# --- sentences


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Cut a paragraph at its full stops, but not inside brackets and quotations."""
    if "。" not in text[:-1] and "." not in text and ";" not in text:
        yield 0, len(text)
        return
    begin = depth = 0
    size = len(text)
    for match in _MARKS.finditer(text):
        char, index = match.group(), match.start()
        if char in "(「":
            depth += 1
        elif char in ")」":
            depth = max(0, depth - 1)
        elif char == "。":
            if depth == 0 or index - begin > 600:
                yield begin, index + 1
                begin = index + 1
                depth = 0
        elif depth == 0 and index + 2 < size and text[index + 1] == " " and index > begin and text[index - 1].islower() and (char == ";" or text[index + 2].isupper()):
            yield begin, index + 1
            begin = index + 2
    if depth and "。" in text[begin:-1]:
        # a bracket that never closes must not swallow the sentences behind it
        for match in re.finditer(r"[^。]+。?", text[begin:]):
            yield begin + match.start(), begin + match.end()
        return
    if begin < size:
        yield begin, size


_MARKS = re.compile("[。()「」.;]")


# --- clauses of a sentence

_NO_END = re.compile(r"(?:に当た|にあた|によ|に限|に代わ|とお|に基づ|を除|につ|に従|に際|に関|に対|に先立|に応|に伴|を通|を問|に関わ|にかかわ|のみな|やむを得|必)[りきいしちじみえてぜらず]*、$")
_MAY_BE_DONE = re.compile("[しるがきずすじりいちみびぎれせえけめねべでにかて出]、")
"""Letters before a comma behind which a clause can end; whatever follows looks only there."""
_ACT_DONE = re.compile(
    r"(?P<cut>とともに|と同時に|(?<=[うくすつぬむるぐぶ])ほか)、"
    r"|(?:報告|提出|通知|連絡|実施|選任|特定|明確に|明らかに|指定|遵守|保管|管理|記録|作成|協力|教育|監督|周知|確認|整備|暗号化|施錠|保持|提示|配置|設置|厳守|徹底|整理|把握|登録)し(?P<cut2>)、(?!又は|若しくは|かつ、?又)"
    r"|(?:返し|返却し|返還し|戻し|消し|消去し|廃棄し|引渡し)(?P<cut4>)、(?=[^、。]*(?:残|保有|保持|手元)[^、。]*(?:ない|ません))"
    r"|(?:届出|講じ|行い|定め|置き|守り|受入れ|応じ|備え|設け|努め|決め|立て|受け|作り)(?P<cut3>)、(?!又は|若しくは|かつ、?又)"
)
_LEFT_DONE = re.compile(
    r"(?:もの|こと)と(?:し|する)(?:が)?、|ことができ、|(?:こととし|できることとし|てはならず|なければならず|ないものとし|を禁(?:止)?じ|禁止し|できず|負わず|要せず)、"
    r"|(?:[へべ]から[すず]|ことを得[すず])、"
    r"|(?<![問か])(?<!かかわ)(?<!なら)(?<!限)(?:[させたらまばがなかえけれめべねみにし])ず、|(?<!要し)ないで、"
    r"|(?:し|り|い|(?<!と)き|ち|み|び|ぎ|れ|せ|え|け|め|ね|べ|ず|が|とし)、(?=(?:又は|及び|かつ|また|その場合)?、?(?:甲乙|甲|乙)(?:は|も|が、))"
    r"|とともに、(?=(?:甲乙|甲|乙)は)"
)
_LONGEST = 8  # letters of the longest of these endings
_NEXT_PARTY = re.compile("(?:又は|及び|かつ|また|その場合)?、?(?:甲乙|甲|乙)(?:は|も|が、)")
_LEFT_ENDS = ("とし、", "とする、", "とするが、", "とすが、", "しが、", "でき、", "ず、", "じ、", "禁止し、", "す、", "で、", "とともに、")
_ACT_ENDS = tuple(
    f"{word}、"
    for word in (
        "とともに", "と同時に", "ほか", *["定め", "届出", "講じ", "行い", "置き", "守り", "受入れ", "応じ", "備え", "設け", "努め", "決め", "立て", "受け", "作り"],
        *(f"{letter}し" for letter in "告出知絡施任定にか守管理録成力育督認備化錠持示置設厳徹底整把握登去棄渡返却還戻消"),
    )
)
_OLD_STOP = re.compile(r"(?:す[へべ]から[すず]|ことを得[すず])(?=[^。、]{4})")
_TAKES_ALL = frozenset((Force.PERMISSION, Force.DENIAL, Force.FRAGMENT, Force.STATEMENT, Force.DEFERRED))
_STRIVE = re.compile(r"(?P<left>.{12,}(?:し|い|り|き|せ|れ|め|え|じ|ち))、(?P<right>[^、。]{1,28}(?:の|を)?[^、。ようこと]{1,14}に(?:つとめ|努め)[^、。]*)$")


def _split(sentence: str) -> Iterator[tuple[str, int]]:
    """Cut a sentence where a clause with its own predicate ends; yield each clause and where its own part begins."""
    begin = 0
    if "得" in sentence or "から" in sentence:
        sentence = _OLD_STOP.sub(r"\g<0>、", sentence)
    for match in _before_commas(_LEFT_DONE, sentence, _LEFT_ENDS, _NEXT_PARTY):
        if sentence.count("(", begin, match.start()) > sentence.count(")", begin, match.start()):
            continue
        if match.start() - begin < 4 or _NO_END.search(sentence, max(begin, match.end() - 16), match.end()):
            continue
        yield from _split_acts(_finish(sentence[begin : match.end() - 1]))
        begin = match.end()
    rest = sentence[begin:]
    if rest:
        yield from _split_acts(rest)


def _before_commas(pattern: re.Pattern[str], text: str, ends: tuple[str, ...], behind: re.Pattern[str] | None = None) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern that ends with a comma; the few letters before each comma are tried, not every letter of the text.

    Args:
        pattern: what ends with the comma.
        text: the sentence.
        ends: every match ends with one of these, or
        behind: is followed by this.
    """
    done = 0
    for comma in _MAY_BE_DONE.finditer(text):
        if not text.endswith(ends, 0, comma.end()) and not (behind is not None and behind.match(text, comma.end())):
            continue
        for start in range(max(done, comma.start() - _LONGEST), comma.end()):
            match = pattern.match(text, start)
            if match:
                yield match
                done = match.end()
                break


def _cut(match: re.Match[str]) -> int:
    """Return where the left clause ends."""
    return next(match.start(name) for name in ("cut", "cut2", "cut3", "cut4") if match.group(name) is not None)


def _split_acts(clause: str) -> Iterator[tuple[str, int]]:
    """Cut a clause with one subject and several acts: 「Aし、Bしないこと」, 「Aするとともに、B」, 「Aし、Bに努める」.

    A later part keeps the words before it, which may hold its condition and its object.  Where the end takes all acts
    together, as a permission or a denial does, the clause stays whole.
    """
    begin = 0
    for match in _before_commas(_ACT_DONE, clause, _ACT_ENDS):
        cut = _cut(match)
        left, right = clause[begin:cut], clause[match.end() :]
        if len(left) < 6 or len(right) < 4 or left.count("(") > left.count(")"):
            continue
        if force_of(_PARENS.sub("", right)) in _TAKES_ALL:
            break
        yield _finish(clause[:cut]), begin
        begin = match.end()
    strive = _STRIVE.match(clause, begin) if "努め" in clause or "つとめ" in clause else None
    if strive and "よう" not in strive.group("right"):
        yield _finish(clause[: strive.end("left")]), begin
        yield clause, strive.start("right")
    elif begin < len(clause):
        yield clause, begin


_ENDINGS = {"し": "する", "い": "う", "り": "る", "き": "く", "せ": "せる", "れ": "れる", "め": "める", "え": "える", "じ": "ずる", "ち": "つ"}
_ENDS_IN_SU = re.compile(r"(?:[ぁ-ん]|持出|貸出|運出|差出|引渡|受渡|取消|(?<![一-龥])[出示渡返残消貸移])し$")


def _finish(clause: str) -> str:
    """Give a clause that runs on with a comma the ending of one that stops."""
    if clause.endswith("とし"):
        return clause[:-1] + "する"
    if clause.endswith("でき"):
        return clause + "る"
    if _ENDS_IN_SU.search(clause, max(0, len(clause) - 4)):
        return clause[:-1] + "す"
    ending = _ENDINGS.get(clause[-1:])
    return clause[:-1] + ending if ending else clause


# --- conditions

_WHEN = re.compile(r"(?:とき|場合)(?:は|には|においては|に限り)(?!もとより)、?")
_NO_TIME = frozenset("日同随常定臨当毎平")  # 当時, 同時, 随時 …
_WHEN_TAILS = (
    "", "に", "には", "において", "においては", "においても", "にも", "につき", "に限り", "について", "については", "についても", "は", "も", "において", "でも",
    "であっても", "を除き", "を除いて", "を除くほか", "を除きは", "を除いては", "を除くほかは", "以外", "以外は", "以外に",
)
_CONDITION_ENDS = frozenset(
    [head + tail for head, tail in product(("とき", "場合", "際", "限度", "かぎり"), _WHEN_TAILS)]
    + [head + tail for head, tail in product(("を除き", "を除いて", "を除くほか", "を除いては"), ("", "は"))]
    + ["に限り", "のほか", "以外は", "以外には", "の場合を除き"]
    + [head + "ば" for head in ("れ", "け", "せ", "め", "え", "ね", "べ", "であれ", "なけれ")]
    + [head + tail + "ら" for head, tail in product("しっいん", "ただ")]
    + [
        "に" + tail
        for tail in (
            "当たり", "当たって", "当たっては", "あたり", "あたって", "あたっては", "際し", "際して", "際しは", "際しては", "関し", "関して", "関しは", "関しては", "ついて", "ついては", "つき",
            "おいて", "おいては", "伴い", "先立ち", "基づき", "より", "よって", "従い",
        )
    ]
    + [head + tail for head, tail in product(("ため", "うえで", "上で", "後", "前に", "までに", "にかかわらず", "に関わらず", "ても"), ("", "に"))]
)
def _by_last(ends: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the endings by their last letter: most commas are ruled out by the letter before them."""
    found: dict[str, tuple[str, ...]] = {}
    for end in sorted(ends):
        found[end[-1]] = (*found.get(end[-1], ()), end)
    return found


_ENDS = _by_last(_CONDITION_ENDS)
_TIME_ENDS = _by_last("時" + tail for tail in _WHEN_TAILS)


def main_at(text: str) -> int:
    """Return where the main clause of a text begins: behind the last condition that three letters or more follow.

    >>> main_at("甲が求めたときは、乙は、報告する")
    9
    """
    size = len(text)
    at = 0
    comma = text.rfind("、", 0, size - 3)
    while comma > 0:
        last = text[comma - 1]
        if (last in _ENDS and text.endswith(_ENDS[last], 0, comma)) or (last in _TIME_ENDS and _is_time(text, comma, _TIME_ENDS[last])):
            at = comma + 1
            break
        comma = text.rfind("、", 0, comma)
    if "とき" in text or "場合" in text:
        for match in _WHEN.finditer(text, at):
            if size - match.end() < 3:
                break
            at = match.end()
    return at


def _is_time(text: str, comma: int, ends: tuple[str, ...]) -> bool:
    """Whether 「…時は、」 ends before the comma, and 時 is no part of a word such as 同時 or 随時."""
    for end in ends:
        if text.endswith(end, 0, comma):
            return text[comma - len(end) - 1 : comma - len(end)] not in _NO_TIME
    return False


# --- parties

_HA = r"(?:(?<!又)(?<!しく)(?<!るい)(?<!こと)(?<!て)(?<!で)は|(?<!こと)(?<!後)(?<!と)も(?!の)(?!と))"
_PARTY_TOPIC = (
    rf"(?P<both>甲乙)(?:の[^、。はがをにへ]{{1,14}})?{_HA}|(?P<party>甲|乙)(?:の(?P<of>[^、。はがをにへ]{{1,18}}))?(?:に(?:おいて|対して))?{_HA}(?!、?もとより)"
    rf"|(?P<with>甲|乙)(?:及び|並びに|又は|若しくは|と)(?!甲|乙)[^、。はがをにへで]{{1,16}}{_HA}"
)
_WORKERS = "従事者|従業員|従業者|作業者|作業員|支援員|要員|取扱者|スタッフ|派遣労働者|配置員|相談員|技術者|現場責任者|業務責任者|管理責任者|再委託先|下請負者"
_STAFF = "市の機関|実施機関|所管課(?:長)?|主管課(?:長)?|担当課(?:長)?|情報セキュリティ管理者|情報システム管理者|契約担当者?|職員|部局長|所属長|各課(?:の長|長)?|課長|区長|市長|町長|村長|知事|監督員"
_PARTY_IS_TOPIC = re.compile(rf"(?=[甲乙])(?:{_PARTY_TOPIC})")
_PEOPLE_ARE_TOPIC = re.compile(rf"(?:(?P<worker>{_WORKERS})|(?P<staff>{_STAFF}))(?:等)?(?:は|(?(worker)も|(?!)))")
_PEOPLE = re.compile("[者員ッ先関課長当事](?:等)?[はも]")
_NOT_IN_PHRASE = re.compile("[はが甲乙]")
_FARTHEST = 14  # letters between the head of a phrase and the people it names
_SUBJECT = re.compile(
    r"(甲乙|甲|乙)(?:が|において)(?!(?:[^、。]{0,12}?)(?:した|する|った|いた|めた|めて|える|れた|れる|いる|いて|んだ|べき|てた|行う|示す|渡す|出す|認める|必要とする)[一-龥ァ-ヴA-Za-z「])"
)
_ITS_PEOPLE = re.compile(r"(?:者|員|人|先|側|社|課|部|局|会社|スタッフ|メンバー|担当|組織|団体|機関|長|等|ら|たち|内部)$")
_LETTER = {"甲": Party.CLIENT, "乙": Party.VENDOR}


def bearer_of(text: str) -> Party:
    """Return who a clause speaks of: the last party that it is about, else the one that is its subject."""
    topic = _topic_of(text)
    return topic if topic is not NONE else _subject_of(text, main_at(text))


def _topic_of(text: str) -> Party:
    found, at = NONE, -1
    if "は" not in text and "も" not in text:
        return found
    for match in _PARTY_IS_TOPIC.finditer(text):
        if match.group("both"):
            found = BOTH
        elif match.group("party"):
            if match.group("of") and not _ITS_PEOPLE.search(match.group("of")):
                continue  # 「甲の承諾は、不要とする」 speaks of the consent, not of the client
            found = _LETTER[match.group("party")]
        else:
            found = _LETTER[match.group("with")]
        at = match.start()
    if _PEOPLE.search(text):
        for match in _PEOPLE_ARE_TOPIC.finditer(text, max(at, 0)):
            begin = match.start()
            head = max(text.rfind(mark, 0, begin) for mark in "、。」") + 1
            reach = _FARTHEST + (6 if match.group("staff") == "職員" else 0)
            if begin - head <= reach and not _NOT_IN_PHRASE.search(text, head, begin):
                found = VENDOR if match.group("worker") else STAFF
    return found


def _subject_of(text: str, main: int) -> Party:
    found = NONE
    for marked in _SUBJECT.finditer(text, main):
        found = _LETTER.get(marked.group(1), BOTH)
    return found


def _is_quoted(sentence: str) -> bool:
    """Whether the sentence is somebody's words: a clause with its predicate stands in quotation marks.

    A title in quotation marks (別紙「情報セキュリティ遵守事項」) is no quotation.
    """
    if "「" not in sentence:
        return False
    size = 0
    for match in _QUOTED.finditer(sentence):
        inner = match.group(1)
        if inner.endswith("。") and len(inner) > 10:
            return True
        if len(inner) > 14 and force_of(_PARENS.sub("", inner)) in _ITEM_IS_WHOLE:
            size += len(inner)
    if size:
        return size > 0.3 * len(sentence)
    return sentence.count("「") != sentence.count("」") and len(sentence) > 40 and sentence.startswith("「")
