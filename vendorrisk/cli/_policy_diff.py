"""``vendorrisk policy diff``: what a new edition of the rules demands otherwise, and which live records it touches."""

from __future__ import annotations

import argparse

from vendorrisk._records import policy_diff
from vendorrisk.cli._output import Exit, Paint, clean, dumped, write
from vendorrisk.cli._words import WORDS
from vendorrisk.model import Language
from vendorrisk.requirements import Verdict

__all__ = ["run_policy_diff"]


def run_policy_diff(args: argparse.Namespace) -> Exit:
    """Print the comparison; exit status 1 when something differs."""
    language: Language = args.lang
    register = None
    if args.register:
        from vendorrisk.register import open_register

        register = open_register(args.register)
    changes, affected, blind = policy_diff(args.old, args.new, register)
    if args.json:
        value = {
            "schema": 1,
            "changes": [{"id": c.id, "title": c.title.get(language), "kind": c.kind.value, "what": [w.get(language) for w in c.what]} for c in changes],
            "records": [{"id": a.id, "requirements": [{"id": id, "before": old, "after": new} for id, old, new in a.changes]} for a in affected],  # noqa: A001
            "not_compared": blind,
        }
        write(dumped(value, indent=2) + "\n")
        return Exit.FINDINGS if changes or affected else Exit.FINE
    paint = Paint()
    for change in changes:
        write(f"{change.kind.label.get(language)}  {paint(change.id, 'strong')}  {clean(change.title.get(language))}\n")
        for what in change.what:
            write(f"      {clean(what.get(language))}\n")
    if not changes:
        write(WORDS["no-difference"].get(language) + "\n")
    if register is not None:
        write(paint(WORDS["affected" if affected else "none-affected"].get(language), "strong") + "\n")
        for record in affected:
            write(f"  {record.id}  {clean(register.holdings.name(record.id))}\n")
            for name, old, new in record.changes:
                write(f"      {name}: {_word(old, language)} → {_word(new, language)}\n")
        if blind:
            write(WORDS["blind"].get(language).format(count=blind) + "\n")
    return Exit.FINDINGS if changes or affected else Exit.FINE


def _word(verdict: Verdict | None, language: Language) -> str:
    return verdict.label.get(language) if verdict is not None else WORDS["not-demanded"].get(language)
