"""``vendorrisk draft annex``: the clauses that the facts demand, as a Word file."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from vendorrisk.cli._draft_args import (
    DRAFT_HELP,
    DRAFT_WORDS,
    add_case,
    add_target,
    assignments,
    save,
    wanted_path,
)
from vendorrisk.cli._output import Exit, clean, dumped, say, write
from vendorrisk.model import Language, UsageError

if TYPE_CHECKING:
    from vendorrisk.drafting import Draft

__all__ = ["add_arguments", "draft_json", "report_draft", "run"]


def add_arguments(parser: argparse.ArgumentParser, language: Language) -> None:
    """Add the arguments of this subcommand."""
    parser.add_argument("--document", metavar="ID", default="", help=DRAFT_HELP["document"].get(language))
    add_case(parser, language)
    add_target(parser, language)


def run(args: argparse.Namespace) -> Exit:
    """Carry out the command."""
    from vendorrisk._drafts import draft_annex, further_documents, without_wording
    from vendorrisk.model import Classification, Facts

    wanted_path(args.output, force=args.force)
    values = assignments(args.values)
    chosen: dict[str, Any] = {
        "variants": args.variant, "parties": args.parties or "甲乙", "policies": args.policy, "templates": args.templates,
    }  # fmt: skip
    if args.record:
        from vendorrisk._drafts_of_records import draft_record_annex
        from vendorrisk.cli._register import find_register

        for option, given in (("--kind", args.kind), ("--handles", args.handles), ("--confidentiality", args.confidentiality)):
            if given:
                raise UsageError(DRAFT_WORDS["not-together"], where=option)
        draft = draft_record_annex(find_register(args), args.record, args.document, values=values, **chosen)
    else:
        facts = Facts(confidentiality=Classification(args.confidentiality) if args.confidentiality else None)
        draft = draft_annex(args.document, kind=args.kind, handles=args.handles, facts=facts, values=values, **chosen)
    path = save(draft.docx, args.output, force=args.force)
    language: Language = args.lang
    missing = without_wording(draft, args.policy, args.templates)
    further = further_documents(draft, args.templates, args.policy)
    if args.json:
        value = draft_json(draft, str(path), language)
        value["without_wording"] = list(missing)
        value["further_documents"] = [one.id for one in further]
        write(dumped(value, indent=2) + "\n")
        return Exit.FINE
    report_draft(draft, str(path), language)
    for layout in further:
        write(DRAFT_WORDS["also"].get(language).format(title=clean(layout.title), id=layout.id) + "\n")
    if missing:
        say(DRAFT_WORDS["no-clause"].get(language).format(ids=", ".join(missing)))
    return Exit.FINE


def report_draft(draft: Draft, path: str, language: Language) -> None:
    """Say what was written and what is still to be filled in."""
    articles = len({place.partition("条")[0] for place in draft.articles})
    write(DRAFT_WORDS["written"].get(language).format(path=clean(path, ""), title=clean(draft.title, ""), articles=articles) + "\n")
    if draft.unfilled:
        names = "、".join(f"{one.name}（{one.key}）" for one in draft.unfilled) if language == "ja" else ", ".join(f"{one.key} ({one.label.en})" for one in draft.unfilled)
        write(DRAFT_WORDS["unfilled"].get(language).format(names=names) + "\n")
        write(DRAFT_WORDS["how-to-fill"].get(language) + "\n")


def draft_json(draft: Draft, path: str, language: Language) -> dict[str, Any]:
    """Return what a program wants to know of a document."""
    from vendorrisk import __version__

    return {
        "schema": 1, "vendorrisk": __version__, "path": path, "document": draft.document, "title": draft.title, "kind": draft.case.kind.value,
        "handles": sorted(draft.case.facts.handles), "variants": sorted(draft.case.variants), "parties": draft.case.parties.value,
        "unfilled": [{"name": one.name, "key": one.key, "label": one.label.get(language)} for one in draft.unfilled],
        "articles": [{"article": place, "text": text} for place, text in draft.articles.items()],
        "claims": [{"requirement": one.requirement, "element": one.element, "article": one.article} for one in draft.claims],
    }  # fmt: skip
