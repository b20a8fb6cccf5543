"""``vendorrisk register import / export / mapping``: Excel and CSV in and out, shown before anything is written."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

from vendorrisk.cli._output import Exit, Paint, clean, dumped, say, write
from vendorrisk.cli._register import find_register, kind_named
from vendorrisk.cli._register_args import REGISTER_WORDS
from vendorrisk.model import Language, Severity, UsageError, kind_of, name_of
from vendorrisk.register.exchange import (
    CellProblem,
    Preview,
    export_csv,
    export_workbook,
    load_mapping,
    preview_import,
    suggest_mapping,
)

__all__ = ["run_exchange"]


def run_exchange(args: argparse.Namespace) -> Exit:
    """Carry out one of the three commands."""
    if args.action == "mapping":
        text = suggest_mapping(Path(args.path), kind_named(args.kind).name, sheet=args.sheet).to_toml()
        write(dumped({"schema": 1, "mapping": text}, indent=2) + "\n" if args.json else text if text.endswith("\n") else text + "\n")
        return Exit.FINE
    return _import(args) if args.action == "import" else _export(args)


def _export(args: argparse.Namespace) -> Exit:
    language: Language = args.lang
    held = find_register(args).holdings
    kinds = [kind_named(name).name for name in args.kind]
    path = Path(args.path)
    if path.suffix.lower() == ".xlsx":
        written = export_workbook(held, path, kinds=kinds, language=language)
    elif path.suffix:
        raise UsageError(REGISTER_WORDS["export-name"].get(language), where=str(path))
    else:
        written = export_csv(held, path, kinds=kinds, encoding=args.encoding, language=language)
    count = sum(len(held.all(kind_named(name).cls)) for name in kinds) if kinds else len(held)
    if args.json:
        write(dumped({"schema": 1, "records": count, "files": [str(file) for file in written.files]}, indent=2) + "\n")
        return Exit.FINE
    write(REGISTER_WORDS["exported"].get(language).format(count=count, path=", ".join(str(file) for file in written.files[:3]) + (" …" if len(written.files) > 3 else "")) + "\n")
    return Exit.FINE


def _import(args: argparse.Namespace) -> Exit:
    language: Language = args.lang
    register = find_register(args)
    mapping = load_mapping(Path(args.mapping)) if args.mapping else None
    kind = kind_named(args.kind).name if args.kind else ""
    preview = preview_import(Path(args.path), register.holdings, mapping=mapping, kind=kind, clash=args.clash)
    stopped = bool(preview.errors) and not args.despite_errors
    applied = None
    if not args.dry_run and not stopped and (preview.new or preview.changed):
        with register.transaction(who=args.who, why=args.why or os.path.basename(args.path), action="import") as change:
            applied = preview.apply(change, despite_errors=args.despite_errors)
    if args.json:
        value = _json(preview, language)
        value["written"] = None if applied is None else {"added": [record.id for record in applied.added], "changed": list(applied.changed)}
        write(dumped(value, indent=2) + "\n")
    else:
        _print(preview, language, Paint(), verbose=args.verbose)
        word = "import-done" if applied is not None else "import-stopped" if stopped else "import-dry" if args.dry_run else "import-nothing"
        write(REGISTER_WORDS[word].get(language) + "\n")
    return Exit.FINDINGS if preview.errors else Exit.FINE


def _print(preview: Preview, language: Language, paint: Paint, *, verbose: bool) -> None:
    for problem in preview.problems:
        word = REGISTER_WORDS[problem.severity.value].get(language)
        write(f"{paint(word, 'bad' if problem.severity is Severity.ERROR else 'doubt')}  {clean(problem.line(language))}\n")
    for remark in preview.remarks:
        say(remark.message.get(language))
    for sheet, header in preview.ignored:
        say(REGISTER_WORDS["ignored-column"].get(language).format(sheet=sheet, header=header))
    for new in preview.new if verbose else ():
        write(f"+ {clean(new.place)}  {kind_of(new.record).label.get(language)}  {clean(name_of(new.record) or new.token)}\n")
    for changed in preview.changed if verbose else ():
        write(f"~ {clean(changed.place)}  {changed.before.id}\n")
        for change in changed.changes:
            write(f"      {clean(change.label.get(language))}: {clean(str(change.before))} → {clean(str(change.after))}\n")
    figures = {"new": len(preview.new), "changed": len(preview.changed), "same": len(preview.unchanged), "skipped": len(preview.skipped), "errors": len(preview.errors)}
    write(REGISTER_WORDS["import-total"].get(language).format(**figures) + "\n")


def _json(preview: Preview, language: Language) -> dict[str, Any]:
    def problem(found: CellProblem) -> dict[str, Any]:
        return {
            "place": found.place, "column": found.column, "code": found.code, "severity": found.severity.value, "message": found.message.get(language),
            "read": found.read, "allowed": found.allowed.get(language) if found.allowed is not None else None,
        }

    return {
        "schema": 1,
        "new": [{"place": new.place, "kind": kind_of(new.record).name, "name": name_of(new.record), "implied": new.implied} for new in preview.new],
        "changed": [{"place": one.place, "id": one.before.id, "fields": [change.path for change in one.changes]} for one in preview.changed],
        "unchanged": list(preview.unchanged),
        "skipped": [one.before.id for one in preview.skipped],
        "problems": [problem(found) for found in preview.problems],
        "remarks": [{"code": remark.code, "message": remark.message.get(language)} for remark in preview.remarks],
        "ignored": [{"sheet": sheet, "header": header} for sheet, header in preview.ignored],
    }
