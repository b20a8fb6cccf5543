"""``vendorrisk due``: what is due, overdue and undecided; a calendar for people, JSON and an exit status for cron."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from vendorrisk._overview import what_is_due
from vendorrisk.cli._output import Exit, Paint, clean, display_width, dumped, wrap, write
from vendorrisk.cli._register import find_register
from vendorrisk.cli._register_args import REGISTER_WORDS
from vendorrisk.cli._words import WORDS
from vendorrisk.model import Holdings, Language, Person, UsageError, system_reason
from vendorrisk.schedule import DueItem, say_date

__all__ = ["run_due"]


def run_due(args: argparse.Namespace) -> Exit:
    """Print the due list; exit status 1 when something is overdue."""
    language: Language = args.lang
    within = _days(args.within)
    register = find_register(args)
    held, today = register.holdings, register.today()
    items = what_is_due(held, today, within=within)
    if args.owner:
        people = {person.id for person in held.all(Person) if args.owner in (person.id, person.name)}
        items = tuple(item for item in items if people & set(item.responsible))
    if args.ics:
        from vendorrisk.reporting import to_ics

        _write_file(Path(args.ics), to_ics(items, held, language=language))
    if args.json:
        write(dumped({"schema": 1, "today": today.isoformat(), "items": [_json(item, held, language) for item in items]}, indent=2) + "\n")
    elif args.ics:
        write(REGISTER_WORDS["ics"].get(language).format(count=len(items), path=args.ics) + "\n")
    else:
        _print(items, held, args, register.today().toordinal())
    return Exit.FINDINGS if any(item.is_overdue(today) for item in items) else Exit.FINE


def _days(text: str) -> int | None:
    if not text:
        return None
    match = re.fullmatch(r"([0-9]{1,5})d?", text)
    if match is None:
        raise UsageError(REGISTER_WORDS["within"].format(text=text), where="--within")
    return int(match[1])


def _write_file(path: Path, content: bytes) -> None:
    beside = path.with_name(f".{path.name}.tmp")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as error:
        raise UsageError(WORDS["not-written"].format(why=system_reason(error)), where=str(path)) from error


def _json(item: DueItem, held: Holdings, language: Language) -> dict[str, object]:
    return {
        "uid": item.uid, "record": item.record, "kind": item.kind.value, "day": item.day.isoformat(), "label": item.label.get(language),
        "undecided": item.undecided, "responsible": [{"id": person, "name": held.name(person)} for person in item.responsible],
        "explanation": item.explain(language),
    }


def _print(items: tuple[DueItem, ...], held: Holdings, args: argparse.Namespace, today: int) -> None:
    language: Language = args.lang
    paint = Paint()
    if not items:
        write(REGISTER_WORDS["nothing-due"].get(language) + "\n")
        return
    overdue = 0
    for item in items:
        left = item.day.toordinal() - today
        overdue += left < 0
        word = REGISTER_WORDS["today"].get(language) if left == 0 else REGISTER_WORDS["days-over" if left < 0 else "days-left"].get(language).format(days=abs(left))
        head = f"{say_date(item.day, language)}  {word}"
        mark = REGISTER_WORDS["mark"].format(word=REGISTER_WORDS["undecided"]).get(language) if item.undecided else ""
        people = REGISTER_WORDS["between"].get(language).join(held.name(person) for person in item.responsible[:2]) or REGISTER_WORDS["nobody"].get(language)
        write(f"{paint(head, 'bad' if left < 0 else 'doubt' if left <= 30 else 'faint')}{' ' * max(2, 38 - display_width(head))}{item.kind.label.get(language)}{mark}\n")
        for line in wrap(f"{clean(item.label.get(language))}  {item.record}  {people}", paint.width, "    ", "    "):
            write(line + "\n")
        if args.verbose:
            for line in wrap(item.explain(language), paint.width, "      ", "      "):
                write(paint(line, "faint") + "\n")
    undecided = sum(item.undecided for item in items)
    write(REGISTER_WORDS["due-total"].get(language).format(count=len(items), overdue=overdue, undecided=undecided) + "\n")
