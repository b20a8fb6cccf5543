"""Which words a rule cannot do without: the prefilter that makes judging cheap.

A contract of a hundred pages has thousands of statements and there are hundreds of rules; nearly all pairs share no word.  From every
alternative of a pattern sets of literals are derived; whatever the alternative matches contains one word of each set.  One pass of
an Aho–Corasick automaton over a paragraph then names the few rules that it can match at all.
"""

from __future__ import annotations

import re
import re._constants as _c  # type: ignore[import-not-found]
import re._parser as _parser  # type: ignore[import-not-found]
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

__all__ = ["Alternative", "alternatives_of", "needed_by"]

Alternative = tuple[frozenset[str], ...]
"""Sets of words, rarest first; a text that matches holds at least one word of each.  Empty: nothing is known."""

# Parties are rewritten after the prefilter has run, so these two never stand in the text that it sees.
_REWRITTEN = "甲乙"
_MOST_WORDS = 200  # of one run of letters; longer lists are cut into two runs
_MOST_SETS = 6
_USELESS = 0.6  # a set of which one word stands in every other paragraph says nothing
_SHARES = {
    word: share
    for share, words in (
        (0.27, "( ) 者"),
        (0.2, "ない 業 報 約 業務 契 契約 情 情報"),
        (0.15, "ならない し、 及 事 行 こと 定 本 によ 書 用"),
        (0.1, "項 者は 発 なければ なけれ 委 者に 委託 もの 人 第 前 でき 場 日 保 内 個 ことが より から"),
        (0.07, "個人 発注 により ことができ 個人情報 記 知 管 提 利 場合 者の 責 履 履行 しなければ 告 市 要 取 認 除"),
        (0.05, "年 この契約 管理 出 につい について ついて サービス 任 定め 法 利用 本業務 期 通 情報の 供 責任 事項 て、 所 他 月 従 項の | 作 求"),
        (0.04, "規 提供 次 示 負 とし 第三者 報告 に対 情報を 別 得 生 扱 前項 承 号 限 しては 取扱 内容 を行 方 表 期間 通知 部 「 金 契約に"),
        (0.03, "実 データ におい 名 しま 損害 目的 第三者に 後 分 規定 仕様 書面 外 再委託 解除 請求 係 担 仕様書 運 業務を 監 指 施 払 変更 以下 次の 義務 資 承諾 員 者が 責任者 作業 必要 実施"),
        (0.5, "とき する した して され ある いる よう など ため ので まで この その これ それ"),
    )
    for word in words.split()
}
"""In which share of the paragraphs of municipal contracts a word stands; counted for those that stand in every thirtieth or oftener."""
_KANA = re.compile("[ぁ-ん、。]+")
_ENDINGS = ("する", "ずる", "せる", "れる", "める", "える", "す", "う", "る", "く", "つ", "ず")
"""What a clause is given at its end when it is cut out of a longer one (「報告し、」 becomes 「報告する」): no part of the original text."""


@lru_cache(maxsize=16384)
def alternatives_of(pattern: str) -> tuple[Alternative, ...]:
    """Return the alternatives of a pattern, each with the words that it needs.

    >>> [[sorted(words) for words in alternative] for alternative in alternatives_of("(?:監査|検査)に.*協力|立入調査")]
    [[['検査に', '監査に'], ['協力'], ['検査', '監査']], [['立入調査']]]
    """
    parsed = _parser.parse(pattern)
    if parsed.state.flags & re.IGNORECASE:
        return ((),)
    _products.clear()
    return tuple(_known(sets) for sets in _alternatives(parsed))


def cost_of(words: Iterable[str]) -> float:
    """Return a guess at the share of paragraphs that hold one of the words: particles are everywhere, long words are rare."""
    return sum(map(_commonness, words))


@lru_cache(maxsize=16384)
def _commonness(word: str) -> float:
    share = _SHARES.get(word)
    if share is not None:
        return share
    if _KANA.fullmatch(word):
        return (0.8, 0.1, 0.05)[min(len(word), 3) - 1]
    return (0.03, 0.004, 0.0015, 0.0007, 0.0004, 0.0002)[min(len(word), 6) - 1]


def _known(sets: Iterable[frozenset[str]]) -> Alternative:
    """Return the few sets that tell most, rarest first."""
    ready = {_shortest(set(map(_without_ending, words))) for words in sets}
    told = sorted((cost_of(words), sorted(words)) for words in ready if "" not in words)
    return tuple(frozenset(words) for cost, words in told[:_MOST_SETS] if cost < _USELESS)


def _shortest(words: set[str]) -> frozenset[str]:
    """Return the words that hold no other of them: where 「体制図等」 stands, 「体制図」 stands too."""
    if len(words) == 1 or "" in words:
        return frozenset(words)
    kept: list[str] = []
    for word in sorted(words, key=len):
        if not any(short in word for short in kept):
            kept.append(word)
    return frozenset(kept)


