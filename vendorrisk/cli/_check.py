"""``vendorrisk check``: read, judge, report, and say with the exit status how it went."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping

import attrs

from vendorrisk._api import Request, check, find_files, iter_reports
from vendorrisk._packs import resolve
from vendorrisk.checking import DocumentReport
from vendorrisk.cli._json import document_json, head_json
from vendorrisk.cli._output import Exit, Paint, Progress, dumped, say, write
from vendorrisk.cli._report import render_document, render_total
from vendorrisk.cli._reports import pictures_for, refuse_bad_reports, reporting
from vendorrisk.cli._words import WORDS
from vendorrisk.documents import Limits, Refusal
from vendorrisk.model import Classification, Facts, Handling, Kind, Language, NetworkTier, UsageError
from vendorrisk.requirements import Pack

__all__ = ["complain", "exit_of", "run_check"]


def run_check(args: argparse.Namespace) -> Exit:
    """Carry out the command and return its exit status."""
    language: Language = args.lang
    facts = Facts(
        frozenset(Handling(handling) for handling in args.handles),
        Classification(args.confidentiality) if args.confidentiality else None,
        args.integrity,
        args.availability,
        NetworkTier(args.tier) if args.tier else None,
    )
    kind = Kind(args.kind) if args.kind else None
    if not args.paths:
        raise UsageError(WORDS["no-paths"], where="check", todo=WORDS["see-help"].format(command="vendorrisk check"))
    if args.places and not args.json:
        raise UsageError(WORDS["places-json"], where="--places")
    limits = Limits() if args.timeout is None else Limits(seconds=args.timeout)
    packs = resolve(tuple(args.policy))
    files = list(find_files(args.paths, convert=args.convert))
    refuse_bad_reports(args, files)
    request = Request(
        kind, facts, tuple(args.policy), args.all_requirements, places=args.places, passages=bool(args.report),
        pictures=pictures_for(args, len(files)), ocr=args.ocr, convert=args.convert,
    )
    withheld = {} if args.show_restricted else {r.id: pack for pack in packs if pack.restricted for r in pack.requirements}
    progress = Progress(not args.quiet, len(files), language)
    if args.together:
        readable = [file for file in files if not isinstance(file, Refusal)]
        report = check(
            readable, kind=kind, facts=facts, policies=request.policies, all_requirements=args.all_requirements, together=True,
            places=args.places, passages=request.passages, pictures=request.pictures, ocr=args.ocr, convert=args.convert,
            isolated=True, limits=limits, recognising=progress.recognising,
        )
        kept = tuple(file for file in files if isinstance(file, Refusal))
        reports: Iterator[DocumentReport] = iter([attrs.evolve(report.documents[0], refusals=report.documents[0].refusals + kept)])
    else:
        reports = iter_reports(
            files, request, jobs=args.jobs, isolated=True, limits=limits, progress=progress, pages=progress.pages,
            recognising=progress.recognising,
        )
    try:
        with reporting(args, packs, len(files), reports) as taken:
            if args.json:
                return _write_json(taken, packs, language, withheld)
            return _write_report(taken, args, language, withheld, progress)
    finally:
        progress.end()


def _write_json(reports: Iterator[DocumentReport], packs: tuple[Pack, ...], language: Language, withheld: Mapping[str, Pack]) -> Exit:
    """Write everything or nothing: reports wait in a spool file until the last one is there."""
    status = Exit.FINE
    with tempfile.SpooledTemporaryFile(max_size=32_000_000, mode="w+", encoding="utf-8", errors="surrogateescape") as spool:
        head = dumped(head_json(packs))
        spool.write(head[:-1] + ', "documents": [')
        for number, report in enumerate(reports):
            spool.write((",\n" if number else "\n") + dumped(document_json(report, language, withheld)))
            status = exit_of(status, report)
            complain(report, language)
        spool.write("\n]}\n")
        spool.seek(0)
        while piece := spool.read(1 << 20):
            write(piece)
    sys.stdout.flush()
    return status


def _write_report(
    reports: Iterator[DocumentReport], args: argparse.Namespace, language: Language, withheld: Mapping[str, Pack], progress: Progress
) -> Exit:
    status = Exit.FINE
    paint = Paint()
    totals: Counter[str] = Counter()
    for report in reports:
        progress.end()
        lines = list(render_document(report, language, paint, verbose=args.verbose, withheld=withheld))
        write("\n".join(lines) + "\n")
        totals[report.verdict or "refused"] += 1
        status = exit_of(status, report)
        complain(report, language)
    if sum(totals.values()) > 1:
        write(render_total(totals, language) + "\n")
    if totals["refused"] < sum(totals.values()) and sys.stdout.isatty():
        if not args.verbose:
            write(WORDS["hint-verbose"].get(language) + "\n")
        if not args.handles and not args.all_requirements and args.kind in (None, "outsourcing"):
            write(WORDS["hint-handles"].get(language) + "\n")
    sys.stdout.flush()
    return status


def exit_of(status: Exit, report: DocumentReport) -> Exit:
    """Return the exit status with one more report: unreadable wins over findings."""
    if report.refusals:
        return Exit.UNREADABLE
    if report.verdict != "compliant" and status is Exit.FINE:
        return Exit.FINDINGS
    return status


def complain(report: DocumentReport, language: Language) -> None:
    """Say on stderr which files could not be read."""
    for refusal in report.refusals:
        say(refusal.message.get(language), str(refusal.path))

