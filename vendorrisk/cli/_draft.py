"""``vendorrisk draft``: its subcommands, one module each, loaded when they run.

Every module named here has ``add_arguments(parser, language)`` and ``run(args)``; to add a subcommand is to add a line.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from importlib import import_module

from vendorrisk.cli._output import Exit
from vendorrisk.model import Bilingual, Language

__all__ = ["DRAFT", "add_draft_commands", "run_draft"]

DRAFT = Bilingual("特記事項、覚書等のWord文書を作る", "write annexes and amendments as Word")
_COMMANDS = {
    "annex": ("_draft_annex", Bilingual("特記事項又は運用手順を、事実に応じた条項で作る", "an annex or a procedure with the clauses that the facts demand")),
    "amendment": ("_draft_amendment", Bilingual("契約書を確認し、足りない条項だけの覚書又は変更契約書を作る", "check a contract, write an amendment with only what is missing")),
    "annotate": ("_draft_annotate", Bilingual("契約書等の写しに、根拠の文と足りない条項の注釈を付ける（Word、PDF）", "a copy of a contract with remarks at its sentences and where a clause is missing (Word, PDF)")),
    "checklist": ("_draft_checklist", Bilingual("事業者の自己点検票（Excel・Word）を作り、返送された票を確認として取り込む", "the contractor's self-check sheet (Excel, Word), and the returned sheet taken in as a review")),
    "letters": ("_draft_letters", Bilingual("報告の依頼、改善の要求、検査の通知、再委託の承諾を、根拠の条項とともに作る", "letters that name the article they rest on: report, correction, inspection, consent")),
    "templates": ("_draft_templates", Bilingual("文例の一覧と点検", "list and test the templates")),
}
Maker = Callable[..., argparse.ArgumentParser]


def add_draft_commands(command: Maker, into: argparse._SubParsersAction[argparse.ArgumentParser], language: Language) -> None:
    """Add the subcommands.

    Args:
        command: makes a parser from a name and its help.
        into: the group of subcommands.
        language: of the help.
    """
    for name, (module, helped) in _COMMANDS.items():
        import_module(f"vendorrisk.cli.{module}").add_arguments(command(name, helped.get(language), into), language)


def run_draft(args: argparse.Namespace) -> Exit:
    """Carry out the subcommand."""
    run: Callable[[argparse.Namespace], Exit] = import_module(f"vendorrisk.cli.{_COMMANDS[args.action][0]}").run
    return run(args)
