"""What the stored check of a record's papers leaves open: never made, stale, or a mandatory clause that is not settled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from vendorrisk.lifecycle._found import Shortcoming, found
from vendorrisk.lifecycle._people import four_eyes
from vendorrisk.lifecycle._stages import COMMITTED, Stage
from vendorrisk.model import (
    Bilingual,
    CheckRecord,
    CloudService,
    Contract,
    ElementVerdict,
    Holdings,
    PackEdition,
    Record,
    SocialAccount,
    Staleness,
    latest_check,
    stale_because,
)
from vendorrisk.risk import control_of, exception_for

__all__ = ["check_shortcomings", "deciding_shortcomings", "standing_check"]

_STALE = {Staleness.DOCUMENTS: "check-stale-documents", Staleness.FACTS: "check-stale-facts", Staleness.PACKS: "check-stale-packs"}
# what the policy itself demands of every social media service cannot be excepted (seed 6(8))
_NO_EXCEPTION = frozenset({"social-media.procedure", "social-media.publishable-information", "social-media.owner"})
_BEFORE = (Stage.CLAUSE_CHECK, Stage.PERMITTED)
_UNKNOWN = Bilingual("証拠の引用がない", "without a quoted sentence")


def standing_check(record: Record, held: Holdings, today: date) -> tuple[CheckRecord, Record] | None:
    """Return the check that counts for a record and the record it is about: a service without its own stands on that of its contract."""
    check = latest_check(record.id, held, today)
    if check is not None:
        return check, record
    contract = held.get(record.contract, Contract) if isinstance(record, CloudService) else None
    check = latest_check(contract.id, held, today) if contract is not None else None
    return None if check is None or contract is None else (check, contract)


def check_shortcomings(
    record: Contract | CloudService | SocialAccount, held: Holdings, today: date, now: Stage, packs: Sequence[PackEdition]
) -> Iterator[Shortcoming]:
    """Yield what the latest check of a record leaves open; a text that binds nobody any more is not mended."""
    if now is Stage.CLOSING:
        return
    standing = standing_check(record, held, today)
    if standing is None:
        if now in COMMITTED:
            yield found("not-checked", record, "documents")
        elif now in _BEFORE:
            yield found("check-pending", record, "documents")
        return
    check, about = standing
    assert check.run_on is not None  # a check without a day is not the latest of any day
    for why in stale_because(check, about, packs):
        yield found(_STALE[why], record, "documents", day=check.run_on)
    unsettled: dict[str, tuple[str, ElementVerdict | None]] = {}
    for element, verdict in zip(check.elements, check.counted, strict=True):
        # a requirement of which nobody has said whether it is mandatory counts as if it were
        if element.mandatory is False or verdict is ElementVerdict.MET:
            continue
        excepted = element.requirement not in _NO_EXCEPTION and any(
            exception_for(element.requirement, element.element, one.id, held, today) for one in (record, about)
        )
        known = unsettled.get(element.requirement)
        if not excepted and (known is None or (verdict is ElementVerdict.NEGATED and known[1] is not verdict)):
            unsettled[element.requirement] = element.element, verdict
    for requirement, (first, verdict) in unsettled.items():
        label = control_of(requirement, first).label
        yield found("mandatory-unresolved", record, "documents", label=label, requirement=requirement, verdict=_UNKNOWN if verdict is None else verdict)


def deciding_shortcomings(check: CheckRecord, held: Holdings, today: date) -> Iterator[Shortcoming]:
    """Yield decisions of people on mandatory elements that nobody else has approved; of a record's checks only the latest one counts."""
    latest = latest_check(check.subject, held, today)
    if latest is None or latest.id != check.id:
        return
    mandatory = {(one.requirement, one.element) for one in check.elements if one.mandatory is not False}
    for place, override in enumerate(check.overrides):
        if (override.requirement, override.element) not in mandatory:
            continue
        field = f"overrides[{place}].approved_by"
        if not override.approved_by:
            verdict = Bilingual("判定なし", "not judged") if override.verdict is None else override.verdict
            yield found("override-unapproved", check, field, requirement=override.requirement, verdict=verdict)
        yield from four_eyes(check, held, field, override.approved_by, override.by)
