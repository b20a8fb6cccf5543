"""Excel and CSV: what a city already has comes in, and everything that goes out comes back unchanged.

A register replaces a shared Excel sheet only if the sheet can be taken in without a programmer, and if nobody has to fear being locked in.
Export writes a sheet per kind of record, with the lists of a record on sheets of their own; import reads such a sheet, or any sheet of the
city's with a mapping file, and returns a :class:`Preview`: what is new, what changes, and what is wrong, by sheet and cell.  Nothing here
writes to the register; :meth:`Preview.apply` does so inside a transaction that the caller opens.
"""

from vendorrisk.register.exchange._export import UnencodableError, Written, export_csv, export_workbook
from vendorrisk.register.exchange._import import preview_import
from vendorrisk.register.exchange._mapping import (
    Clash,
    ColumnMapping,
    ImportMapping,
    load_mapping,
    parse_mapping,
)
from vendorrisk.register.exchange._open import read_tables
from vendorrisk.register.exchange._preview import (
    Applied,
    Change,
    ChangedRecord,
    FieldChange,
    NewRecord,
    Preview,
)
from vendorrisk.register.exchange._suggest import suggest_mapping
from vendorrisk.register.exchange._words import CellProblem, ExchangeError, Remark
from vendorrisk.register.exchange._write_csv import Encoding

__all__ = [
    "Applied",
    "CellProblem",
    "Change",
    "ChangedRecord",
    "Clash",
    "ColumnMapping",
    "Encoding",
    "ExchangeError",
    "FieldChange",
    "ImportMapping",
    "NewRecord",
    "Preview",
    "Remark",
    "UnencodableError",
    "Written",
    "export_csv",
    "export_workbook",
    "load_mapping",
    "parse_mapping",
    "preview_import",
    "read_tables",
    "suggest_mapping",
]
