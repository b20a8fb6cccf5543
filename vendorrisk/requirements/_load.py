"""Folders of TOML in, packs out; what is wrong with a file is a value, collected with file and place.

A pack with one faulty requirement still gives the others: the officer who writes packs sees every fault at once.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from vendorrisk.model import Bilingual, system_reason
from vendorrisk.requirements._model import Pack, Requirement

if TYPE_CHECKING:
    from cattrs import Converter

__all__ = ["PackHead", "Problem", "load_pack", "pack_head"]

_MACRO = re.compile(r"\{([a-z][a-z-]*)\}")
_PATTERNS = ("act", "all", "when", "context", "document", "unless", "unless_context")
_T = TypeVar("_T")
_NOT_REQUIREMENTS = frozenset(("pack.toml", "vocabulary.toml"))


@attrs.frozen
class Problem:
    """Something wrong with a pack.

    Attributes:
        path: the file.
        place: key path or line inside the file; empty for the whole file.
        message: what is wrong and what to do.
    """

    path: Path
    place: str
    message: Bilingual


@attrs.frozen
class PackHead:
    """What a list of packs shows, read without the rules.

    Attributes:
        id: name of the pack.
        version: its version.
        title: on screen.
        edition: edition of its sources.
        restricted: whether its texts are kept back.
        requirements: (id, title) in the order in which they are shown.
    """

    id: str
    version: str
    title: Bilingual
    edition: str
    restricted: bool
    requirements: tuple[tuple[str, Bilingual], ...]


def pack_head(folder: Path) -> PackHead | None:
    """Return what a list needs to know of a pack, quickly; None where the folder holds no readable pack."""
    try:
        data = tomllib.loads((folder / "pack.toml").read_text(encoding="utf-8"))
        title = Bilingual(**data["title"])
        found = []
        for path in _requirement_files(folder):
            head = tomllib.loads(path.read_text(encoding="utf-8").split("\n[", 1)[0])
            found.append((str(head["id"]), Bilingual(**head["title"])))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    order = {name: place for place, name in enumerate(data.get("order", ()))}
    found.sort(key=lambda pair: (order.get(pair[0], len(order)), pair[0]))
    return PackHead(
        str(data["id"]), str(data.get("version", "")), title, str(data.get("edition", "")), bool(data.get("restricted")), tuple(found)
    )


def load_pack(
    folder: Path, shared: Mapping[str, Sequence[str]] | None = None, *, trusted: bool = False
) -> tuple[Pack | None, tuple[Problem, ...]]:
    """Load the pack in a folder.

    Args:
        folder: a folder with ``pack.toml``.
        shared: the vocabulary that all packs share; the pack's own ``vocabulary.toml`` adds to it.
        trusted: leave out the trial compilation of every pattern, for packs that our own tests have passed.

    Returns:
        The pack, or None when ``pack.toml`` itself cannot be used, and every problem found.
    """
    problems: list[Problem] = []
    meta = _read(folder / "pack.toml", problems)
    if meta is None:
        return None, tuple(problems)
    vocabulary: dict[str, Sequence[str]] = dict(shared or {})
    own = folder / "vocabulary.toml"
    if own.is_file():
        vocabulary |= _read(own, problems) or {}
    converter = _converter(detailed=not trusted)
    requirements = []
    for path in _requirement_files(folder):
        data = _read(path, problems, trusted=trusted)
        if data is None:
            continue
        problems += [Problem(path, place, message) for place, message in _expand(data, vocabulary, trusted)]
        requirement = _structure(converter, data, Requirement, path, problems)
        if requirement is None:
            continue
        if requirement.id != path.stem:
            problems.append(
                Problem(path, "id", Bilingual(f"id「{requirement.id}」がファイル名と異なります。", f"id {requirement.id!r} differs from the file name."))
            )
        requirements.append(attrs.evolve(requirement, origin=str(path)))
    order = {name: place for place, name in enumerate(meta.pop("order", ()))}
    requirements.sort(key=lambda requirement: (order.get(requirement.id, len(order)), requirement.id))
    pack = _structure(converter, meta | {"requirements": []}, Pack, folder / "pack.toml", problems)
    if pack is None:
        return None, tuple(problems)
    return attrs.evolve(pack, requirements=tuple(requirements)), tuple(problems)


def _requirement_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.toml") if path.name not in _NOT_REQUIREMENTS)


def _read(path: Path, problems: list[Problem], *, trusted: bool = False) -> dict[str, Any] | None:
    """Read one file; those that our own tests have passed with the quick reader, others with the one that names line and column."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        if not trusted:
            return tomllib.loads(text)
        import rtoml

        return rtoml.loads(text)
    except FileNotFoundError:
        message = Bilingual("ファイルがありません。", "The file is missing.")
    except OSError as error:
        message = Bilingual("読めない（{0}）。", "Cannot be read ({0}).").format(system_reason(error))
    except UnicodeDecodeError:
        message = Bilingual("UTF-8ではありません。UTF-8で保存し直してください。", "Not UTF-8; save it as UTF-8.")
    except tomllib.TOMLDecodeError as error:
        message = Bilingual(f"TOMLの書き方が誤っています：{error}", f"Not valid TOML: {error}")
    problems.append(Problem(path, "", message))
    return None


def _expand(data: dict[str, Any], vocabulary: Mapping[str, Sequence[str]], trusted: bool) -> Iterator[tuple[str, Bilingual]]:
    """Write the words of the vocabulary into the patterns, in place; yield what is wrong with them."""
    for number, element in enumerate(data.get("elements", ()), 1):
        for index, rule in enumerate(element.get("rules", ()) if isinstance(element, dict) else (), 1):
            for key in _PATTERNS:
                written = rule.get(key, ()) if isinstance(rule, dict) else ()
                if not isinstance(written, list):
                    continue
                ready = []
                for pattern in written:
                    place = f"elements[{number}].rules[{index}].{key}"
                    try:
                        expanded = _put_words(str(pattern), vocabulary)
                        if not trusted:
                            re.compile(expanded)
                    except KeyError as error:
                        yield place, Bilingual(f"語彙{error}がvocabulary.tomlにありません。", f"No entry {error} in vocabulary.toml.")
                    except re.error as error:
                        yield place, Bilingual(f"正規表現「{pattern}」が誤っています：{error}", f"Bad pattern {pattern!r}: {error}")
                    else:
                        ready.append(expanded)
                rule[key] = ready


def _put_words(pattern: str, vocabulary: Mapping[str, Sequence[str]]) -> str:
    for _ in range(6):
        filled = _MACRO.sub(lambda match: "(?:" + "|".join(vocabulary[match.group(1)]) + ")", pattern)
        if filled == pattern:
            return pattern
        pattern = filled
    raise re.error("vocabulary refers to itself")


def _structure(converter: Converter, data: dict[str, Any], cls: type[_T], path: Path, problems: list[Problem]) -> _T | None:
    from cattrs import transform_error

    try:
        return converter.structure(data, cls)
    except Exception as error:  # cattrs raises groups of whatever the fields raised
        for line in transform_error(error):
            what, _, place = line.partition(" @ ")
            problems.append(Problem(path, place.removeprefix("$."), Bilingual(f"書き方が誤っています：{what}", what)))
        return None


def _converter(*, detailed: bool) -> Converter:
    from cattrs import Converter

    return Converter(forbid_extra_keys=True, detailed_validation=detailed)
