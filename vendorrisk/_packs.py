"""The packs that a caller names: the shipped ones by id, a city's own by folder."""

from __future__ import annotations

import difflib
import hashlib
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import attrs

from vendorrisk._data import contracts_root
from vendorrisk.model import Bilingual, PackEdition, UsageError
from vendorrisk.requirements import Pack, PackHead, Problem, load_pack, pack_head

__all__ = ["PackError", "builtin_heads", "builtin_ids", "builtin_pack", "editions", "load_folder", "pack_named", "packs", "resolve", "shared_vocabulary"]


class PackError(UsageError):
    """A pack that was named cannot be used.

    Attributes:
        problems: every fault with its file and place.
    """

    def __init__(self, folder: Path, problems: Sequence[Problem]) -> None:
        first, others = problems[0], len(problems) - 1
        more = Bilingual(f"（ほか{others}件）", f" (and {others} more)") if others else Bilingual("", "")
        place = f"{first.path.name} {first.place}".rstrip()
        super().__init__(
            Bilingual("要件集に誤りがあります：{0}: {1}{2}", "The pack has a fault: {0}: {1}{2}").format(place, first.message, more),
            where=str(folder),
            todo=Bilingual("「vendorrisk policy test {0}」で全ての誤りを確認してください。", "See all faults with 'vendorrisk policy test {0}'.").format(folder),
        )
        self.problems = tuple(problems)


@cache
def builtin_ids() -> tuple[str, ...]:
    """Return the ids of the shipped packs; a folder is called like its pack."""
    return tuple(sorted(folder.name for folder in contracts_root().iterdir() if (folder / "pack.toml").is_file()))


def builtin_heads() -> tuple[PackHead, ...]:
    """Return what a list shows of the shipped packs, without reading their rules."""
    heads = (pack_head(contracts_root() / name) for name in builtin_ids())
    return tuple(head for head in heads if head is not None)


@cache
def shared_vocabulary() -> dict[str, tuple[str, ...]]:
    """Return the words that all packs share."""
    data = tomllib.loads((contracts_root() / "vocabulary.toml").read_text(encoding="utf-8"))
    return {name: tuple(words) for name, words in data.items()}


@cache
def builtin_pack(name: str) -> Pack:
    """Return a shipped pack, patterns unread until they are needed."""
    folder = contracts_root() / name
    pack, problems = load_pack(folder, shared_vocabulary(), trusted=True)
    if pack is None or problems:
        raise PackError(folder, problems)
    return pack


def load_folder(folder: Path) -> tuple[Pack | None, tuple[Problem, ...]]:
    """Load a pack from a folder of the user's, with every fault found."""
    return load_pack(folder, shared_vocabulary())


def packs(policies: Sequence[str | Path] = ()) -> tuple[Pack, ...]:
    """Return the packs to judge by.

    >>> [pack.id for pack in packs(["jp-my-number"])]
    ['jp-my-number']

    Args:
        policies: ids of shipped packs, which restrict the choice to them, and folders, which are added behind.

    Raises:
        UsageError: an id or a folder does not exist, or a pack cannot be used.
    """
    return resolve(tuple(str(policy) for policy in policies))


@cache
def pack_named(name: str) -> tuple[Pack, Path]:
    """Return one pack, shipped or in a folder, and where it lies.

    Raises:
        UsageError: there is no such pack, or it cannot be used.
    """
    if name in builtin_ids():
        return builtin_pack(name), contracts_root() / name
    folder = Path(name)
    if not (folder / "pack.toml").is_file():
        raise _no_pack(name, "policy")
    pack, problems = load_folder(folder)
    if pack is None or problems:
        raise PackError(folder, problems)
    return pack, folder


@cache
def editions(policies: tuple[str, ...] = ()) -> tuple[PackEdition, ...]:
    """Return the editions of the packs that ids and folders name, each with a digest of its files: what a stored check is compared with."""
    named = [name for name in policies if name in builtin_ids()] or list(builtin_ids())
    named += [name for name in policies if name not in builtin_ids()]
    shared = (contracts_root() / "vocabulary.toml").read_bytes()
    found = []
    for name in named:
        pack, folder = pack_named(name)
        mark = hashlib.sha256(shared)
        for path in sorted(folder.glob("*.toml")):
            mark.update(path.name.encode() + b"\0" + path.read_bytes())
        found.append(PackEdition(id=pack.id, version=pack.version, digest=mark.hexdigest()[:16]))
    return tuple(found)


@cache
def resolve(policies: tuple[str, ...]) -> tuple[Pack, ...]:
    """Return the packs that ids and folders name; see :func:`packs`."""
    named = [name for name in policies if name in builtin_ids()]
    found = [builtin_pack(name) for name in (named or builtin_ids())]
    for policy in policies:
        if policy in builtin_ids():
            continue
        folder = Path(policy)
        if not (folder / "pack.toml").is_file():
            raise _no_pack(policy, "--policy")
        pack, problems = load_folder(folder)
        if pack is None or problems:
            raise PackError(folder, problems)
        if any(pack.id == other.id for other in found):
            found = [attrs.evolve(pack) if other.id == pack.id else other for other in found]
        else:
            found.append(pack)
    return tuple(found)


def _no_pack(name: str, where: str) -> UsageError:
    near = difflib.get_close_matches(name, builtin_ids(), 1)
    if near:
        todo = Bilingual(f"「{near[0]}」ではありませんか。", f"Did you mean '{near[0]}'?")
    else:
        ids = builtin_ids()
        todo = Bilingual(
            f"収録：{'、'.join(ids)}。又はpack.tomlのあるフォルダーを指定してください。", f"Shipped: {', '.join(ids)}; or name a folder with a pack.toml."
        )
    return UsageError(Bilingual(f"要件集「{name}」がありません。", f"There is no pack {name!r}."), where=where, todo=todo)
