"""``vendorrisk check --record``: judge the documents of a record by its own facts, and keep the result in the register."""

from __future__ import annotations

import argparse
from collections import deque
from pathlib import Path

import attrs

from vendorrisk._packs import resolve
from vendorrisk._records import check_record
from vendorrisk.cli._check import complain, exit_of
from vendorrisk.cli._json import document_json, head_json
from vendorrisk.cli._output import Exit, Paint, Progress, dumped, say, write
from vendorrisk.cli._register import find_register
from vendorrisk.cli._register_args import REGISTER_WORDS
from vendorrisk.cli._report import render_document
from vendorrisk.cli._reports import pictures_for, refuse_bad_reports, reporting
from vendorrisk.documents import Limits
from vendorrisk.model import Language

__all__ = ["run_check_record"]


def run_check_record(args: argparse.Namespace) -> Exit:
    """Carry out the command and return its exit status."""
    language: Language = args.lang
    register = find_register(args)
    refuse_bad_reports(args, [Path(path) for path in args.paths])
    limits = Limits() if args.timeout is None else Limits(seconds=args.timeout)
    progress = Progress(not args.quiet, 1, language)
    try:
        report, kept = check_record(
            register, args.record, args.paths, who=args.who, policies=args.policy, ocr=args.ocr, convert=args.convert, isolated=True,
            limits=limits, recognising=progress.recognising, passages=bool(args.report), pictures=pictures_for(args, 1),
        )
    finally:
        progress.end()
    packs = resolve(tuple(args.policy) or register.holdings.settings.policies)
    withheld = {} if args.show_restricted else {r.id: pack for pack in packs if pack.restricted for r in pack.requirements}
    named = attrs.evolve(report, paths=tuple(Path(path.name) for path in report.paths))  # kept documents were read from a passing copy
    with reporting(args, packs, 1, iter((named,))) as taken:
        deque(taken, 0)
    if args.json:
        value = {**head_json(packs), "documents": [document_json(report, language, withheld)], "check": kept.id if kept is not None else None}
        write(dumped(value, indent=2) + "\n")
    else:
        write("\n".join(render_document(report, language, Paint(), verbose=args.verbose, withheld=withheld)) + "\n")
        if kept is not None:
            write(REGISTER_WORDS["kept-check"].get(language).format(id=kept.id) + "\n")
    complain(report, language)
    if kept is None:
        say(REGISTER_WORDS["not-kept"].get(language), args.record)
    return exit_of(Exit.FINE, report)