def _without_ending(word: str) -> str:
    if word.endswith(_ENDINGS):
        for ending in _ENDINGS:
            if word.endswith(ending):
                return word[: -len(ending)]
    return word


def _alternatives(items: Any) -> list[list[frozenset[str]]]:
    """Return the sets of each alternative; groups around a whole pattern, and a branch at its head or tail, are looked into."""
    items = list(items)
    if len(items) == 1:
        op, arg = items[0]
        if op is _c.SUBPATTERN and not arg[1]:
            return _alternatives(arg[3])
        if op is _c.BRANCH:
            return [found for branch in arg[1] for found in _alternatives(branch)]
    return [_sets(items)]


def _sets(items: Iterable[Any]) -> list[frozenset[str]]:
    """Return sets of words for a sequence; every match contains a word of each.

    Of each run of letters the stretch that tells most is kept: a longer one is rarer, but may have a hundred spellings.
    """
    found: list[frozenset[str]] = []
    run = best = _EMPTY
    for op, arg in items:
        words = _exactly(op, arg)
        if words is not None and len(run) * len(words) <= _MOST_WORDS:
            run = frozenset([head + tail for head in run for tail in words])
            best = min(run, best, key=_worth)
            if op is not _c.LITERAL:
                found.append(words)  # a list of phrases tells something of its own, whatever stands around it
            continue
        found.append(best)
        run = _EMPTY
        if words is not None:
            run = words
        else:
            found += _within(op, arg)
        best = run
    found.append(best)
    return [words for words in found if "" not in words]


def _worth(words: frozenset[str]) -> float:
    return 9.0 if "" in words else cost_of(words)


_EMPTY = frozenset(("",))


def _exactly(op: Any, arg: Any) -> frozenset[str] | None:
    """Return all strings that one item matches, or None when they are not few and certain."""
    if op is _c.LITERAL:
        return None if chr(arg) in _REWRITTEN else frozenset((chr(arg),))
    if op in (_c.ASSERT, _c.ASSERT_NOT, _c.AT):
        return _EMPTY  # takes no room: what stands on both sides of it is one run
    if op is _c.IN:
        if all(kind is _c.LITERAL for kind, _ in arg):
            chars = frozenset(chr(code) for _, code in arg)
            return chars if chars.isdisjoint(_REWRITTEN) else None
        return None
    if op is _c.SUBPATTERN:
        return None if arg[1] else _product(arg[3])  # with flags such as (?i:…) letters are not certain
    if op is _c.BRANCH:
        parts = [_product(branch) for branch in arg[1]]
        if any(part is None for part in parts):
            return None
        whole = frozenset().union(*(part for part in parts if part is not None))
        return whole if len(whole) <= _MOST_WORDS else None
    if op in (_c.MAX_REPEAT, _c.MIN_REPEAT, _c.POSSESSIVE_REPEAT) and arg[1] == 1:
        part = _product(arg[2])
        return part | _EMPTY if part is not None and arg[0] == 0 else part
    return None


_products: dict[int, frozenset[str] | None] = {}  # of the pattern at hand: groups are looked at on every level around them


def _product(items: Any) -> frozenset[str] | None:
    """Return all strings that a sequence matches, or None when they are not few and certain."""
    key = id(items)
    try:
        return _products[key]
    except KeyError:  # also when another thread has gone on to its next pattern
        found = _products[key] = _multiplied(items)
        return found


def _multiplied(items: Any) -> frozenset[str] | None:
    run = _EMPTY
    for op, arg in items:
        words = _exactly(op, arg)
        if words is None or len(run) * len(words) > _MOST_WORDS:
            return None
        run = frozenset([head + tail for head in run for tail in words])
    return run


def _within(op: Any, arg: Any) -> list[frozenset[str]]:
    """Return sets of words for one item that does not match certain strings only."""
    if op is _c.SUBPATTERN:
        return [] if arg[1] else _sets(arg[3])
    if op is _c.BRANCH:
        best: list[frozenset[str]] = []
        for branch in arg[1]:
            exact = _product(branch)
            sets = [exact] if exact is not None and "" not in exact else _sets(branch)
            if not sets:
                return []
            best.append(min(sets, key=cost_of))
        return [frozenset().union(*best)]
    if op in (_c.MAX_REPEAT, _c.MIN_REPEAT, _c.POSSESSIVE_REPEAT) and arg[0] >= 1:
        return _sets(arg[2])
    return []


def needed_by(patterns: Sequence[str]) -> list[Alternative] | None:
    """Return the alternatives of several patterns, one of which must match; None when one of them needs no word."""
    found = [alternative for pattern in patterns for alternative in alternatives_of(pattern)]
    return found if found and all(found) else None
