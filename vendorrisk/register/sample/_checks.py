"""The check results of the sample city are not invented: its contract texts are judged by the checker itself.

So every quote is a sentence that stands in a text, every verdict is what the checker says of it today, and neither can grow old.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import attrs

from vendorrisk import __version__
from vendorrisk._packs import editions, packs
from vendorrisk.checking import DocumentReport, Policy, judge
from vendorrisk.documents import read_text
from vendorrisk.model import (
    CheckRecord,
    CloudService,
    Contract,
    ContractKind,
    Facts,
    Kind,
    Record,
    SocialAccount,
    checked_documents,
)
from vendorrisk.register._checks import checked_elements

__all__ = ["judged"]


def judged(check: CheckRecord, subject: Record, texts: Mapping[str, str]) -> CheckRecord:
    """Return a check with its verdicts: of the documents that it names, else of those that its subject has.

    Args:
        check: what a person decided: when, by whom, and what he thinks of single verdicts.
        subject: the record that it is about.
        texts: the texts that are at hand, by the digest that stands in the records.

    Raises:
        ValueError: the subject is nothing that can be judged, or has no text.
    """
    if not isinstance(subject, Contract | CloudService | SocialAccount):
        raise ValueError(f"{check.id}: nothing to judge about {subject.id}")
    documents = check.documents or checked_documents(subject)
    if not documents or not all(file.sha256 in texts for file in documents):
        raise ValueError(f"{check.id}: {subject.id} has no text")
    facts = Facts() if isinstance(subject, SocialAccount) else subject.facts  # what is published asks no facts
    report = _report(tuple((file.name, texts[file.sha256]) for file in documents), _kind(subject), facts)
    applying = [result for result in report.requirements if result.applies]
    used = {_policy().pack_of[result.requirement.id].id for result in applying}
    return attrs.evolve(
        check,
        documents=documents,
        engine=f"vendorrisk {__version__}",
        policies=check.policies or tuple(edition for edition in editions() if edition.id in used),
        facts="" if isinstance(subject, SocialAccount) else facts.stamp,
        outcome=report.verdict or "",
        elements=checked_elements(report, documents[0].name),
    )


@cache
def _policy() -> Policy:
    return Policy(packs())


@cache  # the city uses the same few forms for most of its contracts
def _report(documents: tuple[tuple[str, str], ...], kind: Kind, facts: Facts) -> DocumentReport:
    return judge([read_text(text, name) for name, text in documents], _policy(), kind=kind, facts=facts)


def _kind(subject: Record) -> Kind:
    if isinstance(subject, SocialAccount):
        return Kind.SOCIAL_MEDIA
    if isinstance(subject, CloudService) or (isinstance(subject, Contract) and subject.kind is ContractKind.CLOUD):
        return Kind.CLOUD
    return Kind.OUTSOURCING

