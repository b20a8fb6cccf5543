"""The report for people: what is missing first, calm, proof on demand, a word beside every colour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from vendorrisk.checking import DocumentReport, ElementResult, Evidence, RequirementResult
from vendorrisk.cli._output import Paint, clean, wrap
from vendorrisk.cli._words import WORDS
from vendorrisk.model import Language
from vendorrisk.requirements import Pack, Verdict

__all__ = ["MARKS", "TONES", "place_words", "render_document", "render_total"]

TONES = {
    Verdict.MET: "good", Verdict.PARTIAL: "doubt", Verdict.WEAK: "doubt", Verdict.NEGATED: "bad", Verdict.MISSING: "bad",
}
MARKS = {Verdict.MET: "○", Verdict.PARTIAL: "△", Verdict.WEAK: "△", Verdict.NEGATED: "×", Verdict.MISSING: "×"}
_CONFORMITY_TONES = {"compliant": "good", "needs-review": "doubt", "non-compliant": "bad"}
_LONGEST = 160  # characters of a quote without -v


def render_document(
    report: DocumentReport, language: Language, paint: Paint, *, verbose: bool, withheld: Mapping[str, Pack]
) -> Iterator[str]:
    """Yield the lines of the report on one document."""
    words = {key: word.get(language) for key, word in WORDS.items()}
    for path in report.paths or tuple(refusal.path for refusal in report.refusals):
        yield paint(clean(str(path), ""), "strong")
    for refusal in report.refusals:
        yield from _lines(paint, f"× {words['refused']}{words['colon']}", refusal.message.get(language), "bad")
    if report.verdict is None or report.kind is None:
        yield ""
        return
    guessed = words["guessed"] if report.kind_guessed else ""
    verdict = paint(words[report.verdict], _CONFORMITY_TONES[report.verdict])
    yield f"  {words['kind']}{words['colon']}{report.kind.label.get(language)}{guessed}  {words['result']}{words['colon']}{verdict}"
    mandatory = [result for result in report.requirements if result.mandatory]
    counts = Counter(result.verdict.value for result in mandatory)
    if report.requirements:
        figures = {verdict.value: counts[verdict.value] for verdict in Verdict}
        yield "  " + words["summary"].format(total=len(mandatory), **figures)
    else:
        yield "  " + words["not-judged"]
    for notice in report.notices:
        pages = words["comma"].join(map(str, notice.pages))
        where = f" [{words['page'].format(page=pages)}]" if pages else ""
        yield from _lines(paint, f"  ! {words['notice']}{words['colon']}", notice.message.get(language) + where, "doubt")
    render = _Renderer(language, paint, verbose, withheld, words)
    unmet = [result for result in mandatory if result.verdict is not Verdict.MET or _conflicts(result)]
    met = [result for result in mandatory if result.verdict is Verdict.MET and not _conflicts(result)]
    recommended = [result for result in report.requirements if result.applies and not result.mandatory]
    if unmet:
        yield ""
        yield "  " + paint(words["todo"], "strong")
        for result in sorted(unmet, key=lambda result: list(Verdict)[::-1].index(result.verdict)):
            yield from render.requirement(result, proof=True)
    if met:
        yield ""
        yield "  " + paint(words["met"], "strong")
        for result in met:
            yield from render.requirement(result, proof=verbose)
    if recommended:
        yield ""
        yield "  " + paint(words["recommended"], "strong")
        for result in recommended:
            yield from render.requirement(result, proof=verbose)
    left_out = [result for result in report.requirements if not result.applies]
    if left_out and verbose:
        yield ""
        yield "  " + paint(words["others"], "strong")
        for result in left_out:
            yield from _lines(paint, "    - ", f"{render.title(result)}{words['colon']}{result.applies_because.get(language)}", "faint")
    yield ""


def place_words(item: Evidence, language: Language) -> Iterator[str]:
    """Yield what says where a sentence stands: file, article, page, part of the document, and how surely it was recognised."""
    if item.path is not None:
        yield clean(item.path.name)
    if item.article:
        yield clean(item.article)
    if item.page is not None:
        yield WORDS["page"].get(language).format(page=item.page)
    if item.where != "body":
        yield WORDS[item.where].get(language)
    if item.confidence is not None:
        yield WORDS["recognised"].get(language).format(percent=int(100 * item.confidence))


def render_total(reports: Counter[str], language: Language) -> str:
    """Return one line on all documents."""
    return WORDS["total"].get(language).format(
        count=sum(reports.values()), compliant=reports["compliant"], review=reports["needs-review"],
        bad=reports["non-compliant"], refused=reports["refused"],
    )


def _conflicts(result: RequirementResult) -> bool:
    return any(element.conflicts for element in result.elements)


def _lines(paint: Paint, head: str, text: str, tone: str) -> Iterator[str]:
    for number, line in enumerate(wrap(clean(text), paint.width, head, " " * (len(head) - len(head.lstrip()) + 4))):
        yield paint(line, tone) if number == 0 or tone == "faint" else line


class _Renderer:
    """Requirements and their evidence as lines."""

    def __init__(
        self, language: Language, paint: Paint, verbose: bool, withheld: Mapping[str, Pack], words: Mapping[str, str]
    ) -> None:
        self._language = language
        self._paint = paint
        self._verbose = verbose
        self._withheld = withheld
        self._words = words

    def title(self, result: RequirementResult) -> str:
        """Return the title, unless it is kept back."""
        if result.requirement.id in self._withheld:
            return f"{result.requirement.id} {self._words['restricted']}"
        return clean(result.requirement.title.get(self._language))

    def requirement(self, result: RequirementResult, *, proof: bool) -> Iterator[str]:
        """Yield the lines of one requirement; with ``proof`` also those of its elements."""
        label = result.verdict.label.get(self._language)
        mark = self._paint(f"{MARKS[result.verdict]} {label}", TONES[result.verdict])
        level = self._paint(f"[{result.level.label.get(self._language)}]", "faint")
        yield f"    {mark}  {self.title(result)} {level}"
        if not proof:
            return
        for found in result.elements:
            settled = found.verdict is Verdict.MET and not found.conflicts
            if (settled or not found.element.required) and not self._verbose:
                continue
            yield from self._element(found, hidden=result.requirement.id in self._withheld)

    def _element(self, found: ElementResult, *, hidden: bool) -> Iterator[str]:
        label = found.verdict.label.get(self._language)
        name = found.element.id if hidden else found.element.title.get(self._language)
        criterion = "" if hidden or found.verdict is Verdict.MET else f"{self._words['colon']}{found.element.criterion.get(self._language)}"
        head = f"        {MARKS[found.verdict]} {label} "
        yield from wrap(name + criterion, self._paint.width, head, " " * 10)
        shown = found.evidence if self._verbose else found.evidence[:1]
        for item in shown:
            yield from self._quote(item, "")
        for item in found.conflicts[: None if self._verbose else 1]:
            yield from self._quote(item, self._words["conflict"] + self._words["colon"])

    def _quote(self, item: Evidence, before: str) -> Iterator[str]:
        place = self._words["between"].join(place_words(item, self._language))
        quote = clean("".join(item.quote.split()) if self._language == "ja" else " ".join(item.quote.split()))
        if not self._verbose and len(quote) > _LONGEST:
            quote = quote[:_LONGEST] + "…"
        if self._verbose and item.stem:
            stem = clean("".join(item.stem.split()))
            yield from wrap(stem, self._paint.width, f"          {self._words['stem']}{self._words['colon']}", " " * 14)
        reason = f" → {item.reason.get(self._language)}" if item.reason.ja else ""
        yield from wrap(before + place + self._words["quote"].format(quote) + reason, self._paint.width, "          ", " " * 12)
