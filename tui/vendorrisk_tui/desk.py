"""The one door to the register: whatever reads or writes it goes through here, one at a time, whichever thread asks.

A snapshot is immutable, so a screen can be drawn from it while the next one is being read.  What somebody else changed is found by content,
never by the time of a file.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import attrs

from vendorrisk import (
    AffectedRecord,
    DocumentReport,
    Standing,
    check_record,
    policy_diff,
    standing,
    standings,
)
from vendorrisk.model import (
    CheckRecord,
    DocumentKind,
    FileRef,
    Holdings,
    Override,
    Problem,
    Record,
    Review,
    name_of,
)
from vendorrisk.register import (
    ConflictError,
    Entry,
    Register,
    RegisterError,
    Transaction,
    is_register,
    open_register,
)
from vendorrisk.requirements import RequirementChange
from vendorrisk_tui.session import Link

__all__ = ["Desk", "Snapshot", "StaleError"]


@attrs.frozen(eq=False)
class Snapshot:
    """The register at one moment.

    Attributes:
        root: its folder.
        holdings: its records.
        today: the day by which states are computed.
        read_only: whether we may only look.
        changed: names of the records that differ from the snapshot before, as far as somebody else changed them.
    """

    root: Path
    holdings: Holdings
    today: date
    read_only: bool
    changed: tuple[str, ...] = ()


class StaleError(Exception):
    """The record that was edited is not the one in the register any more; nothing has been written.

    Attributes:
        theirs: the record as it is there now; None when it was removed.
    """

    def __init__(self, theirs: Record | None) -> None:
        super().__init__("stale")
        self.theirs = theirs


class Desk:
    """Reads and writes one register for all screens."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._register: Register | None = None
        self._busy = threading.RLock()
        self._seen = -1
        self._shown = Holdings()

    def exists(self) -> bool:
        """Return whether there is a register at all."""
        return is_register(self.root)

    def open(self, progress: Callable[[int], None] | None = None) -> Snapshot:
        """Open the register; slow for a large one, so not on the screen's thread."""
        with self._busy:
            self._register = open_register(self.root, progress=progress)
            self._seen = self._register.log.head().seq
            gc.freeze()  # a million objects that stay: looking through them for garbage would stop the screen for half a second
            return self._snapshot()

    def problems(self) -> tuple[Problem, ...]:
        """Return everything that is wrong with the data of the moment."""
        with self._busy:
            return self._opened().problems

    def entered(self) -> bool:
        """Return whether somebody has entered a change since we looked; one or two small files are read."""
        register = self._opened()
        if not self._busy.acquire(blocking=False):
            return False
        try:
            return register.log.head().seq != self._seen
        finally:
            self._busy.release()

    def look(self) -> Snapshot | None:
        """Compare every file with what we hold; return a new snapshot when something differs."""
        with self._busy:
            register = self._opened()
            before = self._shown
            read_already = register.holdings is not before  # by a change that was refused
            self._seen = register.log.head().seq
            if not register.refresh() and not read_already:
                return None
            return self._snapshot(_changed(before, register.holdings))

    def save(self, base: Record | None, mine: Record, why: str, link: Link | None = None) -> tuple[Record, Snapshot]:
        """Write a record that was made from another one; ``base`` is None for a new record, which a finding may then name.

        Raises:
            StaleError: somebody else has changed or removed it meanwhile.
            RegisterError: the register refuses; nothing has changed.
        """
        with self._busy:
            register = self._opened()
            if base is not None and register.holdings.records.get(base.id) != base:
                raise StaleError(register.holdings.records.get(base.id))
            try:
                with register.transaction(why=why) as change:
                    if base is None:
                        mine = change.add(mine)
                        if link is not None:
                            _name(change, register.holdings, link, mine.id)
                    else:
                        change.put(mine)
            except ConflictError as error:
                register.refresh()
                raise StaleError(register.holdings.records.get(mine.id)) from error
            return mine, self._written()

    def check(
        self, id: str, files: list[Path], recognise: bool, overrides: Sequence[Override]  # noqa: A002 - the field is called id everywhere
    ) -> tuple[DocumentReport, CheckRecord | None, Snapshot]:
        """Check files as the documents of a record, and keep both, with what people decided about the result.

        Raises:
            VendorriskError: nothing of this kind is checked, or the register refuses.
        """
        with self._busy:
            report, made = check_record(self._opened(), id, files, ocr=recognise, isolated=True, overrides=overrides)
            return report, made, self._written()

    def hand_over(self, records: Sequence[Record], person: str, successor: str, why: str) -> Snapshot:
        """Let a successor answer for records in place of somebody, all of them in one change.

        A deputy who becomes the owner is the deputy no longer.

        Raises:
            StaleError: somebody else has changed or removed one of them meanwhile; nothing has changed.
            RegisterError: the register refuses.
        """
        with self._busy:
            register = self._opened()
            changed = next((one for one in records if register.holdings.records.get(one.id) != one), None)
            if changed is not None:
                raise StaleError(register.holdings.records.get(changed.id))
            try:
                with register.transaction(why=why) as change:
                    for record in records:
                        change.put(_handed_over(record, person, successor))
            except ConflictError as error:
                register.refresh()
                raise StaleError(None) from error
            return self._written()

    def attach(self, source: Path, kind: DocumentKind | None) -> FileRef:
        """Keep a document in the register, to be named by a record that is saved afterwards."""
        with self._busy, self._opened().transaction() as change:
            return change.attach(source, kind=kind)

    def remove(self, base: Record, why: str) -> Snapshot:
        """Move a record to the trash.

        Raises:
            StaleError: somebody else has changed it meanwhile.
            RegisterError: the register refuses.
        """
        with self._busy:
            register = self._opened()
            if register.holdings.records.get(base.id) != base:
                raise StaleError(register.holdings.records.get(base.id))
            try:
                with register.transaction(why=why) as change:
                    change.remove(base.id)
            except ConflictError as error:
                register.refresh()
                raise StaleError(register.holdings.records.get(base.id)) from error
            return self._written()

    def undo(self) -> tuple[Entry, Snapshot]:
        """Take back the newest change that stands.

        Raises:
            RegisterError: there is none, or the record has been changed since.
        """
        with self._busy:
            entry = self._opened().undo()
            return entry, self._written()

    def newest(self) -> Entry | None:
        """Return the newest change of the register."""
        with self._busy:
            return next(self._opened().history(), None)

    def history(self, id: str, most: int = 200) -> tuple[Entry, ...]:  # noqa: A002 - the field is called id everywhere
        """Return the newest changes of a record."""
        with self._busy:
            found = []
            for entry in self._opened().history(id):
                found.append(entry)
                if len(found) == most:
                    break
            return tuple(found)

    def policy_diff(self, old: str, new: str) -> tuple[tuple[RequirementChange, ...], tuple[AffectedRecord, ...], int]:
        """Compare two editions of a pack, and judge the kept documents by both; slow for a large register, so saving goes on beside it.

        Raises:
            UsageError: there is no such pack.
        """
        return policy_diff(old, new, self._opened())

    def standing(self, record: Record) -> Standing:
        """Return where a record stands; the packs are read for it, so not on the screen's thread."""
        with self._busy:
            return standing(self._opened(), record)

    def standings(self) -> tuple[Standing, ...]:
        """Return where every record stands; a second or two for a large register."""
        with self._busy:
            register = self._opened()
        return standings(register)

    def since(self, seq: int, most: int = 500) -> tuple[Entry, ...]:
        """Return the changes that were entered after one of them, newest first."""
        with self._busy:
            found: list[Entry] = []
            for entry in self._opened().history():
                if entry.seq <= seq or len(found) == most:
                    break
                found.append(entry)
            return tuple(found)

    @property
    def me(self) -> str:
        """Under whose name this person's changes are entered."""
        return self._opened().account

    @property
    def seen(self) -> int:
        """The number of the newest change that we have taken in."""
        return self._seen

    def _written(self) -> Snapshot:
        self._seen = self._opened().log.head().seq
        return self._snapshot()

    def _snapshot(self, changed: tuple[str, ...] = ()) -> Snapshot:
        register = self._opened()
        self._shown = register.holdings
        return Snapshot(register.root, register.holdings, register.today(), register.read_only, changed)

    def _opened(self) -> Register:
        if self._register is None:
            raise RegisterError("台帳が開かれていない。", where=str(self.root))
        return self._register


def _handed_over(record: Record, person: str, successor: str) -> Record:
    names = [name for name in ("owner", "deputy") if hasattr(record, name)]
    fields: dict[str, Any] = {name: successor for name in names if getattr(record, name) == person}
    if {fields.get(name, getattr(record, name)) for name in names} == {successor} and len(names) > 1:
        fields["deputy"] = ""
    return attrs.evolve(record, **fields)


def _name(change: Transaction, holdings: Holdings, link: Link, measure: str) -> None:
    """Let the finding name the measure that is taken on it."""
    review = holdings.get(link.review, Review)
    if review is None or link.place >= len(review.findings):
        return
    findings = list(review.findings)
    findings[link.place] = attrs.evolve(findings[link.place], measure=measure)
    change.put(attrs.evolve(review, findings=tuple(findings)))


def _changed(before: Holdings, after: Holdings) -> tuple[str, ...]:
    """Return what people call the records that differ, newly added ones included."""
    names = [name_of(record) for id, record in after.records.items() if before.records.get(id) is not record and before.records.get(id) != record]  # noqa: A001
    names += [name_of(record) for id, record in before.records.items() if id not in after.records]  # noqa: A001
    return tuple(names)
