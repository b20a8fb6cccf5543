"""``vendorrisk policy``: what is demanded, by which source, and whether the rules keep what their examples promise."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from vendorrisk._packs import builtin_heads, builtin_ids, builtin_pack, load_folder, resolve
from vendorrisk.cli._named import named_requirement
from vendorrisk.cli._output import Exit, Paint, clean, dumped, say, wrap, write
from vendorrisk.cli._words import WORDS
from vendorrisk.model import Bilingual, Language, UsageError
from vendorrisk.requirements import Element, Pack, PackHead, Requirement, pack_head

__all__ = ["run_policy"]


def run_policy(args: argparse.Namespace) -> Exit:
    """Carry out one of the three commands."""
    if args.action == "list":
        return _list(args)
    if args.action == "show":
        return _show(args)
    return _test(args)


def _list(args: argparse.Namespace) -> Exit:
    heads = list(builtin_heads())
    for folder in args.policy:
        if folder in builtin_ids():
            continue
        head = pack_head(Path(folder))
        if head is None:
            raise UsageError(WORDS["no-pack"].format(folder=folder), where="--policy", todo=WORDS["name-pack-folder"])
        heads.append(head)
    if args.json:
        write(dumped({"schema": 1, "packs": [_head_json(head, args.lang) for head in heads]}, indent=2) + "\n")
        return Exit.FINE
    paint = Paint()
    for head in heads:
        write(f"{paint(clean(head.id), 'strong')} {clean(head.version)}  {clean(head.title.get(args.lang))}\n")
        if head.edition:
            write(paint(f"  {clean(head.edition)}", "faint") + "\n")
        for name, title in head.requirements:
            shown = title.get(args.lang) if args.show_restricted or not head.restricted else WORDS["restricted"].get(args.lang)
            write(f"    {name:48} {clean(shown)}\n")
    return Exit.FINE


def _head_json(head: PackHead, language: Language) -> dict[str, Any]:
    return {
        "id": head.id, "version": head.version, "title": head.title.get(language), "edition": head.edition,
        "requirements": [{"id": name, "title": None if head.restricted else title.get(language)} for name, title in head.requirements],
    }


def _show(args: argparse.Namespace) -> Exit:
    packs = resolve(tuple(args.policy))
    pack, requirement = named_requirement(packs, args.id, "policy show")
    if pack.restricted and not args.show_restricted:
        write(f"{requirement.id} {WORDS['restricted'].get(args.lang)}\n")
        return Exit.FINE
    if args.json:
        import cattrs

        data = cattrs.Converter().unstructure(requirement)
        data.pop("origin", None)
        write(dumped({"schema": 1, "pack": pack.id, "requirement": data}, indent=2) + "\n")
        return Exit.FINE
    write("\n".join(_page(requirement, pack, args.lang, Paint())) + "\n")
    return Exit.FINE


def _page(requirement: Requirement, pack: Pack, language: Language, paint: Paint) -> Iterator[str]:
    def word(key: str) -> str:
        return WORDS[key].get(language)

    def text(value: Bilingual) -> str:
        return value.get(language)

    yield f"{paint(requirement.id, 'strong')}  {clean(text(requirement.title))}{word('brackets').format(f'{clean(pack.id)} {clean(pack.version)}')}"
    yield from wrap(text(requirement.criterion), paint.width, f"  {word('criterion')}{word('colon')}", " " * 6)
    yield f"  {word('level')}{word('colon')}{text(requirement.level.label)}"
    yield from wrap(text(requirement.applies.because), paint.width, f"  {word('applies')}{word('colon')}", " " * 6)
    yield f"  {word('sources')}{word('colon').rstrip()}"
    for source in requirement.sources:
        state = word("verified") if source.verified else word("unverified")
        yield from wrap(f"{source.title} {source.part}{word('brackets').format(source.edition)} [{state}] {source.note}", paint.width, "    - ", " " * 6)
    yield f"  {word('elements')}{word('colon').rstrip()}"
    for element in requirement.elements:
        yield from _element(element, language, paint)


def _element(element: Element, language: Language, paint: Paint) -> Iterator[str]:
    state = WORDS["required" if element.required else "optional"].get(language)
    yield f"    {paint(element.id, 'strong')}{WORDS['brackets'].get(language).format(state)} {clean(element.title.get(language))}"
    yield from wrap(element.criterion.get(language), paint.width, "      ", " " * 6)
    for example in element.examples:
        why = f" → {example.why}" if example.why else ""
        shown = clean("".join(example.text.split())) + why
        yield from wrap(shown, paint.width, f"        {example.verdict.label.get(language)} ", " " * 10)


def _test(args: argparse.Namespace) -> Exit:
    from vendorrisk.checking._selftest import count_examples, test_pack

    language: Language = args.lang
    tested: list[Pack] = []
    faults = 0
    folders = [Path(path) for path in args.paths]
    packs: list[Pack] = [] if folders else [builtin_pack(name) for name in builtin_ids()]
    for folder in folders:
        if not folder.is_dir():
            raise UsageError(WORDS["no-folder-of-packs"].format(folder=str(folder)), where="policy test", todo=WORDS["name-pack-folder"])
        inner = [folder] if (folder / "pack.toml").is_file() else sorted(path.parent for path in folder.glob("*/pack.toml"))
        if not inner:
            raise UsageError(WORDS["no-pack-file"], where=str(folder), todo=WORDS["name-pack-folder"])
        for place in inner:
            pack, problems = load_folder(place)
            for problem in problems:
                faults += 1
                at = f" {problem.place}" if problem.place else ""
                say(problem.message.get(language), f"{problem.path}{at}")
            if pack is not None:
                packs.append(pack)
    for pack in packs:
        tested.append(pack)
        for fault in test_pack(pack):
            faults += 1
            name = ".".join(filter(None, (fault.requirement, fault.element)))
            number = f" {WORDS['examples'].get(language)}{fault.example}" if fault.example else ""
            say(fault.message.get(language), f"{name}{number}")
    figures = {
        "packs": len(tested), "requirements": sum(len(pack.requirements) for pack in tested), "examples": count_examples(tested), "faults": faults,
    }
    write(WORDS["failed" if faults else "passed"].get(language).format(**figures) + "\n")
    return Exit.FINDINGS if faults else Exit.FINE
