"""The command line: arguments in, exit status out; every error of the user's is one line on stderr.

argparse rather than a newer library: ``--help`` is there in a tenth of the time that cyclopts or typer need to be imported.
Commands import what they need when they run, so that ``--help`` and ``policy list`` touch neither Word nor PDF libraries.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from vendorrisk.cli._draft import DRAFT, add_draft_commands
from vendorrisk.cli._output import Exit, prepare_streams, say
from vendorrisk.cli._register_args import REGISTER_HELP, add_register_commands
from vendorrisk.cli._usage import Parser, WholeNumber, language_of
from vendorrisk.cli._words import HELP, WORDS
from vendorrisk.model import Language, UsageError, VendorriskError

__all__ = ["main"]


_positive = WholeNumber(1)
_resolution = WholeNumber(20, 600)


def build_parser(language: Language) -> argparse.ArgumentParser:
    """Return the parser with its help in one language."""

    def text(key: str) -> str:
        return HELP[key].get(language)

    def parser(made: argparse.ArgumentParser, *, version: bool = False) -> argparse.ArgumentParser:
        made._positionals.title = text("commands") if version else text("paths").split("(")[0]
        made._optionals.title = text("options")
        made.add_argument("-h", "--help", action="help", help=text("help"))
        return made

    kind = type("Parser", (Parser,), {"language": language})
    root = parser(kind(prog="vendorrisk", description=text("about"), epilog=text("exit"), add_help=False, allow_abbrev=False), version=True)
    root.add_argument("--version", action="store_true", help=text("version"))
    root.add_argument("--lang", choices=("ja", "en"), default=language, help=text("lang"))
    commands: argparse._SubParsersAction[argparse.ArgumentParser] = root.add_subparsers(dest="command", metavar="", parser_class=kind)

    def command(name: str, key: str, group: argparse._SubParsersAction[argparse.ArgumentParser]) -> argparse.ArgumentParser:
        made = parser(group.add_parser(name, help=text(key), description=text(key), epilog=text("exit"), add_help=False, allow_abbrev=False))
        made.add_argument("--lang", choices=("ja", "en"), default=language, help=text("lang"))
        return made

    check = command("check", "check", commands)
    check.add_argument("paths", nargs="*", metavar="FILE|DIR", help=text("paths"))
    check.add_argument("--kind", choices=("outsourcing", "cloud", "social-media"), help=text("kind"))
    check.add_argument(
        "--handles", action="append", default=[], choices=("personal-information", "my-number", "system", "terms-of-service"), help=text("handles")
    )
    check.add_argument("--confidentiality", choices=("1", "2", "3C", "3B", "3A"), help=text("confidentiality"))
    check.add_argument("--integrity", type=int, choices=(1, 2), help=text("integrity"))
    check.add_argument("--availability", type=int, choices=(1, 2), help=text("availability"))
    check.add_argument("--tier", choices=("mynumber", "lgwan", "internet", "none"), help=text("tier"))
    check.add_argument("--policy", action="append", default=[], metavar="ID|PATH", help=text("with-policy"))
    check.add_argument("--all-requirements", action="store_true", help=text("all"))
    check.add_argument("--together", action="store_true", help=text("together"))
    check.add_argument("--ocr", action="store_true", help=text("ocr"))
    check.add_argument("--convert", action="store_true", help=text("convert"))
    check.add_argument("--json", action="store_true", help=text("json"))
    check.add_argument("--places", action="store_true", help=text("places"))
    check.add_argument("--report", action="append", default=[], metavar="OUT.html|.xlsx|.docx", help=text("report"))
    check.add_argument("--mark", default="", metavar="TEXT", help=text("mark"))
    check.add_argument("--force", action="store_true", help=text("force"))
    check.add_argument("--jobs", type=_positive, default=1, metavar="N", help=text("jobs"))
    check.add_argument("--timeout", type=_positive, metavar="SECONDS", help=text("timeout"))
    check.add_argument("-v", "--verbose", action="store_true", help=text("verbose"))
    check.add_argument("-q", "--quiet", "--no-progress", action="store_true", help=text("quiet"))
    check.add_argument("--show-restricted", action="store_true", help=text("show-restricted"))
    check.add_argument("--record", metavar="ID", help=REGISTER_HELP["record"].get(language))
    check.add_argument("--register", metavar="DIR", help=REGISTER_HELP["dir"].get(language))
    check.add_argument("--who", default="", metavar="NAME", help=REGISTER_HELP["who"].get(language))

    show = command("show", "show", commands)
    show.add_argument("path", metavar="FILE", help=text("file"))
    show.add_argument("--requirement", required=True, metavar="ID", help=text("requirement"))
    show.add_argument("--element", metavar="ID", help=text("element"))
    show.add_argument("-o", "--output", metavar="OUT.png", help=text("output"))
    show.add_argument("--dpi", type=_resolution, default=110, metavar="N", help=text("dpi"))
    show.add_argument("--kind", choices=("outsourcing", "cloud", "social-media"), help=text("kind"))
    show.add_argument("--policy", action="append", default=[], metavar="ID|PATH", help=text("with-policy"))
    show.add_argument("--ocr", action="store_true", help=text("ocr"))
    show.add_argument("--convert", action="store_true", help=text("convert"))
    show.add_argument("--json", action="store_true", help=text("json"))
    show.add_argument("--timeout", type=_positive, metavar="SECONDS", help=text("timeout"))
    show.add_argument("--show-restricted", action="store_true", help=text("show-restricted"))

    def group(name: str) -> argparse._SubParsersAction[argparse.ArgumentParser]:
        helped = REGISTER_HELP[name].get(language)
        made = parser(commands.add_parser(name, help=helped, description=helped, add_help=False, allow_abbrev=False), version=True)
        made.add_argument("--lang", choices=("ja", "en"), default=language, help=text("lang"))
        return made.add_subparsers(dest="action", metavar="", required=True, parser_class=kind)

    def plain_command(name: str, helped: str, into: argparse._SubParsersAction[argparse.ArgumentParser]) -> argparse.ArgumentParser:
        made = parser(into.add_parser(name, help=helped, description=helped, add_help=False, allow_abbrev=False))
        made.add_argument("--lang", choices=("ja", "en"), default=language, help=text("lang"))
        return made

    def register_command(name: str, key: str, into: argparse._SubParsersAction[argparse.ArgumentParser]) -> argparse.ArgumentParser:
        return plain_command(name, REGISTER_HELP[key].get(language), into)

    add_register_commands(register_command, group, commands, language)

    draft = parser(commands.add_parser("draft", help=DRAFT.get(language), description=DRAFT.get(language), add_help=False, allow_abbrev=False), version=True)
    add_draft_commands(plain_command, draft.add_subparsers(dest="action", metavar="", required=True, parser_class=kind), language)

    tui = command("tui", "tui", commands)
    tui.add_argument("path", nargs="?", default=".", metavar="DIR", help=text("register"))

    policy = parser(commands.add_parser("policy", help=text("policy"), description=text("policy"), add_help=False, allow_abbrev=False), version=True)
    policy.add_argument("--lang", choices=("ja", "en"), default=language, help=text("lang"))
    actions: argparse._SubParsersAction[argparse.ArgumentParser] = policy.add_subparsers(dest="action", metavar="", required=True, parser_class=kind)
    for name in ("list", "show", "test"):
        made = command(name, f"policy-{name}", actions)
        if name == "show":
            made.add_argument("id", metavar="ID", help=text("id"))
        if name == "test":
            made.add_argument("paths", nargs="*", metavar="PATH", help=text("folder"))
        else:
            made.add_argument("--json", action="store_true", help=text("json"))
            made.add_argument("--policy", action="append", default=[], metavar="ID|PATH", help=text("with-policy"))
            made.add_argument("--show-restricted", action="store_true", help=text("show-restricted"))
    diff = command("diff", "policy-diff", actions)
    diff.add_argument("old", metavar="A", help=text("old-pack"))
    diff.add_argument("new", metavar="B", help=text("new-pack"))
    diff.add_argument("--register", metavar="DIR", help=text("diff-register"))
    diff.add_argument("--json", action="store_true", help=text("json"))
    return root


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        argv: arguments without the program's name; those of the process when None.

    Returns:
        The exit status, see :class:`Exit`.
    """
    prepare_streams()
    arguments = list(sys.argv[1:] if argv is None else argv)
    language = language_of(arguments)
    try:
        return _run(arguments, language)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else Exit.USAGE
    except VendorriskError as error:
        say(error.say(language))
        return Exit.USAGE if isinstance(error, UsageError) else Exit.UNREADABLE
    except KeyboardInterrupt:
        sys.stderr.write("\n")
        say(WORDS["stopped"].get(language))
        return Exit.STOPPED
    except BrokenPipeError:
        # whoever read us has gone; nothing more can be said
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.FINE


