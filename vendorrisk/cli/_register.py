"""``vendorrisk register``, reading: lists, single records with what is due, history, proof that all is whole."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Iterator
from typing import Any

from vendorrisk._overview import Standing, standing, standings, what_is_due
from vendorrisk.cli._output import Exit, Paint, clean, display_width, dumped, wrap, write
from vendorrisk.cli._register_args import KIND_NAMES, REGISTER_WORDS
from vendorrisk.cli._usage import nearest
from vendorrisk.model import (
    KINDS,
    Form,
    Holdings,
    Language,
    Part,
    Problem,
    Record,
    RecordKind,
    RiskBand,
    Settings,
    Severity,
    UsageError,
    fields_of,
    kind_of,
    kind_of_id,
)
from vendorrisk.register import Entry, FieldChange, FileChange, Register, SearchIndex, open_register
from vendorrisk.risk import concentration
from vendorrisk.schedule import say_date
from vendorrisk.wording import label_of_path, plain_in_words

__all__ = ["facts_of", "find_register", "kind_named", "problem_json", "read_register", "record_json", "record_named"]


def find_register(args: argparse.Namespace) -> Register:
    """Open the register that was named by option or environment, or the current folder."""
    return open_register(args.register or os.environ.get("VENDORRISK_REGISTER") or ".")


def kind_named(name: str) -> RecordKind:
    """Return a kind of record by its name or label.

    Raises:
        UsageError: there is no such kind.
    """
    for kind in KINDS.values():
        if name in (kind.name, kind.folder, kind.label.ja, kind.label.en):
            return kind
    raise UsageError(REGISTER_WORDS["no-kind"].format(kind=name, kinds=" ".join(KIND_NAMES)), todo=nearest(name, KIND_NAMES) or "")


def record_named(register: Register, id: str) -> Record:  # noqa: A002 - the field is called id everywhere
    """Return a record by its id.

    Raises:
        UsageError: there is none.
    """
    record = register.holdings.records.get(id)
    if record is None:
        raise UsageError(REGISTER_WORDS["no-record"].format(id=id))
    return record


def read_register(args: argparse.Namespace) -> Exit:
    """Carry out ``list``, ``show``, ``status`` or ``history``."""
    if args.action in ("list", "status") and args.kind:
        kind_named(args.kind)  # a wrong word is wrong wherever the register is
    register = find_register(args)
    if args.action == "list":
        return _list(register, args)
    if args.action == "show":
        return _show(register, args)
    if args.action == "status":
        return _status(register, args)
    return _history(register, args)


def record_json(record: Record, holdings: Holdings, language: Language) -> dict[str, Any]:
    """Return a record for a program: its stored values, and what it is called."""
    from vendorrisk.register import plain_values

    return {"id": record.id, "kind": kind_of(record).name, "name": holdings.label(record), "values": plain_values(record)}


def problem_json(problem: Problem, language: Language) -> dict[str, Any]:
    """Return a problem for a program."""
    return {
        "record": problem.record, "field": problem.field, "code": problem.code, "severity": problem.severity.value,
        "message": problem.message.get(language), "file": problem.file, "line": problem.line,
    }


def say_problems(problems: Iterable[Problem], language: Language, paint: Paint) -> None:
    """Write problems, one a line: file, line, field, what is wrong."""
    for problem in problems:
        place = problem.file + (f":{problem.line}" if problem.line else "") or problem.record
        word = REGISTER_WORDS[problem.severity.value].get(language)
        tone = "bad" if problem.severity is Severity.ERROR else "doubt"
        field = f"{problem.field}: " if problem.field else ""
        write(f"{clean(place)}: {paint(word, tone)}: {clean(field)}{clean(problem.message.get(language))}\n")


def _list(register: Register, args: argparse.Namespace) -> Exit:
    language: Language = args.lang
    held = register.holdings
    records: list[Record] = []
    for kind in [kind_named(args.kind)] if args.kind else KINDS.values():
        records += held.all(kind.cls)
    if args.find:
        records = SearchIndex(held, records).find(args.find)
    problems = register.problems
    if args.problems:
        bad = {problem.record for problem in problems}
        records = [record for record in records if record.id in bad]
    if args.json:
        shown = [record_json(record, held, language) for record in records]
        write(dumped({"schema": 1, "records": shown, "problems": [problem_json(problem, language) for problem in problems]}, indent=2) + "\n")
        return Exit.FINE
    paint = Paint()
    for record in records:
        write(f"{paint(record.id, 'strong')}  {clean(_line(record, held, language))}\n")
    if args.problems:
        say_problems((problem for problem in problems if not args.kind or kind_of_id(problem.record) is kind_named(args.kind)), language, paint)
    write(REGISTER_WORDS["count"].get(language).format(count=len(records)) + "\n" if records else REGISTER_WORDS["none"].get(language) + "\n")
    return Exit.FINE


def _line(record: Record, held: Holdings, language: Language) -> str:
    """Return what tells a record from others in a list: its name, and whom and when it concerns."""
    labels = {field.name: field.label.get(language) for field in fields_of(type(record))}
    parts = [held.label(record)]
    for name in ("vendor", "provider", "handle", "department", "owner"):
        value = getattr(record, name, "")
        if value:
            parts.append(held.name(value))
    for name in ("start", "end", "due", "done_on", "until"):
        value = getattr(record, name, None)
        if value is not None:
            parts.append(f"{labels[name]} {value}")
    return "  ".join(parts)


def _show(register: Register, args: argparse.Namespace) -> Exit:
    language: Language = args.lang
    held = register.holdings
    record = record_named(register, args.id)
    items = [item for item in what_is_due(held, register.today()) if item.record == record.id]
    now = standing(register, record)
    problems = [problem for problem in register.problems if problem.record == record.id]
    if args.json:
        value = record_json(record, held, language)
        value["due"] = [{"kind": item.kind.value, "day": item.day.isoformat(), "undecided": item.undecided, "explanation": item.explain(language)} for item in items]
        value |= _standing_json(now, language)
        value["problems"] = [problem_json(problem, language) for problem in problems]
        value["used_by"] = list(held.users(record.id))
        write(dumped({"schema": 1, "record": value}, indent=2) + "\n")
        return Exit.FINE
    paint = Paint()
    write(f"{paint(record.id, 'strong')}  {kind_of(record).label.get(language)}  {clean(held.label(record))}\n")
    for label, text in [*_standing_facts(now, language), *facts_of(record, held, language)]:
        gap = max(1, 26 - display_width(label))
        for number, line in enumerate(wrap(text, paint.width, " " * 28, " " * 28)):
            write((f"  {clean(label)}{' ' * gap}{line[28:]}" if number == 0 else line) + "\n")
    if items:
        write(paint(REGISTER_WORDS["due"].get(language), "strong") + "\n")
    for item in items:
        late = item.is_overdue(register.today())
        write(f"  {paint(str(item.day), 'bad' if late else 'good')} {item.kind.label.get(language)}{REGISTER_WORDS['late'].get(language) if late else ''}\n")
        for line in wrap(item.explain(language), paint.width, "      ", "      "):
            write(line + "\n")
    _say_shortcomings(now, language, paint)
    say_problems(problems, language, paint)
    return Exit.FINE


def _standing_facts(now: Standing, language: Language) -> Iterator[tuple[str, str]]:
    if now.stage is not None:
        yield REGISTER_WORDS["stage"].get(language), now.stage.label.get(language)
    if now.risk is not None:
        yield REGISTER_WORDS["risk"].get(language), f"{now.risk.band.label.get(language)} — {now.risk.explain(language)}"


def _say_shortcomings(now: Standing, language: Language, paint: Paint) -> None:
    for found in now.shortcomings:
        tone = "bad" if found.colour.value == "red" else "doubt"
        for number, line in enumerate(wrap(REGISTER_WORDS["shortcoming"].format(message=found.message, basis=found.basis).get(language), paint.width, "      ", "      ")):
            write((f"  {paint(found.colour.label.get(language), tone)}  {line.lstrip()}" if number == 0 else line) + "\n")


def _standing_json(now: Standing, language: Language) -> dict[str, Any]:
    risk = now.risk
    return {
        "stage": now.stage.value if now.stage is not None else None,
        "risk": None if risk is None else {"band": risk.band.value, "inherent": risk.inherent, "residual": risk.residual, "explanation": risk.explain(language)},
        "shortcomings": [
            {"code": found.code, "colour": found.colour.value, "field": found.field, "message": found.message.get(language), "basis": found.basis.get(language)}
            for found in now.shortcomings
        ],
    }


def _status(register: Register, args: argparse.Namespace) -> Exit:
    """Say where every record stands; exit status 1 when something is red."""
    language: Language = args.lang
    held = register.holdings
    found = [one for one in standings(register) if not args.kind or kind_of(one.record) is kind_named(args.kind)]
    groups = concentration(held, register.today())
    red = sum(one.red for one in found)
    if args.json:
        records = [{"id": one.record.id, "kind": kind_of(one.record).name, "name": held.label(one.record), **_standing_json(one, language)} for one in found]
        dense = [{"group": one.group, "name": held.name(one.group), "band": one.band.value, "explanation": one.explain(held).get(language)} for one in groups]
        write(dumped({"schema": 1, "records": records, "concentration": dense}, indent=2) + "\n")
        return Exit.FINDINGS if red else Exit.FINE
    paint = Paint()
    for one in found:
        if not one.shortcomings and (one.risk is None or one.risk.band is not RiskBand.NOT_ASSESSED):
            continue
        words = [word.split(" — ")[0] for _, word in _standing_facts(one, language)]
        write(f"{paint(one.record.id, 'strong')}  {clean(held.label(one.record))}  {clean('  '.join(words))}\n")
        _say_shortcomings(one, language, paint)
    for group in groups:
        if group.band in (RiskBand.VERY_HIGH, RiskBand.HIGH):
            for line in wrap(group.explain(held).get(language), paint.width, "", "  "):
                write(line + "\n")
    amber = sum(len(one.shortcomings) for one in found) - red
    unknown = sum(one.risk is not None and one.risk.band is RiskBand.NOT_ASSESSED for one in found)
    write(REGISTER_WORDS["status-total"].get(language).format(red=red, amber=amber, unknown=unknown) + "\n")
    return Exit.FINDINGS if red else Exit.FINE


def facts_of(value: Part, held: Holdings, language: Language, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield (label, text) for every fact of a record, a part or the settings that is known."""
    for field in fields_of(type(value)):
        known = getattr(value, field.name)
        if known is None or known == "" or known == () or (field.name == "id" and isinstance(value, Record)):
            continue
        label = prefix + field.label.get(language)
        match field.form:
            case Form.PART:
                yield from facts_of(known, held, language, label + " / ")
            case Form.PARTS:
                for number, item in enumerate(known, 1):
                    yield from facts_of(item, held, language, f"{label}{number} / ")
            case _:
                yield label, say_value(known, field.form, held, language)


