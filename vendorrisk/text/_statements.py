"""From paragraphs to statements: who is bound, with which force, to what, under which condition.

A statement is a clause with a subject and a predicate of its own: a sentence, one half of a sentence that speaks of both parties, or
a list item together with its stem.  Statements are made only for the paragraphs that somebody asks about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple, Protocol

import attrs

from vendorrisk.text._clauses import Clause, Sentence, bare, bearer_of, main_at, sentence_of, sentence_spans
from vendorrisk.text._fold import Folded
from vendorrisk.text._force import BAN, DENIAL, DUTY, EFFORT, FRAGMENT, PERMISSION, STATEMENT, Force
from vendorrisk.text._numbering import ANNEX, BULLET
from vendorrisk.text._outline import (
    IS_BODY,
    IS_CONTENTS,
    IS_FIELD,
    IS_HEADING,
    Outline,
    Paragraph,
)
from vendorrisk.text._parties import NONE, VENDOR, Parties, Party, resolve_parties

__all__ = ["Clauses", "Statement", "Text"]


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

    @property
    def confidence(self) -> float | None:
        """How surely its characters were recognised, 0-1: the worst line of it and of its stem, which may say who is bound.

        None for text that was no image.
        """
        stem = self.paragraph.stem
        sure = [
            self.paragraph.confidence(self.start, self.end),
            stem.confidence(stem.start, stem.end) if stem is not None else None,
        ]
        return min((known for known in sure if known is not None), default=None)


class Pattern(Protocol):
    """Whatever can be looked for in a text."""

    @property
    def search(self) -> Callable[[str], object]:
        """Return what is found, or None."""


class Text(NamedTuple):
    """What a statement may say, before it is known how it binds and whom.

    Attributes:
        text: folded, parties written 甲 and 乙.
        main: offset in ``text`` where the main clause begins.
        sentence: the whole folded sentence that it is part of.
        clause: the clause that it comes from, where that alone says how it binds; None where stem or headings have a say.
    """

    text: str
    main: int
    sentence: str
    clause: Clause | None

    def binds(self) -> tuple[Force, Party] | None:
        """Return how and whom a statement with this text binds, or None where that depends on what stands around it.

        The party is ``NONE`` where only the surroundings name it; a fragment may turn out to be a statement of fact.
        """
        clause = self.clause
        return None if clause is None or _SAME.search(clause.plain) else (clause.force, clause.bearer)


_MARKER = re.compile(
    r"(?:次|以下|下記|左記|前記|別表)(?:の|に(?:掲げる|定める|示す|列記する|規定する|列挙する|該当する)?)(?:各号|各項|各項目)?(?:の?(?:いずれか|一つ|一|全て))?(?:に|の)?(?:掲げる|定める|該当する|示す)?(?:場合|行為|事項|とおり|項目|措置|書類|要件|内容|情報|もの|業務|ルール|点|義務|ことを?|者|条件|対策|手順)?(?:のいずれか|の一)?"
)
_NOUNISH = re.compile(r"(?:こと|する|ない|ます|せん|とき|場合|した|ある|れる|せる)(?:。|$)")
_PROVISO = re.compile(
    r"^(?:ただし|但し|もっとも)、?"
    r"|^(?:この場合|なお|この(?:承諾|同意|規定|義務|定め))[^。]*(?:(?:承諾|同意|許諾|許可|承認|報告|通知|届出)[^。]{0,20}(?:ものとみな[^。]{0,6}|済み[^。]{0,8})|足りる|足ります|足りるものとする|代える|代えます|適用しない|適用しません)。?$"
    r"|^[^。]{0,80}(?:同意|承諾|許諾|許可|承認)[^。]{0,16}ものとみな[^。]{0,8}。?$|^(?:この|前項の)?(?:同意|承諾|許諾|許可|承認)は、[^。]*ものとみな[^。]{0,8}。?$"
)
_SAME = re.compile(
    r"(?:同様|同じ|同一)(?:(?:と|に|で)(?:する|します|し|す|ある|あります|扱う)?(?:もの)?(?:とする|とします)?|です|だ)?$|亦同し?$|また同じ?$|(?:準ずる|準じます|準用する|準用します)(?:ものとする)?$"
)


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
        self._taken_apart: dict[int, list[tuple[int, int, Sentence]]] = {}
        self._before: dict[int, list[Paragraph]] = {}
        self._contexts: dict[int, str] = {}
        self._position = {id(paragraph): place for place, paragraph in enumerate(outline.paragraphs)}
        self._whole: str | None = None
        self._said: dict[Pattern, bool] = {}
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

    def texts(self, paragraph: Paragraph) -> Iterator[Text]:
        """Yield every text that a statement of a paragraph can have, with and without parentheses.

        They are there before it is known how the clauses bind and whom, which costs far more to find out.
        """
        stem = self._stem_statement(paragraph)
        headings = paragraph.headings
        alone = stem is None and paragraph.kind in (IS_BODY, IS_FIELD) and not (headings and _FORBIDDING.search(headings[0]))
        folded = self.folded(paragraph).text
        for first, last, sentence in self._sentences(paragraph):
            whole = folded[first:last]
            for clause in sentence.clauses:
                texts = [(clause.text, clause.main)]
                if stem is not None:
                    filled = _fill(stem.text, clause.text)
                    texts += ((filled, 0), (filled, main_at(filled)))
                for text, main in texts:
                    yield Text(text, main, whole, clause if alone else None)
                    if "(" in text:
                        yield Text(bare(text), len(bare(text[:main])), whole, clause if alone else None)

    def _sentences(self, paragraph: Paragraph) -> list[tuple[int, int, Sentence]]:
        """Return the sentences of a paragraph, each with its place in the folded text."""
        key = id(paragraph)
        found = self._taken_apart.get(key)
        if found is None:
            text = self.folded(paragraph).text
            spans = sentence_spans(text) if text else ()
            found = self._taken_apart[key] = [(first, last, sentence_of(text[first:last])) for first, last in spans]
        return found

    def wording(self, paragraph: Paragraph) -> str:
        """Return whatever words the statements of a paragraph can be made of, parties as the document names them.

        That is the paragraph itself, the same without its parentheses, and the same put into the stem of its list.
        """
        text = paragraph.text
        if "(" in text:
            text = f"{text}\n{bare(text)}"
        stem = paragraph.stem
        if stem is not None:
            text = f"{text}\n{self._filled(paragraph)}"
        while stem is not None:
            text = f"{text}\n{stem.text}"
            stem = stem.stem
        return text

    def _filled(self, paragraph: Paragraph) -> str:
        own, stem = bare(paragraph.text), paragraph.stem
        return own if stem is None or stem is paragraph else _fill(self._filled(stem), own)

    def context(self, paragraph: Paragraph, sentence: str) -> tuple[str, str]:
        """Return what stands around a statement: headings and earlier paragraphs of its article, and its paragraph up to its sentence."""
        own = self.folded(paragraph).text
        cut = own.find(sentence)
        return self._earlier(paragraph), own[: cut + len(sentence)] if cut >= 0 else own

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
            if "前条" in paragraph.text:
                parts += (self.folded(other).text for other in self._before.get(paragraph.article - 1, ()))
            found = self._contexts[key] = "\n".join(parts)
        return found

    def say(self, pattern: Pattern) -> bool:
        """Whether a pattern stands anywhere in the folded text of the document, one paragraph a line."""
        said = self._said.get(pattern)
        if said is None:
            if self._whole is None:
                self._whole = "\n".join(paragraph.text for paragraph in self.outline.paragraphs)
            said = self._said[pattern] = pattern.search(self._whole) is not None
        return said

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
        sentences = self._sentences(paragraph)
        previous = self._preceding(paragraph) if _REFERS_BACK.search(folded.text) else None
        held: list[Statement] = []
        for number, (first, last, read) in enumerate(sentences):
            sentence = folded.text[first:last]
            proviso = _PROVISO.match(sentence)
            if proviso and held:
                held = [attrs.evolve(statement, proviso=sentence) for statement in held]
            yield from held
            raw_first, raw_last = folded.span(first, last)
            start, end = paragraph.body + raw_first, paragraph.body + raw_last
            held = list(
                self._clauses(paragraph, read, sentence, start, end, inherited, previous, last_one=number == len(sentences) - 1)
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
            if before.kind is IS_BODY:
                return before
        return None

    def _preceding(self, paragraph: Paragraph) -> Statement | None:
        """Return the last statement of the provision before."""
        before = self._paragraph_before(paragraph)
        statements = self.of(before) if before is not None else ()
        return statements[-1] if statements else None

    def _clauses(
        self, paragraph: Paragraph, read: Sentence, sentence: str, start: int, end: int, stem: Statement | None, previous: Statement | None,
        *, last_one: bool,
    ) -> Iterator[Statement]:
        field = paragraph.kind is IS_FIELD
        bare_words = paragraph.kind in (IS_HEADING, IS_CONTENTS)
        earlier: Statement | None = None
        for position, clause in enumerate(read.clauses):
            plain, text_main = clause.plain, clause.main
            force = clause.force
            bearer = clause.bearer if stem is None else clause.topic
            text, item = clause.text, False
            if bare_words:
                yield Statement(text, text_main, FRAGMENT, bearer, sentence, start, end, paragraph)
                continue
            if stem is not None:
                if bearer is NONE and not (force is PERMISSION and stem.bearer is VENDOR):
                    bearer = stem.bearer
                if stem.force is DENIAL and force is not PERMISSION:
                    text, item, force = _fill(stem.text, clause.text), True, DENIAL
                    text_main = 0
                elif stem.force is BAN and stem.item is False and force is not BAN:
                    text, item, force = _fill(stem.text, clause.text), True, BAN
                elif (
                    (force is FRAGMENT and not _TOPIC_ONLY.search(plain))
                    or (force is STATEMENT and _NOMINAL.search(plain) and stem.force in (DUTY, BAN))
                ) or (stem.force in (PERMISSION, DENIAL) and _NOUNISH.search(plain)):
                    if stem.force is not FRAGMENT:
                        text, item, force = _fill(stem.text, clause.text), True, stem.force
                        text_main = 0
                    elif _COLON.search(stem.sentence):
                        force, item = STATEMENT, True
                elif stem.force is EFFORT and force in (DUTY, BAN, STATEMENT):
                    force = EFFORT
                if item:
                    text_main = main_at(text) if text_main else 0
            elif force in (DUTY, FRAGMENT) and paragraph.headings and _FORBIDDING.search(paragraph.headings[0]):
                force = BAN  # 「禁止事項」 (1) 文書を持ち出すこと
            elif field and force is FRAGMENT:
                force = STATEMENT
            elif force is FRAGMENT and paragraph.headings and len(plain) < 80 and _is_value(paragraph, plain):
                force = STATEMENT  # the value below a heading: 履行場所 / 市庁舎
            if bearer is NONE and previous is not None and _THEIR_DUTY.match(plain):
                bearer = previous.bearer
            if bearer is NONE and position:
                bearer = bearer_of(read.clauses[position - 1].text)
            if bearer is NONE and previous is not None and not _OWN_TOPIC.match(plain) and (paragraph.label is None or previous.paragraph is paragraph):
                bearer = previous.bearer
            model = earlier or previous
            if _SAME.search(plain) and model is not None and force is DUTY and len(plain) < 60:
                if model.force is PERMISSION and "限り" in model.text:
                    force = BAN  # 「承諾を得た場合に限り…できる。再々委託も同様とする。」
                elif model.force not in (STATEMENT, FRAGMENT):
                    force = model.force
            cut = force is FRAGMENT and last_one and not read.ended and bool(re.search(r"[はをにが]、|は[^、]{6,}$", plain))
            earlier = Statement(text, text_main, force, bearer, sentence, start, end, paragraph, item, "", read.quoted, cut, read.lead if position else "")
            if "(" in text:
                shorter = bare(text)
                earlier = attrs.evolve(earlier, bare=attrs.evolve(earlier, text=shorter, main=len(bare(text[:text_main])), lead=text))
            yield earlier


_TOPIC_ONLY = re.compile(r"に関する(?:こと|事項)$|について$")
def _is_value(paragraph: Paragraph, plain: str) -> bool:
    """Whether a phrase below a heading is what the heading asks for, not a heading itself."""
    if paragraph.label is None:
        return True
    nested = sum(label.style is not ANNEX for label in paragraph._path) > 1 or paragraph.label.style is BULLET
    return nested and not _TOPIC_ONLY.search(plain) and not _HEADINGISH.search(plain)


_NOMINAL = re.compile(r"[一-龥ァ-ヴー)]$")
_FORBIDDING = re.compile(
    r"(?:禁止(?:事項|行為|される行為)|(?:ては(?:ならない|いけない)|しない|載せない|出さない|できない)[^、。]{0,4}(?:もの|こと|事項|行為|情報|内容))$"
)
_HEADINGISH = re.compile(r"(?:の(?:禁止|制限|義務|遵守|保持|報告|実施|管理|返還|廃棄|解除|賠償|届出|監督|教育|措置)(?:等)?|禁止|制限|義務|保持|賠償|解除|再委託|監査|検査)$")
_COLON = re.compile(r"[:：]$|とおり")


def _fill(stem: str, item: str) -> str:
    """Put a list item where its stem says 「次の事項」."""
    match = _MARKER.search(stem)
    if not match:
        return stem + "、" + item
    return stem[: match.start()] + item + stem[match.end() :]


_DEEMED = re.compile(r"(?:同意|承諾|許諾|許可|承認)[^。]{0,16}ものとみな")
_REFERS_BACK = re.compile("前(?:[0-9二三四五]|各)?項")
_THEIR_DUTY = re.compile(r"前(?:[0-9二三四五]|各)?項(?:の[^、。は]{0,10}(?:義務|規定|定め|責任))(?:は|も)")
_OWN_TOPIC = re.compile(r"(?!こ|そ)[^、。]{1,20}(?<![てでに])は、")
