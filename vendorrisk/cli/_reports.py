"""``check --report``: the files that are written beside what the terminal shows."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from vendorrisk.checking import DocumentReport
from vendorrisk.cli._output import clean, say
from vendorrisk.cli._words import WORDS
from vendorrisk.documents import Refusal
from vendorrisk.model import UsageError
from vendorrisk.requirements import Pack

__all__ = ["pictures_for", "refuse_bad_reports", "reporting"]


def refuse_bad_reports(args: argparse.Namespace, inputs: Iterable[Path | Refusal]) -> None:
    """Refuse report files that cannot be written, or that are a document to be checked, before any work is done.

    Raises:
        UsageError: naming the file.
    """
    if not args.report:
        for option, given in (("--mark", args.mark), ("--force", args.force)):
            if given:
                raise UsageError(WORDS["only-with-report"], where=option)
        return
    from vendorrisk.reporting import check_target

    places = [os.path.realpath(target) for target in args.report]
    read = {os.path.realpath(file) for file in inputs if isinstance(file, Path)}
    for target, place in zip(args.report, places, strict=True):
        if place in read:
            raise UsageError(WORDS["is-input"], where=target)
        if places.count(place) > 1:
            raise UsageError(WORDS["report-twice"], where=target)
        check_target(Path(target), force=args.force)


def pictures_for(args: argparse.Namespace, documents: int) -> int:
    """Return how many sentences of a PDF get a picture: none in a workbook, nor where there are many documents."""
    if not any(target.lower().endswith((".html", ".docx")) for target in args.report):
        return 0
    from vendorrisk._reports import MOST_DOCUMENTS, PICTURES

    return PICTURES if documents <= MOST_DOCUMENTS else 0


@contextmanager
def reporting(args: argparse.Namespace, packs: tuple[Pack, ...], documents: int, reports: Iterator[DocumentReport]) -> Iterator[Iterator[DocumentReport]]:
    """Give the same reports again while they are taken into the files; these are written when all went well."""
    if not args.report:
        yield reports
        return
    from vendorrisk._reports import head_of, remarks_on_pictures
    from vendorrisk.reporting import CheckReportFile

    head = head_of(packs, language=args.lang, mark=args.mark, show_restricted=args.show_restricted, remarks=remarks_on_pictures(documents))
    with ExitStack() as files:
        opened = [files.enter_context(CheckReportFile(Path(target), head, force=args.force)) for target in args.report]

        def taken() -> Iterator[DocumentReport]:
            for report in reports:
                for file in opened:
                    file.add(report)
                yield report

        yield taken()
    for target in args.report:
        say(WORDS["report-written"].get(args.lang).format(path=clean(target)))
