"""Checks that belong to a record of a register: run, kept with documents, verdicts and editions, and asked again when the rules change."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import attrs

import vendorrisk
from vendorrisk._api import OfPages, check
from vendorrisk._packs import editions, pack_named, resolve
from vendorrisk.checking import DocumentReport, Policy, judge
from vendorrisk.documents import Limits, Refusal, read
from vendorrisk.model import (
    Bilingual,
    CheckRecord,
    CloudService,
    Contract,
    ContractKind,
    Facts,
    FileRef,
    Holdings,
    Kind,
    Override,
    Record,
    SocialAccount,
    UsageError,
    checked_documents,
    latest_check,
)
from vendorrisk.register import Register, Transaction, checked_elements
from vendorrisk.requirements import RequirementChange, Verdict, diff_packs

__all__ = ["AffectedRecord", "case_of", "check_record", "kept_documents", "policy_diff"]


def check_record(
    register: Register,
    id: str,  # noqa: A002 - the field is called id everywhere
    paths: Sequence[str | Path] = (),
    *,
    who: str = "",
    policies: Sequence[str | Path] = (),
    ocr: bool = False,
    convert: bool = False,
    isolated: bool = False,
    limits: Limits | None = None,
    recognising: OfPages | None = None,
    passages: bool = False,
    pictures: int = 0,
    overrides: Sequence[Override] = (),
) -> tuple[DocumentReport, CheckRecord | None]:
    """Check the documents of a record as one contract, by the record's own facts, and keep the result.

    Args:
        register: the register.
        id: a contract, service or account.
        paths: documents to keep and check; those that the record already has when none are given.
        who: the person who checks.
        policies: ids of shipped packs and folders of own ones; the register's own folders when left out.
        ocr: recognise scanned pages with Tesseract, where it is installed; seconds a page.
        convert: read .doc, .rtf and .odt files through LibreOffice, where it is installed.
        isolated: read every file in a process of its own.
        limits: bounds on one file.
        recognising: called with (file, page, pages) before each scanned page.
        passages: keep the paragraph of every evidence with it.
        pictures: of so many sentences of each PDF, keep the strip of the page that shows it.
        overrides: decisions of people on this result, kept with it; one about an element that was not judged is left out.

    Returns:
        The report, and the record of the check; None when a document could not be read, for then nothing is kept.

    Raises:
        UsageError: there is no such record, nothing can be checked about it, or it has no documents.
        RegisterError: the result cannot be kept.
    """
    record = register.holdings.records.get(id)
    if record is None:
        raise UsageError(
            Bilingual(f"「{id}」という記録がありません。", f"There is no record {id!r}."), where="--record", todo=Bilingual("管理番号を確認してください。", "Check the id.")
        )
    kind, facts = case_of(record)
    chosen = tuple(str(policy) for policy in policies) or register.holdings.settings.policies
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(path) for path in paths] or list(kept_documents(register, record, Path(folder)))
        if not files:
            raise UsageError(
                Bilingual("点検する文書がありません。", "There is no document to check."),
                where=id,
                todo=Bilingual("文書を指定するか、「register attach」で記録に付けてください。", "Name one, or attach it with 'register attach'."),
            )
        (report,) = check(
            files, kind=kind, facts=facts, policies=chosen, together=True, ocr=ocr, convert=convert, isolated=isolated, limits=limits,
            recognising=recognising, passages=passages, pictures=pictures,
        ).documents
        if report.refusals:
            return report, None
        with register.transaction(who=who, why="点検") as change:
            kept = _keep(change, record, files) if paths else checked_documents(record)
            made = change.add(_decided(_record_of(report, register, record, kept, chosen, facts, who), overrides))
    return report, made


def case_of(record: Record) -> tuple[Kind, Facts]:
    """Return by which packs and facts a record is judged.

    Raises:
        UsageError: nothing of this kind is judged.
    """
    if isinstance(record, Contract):
        return Kind.CLOUD if record.kind is ContractKind.CLOUD else Kind.OUTSOURCING, record.facts
    if isinstance(record, CloudService):
        return Kind.CLOUD, record.facts
    if isinstance(record, SocialAccount):
        return Kind.SOCIAL_MEDIA, Facts()
    raise UsageError(
        Bilingual("この種類の記録には点検する文書がありません。", "This kind of record has no documents to check."),
        where=record.id,
        todo=Bilingual("契約、外部サービス又はSNSアカウントを指定してください。", "Name a contract, a cloud service or a social media account."),
    )


def kept_documents(register: Register, record: Record, folder: Path) -> Iterator[Path]:
    """Yield the record's kept documents under the names that they came with."""
    for number, document in enumerate(checked_documents(record)):
        source = register.document(document.sha256) if document.sha256 else None
        if source is not None and source.is_file():
            place = folder / str(number) / Path(document.name).name
            place.parent.mkdir()
            shutil.copyfile(source, place)
            yield place


