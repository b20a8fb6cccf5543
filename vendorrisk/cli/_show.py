"""``vendorrisk show``: where the sentences stand that prove (or refute) one requirement, as a list and as pictures of the pages."""

from __future__ import annotations

import argparse
import contextlib
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from vendorrisk._api import Request
from vendorrisk._packs import resolve
from vendorrisk._show import Question, Sentence, Showing, show
from vendorrisk.checking import ElementResult, Evidence
from vendorrisk.cli._json import document_json, head_json
from vendorrisk.cli._named import any_of, named_element, named_requirement
from vendorrisk.cli._output import Exit, Paint, Progress, clean, dumped, say, wrap, write
from vendorrisk.cli._report import MARKS, TONES, place_words
from vendorrisk.cli._words import WORDS
from vendorrisk.documents import DrawnPage, Limits, PdfPlace, Place, Refusal, TextPlace
from vendorrisk.model import Kind, Language, UsageError, system_reason
from vendorrisk.requirements import Pack, Verdict

__all__ = ["run_show"]


def run_show(args: argparse.Namespace) -> Exit:
    """Carry out the command and return its exit status."""
    language: Language = args.lang
    packs = resolve(tuple(args.policy))
    pack, requirement = named_requirement(packs, args.requirement, "--requirement")
    if args.element is not None:
        named_element(requirement, args.element, "--element")
    path, target = Path(args.path), None if args.output is None else Path(args.output)
    if target is not None:
        _refuse_bad_target(target, path)
    request = Request(Kind(args.kind) if args.kind else None, policies=tuple(args.policy), ocr=args.ocr, convert=args.convert)
    limits = Limits() if args.timeout is None else Limits(seconds=args.timeout)
    progress = Progress(True, 1, language)
    try:
        question = Question(request, requirement.id, args.element, None if target is None else args.dpi)
        shown = show(path, question, limits, progress.recognising)
    finally:
        progress.end()
    if isinstance(shown, Refusal):
        say(shown.message.get(language), str(path))
        return Exit.UNREADABLE
    if target is not None and shown.format != "pdf":
        raise UsageError(WORDS["only-pdf"], where=str(path))
    kind = shown.report.kind
    if not shown.report.requirements and kind is not None and kind not in requirement.applies.kinds:
        kinds = any_of(f"--kind {one}" for one in sorted(requirement.applies.kinds))
        raise UsageError(WORDS["other-kind"].format(kind=kind.label), where=str(path), todo=WORDS["say-kind"].format(kinds=kinds))
    withheld = {requirement.id: pack} if pack.restricted and not args.show_restricted else {}
    written = [] if target is None else _save(shown.pages, target, path)
    if args.json:
        entry = document_json(shown.report, language, withheld)
        write(dumped({**head_json(packs), "documents": [entry]}) + "\n")
    else:
        write("\n".join(_lines(shown, language, Paint(), withheld)) + "\n")
        for page, file in zip(shown.pages, written, strict=True) if written else ():
            write(WORDS["written"].get(language).format(page=page.page, path=clean(str(file))) + "\n")
    if target is not None and not written:
        say(WORDS["nothing-to-draw"].get(language), str(path))
    if any(page.frames for page in shown.pages):
        say(WORDS["frames"].get(language), str(path))
    met = [result.verdict for result in shown.report.requirements] == [Verdict.MET]
    if args.element is not None and shown.report.requirements:
        met = shown.report.requirements[0].elements[0].verdict is Verdict.MET
    return Exit.FINE if met else Exit.FINDINGS


# -- the list ------------------------------------------------------------------------------------------------


def _lines(shown: Showing, language: Language, paint: Paint, withheld: Mapping[str, Pack]) -> Iterator[str]:
    words = {key: word.get(language) for key, word in WORDS.items()}
    report = shown.report
    yield paint(clean(str(report.paths[0])), "strong")
    if report.kind is not None:
        guessed = words["guessed"] if report.kind_guessed else ""
        yield f"  {words['kind']}{words['colon']}{report.kind.label.get(language)}{guessed}"
    for notice in report.notices:
        pages = words["comma"].join(map(str, notice.pages))
        where = f" [{words['page'].format(page=pages)}]" if pages else ""
        yield from wrap(clean(notice.message.get(language) + where), paint.width, f"  ! {words['notice']}{words['colon']}", " " * 6)
    if not report.requirements:
        yield f"  {words['not-judged']}"
        return
    (result,) = report.requirements
    hidden = result.requirement.id in withheld
    title = words["restricted"] if hidden else clean(result.requirement.title.get(language))
    verdict = paint(f"{MARKS[result.verdict]} {result.verdict.label.get(language)}", TONES[result.verdict])
    yield f"  {verdict}  {title}{words['brackets'].format(result.requirement.id)}"
    numbers = {(sentence.evidence.start, sentence.evidence.end): sentence for sentence in shown.sentences}
    told: set[int] = set()
    for found in result.elements:
        yield from _element(found, numbers, told, language, paint, hidden=hidden)
    if any(isinstance(place, PdfPlace) and place.boxes for sentence in shown.sentences for place in sentence.evidence.places):
        yield ""
        yield paint(f"  {words['unit']}", "faint")


