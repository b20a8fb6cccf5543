"""From paragraphs to statements: who is bound, with which force, to what, under which condition.

A statement is a clause with a subject and a predicate of its own: a sentence, one half of a sentence that speaks of both parties, or
a list item together with its stem.  Statements are made only for the paragraphs that somebody asks about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from vendorrisk.text._english import english_bearer, english_force, is_english
from vendorrisk.text._fold import Folded
from vendorrisk.text._force import Force, force_of
from vendorrisk.text._numbering import Style
from vendorrisk.text._outline import Outline, Paragraph, ParagraphKind
from vendorrisk.text._parties import Parties, Party, resolve_parties

__all__ = ["Clauses", "Statement"]


@attrs.frozen(eq=False)
class Statement:
    """One clause with its subject, force and place.

    Attributes:
        text: folded clause, parties written 甲 and 乙, the stem of its list filled in.
        main: offset in ``text`` where the main clause begins, behind the last condition.
        force: how it binds.
        bearer: who is bound or entitled.
        sentence: the whole folded sentence (or list item) that it is part of.
        start: offset of the sentence in the document.
        end: offset behind it.
        paragraph: where it stands.
        item: whether it is a list item that only says something together with its stem.
        proviso: the text of the proviso (ただし…) behind it, folded.
        quoted: whether it stands inside quotation marks as somebody's example.
        cut: whether the text breaks off before its predicate.
        lead: what the sentence is about, when this is a later clause of it.
        bare: the same statement without its parentheses, when it has any.
    """

    text: str
    main: int
    force: Force
    bearer: Party
    sentence: str
    start: int
    end: int
    paragraph: Paragraph
    item: bool = False
    proviso: str = ""
    quoted: bool = False
    cut: bool = False
    lead: str = ""
    bare: Statement | None = None


_PARENS = re.compile(r"\([^()]*\)")
_STOP = re.compile(r"[。！？!?](?![」』)])|(?<=[a-z)])\.(?= [A-Z])|;(?= )")
_CONDITION = re.compile(
    r"(?:とき|場合)(?:は|には|においては|に限り)(?!もとより)、?"
    r"|(?:とき|(?<![日同随常定臨当毎平])時|場合|際|限度|かぎり)(?:に(?:は|おいて(?:は|も)?|も|つき|限り|ついて(?:は|も)?)?|は|も|において(?:は|も)?|であっても|であって、|でも|を除(?:き|いて|くほか)(?:は)?|以外(?:は|に)?)?、"
    r"|(?:を除(?:き|いて|くほか|いては)(?:は)?|に限り|のほか|以外(?:に)?は|の場合を除き)、|(?:れ|け|せ|め|え|ね|べ|であれ|なけれ)ば、|(?:し|っ|い|ん)(?:た|だ)ら、|に(?:当た(?:り|って(?:は)?)|あた(?:り|って(?:は)?)|際し(?:て)?(?:は)?|関し(?:て)?(?:は)?|ついて(?:は)?|つき|おいて(?:は)?|伴い|先立ち|基づき|より|よって|従い)、"
    r"|(?:ため|うえで|上で|後|前に|までに|にかかわらず|に関わらず|ても)(?:に)?、"
)
_HA = r"(?:(?<!又)(?<!しく)(?<!るい)(?<!こと)(?<!て)(?<!で)は|(?<!こと)(?<!後)(?<!と)も(?!の)(?!と))"
_TOPIC = re.compile(
    rf"(?P<both>甲乙)(?:の[^、。はがをにへ]{{1,14}})?{_HA}|(?P<party>甲|乙)(?:の(?P<of>[^、。はがをにへ]{{1,18}}))?(?:に(?:おいて|対して))?{_HA}(?!、?もとより)"
    rf"|(?P<with>甲|乙)(?:及び|並びに|又は|若しくは|と)(?!甲|乙)[^、。はがをにへで]{{1,16}}{_HA}"
    r"|(?P<worker>(?:^|[、。」])[^、。はが甲乙]{0,14}?(?:従事者|従業員|従業者|作業者|作業員|支援員|要員|取扱者|スタッフ|派遣労働者|配置員|相談員|技術者|現場責任者|業務責任者|管理責任者|再委託先|下請負者))(?:等)?(?:は|も)"
    r"|(?P<staff>(?:^|[、。」])[^、。はが甲乙]{0,14}?(?:市の機関|実施機関|所管課(?:長)?|主管課(?:長)?|担当課(?:長)?|情報セキュリティ管理者|情報システム管理者|契約担当者?|(?:[^、。はが甲乙]{0,6})職員|部局長|所属長|各課(?:の長|長)?|課長|区長|市長|町長|村長|知事|監督員))(?:等)?は"
)
_SUBJECT = re.compile(
    r"(甲乙|甲|乙)(?:が|において)(?!(?:[^、。]{0,12}?)(?:した|する|った|いた|めた|めて|える|れた|れる|いる|いて|んだ|べき|てた|行う|示す|渡す|出す|認める|必要とする)[一-龥ァ-ヴA-Za-z「])"
)
_NO_END = re.compile(r"(?:に当た|にあた|によ|に限|に代わ|とお|に基づ|を除|につ|に従|に際|に関|に対|に先立|に応|に伴|を通|を問|に関わ|にかかわ|のみな|やむを得|必)[りきいしちじみえてぜらず]*、$")
_ACT_DONE = re.compile(
    r"(?P<cut>とともに|と同時に|(?<=[うくすつぬむるぐぶ])ほか)、"
    r"|(?:報告|提出|通知|連絡|実施|選任|特定|明確に|明らかに|指定|遵守|保管|管理|記録|作成|協力|教育|監督|周知|確認|整備|暗号化|施錠|保持|提示|配置|設置|厳守|徹底|整理|把握|登録)し(?P<cut2>)、(?!又は|若しくは|かつ、?又)"
    r"|(?:返し|返却し|返還し|戻し|消し|消去し|廃棄し|引渡し)(?P<cut4>)、(?=[^、。]*(?:残|保有|保持|手元)[^、。]*(?:ない|ません))"
    r"|(?:届出|講じ|行い|定め|置き|守り|受入れ|応じ|備え|設け|努め|決め|立て|受け|作り)(?P<cut3>)、(?!又は|若しくは|かつ、?又)"
)
_ITS_PEOPLE = re.compile(r"(?:者|員|人|先|側|社|課|部|局|会社|スタッフ|メンバー|担当|組織|団体|機関|長|等|ら|たち|内部)$")
_LEFT_DONE = re.compile(
    r"(?:もの|こと)と(?:し|する)(?:が)?、|ことができ、|(?:こととし|できることとし|てはならず|なければならず|ないものとし|を禁(?:止)?じ|禁止し|できず|負わず|要せず)、"
    r"|(?:[へべ]から[すず]|ことを得[すず])、"
    r"|(?<![問か])(?<!かかわ)(?<!なら)(?<!限)(?:[させたらまばがなかえけれめべねみにし])ず、|ないで、"
    r"|(?:し|り|い|き|ち|み|び|ぎ|れ|せ|え|け|め|ね|べ|ず|が|とし)、(?=(?:又は|及び|かつ|また|その場合)?、?(?:甲乙|甲|乙)(?:は|も|が、))"
    r"|とともに、(?=(?:甲乙|甲|乙)は)"
)
_OLD_STOP = re.compile(r"(?:す[へべ]から[すず]|ことを得[すず])(?=[^。、]{4})")
_TAKES_ALL = frozenset((Force.PERMISSION, Force.DENIAL, Force.FRAGMENT, Force.STATEMENT, Force.DEFERRED))
_STRIVE = re.compile(r"(?P<left>.{12,}(?:し|い|り|き|せ|れ|め|え|じ|ち))、(?P<right>[^、。]{1,28}(?:の|を)?[^、。ようこと]{1,14}に(?:つとめ|努め)[^、。]*)$")
_MARKER = re.compile(
    r"(?:次|以下|下記|左記|前記|別表)(?:の|に(?:掲げる|定める|示す|列記する|規定する|列挙する|該当する)?)(?:各号|各項|各項目)?(?:の?(?:いずれか|一つ|一|全て))?(?:に|の)?(?:掲げる|定める|該当する|示す)?(?:場合|行為|事項|とおり|項目|措置|書類|要件|内容|情報|もの|業務|ルール|点|義務|ことを?|者|条件|対策|手順)?(?:のいずれか|の一)?"
)
_NOUNISH = re.compile(r"(?:こと|する|ない|ます|せん|とき|場合|した|ある|れる|せる)(?:。|$)")
_ITEM_IS_WHOLE = frozenset((Force.DUTY, Force.BAN, Force.PERMISSION, Force.EFFORT, Force.DENIAL))
_PROVISO = re.compile(
    r"^(?:ただし|但し|もっとも)、?"
    r"|^(?:この場合|なお|この(?:承諾|同意|規定|義務|定め))[^。]*(?:(?:承諾|同意|許諾|許可|承認|報告|通知|届出)[^。]{0,20}(?:ものとみな[^。]{0,6}|済み[^。]{0,8})|足りる|足ります|足りるものとする|代える|代えます|適用しない|適用しません)。?$"
    r"|^[^。]{0,80}(?:同意|承諾|許諾|許可|承認)[^。]{0,16}ものとみな[^。]{0,8}。?$|^(?:この|前項の)?(?:同意|承諾|許諾|許可|承認)は、[^。]*ものとみな[^。]{0,8}。?$"
)
_SAME = re.compile(
    r"(?:同様|同じ|同一)(?:(?:と|に|で)(?:する|します|し|す|ある|あります|扱う)?(?:もの)?(?:とする|とします)?|です|だ)?$|亦同し?$|また同じ?$|(?:準ずる|準じます|準用する|準用します)(?:ものとする)?$"
)
_INVERT = re.compile(r"(?:この|これ)限りで|適用しない")


class Clauses:
    """The statements of one document, made when asked for.

    >>> from vendorrisk.text import read_outline
    >>> clauses = Clauses(read_outline("第1条　乙は、秘密を漏らしてはならない。"))
    >>> [(s.force.value, s.bearer.value) for s in clauses.of(clauses.outline.paragraphs[0])]
    [('ban', 'vendor')]
    """

    def __init__(self, outline: Outline, parties: Parties | None = None) -> None:
        self.outline = outline
        if parties is None:
            parties = resolve_parties("。".join(p.text for p in outline.paragraphs))
        self.parties = parties
        self._made: dict[int, tuple[Statement, ...]] = {}
        self._folded: dict[int, Folded] = {}
        self._before: dict[int, list[Paragraph]] = {}
        self._contexts: dict[int, str] = {}
        self._position = {id(paragraph): place for place, paragraph in enumerate(outline.paragraphs)}
        self._whole: str | None = None
        for paragraph in outline.paragraphs:
            self._before.setdefault(paragraph.article, []).append(paragraph)

    def folded(self, paragraph: Paragraph) -> Folded:
        """Return the paragraph's folded text with the parties written 甲 and 乙."""
        key = id(paragraph)
        found = self._folded.get(key)
        if found is None:
            found = self._folded[key] = self.parties.rewrite(paragraph.folded)
        return found

    def of(self, paragraph: Paragraph) -> tuple[Statement, ...]:
        """Return the statements of a paragraph in order."""
        key = id(paragraph)
        made = self._made.get(key)
        if made is None:
            self._made[key] = ()  # a stem that refers to itself ends here
            made = self._made[key] = tuple(self._make(paragraph))
        return made

    def wording(self, paragraph: Paragraph) -> str:
        """Return whatever words the statements of a paragraph can be made of, parties as the document names them.

        That is the paragraph itself, the same without its parentheses, and the same put into the stem of its list.
        """
        text = paragraph.text
        if "(" in text:
            text = f"{text}\n{_bare(text)}"
        stem = paragraph.stem
        if stem is not None:
            text = f"{text}\n{self._filled(paragraph)}\n{stem.text}"
        return text

    def _filled(self, paragraph: Paragraph) -> str:
        own, stem = _bare(paragraph.text), paragraph.stem
        return own if stem is None or stem is paragraph else _fill(self._filled(stem), own)

    def context(self, statement: Statement) -> tuple[str, str, str]:
        """Return what stands around a statement: headings and earlier paragraphs of its article, its paragraph so far, itself."""
        paragraph = statement.paragraph
        own = self.folded(paragraph).text
        cut = own.find(statement.sentence)
        return self._earlier(paragraph), own[: cut + len(statement.sentence)] if cut >= 0 else own, statement.text

    def _earlier(self, paragraph: Paragraph) -> str:
        """Return headings and earlier paragraphs of the same article, one a line."""
        key = id(paragraph)
        found = self._contexts.get(key)
        if found is None:
            parts = [self.outline.title, self.around(paragraph)]
            for earlier in self._before.get(paragraph.article, ()):
                if earlier.start >= paragraph.start:
                    break
                parts.append(self.folded(earlier).text)
            if "前項" in paragraph.text and (before := self._paragraph_before(paragraph)) is not None:
                parts.append(self.folded(before).text)
            found = self._contexts[key] = "\n".join(parts)
        return found

    @property
    def whole(self) -> str:
        """The folded text of the document, one paragraph a line."""
        if self._whole is None:
            self._whole = "\n".join(paragraph.text for paragraph in self.outline.paragraphs)
        return self._whole

    def around(self, paragraph: Paragraph) -> str:
        """Return headings and stem of a paragraph."""
        parts = list(paragraph.headings)
        stem = paragraph.stem
        while stem is not None:
            parts.append(self.folded(stem).text)
            stem = stem.stem
        return "\n".join(parts)

    def _make(self, paragraph: Paragraph) -> Iterator[Statement]:
        folded = self.folded(paragraph)
        if not folded.text:
            return
        inherited = self._stem_statement(paragraph)
        sentences = list(_sentences(folded.text))
        previous = self._preceding(paragraph) if "前項" in folded.text else None
        held: list[Statement] = []
        for number, (first, last) in enumerate(sentences):
            sentence = folded.text[first:last]
            proviso = _PROVISO.match(sentence)
            if proviso and held:
                held = [attrs.evolve(statement, proviso=sentence) for statement in held]
            yield from held
            start, end = paragraph.span(*_raw_range(paragraph.folded, folded, first, last))
            held = list(
                self._clauses(paragraph, sentence, start, end, inherited, previous, last_one=number == len(sentences) - 1)
            )
            deemed = next((statement for statement in held if _DEEMED.search(statement.text)), None)
            if deemed is not None and len(held) > 1:
                held = [statement if statement is deemed else attrs.evolve(statement, proviso=deemed.text) for statement in held]
            if held and not proviso:
                previous = held[-1]
        yield from held

    def _stem_statement(self, paragraph: Paragraph) -> Statement | None:
        stem = paragraph.stem
        if stem is None or stem is paragraph:
            return None
        statements = self.of(stem)
        marked = [s for s in statements if _MARKER.search(s.text)]
        found = marked or list(statements)
        return found[-1] if found else None

    def _paragraph_before(self, paragraph: Paragraph) -> Paragraph | None:
        """Return the provision that 「前項」 means: the last body paragraph before this one."""
        for place in range(self._position[id(paragraph)] - 1, -1, -1):
            before = self.outline.paragraphs[place]
            if before.kind is ParagraphKind.BODY:
                return before
        return None

    def _preceding(self, paragraph: Paragraph) -> Statement | None:
        """Return the last statement of the provision before."""
        before = self._paragraph_before(paragraph)
        statements = self.of(before) if before is not None else ()
        return statements[-1] if statements else None

    def _clauses(
        self, paragraph: Paragraph, sentence: str, start: int, end: int, stem: Statement | None, previous: Statement | None, *, last_one: bool
    ) -> Iterator[Statement]:
        ended = sentence.endswith(("。", "!", "?", "！", "？"))
        core = _DEFINED.sub("", sentence.rstrip("。!?！？")).replace("。)", ")")
        quoted = _is_quoted(core)
        field = paragraph.kind is ParagraphKind.FIELD
        bare = paragraph.kind in (ParagraphKind.HEADING, ParagraphKind.CONTENTS)
        pieces = list(_split(core))
        earlier: Statement | None = None
        about = _LEAD.match(core)
        lead = about.group() if about else ""
        for position, (piece, floor) in enumerate(pieces):
            plain = _bare(piece)
            main = max(_main_at(plain), len(_bare(piece[:floor]))) if floor else _main_at(plain)
            english = is_english(plain)
            if bare:
                force = Force.FRAGMENT
            elif english:
                force = english_force(plain)
            else:
                force = force_of(plain[main:])
                if force is Force.FRAGMENT and main:
                    force = force_of(plain)
            bearer = english_bearer(plain) if english else _bearer(plain, subject=stem is None)
            text, item = piece, False
            text_main = main if plain is piece else max(_main_at(piece), floor)
            if bare:
                yield Statement(text, text_main, Force.FRAGMENT, bearer, sentence, start, end, paragraph)
                continue
            if stem is not None:
                if bearer is Party.NONE and not (force is Force.PERMISSION and stem.bearer is Party.VENDOR):
                    bearer = stem.bearer
                if stem.force is Force.DENIAL and force is not Force.PERMISSION:
                    text, item, force = _fill(stem.text, piece), True, Force.DENIAL
                    text_main = 0
                elif stem.force is Force.BAN and stem.item is False and force is not Force.BAN:
                    text, item, force = _fill(stem.text, piece), True, Force.BAN
                elif (
                    (force is Force.FRAGMENT and not _TOPIC_ONLY.search(plain))
                    or (force is Force.STATEMENT and _NOMINAL.search(plain) and stem.force in (Force.DUTY, Force.BAN))
                ) or (stem.force in (Force.PERMISSION, Force.DENIAL) and _NOUNISH.search(plain)):
                    if stem.force is not Force.FRAGMENT:
                        text, item, force = _fill(stem.text, piece), True, stem.force
                        text_main = 0
                    elif _COLON.search(stem.sentence):
                        force, item = Force.STATEMENT, True
                elif stem.force is Force.EFFORT and force in (Force.DUTY, Force.BAN, Force.STATEMENT):
                    force = Force.EFFORT
                if item:
                    text_main = _main_at(text) if text_main else 0
            elif force in (Force.DUTY, Force.FRAGMENT) and paragraph.headings and _FORBIDDING.search(paragraph.headings[0]):
                force = Force.BAN  # 「禁止事項」 (1) 文書を持ち出すこと
            elif field and force is Force.FRAGMENT:
                force = Force.STATEMENT
            elif force is Force.FRAGMENT and paragraph.headings and len(plain) < 80 and _is_value(paragraph, plain):
                force = Force.STATEMENT  # the value below a heading: 履行場所 / 市庁舎
            if bearer is Party.NONE and position:
                bearer = _bearer(pieces[position - 1][0])
            if bearer is Party.NONE and previous is not None and not _OWN_TOPIC.match(plain) and (paragraph.label is None or previous.paragraph is paragraph):
                bearer = previous.bearer
            model = earlier or previous
            if _SAME.search(plain) and model is not None and force is Force.DUTY and len(plain) < 60:
                if model.force is Force.PERMISSION and "限り" in model.text:
                    force = Force.BAN  # 「承諾を得た場合に限り…できる。再々委託も同様とする。」
                elif model.force not in (Force.STATEMENT, Force.FRAGMENT):
                    force = model.force
            cut = force is Force.FRAGMENT and last_one and not ended and bool(re.search(r"[はをにが]、|は[^、]{6,}$", plain))
            earlier = Statement(text, text_main, force, bearer, sentence, start, end, paragraph, item, "", quoted, cut, lead if position else "")
            if "(" in text:
                shorter = _bare(text)
                earlier = attrs.evolve(earlier, bare=attrs.evolve(earlier, text=shorter, main=len(_bare(text[:text_main])), lead=text))
            yield earlier


