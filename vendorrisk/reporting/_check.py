"""One report file of a check: documents go in one by one, and the file is there when all are, or not at all."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self

from vendorrisk.checking import DocumentReport
from vendorrisk.reporting._check_paper import CheckPaper
from vendorrisk.reporting._check_sheets import CheckSheets
from vendorrisk.reporting._check_words import Head
from vendorrisk.reporting._html import HtmlRenderer
from vendorrisk.reporting._target import check_target, written
from vendorrisk.reporting._word import WordRenderer

__all__ = ["CheckReportFile"]


class CheckReportFile:
    """A context in which documents are added; leaving it writes the file, leaving it by an error writes nothing.

    Args:
        path: the file; its extension says the format.
        head: what the report says about itself.
        force: replace a file that is no report of ours.

    Raises:
        UsageError: the file cannot become a report; on leaving, it cannot be written.
    """

    def __init__(self, path: Path, head: Head, *, force: bool = False) -> None:
        check_target(path, force=force)
        self._path = path
        self._report = _made(path.suffix.lower(), head)

    def __enter__(self) -> Self:
        """Return the report."""
        return self

    def add(self, report: DocumentReport) -> None:
        """Take a document in."""
        self._report.add(report)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Write the file."""
        try:
            if kind is None:
                with written(self._path) as stream:
                    self._report.save(stream)
        finally:
            self._report.close()


def _made(suffix: str, head: Head) -> CheckPaper | CheckSheets:
    title = head.say("check-title")
    if suffix == ".xlsx":
        return CheckSheets(head)
    if suffix == ".docx":
        return CheckPaper(head, WordRenderer(head.language, title, head.mark, head.at))
    return CheckPaper(head, HtmlRenderer(head.language, title, head.mark))