def _run(arguments: list[str], language: Language) -> int:
    root = build_parser(language)
    if not arguments:
        sys.stdout.write(root.format_help())
        return Exit.USAGE
    args = root.parse_args(arguments)
    if args.version:
        from vendorrisk import __version__

        sys.stdout.write(f"vendorrisk {__version__}\n")
        return Exit.FINE
    if args.command == "check" and args.record:
        from vendorrisk.cli._check_record import run_check_record

        return run_check_record(args)
    if args.command == "check":
        from vendorrisk.cli._check import run_check

        return run_check(args)
    if args.command == "show":
        from vendorrisk.cli._show import run_show

        return run_show(args)
    if args.command == "register" and args.action in ("list", "show", "status", "history"):
        from vendorrisk.cli._register import read_register

        return read_register(args)
    if args.command == "register" and args.action in ("import", "export", "mapping"):
        from vendorrisk.cli._exchange import run_exchange

        return run_exchange(args)
    if args.command == "register":
        from vendorrisk.cli._register_write import write_register

        return write_register(args)
    if args.command == "due":
        from vendorrisk.cli._due import run_due

        return run_due(args)
    if args.command == "init":
        from vendorrisk.cli._register_write import run_init

        return run_init(args)
    if args.command == "policy" and args.action == "diff":
        from vendorrisk.cli._policy_diff import run_policy_diff

        return run_policy_diff(args)
    if args.command == "policy":
        from vendorrisk.cli._policy import run_policy

        return run_policy(args)
    if args.command == "draft":
        from vendorrisk.cli._draft import run_draft

        return run_draft(args)
    if args.command == "tui":
        from vendorrisk.cli._tui import run_tui

        return run_tui(args)
    raise UsageError(WORDS["no-command"], todo=WORDS["see-help"].format(command="vendorrisk"))
