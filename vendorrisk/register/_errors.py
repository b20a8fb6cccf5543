"""What can go wrong with a register as a whole; what is wrong with one record is a :class:`~vendorrisk.model.Problem`, a value."""

from __future__ import annotations

import attrs

from vendorrisk.model import Bilingual, VendorriskError

__all__ = ["ConflictError", "FieldConflict", "RegisterBusyError", "RegisterDamagedError", "RegisterError", "RegisterReadOnlyError"]


class RegisterError(VendorriskError):
    """The register cannot do what was asked: it is not there, a record is not, or the disk refuses."""


class RegisterReadOnlyError(RegisterError):
    """The folder cannot be written; everything can still be read."""


class RegisterBusyError(RegisterError):
    """Somebody else is writing and has not finished within the time that we wait."""


class RegisterDamagedError(RegisterError):
    """The history is broken, so nothing may be built on it before ``register verify`` has been read."""


@attrs.frozen
class FieldConflict:
    """One field that two people have changed.

    Attributes:
        record: id of the record.
        field: the field's path; "" when the whole record was added or removed.
        base: the value that both started from.
        theirs: the value that is in the register now.
        mine: the value that was to be saved.
    """

    record: str
    field: str
    base: object
    theirs: object
    mine: object


class ConflictError(RegisterError):
    """Somebody has changed the same record since it was read; nothing has been written.

    Attributes:
        fields: every field that differs between what was read, what is there now, and what was to be saved.
    """

    def __init__(self, what: Bilingual, *, where: str, todo: Bilingual, fields: tuple[FieldConflict, ...]) -> None:
        super().__init__(what, where=where, todo=todo)
        self.fields = fields

    @property
    def overlapping(self) -> tuple[FieldConflict, ...]:
        """The fields that both sides have changed to different values; without any, both changes can stand."""
        return tuple(f for f in self.fields if f.theirs != f.base and f.mine not in (f.base, f.theirs))
