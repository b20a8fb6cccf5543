"""Whether a stored check still speaks about the record as it is: the same papers, the same facts, the same edition of the rules.

A check never changes by itself (design principle 4); it turns stale.  Whatever cannot be compared, because nobody wrote it down, counts
as changed: a result about another text would be false assurance.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from vendorrisk.model._check import CheckRecord, PackEdition
from vendorrisk.model._choice import Choice
from vendorrisk.model._contract import Contract
from vendorrisk.model._facts import Facts
from vendorrisk.model._holdings import Holdings
from vendorrisk.model._parts import FileRef
from vendorrisk.model._records import Record
from vendorrisk.model._service import CloudService, SocialAccount
from vendorrisk.model._vocabulary import DocumentKind

__all__ = ["Staleness", "checked_documents", "latest_check", "stale_because"]

# papers that state duties; a report or a certificate that arrives later changes no clause
_BESIDE = {DocumentKind.PROPOSAL, DocumentKind.CERTIFICATE, DocumentKind.REPORT, DocumentKind.DISPOSAL_PROOF, DocumentKind.OTHER}


class Staleness(Choice):
    """What has changed since a check."""

    DOCUMENTS = "documents", "契約書類", "documents"
    FACTS = "facts", "判定に用いた事実", "facts"
    PACKS = "packs", "要件集の版", "requirement packs"


def latest_check(id: str, held: Holdings, today: date) -> CheckRecord | None:  # noqa: A002
    """Return the last check of a record that had been run by a day; of two on one day the one with the higher id.

    >>> old, new = (CheckRecord(id=f"check-2026-000{n}", subject="contract-2026-0001", run_on=date(2026, n, 1)) for n in (4, 5))
    >>> latest_check("contract-2026-0001", Holdings([old, new]), date(2026, 4, 30)).id
    'check-2026-0004'
    """
    run = [(check.run_on, check.id, check) for check in held.about(id, CheckRecord) if check.run_on is not None and check.run_on <= today]
    return max(run)[2] if run else None


def checked_documents(record: Record) -> tuple[FileRef, ...]:
    """Return the papers of a record that a check has to read: those that state duties, and those whose kind nobody has said."""
    documents: tuple[FileRef, ...] = getattr(record, "documents", ())
    if isinstance(record, SocialAccount) and record.procedure is not None:
        documents = (record.procedure, *documents)
    return tuple(document for document in documents if document.kind not in _BESIDE)


def stale_because(check: CheckRecord, record: Record, packs: Iterable[PackEdition] = ()) -> tuple[Staleness, ...]:
    """Return what has changed since a check of a record; nothing when it still holds.

    Args:
        check: the stored result.
        record: the record as it is now.
        packs: the editions in force; none are compared when none are given.  Digests are compared where both sides have one, else versions.

    >>> contract = Contract(id="contract-2026-0001", documents=(FileRef(name="契約書.docx", sha256="a" * 64),))
    >>> check = CheckRecord(id="check-2026-0001", documents=contract.documents, facts=contract.facts.stamp)
    >>> stale_because(check, contract)
    ()
    >>> [str(why) for why in stale_because(check, Contract(id="contract-2026-0001", documents=(FileRef(name="覚書.docx"),)))]
    ['documents']
    """
    found = []
    now = {document.sha256 for document in checked_documents(record)}
    then = {document.sha256 for document in check.documents}
    gone = then - now
    if not now or "" in now or now - then or (gone and gone - {document.sha256 for document in _all_documents(record)}):
        found.append(Staleness.DOCUMENTS)
    facts = facts_of(record)
    if facts is not None and check.facts != facts.stamp:
        found.append(Staleness.FACTS)
    judged_by = {pack.id: pack for pack in check.policies}
    if any(pack.id in judged_by and _differ(judged_by[pack.id], pack) for pack in packs):
        found.append(Staleness.PACKS)
    return tuple(found)


def _differ(one: PackEdition, other: PackEdition) -> bool:
    return one.version != other.version or (one.digest != other.digest and "" not in (one.digest, other.digest))


def facts_of(record: Record) -> Facts | None:
    """Return the facts that choose the requirements; None for records that have none, such as an account."""
    return record.facts if isinstance(record, (Contract, CloudService)) else None


def _all_documents(record: Record) -> tuple[FileRef, ...]:
    documents: tuple[FileRef, ...] = getattr(record, "documents", ())
    procedure = getattr(record, "procedure", None)
    return (*documents, procedure) if procedure is not None else documents
