"""One editing of one record, whichever forms show it: what it was, what has been typed, and what would come of it."""

from __future__ import annotations

from pathlib import Path

import attrs

from vendorrisk.model import Bilingual, Problem, Record, kind_of, validate
from vendorrisk_tui.drafts import Draft, DraftStore
from vendorrisk_tui.raw import Raw, blank, leaves, made_of, raw_of

__all__ = ["Link", "Session"]


@attrs.frozen
class Link:
    """A finding of a review, on which a new measure is taken.

    Attributes:
        review: the id of the review.
        place: which of its findings.
    """

    review: str
    place: int


class Session:
    """What is being edited.

    Attributes:
        cls: the class of the record.
        base: the record that editing began from; None for a new one.
        raw: the values as typed; forms change it in place.
        link: what another record says of a new one, to be saved with it.
    """

    def __init__(self, root: Path, cls: type[Record], base: Record | None, *, about: str = "", link: Link | None = None) -> None:
        self.cls = cls
        self.base = base
        self.link = link
        self.raw: Raw = blank(cls) if base is None else raw_of(base)
        self._start: Raw = blank(cls) if base is None else raw_of(base)
        new = "-".join(filter(None, ("new", kind_of(cls).name, about)))
        self._store = DraftStore(root, base.id if base is not None else new)

    @property
    def draft(self) -> Draft | None:
        """What was left unsaved last time, when it says anything new."""
        found = self._store.load()
        return found if found is not None and dict(leaves(found.raw)) != dict(leaves(self._start)) else None

    def take_draft(self, draft: Draft) -> None:
        """Go on where the draft ended; what somebody has changed since its beginning will be asked about when it is saved."""
        self.raw = draft.raw
        if self.base is not None and draft.base != self._start:
            began, faults = made_of(self.cls, draft.base, self.base)
            if not faults:
                self.base, self._start = began, draft.base

    def begin_anew(self, base: Record, mine: Record) -> None:
        """Go on from another version of the record, after a conflict was solved."""
        self.base, self._start = base, raw_of(base)
        self.raw.clear()
        self.raw.update(raw_of(mine))

    @property
    def touched(self) -> bool:
        """Whether anything differs from the beginning."""
        return dict(leaves(self.raw)) != dict(leaves(self._start))

    def keep(self) -> None:
        """Keep the draft as it is now."""
        if self.touched:
            self._store.keep(self.raw, self._start)
        else:
            self._store.drop()

    def drop(self) -> None:
        """Forget the draft."""
        self._store.drop()

    def made(self) -> tuple[Record, dict[str, Bilingual]]:
        """Return the record that would be saved, and the faults that keep values from being read."""
        record, faults = made_of(self.cls, self.raw, self.base)
        assert isinstance(record, Record)
        return record, faults

    def problems(self) -> dict[str, Problem]:
        """Return what would be wrong with the record, by field; a new one has no id yet, which is not held against it."""
        record, _ = self.made()
        checked = record if record.id else attrs.evolve(record, id=f"{kind_of(self.cls).name}-2000-0001")
        return {problem.field: problem for problem in reversed(validate(checked))}

