"""What changes between two editions of a pack: what is demanded more, less or otherwise, and what is only read otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

import attrs

from vendorrisk.model import Bilingual
from vendorrisk.requirements._model import Pack, Requirement

__all__ = ["ChangeKind", "RequirementChange", "diff_packs"]


class ChangeKind(StrEnum):
    """What sort of change it is."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"

    @property
    def label(self) -> Bilingual:
        """The word on screen."""
        return _LABELS[self]


_LABELS = {
    ChangeKind.ADDED: Bilingual("追加", "added"),
    ChangeKind.REMOVED: Bilingual("削除", "removed"),
    ChangeKind.CHANGED: Bilingual("変更", "changed"),
}
_PARTS = (
    ("title", Bilingual("名称", "title")),
    ("criterion", Bilingual("判断基準", "criterion")),
    ("level", Bilingual("区分", "level")),
    ("raised", Bilingual("区分が上がる条件", "when the level rises")),
    ("applies", Bilingual("適用される場合", "when it applies")),
    ("sources", Bilingual("根拠", "sources")),
)


@attrs.frozen
class RequirementChange:
    """One requirement that is not the same in two editions.

    Attributes:
        id: the requirement.
        title: as the newer edition calls it, or the older one when it was removed.
        kind: added, removed or changed.
        what: what differs, in words.
    """

    id: str
    title: Bilingual
    kind: ChangeKind
    what: tuple[Bilingual, ...] = ()


def diff_packs(old: Pack, new: Pack) -> tuple[RequirementChange, ...]:
    """Return every requirement that differs between two packs, in the order of the newer one; removed ones last."""
    before = {requirement.id: requirement for requirement in old.requirements}
    after = {requirement.id: requirement for requirement in new.requirements}
    changes = []
    for id, requirement in after.items():  # noqa: A001 - the field is called id everywhere
        if id not in before:
            changes.append(RequirementChange(id, requirement.title, ChangeKind.ADDED))
        elif what := tuple(_differences(before[id], requirement)):
            changes.append(RequirementChange(id, requirement.title, ChangeKind.CHANGED, what))
    changes += [RequirementChange(id, before[id].title, ChangeKind.REMOVED) for id in before if id not in after]  # noqa: A001
    return tuple(changes)


def _differences(old: Requirement, new: Requirement) -> Iterator[Bilingual]:
    for name, label in _PARTS:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield Bilingual(f"{label.ja}：{before.label.ja} → {after.label.ja}", f"{label.en}: {before.label.en} → {after.label.en}") if name == "level" else label
    earlier, later = {element.id: element for element in old.elements}, {element.id: element for element in new.elements}
    for id, element in later.items():  # noqa: A001
        before = earlier.get(id)
        if before is None:
            yield Bilingual(f"要素 {id} を追加", f"element {id} added")
            continue
        if before.required != element.required:
            yield Bilingual(f"要素 {id}：{'任意 → 必須' if element.required else '必須 → 任意'}", f"element {id}: {'optional → required' if element.required else 'required → optional'}")
        if before.criterion != element.criterion or before.title != element.title:
            yield Bilingual(f"要素 {id}：判断基準", f"element {id}: criterion")
        if before.rules != element.rules or before.parts != element.parts:
            yield Bilingual(f"要素 {id}：読み取り規則", f"element {id}: rules")
    for id in earlier:  # noqa: A001
        if id not in later:
            yield Bilingual(f"要素 {id} を削除", f"element {id} removed")
