"""Problems of the user's data are values: collected and shown with file, field and line, never raised."""

from __future__ import annotations

from enum import StrEnum

import attrs

from vendorrisk.model._language import Bilingual

__all__ = ["Problem", "Severity"]


class Severity(StrEnum):
    """How bad it is: an error is wrong data, a warning is data that is missing or needs a look."""

    ERROR = "error"
    WARNING = "warning"


@attrs.frozen
class Problem:
    """Something wrong with a record.

    Attributes:
        record: its id, or "" for a file that could not be read as a record.
        field: the key, such as ``end`` or ``subcontracts[1].decided_on``; "" for the whole record.
        code: a stable name of the rule, such as ``dates-in-order``.
        message: what is wrong and what to do.
        severity: error or warning.
        file: path relative to the register, when known.
        line: line in that file from 1, when known.
    """

    record: str
    field: str
    code: str
    message: Bilingual
    severity: Severity = Severity.ERROR
    file: str = ""
    line: int | None = None
