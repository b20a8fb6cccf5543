"""Clauses that take other clauses away: 「第5条から第8条までの規定は、適用しない」, 「前項の規定にかかわらず」.

A contract can hold a perfect article 5 and lift it in article 25.  What is lifted is not met, and a denial that says it prevails
beats the promise that it overrides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vendorrisk.text import Clauses, Force, Paragraph, Party, Statement, kanji_number

__all__ = ["LIFTING", "lifted_articles", "lifts", "marked_terms", "overrides", "waived", "waived_steps"]

_N = "[0-9〇一二三四五六七八九十百]+"
LIFTING = re.compile(r"適用し(?:ない|ません)|(?:を|は)(?:これを)?(?:削る|削除する|削除します)|(?:を|は|、)抹消(?:した|する)|効力を(?:失う|有しない|生じない)|無効とする|適用を除外")
_RANGE = re.compile(rf"第({_N})条(?:の[0-9]+)?(?:(?:から|乃至|ないし|~)第({_N})条)?")
_DESPITE = re.compile(rf"第({_N})条[^、。]{{0,14}}にかかわらず")
_PREVAILS = re.compile(r"(?:前項|前条|前各項|第[0-9〇一二三四五六七八九十百]+条|本文|本契約の他の)[^。]{0,24}?にかかわらず")
_ARTICLE = re.compile(r"第([0-9]+)条")


def lifted_articles(clauses: Clauses) -> frozenset[int]:
    """Return the numbers of the articles that some clause of the document lifts."""
    return frozenset(_numbers(clauses))


def _numbers(clauses: Clauses) -> Iterator[int]:
    for paragraph in clauses.outline.paragraphs:
        if "かかわらず" in paragraph.text and _DESPITE.search(paragraph.text):
            yield from _overridden(clauses, paragraph)
        if "条" not in paragraph.text or not LIFTING.search(paragraph.text):
            continue
        for statement in clauses.of(paragraph):
            found = LIFTING.search(statement.text)
            if statement.force is Force.EFFORT or not found:
                continue
            # the articles must be what is lifted, not a condition: 「第5条に該当する場合は、適用しない」
            for match in _RANGE.finditer(statement.text, statement.main):
                behind = statement.text[match.end() : found.end()]
                if re.match(r"(?:第[0-9]+項)?(?:及び第[0-9]+条|、第[0-9]+条)*(?:まで)?(?:の(?:各)?規定|の定め|の条項)?(?:\([^)]*\))?(?:は|を)", behind):
                    first = kanji_number(match.group(1))
                    last = kanji_number(match.group(2)) if match.group(2) else first
                    yield from range(first, min(last, first + 60) + 1)


def _overridden(clauses: Clauses, paragraph: Paragraph) -> Iterator[int]:
    """Yield the articles that a denial or a freedom of the other side prevails over."""
    for statement in clauses.of(paragraph):
        freed = statement.force is Force.PERMISSION and statement.bearer is Party.VENDOR
        if not (freed or statement.force is Force.DENIAL):
            continue
        found = _DESPITE.search(statement.sentence)
        if found:
            yield kanji_number(found.group(1))


def lifts(lifted: frozenset[int], statement: Statement) -> bool:
    """Whether the article of a statement is among the lifted ones."""
    path = statement.paragraph.article_path or ""
    match = _ARTICLE.search(path)
    return bool(match and int(match.group(1)) in lifted)


_WAIVER = re.compile(
    rf"(?:手順|ステップ|STEP|工程|項番)(?P<n>{_N})(?:(?:から|~)(?:手順|ステップ|STEP|工程|項番)?(?P<m>{_N})まで)?(?:は|を)(?:、)?(?:(?:省略|省い|省く|飛ばし|とばし)(?!(?:する)?(?:必要|義務|わけ))|行わな|行う(?:必要|こと)[はをも]?(?:な|あり|要))"
)

_STEP = re.compile(r"(?P<before>|.*[^0-9])[0-9]+(?P<after>[^0-9]*)$")  # the last number of a place: 5(4), 手順4


def waived_steps(clauses: Clauses) -> frozenset[str]:
    """Return the places of the steps that a step beside them lets staff leave out: 「急ぐときは、手順2を省いてよい」.

    A number means a step of the same list: 「手順2」 said in 5(4) is 5(2), not the second section.
    """
    found: set[str] = set()
    for paragraph in clauses.outline.paragraphs:
        if not _WAIVER.search(paragraph.text):
            continue
        place = _STEP.match(paragraph.article_path or "")
        for statement in clauses.of(paragraph):
            if place and statement.force in (Force.PERMISSION, Force.DENIAL) and (match := _WAIVER.search(statement.text)):
                first = kanji_number(match.group("n"))
                last = kanji_number(match.group("m")) if match.group("m") else first
                before, after = place.group("before"), place.group("after")
                found.update(f"{before}{number}{after}" for number in range(first, min(last, first + 60) + 1))
    return frozenset(found)


def waived(steps: frozenset[str], statement: Statement) -> bool:
    """Whether a statement stands in one of the waived steps."""
    return statement.paragraph.article_path in steps


def overrides(statement: Statement) -> bool:
    """Whether a statement says that it prevails over another provision."""
    return bool(_PREVAILS.search(statement.sentence))


_MARKED = (
    re.compile(r"(?P<term>(?:秘密|機密|保護|営業秘密)情報)[」]?と(?:は|し)(?:[^。()]|\([^()]*\)){0,200}?(?:表示|明示|指定|押印|付し|記載)[^。]{0,60}(?:もの|情報|に限|とき|書面|文書|資料|データ|媒体)"),
    re.compile(r"(?:表示|明示|指定)(?:が(?:ある|あった|された)|された|した|を付した)[^。「]{0,40}(?:もの|情報)[^。「]{0,20}\(以下[^「]{0,6}「(?P<term>[^」]{2,8})」"),
    re.compile(r"(?:表示|明示|指定)[^。]{0,24}(?:情報|もの)(?:に限り|に限って|のみを?)、?(?:これを)?(?P<term>秘密|機密)(?:情報)?(?:として|とする)"),
)
_REGARDLESS = re.compile(r"問わ|かかわらず|有無|口頭(?!(?:で|に|又は)[^。]{0,40}(?:書面|特定|表示|通知))")


def marked_terms(clauses: Clauses) -> frozenset[str]:
    """Return the words, such as 秘密情報, that the document limits to what is marked as secret."""
    found = set()
    for paragraph in clauses.outline.paragraphs:
        if "情報" not in paragraph.text or not ("表示" in paragraph.text or "明示" in paragraph.text or "指定" in paragraph.text or "付し" in paragraph.text):
            continue
        for pattern in _MARKED:
            for match in pattern.finditer(paragraph.text):
                if not _REGARDLESS.search(paragraph.text, match.start(), match.end() + 40):
                    found.add(match.group("term"))
    return frozenset(found)