_TOPIC_ONLY = re.compile(r"に関する(?:こと|事項)$|について$")
def _is_value(paragraph: Paragraph, plain: str) -> bool:
    """Whether a phrase below a heading is what the heading asks for, not a heading itself."""
    if paragraph.label is None:
        return True
    nested = sum(label.style is not Style.ANNEX for label in paragraph._path) > 1 or paragraph.label.style is Style.BULLET
    return nested and not _TOPIC_ONLY.search(plain) and not _HEADINGISH.search(plain)


_NOMINAL = re.compile(r"[一-龥ァ-ヴー)]$")
_FORBIDDING = re.compile(
    r"(?:禁止(?:事項|行為|される行為)|(?:ては(?:ならない|いけない)|しない|載せない|出さない|できない)[^、。]{0,4}(?:もの|こと|事項|行為|情報|内容))$"
)
_HEADINGISH = re.compile(r"(?:の(?:禁止|制限|義務|遵守|保持|報告|実施|管理|返還|廃棄|解除|賠償|届出|監督|教育|措置)(?:等)?|禁止|制限|義務|保持|賠償|解除|再委託|監査|検査)$")
_COLON = re.compile(r"[:：]$|とおり")


def _raw_range(plain: Folded, written: Folded, first: int, last: int) -> tuple[int, int]:
    """Return the stretch of the paragraph's folded text for one of the text with rewritten parties."""
    if plain is written:
        return first, last
    raw_first, raw_last = written.span(first, last)
    return _index_of(plain, raw_first), _index_of(plain, raw_last - 1) + 1


