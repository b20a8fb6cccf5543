"""``vendorrisk draft letters``: letters to a contractor that name the article they rest on."""

from __future__ import annotations

import argparse

from vendorrisk.cli._draft_args import DRAFT_HELP, DRAFT_WORDS, add_target, assignments, save, wanted_path
from vendorrisk.cli._output import Exit, clean, dumped, say, write
from vendorrisk.model import Bilingual, Language, UsageError

__all__ = ["add_arguments", "run"]

_WORDS = {
    "letter": Bilingual("report 報告の依頼、correction 改善の要求、inspection 検査の通知、consent 再委託の承諾（省略すると一覧）", "report, correction, inspection or consent (the list when left out)"),
    "files": Bilingual("契約書等。根拠の条項を探す", "the contract, in which the article is looked for"),
    "record": Bilingual("台帳のこの記録（契約、サービス又は措置）の最新の点検と名称を用いる", "take article and names from this record (contract, service or measure)"),
    "written": Bilingual("{path} を作成しました（{title}）。根拠：{basis}", "Wrote {path} ({title}). Basis: {basis}"),
    "no-basis": Bilingual("根拠となる条項が契約書（又は最新の点検）に見つかりません。根拠の欄を空けてあります。", "No clause that entitles to this was found; the place is left open."),
    "none": Bilingual("なし", "none"),
    "unknown": Bilingual("「{name}」という項目はありません。使えるのは：{names}。", "There is no placeholder {name!r}; there are: {names}."),
    "one-value": Bilingual("「{name}」は一つだけ指定してください。", "Give {name!r} once."),
}


def add_arguments(parser: argparse.ArgumentParser, language: Language) -> None:
    """Add the arguments of this subcommand."""
    parser.add_argument("letter", nargs="?", metavar="LETTER", help=_WORDS["letter"].get(language))
    parser.add_argument("paths", nargs="*", metavar="FILE", help=_WORDS["files"].get(language))
    parser.add_argument("--kind", choices=("outsourcing", "cloud", "social-media"), help=DRAFT_HELP["kind"].get(language))
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", dest="values", help=DRAFT_HELP["set"].get(language))
    parser.add_argument("--record", metavar="ID", help=_WORDS["record"].get(language))
    parser.add_argument("--register", metavar="DIR", help=DRAFT_HELP["register"].get(language))
    parser.add_argument("--templates", action="append", default=[], metavar="DIR", help=DRAFT_HELP["templates"].get(language))
    parser.add_argument("--policy", action="append", default=[], metavar="ID|PATH", help=DRAFT_HELP["policy"].get(language))
    add_target(parser, language)


def run(args: argparse.Namespace) -> Exit:
    """Carry out the command."""
    from vendorrisk._letters import draft_letter, draft_record_letter, letters

    language: Language = args.lang
    if not args.letter:
        held = letters(args.templates)
        if args.json:
            write(dumped({"schema": 1, "letters": [{"id": one.id, "title": one.title, "summary": one.summary.get(language)} for one in held.values()]}, indent=2) + "\n")
        for one in () if args.json else held.values():
            write(f"{one.id:12} {one.title}\n{' ' * 13}{one.summary.get(language)}\n")
        return Exit.FINE
    wanted_path(args.output, force=args.force, inputs=args.paths)
    values = _values(args)
    if args.record:
        from vendorrisk.cli._register import find_register

        made = draft_record_letter(find_register(args), args.record, args.letter, values=values, templates=args.templates)
    else:
        made = draft_letter(args.letter, args.paths, kind=args.kind, values=values, policies=args.policy, templates=args.templates)
    path = save(made.letter.docx, args.output, force=args.force, inputs=args.paths)
    if args.json:
        write(dumped({"schema": 1, "path": str(path), "title": made.letter.title, "basis": made.basis or None, "unfilled": list(made.letter.unfilled)}, indent=2) + "\n")
        return Exit.FINE
    write(_WORDS["written"].get(language).format(path=clean(str(path), ""), title=clean(made.letter.title, ""), basis=made.basis or _WORDS["none"].get(language)) + "\n")
    if made.letter.unfilled:
        write(DRAFT_WORDS["unfilled"].get(language).format(names=", ".join(made.letter.unfilled)) + "\n")
    if not made.basis and "basis" in made.letter.unfilled:
        say(_WORDS["no-basis"].get(language))
    return Exit.FINE


def _values(args: argparse.Namespace) -> dict[str, str]:
    from vendorrisk.drafting import LETTER_VALUES

    known = {*LETTER_VALUES, *(key for key, _ in LETTER_VALUES.values())}
    values: dict[str, str] = {}
    for name, value in assignments(args.values).items():
        if name not in known:
            raise UsageError(_WORDS["unknown"].format(name=name, names=", ".join(key for key, _ in LETTER_VALUES.values())), where="--set")
        if not isinstance(value, str):
            raise UsageError(_WORDS["one-value"].format(name=name), where="--set")
        values[name] = value
    return values
