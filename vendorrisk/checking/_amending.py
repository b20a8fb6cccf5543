"""Amendments: a later paper of the same contract that takes force from provisions of an earlier one.

「原契約の次に掲げる規定は、効力を失う。 (1) 第5条第1項」: what stands in 第5条第1項 of the contract then neither proves nor refutes anything.
Within one paper that is the business of `_lifting`; here several papers are judged as one contract.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from vendorrisk.checking._lifting import LIFTING
from vendorrisk.documents import Notice
from vendorrisk.model import Bilingual
from vendorrisk.text import Clauses, Force, Paragraph

__all__ = ["is_lifted", "lifted_elsewhere", "lifting_notice"]

_ORIGINAL = re.compile(r"(?:原|元|当初)契約")
_FOLLOWS = re.compile(r"次(?:の各号)?(?:に掲げる|の)(?:規定|定め|条項)")
_PLACE = re.compile(r"(?:[^、。はがをにで「」]{0,30}?(?=第[0-9]))?第[0-9]+(?:条(?:の[0-9]+)?)?(?:第[0-9]+項)?(?:第[0-9]+号)?|[0-9]+(?:[(.-][0-9]+\)?)*")


def lifted_elsewhere(read: Sequence[Clauses]) -> list[frozenset[str]]:
    """Return for each paper the places from which another paper of the contract takes force.

    A place may be preceded by the title of the paper it stands in (仕様書第3条); without a title it is meant wherever it exists.
    """
    lifted: list[set[str]] = [set() for _ in read]
    for number, clauses in enumerate(read):
        for place in _places(clauses):
            for other, found in enumerate(lifted):
                title = read[other].outline.title
                if other != number:
                    found.add(place.removeprefix(title) if title else place)
    return [frozenset(places) for places in lifted]


def _places(clauses: Clauses) -> Iterator[str]:
    paragraphs = clauses.outline.paragraphs
    for paragraph in paragraphs:
        if not (_ORIGINAL.search(paragraph.text) and LIFTING.search(paragraph.text)) or not _says_so(clauses, paragraph):
            continue
        if _FOLLOWS.search(paragraph.text):
            for item in paragraphs:
                if item.stem is paragraph and (match := _PLACE.match(item.text)):
                    yield match.group()
        else:
            for said in re.finditer(rf"{_ORIGINAL.pattern}(?P<place>(?:別[記紙表添])?第[0-9][^、。はを]{{0,20}}?)(?:の(?:規定|定め))?(?:は|を)", paragraph.text):
                if match := _PLACE.match(said.group("place")):
                    yield match.group()


def _says_so(clauses: Clauses, paragraph: Paragraph) -> bool:
    """Whether it is laid down, not only wished for."""
    return any(LIFTING.search(one.text) and one.force not in (Force.EFFORT, Force.FRAGMENT) for one in clauses.of(paragraph))


def is_lifted(places: frozenset[str], path: str | None) -> bool:
    """Whether what stands at a path has lost its force.

    >>> is_lifted(frozenset({"第5条"}), "第5条第2項"), is_lifted(frozenset({"第5条"}), "第5条の2"), is_lifted(frozenset({"別記第5"}), "別記 第5")
    (True, False, True)
    """
    if not places or path is None:
        return False
    bare = "".join(path.split())
    return any(bare == place or bare.startswith((f"{place}第", f"{place}(")) for place in places)


def lifting_notice(lifted: Sequence[frozenset[str]]) -> list[Notice]:
    """Return the notice that some provisions were not counted."""
    places = sorted({place for some in lifted for place in some})
    if not places:
        return []
    return [
        Notice(
            "lifted-by-amendment",
            Bilingual(
                f"覚書等により効力を失うとされた規定は、判定に用いていません：{'、'.join(places)}",
                f"Provisions from which an amendment takes force were not counted: {', '.join(places)}",
            ),
        )
    ]
