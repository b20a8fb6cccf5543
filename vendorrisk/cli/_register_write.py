"""``vendorrisk register``, writing, and ``init``: everything that the terminal UI does can be scripted."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any, TypeVar

import attrs

from vendorrisk.cli._output import Exit, Paint, clean, dumped, write
from vendorrisk.cli._register import (
    facts_of,
    find_register,
    kind_named,
    problem_json,
    record_json,
    record_named,
    say_problems,
)
from vendorrisk.cli._register_args import REGISTER_WORDS
from vendorrisk.model import (
    DocumentKind,
    Form,
    Holdings,
    Language,
    Record,
    Settings,
    Severity,
    UsageError,
    fields_of,
)
from vendorrisk.register import Register, create_register, open_register, plain_values, restore, with_field

__all__ = ["run_init", "write_register"]

R = TypeVar("R", bound=Record | Settings)


def write_register(args: argparse.Namespace) -> Exit:
    """Carry out one of the commands that change a register, or prove it whole."""
    if args.action == "restore":
        count = restore(Path(args.archive), Path(args.dir))
        open_register(args.dir)
        _say_or_dump(args, {"files": count, "path": args.dir}, "restored", count=count, path=args.dir)
        return Exit.FINE
    register = find_register(args)
    if args.action == "report":
        return _write_report(register, args)
    actions = {"settings": _settings, "add": _add, "edit": _edit, "remove": _remove, "attach": _attach, "undo": _undo, "verify": _verify, "backup": _back_up}
    return actions[args.action](register, args)


def run_init(args: argparse.Namespace) -> Exit:
    """Make a new register, with questions where they can be answered and the options are missing."""
    language: Language = args.lang
    city = args.city
    if args.sample:
        from vendorrisk.register.sample import create_sample

        register = create_sample(args.dir, city=city, who=args.who)
    else:
        settings = _assigned(Holdings(), Settings(city=city), args)
        register = create_register(args.dir, settings if args.assignments or city else _asked(settings, language), who=args.who)
    _say_or_dump(args, {"path": args.dir, "records": len(register.holdings)}, "created", path=args.dir, count=len(register.holdings))
    return Exit.FINE


def _write_report(register: Register, args: argparse.Namespace) -> Exit:
    from vendorrisk._register_reports import write_audit, write_portfolio

    options = {"language": args.lang, "mark": args.mark, "force": args.force}
    path = write_portfolio(register, args.output, **options) if args.what == "portfolio" else write_audit(register, args.what, args.output, **options)
    _say_or_dump(args, {"path": str(path)}, "reported", path=path)
    return Exit.FINE


def _say_or_dump(args: argparse.Namespace, value: dict[str, object], word: str, **values: object) -> None:
    if args.json:
        write(dumped({"schema": 1, **value}, indent=2) + "\n")
    else:
        _done(args.lang, word, **values)


def _done(language: Language, word: str, **values: object) -> None:
    write(REGISTER_WORDS[word].get(language).format(**values) + "\n")


def _asked(settings: Settings, language: Language) -> Settings:
    """Ask for what a city decides at the start; Enter leaves a question for later."""
    if not sys.stdin.isatty():
        return settings
    write(REGISTER_WORDS["ask"].get(language) + "\n")
    for field in fields_of(Settings):
        if field.form not in (Form.TEXT, Form.CHOICE):
            continue
        choices = " / ".join(choice.label.get(language) for choice in field.type) if field.form is Form.CHOICE and field.type is not None else ""
        question = f"  {field.label.get(language)}{f' [{choices}]' if choices else ''}: "
        while typed := _answer(question):
            try:
                settings = with_field(settings, field.name, typed, Holdings())
            except UsageError as error:
                write(f"    {error.message.get(language)}\n")
            else:
                break
    return settings


def _answer(question: str) -> str:
    """Return what was typed; the end of input leaves every further question open."""
    try:
        return input(question).strip()
    except EOFError:
        return ""


def _settings(register: Register, args: argparse.Namespace) -> Exit:
    """Show the settings, or change them."""
    before = register.holdings.settings
    after = _assigned(register.holdings, before, args)
    if after != before:
        with register.transaction(who=args.who, why=args.why) as change:
            change.put_settings(after)
    if args.json:
        write(dumped({"schema": 1, "settings": plain_values(after)}, indent=2) + "\n")
        return Exit.FINE
    for label, text in facts_of(after, register.holdings, args.lang):
        write(f"{clean(label)}: {clean(text)}\n")
    if after != before:
        _done(args.lang, "settings-changed", seq=register.log.head().seq)
    return Exit.FINE


def _assigned(held: Holdings, record: R, args: argparse.Namespace) -> R:
    for text in args.assignments:
        path, sign, value = text.partition("=")
        if not sign:
            raise UsageError(REGISTER_WORDS["assignment"].format(text=text))
        record = with_field(record, path.strip(), value, held)
    return record


def _add(register: Register, args: argparse.Namespace) -> Exit:
    kind = kind_named(args.kind)
    record = _assigned(register.holdings, kind.cls(), args)
    with register.transaction(who=args.who, why=args.why) as change:
        record = change.add(record)
    return _report(register, args, record, "added", id=record.id)


def _edit(register: Register, args: argparse.Namespace) -> Exit:
    before = record_named(register, args.id)
    after = _assigned(register.holdings, before, args)
    moved = any(field.form is Form.DAY and getattr(before, field.name) not in (None, getattr(after, field.name)) for field in fields_of(type(before)))
    if moved and not args.why:
        raise UsageError(REGISTER_WORDS["why-needed"], todo=REGISTER_WORDS["give-why"])
    head = register.log.head().seq
    with register.transaction(who=args.who, why=args.why) as change:
        change.put(after)
    seq = register.log.head().seq
    return _report(register, args, after, "edited" if seq != head else "unchanged", id=args.id, seq=seq)


def _remove(register: Register, args: argparse.Namespace) -> Exit:
    record = record_named(register, args.id)
    users = register.holdings.users(record.id)
    with register.transaction(who=args.who, why=args.why) as change:
        change.remove(record.id)
    seq = register.log.head().seq
    if args.json:
        write(dumped({"schema": 1, "removed": record.id, "seq": seq, "used_by": list(users)}, indent=2) + "\n")
        return Exit.FINE
    _done(args.lang, "removed", id=record.id, seq=seq)
    if users:
        _done(args.lang, "used-by", ids=", ".join(users[:5]) + (" …" if len(users) > 5 else ""))
    return Exit.FINE


def _attach(register: Register, args: argparse.Namespace) -> Exit:
    record = record_named(register, args.id)
    field = next((field.name for field in fields_of(type(record)) if field.name in ("documents", "evidence", "document", "procedure")), None)
    if field is None:
        raise UsageError(REGISTER_WORDS["no-documents"], where=record.id)
    kind = next((kind for kind in DocumentKind if args.kind in (kind.value, kind.label.ja, kind.label.en)), None)
    if args.kind and kind is None:
        raise UsageError(REGISTER_WORDS["no-document-kind"].format(kind=args.kind, kinds=", ".join(DocumentKind)), where="--kind")
    with register.transaction(who=args.who, why=args.why) as change:
        kept = change.attach(args.path, kind=kind, received_on=register.today())
        held = getattr(record, field)
        values: dict[str, Any] = {field: (*held, kept) if isinstance(held, tuple) else kept}
        after: Record = attrs.evolve(record, **values)
        change.put(after)
    return _report(register, args, after, "attached", name=kept.name, sha=kept.sha256[:12])


def _undo(register: Register, args: argparse.Namespace) -> Exit:
    entry = register.undo(args.entry, who=args.who, why=args.why)
    if args.json:
        write(dumped({"schema": 1, "seq": entry.seq, "undoes": entry.undoes}, indent=2) + "\n")
    else:
        _done(args.lang, "undone", undoes=entry.undoes, seq=entry.seq)
    return Exit.FINE


def _verify(register: Register, args: argparse.Namespace) -> Exit:
    language: Language = args.lang
    if args.accept:
        entry = register.accept_outside_changes(who=args.who, why=args.why)
        if not args.json and entry is not None:
            _done(language, "accepted", count=len(entry.changes), seq=entry.seq)
    problems = [*register.verify(), *register.problems]
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    if args.json:
        write(dumped({"schema": 1, "errors": errors, "problems": [problem_json(problem, language) for problem in problems]}, indent=2) + "\n")
    else:
        say_problems(problems, language, Paint())
        if problems:
            _done(language, "problems", errors=errors, warnings=len(problems) - errors)
        else:
            _done(language, "whole", records=len(register.holdings), entries=register.log.head().seq)
    return Exit.FINDINGS if errors else Exit.FINE


def _back_up(register: Register, args: argparse.Namespace) -> Exit:
    count = register.back_up(args.archive)
    _say_or_dump(args, {"files": count, "path": args.archive}, "backed-up", count=count, path=args.archive)
    return Exit.FINE


def _report(register: Register, args: argparse.Namespace, record: Record, word: str, **values: object) -> Exit:
    problems = [problem for problem in register.problems if problem.record == record.id]
    if args.json:
        write(dumped({"schema": 1, "record": record_json(record, register.holdings, args.lang), "problems": [problem_json(p, args.lang) for p in problems]}, indent=2) + "\n")
    else:
        _done(args.lang, word, **values)
        say_problems(problems, args.lang, Paint())
    return Exit.FINE
