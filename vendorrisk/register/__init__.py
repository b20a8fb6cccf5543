"""The register: a folder of TOML files, one per record, that two people and a power cut cannot damage.

A person can read, copy, mend and compare the files without us.  What we add is what files alone do not give: a change of many records is
made whole or not at all, nobody overwrites what a colleague has just saved, every change is in a history that cannot be altered
unnoticed, and everything can be taken back.
"""

from vendorrisk.register._backup import restore
from vendorrisk.register._checks import checked_elements
from vendorrisk.register._codec import plain_values
from vendorrisk.register._errors import (
    ConflictError,
    FieldConflict,
    RegisterBusyError,
    RegisterDamagedError,
    RegisterError,
    RegisterReadOnlyError,
)
from vendorrisk.register._log import Entry, FieldChange, FileChange
from vendorrisk.register._register import Register, create_register, is_register, open_register
from vendorrisk.register._search import SearchIndex, searchable
from vendorrisk.register._transaction import Transaction
from vendorrisk.register._typed import FieldError, with_field

__all__ = [
    "ConflictError",
    "Entry",
    "FieldChange",
    "FieldConflict",
    "FieldError",
    "FileChange",
    "Register",
    "RegisterBusyError",
    "RegisterDamagedError",
    "RegisterError",
    "RegisterReadOnlyError",
    "SearchIndex",
    "Transaction",
    "checked_elements",
    "create_register",
    "is_register",
    "open_register",
    "plain_values",
    "restore",
    "searchable",
    "with_field",
]
