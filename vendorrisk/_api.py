"""Files in, reports out: reading and judging put together, one file or ten thousand, in this process or in others."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from functools import cache, partial
from pathlib import Path
from typing import TypeVar

import attrs

from vendorrisk._illustrate import Cut, cut_out, with_passages, with_pictures
from vendorrisk._isolation import Loss, say, still_working, work_isolated
from vendorrisk._locate import with_places
from vendorrisk._packs import resolve
from vendorrisk._travel import Travelling, pack_report, unpack_report
from vendorrisk.checking import DocumentReport, Policy, Report, judge
from vendorrisk.documents import (
    CONVERTED_SUFFIXES,
    SUPPORTED_SUFFIXES,
    Document,
    Limits,
    Place,
    Refusal,
    RefusalCode,
    find_places,
    read,
    read_text,
    refusal_of_loss,
)
from vendorrisk.model import Bilingual, Choice, Facts, Handling, Kind, UsageError, VendorriskError

__all__ = [
    "OfPages",
    "Request",
    "check",
    "check_text",
    "find_files",
    "iter_reports",
    "listener",
    "policy_of",
    "read_all",
    "read_in_worker",
    "report_on",
    "seconds_for",
]

C = TypeVar("C", bound=Choice)
S = TypeVar("S")
T = TypeVar("T")

OfPages = Callable[[Path, int, int], None]
Find = Callable[[Document, list[tuple[int, int]]], Sequence[tuple[Place, ...]]]
_PICTURE_SECONDS = 0.25  # more for each picture; one costs a tenth of it
_CHUNK = 8  # files a task: one round trip costs as much as judging a page


@attrs.frozen
class Request:
    """How to read and what to judge by; small enough to travel to another process with every task.

    Attributes:
        kind: what the documents are, or None to guess.
        facts: what is known about the case.
        policies: ids and folders of packs.
        all_requirements: judge every requirement of the kind.
        places: find out for every evidence where exactly it stands.
        passages: keep the paragraph of every evidence with it.
        pictures: of so many sentences of a PDF keep the strip of the page that shows it.
        ocr: recognise scanned pages with Tesseract, where it is installed.
        convert: read .doc, .rtf and .odt files through LibreOffice, where it is installed.
    """

    kind: Kind | None = None
    facts: Facts = attrs.field(factory=Facts)
    policies: tuple[str, ...] = ()
    all_requirements: bool = False
    places: bool = False
    passages: bool = False
    pictures: int = 0
    ocr: bool = False
    convert: bool = False


def check(
    paths: str | Path | Iterable[str | Path],
    *,
    kind: Kind | str | None = None,
    handles: Iterable[Handling | str] = (),
    facts: Facts | None = None,
    policies: Sequence[str | Path] = (),
    all_requirements: bool = False,
    together: bool = False,
    places: bool = False,
    passages: bool = False,
    pictures: int = 0,
    ocr: bool = False,
    convert: bool = False,
    executor: Executor | None = None,
    jobs: int = 1,
    isolated: bool = False,
    limits: Limits | None = None,
    recognising: OfPages | None = None,
) -> Report:
    """Check documents, or all documents in folders.

    >>> report = check(["no such contract.docx"])
    >>> str(report.documents[0].refusals[0].code)
    'not-found'

    Args:
        paths: files and folders, or one of them; folders are walked.
        kind: what the documents are; guessed for each when None.
        handles: facts that switch further requirements on, such as ``"personal-information"``.
        facts: further facts; ``handles`` is added to them.
        policies: ids of shipped packs (only these are used) and folders of own packs (added).
        all_requirements: judge every requirement of the kind, whatever the facts.
        together: judge all files as one contract.
        places: find out for every evidence where exactly it stands (boxes, runs); costs about as much as reading the file.
        passages: keep the paragraph of every evidence with it, for :func:`write_report`.
        pictures: likewise, of so many sentences of each PDF, the strip of the page that shows it.
        ocr: recognise scanned pages with Tesseract, where it is installed; seconds a page.
        convert: read .doc, .rtf and .odt files through LibreOffice, where it is installed.
        executor: where to work; anything with the interface of :class:`concurrent.futures.Executor`.
        jobs: how many processes to use when no executor is given.
        isolated: read every file in a process of its own kind, with the time and memory that ``limits`` grant; for files from outside.
            A script that asks for it, or for more than one job, must be importable (``if __name__ == "__main__"``).
        limits: bounds on one file.
        recognising: called with (file, page, pages) before each scanned page, but not from an ``executor``.

    Raises:
        UsageError: an unknown kind, fact, policy, or an empty folder.
    """
    chosen = _request(kind, handles, facts, policies, all_requirements)
    request = attrs.evolve(chosen, places=places, passages=passages, pictures=pictures, ocr=ocr, convert=convert)
    policy = policy_of(request.policies)
    versions = tuple((pack.id, pack.version) for pack in policy.packs)
    files = list(find_files(paths, convert=convert))
    if together:
        return Report(versions, (_together(files, request, limits or Limits(), recognising, isolated=isolated),), policy.packs)
    reports = iter_reports(
        files, request, executor=executor, jobs=jobs, isolated=isolated, limits=limits, recognising=recognising
    )
    return Report(versions, tuple(reports), policy.packs)


def check_text(
    text: str,
    *,
    kind: Kind | str | None = None,
    handles: Iterable[Handling | str] = (),
    facts: Facts | None = None,
    policies: Sequence[str | Path] = (),
    all_requirements: bool = False,
) -> DocumentReport:
    """Check a text that is already at hand.

    >>> report = check_text("第1条 乙は、甲の承諾なく業務を再委託してはならない。", kind="outsourcing")
    >>> found = {result.requirement.id: result for result in report.requirements}
    >>> found["outsourcing.subcontracting"].elements[0].evidence[0].article
    '第1条'
    """
    request = _request(kind, handles, facts, policies, all_requirements)
    return _judged([read_text(text)], request)


def iter_reports(
    files: Sequence[Path | Refusal],
    request: Request | None = None,
    *,
    executor: Executor | None = None,
    jobs: int = 1,
    isolated: bool = False,
    limits: Limits | None = None,
    progress: Callable[[int, int], None] | None = None,
    pages: OfPages | None = None,
    recognising: OfPages | None = None,
) -> Iterator[DocumentReport]:
    """Yield one report a file, in the order given, as soon as it is there.

    Args:
        files: what :func:`find_files` gives.
        request: how to read and what to judge by.
        executor: where to work; started and stopped by the caller.
        jobs: how many processes to start when no executor is given.
        isolated: work in a process with limits on time and memory even when one job is enough.
        limits: bounds on one file.
        progress: called with (done, total) behind every report.
        pages: called with (file, pages read, pages) now and then while a long PDF is read, but not from an ``executor``.
        recognising: called with (file, page, pages) before each scanned page, but not from an ``executor``.
    """
    request = request or Request()
    limits = limits or Limits()
    if executor is not None:
        reports = _spread(files, request, limits, executor, jobs)
    elif isolated or (jobs > 1 and len(files) > 1):
        reports = _isolated(files, request, limits, jobs, pages, recognising)
    else:
        reports = (report_on(file, request, limits, pages, recognising) for file in files)
    for done, report in enumerate(reports, 1):
        if progress is not None:
            progress(done, len(files))
        yield report


def report_on(
    file: Path | Refusal,
    request: Request,
    limits: Limits | None = None,
    pages: OfPages | None = None,
    recognising: OfPages | None = None,
) -> DocumentReport:
    """Read and judge one file; bad input becomes a report with a refusal."""
    answer = _read(request, limits, pages, recognising, file)
    if isinstance(answer, Refusal):
        return _refused([answer])
    return _shown(_judged([answer], request), [answer], request, partial(_places, limits), partial(cut_out, limits))


def _shown(report: DocumentReport, documents: Sequence[Document], request: Request, find: Find, cut: Cut) -> DocumentReport:
    """Return a report with whatever shall stand beside its quotes."""
    if request.places:
        report = with_places(report, documents, find)
    if request.pictures:
        report = with_pictures(report, documents, request.pictures, find, cut)
    return with_passages(report, documents) if request.passages else report


def _read(
    request: Request, limits: Limits | None, pages: OfPages | None, recognising: OfPages | None, file: Path | Refusal
) -> Document | Refusal:
    if isinstance(file, Refusal):
        return file
    progress, before_page = (None if tell is None else partial(tell, file) for tell in (pages, recognising))
    return read(
        file, limits=limits, ocr=request.ocr, convert=request.convert, progress=progress, recognising=before_page
    )


def read_in_worker(request: Request, limits: Limits, file: Path | Refusal) -> Document | Refusal:
    """Read a file as `report_on` does, and say how far it is to the parent; see `listener`."""
    return _read(request, limits, _say_pages, _say_recognising, file)


def _say_pages(_: Path, done: int, total: int) -> None:
    say(("pages", done, total))


def _say_recognising(_: Path, page: int, pages: int) -> None:
    still_working(("recognising", page, pages))


def find_files(paths: str | Path | Iterable[str | Path], *, convert: bool = False) -> Iterator[Path | Refusal]:
    """Yield the files to check: named files as they are, the supported files of folders in order.

    A folder that cannot be opened gives a refusal; hidden files and Word's lock files (``~$…``) are passed over.

    Args:
        paths: files and folders, or one of them.
        convert: whether files that LibreOffice can convert count as supported.

    Raises:
        UsageError: a folder holds nothing to check.
    """
    suffixes = SUPPORTED_SUFFIXES | (CONVERTED_SUFFIXES if convert else set())
    for given in (paths,) if isinstance(paths, str | Path) else paths:
        path = Path(given)
        if not path.is_dir():
            yield path
            continue
        empty = True
        for found in _walk(path, suffixes):
            empty = False
            yield found
        if empty:
            raise UsageError(
                Bilingual("確認できる文書（.docx、.pdf、.txt）がありません。", "The folder holds no documents that can be checked (.docx, .pdf, .txt)."),
                where=str(path),
                todo=Bilingual("ファイルを直接指定してください。", "Name a file."),
            )


def _walk(folder: Path, suffixes: frozenset[str]) -> Iterator[Path | Refusal]:
    waiting = [folder]
    seen: set[tuple[int, int]] = set()
    while waiting:
        here = waiting.pop()
        try:
            status = here.stat()
            if (status.st_dev, status.st_ino) in seen:
                continue
            seen.add((status.st_dev, status.st_ino))
            with os.scandir(here) as scan:
                entries = sorted(scan, key=lambda entry: entry.name)
        except OSError:
            yield Refusal(
                here,
                RefusalCode.NOT_PERMITTED,
                Bilingual(
                    "フォルダーを開けません。閲覧の権限を確認してください。", "The folder cannot be opened; check your permission."
                ),
            )
            continue
        folders = []
        for entry in entries:
            if entry.name.startswith((".", "~$")):
                continue
            path = here / entry.name
            if entry.is_dir():
                folders.append(path)
            elif path.suffix.lower() in suffixes:
                yield path
        waiting.extend(reversed(folders))


def _request(
    kind: Kind | str | None,
    handles: Iterable[Handling | str],
    facts: Facts | None,
    policies: Sequence[str | Path],
    all_requirements: bool,
) -> Request:
    facts = facts or Facts()
    said = frozenset(_chosen(Handling, handling, "handles") for handling in handles)
    what = _chosen(Kind, kind, "kind") if kind is not None else None
    return Request(what, attrs.evolve(facts, handles=facts.handles | said), tuple(map(str, policies)), all_requirements)


def _chosen(choices: type[C], value: str, where: str) -> C:
    try:
        return choices(value)
    except ValueError as error:
        raise UsageError(
            Bilingual(f"「{value}」は指定できません。", f"{value!r} is not known."),
            where=where,
            todo=Bilingual("次のどれかにしてください：{ids}", "Use one of: {ids}").format(ids=", ".join(choices)),
        ) from error


@cache
def policy_of(policies: tuple[str, ...]) -> Policy:
    """Return the compiled policy; each process builds it once."""
    return Policy(resolve(policies))


def _judged(documents: Sequence[Document], request: Request) -> DocumentReport:
    return judge(
        documents, policy_of(request.policies), kind=request.kind, facts=request.facts, all_requirements=request.all_requirements
    )


def _refused(refusals: Sequence[Refusal]) -> DocumentReport:
    return DocumentReport(
        tuple(refusal.path for refusal in refusals), tuple(refusal.sha256 for refusal in refusals), None, False, tuple(refusals), (), None
    )


def read_all(
    files: Sequence[Path | Refusal], request: Request, limits: Limits, recognising: OfPages | None = None, *, isolated: bool = False
) -> list[Document | Refusal]:
    """Read the files of one contract, in this process or in others; see :func:`check`."""
    if not isolated:
        return [_read(request, limits, None, recognising, file) for file in files]
    return list(
        work_isolated(
            partial(read_in_worker, request, limits),
            files,
            lost=partial(_lost, request, limits),
            seconds=partial(seconds_for, request, limits),
            memory=limits.max_memory,
            noted=listener(None, recognising),
        )
    )


def _together(
    files: Sequence[Path | Refusal], request: Request, limits: Limits, recognising: OfPages | None, *, isolated: bool
) -> DocumentReport:
    """Judge all files as one contract; what cannot be read is named and keeps it from being compliant."""
    answers = read_all(files, request, limits, recognising, isolated=isolated)
    refusals = tuple(answer for answer in answers if isinstance(answer, Refusal))
    documents = [answer for answer in answers if isinstance(answer, Document)]
    if not documents:
        return _refused(refusals)
    find: Find = partial(_places, limits)
    cut: Cut = partial(cut_out, limits)
    if isolated:
        nowhere: tuple[Place, ...] = ()
        find = partial(_apart, request, limits, _places, nowhere)
        cut = partial(_apart, request, limits, cut_out, None)
    report = _shown(_judged(documents, request), documents, request, find, cut)
    if not refusals:
        return report
    verdict = "needs-review" if report.verdict == "compliant" else report.verdict
    return attrs.evolve(report, refusals=refusals, verdict=verdict)


def _places(limits: Limits | None, document: Document, spans: list[tuple[int, int]]) -> list[tuple[Place, ...]]:
    """Find stretches of a document; nothing is known of a file that changed since it was read."""
    try:
        return find_places(document, spans, limits=limits)
    except VendorriskError:
        return [()] * len(spans)


def _apart(
    request: Request, limits: Limits, work: Callable[[Limits, Document, list[S]], Sequence[T]], nothing: T, document: Document, asked: list[S]
) -> Sequence[T]:
    """The same in a process that may hang or crash; nothing is known then."""
    answers: Iterator[Sequence[T]] = work_isolated(
        partial(work, limits, document), [asked],
        lost=lambda wanted, _: [nothing] * len(wanted), seconds=lambda _: seconds_for(request, limits, document.path), memory=limits.max_memory,
    )
    return next(answers)


def _isolated(
    files: Sequence[Path | Refusal],
    request: Request,
    limits: Limits,
    jobs: int,
    pages: OfPages | None,
    recognising: OfPages | None,
) -> Iterator[DocumentReport]:
    """Work in processes of our own, each with a limit on time and memory."""
    policy = policy_of(request.policies)  # before the workers start: where they are forked they have it already
    packed = work_isolated(
        partial(_packed_report_on, request, limits, _say_pages, _say_recognising),
        files,
        lost=lambda file, loss: pack_report(_refused([_lost(request, limits, file, loss)])),
        seconds=partial(seconds_for, request, limits),
        workers=jobs,
        memory=limits.max_memory,
        noted=listener(pages, recognising),
    )
    return (unpack_report(report, policy) for report in packed)


def _packed_report_on(
    request: Request, limits: Limits, pages: OfPages | None, recognising: OfPages | None, file: Path | Refusal
) -> Travelling:
    return pack_report(report_on(file, request, limits, pages, recognising))


def listener(
    pages: OfPages | None, recognising: OfPages | None
) -> Callable[[Path | Refusal, tuple[str, int, int]], None]:
    """Return what hands the counts of pages that a worker says on to the caller."""
    tells = {"pages": pages, "recognising": recognising}

    def noted(file: Path | Refusal, said: tuple[str, int, int]) -> None:
        what, page, total = said
        tell = tells[what]
        if tell is not None and isinstance(file, Path):
            tell(file, page, total)

    return noted


def seconds_for(request: Request, limits: Limits, file: Path | Refusal) -> float:
    """Return the time for a file, with what pictures and another program may need for it; every recognised page begins it anew."""
    more = 1.25 * limits.program_seconds if request.ocr or request.convert else 0.0
    more += _PICTURE_SECONDS * request.pictures
    try:
        return more + limits.time_for(0 if isinstance(file, Refusal) else file.stat().st_size)
    except (OSError, ValueError):
        return more + limits.seconds


def _lost(request: Request, limits: Limits, file: Path | Refusal, loss: Loss) -> Refusal:
    if isinstance(file, Refusal):
        return file
    return refusal_of_loss(file, loss.value, seconds_for(request, limits, file))


def _spread(files: Sequence[Path | Refusal], request: Request, limits: Limits, executor: Executor, jobs: int) -> Iterator[DocumentReport]:
    """Hand the files out in chunks and take the reports back in order; only a few chunks are under way at a time."""
    size = max(1, min(_CHUNK, len(files) // (4 * max(jobs, 1)) or 1))
    chunks = (tuple(files[start : start + size]) for start in range(0, len(files), size))
    under_way: deque[Future[list[Travelling]]] = deque()
    policy = policy_of(request.policies)
    try:
        for chunk in chunks:
            under_way.append(executor.submit(_report_on_all, chunk, request, limits))
            if len(under_way) >= 4 * max(jobs, 2):
                yield from (unpack_report(packed, policy) for packed in under_way.popleft().result())
        while under_way:
            yield from (unpack_report(packed, policy) for packed in under_way.popleft().result())
    finally:
        for future in under_way:
            future.cancel()


def _report_on_all(files: Sequence[Path | Refusal], request: Request, limits: Limits) -> list[Travelling]:
    return [_packed_report_on(request, limits, None, None, file) for file in files]