def _keep(change: Transaction, record: Record, files: Sequence[Path]) -> tuple[FileRef, ...]:
    """Keep documents, and name in the record those that it does not name yet."""
    kept = tuple(change.attach(path, received_on=None) for path in files)
    known = {document.sha256: document for document in checked_documents(record)}
    new = tuple(document for document in kept if document.sha256 not in known)
    if new and isinstance(record, (Contract, CloudService, SocialAccount)):
        change.put(attrs.evolve(record, documents=(*record.documents, *new)))
    return tuple(known.get(document.sha256, document) for document in kept)


def _record_of(
    report: DocumentReport, register: Register, record: Record, kept: tuple[FileRef, ...], policies: tuple[str, ...], facts: Facts, who: str
) -> CheckRecord:
    applying = {result.requirement.id for result in report.requirements if result.applies}
    used = {pack.id for pack in resolve(policies) if any(requirement.id in applying for requirement in pack.requirements)}
    made = CheckRecord(
        subject=record.id,
        run_on=register.today(),
        run_by=who,
        engine=f"vendorrisk {vendorrisk.__version__}",
        documents=kept,
        policies=tuple(edition for edition in editions(policies) if edition.id in used),
        facts="" if isinstance(record, SocialAccount) else facts.stamp,  # what is published asks no facts
        outcome=report.verdict or "",
        elements=checked_elements(report, kept[0].name),
    )
    return attrs.evolve(made, overrides=_still_standing(made, latest_check(record.id, register.holdings, register.today())))


def _decided(made: CheckRecord, overrides: Sequence[Override]) -> CheckRecord:
    """Add what people decided about elements of this result; it counts before what they had decided earlier."""
    judged = {(found.requirement, found.element) for found in made.elements}
    new = {key: override for override in overrides if (key := (override.requirement, override.element)) in judged}
    stays = (override for override in made.overrides if (override.requirement, override.element) not in new)
    return attrs.evolve(made, overrides=(*stays, *new.values()))


def _still_standing(new: CheckRecord, old: CheckRecord | None) -> tuple[Override, ...]:
    """Return the decisions of people that still answer the same finding: the same verdict on the same sentences."""
    if old is None:
        return ()
    before = {(found.requirement, found.element): (found.verdict, found.proofs) for found in old.elements}
    now = {(found.requirement, found.element): (found.verdict, found.proofs) for found in new.elements}
    return tuple(
        override
        for override in old.overrides
        if (key := (override.requirement, override.element)) in now and now[key] == before.get(key)
    )


@attrs.frozen
class AffectedRecord:
    """A record whose kept documents would be judged otherwise by the other edition.

    Attributes:
        id: the record.
        changes: (requirement, verdict by the first edition, verdict by the second); None where an edition does not demand it.
    """

    id: str
    changes: tuple[tuple[str, Verdict | None, Verdict | None], ...]


def policy_diff(old: str, new: str, register: Register | None = None) -> tuple[tuple[RequirementChange, ...], tuple[AffectedRecord, ...], int]:
    """Compare two editions of a pack; with a register, judge the kept documents of all live records by both.

    Args:
        old: id of a shipped pack, or a folder.
        new: the same.
        register: whose records are asked about.

    Returns:
        What differs, which records would get another verdict, and how many live records could not be compared for want of documents.

    Raises:
        UsageError: there is no such pack.
    """
    before, after = pack_named(old)[0], pack_named(new)[0]
    changes = diff_packs(before, after)
    if register is None:
        return changes, (), 0
    affected: list[AffectedRecord] = []
    blind = 0
    policies = (Policy((before,)), Policy((after,)))
    for record in _live(register.holdings, register):
        verdicts = _verdicts_by(policies, register, record)
        if verdicts is None:
            blind += 1
            continue
        first, second = verdicts
        moved = tuple((id, first.get(id), second.get(id)) for id in dict.fromkeys([*first, *second]) if first.get(id) is not second.get(id))  # noqa: A001
        if moved:
            affected.append(AffectedRecord(record.id, moved))
    return changes, tuple(affected), blind


def _live(held: Holdings, register: Register) -> Iterator[Contract | CloudService | SocialAccount]:
    from vendorrisk.lifecycle import OVER, stage

    records: list[Contract | CloudService | SocialAccount] = [*held.all(Contract), *held.all(CloudService), *held.all(SocialAccount)]
    yield from (record for record in records if stage(record, held, register.today()) not in OVER)


def _verdicts_by(policies: tuple[Policy, ...], register: Register, record: Record) -> list[dict[str, Verdict]] | None:
    kind, facts = case_of(record)
    with tempfile.TemporaryDirectory() as folder:
        answers = [read(path) for path in kept_documents(register, record, Path(folder))]
    documents = [answer for answer in answers if not isinstance(answer, Refusal)]
    if not documents or len(documents) < len(answers):
        return None
    reports = [judge(documents, policy, kind=kind, facts=facts) for policy in policies]
    return [{result.requirement.id: result.verdict for result in report.requirements if result.applies} for report in reports]
