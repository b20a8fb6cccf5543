"""``vendorrisk draft annotate``: a copy of the vendor's file with a comment at every sentence that counts, and where a clause is missing."""

from __future__ import annotations

import argparse

from vendorrisk.cli._draft_args import DRAFT_HELP, save_bytes, wanted_path
from vendorrisk.cli._output import Exit, clean, dumped, say, write
from vendorrisk.model import Bilingual, Language

__all__ = ["add_arguments", "run"]

_WORDS = {
    "file": Bilingual("契約書等（.docx 又は .pdf）", "the contract (.docx or .pdf)"),
    "output": Bilingual("作るファイル（元と同じ形式）", "the copy, in the same format"),
    "author": Bilingual("注釈の作成者の名前", "whose name the remarks bear"),
    "written": Bilingual("{path} を作成しました（注釈{remarks}件、うち足りない条項{missing}件）。", "Wrote {path} ({remarks} remarks, {missing} of them about missing clauses)."),
    "signed": Bilingual("元のファイルには電子署名があります。写しには署名の効力がありません。", "The file is signed; the copy is not borne out by the signature."),
}


def add_arguments(parser: argparse.ArgumentParser, language: Language) -> None:
    """Add the arguments of this subcommand."""
    parser.add_argument("path", metavar="FILE", help=_WORDS["file"].get(language))
    parser.add_argument("--kind", choices=("outsourcing", "cloud", "social-media"), help=DRAFT_HELP["kind"].get(language))
    parser.add_argument(
        "--handles", action="append", default=[], choices=("personal-information", "my-number", "system", "terms-of-service"), help=DRAFT_HELP["handles"].get(language)
    )
    parser.add_argument("--policy", action="append", default=[], metavar="ID|PATH", help=DRAFT_HELP["policy"].get(language))
    parser.add_argument("--author", default="vendorrisk", metavar="NAME", help=_WORDS["author"].get(language))
    parser.add_argument("-o", "--output", metavar="OUT", help=_WORDS["output"].get(language))
    parser.add_argument("--force", action="store_true", help=DRAFT_HELP["force"].get(language))
    parser.add_argument("--json", action="store_true", help=DRAFT_HELP["json"].get(language))


def run(args: argparse.Namespace) -> Exit:
    """Carry out the command."""
    from pathlib import Path

    from vendorrisk._annotations import annotate

    language: Language = args.lang
    suffix = Path(args.path).suffix.lower()
    path = wanted_path(args.output, force=args.force, inputs=[args.path], suffix=suffix if suffix in (".docx", ".docm", ".pdf") else "")
    made = annotate(args.path, kind=args.kind, handles=args.handles, policies=args.policy, author=args.author, language=language)
    if made.data is None:
        for refusal in made.report.refusals:
            say(refusal.message.get(language), str(refusal.path))
        return Exit.UNREADABLE
    save_bytes(made.data, path, force=args.force)
    missing = sum(remark.missing for remark in made.remarks)
    if args.json:
        remarks = [{"verdict": one.verdict.value, "missing": one.missing, "text": one.text} for one in made.remarks]
        write(dumped({"schema": 1, "path": str(path), "signed": made.signed, "remarks": remarks}, indent=2) + "\n")
        return Exit.FINE
    write(_WORDS["written"].get(language).format(path=clean(str(path), ""), remarks=len(made.remarks), missing=missing) + "\n")
    if made.signed:
        say(_WORDS["signed"].get(language), str(args.path))
    return Exit.FINE