def _element(
    found: ElementResult, numbers: Mapping[tuple[int, int], Sentence], told: set[int], language: Language, paint: Paint, *, hidden: bool
) -> Iterator[str]:
    name = found.element.id if hidden else clean(found.element.title.get(language)) + WORDS["brackets"].get(language).format(found.element.id)
    mark = paint(f"{MARKS[found.verdict]} {found.verdict.label.get(language)}", TONES[found.verdict])
    yield ""
    yield f"    {mark}  {name}"
    for before, evidence in (("", found.evidence), (WORDS["conflict"].get(language) + WORDS["colon"].get(language), found.conflicts)):
        for one in evidence:
            sentence = numbers[one.start, one.end]
            yield from _sentence(sentence, one, before, language, paint, first=sentence.number not in told)
            told.add(sentence.number)


def _sentence(sentence: Sentence, one: Evidence, before: str, language: Language, paint: Paint, *, first: bool) -> Iterator[str]:
    place = WORDS["between"].get(language).join(place_words(one, language))
    verdict = f" {one.verdict.label.get(language)}" if one.verdict is not Verdict.MET else ""
    reason = f" → {one.reason.get(language)}" if one.reason.ja else ""
    head = f"      [{sentence.number}]{verdict} "
    if not first:  # it has been shown in full for an element before
        yield from wrap(f"{before}{place}{reason}", paint.width, head, " " * 10)
        return
    if any(isinstance(where, PdfPlace) for where in one.places):
        yield from wrap(before + place + WORDS["quote"].get(language).format(_flat(one.quote, language)) + reason, paint.width, head, " " * 10)
    else:
        start, end = sentence.start, sentence.end
        inside = (sentence.passage[:start], sentence.passage[start:end], sentence.passage[end:])
        ahead, quote, behind = (_flat(part, language) for part in inside)
        yield from wrap(f"{before}{place}{reason}", paint.width, head, " " * 10)
        yield from wrap(f"{ahead}>>{quote}<<{behind}", paint.width, " " * 10, " " * 10)
    for where in one.places:
        yield from (f"          {line}" for line in _where(where, language))


def _where(place: Place, language: Language) -> Iterator[str]:
    words = {key: WORDS[key].get(language) for key in ("colon", "page", "no-boxes", "runs", "run", "lines")}
    if isinstance(place, PdfPlace):
        page = words["page"].format(page=place.page)
        if not place.boxes:
            yield f"{page}{words['colon']}{words['no-boxes']}"
        for box in place.boxes:
            yield f"{page}{words['colon']}{box.left:.1f}, {box.top:.1f} - {box.right:.1f}, {box.bottom:.1f}"
    elif isinstance(place, TextPlace):
        yield words["lines"].format(line=place.line, column=place.column, end_line=place.end_line, end_column=place.end_column)
    else:
        runs = ", ".join(words["run"].format(run=span.run, start=span.start, end=span.end) for span in place.runs)
        yield clean(words["runs"].format(part=place.part, paragraph=place.paragraph, runs=runs or "-"))


def _flat(text: str, language: Language) -> str:
    return clean("".join(text.split()) if language == "ja" else " ".join(text.split()))


# -- the pictures --------------------------------------------------------------------------------------------


def _refuse_bad_target(target: Path, path: Path) -> None:
    def refuse(key: str) -> UsageError:
        return UsageError(WORDS[key], where=str(target))

    if target.suffix.lower() != ".png":
        raise refuse("only-png")
    if not target.parent.is_dir():
        raise refuse("no-folder")
    if _is_same(target, path):
        raise refuse("is-input")


def _save(pages: Sequence[DrawnPage], target: Path, path: Path) -> list[Path]:
    """Write every picture, or none: all lie ready beside their names before the first name is given."""
    files = [target] if len(pages) == 1 else [target.with_name(f"{target.stem}-{page.page}{target.suffix}") for page in pages]
    if any(_is_same(file, path) for file in files):
        raise UsageError(WORDS["is-input"], where=str(path))
    ready: list[Path] = []
    try:
        for page, file in zip(pages, files, strict=True):
            handle, name = tempfile.mkstemp(prefix=".vendorrisk-", suffix=".png", dir=file.parent)
            ready.append(Path(name))
            with os.fdopen(handle, "wb") as stream:
                stream.write(page.png)
            Path(name).chmod(0o666 & ~_umask())
        for source, file in zip(ready, files, strict=True):
            source.replace(file)
    except OSError as error:
        raise UsageError(WORDS["not-written"].format(why=system_reason(error)), where=str(target)) from error
    finally:
        for source in ready:
            with contextlib.suppress(OSError):
                source.unlink(missing_ok=True)
    return files


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False
