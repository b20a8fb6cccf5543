"""The register: a folder of TOML files, one per record, that two people and a power cut cannot damage.

A person can read, copy, mend and compare the files without us.  What we add is what files alone do not give: a change of many records is
made whole or not at all, nobody overwrites what a colleague has just saved, every change is in a history that cannot be altered
unnoticed, and everything can be taken back.
"""

from vendorrisk.register._backup import restore
from vendorrisk.register._errors import (
    ConflictError,
    FieldConflict,
    RegisterBusyError,
    RegisterDamagedError,
    RegisterError,
    RegisterReadOnlyError,
)
from vendorrisk.register._log import Entry, FieldChange, FileChange
from vendorrisk.register._register import Register, create_register, open_register
from vendorrisk.register._transaction import Transaction

__all__ = [
    "ConflictError",
    "Entry",
    "FieldChange",
    "FieldConflict",
    "FileChange",
    "Register",
    "RegisterBusyError",
    "RegisterDamagedError",
    "RegisterError",
    "RegisterReadOnlyError",
    "Transaction",
    "create_register",
    "open_register",
    "restore",
]
