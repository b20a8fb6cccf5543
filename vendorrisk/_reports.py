"""Reports as files: what a check found, as HTML, Word or Excel, for people who never open the tool."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import vendorrisk
from vendorrisk.checking import Report
from vendorrisk.model import Bilingual, Language
from vendorrisk.reporting import WORDS, CheckReportFile, Head
from vendorrisk.requirements import Pack

__all__ = ["MOST_DOCUMENTS", "PICTURES", "head_of", "remarks_on_pictures", "write_report"]

PICTURES = 60
"""Sentences of a PDF that get a picture in a report of the command line."""

MOST_DOCUMENTS = 20
"""A report on more documents has no pictures: it could not be sent to anybody."""


def write_report(
    report: Report,
    path: str | Path,
    *,
    language: Language = "ja",
    mark: str = "",
    show_restricted: bool = False,
    force: bool = False,
    at: datetime | None = None,
) -> Path:
    """Write what a check found as one file: HTML, Word or Excel by the extension of its name.

    >>> import pathlib, tempfile, vendorrisk
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> _ = (folder / "契約書.txt").write_text("第1条 乙は、業務上知り得た秘密を漏らしてはならない。", encoding="utf-8")
    >>> report = vendorrisk.check(folder, kind="outsourcing", passages=True, pictures=60)
    >>> file = vendorrisk.write_report(report, folder / "報告書.html", mark="取扱注意")
    >>> "<mark>乙は、業務上知り得た秘密を漏らしてはならない。</mark>" in file.read_text(encoding="utf-8")
    True

    Args:
        report: from :func:`vendorrisk.check`; with ``passages`` and ``pictures`` it shows each sentence in its paragraph and on its page.
        path: the file.
        language: of every word of ours.
        mark: how the report is to be handled, such as 取扱注意; it stands on every page.
        show_restricted: also tell the texts of restricted packs.
        force: replace a file that is no report of ours.
        at: when the report is made; now, when left out.

    Returns:
        The file.

    Raises:
        UsageError: another extension, no such folder, a file that must not be replaced, or one that cannot be written.
    """
    target = Path(path)
    head = head_of(report.packs, language=language, mark=mark, show_restricted=show_restricted, at=at)
    with CheckReportFile(target, head, force=force) as file:
        for document in report.documents:
            file.add(document)
    return target


def head_of(
    packs: Iterable[Pack], *, language: Language, mark: str = "", show_restricted: bool = False, remarks: Iterable[Bilingual] = (), at: datetime | None = None
) -> Head:
    """Return what a report of this program says about itself."""
    moment = at or datetime.now().astimezone()
    return Head(language, tuple(packs), moment, f"vendorrisk {vendorrisk.__version__}", mark, show_restricted, tuple(remarks))


def remarks_on_pictures(documents: int) -> tuple[Bilingual, ...]:
    """Return why a report on so many documents has no pictures, or not all."""
    if documents > MOST_DOCUMENTS:
        return (WORDS["no-pictures-many"].format(count=documents, most=MOST_DOCUMENTS),)
    return ()
