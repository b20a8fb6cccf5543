"""``vendorrisk draft amendment``: a contract is checked, and what it lacks is written as 覚書 or 変更契約書."""

from __future__ import annotations

import argparse
from typing import Any

from vendorrisk.cli._draft_args import (
    DRAFT_HELP,
    DRAFT_WORDS,
    add_case,
    add_target,
    assignments,
    save,
    wanted_path,
)
from vendorrisk.cli._output import Exit, Progress, dumped, say, write
from vendorrisk.model import Language, UsageError

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser, language: Language) -> None:
    """Add the arguments of this subcommand."""
    parser.add_argument("paths", nargs="*", metavar="FILE", help=DRAFT_HELP["files"].get(language))
    parser.add_argument("--form", choices=("memorandum", "contract"), default="memorandum", help=DRAFT_HELP["form"].get(language))
    parser.add_argument("--recommended", action="store_true", help=DRAFT_HELP["recommended"].get(language))
    parser.add_argument("--ocr", action="store_true", help=DRAFT_HELP["ocr"].get(language))
    parser.add_argument("--convert", action="store_true", help=DRAFT_HELP["convert"].get(language))
    add_case(parser, language)
    add_target(parser, language)


def run(args: argparse.Namespace) -> Exit:
    """Carry out the command."""
    from vendorrisk._amendments import draft_amendment
    from vendorrisk.cli._draft_annex import draft_json, report_draft
    from vendorrisk.cli._words import WORDS
    from vendorrisk.model import Classification, Facts

    if not args.paths and not args.record:
        raise UsageError(WORDS["no-paths"], where="draft amendment", todo="vendorrisk draft amendment --help")
    wanted_path(args.output, force=args.force, inputs=args.paths)
    language: Language = args.lang
    progress = Progress(True, len(args.paths), language)
    options: dict[str, Any] = {
        "form": args.form, "variants": args.variant, "parties": args.parties, "values": assignments(args.values), "policies": args.policy,
        "templates": args.templates, "recommended": args.recommended, "ocr": args.ocr, "convert": args.convert, "isolated": True,
        "recognising": progress.recognising,
    }  # fmt: skip
    try:
        if args.record:
            from vendorrisk._drafts_of_records import draft_record_amendment
            from vendorrisk.cli._register import find_register

            for option, given in (("--kind", args.kind), ("--handles", args.handles), ("--confidentiality", args.confidentiality)):
                if given:
                    raise UsageError(DRAFT_WORDS["not-together"], where=option)
            made = draft_record_amendment(find_register(args), args.record, args.paths, **options)
        else:
            facts = Facts(confidentiality=Classification(args.confidentiality) if args.confidentiality else None)
            made = draft_amendment(args.paths, kind=args.kind, handles=args.handles, facts=facts, **options)
    finally:
        progress.end()
    path = str(save(made.draft.docx, args.output, force=args.force, inputs=args.paths)) if made.draft is not None else None
    if args.json:
        value = draft_json(made.draft, path or "", language) if made.draft is not None else {"schema": 1, "path": None}
        value |= {"requirements": sorted(made.lacks.requirements), "lifted": list(made.lacks.lifted), "unnumbered": list(made.lacks.unnumbered)}
        write(dumped(value, indent=2) + "\n")
    elif made.draft is None or path is None:
        write(DRAFT_WORDS["nothing-missing"].get(language) + "\n")
    else:
        report_draft(made.draft, path, language)
        names = [one.requirement.title.get(language) for one in made.report.requirements if one.requirement.id in made.lacks.requirements]
        write(DRAFT_WORDS["amended"].get(language).format(ids=("、" if language == "ja" else ", ").join(names)) + "\n")
        if made.lacks.lifted:
            write(DRAFT_WORDS["lifted"].get(language).format(places="、".join(made.lacks.lifted)) + "\n")
    for sentence in made.lacks.unnumbered:
        say(DRAFT_WORDS["unnumbered"].get(language).format(quote=sentence))
    return Exit.FINE
