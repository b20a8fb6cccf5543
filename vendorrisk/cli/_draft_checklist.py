"""``vendorrisk draft checklist``: the sheet that a contractor fills in, and the returned sheet taken in as a review."""

from __future__ import annotations

import argparse

from vendorrisk.cli._draft_args import DRAFT_HELP, save_bytes, wanted_path
from vendorrisk.cli._output import Exit, clean, dumped, say, write
from vendorrisk.model import Bilingual, Language, UsageError

__all__ = ["add_arguments", "run"]

_WORDS = {
    "record": Bilingual("台帳のこの記録（契約又はサービス）の点検票を作る、又は取り込む", "the record whose sheet is made or taken in"),
    "read": Bilingual("返送された点検票（.docx、.xlsx又は.csv）を確認の記録として取り込む", "take a returned sheet (.docx, .xlsx or .csv) in as a review"),
    "output": Bilingual("作るファイル（.xlsxはExcel、.docxはWord）", "the file to write (.xlsx for Excel, .docx for Word)"),
    "who": Bilingual("変更者の氏名", "who makes the change"),
    "written": Bilingual("{path} を作成しました。", "Wrote {path}."),
    "taken": Bilingual("{id} として取り込みました（確認できた要件{kept}件、指摘{findings}件）。", "Taken in as {id} ({kept} requirements kept, {findings} findings)."),
    "unnamed": Bilingual("点検票に対象の記録が書かれていません。{id} のものとして取り込みました。", "The sheet names no record; it was taken for {id}."),
    "needs-record": Bilingual("取り込む記録が指定されていません。", "No record is named."),
    "give-record": Bilingual("--record を付けてください。", "Add --record."),
}


def add_arguments(parser: argparse.ArgumentParser, language: Language) -> None:
    """Add the arguments of this subcommand."""
    parser.add_argument("--kind", choices=("outsourcing", "cloud"), default="outsourcing", help=DRAFT_HELP["kind"].get(language))
    parser.add_argument("--handles", action="append", default=[], choices=("personal-information", "my-number", "system"), help=DRAFT_HELP["handles"].get(language))
    parser.add_argument("--policy", action="append", default=[], metavar="ID|PATH", help=DRAFT_HELP["policy"].get(language))
    parser.add_argument("--record", metavar="ID", help=_WORDS["record"].get(language))
    parser.add_argument("--register", metavar="DIR", help=DRAFT_HELP["register"].get(language))
    parser.add_argument("--read", metavar="FILE", help=_WORDS["read"].get(language))
    parser.add_argument("--who", default="", metavar="NAME", help=_WORDS["who"].get(language))
    parser.add_argument("-o", "--output", metavar="OUT.xlsx|OUT.docx", help=_WORDS["output"].get(language))
    parser.add_argument("--force", action="store_true", help=DRAFT_HELP["force"].get(language))
    parser.add_argument("--json", action="store_true", help=DRAFT_HELP["json"].get(language))


def run(args: argparse.Namespace) -> Exit:
    """Carry out the command."""
    from vendorrisk._checklists import Form, draft_checklist, draft_record_checklist
    from vendorrisk.cli._register import find_register
    from vendorrisk.model import Handling, Kind

    if args.read:
        return _take(args)
    path = wanted_path(args.output, force=args.force, suffix=(".xlsx", ".docx"))
    form: Form = "word" if path.suffix.lower() == ".docx" else "excel"
    if args.record:
        data = draft_record_checklist(find_register(args), args.record, language=args.lang, form=form)
    else:
        data = draft_checklist(kind=Kind(args.kind), handles=map(Handling, args.handles), policies=args.policy, language=args.lang, form=form)
    save_bytes(data, path, force=args.force)
    if args.json:
        write(dumped({"schema": 1, "path": str(path)}, indent=2) + "\n")
    else:
        write(_WORDS["written"].get(args.lang).format(path=clean(str(path), "")) + "\n")
    return Exit.FINE


def _take(args: argparse.Namespace) -> Exit:
    from vendorrisk._checklists import read_checklist
    from vendorrisk._checklists_taken import take_checklist
    from vendorrisk.cli._register import find_register

    if not args.record:
        raise UsageError(_WORDS["needs-record"], where="--read", todo=_WORDS["give-record"])
    review = take_checklist(find_register(args), args.record, args.read, who=args.who)
    named = bool(read_checklist(args.read).subject)
    if not named:
        say(_WORDS["unnamed"].get(args.lang).format(id=args.record))
    if args.json:
        write(dumped({"schema": 1, "review": review.id, "named": named, "confirmed": list(review.confirmed), "findings": [{"requirement": one.requirement, "what": one.what} for one in review.findings]}, indent=2) + "\n")
    else:
        write(_WORDS["taken"].get(args.lang).format(id=review.id, kept=len(review.confirmed), findings=len(review.findings)) + "\n")
        for one in review.findings:
            write(f"  {clean(' '.join(one.what.split()), '')}\n")
    return Exit.FINDINGS if review.findings else Exit.FINE
