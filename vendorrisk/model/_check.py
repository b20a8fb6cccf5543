"""The stored result of a check: which documents by which edition of the rules said what, and what a person decided about it."""

from __future__ import annotations

from datetime import date

import attrs

from vendorrisk.model._choice import Choice
from vendorrisk.model._fields import Part, choice, day, flag, number, parts, ref, text
from vendorrisk.model._parts import FileRef
from vendorrisk.model._records import Record

__all__ = ["CheckRecord", "CheckedElement", "ElementVerdict", "Override", "PackEdition", "Proof"]


class ElementVerdict(Choice):
    """What the machine or a person found about one element."""

    MET = "met", "充足", "met"
    WEAK = "weak", "不十分", "weak"
    NEGATED = "negated", "反対の定め", "negated"
    MISSING = "missing", "記載なし", "missing"
    UNREADABLE = "unreadable", "判読不能", "unreadable"


@attrs.frozen(kw_only=True)
class PackEdition(Part):
    """A requirement pack as it was when the check ran; ``digest`` tells whether its rules have changed since."""

    id: str = text("要件集", "pack", required=True)
    version: str = text("版", "version", required=True)
    digest: str = text("内容のハッシュ", "digest")


@attrs.frozen(kw_only=True)
class Proof(Part):
    """The sentence that a verdict stands on."""

    quote: str = text("引用", "quote", required=True)
    article: str = text("条項", "article")
    page: int | None = number("ページ", "page")
    document: str = text("文書", "document")


@attrs.frozen(kw_only=True)
class CheckedElement(Part):
    """The machine's answer about one element of one requirement."""

    requirement: str = text("要件", "requirement", required=True)
    element: str = text("要素", "element", required=True)
    mandatory: bool | None = flag("必須", "mandatory")
    verdict: ElementVerdict | None = choice("判定", "verdict", required=True)
    proofs: tuple[Proof, ...] = parts("証拠", "proofs")


@attrs.frozen(kw_only=True)
class Override(Part):
    """A person's decision beside the machine's answer; both stay visible (design principle 7)."""

    requirement: str = text("要件", "requirement", required=True)
    element: str = text("要素", "element", required=True)
    verdict: ElementVerdict | None = choice("判定", "verdict", required=True)
    reason: str = text("理由", "reason", required=True)
    by: str = ref("person", "判断者", "by", required=True)
    on: date | None = day("判断日", "on", required=True)
    approved_by: str = ref("person", "承認者", "approved by")


@attrs.frozen(kw_only=True)
class CheckRecord(Record):
    """点検結果: frozen with the edition of the rules it was judged by; it turns stale, it never changes by itself."""

    subject: str = ref("*", "対象", "subject", required=True)
    run_on: date | None = day("点検日", "run on", required=True)
    run_by: str = text("点検者", "run by")
    engine: str = text("点検プログラム", "engine")
    documents: tuple[FileRef, ...] = parts("点検した文書", "documents checked", required=True)
    policies: tuple[PackEdition, ...] = parts("要件集の版", "pack editions")
    facts: str = text("判定に用いた事実", "facts used")
    outcome: str = text("総合判定", "outcome")
    elements: tuple[CheckedElement, ...] = parts("判定", "verdicts")
    overrides: tuple[Override, ...] = parts("人の判断", "decisions by people")

    def verdict(self, requirement: str, element: str) -> ElementVerdict | None:
        """Return the verdict that counts for an element (see :attr:`counted`), or None when it was not judged."""
        judged = zip(self.elements, self.counted, strict=True)
        return next((verdict for found, verdict in judged if (found.requirement, found.element) == (requirement, element)), None)

    @property
    def counted(self) -> tuple[ElementVerdict | None, ...]:
        """The verdict that counts for each of the elements, in their order.

        The latest decision of a person comes first.  A machine's "met" without a sentence behind it counts for nothing (no quote, no
        "met"); a person answers for hers with a reason.
        """
        met = ElementVerdict.MET
        own = tuple([None if found.verdict is met and not found.proofs else found.verdict for found in self.elements])
        if not self.overrides:
            return own
        by_day = sorted(self.overrides, key=lambda override: override.on or date.min)
        decided = {(override.requirement, override.element): override.verdict for override in by_day}
        return tuple(decided.get((found.requirement, found.element), verdict) for found, verdict in zip(self.elements, own, strict=True))

    @property
    def unresolved(self) -> tuple[CheckedElement, ...]:
        """Mandatory elements that neither the text nor a person's decision has settled."""
        judged = zip(self.elements, self.counted, strict=True)
        return tuple(found for found, verdict in judged if found.mandatory and verdict is not ElementVerdict.MET)
