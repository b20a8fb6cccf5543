"""Ties the rows of a list's own sheet (「契約_再委託」) to the record that they belong to."""

from __future__ import annotations

from collections.abc import Iterator

from vendorrisk.model import Bilingual, Holdings, Part
from vendorrisk.register.exchange._bind import Binding
from vendorrisk.register.exchange._build import Item
from vendorrisk.register.exchange._identify import Draft, Identifier
from vendorrisk.register.exchange._rows import Row
from vendorrisk.register.exchange._values import squeeze
from vendorrisk.register.exchange._words import CellProblem

__all__ = ["attach_lists", "items_of", "rows_under"]


def attach_lists(binding: Binding, rows: list[Row], drafts: dict[str, Draft], held: Holdings, identifier: Identifier, problems: list[CellProblem]) -> None:
    """Put the rows of a list sheet into the drafts; a record of which the file holds only lists becomes a draft of its own.

    The sheet says what the whole list is: a record of the main sheet without a row here has an empty list.
    """
    trail = binding.plan.trail
    for draft in drafts.values():
        if draft.kind is binding.plan.kind and not draft.lists:
            for holder in _holders(draft, trail):
                holder.setdefault(trail[-1], [])
    orphans = False
    for row in rows:
        owner = _draft_of(binding, row, drafts, held, identifier)
        if owner is None:
            orphans = True
            if row.owner:
                _problem(problems, row, "no-record", f"「{row.owner}」という{binding.plan.kind.label.ja}がありません。", f"there is no {binding.plan.kind.label.en} {row.owner}.")
            continue
        found = _holder(owner, trail, row.places[:-1])
        if found is None:
            owner.row.failed = True
            _problem(problems, row, "no-parent", "上位の行（順番）がありません。", "the row above it (its place) does not exist.")
            continue
        items = found.setdefault(trail[-1], [])
        items.append(Item(row.places[-1] if row.places else None, row.tree, row))
        owner.row.failed = owner.row.failed or row.failed
    for draft in drafts.values():
        if draft.kind is binding.plan.kind:
            if orphans and draft.base is not None and _count_held(draft.base, trail) > _count_read(draft.row.tree, trail):
                draft.row.failed = True  # the row that belongs to nobody may be the one that is missing here
            for holder in _holders(draft, trail):
                if trail[-1] in holder:
                    holder[trail[-1]].sort(key=lambda item: (item.place is None, item.place or 0))


def _draft_of(binding: Binding, row: Row, drafts: dict[str, Draft], held: Holdings, identifier: Identifier) -> Draft | None:
    key = identifier.handles.get(squeeze(row.owner), row.owner)
    draft = drafts.get(key)
    if draft is not None and draft.kind is not binding.plan.kind:
        return None
    if draft is None:
        base = held.get(key, binding.plan.kind.cls)
        if base is not None:
            draft = drafts[key] = Draft(binding.plan.kind, Row(row.sheet, row.number), base, key, key, lists=True)
    return draft


def _count_held(part: Part, trail: tuple[str, ...]) -> int:
    items = getattr(part, trail[0])
    return len(items) if len(trail) == 1 else sum(_count_held(item, trail[1:]) for item in items)


def _count_read(tree: dict, trail: tuple[str, ...]) -> int:  # type: ignore[type-arg]
    items = tree.get(trail[0], [])
    return len(items) if len(trail) == 1 else sum(_count_read(item.tree, trail[1:]) for item in items)


def _holders(draft: Draft, trail: tuple[str, ...]) -> Iterator[dict]:  # type: ignore[type-arg]
    """Yield every tree that holds the list: the draft's own, or those of the entries of the list above."""
    trees = [draft.row.tree]
    for name in trail[:-1]:
        trees = [item.tree for tree in trees for item in tree.get(name, ())]
    yield from trees


def _holder(draft: Draft, trail: tuple[str, ...], places: tuple[int | None, ...]) -> dict | None:  # type: ignore[type-arg]
    """Return the tree of the entry that a row stands below; entries that no sheet mentions are kept as the register has them."""
    tree, part = draft.row.tree, draft.base
    for name, place in zip(trail[:-1], places, strict=False):
        if name not in tree:
            olds: tuple[Part, ...] = getattr(part, name) if part is not None else ()
            tree[name] = [Item(number, {}) for number in range(1, len(olds) + 1)]
        found = next((item for item in tree[name] if item.place == place), None)
        if found is None:
            return None
        tree, part = found.tree, None
    return tree if len(places) == len(trail) - 1 else None


def items_of(tree: dict, path: str) -> Item | None:  # type: ignore[type-arg]
    """Return the entry that a path such as ``amendments[0].changes[1].field`` goes through last, or None."""
    found = None
    for step in path.split("."):
        name, bracket, index = step.partition("[")
        entries = tree.get(name) if isinstance(tree, dict) else None
        if bracket and isinstance(entries, list) and int(index[:-1]) < len(entries):
            found = entries[int(index[:-1])]
            tree = found.tree
    return found


def rows_under(tree: dict) -> Iterator[Row]:  # type: ignore[type-arg]
    """Yield the rows of all lists below a tree."""
    for value in tree.values():
        if isinstance(value, list):
            for item in value:
                if item.row is not None:
                    yield item.row
                yield from rows_under(item.tree)


def _problem(problems: list[CellProblem], row: Row, code: str, ja: str, en: str) -> None:
    row.failed = True
    problems.append(CellProblem(row.sheet, str(row.number), "", code, Bilingual(ja, en), read=row.owner))


