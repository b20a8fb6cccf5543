"""What an amendment must hold: read from a check of the contract that it amends, and from what that contract says of itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs

from vendorrisk.checking import DocumentReport, ElementResult, Evidence, RequirementResult
from vendorrisk.documents import Document
from vendorrisk.drafting._templates import Parties
from vendorrisk.requirements import Verdict
from vendorrisk.text import outline, resolve_parties

__all__ = ["Lacks", "Original", "lacks_of", "original_of"]

_DEFINED = r"(?P<name>[^、。，．\s（(「」|]{{2,60}})\s*[（(](?:以下)?[、，]?\s*[「『]{side}[」』]"
_LETTER = {side: re.compile(_DEFINED.format(side=side)) for side in ("甲", "乙")}
_ROLE = {side: re.compile(_DEFINED.format(side=f"(?:{words})")) for side, words in (("甲", "発注者|委託者|注文者"), ("乙", "受注者|受託者|請負者"))}
_CALLED = re.compile(r"(?m)^[ \t\u3000|０-９0-9.．]*(?:委託業務|業務|件|委託|契約)[ \t\u3000]*(?:の)?[ \t\u3000]*(?:件)?[ \t\u3000]*名(?:称)?[ \t\u3000：:|]+(?P<title>[^\n|]{2,120}?)[ \t\u3000|]*$")


@attrs.frozen
class Original:
    """What a contract says of itself; empty where it does not.

    Attributes:
        title: of the work.
        client: name of the city.
        vendor: name of the other side.
        parties: what the two sides are called in it.
    """

    title: str = ""
    client: str = ""
    vendor: str = ""
    parties: Parties = Parties.LETTERS


def original_of(documents: Sequence[Document]) -> Original:
    """Return what the papers of a contract say of it.

    A contract in which 甲 is the vendor is amended with 発注者 and 受注者: nobody should have to read 甲 for both sides.
    """
    if not documents:
        return Original()
    text = "\n".join(document.text for document in documents)
    first = outline(documents[0].text, documents[0].blocks)
    parties = resolve_parties("。".join(paragraph.text for paragraph in first.paragraphs))
    lettered = "甲は" in text or "乙は" in text or "甲が" in text
    sides = ("乙", "甲") if parties.swapped else ("甲", "乙")
    names = _LETTER if lettered else _ROLE
    client, vendor = (_name(names[side], text) for side in (sides if lettered else ("甲", "乙")))
    called = _CALLED.search(text)
    return Original(
        called["title"].strip() if called else "", client, vendor, Parties.LETTERS if lettered and not parties.swapped else Parties.ROLES
    )


def _name(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    if match is None:
        return ""
    name = match["name"]
    behind = re.split(r"[)）」』]", name)[-1]  # 「…「甲」という。）と株式会社…」
    return re.sub(r"^[とがは]?(?:委託者|受託者|発注者|受注者)?(?=.{2})", "", behind) if len(behind) > 1 else ""


@attrs.frozen
class Lacks:
    """What a contract lacks.

    Attributes:
        requirements: ids of the requirements whose clauses are needed.
        lifted: places whose provisions say the opposite and must lose their force, in the order in which they stand.
        unnumbered: sentences that say the opposite and stand in no numbered place, so that nothing can be cited.
    """

    requirements: frozenset[str]
    lifted: tuple[str, ...]
    unnumbered: tuple[str, ...]


def lacks_of(report: DocumentReport, *, recommended: bool = False) -> Lacks:
    """Read from a report what has to be written.

    Args:
        report: of all papers of one contract.
        recommended: whether recommended requirements count too.
    """
    asked = [one for one in report.requirements if one.applies and (one.mandatory or recommended)]
    against = [
        evidence for one in asked for found in one.elements if found.element.required or one.verdict is Verdict.NEGATED
        for evidence in (*found.conflicts, *(item for item in found.evidence if item.verdict is Verdict.NEGATED))
    ]  # fmt: skip
    lifted = tuple(dict.fromkeys(evidence.article for evidence in sorted(against, key=lambda one: (str(one.path), one.start)) if evidence.article))
    unnumbered = tuple(dict.fromkeys(evidence.quote for evidence in against if not evidence.article))
    wanted = frozenset(one.requirement.id for one in asked if one.verdict is not Verdict.MET or _rests_on(one, lifted))
    return Lacks(wanted, lifted, unnumbered)


def _rests_on(one: RequirementResult, lifted: Sequence[str]) -> bool:
    """Whether some required element is proved only by what is lifted."""

    def gone(evidence: Evidence) -> bool:
        return any(evidence.article == place or (evidence.article or "").startswith(f"{place}第") for place in lifted)

    def lost(found: ElementResult) -> bool:
        return found.element.required and bool(found.evidence) and all(map(gone, found.evidence))

    return any(map(lost, one.elements))
