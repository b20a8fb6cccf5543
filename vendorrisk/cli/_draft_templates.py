"""``vendorrisk draft templates``: what can be written, and whether the templates are sound and pass the check they are written for."""

from __future__ import annotations

import argparse

from vendorrisk.cli._draft_args import DRAFT_HELP, DRAFT_WORDS
from vendorrisk.cli._output import Exit, Paint, clean, dumped, say, wrap, write
from vendorrisk.model import Language

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser, language: Language) -> None:
    """Add the arguments of this subcommand."""
    parser.add_argument("what", choices=("list", "test"), help=DRAFT_HELP["action"].get(language))
    parser.add_argument("--templates", action="append", default=[], metavar="DIR", help=DRAFT_HELP["templates"].get(language))
    parser.add_argument("--policy", action="append", default=[], metavar="ID|PATH", help=DRAFT_HELP["policy"].get(language))
    parser.add_argument("--json", action="store_true", help=DRAFT_HELP["json"].get(language))


def run(args: argparse.Namespace) -> Exit:
    """Carry out the command."""
    return _list(args) if args.what == "list" else _test(args)


def _list(args: argparse.Namespace) -> Exit:
    from vendorrisk._drafts import templates_of

    language: Language = args.lang
    templates = templates_of(args.templates, args.policy)
    if args.json:
        value = {
            "schema": 1,
            "edition": templates.edition,
            "documents": [
                {"id": one.id, "title": one.title, "kinds": list(one.kinds), "amends": one.amends, "summary": one.summary.get(language)}
                for one in templates.layouts.values()
            ],
            "clauses": [
                {"requirement": one.requirement, "heading": one.heading.get(language), "why": one.why.get(language), "path": str(one.path)}
                for one in templates.clauses.values()
            ],
            "placeholders": [
                {"name": one.name, "key": one.key, "label": one.label.get(language), "default": list(one.defaults) if one.listed else one.default or None}
                for one in templates.placeholders.values()
            ],
        }
        write(dumped(value, indent=2) + "\n")
        return Exit.FINE
    paint = Paint()

    def word(key: str) -> str:
        return paint(DRAFT_WORDS[key].get(language), "strong") + "\n"

    write(word("documents"))
    for layout in templates.layouts.values():
        write(f"  {layout.id:24} {clean(layout.title)}\n")
        write("\n".join(wrap(layout.summary.get(language), paint.width, " " * 6, " " * 6)) + "\n")
    write(word("clauses"))
    for clause in templates.clauses.values():
        mark = "" if templates.folders[-1] in clause.path.parents else f"  ({DRAFT_WORDS['own'].get(language)})"
        write(f"  {clause.requirement:44} {clean(clause.heading.get(language))}{mark}\n")
    write(word("placeholders"))
    for placeholder in templates.placeholders.values():
        default = "、".join(placeholder.defaults) or placeholder.default
        shown = f"  = {default}" if default else ""
        write("\n".join(wrap(f"{placeholder.name}  {placeholder.label.get(language)}{shown}", paint.width, f"  {placeholder.key:22} ", " " * 6)) + "\n")
    return Exit.FINE


def _test(args: argparse.Namespace) -> Exit:
    from vendorrisk._drafts import lint_templates, unproved_claims

    language: Language = args.lang
    templates, faults = lint_templates(args.templates, args.policy)
    for fault in faults:
        say(fault.message.get(language), fault.where)
    count = len(faults)
    if not faults:
        for unproved in unproved_claims(args.templates, args.policy):
            count += 1
            message = DRAFT_WORDS["unproved"].format(
                requirement=unproved.claim.requirement, element=unproved.claim.element, verdict=unproved.verdict.label,
                document=unproved.document, case=" ".join(sorted(unproved.words)),
            )  # fmt: skip
            say(message.get(language), str(unproved.path))
    if count:
        write(DRAFT_WORDS["faults"].get(language).format(faults=count) + "\n")
        return Exit.FINDINGS
    figures = {"clauses": len(templates.clauses), "documents": len(templates.layouts), "placeholders": len(templates.placeholders)}
    write(DRAFT_WORDS["sound"].get(language).format(**figures) + "\n")
    return Exit.FINE
