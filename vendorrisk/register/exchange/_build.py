"""Makes records of what rows say, on top of what the register already has."""

from __future__ import annotations

from typing import Any, TypeVar

import attrs

from vendorrisk.model import Form, Part, fields_of

__all__ = ["EXTRA", "PRESENT", "Item", "build"]

# keys of a tree that are no fields: keys of a later edition; whether a group is there although nothing in it is filled in
EXTRA = "*"
PRESENT = "!"

P = TypeVar("P", bound=Part)


@attrs.define
class Item:
    """One entry of a list that stands on a sheet of its own.

    Attributes:
        place: its place in the list as it was, from 1; None for a new one.
        tree: what its row says.
        row: the row, for saying where something stands; None for an entry that no row mentions.
    """

    place: int | None
    tree: dict[Any, Any]
    row: Any = None


def build(cls: type[P], base: P | None, tree: dict[Any, Any], *, rest: bool = False) -> P:
    """Return the record or part: ``base`` (or a blank one) with the values of the tree.

    A list of :class:`Item` replaces a list, each entry keeping what its row does not say; numbered entries are changed one by one.
    ``rest`` tells that the file holds the keys of a later edition, too, so that those it does not hold are gone.
    """
    given: dict[str, Any] = {}
    for field in fields_of(cls):
        if field.name not in tree:
            continue
        value = tree[field.name]
        if field.form is Form.PART:
            assert field.type is not None
            old = getattr(base, field.name) if base is not None else None
            made = build(field.type, old, value, rest=rest)
            given[field.name] = None if PRESENT not in value and made == field.type() else made
        elif field.form is Form.PARTS:
            assert field.type is not None
            olds = getattr(base, field.name) if base is not None else ()
            given[field.name] = _listed(field.type, olds, value) if isinstance(value, list) else _numbered(field.type, olds, value)
        else:
            given[field.name] = value
    if EXTRA in tree or rest:
        given["extra"] = tree.get(EXTRA, {})
    if base is None:
        return cls(**given)
    changed = {name: value for name, value in given.items() if getattr(base, name) != value}
    return attrs.evolve(base, **changed) if changed else base


def _listed(cls: type[P], olds: tuple[P, ...], items: list[Item]) -> tuple[P, ...]:
    made = []
    for item in items:
        old = olds[item.place - 1] if item.place is not None and 1 <= item.place <= len(olds) else None
        made.append(build(cls, old, item.tree, rest=EXTRA in item.tree))
    return tuple(made)


def _numbered(cls: type[P], olds: tuple[P, ...], trees: dict[int, dict[Any, Any]]) -> tuple[P, ...]:
    made = list(olds)
    for number in sorted(trees):
        if number < len(made):
            made[number] = build(cls, made[number], trees[number])
        else:
            new = build(cls, None, trees[number])
            if new != cls():
                made.append(new)
    return tuple(made)
