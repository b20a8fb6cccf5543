"""What can be wrong with templates, and with what is asked of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import attrs

from vendorrisk.model import Bilingual, UsageError

__all__ = ["TemplateError", "TemplateFault", "faulty"]


class TemplateError(UsageError):
    """Templates cannot be used, or something is asked of them that they do not hold.

    Attributes:
        faults: every fault with its file and line, where several were found.
    """

    faults: tuple[TemplateFault, ...] = ()


@attrs.frozen
class TemplateFault:
    """Something wrong with a template.

    Attributes:
        path: the file.
        line: line in it from 1, or None for the whole file.
        message: what is wrong and what to do.
    """

    path: Path
    line: int | None
    message: Bilingual

    @property
    def where(self) -> str:
        """File and line, as editors open it."""
        return str(self.path) if self.line is None else f"{self.path}:{self.line}"


def faulty(faults: Sequence[TemplateFault]) -> TemplateError:
    """Return the error that names the first fault and how many there are."""
    first, others = faults[0], len(faults) - 1
    more = Bilingual(f"(ほか{others}件。「vendorrisk draft templates test」で確認してください。)", f" ({others} more; see 'vendorrisk draft templates test'.)")
    error = TemplateError(first.message, where=first.where, todo=more if others else "")
    error.faults = tuple(faults)
    return error