def _index_of(folded: Folded, raw: int) -> int:
    """Return the index of the folded character that stands for an original offset."""
    low, high = 0, len(folded.text)
    while low < high:
        middle = (low + high) // 2
        if folded.start(middle) < raw:
            low = middle + 1
        else:
            high = middle
    if low < len(folded.text) and folded.start(low) > raw and low:
        low -= 1
    return min(low, max(len(folded.text) - 1, 0))


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Cut a paragraph at its full stops, but not inside brackets and quotations."""
    if "。" not in text[:-1] and "." not in text and ";" not in text:
        yield 0, len(text)
        return
    begin = depth = 0
    index = 0
    size = len(text)
    while index < size:
        char = text[index]
        if char in "(「":
            depth += 1
        elif char in ")」":
            depth = max(0, depth - 1)
        elif char == "。" and (depth == 0 or index - begin > 600):
            yield begin, index + 1
            begin = index + 1
            depth = 0
        elif char in ".;" and depth == 0 and index + 2 < size and text[index + 1] == " " and index > begin and text[index - 1].islower() and (char == ";" or text[index + 2].isupper()):
            yield begin, index + 1
            begin = index + 2
        index += 1
    if depth and "。" in text[begin:-1]:
        # a bracket that never closes must not swallow the sentences behind it
        for match in re.finditer(r"[^。]+。?", text[begin:]):
            yield begin + match.start(), begin + match.end()
        return
    if begin < size:
        yield begin, size


def _split(sentence: str) -> Iterator[tuple[str, int]]:
    """Cut a sentence where a clause with its own predicate ends; yield each clause and where its own part begins."""
    begin = 0
    sentence = _OLD_STOP.sub(r"\g<0>、", sentence)
    for match in _LEFT_DONE.finditer(sentence):
        if sentence.count("(", begin, match.start()) > sentence.count(")", begin, match.start()):
            continue
        if match.start() - begin < 4 or _NO_END.search(sentence, begin, match.end()):
            continue
        yield from _split_acts(_finish(sentence[begin : match.end() - 1]))
        begin = match.end()
    rest = sentence[begin:]
    if rest:
        yield from _split_acts(rest)


def _cut(match: re.Match[str]) -> int:
    """Return where the left clause ends."""
    return next(match.start(name) for name in ("cut", "cut2", "cut3", "cut4") if match.group(name) is not None)


def _split_acts(clause: str) -> Iterator[tuple[str, int]]:
    """Cut a clause with one subject and several acts: 「Aし、Bしないこと」, 「Aするとともに、B」, 「Aし、Bに努める」.

    A later part keeps the words before it, which may hold its condition and its object.  Where the end takes all acts
    together, as a permission or a denial does, the clause stays whole.
    """
    begin = 0
    for match in _ACT_DONE.finditer(clause):
        cut = _cut(match)
        left, right = clause[begin:cut], clause[match.end() :]
        if len(left) < 6 or len(right) < 4 or left.count("(") > left.count(")"):
            continue
        if force_of(_PARENS.sub("", right)) in _TAKES_ALL:
            break
        yield _finish(clause[:cut]), begin
        begin = match.end()
    strive = _STRIVE.match(clause, begin)
    if strive and "よう" not in strive.group("right"):
        yield _finish(clause[: strive.end("left")]), begin
        yield clause, strive.start("right")
    elif begin < len(clause):
        yield clause, begin


_ENDINGS = {"し": "する", "い": "う", "り": "る", "き": "く", "せ": "せる", "れ": "れる", "め": "める", "え": "える", "じ": "ずる", "ち": "つ"}


def _bare(text: str) -> str:
    """Return the text without its parentheses, two levels deep."""
    return _PARENS.sub("", _PARENS.sub("", text)) if "(" in text else text


_ENDS_IN_SU = re.compile(r"(?:[ぁ-ん]|持出|貸出|運出|差出|引渡|受渡|取消|(?<![一-龥])[出示渡返残消貸移])し$")


def _finish(clause: str) -> str:
    """Give a clause that runs on with a comma the ending of one that stops."""
    if clause.endswith("とし"):
        return clause[:-1] + "する"
    if clause.endswith("でき"):
        return clause + "る"
    if _ENDS_IN_SU.search(clause):
        return clause[:-1] + "す"
    ending = _ENDINGS.get(clause[-1:])
    return clause[:-1] + ending if ending else clause


def _main_at(text: str) -> int:
    """Return where the main clause begins."""
    at = 0
    for match in _CONDITION.finditer(text):
        if len(text) - match.end() < 3:
            break
        at = match.end()
    return at


def _bearer(text: str, *, subject: bool = True) -> Party:
    """Return who the clause speaks of: the last party that it is about; with ``subject`` also one marked by が."""
    found = Party.NONE
    for match in _TOPIC.finditer(text):
        if match.group("both"):
            found = Party.BOTH
        elif match.group("party"):
            if match.group("of") and not _ITS_PEOPLE.search(match.group("of")):
                continue  # 「甲の承諾は、不要とする」 speaks of the consent, not of the client
            found = Party.CLIENT if match.group("party") == "甲" else Party.VENDOR
        elif match.group("with"):
            found = Party.CLIENT if match.group("with") == "甲" else Party.VENDOR
        elif match.group("worker"):
            found = Party.VENDOR
        elif match.group("staff"):
            found = Party.STAFF
    if found is Party.NONE and subject:
        for marked in _SUBJECT.finditer(text, _main_at(text)):
            found = {"甲": Party.CLIENT, "乙": Party.VENDOR}.get(marked.group(1), Party.BOTH)
    return found


def _fill(stem: str, item: str) -> str:
    """Put a list item where its stem says 「次の事項」."""
    match = _MARKER.search(stem)
    if not match:
        return stem + "、" + item
    return stem[: match.start()] + item + stem[match.end() :]


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


_DEEMED = re.compile(r"(?:同意|承諾|許諾|許可|承認)[^。]{0,16}ものとみな")
_OWN_TOPIC = re.compile(r"(?!こ|そ)[^、。]{1,20}(?<![てでに])は、")
_LEAD = re.compile(r"[^。]{2,60}?(?:については|に関しては|について|は)、")
_DEFINED = re.compile(r"\(以下[^()]*\)")
_QUOTED = re.compile("「([^「」]+)」")