def say_value(value: Any, form: Form, held: Holdings, language: Language) -> str:
    """Return one value as a person reads it."""
    between = REGISTER_WORDS["between"].get(language)
    match form:
        case Form.DAY:
            return say_date(value, language)
        case Form.FLAG:
            return ("はい" if value else "いいえ") if language == "ja" else ("yes" if value else "no")
        case Form.MONEY:
            return f"{value:,}円" if language == "ja" else f"{value:,} yen"
        case Form.CHOICE:
            return str(value.label.get(language))
        case Form.CHOICES:
            return between.join(choice.label.get(language) for choice in value)
        case Form.REF:
            return REGISTER_WORDS["named"].get(language).format(name=held.name(value), id=value) if value in held.records else str(value)
        case Form.REFS:
            return between.join(held.name(id) for id in value)  # noqa: A001
        case Form.TEXTS:
            return between.join(value)
        case _:
            return str(value)


def _history(register: Register, args: argparse.Namespace) -> Exit:
    language: Language = args.lang
    entries = register.history(args.id)
    if args.json:
        write(dumped({"schema": 1, "history": [_entry_json(entry, args.id) for entry in entries]}, indent=2) + "\n")
        return Exit.FINE
    paint = Paint()
    for entry in entries:
        why = f"  {entry.why}" if entry.why else ""
        at = entry.at[:16].replace("T", " ")
        write(f"{paint(str(entry.seq), 'strong')}  {at}  {clean(entry.who)}  {clean(_action(entry.action, language))}{clean(why)}\n")
        for change in entry.changes:
            if args.id and change.record != args.id:
                continue
            for field in change.fields:
                what, before, after = _in_words(change, field, register.holdings, language)
                write(f"      {clean(change.record or change.path)} {clean(what)}: {clean(before)} → {clean(after)}\n")
    return Exit.FINE


def _in_words(change: FileChange, field: FieldChange, held: Holdings, language: Language) -> tuple[str, str, str]:
    """Return a field of the history by its label, and what it said before and says now."""
    kind = kind_of_id(change.record)
    cls: type[Part] = kind.cls if kind is not None else Settings
    before, after = (_short(plain_in_words(cls, field.field, value, held, language)) for value in (field.before, field.after))
    return label_of_path(cls, field.field, language), before, after


def _entry_json(entry: Entry, id: str) -> dict[str, Any]:  # noqa: A002
    changes = [
        {"record": change.record, "path": change.path, "fields": [{"field": f.field, "before": f.before, "after": f.after} for f in change.fields]}
        for change in entry.changes
        if not id or change.record == id
    ]
    return {"seq": entry.seq, "at": entry.at, "who": entry.who, "why": entry.why, "action": entry.action, "undoes": entry.undoes, "changes": changes}


def _action(action: str, language: Language) -> str:
    known = REGISTER_WORDS.get(f"action-{action}")
    return known.get(language) if known is not None else action


def _short(text: str) -> str:
    text = text.replace("\n", " ")
    return text if len(text) <= 60 else text[:59] + "…"
